/* SPDX-License-Identifier: ISC */

/*
 * Business time over every change of the clocks from 2020 to 2035 in five
 * zones, against a model that is too simple to be wrong: minute by minute,
 * the C library says what time it is there, and a table whether that is open.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/when.h"
#include "triage/hours.h"

#define DAYS 6			/* around a change */
#define MINUTES (DAYS * 1440)

/* The same calendars for hours.c and for the model. */
static const struct calendar {
	const char *spans;
	struct { int day, from, to; } v[9];	/* 0 Monday; .to 0 ends */
} calendars[] = {
	{ "24/7", { { 0, 0, 1440 }, { 1, 0, 1440 }, { 2, 0, 1440 },
	    { 3, 0, 1440 }, { 4, 0, 1440 }, { 5, 0, 1440 }, { 6, 0, 1440 } } },
	{ "mo,fr 8:00-12:30,13:30-18:00; di 8:00-12:30",
	    { { 0, 480, 750 }, { 0, 810, 1080 }, { 1, 480, 750 }, { 4, 480, 750 }, { 4, 810, 1080 } } },
	{ "sa,so 22:00-4:00", { { 5, 1320, 1680 }, { 6, 1320, 1680 } } },
	{ "so 1:15-1:50,2:10-2:40", { { 6, 75, 110 }, { 6, 130, 160 } } },
	{ "sa 23:30-3:00; so 2:00-2:30,3:30-24:00", { { 5, 1410, 1620 },
	    { 6, 120, 150 }, { 6, 210, 1440 } } },
	{ "mo-so closed", { { 0, 0, 0 } } },
};

static const char *const zone_names[] = { "Europe/Berlin", "Europe/London",
	"America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu" };

static struct hours *
make(const char *zone, const struct calendar *c)
{
	struct err e;
	struct hours *h = hours_new(zone, &e);

	if (h == NULL || hours_add_spans(h, c->spans, &e) == -1)
		fail_msg("%s", e.text);
	return h;
}

/* TZ is set to the zone. */
static bool
model_open(const struct calendar *c, int64_t t)
{
	time_t s = (time_t)(t / 1000);
	struct tm tm;
	int day, minute;

	localtime_r(&s, &tm);
	day = (tm.tm_wday + 6) % 7;
	minute = tm.tm_hour * 60 + tm.tm_min;
	for (size_t i = 0; i < ARRAY_LEN(c->v) && c->v[i].to != 0; i++) {
		if (c->v[i].day == day && minute >= c->v[i].from &&
		    minute < c->v[i].to)
			return true;
		if ((c->v[i].day + 1) % 7 == day &&
		    minute + 1440 < c->v[i].to)
			return true;
	}
	return false;
}

static void
use_zone(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}

static long
offset_at(int64_t t)
{
	time_t s = (time_t)(t / 1000);
	struct tm tm;

	localtime_r(&s, &tm);
	return tm.tm_gmtoff;
}

/* Everything hours.c says of these days, against the model. */
static void
check_days(const struct hours *h, const struct calendar *c, int64_t from)
{
	static bool open[MINUTES];
	static int64_t sum[MINUTES + 1];
	unsigned seed = 7;

	sum[0] = 0;
	for (int m = 0; m < MINUTES; m++) {
		open[m] = model_open(c, from + m * WHEN_MINUTE);
		sum[m + 1] = sum[m] + (open[m] ? WHEN_MINUTE : 0);
	}
	for (int m = 0; m < MINUTES; m++)
		if (hours_is_open(h, from + m * WHEN_MINUTE) != open[m])
			fail_msg("%s: wrong at %lld", c->spans,
			    (long long)(from + m * WHEN_MINUTE));
	assert_int_equal(hours_between(h, from, from + MINUTES * WHEN_MINUTE),
	    sum[MINUTES]);
	for (int i = 0; i < 60; i++) {
		int a, b, m;
		int64_t ta, tb, span, t;

		seed = seed * 1103515245u + 12345u;
		a = (int)(seed >> 8) % (MINUTES / 2);
		seed = seed * 1103515245u + 12345u;
		b = a + (int)(seed >> 8) % (MINUTES / 2);
		ta = from + a * WHEN_MINUTE;
		tb = from + b * WHEN_MINUTE;
		span = hours_between(h, ta, tb);
		assert_int_equal(span, sum[b] - sum[a]);
		/* Seconds and milliseconds inside of a minute count, too. */
		if (open[b])
			assert_int_equal(hours_between(h, ta, tb + 12345),
			    span + 12345);
		/* The first time at which that span has passed. */
		if (span > 0) {
			t = hours_add(h, ta, span);
			assert_true(t <= tb);
			assert_int_equal(hours_between(h, ta, t), span);
			assert_int_equal(hours_between(h, ta, t - 1), span - 1);
		}
		for (m = a; m < MINUTES && !open[m]; m++)
			;
		if (m < MINUTES)
			assert_int_equal(hours_next_open(h, ta),
			    from + m * WHEN_MINUTE);
		for (m = a; m < MINUTES && open[m]; m++)
			;
		if (m < MINUTES)
			assert_int_equal(hours_closes_at(h, ta),
			    from + m * WHEN_MINUTE);
	}
}

