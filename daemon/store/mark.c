/* SPDX-License-Identifier: ISC */

/*
 * What staff says of a person: VIP, blocked, the same as another.  All of it
 * can be undone: posts keep their author, and what was not to open anything
 * is judged anew when the block is lifted.
 */

#include <string.h>

#include "store/trail.h"

struct mark_op {
	struct op op;
	const char *who, *other;
	enum person_mark mark;
	bool undo;
	int64_t now;
	struct trail *walk;		/* of a block lifted */
	struct store *store;
	struct person person;
	bool found;
	store_people_fn *fn;
	void *arg;
};

static void
answer(struct op *base, const struct err *e)
{
	struct mark_op *op = (struct mark_op *)base;

	trail_free(op->walk);
	if (op->fn != NULL)
		op->fn(op->arg, e, &op->person,
		    e->code == ERR_OK && op->found ? 1 : 0);
}

static int
load_result(struct store *s, struct mark_op *op, int64_t row, struct err *e)
{
	int n;

	if (authors_flush(s, e) == -1)
		return -1;
	authors_forget(s);
	if ((n = person_load(s, op->op.arena, row, &op->person, e)) == -1)
		return -1;
	op->found = n == 1;
	s->changed = true;
	return 0;
}

/* --- VIP, block --- */

static int
set_vip(struct store *s, const struct group *g, bool vip, struct err *e)
{
	/* The mark stands on the leading row; taken away, it is nowhere. */
	for (size_t i = 0; i < (vip ? 1 : g->n); i++)
		if (sql_run(s, e, "UPDATE author SET vip = ?2 WHERE id = ?1",
		    "id", g->v[i], (int)vip) == -1)
			return -1;
	return 0;
}

/* Their posts in threads where a question of theirs is open ask nothing. */
static int
silence(struct store *s, const struct group *g, int64_t now, struct err *e)
{
	for (size_t i = 0; i < g->n; i++) {
		AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT DISTINCT "
		    "thread_id FROM question WHERE asker = ? AND state <= 2",
		    "i", g->v[i]);
		int n;

		while ((n = sql_step(s, e, st)) == 1)
			touch(s, sqlite3_column_int64(st, 0), true);
		if (n == -1)
			return -1;
		for (size_t k = 0; k < s->n_touched; k++)
			if (sql_run(s, e, "UPDATE post SET flags = flags | ?3 "
			    "WHERE author_id = ?2 AND ((id = ?1 "
			    "AND thread_id = ?1) OR (thread_id = ?1 "
			    "AND thread_id <> id))", "iii",
			    s->touched[k].thread, g->v[i],
			    (int64_t)TPOST_SPAM) == -1)
				return -1;
	}
	return judge_touched(s, now, e);
}

static int
set_blocked(struct store *s, const struct group *g, enum person_block block,
    struct err *e)
{
	for (size_t i = 0; i < g->n; i++)
		if (sql_run(s, e, "UPDATE author SET blocked = ?2 "
		    "WHERE id = ?1 AND blocked <> 3", "id", g->v[i],
		    (int)block) == -1)
			return -1;
	return 0;
}

static int
run_mark(struct store *s, struct op *base, struct err *e)
{
	struct mark_op *op = (struct mark_op *)base;
	struct group g;
	int64_t row;

	s->n_touched = 0;
	if (person_resolve(s, op->who, &row, e) == -1 ||
	    person_group(s, base->arena, row, &g, e) == -1)
		return -1;
	if (op->mark == MARK_VIP) {
		if (set_vip(s, &g, !op->undo, e) == -1)
			return -1;
	} else if (set_blocked(s, &g, op->mark == MARK_SPAM ? PERSON_SPAM :
	    PERSON_BLOCKED, e) == -1 || silence(s, &g, op->now, e) == -1 ||
	    accounts_flush(s, e) == -1) {
		return -1;
	}
	return load_result(s, op, row, e);
}

