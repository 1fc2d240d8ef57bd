/* SPDX-License-Identifier: ISC */

/* Which question rings when, at whom. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "alert/ids.h"
#include "alert/plan.h"
#include "base/arena.h"
#include "base/mem.h"
#include "base/when.h"

/* Friday 2026-05-22 14:05 CEST */
#define T0	INT64_C(1779451500000)
#define H	WHEN_HOUR
#define MAX_Q	12
/* Reminders come on the full hour before. */
#define HOUR_OF(t)	((t) / H * H)

static char acme[] = "acme", de[] = "de", anna[] = "anna", ben[] = "ben",
    anna_at[] = "anna@example.org", ben_at[] = "ben@example.org",
    shop[] = "shop", other[] = "other";
static char *only_shop[] = { shop, NULL };

static struct conf_recipient recipients[2];
static struct conf_client client;
static struct question questions[MAX_Q];
static char ids[MAX_Q][QID_LEN + 1];
static struct hours *week;		/* mo-fr 8-18 in Berlin */
static struct arena *arena;
static struct plan plan;

static int
setup(void **state)
{
	struct err e;

	(void)state;
	arena = arena_new();
	memset(recipients, 0, sizeof(recipients));
	recipients[0].name = anna;
	recipients[0].address = anna_at;
	recipients[1].name = ben;
	recipients[1].address = ben_at;
	memset(&client, 0, sizeof(client));
	client.name = acme;
	client.lang = de;
	client.hours = hours_new("Europe/Berlin", &e);
	client.remind_ms = 4 * H;
	client.group_ms = H;
	client.recipients = recipients;
	client.n_recipients = 1;
	week = hours_new("Europe/Berlin", &e);
	assert_int_equal(hours_add_spans(week, "mo-fr 8:00-18:00", &e), 0);
	for (int i = 0; i < MAX_Q; i++) {
		struct question *q = &questions[i];

		memset(q, 0, sizeof(*q));
		memcpy(q->id, "qaaaaa", QID_LEN);
		q->id[1] = (char)('a' + i);
		memcpy(ids[i], q->id, sizeof(ids[i]));
		q->client = acme;
		q->account = shop;
		q->network = "mastodon";
		q->asker_name = "Anna K.";
		q->account_active = true;
		q->q.asked_at = T0;
		q->q.state = Q_WAITING;
		q->q.rings = true;
		q->seen_at = q->ring_at = T0 + WHEN_MINUTE;
	}
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	hours_free(client.hours);
	hours_free(week);
	arena_free(arena);
	return 0;
}

static void
ring_soon(size_t n, size_t n_soon, int64_t now)
{
	struct plan_in in = { .client = &client, .host = "example.org",
		.now = now, .questions = questions, .n_questions = n,
		.n_soon = n_soon };

	plan_rings(&in, arena, &plan);
}

static void
ring(size_t n, int64_t now)
{
	ring_soon(n, 0, now);
	assert_int_equal(plan.n_updates, n);
}

/* The time of bell n at r, or 0 if there is none. */
static int64_t
nth_bell(const struct conf_client *c, const struct conf_recipient *r,
    const struct question *q, size_t nth)
{
	const struct bell *b;
	size_t n = bells_of(c, q, arena, &b);

	for (size_t i = 0; i < n; i++)
		if (b[i].to == r && nth-- == 0)
			return b[i].at;
	return 0;
}

/* As the store would after the commit, and after the mails left. */
static void
commit(int64_t now)
{
	for (size_t i = 0; i < plan.n_updates; i++) {
		struct question *q = &questions[i];

		assert_string_equal(plan.updates[i].question, q->id);
		q->ring_at = plan.updates[i].ring_at;
		if (plan.updates[i].ring_step > q->ring_step)
			q->rung_at = now;
		q->ring_step = plan.updates[i].ring_step;
		if (plan.updates[i].mail_root != NULL)
			q->mail_root = plan.updates[i].mail_root;
	}
}

