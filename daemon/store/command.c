/* SPDX-License-Identifier: ISC */

/* What staff says by mail, done once; see command.h. */

#include <string.h>

#include "base/when.h"
#include "store/command.h"
#include "store/internal.h"

#define CURSOR	"command_cursor"

const char *
command_result_name(enum command_result r)
{
	switch (r) {
	case COMMAND_DONE:
		return "done";
	case COMMAND_OVER:
		return "over";
	case COMMAND_CHANGED:
		return "changed";
	case COMMAND_USED:
		return "used";
	case COMMAND_GONE:
		return "gone";
	case COMMAND_EXPIRED:
		return "expired";
	case COMMAND_FORGED:
		return "forged";
	case COMMAND_SENDER:
		return "sender";
	case COMMAND_UNVERIFIED:
		return "unverified";
	case COMMAND_AUTOMATIC:
		return "automatic";
	case COMMAND_TEST:
		return "test";
	case COMMAND_UNKNOWN:
		break;
	}
	return "unknown";
}

/* --- the key -------------------------------------------------------------- */

int
command_load(struct store *s, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT value FROM meta "
	    "WHERE key = 'command_key'", "");
	int n = sql_step(s, e, st);

	if (n == 1 && sqlite3_column_bytes(st, 0) == COMMAND_KEY) {
		memcpy(s->command_key, sqlite3_column_blob(st, 0),
		    COMMAND_KEY);
		return 0;
	}
	return n == -1 ? -1 : err_set(e, ERR_STORE, "%s: the key of the "
	    "command mailbox is missing", s->opts.client);
}

const unsigned char *
store_command_key(const struct store *s)
{
	return s->command_key;
}

/* --- obeying -------------------------------------------------------------- */

struct commands_op {
	struct op op;
	struct store_command *v;
	size_t n;
	const char *cursor;
	int64_t now;
	store_commands_fn *fn;
	void *arg;
};

static bool
ends(enum verb v)
{
	return v == VERB_CLOSE || v == VERB_NOT_QUESTION;
}

static int
is_used(struct store *s, const struct store_command *c, bool *yes,
    struct err *e)
{
	int64_t n = 0;

	*yes = false;
	if (c->key != NULL && sql_int(s, e, &n, "SELECT 1 FROM command_used "
	    "WHERE key = ?", "s", c->key) == -1)
		return -1;
	*yes = n != 0;
	return 0;
}

/* The person asked something further of which the mail did not know. */
static int
has_more(struct store *s, int64_t row, int64_t issued, bool *yes,
    struct err *e)
{
	int64_t n = 0;

	if (sql_int(s, e, &n, "SELECT 1 FROM question q JOIN post p "
	    "ON p.thread_id = q.thread_id AND p.thread_id <> p.id "
	    "WHERE q.id = ?1 AND p.author_id = q.asker AND p.seen > ?2 "
	    "AND p.label IN (?3, ?4) AND p.flags & ?5 = 0 LIMIT 1", "iiddi",
	    row, issued, (int)LABEL_QUESTION, (int)LABEL_REQUEST,
	    (int64_t)(TPOST_OWN | TPOST_GONE | TPOST_REMOVED | TPOST_NUDGE))
	    == -1)
		return -1;
	*yes = n != 0;
	return 0;
}

static int
audit(struct store *s, const struct store_command *c, const char *target,
    const char *detail, int64_t now, struct err *e)
{
	const char *verb = c->verb == VERB_NOT_QUESTION ? "close" :
	    c->verb != 0 ? verb_name(c->verb) : "mail";

	return sql_run(s, e, "INSERT INTO audit(at, uid, who, verb, target, "
	    "detail) VALUES(?, -1, ?, ?, ?, ?)", "issss", now, c->who, verb,
	    target, detail);
}

static int
obey(struct store *s, struct commands_op *op, const struct store_command *c,
    int64_t row, struct err *e)
{
	struct store_act a = { .verb = c->verb, .now = op->now,
		.until = c->until, .who = c->who, .arg = c->arg };
	char id[QID_LEN + 1], until[32];
	int64_t pub = 0;

	when_format(c->until, until);
	if (act_apply(s, row, &a, e) == -1 || sql_int(s, e, &pub,
	    "SELECT pub FROM question WHERE id = ?", "i", row) == -1)
		return -1;
	qid_format(pub, id);
	return audit(s, c, id, c->verb == VERB_NOT_QUESTION ?
	    "not-a-question" : c->verb == VERB_SNOOZE ? until : c->arg,
	    op->now, e);
}

/* All that wait there and stood in the mail, or might have. */
static int
obey_all(struct store *s, struct commands_op *op, struct store_command *c,
    int64_t thread, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int64_t *rows = NULL;
	size_t n = 0, size = 0, done = 0;
	bool more;
	int rc;

	st = sql(s, e, "SELECT id FROM question WHERE thread_id = ? "
	    "AND state <= 2 AND alias_of IS NULL AND seen_at <= ? ORDER BY id",
	    "ii", thread, c->issued);
	while ((rc = sql_step(s, e, st)) == 1) {
		if (n == size) {
			size = size * 2 + 16;
			rows = xreallocarray(rows, size, sizeof(*rows));
		}
		rows[n++] = sqlite3_column_int64(st, 0);
	}
	for (size_t i = 0; i < n && rc != -1; i++) {
		more = false;
		if (ends(c->verb))
			rc = has_more(s, rows[i], c->issued, &more, e);
		if (rc != -1 && !more) {
			rc = obey(s, op, c, rows[i], e);
			done++;
		}
	}
	free(rows);
	c->result = done > 0 ? COMMAND_DONE : COMMAND_OVER;
	return rc == -1 ? -1 : 0;
}

