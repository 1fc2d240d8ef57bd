/* SPDX-License-Identifier: ISC */

/* A question's bells: steps, hours, absences, silences; and the gate. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "alert/bell.h"
#include "alert/gate.h"
#include "alert/plan.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"

#define H	WHEN_HOUR
#define M	WHEN_MINUTE

enum { TEAM, DEPUTY, OWNER, N_PEOPLE };

static char names[][8] = { "team", "deputy", "owner" };
static char addresses[][24] = { "t@example.org", "d@example.org",
    "o@example.org" };
static char acme[] = "acme", en[] = "en", shop[] = "shop", admin_at[] =
    "root@example.org", nuts[] = "n\xc3\xbcss", inside[] = "*rad", german[] = "de",
    mastodon[] = "mastodon";
static char *admins[] = { admin_at, NULL };

static struct conf_recipient people[N_PEOPLE];
static struct conf_step steps[3];
static struct conf_client client;
static struct question q;
static struct arena *arena;
static const struct bell *bells;
static size_t n_bells;

static int64_t
t(const char *s)
{
	int64_t ms = when_parse(s);

	assert_int_not_equal(ms, 0);
	return ms;
}

static int
setup(void **state)
{
	struct err e = { 0 };

	(void)state;
	arena = arena_new();
	memset(people, 0, sizeof(people));
	memset(&client, 0, sizeof(client));
	memset(&q, 0, sizeof(q));
	client.name = acme;
	client.lang = en;
	client.hours = hours_new("Europe/Berlin", &e);
	assert_int_equal(hours_add_spans(client.hours, "mo-fr 8-18", &e), 0);
	client.remind_ms = 4 * H;
	client.group_ms = H;
	client.recipients = people;
	client.n_recipients = N_PEOPLE;
	for (int i = 0; i < N_PEOPLE; i++) {
		people[i].name = names[i];
		people[i].address = addresses[i];
		people[i].hours = client.hours;
		people[i].delay_ms = -1;
		steps[i].to = &people[i];
	}
	steps[TEAM].after_ms = 30 * M;
	steps[DEPUTY].after_ms = 2 * H;
	steps[OWNER].after_ms = 6 * H;
	client.steps = steps;
	client.n_steps = 3;
	memcpy(q.id, "qaaaaa", QID_LEN);
	q.client = acme;
	q.account = shop;
	q.network = mastodon;
	q.account_active = true;
	q.text = "Wann habt ihr offen?";
	q.lang = german;
	q.q.state = Q_WAITING;
	q.q.rings = true;
	q.q.label = LABEL_QUESTION;
	/* Friday, ten to twelve. */
	q.q.asked_at = t("2026-05-22T11:50:00+02:00");
	q.seen_at = q.q.asked_at + M;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	for (int i = 0; i < N_PEOPLE; i++) {
		hours_free(people[i].present);
		if (people[i].hours != client.hours)
			hours_free(people[i].hours);
	}
	hours_free(client.hours);
	arena_free(arena);
	return 0;
}

static void
absent(int who, const char *when)
{
	struct err e = { 0 };

	if (people[who].present == NULL)
		people[who].present = hours_new("Europe/Berlin", &e);
	assert_int_equal(hours_add_exception(people[who].present, when, &e),
	    0);
}

static void
own_hours(int who, const char *spans)
{
	struct err e = { 0 };

	people[who].hours = hours_new("Europe/Berlin", &e);
	assert_int_equal(hours_add_spans(people[who].hours, spans, &e), 0);
}

static void
lay(void)
{
	n_bells = bells_of(&client, &q, arena, &bells);
	for (size_t i = 1; i < n_bells; i++)
		assert_true(bells[i - 1].at <= bells[i].at);
}

/* The i-th bell is at `who' (N_PEOPLE: the administrator) at that time. */
static void
is(size_t i, int who, const char *when)
{
	char got[32];

	assert_true(i < n_bells);
	when_format(bells[i].at, got);
	if (bells[i].at != t(when))
		fail_msg("bell %zu is at %s, not %s", i, got, when);
	assert_ptr_equal(bells[i].to, who == N_PEOPLE ? NULL : &people[who]);
}

static void
why(size_t i, const char *want)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	assert_true(i < n_bells);
	bell_why(&b, "en", &client, &q, &bells[i]);
	assert_string_equal(b.data, want);
}

/* --- steps --- */

