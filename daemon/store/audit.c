/* SPDX-License-Identifier: ISC */

/* Who did what, for ninety days. */

#include "store/internal.h"

struct audit_op {
	struct op op;
	struct audit_row row;
};

static int
run(struct store *s, struct op *base, struct err *e)
{
	const struct audit_row *r = &((struct audit_op *)base)->row;

	return sql_run(s, e, "INSERT INTO audit(at, uid, who, verb, target, "
	    "detail) VALUES(?, ?, ?, ?, ?, ?)", "iissss", r->at, r->uid,
	    r->who, r->verb, r->target, r->detail);
}

void
store_audit(struct store *s, const struct audit_row *r)
{
	struct audit_op *op = op_new(sizeof(*op), OP_STAFF, run, NULL);
	struct arena *a = op->op.arena;

	op->row = *r;
	op->row.who = arena_strdup(a, r->who);
	op->row.verb = arena_strdup(a, r->verb);
	op->row.target = arena_strdup(a, r->target);
	op->row.detail = arena_strdup(a, r->detail);
	op_queue(s, &op->op);
}

struct list_op {
	struct op op;
	int64_t max;
	struct audit_row *rows;
	size_t n;
	store_audit_fn *fn;
	void *arg;
};

static int
run_list(struct store *s, struct op *base, struct err *e)
{
	struct list_op *op = (struct list_op *)base;
	struct arena *a = base->arena;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT at, uid, who, verb, "
	    "target, detail FROM audit ORDER BY id DESC LIMIT ?", "i",
	    op->max);
	int n;

	op->rows = arena_alloc(a, ((size_t)op->max + 1) * sizeof(*op->rows));
	while ((n = sql_step(s, e, st)) == 1) {
		struct audit_row *r = &op->rows[op->n++];

		r->at = sqlite3_column_int64(st, 0);
		r->uid = sqlite3_column_int64(st, 1);
		r->who = sql_str(a, st, 2);
		r->verb = sql_str(a, st, 3);
		r->target = sql_str(a, st, 4);
		r->detail = sql_str(a, st, 5);
	}
	return n;
}

static void
answer_list(struct op *base, const struct err *e)
{
	struct list_op *op = (struct list_op *)base;

	op->fn(op->arg, e, op->rows, e->code == ERR_OK ? op->n : 0);
}

void
store_audit_list(struct store *s, size_t max, store_audit_fn *fn, void *arg)
{
	struct list_op *op = op_new(sizeof(*op), OP_READ, run_list,
	    answer_list);

	op->max = max != 0 && max < 100000 ? (int64_t)max : 1000;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
