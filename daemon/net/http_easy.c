/* SPDX-License-Identifier: ISC */

/*
 * One exchange: what is asked of libcurl, what it may connect to, how much it
 * may bring, and what its errors mean.
 *
 * A name is harmless only if the address behind it is, and only libcurl knows
 * which one it took.  So addresses are judged twice: before a connection is
 * made (open_socket), and before a request goes out on one that may have been
 * made for somebody with other rights (before_request).
 */

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/url.h"
#include "net/http_call.h"
#include "net/multi.h"

#define CONNECT_MS	10000
#define MAX_HEAD	(64 << 10)

/* --- what may be asked --- */

static bool
is_token(const char *s, size_t n)
{
	static const char other[] = "!#$%&'*+-.^_`|~";

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || (c != 0 && strchr(other, c))))
			return false;
	}
	return n != 0;
}

/* No line breaks, nor anything else that ends or splits a header. */
static bool
is_value(const char *s)
{
	for (; *s != '\0'; s++)
		if (((unsigned char)*s < 0x20 && *s != '\t') || *s == 0x7f)
			return false;
	return true;
}

/*
 * Our parser decides where credentials may go, libcurl's where they do go:
 * what the two read differently ("https://0x7f.1", "%31%30.0.0.1") is refused.
 */
static bool
same_host(const char *url, const char *host)
{
	CURLU *u = curl_url();
	char *theirs = NULL;
	bool same = false;
	size_t n;

	if (u == NULL)
		fatal("out of memory");
	if (curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_HOST, &theirs, 0) == CURLUE_OK) {
		n = strlen(theirs);
		if (theirs[0] == '[' && n > 2) {
			theirs[n - 1] = '\0';
			same = strcasecmp(theirs + 1, host) == 0;
		} else {
			same = strcasecmp(theirs, host) == 0;
		}
	}
	curl_free(theirs);
	curl_url_cleanup(u);
	return same;
}

int
http_easy_check(const struct http_request *r, struct err *e)
{
	struct url u;

	if (r->method != NULL && !is_token(r->method, strlen(r->method)))
		return err_set(e, ERR_USAGE, "not an HTTP method");
	if (!url_parse(r->url, &u) || !same_host(r->url, u.host))
		return err_set(e, ERR_USAGE, "not an address we understand");
	if (strcmp(u.scheme, "https") != 0 && strcmp(u.scheme, "http") != 0)
		return err_set(e, ERR_USAGE, "%s:// is not HTTP", u.scheme);
	if (u.userinfo)
		return err_set(e, ERR_REFUSED, "addresses with a user name or "
		    "password in them are refused");
	if (!r->allow_private && url_is_private(u.host))
		return err_set(e, ERR_REFUSED, "%s is a private address, "
		    "which is refused unless configured", u.host);
	if (strcmp(u.scheme, "http") == 0 && !r->allow_http &&
	    !url_is_loopback(u.host))
		return err_set(e, ERR_REFUSED, "http://%s is not encrypted: "
		    "use https://", u.host);
	for (size_t i = 0; r->headers != NULL && r->headers[i] != NULL; i++) {
		const char *h = r->headers[i];

		if (!is_token(h, strcspn(h, ":")) || strchr(h, ':') == NULL ||
		    !is_value(h))
			return err_set(e, ERR_USAGE, "header %zu is malformed",
			    i + 1);
	}
	if ((r->type != NULL && !is_value(r->type)) ||
	    (r->etag != NULL && !is_value(r->etag)) ||
	    (r->last_modified != NULL && !is_value(r->last_modified)))
		return err_set(e, ERR_USAGE, "a header is malformed");
	return 0;
}

/* --- what may be connected to --- */

