/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_LOOPBACK_H
#define HARK_NET_LOOPBACK_H

/*
 * loopback.h - the address on this machine to which a browser is sent back
 * with its code (RFC 8252): one request at a time, answered with a page of a
 * few words, blocking but bounded.  For `hark auth', which has no loop to keep.
 */

#include "base/err.h"

/* Listen on 127.0.0.1, port; 0: any.  The descriptor, or -1. */
int	loopback_open(int port, struct err *);
/* The port it listens on. */
int	loopback_port(int fd);
/*
 * Somebody connected: the target of the GET request ("/?code=..."), given.
 * *conn is to be answered.  NULL: it was nothing, and is closed already.
 */
char	*loopback_take(int fd, int *conn);
/* Answer with a page of text, and close.  status: 200 or 400. */
void	loopback_answer(int conn, int status, const char *text);

#endif
