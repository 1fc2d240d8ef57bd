/* SPDX-License-Identifier: ISC */

/*
 * Digests and their sisters in simulated time: each once, on the right days,
 * over restarts, holidays, clock changes and outages; and what is in them.
 */

#include "alert/digest_when.h"
#include "core/alert_rig.h"
#include "store/digest.h"
#include "triage/hours.h"

#define ASK	"Wann habt ihr am Samstag geöffnet?"
#define ASK2	"Habt ihr das auch ohne Nüsse?"
#define ASK3	"Kann ich eine Torte bestellen?"

/* Monday 2026-05-18 06:00 CEST; NOW is the Friday of that week. */
#define MONDAY	INT64_C(1779076800000)

static struct hours *week;

static void
open_hours(const char *spans, const char *closed, const char *region)
{
	struct err e = { 0 };

	week = hours_new("Europe/Berlin", &e);
	assert_int_equal(hours_add_spans(week, spans, &e), 0);
	if (closed != NULL)
		assert_int_equal(hours_add_exception(week, closed, &e), 0);
	assert_int_equal(hours_set_holidays(week, region, &e), 0);
	hours_free(rig_client.hours);
	rig_client.hours = week;
	for (size_t i = 0; i < 2; i++) {
		rig_recipients[i].hours = week;
		rig_recipients[i].digest_at = -1;
		rig_recipients[i].digest_minutes = 10;
	}
	rig_recipients[0].digest = true;
}

/* Start anew on that Monday morning. */
static int
setup(void **state)
{
	if (rig_setup(state) == -1)
		return -1;
	rig_stop();
	fake_mail_forget();
	fake_clock(MONDAY);
	open_hours("mo-fr 8:00-18:00", NULL, "none");
	rig_client.collect_ms = 0;
	rig_client.remind_ms = 0;
	rig_open();
	rig_start(false);
	return 0;
}

static void
decoded(const char *mail, struct buf *out)
{
	const char *p = strstr(mail, "\r\n\r\n");

	buf_reset(out);
	p = strstr(p + 4, "\r\n\r\n");	/* of the first part */
	for (p += 4; *p != '\0' && strncmp(p, "\r\n--", 4) != 0; p++) {
		unsigned c;

		if (p[0] == '=' && p[1] == '\r') {
			p += 2;
		} else if (p[0] == '=' && sscanf(p + 1, "%2x", &c) == 1) {
			buf_addc(out, (char)c);
			p += 2;
		} else if (*p != '\r') {
			buf_addc(out, *p);
		}
	}
}

static struct buf words = BUF_INIT;

static const char *
text_of(const char *to)
{
	decoded(rig_last(to), &words);
	return words.data;
}

static void
until(int64_t t)
{
	assert_true(t > loop_now());
	fake_advance(t - loop_now());
}

/* Local time that many days after the Monday. */
static int64_t
at(int day, int hour, int minute)
{
	return hours_at(week, MONDAY, day, hour * 60 + minute);
}

static size_t
mails(void)
{
	return rig_accepted("anna@example.org");
}

static void
test_every_opening_day(void **state)
{
	size_t before;

	(void)state;
	/* Begun at six: the first one comes today, half an hour after eight. */
	until(at(0, 8, 29));
	assert_int_equal(mails(), 0);
	until(at(0, 8, 31));
	assert_int_equal(mails(), 1);
	rig_has(rig_last("anna@example.org"), "Subject: Heute: niemand wartet");
	assert_int_equal(strncmp(text_of("anna@example.org"),
	    "Niemand wartet.", 15), 0);
	/* Three weeks: fifteen in all, whatever happens between. */
	for (int day = 1; day < 21; day++) {
		before = mails();
		until(at(day, 8, 29));
		assert_int_equal(mails(), before);
		if (day % 3 == 0)
			rig_restart();
		until(at(day, 8, 35));
		assert_int_equal(mails(), before + (day % 7 < 5));
		if (day % 4 == 0)
			rig_restart();
		until(at(day, 23, 0));
		assert_int_equal(mails(), before + (day % 7 < 5));
	}
	assert_int_equal(mails(), 15);
}

