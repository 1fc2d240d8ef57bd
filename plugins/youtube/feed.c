/* SPDX-License-Identifier: ISC */

/* The feeds of YouTube, page by page; see youtube.h. */

#include "youtube/youtube.h"

static void
ask_threads(struct hark_task *t, int tag, bool held, const char *page)
{
	const struct state *st = t->state;

	yt_ask(t, tag, hark_url(t, yt_api(t, "commentThreads"), "part",
	    "snippet,replies", "allThreadsRelatedToChannelId", st->me,
	    "moderationStatus", held ? "heldForReview" : NULL, "order", "time",
	    "textFormat", "plainText", "maxResults", "100", "pageToken",
	    page));
}

void
yt_ask_held(struct hark_task *t)
{
	ask_threads(t, HELD, true, NULL);
}

void
yt_ask_page(struct hark_task *t, const struct hark_span *s)
{
	const struct config *cf = t->config;
	struct state *st = t->state;

	st->below = s != NULL && s->before != NULL;
	if (s == NULL)
		hark_done(t);
	else if (hark_feed_is(t, "own"))
		/* The list of uploads is named after the channel. */
		yt_ask(t, PAGE, hark_url(t, yt_api(t, "playlistItems"), "part",
		    "snippet,status", "playlistId", hark_format(t, "UU%s",
		    st->me + 2), "maxResults", "50", "pageToken", s->before));
	else if (hark_feed_is(t, "search"))
		hark_request(t, .tag = PAGE, .budget = 1, .cost = cf->search,
		    .url = hark_url(t, yt_api(t, "search"), "part", "snippet",
		    "q", t->start->argument, "type", "video", "order", "date",
		    "maxResults", "50", "pageToken", s->before));
	else
		ask_threads(t, PAGE, hark_feed_is(t, "held"), s->before);
}

/* A page of the month: late replies, edits, and what was missed. */
static void
on_month(struct hark_task *t, const json_t *j)
{
	const char *below = hark_str(t, j, "nextPageToken"), *id;
	const json_t *o;
	bool more = true, all;
	size_t i;

	json_array_foreach(json_object_get(j, "items"), i, o) {
		if (hark_time(t, hark_str(t, o, "snippet/topLevelComment/"
		    "snippet/publishedAt")) < t->now - MONTH)
			more = false;
		else if ((id = yt_thread(t, o, HARK_COMMENT, &all)) != NULL &&
		    !all && hark_changed(t, id, hark_int(t, o,
		    "snippet/totalReplyCount")))
			hark_want(t, HARK_THREAD, id);
	}
	below = more ? hark_more(t, below, PAGES) : NULL;
	if (below != NULL) {
		yt_ask_page(t, &(struct hark_span){ .before = below });
		return;
	}
	hark_counted(t);
	hark_done(t);
}

void
yt_on_page(struct hark_task *t, const struct hark_response *r)
{
	const char *below, *id;
	const json_t *j, *o, *s;
	bool gone, all;
	size_t i;

	/* A channel that never had a video has no list of them. */
	j = yt_parse(t, r, &gone);
	if (hark_feed_is(t, "replies")) {
		on_month(t, j);
		return;
	}
	json_array_foreach(json_object_get(j, "items"), i, o) {
		s = json_object_get(o, "snippet");
		id = hark_str(t, s, "resourceId/videoId");
		if (hark_feed_is(t, "search"))
			id = hark_str(t, o, "id/videoId");
		else if (!hark_feed_is(t, "own")) {
			id = hark_str(t, o, "id");
			s = hark_at(t, s, "topLevelComment/snippet");
		}
		if (!hark_walk_item(t, id, hark_time(t, hark_str(t, s,
		    "publishedAt"))))
			continue;
		if (hark_feed_is(t, "own") || hark_feed_is(t, "search"))
			yt_video(t, o, hark_feed_is(t, "own") ? HARK_OWN :
			    HARK_FOUND);
		else
			yt_thread(t, o, HARK_COMMENT, &all);
	}
	below = hark_str(t, j, "nextPageToken");
	yt_ask_page(t, hark_walk_next(t, below != NULL ? below : ""));
}
