/* SPDX-License-Identifier: ISC */

/* When a digest and its sisters are due: weeks, holidays, closures, nights,
 * clock changes. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "alert/digest_due.h"
#include "alert/digest_when.h"
#include "base/err.h"
#include "base/when.h"

static struct conf_client client;
static struct conf_recipient anna;

static int64_t
t(const char *s)
{
	int64_t ret = when_parse(s);

	if (ret == 0)
		fail_msg("not a time: %s", s);
	return ret;
}

static struct hours *
hours(const char *spans, const char *closed, const char *region)
{
	struct err e = { 0 };
	struct hours *h = hours_new("Europe/Berlin", &e);

	if (spans != NULL && hours_add_spans(h, spans, &e) == -1)
		fail_msg("%s", e.text);
	if (closed != NULL && hours_add_exception(h, closed, &e) == -1)
		fail_msg("%s", e.text);
	assert_int_equal(hours_set_holidays(h, region, &e), 0);
	return h;
}

static void
shop(const char *spans, const char *closed, const char *region)
{
	hours_free(client.hours);
	client.hours = anna.hours = hours(spans, closed, region);
}

static int
setup(void **state)
{
	(void)state;
	memset(&client, 0, sizeof(client));
	memset(&anna, 0, sizeof(anna));
	client.before_closing_ms = 45 * WHEN_MINUTE;
	anna.digest = true;
	anna.digest_at = -1;
	anna.digest_minutes = 10;
	shop("mo-fr 8:00-12:30,13:30-18:00", NULL, "none");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	hours_free(client.hours);
	client.hours = NULL;
	return 0;
}

static void
same(int64_t got, const char *want)
{
	char text[32];

	when_format(got, text);
	if (got != t(want))
		fail_msg("got %s, wanted %s", text, want);
}

static void
test_an_ordinary_week(void **state)
{
	struct digest_day d;

	(void)state;
	assert_true(digest_day(&client, &anna, t("2026-05-18T03:00:00Z"), &d));
	same(d.at, "2026-05-18T06:30:00Z");
	same(d.until, "2026-05-18T16:00:00Z");
	assert_int_equal(d.closed_since, 0);
	/* The same day whenever one asks. */
	assert_true(digest_day(&client, &anna, t("2026-05-18T21:59:00Z"), &d));
	same(d.at, "2026-05-18T06:30:00Z");
	assert_false(digest_day(&client, &anna, t("2026-05-23T08:00:00Z"),
	    &d));
	same(digest_next(&client, &anna, t("2026-05-22T06:30:00Z")),
	    "2026-05-25T06:30:00Z");
	same(digest_next(&client, &anna, t("2026-05-22T06:29:59Z")),
	    "2026-05-22T06:30:00Z");
}

static void
test_set_times(void **state)
{
	struct digest_day d;

	(void)state;
	anna.digest_at = 7 * 60;	/* before opening: as he wants it */
	assert_true(digest_day(&client, &anna, t("2026-05-18T03:00:00Z"), &d));
	same(d.at, "2026-05-18T05:00:00Z");
	anna.digest_at = 20 * 60;	/* after closing: until midnight */
	assert_true(digest_day(&client, &anna, t("2026-05-18T03:00:00Z"), &d));
	same(d.at, "2026-05-18T18:00:00Z");
	same(d.until, "2026-05-18T22:00:00Z");
}

static void
test_somebody_who_comes_later(void **state)
{
	struct digest_day d;
	struct hours *own = hours("mo-we 10:00-14:00", NULL, "none");

	(void)state;
	anna.hours = own;
	assert_true(digest_day(&client, &anna, t("2026-05-18T03:00:00Z"), &d));
	same(d.at, "2026-05-18T08:30:00Z");
	assert_false(digest_day(&client, &anna, t("2026-05-21T08:00:00Z"),
	    &d));
	/* Day and night: then the shop's opening counts. */
	hours_free(own);
	anna.hours = own = hours(NULL, NULL, "none");
	assert_true(digest_day(&client, &anna, t("2026-05-18T03:00:00Z"), &d));
	same(d.at, "2026-05-18T06:30:00Z");
	hours_free(own);
	anna.hours = client.hours;
}

static void
test_always_open(void **state)
{
	struct digest_day d;
	struct digest_close c;

	(void)state;
	shop(NULL, NULL, "none");
	assert_true(digest_day(&client, &anna, t("2026-05-24T12:00:00Z"), &d));
	same(d.at, "2026-05-24T06:30:00Z");
	same(d.until, "2026-05-24T22:00:00Z");
	assert_false(digest_close(&client, t("2026-05-24T12:00:00Z"), &c));
}

