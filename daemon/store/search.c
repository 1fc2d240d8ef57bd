/* SPDX-License-Identifier: ISC */

/*
 * Words.  The index is filled in quiet moments, up to fts.next; a search
 * first catches up a little.  SQLite 3.40 leaves deleted words readable in
 * the file until their segments are merged away, so what was dropped sets
 * fts.dirty, and search_purge() merges everything in slices.
 */

#include <string.h>

#include "store/internal.h"

#define CATCH_UP	2000	/* posts before a search */
#define MERGE_PAGES	200	/* in a slice */
#define MAX_QUERY	1000

struct search_op {
	struct op op;
	const char *words;
	int64_t max;
	struct post_hit *hits;
	size_t n;
	store_hits_fn *fn;
	void *arg;
};

/* Somebody who writes operators or quotes means them. */
static bool
is_fts5(const char *words)
{
	static const char *const operators[] = { " AND ", " OR ", " NOT ",
	    "NEAR(" };

	if (strpbrk(words, "\"*()^") != NULL)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(operators); i++)
		if (strstr(words, operators[i]) != NULL)
			return true;
	return false;
}

const char *
search_query(struct arena *a, const char *words)
{
	struct buf b = BUF_INIT;
	const char *ret;

	if (is_fts5(words))
		return words;
	/* Otherwise every word is only a word: "don't", "8-12", "a@b". */
	while (*words != '\0') {
		size_t n;

		words += strspn(words, " \t\n");
		n = strcspn(words, " \t\n");
		if (n == 0)
			break;
		buf_addf(&b, "%s\"%.*s\"", b.len > 0 ? " " : "", (int)n, words);
		words += n;
	}
	ret = arena_strdup(a, b.data);
	buf_free(&b);
	return ret;
}

int
search_error(struct store *s, struct err *e)
{
	if ((sqlite3_errcode(s->db) & 0xff) != SQLITE_ERROR)
		return -1;
	return err_set(e, ERR_USAGE, "these words cannot be searched for: "
	    "quotes and brackets must be closed, AND, OR and NOT stand "
	    "between words");
}

/* --- the index --- */

int
search_load(struct store *s, struct err *e)
{
	(void)e;
	s->fts.next = meta_int(s, "fts_next", 1);
	s->fts.dirty = meta_int(s, "fts_dirty", 0) != 0;
	return 0;
}

static int
set_dirty(struct store *s, struct err *e)
{
	if (s->fts.dirty)
		return 0;
	s->fts.dirty = true;
	return meta_set(s, e, "fts_dirty", 1);
}

int
search_drop(struct store *s, int64_t id, struct err *e)
{
	if (set_dirty(s, e) == -1)
		return -1;
	if (id >= s->fts.next)
		return 0;
	return sql_run(s, e, "INSERT INTO post_fts(post_fts, rowid, text) "
	    "SELECT 'delete', id, text FROM post WHERE id = ? "
	    "AND text <> ''", "i", id);
}

int
search_add(struct store *s, int64_t id, struct err *e)
{
	if (id >= s->fts.next)
		return 0;
	return sql_run(s, e, "INSERT INTO post_fts(rowid, text) "
	    "SELECT id, text FROM post WHERE id = ? AND text <> ''", "i", id);
}

int
search_index(struct store *s, int64_t max, struct err *e)
{
	int64_t end = s->fts.next + max;
	bool own = sqlite3_get_autocommit(s->db) != 0;

	if (end > s->next_post)
		end = s->next_post;
	if (s->fts.next >= end || s->write_err.code != ERR_OK)
		return 0;
	if (own && sql_run(s, e, "BEGIN", "") == -1)
		return -1;
	if (sql_run(s, e, "INSERT INTO post_fts(rowid, text) SELECT id, text "
	    "FROM post WHERE id >= ? AND id < ? AND text <> ''", "ii",
	    s->fts.next, end) == -1 ||
	    meta_set(s, e, "fts_next", end) == -1 ||
	    (own && sql_run(s, e, "COMMIT", "") == -1)) {
		if (own && !sqlite3_get_autocommit(s->db))
			sql_run(s, NULL, "ROLLBACK", "");
		return -1;
	}
	s->fts.next = end;
	return 0;
}

