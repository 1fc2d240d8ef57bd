/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_AUTH_H
#define HARK_NET_AUTH_H

/*
 * auth.h - put an account's credentials into a request, as the plugin's .auth
 * list describes it (hark.h), and only where they may go.
 *
 * Entries are "Name: value", "?name=value", "/prefix" (before the path) and
 * "oauth1" (RFC 5849, HMAC-SHA1, from the placeholders consumer_key,
 * consumer_secret, token and token_secret).  Placeholders are {name},
 * {base64:a:b} (the values, joined with ':') and {hmac-sha256:key:message}
 * (hexadecimal); what does not look like one, as in JSON, is left alone.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/secret.h"

struct buf;

/* Entries "sasl {user} {password}" and "xoauth2 {user} {token}" are for streams,
 * and no part of a request. */
bool	auth_is_stream(const char *entry);

/* Look up a placeholder's secret or plain option by name; NULL: not set. */
struct auth_value {
	const struct secret *secret;	/* one of the two */
	const char *plain;
};
typedef struct auth_value auth_lookup_fn(void *arg, const char *name);

struct auth_out {
	struct buf *url;		/* starts as the request's URL; holds
					 * secrets afterwards */
	char **headers;			/* grown; NULL-terminated; free both */
	size_t n_headers;
};

/*
 * Expand every entry.  An entry whose placeholder is not set is left out.
 * method and body are for signing schemes ("oauth1").
 */
int	auth_apply(const char *const *auth, const char *method,
	    const char *body, auth_lookup_fn *, void *arg, struct auth_out *,
	    struct err *);
void	auth_out_clear(struct auth_out *);
/*
 * Replace placeholders in text, for the bodies of LOGIN requests, escaped as
 * JSON needs it if text begins like JSON, else percent-encoded.  A placeholder
 * that is not set is an error.
 */
int	auth_expand(struct buf *out, const char *text, auth_lookup_fn *,
	    void *arg, struct err *);
/* May credentials travel to url?  origins: of the options and the plugin. */
bool	auth_may_travel(const char *url, const char *const *origins);

#endif
