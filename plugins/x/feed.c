/* SPDX-License-Identifier: ISC */

/* The feeds of X, page by page; see x.h. */

#include "x/x.h"

void
x_ask_page(struct hark_task *t, const struct hark_span *s)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	const char *query = t->start->argument, *since = NULL;
	bool found = hark_feed_is(t, "search"), own = hark_feed_is(t, "own");

	if (s == NULL) {
		hark_done(t);
		return;
	}
	st->below = s->before != NULL;
	if (s->after == NULL)
		since = hark_format(t, "%.19sZ", hark_date(t, s->since));
	if (hark_feed_is(t, "messages"))
		x_ask_messages(t, PAGE_OF, "dm_events", s->before);
	else
		x_ask_posts(t, PAGE_OF, t->start->feed->name, PAGE_ITEMS,
		    found ? cf->post : cf->owned, hark_url(t, found ?
		    x_api(t, "tweets/search/recent") : x_api(t, hark_format(t,
		    "users/%s/%s", st->me, own ? "tweets" : "mentions")),
		    "query", found ? hark_format(t, "%s -is:retweet -from:%s",
		    query, st->me) : NULL,
		    "max_results", PAGE, "since_id", s->after, "start_time",
		    since, "until_id", s->before,
		    "exclude", own ? "retweets" : NULL));
}

int64_t
x_first(const struct hark_task *t)
{
	return t->now - (hark_feed_is(t, "own") ? 7 * DAY : DAY);
}

void
x_on_page(struct hark_task *t, const struct hark_response *r)
{
	const struct config *cf = t->config;
	bool messages = hark_feed_is(t, "messages");
	bool found = hark_feed_is(t, "search");
	struct state *st = t->state;
	const json_t *j, *o;
	const char *next;
	size_t i;

	/* Its memory ends after seven days: ask for what is left. */
	if (found && r->status == 400 && t->start->cursor != NULL &&
	    !st->again) {
		st->again = true;
		x_ask_page(t, &(struct hark_span){ .since = t->now - 6 * DAY });
		return;
	}
	/* The page below is no longer there. */
	if (messages && r->status == 400 && st->below) {
		x_ask_page(t, hark_walk_next(t, ""));
		return;
	}
	j = x_parse(t, r);
	x_pay(t, j, messages ? cf->message : found ? cf->post : cf->owned);
	json_array_foreach(json_object_get(j, "data"), i, o) {
		if (!hark_walk_item(t, hark_str(t, o, "id"), hark_time(t,
		    hark_str(t, o, "created_at"))))
			continue;
		if (messages)
			x_message(t, j, o);
		else
			x_post(t, j, o, hark_feed_is(t, "own") ? HARK_OWN :
			    found ? HARK_FOUND : HARK_MENTION);
	}
	/* A page that is not full need not be the last. */
	next = hark_str(t, j, "meta/next_token");
	x_ask_page(t, hark_walk_next(t, next == NULL ? "" : messages ? next :
	    NULL));
}