static void
test_steps(void **state)
{
	(void)state;
	client.remind_ms = 0;
	lay();
	assert_int_equal(n_bells, 3);
	is(0, TEAM, "2026-05-22T12:20:00+02:00");
	is(1, DEPUTY, "2026-05-22T13:50:00+02:00");
	is(2, OWNER, "2026-05-22T17:50:00+02:00");
	why(0, "30 min after it was asked");
	why(2, "6 h after it was asked");
	/* Nights and the weekend do not count: ten hours later is Monday. */
	steps[OWNER].after_ms = 10 * H;
	lay();
	is(2, OWNER, "2026-05-25T11:50:00+02:00");
	/* Not before it was seen. */
	q.seen_at = t("2026-05-22T16:00:00+02:00");
	lay();
	is(0, TEAM, "2026-05-22T16:00:00+02:00");
	is(1, DEPUTY, "2026-05-22T16:00:00+02:00");
	why(0, "as soon as it was heard");
}

static void
test_clocks_change(void **state)
{
	(void)state;
	client.remind_ms = 0;
	/* Around the clock over the night in which 2:00 becomes 3:00. */
	hours_free(client.hours);
	client.hours = hours_new("Europe/Berlin", NULL);
	for (int i = 0; i < N_PEOPLE; i++)
		people[i].hours = client.hours;
	q.q.asked_at = q.seen_at = t("2026-03-29T00:30:00+01:00");
	lay();
	is(1, DEPUTY, "2026-03-29T03:30:00+02:00");
	is(2, OWNER, "2026-03-29T07:30:00+02:00");
	/* Closed at night, it is ten o'clock on either side of the change. */
	own_hours(OWNER, "mo-su 10-11");
	lay();
	is(2, OWNER, "2026-03-29T10:00:00+02:00");
	q.q.asked_at = q.seen_at = t("2026-10-24T23:30:00+02:00");
	lay();
	is(2, OWNER, "2026-10-25T10:00:00+01:00");
	why(2, "6 h after it was asked; moved into working hours");
}

static void
test_without_steps(void **state)
{
	(void)state;
	client.n_steps = 0;
	client.n_recipients = 1;
	client.remind_ms = 0;
	lay();
	assert_int_equal(n_bells, 1);
	is(0, TEAM, "2026-05-22T13:50:00+02:00");
	q.q.less_urgent = true;
	lay();
	is(0, TEAM, "2026-05-22T15:50:00+02:00");
	q.q.less_urgent = false;
	q.q.label = LABEL_REQUEST;
	lay();
	is(0, TEAM, "2026-05-22T12:20:00+02:00");
	q.q.label = LABEL_QUESTION;
	q.q.private_ = true;
	lay();
	is(0, TEAM, "2026-05-22T12:20:00+02:00");
	q.q.private_ = false;
	q.q.urgent = q.q.less_urgent = true;
	lay();
	is(0, TEAM, "2026-05-22T12:20:00+02:00");
	/* What was there at the first run is told at once. */
	q.q.urgent = q.q.less_urgent = false;
	q.q.baseline = true;
	lay();
	is(0, TEAM, "2026-05-22T11:51:00+02:00");
	q.q.baseline = false;
	people[TEAM].delay_ms = 0;
	lay();
	is(0, TEAM, "2026-05-22T11:51:00+02:00");
}

static void
test_reminders(void **state)
{
	(void)state;
	client.n_steps = 1;
	lay();
	is(0, TEAM, "2026-05-22T12:20:00+02:00");
	/* On the full hour, so that those of several questions meet. */
	is(1, TEAM, "2026-05-22T16:00:00+02:00");
	is(2, TEAM, "2026-05-25T14:00:00+02:00");
	is(3, TEAM, "2026-05-27T10:00:00+02:00");
	why(1, "reminder no. 1");
	for (size_t i = 0; i < n_bells; i++)
		assert_true(bells[i].at <= q.seen_at + BELL_MAX);
	assert_false(bell_is_over(&client, &q, bells[n_bells - 1].at));
	assert_true(bell_is_over(&client, &q, bells[n_bells - 1].at + 1));
	/* Two steps at one recipient: reminders follow the second. */
	client.n_steps = 2;
	steps[1].to = &people[TEAM];
	lay();
	is(1, TEAM, "2026-05-22T13:50:00+02:00");
	is(2, TEAM, "2026-05-22T17:00:00+02:00");
	/* Two recipients with one address are one, too. */
	steps[1].to = &people[DEPUTY];
	people[DEPUTY].address = addresses[TEAM];
	lay();
	is(1, DEPUTY, "2026-05-22T13:50:00+02:00");
	assert_int_equal(bells[2].reminder, 1);
	assert_int_equal(bells[3].reminder, 2);
	/* What was worked off: nothing yet, up to a time, or all. */
	assert_true(bells_from(&q) <= bells[0].at);
	q.ring_step = 1;
	q.ring_at = bells[1].at;
	assert_int_equal(bells_from(&q), bells[1].at);
	q.ring_at = 0;
	assert_true(bells_from(&q) > bells[n_bells - 1].at);
	q.ring_step = 0;
	/* Where no answer is ever seen it rings once. */
	q.q.blind = true;
	client.n_steps = 1;
	lay();
	assert_int_equal(n_bells, 1);
}

