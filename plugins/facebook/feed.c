/* SPDX-License-Identifier: ISC */

/* The feeds of Facebook, page by page; see facebook.h. */

#include "facebook/facebook.h"

void
fb_ask_list(struct hark_task *t)
{
	struct state *st = t->state;
	const char *limit = hark_format(t, "%lld", (long long)st->limit);

	if (hark_feed_is(t, "messages"))
		fb_ask_many(t, MESSAGES, hark_url(t, fb_graph(t, st->me,
		    "/conversations"), "platform", "messenger", "fields",
		    "id,updated_time,link,messages.limit(20){id,created_time,"
		    "from,message}", "limit", limit, "after", st->after));
	else if (hark_feed_is(t, "posts"))
		fb_ask_many(t, LIST, hark_url(t,
		    fb_graph(t, st->me, "/published_posts"), "fields",
		    POST_FIELDS ",comments.filter(stream).order("
		    "reverse_chronological).summary(true).limit(25){"
		    COMMENT_FIELDS "}", "limit", limit, "after", st->after));
	else
		fb_ask_many(t, LIST, hark_url(t, fb_graph(t, st->me,
		    hark_feed_is(t, "tagged") ? "/tagged" : "/visitor_posts"),
		    "fields", POST_FIELDS ",comments.summary(true).limit(0)",
		    "limit", limit, "after", st->after));
}

/* The end of a poll: is anything kept from us? */
static void
finish(struct hark_task *t)
{
	const struct state *st = t->state;
	const char *was = hark_kept(t, "hidden");
	bool hidden = hark_feed_is(t, "posts") && st->claimed >= 3 &&
	    st->shown == 0;
	int n = !hidden ? 0 : was == NULL ? 1 : was[0] - '0' + 1;

	if (n > HIDDEN)
		n = HIDDEN;
	if (hark_feed_is(t, "posts") && n != (was != NULL ? was[0] - '0' : 0))
		hark_keep(t, "hidden", hark_format(t, "%d", n));
	hark_counted(t);
	if (n == HIDDEN)
		hark_fail(t, HARK_E_HIDDEN, "Facebook counts %lld comments and "
		    "shows none: the token lacks pages_read_user_content, or "
		    "whoever made it lacks the task MODERATE",
		    (long long)st->claimed);
	hark_done(t);
}

bool
fb_more(struct hark_task *t, const json_t *j, int64_t pages)
{
	struct state *st = t->state;

	st->after = hark_str(t, j, "paging/next") == NULL ? NULL :
	    hark_more(t, hark_str(t, j, "paging/cursors/after"), pages);
	return st->after != NULL;
}

static const struct hark_refusal no_page[] = {
	{ .error = HARK_E_GONE_ACCOUNT,
	  .words = "the Page is not there: {why}" },
	{ .error = 0 }
};

void
fb_on_list(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const json_t *j, *o, *c, *list, *comments;
	const char *id;
	int64_t total;
	size_t i, k;

	if (fb_once_more(t, r)) {
		fb_ask_list(t);
		return;
	}
	if (fb_gone(t, r))
		hark_refused(t, r, no_page);
	j = hark_answer(t, r, NULL);
	list = json_object_get(j, "data");
	json_array_foreach(list, i, o) {
		id = fb_post(t, o, hark_feed_is(t, "posts") ? HARK_OWN :
		    HARK_MENTION);
		if (id == NULL)
			continue;
		total = hark_int(t, o, "comments/summary/total_count");
		comments = hark_at(t, o, "comments/data");
		st->claimed += total;
		st->shown += (int64_t)json_array_size(comments);
		json_array_foreach(comments, k, c)
			fb_comment(t, c, id, HARK_COMMENT);
		/* More comments than were shown: another number than before? */
		if (total > (int64_t)json_array_size(comments) &&
		    hark_changed(t, id, total))
			hark_want(t, HARK_THREAD, id);
	}
	if (fb_more(t, j, ALL_POSTS))
		fb_ask_list(t);
	else
		finish(t);
}

void
fb_on_messages(struct hark_task *t, const struct hark_response *r)
{
	const json_t *o, *m, *list;
	const char *id, *link;
	size_t i, k;

	if (fb_once_more(t, r)) {
		fb_ask_list(t);
		return;
	}
	list = fb_gone(t, r) ? NULL : hark_at(t, hark_answer(t, r, NULL),
	    "data");
	json_array_foreach(list, i, o) {
		id = hark_str(t, o, "id");
		link = hark_str(t, o, "link");
		if (link != NULL && link[0] == '/')
			link = hark_format(t, "https://www.facebook.com%s",
			    link);
		json_array_foreach(hark_at(t, o, "messages/data"), k, m)
			fb_message(t, m, id, link);
	}
	finish(t);
}
