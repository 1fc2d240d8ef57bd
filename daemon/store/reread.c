/* SPDX-License-Identifier: ISC */

/*
 * What to read again: threads of open questions in growing intervals, and at
 * night everything of the last days.
 */

#include <string.h>

#include "store/internal.h"

struct reread_op {
	struct op op;
	const char *account;
	int64_t now, since, max, next;
	struct store_reread *v;
	size_t n;
	store_reread_fn *fn;
	void *arg;
};

static void
add(struct reread_op *op, const char *account, const char *native, int64_t due)
{
	struct store_reread *r = &op->v[op->n++];

	r->account = arena_strdup(op->op.arena, account);
	r->id = arena_strdup(op->op.arena, native);
	r->due = due;
}

static int
run_due(struct store *s, struct op *base, struct err *e)
{
	struct reread_op *op = (struct reread_op *)base;
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int64_t *threads = arena_alloc(base->arena,
	    ((size_t)op->max + 1) * sizeof(*threads));
	int n = 0;

	op->v = arena_alloc(base->arena,
	    ((size_t)op->max + 1) * sizeof(*op->v));
	st = sql(s, e, "SELECT q.account_id, o.native, q.reread_at, "
	    "q.thread_id FROM question q JOIN post o ON o.id = q.opener_id "
	    "WHERE q.state <= 2 AND q.active = 1 AND q.reread_at <= ? "
	    "ORDER BY q.reread_at", "i", op->now);
	while (op->n < (size_t)op->max && (n = sql_step(s, e, st)) == 1) {
		const struct account *a = account_by_id(s,
		    sqlite3_column_int64(st, 0));
		int64_t thread = sqlite3_column_int64(st, 3);
		size_t i = 0;

		/* Reading a thread answers for all who wait in it. */
		while (i < op->n && threads[i] != thread)
			i++;
		if (a == NULL || i < op->n)
			continue;
		threads[op->n] = thread;
		add(op, a->name, (const char *)sqlite3_column_text(st, 1),
		    sqlite3_column_int64(st, 2));
	}
	if (n == -1)
		return -1;
	return sql_int(s, e, &op->next, "SELECT reread_at FROM question "
	    "WHERE state <= 2 AND active = 1 AND reread_at > ? "
	    "ORDER BY reread_at LIMIT 1", "i", op->now);
}

/* Backwards along the account's own chain: no index on every post. */
static int
run_sweep(struct store *s, struct op *base, struct err *e)
{
	struct reread_op *op = (struct reread_op *)base;
	const struct account *a = account_find(s, op->account);
	int64_t id = a != NULL ? a->last_post : 0;

	if (a == NULL)
		return err_set(e, ERR_NOT_FOUND, "no account named %.60s",
		    op->account);
	op->v = arena_alloc(base->arena,
	    ((size_t)op->max + 1) * sizeof(*op->v));
	while (id != 0 && op->n < (size_t)op->max) {
		sqlite3_stmt *st = sql(s, e, "SELECT prev_id, seen, native, "
		    "flags FROM post WHERE id = ?", "i", id);
		int n = sql_step(s, e, st);

		if (n != 1)
			return n;
		if (sqlite3_column_int64(st, 1) < op->since) {
			sqlite3_reset(st);
			break;
		}
		if (((unsigned)sqlite3_column_int64(st, 3) &
		    (TPOST_GONE | TPOST_REMOVED)) == 0)
			add(op, a->name,
			    (const char *)sqlite3_column_text(st, 2),
			    op->since);
		id = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
	}
	return 0;
}

static void
answer(struct op *base, const struct err *e)
{
	struct reread_op *op = (struct reread_op *)base;

	op->fn(op->arg, e, op->v, e->code == ERR_OK ? op->n : 0, op->next);
}

void
store_reread_due(struct store *s, int64_t now, size_t max, store_reread_fn *fn,
    void *arg)
{
	struct reread_op *op = op_new(sizeof(*op), OP_READ, run_due, answer);

	op->now = now;
	op->max = max != 0 ? (int64_t)max : 1000;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

void
store_sweep(struct store *s, const char *account, int64_t since, size_t max,
    store_reread_fn *fn, void *arg)
{
	struct reread_op *op = op_new(sizeof(*op), OP_READ, run_sweep, answer);

	op->account = arena_strdup(op->op.arena, account);
	op->since = since;
	op->max = max != 0 ? (int64_t)max : 10000;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

/* --- failed --- */

static int
run_failed(struct store *s, struct op *base, struct err *e)
{
	struct reread_op *op = (struct reread_op *)base;
	const struct account *a = account_find(s, op->account);

	if (a == NULL)
		return 0;
	/* Twice as long each time, until a reading succeeds. */
	return sql_run(s, e, "UPDATE question SET reread_n = reread_n + 1, "
	    "reread_at = ?3 + min(?4, ?5 << min(reread_n + 1, 8)) "
	    "WHERE state <= 2 AND thread_id IN (SELECT p.thread_id "
	    "FROM question q JOIN post p ON p.id = q.opener_id "
	    "WHERE q.state <= 2 AND q.active = 1 AND q.reread_at <= ?3 "
	    "AND p.source_id = ?1 AND p.native = ?2)", "isiii", a->source,
	    op->v->id, op->now, reread_interval(INT64_MAX / 2, 0),
	    reread_interval(0, 0));
}

void
store_reread_failed(struct store *s, const char *account, const char *id,
    int64_t now)
{
	struct reread_op *op = op_new(sizeof(*op), OP_POLLED, run_failed,
	    NULL);
	struct arena *a = op->op.arena;

	op->account = arena_strdup(a, account);
	op->v = arena_alloc(a, sizeof(*op->v));
	op->v->id = arena_strdup(a, id);
	op->now = now;
	op_queue(s, &op->op);
}
