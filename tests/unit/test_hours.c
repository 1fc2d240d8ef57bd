/* SPDX-License-Identifier: ISC */

/* Business time by example: what people write, and what they get. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/when.h"
#include "triage/hours.h"

#define YEAR (365 * WHEN_DAY)

static struct err e;

static struct hours *
make(const char *zone, const char *spans)
{
	struct hours *h = hours_new(zone, &e);

	if (h == NULL)
		fail_msg("%s", e.text);
	if (spans != NULL && hours_add_spans(h, spans, &e) == -1)
		fail_msg("%s", e.text);
	return h;
}

static int64_t
at(const char *s)
{
	int64_t t = when_parse(s);

	assert_true(t != 0);
	return t;
}

static void
assert_at(int64_t got, const char *want)
{
	char is[32], should[32];

	when_format(got, is);
	when_format(at(want), should);
	assert_string_equal(is, should);
}

static void
an_ordinary_week(void **state)
{
	/* 2026-05-11 is a Monday; Berlin is at +02:00. */
	struct hours *h = make("Europe/Berlin",
	    "mo-fr 8:00-12:30,13:30-18:00; sa 7-13");

	(void)state;
	assert_true(hours_is_open(h, at("2026-05-11T08:00:00+02:00")));
	assert_false(hours_is_open(h, at("2026-05-11T07:59:59+02:00")));
	assert_true(hours_is_open(h, at("2026-05-11T12:29:59+02:00")));
	assert_false(hours_is_open(h, at("2026-05-11T12:30:00+02:00")));
	assert_true(hours_is_open(h, at("2026-05-16T07:00:00+02:00")));
	assert_false(hours_is_open(h, at("2026-05-17T10:00:00+02:00")));

	assert_at(hours_next_open(h, at("2026-05-11T12:45:00+02:00")),
	    "2026-05-11T13:30:00+02:00");
	assert_at(hours_next_open(h, at("2026-05-11T09:00:00+02:00")),
	    "2026-05-11T09:00:00+02:00");
	assert_at(hours_next_open(h, at("2026-05-16T13:00:00+02:00")),
	    "2026-05-18T08:00:00+02:00");
	assert_at(hours_closes_at(h, at("2026-05-11T09:00:00+02:00")),
	    "2026-05-11T12:30:00+02:00");
	assert_at(hours_closes_at(h, at("2026-05-11T12:45:00+02:00")),
	    "2026-05-11T12:45:00+02:00");

	/* Friday 17:30 plus one hour is Saturday 7:30. */
	assert_at(hours_add(h, at("2026-05-15T17:30:00+02:00"), WHEN_HOUR),
	    "2026-05-16T07:30:00+02:00");
	/* What fills a span ends with it, not when the next one begins. */
	assert_at(hours_add(h, at("2026-05-15T17:00:00+02:00"), WHEN_HOUR),
	    "2026-05-15T18:00:00+02:00");
	/* Nights do not count. */
	assert_at(hours_add(h, at("2026-05-13T02:00:00+02:00"), 1),
	    "2026-05-13T08:00:00.001+02:00");
	assert_at(hours_add(h, at("2026-05-13T02:00:00+02:00"), 0),
	    "2026-05-13T02:00:00+02:00");
	assert_int_equal(hours_between(h, at("2026-05-11T00:00:00+02:00"),
	    at("2026-05-18T00:00:00+02:00")), 51 * WHEN_HOUR);
	assert_int_equal(hours_between(h, at("2026-05-18T00:00:00+02:00"),
	    at("2026-05-11T00:00:00+02:00")), 0);
	assert_int_equal(hours_day(h), 9 * WHEN_HOUR);
	hours_free(h);
}

