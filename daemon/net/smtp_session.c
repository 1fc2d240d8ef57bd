/* SPDX-License-Identifier: ISC */

/*
 * A connection to a mail server; see smtp_session.h.
 *
 * libcurl's own SMTP transfers block in two places, whatever interface is
 * used: for the answer to the text (3 s for a server that took 3 s), and for
 * the answer to QUIT, up to two minutes.  So it is told to stop once logged in
 * (CURLOPT_CONNECT_ONLY), and we send and receive through it.  Its QUIT is
 * sent, but not waited for: the socket is shut for reading first.
 */

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/url.h"
#include "net/multi.h"
#include "net/smtp_session.h"

#define ANSWER_MS	60000
#define MAX_ANSWER	8192

/* --- what may be done --- */

static bool
is_encrypted(const struct smtp_server *s)
{
	return strncmp(s->url, "smtps:", 6) == 0;
}

int
session_check(const struct smtp_server *s, struct smtp_result *r)
{
	struct url u;

	r->outcome = SMTP_CONFIG;
	if (!url_parse(s->url, &u) || u.userinfo ||
	    (strcmp(u.scheme, "smtp") != 0 && strcmp(u.scheme, "smtps") != 0))
		return err_set(&r->err, ERR_CONFIG, "the mail server must be "
		    "given as smtp://host:port or smtps://host:port");
	if (u.path[strspn(u.path, "/")] != '\0')
		return err_set(&r->err, ERR_CONFIG, "nothing may follow the "
		    "mail server's port");
	if (s->hello == NULL || s->hello[0] == '\0' ||
	    s->hello[strcspn(s->hello, "/?#@\\ \t\r\n")] != '\0')
		return err_set(&r->err, ERR_CONFIG, "our own name for mail "
		    "servers must be a host name");
	if (s->tls == SMTP_TLS_NEVER && !is_encrypted(s) &&
	    !url_is_loopback(u.host))
		return err_set(&r->err, ERR_CONFIG, "mail to %s must be "
		    "encrypted: only a server on this machine may go without",
		    u.host);
	return 0;
}

/* Only to this machine may a password, or everything, go in the clear. */
static bool
is_bound_to_loopback(const struct smtp_server *s)
{
	struct url u;

	return !is_encrypted(s) && s->tls != SMTP_TLS_REQUIRED &&
	    (s->tls == SMTP_TLS_NEVER || s->user != NULL) &&
	    url_parse(s->url, &u) && url_is_loopback(u.host);
}

static long
tls_level(const struct smtp_server *s)
{
	if (s->tls == SMTP_TLS_NEVER)
		return CURLUSESSL_NONE;
	if (s->tls == SMTP_TLS_REQUIRED ||
	    (s->user != NULL && !is_bound_to_loopback(s)))
		return CURLUSESSL_ALL;
	return CURLUSESSL_TRY;
}

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

