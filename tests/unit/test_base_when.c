/* SPDX-License-Identifier: ISC */

/* Times and spans, as networks and people write them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/when.h"

static void
test_parse(void **state)
{
	static const struct {
		const char *text;
		int64_t t;
	} good[] = {
		{ "2026-11-20T08:14:02.113Z", INT64_C(1795162442113) },
		{ "2026-11-20T08:14:02Z", INT64_C(1795162442000) },
		{ "2026-11-20 08:14:02", INT64_C(1795162442000) },
		{ "2026-11-20t09:14:02.1+01:00", INT64_C(1795162442100) },
		{ "2026-11-20T03:14:02.123456789-0500", INT64_C(1795162442123) },
		{ "2026-11-20", INT64_C(1795132800000) },
		{ "1795162442", INT64_C(1795162442000) },
		{ "Fri, 20 Nov 2026 09:14:02 +0100", INT64_C(1795162442000) },
		{ "20 Nov 2026 08:14 GMT", INT64_C(1795162440000) },
		{ "Fri, 20 Nov 26 08:14:02 UT", INT64_C(1795162442000) },
		{ "Fri, 20 Nov 2026 03:14:02 EST", INT64_C(1795162442000) },
		{ "Fri, 20 Nov 2026 00:14:02 PST", INT64_C(1795162442000) },
		{ "Fri, 20 Nov 2026 09:14:02 MEZ", INT64_C(1795162442000) },
		{ "Fri, 20 Nov 2026 10:14:02 CEST", INT64_C(1795162442000) },
		{ "Fri, 20 Nov 2026 08:14:02 A", INT64_C(1795162442000) },
		{ "29 Feb 96 00:00:00 GMT", INT64_C(825552000000) },
		{ "29 Feb 104 00:00:00 GMT", INT64_C(1078012800000) },
		{ " 3-Nov-2026 10:00:00 +0100", INT64_C(1793696400000) },
		{ "20-Nov-2026 08:14:02 +0000", INT64_C(1795162442000) },
		{ "2024-02-29T00:00:00Z", INT64_C(1709164800000) },
		{ "2000-03-01T00:00:00Z", INT64_C(951868800000) },
		{ "1969-12-31T23:59:59.999Z", -1 },
	};
	static const char *const bad[] = { "", "x", "2026-13-01",
		"2026-11-20T", "2026-11-20T08", "2026-11-20T08:14:02+1",
		"2026-11-20T08:14:02Zx", "2026-00-01T00:00:00Z",
		"2026-11-20T25:00:00Z", "Fri, 20 Foo 2026 09:14:02 +0100",
		"99999999999999999999", "-5",
		"3-11-2026 10:00:00", "3Nov2026 10:00:00 +0000" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		int64_t t = when_parse(good[i].text);

		if (good[i].t != t)
			fail_msg("%s is %lld", good[i].text, (long long)t);
	}
	/* A year alone is a number of seconds. */
	assert_true(when_parse("2026") == 2026000);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (when_parse(bad[i]) != 0)
			fail_msg("%s is no time", bad[i]);
	assert_true(when_parse(NULL) == 0);
}

/* Every day of 800 years comes back, leap days included. */
static void
test_round_trip(void **state)
{
	int64_t t = INT64_C(-12219292800000);	/* October 1582 */
	char s[32];

	(void)state;
	for (int day = 0; day < 292200; day++, t += WHEN_DAY + 61003) {
		when_format(t, s);
		if (t != 0 && when_parse(s) != t)
			fail_msg("%lld became %s", (long long)t, s);
	}
	when_format(INT64_C(1795162442113), s);
	assert_string_equal(s, "2026-11-20T08:14:02.113Z");
}

static void
test_spans(void **state)
{
	static const struct {
		const char *text;
		int64_t span;
		const char *again;
	} good[] = {
		{ "0", 0, "0" }, { "500ms", 500, "500ms" },
		{ "90s", 90000, "90s" }, { "120s", 120000, "2m" },
		{ "1h30m", 5400000, "90m" }, { "2h", 7200000, "2h" },
		{ "24h", 86400000, "1d" }, { "1w", 604800000, "7d" },
	};
	static const char *const bad[] = { "", "5", "h", "-1h", "1.5h", "1x",
		"1 h", "5mh", "1h 30m", "99999999999999999999s",
		"9007199254740993ms", "4503599627370496ms1ms" };
	static const struct {
		int64_t span;
		const char *de, *en;
	} people[] = {
		{ -5, "0 s", "0 s" }, { 45000, "45 s", "45 s" },
		{ 12 * WHEN_MINUTE, "12 min", "12 min" },
		{ 3 * WHEN_HOUR + 5 * WHEN_MINUTE, "3 h 05 min", "3 h 05 min" },
		{ 52 * WHEN_HOUR, "2 T 4 h", "2 d 4 h" },
		{ 9 * WHEN_DAY + WHEN_HOUR, "9 T", "9 d" },
	};
	int64_t span;
	char s[32];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		assert_true(span_parse(good[i].text, &span));
		assert_true(span == good[i].span);
		span_format(span, s);
		assert_string_equal(s, good[i].again);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (span_parse(bad[i], &span))
			fail_msg("%s is no span", bad[i]);
	for (size_t i = 0; i < ARRAY_LEN(people); i++) {
		span_human(people[i].span, "de", s);
		assert_string_equal(s, people[i].de);
		span_human(people[i].span, "en", s);
		assert_string_equal(s, people[i].en);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_spans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
