/* SPDX-License-Identifier: ISC */

/*
 * The outbox: rows that are to leave, and what became of them.
 */

#include <string.h>

#include "store/internal.h"

struct box_op {
	struct op op;
	int64_t now, max, next;
	bool due, pending_only;
	struct outbox_row *rows;
	size_t n, size;
	store_outbox_fn *fn;
	void *arg;
};

const char *
outbox_kind_name(enum outbox_kind k)
{
	switch (k) {
	case OUTBOX_QUESTION:
		return "question";
	case OUTBOX_ANSWERED:
		return "answered";
	case OUTBOX_SUMMARY:
		return "summary";
	case OUTBOX_ADMIN:
		return "admin";
	case OUTBOX_DIGEST:
		return "digest";
	case OUTBOX_MORE:
		return "more";
	case OUTBOX_TEST:
		return "test";
	case OUTBOX_WEEKLY:
		return "weekly";
	case OUTBOX_MONTHLY:
		return "monthly";
	case OUTBOX_BROADCAST:
		return "broadcast";
	case OUTBOX_CLOSING:
		return "closing";
	case OUTBOX_CLOSURE:
		return "closure";
	case OUTBOX_RETURN:
		return "return";
	case OUTBOX_WAVE:
		return "wave";
	case OUTBOX_FLOOD:
		return "flood";
	}
	return "unknown";
}

/* A restart tries again at once: the fault may be what was mended. */
int
outbox_retry(struct store *s, struct err *e)
{
	return sql_run(s, e, "UPDATE outbox SET next_at = created_at "
	    "WHERE state = 1 AND attempts > 0 AND next_at > created_at", "");
}

int
outbox_load(struct store *s, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT state, count(*) "
	    "FROM outbox GROUP BY state", "");
	int n;

	s->mails_pending = s->mails_failed = s->mails_sent = 0;
	while ((n = sql_step(s, e, st)) == 1) {
		int64_t count = sqlite3_column_int64(st, 1);

		switch (sqlite3_column_int(st, 0)) {
		case OUTBOX_PENDING:
			s->mails_pending = count;
			break;
		case OUTBOX_FAILED:
			s->mails_failed = count;
			break;
		case OUTBOX_SENT:
			s->mails_sent = count;
			break;
		}
	}
	return n;
}

static int
load_questions(struct store *s, struct arena *a, struct outbox_row *r,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	const char **v;
	int64_t count = 0, *bells;
	size_t i = 0;
	int n;

	if (sql_int(s, e, &count, "SELECT count(*) FROM outbox_question "
	    "WHERE outbox_id = ?", "i", r->id) == -1)
		return -1;
	if (count == 0)
		return 0;
	v = arena_alloc(a, ((size_t)count + 1) * sizeof(*v));
	bells = arena_alloc(a, ((size_t)count + 1) * sizeof(*bells));
	/* A question swallowed by another answers under the other's id. */
	st = sql(s, e, "SELECT coalesce(m.pub, q.pub), max(o.bell_at) "
	    "FROM outbox_question o JOIN question q ON q.id = o.question_id "
	    "LEFT JOIN question m ON m.id = q.alias_of "
	    "WHERE o.outbox_id = ? GROUP BY 1 ORDER BY min(q.asked_at), "
	    "min(q.id)", "i", r->id);
	while ((n = sql_step(s, e, st)) == 1) {
		char *id = arena_alloc(a, QID_LEN + 1);

		qid_format(sqlite3_column_int64(st, 0), id);
		bells[i] = sqlite3_column_int64(st, 1);
		v[i++] = id;
	}
	r->questions = v;
	r->bells = bells;
	return n;
}

static void
load_mail(struct box_op *op, sqlite3_stmt *st)
{
	struct arena *a = op->op.arena;
	struct outbox_row *r;

	if (op->n == op->size) {
		size_t size = op->size != 0 ? op->size * 2 : 16;
		struct outbox_row *v = arena_alloc(a, size * sizeof(*v));

		if (op->n > 0)
			memcpy(v, op->rows, op->n * sizeof(*v));
		op->rows = v;
		op->size = size;
	}
	r = &op->rows[op->n++];
	r->id = sqlite3_column_int64(st, 0);
	r->key = sql_str(a, st, 1);
	r->kind = (enum outbox_kind)sqlite3_column_int(st, 2);
	r->state = (enum outbox_state)sqlite3_column_int(st, 3);
	r->channel = sql_str(a, st, 4);
	r->recipient = sql_str(a, st, 5);
	r->address = sql_str(a, st, 6);
	r->message_id = sql_str(a, st, 7);
	r->in_reply_to = sql_str(a, st, 8);
	r->subject = sql_str(a, st, 9);
	r->body = sql_str(a, st, 10);
	r->step = sqlite3_column_int64(st, 11);
	r->created_at = sqlite3_column_int64(st, 12);
	r->next_at = sqlite3_column_int64(st, 13);
	r->attempts = sqlite3_column_int64(st, 14);
	r->sent_at = sqlite3_column_int64(st, 15);
	r->error = sql_str(a, st, 16);
	r->in_doubt = sqlite3_column_int(st, 17) != 0;
	r->any_hour = sqlite3_column_int(st, 18) & 1;
	r->urgent = sqlite3_column_int(st, 18) & 2;
	r->wait_ms = sqlite3_column_int64(st, 19);
	r->left_at = sqlite3_column_int64(st, 20);
}

