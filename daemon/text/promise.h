/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_PROMISE_H
#define HARK_TEXT_PROMISE_H

/*
 * promise.h - does a reply of ours promise to come back, and by when?  Pure;
 * German and English together, since their words do not collide here.
 *
 * Only words decide; what they mean as an instant is for whoever has a
 * calendar (triage/hours.h).  Precision on tests/corpus/promise.tsv is kept
 * at 0.9 by a test.
 */

#include <stddef.h>

struct tokens;

enum promise_kind {
	PROMISE_NONE,		/* promises nothing */
	PROMISE_OPEN,		/* to come back, without a day */
	PROMISE_HOURS,		/* n: within so many hours; "gleich" is 1 */
	PROMISE_DAYS,		/* n: 0 today, 1 tomorrow */
	PROMISE_WEEKDAY,	/* n: 0 Monday .. 6: the next one */
	PROMISE_WEEK,		/* n: by the end of this week (0), next (1) */
	PROMISE_DATE,		/* n: day of the month; month 1..12, or 0 */
};
struct promise {
	enum promise_kind kind;
	int n, month;
};

void	promise_of(const struct tokens *, struct promise *);
void	promise_read(const char *text, size_t len, struct promise *);

#endif
