/* SPDX-License-Identifier: ISC */

/* Answers that a person wrote, on their way to X; see x.h. */

#include "x/x.h"

static bool
letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Addresses cost thirteen times as much, written with https:// or without. */
static bool
has_link(const char *s)
{
	for (const char *p = s; (p = strchr(p, '.')) != NULL; p++)
		if (p != s && p[-1] != ' ' && p[-1] != '.' && letter(p[1]) &&
		    letter(p[2]))
			return true;
	return strstr(s, "://") != NULL;
}

void
x_reply(struct hark_task *t)
{
	const struct config *cf = t->config;
	const struct hark_post *to = t->start->parent;
	const char *said = hark_quote(t, t->start->text), *path, *body;
	bool private = x_is_message(to->id);
	int64_t cost = has_link(t->start->text) ? cf->link : cf->reply;

	if (!private && t->start->visibility < HARK_PUBLIC)
		hark_fail(t, HARK_E_CONFIG, "a reply on X is public, and this "
		    "must not be");
	if (private) {
		path = x_talk(t, to->id, "messages");
		body = hark_format(t, "{\"text\":%s}", said);
	} else {
		path = "tweets";
		body = hark_format(t, "{\"text\":%s,\"reply\":"
		    "{\"in_reply_to_tweet_id\":%s}}", said,
		    hark_quote(t, to->id));
	}
	hark_request(t, .tag = REPLIED, .method = "POST",
	    .url = x_api(t, path), .type = "application/json", .body = body,
	    .cost = private ? cf->answer : cost, .quota = "replies");
}

static const struct hark_refusal refusals[] = {
	{ .status = 403, .says = "duplicate", .error = HARK_E_CONFIG,
	  .words = "X has that reply already: {why}" },
	{ .status = 403, .error = HARK_E_SCOPE, .words = "X does not let "
	  "programs answer this, but only where somebody calls on the account: "
	  "answer in the app: {why}" },
	{ .status = 400, .error = HARK_E_CONFIG,
	  .words = "the reply is refused: {why}" },
	{ .error = 0 }
};

void
x_on_replied(struct hark_task *t, const struct hark_response *r)
{
	const struct hark_post *to = t->start->parent;
	const struct state *st = t->state;
	bool private = x_is_message(to->id);
	const char *thread = to->thread != NULL ? to->thread : to->id, *id;
	const json_t *j;

	hark_refused(t, r, refusals);
	j = hark_at(t, hark_answer(t, r, NULL), "data");
	id = hark_str(t, j, private ? "dm_event_id" : "id");
	hark_posted(t, .id = id == NULL || !private ? id : hark_format(t,
	    "%s/%s", thread, id), .thread = thread,
	    .parent = private ? NULL : to->id,
	    .author = st->me, .text = t->start->text, .created = t->now,
	    .url = private ? NULL : hark_format(t,
	    "https://x.com/i/status/%s", id), .kind = HARK_OWN,
	    .visibility = private ? HARK_PRIVATE : HARK_PUBLIC);
	hark_done(t);
}
