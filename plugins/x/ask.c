/* SPDX-License-Identifier: ISC */

/* Asking X, and answers that are none; see x.h. */

#include "x/x.h"

/* --- small things ---------------------------------------------------------- */

bool
x_is_message(const char *id)
{
	return strncmp(id, "dm/", 3) == 0;
}

int64_t
x_order(const char *id)
{
	return hark_order(x_is_message(id) ? strrchr(id, '/') + 1 : id);
}

const json_t *
x_user(struct hark_task *t, const json_t *answer, const char *id)
{
	const json_t *list = hark_at(t, answer, "includes/users"), *u;
	size_t i;

	json_array_foreach(list, i, u)
		if (hark_is(hark_str(t, u, "id"), id))
			return u;
	return NULL;
}

void
x_pay(struct hark_task *t, const json_t *answer, int64_t price)
{
	const struct config *cf = t->config;
	const json_t *list = json_object_get(answer, "data"), *o;
	size_t i;

	hark_spent(t, NULL, 0);
	json_array_foreach(list, i, o)
		if (hark_str(t, o, "id") != NULL)
			hark_spent(t, hark_str(t, o, "id"), price);
	if (json_is_object(list))
		hark_spent(t, hark_str(t, list, "id"), price);
	list = hark_at(t, answer, "includes/users");
	json_array_foreach(list, i, o)
		if (hark_str(t, o, "id") != NULL)
			hark_spent(t, hark_format(t, "@%s", hark_str(t, o,
			    "id")), cf->user);
}

/* --- asking and being answered --------------------------------------------- */

const char *
x_api(struct hark_task *t, const char *path)
{
	const struct config *cf = t->config;

	return hark_format(t, "%s/2/%s", cf->api, path);
}

static bool
says_post(struct hark_task *t)
{
	return hark_is(hark_kept(t, "word"), "post");
}

bool
x_renamed(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	bool post = says_post(t);

	if (r->status != 400 || st->renamed ||
	    strstr(r->body, post ? "post.fields" : "tweet.fields") == NULL)
		return false;
	st->renamed = true;
	hark_keep(t, "word", post ? "tweet" : "post");
	x_begin(t);
	return true;
}

void
x_ask_posts(struct hark_task *t, int tag, const char *quota, int n,
    int64_t price, const char *url)
{
	const struct config *cf = t->config;
	bool own = hark_feed_is(t, "own"), post = says_post(t);

	hark_request(t, .tag = tag, .quota = quota,
	    .cost = n * (price + (own ? 0 : cf->user)), .url = hark_url(t, url,
	    post ? "post.fields" : "tweet.fields", post ? FIELDS("post") :
	    FIELDS("tweet"), "expansions", own ? NULL : "author_id",
	    "user.fields", own ? NULL : "name,protected,username"));
}

const char *
x_talk(struct hark_task *t, const char *id, const char *what)
{
	return hark_format(t, "dm_conversations/%s/%s", hark_encode(t,
	    hark_format(t, "%.*s", (int)strcspn(id + 3, "/"), id + 3)), what);
}

void
x_ask_messages(struct hark_task *t, int tag, const char *path, const char *page)
{
	const struct config *cf = t->config;

	hark_request(t, .tag = tag, .quota = "messages",
	    .cost = 10 * (cf->message + cf->user), .url = hark_url(t,
	    x_api(t, path), "max_results", MESSAGES, "event_types",
	    "MessageCreate", "dm_event.fields", "id,text,event_type,"
	    "created_at,dm_conversation_id,sender_id", "expansions",
	    "sender_id", "user.fields", "name,username", "pagination_token",
	    page));
}
