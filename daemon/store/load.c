/* SPDX-License-Identifier: ISC */

/*
 * Rows to struct question, and public ids to rows.
 *
 * A public id is thirty random bits, written with 32 signs that nobody
 * confuses on the telephone.  What people type is read generously.
 */

#include <stdio.h>
#include <string.h>

#include "store/internal.h"

static const char signs[] = "0123456789abcdefghjkmnpqrstvwxyz";

void
qid_format(int64_t pub, char out[QID_LEN + 1])
{
	for (int i = QID_LEN - 1; i >= 0; i--) {
		out[i] = signs[pub & 31];
		pub >>= 5;
	}
	out[QID_LEN] = '\0';
}

static int
sign_value(char c)
{
	const char *p;

	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (c == 'i' || c == 'l')
		c = '1';
	else if (c == 'o')
		c = '0';
	else if (c == 'u')
		c = 'v';
	p = c != '\0' ? strchr(signs, c) : NULL;
	return p != NULL ? (int)(p - signs) : -1;
}

/* The range of numbers that begin with this text. */
static int
parse(const char *id, int64_t *lo, int64_t *hi, struct err *e)
{
	size_t n = strlen(id);
	int shift;

	*lo = 0;
	if (n == 0 || n > QID_LEN)
		return err_set(e, ERR_NOT_FOUND, "\"%.20s\" is no id of a "
		    "question: they have %d letters and digits", id, QID_LEN);
	for (size_t i = 0; i < n; i++) {
		int v = sign_value(id[i]);

		if (v == -1)
			return err_set(e, ERR_NOT_FOUND, "\"%.20s\" is no id "
			    "of a question", id);
		*lo = *lo << 5 | v;
	}
	shift = 5 * (QID_LEN - (int)n);
	*lo <<= shift;
	*hi = *lo + ((int64_t)1 << shift) - 1;
	return 0;
}

struct found {
	int64_t row[9];
	char ids[160];
	size_t n;
};

static int
collect(struct store *s, sqlite3_stmt *st, struct found *f, struct err *e)
{
	char id[QID_LEN + 1];
	int rc = 0;

	while (f->n < ARRAY_LEN(f->row) && (rc = sql_step(s, e, st)) == 1) {
		int64_t row = sqlite3_column_int64(st, 1);
		size_t used = strlen(f->ids);
		bool twice = false;

		for (size_t i = 0; i < f->n; i++)
			twice |= f->row[i] == row;
		if (twice)
			continue;
		qid_format(sqlite3_column_int64(st, 0), id);
		f->row[f->n++] = row;
		snprintf(f->ids + used, sizeof(f->ids) - used, "%s%s",
		    used > 0 ? ", " : "", id);
	}
	if (rc == 1 || f->n == ARRAY_LEN(f->row))
		sqlite3_reset(st);
	return rc == -1 ? -1 : 0;
}

int
qid_resolve(struct store *s, const char *id, int64_t *row, struct err *e)
{
	struct found f = { .n = 0 };
	int64_t lo, hi = 0;

	if (parse(id, &lo, &hi, e) == -1)
		return -1;
	if (collect(s, sql(s, e, "SELECT pub, id FROM question "
	    "WHERE state <= 2 AND pub BETWEEN ? AND ? ORDER BY pub LIMIT 9",
	    "ii", lo, hi), &f, e) == -1)
		return -1;
	if (f.n == 0 && collect(s, sql(s, e, "SELECT pub, "
	    "coalesce(alias_of, id) FROM question WHERE pub BETWEEN ? AND ? "
	    "ORDER BY pub LIMIT 9", "ii", lo, hi), &f, e) == -1)
		return -1;
	if (f.n == 0)
		return err_set(e, ERR_NOT_FOUND, "no question %s", id);
	if (f.n > 1)
		return err_set(e, ERR_CONFLICT, "%s could be %s%s: give more "
		    "of it", id, f.ids, f.n == ARRAY_LEN(f.row) ? ", ..." :
		    "");
	*row = f.row[0];
	return 0;
}

/* --- rows --- */

