/* SPDX-License-Identifier: ISC */

/*
 * HTTP calls: waiting for a place, running, led elsewhere, answered; see
 * http.h.  What is said to libcurl stands in http_easy.c.
 *
 * A call is in the list of its state until it ends.  It is freed after its
 * callback has returned, so that a callback which cancels its own call does no
 * harm.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/when.h"
#include "net/http_call.h"
#include "net/multi.h"

#define MAX_HOPS	5
#define MAX_CALLS	64
#define MAX_CONNECTIONS	1000	/* libcurl's cost per request grows beyond */
#define TIMEOUT_MS	30000
#define MAX_BODY	(8 << 20)

TAILQ_HEAD(call_list, http_call);
static struct call_list queued = TAILQ_HEAD_INITIALIZER(queued);
static struct call_list running = TAILQ_HEAD_INITIALIZER(running);
static int n_queued, n_running, max_running;
static struct multi *multi;
static char *user_agent, *ca_file;

static void on_done(void *, CURLcode);

void
http_init(const struct http_opts *o)
{
	int max = o->max_connections;

	if (max <= 0 || max > MAX_CONNECTIONS)
		max = MAX_CONNECTIONS;
	max_running = o->max_calls > 0 ? o->max_calls : MAX_CALLS;
	if (max_running > max)
		max_running = max;
	user_agent = xstrdup_null(o->user_agent);
	ca_file = xstrdup_null(o->ca_file);
	multi = multi_new(max);
}

void
http_free(void)
{
	struct http_call *c, *next;

	for (c = TAILQ_FIRST(&queued); c != NULL; c = next) {
		next = TAILQ_NEXT(c, link);
		http_cancel(c);
	}
	/* Nothing is queued any more, so none of these lets another start. */
	for (c = TAILQ_FIRST(&running); c != NULL; c = next) {
		next = TAILQ_NEXT(c, link);
		http_cancel(c);
	}
	multi_free(multi);
	multi = NULL;
	free(user_agent);
	free(ca_file);
	user_agent = ca_file = NULL;
}

int
http_pending(void)
{
	return n_queued + n_running;
}

static void
call_free(struct http_call *c)
{
	http_easy_clear(c);
	buf_free(&c->text);
	buf_free(&c->head);
	timer_free(c->timer);
	curl_slist_free_all(c->headers);
	free(c->method);
	free(c->url);
	free(c->body);
	free(c->ca_file);
	free(c);
}

static void
run(struct http_call *c)
{
	int64_t ms = c->deadline - loop_mono();

	http_easy_init(c, user_agent, ca_file, ms > 0 ? ms : 1);
	multi_add(multi, c->easy, on_done, c);
}

static void
start_next(void)
{
	struct http_call *c;

	while (n_running < max_running && (c = TAILQ_FIRST(&queued)) != NULL) {
		TAILQ_REMOVE(&queued, c, link);
		n_queued--;
		TAILQ_INSERT_TAIL(&running, c, link);
		n_running++;
		c->state = CALL_RUNNING;
		c->deadline = loop_mono() + c->timeout_ms;
		run(c);
	}
}

/* The media type alone, in lower case. */
static void
set_type(CURL *easy, char *out, size_t size)
{
	char *type = NULL;
	size_t n;

	out[0] = '\0';
	if (easy == NULL ||
	    curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type) != CURLE_OK ||
	    type == NULL)
		return;
	n = strcspn(type, "; \t");
	if (n >= size)
		return;
	for (size_t i = 0; i < n; i++)
		out[i] = (char)(type[i] >= 'A' && type[i] <= 'Z' ?
		    type[i] + 32 : type[i]);
	out[n] = '\0';
}

/* Seconds, or a date: then by the server's own clock, if it shows it. */
static int64_t
retry_after(const struct http_response *r)
{
	char text[64], date[64];
	int64_t until, now = loop_now();
	size_t digits;

	if (!http_header(r, "Retry-After", text, sizeof(text)))
		return -1;
	digits = strspn(text, "0123456789");
	if (digits != 0 && text[digits] == '\0')
		return digits < 12 ? atoll(text) * WHEN_SECOND : -1;
	until = when_parse(text);
	if (until == 0)
		return -1;
	if (http_header(r, "Date", date, sizeof(date)) && when_parse(date) != 0)
		now = when_parse(date);
	return until > now ? until - now : 0;
}

/* The end of every call that is not cancelled. */
static void
deliver(struct http_call *c)
{
	struct http_response r = { .err = c->err, .url = c->url };
	char type[128], etag[1024], modified[128];
	long status = 0;

	if (c->state == CALL_RUNNING) {
		TAILQ_REMOVE(&running, c, link);
		n_running--;
	} else {
		TAILQ_REMOVE(&queued, c, link);
		n_queued--;
	}
	c->state = CALL_ENDING;
	r.retry_after_ms = -1;
	r.type = r.body = r.headers = "";
	if (c->err.code == ERR_OK) {
		curl_easy_getinfo(c->easy, CURLINFO_RESPONSE_CODE, &status);
		r.status = (int)status;
		set_type(c->easy, type, sizeof(type));
		r.type = type;
		r.body = c->text.data;
		r.len = c->text.len;
		r.headers = c->head.data;
		if (http_header(&r, "ETag", etag, sizeof(etag)))
			r.etag = etag;
		if (http_header(&r, "Last-Modified", modified,
		    sizeof(modified)))
			r.last_modified = modified;
		r.retry_after_ms = retry_after(&r);
	}
	/* Before the callback, which may start calls of its own. */
	start_next();
	c->fn(c->arg, &r);
	call_free(c);
}

