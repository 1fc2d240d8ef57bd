/* SPDX-License-Identifier: ISC */

/* What stands in a digest, in which order; and that nobody is put off twice. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "alert/digest_plan.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/when.h"

/* Tuesday 2026-05-19 08:30 CEST */
#define NOW	INT64_C(1779172200000)
#define H	WHEN_HOUR
#define MAX_Q	400

static char name[] = "acme", shop[] = "shop", other[] = "other",
    anna[] = "anna";
static char *only_other[] = { other, NULL };
static struct conf_client client;
static struct conf_recipient recipient;
static struct classify_limits limits[1];
static struct digest_question waiting[MAX_Q], more[MAX_Q];
static struct digest_facts facts;
static struct digest_plan_in in;
static struct digest digest;
static struct arena *arena;

static void
fill(struct digest_question *v, size_t n, const char *prefix)
{
	memset(v, 0, MAX_Q * sizeof(*v));
	for (size_t i = 0; i < n; i++) {
		struct question *q = &v[i].question;

		snprintf(q->id, sizeof(q->id), "%s%04u", prefix,
		    (unsigned)i % 10000);
		q->client = name;
		q->account = shop;
		q->network = "mastodon";
		q->asker_name = "Anna";
		q->asker_threads = 1;
		q->account_active = true;
		q->text = "Habt ihr das auch in Blau?";
		q->q.state = Q_WAITING;
		q->q.rings = true;
		q->q.label = LABEL_QUESTION;
		q->q.asked_at = q->seen_at = NOW - 20 * H;
	}
}

static int
setup(void **state)
{
	struct err e = { 0 };

	(void)state;
	arena = arena_new();
	memset(&client, 0, sizeof(client));
	memset(&recipient, 0, sizeof(recipient));
	memset(&facts, 0, sizeof(facts));
	memset(&in, 0, sizeof(in));
	client.name = name;
	client.hours = hours_new("Europe/Berlin", &e);
	hours_add_spans(client.hours, "mo-fr 8:00-18:00", &e);
	client.limits = limits;
	recipient.name = anna;
	recipient.hours = client.hours;
	recipient.digest_minutes = 10;
	fill(waiting, MAX_Q, "qw");
	fill(more, MAX_Q, "qm");
	facts.waiting = waiting;
	in.client = &client;
	in.recipient = &recipient;
	in.now = NOW;
	in.day = hours_date(client.hours, NOW);
	in.facts = &facts;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	hours_free(client.hours);
	arena_free(arena);
	return 0;
}

static void
plan(size_t n)
{
	facts.n_waiting = n;
	digest_plan(&in, arena, &digest);
}

static void
first_is(size_t i)
{
	assert_true(digest.n_items > 0);
	assert_string_equal(digest.items[0].question->id,
	    waiting[i].question.id);
}

static void
test_nobody(void **state)
{
	(void)state;
	plan(0);
	assert_int_equal(digest.waiting, 0);
	assert_int_equal(digest.n_items, 0);
	assert_int_equal(digest.left, 0);
	assert_int_equal(digest.minutes, 1);
	assert_int_equal(digest.streak, 1);
}

static void
test_order(void **state)
{
	struct question *q = &waiting[3].question;

	(void)state;
	/* Who waits longest. */
	q->q.asked_at = NOW - 45 * H;
	plan(5);
	first_is(3);
	assert_int_equal(digest.n_items, 5);
	/* A customer who waits as long goes before. */
	waiting[1].question.q.asked_at = NOW - 45 * H;
	waiting[1].question.asker_known = true;
	plan(5);
	first_is(1);
	/* One whom staff marked, before that. */
	waiting[4].question.q.asked_at = NOW - 45 * H;
	waiting[4].question.asker_vip = true;
	plan(5);
	first_is(4);
	/* And an allergy before all, though it came this morning. */
	waiting[2].question.q.asked_at = NOW - 44 * H;
	waiting[2].question.asker_vip = true;
	waiting[2].question.q.urgent = true;
	plan(5);
	first_is(2);
}

static void
test_today_goes_before(void **state)
{
	(void)state;
	waiting[2].question.text = "Habt ihr heute noch offen?";
	plan(5);
	first_is(2);
	waiting[2].question.text = "Heute mal was anderes: blau.";
	plan(5);
	first_is(0);
}