static void
test_one_question(void **state)
{
	const struct outbox_row *row;

	(void)state;
	ring(1, T0 + 3 * WHEN_MINUTE);
	assert_int_equal(plan.n_rows, 1);
	row = &plan.rows[0];
	assert_int_equal(row->kind, OUTBOX_QUESTION);
	assert_string_equal(row->address, "anna@example.org");
	assert_string_equal(row->subject, "Frage von Anna K. auf Mastodon");
	assert_string_equal(row->in_reply_to, "<q.qaaaaa.acme@example.org>");
	assert_string_equal(row->questions[0], "qaaaaa");
	assert_null(row->questions[1]);
	assert_int_equal(row->step, 0);
	assert_int_equal(plan.updates[0].ring_at, HOUR_OF(T0 + WHEN_MINUTE +
	    4 * H));
	assert_string_equal(plan.updates[0].mail_root, row->in_reply_to);

	/* Planned again, it is the same alert. */
	const char *key = row->key, *id = row->message_id;

	ring(1, T0 + 5 * WHEN_MINUTE);
	assert_string_equal(plan.rows[0].key, key);
	assert_string_equal(plan.rows[0].message_id, id);
	/* Committed, it is over until the reminder. */
	commit(T0 + 5 * WHEN_MINUTE);
	ring(1, T0 + 3 * H);
	assert_int_equal(plan.n_rows, 0);
}

static void
test_reminders_get_rarer(void **state)
{
	static const int64_t gaps[] = { 4, 8, 16, 32, 64, 128, 168, 168 };
	int64_t t = T0 + WHEN_MINUTE;
	size_t bells = 0;

	(void)state;
	ring(1, t);
	commit(t);
	for (size_t i = 0; questions[0].ring_at != 0; i++) {
		assert_true(i < ARRAY_LEN(gaps));
		assert_int_equal(questions[0].ring_at, HOUR_OF(t +
		    gaps[i] * H));
		t = questions[0].ring_at;
		ring(1, t);
		assert_int_equal(plan.n_rows, 1);
		assert_int_equal(plan.rows[0].step, i + 1);
		assert_string_equal(plan.rows[0].in_reply_to,
		    "<q.qaaaaa.acme@example.org>");
		commit(t);
		bells++;
	}
	/* They end within a month. */
	assert_in_range(bells, 5, 8);
	assert_in_range(t - T0, 20 * WHEN_DAY, 30 * WHEN_DAY);
}

static void
test_no_reminders(void **state)
{
	(void)state;
	client.remind_ms = 0;
	ring(1, T0 + H);
	assert_int_equal(plan.n_rows, 1);
	assert_int_equal(plan.updates[0].ring_at, 0);
}

static void
test_missed_bells_ring_once(void **state)
{
	(void)state;
	/* The daemon was off for two days. */
	ring(1, T0 + 48 * H);
	assert_int_equal(plan.n_rows, 1);
	assert_int_equal(plan.rows[0].step, 0);
	commit(T0 + 48 * H);
	assert_true(questions[0].ring_at > T0 + 48 * H);
	ring(1, T0 + 49 * H);
	assert_int_equal(plan.n_rows, 0);
	/* Off again, for a week: one reminder. */
	ring(1, T0 + 240 * H);
	assert_int_equal(plan.n_rows, 1);
	assert_true(plan.rows[0].step > 1);
}

static void
test_collected(void **state)
{
	char kind;

	(void)state;
	ring(3, T0 + 3 * WHEN_MINUTE);
	assert_int_equal(plan.n_rows, 1);
	assert_string_equal(plan.rows[0].subject, "3 Fragen");
	assert_int_equal(id_root_count(plan.rows[0].in_reply_to, &kind), 3);
	assert_int_equal(kind, 'c');
	commit(T0 + 3 * WHEN_MINUTE);

	/* Two are left: the reminder stays in the thread of three. */
	const char *root = questions[0].mail_root;

	memmove(&questions[1], &questions[2], sizeof(questions[1]));
	ring(2, questions[0].ring_at);
	assert_int_equal(plan.n_rows, 1);
	assert_string_equal(plan.rows[0].in_reply_to, root);
	assert_string_equal(plan.rows[0].subject, "3 Fragen");
	assert_int_equal(plan.rows[0].step, 1);
	commit(questions[0].ring_at);

	/* With a new one it is another collection. */
	questions[2] = questions[3];
	questions[2].ring_at = questions[2].seen_at = questions[0].ring_at;
	ring(3, questions[0].ring_at);
	assert_int_equal(plan.n_rows, 1);
	assert_string_not_equal(plan.rows[0].in_reply_to, root);
	assert_int_equal(plan.rows[0].step, 0);
}

