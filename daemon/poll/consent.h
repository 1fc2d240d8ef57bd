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

#include <stdbool.h>
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
/* When a consent ends, as the network said to `hark auth' when it was given. */
struct consent_end {
	int64_t at;			/* wall; 0: not, or nobody knows */
	bool less;			/* it goes on, but shows less from then
					 * on, until somebody logs in again */
};

/* path: of consent_path(), or NULL. */
struct consent_end consent_ends(const char *path, uint64_t mark);
/* Durable.  No end: forget what was known. */
int	consent_keep(const char *path, uint64_t mark, struct consent_end,
	    const struct secret_owner *, struct err *);

#endif
