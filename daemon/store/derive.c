/* SPDX-License-Identifier: ISC */

/*
 * What follows from a post's words and its place: whom it speaks to, and the
 * verdict.  It is computed when the post arrives and again when its text, its
 * parent or its author's side changes; the clock only ever sees the result.
 */

#include <string.h>

#include "store/internal.h"

#define DERIVED								\
	(TPOST_OWN | TPOST_TO_US | TPOST_FOUND | TPOST_RINGS |		\
	TPOST_PERHAPS | TPOST_NUDGE | TPOST_URGENT | TPOST_EMPTY |	\
	TPOST_SETTLES | TPOST_HOLDING | POST_REPLY)

static bool
is_private(const struct derive *d)
{
	return d->visibility <= HARK_PRIVATE || d->kind == HARK_MESSAGE;
}

static bool
to_us(const struct derive *d)
{
	if (d->own)
		return false;
	if ((d->flags & TPOST_MENTION) || d->parent_own)
		return true;
	switch (d->kind) {
	case HARK_MENTION:
	case HARK_MESSAGE:
	case HARK_REVIEW:
		return true;
	case HARK_COMMENT:
		/* On our page, unless it answers another guest. */
		return !d->parent_known;
	default:
		return d->visibility == HARK_PRIVATE;
	}
}

static enum tri
tri(bool yes)
{
	return yes ? TRI_YES : TRI_NO;
}

static bool
automatic(const struct store *s, const struct derive *d)
{
	for (char **p = s->automatic; p != NULL && *p != NULL; p++)
		if (**p != '\0' && strstr(d->text, *p) != NULL)
			return true;
	return false;
}

void
derive_input(const struct store *s, struct derive *d, struct text_in *in)
{
	*in = (struct text_in){
		.text = d->text,
		.len = d->len,
		.side = d->own ? TEXT_OWN : TEXT_IN,
		.lang = d->lang,
		.private_ = tri(is_private(d)),
		.known = d->known ? TRI_YES : TRI_UNKNOWN,
	};

	d->flags &= ~(unsigned)DERIVED;
	if (d->own)
		d->flags |= TPOST_OWN;
	if (to_us(d))
		d->flags |= TPOST_TO_US;
	else if (d->kind == HARK_FOUND && !d->own)
		d->flags |= TPOST_FOUND;
	if (d->has_parent && !d->parent_own)
		d->flags |= POST_REPLY;
	if (d->own && automatic(s, d))
		d->flags |= TPOST_AUTOMATIC;

	in->reply = tri(d->has_parent);
	in->reply_to_us = !d->has_parent ? TRI_NO : d->parent_known ?
	    tri(d->parent_own) : TRI_UNKNOWN;
	in->mention = tri(d->kind == HARK_MENTION ||
	    (d->flags & TPOST_MENTION) != 0);
	in->addressed = tri((d->flags & TPOST_TO_US) != 0);
	in->others = tri((d->flags & TPOST_TO_OTHERS) != 0);
	in->found = tri((d->flags & TPOST_FOUND) != 0);
}

void
derive(const struct store *s, struct derive *d, struct verdict *v,
    bool reasons)
{
	struct text_in in;

	derive_input(s, d, &in);
	memset(v, 0, sizeof(*v));
	/* What somebody passed on are not their words. */
	if (d->flags & TPOST_REPOST) {
		v->empty = true;
	} else {
		classify_taught(s->opts.classifier, s->lessons, &in, reasons,
		    s->opts.lang, v);
	}
	/* Staff knows better, unless the author changed sides meanwhile. */
	if (d->taught != LABEL_NONE &&
	    (d->taught >= LABEL_BROADCAST) == d->own)
		verdict_set(v, d->taught, s->opts.lang);
	d->label = v->label;
	d->answer = (int)(v->answer * 1000.0f + 0.5f);
	d->flags |= (v->rings ? TPOST_RINGS : 0) |
	    (v->perhaps ? TPOST_PERHAPS : 0) | (v->nudge ? TPOST_NUDGE : 0) |
	    (v->urgent ? TPOST_URGENT : 0) | (v->empty ? TPOST_EMPTY : 0) |
	    (v->settles ? TPOST_SETTLES : 0) | (v->holding ? TPOST_HOLDING : 0);
}

bool
derive_matters(unsigned flags, enum label label)
{
	if (flags & TPOST_OWN)
		return false;
	return (flags & (TPOST_RINGS | TPOST_PERHAPS | TPOST_NUDGE |
	    TPOST_MEDIA | TPOST_REVIEW)) != 0 || label == LABEL_QUESTION ||
	    label == LABEL_REQUEST;
}

#define LOAD								\
	"SELECT p.flags, p.kind, p.visibility, p.lang, p.parent, "	\
	"p.parent_id, p.thread_id, p.text, q.flags, u.threads, u.own, "	\
	"p.account_id, p.at "						\
	"FROM post p LEFT JOIN post q ON q.id = p.parent_id "		\
	"LEFT JOIN author u ON u.id = p.author_id WHERE p.id = ?"

/* Strings are lent from the statement. */
static void
fill(struct derive *d, sqlite3_stmt *st)
{
	memset(d, 0, sizeof(*d));
	d->flags = (unsigned)sqlite3_column_int64(st, 0);
	d->kind = sqlite3_column_int(st, 1);
	d->visibility = sqlite3_column_int(st, 2);
	d->lang = (const char *)sqlite3_column_text(st, 3);
	d->own = (d->flags & (TPOST_OWN | POST_BEHALF)) != 0;
	if (sqlite3_column_type(st, 10) != SQLITE_NULL)
		d->own = sqlite3_column_int(st, 10) != 0 ||
		    (d->flags & POST_BEHALF) != 0;
	d->parent_known = sqlite3_column_type(st, 5) != SQLITE_NULL &&
	    !(d->flags & POST_COPY);
	d->has_parent = d->parent_known ||
	    sqlite3_column_type(st, 4) != SQLITE_NULL;
	d->parent_own = d->parent_known &&
	    ((unsigned)sqlite3_column_int64(st, 8) & TPOST_OWN) != 0;
	d->known = sqlite3_column_int64(st, 9) > 1;
	d->text = (const char *)sqlite3_column_text(st, 7);
	d->len = (size_t)sqlite3_column_bytes(st, 7);
}

int
derive_load(struct store *s, int64_t id, struct arena *a, struct derive *d,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, LOAD, "i", id);
	int n = sql_step(s, e, st);

	if (n != 1)
		return n;
	fill(d, st);
	d->lang = sql_str(a, st, 3);
	d->text = sql_str(a, st, 7);
	return 1;
}

int
derive_again(struct store *s, int64_t id, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, LOAD, "i", id);
	struct derive d;
	struct verdict v;
	int n;

	if ((n = sql_step(s, e, st)) != 1)
		return n;
	fill(&d, st);
	touch(s, sqlite3_column_int64(st, 6), true);
	/* Without the words, what they meant stands. */
	if (d.flags & (TPOST_GONE | TPOST_REMOVED | POST_EXPIRED))
		return d.flags & (TPOST_OWN | POST_FIGURE) ?
		    figure_post_again(s, id, e) : 0;
	if (teach_label(s, id, d.flags, &d.taught, e) == -1)
		return -1;
	derive(s, &d, &v, false);
	d.flags = figure_post(s, sqlite3_column_int64(st, 11),
	    sqlite3_column_int64(st, 12), d.flags, d.label);
	return sql_run(s, e, "UPDATE post SET flags = ?, label = ?, "
	    "answer = ? WHERE id = ?", "iddi", (int64_t)d.flags, (int)d.label,
	    d.answer, id);
}
