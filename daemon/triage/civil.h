/* SPDX-License-Identifier: ISC */
#ifndef HARK_TRIAGE_CIVIL_H
#define HARK_TRIAGE_CIVIL_H

/*
 * civil.h - dates of the Gregorian calendar as day numbers; no zones.
 *
 * Day 0 is 1970-01-01, a Thursday.  Months are 1..12, weekdays 0 (Monday)..6.
 * The conversions are Howard Hinnant's (chrono-Compatible Low-Level Date
 * Algorithms), valid for all years that matter.
 */

#include <stdint.h>

struct date {
	int y, m, d;
};

static inline int64_t
civil_day(int y, int m, int d)
{
	int64_t year = y - (m <= 2);
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t yoe = year - era * 400;
	int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static inline struct date
civil_date(int64_t day)
{
	int64_t z = day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	struct date ret;

	ret.d = (int)(doy - (153 * mp + 2) / 5 + 1);
	ret.m = (int)(mp < 10 ? mp + 3 : mp - 9);
	ret.y = (int)(yoe + era * 400 + (ret.m <= 2));
	return ret;
}

static inline int
civil_weekday(int64_t day)
{
	int64_t w = (day + 3) % 7;

	return (int)(w < 0 ? w + 7 : w);
}

static inline int
civil_month_length(int y, int m)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31 };

	if (m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)))
		return 29;
	return days[m - 1];
}

/* a / b towards minus infinity. */
static inline int64_t
civil_floor(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

#endif