static void
over_midnight(void **state)
{
	struct hours *h = make("Europe/Berlin", "fr,sa 20:00-3:00");

	(void)state;
	assert_true(hours_is_open(h, at("2026-05-16T02:59:00+02:00")));
	assert_false(hours_is_open(h, at("2026-05-16T03:00:00+02:00")));
	assert_true(hours_is_open(h, at("2026-05-17T01:00:00+02:00")));
	assert_false(hours_is_open(h, at("2026-05-18T01:00:00+02:00")));
	assert_at(hours_closes_at(h, at("2026-05-15T23:00:00+02:00")),
	    "2026-05-16T03:00:00+02:00");
	assert_at(hours_add(h, at("2026-05-15T23:00:00+02:00"), 5 * WHEN_HOUR),
	    "2026-05-16T21:00:00+02:00");
	assert_int_equal(hours_day(h), 7 * WHEN_HOUR);
	/* A closed day takes its night with it, and not the night before. */
	assert_int_equal(hours_add_exception(h, "2026-05-16", &e), 0);
	assert_true(hours_is_open(h, at("2026-05-16T02:00:00+02:00")));
	assert_false(hours_is_open(h, at("2026-05-16T21:00:00+02:00")));
	assert_false(hours_is_open(h, at("2026-05-17T01:00:00+02:00")));
	hours_free(h);
	/* Sunday's night is Monday's morning. */
	h = make("Europe/Berlin", "so 22-2; mo 1-5");
	assert_at(hours_closes_at(h, at("2026-05-17T23:00:00+02:00")),
	    "2026-05-18T05:00:00+02:00");
	hours_free(h);
}

static void
always_and_never(void **state)
{
	int64_t t = at("2026-05-11T09:00:00+02:00");
	struct hours *h = make("Europe/Berlin", NULL);

	(void)state;
	for (int round = 0; round < 2; round++) {
		assert_true(hours_is_open(h, t));
		assert_int_equal(hours_next_open(h, t), t);
		assert_int_equal(hours_closes_at(h, t), t + YEAR);
		assert_int_equal(hours_add(h, t, 40 * WHEN_DAY + 5),
		    t + 40 * WHEN_DAY + 5);
		assert_int_equal(hours_between(h, t, t + 900 * WHEN_DAY),
		    900 * WHEN_DAY);
		assert_int_equal(hours_day(h), WHEN_DAY);
		hours_free(h);
		h = make("Europe/Berlin", "24/7");
	}
	/* Always, but for holidays. */
	assert_int_equal(hours_set_holidays(h, "de", &e), 0);
	assert_at(hours_closes_at(h, at("2026-12-24T09:00:00+01:00")),
	    "2026-12-25T00:00:00+01:00");
	assert_at(hours_next_open(h, at("2026-12-25T09:00:00+01:00")),
	    "2026-12-27T00:00:00+01:00");
	hours_free(h);

	h = make("Europe/Berlin", "mo-so closed");
	assert_false(hours_is_open(h, t));
	assert_int_equal(hours_next_open(h, t), t + YEAR);
	assert_int_equal(hours_closes_at(h, t), t);
	assert_int_equal(hours_add(h, t, WHEN_HOUR), t + YEAR);
	assert_int_equal(hours_between(h, t, t + YEAR), 0);
	assert_int_equal(hours_day(h), WHEN_DAY);
	/* Open on one day of the year. */
	assert_int_equal(hours_add_exception(h, "12-06 10-16", &e), 0);
	assert_int_equal(hours_day(h), 6 * WHEN_HOUR);
	assert_at(hours_next_open(h, t), "2026-12-06T10:00:00+01:00");
	assert_at(hours_add(h, t, 7 * WHEN_HOUR), "2027-12-06T11:00:00+01:00");
	hours_free(h);
}

