/* SPDX-License-Identifier: ISC */

/* iCalendar files: which days they close, and what is refused. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"
#include "config/calendar.h"
#include "triage/civil.h"

static struct calendar cal;
static struct err e;

/* A file around entries, with the line breaks of the standard. */
static int
parse(const char *entries)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	calendar_clear(&cal);
	buf_addf(&b, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//DE\r\n"
	    "%sEND:VCALENDAR\r\n", entries);
	return calendar_parse(&cal, b.data, b.len, &e);
}

#define EVENT(inner) "BEGIN:VEVENT\r\n" inner "END:VEVENT\r\n"

/* "2026-05-01 Name, 2026-05-02 Name" of one year, or of all. */
static void
days_are(int year, const char *want)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	for (size_t i = 0; i < cal.n; i++) {
		struct date d = civil_date(cal.days[i].day);

		if (year == 0 || d.y == year)
			buf_addf(&b, "%s%04d-%02d-%02d %s", b.len > 0 ? ", " :
			    "", d.y, d.m, d.d, cal.names[cal.days[i].name]);
	}
	assert_string_equal(b.data, want);
}

static void
accepted(const char *entries)
{
	if (parse(entries) == -1)
		fail_msg("%s", e.text);
}

static void
refused(const char *entries, const char *want)
{
	if (parse(entries) == 0)
		fail_msg("accepted, want: %s\n%.300s", want, entries);
	assert_int_equal(e.code, ERR_CONFIG);
	if (strstr(e.text, want) == NULL)
		fail_msg("said: %s\nwant: %s", e.text, want);
}

static void
single_days(void **state)
{
	(void)state;
	accepted(EVENT("DTSTART;VALUE=DATE:20260501\r\n"
	    "SUMMARY:Tag der Arbeit\r\n")
	    /* Its end is its beginning: some programs do. */
	    EVENT("DTSTART;VALUE=DATE:20260514\r\nDTEND;VALUE=DATE:20260514\r\n"
	    "SUMMARY;LANGUAGE=de:Christi Himmelfahrt\r\nTRANSP:OPAQUE\r\n"));
	days_are(0, "2026-05-01 Tag der Arbeit, 2026-05-14 Christi Himmelfahrt");
	assert_int_equal(cal.events, 2);
	assert_int_equal(cal.timed, 0);
}

static void
spans(void **state)
{
	(void)state;
	/* The end is the day after the last; over the leap day. */
	accepted(EVENT("DTSTART;VALUE=DATE:20280228\r\n"
	    "DTEND;VALUE=DATE:20280302\r\nSUMMARY:Betriebsferien\r\n"));
	days_are(0, "2028-02-28 Betriebsferien, 2028-02-29 Betriebsferien, "
	    "2028-03-01 Betriebsferien");
	accepted(EVENT("DTSTART;VALUE=DATE:20261230\r\nDURATION:P3D\r\n"));
	days_are(0, "2026-12-30 , 2026-12-31 , 2027-01-01 ");
	/* From midnight to midnight, as Outlook writes it. */
	accepted(EVENT("DTSTART;TZID=W. Europe Standard Time:20260803T000000\r\n"
	    "DTEND;TZID=W. Europe Standard Time:20260805T000000\r\n"
	    "SUMMARY:Inventur\r\n"));
	days_are(0, "2026-08-03 Inventur, 2026-08-04 Inventur");
}

static void
times_of_day(void **state)
{
	(void)state;
	accepted(EVENT("DTSTART:20260501T140000Z\r\nDTEND:20260501T150000Z\r\n"
	    "SUMMARY:Team\r\nTRANSP:OPAQUE\r\n")
	    EVENT("DTSTART:20260501T000000\r\nDTEND:20260501T120000\r\n")
	    /* Midnight in London is nobody's whole day here. */
	    EVENT("DTSTART:20260502T000000Z\r\nDTEND:20260503T000000Z\r\n")
	    EVENT("DTSTART;VALUE=DATE:20260504\r\nSUMMARY:Ruhetag\r\n"));
	days_are(0, "2026-05-04 Ruhetag");
	assert_int_equal(cal.events, 4);
	assert_int_equal(cal.timed, 3);
}

