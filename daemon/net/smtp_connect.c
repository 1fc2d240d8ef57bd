/* SPDX-License-Identifier: ISC */

/*
 * What libcurl is told about a mail server, and why it may fail.
 *
 * libcurl's own SMTP transfers block in two places, whatever interface is
 * used: for the answer to the text (3 s for a server that took 3 s), and for
 * the answer to QUIT, up to two minutes.  So it is told to stop once logged in
 * (CURLOPT_CONNECT_ONLY).  Where it says QUIT by itself it does not wait: the
 * socket is shut for reading first.
 */

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/url.h"
#include "net/multi.h"
#include "net/smtp_session.h"

#define ANSWER_MS	60000

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
void
session_stop_listening(struct session *s)
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
		session_stop_listening(s);
	return n;
}

void
session_connect(struct session *s, multi_fn *fn)
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
	s->plain = is_bound_to_loopback(v);
	multi_hold(s->multi, e, fn, s);
}

/* libcurl could not connect, encrypt or log in. */
void
session_connect_failed(struct session *s, CURLcode rc)
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
		session_fail(s, SMTP_CONFIG, ERR_CONFIG, "refuses the user "
		    "name or password (%d)", s->code);
	else if (rc == CURLE_USE_SSL_FAILED && !later)
		session_fail(s, SMTP_CONFIG, ERR_CONFIG, "offers no encryption "
		    "(STARTTLS), so nothing was sent");
	else if (rc == CURLE_REMOTE_ACCESS_DENIED && !later)
		session_fail(s, SMTP_CONFIG, ERR_CONFIG, "does not accept our "
		    "name %s (%d)", s->server.hello, s->code);
	else if (rc == CURLE_PEER_FAILED_VERIFICATION ||
	    rc == CURLE_SSL_CACERT_BADFILE)
		session_fail(s, SMTP_CONFIG, ERR_CONFIG, "%s", what);
	else if (s->code != 0)
		session_fail(s, SMTP_TEMPORARY, ERR_NET, "does not let us in "
		    "now (%d)", s->code);
	else
		session_fail(s, SMTP_TEMPORARY, ERR_NET, "%s", what);
}