/* What comes next counts from when a mail really left. */
static void
test_late_mails(void **state)
{
	struct question_told told[] = {
		{ .channel = "mail", .address = addresses[TEAM],
		    .bell_at = t("2026-05-22T12:20:00+02:00"),
		    .made_at = t("2026-05-22T12:22:00+02:00") },
		{ .channel = "mail", .address = addresses[DEPUTY],
		    .bell_at = t("2026-05-22T12:20:00+02:00"),
		    .left_at = t("2026-05-22T15:00:00+02:00") },
	};

	(void)state;
	client.n_steps = 1;
	q.told = told;
	q.n_told = 2;
	/* In time, and what others got does not count. */
	told[0].left_at = t("2026-05-22T12:22:00+02:00");
	lay();
	is(1, TEAM, "2026-05-22T16:00:00+02:00");
	is(2, TEAM, "2026-05-25T14:00:00+02:00");
	/* Two hours are left of four. */
	told[0].left_at = t("2026-05-22T14:00:00+02:00");
	lay();
	is(1, TEAM, "2026-05-22T16:00:00+02:00");
	/* Less: the whole distance again, and so on from there. */
	told[0].left_at = t("2026-05-22T14:01:00+02:00");
	lay();
	is(1, TEAM, "2026-05-25T08:00:00+02:00");
	is(2, TEAM, "2026-05-25T16:00:00+02:00");
	/* It has not left: not before it may. */
	told[0].left_at = t("2026-05-22T15:59:00+02:00");
	lay();
	is(1, TEAM, "2026-05-25T09:00:00+02:00");
	/* Another mail told of it since. */
	told[0].bell_at = 0;
	told[0].made_at = told[0].left_at = t("2026-05-22T15:00:00+02:00");
	lay();
	is(1, TEAM, "2026-05-25T09:00:00+02:00");
	/* After the reminder: that is the next distance. */
	told[0].made_at = told[0].left_at = t("2026-05-22T17:00:00+02:00");
	lay();
	is(1, TEAM, "2026-05-22T16:00:00+02:00");
	is(2, TEAM, "2026-05-25T14:00:00+02:00");
	/* The next step, and one that closed hours moved. */
	client.n_steps = 2;
	steps[1].to = &people[TEAM];
	q.n_told = 0;
	lay();
	is(0, TEAM, "2026-05-22T12:20:00+02:00");
	is(1, TEAM, "2026-05-22T13:50:00+02:00");
	own_hours(TEAM, "mo-fr 13:30-18:00");
	lay();
	is(0, TEAM, "2026-05-22T13:30:00+02:00");
	is(1, TEAM, "2026-05-22T15:00:00+02:00");
	/* Both moved are one. */
	hours_free(people[TEAM].hours);
	own_hours(TEAM, "mo-fr 14-18");
	lay();
	is(0, TEAM, "2026-05-22T14:00:00+02:00");
	is(1, TEAM, "2026-05-22T14:00:00+02:00");
	is(2, TEAM, "2026-05-25T14:00:00+02:00");
}

