/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_PAYLOAD_H
#define HARK_ALERT_PAYLOAD_H

/*
 * payload.h - an alert for programs: what a webhook gets and an exec reads.
 * Pure.  One JSON object, one line:
 *
 *	version		1; keys may be added without a new number
 *	kind		"question", "answered", "summary", "admin", "test",
 *			"digest", "more" (past a cap), "closing", "closure",
 *			"return", "wave", "flood"
 *	id		the alert's Message-ID: the same alert has the same one
 *	client, recipient
 *	created_at	RFC 3339
 *	reminder	0 for a first alert, 1.. for reminders
 *	subject, text	as the mail would say it
 *	questions[]	id, account, network, state, asker, handle, text, url,
 *			asked_at, waiting_seconds, private, label, p, urgent,
 *			nudges, read_at, stale
 *
 * Absent: null.  Of private messages text is null unless private = excerpt,
 * asker and handle are null if private = link (then text of the alert does
 * not name them either).
 */

#include "alert/compose.h"

struct payload_in {
	const struct compose_in *compose;
	const struct composed *composed;
	const char *id, *recipient;
	int64_t created_at;
};

/* With a newline; given. */
char	*payload_build(const struct payload_in *);

#endif