static void
test_a_bar(void **state)
{
	struct digest_day d;
	struct digest_close c;

	(void)state;
	shop("tu-sa 18:00-2:00", NULL, "none");
	assert_true(digest_day(&client, &anna, t("2026-05-19T10:00:00Z"), &d));
	same(d.at, "2026-05-19T16:30:00Z");
	/* Sunday's first two hours are Saturday night's. */
	assert_false(digest_day(&client, &anna, t("2026-05-23T23:00:00Z"),
	    &d));
	assert_true(digest_close(&client, t("2026-05-23T22:30:00Z"), &c));
	same(c.closes, "2026-05-24T00:00:00Z");
	same(c.at, "2026-05-23T23:15:00Z");
	same(c.opens, "2026-05-26T16:00:00Z");
	assert_false(c.longer);
}

static void
test_closing(void **state)
{
	struct digest_close c;

	(void)state;
	/* Lunch is no closing. */
	assert_true(digest_close(&client, t("2026-05-18T10:40:00Z"), &c));
	same(c.closes, "2026-05-18T16:00:00Z");
	same(c.at, "2026-05-18T15:15:00Z");
	same(c.opens, "2026-05-19T06:00:00Z");
	/* From the evening on it is the next one. */
	assert_true(digest_close(&client, t("2026-05-18T16:00:00Z"), &c));
	same(c.closes, "2026-05-19T16:00:00Z");
	/* A weekend is ordinary, also with a holiday behind it. */
	shop("mo-fr 8:00-18:00", NULL, "de");
	assert_true(digest_close(&client, t("2026-05-22T10:00:00Z"), &c));
	same(c.opens, "2026-05-26T06:00:00Z");
	assert_false(c.longer);
	client.before_closing_ms = 0;
	assert_false(digest_close(&client, t("2026-05-22T10:00:00Z"), &c));
}

static void
test_easter(void **state)
{
	struct digest_close c;
	struct digest_day d;

	(void)state;
	shop("mo-fr 8:00-18:00", NULL, "de");
	assert_true(digest_close(&client, t("2026-04-02T10:00:00Z"), &c));
	same(c.opens, "2026-04-07T06:00:00Z");
	assert_true(c.longer);
	/* None on Good Friday; on Tuesday, a return, at the opening. */
	assert_false(digest_day(&client, &anna, t("2026-04-03T10:00:00Z"),
	    &d));
	assert_false(digest_day(&client, &anna, t("2026-04-06T10:00:00Z"),
	    &d));
	assert_true(digest_day(&client, &anna, t("2026-04-07T10:00:00Z"), &d));
	same(d.closed_since, "2026-04-02T16:00:00Z");
	same(d.at, "2026-04-07T06:00:00Z");
	/* A set time later that day does not let the bells come first. */
	anna.digest_at = 15 * 60;
	assert_true(digest_day(&client, &anna, t("2026-04-07T10:00:00Z"), &d));
	same(d.at, "2026-04-07T06:00:00Z");
	assert_true(digest_day(&client, &anna, t("2026-04-08T10:00:00Z"), &d));
	same(d.at, "2026-04-08T13:00:00Z");
}

static void
test_holidays_of_weeks(void **state)
{
	struct digest_close c;
	struct digest_day d;

	(void)state;
	shop("mo-fr 8:00-18:00", "2026-08-03..2026-08-21", "none");
	assert_true(digest_close(&client, t("2026-07-31T10:00:00Z"), &c));
	same(c.opens, "2026-08-24T06:00:00Z");
	assert_true(c.longer);
	assert_true(digest_day(&client, &anna, t("2026-08-24T05:00:00Z"), &d));
	same(d.closed_since, "2026-07-31T16:00:00Z");
	assert_true(digest_day(&client, &anna, t("2026-08-25T05:00:00Z"), &d));
	assert_int_equal(d.closed_since, 0);
}

static void
test_a_stall_on_saturdays(void **state)
{
	struct digest_close c;
	struct digest_day d;

	(void)state;
	shop("sa 8:00-14:00", NULL, "none");
	assert_true(digest_close(&client, t("2026-05-23T08:00:00Z"), &c));
	assert_false(c.longer);
	assert_true(digest_day(&client, &anna, t("2026-05-23T08:00:00Z"), &d));
	assert_int_equal(d.closed_since, 0);
	shop("sa 8:00-14:00", "2026-05-30", "none");
	assert_true(digest_close(&client, t("2026-05-23T08:00:00Z"), &c));
	assert_true(c.longer);
}

static void
test_clock_changes(void **state)
{
	struct digest_day d;

	(void)state;
	shop(NULL, NULL, "none");
	anna.digest_at = 8 * 60 + 30;
	assert_true(digest_day(&client, &anna, t("2026-03-28T12:00:00Z"), &d));
	same(d.at, "2026-03-28T07:30:00Z");
	assert_true(digest_day(&client, &anna, t("2026-03-29T12:00:00Z"), &d));
	same(d.at, "2026-03-29T06:30:00Z");
	assert_true(digest_day(&client, &anna, t("2026-10-25T12:00:00Z"), &d));
	same(d.at, "2026-10-25T07:30:00Z");
	/* An hour that does not exist, and one that comes twice. */
	anna.digest_at = 2 * 60 + 30;
	assert_true(digest_day(&client, &anna, t("2026-03-29T12:00:00Z"), &d));
	same(d.at, "2026-03-29T01:00:00Z");
	assert_true(digest_day(&client, &anna, t("2026-10-25T12:00:00Z"), &d));
	same(d.at, "2026-10-25T00:30:00Z");
}