/* Which bells may share a mail, and how far they move for it. */
static void
test_together(void **state)
{
	char *nuts_too[] = { nuts, NULL };

	(void)state;
	client.bundle_ms = 30 * M;
	client.urgent_words = nuts_too;
	lay();
	assert_true(bells[0].first);
	assert_int_equal(bell_wait(&client, &bells[0]), 0);
	assert_int_equal(bell_early(&client, &bells[0]), 30 * M / 4);
	/* Two hours: the deputy's. */
	is(1, DEPUTY, "2026-05-22T13:50:00+02:00");
	assert_false(bells[1].first);
	assert_int_equal(bell_wait(&client, &bells[1]), H);
	assert_int_equal(bell_early(&client, &bells[1]), 30 * M);
	/* A reminder after four hours, and one after eight. */
	is(2, TEAM, "2026-05-22T16:00:00+02:00");
	assert_int_equal(bell_wait(&client, &bells[2]), 2 * H);
	assert_int_equal(bell_early(&client, &bells[2]), 30 * M);
	assert_true(bell_is_plain(&client, &q, &bells[2]));
	for (size_t i = 0; i < n_bells; i++)
		if (bells[i].reminder == 2)
			assert_int_equal(bell_early(&client, &bells[i]), H);
	q.q.private_ = true;
	assert_false(bell_is_plain(&client, &q, &bells[2]));
	q.q.private_ = false;
	q.text = "Sind da N\xc3\xbcsse drin?";
	assert_false(bell_is_plain(&client, &q, &bells[2]));
	q.text = NULL;
	q.thread_waiting = BELL_CROWD + 1;
	assert_false(bell_is_plain(&client, &q, &bells[2]));
	q.thread_waiting = 0;
	client.urgent_words = NULL;
	/* Told before its time, to that address. */
	struct question_told told = { .channel = "mail",
		.address = addresses[TEAM], .made_at = bells[2].at - 20 * M,
		.bell_at = bells[2].at };

	q.told = &told;
	q.n_told = 1;
	assert_true(bell_is_told(&q, &bells[2]));
	assert_false(bell_is_told(&q, &bells[1]));
	assert_false(bell_is_told(&q, &bells[3]));
	told.made_at = bells[2].at;
	assert_false(bell_is_told(&q, &bells[2]));
	/* Nobody is there: that cannot wait. */
	for (int i = 0; i < N_PEOPLE; i++)
		absent(i, "2026-05-22");
	lay();
	assert_null(bells[0].to);
	assert_false(bell_is_plain(&client, &q, &bells[0]));
	/* Switched off. */
	client.bundle_ms = 0;
	assert_int_equal(bell_wait(&client, &bells[1]), 0);
	assert_int_equal(bell_early(&client, &bells[1]), 0);
}

/* After the mail before closing: what cannot wait rings at once. */
static void
test_shortly_before_closing(void **state)
{
	(void)state;
	client.remind_ms = 0;
	client.before_closing_ms = 45 * M;
	q.text = "Habt ihr am Sonntag offen?";
	q.q.asked_at = t("2026-05-22T17:40:00+02:00");
	q.seen_at = q.q.asked_at + M;
	lay();
	is(0, TEAM, "2026-05-22T17:41:00+02:00");
	why(0, "now, because the question cannot wait until you open "
	    "again");
	/* Half an hour before closing, too: the step would be at closing. */
	q.q.asked_at = t("2026-05-22T17:30:00+02:00");
	q.seen_at = q.q.asked_at + M;
	lay();
	is(0, TEAM, "2026-05-22T17:31:00+02:00");
	q.q.asked_at = t("2026-05-22T17:40:00+02:00");
	q.seen_at = q.q.asked_at + M;
	lay();
	/* The others as ever. */
	is(1, DEPUTY, "2026-05-25T09:40:00+02:00");
	/* Of those who are not there the next one. */
	absent(TEAM, "2026-05-22");
	lay();
	is(0, DEPUTY, "2026-05-22T17:41:00+02:00");
	hours_free(people[TEAM].present);
	people[TEAM].present = NULL;
	/* What can wait does. */
	q.text = "Habt ihr am Mittwoch offen?";
	lay();
	is(0, TEAM, "2026-05-25T08:10:00+02:00");
	/* Early enough for the first step, or for that mail. */
	q.text = "Habt ihr am Sonntag offen?";
	q.q.asked_at = t("2026-05-22T17:20:00+02:00");
	q.seen_at = q.q.asked_at + M;
	lay();
	is(0, TEAM, "2026-05-22T17:50:00+02:00");
	client.before_closing_ms = 10 * M;
	q.q.asked_at = t("2026-05-22T17:40:00+02:00");
	q.seen_at = q.q.asked_at + M;
	lay();
	is(0, TEAM, "2026-05-25T08:10:00+02:00");
	/* Closed: nobody. */
	q.q.asked_at = t("2026-05-22T18:10:00+02:00");
	q.seen_at = q.q.asked_at + M;
	lay();
	is(0, TEAM, "2026-05-25T08:30:00+02:00");
}

/* --- people --- */

static void
test_absent(void **state)
{
	(void)state;
	client.remind_ms = 0;
	people[TEAM].deputy = &people[OWNER];
	absent(TEAM, "2026-05-20..2026-05-24");
	lay();
	assert_int_equal(n_bells, 3);
	is(0, OWNER, "2026-05-22T12:20:00+02:00");
	is(2, OWNER, "2026-05-22T17:50:00+02:00");
	why(0, "30 min after it was asked; for team, absent until 24 May");
	/* In the hours of the deputy. */
	own_hours(OWNER, "mo-fr 15-16");
	lay();
	is(0, DEPUTY, "2026-05-22T13:50:00+02:00");
	is(1, OWNER, "2026-05-22T15:00:00+02:00");
	/* Absent when it was asked, there when it would ring. */
	q.q.asked_at = q.seen_at = t("2026-05-24T12:00:00+02:00");
	lay();
	is(0, TEAM, "2026-05-25T08:30:00+02:00");
	/* There when it was asked, absent when it would ring. */
	absent(TEAM, "2026-05-25");
	lay();
	is(0, DEPUTY, "2026-05-25T10:00:00+02:00");
	is(1, OWNER, "2026-05-25T15:00:00+02:00");
}

