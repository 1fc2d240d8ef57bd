/* SPDX-License-Identifier: ISC */

/*
 * A person's name in what others wrote, in mails and in the audit.  Ids and
 * whole handles mean them wherever they stand; a display name or a short
 * handle only in conversations they were in.  Our own answers to them go as a
 * whole.
 */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "store/forget.h"

#define GAP	"…"

/* Is p the beginning of a word, or the end of one? */
static bool
in_word(unsigned char c)
{
	return isalnum(c) || c == '_' || c >= 0x80;
}

static bool
word_at(const char *text, const char *p, const char *word)
{
	size_t n = strlen(word);

	if (strncasecmp(p, word, n) != 0)
		return false;
	if (p > text && in_word((unsigned char)p[-1]) &&
	    in_word((unsigned char)word[0]))
		return false;
	return !in_word((unsigned char)p[n]) ||
	    !in_word((unsigned char)word[n - 1]);
}

/* The longest word that stands here, or 0. */
static size_t
match(const char *text, const char *p, const char *const *words, size_t n,
    bool whole)
{
	size_t best = 0;

	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(words[i]);

		if (len > best && (whole ? word_at(text, p, words[i]) :
		    strncasecmp(p, words[i], len) == 0))
			best = len;
	}
	return best;
}

bool
scrub_text(const struct trail *w, const char *text, bool theirs,
    struct buf *out)
{
	bool found = false;

	buf_reset(out);
	for (const char *p = text; p != NULL && *p != '\0'; ) {
		size_t n = match(text, p, w->needles, w->n_needles, false);
		size_t m = theirs ? match(text, p, w->names, w->n_names,
		    true) : 0;

		if (m > n)
			n = m;
		if (n == 0) {
			buf_addc(out, *p++);
			continue;
		}
		buf_adds(out, GAP);
		p += n;
		found = true;
	}
	return found;
}

/* --- posts --- */

struct found {
	unsigned flags;
	int64_t parent;
	const char *text, *addressed, *opaque, *wait_parent, *wait_root, *url,
	    *native;
};

static int
load(struct store *s, struct arena *a, int64_t id, struct found *r,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT flags, parent_id, "
	    "text, addressed, opaque, parent, root, url, native FROM post "
	    "WHERE id = ?", "i", id);
	int n = sql_step(s, e, st);

	if (n != 1)
		return n;
	r->flags = (unsigned)sqlite3_column_int64(st, 0);
	r->parent = sqlite3_column_int64(st, 1);
	r->text = sql_str(a, st, 2);
	r->addressed = sql_str(a, st, 3);
	r->opaque = sql_str(a, st, 4);
	r->wait_parent = sql_str(a, st, 5);
	r->wait_root = sql_str(a, st, 6);
	r->url = sql_str(a, st, 7);
	r->native = sql_str(a, st, 8);
	return 1;
}

static bool
names_them(const struct trail *w, const char *line, size_t len)
{
	for (size_t i = 0; i < w->n_natives; i++)
		if (strlen(w->natives[i]) == len &&
		    strncasecmp(w->natives[i], line, len) == 0)
			return true;
	return false;
}

/* Whom it speaks to, one a line, without them; true if they were there. */
static bool
readdress(const struct trail *w, const char *list, struct buf *out)
{
	bool found = false;

	buf_reset(out);
	while (list != NULL && *list != '\0') {
		size_t len = strcspn(list, "\n");

		if (names_them(w, list, len)) {
			found = true;
		} else {
			if (out->len > 0)
				buf_addc(out, '\n');
			buf_add(out, list, len);
		}
		list += len + (list[len] == '\n');
	}
	return found;
}

static const char *
unless(const struct trail *w, const char *text)
{
	return trail_finds(w->needles, w->n_needles, text) ? NULL : text;
}

