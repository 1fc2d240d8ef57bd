/* SPDX-License-Identifier: ISC */

/* Times that staff types; see until.h. */

#include <string.h>
#include <strings.h>

#include "base/when.h"
#include "control/until.h"
#include "triage/civil.h"
#include "triage/hours.h"

/* Digits, at most two (four for a year), moving on; -1: there are none. */
static int
number(const char **s, size_t max)
{
	size_t n = strspn(*s, "0123456789");
	int v = 0;

	if (n == 0 || n > max)
		return -1;
	for (; n > 0; n--)
		v = 10 * v + *(*s)++ - '0';
	return v;
}

/* "2026-12-24", a day that exists, moving past it. */
static bool
date(const char **s, int64_t *day)
{
	int y = number(s, 4), m, d;

	if (y < 1970 || *(*s)++ != '-')
		return false;
	m = number(s, 2);
	if (m < 1 || m > 12 || *(*s)++ != '-')
		return false;
	d = number(s, 2);
	if (d < 1 || d > civil_month_length(y, m))
		return false;
	*day = civil_day(y, m, d);
	return true;
}

/* "9:00", "09:00:30"; the seconds are left out. */
static bool
minute(const char *s, int *ret)
{
	int h = number(&s, 2), m;

	if (h < 0 || h > 23 || *s++ != ':')
		return false;
	m = number(&s, 2);
	if (m < 0 || m > 59)
		return false;
	if (*s == ':') {
		s++;
		if (number(&s, 2) < 0)
			return false;
	}
	*ret = 60 * h + m;
	return *s == '\0';
}

/* The first opening to come, then or later; 8:00 where it never closes. */
static int64_t
opens(const struct hours *h, int64_t now, int days)
{
	for (int d = days; d >= 0 && d <= days + 366; d++) {
		int64_t at = hours_opens_on(h, hours_at(h, now, d, 12 * 60));

		if (at != 0 && hours_is_open(h, at - 1))
			at = hours_at(h, now, d, 8 * 60);
		if (at > now)
			return at;
	}
	return 0;
}

bool
until_parse(const struct hours *h, const char *s, int64_t now, int64_t *ret)
{
	const char *rest = s;
	int64_t day, span;
	int at;

	if (span_parse(s, &span)) {
		*ret = span <= UNTIL_MAX ? now + span : 0;
	} else if (strcasecmp(s, "tomorrow") == 0 ||
	    strcasecmp(s, "morgen") == 0) {
		*ret = h == NULL ? now + WHEN_DAY : hours_tomorrow(h, now);
	} else if (!date(&rest, &day) || day < now / WHEN_DAY - 1 ||
	    day > (now + UNTIL_MAX) / WHEN_DAY + 1) {
		*ret = 0;
	} else if (h != NULL && *rest == '\0') {
		*ret = opens(h, now, (int)(day - hours_date(h, now)));
	} else if (h != NULL && (*rest == 'T' || *rest == ' ') &&
	    minute(rest + 1, &at)) {
		*ret = hours_at(h, now, (int)(day - hours_date(h, now)), at);
	} else {
		*ret = when_parse(s);
	}
	return *ret > now && *ret <= now + UNTIL_MAX;
}
