/* SPDX-License-Identifier: ISC */
#ifndef BLUESKY_H
#define BLUESKY_H

/* bluesky.h - what the parts of this plugin know of each other. */

#include "hark.h"

#define OVERLAP		INT64_C(600000)
#define DAY		INT64_C(86400000)
#define DEEP_PAGES	10
#define MAX_PAGES	50
#define SCAN_PAGES	20
/* The JSON of a thread is two levels deeper with each reply. */
#define DOWN		"10"
#define UP		"30"
#define WEB		"https://bsky.app"
#define SAID		"status {status}, {code} {said}"
/* They have become too old, or never were any. */
#define TOKENS		"ExpiredToken InvalidToken"
#define NO_TOKEN	.error = HARK_E_AUTH, .words = "user or app "	\
	"password are refused: " SAID

struct config {
	const char *server;
	const char *user;
	const char *password;
	const char *appview;
};

/* What a response answers. */
enum tag {
	RENEWED, CREATED, SESSION, PAGE, THREAD, CHECKED, TARGET, REPLIED,
	PROFILE, THREADS
};

struct state {
	const char *base;		/* the server's address */
	bool notices;			/* the feed: mentions, or own */
	const char *me;			/* our DID */
	unsigned ask;			/* HARK_ANON in a scan */
	int64_t now;			/* when it began */
	int64_t top, floor, new_top, mark;
	bool first, deep, in_gap;
	const char *page, *asked;
	const char *committed;
	int64_t pages;
	const char *actor;		/* of SCAN */

	const char *id;			/* of a CHECK */
	bool hidden;			/* somebody does not want to be shown */
	int64_t created;		/* of a REPLY */
	const char *root;
};

/* --- ask.c ----------------------------------------------------------------- */

const char *bs_xrpc(struct hark_task *, const char *method);
void	bs_ask(struct hark_task *, enum tag tag, const char *url);

/* --- post.c ---------------------------------------------------------------- */

/* The last part of "at://did/collection/rkey"; NULL if it is none. */
const char *bs_rkey_of(const char *uri);
/* Record keys are times: 53 bits of microseconds, ten of the clock's number. */
int64_t	bs_order(const char *id);
/*
 * The key of a reply follows from the reply, so that sending it again puts the
 * same record into the same place.
 */
const char *bs_make_rkey(struct hark_task *, const char *key, int64_t
	    created);
bool	bs_labelled(struct hark_task *, const json_t *o, const char *label);
const char *bs_handle(struct hark_task *, const json_t *author);
/* Report a post, or the one a notice is about; its id, NULL if it is none. */
const char *bs_post(struct hark_task *, const json_t *o, enum hark_kind kind);

/* --- feed.c ---------------------------------------------------------------- */

void	bs_ask_page(struct hark_task *, const char *page);
void	bs_ask_thread(struct hark_task *, const char *id, enum tag tag);
void	bs_scan_thread(struct hark_task *);
void	bs_page(struct hark_task *, const struct hark_response *r);
void	bs_resume(struct hark_task *, const char *cursor);

/* --- thread.c -------------------------------------------------------------- */

void	bs_around(struct hark_task *, const json_t *node);
void	bs_thread(struct hark_task *, const struct hark_response *r);
void	bs_check_next(struct hark_task *);
void	bs_checked(struct hark_task *, const struct hark_response *r);

/* --- reply.c --------------------------------------------------------------- */

/* The post to answer: is it there, may we, and where does its thread begin? */
void	bs_target(struct hark_task *, const struct hark_response *r);
void	bs_replied(struct hark_task *, const struct hark_response *r);

/* --- profile.c ------------------------------------------------------------- */

bool	bs_claims(const char *url);
void	bs_scan(struct hark_task *);
void	bs_profile(struct hark_task *, const struct hark_response *r);
void	bs_scanned_thread(struct hark_task *, const struct hark_response *r);

#endif
