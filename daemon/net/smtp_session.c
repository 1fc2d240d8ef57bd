/* SPDX-License-Identifier: ISC */

/*
 * A connection to a mail server: lines out, answers in; see smtp_session.h.
 * libcurl has made it (smtp_connect.c), and we send and receive through it.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <event2/event.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/url.h"
#include "net/multi.h"
#include "net/smtp_session.h"

#define MAX_ANSWER	8192

/* --- failing --- */

static void
stop_watching(struct session *s)
{
	if (s->readable != NULL)
		event_free(s->readable);
	if (s->writable != NULL)
		event_free(s->writable);
	s->readable = s->writable = NULL;
	timer_stop(s->timer);
}

void
session_fail(struct session *s, enum smtp_outcome outcome, enum err_code code,
    const char *fmt, ...)
{
	char origin[300], what[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	if (!url_origin(s->server.url, origin, sizeof(origin)))
		snprintf(origin, sizeof(origin), "mail server");
	s->result.outcome = outcome;
	s->result.code = s->code;
	err_set(&s->result.err, code, "%s: %s", origin, what);
	stop_watching(s);
	s->fn(s->arg, s, SESSION_FAILED);
}

/* --- lines --- */

static void
on_timer(void *arg)
{
	struct session *s = arg;

	s->code = 0;
	session_fail(s, SMTP_TEMPORARY, ERR_NET, "does not answer in time");
}

/*
 * Take one whole answer from s->in: "250-one", "250 two".  1: there is one; 0:
 * not yet; -1: this is not SMTP.
 */
static int
take_answer(struct session *s)
{
	char *line = s->in.data, *eol;
	size_t n;

	for (; (eol = strchr(line, '\n')) != NULL; line = eol + 1) {
		n = (size_t)(eol - line);
		if (n < 3 || strspn(line, "0123456789") != 3 ||
		    strchr(" -\r\n", line[3]) == NULL)
			return -1;
		if (line[3] == '-')
			continue;
		s->code = atoi(line);
		while (n > 0 && (line[n - 1] == '\r' || line[n - 1] == ' '))
			n--;
		snprintf(s->text, sizeof(s->text), "%.*s", (int)n, line);
		/* We never send two commands at once. */
		buf_reset(&s->in);
		return 1;
	}
	return s->in.len > MAX_ANSWER ? -1 : 0;
}

/* False: nothing more will come. */
static bool
receive(struct session *s)
{
	char data[4096];
	size_t n = 0;
	CURLcode rc;

	while ((rc = curl_easy_recv(s->easy, data, sizeof(data), &n)) ==
	    CURLE_OK && n > 0 && s->in.len <= MAX_ANSWER)
		buf_add(&s->in, data, n);
	return rc == CURLE_AGAIN || (rc == CURLE_OK && n > 0);
}

static void
flush(struct session *s)
{
	CURLcode rc = CURLE_OK;
	size_t n;

	while (s->sent < s->out.len) {
		rc = curl_easy_send(s->easy, s->out.data + s->sent,
		    s->out.len - s->sent, &n);
		if (rc != CURLE_OK)
			break;
		s->sent += n;
	}
	if (rc != CURLE_OK && rc != CURLE_AGAIN) {
		s->code = 0;
		session_fail(s, SMTP_TEMPORARY, ERR_NET, "hung up");
		return;
	}
	if (s->sent < s->out.len) {
		if (event_add(s->writable, NULL) == -1)
			fatal("event_add failed");
	} else {
		buf_reset(&s->out);
		s->sent = 0;
		event_del(s->writable);
	}
}

static void
on_event(evutil_socket_t fd, short what, void *arg)
{
	struct session *s = arg;
	bool open;

	(void)fd, (void)what;
	/* A server may refuse before it has read all: hear it first. */
	open = receive(s);
	switch (take_answer(s)) {
	case 1:
		timer_stop(s->timer);
		s->fn(s->arg, s, SESSION_ANSWER);
		return;			/* s may be gone */
	case -1:
		s->code = 0;
		session_fail(s, SMTP_TEMPORARY, ERR_PROTOCOL, "speaks "
		    "something that is not SMTP");
		return;
	default:
		break;
	}
	if (open) {
		flush(s);
	} else {
		s->code = 0;
		session_fail(s, SMTP_TEMPORARY, ERR_NET, "hung up");
	}
}

bool
session_is_sending(const struct session *s)
{
	return s->sent < s->out.len;
}

void
session_send(struct session *s, const char *p, size_t n, int64_t ms)
{
	buf_add(&s->out, p, n);
	timer_start(s->timer,
	    s->server.timeout_ms != 0 ? s->server.timeout_ms : ms);
	/* Not now: failing must not happen under our caller's feet. */
	event_active(s->writable, EV_WRITE, 0);
}

void
session_wait(struct session *s, int64_t ms)
{
	timer_start(s->timer, ms);
}

/* --- connecting --- */

static void
on_connected(void *arg, CURLcode rc)
{
	struct session *s = arg;
	curl_socket_t fd = CURL_SOCKET_BAD;

	if (rc == CURLE_OK && (curl_easy_getinfo(s->easy,
	    CURLINFO_ACTIVESOCKET, &fd) != CURLE_OK || fd == CURL_SOCKET_BAD))
		rc = CURLE_COULDNT_CONNECT;
	if (rc != CURLE_OK) {
		session_connect_failed(s, rc);
		return;
	}
	s->connected = true;
	s->readable = event_new(loop_base(), fd, EV_READ | EV_PERSIST,
	    on_event, s);
	s->writable = event_new(loop_base(), fd, EV_WRITE | EV_PERSIST,
	    on_event, s);
	if (s->readable == NULL || s->writable == NULL ||
	    event_add(s->readable, NULL) == -1)
		fatal("cannot watch descriptor %d", (int)fd);
	s->fn(s->arg, s, SESSION_READY);
}

struct session *
session_new(struct multi *multi, const struct smtp_server *v, session_fn *fn,
    void *arg)
{
	struct session *s = xcalloc(1, sizeof(*s));

	s->server = *v;
	s->server.url = xstrdup(v->url);
	s->server.hello = xstrdup(v->hello);
	s->server.user = xstrdup_null(v->user);
	s->server.password = v->password != NULL ? secret_copy(v->password) :
	    NULL;
	s->server.ca_file = xstrdup_null(v->ca_file);
	s->multi = multi;
	s->fn = fn;
	s->arg = arg;
	s->fd = -1;
	s->in = s->out = (struct buf)BUF_INIT;
	s->timer = timer_new(on_timer, s);
	session_connect(s, on_connected);
	return s;
}

static void
free_const(const void *p)
{
	void *q;

	memcpy(&q, &p, sizeof(q));
	free(q);
}

void
session_free(struct session *s)
{
	struct secret *password;
	size_t n;

	if (s == NULL)
		return;
	stop_watching(s);
	if (s->connected && !session_is_sending(s))
		curl_easy_send(s->easy, "QUIT\r\n", 6, &n);
	session_stop_listening(s);
	multi_remove(s->multi, s->easy);
	curl_easy_cleanup(s->easy);
	timer_free(s->timer);
	buf_free(&s->in);
	buf_free(&s->out);
	free_const(s->server.url);
	free_const(s->server.hello);
	free_const(s->server.user);
	free_const(s->server.ca_file);
	memcpy(&password, &s->server.password, sizeof(password));
	secret_free(password);
	free(s);
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool
session_is_for(const struct session *s, const struct smtp_server *v)
{
	const struct smtp_server *w = &s->server;
	const char *p = "", *q = "";

	if (v->password != NULL)
		p = secret_reveal(v->password, NULL);
	if (w->password != NULL)
		q = secret_reveal(w->password, NULL);
	return same(w->url, v->url) && same(w->hello, v->hello) &&
	    w->tls == v->tls && same(w->user, v->user) && same(p, q) &&
	    same(w->ca_file, v->ca_file) && w->timeout_ms == v->timeout_ms;
}
