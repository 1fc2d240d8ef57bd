/* SPDX-License-Identifier: ISC */

/*
 * Replies a person wrote: key and text are durable before anything is sent,
 * and the outcome before anything is said about it.
 */

#include <string.h>

#include "store/internal.h"

struct reply_op {
	struct op op;
	struct store_reply r;
	store_done_fn *fn;
	void *arg;
};

static void
answer(struct op *base, const struct err *e)
{
	struct reply_op *op = (struct reply_op *)base;

	if (op->fn != NULL)
		op->fn(op->arg, e);
}

static int
run_begin(struct store *s, struct op *base, struct err *e)
{
	const struct store_reply *r = &((struct reply_op *)base)->r;
	int64_t q;

	if (qid_resolve(s, r->question, &q, e) == -1 ||
	    sql_run(s, e, "INSERT INTO reply(key, question_id, text, who, "
	    "visibility, state, created_at, error, native) "
	    "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(key) DO NOTHING",
	    "sissddiss", r->key, q, r->text, r->who, (int)r->visibility,
	    (int)(r->state != 0 ? r->state : REPLY_STORED), r->created_at,
	    r->error, r->native) == -1)
		return -1;
	if (sqlite3_changes(s->db) == 0)
		return err_set(e, ERR_CONFLICT, "this reply is already under "
		    "way");
	return 0;
}

void
store_reply_begin(struct store *s, const struct store_reply *r,
    store_done_fn *fn, void *arg)
{
	struct reply_op *op = op_new(sizeof(*op), OP_STAFF, run_begin, answer);
	struct arena *a = op->op.arena;

	op->r = *r;
	op->r.key = arena_strdup(a, r->key);
	op->r.question = arena_strdup(a, r->question);
	op->r.text = arena_strdup(a, r->text);
	op->r.who = arena_strdup(a, r->who);
	op->r.error = arena_strdup(a, r->error);
	op->r.native = arena_strdup(a, r->native);
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

static int
run_state(struct store *s, struct op *base, struct err *e)
{
	const struct store_reply *r = &((struct reply_op *)base)->r;

	if (sql_run(s, e, "UPDATE reply SET state = ?2, error = ?3, "
	    "native = coalesce(?4, native) WHERE key = ?1", "sdss", r->key,
	    (int)r->state, r->error, r->native) == -1)
		return -1;
	if (sqlite3_changes(s->db) == 0)
		return err_set(e, ERR_NOT_FOUND, "no such reply");
	return 0;
}

void
store_reply_state(struct store *s, const char *key, enum reply_state state,
    const char *native, const char *error, store_done_fn *fn, void *arg)
{
	struct reply_op *op = op_new(sizeof(*op), OP_STAFF, run_state, answer);
	struct arena *a = op->op.arena;

	op->r.key = arena_strdup(a, key);
	op->r.state = state;
	op->r.native = arena_strdup(a, native);
	op->r.error = arena_strdup(a, error);
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

struct open_op {
	struct op op;
	struct store_reply *v;
	size_t n, size;
	store_replies_fn *fn;
	void *arg;
};

static int
run_open(struct store *s, struct op *base, struct err *e)
{
	struct open_op *op = (struct open_op *)base;
	struct arena *a = base->arena;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT r.key, "
	    "coalesce(m.pub, q.pub), r.text, r.who, r.visibility, r.state, "
	    "r.created_at, r.error, r.native FROM reply r "
	    "JOIN question q ON q.id = r.question_id "
	    "LEFT JOIN question m ON m.id = q.alias_of "
	    "WHERE r.state IN (1, 2, 4) ORDER BY r.id", "");
	char id[QID_LEN + 1];
	int n;

	while ((n = sql_step(s, e, st)) == 1) {
		struct store_reply *r;

		if (op->n == op->size) {
			op->size = op->size != 0 ? op->size * 2 : 8;
			r = arena_alloc(a, op->size * sizeof(*r));
			if (op->n > 0)
				memcpy(r, op->v, op->n * sizeof(*r));
			op->v = r;
		}
		r = &op->v[op->n++];
		qid_format(sqlite3_column_int64(st, 1), id);
		r->key = sql_str(a, st, 0);
		r->question = arena_strdup(a, id);
		r->text = sql_str(a, st, 2);
		r->who = sql_str(a, st, 3);
		r->visibility = (enum hark_visibility)
		    sqlite3_column_int(st, 4);
		r->state = (enum reply_state)sqlite3_column_int(st, 5);
		r->created_at = sqlite3_column_int64(st, 6);
		r->error = sql_str(a, st, 7);
		r->native = sql_str(a, st, 8);
	}
	return n;
}

static void
answer_open(struct op *base, const struct err *e)
{
	struct open_op *op = (struct open_op *)base;

	op->fn(op->arg, e, op->v, e->code == ERR_OK ? op->n : 0);
}

void
store_replies_open(struct store *s, store_replies_fn *fn, void *arg)
{
	struct open_op *op = op_new(sizeof(*op), OP_READ, run_open,
	    answer_open);

	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
