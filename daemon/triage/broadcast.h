/* SPDX-License-Identifier: ISC */
#ifndef HARK_TRIAGE_BROADCAST_H
#define HARK_TRIAGE_BROADCAST_H

/*
 * broadcast.h - does an account talk with people, or only advertise?  Pure.
 *
 * reply share = own replies to others / (own replies + originals)
 * promo       = broadcasts / originals
 * run         = originals in a row, newest first, without any own reply
 *
 * The same text on several accounts is one original, at its newest time.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/classify.h"

struct own_post {
	int64_t at;
	enum label label;
	bool reply;		/* to somebody else; threads with oneself are
				 * originals */
	uint64_t text_hash;	/* the same original on several accounts
				 * counts once; 0: not known */
	int64_t account;	/* whose; 0: not known.  On one and the same
				 * account a repeated text counts again */
	bool repeat;		/* known to repeat a newer one elsewhere: does
				 * not count */
};

enum talk_level { TALK_QUIET, TALK_OK, TALK_WARN, TALK_CRITICAL };

/* What was found too high or too low. */
#define TALK_SHARE	(1u << 0)	/* too few replies */
#define TALK_PROMO	(1u << 1)	/* too many adverts */
#define TALK_RUN	(1u << 2)	/* one original after the other ... */
#define TALK_RUN_WAITING (1u << 3)	/* ... while somebody waits */

struct talk {
	int64_t originals, replies, broadcasts;	/* in the worse window */
	bool last20;			/* ... that of the last posts */
	double reply_share, promo;	/* -1: nothing to divide by */
	int64_t run;
	int64_t others;			/* comments by others in the window */
	int64_t waiting;
	int64_t newest;			/* when the last original came, or 0 */
	unsigned why;			/* TALK_; 0 when QUIET or OK */
	enum talk_level level;		/* QUIET: "hardly anybody wrote" */
};

/*
 * What of the posts alone, without those who wait: small enough to be kept,
 * and right until `until' unless a post changes.
 */
struct talk_count {
	int32_t originals, replies, broadcasts;
};
struct talk_figures {
	struct talk_count days, last;	/* the two windows */
	int32_t run;
	int64_t newest;			/* original, or 0 */
	int64_t at, until;		/* counted when; a post leaves the
					 * window then, INT64_MAX: never */
};

/*
 * posts: newest first; others: comments by other people in the last 30 days;
 * waiting: people waiting now.  Windows: 30 days up to now and the last 20 own
 * posts, whichever is worse; the run is counted over all posts given.
 *
 * Warns at a reply share < 0.20, promo > 20 %, a run of 3 while somebody waits
 * or of 10; critical at a reply share < 0.08, promo > 50 %.  Below 5 comments
 * by others never; of fewer than 5 own posts shares say nothing.
 */
void	talk_judge(const struct own_post *posts, size_t n, int64_t now,
	    int64_t others, int64_t waiting, struct talk *ret);

/* The same in two steps. */
void	talk_count(const struct own_post *posts, size_t n, int64_t now,
	    struct talk_figures *ret);
void	talk_from(const struct talk_figures *, int64_t others, int64_t waiting,
	    struct talk *ret);

#define TALK_WARNINGS	4

struct talk_warning {
	unsigned why;		/* one TALK_ */
	bool critical;
	char text[200];		/* a sentence as a friend would say it */
};

/*
 * What there is to say about an account, the most urgent first: at most
 * TALK_WARNINGS sentences in `lang'; how many.  None where the level is QUIET
 * or OK.  The words hold figures only, nobody's text.
 */
size_t	talk_warnings(const struct talk *, const char *lang,
	    struct talk_warning ret[TALK_WARNINGS]);
/* What to say of TALK_QUIET. */
const char *talk_quiet(const char *lang);

#endif
