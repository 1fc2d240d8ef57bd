/* SPDX-License-Identifier: ISC */

/*
 * Figures in quiet moments: questions fall due although nothing happens to
 * them, and a database from before is counted once, a slice at a time.
 *
 * Counting a row twice adds nothing the second time: what it added stands in
 * it.  So the walk needs no care for rows that changed meanwhile.
 */

#include "store/internal.h"

#define DUE_MAX		200
#define ROWS_MAX	200

/* --- one question's row --- */

#define QUESTION							\
	"SELECT q.id, q.account_id, q.asker, q.asked_at, q.ended_at, "	\
	"q.first_response_at, p.at, q.state, q.bits, q.figures, "	\
	"q.due_at, q.alias_of FROM question q "				\
	"LEFT JOIN post p ON p.id = q.opener_id "

static int
count_question(struct store *s, sqlite3_stmt *st, int64_t now, struct err *e)
{
	struct figure_question q = {
		.account = sqlite3_column_int64(st, 1),
		.asker = sqlite3_column_int64(st, 2),
		.asked_at = sqlite3_column_int64(st, 3),
		.ended_at = sqlite3_column_int64(st, 4),
		.first_response_at = sqlite3_column_int64(st, 5),
		.opener_at = sqlite3_column_int64(st, 6),
		.state = (enum qstate)sqlite3_column_int(st, 7),
		.again = sqlite3_column_int64(st, 8) & QBIT_AGAIN,
		.blind = sqlite3_column_int64(st, 8) & QBIT_BLIND,
	};
	int64_t before = sqlite3_column_int64(st, 9), due, after;

	if (sqlite3_column_type(st, 11) != SQLITE_NULL)
		q.state = 0;
	after = figure_of_question(s, &q, before, now, &due);
	if (after == before && due == sqlite3_column_int64(st, 10))
		return 0;
	figure_question(s, q.account, before, after);
	return sql_run(s, e, "UPDATE question SET figures = ?2, due_at = ?3 "
	    "WHERE id = ?1", "iii", sqlite3_column_int64(st, 0), after, due);
}

/* --- slices; 1: more to do --- */

static int
count_due(struct store *s, int64_t now, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, QUESTION "WHERE q.id IN "
	    "(SELECT id FROM question WHERE due_at > 0 AND due_at <= ?1 "
	    "ORDER BY due_at LIMIT ?2)", "id", now, DUE_MAX);
	int n, rows = 0;

	while ((n = sql_step(s, e, st)) == 1) {
		rows++;
		if (count_question(s, st, now, e) == -1)
			return -1;
	}
	return n == -1 ? -1 : rows == DUE_MAX;
}

static int
count_questions(struct store *s, int64_t now, struct err *e)
{
	int64_t from = meta_int(s, "figures_question", 0), last = from;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, QUESTION "WHERE q.id > ? "
	    "ORDER BY q.id LIMIT ?", "id", from, ROWS_MAX);
	int n, rows = 0;

	while ((n = sql_step(s, e, st)) == 1) {
		rows++;
		last = sqlite3_column_int64(st, 0);
		if (count_question(s, st, now, e) == -1)
			return -1;
	}
	if (n == -1 || (last != from &&
	    meta_set(s, e, "figures_question", last) == -1))
		return -1;
	return rows == ROWS_MAX;
}

/* Own posts of one account after another, by time. */
static int
count_own(struct store *s, struct err *e)
{
	int64_t account = meta_int(s, "figures_account", 0);
	int64_t at = meta_int(s, "figures_at", 0);
	int64_t id = meta_int(s, "figures_post", 0), next = 0;
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int n, rows = 0;

	st = sql(s, e, "SELECT id, at, flags FROM post WHERE flags & 1 "
	    "AND account_id = ?1 AND (at, id) > (?2, ?3) ORDER BY at, id "
	    "LIMIT ?4", "iiid", account, at, id, ROWS_MAX);
	while ((n = sql_step(s, e, st)) == 1) {
		rows++;
		id = sqlite3_column_int64(st, 0);
		at = sqlite3_column_int64(st, 1);
		if (!(sqlite3_column_int64(st, 2) & POST_FIGURE) &&
		    figure_post_again(s, id, e) == -1)
			return -1;
	}
	if (n == -1)
		return -1;
	if (rows < ROWS_MAX) {
		if (sql_int(s, e, &next, "SELECT min(id) FROM account "
		    "WHERE id > ?", "i", account) == -1)
			return -1;
		at = id = 0;
	} else {
		next = account;
	}
	if (next == 0)
		return 0;
	return meta_set(s, e, "figures_account", next) == -1 ||
	    meta_set(s, e, "figures_at", at) == -1 ||
	    meta_set(s, e, "figures_post", id) == -1 ? -1 : 1;
}

bool
figures_complete(struct store *s)
{
	if (!s->figures_done)
		s->figures_done = meta_int(s, "figures_done", 0) != 0;
	return s->figures_done;
}

static int
slice(struct store *s, int64_t now, struct err *e)
{
	int more = count_due(s, now, e);

	if (more != 0 || figures_complete(s))
		return more;
	if ((more = count_questions(s, now, e)) != 0 ||
	    (more = count_own(s, e)) != 0)
		return more;
	s->figures_done = true;
	return meta_set(s, e, "figures_done", 1);
}

int
figures_idle(struct store *s, int64_t now, struct err *e)
{
	int more;

	if (s->due_next == 0) {
		s->due_next = INT64_MAX;
		if (sql_int(s, e, &s->due_next, "SELECT due_at FROM question "
		    "WHERE due_at > 0 ORDER BY due_at LIMIT 1", "") == -1)
			return -1;
	}
	/* Mostly there is nothing to do: then nothing is written. */
	if (figures_complete(s) && now < s->due_next)
		return 0;
	s->due_next = 0;
	if (sql_run(s, e, "BEGIN", "") == -1)
		return -1;
	more = slice(s, now, e);
	if (more == -1 || figures_flush(s, e) == -1 ||
	    sql_run(s, e, "COMMIT", "") == -1) {
		if (!sqlite3_get_autocommit(s->db))
			sql_run(s, NULL, "ROLLBACK", "");
		figures_undo(s, 0);
		s->figures_done = false;
		s->due_next = 0;
		s->frozen_own = s->frozen_questions = -1;
		return -1;
	}
	return more;
}