#define COLUMNS								\
	"SELECT id, key, kind, state, channel, recipient, address, "	\
	"message_id, in_reply_to, subject, body, step, created_at, "	\
	"next_at, attempts, sent_at, error, in_doubt, any_hour, "	\
	"wait_ms, left_at FROM outbox "

/* What waits for others may go with one that is due. */
static int
load_waiting(struct store *s, struct box_op *op, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, COLUMNS "WHERE state = 1 "
	    "AND wait_ms > 0 AND next_at > ? ORDER BY id LIMIT ?", "ii",
	    op->now, op->max);
	int n;

	while ((n = sql_step(s, e, st)) == 1)
		load_mail(op, st);
	return n;
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct box_op *op = (struct box_op *)base;
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int n;

	if (op->due)
		st = sql(s, e, COLUMNS "WHERE state = 1 AND next_at <= ? "
		    "ORDER BY next_at, id LIMIT ?", "ii", op->now, op->max);
	else if (op->pending_only)
		st = sql(s, e, COLUMNS "WHERE state = 1 ORDER BY id DESC "
		    "LIMIT ?", "i", op->max);
	else
		st = sql(s, e, COLUMNS "ORDER BY id DESC LIMIT ?", "i",
		    op->max);
	while ((n = sql_step(s, e, st)) == 1)
		load_mail(op, st);
	if (n == -1 || (op->due && op->n > 0 && load_waiting(s, op, e) == -1))
		return -1;
	for (size_t i = 0; i < op->n; i++)
		if (load_questions(s, base->arena, &op->rows[i], e) == -1)
			return -1;
	return sql_int(s, e, &op->next, "SELECT next_at FROM outbox "
	    "WHERE state = 1 AND next_at > ? ORDER BY next_at LIMIT 1", "i",
	    op->now);
}

static void
answer(struct op *base, const struct err *e)
{
	struct box_op *op = (struct box_op *)base;

	op->fn(op->arg, e, op->rows, e->code == ERR_OK ? op->n : 0, op->next);
}

static struct box_op *
ask(store_outbox_fn *fn, void *arg, size_t max)
{
	struct box_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->max = max != 0 ? (int64_t)max : 1000;
	op->fn = fn;
	op->arg = arg;
	return op;
}

void
store_outbox_due(struct store *s, int64_t now, size_t max, store_outbox_fn *fn,
    void *arg)
{
	struct box_op *op = ask(fn, arg, max);

	op->due = true;
	op->now = now;
	op_queue(s, &op->op);
}

void
store_outbox_list(struct store *s, bool pending_only, size_t max,
    store_outbox_fn *fn, void *arg)
{
	struct box_op *op = ask(fn, arg, max);

	op->pending_only = pending_only;
	op_queue(s, &op->op);
}

/* --- what became of an attempt --- */

struct done_op {
	struct op op;
	int64_t id, next_at, now;
	enum outbox_state state;
	const char *error;
	store_done_fn *fn;
	void *arg;
};

static int64_t *
counter(struct store *s, int64_t state)
{
	switch (state) {
	case OUTBOX_PENDING:
		return &s->mails_pending;
	case OUTBOX_SENT:
		return &s->mails_sent;
	case OUTBOX_FAILED:
		return &s->mails_failed;
	default:
		return NULL;
	}
}

