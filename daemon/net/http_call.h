/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_HTTP_CALL_H
#define HARK_NET_HTTP_CALL_H

/*
 * http_call.h - one call, between http.c (when it runs, and what becomes of
 * it) and http_easy.c (what libcurl is told, and what it tells).
 */

#include <sys/queue.h>

#include <curl/curl.h>

#include "base/buf.h"
#include "net/http.h"

struct http_call {
	/* The request; all strings are ours. */
	char *method, *url, *body, *ca_file;
	size_t len, max_body;
	struct curl_slist *headers;
	bool typed;			/* the first is the body's type */
	int64_t timeout_ms;
	bool allow_private, allow_http, idempotent;

	http_fn *fn;
	void *arg;
	struct timer *timer;		/* for calls that fail at once */
	int64_t deadline;		/* monotonic, of all hops */
	int hops;
	enum { CALL_QUEUED, CALL_RUNNING, CALL_ENDING } state;
	TAILQ_ENTRY(http_call) link;

	/* The exchange that is under way. */
	CURL *easy;
	struct buf text, head;		/* of the answer */
	bool head_ends;			/* what follows are trailers */
	bool too_large;
	char refused[64];		/* an address we did not connect to */
	char detail[CURL_ERROR_SIZE];
	struct err err;
};

/* Is this something we would ask? */
int	http_easy_check(const struct http_request *, struct err *);
/* Make c->easy for the present method, url and body. */
void	http_easy_init(struct http_call *, const char *user_agent,
	    const char *ca_file, int64_t ms);
/* Free what belongs to the exchange. */
void	http_easy_clear(struct http_call *);
/* Why it failed, in words, to c->err. */
void	http_easy_error(struct http_call *, CURLcode);

#endif