static void
repeated(void **state)
{
	(void)state;
	accepted(EVENT("DTSTART;VALUE=DATE:20201224\r\nRRULE:FREQ=YEARLY\r\n"
	    "SUMMARY:Heiligabend\r\n"));
	assert_int_equal(cal.n, CALENDAR_LAST - 2020 + 1);
	days_are(2019, "");
	days_are(2031, "2031-12-24 Heiligabend");
	/* Fourth Thursday of November; a leap day only where there is one. */
	accepted(EVENT("DTSTART;VALUE=DATE:20201126\r\n"
	    "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\nSUMMARY:A\r\n")
	    EVENT("DTSTART;VALUE=DATE:20240229\r\n"
	    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29\r\nSUMMARY:B\r\n"));
	days_are(2026, "2026-11-26 A");
	days_are(2028, "2028-02-29 B, 2028-11-23 A");
	/* Every second Monday, three times, without the second. */
	accepted(EVENT("DTSTART;VALUE=DATE:20260504\r\nUID:1\r\n"
	    "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3\r\n"
	    "EXDATE;VALUE=DATE:20260518\r\nSUMMARY:Ruhetag\r\n"));
	days_are(0, "2026-05-04 Ruhetag, 2026-06-01 Ruhetag");
	accepted(EVENT("DTSTART;VALUE=DATE:20260504\r\n"
	    "RRULE:FREQ=DAILY;UNTIL=20260506\r\n"
	    "RDATE;VALUE=DATE:20260601,20260603\r\nSUMMARY:x\r\n"));
	days_are(0, "2026-05-04 x, 2026-05-05 x, 2026-05-06 x, 2026-06-01 x, "
	    "2026-06-03 x");
	/* A birthday without its year. */
	accepted(EVENT("DTSTART;VALUE=DATE:16040512\r\nRRULE:FREQ=YEARLY\r\n"
	    "SUMMARY:Chef\r\n"));
	days_are(2030, "2030-05-12 Chef");
	assert_int_equal(cal.n, CALENDAR_LAST - CALENDAR_FIRST + 1);
}

static void
moved_and_cancelled(void **state)
{
	(void)state;
	accepted(EVENT("UID:a\r\nDTSTART;VALUE=DATE:20260107\r\n"
	    "RRULE:FREQ=WEEKLY;COUNT=4\r\nSUMMARY:Ruhetag\r\n")
	    EVENT("UID:a\r\nRECURRENCE-ID;VALUE=DATE:20260114\r\n"
	    "DTSTART;VALUE=DATE:20260115\r\nSUMMARY:Ruhetag verlegt\r\n")
	    EVENT("UID:a\r\nRECURRENCE-ID;VALUE=DATE:20260121\r\n"
	    "DTSTART;VALUE=DATE:20260121\r\nSTATUS:CANCELLED\r\n")
	    /* Somebody else's. */
	    EVENT("UID:b\r\nRECURRENCE-ID;VALUE=DATE:20260128\r\n"
	    "DTSTART;VALUE=DATE:20260201\r\nSUMMARY:b\r\n")
	    EVENT("UID:c\r\nDTSTART;VALUE=DATE:20260301\r\n"
	    "STATUS:CANCELLED\r\n"));
	days_are(0, "2026-01-07 Ruhetag, 2026-01-15 Ruhetag verlegt, "
	    "2026-01-28 Ruhetag, 2026-02-01 b");
}

static void
text(void **state)
{
	static const char more[] = "BEGIN:VCALENDAR\n"
	    "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260501\nSUMMARY:A\nEND:VEVENT\n"
	    "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260502\nSUMMARY:A\nEND:VEVENT\n";

	(void)state;
	/* Folded in the middle of a word; escapes of calendars and terminals;
	 * an alarm with a date of its own. */
	accepted(EVENT("DTSTART;VALUE=DATE:20260501\r\nSUMMARY:Maifeier\\, Ta\r\n"
	    " nz\x1b[31m in den \xe2\x80\xaeMai\r\nDESCRIPTION:x\r\n"
	    "BEGIN:VALARM\r\nDURATION:P9D\r\nSUMMARY:nein\r\nEND:VALARM\r\n"));
	days_are(0, "2026-05-01 Maifeier, Tanz [31m in den Mai");
	/* Broken bytes, and what one line cannot hold. */
	accepted(EVENT("DTSTART;VALUE=DATE:20260501\r\n"
	    "SUMMARY:B\xe4" "ckerei\\nzu\r\n"));
	days_are(0, "2026-05-01 B\xef\xbf\xbd" "ckerei zu");
	/* Two lists, and both know the day: the first one's name. */
	accepted(EVENT("DTSTART;VALUE=DATE:20260501\r\nSUMMARY:Z\r\n"));
	assert_int_equal(calendar_parse(&cal, more, strlen(more), &e), 0);
	days_are(0, "2026-05-01 Z, 2026-05-02 A");
}

static void
mistakes(void **state)
{
	(void)state;
	refused(EVENT("SUMMARY:nie\r\n"),
	    "4: the entry has no date that exists (DTSTART)");
	refused(EVENT("DTSTART;VALUE=DATE:20260501\r\n")
	    EVENT("DTSTART;VALUE=DATE:20260231\r\n"),
	    "7: the entry has no date that exists");
	refused(EVENT("DTSTART;VALUE=DATE:20260501\r\n"
	    "RRULE:FREQ=SOMETIMES\r\n"), "4: how the entry repeats is not");
	refused(EVENT("DTSTART;VALUE=DATE:20260501\r\n"
	    "RRULE:FREQ=YEARLY\r\nRRULE:FREQ=DAILY\r\n"), "in two ways");
	refused(EVENT("DTSTART;VALUE=DATE:20200101\r\n"
	    "DTEND;VALUE=DATE:20400101\r\n"), "lasts 7305 days");
	refused("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260501\r\n", "4: the entry "
	    "never ends");
	calendar_clear(&cal);
	assert_int_equal(calendar_parse(&cal, "<!doctype html>", 15, &e), -1);
	assert_non_null(strstr(e.text, "1: this is no iCalendar file"));
	assert_int_equal(calendar_parse(&cal, "BEGIN\0", 6, &e), -1);
	assert_int_equal(calendar_parse(&cal, "", 0, &e), -1);
}

/* Rules that libical's iterator does not come back from, or not soon. */
static void
endless(void **state)
{
	static const char *const never[] = {
		"FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
		"FREQ=MINUTELY", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
		"FREQ=MONTHLY;BYDAY=-999MO", "FREQ=WEEKLY;BYDAY=9MO",
		"FREQ=DAILY;BYHOUR=25", "RSCALE=CHINESE;FREQ=YEARLY",
	};
	static const char *const empty[] = {
		"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
		"FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2",
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
		"FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=6",
	};
	AUTO(buf_free) struct buf b = BUF_INIT;
	clock_t began = clock();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(never); i++) {
		buf_reset(&b);
		buf_addf(&b, "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260501\r\n"
		    "RRULE:%s\r\nEND:VEVENT\r\n", never[i]);
		refused(b.data, "RRULE");
	}
	for (size_t i = 0; i < ARRAY_LEN(empty); i++) {
		buf_reset(&b);
		buf_addf(&b, "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260501\r\n"
		    "RRULE:%s\r\nEND:VEVENT\r\n", empty[i]);
		accepted(b.data);
		days_are(0, "");
	}
	/* Too often, too many. */
	refused(EVENT("DTSTART;VALUE=DATE:17000101\r\nRRULE:FREQ=DAILY\r\n"),
	    "more than 100000 times");
	refused(EVENT("DTSTART;VALUE=DATE:20000101\r\nRRULE:FREQ=DAILY\r\n"),
	    "more than 20000 days");
	buf_reset(&b);
	for (int i = 0; i <= CALENDAR_RULES; i++)
		buf_adds(&b, EVENT("DTSTART;VALUE=DATE:20260501\r\n"
		    "RRULE:FREQ=YEARLY\r\n"));
	refused(b.data, "804: more than 200 entries repeat");
	buf_reset(&b);
	for (int i = 0; i <= CALENDAR_EVENTS; i++)
		buf_adds(&b, EVENT("DTSTART;VALUE=DATE:20260501\r\n"));
	refused(b.data, "more than 5000 entries");
	buf_reset(&b);
	buf_adds(&b, "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260501\r\nSUMMARY:");
	for (int i = 0; i < 20000; i++)
		buf_addc(&b, 'x');
	buf_adds(&b, "\r\nEND:VEVENT\r\n");
	refused(b.data, "4: the entry has more than 16 KiB");
	assert_true((clock() - began) / CLOCKS_PER_SEC < 20);
}

/* n entries with this rule. */
static const char *
many(struct buf *b, int n, const char *start, const char *rule)
{
	buf_reset(b);
	for (int i = 0; i < n; i++)
		buf_addf(b, "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:%s\r\n"
		    "RRULE:%s\r\nEND:VEVENT\r\n", start, rule);
	return b->data;
}

/* Each of these files would keep libical busy for a minute and more. */
static void
hostile(void **state)
{
	static const struct {
		const char *rule;
		int alone;		/* it is accepted alone */
	} v[] = {
		{ "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", true },
		{ "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYMONTH=2;"
		    "BYMONTHDAY=30;BYSETPOS=100", true },
		{ "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", true },
		{ "FREQ=MONTHLY;BYSETPOS=40;BYDAY=MO", true },
		{ "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYMONTHDAY=1,2,3,4,"
		    "5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,"
		    "26,27,28,29,30,31;BYSETPOS=40", false },
	};
	AUTO(buf_free) struct buf b = BUF_INIT;
	clock_t began;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(v); i++) {
		if (v[i].alone)
			accepted(many(&b, 1, "20260501", v[i].rule));
		else
			refused(many(&b, 1, "20260501", v[i].rule),
			    "4: what repeats up to here takes too long");
		began = clock();
		refused(many(&b, CALENDAR_RULES, "20260501", v[i].rule),
		    "takes too long to follow");
		/* About two seconds; ten where all is slower. */
		assert_true((clock() - began) / CLOCKS_PER_SEC < 10);
	}
	/* Two files of one client share it: the second is one too many. */
	calendar_clear(&cal);
	cal.work = INT64_C(2500000) - 1;
	buf_reset(&b);
	buf_adds(&b, "BEGIN:VCALENDAR\r\n" EVENT("DTSTART;VALUE=DATE:"
	    "20260501\r\nRRULE:FREQ=YEARLY\r\n") "END:VCALENDAR\r\n");
	assert_int_equal(calendar_parse(&cal, b.data, b.len, &e), -1);
	calendar_clear(&cal);
	/* What people really have is far from that. */
	accepted(many(&b, CALENDAR_RULES, "16041225", "FREQ=YEARLY"));
	accepted(many(&b, 12, "20200131",
	    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"));
	accepted(many(&b, 30, "20200101", "FREQ=MONTHLY;BYDAY=1MO"));
	accepted(many(&b, 10, "20200101", "FREQ=DAILY;BYMONTH=8"));
	/* Cut off before it began: nothing, and nothing to do. */
	accepted(many(&b, CALENDAR_RULES, "20260501",
	    "FREQ=MONTHLY;BYSETPOS=40;BYDAY=MO;UNTIL=20260401"));
	days_are(0, "");
}

/* What the days do to business time. */
static void
business_time(void **state)
{
	struct hours *h = hours_new("Europe/Berlin", &e);
	int64_t noon = when_parse("2026-05-01T12:00:00+02:00");

	(void)state;
	assert_non_null(h);
	assert_int_equal(hours_add_spans(h, "mo-fr 8-18", &e), 0);
	accepted(EVENT("DTSTART;VALUE=DATE:20260430\r\n"
	    "DTEND;VALUE=DATE:20260505\r\nSUMMARY:Betriebsferien\r\n")
	    EVENT("DTSTART;VALUE=DATE:20260506\r\n"));
	assert_true(hours_is_open(h, noon));
	hours_set_closed(h, cal.days, cal.n, cal.names, cal.n_names);
	calendar_clear(&cal);
	assert_false(hours_is_open(h, noon));
	assert_string_equal(hours_why_closed(h, noon, "de"), "Betriebsferien");
	assert_true(hours_next_open(h, when_parse("2026-04-29T20:00:00+02:00")) ==
	    when_parse("2026-05-05T08:00:00+02:00"));
	assert_string_equal(hours_why_closed(h,
	    when_parse("2026-05-06T09:00:00+02:00"), "de"),
	    "eigener freier Tag");
	assert_null(hours_why_closed(h, when_parse("2026-05-07T09:00:00+02:00"),
	    "de"));
	/* Before a public holiday's name; after what is written by hand. */
	assert_int_equal(hours_set_holidays(h, "de", &e), 0);
	assert_string_equal(hours_why_closed(h, noon, "de"), "Betriebsferien");
	assert_int_equal(hours_add_exception(h, "2026-05-01 10-13", &e), 0);
	assert_true(hours_is_open(h, noon));
	assert_null(hours_why_closed(h, noon, "de"));
	hours_set_closed(h, NULL, 0, NULL, 0);
	assert_true(hours_is_open(h, when_parse("2026-05-04T12:00:00+02:00")));
	hours_free(h);
}

static int
teardown(void **state)
{
	(void)state;
	calendar_clear(&cal);
	return 0;
}

int
main(void)
{
#define T(f) cmocka_unit_test_teardown(f, teardown)
	const struct CMUnitTest tests[] = {
		T(single_days), T(spans), T(times_of_day), T(repeated),
		T(moved_and_cancelled), T(text), T(mistakes), T(endless), T(hostile),
		T(business_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
