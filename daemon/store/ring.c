/* SPDX-License-Identifier: ISC */

/*
 * Bells.  The index holds max(ring_at, quiet_until) of what may ring at all,
 * so that neither snoozed nor liked questions are walked over each time.
 * Bells and the outbox rows they lead to commit together.
 */

#include <string.h>

#include "base/log.h"
#include "base/when.h"
#include "store/internal.h"

#define REPLAN_MAX	(31 * WHEN_DAY)

/* Also what is unsure: some recipients want to hear of it. */
#define RINGABLE							\
	"q.state <= 2 AND q.active = 1 AND q.ring_at > 0 AND q.bits & 8 = 0 "

struct due_op {
	struct op op;
	int64_t now, max, next;
	struct question_list list;
	store_ring_fn *fn;
	void *arg;
};

/* Once for each person: whoever floods us has many of them. */
static int
asker_waiting(struct store *s, struct due_op *op, size_t i, struct err *e)
{
	struct question *v = op->list.v;

	for (size_t k = i; v[i].q.asker != 0 && k-- > 0;)
		if (v[k].q.asker == v[i].q.asker) {
			v[i].asker_waiting = v[k].asker_waiting;
			return 0;
		}
	return v[i].q.asker == 0 ? 0 : sql_int(s, e, &v[i].asker_waiting,
	    "SELECT count(*) FROM (SELECT 1 FROM question WHERE asker = ? "
	    "AND state <= 2 LIMIT 7)", "i", v[i].q.asker);
}

static int
run_due(struct store *s, struct op *base, struct err *e)
{
	struct due_op *op = (struct due_op *)base;

	if (load_all(s, base->arena, sql(s, e, LOAD_QUESTION "WHERE " RINGABLE
	    "AND max(q.ring_at, q.quiet_until) <= ? "
	    "ORDER BY max(q.ring_at, q.quiet_until), q.id LIMIT ?", "ii",
	    op->now, op->max), &op->list, e) == -1)
		return -1;
	for (size_t i = 0; i < op->list.n; i++)
		if (sql_int(s, e, &op->list.v[i].thread_waiting,
		    "SELECT count(*) FROM question WHERE thread_id = ? "
		    "AND state <= 2", "i", op->list.threads[i]) == -1 ||
		    asker_waiting(s, op, i, e) == -1 ||
		    load_told(s, base->arena, op->list.rows[i],
		    &op->list.v[i], e) == -1)
			return -1;
	return sql_int(s, e, &op->next, "SELECT max(q.ring_at, q.quiet_until) "
	    "FROM question q WHERE " RINGABLE
	    "AND max(q.ring_at, q.quiet_until) > ? "
	    "ORDER BY max(q.ring_at, q.quiet_until) LIMIT 1", "i", op->now);
}

static void
answer_due(struct op *base, const struct err *e)
{
	struct due_op *op = (struct due_op *)base;

	op->fn(op->arg, e, op->list.v, e->code == ERR_OK ? op->list.n : 0,
	    op->next);
}

