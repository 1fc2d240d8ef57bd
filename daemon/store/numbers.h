/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_NUMBERS_H
#define HARK_STORE_NUMBERS_H

/*
 * numbers.h - how well it goes, from sums that are kept: a year of ten
 * million posts costs as much as a year of ten thousand.
 *
 * Days are local ones of the client's zone, as numbers since 1970-01-01
 * (triage/civil.h).  A question counts on the day it was asked; in the answer
 * rate on the day it fell due.  What was only perhaps a question, or was none,
 * counts nowhere.  Figures are those of the hours that held at the time.
 * Nothing here is about a single person, staff or guest.
 */

#include "store/store.h"

struct numbers_times {
	int64_t n;		/* answered, and unanswered at their age */
	int64_t unanswered;
	int64_t median_ms, p90_ms;	/* within 3 %; 0 if n is 0 */
};

#define NUMBERS_AGES	4	/* waiting for < 1, 1-3, 3-7, > 7 days */

struct numbers {
	const char *name;	/* account or network; NULL: all */
	const char *network;	/* of an account, else NULL */
	int64_t from, to;	/* days, both included */
	int64_t asked;
	int64_t again;		/* of these: after an earlier answer */
	int64_t newcomers, returning;	/* who asked, where that is known */
	int64_t answered;	/* in the network, by now */
	int64_t due, in_time;	/* the answer rate: in_time / due */
	int64_t waiting;	/* asked in this time, still waiting */
	int64_t waiting_age[NUMBERS_AGES];
	int64_t removed;	/* while waiting */
	int64_t settled;	/* by thanks, by others, with a like */
	int64_t closed;		/* by staff, elsewhere */
	int64_t unknown;	/* where the network shows no answers */
	int64_t originals, replies, broadcasts;	/* own; the last of the first */
	int64_t open_days, active_days;	/* business days; own replies on them
				 * or on others.  -1: not told */
	int64_t last_asked;	/* day, or 0 */
	struct numbers_times first[2], next[2];	/* business, wall clock */
};

enum numbers_by { NUMBERS_TOTAL, NUMBERS_ACCOUNT, NUMBERS_NETWORK,
	NUMBERS_WEEK, NUMBERS_DAY };

struct numbers_ask {
	int64_t from, to;	/* days; from 0: the first there is */
	enum numbers_by by;
	const char *account;	/* only this one, or NULL; copied */
	int64_t now;
};

struct numbers_answer {
	struct numbers total;
	const struct numbers *rows;	/* none for NUMBERS_TOTAL */
	size_t n_rows;
	int64_t today;
	int64_t first_day;	/* of any figure, or 0 */
	bool complete;		/* false: older rows are still being counted */
};
typedef void store_numbers_fn(void *arg, const struct err *,
	    const struct numbers_answer *);
void	store_numbers(struct store *, const struct numbers_ask *,
	    store_numbers_fn *, void *arg);

/*
 * The local day of an instant, and the days that text means up to the day
 * `today': "90d" or "12w" (so many, up to today), "2026-10", "2026",
 * "2026-W40", "2026-10-05", "today", "yesterday", "week" and "month" (the last
 * whole ones).  False if it cannot be meant.
 */
int64_t	store_day(const struct store *, int64_t t);
bool	numbers_period(const char *text, int64_t today, int64_t *from,
	    int64_t *to);

/* Below this n no percentage is said: product.md. */
#define NUMBERS_FEW	10

#endif
