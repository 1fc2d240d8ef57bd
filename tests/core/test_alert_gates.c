/* SPDX-License-Identifier: ISC */

/*
 * Between a bell and its mail: closed hours, absences and limits as they are
 * when it leaves, questions that were given to somebody, other
 * configurations.
 */

#include "core/alert_rig.h"

#define ASK	"Wann habt ihr am Samstag geöffnet?"
#define ASK2	"Habt ihr das auch ohne Nüsse?"
#define ASK3	"Kann ich eine Torte bestellen?"

static struct hours *week, *away;
static bool refuse;

static void
server(void *arg, const char *to, const char *text, struct smtp_result *r)
{
	(void)arg, (void)to, (void)text;
	if (!refuse)
		return;
	r->outcome = SMTP_TEMPORARY;
	err_set(&r->err, ERR_NET, "no connection");
}

static int
setup(void **state)
{
	struct err e = { 0 };

	if (rig_setup(state) != 0)
		return -1;
	refuse = false;
	fake_smtp(server, NULL);
	week = hours_new("Europe/Berlin", &e);
	assert_int_equal(hours_add_spans(week, "mo-fr 8-18", &e), 0);
	away = hours_new("Europe/Berlin", &e);
	rig_client.n_recipients = 2;
	/* Anna hears of everything at once, Ben stands in. */
	rig_recipients[0].hours = week;
	rig_recipients[1].delay_ms = 30 * WHEN_DAY;
	return 0;
}

static int
teardown(void **state)
{
	/* Nothing may be under way when the store is taken apart. */
	fake_advance(MIN);
	hours_free(week);
	hours_free(away);
	return rig_teardown(state);
}

static void
absent(const char *when)
{
	struct err e = { 0 };

	assert_int_equal(hours_add_exception(away, when, &e), 0);
	rig_recipients[0].present = away;
}

static void
until(const char *when)
{
	int64_t t = when_parse(when);

	assert_true(t > loop_now());
	fake_advance(t - loop_now());
}

/* --- late --- */

static void
test_late_is_not_at_night(void **state)
{
	(void)state;
	refuse = true;
	rig_ask("100", "bert", ASK);
	/* The server is back when the shop is closed. */
	until("2026-05-22T20:00:00+02:00");
	refuse = false;
	until("2026-05-25T07:59:00+02:00");
	assert_int_equal(rig_accepted(NULL), 0);
	until("2026-05-25T08:02:00+02:00");
	assert_int_equal(rig_accepted("anna@example.org"), 1);
}

static void
test_late_and_absent_by_now(void **state)
{
	(void)state;
	absent("2026-05-25..2026-05-29");
	rig_recipients[0].deputy = &rig_recipients[1];
	refuse = true;
	rig_ask("100", "bert", ASK);
	rig_ask("101", "carla", ASK2);
	until("2026-05-25T08:30:00+02:00");
	refuse = false;
	until("2026-05-25T12:00:00+02:00");
	assert_int_equal(rig_accepted("anna@example.org"), 0);
	assert_true(rig_accepted("ben@example.org") >= 1);
	rig_has(rig_last("ben@example.org"), "Wann habt");
	rig_has(rig_last("ben@example.org"), "Habt ihr das");
	rig_look();
	assert_int_equal(rig_box.pending, 0);
	/* Ben is away as well, and there is nobody else. */
	rig_recipients[1].present = away;
	refuse = true;
	rig_ask("102", "dora", ASK3);
	fake_advance(HOUR);
	refuse = false;
	fake_advance(HOUR);
	rig_has(rig_last("root@example.org"), "Subject: hark: Alle sind");
	rig_hasnt(rig_last("root@example.org"), "Torte");
}

static int64_t bell_at;

static void
on_bell(void *arg, const struct err *e, const struct question *q, size_t n)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	assert_int_equal(n, 1);
	bell_at = q[0].ring_at;
}

