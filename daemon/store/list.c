/* SPDX-License-Identifier: ISC */

/*
 * Lists of questions.  The statement is put together from what was asked, so
 * that the common ones walk a partial index and stop after the first page.
 */

#include <string.h>

#include "store/internal.h"

#define DEFAULT_MAX	1000
#define CATCH_UP	2000	/* posts not yet indexed */

struct list_op {
	struct op op;
	struct question_filter filter;
	struct question_list list;
	store_questions_fn *fn;
	void *arg;
};

static void
states(struct buf *b, const struct question_filter *f)
{
	bool open = f->open || (!f->perhaps && !f->ended);

	if (f->waits && open && !f->perhaps && !f->ended) {
		buf_adds(b, "WHERE q.state <= 2 AND " IS_WAITING("q."));
		return;
	}
	if (!f->ended) {
		/* As the partial indexes put it. */
		buf_adds(b, "WHERE q.state <= 2 ");
		if (open && !f->perhaps)
			buf_adds(b, "AND q.state = 1 ");
		else if (!open)
			buf_adds(b, "AND q.state = 2 ");
		return;
	}
	buf_adds(b, "WHERE q.alias_of IS NULL ");
	if (!open || (f->ended && !f->open))
		buf_adds(b, "AND q.state <> 1 ");
	if (!f->perhaps)
		buf_adds(b, "AND q.state <> 2 ");
	if (f->waits)
		buf_adds(b, "AND (q.state <> 1 OR " IS_WAITING("q.") ") ");
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct list_op *op = (struct list_op *)base;
	const struct question_filter *f = &op->filter;
	const struct account *a = NULL;
	struct buf b = BUF_INIT;
	sqlite3_stmt *st = NULL;
	int n = -1;

	if (f->account != NULL && (a = account_find(s, f->account)) == NULL)
		return err_set(e, ERR_NOT_FOUND, "no account named %.60s",
		    f->account);
	if (f->text != NULL)
		search_index(s, CATCH_UP, NULL);
	buf_adds(&b, LOAD_QUESTION);
	states(&b, f);
	if (a != NULL)
		buf_adds(&b, "AND q.account_id = ?1 ");
	if (f->since != 0)
		buf_adds(&b, "AND q.asked_at >= ?2 ");
	if (f->text != NULL)
		buf_adds(&b, "AND q.thread_id IN (SELECT p.thread_id "
		    "FROM post_fts f JOIN post p ON p.id = f.rowid "
		    "WHERE post_fts MATCH ?3) ");
	buf_addf(&b, "ORDER BY q.asked_at %s, q.id LIMIT ?4",
	    f->newest_first ? "DESC" : "ASC");
	if (sqlite3_prepare_v2(s->db, b.data, -1, &st, NULL) != SQLITE_OK) {
		sql_fail(s, e, "list");
		goto out;
	}
	if (a != NULL)
		sqlite3_bind_int64(st, 1, a->id);
	sqlite3_bind_int64(st, 2, f->since);
	if (f->text != NULL)
		sqlite3_bind_text(st, 3, search_query(base->arena, f->text),
		    -1, SQLITE_STATIC);
	sqlite3_bind_int64(st, 4, f->max != 0 ? (int64_t)f->max : DEFAULT_MAX);
	n = load_all(s, base->arena, st, &op->list, e);
	if (n == -1 && f->text != NULL)
		search_error(s, e);
out:
	sqlite3_finalize(st);
	buf_free(&b);
	return n;
}

static void
answer(struct op *base, const struct err *e)
{
	struct list_op *op = (struct list_op *)base;

	op->fn(op->arg, e, op->list.v, e->code == ERR_OK ? op->list.n : 0);
}

void
store_list(struct store *s, const struct question_filter *f,
    store_questions_fn *fn, void *arg)
{
	struct list_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->filter = *f;
	op->filter.account = arena_strdup(op->op.arena, f->account);
	op->filter.text = arena_strdup(op->op.arena, f->text);
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