static void __attribute__((format(printf, 4, 5)))
fail(struct session *s, enum smtp_outcome outcome, enum err_code code,
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

/* libcurl could not connect, encrypt or log in. */
static void
fail_to_connect(struct session *s, CURLcode rc)
{
	const char *what = s->detail[0] != '\0' ? s->detail :
	    curl_easy_strerror(rc);
	long code = 0;
	bool later;

	curl_easy_getinfo(s->easy, CURLINFO_RESPONSE_CODE, &code);
	s->code = code >= 400 ? (int)code : 0;
	later = s->code >= 400 && s->code < 500;
	/*
	 * The words of the server are not quoted: some repeat what they do
	 * not understand, and that may be our password.
	 */
	if (rc == CURLE_LOGIN_DENIED && !later)
		fail(s, SMTP_CONFIG, ERR_CONFIG, "refuses the user name or "
		    "password (%d)", s->code);
	else if (rc == CURLE_USE_SSL_FAILED && !later)
		fail(s, SMTP_CONFIG, ERR_CONFIG, "offers no encryption "
		    "(STARTTLS), so nothing was sent");
	else if (rc == CURLE_REMOTE_ACCESS_DENIED && !later)
		fail(s, SMTP_CONFIG, ERR_CONFIG, "does not accept our name %s "
		    "(%d)", s->server.hello, s->code);
	else if (rc == CURLE_PEER_FAILED_VERIFICATION ||
	    rc == CURLE_SSL_CACERT_BADFILE)
		fail(s, SMTP_CONFIG, ERR_CONFIG, "%s", what);
	else if (s->code != 0)
		fail(s, SMTP_TEMPORARY, ERR_NET, "does not let us in now (%d)",
		    s->code);
	else
		fail(s, SMTP_TEMPORARY, ERR_NET, "%s", what);
}

/* --- lines --- */

static void
on_timer(void *arg)
{
	struct session *s = arg;

	s->code = 0;
	fail(s, SMTP_TEMPORARY, ERR_NET, "does not answer in time");
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
		fail(s, SMTP_TEMPORARY, ERR_NET, "hung up");
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
		fail(s, SMTP_TEMPORARY, ERR_PROTOCOL, "speaks something that "
		    "is not SMTP");
		return;
	default:
		break;
	}
	if (open) {
		flush(s);
	} else {
		s->code = 0;
		fail(s, SMTP_TEMPORARY, ERR_NET, "hung up");
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

static curl_socket_t
open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *a)
{
	struct session *s = arg;
	char ip[INET6_ADDRSTRLEN] = "";

	if (s->plain) {
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
	struct session *s = arg;

	if (s->fd == fd)
		s->fd = -1;
	return close(fd);
}

/* What we hear ends here; what we say still goes out. */
static void
stop_listening(struct session *s)
{
	if (s->fd != -1)
		shutdown(s->fd, SHUT_RD);
}

/* The server's answers while libcurl talks to it. */
static size_t
on_line(char *p, size_t size, size_t n, void *arg)
{
	struct session *s = arg;
	char line[128];
	int code;

	n *= size;
	snprintf(line, sizeof(line), "%.*s", (int)n, p);
	code = atoi(line);
	if (code == 250) {
		s->greeted = true;
		line[strcspn(line, "\r\n")] = '\0';
		if (strcasecmp(line + 3 + (line[3] != '\0'), "8BITMIME") == 0)
			s->eight_bit = true;
		if (strcasecmp(line + 3 + (line[3] != '\0'), "SMTPUTF8") == 0)
			s->utf8 = true;
	}
	/* Libcurl gives up after this, and would wait for its QUIT. */
	if (code >= 400 && line[3] != '-' && s->greeted &&
	    tls_level(&s->server) != CURLUSESSL_TRY)
		stop_listening(s);
	return n;
}

static void
on_connected(void *arg, CURLcode rc)
{
	struct session *s = arg;
	curl_socket_t fd = CURL_SOCKET_BAD;

	if (rc == CURLE_OK && (curl_easy_getinfo(s->easy,
	    CURLINFO_ACTIVESOCKET, &fd) != CURLE_OK || fd == CURL_SOCKET_BAD))
		rc = CURLE_COULDNT_CONNECT;
	if (rc != CURLE_OK) {
		fail_to_connect(s, rc);
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

static void
connect_easy(struct session *s)
{
	const struct smtp_server *v = &s->server;
	int64_t ms = v->timeout_ms != 0 ? v->timeout_ms : ANSWER_MS;
	AUTO(free_p) char *url = NULL;
	char origin[300];
	CURL *e = curl_easy_init();

	if (e == NULL)
		fatal("curl_easy_init failed");
	s->easy = e;
	/* The path of the URL is what libcurl says in EHLO. */
	url_origin(v->url, origin, sizeof(origin));
	url = xasprintf("%s/%s", origin, v->hello);
	multi_setup(e);
	multi_trust(e, v->ca_file);
	SETOPT(e, CURLOPT_URL, url);
	SETOPT(e, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	SETOPT(e, CURLOPT_CONNECT_ONLY, 1L);
	SETOPT(e, CURLOPT_USE_SSL, tls_level(v));
	SETOPT(e, CURLOPT_TIMEOUT_MS, (long)ms);
	SETOPT(e, CURLOPT_CONNECTTIMEOUT_MS, (long)ms);
	SETOPT(e, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	SETOPT(e, CURLOPT_OPENSOCKETDATA, s);
	SETOPT(e, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
	SETOPT(e, CURLOPT_CLOSESOCKETDATA, s);
	SETOPT(e, CURLOPT_HEADERFUNCTION, on_line);
	SETOPT(e, CURLOPT_HEADERDATA, s);
	SETOPT(e, CURLOPT_ERRORBUFFER, s->detail);
	if (v->user != NULL) {
		SETOPT(e, CURLOPT_USERNAME, v->user);
		SETOPT(e, CURLOPT_PASSWORD, v->password != NULL ?
		    secret_reveal(v->password, NULL) : "");
		/* Others need a Kerberos ticket or outdated hashes. */
		SETOPT(e, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
	}
	multi_hold(s->multi, e, on_connected, s);
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
	s->plain = is_bound_to_loopback(v);
	s->multi = multi;
	s->fn = fn;
	s->arg = arg;
	s->fd = -1;
	s->in = s->out = (struct buf)BUF_INIT;
	s->timer = timer_new(on_timer, s);
	connect_easy(s);
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
	stop_listening(s);
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
