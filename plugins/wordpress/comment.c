/* SPDX-License-Identifier: ISC */

/* Comments and what they stand below; see wordpress.h. */

#include "wordpress/wordpress.h"

/* In a list such as ",1,7,": where it stands, at its comma; or NULL. */
static const char *
listed(const char *list, const char *id)
{
	size_t n = strlen(id);

	for (const char *p = list; p != NULL && (p = strstr(p, id)) != NULL;
	    p++)
		if (p[-1] == ',' && p[n] == ',')
			return p - 1;
	return NULL;
}

/* Who writes the blog's posts, speaks for it in comments, too. */
static void
add_author(struct hark_task *t, const char *id)
{
	struct state *st = t->state;
	const char *old = st->authors != NULL ? st->authors : ",";

	if (listed(old, id) == NULL && strlen(old) < MAX_LIST)
		st->authors = hark_format(t, "%s%s,", old, id);
}

/* Below posts that not everybody may read comments are no more public. */
static void
set_closed(struct hark_task *t, const char *post, bool closed)
{
	struct state *st = t->state;
	const char *old = st->closed != NULL ? st->closed : ",";
	const char *at = listed(old, post);

	if (closed == (at != NULL) || t->start->op == HARK_SCAN)
		return;
	if (!closed)
		st->closed = hark_format(t, "%.*s%s", (int)(at - old), old,
		    at + 1 + strlen(post));
	else
		/* The oldest makes room. */
		st->closed = hark_format(t, "%s%s,", strlen(old) < MAX_LIST ?
		    old : strchr(old + 1, ','), post);
	hark_keep(t, "closed", st->closed);
}

/* A guest is told by name and mail address, of which only a hash is kept. */
static const char *
guest(struct hark_task *t, const json_t *o)
{
	const struct state *st = t->state;
	const char *part[] = { st->base, hark_str(t, o, "author_email"),
	    hark_str(t, o, "author_name") };
	uint64_t h = UINT64_C(14695981039346656037);

	if (part[1] == NULL && part[2] == NULL)
		return NULL;
	/* Written as Lena one day and as lena m. the next. */
	for (size_t i = 0; i < (part[1] != NULL ? 2 : 3); i++)
		for (const char *p = part[i]; p != NULL && *p != '\0'; p++) {
			char c = *p >= 'A' && *p <= 'Z' ? *p + 32 : *p;

			h = (h ^ (unsigned char)c) * UINT64_C(1099511628211);
		}
	return hark_format(t, "guest/%016llx", (unsigned long long)h);
}

enum hark_visibility
wp_visibility(const char *status)
{
	if (hark_is(status, "approved") || hark_is(status, "approve") ||
	    hark_is(status, "publish"))
		return HARK_PUBLIC;
	/* Whoever moderates sees it, nobody else. */
	if (hark_is(status, "hold") || hark_is(status, "unapproved") ||
	    hark_is(status, "private"))
		return HARK_PRIVATE;
	return HARK_UNKNOWN;
}

static bool
removed(const char *status)
{
	return hark_is(status, "spam") || hark_is(status, "trash") ||
	    hark_is(status, "post-trashed");
}

const char *
wp_comment(struct hark_task *t, const json_t *o, enum hark_kind kind)
{
	const struct state *st = t->state;
	const char *id = wp_num(t, o, "id"), *post = wp_num(t, o, "post");
	const char *status = hark_str(t, o, "status"), *type = hark_str(t, o, "type");
	const char *author = wp_num(t, o, "author");
	const char *const us[] = { st->me, NULL };
	struct hark_post p = { .id = id, .format = HARK_HTML, .kind = kind };

	if (id == NULL || post == NULL) {
		hark_odd(t, "a comment without %s", id == NULL ? "id" : "post");
		return NULL;
	}
	/* Pingbacks, and notes of editors among themselves. */
	if (type != NULL && !hark_is(type, "comment") && !hark_is(type, "review"))
		return NULL;
	if (removed(status)) {
		hark_post(t, .id = id, .flags = HARK_POST_DELETED);
		return id;
	}
	if (author == NULL)
		p.author = guest(t, o);
	else {
		p.author = author;
		if (hark_is(st->me, author))
			p.kind = HARK_OWN;
		else if (listed(st->authors, author) != NULL) {
			p.kind = HARK_OWN;
			p.flags |= HARK_POST_STAFF;
		}
	}
	/* No handle: guests call themselves what they like. */
	p.name = hark_str(t, o, "author_name");
	p.visibility = wp_visibility(status);
	if (p.visibility > HARK_PRIVATE && listed(st->closed, post) != NULL)
		p.visibility = HARK_PRIVATE;
	p.thread = hark_format(t, "post/%s", post);
	p.parent = wp_num(t, o, "parent");
	if (p.parent == NULL) {
		p.parent = p.thread;
		if (p.kind != HARK_OWN)
			p.addressed = us;
	}
	p.url = hark_str(t, o, "link");
	p.text = hark_str(t, o, "content/rendered");
	p.created = hark_time(t, hark_str(t, o, "date_gmt"));
	hark_tell(t, &p);
	return id;
}

const char *
wp_own(struct hark_task *t, const json_t *o)
{
	struct state *st = t->state;
	const char *n = wp_num(t, o, "id"), *author = wp_num(t, o, "author");
	const char *title = hark_str(t, o, "title/rendered");
	const char *text = hark_str(t, o, "content/rendered");
	const char *status = hark_str(t, o, "status");
	struct hark_post p = { .format = HARK_HTML, .kind = HARK_OWN };
	bool locked = hark_true(t, o, "content/protected");

	if (n == NULL) {
		hark_odd(t, "a post without id");
		return NULL;
	}
	p.id = hark_format(t, "post/%s", n);
	if (removed(status)) {
		hark_post(t, .id = p.id, .flags = HARK_POST_DELETED);
		return p.id;
	}
	if (author != NULL) {
		add_author(t, author);
		if (t->start->op == HARK_SCAN && st->me == NULL) {
			st->me = author;
			hark_self(t, author, st->base, st->base);
		}
	}
	p.thread = p.id;
	p.author = author;
	p.flags = HARK_POST_STAFF;
	p.visibility = locked ? HARK_PRIVATE : wp_visibility(status);
	set_closed(t, n, p.visibility != HARK_PUBLIC);
	p.url = hark_str(t, o, "link");
	p.text = hark_format(t, "<p>%s</p>\n%s", title != NULL ? title : "",
	    text != NULL ? text : "");
	p.created = hark_time(t, hark_str(t, o, "date_gmt"));
	p.edited = hark_time(t, hark_str(t, o, "modified_gmt"));
	if (p.edited <= p.created)
		p.edited = 0;
	hark_tell(t, &p);
	return p.id;
}
