/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_PLAN_H
#define HARK_ALERT_PLAN_H

/*
 * plan.h - which question rings when, at whom.  Pure: questions,
 * configuration and the time of day in, outbox rows out.
 *
 * A question's bells at one recipient are a fixed series of times computed
 * from the question alone; nothing is remembered but up to when they were
 * worked off (ring_at).  So a restart, a reload or a daemon that was down
 * cannot make them ring twice, and of several missed ones the last rings.
 *
 *	bell 0	when first seen, but not before asked_at + the recipient's
 *		delay in business time
 *	bell n	remind, 2 remind, 4 remind, ... (at most a week) after the last,
 *		in business time; none past 30 days: then `hark list' knows
 *
 * Each moves to the recipient's next open hour.  While more than five wait in
 * one conversation its bells meet on a grid of group_ms.  What is due at the
 * same time for the same recipient is one mail.
 */

#include "store/client.h"
#include "store/outbox.h"

struct arena;

#define PLAN_THREAD_MAX	5		/* waiting in one thread: then grouped */

struct plan_in {
	const struct conf_client *client;
	const char *host;		/* of Message-IDs */
	int64_t now;
	const struct question *questions;	/* due, from store_ring_due() */
	size_t n_questions;
};
struct plan {
	struct outbox_row *rows;
	size_t n_rows;
	struct ring_update *updates;	/* one per question */
	size_t n_updates;
};

/* What to commit.  Everything lives in the arena, or is the input's. */
void	plan_rings(const struct plan_in *, struct arena *, struct plan *);
/*
 * One row for what several pending ones of one recipient say together: mails
 * that could not leave are caught up in a single one.
 */
void	plan_merge(const struct plan_in *, const struct outbox_row *rows,
	    size_t n, struct arena *, struct outbox_row *ret);
/*
 * "Answered" notes for questions that ended: to those who were rung.  Where
 * nobody needs one, a row that is dropped at once, so that it is not asked for
 * again.
 */
void	plan_answered(const struct plan_in *, struct arena *, struct plan *);

/* Does this recipient want to hear of this question at all? */
bool	plan_wants(const struct conf_recipient *, const struct question *);
/* The time of bell n at this recipient, or 0 if there is none. */
int64_t	plan_bell(const struct conf_client *, const struct conf_recipient *,
	    const struct question *, int64_t n);
const char *plan_channel(enum conf_channel);

#endif
