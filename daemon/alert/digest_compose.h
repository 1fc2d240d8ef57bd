/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_DIGEST_COMPOSE_H
#define HARK_ALERT_DIGEST_COMPOSE_H

/*
 * digest_compose.h - what a digest says, and its sisters: before closing, on
 * return, a wave of complaints.  Pure; called by compose.c.
 *
 * The subject says how many and how long, in at most 40 characters; the first
 * line the same and what hark cannot hear, in about 90.  DIGEST and RETURN
 * take compose_in.digest, CLOSING and CLOSURE also .opens, WAVE the items.
 */

#include "alert/compose.h"

struct letter;

bool	digest_composes(const struct compose_in *);
/* Given. */
char	*digest_subject(const struct compose_in *);
void	digest_say(struct letter *, const struct compose_in *);

#endif