static void
exceptions(void **state)
{
	struct hours *h = make("Europe/Berlin", "mo-sa 8-18");

	(void)state;
	assert_int_equal(hours_add_exception(h, "2026-12-24..2027-01-01", &e),
	    0);
	assert_int_equal(hours_add_exception(h, "2026-12-28 9:00-12:00", &e),
	    0);
	assert_int_equal(hours_add_exception(h, "05-17 10-16", &e), 0);
	assert_int_equal(hours_add_exception(h, "02-29", &e), 0);
	assert_int_equal(hours_set_holidays(h, "de-by", &e), 0);
	assert_at(hours_next_open(h, at("2026-12-23T18:00:00+01:00")),
	    "2026-12-28T09:00:00+01:00");
	assert_at(hours_next_open(h, at("2026-12-28T12:00:00+01:00")),
	    "2027-01-02T08:00:00+01:00");
	/* Sundays in May: only the one named. */
	assert_true(hours_is_open(h, at("2026-05-17T11:00:00+02:00")));
	assert_false(hours_is_open(h, at("2026-05-24T11:00:00+02:00")));
	/* Leap days. */
	assert_false(hours_is_open(h, at("2028-02-29T11:00:00+01:00")));
	assert_true(hours_is_open(h, at("2028-02-28T11:00:00+01:00")));
	assert_true(hours_is_open(h, at("2028-03-01T11:00:00+01:00")));
	assert_true(hours_is_open(h, at("2027-03-01T11:00:00+01:00")));

	assert_string_equal(hours_why_closed(h, at("2026-06-04T09:00:00+02:00"),
	    "de"), "Fronleichnam");
	assert_string_equal(hours_why_closed(h, at("2026-06-04T09:00:00+02:00"),
	    "en"), "Corpus Christi");
	assert_string_equal(hours_why_closed(h, at("2026-12-24T09:00:00+01:00"),
	    "de"), "eigener freier Tag");
	assert_null(hours_why_closed(h, at("2026-12-28T15:00:00+01:00"), "de"));
	assert_null(hours_why_closed(h, at("2026-06-07T09:00:00+02:00"), "de"));
	/* The local date decides: 23:30 UTC is the next day in Munich. */
	assert_string_equal(hours_why_closed(h, at("2026-06-03T22:30:00Z"),
	    "de"), "Fronleichnam");
	/* Own hours go before holidays; "none" takes those back. */
	assert_int_equal(hours_add_exception(h, "2026-06-04 8-10", &e), 0);
	assert_true(hours_is_open(h, at("2026-06-04T09:00:00+02:00")));
	assert_false(hours_is_open(h, at("2026-05-14T09:00:00+02:00")));
	assert_int_equal(hours_set_holidays(h, "none", &e), 0);
	assert_true(hours_is_open(h, at("2026-05-14T09:00:00+02:00")));
	hours_free(h);
	/* Every year, over the turn of it. */
	h = make("Europe/Berlin", "mo-so 8-18");
	assert_int_equal(hours_add_exception(h, "12-24..01-02", &e), 0);
	assert_at(hours_next_open(h, at("2030-12-23T18:00:00+01:00")),
	    "2031-01-03T08:00:00+01:00");
	hours_free(h);
}

static void
clocks_change(void **state)
{
	/* 2026-03-29 02:00 -> 03:00, 2026-10-25 03:00 -> 02:00 in Berlin. */
	struct hours *h = make("Europe/Berlin", "so 1:30-4:00");

	(void)state;
	assert_int_equal(hours_between(h, at("2026-03-29T00:00:00+01:00"),
	    at("2026-03-30T00:00:00+02:00")), 90 * WHEN_MINUTE);
	assert_int_equal(hours_between(h, at("2026-10-25T00:00:00+02:00"),
	    at("2026-10-26T00:00:00+01:00")), 210 * WHEN_MINUTE);
	hours_free(h);
	/* A span within the hour that comes twice is open twice. */
	h = make("Europe/Berlin", "so 2:15-2:45");
	assert_at(hours_closes_at(h, at("2026-10-25T02:30:00+02:00")),
	    "2026-10-25T02:45:00+02:00");
	assert_at(hours_next_open(h, at("2026-10-25T02:50:00+02:00")),
	    "2026-10-25T02:15:00+01:00");
	/* ... and within the one that is skipped, not at all. */
	assert_at(hours_next_open(h, at("2026-03-29T00:00:00+01:00")),
	    "2026-04-05T02:15:00+02:00");
	hours_free(h);
	/* Always open, a day in March has 23 hours. */
	h = make("Europe/Berlin", "24/7");
	assert_int_equal(hours_between(h, at("2026-03-29T00:00:00+01:00"),
	    at("2026-03-30T00:00:00+02:00")), 23 * WHEN_HOUR);
	assert_at(hours_add(h, at("2026-03-28T12:00:00+01:00"), WHEN_DAY),
	    "2026-03-29T13:00:00+02:00");
	hours_free(h);
}

