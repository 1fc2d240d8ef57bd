/* SPDX-License-Identifier: ISC */

/* Comments and what they stand below; see youtube.h. */

#include "youtube/youtube.h"

const char *
yt_video_of(const char *id)
{
	return strncmp(id, "video/", 6) == 0 && id[6] != '\0' ? id + 6 : NULL;
}

static enum hark_visibility
visibility(const char *status)
{
	if (status == NULL || hark_is(status, "public") ||
	    hark_is(status, "published"))
		return HARK_PUBLIC;
	return hark_is(status, "unlisted") ? HARK_UNLISTED : HARK_PRIVATE;
}

const char *
yt_comment(struct hark_task *t, const json_t *o, const char *video,
    enum hark_kind kind)
{
	const struct state *st = t->state;
	const json_t *s = json_object_get(o, "snippet");
	const char *status = hark_str(t, s, "moderationStatus");
	const char *us[] = { st->me, NULL };
	struct hark_post p = {
		.id = hark_str(t, o, "id"),
		.author = hark_str(t, s, "authorChannelId/value"),
		.handle = hark_str(t, s, "authorDisplayName"),
		.text = hark_str(t, s, "textDisplay"),
		.created = hark_time(t, hark_str(t, s, "publishedAt")),
		.edited = hark_time(t, hark_str(t, s, "updatedAt")),
		.parent = hark_str(t, s, "parentId"),
		.visibility = visibility(status),
		.kind = kind,
	};

	if (p.id == NULL || !json_is_object(s)) {
		hark_odd(t, "a comment without %s", p.id == NULL ? "id" :
		    "anything in it");
		return NULL;
	}
	if (hark_is(status, "rejected")) {
		hark_post(t, .id = p.id, .flags = HARK_POST_DELETED);
		return p.id;
	}
	if (video == NULL)
		video = hark_str(t, s, "videoId");
	if (video != NULL) {
		p.thread = hark_format(t, "video/%s", video);
		p.url = hark_format(t, WATCH "%s&lc=%s", video, p.id);
	}
	if (hark_is(p.author, st->me))
		p.kind = HARK_OWN;
	if (p.parent == NULL) {
		p.parent = p.thread;
		if (p.kind != HARK_OWN && st->me != NULL)
			p.addressed = us;
	}
	if (p.handle != NULL)
		p.name = p.handle + (p.handle[0] == '@');
	if (p.edited <= p.created)
		p.edited = 0;
	hark_tell(t, &p);
	return p.id;
}

const char *
yt_thread(struct hark_task *t, const json_t *o, enum hark_kind kind, bool *all)
{
	const json_t *s = json_object_get(o, "snippet"), *r;
	const char *video = hark_str(t, s, "videoId"), *id;
	const json_t *list = hark_at(t, o, "replies/comments");
	size_t i;

	id = yt_comment(t, json_object_get(s, "topLevelComment"), video, kind);
	json_array_foreach(list, i, r)
		yt_comment(t, r, video, kind);
	*all = hark_int(t, s, "totalReplyCount") <=
	    (int64_t)json_array_size(list);
	return id;
}

void
yt_video(struct hark_task *t, const json_t *o, enum hark_kind kind)
{
	const struct state *st = t->state;
	const json_t *s = json_object_get(o, "snippet");
	const char *id = hark_str(t, s, "resourceId/videoId");
	const char *title = hark_str(t, s, "title");
	const char *text = hark_str(t, s, "description"), *author;

	if (id == NULL)
		id = hark_str(t, o, "id/videoId");
	if (id == NULL)
		id = hark_str(t, o, "id");
	if (id == NULL || title == NULL) {
		hark_odd(t, "a video without %s", id == NULL ? "id" : "title");
		return;
	}
	author = hark_str(t, s, "channelId");
	id = hark_format(t, "video/%s", id);
	hark_post(t, .id = id, .thread = id, .author = author,
	    .name = hark_str(t, s, "channelTitle"),
	    .url = hark_format(t, WATCH "%s", id + 6),
	    .text = hark_format(t, "%s\n%s", title, text != NULL ? text : ""),
	    .lang = hark_str(t, s, "defaultAudioLanguage"),
	    .created = hark_time(t, hark_str(t, s, "publishedAt")),
	    .kind = hark_is(author, st->me) ? HARK_OWN : kind,
	    .visibility = visibility(hark_str(t, o, "status/privacyStatus")));
}
