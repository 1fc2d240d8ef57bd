/* SPDX-License-Identifier: ISC */

/*
 * On a bad day nobody gets a mail for each question: what comes due close
 * together at one address goes together, a little earlier or later than each
 * would alone; and nothing is lost, told twice or kept waiting by that.
 */

#include "core/alert_rig.h"

#define ASK	"Wann habt ihr am Samstag geöffnet?"
#define ANNA	"anna@example.org"
#define BEN	"ben@example.org"

static struct hours *week;

/* Friday 14:05; Anna hears after 30 min, Ben after two hours. */
static int
setup(void **state)
{
	struct err e = { 0 };

	if (rig_setup(state) != 0)
		return -1;
	week = hours_new("Europe/Berlin", &e);
	assert_int_equal(hours_add_spans(week, "mo-fr 8-18", &e), 0);
	rig_client.bundle_ms = 30 * MIN;
	rig_client.n_recipients = 2;
	rig_recipients[0].hours = rig_recipients[1].hours = week;
	rig_recipients[0].delay_ms = 30 * MIN;
	rig_recipients[1].delay_ms = 2 * HOUR;
	rig_reconfigure();
	fake_advance(MIN);
	return 0;
}

static int
teardown(void **state)
{
	fake_advance(MIN);
	hours_free(week);
	return rig_teardown(state);
}

static void
until(const char *clock)
{
	AUTO(free_p) char *s = xasprintf("2026-05-%s:00+02:00", clock);
	int64_t t = when_parse(s);

	assert_true(t > loop_now());
	fake_advance(t - loop_now());
}

static void
ask(int n)
{
	static const char *const texts[] = { "Habt ihr das auch ohne Nüsse?",
		"Kann ich eine Torte bestellen?", "Wann macht ihr zu?" };
	char id[16], who[16];

	snprintf(id, sizeof(id), "%d", 100 + n);
	snprintf(who, sizeof(who), "gast%d", n);
	rig_ask(id, who, texts[n % 3]);
}

/* How often each question was told to somebody, from the rows. */
struct tale {
	const char *to;
	size_t mails, told;
	int64_t last;
	const char *ids[64];
	size_t n_ids, twice;
};

static void
on_rows(void *arg, const struct err *e, const struct outbox_row *rows,
    size_t n, int64_t next)
{
	struct tale *t = arg;
	(void)next;

	assert_int_equal(e->code, ERR_OK);
	for (size_t i = 0; i < n; i++) {
		if (rows[i].state != OUTBOX_SENT ||
		    rows[i].kind != OUTBOX_QUESTION ||
		    strcmp(rows[i].address, t->to) != 0)
			continue;
		t->mails++;
		/* Not when it was planned. */
		assert_in_range(rows[i].sent_at - rows[i].left_at, 0, MIN);
		for (size_t k = 0; rows[i].questions[k] != NULL; k++) {
			t->told++;
			for (size_t j = 0; j < t->n_ids; j++)
				t->twice += strcmp(t->ids[j],
				    rows[i].questions[k]) == 0;
			t->ids[t->n_ids++] = xstrdup(rows[i].questions[k]);
		}
	}
}

static struct tale
tale(const char *to)
{
	struct tale t = { .to = to };

	store_outbox_list(rig_store, false, 0, on_rows, &t);
	fake_settle();
	for (size_t i = 0; i < t.n_ids; i++)
		free((char *)(uintptr_t)t.ids[i]);
	return t;
}

/* --- */

/* Nine questions, five minutes apart: two mails to each, not nine. */
static void
test_a_bad_day(void **state)
{
	struct tale t;

	(void)state;
	for (int i = 0; i < 9; i++) {
		ask(i);
		fake_advance(5 * MIN);
	}
	until("22T16:10");
	rig_has(rig_last(BEN), "Subject: 7 Fragen\r\n");
	assert_int_equal(rig_accepted(BEN), 1);
	t = tale(ANNA);
	assert_int_equal(t.told, 9);
	assert_int_equal(t.twice, 0);
	/* Neither a restart nor a reload repeats what was told early. */
	until("22T16:15");
	rig_restart();
	rig_reconfigure();
	until("22T16:35");
	rig_restart();
	until("22T17:00");
	t = tale(BEN);
	assert_int_equal(t.mails, 2);
	assert_int_equal(t.told, 9);
	assert_int_equal(t.twice, 0);
	rig_has(rig_last(BEN), "Subject: 2 Fragen\r\n");
	rig_look();
	assert_int_equal(rig_box.pending, 0);
}

static void
test_switched_off(void **state)
{
	(void)state;
	rig_client.bundle_ms = 0;
	rig_reconfigure();
	for (int i = 0; i < 9; i++) {
		ask(i);
		fake_advance(5 * MIN);
	}
	until("22T17:00");
	assert_int_equal(rig_accepted(BEN), 9);
	assert_int_equal(tale(BEN).twice, 0);
}

/* Answered before its time, though told early: no more of it. */
static void
test_told_early_and_answered(void **state)
{
	struct hark_post own;

	(void)state;
	ask(0);
	fake_advance(20 * MIN);
	ask(1);
	until("22T16:10");
	assert_int_equal(rig_accepted(BEN), 1);
	rig_has(rig_last(BEN), "Torte");
	own = rig_reply("900", "101", "Gern, bis wann denn?");
	rig_poll(&own, 1, false);
	until("22T17:30");
	assert_int_equal(rig_accepted(BEN), 1);
}

/* A silence that staff asks for ends with a bell, also after an early one. */
static char first_id[QID_LEN + 1];

static void
on_listed(void *arg, const struct err *e, const struct question *q, size_t n)
{
	assert_int_equal(e->code, ERR_OK);
	for (size_t i = 0; i < n; i++)
		if (strcmp(q[i].native, arg) == 0)
			memcpy(first_id, q[i].id, sizeof(first_id));
}

