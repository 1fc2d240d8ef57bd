/* SPDX-License-Identifier: ISC */

/* "2026-10", "90d", "week": the days that are meant.  Pure; see numbers.h. */

#include <stdio.h>
#include <string.h>

#include "store/numbers.h"
#include "triage/civil.h"

/* Exactly n digits at p; -1 if not. */
static int
digits(const char *p, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

/* "90d", "12w": so many days up to today. */
static bool
span(const char *s, int64_t today, int64_t *from, int64_t *to)
{
	size_t n = strspn(s, "0123456789");
	int64_t days;

	if (n == 0 || n > 5 || (s[n] != 'd' && s[n] != 'w') ||
	    s[n + 1] != '\0')
		return false;
	days = digits(s, (int)n) * (s[n] == 'w' ? 7 : 1);
	if (days == 0)
		return false;
	*to = today;
	*from = today - days + 1;
	return true;
}

/* Monday of an ISO week: week 1 holds January 4th. */
static int64_t
week_begins(int y, int w)
{
	int64_t fourth = civil_day(y, 1, 4);

	return fourth - civil_weekday(fourth) + 7 * (w - 1);
}

static bool
date(const char *s, int64_t *from, int64_t *to)
{
	size_t n = strlen(s);
	int y = n >= 4 ? digits(s, 4) : -1, m, d;

	if (y < 1970 || y > 2100)
		return false;
	if (n == 4) {
		*from = civil_day(y, 1, 1);
		*to = civil_day(y, 12, 31);
		return true;
	}
	if (n == 8 && s[4] == '-' && s[5] == 'W') {
		m = digits(s + 6, 2);
		*from = week_begins(y, m);
		*to = *from + 6;
		return m >= 1 && *from < week_begins(y + 1, 1);
	}
	if ((n != 7 && n != 10) || s[4] != '-')
		return false;
	m = digits(s + 5, 2);
	if (m < 1 || m > 12)
		return false;
	if (n == 7) {
		*from = civil_day(y, m, 1);
		*to = *from + civil_month_length(y, m) - 1;
		return true;
	}
	d = digits(s + 8, 2);
	if (s[7] != '-' || d < 1 || d > civil_month_length(y, m))
		return false;
	*from = *to = civil_day(y, m, d);
	return true;
}

bool
numbers_period(const char *s, int64_t today, int64_t *from, int64_t *to)
{
	struct date d = civil_date(today);

	if (strcmp(s, "today") == 0) {
		*from = *to = today;
	} else if (strcmp(s, "yesterday") == 0) {
		*from = *to = today - 1;
	} else if (strcmp(s, "week") == 0) {
		*to = today - civil_weekday(today) - 1;
		*from = *to - 6;
	} else if (strcmp(s, "month") == 0) {
		*to = civil_day(d.y, d.m, 1) - 1;
		d = civil_date(*to);
		*from = civil_day(d.y, d.m, 1);
	} else {
		return span(s, today, from, to) || date(s, from, to);
	}
	return true;
}
