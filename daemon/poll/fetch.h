/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_FETCH_H
#define HARK_POLL_FETCH_H

/*
 * fetch.h - one request of a plugin, brought to its final answer.
 *
 * Waits its turn at the host, adds credentials where they may go, repeats what
 * is safe to repeat, honours 429 and Retry-After.  The plugin sees 2xx, 304
 * and 4xx only, and with HARK_FAILURES what a broken server says in JSON.
 */

#include <stdbool.h>

#include "net/auth.h"
#include "net/http.h"
#include "poll/account.h"

enum fetch_outcome {
	FETCH_ANSWER,		/* show the response to the plugin */
	FETCH_REFUSED,		/* nothing was sent: not allowed, or malformed */
	FETCH_AUTH,		/* nothing was sent: no token to be had */
	FETCH_LATER,		/* the host asks for patience (429, quota) */
	FETCH_UNREACHABLE,	/* no usable answer; it may have been done */
};

struct fetch_result {
	enum fetch_outcome outcome;
	const struct http_response *response;	/* ANSWER */
	const char *url;			/* ANSWER: without credentials */
	const char *why;			/* otherwise */
	int64_t not_before;			/* mono; 0: unknown */
	bool transport;				/* no server was reached */
	bool budget;				/* LATER: nothing may be spent */
	struct host *host;			/* ANSWER: whose limits hold */
	int64_t cost;				/* ANSWER: set aside, to settle */
};

struct fetch;
typedef void fetch_fn(void *arg, const struct hark_request *,
	    const struct fetch_result *);

/*
 * The request is lent until the callback, which runs once unless cancelled.
 * op: whose request; those of LOGIN have placeholders in headers and body.
 * what: the purpose its cost is counted for; lent as long.
 */
struct fetch *fetch_start(struct acct *, const struct hark_request *,
	    enum hark_op op, const char *what, const char *etag,
	    const char *last_modified, fetch_fn *, void *arg);
void	fetch_cancel(struct fetch *);

/* The value of a placeholder: a token, a secret, or a plain option. */
struct auth_value fetch_lookup(void *acct, const char *name);

#endif
