/* SPDX-License-Identifier: ISC */
#ifndef MASTODON_H
#define MASTODON_H

/* mastodon.h - what the parts of this plugin know of each other. */

#include "hark.h"

#define LIMIT "40"
/* No server's pages are smaller than this when there is more. */
#define FULL 15
#define SCAN_PAGES 20
/* Without a token servers show at most so much of a thread. */
#define SCAN_CUT 60

#define LETTERS	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

struct config {
	const char *server;
	const char *token;
	const char *const *tags;
	const char *const *keywords;
	int64_t pages;
};

struct state {
	const char *me;			/* our author id, if known */
	bool snac, pixelfed, gotosocial, vanilla;
	const char *root;		/* of the thread that is read */
	const char *id;			/* the post that is asked for */
};

/* What a response answers. */
enum { ACCOUNT, INSTANCE, PAGE, COUNTS, CONTEXT, STATUS, REPLIED };

/* --- ask.c ----------------------------------------------------------------- */

void	md_ask(struct hark_task *, int tag, const char *path);
/* A post, or with CONTEXT what is around it. */
void	md_ask_status(struct hark_task *, int tag, const char *id);
/* A scan ends where a server shows no more to strangers. */
bool	md_is_blind(struct hark_task *, const struct hark_response *r, const
	    char *what);

/* --- post.c ---------------------------------------------------------------- */

/* As enum hark_visibility says. */
extern const char *const md_visibilities[];
const char *md_handle(struct hark_task *, const json_t *account);
/*
 * The id of a post.  snac's begin with the seconds of the last change, so they
 * do not stay the same; it looks for the hash behind them and nothing else.
 */
const char *md_post_id(struct hark_task *, const json_t *o, const char *key);
int64_t	md_order(const char *id);
/* Report a status; ret is its id, or NULL if it is none. */
const char *md_status(struct hark_task *, const json_t *s, enum hark_kind
	    kind);

/* --- feed.c ---------------------------------------------------------------- */

/* The next thread of a scan that is worth reading, or the end. */
void	md_scan_thread(struct hark_task *);
/* The feed; a scan is one of the profile's posts. */
const char *md_feed(const struct hark_task *);
/* Ask for the next page; without one, go on or end. */
void	md_ask_page(struct hark_task *, const struct hark_span *s);
void	md_on_page(struct hark_task *, const struct hark_response *r);
/*
 * Who answers without naming us, as people on other software do, makes no
 * notification: but the newest of our own posts say how many answers they have.
 */
void	md_ask_counts(struct hark_task *);
void	md_on_counts(struct hark_task *, const struct hark_response *r);

/* --- thread.c -------------------------------------------------------------- */

void	md_on_context(struct hark_task *, const struct hark_response *r);
void	md_check_next(struct hark_task *);
/* The post of a THREAD itself, or one of a CHECK. */
void	md_on_status(struct hark_task *, const struct hark_response *r);

/* --- reply.c --------------------------------------------------------------- */

void	md_reply(struct hark_task *);
void	md_on_replied(struct hark_task *, const struct hark_response *r);

/* --- profile.c ------------------------------------------------------------- */

bool	md_claims(const char *url);
void	md_scan(struct hark_task *);

#endif
