/* SPDX-License-Identifier: ISC */

/* When a digest and its sisters are due; see digest_when.h. */

#include <stdio.h>

#include "alert/digest_when.h"
#include "base/when.h"
#include "triage/civil.h"

#define AFTER_OPENING	(30 * WHEN_MINUTE)
#define ROUND_THE_CLOCK	(8 * 60)	/* minute a day without opening begins */
#define LONGER_MIN	(4 * WHEN_DAY)
#define DAYS_MAX	400
#define CLOSED_MAX	120		/* days looked back for a closing */

static int64_t
longer_than(const struct conf_client *c)
{
	int64_t week = hours_longest_pause(c->hours) + WHEN_DAY;

	return week > LONGER_MIN ? week : LONGER_MIN;
}

/* When a closure that ended at `opens' began. */
static int64_t
closed_since(const struct conf_client *c, int64_t opens)
{
	const struct hours *h = c->hours;
	int64_t t = opens, close, next;

	if (hours_is_open(h, opens - 1) ||
	    hours_between(h, opens - longer_than(c), opens) > 0)
		return 0;
	for (int i = 0; i < CLOSED_MAX; i++) {
		t -= WHEN_DAY;
		if (hours_between(h, t, opens) == 0)
			continue;
		/* The last closing after t. */
		for (close = t; ; close = hours_closes_at(h, next)) {
			next = hours_next_open(h, close);
			if (next >= opens)
				return close;
		}
	}
	/* Never open before, as far as one can see: it has just begun. */
	return 0;
}

/* When the recipient can be reached that day at the earliest; 0: he cannot. */
static int64_t
reachable_on(const struct conf_client *c, const struct conf_recipient *r,
    int64_t opens)
{
	int64_t own;

	if (r->hours == NULL || r->hours == c->hours)
		return opens;
	own = hours_opens_on(r->hours, opens);
	return own == 0 ? 0 : own > opens ? own : opens;
}

bool
digest_day(const struct conf_client *c, const struct conf_recipient *r,
    int64_t t, struct digest_day *ret)
{
	const struct hours *h = c->hours;
	int64_t opens = hours_opens_on(h, t), at, ends;
	int64_t begins = hours_at(h, t, 0, 0), over = hours_at(h, t, 1, 0);

	if (opens == 0)
		return false;
	if (opens == begins && hours_closes_at(h, opens) >= over)
		opens = hours_at(h, t, 0, ROUND_THE_CLOCK);
	at = reachable_on(c, r, opens);
	if (at == 0)
		return false;
	ret->day = hours_date(h, t);
	ret->opens = opens;
	ret->closed_since = closed_since(c, opens);
	if (ret->closed_since == 0)
		at += AFTER_OPENING;
	if (r->digest_at >= 0) {
		int64_t set = hours_at(h, t, 0, r->digest_at);

		at = ret->closed_since == 0 || set < at ? set : at;
	}
	ends = hours_day_ends(h, opens);
	ret->at = at;
	ret->until = at < ends && ends < over ? ends : over;
	return true;
}

int64_t
digest_next(const struct conf_client *c, const struct conf_recipient *r,
    int64_t t)
{
	struct digest_day d;

	for (int i = 0; i < DAYS_MAX; i++)
		if (digest_day(c, r, hours_at(c->hours, t, i, 12 * 60), &d) &&
		    d.at > t)
			return d.at;
	return 0;
}

bool
digest_begins_week(const struct conf_client *c, const struct conf_recipient *r,
    int64_t t)
{
	int weekday = civil_weekday(hours_date(c->hours, t));
	struct digest_day d;

	for (int i = 1; i <= weekday; i++)
		if (digest_day(c, r, hours_at(c->hours, t, -i, 12 * 60), &d))
			return false;
	return true;
}

bool
digest_close(const struct conf_client *c, int64_t t, struct digest_close *ret)
{
	const struct hours *h = c->hours;
	int64_t open = hours_next_open(h, t);

	if (c->before_closing_ms == 0)
		return false;
	ret->closes = hours_day_ends(h, open);
	if (ret->closes - open > 2 * WHEN_DAY)
		return false;
	ret->opens = hours_next_open(h, ret->closes);
	ret->at = ret->closes - c->before_closing_ms;
	ret->longer = ret->opens - ret->closes >= longer_than(c);
	return true;
}

bool
digest_leaves(const struct conf_client *c, const struct conf_recipient *r,
    int64_t t, struct digest_close *ret)
{
	int64_t begins, next, leaves = 0;

	if (r->hours == NULL || r->hours == c->hours ||
	    !digest_close(c, t, ret) || hours_is_open(r->hours, ret->at))
		return false;
	/* The last of his spans that ends on that working day. */
	begins = hours_opens_on(c->hours, ret->at);
	next = hours_next_open(r->hours, begins);
	while (begins != 0 && next < ret->at) {
		leaves = hours_closes_at(r->hours, next);
		begins = next;
		next = hours_next_open(r->hours, leaves);
	}
	if (leaves == 0)
		return false;
	ret->closes = leaves;
	ret->at = leaves - c->before_closing_ms;
	if (ret->at < begins)
		ret->at = begins;
	return true;
}

void
digest_day_name(int64_t day, char out[16])
{
	struct date d = civil_date(day);

	snprintf(out, 16, "%04d-%02u-%02u", d.y % 10000,
	    (unsigned)d.m % 100, (unsigned)d.d % 100);
}

int64_t
digest_due(const struct conf_client *c, int64_t asked_at)
{
	return hours_add(c->hours, asked_at, c->due_ms != 0 ? c->due_ms :
	    hours_day(c->hours));
}

bool
digest_open(const struct conf_recipient *r, int64_t t)
{
	return r->hours == NULL || hours_is_open(r->hours, t);
}
