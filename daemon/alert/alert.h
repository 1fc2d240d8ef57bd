/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_ALERT_H
#define HARK_ALERT_ALERT_H

/*
 * alert.h - what rings becomes a row, and a row becomes a mail.
 *
 *	alert.c		the public face: start, kicks, reload
 *	lane.c		one client's rounds: bells to rows, rows to jobs
 *			(lane_rows.c)
 *	bell.c		which question rings when, at whom, and why
 *			(bell_words.c, route.c); pure
 *	hurry.c		what cannot wait until the next opening; pure
 *	plan.c		bells that are due as rows (plan_rows.c); pure
 *	gate.c		hours, absences and caps, just before it leaves; pure
 *	compose.c	what a mail says, as a phone shows it; pure
 *	compose_words.c	... sentences; compose_crowd.c: many in one conversation
 *	letter.c	... as text and as HTML; pure
 *	acts.c		... and the links that say what became of it; pure
 *	mime.c		headers and parts; pure
 *	payload.c	the same for programs, as JSON; pure
 *	gather.c	a mail's questions, their threads read again
 *	deliver.c	send and record
 *	channel.c	mail server, webhook, program
 *	digest_when.c	when a digest and its sisters are due; pure
 *	digest_plan.c	what stands in them, how much work that is; pure
 *	digest_compose.c	what they say; pure
 *	digest.c	... as rows, digest_job.c ... as mails
 *	digest_show.c	`hark digest'
 *	flood.c		many comments at once under one post
 *	admin.c		alerts to the administrator; consent.c: before a token ends
 *	report*.c	weekly and monthly mails, and what advertises
 */

#include "poll/poll.h"
#include "store/outbox.h"

struct alert;

/* config, clients and poll outlive it.  dry_run: plan and log, send nothing. */
struct alert *alert_new(const struct config *, struct client *, size_t n,
	    struct poll *, bool dry_run);
void	alert_reconfigure(struct alert *, const struct config *,
	    struct client *, size_t n);
void	alert_free(struct alert *);

/* Questions of this client changed: look again soon. */
void	alert_kick(struct alert *, struct client *);
/*
 * Staff gave this question, as it is now, to a recipient: he is told in his
 * next open hour.  The row is durable when fn runs.  False: nothing is sent
 * (--dry-run, no store), and fn does not run.
 */
bool	alert_assigned(struct alert *, struct client *,
	    const struct conf_recipient *, const struct question *,
	    store_done_fn *, void *arg);
/* This client's database is damaged: the administrator is told, once. */
void	alert_broken(struct alert *, struct client *, const struct err *);
/* --once: no more collecting, what is due becomes mails now. */
void	alert_hurry(struct alert *);
/* From poll_hooks: a row for the administrator when it matters, once. */
void	alert_health(struct alert *, const struct account_health *);
void	alert_network_down(struct alert *, bool down);
/* This client's command mailbox cannot be read since then; e NULL: it can be
 * again. */
void	alert_commands(struct alert *, const struct client *, int64_t since,
	    const struct err *e);

/* Mail a test to one recipient (name or address), or to all; says per
 * recipient what the server answered. */
typedef void alert_test_fn(void *arg, const char *recipient,
	    const struct err *, bool last);
void	alert_test(struct alert *, const char *client, const char *recipient,
	    alert_test_fn *, void *arg);

/*
 * What the next digest would say, if it left now: for one recipient (name or
 * address), or all who get digests.  send: mail it now instead; it then is
 * today's, and ERR_CONFLICT if that has left.  The strings are lent; of a mail
 * that was sent they are NULL.
 */
typedef void alert_digest_fn(void *arg, const struct err *,
	    const char *client, const char *recipient, const char *subject,
	    const char *text, bool last);
void	alert_digest(struct alert *, const char *client,
	    const char *recipient, bool send, alert_digest_fn *, void *arg);

/* Is anything on its way to a server right now? */
bool	alert_busy(const struct alert *);

#endif
