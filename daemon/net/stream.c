/* SPDX-License-Identifier: ISC */

/*
 * Connections to mailbox servers; see stream.h.
 *
 * Where libcurl ends such a connection by itself it says LOGOUT and waits for
 * the answer, with the whole loop.  So the socket is shut for reading before
 * that can happen: at the server's "NO" while it logs in, and when we close.
 */

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/url.h"
#include "net/multi.h"
#include "net/stream.h"

#define CONNECT_MS	30000
#define PATIENCE_MS	60000
#define CHUNK		(16u << 10)
#define MAX_OUT		(1u << 20)
#define MAX_STREAMS	1000

struct stream {
	stream_fn *fn;
	void *arg;
	char *url, *user, *ca_file;
	struct secret *password, *token;
	int64_t timeout_ms, patience_ms;

	CURL *easy;			/* NULL: it failed before */
	int fd;
	bool open, over;
	bool encrypted;			/* imaps, or STARTTLS is a must */
	struct event *readable, *writable;
	struct timer *timer;		/* of patience, and to fail at once */
	struct err err;			/* refused before anything was sent */
	struct buf out;
	size_t sent;
	char detail[CURL_ERROR_SIZE];
	TAILQ_ENTRY(stream) link;
};

static TAILQ_HEAD(, stream) streams = TAILQ_HEAD_INITIALIZER(streams);
static struct multi *multi;

/* --- ending --------------------------------------------------------------- */

static void
stop_watching(struct stream *s)
{
	if (s->readable != NULL)
		event_free(s->readable);
	if (s->writable != NULL)
		event_free(s->writable);
	s->readable = s->writable = NULL;
	timer_stop(s->timer);
}

/* What we hear ends here, so that nobody waits for more. */
static void
stop_listening(struct stream *s)
{
	if (s->fd != -1)
		shutdown(s->fd, SHUT_RD);
}

/* The last event; s may be gone afterwards. */
static void __attribute__((format(printf, 4, 5)))
end(struct stream *s, enum stream_what what, enum err_code code,
    const char *fmt, ...)
{
	struct stream_event ev = { .what = what };
	char origin[300], words[400] = "";
	va_list ap;

	if (fmt != NULL) {
		va_start(ap, fmt);
		vsnprintf(words, sizeof(words), fmt, ap);
		va_end(ap);
		if (!url_origin(s->url, origin, sizeof(origin)))
			snprintf(origin, sizeof(origin), "mail server");
		err_set(&ev.err, code, "%s: %s", origin, words);
	}
	s->over = true;
	stop_watching(s);
	s->fn(s->arg, s, &ev);
}

/* --- bytes ---------------------------------------------------------------- */

static void
patience(struct stream *s)
{
	if (s->patience_ms > 0)
		timer_start(s->timer, s->patience_ms);
	else
		timer_stop(s->timer);
}

static void
on_timer(void *arg)
{
	struct stream *s = arg;

	if (s->err.code != ERR_OK)
		end(s, STREAM_FAILED, s->err.code, "%s", s->err.text);
	else
		end(s, STREAM_FAILED, ERR_NET, "says nothing any more");
}

static void
flush(struct stream *s)
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
		end(s, STREAM_FAILED, ERR_NET, "hung up");
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
	struct stream *s = arg;
	struct stream_event ev = { .what = STREAM_BYTES };
	char data[CHUNK];
	size_t n = 0;
	CURLcode rc;

	(void)fd, (void)what;
	rc = curl_easy_recv(s->easy, data, sizeof(data), &n);
	if (rc == CURLE_OK && n == 0) {
		end(s, STREAM_CLOSED, ERR_OK, NULL);
		return;
	}
	if (rc != CURLE_OK && rc != CURLE_AGAIN) {
		end(s, STREAM_FAILED, ERR_NET, "hung up");
		return;
	}
	if (rc == CURLE_OK) {
		patience(s);
		/* TLS may hold more, of which the socket knows nothing. */
		event_active(s->readable, EV_READ, 0);
		ev.data = data;
		ev.len = n;
		s->fn(s->arg, s, &ev);
		return;			/* s may be gone */
	}
	if (s->sent < s->out.len)
		flush(s);
}