static void
minutes_of_days(void **state)
{
	struct hours *h = make("Europe/Berlin", NULL);

	(void)state;
	assert_at(hours_at(h, at("2026-05-11T23:30:00+02:00"), 0, 8 * 60),
	    "2026-05-11T08:00:00+02:00");
	assert_at(hours_at(h, at("2026-05-11T22:30:00Z"), 1, 8 * 60),
	    "2026-05-13T08:00:00+02:00");
	assert_at(hours_at(h, at("2026-03-28T12:00:00+01:00"), 1, 8 * 60),
	    "2026-03-29T08:00:00+02:00");
	assert_at(hours_at(h, at("2026-03-28T12:00:00+01:00"), 1, 150),
	    "2026-03-29T03:00:00+02:00");
	assert_at(hours_at(h, at("2026-10-24T12:00:00+02:00"), 1, 150),
	    "2026-10-25T02:30:00+02:00");
	assert_at(hours_at(h, at("2026-10-24T12:00:00+02:00"), 1, 200),
	    "2026-10-25T03:20:00+01:00");
	assert_at(hours_at(h, at("2026-03-29T12:00:00+02:00"), 0, 0),
	    "2026-03-29T00:00:00+01:00");
	hours_free(h);
	h = make("Australia/Lord_Howe", NULL);
	assert_at(hours_at(h, at("2026-10-03T12:00:00+10:30"), 1, 130),
	    "2026-10-04T02:30:00+11:00");
	hours_free(h);
}

static void
as_people_write_it(void **state)
{
	static const struct {
		const char *a, *b;
	} same[] = {
		{ "mo-fr 8:00-18:00", "Mo-Fr 8-18" },
		{ "mo-fr 8:00-18:00", "montag-freitag: 8.00 - 18.00" },
		{ "mo-fr 8:00-18:00", "mo–fr 8–18" },
		{ "mo-fr 8:00-18:00", "mon-fri 08:00-18:00" },
		{ "mo-fr 8:00-18:00", "di,mi 8-18; do 8-18; fr-mo closed; "
		    "fr,mo 8-18" },
		{ "tu,th 9-12", "di, do 9-12" },
		{ "we 9-12 sa 9-13", "mi 9-12; Samstag 9-13" },
		{ "su 0-24", "sonntag 0:00-12:00,12:00-24:00" },
		{ "fr-mo 9-10", "fr,sa,so,mo 9-10" },
		{ "mo 9-12,8-10", "mo 8-12" },
		{ "24/7", "mo-so 0-24" },
	};
	int64_t t = at("2026-05-11T00:00:00+02:00");

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(same); i++) {
		struct hours *a = make("Europe/Berlin", same[i].a);
		struct hours *b = make("Europe/Berlin", same[i].b);
		bool differ = false;

		for (int64_t m = 0; m < 7 * 1440; m += 15)
			if (hours_is_open(a, t + m * WHEN_MINUTE) !=
			    hours_is_open(b, t + m * WHEN_MINUTE))
				differ = true;
		if (differ)
			fail_msg("\"%s\" is not \"%s\"", same[i].a, same[i].b);
		hours_free(a);
		hours_free(b);
	}
}

