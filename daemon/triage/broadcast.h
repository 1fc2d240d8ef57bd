/* SPDX-License-Identifier: ISC */
#ifndef HARK_TRIAGE_BROADCAST_H
#define HARK_TRIAGE_BROADCAST_H

/*
 * broadcast.h - does an account talk with people, or only advertise?  Pure.
 *
 * reply share = own replies to others / (own replies + originals)
 * promo       = broadcasts / originals
 * run         = originals in a row, newest first, without any own reply
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
				 * counts once */
};

enum talk_level { TALK_QUIET, TALK_OK, TALK_WARN, TALK_CRITICAL };

struct talk {
	int64_t originals, replies, broadcasts;	/* in the window */
	double reply_share, promo;	/* -1: nothing to divide by */
	int64_t run;
	int64_t others;			/* comments by others in the window */
	enum talk_level level;		/* QUIET: "hardly anybody wrote" */
};

/*
 * posts: of one account, newest first; others: comments by other people in
 * the window; waiting: people waiting now.  Windows: 30 days and the last 20
 * own posts, whichever is worse.  Thresholds are product.md's defaults.
 */
void	talk_judge(const struct own_post *posts, size_t n, int64_t now,
	    int64_t others, int64_t waiting, struct talk *ret);

#endif
