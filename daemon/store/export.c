/* SPDX-License-Identifier: ISC */

/*
 * All that is kept of a person.  Rows become JSON by the names of their
 * columns, so that a column that is added one day is not forgotten here.
 */

#include <string.h>

#include "base/when.h"
#include "store/trail.h"

struct export_op {
	struct op op;
	struct trail *trail;
	struct store *store;
	store_export_fn *row;
	store_done_fn *fn;
	void *arg;
};

static bool
is_time(const char *column)
{
	size_t n = strlen(column);

	return (n > 3 && strcmp(column + n - 3, "_at") == 0) ||
	    strcmp(column, "at") == 0 || strcmp(column, "created") == 0 ||
	    strcmp(column, "seen") == 0 || strcmp(column, "edited") == 0 ||
	    strcmp(column, "until") == 0 || strcmp(column, "quiet_until") == 0;
}

static json_t *
value(sqlite3_stmt *st, int col)
{
	int64_t n;
	char s[32];
	json_t *j;

	switch (sqlite3_column_type(st, col)) {
	case SQLITE_INTEGER:
		n = sqlite3_column_int64(st, col);
		if (!is_time(sqlite3_column_name(st, col)))
			return json_integer(n);
		if (n == 0)
			return json_null();
		when_format(n, s);
		return json_string(s);
	case SQLITE_TEXT:
		j = json_string((const char *)sqlite3_column_text(st, col));
		return j != NULL ? j : json_null();
	default:
		return json_null();
	}
}

/* Every row of st; keys as the columns are called. */
static int
rows(struct store *s, struct export_op *op, const char *kind, sqlite3_stmt *st,
    struct err *e)
{
	int n;

	while ((n = sql_step(s, e, st)) == 1) {
		json_t *o = json_object();

		for (int i = 0; i < sqlite3_column_count(st); i++)
			json_object_set_new(o, sqlite3_column_name(st, i),
			    value(st, i));
		op->row(op->arg, kind, o);
		json_decref(o);
	}
	return n;
}

/* Networks that do not allow it: say so instead. */
static void
omit(struct store *s, struct export_op *op)
{
	for (size_t i = 0; i < s->n_accounts; i++) {
		const struct account *a = s->accounts[i];
		json_t *o;

		if (!(a->terms & HARK_NO_EXPORT) || strcmp(a->plugin,
		    op->trail->person.network) != 0)
			continue;
		o = json_pack("{s:s, s:s, s:s}", "account", a->name, "network",
		    a->plugin, "why", "the network's terms forbid to hand out "
		    "its posts; the person finds them there");
		op->row(op->arg, "omitted", o);
		json_decref(o);
	}
}

static int
export_author(struct store *s, struct export_op *op, int64_t row,
    struct err *e)
{
	return rows(s, op, "person", sql(s, e, "SELECT c.plugin AS network, "
	    "c.realm, u.* FROM author u LEFT JOIN source c "
	    "ON c.id = u.source_id WHERE u.id = ?", "i", row), e);
}

static int
export_questions(struct store *s, struct export_op *op, int64_t row,
    struct err *e)
{
	return rows(s, op, "question", sql(s, e, "SELECT a.name AS account, "
	    "q.* FROM question q LEFT JOIN account a ON a.id = q.account_id "
	    "WHERE q.asker = ? ORDER BY q.id", "i", row), e) == -1 ||
	    /* Who of the staff did it is not about the person. */
	    rows(s, op, "action", sql(s, e, "SELECT a.question_id, a.at, "
	    "a.until, a.verb, a.arg FROM action a JOIN question q "
	    "ON q.id = a.question_id WHERE q.asker = ? ORDER BY a.id", "i",
	    row), e) == -1 ||
	    rows(s, op, "reply", sql(s, e, "SELECT r.question_id, r.text, "
	    "r.visibility, r.state, r.created_at, r.native FROM reply r "
	    "JOIN question q ON q.id = r.question_id WHERE q.asker = ? "
	    "ORDER BY r.id", "i", row), e) == -1 ||
	    rows(s, op, "mail", sql(s, e, "SELECT DISTINCT b.id, b.channel, "
	    "b.recipient, b.address, b.subject, b.body, b.state, "
	    "b.created_at, b.sent_at FROM outbox b JOIN outbox_question o "
	    "ON o.outbox_id = b.id JOIN question q ON q.id = o.question_id "
	    "WHERE q.asker = ? ORDER BY b.id", "i", row), e) == -1 ? -1 : 0;
}

static int
export_audit(struct store *s, struct export_op *op, int64_t row,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT pub FROM question "
	    "WHERE asker = ?", "i", row);
	char id[PID_LEN + 1];
	int n;

	while ((n = sql_step(s, e, st)) == 1) {
		qid_format(sqlite3_column_int64(st, 0), id);
		if (rows(s, op, "audit", sql(s, e, "SELECT at, verb, target, "
		    "detail FROM audit WHERE target = ?", "s", id), e) == -1)
			return -1;
	}
	pid_format(s, row, id);
	return n == -1 ? -1 : rows(s, op, "audit", sql(s, e, "SELECT at, verb, "
	    "target, detail FROM audit WHERE target = ?", "s", id), e);
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct export_op *op = (struct export_op *)base;
	struct trail *w = op->trail;

	if (trail_tail(s, w, e) == -1)
		return -1;
	omit(s, op);
	for (size_t i = 0; i < w->group.n; i++)
		if (export_author(s, op, w->group.v[i], e) == -1)
			return -1;
	for (size_t i = 0; i < w->n_posts; i++)
		if (rows(s, op, "post", sql(s, e, "SELECT a.name AS account, "
		    "p.* FROM post p LEFT JOIN account a ON a.id = p.account_id "
		    "WHERE p.id = ?1 AND (a.terms IS NULL OR a.terms & ?2 = 0)",
		    "ii", w->posts[i], (int64_t)HARK_NO_EXPORT), e) == -1)
			return -1;
	for (size_t i = 0; i < w->group.n; i++)
		if (export_questions(s, op, w->group.v[i], e) == -1 ||
		    export_audit(s, op, w->group.v[i], e) == -1)
			return -1;
	return 0;
}

static void
answer(struct op *base, const struct err *e)
{
	struct export_op *op = (struct export_op *)base;

	op->fn(op->arg, e);
	trail_free(op->trail);
}

static void
on_trail(struct store *s, void *arg, const struct err *e, struct trail *w)
{
	struct export_op *op = arg;

	op->trail = w;
	if (e->code == ERR_OK) {
		op_queue(s, &op->op);
		return;
	}
	answer(&op->op, e);
	arena_free(op->op.arena);
}

void
store_export_person(struct store *s, const char *who, store_export_fn *row,
    store_done_fn *fn, void *arg)
{
	struct export_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->store = s;
	op->row = row;
	op->fn = fn;
	op->arg = arg;
	trail_person(s, who, false, on_trail, op);
}