/* Nobody is reminded of what he has only just heard. */
static void
test_reminded_of_a_late_one(void **state)
{
	const struct question_filter f = { .open = true };

	(void)state;
	rig_recipients[0].hours = rig_client.hours;
	rig_client.remind_ms = HOUR;
	/* Five past two; the server is back shortly before the reminder. */
	refuse = true;
	rig_ask("100", "bert", ASK);
	until("2026-05-22T14:50:00+02:00");
	refuse = false;
	until("2026-05-22T15:20:00+02:00");
	assert_int_equal(rig_accepted(NULL), 1);
	/* `hark list' tells the truth, a restart changes nothing. */
	store_list(rig_store, &f, on_bell, NULL);
	fake_settle();
	assert_true(bell_at >= when_parse("2026-05-22T15:50:00+02:00"));
	rig_restart();
	until("2026-05-22T15:45:00+02:00");
	assert_int_equal(rig_accepted(NULL), 1);
	until("2026-05-22T16:20:00+02:00");
	assert_int_equal(rig_accepted(NULL), 2);
	rig_has(rig_last("anna@example.org"), "Noch offen: ");
	/* The next one is two hours later, as ever. */
	until("2026-05-22T17:45:00+02:00");
	assert_int_equal(rig_accepted(NULL), 2);
	until("2026-05-22T18:20:00+02:00");
	assert_int_equal(rig_accepted(NULL), 3);
}

/* Due shortly before closing: not collected until it is too late. */
static void
test_before_closing(void **state)
{
	(void)state;
	until("2026-05-22T17:59:00+02:00");
	rig_ask("100", "bert", ASK);
	until("2026-05-22T17:59:59+02:00");
	assert_int_equal(rig_accepted("anna@example.org"), 1);
}

/* --- limits --- */

static void
test_the_limit_and_what_comes_after(void **state)
{
	const char *m;

	(void)state;
	rig_client.collect_ms = 0;
	rig_recipients[0].max_hour = 2;
	rig_ask("100", "bert", ASK);
	fake_advance(5 * MIN);
	rig_ask("101", "carla", ASK2);
	fake_advance(5 * MIN);
	assert_int_equal(rig_accepted(NULL), 2);
	rig_ask("102", "dora", ASK3);
	fake_advance(5 * MIN);
	assert_int_equal(rig_accepted(NULL), 3);
	m = rig_last("anna@example.org");
	rig_has(m, "Subject: 1 weitere Frage wartet\r\n");
	rig_has(m, "Freitag 15:05");
	rig_hasnt(m, "Torte");
	/* One more: no other notice; a restart changes nothing. */
	rig_ask("103", "emil", "Gibt es heute Brezeln?");
	fake_advance(5 * MIN);
	rig_restart();
	fake_advance(5 * MIN);
	assert_int_equal(rig_accepted(NULL), 3);
	/* The hour is over: both of them in one mail. */
	until("2026-05-22T15:10:00+02:00");
	assert_int_equal(rig_accepted(NULL), 4);
	m = rig_last("anna@example.org");
	rig_has(m, "Subject: 2 Fragen\r\n");
	rig_has(m, "Torte");
	rig_has(m, "Brezeln");
	rig_look();
	assert_int_equal(rig_box.pending, 0);
}

/* Answered while it waited: nothing is told twice, or late. */
static void
test_answered_behind_the_limit(void **state)
{
	struct hark_post own;

	(void)state;
	rig_client.collect_ms = 0;
	rig_recipients[0].max_hour = 1;
	rig_ask("100", "bert", ASK);
	fake_advance(5 * MIN);
	rig_ask("102", "dora", ASK3);
	fake_advance(5 * MIN);
	assert_int_equal(rig_accepted(NULL), 2);
	own = rig_reply("110", "102", "Gerne, bis wann denn?");
	rig_poll(&own, 1, false);
	fake_advance(2 * HOUR);
	assert_int_equal(rig_accepted(NULL), 2);
}

/* --- given to somebody --- */

static struct question given;
static char given_id[QID_LEN + 1];

static void
on_told(void *arg, const struct err *e)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
}

static void
on_given(void *arg, const struct err *e, const struct question *q, size_t n)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	assert_int_equal(n, 1);
	given = *q;
	assert_true(alert_assigned(rig_alert, &rig_clients[0],
	    &rig_recipients[1], &given, on_told, NULL));
}

