/* SPDX-License-Identifier: ISC */

/*
 * Many comments at once under one post: counted as they arrive; see flood.h.
 *
 * Of each thread that is written to, memory holds how many comments fell into
 * the last slices of time, by the time they were written: what an outage
 * delayed is no flood, whatever the order it comes in.  A restart forgets a
 * few minutes.  Only a flood itself is a row, one for as long as it lasts.
 */

#include <string.h>

#include "base/log.h"
#include "base/when.h"
#include "store/internal.h"
#include "store/flood.h"
#include "store/person.h"

#define SLICES		20		/* of the time in which it counts */
#define KEPT		(2 * SLICES)
#define OVER_MS		WHEN_HOUR	/* so long it was quiet: another one */
#define ROWS_MS		(30 * WHEN_DAY)
#define TABLE_MIN	64
#define TABLE_MAX	65536
#define BATCH_MAX	64		/* threads flooded by one batch */
#define PEOPLE_MAX	3		/* named in the mail */
#define FLOODS_MAX	20

struct flood_thread {
	int64_t id;			/* 0: free */
	int64_t newest;			/* number of its newest slice */
	uint16_t n[KEPT];		/* by number, modulo */
};

/* Comments of one batch that make a flood. */
struct flood_new {
	int64_t thread, account, from, to, n;
};

struct floods {
	struct flood_thread *v;		/* open addressing */
	size_t size, used;
	struct flood_new batch[BATCH_MAX];
	size_t n_batch;
};

void
floods_forget(struct store *s)
{
	if (s->floods == NULL)
		return;
	free(s->floods->v);
	free(s->floods);
	s->floods = NULL;
}

static struct flood_thread *
slot(const struct floods *f, int64_t thread)
{
	uint64_t i = (uint64_t)thread * UINT64_C(0x9e3779b97f4a7c15) >> 20;

	for (;; i++) {
		struct flood_thread *t = &f->v[i & (f->size - 1)];

		if (t->id == 0 || t->id == thread)
			return t;
	}
}

/* Room for one more: those that are quiet go first. */
static void
make_room(struct floods *f, int64_t slice)
{
	struct flood_thread *old = f->v;
	size_t size = f->size, live = 0;

	if (f->v != NULL && (f->used + 1) * 2 <= f->size)
		return;
	for (size_t i = 0; i < size; i++)
		live += old[i].id != 0 && old[i].newest > slice - KEPT;
	f->size = TABLE_MIN;
	while (f->size < (live + 1) * 4 && f->size < TABLE_MAX)
		f->size *= 2;
	if ((live + 1) * 2 > f->size)
		live = 0;		/* absurd: begin anew */
	f->v = xcalloc(f->size, sizeof(*f->v));
	f->used = 0;
	for (size_t i = 0; live > 0 && i < size; i++)
		if (old[i].id != 0 && old[i].newest > slice - KEPT) {
			*slot(f, old[i].id) = old[i];
			f->used++;
		}
	free(old);
}

/* All that is kept: no SLICES of it hold more. */
static int64_t
kept(const struct flood_thread *t)
{
	int64_t sum = 0;

	for (int i = 0; i < KEPT; i++)
		sum += t->n[i];
	return sum;
}

/* The most in SLICES slices of which one is b; *from: the first of them. */
static int64_t
most_around(const struct flood_thread *t, int64_t b, int64_t *from)
{
	int64_t best = 0, sum;

	for (int64_t first = b - SLICES + 1; first <= b; first++) {
		sum = 0;
		for (int64_t i = first; i < first + SLICES; i++)
			if (i <= t->newest && i > t->newest - KEPT && i >= 0)
				sum += t->n[i % KEPT];
		if (sum > best) {
			best = sum;
			*from = first;
		}
	}
	return best;
}

static void
note(struct floods *f, const struct flood_new *x)
{
	struct flood_new *y;
	size_t i = 0;

	while (i < f->n_batch && f->batch[i].thread != x->thread)
		i++;
	if (i == BATCH_MAX)
		return;
	y = &f->batch[i];
	if (i == f->n_batch) {
		*y = *x;
		f->n_batch++;
		return;
	}
	if (x->from < y->from)
		y->from = x->from;
	if (x->to > y->to)
		y->to = x->to;
	if (x->n > y->n)
		y->n = x->n;
}