static int
scrub_post(struct store *s, struct trail *w, int64_t id, bool theirs,
    int64_t *count, struct err *e)
{
	struct buf text = BUF_INIT, to = BUF_INIT;
	struct found r = { 0 };
	bool named, spoken;
	int n;

	arena_reset(s->scratch);
	if ((n = load(s, s->scratch, id, &r, e)) != 1)
		return n;
	spoken = readdress(w, r.addressed, &to);
	named = scrub_text(w, r.text, theirs, &text);
	/* Our words to them are about them, every one. */
	if ((r.flags & TPOST_OWN) && (spoken || trail_has(w, r.parent) ||
	    (named && theirs))) {
		named = true;
		buf_reset(&text);
		r.flags |= POST_EXPIRED;
	}
	n = 0;
	if (named || spoken || unless(w, r.opaque) != r.opaque ||
	    unless(w, r.wait_parent) != r.wait_parent ||
	    unless(w, r.wait_root) != r.wait_root ||
	    unless(w, r.url) != r.url) {
		++*count;
		if (named)
			n = search_drop(s, id, e);
		if (n == 0)
			n = sql_run(s, e, "UPDATE post SET text = ?2, "
			    "addressed = ?3, opaque = ?4, parent = ?5, "
			    "parent_key = CASE WHEN ?5 IS NULL THEN NULL "
			    "ELSE parent_key END, root = ?6, root_key = CASE "
			    "WHEN ?6 IS NULL THEN NULL ELSE root_key END, "
			    "url_short = ?7, flags = ?8 WHERE id = ?1", "issssssi",
			    id, named ? text.data : r.text, to.len > 0 ?
			    to.data : NULL, (r.flags & POST_EXPIRED) ? NULL :
			    unless(w, r.opaque), unless(w, r.wait_parent),
			    unless(w, r.wait_root), post_short_url(s,
			    unless(w, r.url), r.native), (int64_t)r.flags);
		if (n == 0 && named)
			n = search_add(s, id, e);
	}
	buf_free(&text);
	buf_free(&to);
	return n;
}

/* All posts of the conversations they were in. */
static int
scrub_thread(struct store *s, struct trail *w, int64_t thread, int64_t *count,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT id FROM post "
	    "WHERE id = ?1 AND thread_id = ?1 UNION ALL SELECT id FROM post "
	    "WHERE thread_id = ?1 AND thread_id <> id", "i", thread);
	AUTO(free_p) int64_t *ids = NULL;
	size_t n = 0, size = 0;
	int rc;

	while ((rc = sql_step(s, e, st)) == 1) {
		if (n == size) {
			size = size != 0 ? size * 2 : 16;
			ids = xreallocarray(ids, size, sizeof(*ids));
		}
		ids[n++] = sqlite3_column_int64(st, 0);
	}
	if (rc == -1)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (!trail_has(w, ids[i]) &&
		    scrub_post(s, w, ids[i], true, count, e) == -1)
			return -1;
	return 0;
}

int
scrub_posts(struct store *s, struct trail *w, int64_t *count, struct err *e)
{
	for (size_t i = 0; i < w->n_threads; i++)
		if (scrub_thread(s, w, w->threads[i], count, e) == -1)
			return -1;
	for (size_t i = 0; i < w->n_named; i++)
		if (scrub_post(s, w, w->named[i], false, count, e) == -1)
			return -1;
	return 0;
}

/* --- mails, audit, cursors --- */

/* A mail about a question of theirs. */
static int
empty_mails(struct store *s, const struct trail *w, int64_t *count,
    struct err *e)
{
	for (size_t i = 0; i < w->group.n; i++) {
		/* What was to leave for them alone does not. */
		if (sql_run(s, e, "UPDATE outbox SET state = 4 "
		    "WHERE state = 1 AND id IN (SELECT o.outbox_id "
		    "FROM outbox_question o JOIN question q "
		    "ON q.id = o.question_id WHERE q.asker = ?1) "
		    "AND NOT EXISTS (SELECT 1 FROM outbox_question o "
		    "JOIN question q ON q.id = o.question_id "
		    "WHERE o.outbox_id = outbox.id AND q.asker <> ?1)", "i",
		    w->group.v[i]) == -1 ||
		    sql_run(s, e, "UPDATE outbox SET subject = NULL, "
		    "body = NULL, error = NULL WHERE state <> 1 AND id IN "
		    "(SELECT o.outbox_id FROM outbox_question o "
		    "JOIN question q ON q.id = o.question_id "
		    "WHERE q.asker = ?)", "i", w->group.v[i]) == -1)
			return -1;
		*count += sqlite3_changes(s->db);
		if (sql_run(s, e, "DELETE FROM outbox_question "
		    "WHERE question_id IN (SELECT id FROM question "
		    "WHERE asker = ?)", "i", w->group.v[i]) == -1)
			return -1;
	}
	return 0;
}