void
stream_send(struct stream *s, const void *p, size_t n)
{
	if (s->over || s->err.code != ERR_OK)
		return;
	if (s->out.len - s->sent + n > MAX_OUT) {
		err_set(&s->err, ERR_LIMIT, "takes nothing of what we say");
		timer_start(s->timer, 0);
		return;
	}
	buf_add(&s->out, p, n);
	/* Not now: failing must not happen under our caller's feet. */
	if (s->open)
		event_active(s->writable, EV_WRITE, 0);
}

void
stream_patience(struct stream *s, int64_t ms)
{
	s->patience_ms = ms;
	if (s->open && s->err.code == ERR_OK)
		patience(s);
}

/* --- connecting ----------------------------------------------------------- */

static curl_socket_t
open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *a)
{
	struct stream *s = arg;
	char ip[INET6_ADDRSTRLEN] = "";

	if (!s->encrypted) {
		const struct sockaddr *sa = &a->addr;

		if (a->family == AF_INET)
			inet_ntop(AF_INET, &((const struct sockaddr_in *)
			    (const void *)sa)->sin_addr, ip, sizeof(ip));
		else if (a->family == AF_INET6)
			inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)
			    (const void *)sa)->sin6_addr, ip, sizeof(ip));
		if (!url_is_loopback(ip))
			return CURL_SOCKET_BAD;
	}
	s->fd = multi_socket(NULL, purpose, a);
	return s->fd == -1 ? CURL_SOCKET_BAD : s->fd;
}

static int
close_socket(void *arg, curl_socket_t fd)
{
	struct stream *s = arg;

	if (s->fd == fd)
		s->fd = -1;
	return close(fd);
}

/* The server's lines while libcurl talks to it: after a NO it gives up. */
static size_t
on_line(char *p, size_t size, size_t n, void *arg)
{
	struct stream *s = arg;
	const char *word;

	n *= size;
	word = memchr(p, ' ', n);
	if (n > 0 && p[0] != '*' && p[0] != '+' && word != NULL) {
		size_t left = n - (size_t)(++word - p);

		if ((left >= 3 && strncasecmp(word, "NO ", 3) == 0) ||
		    (left >= 4 && strncasecmp(word, "BAD ", 4) == 0))
			stop_listening(s);
	}
	return n;
}

/* The words of the server are not quoted: they may hold what we said. */
static void
connect_failed(struct stream *s, CURLcode rc)
{
	const char *what = s->detail[0] != '\0' ? s->detail :
	    curl_easy_strerror(rc);

	if (rc == CURLE_LOGIN_DENIED)
		end(s, STREAM_FAILED, ERR_PERMISSION, s->token != NULL ?
		    "refuses the user or the token" :
		    "refuses the user name or password; does the mailbox want "
		    "an app password, and is IMAP switched on there?");
	else if (rc == CURLE_USE_SSL_FAILED)
		end(s, STREAM_FAILED, ERR_CONFIG, "offers no encryption "
		    "(STARTTLS), so nothing was sent");
	else
		end(s, STREAM_FAILED, ERR_NET, "%s", what);
}

static void
on_connected(void *arg, CURLcode rc)
{
	struct stream *s = arg;
	struct stream_event ev = { .what = STREAM_OPEN };
	curl_socket_t fd = CURL_SOCKET_BAD;

	if (rc == CURLE_OK && (curl_easy_getinfo(s->easy,
	    CURLINFO_ACTIVESOCKET, &fd) != CURLE_OK || fd == CURL_SOCKET_BAD))
		rc = CURLE_COULDNT_CONNECT;
	if (rc != CURLE_OK) {
		connect_failed(s, rc);
		return;
	}
	s->open = true;
	s->readable = event_new(loop_base(), fd, EV_READ | EV_PERSIST,
	    on_event, s);
	s->writable = event_new(loop_base(), fd, EV_WRITE | EV_PERSIST,
	    on_event, s);
	if (s->readable == NULL || s->writable == NULL ||
	    event_add(s->readable, NULL) == -1)
		fatal("cannot watch descriptor %d", (int)fd);
	patience(s);
	event_active(s->readable, EV_READ, 0);
	if (s->out.len > 0)
		event_active(s->writable, EV_WRITE, 0);
	s->fn(s->arg, s, &ev);
}