void
flood_comment(struct store *s, int64_t account, int64_t thread, int64_t at)
{
	int64_t width = s->opts.flood_ms / SLICES, slice, from = 0, n;
	struct flood_thread *t;

	if (s->opts.flood_n <= 0 || width <= 0 || at <= 0)
		return;
	if (s->floods == NULL)
		s->floods = xcalloc(1, sizeof(*s->floods));
	slice = at / width;
	make_room(s->floods, slice);
	t = slot(s->floods, thread);
	if (t->id == 0) {
		t->id = thread;
		t->newest = slice;
		s->floods->used++;
	}
	if (slice <= t->newest - KEPT)
		return;
	for (; t->newest < slice && slice - t->newest < KEPT; )
		t->n[++t->newest % KEPT] = 0;
	if (t->newest < slice) {
		memset(t->n, 0, sizeof(t->n));
		t->newest = slice;
	}
	if (t->n[slice % KEPT] < UINT16_MAX)
		t->n[slice % KEPT]++;
	/* Nearly always: this stands in the way of every comment. */
	if (kept(t) < s->opts.flood_n)
		return;
	n = most_around(t, slice, &from);
	/* In whatever order they come: up to the newest that was seen. */
	if (n >= s->opts.flood_n)
		note(s->floods, &(struct flood_new){ .thread = thread,
		    .account = account, .from = from * width, .to =
		    ((t->newest < from + SLICES ? t->newest + 1 : from +
		    SLICES) * width) - 1, .n = n });
}

static int
keep(struct store *s, const struct flood_new *x, struct err *e)
{
	int64_t id = 0;

	if (sql_int(s, e, &id, "SELECT id FROM flood WHERE thread_id = ?1 "
	    "AND last_at > ?2 ORDER BY last_at DESC LIMIT 1", "ii", x->thread,
	    x->from - OVER_MS) == -1)
		return -1;
	if (id != 0)
		return sql_run(s, e, "UPDATE flood SET "
		    "first_at = CASE WHEN told THEN first_at "
		    "ELSE min(first_at, ?2) END, last_at = max(last_at, ?3), "
		    "n = max(n, ?4) WHERE id = ?1", "iiii", id, x->from, x->to,
		    x->n);
	log_info("%s: many comments at once under one post",
	    s->opts.client);
	return sql_run(s, e, "DELETE FROM flood WHERE last_at < ?", "i",
	    x->to - ROWS_MS) == -1 ? -1 :
	    sql_run(s, e, "INSERT INTO flood(thread_id, account_id, first_at, "
	    "last_at, n) VALUES(?, ?, ?, ?, ?)", "iiiii", x->thread,
	    x->account, x->from, x->to, x->n);
}

int
floods_flush(struct store *s, struct err *e)
{
	size_t n = s->floods != NULL ? s->floods->n_batch : 0;

	for (size_t i = 0; i < n; i++)
		if (keep(s, &s->floods->batch[i], e) == -1)
			return -1;
	if (n > 0) {
		s->floods->n_batch = 0;
		s->changed = true;	/* alert/ looks */
	}
	return 0;
}

/* --- telling --- */

struct floods_op {
	struct op op;
	struct flood *v;
	size_t n;
	store_floods_fn *fn;
	void *arg;
};

