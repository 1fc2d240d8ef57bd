/* SPDX-License-Identifier: ISC */
#ifndef FAKE_H
#define FAKE_H

/*
 * fake.h - a clock set by hand and a network played by the test.  Linked
 * before the archive, these replace base/loop.c, net/http.c, net/smtp.c and
 * net/stream.c.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "net/http.h"
#include "net/smtp.h"
#include "net/stream.h"

/* --- time --- */

/* Start at this wall time; monotonic time starts at 1000000. */
void	fake_clock(int64_t now);
/* The wall clock jumps (NTP, suspend); monotonic time does not. */
void	fake_clock_jump(int64_t by_ms);
/* Run everything due, then let time pass, running timers in their order. */
void	fake_advance(int64_t ms);
/* Run deferred calls and timers due now, until nothing is left to do. */
void	fake_settle(void);
/* ms until the next timer, or -1. */
int64_t	fake_next(void);

/* --- HTTP --- */

/*
 * Play the network: fill the response (strings need to live until the next
 * request).  Return false to leave the call hanging: it is answered later by
 * fake_http_answer(), or times out after its timeout_ms.
 */
typedef bool fake_http_fn(void *arg, const struct http_request *,
	    struct http_response *);
void	fake_http(fake_http_fn *, void *arg);
/* Answer the oldest hanging call. */
void	fake_http_answer(const struct http_response *);
/* All requests so far, "METHOD url", oldest first; count. */
size_t	fake_http_count(void);
const char *fake_http_line(size_t i);
void	fake_http_forget(void);

/* --- SMTP --- */

struct fake_mail {
	char *from, *to, *text;		/* text: the whole message, CRLF */
	int64_t at;
	enum smtp_outcome outcome;
};
/* Decide what the server says; NULL: accept everything. */
typedef void fake_smtp_fn(void *arg, const char *to, const char *text,
	    struct smtp_result *);
void	fake_smtp(fake_smtp_fn *, void *arg);
/* Every attempt so far, oldest first. */
size_t	fake_mail_count(void);
const struct fake_mail *fake_mail(size_t i);
void	fake_mail_forget(void);

/* --- streams --- */

/*
 * Play a mailbox server: said is what was sent to it, "" when somebody comes,
 * whose password or token is in v.  Answer by the functions below.
 */
typedef void fake_stream_fn(void *arg, struct stream *,
	    const struct stream_server *v, const char *said);
void	fake_stream(fake_stream_fn *, void *arg);
void	fake_stream_say(struct stream *, const char *);
/* The last event, with err if it is not ERR_OK. */
void	fake_stream_end(struct stream *, enum err_code, const char *why);
/* Streams that are open now. */
size_t	fake_stream_count(void);
/* How long the one opened last is waited for; -1: nobody said. */
int64_t	fake_stream_patience(void);

/* Free what the fakes hold, so that leak checks are exact. */
void	fake_free(void);

#endif