static void
test_ten_minutes(void **state)
{
	(void)state;
	plan(30);
	assert_in_range(digest.n_items, 4, 8);
	assert_in_range(digest.minutes, 5, 11);
	assert_int_equal(digest.waiting, 30);
	assert_int_equal(digest.left, 30 - digest.n_items);
	recipient.digest_minutes = 30;
	plan(30);
	assert_in_range(digest.n_items, 14, 20);
	assert_in_range(digest.minutes, 25, 31);
	/* One at least, however little time there is. */
	recipient.digest_minutes = 1;
	plan(30);
	assert_int_equal(digest.n_items, 1);
}

static void
test_put_off_ones_stand_first(void **state)
{
	(void)state;
	facts.last_at = NOW - 24 * H;
	/* Ten that were there and had no room, three that had, two new. */
	for (int i = 0; i < 15; i++)
		waiting[i].question.seen_at = NOW - 30 * H;
	for (int i = 10; i < 13; i++)
		waiting[i].last = true;
	for (int i = 13; i < 15; i++)
		waiting[i].question.seen_at = NOW - 2 * H;
	waiting[14].question.q.urgent = true;
	plan(15);
	/* All ten, the last of them in a line each. */
	assert_int_equal(digest.n_items, 10);
	for (size_t i = 0; i < 10; i++)
		assert_true(digest.items[i].put_off);
	assert_false(digest.items[0].brief);
	assert_true(digest.items[9].brief);
	assert_int_equal(digest.left, 5);
	/* Who was snoozed then was not put off by us. */
	for (int i = 0; i < 10; i++)
		waiting[i].question.q.quiet_until = NOW - H;
	plan(15);
	for (size_t i = 0; i < digest.n_items; i++)
		assert_false(digest.items[i].put_off);
}

/* Weeks of a shop with too little time: whoever has no room today has a
 * place tomorrow. */
static void
test_nobody_is_put_off_twice(void **state)
{
	static bool answered[MAX_Q], left_out[MAX_Q];
	size_t n = 0, seen_in_brief = 0;
	unsigned seed = 7;

	(void)state;
	memset(answered, 0, sizeof(answered));
	memset(left_out, 0, sizeof(left_out));
	for (int day = 0; day < 60; day++) {
		struct digest_question today[MAX_Q];
		bool there[MAX_Q] = { false };
		size_t count = 0;

		in.now = NOW + day * WHEN_DAY;
		for (unsigned k = rand_r(&seed) % 8; k > 0 && n < MAX_Q; k--) {
			waiting[n].question.q.asked_at = in.now -
			    (int64_t)(rand_r(&seed) % 20) * H;
			waiting[n].question.seen_at =
			    waiting[n].question.q.asked_at;
			waiting[n].question.q.urgent = rand_r(&seed) % 9 == 0;
			waiting[n++].question.asker_known =
			    rand_r(&seed) % 3 == 0;
		}
		for (size_t i = 0; i < n; i++)
			if (!answered[i])
				today[count++] = waiting[i];
		facts.waiting = today;
		plan(count);
		for (size_t i = 0; i < digest.n_items; i++) {
			size_t q = strtoul(digest.items[i].question->id + 2,
			    NULL, 10);

			there[q] = true;
			seen_in_brief += digest.items[i].brief;
			/* Staff answer three of four that have room. */
			answered[q] = !digest.items[i].brief &&
			    rand_r(&seed) % 4 != 0;
		}
		for (size_t i = 0; i < n; i++) {
			if (left_out[i] && !there[i] && !answered[i])
				fail_msg("day %d: %s is put off twice", day,
				    waiting[i].question.id);
			left_out[i] = !there[i] && !answered[i];
			waiting[i].last = there[i];
		}
		facts.last_at = in.now;
	}
	assert_true(n > 150);
	assert_true(seen_in_brief > 0);
	facts.waiting = waiting;
}

static void
test_only_his_accounts(void **state)
{
	struct account_health health[] = {
		{ .client = name, .account = shop, .network = "mastodon",
		    .state = ACCOUNT_AUTH, .last_success = NOW - 50 * H },
		{ .client = name, .account = other, .network = "bluesky",
		    .state = ACCOUNT_OK, .last_success = NOW },
	};

	(void)state;
	in.health = health;
	in.n_health = 2;
	plan(5);
	assert_int_equal(digest.n_deaf, 1);
	assert_int_equal(digest.n_heard, 1);
	recipient.accounts = only_other;
	waiting[2].question.account = other;
	plan(5);
	assert_int_equal(digest.waiting, 1);
	first_is(2);
	assert_int_equal(digest.n_deaf, 0);
	/* The streak is the shop's. */
	waiting[0].question.q.asked_at = NOW - 100 * H;
	plan(5);
	assert_int_equal(digest.streak, 0);
}

