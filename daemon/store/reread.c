/* SPDX-License-Identifier: ISC */

/*
 * What to read again: threads of open questions in growing intervals, and at
 * night everything of the last days.
 */

#include <string.h>

#include "store/internal.h"

#define LOOK_MAX	4000	/* rows of a turn; what is behind comes later */

struct reread_op {
	struct op op;
	const char *account;
	int64_t (*order)(const char *);
	int64_t now, since, max, each, next;
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
add_opener(struct store *s, struct reread_op *op, const struct account *a,
    int64_t opener, int64_t due, struct err *e)
{
	sqlite3_stmt *st = sql(s, e, "SELECT native FROM post WHERE id = ?", "i",
	    opener);
	int n = sql_step(s, e, st);

	if (n == 1) {
		add(op, a->name, (const char *)sqlite3_column_text(st, 0), due);
		sqlite3_reset(st);
	}
	return n == -1 ? -1 : 0;
}

/* May one more of this account's threads be read in this turn? */
static bool
fair(const struct reread_op *op, const struct account *a)
{
	int64_t n = 0;

	for (size_t i = 0; i < op->n; i++)
		n += strcmp(op->v[i].account, a->name) == 0;
	return n < op->each;
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
	st = sql(s, e, "SELECT account_id, opener_id, reread_at, thread_id "
	    "FROM question WHERE state <= 2 AND active = 1 "
	    "AND reread_at <= ? ORDER BY reread_at LIMIT ?", "id", op->now,
	    LOOK_MAX);
	while (op->n < (size_t)op->max && (n = sql_step(s, e, st)) == 1) {
		const struct account *a = account_by_id(s,
		    sqlite3_column_int64(st, 0));
		int64_t thread = sqlite3_column_int64(st, 3);
		size_t i = 0;

		/* Reading a thread answers for all who wait in it. */
		while (i < op->n && threads[i] != thread)
			i++;
		if (a == NULL || i < op->n || !fair(op, a))
			continue;
		threads[op->n] = thread;
		if (add_opener(s, op, a, sqlite3_column_int64(st, 1),
		    sqlite3_column_int64(st, 2), e) == -1)
			return -1;
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
store_reread_due(struct store *s, int64_t now, size_t max, size_t each,
    store_reread_fn *fn, void *arg)
{
	struct reread_op *op = op_new(sizeof(*op), OP_READ, run_due, answer);

	op->now = now;
	op->max = max != 0 ? (int64_t)max : 1000;
	op->each = each != 0 ? (int64_t)each : op->max;
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
	struct post_ref ref;
	int64_t key;
	int n;

	if (a == NULL || (n = post_find(s, a->source, op->v->id, op->order,
	    &ref, &key, e)) == 0)
		return 0;
	/* Twice as long each time, until a reading succeeds. */
	return n == -1 ? -1 : sql_run(s, e, "UPDATE question "
	    "SET reread_n = reread_n + 1, "
	    "reread_at = ?2 + min(?3, ?4 << min(reread_n + 1, 8)) "
	    "WHERE state <= 2 AND thread_id = ?1 AND EXISTS (SELECT 1 "
	    "FROM question q WHERE q.thread_id = ?1 AND q.state <= 2 "
	    "AND q.active = 1 AND q.reread_at <= ?2)", "iiii", ref.thread,
	    op->now, reread_interval(INT64_MAX / 2, 0),
	    reread_interval(0, 0));
}

void
store_reread_failed(struct store *s, const char *account, const char *id,
    int64_t (*order)(const char *), int64_t now)
{
	struct reread_op *op = op_new(sizeof(*op), OP_POLLED, run_failed,
	    NULL);
	struct arena *a = op->op.arena;

	op->account = arena_strdup(a, account);
	op->order = order;
	op->v = arena_alloc(a, sizeof(*op->v));
	op->v->id = arena_strdup(a, id);
	op->now = now;
	op_queue(s, &op->op);
}
