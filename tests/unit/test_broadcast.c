/* SPDX-License-Identifier: ISC */

/* Every threshold of broadcasting, from both sides. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/when.h"
#include "triage/broadcast.h"

#define NOW INT64_C(1780000000000)

static struct own_post posts[512];
static size_t n;
static struct talk t;

static struct own_post *
add(int64_t age, bool reply, enum label label)
{
	struct own_post *p = &posts[n++];

	memset(p, 0, sizeof(*p));
	p->at = NOW - age;
	p->reply = reply;
	p->label = label;
	return p;
}

/* Newest first: replies, then broadcasts, then other originals. */
static void
mix(int replies, int broadcasts, int rest)
{
	n = 0;
	for (int i = 0; i < replies; i++)
		add((int64_t)n * WHEN_MINUTE, true, LABEL_DIALOGUE);
	for (int i = 0; i < broadcasts; i++)
		add((int64_t)n * WHEN_MINUTE, false, LABEL_BROADCAST);
	for (int i = 0; i < rest; i++)
		add((int64_t)n * WHEN_MINUTE, false, i % 2 ? LABEL_INFORMATION :
		    LABEL_DIALOGUE);
}

static enum talk_level
judge(int64_t others, int64_t waiting)
{
	talk_judge(posts, n, NOW, others, waiting, &t);
	return t.level;
}

static void
nobody_posts(void **state)
{
	(void)state;
	n = 0;
	assert_int_equal(judge(20, 3), TALK_OK);
	assert_true(t.reply_share < 0);
	assert_true(t.promo < 0);
	assert_int_equal(t.run, 0);
	assert_int_equal(judge(0, 0), TALK_QUIET);
}

static void
reply_share(void **state)
{
	(void)state;
	mix(20, 0, 80);
	assert_int_equal(judge(20, 0), TALK_OK);
	assert_int_equal(t.replies, 20);
	assert_int_equal(t.originals, 80);
	assert_true(t.reply_share > 0.199 && t.reply_share < 0.201);
	assert_false(t.last20);
	mix(19, 0, 81);
	assert_int_equal(judge(20, 0), TALK_WARN);
	assert_int_equal(t.why, TALK_SHARE);
	mix(8, 0, 92);
	assert_int_equal(judge(20, 0), TALK_WARN);
	mix(7, 0, 93);
	assert_int_equal(judge(20, 0), TALK_CRITICAL);
	/* All replies: the best there is. */
	mix(9, 0, 0);
	assert_int_equal(judge(20, 0), TALK_OK);
	assert_true(t.promo < 0);
}

static void
promo(void **state)
{
	(void)state;
	mix(40, 2, 8);
	assert_int_equal(judge(20, 0), TALK_OK);
	assert_int_equal(t.broadcasts, 2);
	mix(40, 3, 11);
	assert_int_equal(judge(20, 0), TALK_WARN);
	assert_int_equal(t.why, TALK_PROMO);
	mix(40, 5, 5);
	assert_int_equal(judge(20, 0), TALK_WARN);
	mix(40, 6, 5);
	assert_int_equal(judge(20, 0), TALK_CRITICAL);
}

/* One of two is no habit. */
static void
few_own_posts_say_little(void **state)
{
	(void)state;
	mix(0, 2, 2);
	assert_int_equal(judge(20, 0), TALK_OK);
	assert_int_equal(t.broadcasts, 2);
	mix(40, 2, 2);
	assert_int_equal(judge(20, 0), TALK_OK);
	mix(40, 2, 3);
	assert_int_equal(judge(20, 0), TALK_WARN);
	mix(0, 0, 5);
	assert_int_equal(judge(20, 0), TALK_CRITICAL);
	/* People who wait are people who wait. */
	mix(0, 3, 0);
	assert_int_equal(judge(20, 1), TALK_WARN);
	assert_int_equal(t.why, TALK_RUN_WAITING);
}

static void
the_newest_original(void **state)
{
	(void)state;
	mix(2, 0, 0);
	judge(20, 0);
	assert_int_equal(t.newest, 0);
	mix(2, 1, 3);
	judge(20, 0);
	assert_int_equal(t.newest, NOW - 2 * WHEN_MINUTE);
}

static void
quiet_places_are_left_alone(void **state)
{
	(void)state;
	mix(0, 30, 0);
	assert_int_equal(judge(4, 9), TALK_QUIET);
	assert_int_equal(t.why, 0);
	assert_int_equal(t.run, 30);
	assert_int_equal(judge(5, 9), TALK_CRITICAL);
	assert_int_equal(t.others, 5);
}

static void
runs(void **state)
{
	(void)state;
	/* Enough replies before, then originals on top. */
	for (int run = 1; run <= 10; run++) {
		n = 0;
		for (int i = 0; i < run; i++)
			add(i * WHEN_MINUTE, false, LABEL_DIALOGUE);
		for (int i = 0; i < 30; i++)
			add(WHEN_HOUR + i * WHEN_MINUTE, true, LABEL_DIALOGUE);
		assert_int_equal(judge(20, 0), run < 10 ? TALK_OK : TALK_WARN);
		assert_int_equal(t.run, run);
		assert_int_equal(t.why, run < 10 ? 0 : TALK_RUN);
		assert_int_equal(judge(20, 1), run < 3 ? TALK_OK : TALK_WARN);
		assert_int_equal(!!(t.why & TALK_RUN_WAITING), run >= 3);
		assert_int_equal(t.waiting, 1);
	}
}