static void
snooze(char *native, const char *clock)
{
	const struct question_filter f = { .open = true };
	AUTO(free_p) char *s = xasprintf("2026-05-%s:00+02:00", clock);

	store_list(rig_store, &f, on_listed, native);
	fake_settle();
	store_act(rig_store, &(struct store_act){ .id = first_id,
	    .verb = VERB_SNOOZE, .now = loop_now(), .until = when_parse(s),
	    .who = "test" }, NULL, NULL);
	fake_settle();
}

static void
test_told_early_and_put_off(void **state)
{
	static char second[] = "101";

	(void)state;
	ask(0);
	fake_advance(20 * MIN);
	ask(1);
	until("22T16:10");
	assert_int_equal(tale(BEN).told, 2);
	snooze(second, "22T17:00");
	until("22T16:58");
	assert_int_equal(tale(BEN).told, 2);
	until("22T17:05");
	assert_int_equal(tale(BEN).told, 3);
}

/* Ben had a mail: what he hears next waits for more, but not too long. */
static void
test_waits_for_others(void **state)
{
	(void)state;
	rig_recipients[1].delay_ms = HOUR;
	rig_reconfigure();
	ask(0);
	fake_advance(18 * MIN);
	ask(1);
	fake_advance(5 * MIN);
	ask(2);
	until("22T15:10");
	assert_int_equal(rig_accepted(BEN), 1);
	until("22T15:34");
	assert_int_equal(rig_accepted(BEN), 1);
	until("22T15:40");
	assert_int_equal(rig_accepted(BEN), 2);
	rig_has(rig_last(BEN), "Subject: 2 Fragen\r\n");
	assert_int_equal(tale(BEN).twice, 0);
	/* Not past closing time; then it is too early rather than too late. */
	until("22T16:27");
	ask(3);
	until("22T16:45");
	ask(4);
	until("22T17:31");
	assert_int_equal(rig_accepted(BEN), 3);
	until("22T17:49");
	assert_int_equal(rig_accepted(BEN), 3);
	until("22T17:53");
	assert_int_equal(rig_accepted(BEN), 4);
	assert_int_equal(tale(BEN).twice, 0);
}

/* A first bell, or what is private, waits for nothing and takes what waits
 * along, or goes alone. */
static void
test_first_and_private_ones(void **state)
{
	struct hark_post p;

	(void)state;
	rig_client.remind_ms = HOUR;
	rig_client.n_recipients = 1;
	rig_recipients[0].delay_ms = 0;
	rig_reconfigure();
	ask(0);
	fake_advance(3 * MIN);
	assert_int_equal(rig_accepted(ANNA), 1);
	/* The reminder would wait until half past three... */
	until("22T14:52");
	ask(1);
	until("22T14:56");
	assert_int_equal(rig_accepted(ANNA), 2);
	rig_hasnt(rig_last(ANNA), "N=C3=BCsse");
	until("22T15:09");
	assert_int_equal(rig_accepted(ANNA), 2);
	/* ... and a private message does not hurry it ... */
	p = rig_post("200", "lena", "Haben Sie meine Bestellung?");
	p.kind = HARK_MESSAGE;
	p.visibility = HARK_PRIVATE;
	rig_poll(&p, 1, false);
	fake_advance(3 * MIN);
	assert_int_equal(rig_accepted(ANNA), 3);
	rig_has(rig_last(ANNA), "Subject: Private Nachricht auf Mastodon\r\n");
	/* ... but a first bell takes it along. */
	ask(2);
	fake_advance(3 * MIN);
	assert_int_equal(rig_accepted(ANNA), 4);
	rig_has(rig_last(ANNA), "Subject: 2 Fragen\r\n");
	rig_has(rig_last(ANNA), "N=C3=BCsse");
	assert_int_equal(tale(ANNA).told, 5);
	rig_look();
	assert_int_equal(rig_box.pending, 0);
}

/* What is waiting survives a restart, and is not told to whom it never was. */
static void
test_waits_through_a_restart(void **state)
{
	(void)state;
	rig_recipients[1].delay_ms = HOUR;
	rig_reconfigure();
	ask(0);
	fake_advance(18 * MIN);
	ask(1);
	until("22T15:28");
	assert_int_equal(rig_accepted(BEN), 1);
	rig_look();
	assert_int_equal(rig_box.pending, 1);
	rig_restart();
	until("22T15:34");
	assert_int_equal(rig_accepted(BEN), 1);
	until("22T15:40");
	assert_int_equal(rig_accepted(BEN), 2);
	assert_int_equal(tale(BEN).twice, 0);
}

/* The subject is that of what this person was told, not others. */
static void
test_threads_are_a_persons_own(void **state)
{
	(void)state;
	rig_client.collect_ms = 0;
	rig_recipients[0].delay_ms = 2 * HOUR;
	rig_recipients[1].delay_ms = 3 * HOUR;
	rig_client.bundle_ms = 2 * MIN;
	rig_reconfigure();
	ask(0);
	ask(1);
	ask(2);
	until("22T16:10");
	rig_has(rig_last(ANNA), "Subject: 3 Fragen\r\n");
	snooze((char[]){ "100" }, "25T10:00");
	until("22T17:15");
	rig_has(rig_last(BEN), "Subject: 2 Fragen\r\n");
}

int
main(void)
{
#define T(fn)	cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_a_bad_day),
		T(test_switched_off),
		T(test_told_early_and_answered),
		T(test_told_early_and_put_off),
		T(test_waits_for_others),
		T(test_first_and_private_ones),
		T(test_waits_through_a_restart),
		T(test_threads_are_a_persons_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
