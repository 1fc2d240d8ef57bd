/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_DIGEST_WHEN_H
#define HARK_ALERT_DIGEST_WHEN_H

/*
 * digest_when.h - when a digest and its sisters are due.  Pure: hours,
 * options and the time in, times out; nothing is remembered.
 *
 * A digest belongs to a local day of the client's on which both it and the
 * recipient open.  It is due at the set time, else half an hour after the
 * later of the two has opened, and may come late until the end of that
 * working day; the next day it never comes.
 *
 * The mail before closing comes before_closing_ms before the end of the
 * working day; a lunch break is no closing.  If all who get it have left by
 * then, it comes so long before they do.  A closure is longer if it lasts
 * four days or more and a day more than the longest pause of an ordinary
 * week.  After one the day's digest is a "return", due at the opening.
 */

#include "config/config.h"

struct digest_day {
	int64_t day;			/* local date, see hours_date() */
	int64_t at, until;
	int64_t closed_since;		/* the first day after a longer
					 * closure: when that began; else 0 */
	int64_t opens;
};
/* The digest of t's local day; false: there is none. */
bool	digest_day(const struct conf_client *, const struct conf_recipient *,
	    int64_t t, struct digest_day *);
/* When the next one after t is due; 0: not within a year. */
int64_t	digest_next(const struct conf_client *, const struct conf_recipient *,
	    int64_t t);

/* Is it the first one of its week? */
bool	digest_begins_week(const struct conf_client *,
	    const struct conf_recipient *, int64_t t);

struct digest_close {
	int64_t at, closes, opens;	/* opens: the next opening */
	bool longer;
};
/* The closing that ends the working day around or after t; false: never. */
bool	digest_close(const struct conf_client *, int64_t t,
	    struct digest_close *);
/*
 * The same for somebody who leaves before the mail's time: .at and .closes are
 * those of the end of his day.  False: he is not there that day, or still
 * there when the mail is due.
 */
bool	digest_leaves(const struct conf_client *,
	    const struct conf_recipient *, int64_t t, struct digest_close *);

/* "2026-05-22": of a day's number, for keys. */
void	digest_day_name(int64_t day, char out[16]);

/* When this question should be answered. */
int64_t	digest_due(const struct conf_client *, int64_t asked_at);
bool	digest_open(const struct conf_recipient *, int64_t t);

#endif
