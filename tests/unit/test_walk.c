/* SPDX-License-Identifier: ISC */

/*
 * Walks by time and by token, as networks without ordered ids have them; walks
 * by id are in the mastodon plugin's fixtures.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "poll/effects.h"

#define NOW	INT64_C(1795176000000)
#define HOUR	INT64_C(3600000)

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	(void)t, (void)ev;
}

static const struct hark_plugin plain = { .name = "plain", .step = step };
static const struct hark_plugin ordered = { .name = "ordered", .step = step,
	.order = hark_order };

static void
start(struct run *r, const struct hark_plugin *pl, const char *cursor)
{
	struct hark_event ev = { .type = HARK_START, .now = NOW,
		.start = { .op = HARK_POLL, .cursor = cursor,
		.since = NOW - 30 * 24 * HOUR } };

	run_init(r, pl, NULL);
	run_step(r, &ev, NULL);
}

/* The last cursor, or "". */
static const char *
cursor(const struct run *r)
{
	const char *c = "";

	for (const struct effect *e = r->first; e != NULL; e = e->next)
		if (e->type == EFFECT_CURSOR)
			c = e->a;
	return c;
}

static size_t
count(const struct run *r, enum effect_type type)
{
	size_t n = 0;

	for (const struct effect *e = r->first; e != NULL; e = e->next)
		n += e->type == type;
	return n;
}

/* Is it a time, and what follows? */
static void
same(const char *got, int64_t t, const char *rest)
{
	char want[200];

	snprintf(want, sizeof(want), "@%lld%s", (long long)t, rest);
	assert_string_equal(got, want);
}

static void
test_tokens(void **state)
{
	const struct hark_span *s;
	struct run r;
	char mark[40];

	(void)state;
	snprintf(mark, sizeof(mark), "@%lld", (long long)(NOW - 5 * HOUR));
	start(&r, &plain, mark);
	s = hark_walk(&r.task, .pages = 9);
	assert_null(s->after);
	assert_null(s->before);
	assert_true(hark_walk_item(&r.task, "at://b/3", NOW - HOUR));
	s = hark_walk_next(&r.task, "2026-11-20T08:00:00Z");
	assert_string_equal(s->before, "2026-11-20T08:00:00Z");
	/* The page after it is empty, but is not the last. */
	s = hark_walk_next(&r.task, "2026-11-20T07:00:00Z");
	assert_string_equal(s->before, "2026-11-20T07:00:00Z");
	assert_non_null(strstr(cursor(&r), " 2026-11-20T07:00:00Z @"));
	hark_walk_item(&r.task, "at://b/2", NOW - 6 * HOUR);
	assert_null(hark_walk_next(&r.task, "2026-11-20T06:00:00Z"));
	/* Times overlap by an hour. */
	same(cursor(&r), NOW - 2 * HOUR, "");
	run_clear(&r);
}

/* Where the network ends a list above an id, each page down says which. */
static void
test_bounded(void **state)
{
	const struct hark_span *s;
	struct run r;

	(void)state;
	start(&r, &ordered, NULL);
	s = hark_walk(&r.task, .pages = 1, .bounded = true,
	    .since = NOW - HOUR);
	assert_null(s->after);
	assert_int_equal(s->since, NOW - HOUR);
	assert_true(hark_walk_item(&r.task, "200", NOW));
	assert_true(hark_walk_item(&r.task, "190", NOW));
	/* There are more; but no page is left. */
	assert_null(hark_walk_next(&r.task, NULL));
	same(strrchr(cursor(&r), ' ') + 1, NOW - HOUR, "");
	run_clear(&r);

	start(&r, &ordered, "200 190 100");
	s = hark_walk(&r.task, .pages = 5, .bounded = true);
	assert_string_equal(s->after, "200");
	assert_null(s->before);
	hark_walk_item(&r.task, "300", NOW);
	hark_walk_item(&r.task, "280", NOW);
	s = hark_walk_next(&r.task, NULL);
	assert_string_equal(s->after, "200");
	assert_string_equal(s->before, "280");
	hark_walk_item(&r.task, "210", NOW);
	/* The end above 200; what is left lies between 190 and 100. */
	s = hark_walk_next(&r.task, "");
	assert_string_equal(s->after, "100");
	assert_string_equal(s->before, "190");
	hark_walk_item(&r.task, "150", NOW);
	assert_null(hark_walk_next(&r.task, ""));
	assert_string_equal(cursor(&r), "300");
	run_clear(&r);
}

