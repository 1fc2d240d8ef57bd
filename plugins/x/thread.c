/* SPDX-License-Identifier: ISC */

/* Threads of X, and single posts looked at again; see x.h. */

#include "x/x.h"

void
x_on_post(struct hark_task *t, const struct hark_response *r)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	const char *id = t->start->ids[0];
	const json_t *j, *o, *e;
	const char *last;
	size_t i;

	if (x_renamed(t, r))
		return;
	j = hark_answer(t, r, NULL);
	x_pay(t, j, cf->post);
	o = hark_at(t, j, "data/0");
	/* By its first id the first version comes; its words are not theirs. */
	i = json_array_size(x_versions(o));
	last = i == 0 ? NULL :
	    json_string_value(json_array_get(x_versions(o), i - 1));
	if (last != NULL && !hark_is(last, hark_str(t, o, "id")) &&
	    !st->again) {
		st->again = true;
		x_ask_posts(t, POST, "posts", 1, cf->post, hark_url(t,
		    x_api(t, "tweets"), "ids", last));
		return;
	}
	json_array_foreach(json_object_get(j, "errors"), i, e)
		if (o == NULL && hark_str(t, e, "type") != NULL &&
		    strstr(hark_str(t, e, "type"), "resource-not-found"))
			hark_missing(t, id);
	if (o == NULL || x_post(t, j, o, HARK_CONTEXT) == NULL ||
	    (st->root = hark_copy(t, hark_str(t, o, "conversation_id"))) ==
	    NULL) {
		hark_done(t);
		return;
	}
	x_ask_posts(t, AROUND, "thread", PAGE_ITEMS, cf->post,
	    hark_url(t, x_api(t, "tweets/search/recent"), "query",
	    hark_format(t, "conversation_id:%s", st->root), "max_results",
	    PAGE));
}

void
x_on_around(struct hark_task *t, const struct hark_response *r)
{
	const struct config *cf = t->config;
	const json_t *j = hark_answer(t, r, NULL), *o;
	size_t i;

	x_pay(t, j, x_is_message(t->start->ids[0]) ? cf->message : cf->post);
	json_array_foreach(json_object_get(j, "data"), i, o) {
		if (x_is_message(t->start->ids[0]))
			x_message(t, j, o);
		else
			x_post(t, j, o, HARK_CONTEXT);
	}
	hark_done(t);
}