static void
on_given_on(void *arg, const struct err *e, const struct question *q, size_t n)
{
	(void)arg, (void)q;
	assert_int_equal(e->code, ERR_OK);
	assert_int_equal(n, 1);
}

static void
on_listed(void *arg, const struct err *e, const struct question *q, size_t n)
{
	(void)arg, (void)n;
	assert_int_equal(e->code, ERR_OK);
	memcpy(given_id, q[0].id, sizeof(given_id));
}

static void
give(int64_t span)
{
	const struct question_filter f = { .open = true };

	store_list(rig_store, &f, on_listed, NULL);
	fake_settle();
	store_act(rig_store, &(struct store_act){ .id = given_id,
	    .verb = VERB_ASSIGN, .now = loop_now(), .until = loop_now() + span,
	    .who = "test", .arg = "ben" }, on_given, NULL);
	fake_settle();
}

static void
test_given_to_somebody(void **state)
{
	(void)state;
	rig_ask("100", "bert", ASK);
	fake_advance(5 * MIN);
	assert_int_equal(rig_accepted("anna@example.org"), 1);
	give(6 * HOUR);
	fake_advance(MIN);
	assert_int_equal(rig_accepted("ben@example.org"), 1);
	rig_has(rig_last("ben@example.org"), "Ihnen =C3=BCbergeben");
	/* Silent for Anna: her reminder after four hours does not come... */
	until("2026-05-22T18:30:00+02:00");
	assert_int_equal(rig_accepted(NULL), 2);
	/* ... but it expires: in her next open hour she hears of it. */
	until("2026-05-25T08:05:00+02:00");
	assert_int_equal(rig_accepted("anna@example.org"), 2);
	rig_has(rig_last("anna@example.org"), "Hatte =C3=BCbernommen: ben");
	assert_int_equal(rig_accepted("ben@example.org"), 1);
}

/* Two mails wait for Ben's morning; the one given to him does not get lost in
 * the other, and is not sent if somebody else has taken it meanwhile. */
static void
test_given_at_night(void **state)
{
	(void)state;
	rig_recipients[1].hours = week;
	rig_recipients[1].delay_ms = 0;
	rig_recipients[0].hours = NULL;
	until("2026-05-22T18:30:00+02:00");
	rig_ask("100", "bert", ASK);
	fake_advance(5 * MIN);
	assert_int_equal(rig_accepted("anna@example.org"), 1);
	give(4 * WHEN_DAY);
	rig_ask("101", "carla", ASK2);
	until("2026-05-25T08:05:00+02:00");
	assert_int_equal(rig_accepted("ben@example.org"), 2);
	rig_look();
	assert_int_equal(rig_box.pending, 0);
}

/* What was given to Ben, and then to somebody else, is his no more, also when
 * the silence is over. */
static void
test_given_on(void **state)
{
	(void)state;
	rig_recipients[1].hours = week;
	rig_recipients[0].hours = NULL;
	until("2026-05-22T18:30:00+02:00");
	rig_ask("100", "bert", ASK);
	fake_advance(5 * MIN);
	give(4 * WHEN_DAY);
	store_act(rig_store, &(struct store_act){ .id = given_id,
	    .verb = VERB_ASSIGN, .now = loop_now(),
	    .until = loop_now() + HOUR, .who = "test", .arg = "benno" },
	    on_given_on, NULL);
	until("2026-05-25T12:00:00+02:00");
	assert_int_equal(rig_accepted("ben@example.org"), 0);
	assert_true(rig_accepted("anna@example.org") > 1);
}

static void
test_taken_before_it_left(void **state)
{
	(void)state;
	rig_recipients[1].hours = week;
	until("2026-05-22T18:30:00+02:00");
	rig_recipients[0].hours = NULL;
	rig_ask("100", "bert", ASK);
	fake_advance(5 * MIN);
	give(4 * WHEN_DAY);
	store_act(rig_store, &(struct store_act){ .id = given_id,
	    .verb = VERB_CLAIM, .now = loop_now(),
	    .until = loop_now() + 5 * WHEN_DAY, .who = "test",
	    .arg = "anna" }, NULL, NULL);
	until("2026-05-25T09:00:00+02:00");
	assert_int_equal(rig_accepted("ben@example.org"), 0);
}

