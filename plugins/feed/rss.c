/* SPDX-License-Identifier: ISC */

/* RSS 2.0 and 1.0; see feed.h. */

#include "feed/feed.h"

static void
rss_item(struct hark_task *t, const json_t *e)
{
	struct item it = {
		.id = fd_value(t, e, NULL, "guid"),
		.title = fd_value(t, e, NULL, "title"),
		.html = fd_value(t, e, CONTENT, "encoded"),
		.author = fd_value(t, e, DC, "creator"),
		.created = fd_value(t, e, NULL, "pubDate"),
		.parent = fd_attr(t, fd_child(t, e, THR, "in-reply-to"), "ref"),
	};
	const json_t *c;
	size_t i;

	/* <atom:link> stands beside <link>. */
	json_array_foreach(json_object_get(e, "children"), i, c)
		if (hark_is(hark_str(t, c, "name"), "link") &&
		    !hark_is(hark_str(t, c, "ns"), ATOM) && it.link == NULL)
			it.link = fd_trimmed(t, hark_str(t, c, "text"));
	if (it.id == NULL)
		it.id = fd_attr(t, e, RDF " about");
	if (it.html == NULL)
		it.html = fd_value(t, e, NULL, "description");
	if (it.author == NULL)
		it.author = fd_value(t, e, NULL, "author");
	if (it.created == NULL)
		it.created = fd_value(t, e, DC, "date");
	fd_report(t, &it);
}

void
fd_rss(struct hark_task *t, const json_t *root)
{
	struct state *st = t->state;
	const json_t *channel = fd_child(t, root, NULL, "channel"), *c;
	/* RSS 1.0 has its items beside the channel. */
	const json_t *from = hark_is(hark_str(t, root, "name"), "RDF") ?
	    root : channel;
	size_t i;

	st->lang = fd_value(t, channel, NULL, "language");
	json_array_foreach(json_object_get(from, "children"), i, c)
		if (hark_is(hark_str(t, c, "name"), "item"))
			rss_item(t, c);
}
