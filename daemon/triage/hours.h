/* SPDX-License-Identifier: ISC */
#ifndef HARK_TRIAGE_HOURS_H
#define HARK_TRIAGE_HOURS_H

/*
 * hours.h - business time: which minutes count.  Pure but for tzdata.
 *
 * A calendar is one zone, spans per weekday (several; they may pass midnight),
 * exceptions by date, and lists of closed days.  Without spans it is always open, but for exceptions
 * and holidays.  A span belongs to the day on which it begins: a holiday takes
 * it away as a whole.  Correct over DST changes: an hour that does not exist
 * is not counted, one that comes twice counts twice.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct hours;

/*
 * zone: IANA name; unknown ones are refused, and all but UTC where tzdata is
 * missing: NULL and e.  Reading a zone for the first time sets TZ for a moment:
 * before there are threads, please.
 */
struct hours *hours_new(const char *zone, struct err *);
void	hours_free(struct hours *);
/*
 * "mo-fr 8:00-12:30,13:30-18:00", "sa 7-13", "24/7", "so closed"; several
 * with ";".  Days: mo tu we th fr sa su, also di mi do so, or written out;
 * "fr-mo", "mo,do".  "22-2" ends the next day.  Adds to what is there.  -1 and
 * e for nonsense, and then nothing is added.
 */
int	hours_add_spans(struct hours *, const char *, struct err *);
/* "2026-12-24", "12-24" (every year), "2026-12-24..2027-01-01", each may be
 * followed by " 8:00-12:00" (open then) - alone it means closed.  Of several
 * for one day the last given counts; all go before holidays. */
int	hours_add_exception(struct hours *, const char *, struct err *);
/*
 * Public holidays: "de", "de-by" (Land), "at", "at-9", "ch-zh" (canton); see
 * holidays.h; "none".  -1 and e for an unknown region.
 */
int	hours_set_holidays(struct hours *, const char *region, struct err *);

/* A day on which everything is closed, by its number (civil.h). */
struct closed_day {
	int32_t day;
	uint32_t name;			/* place in a list of names */
};
/*
 * Days of a list, of a calendar for example, sorted by day and each once;
 * "" in the names is no name.  Replaces what was set before.  They go before
 * holidays and after exceptions.
 */
void	hours_set_closed(struct hours *, const struct closed_day *, size_t n,
	    char *const *names, size_t n_names);

bool	hours_is_open(const struct hours *, int64_t t);
/* The first t' >= t that is open; t + 1 year if never. */
int64_t	hours_next_open(const struct hours *, int64_t t);
/* The end of the open span around t; t itself if closed; t + 1 year if it never
 * closes. */
int64_t	hours_closes_at(const struct hours *, int64_t t);
/*
 * The first time at which span ms of business time have passed since t; where
 * it is closed for a year on end, the end of that year.
 */
int64_t	hours_add(const struct hours *, int64_t t, int64_t span);
/* Business ms between a and b; 0 if b <= a. */
int64_t	hours_between(const struct hours *, int64_t a, int64_t b);
/*
 * Business ms of the longest ordinary day: what "one business day" means.
 * Closed all week: of the first exception that is open, else 24 h.
 */
int64_t	hours_day(const struct hours *);
/* The name of the holiday or exception on t's local date, or NULL. */
const char *hours_why_closed(const struct hours *, int64_t t, const char *lang);
/*
 * Local time in the calendar's zone as people write it.  style: "time" 14:05,
 * "day" Freitag 14:05, "date" 12. Mai, "full" Fr 12.05.2026 14:05 CEST.
 */
void	hours_format(const struct hours *, int64_t t, const char *lang,
	    const char *style, char *out, size_t size);
/*
 * The instant of a minute of the local day (0..1439), that many days after
 * the one of t: when a digest is due.  Where the clocks skip it, the first
 * that exists; where it comes twice, the first.
 */
int64_t	hours_at(const struct hours *, int64_t t, int days, int minute);

/* The number of t's local date: days since 1970-01-01, see civil.h. */
int64_t	hours_date(const struct hours *, int64_t t);
/*
 * When business begins on t's local day: midnight if it never stops then, 0 if
 * nothing opens that day.  What is left over from the day before is no opening.
 */
int64_t	hours_opens_on(const struct hours *, int64_t t);
/*
 * The end of the working day that is open at t: of the last span before a
 * pause of several hours.  t if closed; t + 1 year if there is no such pause.
 */
int64_t	hours_day_ends(const struct hours *, int64_t t);
/*
 * What people mean by "tomorrow": the opening of the next day that has one;
 * until four in the morning it is still the day before.  08:00 where it never
 * closes, and a day on where it never opens.
 */
int64_t	hours_tomorrow(const struct hours *, int64_t t);
/* The longest pause of an ordinary week, ms; 0: always open. */
int64_t	hours_longest_pause(const struct hours *);

#endif