/* Who wrote most of it. */
static int
load_people(struct store *s, struct arena *a, int64_t thread, struct flood *f,
    struct err *e)
{
	struct flood_person *p = arena_alloc(a, PEOPLE_MAX * sizeof(*p));
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT coalesce(nullif("
	    "u.name, ''), u.handle), u.handle, c.n, u.id, sum(c.n) OVER (), "
	    "count(*) OVER (), min(c.lo) OVER (), max(c.hi) OVER () "
	    "FROM (SELECT author_id AS who, count(*) AS n, min(at) AS lo, "
	    "max(at) AS hi "
	    "FROM post WHERE thread_id = ?1 AND id <> ?1 AND at >= ?2 "
	    "AND at <= ?3 AND flags & ?4 = 0 GROUP BY author_id) c "
	    "LEFT JOIN author u ON u.id = c.who ORDER BY c.n DESC LIMIT ?5",
	    "iiiid", thread, f->from, f->to, (int64_t)(TPOST_OWN | TPOST_SPAM |
	    TPOST_BASELINE | POST_COPY), PEOPLE_MAX);
	int64_t first = f->from, last = f->to;
	int n;

	f->top = p;
	while ((n = sql_step(s, e, st)) == 1) {
		f->n = sqlite3_column_int64(st, 4);
		f->people = sqlite3_column_int64(st, 5);
		first = sqlite3_column_int64(st, 6);
		last = sqlite3_column_int64(st, 7);
		if (sqlite3_column_type(st, 3) == SQLITE_NULL)
			continue;
		p->name = sql_str(a, st, 0);
		p->handle = sql_str(a, st, 1);
		p->n = sqlite3_column_int64(st, 2);
		pid_format(s, sqlite3_column_int64(st, 3), p->id);
		p++;
		f->n_top++;
	}
	f->from = first;
	f->to = last;
	return n;
}

static int
run_floods(struct store *s, struct op *base, struct err *e)
{
	struct floods_op *op = (struct floods_op *)base;
	struct arena *a = base->arena;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT f.id, f.account_id, "
	    "f.first_at, f.last_at, f.thread_id, p.at, p.flags, p.url, p.text, "
	    "p.visibility FROM flood f LEFT JOIN post p ON p.id = f.thread_id "
	    "WHERE f.told = 0 ORDER BY f.id LIMIT ?", "d", FLOODS_MAX);
	int64_t threads[FLOODS_MAX];
	int n;

	op->v = arena_alloc(a, FLOODS_MAX * sizeof(*op->v));
	while ((n = sql_step(s, e, st)) == 1) {
		const struct account *acc = account_by_id(s,
		    sqlite3_column_int64(st, 1));
		struct flood *f = &op->v[op->n];

		threads[op->n++] = sqlite3_column_int64(st, 4);
		f->id = sqlite3_column_int64(st, 0);
		f->account = arena_strdup(a, acc != NULL ? acc->name : "");
		f->network = arena_strdup(a, acc != NULL ? acc->plugin : "");
		f->from = f->began_at = sqlite3_column_int64(st, 2);
		f->to = sqlite3_column_int64(st, 3);
		f->root_at = sqlite3_column_int64(st, 5);
		f->root_own = (unsigned)sqlite3_column_int64(st, 6) &
		    TPOST_OWN;
		f->url = sql_str(a, st, 7);
		f->root_text = sql_str(a, st, 8);
	}
	for (size_t i = 0; n == 0 && i < op->n; i++)
		n = load_people(s, a, threads[i], &op->v[i], e);
	return n;
}

static void
answer_floods(struct op *base, const struct err *e)
{
	struct floods_op *op = (struct floods_op *)base;

	op->fn(op->arg, e, op->v, e->code == ERR_OK ? op->n : 0);
}

void
store_floods(struct store *s, store_floods_fn *fn, void *arg)
{
	struct floods_op *op = op_new(sizeof(*op), OP_READ, run_floods,
	    answer_floods);

	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

struct told_op {
	struct op op;
	int64_t id;
	store_done_fn *fn;
	void *arg;
};

static int
run_told(struct store *s, struct op *base, struct err *e)
{
	struct told_op *op = (struct told_op *)base;

	return sql_run(s, e, "UPDATE flood SET told = 1 WHERE id = ?", "i",
	    op->id);
}

static void
answer_told(struct op *base, const struct err *e)
{
	struct told_op *op = (struct told_op *)base;

	if (op->fn != NULL)
		op->fn(op->arg, e);
}

void
store_flood_told(struct store *s, int64_t id, store_done_fn *fn, void *arg)
{
	struct told_op *op = op_new(sizeof(*op), OP_STAFF, run_told,
	    answer_told);

	op->id = id;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
