/* SPDX-License-Identifier: ISC */

/* When a promise is due; see digest_due.h. */

#include <string.h>

#include "alert/digest_due.h"
#include "alert/digest_when.h"
#include "base/when.h"
#include "triage/civil.h"

#define FRIDAY	4
#define SUNDAY	6

/* The end of the local day that many days after t's. */
static int64_t
day_ends(const struct hours *h, int64_t t, int64_t days)
{
	return hours_at(h, t, (int)days + 1, 0) - 1;
}

/* Days from t's to the next such date. */
static int64_t
days_until(const struct hours *h, int64_t t, int day, int month)
{
	int64_t today = hours_date(h, t);
	struct date d = civil_date(today);
	int64_t n;

	if (month == 0) {
		month = d.m;
		if (day < d.d && ++month > 12) {
			month = 1;
			d.y++;
		}
	}
	n = civil_day(d.y, month, day) - today;
	return n >= 0 ? n : civil_day(d.y + 1, month, day) - today;
}

int64_t
digest_promise_at(const struct hours *h, const struct promise *p, int64_t at)
{
	int weekday = civil_weekday(hours_date(h, at));

	switch (p->kind) {
	case PROMISE_NONE:
	case PROMISE_OPEN:
		return 0;
	case PROMISE_HOURS:
		return hours_add(h, at, p->n * WHEN_HOUR);
	case PROMISE_DAYS:
		return day_ends(h, at, p->n);
	case PROMISE_WEEKDAY:
		return day_ends(h, at, (p->n - weekday + 7) % 7);
	case PROMISE_WEEK:
		return day_ends(h, at, p->n * 7 + (weekday <= FRIDAY ?
		    FRIDAY - weekday : SUNDAY - weekday));
	case PROMISE_DATE:
		return day_ends(h, at, days_until(h, at, p->n, p->month));
	}
	return 0;
}

int64_t
digest_promise_due(const struct conf_client *c, const struct question *q,
    bool *dated)
{
	struct promise p = { .kind = PROMISE_NONE };
	int64_t due = 0;

	if (q->answer_text != NULL)
		promise_read(q->answer_text, strlen(q->answer_text), &p);
	due = digest_promise_at(c->hours, &p, q->q.promise_at);
	*dated = due != 0;
	return due != 0 ? due : digest_due(c, q->q.promise_at);
}
