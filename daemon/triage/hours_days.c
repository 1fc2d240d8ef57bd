/* SPDX-License-Identifier: ISC */

/* Working days: when one begins and ends, and how long an ordinary pause is;
 * see hours.h. */

#include "base/when.h"
#include "triage/hours_int.h"

/* Lunch is shorter, a night is longer. */
#define LUNCH_MAX	(5 * WHEN_HOUR)
#define YEAR		(365 * WHEN_DAY)
#define WEEK_MINUTES	(7 * DAY_MINUTES)

int64_t
hours_date(const struct hours *h, int64_t t)
{
	return civil_floor(t + zone_offset(h->zone, t, NULL), WHEN_DAY);
}

int64_t
hours_opens_on(const struct hours *h, int64_t t)
{
	int64_t begins = hours_at(h, t, 0, 0), ends = hours_at(h, t, 1, 0);
	int64_t at = begins;

	if (hours_is_open(h, begins)) {
		at = hours_closes_at(h, begins);
		if (at >= ends)
			return begins;
		/* A span that begins at midnight is one of this day. */
		if (!hours_is_open(h, begins - 1))
			return begins;
	}
	at = hours_next_open(h, at);
	return at < ends ? at : 0;
}

int64_t
hours_day_ends(const struct hours *h, int64_t t)
{
	int64_t at = t, close, open;

	if (!hours_is_open(h, t))
		return t;
	while (at < t + YEAR) {
		close = hours_closes_at(h, at);
		open = hours_next_open(h, close);
		if (open - close > LUNCH_MAX)
			return close;
		at = open;
	}
	return t + YEAR;
}

int64_t
hours_tomorrow(const struct hours *h, int64_t t)
{
	int64_t night = t - 4 * WHEN_HOUR, at;

	for (int d = 1; d <= 366; d++) {
		at = hours_opens_on(h, hours_at(h, night, d, 12 * 60));
		if (at == 0 || at <= t)
			continue;
		/* Midnight, and open since yesterday: nothing begins then. */
		return hours_is_open(h, at - 1) ? hours_at(h, night, d,
		    8 * 60) : at;
	}
	return t + WHEN_DAY;
}

int64_t
hours_longest_pause(const struct hours *h)
{
	int last = -1, first = -1, longest = 0;

	if (!h->spans_given)
		return 0;
	for (int day = 0; day < 7; day++)
		for (int i = 0; i < h->week[day].n; i++) {
			int from = day * DAY_MINUTES + h->week[day].v[i].start;
			int to = day * DAY_MINUTES + h->week[day].v[i].end;

			if (first < 0)
				first = from;
			else if (from - last > longest)
				longest = from - last;
			if (to > last)
				last = to;
		}
	if (first < 0)
		return 7 * WHEN_DAY;
	if (first + WEEK_MINUTES - last > longest)
		longest = first + WEEK_MINUTES - last;
	return longest * WHEN_MINUTE;
}