/* What is due soon goes along, and its next bell is the one after that. */
static void
test_goes_along(void **state)
{
	struct question_told told = { .channel = "mail",
		.address = anna_at };
	int64_t now = T0 + 2 * H;

	(void)state;
	client.bundle_ms = H / 2;
	client.n_recipients = 2;
	recipients[0].delay_ms = 2 * H;
	recipients[1].delay_ms = 2 * H + H / 2;
	for (int i = 0; i < 4; i++) {
		questions[i].q.asked_at = questions[i].seen_at = T0 + i * H / 4;
		questions[i].ring_at = questions[i].q.asked_at + 2 * H;
		questions[i].ring_step = 1;
	}
	/* Fifteen and thirty minutes early, not forty-five. */
	ring_soon(4, 3, now);
	assert_int_equal(plan.n_rows, 1);
	assert_string_equal(plan.rows[0].subject, "3 Fragen");
	assert_string_equal(plan.rows[0].questions[2], ids[2]);
	assert_int_equal(plan.rows[0].bells[0], now);
	assert_int_equal(plan.rows[0].bells[2], now + H / 2);
	/* The first of all: it waits for nothing. */
	assert_int_equal(plan.rows[0].wait_ms, 0);
	/* Ben's is next for these; the fourth is left as it is. */
	assert_int_equal(plan.n_updates, 3);
	assert_int_equal(plan.updates[0].ring_at, now + H / 2);
	assert_string_equal(plan.updates[1].question, ids[1]);
	assert_int_equal(plan.updates[1].ring_at, now + 3 * H / 4);
	assert_int_equal(plan.updates[1].ring_step, 2);

	/* At its own time it is over with Anna, though planned anew. */
	told.made_at = now;
	told.bell_at = now + H / 4;
	questions[0] = questions[1];
	questions[0].told = &told;
	questions[0].n_told = 1;
	questions[0].ring_at = now + H / 8;
	ring(1, now + H / 2);
	assert_int_equal(plan.n_rows, 0);
	assert_int_equal(plan.updates[0].ring_at, now + 3 * H / 4);
	ring(1, now + 3 * H / 4);
	assert_int_equal(plan.n_rows, 1);
	assert_string_equal(plan.rows[0].recipient, "ben");
	/* Half of his two and a half hours. */
	assert_int_equal(plan.rows[0].wait_ms, 5 * H / 4);

	/* What is private takes nothing along, and goes with nothing. */
	questions[0] = questions[3];
	questions[0].q.private_ = true;
	questions[1] = questions[2];
	questions[1].q.asked_at += H / 2;
	ring_soon(2, 1, T0 + 2 * H + 3 * H / 4);
	assert_int_equal(plan.n_rows, 1);
	assert_null(plan.rows[0].questions[1]);
	assert_int_equal(plan.rows[0].wait_ms, -1);
	questions[0].q.private_ = false;
	questions[1].q.private_ = true;
	ring_soon(2, 1, T0 + 2 * H + 3 * H / 4);
	assert_null(plan.rows[0].questions[1]);
	assert_int_equal(plan.n_updates, 1);
}

static void
test_delays(void **state)
{
	(void)state;
	client.n_recipients = 2;
	recipients[1].delay_ms = 2 * H;
	ring(1, T0 + 2 * WHEN_MINUTE);
	assert_int_equal(plan.n_rows, 1);
	assert_string_equal(plan.rows[0].recipient, "anna");
	/* Two hours after it was asked, not after it was seen. */
	assert_int_equal(plan.updates[0].ring_at, T0 + 2 * H);
	commit(T0 + 2 * WHEN_MINUTE);
	ring(1, T0 + 2 * H);
	assert_int_equal(plan.n_rows, 1);
	assert_string_equal(plan.rows[0].recipient, "ben");
	/* His first, though not the first. */
	assert_int_equal(plan.rows[0].step, 0);
	assert_string_equal(plan.rows[0].in_reply_to, questions[0].mail_root);
	assert_int_equal(plan.updates[0].ring_at, HOUR_OF(T0 + WHEN_MINUTE +
	    4 * H));
}

