/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_CONSENT_H
#define HARK_POLL_CONSENT_H

/*
 * consent.h - what is known of an account's credentials beside them: from
 * which ones the tokens of a login came, and when the consent ends.
 *
 * Kept as small files in STATE/tokens, by harkd and by `hark auth', which runs
 * while harkd does: each file is replaced as a whole, and says to which
 * credentials it belongs.  Others put in their place, it is void.
 */

#include <stdint.h>

#include "base/err.h"
#include "config/config.h"

/*
 * "STATE/tokens/CLIENT-HASH", of the account and of what it is (user, server);
 * NULL: no state folder.  Result is given.
 */
char	*consent_path(const struct config *, const char *client,
	    const struct conf_account *);
/*
 * Of what was consented to: the credential that the plugin logs in with, if it
 * says which, else all of them.  0: it has none.
 */
uint64_t consent_mark(const struct conf_account *);
/*
 * When the consent ends (wall clock; 0: not, or nobody knows), as the network
 * said to `hark auth' when it was given.  path: of consent_path().
 */
int64_t	consent_ends(const char *path, uint64_t mark);
/* Durable.  ends 0: forget what was known. */
int	consent_keep(const char *path, uint64_t mark, int64_t ends,
	    const struct secret_owner *, struct err *);

#endif