static void
test_chain(void **state)
{
	(void)state;
	client.remind_ms = 0;
	people[TEAM].deputy = &people[DEPUTY];
	people[DEPUTY].deputy = &people[OWNER];
	absent(TEAM, "2026-05-22");
	absent(DEPUTY, "2026-05-22");
	client.n_steps = 1;
	lay();
	assert_int_equal(n_bells, 1);
	is(0, OWNER, "2026-05-22T12:20:00+02:00");
	/* Nobody at all: the administrator. */
	absent(OWNER, "05-22");
	lay();
	is(0, N_PEOPLE, "2026-05-22T12:20:00+02:00");
	why(0, "30 min after it was asked; nobody who should hear of it is "
	    "there");
}

static void
test_next_step_instead(void **state)
{
	(void)state;
	client.remind_ms = 0;
	/* No deputy: the next step's recipient hears of it at once. */
	absent(TEAM, "2026-05-22");
	lay();
	assert_int_equal(n_bells, 3);
	is(0, DEPUTY, "2026-05-22T12:20:00+02:00");
	is(1, DEPUTY, "2026-05-22T13:50:00+02:00");
	is(2, OWNER, "2026-05-22T17:50:00+02:00");
	/* The last one is absent: those before him know. */
	hours_free(people[TEAM].present);
	people[TEAM].present = NULL;
	absent(OWNER, "2026-05-22");
	lay();
	assert_int_equal(n_bells, 2);
	/* Without steps the others are told anyway. */
	client.n_steps = 0;
	lay();
	assert_int_equal(n_bells, 2);
	is(0, TEAM, "2026-05-22T13:50:00+02:00");
	is(1, DEPUTY, "2026-05-22T13:50:00+02:00");
}

static void
test_reminders_of_the_absent(void **state)
{
	size_t n = 0;

	(void)state;
	people[TEAM].deputy = &people[DEPUTY];
	absent(TEAM, "2026-05-22..2026-05-31");
	client.n_steps = 2;
	lay();
	/* The deputy has his own, and no second series beside it. */
	for (size_t i = 0; i < n_bells; i++)
		if (bells[i].to == &people[DEPUTY] && bells[i].reminder > 0) {
			assert_ptr_equal(bells[i].of, &people[DEPUTY]);
			n++;
		}
	assert_true(n > 3);
	/* Somebody who is named by no step gets those of the absent. */
	people[TEAM].deputy = &people[OWNER];
	lay();
	is(0, OWNER, "2026-05-22T12:20:00+02:00");
	n = 0;
	for (size_t i = 0; i < n_bells; i++)
		n += bells[i].to == &people[OWNER] && bells[i].reminder > 0;
	assert_true(n >= 2);
	/* Back again, he gets them himself. */
	assert_ptr_equal(bells[n_bells - 1].of, bells[n_bells - 1].to);
}

/* --- any hour --- */