/* --- another configuration --- */

static void
test_reload_rings_sooner(void **state)
{
	(void)state;
	rig_recipients[0].delay_ms = 2 * HOUR;
	rig_ask("100", "bert", ASK);
	fake_advance(30 * MIN);
	assert_int_equal(rig_accepted(NULL), 0);
	rig_recipients[0].delay_ms = 10 * MIN;
	alert_reconfigure(rig_alert, &rig_config, rig_clients, 1);
	fake_advance(5 * MIN);
	assert_int_equal(rig_accepted("anna@example.org"), 1);
	/* Later again: it does not ring twice. */
	rig_recipients[0].delay_ms = HOUR;
	alert_reconfigure(rig_alert, &rig_config, rig_clients, 1);
	rig_restart();
	fake_advance(20 * MIN);
	assert_int_equal(rig_accepted(NULL), 1);
}

/* One mail a day is enough, but not for this; also over a restart. */
static void
test_urgent_goes_past_the_limit(void **state)
{
	static char word[] = "notfall", *words[] = { word, NULL };

	(void)state;
	rig_client.urgent_words = words;
	rig_client.n_recipients = 1;
	rig_recipients[0].max_day = 1;
	rig_ask("100", "bert", ASK);
	fake_advance(5 * MIN);
	assert_int_equal(rig_accepted("anna@example.org"), 1);
	refuse = true;
	rig_ask("101", "carla", "Notfall: ist in der Torte Nuss?");
	fake_advance(5 * MIN);
	rig_restart();
	refuse = false;
	fake_advance(HOUR);
	assert_int_equal(rig_accepted("anna@example.org"), 2);
	rig_has(rig_last("anna@example.org"), "Notfall: ist");
	rig_ask("102", "dora", ASK3);
	fake_advance(HOUR);
	rig_has(rig_last("anna@example.org"), "Subject: 1 weitere Frage wartet");
}

/* Asked at night, told in one mail: a phone shows what is urgent. */
static void
test_urgent_stands_first(void **state)
{
	static char word[] = "notfall", *words[] = { word, NULL };
	const char *mail;

	(void)state;
	rig_client.urgent_words = words;
	rig_client.n_recipients = 1;
	until("2026-05-22T20:00:00+02:00");
	rig_ask("100", "bert", ASK);
	fake_advance(HOUR);
	rig_ask("101", "carla", "Notfall: ist in der Torte Nuss?");
	rig_ask("102", "dora", ASK3);
	until("2026-05-25T11:00:00+02:00");
	assert_int_equal(rig_accepted("anna@example.org"), 1);
	mail = rig_last("anna@example.org");
	rig_has(mail, "Subject: 3 Fragen\r\n");
	rig_has(mail, "\r\n\r\n1. Notfall: ist");
	rig_has(mail, "\r\n2. Wann habt");
	rig_has(mail, "\r\n3. Kann ich");
}

/* They ask further, and now it is urgent. */
static void
test_becomes_urgent(void **state)
{
	static char nuts[] = "Nüsse", *words[] = { nuts, NULL };
	struct hark_post p;

	(void)state;
	rig_client.urgent_words = words;
	rig_recipients[0].delay_ms = -1;
	rig_ask("100", "bert", ASK);
	fake_advance(40 * MIN);
	assert_int_equal(rig_accepted(NULL), 0);
	p = rig_post("101", "bert", ASK2);
	p.parent = "100";
	rig_poll(&p, 1, false);
	fake_advance(5 * MIN);
	assert_int_equal(rig_accepted("anna@example.org"), 1);
}

int
main(void)
{
#define T(fn)	cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_late_is_not_at_night),
		T(test_late_and_absent_by_now),
		T(test_reminded_of_a_late_one),
		T(test_before_closing),
		T(test_the_limit_and_what_comes_after),
		T(test_answered_behind_the_limit),
		T(test_given_to_somebody),
		T(test_given_at_night),
		T(test_given_on),
		T(test_taken_before_it_left),
		T(test_reload_rings_sooner),
		T(test_urgent_stands_first),
		T(test_urgent_goes_past_the_limit),
		T(test_becomes_urgent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
