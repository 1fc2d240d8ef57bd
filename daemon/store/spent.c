/* SPDX-License-Identifier: ISC */

/* What asking the networks has cost; see spent.h. */

#include "base/loop.h"
#include "base/when.h"
#include "store/internal.h"
#include "store/spent.h"

#define KEEP	(400 * WHEN_DAY)

struct spend_op {
	struct op op;
	struct store_spent *v;
	size_t n;
	store_done_fn *fn;
	void *arg;
};

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct spend_op *op = (struct spend_op *)base;

	for (size_t i = 0; i < op->n; i++) {
		const struct store_spent *v = &op->v[i];
		const struct account *a = account_find(s, v->account);

		if (a == NULL)
			continue;
		if (sql_run(s, e, "INSERT INTO spent(begin, account_id, "
		    "budget, what, unit, amount, n) "
		    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) "
		    "ON CONFLICT DO UPDATE SET amount = amount + ?6, "
		    "n = n + ?7, unit = ?5", "iisssii", v->begin, a->id,
		    v->budget, v->what, v->unit, v->amount, v->n) == -1)
			return -1;
	}
	return sql_run(s, e, "DELETE FROM spent WHERE begin < ?", "i",
	    loop_now() - KEEP);
}

static void
answer(struct op *base, const struct err *e)
{
	struct spend_op *op = (struct spend_op *)base;

	if (op->fn != NULL)
		op->fn(op->arg, e);
}

void
store_spend(struct store *s, const struct store_spent *v, size_t n,
    store_done_fn *fn, void *arg)
{
	struct spend_op *op = op_new(sizeof(*op), OP_POLLED, run, answer);
	struct arena *a = op->op.arena;

	op->v = arena_alloc(a, (n + 1) * sizeof(*op->v));
	op->n = n;
	op->fn = fn;
	op->arg = arg;
	for (size_t i = 0; i < n; i++) {
		op->v[i] = v[i];
		op->v[i].account = arena_strdup(a, v[i].account);
		op->v[i].budget = arena_strdup(a, v[i].budget);
		op->v[i].unit = arena_strdup(a, v[i].unit);
		op->v[i].what = arena_strdup(a, v[i].what);
	}
	op_queue(s, &op->op);
}

struct list_op {
	struct op op;
	int64_t since;
	struct store_spent *rows;
	size_t n;
	store_spent_fn *fn;
	void *arg;
};

static int
run_list(struct store *s, struct op *base, struct err *e)
{
	struct list_op *op = (struct list_op *)base;
	struct arena *a = base->arena;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT name, budget, unit, "
	    "what, begin, amount, n FROM spent JOIN account ON id = account_id "
	    "WHERE begin >= ? ORDER BY begin, name, budget, what", "i",
	    op->since);
	size_t size = 0;
	int rc;

	while ((rc = sql_step(s, e, st)) == 1) {
		struct store_spent *r;

		if (op->n == size) {
			size = size != 0 ? size * 2 : 16;
			r = arena_alloc(a, size * sizeof(*r));
			if (op->n > 0)
				memcpy(r, op->rows, op->n * sizeof(*r));
			op->rows = r;
		}
		r = &op->rows[op->n++];
		r->account = sql_str(a, st, 0);
		r->budget = sql_str(a, st, 1);
		r->unit = sql_str(a, st, 2);
		r->what = sql_str(a, st, 3);
		r->begin = sqlite3_column_int64(st, 4);
		r->amount = sqlite3_column_int64(st, 5);
		r->n = sqlite3_column_int64(st, 6);
	}
	return rc;
}

static void
answer_list(struct op *base, const struct err *e)
{
	struct list_op *op = (struct list_op *)base;

	op->fn(op->arg, e, op->rows, e->code == ERR_OK ? op->n : 0);
}

void
store_spent_list(struct store *s, int64_t since, store_spent_fn *fn, void *arg)
{
	struct list_op *op = op_new(sizeof(*op), OP_READ, run_list,
	    answer_list);

	op->since = since;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