static void
log_in(struct stream *s)
{
	CURL *e = s->easy;

	SETOPT(e, CURLOPT_USERNAME, s->user);
	if (s->token != NULL) {
		SETOPT(e, CURLOPT_XOAUTH2_BEARER,
		    secret_reveal(s->token, NULL));
		SETOPT(e, CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2");
		return;
	}
	SETOPT(e, CURLOPT_PASSWORD, secret_reveal(s->password, NULL));
	/* Others need a Kerberos ticket or outdated hashes. */
	SETOPT(e, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
}

static void
start(struct stream *s)
{
	CURL *e = curl_easy_init();

	if (e == NULL)
		fatal("curl_easy_init failed");
	if (multi == NULL)
		multi = multi_new(MAX_STREAMS);
	s->easy = e;
	multi_setup(e);
	multi_trust(e, s->ca_file);
	SETOPT(e, CURLOPT_URL, s->url);
	SETOPT(e, CURLOPT_PROTOCOLS_STR, "imap,imaps");
	SETOPT(e, CURLOPT_CONNECT_ONLY, 1L);
	SETOPT(e, CURLOPT_USE_SSL, (long)(s->encrypted ? CURLUSESSL_ALL :
	    CURLUSESSL_TRY));
	SETOPT(e, CURLOPT_TIMEOUT_MS, (long)s->timeout_ms);
	SETOPT(e, CURLOPT_CONNECTTIMEOUT_MS, (long)s->timeout_ms);
	SETOPT(e, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	SETOPT(e, CURLOPT_OPENSOCKETDATA, s);
	SETOPT(e, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
	SETOPT(e, CURLOPT_CLOSESOCKETDATA, s);
	SETOPT(e, CURLOPT_HEADERFUNCTION, on_line);
	SETOPT(e, CURLOPT_HEADERDATA, s);
	SETOPT(e, CURLOPT_ERRORBUFFER, s->detail);
	log_in(s);
	multi_hold(multi, e, on_connected, s);
}

/* May we speak to this server as asked?  Else why not, to s->err. */
static int
check(struct stream *s)
{
	struct url u;

	if (!url_parse(s->url, &u) || u.userinfo ||
	    (strcmp(u.scheme, "imap") != 0 && strcmp(u.scheme, "imaps") != 0))
		return err_set(&s->err, ERR_CONFIG, "the server must be given "
		    "as imaps://host or imap://host");
	if (u.path[strspn(u.path, "/")] != '\0')
		return err_set(&s->err, ERR_CONFIG, "nothing may follow the "
		    "server's port");
	if (s->user == NULL || (s->password == NULL && s->token == NULL))
		return err_set(&s->err, ERR_CONFIG, "there is no user or no "
		    "password for it");
	/* On this machine STARTTLS is welcome, but no must. */
	s->encrypted = strcmp(u.scheme, "imaps") == 0 ||
	    !url_is_loopback(u.host);
	return 0;
}

struct stream *
stream_open(const struct stream_server *v, stream_fn *fn, void *arg)
{
	struct stream *s = xcalloc(1, sizeof(*s));

	s->fn = fn;
	s->arg = arg;
	s->url = xstrdup(v->url);
	s->user = xstrdup_null(v->user);
	s->ca_file = xstrdup_null(v->ca_file);
	s->password = v->password != NULL ? secret_copy(v->password) : NULL;
	s->token = v->token != NULL ? secret_copy(v->token) : NULL;
	s->timeout_ms = v->timeout_ms > 0 ? v->timeout_ms : CONNECT_MS;
	s->patience_ms = PATIENCE_MS;
	s->fd = -1;
	s->out = (struct buf)BUF_INIT;
	s->timer = timer_new(on_timer, s);
	TAILQ_INSERT_TAIL(&streams, s, link);
	if (check(s) == -1)
		timer_start(s->timer, 0);
	else
		start(s);
	return s;
}

void
stream_close(struct stream *s)
{
	if (s == NULL)
		return;
	TAILQ_REMOVE(&streams, s, link);
	stop_watching(s);
	if (s->easy != NULL) {
		stop_listening(s);
		multi_remove(multi, s->easy);
		curl_easy_cleanup(s->easy);
	}
	timer_free(s->timer);
	buf_free(&s->out);
	secret_free(s->password);
	secret_free(s->token);
	free(s->url);
	free(s->user);
	free(s->ca_file);
	free(s);
}

void
stream_free(void)
{
	struct stream *s;

	while ((s = TAILQ_FIRST(&streams)) != NULL)
		stream_close(s);
	multi_free(multi);
	multi = NULL;
}
