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
	const char *why = "", *words = hark_reason(t, r, "error/message");
	const struct state *st = t->state;
	json_t *list;

	*gone = false;
	if (hark_ok(r))
		return hark_answer(t, r, "error/message");
	list = r->body[0] == '{' && strstr(r->type, "json") != NULL ?
	    json_object_get(json_object_get(hark_json(t, r), "error"),
	    "errors") : NULL;
	if (hark_str(t, json_array_get(list, 0), "reason") != NULL)
		why = hark_str(t, json_array_get(list, 0), "reason");
	/*
	 * Or the list has changed and we cannot go on below; "replies" finds
	 * what was there.
	 */
	*gone = list != NULL && ((r->status == 404 &&
	    !hark_is(why, "channelNotFound")) ||
	    (r->status == 400 && st->below));
	if (*gone)
		return NULL;
	if (hark_is(why, "quotaExceeded") ||
	    hark_is(why, "dailyLimitExceeded")) {
		hark_spent(t, NULL, HARK_ALL);
		hark_fail(t, HARK_E_LATER, "the project's units for today are "
		    "used up: %s", words);
	} else if (hark_is(why, "rateLimitExceeded") ||
	    hark_is(why, "userRateLimitExceeded") ||
	    hark_is(why, "processingFailure"))
		hark_fail(t, HARK_E_LATER, "%s", words);
	else if (hark_is(why, "commentsDisabled"))
		hark_fail(t, HARK_E_GONE_POST, "comments are off: %s", words);
	else if (hark_is(why, "channelNotFound"))
		hark_fail(t, HARK_E_GONE_ACCOUNT, "no such channel: %s", words);
	else if (r->status == 400 && (hark_is(why, "badRequest") ||
	    hark_is(why, "keyInvalid")))
		hark_fail(t, HARK_E_AUTH, "the key is refused: %s", words);
	else
		hark_answer(t, r, "error/message");
	return NULL;
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
