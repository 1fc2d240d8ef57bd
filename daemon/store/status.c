/* SPDX-License-Identifier: ISC */

/*
 * Figures: from counters that are kept, and the partial index of own posts.
 */

#include <string.h>

#include "store/internal.h"

#define SLICE_MS	20	/* of counting; then let others run */

struct status_op {
	struct op op;
	int64_t now;
	bool talk;
	const char *after;		/* NULL: from the first, with sums */
	size_t max, next;
	struct store_account_status *v;
	struct store_status st;
	store_status_fn *fn;
	void *arg;
};

static void
account_status(struct store *s, struct status_op *op, struct account *a,
    struct store_account_status *ret)
{
	ret->name = arena_strdup(op->op.arena, a->name);
	ret->network = arena_strdup(op->op.arena, a->plugin);
	ret->active = a->active;
	ret->waiting = a->stands[STANDS_WAITS];
	ret->perhaps = a->stands[STANDS_PERHAPS];
	ret->oldest_at = ret->waiting > 0 ? account_oldest(s, a) : 0;
	ret->posts = a->posts;
	ret->own_posts = a->own_posts;
	ret->questions = a->questions;
	ret->answered = a->answered;
	if (op->talk)
		talk_of(a, op->now, &ret->talk);
}

static int
count_commands(struct store *s, struct store_status *st, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *q = sql(s, e, "SELECT result, n "
	    "FROM command_count WHERE result BETWEEN 0 AND ?", "d",
	    (int)ARRAY_LEN(st->commands) - 1);
	int n;

	while ((n = sql_step(s, e, q)) == 1)
		st->commands[sqlite3_column_int(q, 0)] =
		    sqlite3_column_int64(q, 1);
	return n;
}

static int
sums(struct store *s, struct status_op *op, struct err *e)
{
	struct store_status *st = &op->st;

	for (size_t i = 0; i < s->n_accounts; i++) {
		struct account *a = s->accounts[i];
		int64_t oldest = a->stands[STANDS_WAITS] > 0 ?
		    account_oldest(s, a) : 0;

		st->waiting += a->stands[STANDS_WAITS];
		st->perhaps += a->stands[STANDS_PERHAPS];
		st->liked += a->stands[STANDS_LIKED];
		st->history += a->stands[STANDS_HISTORY];
		st->posts += a->posts;
		st->questions += a->questions;
		st->answered += a->answered;
		if (oldest != 0 && (st->oldest_at == 0 ||
		    oldest < st->oldest_at))
			st->oldest_at = oldest;
	}
	st->mails_pending = s->mails_pending;
	st->mails_failed = s->mails_failed;
	st->mails_sent = s->mails_sent;
	if (count_commands(s, st, e) == -1)
		return -1;
	return sql_int(s, e, &st->snoozed, "SELECT count(*) FROM question "
	    "WHERE state <= 2 AND quiet_until > 0 AND quiet_until > ? "
	    "AND alias_of IS NULL AND " IS_WAITING(""), "i", op->now);
}