static struct question *
more(struct arena *a, struct question_list *l)
{
	if (l->n == l->size) {
		size_t size = l->size != 0 ? l->size * 2 : 16;
		struct question *v = arena_alloc(a, size * sizeof(*v));
		int64_t *rows = arena_alloc(a, size * sizeof(*rows));
		int64_t *threads = arena_alloc(a, size * sizeof(*threads));

		if (l->n > 0) {
			memcpy(v, l->v, l->n * sizeof(*v));
			memcpy(rows, l->rows, l->n * sizeof(*rows));
			memcpy(threads, l->threads, l->n * sizeof(*threads));
		}
		l->v = v;
		l->rows = rows;
		l->threads = threads;
		l->size = size;
	}
	return &l->v[l->n++];
}

static const char *
name_of(struct arena *a, sqlite3_stmt *st, int name, int handle)
{
	const char *str = sql_str(a, st, name);

	return str != NULL && *str != '\0' ? str : sql_str(a, st, handle);
}

static void
load_judgement(struct arena *a, sqlite3_stmt *st, struct tquestion *q)
{
	unsigned bits = (unsigned)sqlite3_column_int(st, 18);

	q->opener = sqlite3_column_int64(st, 3);
	q->asker = sqlite3_column_int64(st, 4);
	q->asked_at = sqlite3_column_int64(st, 5);
	q->last_at = sqlite3_column_int64(st, 6);
	q->state = (enum qstate)sqlite3_column_int(st, 7);
	q->ended_at = sqlite3_column_int64(st, 8);
	q->answer = sqlite3_column_int64(st, 9);
	q->first_response_at = sqlite3_column_int64(st, 10);
	q->quiet_until = sqlite3_column_int64(st, 11);
	q->promise_at = sqlite3_column_int64(st, 12);
	q->assignee = sql_str(a, st, 13);
	q->last_verb = (enum verb)sqlite3_column_int(st, 14);
	q->parts = sqlite3_column_int64(st, 15);
	q->nudges = sqlite3_column_int64(st, 16);
	q->community = sqlite3_column_int64(st, 17);
	q->rings = bits & QBIT_RINGS;
	q->urgent = bits & QBIT_URGENT;
	q->private_ = bits & QBIT_PRIVATE;
	q->liked = bits & QBIT_LIKED;
	q->please_look = bits & QBIT_LOOK;
	q->to_us = bits & QBIT_TO_US;
	q->baseline = bits & QBIT_BASELINE;
	q->again = bits & QBIT_AGAIN;
	q->less_urgent = bits & QBIT_LESS;
	q->perhaps_answered = bits & QBIT_TO_ALL;
	q->blind = bits & QBIT_BLIND;
	q->ended_by = (enum row)sqlite3_column_int(st, 44);
	q->p = (float)sqlite3_column_int(st, 19) / 1000.0f;
	q->label = (enum label)sqlite3_column_int(st, 20);
}

/* Of the person, whatever name they wrote under: staff may have merged some. */
static void
load_person(sqlite3_stmt *st, struct question *q)
{
	const int64_t one = 1;
	int64_t others = sqlite3_column_int64(st, 47), threads;

	threads = others & ((one << 40) - 1);
	if (sqlite3_column_type(st, 47) == SQLITE_NULL)
		threads = sqlite3_column_int64(st, 37);
	else if (sqlite3_column_type(st, 48) != SQLITE_NULL)
		threads += sqlite3_column_int64(st, 48);
	else
		threads += sqlite3_column_int64(st, 37);
	q->asker_threads = threads;
	q->asker_known = sqlite3_column_int(st, 45) != 0 ||
	    (others & (one << 40)) || threads >= REGULAR_THREADS;
	q->asker_vip = sqlite3_column_int(st, 46) != 0 ||
	    (others & (one << 41));
}

void
load_row(struct store *s, struct arena *a, sqlite3_stmt *st,
    struct question_list *l)
{
	struct question *q = more(a, l);
	const struct account *acc = account_by_id(s,
	    sqlite3_column_int64(st, 2));

