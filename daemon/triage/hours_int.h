/* SPDX-License-Identifier: ISC */
#ifndef HARK_TRIAGE_HOURS_INT_H
#define HARK_TRIAGE_HOURS_INT_H

/*
 * hours_int.h - what the files of hours share; nobody else includes it.
 *
 *	hours.c		which minutes count
 *	hours_parse.c	spans and exceptions as people write them
 *	hours_format.c	local time as people read it
 */

#include "triage/civil.h"
#include "triage/hours.h"
#include "triage/zone.h"

#define DAY_MINUTES	1440
#define DAY_SPANS	12	/* more is no shop */

/* Minutes of a local day; the end may lie in the next one. */
struct span {
	int start, end;
};

struct spans {
	struct span v[DAY_SPANS + 1];	/* one is left over from yesterday */
	int n;			/* sorted, apart */
};

struct exception {
	struct date from, to;	/* .y 0: every year */
	struct spans open;	/* none: closed */
};

struct holiday_region;

struct hours {
	const struct zone *zone;
	struct spans week[7];	/* from Monday */
	bool spans_given;	/* else always open */
	struct exception *exceptions;
	size_t n_exceptions;
	const struct holiday_region *region;
	struct closed_day *closed;	/* sorted by day */
	size_t n_closed;
	char **names;			/* of .closed */
	size_t n_names;
};

/* Add and keep sorted and apart; false if there is no room. */
bool	spans_add(struct spans *, struct span);
int64_t	spans_minutes(const struct spans *);

#endif