static void
test_outside_hours(void **state)
{
	static char *words[] = { nuts, NULL };

	(void)state;
	client.remind_ms = 0;
	client.n_steps = 1;
	q.q.asked_at = q.seen_at = t("2026-05-22T22:00:00+02:00");
	people[TEAM].outside = OUTSIDE_URGENT | OUTSIDE_VIP;
	lay();
	is(0, TEAM, "2026-05-25T08:30:00+02:00");
	assert_false(bells[0].any_hour);
	q.text = "Allergie! Sind da N\xc3\x9cSSE drin?";
	lay();
	is(0, TEAM, "2026-05-25T08:30:00+02:00");
	client.urgent_words = words;
	lay();
	is(0, TEAM, "2026-05-22T22:30:00+02:00");
	assert_true(bells[0].any_hour);
	why(0, "30 min after it was asked; outside hours, because the question "
	    "is urgent");
	/* The owner hears of it in the night only if nobody does before. */
	people[TEAM].outside = 0;
	people[OWNER].outside = OUTSIDE_URGENT;
	client.n_steps = 3;
	lay();
	is(0, OWNER, "2026-05-22T22:30:00+02:00");
	why(0, "30 min after it was asked; outside hours, because the question "
	    "is urgent");
	is(1, TEAM, "2026-05-25T08:30:00+02:00");
	q.q.asked_at = q.seen_at = t("2026-05-22T10:00:00+02:00");
	lay();
	is(0, TEAM, "2026-05-22T10:30:00+02:00");
	is(1, DEPUTY, "2026-05-22T12:00:00+02:00");
	is(2, OWNER, "2026-05-22T16:00:00+02:00");
	q.q.asked_at = q.seen_at = t("2026-05-22T22:00:00+02:00");
	client.n_steps = 1;
	people[TEAM].outside = OUTSIDE_URGENT | OUTSIDE_VIP;
	people[OWNER].outside = 0;
	client.urgent_words = NULL;
	q.q.private_ = true;
	lay();
	is(0, TEAM, "2026-05-25T08:30:00+02:00");
	q.asker_vip = true;
	lay();
	is(0, TEAM, "2026-05-22T22:30:00+02:00");
	why(0, "30 min after it was asked; outside hours, because somebody "
	    "important asks");
	/* Long waiting: a day later, on Saturday night. */
	q.asker_vip = false;
	people[TEAM].outside = OUTSIDE_LONG;
	people[TEAM].long_ms = WHEN_DAY;
	steps[0].after_ms = 0;
	lay();
	is(0, TEAM, "2026-05-23T22:00:00+02:00");
	why(0, "as soon as it was heard; outside hours, because it has waited "
	    "so long");
	assert_true(bells[0].any_hour);
	people[TEAM].long_ms = 5 * WHEN_DAY;
	lay();
	is(0, TEAM, "2026-05-25T08:00:00+02:00");
}

/* --- silence --- */

static void
test_silence(void **state)
{
	(void)state;
	client.n_steps = 1;
	q.q.last_verb = VERB_SNOOZE;
	q.q.quiet_until = t("2026-05-25T10:00:00+02:00");
	lay();
	/* Two bells fell into it; then it goes on with wider distances. */
	is(0, TEAM, "2026-05-25T10:00:00+02:00");
	assert_true(bells[0].held);
	why(0, "put off until now");
	is(1, TEAM, "2026-05-26T08:00:00+02:00");
	is(2, TEAM, "2026-05-27T14:00:00+02:00");
	/* It ends at night: rung in the morning. */
	q.q.quiet_until = t("2026-05-25T23:00:00+02:00");
	lay();
	is(0, TEAM, "2026-05-26T08:00:00+02:00");
	/* No reminders: the end of the silence rings all the same. */
	client.remind_ms = 0;
	q.q.quiet_until = t("2026-06-30T10:00:00+02:00");
	lay();
	assert_int_equal(n_bells, 1);
	is(0, TEAM, "2026-06-30T10:00:00+02:00");
	/* A short one before the first bell changes nothing. */
	q.q.quiet_until = t("2026-05-22T12:00:00+02:00");
	lay();
	is(0, TEAM, "2026-05-22T12:20:00+02:00");
	assert_false(bells[0].held);
}

/* --- routes --- */

static void
test_words(void **state)
{
	(void)state;
	assert_true(route_has_word("Gibt es Nussecken?", "nuss"));
	assert_true(route_has_word("NÜSSE!", "nüsse"));
	assert_true(route_has_word("(nuss)", "Nuss"));
	assert_false(route_has_word("Haselnuss", "nuss"));
	assert_true(route_has_word("Haselnuss", "*nuss"));
	assert_false(route_has_word("gerade", "rad"));
	assert_true(route_has_word("Mein  Termin,\nbitte", "termin bitte"));
	assert_true(route_has_word("Straße gesperrt", "strasse"));
	assert_false(route_has_word("", "x"));
	assert_false(route_has_word("x", ""));
	assert_false(route_has_word("x y", "*"));
	assert_false(route_has_word(NULL, "x"));
}

static void
test_routes(void **state)
{
	static char *words[] = { inside, NULL }, *langs[] = { german, NULL },
	    *nets[] = { mastodon, NULL };

	(void)state;
	people[0].words = words;
	assert_false(route_wants(&people[0], &q));
	q.last_text = "Und mein Fahrrad?";
	assert_true(route_wants(&people[0], &q));
	people[0].words = NULL;
	people[0].languages = langs;
	assert_true(route_wants(&people[0], &q));
	q.lang = "de-AT";
	assert_true(route_wants(&people[0], &q));
	q.lang = "den";
	assert_false(route_wants(&people[0], &q));
	q.lang = NULL;
	assert_false(route_wants(&people[0], &q));
	people[0].languages = NULL;
	people[0].networks = nets;
	assert_true(route_wants(&people[0], &q));
	q.network = "bluesky";
	assert_false(route_wants(&people[0], &q));
	/* A step that does not want it is none. */
	client.remind_ms = 0;
	lay();
	assert_int_equal(n_bells, 2);
	assert_ptr_equal(bells[0].to, &people[DEPUTY]);
}