void
store_ring_due(struct store *s, int64_t now, size_t max, store_ring_fn *fn,
    void *arg)
{
	struct due_op *op = op_new(sizeof(*op), OP_READ, run_due, answer_due);

	op->now = now;
	op->max = max != 0 ? (int64_t)max : 1000;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

/* --- commit --- */

struct commit_op {
	struct op op;
	struct outbox_row *rows;
	size_t n;
	struct ring_update *updates;
	size_t n_updates;
	int64_t now;
	store_done_fn *fn;
	void *arg;
};

static int
link_question(struct store *s, int64_t row, const char *id, int64_t bell,
    bool note, struct err *e)
{
	int64_t q;

	if (qid_resolve(s, id, &q, e) == -1)
		return -1;
	if (note && sql_run(s, e, "UPDATE question SET noted = 1 "
	    "WHERE id = ?", "i", q) == -1)
		return -1;
	return sql_run(s, e, "INSERT INTO outbox_question(outbox_id, "
	    "question_id, bell_at) VALUES(?1, ?2, ?3) ON CONFLICT DO UPDATE "
	    "SET bell_at = max(bell_at, ?3)", "iii", row, q, bell);
}

static int
add_row(struct store *s, const struct outbox_row *r, int64_t now,
    struct err *e)
{
	enum outbox_state state = r->state != 0 ? r->state : OUTBOX_PENDING;
	int64_t id;

	if (sql_run(s, e, "INSERT INTO outbox(key, kind, state, channel, "
	    "recipient, address, message_id, in_reply_to, subject, body, step, "
	    "created_at, next_at, attempts, sent_at, error, any_hour, "
	    "wait_ms) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
	    "?, ?) ON CONFLICT(key) DO NOTHING", "sddsssssssiiiiisdi", r->key,
	    (int)r->kind, (int)state, r->channel, r->recipient, r->address, r->message_id, r->in_reply_to,
	    r->subject, r->body, r->step,
	    r->created_at != 0 ? r->created_at : now, r->next_at, r->attempts,
	    r->sent_at, r->error, (int)r->any_hour | (int)r->urgent << 1,
	    r->wait_ms) == -1)
		return -1;
	if (sqlite3_changes(s->db) == 0)
		return 0;
	id = sqlite3_last_insert_rowid(s->db);
	if (state == OUTBOX_PENDING)
		s->mails_pending++;
	for (size_t i = 0; r->questions != NULL && r->questions[i] != NULL; i++)
		if (link_question(s, id, r->questions[i], r->bells != NULL ?
		    r->bells[i] : 0, r->kind == OUTBOX_ANSWERED, e) == -1)
			return -1;
	return 0;
}

static int
run_commit(struct store *s, struct op *base, struct err *e)
{
	struct commit_op *op = (struct commit_op *)base;

	for (size_t i = 0; i < op->n; i++)
		if (add_row(s, &op->rows[i], op->now, e) == -1)
			return -1;
	for (size_t i = 0; i < op->n_updates; i++) {
		const struct ring_update *u = &op->updates[i];
		int64_t q;

		if (qid_resolve(s, u->question, &q, e) == -1)
			return -1;
		if (sql_run(s, e, "UPDATE question SET ring_at = ?2, "
		    "ring_step = ?3, mail_root = coalesce(?4, mail_root) "
		    "WHERE id = ?1", "iiis", q, u->ring_at, u->ring_step,
		    u->mail_root) == -1)
			return -1;
	}
	return 0;
}

static void
answer_commit(struct op *base, const struct err *e)
{
	struct commit_op *op = (struct commit_op *)base;

	if (op->fn != NULL)
		op->fn(op->arg, e);
}

static const char *const *
copy_list(struct arena *a, const char *const *list)
{
	const char **v;
	size_t n = 0;

	if (list == NULL)
		return NULL;
	while (list[n] != NULL)
		n++;
	v = arena_alloc(a, (n + 1) * sizeof(*v));
	for (size_t i = 0; i < n; i++)
		v[i] = arena_strdup(a, list[i]);
	return v;
}

static const int64_t *
copy_bells(struct arena *a, const struct outbox_row *r)
{
	int64_t *v;
	size_t n = 0;

	if (r->questions == NULL || r->bells == NULL)
		return NULL;
	while (r->questions[n] != NULL)
		n++;
	v = arena_alloc(a, (n + 1) * sizeof(*v));
	memcpy(v, r->bells, n * sizeof(*v));
	return v;
}

static struct outbox_row
copy_row(struct arena *a, const struct outbox_row *r)
{
	struct outbox_row c = *r;

	if (r->key == NULL || r->channel == NULL)
		fatal("store: an outbox row without key or channel");
	c.channel = arena_strdup(a, r->channel);
	c.recipient = arena_strdup(a, r->recipient);
	c.address = arena_strdup(a, r->address);
	c.questions = copy_list(a, r->questions);
	c.bells = copy_bells(a, r);
	c.key = arena_strdup(a, r->key);
	c.message_id = arena_strdup(a, r->message_id);
	c.in_reply_to = arena_strdup(a, r->in_reply_to);
	c.subject = arena_strdup(a, r->subject);
	c.body = arena_strdup(a, r->body);
	c.error = arena_strdup(a, r->error);
	return c;
}

void
store_ring_commit(struct store *s, const struct outbox_row *rows, size_t n,
    const struct ring_update *updates, size_t n_updates, int64_t now,
    store_done_fn *fn, void *arg)
{
	struct commit_op *op = op_new(sizeof(*op), OP_STAFF, run_commit,
	    answer_commit);
	struct arena *a = op->op.arena;

	op->rows = arena_alloc(a, (n + 1) * sizeof(*op->rows));
	for (size_t i = 0; i < n; i++)
		op->rows[i] = copy_row(a, &rows[i]);
	op->updates = arena_alloc(a, (n_updates + 1) * sizeof(*op->updates));
	for (size_t i = 0; i < n_updates; i++) {
		op->updates[i] = updates[i];
		op->updates[i].question = arena_strdup(a, updates[i].question);
		op->updates[i].mail_root = arena_strdup(a,
		    updates[i].mail_root);
	}
	op->n = n;
	op->n_updates = n_updates;
	op->now = now;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

/* --- another configuration --- */

struct replan_op {
	struct op op;
	int64_t now;
	store_done_fn *fn;
	void *arg;
};

/*
 * Bells in the past stay where they are: they were missed and still ring.
 * From now on the series is looked at anew.
 */
static int
run_replan(struct store *s, struct op *base, struct err *e)
{
	struct replan_op *op = (struct replan_op *)base;

	/* What is old, or old history, has no bell in any configuration. */
	return sql_run(s, e, "UPDATE question SET ring_at = ?1 "
	    "WHERE state <= 2 AND active = 1 AND (ring_at > ?1 OR "
	    "(ring_at = 0 AND seen_at > ?2 AND (bits & ?3 = 0 OR "
	    "ring_step > 0)))", "iii", op->now, op->now - REPLAN_MAX,
	    (int64_t)QBIT_BASELINE);
}

static void
answer_replan(struct op *base, const struct err *e)
{
	struct replan_op *op = (struct replan_op *)base;

	if (op->fn != NULL)
		op->fn(op->arg, e);
}

void
store_ring_replan(struct store *s, int64_t now, store_done_fn *fn, void *arg)
{
	struct replan_op *op = op_new(sizeof(*op), OP_STAFF, run_replan,
	    answer_replan);

	op->now = now;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

/* --- answered notes --- */

struct answered_op {
	struct op op;
	int64_t max;
	struct question_list list;
	store_questions_fn *fn;
	void *arg;
};

#define RUNG_MAX 64

static int
load_rung(struct store *s, struct arena *a, int64_t row, struct question *q,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT DISTINCT o.recipient "
	    "FROM outbox_question l JOIN outbox o ON o.id = l.outbox_id "
	    "WHERE l.question_id = ? AND o.state = 2 AND o.kind IN (1, 3) "
	    "AND o.recipient IS NOT NULL LIMIT 63", "i", row);
	const char **v = arena_alloc(a, RUNG_MAX * sizeof(*v));
	size_t i = 0;
	int n;

	while ((n = sql_step(s, e, st)) == 1)
		v[i++] = sql_str(a, st, 0);
	q->rung = v;
	return n;
}

static int
run_answered(struct store *s, struct op *base, struct err *e)
{
	struct answered_op *op = (struct answered_op *)base;

	if (load_all(s, base->arena, sql(s, e, LOAD_QUESTION
	    "WHERE q.state > 2 AND q.rung_at > 0 AND q.noted = 0 "
	    "AND q.alias_of IS NULL ORDER BY q.id LIMIT ?", "i", op->max),
	    &op->list, e) == -1)
		return -1;
	for (size_t i = 0; i < op->list.n; i++)
		if (load_rung(s, base->arena, op->list.rows[i],
		    &op->list.v[i], e) == -1)
			return -1;
	return 0;
}

static void
answer_answered(struct op *base, const struct err *e)
{
	struct answered_op *op = (struct answered_op *)base;

	op->fn(op->arg, e, op->list.v, e->code == ERR_OK ? op->list.n : 0);
}

void
store_answered_due(struct store *s, size_t max, store_questions_fn *fn,
    void *arg)
{
	struct answered_op *op = op_new(sizeof(*op), OP_READ, run_answered,
	    answer_answered);

	op->max = max != 0 ? (int64_t)max : 1000;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