static void
test_first_day_has_no_missed_one(void **state)
{
	AUTO(free_p) char *path = xasprintf("%s/acme.db", rig_dir);

	(void)state;
	rig_stop();
	assert_int_equal(remove(path), 0);
	fake_clock(at(0, 11, 0));
	rig_open();
	rig_start(false);
	until(at(0, 23, 0));
	assert_int_equal(mails(), 0);
	until(at(1, 9, 0));
	assert_int_equal(mails(), 1);
}

static void
test_late_but_never_yesterdays(void **state)
{
	(void)state;
	until(at(0, 9, 0));
	assert_int_equal(mails(), 1);
	/* Off from Monday evening to Tuesday afternoon. */
	rig_stop();
	fake_clock(at(1, 15, 0));
	rig_open();
	rig_start(false);
	fake_advance(5 * MIN);
	assert_int_equal(mails(), 2);
	/* Off over Wednesday altogether: only Thursday's comes. */
	rig_stop();
	fake_clock(at(3, 7, 0));
	rig_open();
	rig_start(false);
	fake_advance(10 * MIN);
	assert_int_equal(mails(), 2);
	until(at(3, 12, 0));
	assert_int_equal(mails(), 3);
	/* The clock jumps back by a day and forth again: nothing twice. */
	fake_clock_jump(-WHEN_DAY);
	fake_advance(HOUR);
	fake_clock_jump(WHEN_DAY);
	fake_advance(2 * HOUR);
	assert_int_equal(mails(), 4);		/* Wednesday's, never sent */
}

static bool server_down;

static void
maybe_down(void *arg, const char *to, const char *text,
    struct smtp_result *ret)
{
	(void)arg, (void)to, (void)text;
	if (server_down) {
		ret->outcome = SMTP_TEMPORARY;
		err_set(&ret->err, ERR_NET, "no answer");
	}
}

static void
test_server_down(void **state)
{
	(void)state;
	fake_smtp(maybe_down, NULL);
	server_down = true;
	until(at(0, 9, 0));
	assert_int_equal(mails(), 0);
	assert_true(fake_mail_count() > 0);
	rig_ask("100", "bert", ASK);
	server_down = false;
	until(at(0, 11, 0));
	/* The bell and the digest; it says what is so now. */
	assert_int_equal(mails(), 2);
	/* Down over midnight: yesterday's does not come any more. */
	server_down = true;
	until(at(2, 7, 0));
	server_down = false;
	until(at(2, 8, 0));
	rig_look();
	assert_int_equal(rig_box.pending, 0);
	assert_int_equal(mails(), 2);
	until(at(2, 9, 0));
	assert_int_equal(mails(), 3);
	fake_smtp(NULL, NULL);
}

static void
test_what_it_says(void **state)
{
	const char *m;

	(void)state;
	until(at(0, 9, 0));
	rig_ask("100", "bert", ASK);
	fake_advance(HOUR);
	rig_ask("101", "carla", ASK2);
	fake_advance(HOUR);
	rig_ask("102", "dora", ASK3);
	until(at(1, 9, 0));
	m = text_of("anna@example.org");
	print_message("%s\n", m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_opening_day, setup,
		    rig_teardown),
		cmocka_unit_test_setup_teardown(test_first_day_has_no_missed_one,
		    setup, rig_teardown),
		cmocka_unit_test_setup_teardown(test_late_but_never_yesterdays,
		    setup, rig_teardown),
		cmocka_unit_test_setup_teardown(test_server_down, setup,
		    rig_teardown),
		cmocka_unit_test_setup_teardown(test_what_it_says, setup,
		    rig_teardown),
	};
	int rc = cmocka_run_group_tests(tests, NULL, NULL);

	buf_free(&words);
	return rc;
}
