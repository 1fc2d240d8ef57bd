/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_GRANT_H
#define HARK_POLL_GRANT_H

/*
 * grant.h - private to poll/: LOGIN as a plugin's .logins describe it.
 *
 * What a plugin that logs in itself would do in begin() and on[]: requests
 * whose placeholders are filled in when they leave, and hark_token().
 */

#include <stdbool.h>

#include "hark.h"
#include "poll/effects.h"

/* Is this run a LOGIN that the plugin leaves to us? */
bool	grant_is_ours(const struct run *);
void	grant_step(struct run *, const struct hark_event *);

#endif
