/* SPDX-License-Identifier: ISC */

/* What the core does for plugins, so that they need not do it themselves. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#undef fail			/* hark.h has a member of that name */

#include "poll/effects.h"

static int begun;

static void
begin_counted(struct hark_task *t)
{
	(void)t;
	begun++;
}

static struct hark_plugin
plain(void)
{
	return (struct hark_plugin){ .abi = HARK_ABI,
		.size = sizeof(struct hark_plugin), .name = "plain",
		.begin = begin_counted };
}

/* What a plugin sees of a task that has no step function. */
static void
test_begin(void **state)
{
	static const char *const ids[] = { "1", "2", NULL };
	struct hark_plugin pl = plain();
	struct hark_event ev = { .type = HARK_START,
		.start = { .op = HARK_CHECK } };
	struct run r;

	(void)state;
		/* Nobody is asked about nothing. */
	begun = 0;
	run_init(&r, &pl, NULL);
	run_step(&r, &ev, NULL);
	assert_true(r.over && r.error == 0);
	assert_int_equal(begun, 0);
	run_clear(&r);

	ev.start.ids = ids;
	run_init(&r, &pl, NULL);
	run_step(&r, &ev, NULL);
	assert_int_equal(begun, 1);
	assert_false(r.over);
	assert_string_equal(hark_next(&r.task), "1");
	assert_string_equal(hark_next(&r.task), "2");
	assert_false(r.over);
	assert_null(hark_next(&r.task));
	assert_true(r.over && r.error == 0);
	run_clear(&r);

	/* An answer to what nobody handles. */
	run_init(&r, &pl, NULL);
	run_step(&r, &ev, NULL);
	run_step(&r, &(struct hark_event){ .type = HARK_RESPONSE, .tag = 3 },
	    NULL);
	assert_int_equal(r.error, HARK_E_PROTOCOL);
	run_clear(&r);
}

/* Paths lead into lists, too. */
static void
test_paths(void **state)
{
	json_t *j = json_pack("{s:[{s:i, s:b, s:s}]}", "items", "n", 7, "yes",
	    1, "s", "word");
	struct hark_plugin pl = plain();
	struct run r;

	(void)state;
	run_init(&r, &pl, NULL);
	assert_int_equal(hark_int(&r.task, j, "items/0/n"), 7);
	assert_int_equal(hark_int(&r.task, j, "items/0/s"), 0);
	assert_true(hark_true(&r.task, j, "items/0/yes"));
	assert_false(hark_true(&r.task, j, "items/0/n"));
	assert_string_equal(hark_str(&r.task, j, "items/0/s"), "word");
	assert_null(hark_at(&r.task, j, "items/1"));
	assert_null(hark_at(&r.task, j, "items/x"));
	assert_null(hark_at(&r.task, NULL, "items"));
	assert_int_equal(hark_number("42,7"), 42);
	assert_int_equal(hark_number("-1"), 0);
	assert_int_equal(hark_number(NULL), 0);
	run_clear(&r);
	json_decref(j);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_begin), cmocka_unit_test(test_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