static void
test_only_in_open_hours(void **state)
{
	int64_t monday = T0 + 2 * WHEN_DAY + 17 * H + 55 * WHEN_MINUTE;

	(void)state;
	recipients[0].hours = week;
	questions[0].q.asked_at = T0 + 5 * H;		/* Friday 19:05 */
	questions[0].seen_at = questions[0].ring_at = T0 + 5 * H;
	ring(1, T0 + 6 * H);
	assert_int_equal(plan.n_rows, 0);
	assert_int_equal(plan.updates[0].ring_at, monday);
	commit(T0 + 6 * H);
	ring(1, monday);
	assert_int_equal(plan.n_rows, 1);
	assert_int_equal(plan.rows[0].step, 0);
	assert_int_equal(plan.updates[0].ring_at, monday + 4 * H);
	/* Delays count business time. */
	hours_free(client.hours);
	client.hours = hours_new("Europe/Berlin", NULL);
	hours_add_spans(client.hours, "mo-fr 8:00-18:00", NULL);
	recipients[0].delay_ms = 2 * H;
	questions[1].q.asked_at = T0 + 3 * H;		/* 55 min before closing */
	assert_int_equal(nth_bell(&client, &recipients[0], &questions[1], 0),
	    monday + 65 * WHEN_MINUTE);
}

static void
test_who_wants_what(void **state)
{
	(void)state;
	client.n_recipients = 2;
	recipients[1].accounts = only_shop;
	recipients[1].perhaps = true;
	assert_true(route_wants(&recipients[1], &questions[0]));
	questions[0].account = other;
	assert_false(route_wants(&recipients[1], &questions[0]));
	assert_true(route_wants(&recipients[0], &questions[0]));
	questions[1].q.rings = false;
	assert_false(route_wants(&recipients[0], &questions[1]));
	assert_true(route_wants(&recipients[1], &questions[1]));
	questions[2].q.state = Q_PERHAPS;
	assert_false(route_wants(&recipients[0], &questions[2]));
	/* Unsure: no row, but its reminders wait for it to become sure. */
	questions[0].q.rings = false;
	ring(1, T0 + H);
	assert_int_equal(plan.n_rows, 0);
	assert_int_equal(plan.updates[0].ring_at, HOUR_OF(T0 + WHEN_MINUTE +
	    4 * H));
	assert_int_equal(plan.updates[0].ring_step, 0);
	questions[0].q.rings = true;
	ring(1, T0 + WHEN_MINUTE + 4 * H);
	assert_int_equal(plan.n_rows, 1);
	assert_int_equal(plan.rows[0].step, 0);
	/* Nobody's at all: no bell left. */
	client.n_recipients = 0;
	ring(1, T0 + H);
	assert_int_equal(plan.updates[0].ring_at, 0);
	client.n_recipients = 2;
	/* An account that is no longer configured. */
	questions[3].account_active = false;
	assert_int_equal(nth_bell(&client, &recipients[0], &questions[3], 0),
	    0);
}

static void
test_first_run(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++)
		questions[i].q.baseline = true;
	questions[0].q.asked_at = T0 - 30 * H;
	questions[1].q.asked_at = T0 - 20 * H;
	ring(4, T0 + H);
	assert_int_equal(plan.n_rows, 2);
	assert_int_equal(plan.rows[0].kind, OUTBOX_SUMMARY);
	assert_string_equal(plan.rows[0].subject,
	    "Es warten schon: 2 Fragen");
	assert_string_equal(plan.rows[0].questions[0], questions[1].id);
	assert_string_equal(plan.rows[0].questions[1], questions[2].id);
	assert_int_equal(plan.rows[1].kind, OUTBOX_QUESTION);
	assert_string_equal(plan.rows[1].questions[0], questions[3].id);
	/* The old one never rings. */
	assert_int_equal(plan.updates[0].ring_at, 0);
	commit(T0 + H);
	/* Reminders are ordinary mails in the summary's thread. */
	questions[0] = questions[1];
	questions[1] = questions[2];
	ring(2, questions[0].ring_at);
	assert_int_equal(plan.n_rows, 1);
	assert_int_equal(plan.rows[0].kind, OUTBOX_QUESTION);
	assert_string_equal(plan.rows[0].subject, "Es warten schon: 2 Fragen");
}

