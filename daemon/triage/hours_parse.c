/* SPDX-License-Identifier: ISC */

/*
 * Opening hours and exceptions as people write them in a configuration:
 * "mo-fr 8:00-12:30,13:30-18:00; sa 7-13", "12-24..01-01", "2026-05-01 10-16".
 * Nothing is kept of a line that is not understood as a whole.
 */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "triage/hours_int.h"

static void
skip(const char **s)
{
	*s += strspn(*s, " \t");
}

static bool
take(const char **s, const char *word)
{
	size_t n = strlen(word);

	if (strncasecmp(*s, word, n) != 0)
		return false;
	*s += n;
	return true;
}

/* '-', or the dash that word processors make of it. */
static bool
take_dash(const char **s)
{
	return take(s, "-") || take(s, "\xe2\x80\x93");
}

static bool
take_closed(const char **s)
{
	return take(s, "closed") || take(s, "geschlossen") || take(s, "zu");
}

/* A weekday by its first two letters, of either language; the rest of the
 * word, if it is written out, is skipped. */
static int
take_day(const char **s)
{
	static const struct {
		char name[4];
		int day;
	} names[] = {
		{ "mo", 0 }, { "tu", 1 }, { "di", 1 }, { "we", 2 },
		{ "mi", 2 }, { "th", 3 }, { "do", 3 }, { "fr", 4 },
		{ "sa", 5 }, { "su", 6 }, { "so", 6 },
	};
	static const char *const rest[] = { "montag", "monday", "dienstag",
	    "tuesday", "mittwoch", "wednesday", "donnerstag", "thursday",
	    "freitag", "friday", "samstag", "saturday", "sonntag", "sunday",
	    "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	const char *at = *s;

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (!take(s, names[i].name))
			continue;
		if (!isalpha((unsigned char)**s))
			return names[i].day;
		for (size_t k = 0; k < ARRAY_LEN(rest); k++) {
			const char *end = at;

			if (!take(&end, rest[k]) ||
			    isalpha((unsigned char)*end))
				continue;
			*s = end;
			return names[i].day;
		}
		*s = at;
		return -1;
	}
	return -1;
}

static bool
take_number(const char **s, int digits, int min, int max, int *ret)
{
	int v = 0, n = 0;

	while (n < digits && isdigit((unsigned char)**s)) {
		v = v * 10 + *(*s)++ - '0';
		n++;
	}
	if (n == 0 || isdigit((unsigned char)**s) || v < min || v > max)
		return false;
	*ret = v;
	return true;
}

/* "8", "8:30", "8.30", "24:00"; minutes. */
static bool
take_time(const char **s, int *ret)
{
	int h, m = 0;

	if (!take_number(s, 2, 0, 24, &h))
		return false;
	if (**s == ':' || **s == '.') {
		(*s)++;
		if (!isdigit((unsigned char)(*s)[0]) ||
		    !isdigit((unsigned char)(*s)[1]) ||
		    !take_number(s, 2, 0, 59, &m))
			return false;
	}
	*ret = h * 60 + m;
	return *ret <= DAY_MINUTES;
}

/* "8:00-12:30,13:30-18:00", or "closed". */
static int
take_times(const char **s, struct spans *ret, const char *all, struct err *e)
{
	struct span span;

	if (take_closed(s))
		return 0;
	for (;;) {
		skip(s);
		if (!take_time(s, &span.start))
			goto bad;
		skip(s);
		if (!take_dash(s))
			goto bad;
		skip(s);
		if (!take_time(s, &span.end) || span.start == DAY_MINUTES)
			goto bad;
		if (span.start == span.end)
			return err_set(e, ERR_CONFIG, "hours \"%.100s\": a "
			    "span ends when it begins; a whole day is 0-24",
			    all);
		if (span.end < span.start)
			span.end += DAY_MINUTES;
		if (!spans_add(ret, span) || ret->n > DAY_SPANS)
			return err_set(e, ERR_CONFIG, "hours \"%.100s\": at "
			    "most %d spans a day", all, DAY_SPANS);
		skip(s);
		if (!take(s, ","))
			return 0;
	}
bad:
	return err_set(e, ERR_CONFIG, "hours \"%.100s\": cannot read "
	    "\"%.40s\"; write times like 8:00-12:30,13:30-18:00", all, *s);
}

