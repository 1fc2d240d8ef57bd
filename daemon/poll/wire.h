/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_WIRE_H
#define HARK_POLL_WIRE_H

/*
 * wire.h - private to poll/: a byte stream that a plugin asked for, with its
 * turn at the host, the account's credentials, and a token that is renewed
 * once; or a program of the administrator's.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "poll/account.h"

enum wire_what {
	WIRE_BYTES,		/* .data, .len: lent */
	WIRE_CLOSED,		/* by the server; the last */
	WIRE_REFUSED,		/* not allowed, not encrypted; the last */
	WIRE_AUTH,		/* user, password or token; the last */
	WIRE_LATER,		/* .not_before (mono) or 0; the last */
};

struct wire_event {
	enum wire_what what;
	const void *data;
	size_t len;
	const char *why;
	int64_t not_before;
	bool transport;		/* LATER: no server was reached */
};

struct wire;
/* May close the wire. */
typedef void wire_fn(void *arg, const struct wire_event *);

/*
 * Events come later, from the loop.  program: NULL, or what to run instead of
 * connecting; it is given what was sent before the loop goes on.
 */
struct wire *wire_open(struct acct *, const char *url, const char *program,
	    wire_fn *, void *arg);
void	wire_send(struct wire *, const void *, size_t);
/* How long the server may say nothing; 0: for ever. */
void	wire_patience(struct wire *, int64_t ms);
void	wire_close(struct wire *);

#endif
