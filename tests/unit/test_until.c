/* SPDX-License-Identifier: ISC */

/* Until when a question is silent, as people type it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/when.h"
#include "control/until.h"
#include "triage/hours.h"

static struct hours *shop, *always;
static int64_t now;

static int
setup(void **state)
{
	struct err e = { 0 };

	(void)state;
	shop = hours_new("Europe/Berlin", &e);
	always = hours_new("Europe/Berlin", &e);
	assert_int_equal(hours_add_spans(shop, "mo-fr 9-18", &e), 0);
	assert_int_equal(hours_add_exception(shop, "2026-12-24", &e), 0);
	/* A Wednesday, winter time. */
	now = when_parse("2026-11-25T10:00:00+01:00");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	hours_free(shop);
	hours_free(always);
	return 0;
}

static void
is(const struct hours *h, const char *typed, const char *want)
{
	int64_t at;

	if (!until_parse(h, typed, now, &at))
		fail_msg("\"%s\" is refused", typed);
	if (at != when_parse(want))
		fail_msg("\"%s\" is %lld, not %s", typed, (long long)at, want);
}

static void
test_good(void **state)
{
	(void)state;
	is(shop, "2h", "2026-11-25T12:00:00+01:00");
	is(shop, "tomorrow", "2026-11-26T09:00:00+01:00");
	is(shop, "Morgen", "2026-11-26T09:00:00+01:00");
	is(always, "morgen", "2026-11-26T08:00:00+01:00");
	/* By the clock on the wall, also in summer. */
	is(shop, "2026-11-26 10:00", "2026-11-26T10:00:00+01:00");
	is(shop, "2026-11-26T10:00:59", "2026-11-26T10:00:00+01:00");
	is(shop, "2026-11-25 09:59:00Z", "2026-11-25T10:59:00+01:00");
	is(shop, "2027-06-01 9:30", "2027-06-01T09:30:00+02:00");
	is(shop, "2026-11-26T10:00:00-05:00", "2026-11-26T16:00:00+01:00");
	/* The hour that does not exist. */
	is(shop, "2027-03-28 2:30", "2027-03-28T03:00:00+02:00");
	/* A day is its opening, or the next there is. */
	is(shop, "2026-11-27", "2026-11-27T09:00:00+01:00");
	is(shop, "2026-11-28", "2026-11-30T09:00:00+01:00");
	is(shop, "2026-12-24", "2026-12-25T09:00:00+01:00");
	is(shop, "2026-11-25", "2026-11-26T09:00:00+01:00");
	is(always, "2026-11-27", "2026-11-27T08:00:00+01:00");
	is(NULL, "2026-11-26T10:00:00Z", "2026-11-26T10:00:00Z");
}

static void
test_bad(void **state)
{
	static const char *const bad[] = { "", "0", "yesterday", "2026-11-24",
		"2026-11-25 9:00", "2027-02-30", "2027-02-30T10:00:00Z",
		"2026-13-01", "2026-12-1x", "2026-12-01 25:00",
		"2026-12-01 10:60", "2026-12-01 10", "10:00", "400d", "9999w",
		"2028-01-01", "9999-12-31", "99999-01-01", "1795600000" };
	int64_t at;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (until_parse(shop, bad[i], now, &at))
			fail_msg("\"%s\" is taken", bad[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