bool
search_purge(struct store *s)
{
	int64_t before;

	if (!s->fts.dirty)
		return false;
	/* A negative count begins a merge of everything there is. */
	before = sqlite3_total_changes64(s->db);
	if (sql_run(s, NULL, s->fts.merging ?
	    "INSERT INTO post_fts(post_fts, rank) VALUES('merge', 200)" :
	    "INSERT INTO post_fts(post_fts, rank) VALUES('merge', -200)",
	    "") == -1)
		return false;
	s->fts.merging = true;
	if (sqlite3_total_changes64(s->db) - before >= 2)
		return true;
	s->fts.merging = s->fts.dirty = false;
	meta_set(s, NULL, "fts_dirty", 0);
	/* The log still holds the old pages. */
	sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
	    NULL);
	return false;
}

/* --- search --- */

static void
load_hit(struct store *s, struct search_op *op, sqlite3_stmt *st)
{
	struct arena *a = op->op.arena;
	struct post_hit *h = &op->hits[op->n++];
	const struct account *acc = account_by_id(s,
	    sqlite3_column_int64(st, 0));
	char id[QID_LEN + 1];

	h->account = arena_strdup(a, acc != NULL ? acc->name : "");
	h->author = sql_str(a, st, 1);
	h->text = sql_str(a, st, 2);
	h->url = sql_str(a, st, 3);
	h->snippet = sql_str(a, st, 4);
	h->at = sqlite3_column_int64(st, 5);
	h->own = sqlite3_column_int64(st, 6) & TPOST_OWN;
	if (sqlite3_column_type(st, 7) != SQLITE_NULL) {
		qid_format(sqlite3_column_int64(st, 7), id);
		h->question = arena_strdup(a, id);
	}
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct search_op *op = (struct search_op *)base;
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int n;

	if (strlen(op->words) > MAX_QUERY)
		return err_set(e, ERR_USAGE, "at most %d characters to search "
		    "for", MAX_QUERY);
	/* On a full disk what is indexed can still be searched. */
	search_index(s, CATCH_UP, NULL);
	op->hits = arena_alloc(base->arena,
	    ((size_t)op->max + 1) * sizeof(*op->hits));
	st = sql(s, e, "SELECT p.account_id, "
	    "coalesce(nullif(u.name, ''), u.handle), p.text, p.url, "
	    "snippet(post_fts, 0, char(1), char(2), '…', 16), p.at, p.flags, "
	    "coalesce((SELECT q.pub FROM question q "
	    "WHERE q.thread_id = p.thread_id AND q.opener_id = p.id "
	    "AND q.alias_of IS NULL), "
	    "(SELECT q.pub FROM question q WHERE q.thread_id = p.thread_id "
	    "AND q.alias_of IS NULL ORDER BY q.state <= 2 DESC, q.id LIMIT 1)) "
	    "FROM post_fts JOIN post p ON p.id = post_fts.rowid "
	    "LEFT JOIN author u ON u.id = p.author_id "
	    "WHERE post_fts MATCH ? ORDER BY post_fts.rowid DESC LIMIT ?",
	    "si", search_query(base->arena, op->words), op->max);
	if (st == NULL)
		return -1;
	while ((n = sql_step(s, e, st)) == 1)
		load_hit(s, op, st);
	return n == -1 ? search_error(s, e) : 0;
}

static void
answer(struct op *base, const struct err *e)
{
	struct search_op *op = (struct search_op *)base;

	op->fn(op->arg, e, op->hits, e->code == ERR_OK ? op->n : 0);
}

void
store_search(struct store *s, const char *words, size_t max, store_hits_fn *fn,
    void *arg)
{
	struct search_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->words = arena_strdup(op->op.arena, words);
	op->max = max != 0 && max < 10000 ? (int64_t)max : 100;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
