/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_LOGIN_H
#define HARK_POLL_LOGIN_H

/*
 * login.h - private to poll/: the tokens of an account whose plugin logs in.
 *
 * Nobody asks for a login; whoever sends a request waits until there is a
 * token.  One LOGIN runs at a time for an account, and never soon after
 * another: most networks lock out whoever tries too often.  New tokens are on
 * disk before the old ones are dropped, for some networks forget the old ones
 * at once.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct acct;
struct secret;
struct login;
struct login_wait;

/* NULL: this account has no use for it. */
struct login *login_new(struct acct *);
void	login_free(struct login *);

/* "token" or "refresh"; NULL: there is none now, or it is something else. */
const struct secret *login_secret(const struct login *, const char *name);
/* Counts tokens: which one a request went out with. */
unsigned login_generation(const struct login *);
/* Is there a token that may be used now? */
bool	login_ready(const struct login *);
/* The network refused the token of this generation. */
void	login_refused(struct login *, unsigned generation);

/*
 * Call back when there is a token, or none can be had: ERR_CONFIG if the
 * network refuses the credentials, else ERR_NET; *not_before (mono) is when
 * another attempt makes sense.  Never from within this call.
 */
typedef void login_fn(void *arg, const struct err *, int64_t not_before);
struct login_wait *login_wait(struct login *, login_fn *, void *arg);
void	login_wait_cancel(struct login_wait *);

/*
 * What LOGIN got: body is the answer, access and refresh (NULL: the old one
 * stays) say where in it the tokens stand; see hark_token().
 */
int	login_take(struct login *, const char *body, size_t len,
	    const char *access, const char *refresh, int64_t expires,
	    struct err *);

/* Is it running with nobody waiting?  Then it may be stopped. */
bool	login_idle(const struct login *);
/* Stop it; true if it was running. */
bool	login_stop(struct login *);

#endif
