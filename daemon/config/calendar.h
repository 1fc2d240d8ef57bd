/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONFIG_CALENDAR_H
#define HARK_CONFIG_CALENDAR_H

/*
 * calendar.h - iCalendar files (RFC 5545) as days on which a business is
 * closed; libical inside, loaded with the first file.
 *
 * What counts is an entry of whole days: DTSTART as a date, or from midnight
 * to midnight as some programs write it; DTEND is the day after the last.
 * RRULE, RDATE, EXDATE, entries of a series that were moved, and cancelled
 * ones are followed.  An entry with a time of day is an appointment and closes
 * no shop: it is left out and counted.  TRANSP does not matter: published
 * calendars of holidays say both.
 *
 * Only days of CALENDAR_FIRST to CALENDAR_LAST, so that no clock is needed
 * and no rule runs forever.  Files may come from anywhere: how much of what is
 * read and followed has limits, and a file beyond them is refused within
 * seconds.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "triage/hours.h"

#define CALENDAR_FIRST	2000		/* years */
#define CALENDAR_LAST	2059
#define CALENDAR_BYTES	(2u << 20)
#define CALENDAR_EVENTS	5000
#define CALENDAR_RULES	200		/* of them those that repeat */
#define CALENDAR_DAYS	20000
#define CALENDAR_LENGTH	366		/* days of one entry */

struct calendar {
	struct closed_day *days;	/* sorted, each once */
	size_t n;
	char **names;			/* what .name means; one line each */
	size_t n_names;
	size_t events;			/* that were read */
	size_t timed;			/* of them left out: a time of day */
	int64_t work;			/* done for what repeats */
};

/*
 * Add what a file says to a calendar, which is zeroed at first.  Of two names
 * for a day the first stays.  -1 and e: "FILE:LINE: ...", or "FILE: ...".
 */
int	calendar_read(struct calendar *, const char *path, struct err *);
/* The same from memory; e begins with "LINE: " where there is one. */
int	calendar_parse(struct calendar *, const char *text, size_t len,
	    struct err *);
void	calendar_clear(struct calendar *);

#endif
