/* SPDX-License-Identifier: ISC */
#ifndef YOUTUBE_H
#define YOUTUBE_H

/* youtube.h - what the parts of this plugin know of each other. */

#include "hark.h"

#define PAGES		20
#define MONTH		(INT64_C(30) * 86400000)
#define WATCH		"https://www.youtube.com/watch?v="

struct config {
	const char *api, *login, *channel, *key;
	const char *client_id, *client_secret, *refresh_token;
	const char *const *keywords;
	bool held;
	int64_t budget, search_budget, read, write, search;
};

struct state {
	const char *me;			/* the channel's id */
	const char *top, *page;		/* the thread that is read; its page */
	const char *root;		/* the video of that thread */
	const char *id;			/* of a CHECK */
	bool below;			/* it is not the first page */
};

/* What a response answers. */
enum { CHANNEL, PAGE, THREAD, BELOW, CHECKED, HELD, REPLIED };

/* --- ask.c ----------------------------------------------------------------- */

const char *yt_api(struct hark_task *, const char *path);
void	yt_ask(struct hark_task *, int tag, const char *url);
/* One thing by its id: of a comment also "id", and its text without HTML. */
void	yt_ask_id(struct hark_task *, int tag, const char *path,
	    const char *part, const char *id);
/*
 * The JSON of a good answer; NULL, and the task has failed, if it is none.
 * "gone" is a good answer without items.
 */
json_t *yt_parse(struct hark_task *, const struct hark_response *r,
	    bool *gone);
/* The one with this id of an answer's items; NULL if it is not among them. */
const json_t *yt_item(struct hark_task *, const json_t *j, const char *id);

/* --- comment.c ------------------------------------------------------------- */

const char *yt_video_of(const char *id);
/* Report a comment; its id, NULL if it is none.  video: where it stands. */
const char *yt_comment(struct hark_task *, const json_t *o, const char *video,
	    enum hark_kind kind);
/* Report a topmost comment and the replies beside it; its id, or NULL. */
const char *yt_thread(struct hark_task *, const json_t *o, enum hark_kind
	    kind, bool *all);
/* Report a video: of the list of uploads, found by a search, or by its id. */
void	yt_video(struct hark_task *, const json_t *o, enum hark_kind kind);

/* --- feed.c ---------------------------------------------------------------- */

void	yt_ask_page(struct hark_task *, const struct hark_span *s);
void	yt_on_page(struct hark_task *, const struct hark_response *r);
/* What waits for approval is not shown by its id, but in a list of its own. */
void	yt_ask_held(struct hark_task *);

/* --- thread.c -------------------------------------------------------------- */

/* The topmost comment's id is what stands before the point. */
const char *yt_top_of(struct hark_task *, const char *id);
/* The beginning: a video, or a topmost comment with some of its replies. */
void	yt_on_thread(struct hark_task *, const struct hark_response *r);
void	yt_on_below(struct hark_task *, const struct hark_response *r);
void	yt_check_next(struct hark_task *);
void	yt_on_checked(struct hark_task *, const struct hark_response *r);
void	yt_on_held(struct hark_task *, const struct hark_response *r);

/* --- reply.c --------------------------------------------------------------- */

void	yt_reply(struct hark_task *);
void	yt_on_replied(struct hark_task *, const struct hark_response *r);

#endif