static int
find(struct store *s, struct store_command *c, int64_t *row, int64_t *thread,
    int64_t *state, struct err *e)
{
	if (strlen(c->id) != QID_LEN || qid_resolve(s, c->id, row, e) == -1) {
		if (e->code != ERR_OK && e->code != ERR_NOT_FOUND &&
		    e->code != ERR_CONFLICT)
			return -1;
		*e = (struct err){ 0 };
		c->result = COMMAND_GONE;
		return 0;
	}
	return sql_int(s, e, thread, "SELECT thread_id FROM question "
	    "WHERE id = ?", "i", *row) == -1 ? -1 : sql_int(s, e, state,
	    "SELECT state FROM question WHERE id = ?", "i", *row);
}

static int
try_one(struct store *s, struct commands_op *op, struct store_command *c,
    struct err *e)
{
	int64_t row = 0, thread = 0, state = 0;
	bool yes;

	if (is_used(s, c, &yes, e) == -1)
		return -1;
	if (yes) {
		c->result = COMMAND_USED;
		return 0;
	}
	if (find(s, c, &row, &thread, &state, e) == -1)
		return -1;
	if (c->result != COMMAND_DONE)
		return 0;
	if (c->all) {
		if (obey_all(s, op, c, thread, e) == -1)
			return -1;
	} else if (!qstate_is_open((enum qstate)state) ||
	    (c->verb == VERB_SNOOZE && c->until <= op->now)) {
		c->result = COMMAND_OVER;
	} else {
		yes = false;
		if (ends(c->verb) &&
		    has_more(s, row, c->issued, &yes, e) == -1)
			return -1;
		if (yes)
			c->result = COMMAND_CHANGED;
		else if (obey(s, op, c, row, e) == -1)
			return -1;
	}
	if (c->result != COMMAND_DONE || c->key == NULL)
		return 0;
	return sql_run(s, e, "INSERT INTO command_used(key, until) "
	    "VALUES(?, ?)", "si", c->key, c->key_until);
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct commands_op *op = (struct commands_op *)base;

	for (size_t i = 0; i < op->n; i++) {
		struct store_command *c = &op->v[i];

		if (c->result == COMMAND_DONE && try_one(s, op, c, e) == -1)
			return -1;
		/* Somebody tried: that is worth a row. */
		if ((c->result == COMMAND_SENDER ||
		    c->result == COMMAND_UNVERIFIED) && audit(s, c, c->id,
		    command_result_name(c->result), op->now, e) == -1)
			return -1;
		if (sql_run(s, e, "INSERT INTO command_count(result, n) "
		    "VALUES(?, 1) ON CONFLICT(result) DO UPDATE SET n = n + 1",
		    "d", (int)c->result) == -1)
			return -1;
	}
	if (accounts_flush(s, e) == -1 || sql_run(s, e, "DELETE FROM "
	    "command_used WHERE until < ?", "i", op->now) == -1)
		return -1;
	return op->cursor == NULL ? 0 : sql_run(s, e, "INSERT OR REPLACE INTO "
	    "meta(key, value) VALUES('" CURSOR "', ?)", "s", op->cursor);
}

static void
answer(struct op *base, const struct err *e)
{
	struct commands_op *op = (struct commands_op *)base;

	op->fn(op->arg, e, op->v, e->code == ERR_OK ? op->n : 0);
}

void
store_commands(struct store *s, const struct store_command *v, size_t n,
    const char *cursor, int64_t now, store_commands_fn *fn, void *arg)
{
	struct commands_op *op = op_new(sizeof(*op), OP_STAFF, run, answer);
	struct arena *a = op->op.arena;

	op->v = arena_alloc(a, (n + 1) * sizeof(*op->v));
	for (size_t i = 0; i < n; i++) {
		op->v[i] = v[i];
		op->v[i].who = arena_strdup(a, v[i].who);
		op->v[i].arg = arena_strdup(a, v[i].arg);
		op->v[i].key = arena_strdup(a, v[i].key);
	}
	op->n = n;
	op->cursor = arena_strdup(a, cursor);
	op->now = now;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

/* --- where the mailbox stands --------------------------------------------- */

struct cursor_op {
	struct op op;
	const char *cursor;
	store_cursor_fn *fn;
	void *arg;
};

static int
run_cursor(struct store *s, struct op *base, struct err *e)
{
	struct cursor_op *op = (struct cursor_op *)base;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT value FROM meta "
	    "WHERE key = '" CURSOR "'", "");
	int n = sql_step(s, e, st);

	if (n == 1)
		op->cursor = sql_str(base->arena, st, 0);
	return n == -1 ? -1 : 0;
}

static void
answer_cursor(struct op *base, const struct err *e)
{
	struct cursor_op *op = (struct cursor_op *)base;

	op->fn(op->arg, e, op->cursor);
}

void
store_command_cursor(struct store *s, store_cursor_fn *fn, void *arg)
{
	struct cursor_op *op = op_new(sizeof(*op), OP_READ, run_cursor,
	    answer_cursor);

	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
