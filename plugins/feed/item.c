/* SPDX-License-Identifier: ISC */

/* Elements of XML, and items that become posts; see feed.h. */

#include "feed/feed.h"

const json_t *
fd_child(struct hark_task *t, const json_t *e, const char *ns, const char *name)
{
	const json_t *c;
	size_t i;

	json_array_foreach(json_object_get(e, "children"), i, c)
		if (hark_is(hark_str(t, c, "name"), name) &&
		    (ns == NULL || hark_is(hark_str(t, c, "ns"), ns)))
			return c;
	return NULL;
}

const char *
fd_trimmed(struct hark_task *t, const char *s)
{
	static const char space[] = " \t\r\n";
	size_t n;

	if (s == NULL)
		return NULL;
	s += strspn(s, space);
	n = strlen(s);
	while (n > 0 && strchr(space, s[n - 1]) != NULL)
		n--;
	return n > 0 ? hark_format(t, "%.*s", (int)n, s) : NULL;
}

const char *
fd_value(struct hark_task *t, const json_t *e, const char *ns, const char *name)
{
	return fd_trimmed(t, hark_str(t, fd_child(t, e, ns, name), "text"));
}

const char *
fd_attr(struct hark_task *t, const json_t *e, const char *name)
{
	return hark_str(t, json_object_get(e, "attr"), name);
}

/* The page something stands on: without what comes after "#". */
static const char *
page_of(struct hark_task *t, const char *link)
{
	return link == NULL || strchr(link, '#') == NULL ? NULL :
	    hark_format(t, "%.*s", (int)strcspn(link, "#"), link);
}

/* Relative to the document, as some write it; "urn:x" is none of these. */
static const char *
whole(struct hark_task *t, const char *link)
{
	const struct state *st = t->state;

	return link == NULL || link[strcspn(link, ":/?#")] == ':' ? link :
	    hark_join(t, st->base, link);
}

/*
 * WordPress puts "In reply to <a href="...#comment-2">Jane</a>." before a
 * comment, in the blog's language.  What comes after it, and the name; NULL:
 * there is no such thing.
 */
static const char *
after_name(struct hark_task *t, const char *s, const char **name)
{
	size_t n;

	s += strspn(s, " \t\r\n");
	s += strncmp(s, "<p>", 3) == 0 ? 3 : 0;
	n = strcspn(s, "<\n");
	if (n > 60 || strncmp(s + n, "<a href=\"", 9) != 0)
		return NULL;
	s += n + 9;
	n = strcspn(s, "\"<>\n");
	if (strstr(s, "#comment-") == NULL || strstr(s, "#comment-") > s + n ||
	    strncmp(s + n, "\">", 2) != 0)
		return NULL;
	s += n + 2;
	n = strcspn(s, "<\n");
	if (n == 0 || n > 200 || strncmp(s + n, "</a>", 4) != 0)
		return NULL;
	*name = hark_format(t, "%.*s", (int)n, s);
	s += n + 4;
	n = strcspn(s, "<\n");
	if (strncmp(s + n, "</p>", 4) == 0)
		return n > 30 ? NULL : s + n + 4;
	return n > 30 || s[n] == '<' ? NULL : s + n;
}

/* Below posts with a password stands a form instead of the comment. */
static bool
is_locked(const char *html)
{
	return html != NULL && strstr(html, "action=postpass") != NULL;
}

void
fd_report(struct hark_task *t, const struct item *it)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	struct hark_post p = { .kind = st->kind, .format = HARK_HTML };
	const char *to[] = { NULL, NULL }, *rest;

	if (is_locked(it->html))
		return;
	p.id = it->id != NULL ? it->id : it->link;
	if (p.id == NULL && (it->html != NULL || it->text != NULL))
		p.id = hark_hash(t, it->title, it->created, it->author,
		    it->html, it->text);
	if (p.id == NULL) {
		hark_odd(t, "an item with neither id nor link");
		return;
	}
	st->items++;
	if (!hark_changed(t, p.id, 0))
		st->known++;
	p.created = hark_time(t, it->created);
	p.edited = hark_time(t, it->edited);
	if (p.created == 0)
		p.created = p.edited;
	if (p.edited <= p.created)
		p.edited = 0;
	if (t->start->cursor == NULL && p.created != 0 &&
	    p.created < t->start->since)
		return;
	p.parent = it->parent;
	p.url = whole(t, it->link);
	/* Without a word about parents, a page is a conversation. */
	if (st->kind == HARK_COMMENT && p.parent == NULL)
		p.thread = page_of(t, p.url);
	p.author = p.name = it->author != NULL ? it->author : st->author;
	p.lang = it->lang != NULL ? it->lang : st->lang;
	p.visibility = cf->private_ ? HARK_PRIVATE : HARK_PUBLIC;
	p.text = it->html != NULL ? it->html :
	    it->text != NULL ? hark_html(t, it->text) : "";
	rest = st->kind == HARK_COMMENT ? after_name(t, p.text, &to[0]) : NULL;
	if (rest != NULL) {
		p.text = rest;
		p.addressed = to;
	}
	/* A comment's title is only "Comment on ... by ...". */
	if (it->title != NULL && (st->kind != HARK_COMMENT || *p.text == '\0'))
		p.text = hark_format(t, "<p>%s</p>\n%s", it->title, p.text);
	hark_tell(t, &p);
}
