/* SPDX-License-Identifier: ISC */

/* JSON Feed; see feed.h. */

#include "feed/feed.h"

static const char *
json_author(struct hark_task *t, const json_t *o)
{
	const char *name = hark_str(t, o, "authors/0/name");

	return name != NULL ? name : hark_str(t, o, "author/name");
}

void
fd_json(struct hark_task *t, const json_t *root)
{
	struct state *st = t->state;
	const json_t *list = json_object_get(root, "items"), *o;
	size_t i;

	if (!json_is_array(list)) {
		hark_fail(t, HARK_E_PROTOCOL, "JSON, but no feed");
		return;
	}
	st->lang = hark_str(t, root, "language");
	st->author = json_author(t, root);
	json_array_foreach(list, i, o) {
		struct item it = { .id = hark_str(t, o, "id"), .link = hark_str(t, o, "url"),
			.html = hark_str(t, o, "content_html"),
			.text = hark_str(t, o, "content_text"),
			.author = json_author(t, o), .lang = hark_str(t, o, "language"),
			.created = hark_str(t, o, "date_published"),
			.edited = hark_str(t, o, "date_modified") };

		if (it.link == NULL)
			it.link = hark_str(t, o, "external_url");
		if (it.text == NULL)
			it.text = hark_str(t, o, "summary");
		if (hark_str(t, o, "title") != NULL)
			it.title = hark_html(t, hark_str(t, o, "title"));
		fd_report(t, &it);
	}
}
