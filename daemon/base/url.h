/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_URL_H
#define HARK_BASE_URL_H

/*
 * url.h - taking addresses apart and building them.
 */

#include <stdbool.h>
#include <stddef.h>

struct buf;

struct url {
	char scheme[16];	/* lower case */
	char host[256];		/* lower case; IPv6 without brackets */
	int port;		/* the scheme's default if none is written */
	const char *path;	/* into the parsed string, from '/', or "" */
	bool userinfo;		/* "user:pw@": always refused by callers */
};

/* Absolute http, https, smtp, smtps, imap, imaps URLs.  False: not one. */
bool	url_parse(const char *, struct url *);
/* Same scheme, host and port. */
bool	url_same_origin(const char *, const char *);
/* "https://host" or "https://host:8443"; out holds at least 300 bytes. */
bool	url_origin(const char *, char *out, size_t size);
/* localhost, *.localhost, 127.0.0.0/8, ::1. */
bool	url_is_loopback(const char *host);
/* Literal private, link-local or loopback addresses, and localhost. */
bool	url_is_private(const char *host);

/* Percent-encode everything but unreserved characters. */
void	url_encode(struct buf *, const char *);
/* base, then "?name=value&..." from name, value, ..., NULL; NULL values out. */
void	url_build(struct buf *, const char *base, const char *const *pairs);
/* Resolve ref (absolute, "//host/x", "/x", "x", "?q") against base. */
void	url_join(struct buf *, const char *base, const char *ref);

#endif