static void
every_change_in_five_zones(void **state)
{
	(void)state;
	for (size_t z = 0; z < ARRAY_LEN(zone_names); z++) {
		struct hours *h[ARRAY_LEN(calendars)];
		int64_t t = when_parse("2020-01-01T00:00:00Z");
		int64_t end = when_parse("2036-01-01T00:00:00Z");
		int changes = 0;

		for (size_t c = 0; c < ARRAY_LEN(calendars); c++)
			h[c] = make(zone_names[z], &calendars[c]);
		use_zone(zone_names[z]);
		for (; t < end; t += WHEN_HOUR) {
			if (offset_at(t) == offset_at(t - WHEN_HOUR))
				continue;
			changes++;
			for (size_t c = 0; c < ARRAY_LEN(calendars); c++)
				check_days(h[c], &calendars[c],
				    t - DAYS / 2 * WHEN_DAY);
		}
		assert_int_equal(changes,
		    strcmp(zone_names[z], "Asia/Kathmandu") == 0 ? 0 : 32);
		/* Where nothing changes, any days; and a leap day. */
		for (size_t c = 0; c < ARRAY_LEN(calendars); c++) {
			check_days(h[c], &calendars[c],
			    when_parse("2028-02-27T00:00:00Z"));
			hours_free(h[c]);
		}
	}
}

/* Bigger steps are sums of smaller ones. */
static void
time_adds_up(void **state)
{
	struct hours *h = make("Europe/Berlin", &calendars[1]);
	struct err e;
	int64_t t = when_parse("2025-01-01T00:00:00Z"), sum = 0, d;

	(void)state;
	assert_int_equal(hours_set_holidays(h, "de-sn", &e), 0);
	assert_int_equal(hours_add_exception(h, "12-24..12-31", &e), 0);
	for (int i = 0; i < 600; i++) {
		d = 31 * WHEN_HOUR + i * 61 * WHEN_SECOND;
		sum += hours_between(h, t, t + d);
		t += d;
	}
	assert_int_equal(sum,
	    hours_between(h, when_parse("2025-01-01T00:00:00Z"), t));
	d = hours_add(h, when_parse("2025-01-01T00:00:00Z"), 500 * WHEN_HOUR);
	assert_int_equal(hours_add(h, hours_add(h,
	    when_parse("2025-01-01T00:00:00Z"), 123 * WHEN_HOUR),
	    377 * WHEN_HOUR), d);
	hours_free(h);
}

static void
it_is_quick(void **state)
{
	struct hours *h = make("Europe/Paris", &calendars[1]);
	struct timespec a, b;
	int64_t t = when_parse("2026-01-01T00:00:00Z"), sum = 0;
	double us;

	(void)state;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	for (int i = 0; i < 1000; i++)
		sum += hours_between(h, t + i, t + i + 3 * WHEN_DAY);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
	us = (double)(b.tv_sec - a.tv_sec) * 1e3 +
	    (double)(b.tv_nsec - a.tv_nsec) / 1e6;
	print_message("# business time over three days: %.2f us\n", us);
	assert_true(sum > 0);
	assert_true(us < 100);
	hours_free(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_change_in_five_zones),
		cmocka_unit_test(time_adds_up),
		cmocka_unit_test(it_is_quick),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
