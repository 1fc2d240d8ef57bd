/* SPDX-License-Identifier: ISC */

/*
 * What digests leave behind: which were made, what stood in them, what lapses
 * after them; and waves of complaints.
 */

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "store/digest.h"
#include "store/internal.h"

#define LAPSE_MAX	200
#define WAVES_MAX	20
#define USUAL_BACK	(28 * WHEN_DAY)
#define USUAL_TIMES	3

/* --- which were made --- */

struct keys_op {
	struct op op;
	struct digest_key *keys;
	size_t n;
	int64_t begun;
	store_digest_keys_fn *fn;
	void *arg;
};

static int
run_keys(struct store *s, struct op *base, struct err *e)
{
	struct keys_op *op = (struct keys_op *)base;

	for (size_t i = 0; i < op->n; i++) {
		int64_t state = 0;

		if (sql_int(s, e, &state, "SELECT state FROM outbox "
		    "WHERE key = ?", "s", op->keys[i].key) == -1)
			return -1;
		op->keys[i].state = (enum outbox_state)state;
	}
	op->begun = meta_int(s, "digest_begun", 0);
	return 0;
}

static void
answer_keys(struct op *base, const struct err *e)
{
	struct keys_op *op = (struct keys_op *)base;

	op->fn(op->arg, e, op->keys, e->code == ERR_OK ? op->n : 0, op->begun);
}

void
store_digest_keys(struct store *s, const char *const *keys, size_t n,
    store_digest_keys_fn *fn, void *arg)
{
	struct keys_op *op = op_new(sizeof(*op), OP_READ, run_keys,
	    answer_keys);

	op->keys = arena_alloc(op->op.arena, (n + 1) * sizeof(*op->keys));
	for (size_t i = 0; i < n; i++)
		op->keys[i].key = arena_strdup(op->op.arena, keys[i]);
	op->n = n;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

/* --- marks --- */

struct mark_op {
	struct op op;
	int64_t row, now, streak, streak_day;
	struct digest_mark *marks;
	size_t n;
	const char *account;
	store_done_fn *fn;
	void *arg;
};

static void
answer_mark(struct op *base, const struct err *e)
{
	struct mark_op *op = (struct mark_op *)base;

	if (op->fn != NULL)
		op->fn(op->arg, e);
}

static struct mark_op *
mark_new(int (*run)(struct store *, struct op *, struct err *),
    store_done_fn *fn, void *arg)
{
	struct mark_op *op = op_new(sizeof(*op), OP_STAFF, run, answer_mark);

	op->fn = fn;
	op->arg = arg;
	return op;
}

static int
run_begin(struct store *s, struct op *base, struct err *e)
{
	struct mark_op *op = (struct mark_op *)base;

	if (meta_int(s, "digest_begun", 0) != 0)
		return 0;
	return meta_set(s, e, "digest_begun", op->now);
}

void
store_digest_begin(struct store *s, int64_t now, store_done_fn *fn, void *arg)
{
	struct mark_op *op = mark_new(run_begin, fn, arg);

	op->now = now;
	op_queue(s, &op->op);
}

static int
run_mark(struct store *s, struct op *base, struct err *e)
{
	struct mark_op *op = (struct mark_op *)base;

	if (sql_run(s, e, "DELETE FROM outbox_question WHERE outbox_id = ? "
	    "AND part > 0", "i", op->row) == -1)
		return -1;
	for (size_t i = 0; i < op->n; i++) {
		int64_t q;

		if (qid_resolve(s, op->marks[i].question, &q, e) == -1 ||
		    sql_run(s, e, "INSERT INTO outbox_question(outbox_id, "
		    "question_id, part) VALUES(?1, ?2, ?3) "
		    "ON CONFLICT DO UPDATE SET part = ?3", "iid", op->row, q,
		    (int)op->marks[i].part) == -1)
			return -1;
	}
	if (op->streak_day == 0)
		return 0;
	return meta_set(s, e, "digest_streak", op->streak) == -1 ||
	    meta_set(s, e, "digest_streak_day", op->streak_day) == -1 ? -1 : 0;
}

void
store_digest_mark(struct store *s, int64_t row, const struct digest_mark *m,
    size_t n, int64_t streak, int64_t streak_day, store_done_fn *fn, void *arg)
{
	struct mark_op *op = mark_new(run_mark, fn, arg);
	struct arena *a = op->op.arena;

	op->row = row;
	op->streak = streak;
	op->streak_day = streak_day;
	op->marks = arena_alloc(a, (n + 1) * sizeof(*op->marks));
	for (size_t i = 0; i < n; i++) {
		op->marks[i].question = arena_strdup(a, m[i].question);
		op->marks[i].part = m[i].part;
	}
	op->n = n;
	op_queue(s, &op->op);
}

/* --- lapse --- */

static int
run_lapse(struct store *s, struct op *base, struct err *e)
{
	struct mark_op *op = (struct mark_op *)base;
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int64_t rows[LAPSE_MAX], threads[LAPSE_MAX], coming = 0;
	size_t count = 0;
	int n;

	if (sql_int(s, e, &coming, "SELECT 1 FROM outbox WHERE state = 1 "
	    "AND kind IN (5, 9) LIMIT 1", "") == -1)
		return -1;
	if (coming != 0)
		return 0;
	st = sql(s, e, "SELECT id, thread_id FROM question q "
	    "WHERE state <= 2 AND bits & 1024 AND (rung_at > 0 OR state = 2) "
	    "AND EXISTS (SELECT 1 FROM outbox_question x "
	    "JOIN outbox o ON o.id = x.outbox_id WHERE x.question_id = q.id "
	    "AND x.part IN (1, 2) AND o.state = 2 AND o.kind IN (5, 9)) "
	    "ORDER BY asked_at LIMIT ?", "d", LAPSE_MAX);
	while ((n = sql_step(s, e, st)) == 1) {
		rows[count] = sqlite3_column_int64(st, 0);
		threads[count++] = sqlite3_column_int64(st, 1);
	}
	if (n == -1)
		return -1;
	s->n_touched = 0;
	for (size_t i = 0; i < count; i++)
		if (sql_run(s, e, "INSERT INTO action(question_id, at, until, "
		    "verb, who) VALUES(?, ?, 0, ?, 'hark')", "iid", rows[i],
		    op->now, (int)VERB_LAPSE) == -1 ||
		    judge_thread(s, threads[i], op->now, e) == -1)
			return -1;
	if (count == 0)
		return 0;
	s->changed = true;
	return accounts_flush(s, e);
}

void
store_digest_lapse(struct store *s, int64_t now, store_done_fn *fn, void *arg)
{
	struct mark_op *op = mark_new(run_lapse, fn, arg);

	op->now = now;
	op_queue(s, &op->op);
}

/* --- waves --- */

struct wave_op {
	struct op op;
	int64_t since, min, now, max;
	const char *account;
	struct digest_wave *v;
	size_t n;
	struct question_list list;
	store_digest_wave_fn *fn;
	store_questions_fn *questions_fn;
	void *arg;
};

static char *
wave_key(struct arena *a, int64_t account)
{
	return arena_printf(a, "wave.%lld", (long long)account);
}

/* Far more than in an ordinary span of this length? */
static int
is_unusual(struct store *s, const struct wave_op *op, int64_t account,
    int64_t people, bool *ret, struct err *e)
{
	int64_t before = 0, span = op->now - op->since;

	if (sql_int(s, e, &before, "SELECT count(*) FROM question "
	    "WHERE label = 2 AND state <> 6 AND asked_at > ? AND asked_at <= ? "
	    "AND account_id = ?", "iii", op->since - USUAL_BACK, op->since,
	    account) == -1)
		return -1;
	*ret = people * USUAL_BACK > USUAL_TIMES * before * span;
	return 0;
}

static int
run_wave(struct store *s, struct op *base, struct err *e)
{
	struct wave_op *op = (struct wave_op *)base;
	struct arena *a = base->arena;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT account_id, "
	    "count(DISTINCT asker) FROM question WHERE label = 2 "
	    "AND state <> 6 AND asked_at > ? AND bits & 64 = 0 "
	    "GROUP BY account_id HAVING count(DISTINCT asker) >= ? LIMIT ?",
	    "iid", op->since, op->min, WAVES_MAX);
	int n;

	op->v = arena_alloc(a, WAVES_MAX * sizeof(*op->v));
	while ((n = sql_step(s, e, st)) == 1) {
		const struct account *acc = account_by_id(s,
		    sqlite3_column_int64(st, 0));
		struct digest_wave *w = &op->v[op->n];
		bool unusual;

		if (acc == NULL || !acc->active)
			continue;
		w->account = arena_strdup(a, acc->name);
		w->network = arena_strdup(a, acc->plugin);
		w->people = sqlite3_column_int64(st, 1);
		w->seen_at = meta_int(s, wave_key(a, acc->id), 0);
		if (is_unusual(s, op, acc->id, w->people, &unusual, e) == -1)
			return -1;
		op->n += unusual;
	}
	return n;
}