/* --- the gate --- */

static void
test_gate(void **state)
{
	struct outbox_sent sent[] = {
		{ names[TEAM], t("2026-05-22T08:10:00+02:00") },
		{ names[OWNER], t("2026-05-22T11:00:00+02:00") },
		{ names[TEAM], t("2026-05-22T11:30:00+02:00") },
		{ names[TEAM], t("2026-05-22T11:40:00+02:00") },
	};
	struct gate_in in = { .client = &client, .to = &people[TEAM],
		.sent = sent, .n_sent = 4,
		.now = t("2026-05-22T12:00:00+02:00") };
	struct outbox_row row = { .kind = OUTBOX_QUESTION };
	struct gate_out out;

	(void)state;
	assert_int_equal(gate_since(&client, in.now), 0);
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	people[TEAM].max_hour = 3;
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	assert_int_equal(gate_since(&client, in.now),
	    t("2026-05-22T00:00:00+02:00"));
	people[TEAM].max_hour = 2;
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	assert_int_equal(out.until, t("2026-05-22T12:30:00+02:00"));
	assert_int_equal(out.cap, 2);
	people[TEAM].max_hour = 1;
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	assert_int_equal(out.until, t("2026-05-22T12:40:00+02:00"));
	/* The first mail about something urgent waits for no limit. */
	row.urgent = true;
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	row.step = 1;
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	row.urgent = false;
	row.step = 0;
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	/* News is announced; a reminder, or a wait of minutes, is not. */
	assert_true(out.tell);
	row.step = 1;
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	assert_false(out.tell);
	row.step = 0;
	in.now = out.until - 14 * M;
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	assert_false(out.tell);
	in.now = out.until;
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	assert_false(out.tell);
	/* The day's: the next morning it opens. */
	people[TEAM].max_day = 3;
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	assert_true(out.day);
	assert_int_equal(out.until, t("2026-05-25T08:00:00+02:00"));
	row.any_hour = true;
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	assert_int_equal(out.until, t("2026-05-25T08:00:00+02:00"));
	own_hours(TEAM, "24/7");
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	assert_int_equal(out.until, t("2026-05-23T08:00:00+02:00"));
	hours_free(people[TEAM].hours);
	people[TEAM].hours = client.hours;
	/* One that may have arrived, and alerts of other kinds, go. */
	row.in_doubt = true;
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	row.in_doubt = false;
	row.kind = OUTBOX_ADMIN;
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	row.kind = OUTBOX_QUESTION;
	people[TEAM].max_hour = people[TEAM].max_day = 0;
	/* What may wait does, the longer the more there were: three today. */
	client.bundle_ms = 30 * M;
	row.wait_ms = 3 * H;
	row.any_hour = false;
	row.created_at = in.now = t("2026-05-22T12:00:00+02:00");
	assert_int_equal(gate_since(&client, in.now),
	    t("2026-05-22T00:00:00+02:00"));
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	assert_int_equal(out.until, t("2026-05-22T12:30:00+02:00"));
	assert_int_equal(out.cap, 0);
	in.to = &people[OWNER];
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	in.now = t("2026-05-22T11:29:00+02:00");
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	assert_int_equal(out.until, t("2026-05-22T11:30:00+02:00"));
	in.to = &people[TEAM];
	/* Never longer than its own share, not past closing, not if in doubt,
	 * in a hurry, or a first one. */
	in.now = row.created_at = t("2026-05-22T12:00:00+02:00");
	row.wait_ms = 10 * M;
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	assert_int_equal(out.until, t("2026-05-22T12:10:00+02:00"));
	own_hours(TEAM, "mo-fr 8:00-12:15");
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	assert_int_equal(out.until, t("2026-05-22T12:05:00+02:00"));
	in.now = t("2026-05-22T12:06:00+02:00");
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	in.now = t("2026-05-22T12:00:00+02:00");
	in.hurry = true;
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	in.hurry = false;
	row.in_doubt = true;
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	row.in_doubt = false;
	row.wait_ms = 0;
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	row.wait_ms = -1;
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	/* Yesterday's do not count. */
	row.wait_ms = 3 * H;
	in.now = row.created_at = t("2026-05-25T08:00:00+02:00");
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	hours_free(people[TEAM].hours);
	people[TEAM].hours = client.hours;
	client.bundle_ms = row.wait_ms = 0;
	/* Late: closed by now. */
	row.any_hour = true;
	in.now = t("2026-05-22T19:00:00+02:00");
	assert_int_equal(gate(&in, &row, &out), GATE_GO);
	row.any_hour = false;
	assert_int_equal(gate(&in, &row, &out), GATE_WAIT);
	assert_int_equal(out.until, t("2026-05-25T08:00:00+02:00"));
	assert_int_equal(out.cap, 0);
	/* Absent by now. */
	people[TEAM].deputy = &people[DEPUTY];
	absent(TEAM, "2026-05-22");
	assert_int_equal(gate(&in, &row, &out), GATE_FORWARD);
	assert_ptr_equal(out.to, &people[DEPUTY]);
	absent(DEPUTY, "2026-05-22");
	assert_int_equal(gate(&in, &row, &out), GATE_FORWARD);
	assert_null(out.to);
}