static void
the_worse_window_counts(void **state)
{
	(void)state;
	/* Much talk three weeks ago; of the last twenty posts none is. */
	n = 0;
	for (int i = 0; i < 9; i++)
		add(i * WHEN_DAY / 10, false, LABEL_DIALOGUE);
	add(WHEN_DAY, true, LABEL_DIALOGUE);
	for (int i = 0; i < 10; i++)
		add(2 * WHEN_DAY + i * WHEN_MINUTE, false, LABEL_DIALOGUE);
	for (int i = 0; i < 50; i++)
		add(20 * WHEN_DAY + i * WHEN_MINUTE, true, LABEL_DIALOGUE);
	assert_int_equal(judge(20, 0), TALK_CRITICAL);
	assert_true(t.last20);
	assert_int_equal(t.originals, 19);
	assert_int_equal(t.replies, 1);
	/* The other way round: all replies are older than 30 days. */
	n = 0;
	for (int i = 0; i < 5; i++)
		add(i * WHEN_DAY, false, LABEL_DIALOGUE);
	for (int i = 0; i < 15; i++)
		add(30 * WHEN_DAY + i * WHEN_MINUTE, true, LABEL_DIALOGUE);
	assert_int_equal(judge(20, 0), TALK_CRITICAL);
	assert_false(t.last20);
	assert_int_equal(t.originals, 5);
	assert_int_equal(t.replies, 0);
	/* One minute younger they would be inside. */
	n = 5;
	for (int i = 0; i < 15; i++)
		add(30 * WHEN_DAY - WHEN_MINUTE, true, LABEL_DIALOGUE);
	assert_int_equal(judge(20, 0), TALK_OK);
}

static void
the_same_words_everywhere_count_once(void **state)
{
	(void)state;
	mix(10, 0, 4);
	for (int i = 0; i < 4; i++) {
		struct own_post *p = add(i * WHEN_MINUTE + WHEN_HOUR, false,
		    LABEL_BROADCAST);

		p->text_hash = 42;
		p->account = 1 + i;
	}
	assert_int_equal(judge(20, 0), TALK_OK);
	assert_int_equal(t.originals, 5);
	assert_int_equal(t.broadcasts, 1);
	/* On one account, said again is said again. */
	for (size_t i = 14; i < 18; i++)
		posts[i].account = 1;
	assert_int_equal(judge(20, 0), TALK_WARN);
	assert_int_equal(t.broadcasts, 4);
	/* Whose is not known: once. */
	for (size_t i = 14; i < 18; i++)
		posts[i].account = 0;
	judge(20, 0);
	assert_int_equal(t.broadcasts, 1);
	/* Different words, or none known. */
	for (size_t i = 14; i < 18; i++)
		posts[i].text_hash = i % 2;
	judge(20, 0);
	assert_int_equal(t.broadcasts, 3);
}

static void
repeats_do_not_stretch_a_run(void **state)
{
	(void)state;
	n = 0;
	for (int i = 0; i < 6; i++) {
		struct own_post *p = add(i * WHEN_MINUTE, false,
		    LABEL_DIALOGUE);

		p->text_hash = 1 + (uint64_t)i / 3;
		p->account = 1 + i % 3;
	}
	for (int i = 0; i < 10; i++)
		add(WHEN_HOUR, true, LABEL_DIALOGUE);
	assert_int_equal(judge(20, 5), TALK_OK);
	assert_int_equal(t.run, 2);
}

static void
warnings(void **state)
{
	struct talk_warning w[TALK_WARNINGS];

	(void)state;
	mix(0, 6, 4);
	judge(20, 3);
	assert_int_equal(talk_warnings(&t, "de", w), 4);
	assert_int_equal(w[0].why, TALK_RUN_WAITING);
	assert_string_equal(w[0].text,
	    "Vor dem nächsten Beitrag: drei Menschen warten noch.");
	assert_int_equal(w[1].why, TALK_RUN);
	assert_int_equal(w[2].why, TALK_SHARE);
	assert_true(w[2].critical);
	assert_int_equal(w[3].why, TALK_PROMO);
	assert_true(w[3].critical);
	/* Not critical: a tenth answers, three in ten advertise. */
	mix(2, 5, 13);
	judge(20, 0);
	assert_int_equal(talk_warnings(&t, "en", w), 2);
	assert_int_equal(w[0].why, TALK_SHARE);
	assert_false(w[0].critical);
	assert_string_equal(w[0].text, "2 of your 20 posts of the last 30 "
	    "days answer somebody. People come back for a conversation.");
	assert_false(w[1].critical);
	/* Many are counted. */
	mix(1, 0, 0);
	n = 0;
	for (int i = 0; i < 3; i++)
		add(i * WHEN_MINUTE, false, LABEL_INFORMATION);
	for (int i = 3; i < 9; i++)
		add(i * WHEN_MINUTE, true, LABEL_DIALOGUE);
	judge(20, 12);
	assert_int_equal(talk_warnings(&t, "en", w), 1);
	assert_string_equal(w[0].text,
	    "Before the next post: 12 people are still waiting.");
	/* Below five comments from others nobody is warned. */
	mix(0, 10, 0);
	judge(4, 3);
	assert_int_equal(talk_warnings(&t, "de", w), 0);
	assert_string_equal(talk_quiet("de"),
	    "Es hat kaum jemand geschrieben.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_posts),
		cmocka_unit_test(warnings),
		cmocka_unit_test(reply_share),
		cmocka_unit_test(promo),
		cmocka_unit_test(few_own_posts_say_little),
		cmocka_unit_test(the_newest_original),
		cmocka_unit_test(quiet_places_are_left_alone),
		cmocka_unit_test(runs),
		cmocka_unit_test(the_worse_window_counts),
		cmocka_unit_test(the_same_words_everywhere_count_once),
		cmocka_unit_test(repeats_do_not_stretch_a_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