static int
run_done(struct store *s, struct op *base, struct err *e)
{
	struct done_op *op = (struct done_op *)base;
	bool sent = op->state == OUTBOX_SENT, doubt;
	int64_t before = 0, *n;

	doubt = op->state == OUTBOX_IN_DOUBT;
	if (doubt)
		op->state = OUTBOX_PENDING;
	if (sql_int(s, e, &before, "SELECT state FROM outbox WHERE id = ?",
	    "i", op->id) == -1)
		return -1;
	if (before == 0)
		return err_set(e, ERR_NOT_FOUND, "no such mail in the outbox");
	if (sql_run(s, e, "UPDATE outbox SET state = ?2, error = ?3, "
	    "next_at = CASE WHEN ?2 = 1 THEN ?4 ELSE next_at END, "
	    "attempts = attempts + (?2 <> 4), "
	    "sent_at = CASE WHEN ?2 = 2 THEN ?5 ELSE sent_at END, "
	    "in_doubt = CASE WHEN ?6 THEN 2 ELSE in_doubt & 2 END "
	    "WHERE id = ?1", "idsiid", op->id, (int)op->state,
	    op->error, op->next_at, op->now, (int)doubt) == -1)
		return -1;
	/* What comes next counts from now: it is planned anew. */
	if (sent && sql_run(s, e, "UPDATE question SET rung_at = ?2, "
	    "noted = 0, ring_at = iif(state <= 2, min(ring_at, ?2), ring_at) "
	    "WHERE id IN (SELECT coalesce(q.alias_of, q.id) "
	    "FROM outbox_question o JOIN question q ON q.id = o.question_id "
	    "WHERE o.outbox_id = ?1 AND o.part <= 1) AND EXISTS (SELECT 1 FROM outbox "
	    "WHERE id = ?1 AND kind IN (1, 3, 9))", "ii", op->id, op->now) == -1)
		return -1;
	if ((n = counter(s, before)) != NULL)
		--*n;
	if ((n = counter(s, op->state)) != NULL)
		++*n;
	return 0;
}

static void
answer_done(struct op *base, const struct err *e)
{
	struct done_op *op = (struct done_op *)base;

	if (op->fn != NULL)
		op->fn(op->arg, e);
}

void
store_outbox_done(struct store *s, int64_t id, enum outbox_state state,
    const char *error, int64_t next_at, int64_t now, store_done_fn *fn,
    void *arg)
{
	struct done_op *op = op_new(sizeof(*op), OP_STAFF, run_done,
	    answer_done);

	op->id = id;
	op->state = state;
	op->error = arena_strdup(op->op.arena, error);
	op->next_at = next_at;
	op->now = now;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

/*
 * --- about to leave ---
 *
 * in_doubt: 1 while it is under way; 2 if an earlier attempt may have arrived,
 * which a later definite failure does not change.
 */

static int
run_try(struct store *s, struct op *base, struct err *e)
{
	struct done_op *op = (struct done_op *)base;

	return sql_run(s, e, "UPDATE outbox SET "
	    "in_doubt = CASE in_doubt WHEN 0 THEN 1 ELSE 3 END, "
	    "left_at = iif(left_at = 0, ?2, left_at) WHERE id = ?1 "
	    "AND state = 1", "ii", op->id, op->now);
}

void
store_outbox_try(struct store *s, int64_t id, int64_t left_at,
    store_done_fn *fn, void *arg)
{
	struct done_op *op = op_new(sizeof(*op), OP_STAFF, run_try, answer_done);

	op->id = id;
	op->now = left_at;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

/* --- later --- */

static int
run_postpone(struct store *s, struct op *base, struct err *e)
{
	struct done_op *op = (struct done_op *)base;

	return sql_run(s, e, "UPDATE outbox SET next_at = ? WHERE id = ? "
	    "AND state = 1", "ii", op->next_at, op->id);
}

void
store_outbox_postpone(struct store *s, int64_t id, int64_t next_at,
    store_done_fn *fn, void *arg)
{
	struct done_op *op = op_new(sizeof(*op), OP_STAFF, run_postpone,
	    answer_done);

	op->id = id;
	op->next_at = next_at;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

/* --- what was sent --- */

struct sent_op {
	struct op op;
	int64_t since;
	struct outbox_sent *v;
	size_t n, size;
	store_sent_fn *fn;
	void *arg;
};

static int
run_sent(struct store *s, struct op *base, struct err *e)
{
	struct sent_op *op = (struct sent_op *)base;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT recipient, sent_at "
	    "FROM outbox WHERE state = 2 AND sent_at >= ? AND kind IN (1, 3) "
	    "ORDER BY sent_at", "i", op->since);
	int n;

	while ((n = sql_step(s, e, st)) == 1) {
		if (op->n == op->size) {
			size_t size = op->size != 0 ? op->size * 2 : 32;
			struct outbox_sent *v = arena_alloc(base->arena,
			    size * sizeof(*v));

			if (op->n > 0)
				memcpy(v, op->v, op->n * sizeof(*v));
			op->v = v;
			op->size = size;
		}
		op->v[op->n].recipient = sql_str(base->arena, st, 0);
		op->v[op->n++].at = sqlite3_column_int64(st, 1);
	}
	return n;
}

static void
answer_sent(struct op *base, const struct err *e)
{
	struct sent_op *op = (struct sent_op *)base;

	op->fn(op->arg, e, op->v, e->code == ERR_OK ? op->n : 0);
}

void
store_outbox_sent(struct store *s, int64_t since, store_sent_fn *fn,
    void *arg)
{
	struct sent_op *op = op_new(sizeof(*op), OP_READ, run_sent,
	    answer_sent);

	op->since = since;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
