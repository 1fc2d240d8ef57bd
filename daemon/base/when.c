/* SPDX-License-Identifier: ISC */

/* Times and spans as text; see when.h. */

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/when.h"

/* Days since 1970-01-01 of a proleptic Gregorian date (month 1..12). */
static int64_t
days_of(int64_t y, int m, int d)
{
	int64_t era, yoe, doy, doe;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

static void
date_of(int64_t days, int *y, int *m, int *d)
{
	int64_t era, doe, yoe, doy, mp;

	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	doe = days - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	*d = (int)(doy - (153 * mp + 2) / 5 + 1);
	*m = (int)(mp < 10 ? mp + 3 : mp - 9);
	*y = (int)(yoe + era * 400 + (*m <= 2));
}

/* Exactly n digits at *s. */
static bool
digits(const char **s, int n, int *ret)
{
	int v = 0;

	for (int i = 0; i < n; i++, (*s)++) {
		if (!isdigit((unsigned char)**s))
			return false;
		v = v * 10 + (**s - '0');
	}
	*ret = v;
	return true;
}

/* "Z", "+hh:mm", "-hhmm" or nothing; minutes east. */
static bool
offset(const char *s, int *ret)
{
	int h, m, sign;

	while (*s == ' ')
		s++;
	if (*s == '\0' || ((*s == 'Z' || *s == 'z') && s[1] == '\0')) {
		*ret = 0;
		return true;
	}
	if (*s != '+' && *s != '-')
		return false;
	sign = *s++ == '-' ? -1 : 1;
	if (!digits(&s, 2, &h))
		return false;
	if (*s == ':')
		s++;
	if (!digits(&s, 2, &m) || *s != '\0' || h > 23 || m > 59)
		return false;
	*ret = sign * (h * 60 + m);
	return true;
}

static int64_t
compose(int y, int mo, int d, int h, int mi, int s, int ms, int off)
{
	if (mo < 1 || mo > 12 || d < 1 || d > 31 || h > 24 || mi > 59 || s > 60)
		return 0;
	return ((days_of(y, mo, d) * 24 + h) * 60 + mi - off) * WHEN_MINUTE +
	    s * WHEN_SECOND + ms;
}

static int64_t
parse_3339(const char *s)
{
	int y, mo, d, h, mi, sec, ms = 0, off;

	if (!digits(&s, 4, &y) || *s++ != '-' || !digits(&s, 2, &mo) ||
	    *s++ != '-' || !digits(&s, 2, &d))
		return 0;
	if (*s == '\0')
		return compose(y, mo, d, 0, 0, 0, 0, 0);
	if (*s != 'T' && *s != 't' && *s != ' ')
		return 0;
	s++;
	if (!digits(&s, 2, &h) || *s++ != ':' || !digits(&s, 2, &mi))
		return 0;
	sec = 0;
	if (*s == ':') {
		s++;
		if (!digits(&s, 2, &sec))
			return 0;
	}
	if (*s == '.' || *s == ',') {
		int scale = 100;

		for (s++; isdigit((unsigned char)*s); s++, scale /= 10)
			ms += (*s - '0') * scale;
	}
	if (!offset(s, &off))
		return 0;
	return compose(y, mo, d, h, mi, sec, ms, off);
}

/* By name, as old mails and many feeds have it; minutes, unknown ones are 0. */
static int
named_zone(const char *s)
{
	static const struct { const char *name; int off; } zones[] = {
		{ "EDT", -4 * 60 }, { "EST", -5 * 60 }, { "CDT", -5 * 60 },
		{ "CST", -6 * 60 }, { "MDT", -6 * 60 }, { "MST", -7 * 60 },
		{ "PDT", -7 * 60 }, { "PST", -8 * 60 }, { "CET", 60 },
		{ "MEZ", 60 }, { "CEST", 120 }, { "MESZ", 120 },
	};

	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
		if (strcasecmp(zones[i].name, s) == 0)
			return zones[i].off;
	return 0;
}

/* Of two digits, or three: RFC 5322, 4.3. */
static int
whole_year(int y)
{
	return y < 50 ? y + 2000 : y < 1000 ? y + 1900 : y;
}

#define GAP	"%*[- \t\r\n]"

/*
 * "[Fri, ]20 Nov 2026 08:14:02 +0100" or GMT; RFC 5322, and HTTP dates; IMAP
 * writes "20-Nov-2026".
 */
static int64_t
parse_5322(const char *s)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	char mon[4], zone[8] = "";
	const char *comma = strchr(s, ',');
	int y, d, h, mi, sec = 0, off = 0;
	size_t m;

	if (comma != NULL)
		s = comma + 1;
	if (sscanf(s, " %2d" GAP "%3s" GAP "%4d %2d:%2d:%2d %7s", &d, mon, &y,
	    &h, &mi, &sec, zone) < 6 &&
	    sscanf(s, " %2d" GAP "%3s" GAP "%4d %2d:%2d %7s", &d, mon, &y,
	    &h, &mi, zone) < 5)
		return 0;
	for (m = 0; m < 12; m++)
		if (strncasecmp(months + 3 * m, mon, 3) == 0)
			break;
	y = y < 0 ? 0 : whole_year(y);
	if (m == 12 || y < 1900 || d < 0 || h < 0 || mi < 0 || sec < 0)
		return 0;
	if (!isdigit((unsigned char)zone[1]))
		off = named_zone(zone);
	else if (!offset(zone, &off))
		return 0;
	return compose(y, (int)m + 1, d, h, mi, sec, 0, off);
}

