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

static void
go_on(struct hark_task *t)
{
	if (t->start->op == HARK_CHECK)
		yt_check_next(t);
	else
		hark_done(t);
}

/* Asked for by its id: gone, or only not approved yet? */
static void
not_there(struct hark_task *t, const char *id)
{
	const struct config *cf = t->config;
	struct state *st = t->state;

	st->id = id;
	if (cf->held && yt_video_of(id) == NULL) {
		yt_ask_held(t);
		return;
	}
	hark_missing(t, id);
	go_on(t);
}

/* Is it this one, or one of the replies shown below it? */
static bool
holds(struct hark_task *t, const json_t *o, const char *id)
{
	const json_t *list = hark_at(t, o, "replies/comments"), *r;
	bool found = hark_is(hark_str(t, o, "id"), id);
	size_t i;

	json_array_foreach(list, i, r)
		found |= hark_is(hark_str(t, r, "id"), id);
	return found;
}

void
yt_on_held(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	bool gone, all, found = false;
	const json_t *j = yt_parse(t, r, &gone), *o, *list;
	size_t i;

	list = json_object_get(j, "items");
	json_array_foreach(list, i, o)
		if (holds(t, o, st->id)) {
			yt_thread(t, o, HARK_CONTEXT, &all);
			found = true;
		}
	/* It may wait on the next page. */
	if (!found && json_is_array(list) &&
	    hark_str(t, j, "nextPageToken") == NULL)
		hark_missing(t, st->id);
	go_on(t);
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
			not_there(t, st->top);
		else
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
	if (o == NULL && (gone || json_is_array(json_object_get(j, "items")))) {
		not_there(t, id);
		return;
	}
	if (o != NULL && native != NULL)
		yt_video(t, o, HARK_CONTEXT);
	else if (o != NULL)
		yt_comment(t, o, NULL, HARK_CONTEXT);
	yt_check_next(t);
}
