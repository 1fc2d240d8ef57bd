/* SPDX-License-Identifier: ISC */

/* The feeds of X, page by page; see x.h. */

#include "x/x.h"

/* Indexing takes half a minute as a rule. */
#define LAG	INT64_C(120000)

/* A page of the feed: by ids, or by time and a token. */
static void
ask_list(struct hark_task *t, int tag, const struct hark_span *s,
    const char *token)
{
	const struct config *cf = t->config;
	const struct state *st = t->state;
	bool found = hark_feed_is(t, "search"), own = hark_feed_is(t, "own");

	x_ask_posts(t, tag, t->start->feed->name, PAGE_ITEMS,
	    found ? cf->post : cf->owned, hark_url(t, found ?
	    x_api(t, "tweets/search/recent") : x_api(t, hark_format(t,
	    "users/%s/%s", hark_encode(t, st->me), own ? "tweets" :
	    "mentions")),
	    "query", found ? hark_format(t, "%s -is:retweet -from:%s",
	    t->start->argument, st->me) : NULL,
	    "max_results", PAGE, "since_id", s->after, "start_time",
	    s->after != NULL ? NULL : hark_format(t, "%.19sZ", hark_date(t,
	    s->since)), "until_id", s->before, "pagination_token", token,
	    "exclude", own ? "retweets" : NULL));
}

static enum hark_kind
kind(const struct hark_task *t)
{
	return hark_feed_is(t, "own") ? HARK_OWN :
	    hark_feed_is(t, "search") ? HARK_FOUND : HARK_MENTION;
}

/* --- what comes late ------------------------------------------------------ */

/*
 * What is indexed late has an older id than what was seen, and since_id never
 * shows it.  So once an hour that hour is asked for by time; what was paid for
 * on the same day costs nothing.  A day is the most that is looked back.
 */
static const char *
late(struct hark_task *t)
{
	return hark_format(t, "late/%s%s%s", t->start->feed->name,
	    t->start->argument != NULL ? "/" : "", t->start->argument != NULL ?
	    t->start->argument : "");
}

static void
looked(struct hark_task *t)
{
	hark_keep(t, late(t), hark_date(t, t->now));
	hark_done(t);
}

static void
ask_late(struct hark_task *t, const char *token)
{
	const struct state *st = t->state;

	ask_list(t, LATE, &(struct hark_span){ .since = st->late }, token);
}

static void
end_walk(struct hark_task *t)
{
	struct state *st = t->state;
	int64_t last = hark_feed_is(t, "messages") ? t->now :
	    hark_time(t, hark_kept(t, late(t)));

	if (last == 0 || last > t->now)
		looked(t);
	else if (t->now - last < HOUR)
		hark_done(t);
	else {
		st->late = (last > t->now - DAY ? last : t->now - DAY) - LAG;
		ask_late(t, NULL);
	}
}

void
x_on_late(struct hark_task *t, const struct hark_response *r)
{
	const struct config *cf = t->config;
	const json_t *j = hark_answer(t, r, NULL), *o;
	const char *next = hark_more(t, hark_str(t, j, "meta/next_token"),
	    PAGES);
	size_t i;

	x_pay(t, j, hark_feed_is(t, "search") ? cf->post : cf->owned);
	json_array_foreach(json_object_get(j, "data"), i, o)
		x_post(t, j, o, kind(t));
	if (next != NULL)
		ask_late(t, next);
	else
		looked(t);
}

/* --- what is new ---------------------------------------------------------- */

void
x_ask_page(struct hark_task *t, const struct hark_span *s)
{
	struct state *st = t->state;

	if (s == NULL) {
		end_walk(t);
		return;
	}
	st->below = s->before != NULL;
	if (hark_feed_is(t, "messages"))
		x_ask_messages(t, PAGE_OF, "dm_events", s->before);
	else
		ask_list(t, PAGE_OF, s, NULL);
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

	if (x_renamed(t, r))
		return;
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
	j = hark_answer(t, r, NULL);
	x_pay(t, j, messages ? cf->message : found ? cf->post : cf->owned);
	json_array_foreach(json_object_get(j, "data"), i, o) {
		if (!hark_walk_item(t, hark_str(t, o, "id"), hark_time(t,
		    hark_str(t, o, "created_at"))))
			continue;
		if (messages)
			x_message(t, j, o);
		else
			x_post(t, j, o, kind(t));
	}
	/* A page that is not full need not be the last. */
	next = hark_str(t, j, "meta/next_token");
	x_ask_page(t, hark_walk_next(t, next == NULL ? "" : messages ? next :
	    NULL));
}