static void
test_notice(void **state)
{
	static const char *const ids[] = { "qaaaaa", "qbaaaa", NULL };
	struct plan_in in = { .client = &client, .host = "example.org",
		.now = t("2026-05-22T12:00:00+02:00") };
	struct outbox_row row = { .kind = OUTBOX_QUESTION, .questions = ids },
	    n, again;
	struct gate_out out = { .cap = 3,
		.until = t("2026-05-22T12:30:00+02:00") };

	(void)state;
	people[TEAM].digest = true;
	gate_notice(&in, &people[TEAM], &row, &out, arena, &n);
	assert_int_equal(n.kind, OUTBOX_MORE);
	assert_string_equal(n.subject, "2 more questions wait");
	assert_string_equal(n.body, "2 more questions wait.\n"
	    "You get at most 3 mails an hour; the next one comes Friday 12:30, "
	    "with all that is still open then.\n\n"
	    "They also stand in the next digest. Who wants to look now: hark list");
	/* Who has links needs no terminal. */
	client.commands.server = admin_at;
	gate_notice(&in, &people[TEAM], &row, &out, arena, &again);
	assert_null(strstr(again.body, "hark list"));
	assert_non_null(strstr(again.body, "in the next digest."));
	/* Who gets no digest is not sent to one. */
	people[TEAM].digest = false;
	gate_notice(&in, &people[TEAM], &row, &out, arena, &again);
	assert_string_equal(again.body, "2 more questions wait.\n"
	    "You get at most 3 mails an hour; the next one comes Friday 12:30, "
	    "with all that is still open then.");
	client.commands.server = NULL;
	/* Once for each time. */
	in.now += 5 * M;
	gate_notice(&in, &people[TEAM], &row, &out, arena, &again);
	assert_string_equal(n.key, again.key);
}

static void
test_nobody(void **state)
{
	struct plan_in in = { .client = &client, .host = "example.org",
		.questions = &q, .n_questions = 1, .admin = admins };
	struct plan p;

	(void)state;
	for (int i = 0; i < N_PEOPLE; i++)
		absent(i, "05-22");
	q.ring_at = q.seen_at;
	in.now = t("2026-05-22T12:20:00+02:00");
	plan_rings(&in, arena, &p);
	assert_int_equal(p.n_rows, 1);
	assert_int_equal(p.rows[0].kind, OUTBOX_ADMIN);
	assert_string_equal(p.rows[0].address, admin_at);
	assert_string_equal(p.rows[0].questions[0], "qaaaaa");
	assert_non_null(strstr(p.rows[0].body,
	    "1 question is waiting, and nobody"));
	/* Without an administrator, rather to the absent than to nobody. */
	in.admin = NULL;
	plan_rings(&in, arena, &p);
	assert_int_equal(p.n_rows, 1);
	assert_string_equal(p.rows[0].recipient, "team");
	assert_int_equal(p.updates[0].ring_step, 1);
}

/* A bell that was missed waits for the morning. */
static void
test_late(void **state)
{
	struct plan_in in = { .client = &client, .host = "example.org",
		.questions = &q, .n_questions = 1 };
	struct plan p;

	(void)state;
	client.n_steps = 1;
	in.now = t("2026-05-22T19:00:00+02:00");
	plan_rings(&in, arena, &p);
	assert_int_equal(p.n_rows, 1);
	assert_int_equal(p.rows[0].next_at, t("2026-05-25T08:00:00+02:00"));
	assert_false(p.rows[0].any_hour);
}

int
main(void)
{
#define T(fn)	cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_steps), T(test_clocks_change), T(test_without_steps),
		T(test_reminders), T(test_late_mails), T(test_together),
		T(test_shortly_before_closing),
		T(test_absent), T(test_chain),
		T(test_next_step_instead), T(test_reminders_of_the_absent),
		T(test_outside_hours), T(test_silence), T(test_words),
		T(test_routes), T(test_gate), T(test_notice), T(test_nobody),
		T(test_late),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
