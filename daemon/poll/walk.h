/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_WALK_H
#define HARK_POLL_WALK_H

/*
 * walk.h - private to poll/: the paging that plugins share; see hark_walk() in
 * hark.h.  As pure as a plugin: what it does are effects of the run.
 */

#include "poll/effects.h"

const struct hark_span *walk_begin(struct run *, const struct hark_walk *);
bool	walk_item(struct run *, const char *id, int64_t at);
const struct hark_span *walk_next(struct run *, const char *below);

#endif