int64_t
when_parse(const char *s)
{
	char *end;
	long long v;

	if (s == NULL)
		return 0;
	while (isspace((unsigned char)*s))
		s++;
	if (isdigit((unsigned char)s[0]) && strspn(s, "0123456789") >= 4 &&
	    s[strspn(s, "0123456789")] == '-')
		return parse_3339(s);
	if (isdigit((unsigned char)s[0])) {
		errno = 0;
		v = strtoll(s, &end, 10);
		if (*end == '\0' && errno == 0 && v < INT64_MAX / 1000)
			return v * 1000;
	}
	return parse_5322(s);
}

void
when_format(int64_t t, char out[32])
{
	int64_t days = t / WHEN_DAY, rest = t % WHEN_DAY;
	int y, m, d;

	if (rest < 0) {
		rest += WHEN_DAY;
		days--;
	}
	date_of(days, &y, &m, &d);
	snprintf(out, 32, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", y, m, d,
	    (int)(rest / WHEN_HOUR), (int)(rest / WHEN_MINUTE % 60),
	    (int)(rest / WHEN_SECOND % 60), (int)(rest % 1000));
}

bool
span_parse(const char *s, int64_t *ret)
{
	static const struct {
		const char *unit;
		int64_t ms;
	} units[] = {
		{ "ms", 1 }, { "s", WHEN_SECOND }, { "m", WHEN_MINUTE },
		{ "h", WHEN_HOUR }, { "d", WHEN_DAY }, { "w", 7 * WHEN_DAY },
	};
	const int64_t max = INT64_C(1) << 52;
	int64_t sum = 0;

	if (s == NULL || *s == '\0')
		return false;
	if (strcmp(s, "0") == 0) {
		*ret = 0;
		return true;
	}
	while (*s != '\0') {
		size_t n, i;
		char *end;
		long long v;

		if (!isdigit((unsigned char)*s))
			return false;
		errno = 0;
		v = strtoll(s, &end, 10);
		n = strspn(end, "mshdw");
		for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
			if (strlen(units[i].unit) == n &&
			    strncmp(units[i].unit, end, n) == 0)
				break;
		if (i == sizeof(units) / sizeof(units[0]) || errno != 0 ||
		    v > (max - sum) / units[i].ms)
			return false;
		sum += v * units[i].ms;
		s = end + n;
	}
	*ret = sum;
	return true;
}

void
span_format(int64_t span, char out[32])
{
	if (span == 0)
		snprintf(out, 32, "0");
	else if (span % WHEN_DAY == 0)
		snprintf(out, 32, "%lldd", (long long)(span / WHEN_DAY));
	else if (span % WHEN_HOUR == 0)
		snprintf(out, 32, "%lldh", (long long)(span / WHEN_HOUR));
	else if (span % WHEN_MINUTE == 0)
		snprintf(out, 32, "%lldm", (long long)(span / WHEN_MINUTE));
	else if (span % WHEN_SECOND == 0)
		snprintf(out, 32, "%llds", (long long)(span / WHEN_SECOND));
	else
		snprintf(out, 32, "%lldms", (long long)span);
}

void
span_human(int64_t span, const char *lang, char out[32])
{
	bool de = lang != NULL && strncmp(lang, "de", 2) == 0;
	long long s = span / WHEN_SECOND, m = s / 60, h = m / 60, d = h / 24;

	if (s < 60)
		snprintf(out, 32, "%lld s", s < 0 ? 0 : s);
	else if (m < 60)
		snprintf(out, 32, "%lld min", m);
	else if (h < 24 && m % 60 == 0)
		snprintf(out, 32, "%lld h", h);
	else if (h < 24)
		snprintf(out, 32, "%lld h %02lld min", h, m % 60);
	else if (h % 24 == 0 || d >= 7)
		snprintf(out, 32, "%lld %s", d, de ? "T" : "d");
	else
		snprintf(out, 32, "%lld %s %lld h", d, de ? "T" : "d", h % 24);
}