static void
nonsense_is_refused(void **state)
{
	static const char *const spans[] = { "", " ", "8-18", "mo", "mo 8",
	    "mo 8-", "mo 8-25", "mo 8:60-9", "mo 8:5-9", "mo 24-25", "mo 8-8",
	    "mo-xx 8-9", "moon 8-9", "mo 8-9,", "mo 8-9 x", "7/24",
	    "mo 8-9; ; x", "mo-fr 8-18 und sa", "mo 123-4", "mo 8--9",
	    "mo 0-1,2-3,4-5,6-7,8-9,10-11,12-13,14-15,16-17,18-19,20-21,22,23",
	    "mo 0-1,2-3,4-5,6-7,8-9,10-11,12-13,14-15,16-17,18-19,20-21,22-23,\
23:30-23:40" };
	static const char *const dates[] = { "", "2026", "2026-13-01",
	    "2026-02-29", "02-30", "2026-12-24..", "2026-12-24..12-26",
	    "12-24..2026-12-26", "2026-12-24..2026-12-20", "24.12.2026",
	    "2026-12-24 8", "2026-12-24 8-9 x", "2026-12-24x", "0-1", "12-0",
	    "1-", "99999-01-01" };
	struct hours *h = make("Europe/Berlin", "mo 9-10");

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(spans); i++) {
		memset(&e, 0, sizeof(e));
		if (hours_add_spans(h, spans[i], &e) != -1)
			fail_msg("\"%s\" was taken", spans[i]);
		assert_int_equal(e.code, ERR_CONFIG);
		assert_true(strlen(e.text) > 20);
	}
	for (size_t i = 0; i < ARRAY_LEN(dates); i++) {
		memset(&e, 0, sizeof(e));
		if (hours_add_exception(h, dates[i], &e) != -1)
			fail_msg("\"%s\" was taken", dates[i]);
		assert_int_equal(e.code, ERR_CONFIG);
	}
	/* Nothing of all that was kept. */
	assert_int_equal(hours_between(h, at("2026-05-11T00:00:00+02:00"),
	    at("2026-05-18T00:00:00+02:00")), WHEN_HOUR);
	assert_int_equal(hours_set_holidays(h, "de-xx", &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	hours_free(h);
	hours_free(NULL);
}

static void
zones(void **state)
{
	static const char *const bad[] = { "", "Europe/Berln", "Berlin",
	    "../../../etc/passwd", "/etc/localtime", ":UTC", "CET-1CEST",
	    "Europe", "Europe/Berlin/x", "right/Europe/Berlin", "zone.tab" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		memset(&e, 0, sizeof(e));
		assert_null(hours_new(bad[i], &e));
		assert_true(strlen(e.text) > 10);
	}
	/* A machine without tzdata: a clear word, not UTC. */
	setenv("TZDIR", "/nonexistent", 1);
	assert_null(hours_new("America/Lima", &e));
	assert_int_equal(e.code, ERR_UNAVAILABLE);
	assert_non_null(strstr(e.text, "tzdata"));
	hours_free(make("UTC", "mo-fr 9-17"));
	unsetenv("TZDIR");
	hours_free(make("America/Lima", NULL));
}

static void
the_process_keeps_its_own_zone(void **state)
{
	time_t t = 1780000000;
	struct tm before, after;

	(void)state;
	setenv("TZ", "Asia/Tokyo", 1);
	tzset();
	localtime_r(&t, &before);
	hours_free(make("Africa/Casablanca", NULL));
	localtime_r(&t, &after);
	assert_string_equal(getenv("TZ"), "Asia/Tokyo");
	assert_int_equal(before.tm_hour, after.tm_hour);
	assert_int_equal(before.tm_gmtoff, 9 * 3600);
	assert_int_equal(after.tm_gmtoff, 9 * 3600);
	unsetenv("TZ");
	tzset();
	localtime_r(&t, &before);
	hours_free(make("Pacific/Apia", NULL));
	localtime_r(&t, &after);
	assert_null(getenv("TZ"));
	assert_int_equal(before.tm_gmtoff, after.tm_gmtoff);
}

static void
as_people_read_it(void **state)
{
	static const struct {
		const char *style, *lang, *want;
	} cases[] = {
		{ "time", "de", "14:05" },
		{ "time", "en", "14:05" },
		{ "day", "de", "Dienstag 14:05" },
		{ "day", "en", "Tuesday 14:05" },
		{ "date", "de", "12. Mai" },
		{ "date", "en", "12 May" },
		{ "full", "de", "Di 12.05.2026 14:05 CEST" },
		{ "full", "de_AT.UTF-8", "Di 12.05.2026 14:05 CEST" },
		{ "full", "en", "Tue 12 May 2026 14:05 CEST" },
	};
	struct hours *h = make("Europe/Berlin", NULL);
	char got[64], small[6];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		hours_format(h, at("2026-05-12T12:05:59Z"), cases[i].lang,
		    cases[i].style, got, sizeof(got));
		assert_string_equal(got, cases[i].want);
	}
	hours_format(h, at("2026-03-01T12:00:00Z"), "de", "date", got,
	    sizeof(got));
	assert_string_equal(got, "1. M\xc3\xa4rz");
	hours_format(h, at("2026-03-01T12:00:00Z"), "de", "full", small,
	    sizeof(small));
	assert_int_equal(strlen(small), 5);
	hours_free(h);
	h = make("Asia/Kathmandu", NULL);
	hours_format(h, at("2026-05-12T18:30:00Z"), "en", "full", got,
	    sizeof(got));
	assert_string_equal(got, "Wed 13 May 2026 00:15 +0545");
	hours_free(h);
}

