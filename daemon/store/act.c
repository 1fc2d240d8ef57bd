/* SPDX-License-Identifier: ISC */

/*
 * What staff does about a question: a row, then the clock decides what it
 * means.  Nothing is set by hand here.
 */

#include "store/internal.h"

struct act_op {
	struct op op;
	struct store_act act;
	struct question_list list;
	store_questions_fn *fn;
	void *arg;
};

/* A silence ends with a bell, whatever was planned before. */
static int
replan(struct store *s, int64_t row, int64_t now, struct err *e)
{
	return sql_run(s, e, "UPDATE question SET ring_at = ?2 "
	    "WHERE id = ?1 AND state <= 2 AND active = 1 AND "
	    "(ring_at > ?2 OR ring_at = 0)", "ii", row, now);
}

int
act_apply(struct store *s, int64_t row, const struct store_act *a,
    struct err *e)
{
	int64_t thread = 0;

	s->n_touched = 0;
	if (sql_int(s, e, &thread, "SELECT thread_id FROM question "
	    "WHERE id = ?", "i", row) == -1 ||
	    sql_run(s, e, "INSERT INTO action(question_id, at, until, verb, "
	    "who, arg) VALUES(?, ?, ?, ?, ?, ?)", "iiidss", row, a->now,
	    a->until, (int)a->verb, a->who, a->arg) == -1 ||
	    teach_ended(s, row, a->verb, a->now, e) == -1 ||
	    judge_thread(s, thread, a->now, e) == -1 ||
	    replan(s, row, a->now, e) == -1)
		return -1;
	s->changed = true;
	return 0;
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct act_op *op = (struct act_op *)base;
	int64_t row;

	if (qid_resolve(s, op->act.id, &row, e) == -1 ||
	    act_apply(s, row, &op->act, e) == -1 ||
	    accounts_flush(s, e) == -1)
		return -1;
	return load_one(s, base->arena, row, &op->list, e);
}

static void
answer(struct op *base, const struct err *e)
{
	struct act_op *op = (struct act_op *)base;

	if (op->fn != NULL)
		op->fn(op->arg, e, op->list.v,
		    e->code == ERR_OK ? op->list.n : 0);
}

void
store_act(struct store *s, const struct store_act *act, store_questions_fn *fn,
    void *arg)
{
	struct act_op *op = op_new(sizeof(*op), OP_STAFF, run, answer);
	struct arena *a = op->op.arena;

	op->act = *act;
	op->act.id = arena_strdup(a, act->id);
	op->act.who = arena_strdup(a, act->who);
	op->act.arg = arena_strdup(a, act->arg);
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
