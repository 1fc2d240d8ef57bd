/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_HTTP_H
#define HARK_NET_HTTP_H

/*
 * http.h - HTTP requests on the event loop (libcurl multi inside).
 *
 * One attempt, no policy: retries, limits and back-off are poll/'s.  TLS is
 * always verified.  Redirects are followed within the same origin only; one
 * that leads elsewhere ends the call with ERR_REFUSED and names the place.
 * Tests link tests/fake/http.c instead.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct http_opts {
	const char *user_agent;		/* "hark/0.1 (+https://...)" */
	const char *ca_file;		/* NULL: the system's store */
	int max_calls;			/* at once, 0: 64; further ones queue */
	int max_connections;		/* with kept ones; 0: 1000, the most */
};

void	http_init(const struct http_opts *);
/* Cancels what is left; no callback runs afterwards. */
void	http_free(void);

struct http_request {
	const char *method;		/* NULL: GET, or POST with a body */
	const char *url;		/* no user:password@ */
	const char *const *headers;	/* "Name: value", NULL-terminated */
	const char *body;
	size_t len;			/* 0: strlen(body) */
	const char *type;		/* media type of the body */
	const char *etag;		/* If-None-Match, or NULL */
	const char *last_modified;	/* If-Modified-Since, or NULL */
	int64_t timeout_ms;		/* 0: 30 s */
	size_t max_body;		/* 0: 8 MiB; more is ERR_LIMIT */
	bool allow_private;		/* literal private addresses, and names
					 * that resolve to them */
	bool allow_http;		/* plain http:// beyond loopback */
	bool idempotent;		/* a POST that may be sent twice: it may
					 * use a kept connection, which can die
					 * under it; GET and PUT always may */
	const char *ca_file;		/* instead of http_opts's, or NULL */
};

struct http_response {
	struct err err;			/* code ERR_OK: an answer came */
	int status;
	const char *type;		/* media type, lower case, or "" */
	const char *url;		/* after redirects */
	const char *body;		/* NUL-terminated */
	size_t len;
	const char *etag, *last_modified;	/* NULL if absent */
	int64_t retry_after_ms;		/* -1 if absent */
	const char *headers;		/* "Name: value\r\n" lines of the final
					 * answer; see http_header() */
};

/*
 * The value of a header, any case, trimmed, copied to out; repeated headers are
 * joined with ", ".  False if absent or larger than out.
 */
bool	http_header(const struct http_response *, const char *name, char *out,
	    size_t size);

struct http_call;
/* The response is lent for the call.  New calls may be started from here. */
typedef void http_fn(void *arg, const struct http_response *);

/* fn runs exactly once, from the loop, unless cancelled. */
struct http_call *http_start(const struct http_request *, http_fn *, void *arg);
void	http_cancel(struct http_call *);
/* Running and queued calls. */
int	http_pending(void);

#endif