/* Without its body a request says nothing of its type. */
static void
drop_type(struct http_call *c)
{
	struct curl_slist *first = c->headers;

	if (!c->typed)
		return;
	c->typed = false;
	c->headers = first->next;
	first->next = NULL;
	curl_slist_free_all(first);
}

/* Where the answer wants us to go, or NULL. */
static const char *
redirect_of(struct http_call *c)
{
	char *to = NULL;
	long status = 0;

	curl_easy_getinfo(c->easy, CURLINFO_RESPONSE_CODE, &status);
	if (status != 301 && status != 302 && status != 303 &&
	    status != 307 && status != 308)
		return NULL;
	curl_easy_getinfo(c->easy, CURLINFO_REDIRECT_URL, &to);
	/* As browsers do: 307 and 308 repeat the request, others read. */
	if (to != NULL && status < 307 && strcmp(c->method, "HEAD") != 0) {
		free(c->method);
		free(c->body);
		c->method = xstrdup("GET");
		c->body = NULL;
		c->len = 0;
		drop_type(c);
	}
	return to;
}

/* False if the call has ended by it, for the reason in c->err. */
static bool
follow(struct http_call *c, const char *to)
{
	char from[300], origin[300];
	struct url u;

	if (!url_origin(c->url, from, sizeof(from)))
		snprintf(from, sizeof(from), "HTTP");
	if (!url_parse(to, &u) || u.userinfo ||
	    !url_origin(to, origin, sizeof(origin))) {
		err_set(&c->err, ERR_REFUSED, "%s: redirects to something that "
		    "is not a plain address", from);
		return false;
	}
	if (!url_same_origin(c->url, to)) {
		err_set(&c->err, ERR_REFUSED, "%s: redirects to %s, which is "
		    "not followed: configure the new address if it is right",
		    from, origin);
		return false;
	}
	if (++c->hops > MAX_HOPS) {
		err_set(&c->err, ERR_PROTOCOL, "%s: redirects in circles",
		    from);
		return false;
	}
	free(c->url);
	c->url = xstrdup(to);
	http_easy_clear(c);
	run(c);
	return true;
}

static void
on_done(void *arg, CURLcode rc)
{
	struct http_call *c = arg;
	const char *to;

	if (rc != CURLE_OK)
		http_easy_error(c, rc);
	else if ((to = redirect_of(c)) != NULL && follow(c, to))
		return;
	deliver(c);
}

static void
on_refused(void *arg)
{
	deliver(arg);
}

static void
add_header(struct http_call *c, const char *line)
{
	struct curl_slist *l = curl_slist_append(c->headers, line);

	if (l == NULL)
		fatal("out of memory");
	c->headers = l;
}

static void
add_headers(struct http_call *c, const struct http_request *r)
{
	AUTO(free_p) char *etag = NULL, *modified = NULL, *type = NULL;

	/* Comes first, for drop_type().  None: libcurl invents one. */
	if (r->body != NULL) {
		type = xasprintf("Content-Type:%s%s",
		    r->type != NULL ? " " : "",
		    r->type != NULL ? r->type : "");
		add_header(c, type);
		c->typed = true;
	}
	for (size_t i = 0; r->headers != NULL && r->headers[i] != NULL; i++)
		add_header(c, r->headers[i]);
	if (r->etag != NULL) {
		etag = xasprintf("If-None-Match: %s", r->etag);
		add_header(c, etag);
	}
	if (r->last_modified != NULL) {
		modified = xasprintf("If-Modified-Since: %s",
		    r->last_modified);
		add_header(c, modified);
	}
	add_header(c, "Expect:");
}

struct http_call *
http_start(const struct http_request *r, http_fn *fn, void *arg)
{
	struct http_call *c = xcalloc(1, sizeof(*c));
	const char *method = r->method;

	if (multi == NULL)
		fatal("http_start before http_init");
	if (method == NULL)
		method = r->body != NULL ? "POST" : "GET";
	c->method = xstrdup(method);
	c->url = xstrdup(r->url);
	if (r->body != NULL) {
		c->len = r->len != 0 ? r->len : strlen(r->body);
		c->body = xmalloc(c->len + 1);
		memcpy(c->body, r->body, c->len);
		c->body[c->len] = '\0';
	}
	c->ca_file = xstrdup_null(r->ca_file);
	c->timeout_ms = r->timeout_ms > 0 ? r->timeout_ms : TIMEOUT_MS;
	c->max_body = r->max_body != 0 ? r->max_body : MAX_BODY;
	c->allow_private = r->allow_private;
	c->allow_http = r->allow_http;
	c->idempotent = r->idempotent;
	c->text = c->head = (struct buf)BUF_INIT;
	c->fn = fn;
	c->arg = arg;

	if (http_easy_check(r, &c->err) == -1) {
		/* It ends from the loop, like others. */
		c->state = CALL_RUNNING;
		TAILQ_INSERT_TAIL(&running, c, link);
		n_running++;
		c->timer = timer_new(on_refused, c);
		timer_start(c->timer, 0);
		return c;
	}
	add_headers(c, r);
	c->state = CALL_QUEUED;
	TAILQ_INSERT_TAIL(&queued, c, link);
	n_queued++;
	start_next();
	return c;
}

void
http_cancel(struct http_call *c)
{
	if (c == NULL || c->state == CALL_ENDING)
		return;
	if (c->state == CALL_QUEUED) {
		TAILQ_REMOVE(&queued, c, link);
		n_queued--;
	} else {
		TAILQ_REMOVE(&running, c, link);
		n_running--;
		if (c->easy != NULL)
			multi_remove(multi, c->easy);
	}
	call_free(c);
	if (multi != NULL)
		start_next();
}
