/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_GATE_H
#define HARK_ALERT_GATE_H

/*
 * gate.h - may this mail leave now?  Pure.
 *
 * Bells are planned into hours and around absences, but a mail may be late:
 * the server was down, a cap was reached, hark was not running.  So each one
 * is looked at again before it leaves:
 *
 *	absent now	to the deputy who is there (GATE_FORWARD), or to the
 *			administrator (.to NULL)
 *	closed now	not before the recipient's next opening, unless the
 *			row may leave at any hour
 *	he had a mail	what may wait for others (.wait_ms) does so, up to
 *			`bundle' after the last mail, longer the more of them he
 *			had that day, but not past his closing time
 *	cap reached	not before the hour or the day is over, unless it is
 *			the first mail about something urgent; what gathers
 *			until then becomes one mail.  The first news that has
 *			to wait is announced: "n more" (gate_notice()); not a
 *			reminder, nor what is only minutes away
 *
 * An hour is any sixty minutes, a day is a date in the client's zone; what
 * waits for the next one leaves when he opens, at 8:00 if he never closes.
 */

#include "store/client.h"
#include "store/outbox.h"

struct arena;
struct plan_in;

enum gate { GATE_GO, GATE_WAIT, GATE_FORWARD };

struct gate_in {
	const struct conf_client *client;
	const struct conf_recipient *to;	/* whom the row names, or NULL */
	const struct outbox_sent *sent;	/* accepted lately, by time */
	size_t n_sent;
	int64_t now;
	bool hurry;			/* nothing waits for others */
};
struct gate_out {
	int64_t until;			/* GATE_WAIT */
	int64_t cap;			/* GATE_WAIT: the limit reached, or 0 */
	bool day;			/* it is that of the day */
	bool tell;			/* ... and worth a "n more" */
	const struct conf_recipient *to;	/* GATE_FORWARD */
};

enum gate gate(const struct gate_in *, const struct outbox_row *,
	    struct gate_out *);
/* Since when must .sent be known?  0: it need not. */
int64_t	gate_since(const struct conf_client *, int64_t now);
/* "n more wait", for the first row that a cap holds back. */
void	gate_notice(const struct plan_in *, const struct conf_recipient *,
	    const struct outbox_row *, const struct gate_out *, struct arena *,
	    struct outbox_row *ret);

#endif
