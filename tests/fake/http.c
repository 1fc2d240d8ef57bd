/* SPDX-License-Identifier: ISC */

/*
 * A network played by the test; see net/http.h and fake.h.  As with the real
 * one, nothing is answered before http_start() has returned.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "base/loop.h"
#include "base/mem.h"
#include "fake/fake.h"
#include "fake/parts.h"

#define TIMEOUT_MS	30000
#define MAX_BODY	(8 << 20)

struct http_call {
	struct http_request req;	/* strings are ours */
	http_fn *fn;
	void *arg;
	struct timer *timer;
	bool hanging, ending;
	TAILQ_ENTRY(http_call) link;
};

static TAILQ_HEAD(, http_call) calls = TAILQ_HEAD_INITIALIZER(calls);
static int pending;
static char **lines;
static size_t n_lines;
static fake_http_fn *player;
static void *player_arg;

void
http_init(const struct http_opts *opts)
{
	(void)opts;
}

static char **
copy_list(const char *const *list)
{
	size_t n = 0;
	char **copy;

	if (list == NULL)
		return NULL;
	while (list[n] != NULL)
		n++;
	copy = xcalloc(n + 1, sizeof(*copy));
	for (size_t i = 0; i < n; i++)
		copy[i] = xstrdup(list[i]);
	return copy;
}

static void
free_const(const void *p)
{
	void *q;

	memcpy(&q, &p, sizeof(q));
	free(q);
}

static void
call_free(struct http_call *c)
{
	const struct http_request *r = &c->req;

	TAILQ_REMOVE(&calls, c, link);
	pending--;
	timer_free(c->timer);
	free_const(r->method);
	free_const(r->url);
	for (size_t i = 0; r->headers != NULL && r->headers[i] != NULL; i++)
		free_const(r->headers[i]);
	free_const(r->headers);
	free_const(r->body);
	free_const(r->type);
	free_const(r->etag);
	free_const(r->last_modified);
	free_const(r->ca_file);
	free(c);
}

static void
answer(struct http_call *c, const struct http_response *from)
{
	struct http_response r = *from;
	size_t max = c->req.max_body != 0 ? c->req.max_body : MAX_BODY;

	if (r.body != NULL && r.len == 0)
		r.len = strlen(r.body);
	if (r.err.code == ERR_OK && r.len > max)
		err_set(&r.err, ERR_LIMIT, "the answer is larger than %zu "
		    "bytes", max);
	if (r.err.code != ERR_OK) {
		r.status = 0;
		r.len = 0;
		r.body = NULL;
	}
	if (r.type == NULL)
		r.type = "";
	if (r.url == NULL)
		r.url = c->req.url;
	if (r.body == NULL)
		r.body = "";
	if (r.headers == NULL)
		r.headers = "";
	/* The callee may ask for more, and may not cancel what has ended. */
	c->hanging = false;
	c->ending = true;
	c->fn(c->arg, &r);
	call_free(c);
}

static void
on_turn(void *arg)
{
	struct http_call *c = arg;
	struct http_response r = { .status = 200, .retry_after_ms = -1 };
	int64_t ms = c->req.timeout_ms != 0 ? c->req.timeout_ms : TIMEOUT_MS;

	if (c->hanging) {
		err_set(&r.err, ERR_NET, "no answer within %lld ms",
		    (long long)ms);
	} else if (player == NULL) {
		err_set(&r.err, ERR_NET, "no network in this test");
	} else if (!player(player_arg, &c->req, &r)) {
		c->hanging = true;
		timer_start(c->timer, ms);
		return;
	}
	answer(c, &r);
}

struct http_call *
http_start(const struct http_request *req, http_fn *fn, void *arg)
{
	struct http_call *c = xcalloc(1, sizeof(*c));
	const char *method = req->method;

	if (method == NULL)
		method = req->body != NULL ? "POST" : "GET";
	c->req = *req;
	c->req.method = xstrdup(method);
	c->req.url = xstrdup(req->url);
	c->req.headers = (const char *const *)copy_list(req->headers);
	if (req->body != NULL) {
		size_t n = req->len != 0 ? req->len : strlen(req->body);
		char *body = xmalloc(n + 1);

		memcpy(body, req->body, n);
		body[n] = '\0';
		c->req.body = body;
		c->req.len = n;
	}
	c->req.type = xstrdup_null(req->type);
	c->req.etag = xstrdup_null(req->etag);
	c->req.last_modified = xstrdup_null(req->last_modified);
	c->req.ca_file = xstrdup_null(req->ca_file);
	c->fn = fn;
	c->arg = arg;
	c->timer = timer_new(on_turn, c);
	timer_start(c->timer, 0);
	TAILQ_INSERT_TAIL(&calls, c, link);
	pending++;

	lines = xreallocarray(lines, n_lines + 1, sizeof(*lines));
	lines[n_lines++] = xasprintf("%s %s", method, req->url);
	return c;
}

void
http_cancel(struct http_call *c)
{
	if (c != NULL && !c->ending)
		call_free(c);
}

int
http_pending(void)
{
	return pending;
}

void
http_free(void)
{
	struct http_call *c, *next;

	for (c = TAILQ_FIRST(&calls); c != NULL; c = next) {
		next = TAILQ_NEXT(c, link);
		http_cancel(c);
	}
}

void
fake_http(fake_http_fn *fn, void *arg)
{
	player = fn;
	player_arg = arg;
}

void
fake_http_answer(const struct http_response *r)
{
	struct http_call *c;

	TAILQ_FOREACH(c, &calls, link)
		if (c->hanging) {
			answer(c, r);
			return;
		}
}

size_t
fake_http_count(void)
{
	return n_lines;
}

const char *
fake_http_line(size_t i)
{
	return i < n_lines ? lines[i] : NULL;
}

void
fake_http_forget(void)
{
	for (size_t i = 0; i < n_lines; i++)
		free(lines[i]);
	free(lines);
	lines = NULL;
	n_lines = 0;
}

void
fake_http_free(void)
{
	http_free();
	fake_http_forget();
	fake_http(NULL, NULL);
}