/* A year, day by day: one a day that opens, in order, and next() agrees. */
static void
test_a_year(void **state)
{
	int64_t now = t("2026-01-01T11:00:00Z"), last = 0;
	int count = 0;

	(void)state;
	shop("mo-fr 8:00-18:00; sa 9:00-13:00", "12-24..12-31", "de-by");
	for (int i = 0; i < 365; i++, now += WHEN_DAY) {
		struct digest_day d;
		bool opens = hours_opens_on(client.hours, now) != 0;

		assert_int_equal(digest_day(&client, &anna, now, &d), opens);
		if (!opens)
			continue;
		count++;
		assert_true(d.at > last);
		assert_true(hours_is_open(client.hours, d.at));
		if (last != 0)
			assert_int_equal(digest_next(&client, &anna, last),
			    d.at);
		last = d.at;
	}
	/* 313 days from Monday to Saturday, less a dozen holidays and the days
	 * after Christmas. */
	assert_true(count > 290 && count < 300);
}

static void
test_working_days(void **state)
{
	(void)state;
	same(hours_opens_on(client.hours, t("2026-05-18T20:00:00Z")),
	    "2026-05-18T06:00:00Z");
	assert_int_equal(hours_opens_on(client.hours,
	    t("2026-05-17T12:00:00Z")), 0);
	same(hours_day_ends(client.hours, t("2026-05-18T07:00:00Z")),
	    "2026-05-18T16:00:00Z");
	same(hours_day_ends(client.hours, t("2026-05-18T20:00:00Z")),
	    "2026-05-18T20:00:00Z");
	assert_int_equal(hours_longest_pause(client.hours), 62 * WHEN_HOUR);
	shop("sa 8:00-14:00", NULL, "none");
	assert_int_equal(hours_longest_pause(client.hours), 162 * WHEN_HOUR);
	shop("tu-sa 18:00-2:00", NULL, "none");
	assert_int_equal(hours_longest_pause(client.hours), 64 * WHEN_HOUR);
	shop(NULL, NULL, "none");
	assert_int_equal(hours_longest_pause(client.hours), 0);
	same(hours_opens_on(client.hours, t("2026-05-18T20:00:00Z")),
	    "2026-05-17T22:00:00Z");
}

static void
due(const char *text, const char *said, const char *want)
{
	struct promise p;
	int64_t at;

	promise_read(text, strlen(text), &p);
	at = digest_promise_at(client.hours, &p, t(said));
	/* Promises of a day are kept until its end. */
	same(at + (p.kind != PROMISE_HOURS), want);
}

static void
test_promises_are_due(void **state)
{
	(void)state;
	/* Wednesday the 20th. */
	due("Ich melde mich bis Freitag.", "2026-05-20T10:00:00Z",
	    "2026-05-22T22:00:00Z");
	due("Ich melde mich am Mittwoch.", "2026-05-20T10:00:00Z",
	    "2026-05-20T22:00:00Z");
	due("Ich melde mich am Montag.", "2026-05-20T10:00:00Z",
	    "2026-05-25T22:00:00Z");
	due("Wir melden uns heute noch.", "2026-05-20T10:00:00Z",
	    "2026-05-20T22:00:00Z");
	due("Ich rufe Sie morgen an.", "2026-05-20T22:30:00Z",
	    "2026-05-22T22:00:00Z");
	due("Ende der Woche melden wir uns.", "2026-05-20T10:00:00Z",
	    "2026-05-22T22:00:00Z");
	due("Nächste Woche melden wir uns.", "2026-05-20T10:00:00Z",
	    "2026-05-29T22:00:00Z");
	due("Wir geben bis zum 3. Januar Bescheid.", "2026-12-20T10:00:00Z",
	    "2027-01-03T23:00:00Z");
	due("Wir geben bis zum 24. Bescheid.", "2026-05-28T10:00:00Z",
	    "2026-06-24T22:00:00Z");
	due("You'll hear back from us within 3 hours.",
	    "2026-05-20T14:00:00Z", "2026-05-21T07:00:00Z");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_an_ordinary_week, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_set_times, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_somebody_who_comes_later,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(test_always_open, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_a_bar, setup, teardown),
		cmocka_unit_test_setup_teardown(test_closing, setup, teardown),
		cmocka_unit_test_setup_teardown(test_easter, setup, teardown),
		cmocka_unit_test_setup_teardown(test_holidays_of_weeks, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_a_stall_on_saturdays,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(test_clock_changes, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_a_year, setup, teardown),
		cmocka_unit_test_setup_teardown(test_working_days, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_promises_are_due, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
