/* SPDX-License-Identifier: ISC */

/* Addresses, taken apart and put together; see url.h. */

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/url.h"

static const struct {
	const char *name;
	int port;
} schemes[] = {
	{ "http", 80 }, { "https", 443 }, { "smtp", 25 }, { "smtps", 465 },
	{ "imap", 143 }, { "imaps", 993 },
};

bool
url_parse(const char *s, struct url *u)
{
	const char *sep = strstr(s, "://"), *p, *end, *at, *host_end;
	struct url r = { .path = "" };
	struct in6_addr v6;
	size_t i, n;

	if (sep == NULL || sep == s)
		return false;
	n = (size_t)(sep - s);
	if (n >= sizeof(r.scheme))
		return false;
	for (i = 0; i < n; i++)
		r.scheme[i] = (char)tolower((unsigned char)s[i]);
	for (i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (strcmp(schemes[i].name, r.scheme) == 0)
			r.port = schemes[i].port;
	if (r.port == 0)
		return false;

	p = sep + 3;
	end = p + strcspn(p, "/?#");
	for (const char *c = s; *c != '\0'; c++)
		if ((unsigned char)*c <= 0x20 || *c == 0x7f || *c == '\\')
			return false;
	at = memrchr(p, '@', (size_t)(end - p));
	if (at != NULL) {
		r.userinfo = true;
		p = at + 1;
	}
	if (*p == '[') {
		host_end = memchr(p, ']', (size_t)(end - p));
		if (host_end == NULL)
			return false;
		p++;
	} else {
		host_end = memchr(p, ':', (size_t)(end - p));
		if (host_end == NULL)
			host_end = end;
	}
	n = (size_t)(host_end - p);
	if (n == 0 || n >= sizeof(r.host))
		return false;
	for (i = 0; i < n; i++)
		r.host[i] = (char)tolower((unsigned char)p[i]);
	if (*host_end == ']' && inet_pton(AF_INET6, r.host, &v6) != 1)
		return false;
	p = host_end + (*host_end == ']');
	if (p < end) {
		char *stop;
		long port;

		if (*p != ':')
			return false;
		port = strtol(p + 1, &stop, 10);
		if (stop != end || stop == p + 1 || port < 1 || port > 65535)
			return false;
		r.port = (int)port;
	}
	r.path = end;
	*u = r;
	return true;
}

bool
url_same_origin(const char *a, const char *b)
{
	struct url ua, ub;

	return url_parse(a, &ua) && url_parse(b, &ub) && ua.port == ub.port &&
	    strcmp(ua.scheme, ub.scheme) == 0 && strcmp(ua.host, ub.host) == 0;
}

bool
url_origin(const char *s, char *out, size_t size)
{
	struct url u;
	const char *l, *r;
	int def = 0, n;

	if (!url_parse(s, &u))
		return false;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (strcmp(schemes[i].name, u.scheme) == 0)
			def = schemes[i].port;
	l = strchr(u.host, ':') != NULL ? "[" : "";
	r = l[0] != '\0' ? "]" : "";
	if (u.port == def)
		n = snprintf(out, size, "%s://%s%s%s", u.scheme, l, u.host, r);
	else
		n = snprintf(out, size, "%s://%s%s%s:%d", u.scheme, l, u.host,
		    r, u.port);
	return n > 0 && (size_t)n < size;
}

bool
url_is_loopback(const char *host)
{
	size_t n = strlen(host);
	struct in_addr a4;
	struct in6_addr a6;

	if (strcasecmp(host, "localhost") == 0 ||
	    (n > 10 && strcasecmp(host + n - 10, ".localhost") == 0))
		return true;
	if (inet_pton(AF_INET, host, &a4) == 1)
		return ntohl(a4.s_addr) >> 24 == 127;
	if (inet_pton(AF_INET6, host, &a6) == 1)
		return IN6_IS_ADDR_LOOPBACK(&a6);
	return false;
}

static bool
private4(uint32_t a)
{
	return a >> 24 == 0 || a >> 24 == 10 || a >> 24 == 127 ||
	    a >> 20 == 0xac1 || a >> 16 == 0xc0a8 || a >> 16 == 0xa9fe ||
	    (a >> 22) == (0x64400000u >> 22) || a >> 28 >= 0xe;
}

bool
url_is_private(const char *host)
{
	struct in_addr a4;
	struct in6_addr a6;

	if (url_is_loopback(host))
		return true;
	if (inet_pton(AF_INET, host, &a4) == 1)
		return private4(ntohl(a4.s_addr));
	if (inet_pton(AF_INET6, host, &a6) != 1)
		return false;
	if (IN6_IS_ADDR_V4MAPPED(&a6)) {
		memcpy(&a4, a6.s6_addr + 12, 4);
		return private4(ntohl(a4.s_addr));
	}
	return IN6_IS_ADDR_UNSPECIFIED(&a6) || IN6_IS_ADDR_LINKLOCAL(&a6) ||
	    (a6.s6_addr[0] & 0xfe) == 0xfc;
}

void
url_encode(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (isalnum(c) || strchr("-._~", c) != NULL)
			buf_addc(b, *s);
		else
			buf_addf(b, "%%%02X", c);
	}
}

void
url_build(struct buf *b, const char *base, const char *const *kv)
{
	char sep = strchr(base, '?') != NULL ? '&' : '?';

	buf_adds(b, base);
	for (; kv[0] != NULL; kv += 2) {
		if (kv[1] == NULL)
			continue;
		buf_addc(b, sep);
		/* "types[]" is a name, and servers want the brackets plain. */
		for (const char *p = kv[0]; *p != '\0'; p++) {
			char one[2] = { *p, '\0' };

			if (*p == '[' || *p == ']')
				buf_addc(b, *p);
			else
				url_encode(b, one);
		}
		buf_addc(b, '=');
		url_encode(b, kv[1]);
		sep = '&';
	}
}

void
url_join(struct buf *b, const char *base, const char *ref)
{
	struct url u;
	char origin[300];
	const char *q;
	size_t n;

	if (strstr(ref, "://") != NULL) {
		buf_adds(b, ref);
		return;
	}
	if (!url_parse(base, &u) || !url_origin(base, origin, sizeof(origin))) {
		buf_adds(b, ref);
		return;
	}
	if (ref[0] == '/' && ref[1] == '/') {
		buf_addf(b, "%s:%s", u.scheme, ref);
		return;
	}
	buf_adds(b, origin);
	if (ref[0] == '/') {
		buf_adds(b, ref);
		return;
	}
	n = strcspn(u.path, "?#");
	if (ref[0] == '?') {
		buf_add(b, u.path, n);
		buf_adds(b, ref);
		return;
	}
	q = memrchr(u.path, '/', n);
	if (q == NULL)
		buf_addc(b, '/');
	else
		buf_add(b, u.path, (size_t)(q - u.path) + 1);
	buf_adds(b, ref);
}
