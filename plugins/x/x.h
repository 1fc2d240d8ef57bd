/* SPDX-License-Identifier: ISC */
#ifndef X_H
#define X_H

/* x.h - what the parts of this plugin know of each other. */

#include "hark.h"

#define PAGE		"20"
#define PAGE_ITEMS	20
#define MESSAGES	"10"
#define PAGES		5
#define HOUR		INT64_C(3600000)
#define DAY		INT64_C(86400000)
/* Whichever word X uses today: "tweet" or "post". */
#define FIELDS(word)	"author_id,conversation_id,created_at,"		\
	"edit_history_" word "_ids,entities,in_reply_to_user_id,lang,"	\
	"note_" word ",referenced_" word "s"

struct config {
	const char *api;
	const char *consumer_key, *consumer_secret, *token, *token_secret;
	const char *client_id, *client_secret, *refresh_token;
	const char *const *keywords;
	bool messages;
	int64_t budget, post, owned, user, message, reply, link, answer;
};

struct state {
	const char *me;
	const char *root;		/* of the thread that is read */
	bool below;			/* it is not the first page */
	bool again;			/* asked otherwise */
	bool renamed;			/* and in other words */
	int64_t late;			/* what is read once more, from here on */
};

/* What a response answers. */
enum { ME, PAGE_OF, LATE, POST, AROUND, REPLIED };

/* --- x.c ------------------------------------------------------------------- */

/* What the task is for, from the beginning. */
void	x_begin(struct hark_task *);

/* --- ask.c ----------------------------------------------------------------- */

/* Private messages are "dm/CONVERSATION/ID". */
bool	x_is_message(const char *id);
int64_t	x_order(const char *id);
const json_t *x_user(struct hark_task *, const json_t *answer,
	    const char *id);
/* What an answer has cost: its items, each for so much, and the people. */
void	x_pay(struct hark_task *, const json_t *answer, int64_t price);
const char *x_api(struct hark_task *, const char *path);
/* The path of what belongs to the conversation of a message. */
const char *x_talk(struct hark_task *, const char *id, const char *what);
/* A list of at most n posts, and of their authors, who are paid for. */
void	x_ask_posts(struct hark_task *, int tag, const char *quota, int n,
	    int64_t price, const char *url);
void	x_ask_messages(struct hark_task *, int tag, const char *path, const
	    char *page);
/*
 * Descriptions of the API say "post" where it said "tweet", and which of them
 * is understood nobody tells: where it is the other, all is asked once more.
 */
bool	x_renamed(struct hark_task *, const struct hark_response *r);

/* --- post.c ---------------------------------------------------------------- */

/* The ids of all versions of a post, the oldest first; or NULL. */
const json_t *x_versions(const json_t *o);

/* Report a post; its id, NULL if it is none. */
const char *x_post(struct hark_task *, const json_t *answer, const json_t *o,
	    enum hark_kind kind);
/* Report a private message. */
void	x_message(struct hark_task *, const json_t *answer, const json_t *o);

/* --- feed.c ---------------------------------------------------------------- */

void	x_ask_page(struct hark_task *, const struct hark_span *s);
/* Without a cursor; posts of ours are cheap, and tell how we talk. */
int64_t	x_first(const struct hark_task *);
void	x_on_page(struct hark_task *, const struct hark_response *r);
void	x_on_late(struct hark_task *, const struct hark_response *r);

/* --- thread.c -------------------------------------------------------------- */

/* The post a thread is read around. */
void	x_on_post(struct hark_task *, const struct hark_response *r);
void	x_on_around(struct hark_task *, const struct hark_response *r);

/* --- reply.c --------------------------------------------------------------- */

void	x_reply(struct hark_task *);
void	x_on_replied(struct hark_task *, const struct hark_response *r);

#endif