/* Private addresses of version 4, and the ways to write them in version 6. */
static bool
is_private(const char *ip)
{
	static const unsigned char nat64[12] = { 0x00, 0x64, 0xff, 0x9b };
	static const unsigned char zero[12];
	char inner[INET_ADDRSTRLEN];
	const unsigned char *b, *v4 = NULL;
	struct in6_addr a;

	if (url_is_private(ip))
		return true;
	if (inet_pton(AF_INET6, ip, &a) != 1)
		return false;
	b = a.s6_addr;
	if (b[0] == 0xff || (b[0] == 0xfe && (b[1] & 0xc0) == 0xc0))
		return true;		/* multicast, site-local */
	if (memcmp(b, nat64, 12) == 0 || memcmp(b, zero, 12) == 0)
		v4 = b + 12;
	else if (b[0] == 0x20 && b[1] == 0x02)
		v4 = b + 2;		/* 6to4 */
	return v4 != NULL &&
	    inet_ntop(AF_INET, v4, inner, sizeof(inner)) != NULL &&
	    url_is_private(inner);
}

static bool
may_connect(struct http_call *c, const char *ip)
{
	bool plain = strncasecmp(c->url, "http:", 5) == 0;

	if ((c->allow_private || !is_private(ip)) &&
	    (!plain || c->allow_http || url_is_loopback(ip)))
		return true;
	snprintf(c->refused, sizeof(c->refused), "%s", ip);
	return false;
}

static curl_socket_t
open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *a)
{
	char ip[INET6_ADDRSTRLEN];
	const void *addr;

	if (a->family == AF_INET)
		addr = &((const struct sockaddr_in *)
		    (const void *)&a->addr)->sin_addr;
	else if (a->family == AF_INET6)
		addr = &((const struct sockaddr_in6 *)
		    (const void *)&a->addr)->sin6_addr;
	else
		return CURL_SOCKET_BAD;
	if (inet_ntop(a->family, addr, ip, sizeof(ip)) == NULL ||
	    !may_connect(arg, ip))
		return CURL_SOCKET_BAD;
	return multi_socket(NULL, purpose, a);
}

static int
before_request(void *arg, char *ip, char *local, int port, int local_port)
{
	(void)local, (void)port, (void)local_port;
	return may_connect(arg, ip) ? CURL_PREREQFUNC_OK :
	    CURL_PREREQFUNC_ABORT;
}

/* --- what comes back --- */

static size_t
on_head(char *p, size_t size, size_t n, void *arg)
{
	struct http_call *c = arg;

	n *= size;
	if (n >= 5 && memcmp(p, "HTTP/", 5) == 0) {
		/* What came before was a 1xx answer. */
		buf_reset(&c->head);
		c->head_ends = false;
		return n;
	}
	if (n <= 2 && (n == 0 || p[0] == '\r' || p[0] == '\n'))
		c->head_ends = true;
	if (c->head_ends)
		return n;
	if (n > MAX_HEAD - c->head.len) {
		c->too_large = true;
		return 0;
	}
	buf_add(&c->head, p, n);
	return n;
}

/* Counts what comes out of the decompressor: a header can promise anything. */
static size_t
on_text(char *p, size_t size, size_t n, void *arg)
{
	struct http_call *c = arg;

	n *= size;
	if (n > c->max_body - c->text.len) {
		c->too_large = true;
		return 0;
	}
	buf_add(&c->text, p, n);
	return n;
}

/* --- one exchange --- */

static void
set_method(struct http_call *c)
{
	bool plain = strcmp(c->method, "GET") == 0;

	if (c->body != NULL || strcmp(c->method, "POST") == 0) {
		SETOPT(c->easy, CURLOPT_POSTFIELDSIZE_LARGE,
		    (curl_off_t)c->len);
		SETOPT(c->easy, CURLOPT_POSTFIELDS,
		    c->body != NULL ? c->body : "");
		SETOPT(c->easy, CURLOPT_CUSTOMREQUEST, c->method);
	} else if (strcmp(c->method, "HEAD") == 0) {
		SETOPT(c->easy, CURLOPT_NOBODY, 1L);
	} else if (!plain) {
		SETOPT(c->easy, CURLOPT_CUSTOMREQUEST, c->method);
	}
	/*
	 * A kept connection may be closed by the server just as we send.
	 * libcurl then asks again by itself, which must not happen to what
	 * may be done once only.
	 */
	if (!c->idempotent && (strcmp(c->method, "POST") == 0 ||
	    strcmp(c->method, "PATCH") == 0))
		SETOPT(c->easy, CURLOPT_FRESH_CONNECT, 1L);
}

