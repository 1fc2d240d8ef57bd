/* SPDX-License-Identifier: ISC */
#ifndef BOX_H
#define BOX_H

/*
 * box.h - a mailbox server (IMAP) played by the test, as much of it as the
 * command mailbox speaks, and the mails in it.
 */

#include <stdbool.h>

#include "base/buf.h"
#include "net/stream.h"

/* Set to zero, then .validity and .log, before it serves. */
struct box {
	struct { char text[1200]; bool seen; } mail[40];	/* UID 1.. */
	int n, validity;
	bool refuse_idle, down, deny, hangup;
	bool away;			/* no mail can be read now */
	int broken;			/* UID of one that never can; 0: none */
	struct stream *idle;
	char idle_tag[16];
	struct buf log;
};
extern struct box box;

/* For fake_stream(). */
void	box_serve(void *arg, struct stream *, const struct stream_server *,
	    const char *said);
/* A mail arrives; more: further headers, each with CRLF. */
void	box_put(const char *from, const char *subject, const char *more,
	    const char *text);

#endif