static void
test_deaf(void **state)
{
	static const struct {
		enum account_state state;
		int64_t since;
		bool deaf;
	} rows[] = {
		{ ACCOUNT_OK, NOW - 100 * H, false },
		{ ACCOUNT_NEW, 0, false },
		{ ACCOUNT_FAILING, NOW - H, false },
		{ ACCOUNT_FAILING, NOW - 7 * H, true },
		{ ACCOUNT_STALE, NOW - 2 * H, true },
		{ ACCOUNT_AUTH, NOW, true },
		{ ACCOUNT_NO_PLUGIN, 0, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct account_health h = { .state = rows[i].state,
			.last_success = rows[i].since };

		assert_int_equal(digest_is_deaf(&h, NOW), rows[i].deaf);
	}
}

/* Many below one post are one item, and nobody of them is put off. */
static void
test_a_crowd_is_one_item(void **state)
{
	struct digest_mark *marks;

	(void)state;
	for (size_t i = 0; i < 20; i++)
		waiting[i].question.thread = i % 2 == 0 ? 7 : 0;
	plan(20);
	assert_int_equal(digest.waiting, 20);
	assert_int_equal(digest.items[0].more, 9);
	assert_int_equal(digest.items[1].more, 0);
	assert_int_equal(digest.n_items, 6);
	assert_int_equal(digest.left, 20 - 6 - 9);
	assert_int_equal(digest.n_crowd, 9);
	assert_int_equal(digest_marks(&digest, arena, &marks), 6 + 9);
	/* Five are five, and private talk is never put together. */
	for (size_t i = 0; i < 20; i++)
		waiting[i].question.thread = i < 5 ? 7 : 0;
	plan(20);
	assert_int_equal(digest.n_crowd, 0);
	for (size_t i = 0; i < 20; i++) {
		waiting[i].question.thread = 7;
		waiting[i].question.q.private_ = true;
	}
	plan(20);
	assert_int_equal(digest.n_crowd, 0);
}

static void
test_perhaps_have_a_place(void **state)
{
	(void)state;
	facts.perhaps = more;
	facts.n_perhaps = 20;
	plan(30);			/* no time left at all */
	assert_int_equal(digest.n_perhaps, 3);
	assert_int_equal(digest.more_perhaps, 17);
	plan(1);
	assert_int_equal(digest.n_perhaps, 8);
	assert_int_equal(digest.more_perhaps, 12);
	/* The same words in one conversation stand there once. */
	for (size_t i = 0; i < 20; i++) {
		more[i].question.thread = i < 18 ? 7 : 8;
		more[i].question.text = i == 5 ? "Wann?" : "Bis wann?";
	}
	plan(1);
	assert_int_equal(digest.n_perhaps, 3);
	assert_int_equal(digest.more_perhaps, 0);
	assert_int_equal(digest.perhaps[0].more, 16);
	assert_string_equal(digest.perhaps[1].question->text, "Wann?");
	assert_int_equal(digest.perhaps[1].more, 0);
	assert_int_equal(digest.perhaps[2].question->thread, 8);
	assert_int_equal(digest.n_folded, 17);
	/* One post to everybody there: one line, whatever they asked. */
	for (size_t i = 0; i < 20; i++)
		more[i].question.q.perhaps_answered = i < 18;
	plan(1);
	assert_int_equal(digest.n_perhaps, 2);
	assert_int_equal(digest.perhaps[0].more, 17);
	assert_int_equal(digest.perhaps[1].more, 1);
}

static void
test_promises(void **state)
{
	struct question *q = &more[0].question;

	(void)state;
	facts.promises = more;
	facts.n_promises = 1;
	q->q.state = Q_ANSWERED;
	q->q.promise_at = NOW - 24 * H;		/* Monday 08:30 */
	q->answer_text = "Ich melde mich bis Mittwoch.";
	plan(0);
	assert_int_equal(digest.n_promises, 0);
	in.now = NOW + 24 * H;
	plan(0);
	assert_int_equal(digest.n_promises, 1);
	assert_true(digest.promises[0].dated);
	/* Without a day: one business day. */
	in.now = NOW;
	q->answer_text = "Wir kümmern uns.";
	plan(0);
	assert_int_equal(digest.n_promises, 1);
	assert_false(digest.promises[0].dated);
	/* Sunday is nobody here: Friday's digest says it. */
	q->answer_text = "Ich melde mich am Sonntag.";
	in.now = NOW + 48 * H;
	plan(0);
	assert_int_equal(digest.n_promises, 0);
	in.now = NOW + 72 * H;
	plan(0);
	assert_int_equal(digest.n_promises, 1);
	/* Twice is enough. */
	more[0].shown = 2;
	plan(0);
	assert_int_equal(digest.n_promises, 0);
	/* Who waits again stands among those. */
	more[0].shown = 0;
	q->q.state = Q_WAITING;
	plan(0);
	assert_int_equal(digest.n_promises, 0);
}

static void
test_streak(void **state)
{
	(void)state;
	facts.streak = 4;
	facts.streak_day = in.day - 1;
	plan(2);			/* not due before 12:30 */
	assert_int_equal(digest.streak, 5);
	facts.streak_day = in.day;	/* another recipient's counted it */
	plan(2);
	assert_int_equal(digest.streak, 4);
	facts.streak_day = in.day - 1;
	waiting[1].question.q.asked_at = NOW - 48 * H;
	plan(2);
	assert_int_equal(digest.streak, 0);
	waiting[1].question.q.blind = true;	/* nobody can know */
	plan(2);
	assert_int_equal(digest.streak, 5);
}

static void
test_stricter(void **state)
{
	(void)state;
	facts.rang = 10;
	facts.wrong = 3;
	memcpy(facts.wrong_lang, "de", 3);
	plan(0);
	assert_false(digest.stricter);		/* was said before */
	facts.wrong_is_new = true;
	plan(0);
	assert_true(digest.stricter);
	assert_true(digest.ring == 0);
	memcpy(limits[0].lang, "de", 3);
	limits[0].ring = 0.7f;
	client.n_limits = 1;
	plan(0);
	assert_true(digest.ring_new > 0.74f && digest.ring_new < 0.76f);
	limits[0].ring = 0.95f;
	plan(0);
	assert_false(digest.stricter);
	facts.wrong = 2;
	limits[0].ring = 0.7f;
	plan(0);
	assert_false(digest.stricter);
}

static void
test_before_closing(void **state)
{
	int64_t opens = NOW + 23 * H + 30 * WHEN_MINUTE;  /* tomorrow, eight */

	(void)state;
	in.now = NOW + 8 * H;			/* 16:30 */
	for (int i = 0; i < 6; i++)
		waiting[i].question.q.asked_at = NOW + 5 * H;
	facts.n_waiting = 6;
	digest_plan_closing(&in, opens, false, arena, &digest);
	assert_int_equal(digest.n_items, 0);
	assert_int_equal(digest.left, 6);
	waiting[1].question.text = "Habt ihr morgen geöffnet?";
	waiting[2].question.text = "Seid ihr heute noch da?";
	waiting[3].question.q.urgent = true;
	waiting[4].question.q.urgent = true;
	waiting[4].question.q.less_urgent = true;	/* somebody helped */
	/* Yesterday evening: due before tomorrow's first hour is over. */
	waiting[5].question.q.asked_at = NOW - 15 * H;
	digest_plan_closing(&in, opens, false, arena, &digest);
	assert_int_equal(digest.n_items, 4);
	assert_int_equal(digest.left, 2);
	/* "Tomorrow", said days ago, is over. */
	waiting[1].question.q.asked_at = NOW - 90 * H;
	digest_plan_closing(&in, opens, false, arena, &digest);
	assert_int_equal(digest.n_items, 3);
	/* Before a longer closure: everybody. */
	digest_plan_closing(&in, opens + 9 * 24 * H, true, arena, &digest);
	assert_int_equal(digest.n_items, 6);
	assert_int_equal(digest.left, 0);
}

static void
test_marks(void **state)
{
	struct digest_mark *m;
	size_t n;

	(void)state;
	facts.perhaps = more;
	facts.n_perhaps = 2;
	facts.liked = more + 2;
	facts.n_liked = 1;
	plan(2);
	n = digest_marks(&digest, arena, &m);
	assert_int_equal(n, 5);
	assert_int_equal(m[0].part, DIGEST_LIKED);
	assert_int_equal(m[1].part, DIGEST_PERHAPS);
	assert_int_equal(m[4].part, DIGEST_WAITING);
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_nobody), T(test_order), T(test_today_goes_before),
		T(test_ten_minutes), T(test_put_off_ones_stand_first),
		T(test_nobody_is_put_off_twice), T(test_only_his_accounts),
		T(test_deaf), T(test_a_crowd_is_one_item),
		T(test_perhaps_have_a_place), T(test_promises),
		T(test_streak), T(test_stricter), T(test_before_closing),
		T(test_marks),
	};
#undef T

	return cmocka_run_group_tests(tests, NULL, NULL);
}