/* The last page says so, or comes a second time. */
static void
test_ends(void **state)
{
	static const char *const last[] = { "", "x", "a b" };
	struct run r;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		start(&r, &plain, NULL);
		hark_walk(&r.task, .pages = 9);
		hark_walk_item(&r.task, "c", NOW);
		assert_non_null(hark_walk_next(&r.task, "x"));
		hark_walk_item(&r.task, "b", NOW - HOUR);
		assert_null(hark_walk_next(&r.task, last[i]));
		same(cursor(&r), NOW - HOUR, "");
		assert_int_equal(count(&r, EFFECT_ODD), i == 2);
		run_clear(&r);
	}
}

/* Few pages a task: what is left out is read by the next ones. */
static void
test_gap(void **state)
{
	const struct hark_span *s;
	char c[200];
	struct run r;

	(void)state;
	start(&r, &plain, "@1000");
	hark_walk(&r.task, .pages = 1);
	hark_walk_item(&r.task, "z", NOW);
	assert_null(hark_walk_next(&r.task, "t1"));
	same(cursor(&r), NOW - HOUR, " t1 @1000");
	snprintf(c, sizeof(c), "%s", cursor(&r));
	run_clear(&r);

	start(&r, &plain, c);
	s = hark_walk(&r.task, .pages = 2);
	assert_null(s->before);
	s = hark_walk_next(&r.task, NULL);
	assert_string_equal(s->before, "t1");
	hark_walk_item(&r.task, "y", NOW - 9 * HOUR);
	assert_null(hark_walk_next(&r.task, "t2"));
	same(cursor(&r), NOW - HOUR, " t2 @1000");
	snprintf(c, sizeof(c), "%s", cursor(&r));
	run_clear(&r);

	start(&r, &plain, c);
	hark_walk(&r.task, .pages = 2);
	s = hark_walk_next(&r.task, NULL);
	assert_string_equal(s->before, "t2");
	hark_walk_item(&r.task, "x", 999);
	assert_null(hark_walk_next(&r.task, "t3"));
	same(cursor(&r), NOW - HOUR, "");
	run_clear(&r);
}

static void
test_quiet(void **state)
{
	static const char *const marks[] = { "@1795000000000", "77" };
	struct run r;

	(void)state;
	/* The first poll leaves a cursor whatever it sees, later ones do not. */
	start(&r, &ordered, NULL);
	hark_walk(&r.task, .forward = true);
	assert_null(hark_walk_next(&r.task, NULL));
	same(cursor(&r), NOW - HOUR, "");
	run_clear(&r);
	for (size_t i = 0; i < 2; i++) {
		start(&r, &ordered, marks[i]);
		hark_walk(&r.task, .forward = true);
		assert_null(hark_walk_next(&r.task, NULL));
		assert_int_equal(count(&r, EFFECT_CURSOR), 0);
		run_clear(&r);
	}
}

static void
test_items(void **state)
{
	static const char *const bad[] = { NULL, "", "@1", "a b" };
	struct run r;

	(void)state;
	start(&r, &ordered, "5");
	assert_false(hark_walk_item(&r.task, "1", NOW));
	assert_null(hark_walk_next(&r.task, NULL));
	hark_walk(&r.task, .pages = 1);
	for (size_t i = 0; i < 4; i++)
		assert_false(hark_walk_item(&r.task, bad[i], NOW));
	assert_int_equal(count(&r, EFFECT_ODD), 4);
	assert_true(hark_walk_item(&r.task, "6", NOW));
	run_clear(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_bounded),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_gap),
		cmocka_unit_test(test_quiet),
		cmocka_unit_test(test_items),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