/*
 * The monthly mail quotes people without a name, so that nobody can say any
 * more whose words these are: one that has left is emptied, one that has not
 * goes without examples.
 */
static int
scrub_examples(struct store *s, struct err *e)
{
	return sql_run(s, e, "UPDATE outbox SET subject = NULL, body = NULL "
	    "WHERE kind = ? AND state <> 1", "i", (int64_t)OUTBOX_MONTHLY) ==
	    -1 ? -1 : sql_run(s, e, "UPDATE outbox SET body = "
	    "json_set(body, '$.topics', json((SELECT json_group_array("
	    "json_set(json(value), '$.examples', json('[]'))) "
	    "FROM json_each(outbox.body, '$.topics')))) "
	    "WHERE kind = ? AND state = 1 AND json_valid(body)", "i",
	    (int64_t)OUTBOX_MONTHLY);
}

/* Rows of one table with up to three texts; there are never many. */
static int
scrub_table(struct store *s, const struct trail *w, const char *select,
    const char *update, int64_t *count, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, select, "");
	struct buf b[3] = { BUF_INIT, BUF_INIT, BUF_INIT };
	int n;

	while ((n = sql_step(s, e, st)) == 1) {
		const char *v[3];
		bool found = false;

		for (int i = 0; i < 3; i++) {
			v[i] = (const char *)sqlite3_column_text(st, i + 1);
			if (v[i] != NULL && scrub_text(w, v[i], true, &b[i])) {
				v[i] = b[i].data;
				found = true;
			}
		}
		if (!found)
			continue;
		if (sql_run(s, e, update, "isss", sqlite3_column_int64(st, 0),
		    v[0], v[1], v[2]) == -1) {
			n = -1;
			break;
		}
		++*count;
	}
	for (int i = 0; i < 3; i++)
		buf_free(&b[i]);
	return n;
}

static int
scrub_audit(struct store *s, struct trail *w, struct err *e)
{
	char id[PID_LEN + 1];
	int64_t n = 0;

	for (size_t i = 0; i < w->group.n; i++) {
		AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT pub "
		    "FROM question WHERE asker = ?", "i", w->group.v[i]);
		int rc;

		while ((rc = sql_step(s, e, st)) == 1) {
			qid_format(sqlite3_column_int64(st, 0), id);
			if (sql_run(s, e, "UPDATE audit SET detail = NULL, "
			    "target = NULL WHERE target = ?", "s", id) == -1)
				return -1;
		}
		pid_format(s, w->group.v[i], id);
		if (rc == -1 || sql_run(s, e, "UPDATE audit SET "
		    "detail = NULL, target = NULL WHERE target = ?", "s", id)
		    == -1)
			return -1;
	}
	return scrub_table(s, w, "SELECT id, target, detail, verb FROM audit",
	    "UPDATE audit SET target = ?2, detail = ?3, verb = ?4 "
	    "WHERE id = ?1", &n, e);
}

/*
 * How far a feed was read may name a post of theirs.  Without it the feed is
 * read again from the beginning, where everything is known.
 */
static int
scrub_cursors(struct store *s, const struct trail *w, struct err *e)
{
	for (size_t i = 0; i < w->n_needles; i++)
		if (sql_run(s, e, "UPDATE feed SET cursor = NULL "
		    "WHERE instr(cursor, ?) > 0", "s", w->needles[i]) == -1 ||
		    sql_run(s, e, "UPDATE feed SET error = NULL "
		    "WHERE instr(error, ?) > 0", "s", w->needles[i]) == -1 ||
		    sql_run(s, e, "DELETE FROM kept WHERE instr(value, ?) > 0",
		    "s", w->needles[i]) == -1)
			return -1;
	return 0;
}

int
scrub_rest(struct store *s, struct trail *w, int64_t *mails, struct err *e)
{
	if (empty_mails(s, w, mails, e) == -1 ||
	    scrub_examples(s, e) == -1 || scrub_table(s, w,
	    "SELECT id, subject, body, error FROM outbox", "UPDATE outbox SET "
	    "subject = ?2, body = ?3, error = ?4 WHERE id = ?1", mails, e)
	    == -1 || scrub_audit(s, w, e) == -1 || scrub_cursors(s, w, e) == -1)
		return -1;
	return outbox_load(s, e);
}
