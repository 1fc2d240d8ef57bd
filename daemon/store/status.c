/* SPDX-License-Identifier: ISC */

/*
 * Figures: from counters that are kept, and the partial index of own posts.
 */

#include <string.h>

#include "base/hash.h"
#include "base/when.h"
#include "store/internal.h"

#define WINDOW_MS	(30 * WHEN_DAY)
#define LAST_OWN	20
#define MAX_OWN		2000	/* own posts looked at, of one account */

struct status_op {
	struct op op;
	int64_t now;
	bool talk;
	struct store_status st;
	store_status_fn *fn;
	void *arg;
};

/* Own posts newest first: the window, and the last ones before it. */
static int
load_own(struct store *s, struct arena *a, const struct account *acc,
    int64_t now, struct own_post **ret, size_t *n, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT at, label, flags, "
	    "text FROM post WHERE flags & 1 AND account_id = ? "
	    "ORDER BY at DESC LIMIT ?", "id", acc->id, MAX_OWN);
	struct own_post *v = NULL;
	size_t size = 0;
	int rc = 0;

	*n = 0;
	for (;;) {
		int64_t at;
		unsigned flags;

		if ((rc = sql_step(s, e, st)) != 1)
			break;
		at = sqlite3_column_int64(st, 0);
		if (at < now - WINDOW_MS && *n >= LAST_OWN)
			break;
		flags = (unsigned)sqlite3_column_int64(st, 2);
		if (flags & (TPOST_GONE | TPOST_REMOVED | TPOST_REPOST))
			continue;
		if (*n == size) {
			struct own_post *w;

			size = size != 0 ? size * 2 : 64;
			w = arena_alloc(a, size * sizeof(*w));
			if (*n > 0)
				memcpy(w, v, *n * sizeof(*w));
			v = w;
		}
		v[*n].at = at;
		v[*n].account = acc->id;
		v[*n].label = (enum label)sqlite3_column_int(st, 1);
		v[*n].reply = flags & POST_REPLY;
		v[(*n)++].text_hash = hash_bytes(0,
		    sqlite3_column_blob(st, 3),
		    (size_t)sqlite3_column_bytes(st, 3));
	}
	*ret = v;
	return rc == -1 ? -1 : 0;
}

static int
account_status(struct store *s, struct status_op *op, struct account *a,
    struct store_account_status *ret, struct err *e)
{
	struct own_post *own;
	size_t n;

	ret->name = arena_strdup(op->op.arena, a->name);
	ret->network = arena_strdup(op->op.arena, a->plugin);
	ret->active = a->active;
	ret->waiting = a->waiting;
	ret->perhaps = a->perhaps;
	ret->oldest_at = a->waiting > 0 ? account_oldest(s, a) : 0;
	ret->posts = a->posts;
	ret->own_posts = a->own_posts;
	ret->questions = a->questions;
	ret->answered = a->answered;
	if (!op->talk)
		return 0;
	if (load_own(s, op->op.arena, a, op->now, &own, &n, e) == -1)
		return -1;
	talk_judge(own, n, op->now, account_others(a, op->now - WINDOW_MS),
	    a->waiting, &ret->talk);
	return 0;
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct status_op *op = (struct status_op *)base;
	struct store_status *st = &op->st;
	struct store_account_status *v = arena_alloc(base->arena,
	    (s->n_accounts + 1) * sizeof(*v));

	for (size_t i = 0; i < s->n_accounts; i++) {
		if (account_status(s, op, s->accounts[i], &v[i], e) == -1)
			return -1;
		st->waiting += v[i].waiting;
		st->perhaps += v[i].perhaps;
		st->posts += v[i].posts;
		st->questions += v[i].questions;
		st->answered += v[i].answered;
		if (v[i].oldest_at != 0 && (st->oldest_at == 0 ||
		    v[i].oldest_at < st->oldest_at))
			st->oldest_at = v[i].oldest_at;
	}
	st->accounts = v;
	st->n_accounts = s->n_accounts;
	st->mails_pending = s->mails_pending;
	st->mails_failed = s->mails_failed;
	st->mails_sent = s->mails_sent;
	return sql_int(s, e, &st->snoozed, "SELECT count(*) FROM question "
	    "WHERE state <= 2 AND quiet_until > 0 AND quiet_until > ? "
	    "AND alias_of IS NULL", "i", op->now);
}

static void
answer(struct op *base, const struct err *e)
{
	struct status_op *op = (struct status_op *)base;

	op->fn(op->arg, e, e->code == ERR_OK ? &op->st : NULL);
}

void
store_status(struct store *s, int64_t now, bool talk, store_status_fn *fn,
    void *arg)
{
	struct status_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->now = now;
	op->talk = talk;
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
	derive(s, &d, &t->verdict, true);
	t->label = t->verdict.label;
	t->p = t->verdict.p[t->label];
	t->reply = false;
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
	st = sql(s, e, "SELECT at, text, url, lang FROM post WHERE flags & 1 "
	    "AND account_id = ?1 AND at >= ?2 AND label = ?3 "
	    "AND flags & ?4 = 0 ORDER BY at DESC LIMIT ?5", "iidii", a->id,
	    op->since, (int)LABEL_BROADCAST, (int64_t)(POST_REPLY | TPOST_GONE |
	    TPOST_REMOVED | TPOST_REPOST), op->max);
	while ((n = sql_step(s, e, st)) == 1)
		load_text(s, op, st);
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
