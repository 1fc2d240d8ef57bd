/* SPDX-License-Identifier: ISC */

/* Whom the business' own records are to be asked about, and what they said. */

#include "base/when.h"
#include "store/person.h"

#define ASK_AGAIN	(7 * WHEN_DAY)

struct due_op {
	struct op op;
	int64_t now, max;
	struct person *v;
	size_t n;
	store_people_fn *fn;
	void *arg;
};

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct due_op *op = (struct due_op *)base;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT " PERSON_COLUMNS
	    "FROM question q JOIN author u ON u.id = q.asker "
	    "JOIN account a ON a.id = q.account_id WHERE q.state <= 2 "
	    "AND q.active = 1 AND u.looked_at < ?1 AND u.own = 0 "
	    "AND u.blocked = 0 AND NOT EXISTS (SELECT 1 FROM account b "
	    "WHERE b.source_id = u.source_id AND b.terms & ?2) "
	    "GROUP BY u.id ORDER BY max(q.asked_at) DESC LIMIT ?3", "iii",
	    op->now - ASK_AGAIN, (int64_t)HARK_NO_MATCH, op->max);
	int n;

	op->v = arena_alloc(base->arena,
	    ((size_t)op->max + 1) * sizeof(*op->v));
	while ((n = sql_step(s, e, st)) == 1)
		person_row(s, base->arena, st, &op->v[op->n++]);
	return n;
}

static void
answer(struct op *base, const struct err *e)
{
	struct due_op *op = (struct due_op *)base;

	op->fn(op->arg, e, op->v, e->code == ERR_OK ? op->n : 0);
}

void
store_lookup_due(struct store *s, int64_t now, size_t max, store_people_fn *fn,
    void *arg)
{
	struct due_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->now = now;
	op->max = max != 0 && max < 1000 ? (int64_t)max : 100;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

struct said_op {
	struct op op;
	const char *id;
	bool customer;
	int64_t now;
	store_done_fn *fn;
	void *arg;
};

static int
run_said(struct store *s, struct op *base, struct err *e)
{
	struct said_op *op = (struct said_op *)base;
	int64_t row;

	if (person_resolve(s, op->id, &row, e) == -1)
		return -1;
	s->changed = true;
	return sql_run(s, e, "UPDATE author SET looked_at = ?2, "
	    "customer = (customer & ~?3) | ?4 WHERE id = ?1", "iiii", row,
	    op->now, (int64_t)CUSTOMER_LOOKUP, op->customer ?
	    (int64_t)CUSTOMER_LOOKUP : (int64_t)0);
}

static void
answer_said(struct op *base, const struct err *e)
{
	struct said_op *op = (struct said_op *)base;

	if (op->fn != NULL)
		op->fn(op->arg, e);
}

void
store_lookup_done(struct store *s, const char *id, bool customer, int64_t now,
    store_done_fn *fn, void *arg)
{
	struct said_op *op = op_new(sizeof(*op), OP_STAFF, run_said,
	    answer_said);

	op->id = arena_strdup(op->op.arena, id);
	op->customer = customer;
	op->now = now;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
