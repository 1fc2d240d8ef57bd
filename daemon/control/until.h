/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONTROL_UNTIL_H
#define HARK_CONTROL_UNTIL_H

/*
 * until.h - until when a question is to be silent, as a person types it.  Pure.
 *
 *	2h, 3d			from now
 *	tomorrow, morgen	the opening of the next day that has one
 *	2026-12-24		the first opening on that day or later
 *	2026-12-24 9:00, 2026-12-24T09:00, with seconds or without
 *				by the clock on the client's wall
 *	2026-12-24T09:00:00Z	RFC 3339: with Z or an offset as it says
 */

#include <stdbool.h>
#include <stdint.h>

struct hours;

#define UNTIL_MAX	(366 * WHEN_DAY)	/* all silence ends */

/* False: no such time, not one to come, or more than a year away. */
bool	until_parse(const struct hours *, const char *, int64_t now,
	    int64_t *ret);

#endif