/* "mo-fr", "mo,we,fr", "fr-mo". */
static int
take_days(const char **s, bool days[7], const char *all, struct err *e)
{
	memset(days, 0, 7 * sizeof(days[0]));
	for (;;) {
		int from, to;

		skip(s);
		from = to = take_day(s);
		if (from < 0)
			return err_set(e, ERR_CONFIG, "hours \"%.100s\": no "
			    "day in \"%.40s\"; write them like mo-fr 8-18 or "
			    "sa,so 10-14", all, *s);
		skip(s);
		if (take_dash(s)) {
			skip(s);
			to = take_day(s);
			if (to < 0)
				return err_set(e, ERR_CONFIG, "hours "
				    "\"%.100s\": until which day?", all);
		}
		for (int d = from;; d = (d + 1) % 7) {
			days[d] = true;
			if (d == to)
				break;
		}
		skip(s);
		if (!take(s, ","))
			return 0;
	}
}

static int
take_group(const char **s, struct spans week[7], const char *all, struct err *e)
{
	struct spans times = { .n = 0 };
	bool days[7];

	if (take(s, "24/7")) {
		for (int d = 0; d < 7; d++)
			spans_add(&week[d], (struct span){ 0, DAY_MINUTES });
		return 0;
	}
	if (take_days(s, days, all, e) == -1)
		return -1;
	take(s, ":");
	skip(s);
	if (take_times(s, &times, all, e) == -1)
		return -1;
	for (int d = 0; d < 7; d++)
		for (int i = 0; days[d] && i < times.n; i++)
			if (!spans_add(&week[d], times.v[i]) ||
			    week[d].n > DAY_SPANS)
				return err_set(e, ERR_CONFIG, "hours "
				    "\"%.100s\": at most %d spans a day", all,
				    DAY_SPANS);
	return 0;
}

int
hours_add_spans(struct hours *h, const char *text, struct err *e)
{
	struct spans week[7];
	const char *s = text;

	memcpy(week, h->week, sizeof(week));
	do {
		skip(&s);
		if (take_group(&s, week, text, e) == -1)
			return -1;
		skip(&s);
		take(&s, ";");
		skip(&s);
	} while (*s != '\0');
	memcpy(h->week, week, sizeof(week));
	h->spans_given = true;
	return 0;
}

/* "2026-12-24" or "12-24". */
static bool
take_date(const char **s, struct date *ret)
{
	size_t digits = strspn(*s, "0123456789");

	ret->y = 0;
	if (digits == 4) {
		if (!take_number(s, 4, 1970, 2100, &ret->y) || !take(s, "-"))
			return false;
	}
	if (!take_number(s, 2, 1, 12, &ret->m) || !take(s, "-") ||
	    !take_number(s, 2, 1, 31, &ret->d))
		return false;
	return ret->d <= civil_month_length(ret->y == 0 ? 2000 : ret->y,
	    ret->m);
}

static int
take_dates(const char **s, struct exception *x, const char *all, struct err *e)
{
	if (!take_date(s, &x->from))
		return err_set(e, ERR_CONFIG, "date \"%.100s\": write it like "
		    "2026-12-24, or 12-24 for every year", all);
	x->to = x->from;
	skip(s);
	if (!take(s, ".."))
		return 0;
	skip(s);
	if (!take_date(s, &x->to) || (x->to.y == 0) != (x->from.y == 0))
		return err_set(e, ERR_CONFIG, "date \"%.100s\": write a range "
		    "like 2026-12-24..2027-01-01", all);
	if (x->from.y != 0 && civil_day(x->to.y, x->to.m, x->to.d) <
	    civil_day(x->from.y, x->from.m, x->from.d))
		return err_set(e, ERR_CONFIG, "date \"%.100s\": ends before "
		    "it starts", all);
	return 0;
}

int
hours_add_exception(struct hours *h, const char *text, struct err *e)
{
	struct exception x = { .open = { .n = 0 } };
	const char *s = text;

	skip(&s);
	if (take_dates(&s, &x, text, e) == -1)
		return -1;
	skip(&s);
	if (*s != '\0' && take_times(&s, &x.open, text, e) == -1)
		return -1;
	skip(&s);
	if (*s != '\0')
		return err_set(e, ERR_CONFIG, "date \"%.100s\": cannot read "
		    "\"%.40s\"", text, s);
	h->exceptions = xreallocarray(h->exceptions, h->n_exceptions + 1,
	    sizeof(*h->exceptions));
	h->exceptions[h->n_exceptions++] = x;
	return 0;
}
