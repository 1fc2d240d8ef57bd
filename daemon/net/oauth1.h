/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_OAUTH1_H
#define HARK_NET_OAUTH1_H

/*
 * oauth1.h - requests signed by RFC 5849 with HMAC-SHA1.  Pure: the nonce and
 * the time are arguments.
 */

#include <stdbool.h>
#include <stdint.h>

struct buf;

struct oauth1 {
	const char *consumer_key, *consumer_secret;
	const char *token, *token_secret;	/* NULL: no token yet */
	const char *nonce;
	int64_t timestamp;			/* seconds */
	bool version;				/* send oauth_version="1.0" */
};

/*
 * Append the value of the Authorization header.  body counts only if it is a
 * web form, which is seen from its bytes; NULL: none.  False: url is not one.
 */
bool	oauth1_sign(struct buf *, const struct oauth1 *, const char *method,
	    const char *url, const char *body);
/* The signature base string of section 3.4.1, for tests. */
bool	oauth1_base(struct buf *, const struct oauth1 *, const char *method,
	    const char *url, const char *body);

#endif