static void
tomorrow(void **state)
{
	static const struct { const char *t, *want; } cases[] = {
		/* Before the lunch break that follows, and after it. */
		{ "2026-05-11T09:00+02:00", "2026-05-12T08:00+02:00" },
		{ "2026-05-11T14:00+02:00", "2026-05-12T08:00+02:00" },
		{ "2026-05-11T21:00+02:00", "2026-05-12T08:00+02:00" },
		/* At two in the night it is still today. */
		{ "2026-05-12T02:00+02:00", "2026-05-12T08:00+02:00" },
		{ "2026-05-12T05:00+02:00", "2026-05-13T08:00+02:00" },
		/* Saturday ends at one; Sunday is closed. */
		{ "2026-05-15T17:00+02:00", "2026-05-16T07:00+02:00" },
		{ "2026-05-16T10:00+02:00", "2026-05-18T08:00+02:00" },
		/* The night the clocks change. */
		{ "2026-03-28T10:00+01:00", "2026-03-30T08:00+02:00" },
	};
	struct hours *h = make("Europe/Berlin",
	    "mo-fr 8:00-12:30,13:30-18:00; sa 7-13");

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_at(hours_tomorrow(h, at(cases[i].t)), cases[i].want);
	hours_free(h);
	h = make("Europe/Berlin", NULL);
	assert_at(hours_tomorrow(h, at("2026-05-11T21:00+02:00")),
	    "2026-05-12T08:00+02:00");
	hours_free(h);
	h = make("Europe/Berlin", "fr 22-2");
	assert_at(hours_tomorrow(h, at("2026-05-15T23:00+02:00")),
	    "2026-05-22T22:00+02:00");
	hours_free(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tomorrow),
		cmocka_unit_test(an_ordinary_week),
		cmocka_unit_test(over_midnight),
		cmocka_unit_test(always_and_never),
		cmocka_unit_test(exceptions),
		cmocka_unit_test(clocks_change),
		cmocka_unit_test(minutes_of_days),
		cmocka_unit_test(as_people_write_it),
		cmocka_unit_test(nonsense_is_refused),
		cmocka_unit_test(zones),
		cmocka_unit_test(the_process_keeps_its_own_zone),
		cmocka_unit_test(as_people_read_it),
	};

	/* Whatever the machine's zone: it must not matter. */
	setenv("TZ", "Pacific/Chatham", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
