/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_STREAM_H
#define HARK_NET_STREAM_H

/*
 * stream.h - a connection to a mailbox server on the event loop: encrypted,
 * verified and logged in (SASL), then bytes both ways.  What the bytes mean is
 * the caller's affair; base/imap.h takes them apart.
 *
 * libcurl connects, encrypts (imaps, or STARTTLS on imap) and logs in with
 * CURLOPT_CONNECT_ONLY; then we send and receive through it.  Without
 * encryption nothing is sent but to this machine.  Names are resolved beside
 * the loop.  Tests link tests/fake/stream.c instead.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/secret.h"

struct stream_server {
	const char *url;		/* imaps://host:993, imap://host:143 */
	const char *user;
	const struct secret *password;	/* PLAIN or LOGIN, or */
	const struct secret *token;	/* XOAUTH2, which is taken first */
	const char *ca_file;		/* NULL: the system's store */
	int64_t timeout_ms;		/* to connect and log in; 0: 30 s */
};

enum stream_what {
	STREAM_OPEN,			/* logged in; what was sent goes out */
	STREAM_BYTES,			/* .data, .len: lent, at most 16 KiB */
	STREAM_CLOSED,			/* the server ended it; the last event */
	STREAM_FAILED,			/* .err says why; the last event */
};

struct stream_event {
	enum stream_what what;
	const void *data;
	size_t len;
	/*
	 * ERR_CONFIG: no such server, or not encrypted; ERR_PERMISSION: user,
	 * password or token refused; ERR_NET: later.
	 */
	struct err err;
};

struct stream;
/* May close the stream, and open others. */
typedef void stream_fn(void *arg, struct stream *, const struct stream_event *);

/* Copies what it is given.  Events come later, from the loop. */
struct stream *stream_open(const struct stream_server *, stream_fn *, void *arg);
/* Queued until it can go out; more than 1 MiB waiting ends the stream. */
void	stream_send(struct stream *, const void *, size_t);
/* Fail when nothing arrives for so long; 0: never.  At first 1 min. */
void	stream_patience(struct stream *, int64_t ms);
/* No further event.  Never blocks; what is queued may be lost. */
void	stream_close(struct stream *);
/* Close all, at the end. */
void	stream_free(void);

#endif
