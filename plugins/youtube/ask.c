/* SPDX-License-Identifier: ISC */

/* Asking YouTube, and answers that are none; see youtube.h. */

#include "youtube/youtube.h"

const char *
yt_api(struct hark_task *t, const char *path)
{
	const struct config *cf = t->config;

	return hark_format(t, "%s/youtube/v3/%s", cf->api, path);
}

void
yt_ask(struct hark_task *t, int tag, const char *url)
{
	const struct config *cf = t->config;

	hark_request(t, .url = url, .tag = tag, .cost = cf->read);
}

void
yt_ask_id(struct hark_task *t, int tag, const char *path, const char *part,
    const char *id)
{
	yt_ask(t, tag, hark_url(t, yt_api(t, path), "part", part, "id", id,
	    "textFormat", part[0] == 'i' ? "plainText" : NULL));
}

json_t *
yt_parse(struct hark_task *t, const struct hark_response *r, bool *gone)
{
	const struct state *st = t->state;

	/*
	 * Or the list has changed and we cannot go on below; "replies" finds
	 * what was there.
	 */
	*gone = hark_absent(t, r) || (r->status == 400 && st->below &&
	    hark_code(t, r) != NULL);
	return *gone ? NULL : hark_answer(t, r, NULL);
}

const json_t *
yt_item(struct hark_task *t, const json_t *j, const char *id)
{
	const json_t *o;
	size_t i;

	json_array_foreach(json_object_get(j, "items"), i, o)
		if (hark_is(hark_str(t, o, "id"), id))
			return o;
	return NULL;
}
