/* SPDX-License-Identifier: ISC */

/* Atom; see feed.h. */

#include "feed/feed.h"

/* The words of XHTML; blocks become lines. */
static const char *
words(struct hark_task *t, const json_t *e, const char *so_far)
{
	const json_t *list = json_object_get(e, "children"), *c;
	const char *name = hark_str(t, e, "name");
	size_t i;

	if (json_is_string(e))
		return hark_format(t, "%s%s", so_far, json_string_value(e));
	if (list == NULL && hark_str(t, e, "text") != NULL)
		so_far = hark_format(t, "%s%s", so_far, hark_str(t, e, "text"));
	json_array_foreach(list, i, c) {
		/* A hostile document must not grow with its square. */
		if (strlen(so_far) > 65536)
			break;
		so_far = words(t, c, so_far);
	}
	if (hark_is(name, "p") || hark_is(name, "br") || hark_is(name, "li") ||
	    hark_is(name, "div") || hark_is(name, "blockquote"))
		so_far = hark_format(t, "%s\n", so_far);
	return so_far;
}

/* A text construct, as HTML. */
static const char *
atom_text(struct hark_task *t, const json_t *e)
{
	const char *type = fd_attr(t, e, "type");

	if (e == NULL)
		return NULL;
	if (hark_is(type, "xhtml"))
		return hark_html(t, words(t, e, ""));
	if (hark_str(t, e, "text") == NULL)
		return NULL;
	return hark_is(type, "html") || hark_is(type, "text/html") ?
	    hark_str(t, e, "text") : hark_html(t, hark_str(t, e, "text"));
}

static const char *
atom_link(struct hark_task *t, const json_t *e)
{
	const json_t *c;
	size_t i;

	json_array_foreach(json_object_get(e, "children"), i, c) {
		const char *rel = fd_attr(t, c, "rel");

		if (hark_is(hark_str(t, c, "name"), "link") &&
		    hark_is(hark_str(t, c, "ns"), ATOM) &&
		    (rel == NULL || hark_is(rel, "alternate")) &&
		    fd_attr(t, c, "href") != NULL)
			return fd_attr(t, c, "href");
	}
	return NULL;
}

static void
atom_entry(struct hark_task *t, const json_t *e)
{
	const json_t *parent = fd_child(t, e, THR, "in-reply-to");
	struct item it = {
		.id = fd_value(t, e, ATOM, "id"),
		.link = atom_link(t, e),
		.title = atom_text(t, fd_child(t, e, ATOM, "title")),
		.html = atom_text(t, fd_child(t, e, ATOM, "content")),
		.author = fd_value(t, fd_child(t, e, ATOM, "author"), ATOM, "name"),
		.lang = fd_attr(t, e, "xml:lang"),
		.parent = fd_attr(t, parent, "ref"),
		.created = fd_value(t, e, ATOM, "published"),
		.edited = fd_value(t, e, ATOM, "updated"),
	};

	if (it.html == NULL)
		it.html = atom_text(t, fd_child(t, e, ATOM, "summary"));
	fd_report(t, &it);
}

void
fd_atom(struct hark_task *t, const json_t *root)
{
	struct state *st = t->state;
	const json_t *c;
	size_t i;

	st->lang = fd_attr(t, root, "xml:lang");
	if (fd_attr(t, root, "xml:base") != NULL)
		st->base = hark_join(t, st->base, fd_attr(t, root, "xml:base"));
	st->author = fd_value(t, fd_child(t, root, ATOM, "author"), ATOM, "name");
	json_array_foreach(json_object_get(root, "children"), i, c)
		if (hark_is(hark_str(t, c, "name"), "entry"))
			atom_entry(t, c);
}
