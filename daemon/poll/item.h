/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_ITEM_H
#define HARK_POLL_ITEM_H

/*
 * item.h - what a program of somebody else's tells about a network, as JSON
 * objects; the schema is in hark-plugin(7), PROGRAMS.
 */

#include "hark.h"

/*
 * One object: a post, or one of the words "self", "cursor", "missing",
 * "blind", "posted", "error".  What does not fit the schema is counted as odd,
 * with the reason; the rest of the object is still used.
 */
void	item_tell(struct hark_task *, const json_t *);

#endif