/* The first account whose name stands behind this one. */
static size_t
behind(const struct store *s, const char *name)
{
	size_t lo = 0, hi = s->n_accounts;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (strcmp(s->accounts[mid]->name, name) <= 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct status_op *op = (struct status_op *)base;
	size_t from = op->after != NULL ? behind(s, op->after) : 0;
	size_t n = s->n_accounts - from;
	int64_t start = loop_mono();

	if (n > op->max)
		n = op->max;
	/* Nothing else touches the store before this is done. */
	for (; op->talk && op->next < n; op->next++) {
		struct account *a = s->accounts[from + op->next];

		if (talk_is_known(a, op->now))
			continue;
		if (loop_mono() - start >= SLICE_MS)
			return OP_AGAIN;
		if (talk_learn(s, a, op->now, e) == -1)
			return -1;
	}
	op->v = arena_alloc(base->arena, (n + 1) * sizeof(*op->v));
	for (size_t i = 0; i < n; i++)
		account_status(s, op, s->accounts[from + i], &op->v[i]);
	op->st.accounts = op->v;
	op->st.n_accounts = n;
	return op->after == NULL ? sums(s, op, e) : 0;
}

static void
answer(struct op *base, const struct err *e)
{
	struct status_op *op = (struct status_op *)base;

	op->fn(op->arg, e, e->code == ERR_OK ? &op->st : NULL);
}

static struct status_op *
status_new(int64_t now, bool talk, const char *after, size_t max,
    store_status_fn *fn, void *arg)
{
	struct status_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->now = now;
	op->talk = talk;
	op->after = arena_strdup(op->op.arena, after);
	op->max = max;
	op->fn = fn;
	op->arg = arg;
	return op;
}

void
store_status_part(struct store *s, int64_t now, bool talk, const char *after,
    size_t max, store_status_fn *fn, void *arg)
{
	op_queue(s, &status_new(now, talk, after, max, fn, arg)->op);
}

void
store_status(struct store *s, int64_t now, bool talk, store_status_fn *fn,
    void *arg)
{
	store_status_part(s, now, talk, NULL, SIZE_MAX, fn, arg);
}

/* --- perhaps answered, all at once --- */

struct count_op {
	struct op op;
	int64_t from, to, n;
	store_count_fn *fn;
	void *arg;
};

static int
run_count(struct store *s, struct op *base, struct err *e)
{
	struct count_op *op = (struct count_op *)base;

	return sql_int(s, e, &op->n, "SELECT count(*) FROM question "
	    "WHERE state <= 2 AND asked_at >= ? AND asked_at < ? AND state = 2 "
	    "AND bits & ? AND alias_of IS NULL", "iid", op->from, op->to,
	    (int)QBIT_TO_ALL);
}

static void
answer_count(struct op *base, const struct err *e)
{
	struct count_op *op = (struct count_op *)base;

	op->fn(op->arg, e, op->n);
}

void
store_count_to_all(struct store *s, int64_t from, int64_t to,
    store_count_fn *fn, void *arg)
{
	struct count_op *op = op_new(sizeof(*op), OP_READ, run_count,
	    answer_count);

	op->from = from;
	op->to = to;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

/* --- own posts that only advertise --- */

struct own_op {
	struct op op;
	const char *account;
	int64_t since, max;
	struct own_text *v;
	int64_t *ids;
	size_t n;
	store_own_fn *fn;
	void *arg;
};

static void
load_text(struct store *s, struct own_op *op, sqlite3_stmt *st)
{
	struct arena *a = op->op.arena;
	struct own_text *t = &op->v[op->n++];
	struct derive d = { .own = true };

	t->account = arena_strdup(a, op->account);
	t->at = sqlite3_column_int64(st, 0);
	t->text = sql_str(a, st, 1);
	t->url = sql_str(a, st, 2);
	d.text = t->text;
	d.len = strlen(t->text);
	d.lang = (const char *)sqlite3_column_text(st, 3);
	d.kind = HARK_OWN;
	d.visibility = HARK_PUBLIC;
	d.flags = (unsigned)sqlite3_column_int64(st, 6) & POST_TAUGHT;
	if (d.flags & POST_TAUGHT)	/* only adverts are asked for */
		d.taught = LABEL_BROADCAST;
	derive(s, &d, &t->verdict, true);
	t->label = t->verdict.label;
	t->p = t->verdict.p[t->label];
	t->reply = false;
	op->ids[op->n - 1] = sqlite3_column_int64(st, 4);
	t->waiting = sqlite3_column_type(st, 5) != SQLITE_NULL ?
	    sqlite3_column_int64(st, 5) : -1;
}

static int
run_own(struct store *s, struct op *base, struct err *e)
{
	struct own_op *op = (struct own_op *)base;
	const struct account *a = account_find(s, op->account);
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int n;

	if (a == NULL)
		return err_set(e, ERR_NOT_FOUND, "no account named %.60s",
		    op->account);
	op->v = arena_alloc(base->arena,
	    ((size_t)op->max + 1) * sizeof(*op->v));
	op->ids = arena_alloc(base->arena,
	    ((size_t)op->max + 1) * sizeof(*op->ids));
	st = sql(s, e, "SELECT at, text, url, lang, id, waiting, flags "
	    "FROM post LEFT JOIN shout ON post_id = id WHERE flags & 1 "
	    "AND account_id = ?1 AND at >= ?2 AND label = ?3 "
	    "AND flags & ?4 = 0 ORDER BY at DESC LIMIT ?5", "iidii", a->id,
	    op->since, (int)LABEL_BROADCAST, (int64_t)(POST_REPLY | TPOST_GONE |
	    TPOST_REMOVED | TPOST_REPOST), op->max);
	while ((n = sql_step(s, e, st)) == 1)
		load_text(s, op, st);
	/* Posts from before they were heard: who waited is known by now. */
	for (size_t i = 0; n == 0 && i < op->n; i++)
		if (op->v[i].waiting == -1)
			n = figure_waiting_at(s, a->id, op->v[i].at,
			    &op->v[i].waiting, e);
	return n;
}

static void
answer_own(struct op *base, const struct err *e)
{
	struct own_op *op = (struct own_op *)base;

	op->fn(op->arg, e, op->v, e->code == ERR_OK ? op->n : 0);
}

void
store_own_posts(struct store *s, const char *account, int64_t since,
    size_t max, store_own_fn *fn, void *arg)
{
	struct own_op *op = op_new(sizeof(*op), OP_READ, run_own, answer_own);

	op->account = arena_strdup(op->op.arena, account);
	op->since = since;
	op->max = max != 0 && max < 10000 ? (int64_t)max : 100;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
