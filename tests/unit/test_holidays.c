/* SPDX-License-Identifier: ISC */

/* Holidays against lists written out by hand. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "triage/holidays.h"

/* Every holiday of a year, as "01-01 04-18 ...". */
static void
list(const char *region, int y, char *out, size_t size)
{
	const struct holiday_region *r = holidays_region(region);
	int64_t day = civil_day(y, 1, 1), end = civil_day(y + 1, 1, 1);
	size_t len = 0;

	assert_non_null(r);
	out[0] = '\0';
	for (; day < end; day++) {
		struct date d = civil_date(day);

		if (holidays_name(r, d, "de") == NULL)
			continue;
		assert_true(len + 8 < size);
		len += (size_t)snprintf(out + len, size - len, "%s%02d-%02d",
		    len > 0 ? " " : "", d.m, d.d);
	}
}

static const struct {
	const char *region;
	int year;
	const char *want;
} years[] = {
	{ "de", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 10-03 12-25 12-26" },
	{ "de", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26" },
	{ "de", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26" },
	{ "de", 2017, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 "
	    "12-26" },
	{ "de-by", 2025, "01-01 01-06 04-18 04-21 05-01 05-29 06-09 06-19 "
	    "10-03 11-01 12-25 12-26" },
	{ "de-by", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 "
	    "10-03 11-01 12-25 12-26" },
	{ "de-by", 2027, "01-01 01-06 03-26 03-29 05-01 05-06 05-17 05-27 "
	    "10-03 11-01 12-25 12-26" },
	{ "de-by-kath", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 "
	    "08-15 10-03 11-01 12-25 12-26" },
	{ "de-by-augsburg", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 05-25 "
	    "06-04 08-08 08-15 10-03 11-01 12-25 12-26" },
	{ "de-be", 2018, "01-01 03-30 04-02 05-01 05-10 05-21 10-03 12-25 "
	    "12-26" },
	{ "de-be", 2025, "01-01 03-08 04-18 04-21 05-01 05-08 05-29 06-09 "
	    "10-03 12-25 12-26" },
	{ "de-be", 2026, "01-01 03-08 04-03 04-06 05-01 05-14 05-25 10-03 "
	    "12-25 12-26" },
	{ "de-be", 2028, "01-01 03-08 04-14 04-17 05-01 05-25 06-05 06-17 "
	    "10-03 12-25 12-26" },
	{ "de-sn", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 10-03 10-31 "
	    "11-20 12-25 12-26" },
	{ "de-sn", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 10-03 10-31 "
	    "11-19 12-25 12-26" },
	{ "de-sn", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 "
	    "11-18 12-25 12-26" },
	{ "de-sn-kath", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 06-04 10-03 "
	    "10-31 11-18 12-25 12-26" },
	{ "de-hh", 2016, "01-01 03-25 03-28 05-01 05-05 05-16 10-03 12-25 "
	    "12-26" },
	{ "de-hh", 2018, "01-01 03-30 04-02 05-01 05-10 05-21 10-03 10-31 "
	    "12-25 12-26" },
	{ "de-hh", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 "
	    "12-25 12-26" },
	{ "de-mv", 2022, "01-01 04-15 04-18 05-01 05-26 06-06 10-03 10-31 "
	    "12-25 12-26" },
	{ "de-mv", 2023, "01-01 03-08 04-07 04-10 05-01 05-18 05-29 10-03 "
	    "10-31 12-25 12-26" },
	{ "de-bb", 2026, "01-01 04-03 04-05 04-06 05-01 05-14 05-24 05-25 "
	    "10-03 10-31 12-25 12-26" },
	{ "de-th", 2018, "01-01 03-30 04-02 05-01 05-10 05-21 10-03 10-31 "
	    "12-25 12-26" },
	{ "de-th", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 09-20 10-03 "
	    "10-31 12-25 12-26" },
	{ "de-nw", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 06-04 10-03 "
	    "11-01 12-25 12-26" },
	{ "de-he", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 06-04 10-03 "
	    "12-25 12-26" },
	{ "de-sl", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 06-04 08-15 "
	    "10-03 11-01 12-25 12-26" },
	{ "de-st", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 05-25 10-03 "
	    "10-31 12-25 12-26" },
	{ "at", 2025, "01-01 01-06 04-21 05-01 05-29 06-09 06-19 08-15 10-26 "
	    "11-01 12-08 12-25 12-26" },
	{ "at", 2026, "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 "
	    "11-01 12-08 12-25 12-26" },
	{ "at", 2027, "01-01 01-06 03-29 05-01 05-06 05-17 05-27 08-15 10-26 "
	    "11-01 12-08 12-25 12-26" },
	{ "at-9", 2026, "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 "
	    "11-01 11-15 12-08 12-25 12-26" },
	{ "at-2", 2026, "01-01 01-06 03-19 04-06 05-01 05-14 05-25 06-04 08-15 "
	    "10-10 10-26 11-01 12-08 12-25 12-26" },
	{ "at-7", 2026, "01-01 01-06 03-19 04-06 05-01 05-14 05-25 06-04 08-15 "
	    "10-26 11-01 12-08 12-25 12-26" },
	{ "ch", 2026, "01-01 05-14 08-01 12-25" },
	{ "ch-zh", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 08-01 12-25 "
	    "12-26" },
	{ "ch-zh", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 08-01 12-25 "
	    "12-26" },
	{ "ch-zh", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 08-01 12-25 "
	    "12-26" },
	{ "ch-be", 2026, "01-01 01-02 04-03 04-06 05-14 05-25 08-01 12-25 "
	    "12-26" },
	{ "ch-ge", 2025, "01-01 04-18 04-21 05-29 06-09 08-01 09-11 12-25 "
	    "12-31" },
	{ "ch-ge", 2026, "01-01 04-03 04-06 05-14 05-25 08-01 09-10 12-25 "
	    "12-31" },
	{ "ch-ge", 2027, "01-01 03-26 03-29 05-06 05-17 08-01 09-09 12-25 "
	    "12-31" },
	{ "ch-vd", 2025, "01-01 01-02 04-18 04-21 05-29 06-09 08-01 09-22 "
	    "12-25" },
	{ "ch-vd", 2026, "01-01 01-02 04-03 04-06 05-14 05-25 08-01 09-21 "
	    "12-25" },
	/* In 2026 the first Thursday of April is Maundy Thursday. */
	{ "ch-gl", 2025, "01-01 04-03 04-18 04-21 05-29 06-09 08-01 11-01 "
	    "12-25 12-26" },
	{ "ch-gl", 2026, "01-01 04-03 04-06 04-09 05-14 05-25 08-01 11-01 "
	    "12-25 12-26" },
	{ "ch-ti", 2026, "01-01 01-06 03-19 04-06 05-01 05-14 05-25 06-04 "
	    "06-29 08-01 08-15 11-01 12-08 12-25 12-26" },
	/* Only a Monday is one there. */
	{ "ch-ne", 2022, "01-01 03-01 04-15 05-01 05-26 08-01 12-25 12-26" },
	{ "ch-ne", 2023, "01-01 01-02 03-01 04-07 05-01 05-18 08-01 12-25" },
	{ "ch-ne", 2025, "01-01 03-01 04-18 05-01 05-29 08-01 12-25" },
	/* Not three days off in a row. */
	{ "ch-ar", 2023, "01-01 04-07 04-10 05-18 05-29 08-01 12-25" },
	{ "ch-ar", 2025, "01-01 04-18 04-21 05-29 06-09 08-01 12-25 12-26" },
	{ "ch-ar", 2026, "01-01 04-03 04-06 05-14 05-25 08-01 12-25" },
};

static void
written_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(years); i++) {
		char got[256];

		list(years[i].region, years[i].year, got, sizeof(got));
		if (strcmp(got, years[i].want) != 0)
			fail_msg("%s %d:\n got %s\nwant %s", years[i].region,
			    years[i].year, got, years[i].want);
	}
}

/* Gauss's rule, with its two exceptions; another way than the module's. */
static int64_t
gauss(int y)
{
	int k = y / 100, m = 15 + (3 * k + 3) / 4 - (8 * k + 13) / 25;
	int s = 2 - (3 * k + 3) / 4, a = y % 19, d = (19 * a + m) % 30;
	int r = (d + a / 11) / 29, og = 21 + d - r;
	int sz = 7 - (y + y / 4 + s) % 7, oe = 7 - (og - sz) % 7;

	return civil_day(y, 3, 1) + og + oe - 1;
}

static void
easter(void **state)
{
	const struct holiday_region *bb = holidays_region("de-bb");

	(void)state;
	assert_int_equal(gauss(2026), civil_day(2026, 4, 5));
	assert_int_equal(gauss(2000), civil_day(2000, 4, 23));
	for (int y = 1995; y <= 2100; y++) {
		struct date d = civil_date(gauss(y));

		assert_int_equal(civil_weekday(gauss(y)), 6);
		assert_string_equal(holidays_name(bb, d, "de"), "Ostersonntag");
		assert_string_equal(holidays_name(bb, d, "en"),
		    "Easter Sunday");
	}
}

static void
regions_and_names(void **state)
{
	size_t n = 0;

	(void)state;
	assert_null(holidays_region("de-xx"));
	assert_null(holidays_region(""));
	assert_null(holidays_region("fr"));
	assert_null(holidays_region("de-"));
	assert_ptr_equal(holidays_region("DE-BY"), holidays_region("de-by"));
	for (const char *s; (s = holidays_region_name(n)) != NULL; n++) {
		const struct holiday_region *r = holidays_region(s);
		char got[512];
		size_t days;

		assert_non_null(r);
		list(s, 2026, got, sizeof(got));
		days = (strlen(got) + 1) / 6;
		assert_true(days >= 4 && days <= 16);
		for (int64_t d = civil_day(2026, 1, 1);
		    d < civil_day(2027, 1, 1); d++) {
			const char *name = holidays_name(r, civil_date(d),
			    "de");

			if (name != NULL)
				assert_true(utf8_valid(name, strlen(name)));
		}
	}
	/* 16 Länder, 9 Länder, 26 cantons, 3 countries, 7 parts. */
	assert_int_equal(n, 16 + 9 + 26 + 3 + 7);
}

/* What every Land, and no Land, must have. */
static void
parts_have_what_the_country_has(void **state)
{
	(void)state;
	for (size_t i = 0; holidays_region_name(i) != NULL; i++) {
		const char *name = holidays_region_name(i);
		char country[3] = { name[0], name[1], '\0' };
		const struct holiday_region *all = holidays_region(country);
		const struct holiday_region *r = holidays_region(name);

		for (int64_t d = civil_day(1995, 1, 1);
		    d < civil_day(2041, 1, 1); d++) {
			struct date at = civil_date(d);

			if (holidays_name(all, at, "en") != NULL)
				assert_non_null(holidays_name(r, at, "en"));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(written_out),
		cmocka_unit_test(easter),
		cmocka_unit_test(regions_and_names),
		cmocka_unit_test(parts_have_what_the_country_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
