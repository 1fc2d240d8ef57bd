/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_PLAN_H
#define HARK_ALERT_PLAN_H

/*
 * plan.h - bells that are due become outbox rows.  Pure: questions,
 * configuration and the time of day in, rows out.
 *
 * A question's bells are computed from the question alone (bell.h); nothing
 * is remembered but up to when they were worked off (ring_at).  So a restart,
 * a reload or a daemon that was down cannot make them ring twice, and of
 * several missed ones at one address the last rings.  What is due at the same
 * time for the same address is one mail.
 *
 * What is due soon goes along with a mail that leaves now, so that one is
 * enough (bell_early()); what a later step or a reminder tells may wait for
 * more (.wait_ms, gate.h).  The first bell of a question waits for nothing,
 * and what is private or urgent stands in a mail of its own.
 *
 * A row waits where its recipient is not to be disturbed now, because the bell
 * was missed or a silence ended.  gate.h looks again just before it leaves.
 */

#include "alert/bell.h"
#include "store/client.h"
#include "store/outbox.h"

struct arena;

struct plan_in {
	const struct conf_client *client;
	const char *host;		/* of Message-IDs */
	char *const *admin;		/* addresses, or NULL */
	int64_t now;
	const struct question *questions;	/* due, from store_ring_due() */
	size_t n_questions;
	size_t n_soon;			/* the last ones are not due yet */
};
struct plan {
	struct outbox_row *rows;
	size_t n_rows;
	struct ring_update *updates;	/* one per question that is due, and of
					 * the others those that go along */
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

/* The same mail for somebody else: whom it was for is absent. */
void	plan_forward(const struct plan_in *, const struct outbox_row *,
	    const struct conf_recipient *to, struct arena *,
	    struct outbox_row *ret);
/* To somebody whom staff gave this question: at once, in his hours. */
void	plan_assigned(const struct plan_in *, const struct conf_recipient *,
	    const struct question *, struct arena *, struct outbox_row *ret);
/* Is it a row of plan_assigned(), or such a one forwarded? */
bool	plan_is_assigned(const struct outbox_row *);
/* ... and it is still his for whom the row was made? */
bool	plan_is_given(const struct outbox_row *, const struct question *);
/*
 * Nobody of those who should hear of these questions is there: rows for the
 * administrator, one for each address.  key: what it is about, unique.
 */
size_t	plan_nobody(const struct plan_in *, const char *const *questions,
	    const char *key, struct arena *, struct outbox_row *rows);
size_t	plan_admins(const struct plan_in *);
/* Is there a row for this recipient's address among them? */
bool	plan_has_address(const struct outbox_row *, size_t n,
	    const struct conf_recipient *);
const char *plan_channel(enum conf_channel);

#endif