static void
test_crowded_thread(void **state)
{
	int64_t mails = 0, last = 0;

	(void)state;
	client.remind_ms = 0;
	/* A comment every five minutes, each seen at once, for ten hours: by
	 * then twelve wait. */
	for (int64_t t = T0; t < T0 + 10 * H; t += WHEN_MINUTE)
		for (int i = 0; i < MAX_Q; i++) {
			struct question *q = &questions[i];
			struct plan_in in = { .client = &client,
				.host = "example.org", .now = t,
				.questions = q, .n_questions = 1 };

			if (i == 0)
				plan.n_rows = 0;
			q->thread = 7;
			q->root_at = T0 - WHEN_DAY;
			q->thread_waiting = 12;
			if (q->ring_step == 0 && t == T0 + i * 5 * WHEN_MINUTE)
				q->seen_at = q->ring_at = t;
			if (t < T0 + i * 5 * WHEN_MINUTE || q->ring_at == 0 ||
			    q->ring_at > t)
				continue;
			arena_reset(arena);
			plan_rings(&in, arena, &plan);
			if (plan.n_rows > 0 && t != last) {
				assert_true(last == 0 || t - last >= H);
				last = t;
				mails++;
			}
			q->ring_at = plan.updates[0].ring_at;
			q->ring_step = plan.updates[0].ring_step;
		}
	assert_int_equal(mails, 2);
	for (int i = 0; i < MAX_Q; i++)
		assert_int_equal(questions[i].ring_step, 1);
}

static void
test_merge(void **state)
{
	static const char *const a[] = { "qaaaaa", NULL };
	static const char *const b[] = { "qaaaaa", "qcaaaa", NULL };
	static const char *const c[] = { "qbaaaa", NULL };
	struct outbox_row rows[] = {
		{ .id = 1, .recipient = anna, .address = anna_at,
		    .channel = "mail", .questions = a, .step = 0 },
		{ .id = 2, .recipient = anna, .address = anna_at,
		    .channel = "mail", .questions = b, .step = 1,
		    .attempts = 9, .error = "x" },
		{ .id = 3, .recipient = anna, .address = anna_at,
		    .channel = "mail", .questions = c, .step = 2 },
	};
	struct plan_in in = { .client = &client, .host = "example.org",
		.now = T0 + 48 * H };
	struct outbox_row m;

	(void)state;
	plan_merge(&in, rows, 3, arena, &m);
	assert_int_equal(m.id, 0);
	assert_string_equal(m.subject, "3 Fragen");
	assert_string_equal(m.questions[0], "qaaaaa");
	assert_string_equal(m.questions[1], "qbaaaa");
	assert_string_equal(m.questions[2], "qcaaaa");
	assert_null(m.questions[3]);
	assert_int_equal(m.step, 0);
	assert_int_equal(m.attempts, 0);
	assert_null(m.error);
}

static void
test_answered(void **state)
{
	static const char *const one[] = { anna, NULL },
	    *const both[] = { anna, ben, NULL }, *const gone[] = { "x", NULL };
	struct plan_in in = { .client = &client, .host = "example.org",
		.now = T0 + 5 * H, .questions = questions, .n_questions = 4 };

	(void)state;
	client.n_recipients = 2;
	for (int i = 0; i < 4; i++) {
		questions[i].rung_at = T0 + H;
		questions[i].rung = i == 1 ? both : one;
		questions[i].q.ended_at = T0 + 4 * H;
		questions[i].q.state = Q_ANSWERED;
	}
	questions[2].q.ended_at = T0 - 90 * H;	/* long ago */
	questions[3].rung = gone;
	plan_answered(&in, arena, &plan);
	assert_int_equal(plan.n_rows, 5);
	assert_string_equal(plan.rows[0].recipient, "anna");
	assert_int_equal(plan.rows[0].kind, OUTBOX_ANSWERED);
	assert_string_equal(plan.rows[0].in_reply_to,
	    "<q.qaaaaa.acme@example.org>");
	assert_string_equal(plan.rows[1].recipient, "anna");
	assert_string_equal(plan.rows[2].recipient, "ben");
	assert_string_not_equal(plan.rows[1].key, plan.rows[2].key);
	/* Nobody needs a note, and nobody is asked again. */
	for (int i = 3; i < 5; i++)
		assert_int_equal(plan.rows[i].state, OUTBOX_DROPPED);
	for (int i = 0; i < 3; i++)
		assert_int_equal(plan.rows[i].state, OUTBOX_PENDING);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_one_question, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_reminders_get_rarer, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_no_reminders, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_missed_bells_ring_once,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(test_collected, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_goes_along, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_delays, setup, teardown),
		cmocka_unit_test_setup_teardown(test_only_in_open_hours, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_who_wants_what, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_first_run, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_crowded_thread, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_merge, setup, teardown),
		cmocka_unit_test_setup_teardown(test_answered, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