/* Lifted: what they wrote meanwhile may ask something after all. */
static int
run_lift(struct store *s, struct op *base, struct err *e)
{
	struct mark_op *op = (struct mark_op *)base;
	struct trail *w = op->walk;

	s->n_touched = 0;
	if (trail_tail(s, w, e) == -1 ||
	    set_blocked(s, &w->group, PERSON_FREE, e) == -1)
		return -1;
	for (size_t i = 0; i < w->n_posts; i++) {
		if (sql_run(s, e, "UPDATE post SET flags = flags & ~?2 "
		    "WHERE id = ?1 AND flags & ?2 <> 0", "ii", w->posts[i],
		    (int64_t)TPOST_SPAM) == -1)
			return -1;
		if (sqlite3_changes(s->db) > 0 &&
		    derive_again(s, w->posts[i], e) == -1)
			return -1;
	}
	if (judge_touched(s, op->now, e) == -1 || accounts_flush(s, e) == -1)
		return -1;
	return load_result(s, op, w->lead, e);
}

static void
on_walked(struct store *s, void *arg, const struct err *e, struct trail *w)
{
	struct mark_op *op = arg;

	op->walk = w;
	if (e->code == ERR_OK) {
		op_queue(s, &op->op);
		return;
	}
	answer(&op->op, e);
	arena_free(op->op.arena);
}

void
store_mark(struct store *s, const char *who, enum person_mark mark, bool undo,
    int64_t now, store_people_fn *fn, void *arg)
{
	bool lift = undo && mark != MARK_VIP;
	struct mark_op *op = op_new(sizeof(*op), OP_STAFF, lift ? run_lift :
	    run_mark, answer);

	op->who = arena_strdup(op->op.arena, who);
	op->mark = mark;
	op->undo = undo;
	op->now = now;
	op->fn = fn;
	op->arg = arg;
	if (lift)
		trail_person(s, who, false, on_walked, op);
	else
		op_queue(s, &op->op);
}

/* --- merge --- */

static int
unmerge(struct store *s, struct mark_op *op, int64_t *row, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int64_t own = 0;
	int n;

	if (person_resolve(s, op->other, row, e) == -1)
		return -1;
	/* The id of one that was merged leads to the other: look again. */
	st = sql(s, e, "SELECT id FROM author WHERE merged = ?", "i", *row);
	while (own == 0 && (n = sql_step(s, e, st)) == 1) {
		char id[PID_LEN + 1];

		pid_format(s, sqlite3_column_int64(st, 0), id);
		if (strcasecmp(id, op->other) == 0)
			own = sqlite3_column_int64(st, 0);
	}
	if (own == 0 && n == -1)
		return -1;
	if (own != 0)
		*row = own;
	/* Said of the leading one: of all that are merged with it. */
	if (sql_run(s, e, "UPDATE author SET merged = NULL WHERE id = ?1 "
	    "AND merged IS NOT NULL OR ?2 AND merged = ?1", "id", *row,
	    (int)(own == 0)) == -1)
		return -1;
	return sqlite3_changes(s->db) > 0 ? 0 : err_set(e, ERR_CONFLICT,
	    "\"%s\" is merged with nobody", op->other);
}

static int
run_merge(struct store *s, struct op *base, struct err *e)
{
	struct mark_op *op = (struct mark_op *)base;
	int64_t into, row;

	if (op->undo) {
		if (unmerge(s, op, &row, e) == -1)
			return -1;
		return load_result(s, op, row, e);
	}
	if (person_resolve(s, op->who, &into, e) == -1 ||
	    person_resolve(s, op->other, &row, e) == -1)
		return -1;
	if (into == row)
		return err_set(e, ERR_CONFLICT, "\"%s\" and \"%s\" are one "
		    "already", op->who, op->other);
	if (sql_run(s, e, "UPDATE author SET merged = ?2 WHERE id = ?1 "
	    "OR merged = ?1", "ii", row, into) == -1)
		return -1;
	return load_result(s, op, into, e);
}

void
store_merge(struct store *s, const char *first, const char *second, bool undo,
    store_people_fn *fn, void *arg)
{
	struct mark_op *op = op_new(sizeof(*op), OP_STAFF, run_merge, answer);

	op->who = arena_strdup(op->op.arena, first);
	op->other = arena_strdup(op->op.arena, second);
	op->undo = undo;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
