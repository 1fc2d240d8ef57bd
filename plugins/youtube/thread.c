/* SPDX-License-Identifier: ISC */

/* Threads of YouTube, and single posts looked at again; see youtube.h. */

#include "youtube/youtube.h"

const char *
yt_top_of(struct hark_task *t, const char *id)
{
	return hark_format(t, "%.*s", (int)strcspn(id, "."), id);
}

static void
ask_below(struct hark_task *t)
{
	const struct state *st = t->state;
	bool root = yt_video_of(st->top) != NULL;

	yt_ask(t, BELOW, hark_url(t,
	    yt_api(t, root ? "commentThreads" : "comments"), "part",
	    root ? "snippet,replies" : "id,snippet",
	    "videoId", yt_video_of(st->top), "parentId", root ? NULL : st->top,
	    "maxResults", "100", "textFormat", "plainText",
	    "pageToken", st->page));
}

void
yt_on_thread(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	bool gone, all = true, root = yt_video_of(st->top) != NULL;
	json_t *j = yt_parse(t, r, &gone);
	const json_t *o = yt_item(t, j, root ? yt_video_of(st->top) : st->top);

	if (o == NULL) {
		if (j == NULL ? gone : json_is_array(json_object_get(j,
		    "items")))
			hark_missing(t, st->top);
		hark_done(t);
		return;
	}
	if (root)
		yt_video(t, o, HARK_CONTEXT);
	else {
		st->root = hark_copy(t, hark_str(t, o, "snippet/videoId"));
		yt_thread(t, o, HARK_CONTEXT, &all);
	}
	if (root || !all)
		ask_below(t);
	else
		hark_done(t);
}

void
yt_on_below(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	bool gone, all;
	const json_t *j = yt_parse(t, r, &gone), *o;
	const char *next = hark_str(t, j, "nextPageToken"), *id;
	size_t i;

	json_array_foreach(json_object_get(j, "items"), i, o) {
		if (yt_video_of(st->top) == NULL)
			yt_comment(t, o, st->root, HARK_CONTEXT);
		else if ((id = yt_thread(t, o, HARK_CONTEXT, &all)) != NULL &&
		    !all)
			hark_want(t, HARK_THREAD, id);
	}
	if ((st->page = hark_more(t, next, PAGES)) != NULL)
		ask_below(t);
	else
		hark_done(t);
}

void
yt_check_next(struct hark_task *t)
{
	const char *id = hark_next(t);
	struct state *st = t->state;

	st->id = id;
	if (id == NULL)
		return;
	if (yt_video_of(id) != NULL)
		yt_ask_id(t, CHECKED, "videos", "snippet,status",
		    yt_video_of(id));
	else
		yt_ask_id(t, CHECKED, "comments", "id,snippet", id);
}

void
yt_on_checked(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const char *id = st->id, *native = yt_video_of(id);
	bool gone;
	const json_t *j = yt_parse(t, r, &gone), *o;

	o = yt_item(t, j, native != NULL ? native : id);
	if (o == NULL && (gone || json_is_array(json_object_get(j, "items"))))
		hark_missing(t, id);
	else if (o != NULL && native != NULL)
		yt_video(t, o, HARK_CONTEXT);
	else if (o != NULL)
		yt_comment(t, o, NULL, HARK_CONTEXT);
	yt_check_next(t);
}
