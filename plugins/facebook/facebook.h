/* SPDX-License-Identifier: ISC */
#ifndef FACEBOOK_H
#define FACEBOOK_H

/* facebook.h - what the parts of this plugin know of each other. */

#include "hark.h"

#define PAGES		20
#define ALL_POSTS	2		/* pages in a poll */
#define HIDDEN		3		/* polls in a row */

#define COMMENT_FIELDS	"id,message,created_time,from{id,name},parent{id},"  \
	"permalink_url,is_hidden,is_private,message_tags,attachment{type},"   \
	"user_likes"
#define POST_FIELDS	"id,message,story,created_time,permalink_url,"	      \
	"status_type,from{id,name},attachments{title,unshimmed_url},"	      \
	"is_published"

struct config {
	const char *api, *version, *token, *app_id, *app_secret;
	bool messages;
};

struct state {
	const char *me;
	const char *root;		/* of the thread that is read */
	const char *after;		/* the page that was asked for */
	const char *id;			/* of a CHECK */
	int64_t claimed, shown;
	int64_t limit;			/* halved where it is too much */
	int again;			/* asked once more, in a row */
};

/* What a response answers. */
enum { ME, LIST, MESSAGES, POST, BELOW, TALK, CHECKED, REPLIED, SENT };

/* --- ask.c ----------------------------------------------------------------- */

const char *fb_graph(struct hark_task *, const char *id, const char *edge);
void	fb_ask(struct hark_task *, int tag, const char *url);
/* The same for a list, which may be too long: it says so with a status 500. */
void	fb_ask_many(struct hark_task *, int tag, const char *url);
/* There is no such thing.  Fields that this version does not know, and other
 * mistakes of ours, have the same code, and mean nothing of the kind. */
bool	fb_gone(struct hark_task *, const struct hark_response *r);
/*
 * "Please reduce the amount of data you're asking for", or out of order for a
 * moment: to be asked once more, for half of it?
 */
bool	fb_once_more(struct hark_task *, const struct hark_response *r);

/* --- post.c ---------------------------------------------------------------- */

/* What stands behind the last "_". */
const char *fb_last_part(const char *id);
bool	fb_is_message(const char *id);
bool	fb_is_comment(const char *id);
/* A comment's id below this post; NULL stays. */
const char *fb_comment_id(struct hark_task *, const char *post,
	    const char *id);
/* And as Facebook knows it. */
const char *fb_native(const char *id);
/* Report a comment below a post. */
void	fb_comment(struct hark_task *, const json_t *o, const char *post,
	    enum hark_kind kind);
/* Report what stands on the Page: by us, or by others. */
const char *fb_post(struct hark_task *, const json_t *o, enum hark_kind kind);
void	fb_message(struct hark_task *, const json_t *o, const char *talk,
	    const char *link);

/* --- feed.c ---------------------------------------------------------------- */

void	fb_ask_list(struct hark_task *);
/* Is there another page? */
bool	fb_more(struct hark_task *, const json_t *j, int64_t pages);
void	fb_on_list(struct hark_task *, const struct hark_response *r);
void	fb_on_messages(struct hark_task *, const struct hark_response *r);

/* --- thread.c -------------------------------------------------------------- */

/* The conversation of a message. */
const char *fb_talk_of(struct hark_task *, const char *id);
void	fb_ask_one(struct hark_task *, int tag, const char *id);
void	fb_on_post(struct hark_task *, const struct hark_response *r);
void	fb_on_below(struct hark_task *, const struct hark_response *r);
void	fb_on_talk(struct hark_task *, const struct hark_response *r);
void	fb_check_next(struct hark_task *);
void	fb_on_checked(struct hark_task *, const struct hark_response *r);

/* --- reply.c --------------------------------------------------------------- */

void	fb_reply(struct hark_task *);
void	fb_on_commented(struct hark_task *, const struct hark_response *r);
void	fb_on_sent(struct hark_task *, const struct hark_response *r);

#endif