void
http_easy_init(struct http_call *c, const char *user_agent,
    const char *ca_file, int64_t ms)
{
	CURL *easy = curl_easy_init();

	if (easy == NULL)
		fatal("curl_easy_init failed");
	c->easy = easy;
	multi_setup(easy);
	multi_trust(easy, c->ca_file != NULL ? c->ca_file : ca_file);
	SETOPT(easy, CURLOPT_URL, c->url);
	SETOPT(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	SETOPT(easy, CURLOPT_FOLLOWLOCATION, 0L);	/* http.c does */
	/* No gain in CPU from HTTP/2 at our pace, and twice the memory. */
	SETOPT(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	SETOPT(easy, CURLOPT_ACCEPT_ENCODING, "");	/* all it knows */
	SETOPT(easy, CURLOPT_USERAGENT, user_agent);
	SETOPT(easy, CURLOPT_HTTPHEADER, c->headers);
	SETOPT(easy, CURLOPT_TIMEOUT_MS, (long)ms);
	SETOPT(easy, CURLOPT_CONNECTTIMEOUT_MS,
	    (long)(ms < CONNECT_MS ? ms : CONNECT_MS));
	SETOPT(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)c->max_body);
	SETOPT(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	SETOPT(easy, CURLOPT_OPENSOCKETDATA, c);
	SETOPT(easy, CURLOPT_PREREQFUNCTION, before_request);
	SETOPT(easy, CURLOPT_PREREQDATA, c);
	SETOPT(easy, CURLOPT_HEADERFUNCTION, on_head);
	SETOPT(easy, CURLOPT_HEADERDATA, c);
	SETOPT(easy, CURLOPT_WRITEFUNCTION, on_text);
	SETOPT(easy, CURLOPT_WRITEDATA, c);
	c->detail[0] = c->refused[0] = '\0';
	SETOPT(easy, CURLOPT_ERRORBUFFER, c->detail);
	set_method(c);
}

void
http_easy_clear(struct http_call *c)
{
	if (c->easy != NULL)
		curl_easy_cleanup(c->easy);
	c->easy = NULL;
	buf_reset(&c->text);
	buf_reset(&c->head);
	c->head_ends = false;
	c->too_large = false;
}

static enum err_code
code_of(CURLcode rc)
{
	switch ((int)rc) {
	case CURLE_SSL_CACERT_BADFILE:
		return ERR_CONFIG;
	case CURLE_FILESIZE_EXCEEDED:
		return ERR_LIMIT;
	case CURLE_URL_MALFORMAT:
		return ERR_USAGE;
	case CURLE_UNSUPPORTED_PROTOCOL:	/* the answer is not HTTP */
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_BAD_CONTENT_ENCODING:
	case CURLE_WRITE_ERROR:		/* of the decompressor: not ours */
		return ERR_PROTOCOL;
	default:
		/* Certificates too: they are renewed, and nothing was sent. */
		return ERR_NET;
	}
}

/* Never more of the URL than its origin: paths and queries hold tokens. */
void
http_easy_error(struct http_call *c, CURLcode rc)
{
	const char *what = c->detail[0] != '\0' ? c->detail :
	    curl_easy_strerror(rc);
	char origin[300];

	if (!url_origin(c->url, origin, sizeof(origin)))
		snprintf(origin, sizeof(origin), "HTTP");
	if (c->refused[0] != '\0' && (rc == CURLE_COULDNT_CONNECT ||
	    rc == CURLE_ABORTED_BY_CALLBACK))
		err_set(&c->err, ERR_REFUSED, is_private(c->refused) ?
		    "%s: leads to the private address %s, which is refused "
		    "unless configured" :
		    "%s: is not encrypted, and leads to %s: use https://",
		    origin, c->refused);
	else if (c->too_large || rc == CURLE_FILESIZE_EXCEEDED)
		err_set(&c->err, ERR_LIMIT, "%s: the answer is larger than "
		    "%zu bytes", origin, c->max_body);
	else
		err_set(&c->err, code_of(rc), "%s: %s", origin, what);
}
