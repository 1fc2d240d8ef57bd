/* SPDX-License-Identifier: ISC */
#ifndef HARK_TRIAGE_THREAD_H
#define HARK_TRIAGE_THREAD_H

/*
 * thread.h - one conversation as the clock sees it: a snapshot of its posts
 * and of what staff did, without database, network or time of day.
 *
 * Ids are the store's row numbers (> 0); 0 means none.  A snapshot is lent.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hark.h"
#include "text/classify.h"

#define TPOST_OWN	(1u << 0)	/* ours: account, sibling, listed staff */
#define TPOST_GONE	(1u << 1)	/* deleted at the network by its author */
#define TPOST_REMOVED	(1u << 2)	/* gone or hidden by us */
#define TPOST_AUTOMATIC	(1u << 3)	/* machine-made, or configured as such */
#define TPOST_MEDIA	(1u << 4)	/* picture, voice, sticker; no text */
#define TPOST_REPOST	(1u << 5)
#define TPOST_QUOTE	(1u << 6)
#define TPOST_LIKED	(1u << 7)	/* an account of ours liked it */
#define TPOST_BASELINE	(1u << 8)	/* from the silent first run */
#define TPOST_TO_US	(1u << 9)	/* speaks to us: mention, reply, our page */
#define TPOST_TO_OTHERS	(1u << 10)	/* names somebody who is not us */
#define TPOST_FOUND	(1u << 11)	/* from a search; addressed to nobody */
#define TPOST_REVIEW	(1u << 12)
#define TPOST_SPAM	(1u << 13)	/* author blocked by staff */
#define TPOST_MENTION	(1u << 14)	/* names an account of ours: TO_US is
					 * more than where the post stands */
/* From the verdict; a tombstone keeps those of its last words. */
#define TPOST_RINGS	(1u << 16)
#define TPOST_PERHAPS	(1u << 17)
#define TPOST_NUDGE	(1u << 18)
#define TPOST_URGENT	(1u << 19)
#define TPOST_EMPTY	(1u << 20)
#define TPOST_SETTLES	(1u << 21)
#define TPOST_HOLDING	(1u << 22)

struct tpost {
	int64_t id;
	int64_t parent;			/* its post here, or 0 */
	int64_t author;			/* 0: the network hides it */
	int64_t at;			/* clamped, for the clock */
	int64_t told;			/* as the network says, where that is
					 * another time; else 0 */
	int64_t order;			/* of its id, as its network numbers
					 * them; 0: it does not, or nobody needs
					 * it: only where posts of ours and of
					 * others have one and the same time */
	int64_t edited;			/* last edit seen, or 0 */
	int64_t gone_at;		/* GONE or REMOVED: when that was seen;
					 * an own answer that stood a day counts */
	const int64_t *addressed;	/* authors it names; where ours are left
					 * out, TPOST_MENTION tells */
	size_t n_addressed;
	const char *text;		/* plain; "" once removed */
	unsigned flags;			/* TPOST_ */
	enum label label;
	float answer;			/* p(needs an answer) */
	enum hark_visibility visibility;
	int rating;			/* reviews: 1..5 */
};

/* Stored: never renumber. */
enum verb {
	VERB_ACK = 1,		/* seen; silent until .until */
	VERB_CLAIM = 2,		/* the same, with a name */
	VERB_ASSIGN = 3,	/* for somebody else */
	VERB_SNOOZE = 4,	/* silent until .until */
	VERB_CLOSE = 5,		/* settled elsewhere; .arg says how */
	VERB_REOPEN = 6,
	VERB_NOT_QUESTION = 7,	/* the ear was wrong */
	VERB_IS_QUESTION = 8,	/* ... or deaf */
	VERB_NOTE = 9,		/* words of staff; changes no state */
	VERB_LAPSE = 10,	/* by hark, where no answers are seen: it rang
				 * and stood in the digest; now unknown */
};

struct taction {
	int64_t opener;			/* the question's first post */
	int64_t at;
	int64_t until;			/* ACK, CLAIM, ASSIGN, SNOOZE */
	enum verb verb;
	const char *who;		/* for the audit; never in figures */
	const char *arg;		/* "phone", a name, or NULL */
};

struct thread {
	const struct tpost *posts;	/* oldest first */
	size_t n_posts;
	const struct taction *actions;	/* oldest first */
	size_t n_actions;
	int64_t root;			/* the root post, or 0 if unknown */
	bool private_;			/* has private posts; where all of them
					 * are, it is one conversation, and in
					 * one branch */
	bool sees_answers;		/* the network shows own answers */
};

#endif
