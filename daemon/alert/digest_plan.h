/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_DIGEST_PLAN_H
#define HARK_ALERT_DIGEST_PLAN_H

/*
 * digest_plan.h - what stands in a digest, in which order, and how much work
 * it is.  Pure.
 *
 * A digest is about digest_minutes of work.  People who wait come first: those
 * for whom there was no room last time, then by waiting time (business
 * hours) x known x urgent.  Whoever was put off once is never put off again:
 * beyond the ten minutes he has a line of his own.  More than five in one
 * conversation (BELL_CROWD) are one item: one answer may do.  Of what is left
 * of the time come promises due, perhaps-questions, thanks.
 */

#include "config/config.h"
#include "poll/poll.h"
#include "store/digest.h"

struct arena;

struct digest_item {
	const struct question *question;
	int64_t due;			/* T of the question */
	bool put_off;			/* there was no room last time */
	bool brief;			/* one line: no room now */
	bool stale;			/* could not be read again */
	int64_t more;			/* wait in the same conversation, in
					 * the same item */
};

struct digest_promise {
	const struct question *question;
	int64_t due;			/* as promised, else one business day */
	bool dated;			/* we named that day ourselves */
};

/* One line: what else stands there of the same conversation is in it. */
struct digest_perhaps {
	const struct question *question;
	int64_t more;
};

struct digest_deaf {
	const char *account, *network;
	int64_t since;			/* last heard, or 0: never */
	enum account_state state;
	bool ambiguous;			/* other accounts on this network */
};

struct digest {
	int64_t day, closed_since;	/* of digest_day() */
	struct digest_item *items;
	size_t n_items;			/* brief ones last */
	const struct question **crowd;	/* folded into items: .more */
	size_t n_crowd;
	int64_t waiting;		/* people in all, .left too */
	int64_t left;			/* not in this mail; first tomorrow */
	int64_t quiet;
	int64_t minutes;		/* estimate of the work, at least 1 */
	struct digest_promise *promises;
	size_t n_promises;
	struct digest_perhaps *perhaps;
	const struct question **folded;	/* into those lines */
	size_t n_perhaps, n_folded;
	int64_t more_perhaps;
	const struct question **liked;
	size_t n_liked;
	const struct digest_post *thanks;
	size_t n_thanks;
	const struct digest_talk *talks;	/* those with a warning */
	size_t n_talks;
	int64_t gave_up, helped, answered;
	bool stricter;			/* offer a stricter ear */
	float ring, ring_new;		/* as configured, and what to try;
					 * 0: not configured */
	char ear[4];			/* "de", "en" */
	int64_t wrong, rang;
	const struct digest_silent *silent;
	size_t n_silent;
	int64_t streak;			/* days with everything answered */
	struct digest_deaf *deaf;
	size_t n_deaf, n_heard;		/* accounts */
};

struct digest_plan_in {
	const struct conf_client *client;
	const struct conf_recipient *recipient;
	int64_t now, day, closed_since;
	const struct digest_facts *facts;
	const struct account_health *health;	/* of all clients */
	size_t n_health;
};
/* The result lives in the arena, and points into the facts. */
void	digest_plan(const struct digest_plan_in *, struct arena *,
	    struct digest *);

/* What a mail before closing is about: items that cannot wait until then. */
void	digest_plan_closing(const struct digest_plan_in *, int64_t opens,
	    bool longer, struct arena *, struct digest *);

/* What to write down of it before it leaves; in the arena. */
size_t	digest_marks(const struct digest *, struct arena *,
	    struct digest_mark **);
/* Is this account deaf, so that a person must know? */
bool	digest_is_deaf(const struct account_health *, int64_t now);

#endif
