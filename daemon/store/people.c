/* SPDX-License-Identifier: ISC */

/* Lists of people, and one of them with their conversations. */

#include <string.h>

#include "base/when.h"
#include "store/person.h"

#define NEW_MS		(30 * WHEN_DAY)
#define DORMANT_MS	(90 * WHEN_DAY)
#define DEFAULT_MAX	100
#define QUESTIONS_MAX	100
#define PERHAPS_MAX	8

struct people_op {
	struct op op;
	enum people_which which;
	int64_t now, max;
	struct person *v;
	size_t n;
	store_people_fn *fn;
	void *arg;
};

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct people_op *op = (struct people_op *)base;
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int n;

	/* Only asked for by people: a walk over the authors will do. */
	st = sql(s, e, "SELECT " PERSON_COLUMNS "FROM author u "
	    "WHERE u.own = 0 AND u.merged IS NULL AND u.same_as IS NULL "
	    "AND u.blocked <> 3 AND CASE ?1 "
	    "WHEN 0 THEN talks > 0 WHEN 1 THEN talks >= ?5 "
	    "WHEN 2 THEN talks > 0 AND u.first_at >= ?3 "
	    "WHEN 3 THEN talks >= ?5 AND seen_at < ?4 "
	    "WHEN 4 THEN talks >= ?5 OR listed > 0 OR marked > 0 "
	    "ELSE u.blocked > 0 END "
	    "ORDER BY seen_at DESC, u.id DESC LIMIT ?2", "diiid",
	    (int)op->which, op->max, op->now - NEW_MS, op->now - DORMANT_MS,
	    REGULAR_THREADS);
	op->v = arena_alloc(base->arena,
	    ((size_t)op->max + 1) * sizeof(*op->v));
	while ((n = sql_step(s, e, st)) == 1)
		person_row(s, base->arena, st, &op->v[op->n++]);
	return n;
}

static void
answer(struct op *base, const struct err *e)
{
	struct people_op *op = (struct people_op *)base;

	op->fn(op->arg, e, op->v, e->code == ERR_OK ? op->n : 0);
}

void
store_people(struct store *s, enum people_which which, int64_t now, size_t max,
    store_people_fn *fn, void *arg)
{
	struct people_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->which = which;
	op->now = now;
	op->max = max == 0 ? DEFAULT_MAX : max < 10000 ? (int64_t)max : 10000;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

/* --- one --- */

struct person_op {
	struct op op;
	const char *who;
	struct person_detail d;
	store_person_fn *fn;
	void *arg;
};

static int
load_same(struct store *s, struct arena *a, const struct group *g,
    struct person_detail *d, struct err *e)
{
	struct person *v = arena_alloc(a, (g->n + 1) * sizeof(*v));
	size_t n = 0;

	for (size_t i = 1; i < g->n; i++) {
		int r = person_load(s, a, g->v[i], &v[n], e);

		if (r == -1)
			return -1;
		n += (size_t)r;
	}
	d->same = v;
	d->n_same = n;
	return 0;
}

static int
newest_first(const void *a, const void *b)
{
	const struct question *x = a, *y = b;

	return (y->q.asked_at > x->q.asked_at) -
	    (y->q.asked_at < x->q.asked_at);
}

static int
load_questions(struct store *s, struct arena *a, const struct group *g,
    struct person_detail *d, struct err *e)
{
	struct question_list l = { 0 };

	for (size_t i = 0; i < g->n; i++) {
		int64_t waiting = 0;

		if (load_all(s, a, sql(s, e, LOAD_QUESTION "WHERE q.asker = ? "
		    "AND q.alias_of IS NULL ORDER BY q.asked_at DESC LIMIT ?",
		    "id", g->v[i], QUESTIONS_MAX), &l, e) == -1 ||
		    sql_int(s, e, &waiting, "SELECT count(*) FROM question "
		    "WHERE asker = ? AND state <= 2 AND alias_of IS NULL", "i",
		    g->v[i]) == -1)
			return -1;
		d->person.waiting += waiting;
	}
	if (l.n > 1)
		qsort(l.v, l.n, sizeof(*l.v), newest_first);
	d->questions = l.v;
	d->n_questions = l.n;
	return 0;
}

/*
 * Others that are surely the same: a handle or address that means one person
 * everywhere, seen through another source.  Never a name.
 */
static int
load_perhaps(struct store *s, struct arena *a, const struct group *g,
    struct person_detail *d, struct err *e)
{
	const struct person *p = &d->person;
	const char *key = p->handle != NULL && person_global(p->handle) ?
	    p->handle : person_global(p->native) ? p->native : NULL;
	struct person *v = arena_alloc(a, PERHAPS_MAX * sizeof(*v));
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	const char *plain;
	size_t n = 0;
	int r;

	d->perhaps = v;
	if (key == NULL)
		return 0;
	plain = person_plain(a, key);
	st = sql(s, e, "SELECT " PERSON_COLUMNS "FROM author u "
	    "WHERE u.own = 0 AND u.blocked <> 3 AND u.same_as IS NULL AND "
	    "(ltrim(lower(u.handle), '@') = ?1 OR lower(u.native) = ?1)", "s",
	    plain);
	while (n < PERHAPS_MAX && (r = sql_step(s, e, st)) == 1)
		if (!group_has(g, sqlite3_column_int64(st, 0)))
			person_row(s, a, st, &v[n++]);
	d->n_perhaps = n;
	return n < PERHAPS_MAX && r == -1 ? -1 : 0;
}

static int
run_person(struct store *s, struct op *base, struct err *e)
{
	struct person_op *op = (struct person_op *)base;
	struct group g;
	int64_t row;

	if (person_resolve(s, op->who, &row, e) == -1)
		return -1;
	if (person_load(s, base->arena, row, &op->d.person, e) == -1 ||
	    person_group(s, base->arena, row, &g, e) == -1 ||
	    load_same(s, base->arena, &g, &op->d, e) == -1 ||
	    load_perhaps(s, base->arena, &g, &op->d, e) == -1)
		return -1;
	return load_questions(s, base->arena, &g, &op->d, e);
}

static void
answer_person(struct op *base, const struct err *e)
{
	struct person_op *op = (struct person_op *)base;

	op->fn(op->arg, e, e->code == ERR_OK ? &op->d : NULL);
}

void
store_person(struct store *s, const char *who, store_person_fn *fn, void *arg)
{
	struct person_op *op = op_new(sizeof(*op), OP_READ, run_person,
	    answer_person);

	op->who = arena_strdup(op->op.arena, who);
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