static void
answer_wave(struct op *base, const struct err *e)
{
	struct wave_op *op = (struct wave_op *)base;

	op->fn(op->arg, e, op->v, e->code == ERR_OK ? op->n : 0);
}

void
store_digest_wave(struct store *s, int64_t since, int64_t min, int64_t now,
    store_digest_wave_fn *fn, void *arg)
{
	struct wave_op *op = op_new(sizeof(*op), OP_READ, run_wave,
	    answer_wave);

	op->since = since;
	op->min = min;
	op->now = now;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

static int
run_wave_mark(struct store *s, struct op *base, struct err *e)
{
	struct mark_op *op = (struct mark_op *)base;
	const struct account *a = account_find(s, op->account);

	if (a == NULL)
		return 0;
	return meta_set(s, e, wave_key(base->arena, a->id), op->now);
}

void
store_digest_wave_mark(struct store *s, const char *account, int64_t now,
    store_done_fn *fn, void *arg)
{
	struct mark_op *op = mark_new(run_wave_mark, fn, arg);

	op->account = arena_strdup(op->op.arena, account);
	op->now = now;
	op_queue(s, &op->op);
}

static int
run_complaints(struct store *s, struct op *base, struct err *e)
{
	struct wave_op *op = (struct wave_op *)base;
	const struct account *a = account_find(s, op->account);

	if (a == NULL)
		return 0;
	return load_all(s, base->arena, sql(s, e, LOAD_QUESTION
	    "WHERE q.label = 2 AND q.state <> 6 AND q.asked_at > ?1 "
	    "AND q.account_id = ?2 AND q.state = 1 AND q.active = 1 "
	    "ORDER BY q.asked_at DESC LIMIT ?3", "iii", op->since, a->id,
	    op->max), &op->list, e);
}

static void
answer_complaints(struct op *base, const struct err *e)
{
	struct wave_op *op = (struct wave_op *)base;

	op->questions_fn(op->arg, e, op->list.v,
	    e->code == ERR_OK ? op->list.n : 0);
}

void
store_digest_complaints(struct store *s, const char *account, int64_t since,
    size_t max, store_questions_fn *fn, void *arg)
{
	struct wave_op *op = op_new(sizeof(*op), OP_READ, run_complaints,
	    answer_complaints);

	op->account = arena_strdup(op->op.arena, account);
	op->since = since;
	op->max = (int64_t)max;
	op->questions_fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
