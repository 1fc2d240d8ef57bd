/* SPDX-License-Identifier: ISC */

/*
 * A sample of what nobody was told of, for a person to check: of the newest
 * posts those that hark was least sure to pass over.  The newest only, so
 * that it costs the same however many there are.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/internal.h"

#define LOOK_AT		2000	/* posts */
#define WORTH_A_LOOK	5	/* thousandths of p(needs an answer) */

struct sample_op {
	struct op op;
	bool own;
	size_t max, n;
	struct store_unflagged *v;
	store_unflagged_fn *fn;
	void *arg;
};

/* From the row to what a person sees; false: not worth a look after all. */
static bool
judge(struct store *s, int64_t id, const struct derive *loaded,
    struct store_unflagged *u)
{
	struct classify_limits limits;
	struct derive d = *loaded;
	struct verdict v;

	derive(s, &d, &v, false);
	snprintf(u->name, sizeof(u->name), "p-%lld", (long long)id);
	u->label = v.label;
	if (d.own) {
		u->p = v.p[v.label];
		u->short_of = u->p;	/* the least sure first */
		return !v.empty;
	}
	classify_limits_of(s->opts.classifier, v.lang, &limits);
	u->p = v.answer;
	u->short_of = limits.digest - v.answer;
	return !v.perhaps && !v.rings && !v.empty;
}

static int
nearest(const void *a, const void *b)
{
	const struct store_unflagged *x = a, *y = b;

	if (x->short_of != y->short_of)
		return x->short_of < y->short_of ? -1 : 1;
	return x->at > y->at ? -1 : x->at < y->at;
}

/* ids[LOOK_AT] of the newest that may be worth a look. */
static int
find(struct store *s, const struct sample_op *op, int64_t *ids, size_t *n,
    struct err *e)
{
	const int64_t never = TPOST_GONE | TPOST_REMOVED | TPOST_REPOST |
	    TPOST_SPAM | TPOST_EMPTY | POST_COPY | POST_EXPIRED | POST_TAUGHT |
	    TPOST_RINGS | TPOST_PERHAPS;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT id, flags, answer "
	    "FROM post ORDER BY id DESC LIMIT ?", "d", LOOK_AT);
	int rc;

	*n = 0;
	while ((rc = sql_step(s, e, st)) == 1) {
		int64_t flags = sqlite3_column_int64(st, 1);

		if (flags & never || op->own != ((flags & TPOST_OWN) != 0) ||
		    (!op->own && sqlite3_column_int(st, 2) < WORTH_A_LOOK))
			continue;
		ids[(*n)++] = sqlite3_column_int64(st, 0);
	}
	return rc;
}

static int
describe(struct store *s, struct arena *a, int64_t id,
    struct store_unflagged *u, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT a.name, "
	    "coalesce(nullif(u.name, ''), u.handle), p.text, p.url, p.at "
	    "FROM post p JOIN account a ON a.id = p.account_id "
	    "LEFT JOIN author u ON u.id = p.author_id WHERE p.id = ?", "i",
	    id);
	int n = sql_step(s, e, st);

	if (n != 1)
		return n;
	u->account = sql_str(a, st, 0);
	u->author = sql_str(a, st, 1);
	u->text = sql_str(a, st, 2);
	u->url = sql_str(a, st, 3);
	u->at = sqlite3_column_int64(st, 4);
	return 0;
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct sample_op *op = (struct sample_op *)base;
	struct arena *a = base->arena, *one;
	int64_t *ids = arena_alloc(a, LOOK_AT * sizeof(*ids));
	struct derive d;
	size_t n;
	int rc = 0;

	if (find(s, op, ids, &n, e) == -1)
		return -1;
	op->v = arena_alloc(a, (n + 1) * sizeof(*op->v));
	one = arena_new();
	for (size_t i = 0; i < n && rc == 0; i++) {
		arena_reset(one);
		rc = derive_load(s, ids[i], one, &d, e);
		if (rc == 1 && judge(s, ids[i], &d, &op->v[op->n]))
			op->n++;
		rc = rc == -1 ? -1 : 0;
	}
	arena_free(one);
	if (rc == -1)
		return -1;
	qsort(op->v, op->n, sizeof(*op->v), nearest);
	if (op->n > op->max)
		op->n = op->max;
	for (size_t i = 0; i < op->n; i++)
		if (describe(s, a, strtoll(op->v[i].name + 2, NULL, 10),
		    &op->v[i], e) == -1)
			return -1;
	return 0;
}

static void
answer(struct op *base, const struct err *e)
{
	struct sample_op *op = (struct sample_op *)base;

	op->fn(op->arg, e, op->v, e->code == ERR_OK ? op->n : 0);
}

void
store_unflagged(struct store *s, bool own, size_t max, store_unflagged_fn *fn,
    void *arg)
{
	struct sample_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->own = own;
	op->max = max != 0 && max < LOOK_AT ? max : 20;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