	l->rows[l->n - 1] = sqlite3_column_int64(st, 0);
	l->threads[l->n - 1] = sqlite3_column_int64(st, 27);
	q->thread = l->threads[l->n - 1];
	qid_format(sqlite3_column_int64(st, 1), q->id);
	q->client = s->opts.client;
	/* The callback may outlive a reload of the accounts. */
	q->account = arena_strdup(a, acc != NULL ? acc->name : "");
	q->network = arena_strdup(a, acc != NULL ? acc->plugin : "");
	q->account_active = acc != NULL && acc->active;
	load_judgement(a, st, &q->q);
	q->seen_at = sqlite3_column_int64(st, 21);
	q->history = question_standing(q->q.state,
	    (unsigned)sqlite3_column_int(st, 18), q->q.asked_at, q->seen_at) ==
	    STANDS_HISTORY;
	q->read_at = sqlite3_column_int64(st, 22);
	q->ring_at = sqlite3_column_int64(st, 23);
	q->ring_step = sqlite3_column_int64(st, 24);
	q->rung_at = sqlite3_column_int64(st, 25);
	q->mail_root = sql_str(a, st, 26);
	q->native = sql_str(a, st, 28);
	q->text = sql_str(a, st, 29);
	q->lead = own_lead(s, acc, q->text);
	q->url = sql_str(a, st, 30);
	q->lang = sql_str(a, st, 31);
	q->visibility = (enum hark_visibility)sqlite3_column_int(st, 32);
	q->last_text = sql_str(a, st, 33);
	q->last_lead = own_lead(s, acc, q->last_text);
	q->asker_name = name_of(a, st, 34, 35);
	q->asker_handle = sql_str(a, st, 35);
	q->asker_since = sqlite3_column_int64(st, 36);
	load_person(st, q);
	q->root_text = sql_str(a, st, 38);
	q->root_own = ((unsigned)sqlite3_column_int64(st, 39) & TPOST_OWN) != 0;
	q->root_at = sqlite3_column_int64(st, 40);
	q->answer_text = sql_str(a, st, 41);
	q->rating = sqlite3_column_int(st, 49);
	q->answered_by = name_of(a, st, 42, 43);
}

#define TOLD_MAX 64			/* the newest */

int
load_told(struct store *s, struct arena *a, int64_t row, struct question *q,
    struct err *e)
{
	/* What a digest only mentions (part) told nobody of it, nor what left
	 * before it was asked anew. */
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT o.channel, "
	    "o.address, l.bell_at, o.created_at, "
	    "iif(o.state = 2, o.sent_at, o.next_at), o.in_reply_to "
	    "FROM outbox_question l "
	    "JOIN outbox o ON o.id = l.outbox_id "
	    "WHERE l.question_id = ? AND l.part <= 1 AND o.state <= 2 "
	    "AND o.kind IN (1, 3, 9) AND o.created_at >= ? "
	    "ORDER BY o.id DESC LIMIT 64", "ii", row, q->seen_at);
	struct question_told *v = arena_alloc(a, TOLD_MAX * sizeof(*v));
	int n;

	q->told = v;
	q->n_told = 0;
	while ((n = sql_step(s, e, st)) == 1) {
		struct question_told *t = &v[q->n_told++];

		t->channel = sql_str(a, st, 0);
		t->address = sql_str(a, st, 1);
		t->bell_at = sqlite3_column_int64(st, 2);
		t->made_at = sqlite3_column_int64(st, 3);
		t->left_at = sqlite3_column_int64(st, 4);
		t->root = sql_str(a, st, 5);
	}
	return n;
}

int
load_all(struct store *s, struct arena *a, sqlite3_stmt *st,
    struct question_list *l, struct err *e)
{
	int n;

	while ((n = sql_step(s, e, st)) == 1)
		load_row(s, a, st, l);
	return n;
}

int
load_one(struct store *s, struct arena *a, int64_t row,
    struct question_list *l, struct err *e)
{
	return load_all(s, a, sql(s, e, LOAD_QUESTION "WHERE q.id = ?", "i",
	    row), l, e);
}
