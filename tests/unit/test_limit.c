/* SPDX-License-Identifier: ISC */

/* How often one host may be asked. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/when.h"
#include "net/limit.h"

/* Take what may be taken at this moment. */
static int
drain(struct limit *l, int64_t now)
{
	int n = 0;

	while (n < 1000 && limit_take(l, now) == 0)
		n++;
	return n;
}

/* Requests made by somebody who asks again when told to. */
static int
count(struct limit *l, int64_t from, int64_t until)
{
	int64_t now = from, wait;
	int n = 0;

	while (now < until) {
		wait = limit_take(l, now);
		if (wait == 0)
			n++;
		now += wait;
	}
	return n;
}

static void
test_bucket(void **state)
{
	struct limit *l = limit_new(1000, 5);

	(void)state;
	assert_int_equal(limit_left(l), -1);
	assert_int_equal(limit_wait(l, 50), 0);
	assert_int_equal(drain(l, 50), 5);
	assert_int_equal(limit_take(l, 50), 1000);
	assert_int_equal(limit_wait(l, 950), 100);
	assert_int_equal(limit_wait(l, 950), 100);
	assert_int_equal(drain(l, 1050), 1);
	assert_int_equal(drain(l, 1050 + 3000), 3);
	/* Full again, and not fuller. */
	assert_int_equal(drain(l, 1000000), 5);
	assert_int_equal(count(l, 1000000, 1000000 + 60000), 59);
	limit_free(l);

	l = limit_new(0, 0);
	assert_int_equal(drain(l, 0), 1000);
	limit_free(l);
	limit_free(NULL);
}

static void
test_tighten(void **state)
{
	struct limit *l = limit_new(1000, 5);

	(void)state;
	limit_tighten(l, 500, 10);
	assert_int_equal(drain(l, 0), 5);
	assert_int_equal(limit_wait(l, 0), 1000);
	limit_tighten(l, 3000, 2);
	assert_int_equal(drain(l, 100000), 2);
	assert_int_equal(limit_wait(l, 100000), 3000);
	limit_free(l);
}

static void
test_clock_set_back(void **state)
{
	struct limit *l = limit_new(1000, 2);

	(void)state;
	assert_int_equal(drain(l, 5000000), 2);
	assert_int_equal(limit_take(l, 100), 1000);
	assert_int_equal(limit_take(l, 1100), 1000);
	limit_free(l);
	/* A bucket that never took one has no clock yet. */
	l = limit_new(1000, 2);
	assert_int_equal(drain(l, -5000000), 2);
	limit_free(l);
}

static void
test_quota_is_spread(void **state)
{
	struct limit *l = limit_new(100, 30);
	int64_t now = 1000000, reset = now + 300000;
	int n;

	(void)state;
	limit_quota(l, 300, reset, now);
	assert_int_equal(limit_left(l), 300);
	n = drain(l, now);
	assert_in_range(n, 25, 30);
	assert_int_equal(limit_left(l), 300 - n);
	/* Not faster than it lasts, and not much slower either. */
	n += count(l, now, reset);
	assert_in_range(n, 270, 300);
	/* After the reset our own pace counts again. */
	assert_int_equal(limit_take(l, reset), 0);
	assert_int_equal(limit_left(l), -1);
	assert_in_range(count(l, reset, reset + 10000), 100, 130);

	/* Nearly nothing left: no bursts, and none after the last. */
	now = 10000000;
	limit_quota(l, 2, now + 60000, now);
	assert_int_equal(limit_take(l, now), 0);
	assert_int_equal(limit_wait(l, now), 30000);
	limit_quota(l, 0, now + 60000, now);
	assert_int_equal(limit_take(l, now + 1), 59999);
	assert_int_equal(limit_take(l, now + 60000), 0);
	limit_free(l);
}

static void
test_quota_that_is_nonsense(void **state)
{
	struct limit *l = limit_new(100, 30);

	(void)state;
	limit_quota(l, -5, 5000, 1000);
	assert_int_equal(limit_left(l), -1);
	limit_quota(l, 0, 500, 1000);
	assert_int_equal(limit_wait(l, 1000), 0);
	/* A reset in the year 5000 holds for a day. */
	limit_quota(l, 0, INT64_MAX, 1000);
	assert_int_equal(limit_wait(l, 1000), WHEN_DAY);
	assert_int_equal(limit_wait(l, 1000 + WHEN_DAY), 0);
	limit_quota(l, INT64_MAX, INT64_MAX, 1000);
	assert_int_equal(limit_wait(l, 1000), 0);
	limit_free(l);
}

static void
test_pause(void **state)
{
	struct limit *l = limit_new(100, 30);

	(void)state;
	limit_pause(l, 60000);
	limit_pause(l, 50000);
	assert_int_equal(limit_take(l, 0), 60000);
	assert_int_equal(limit_take(l, 59999), 1);
	assert_int_equal(limit_take(l, 60000), 0);
	limit_pause(l, INT64_MAX);
	assert_int_equal(limit_take(l, 60000), WHEN_DAY);
	limit_free(l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bucket),
		cmocka_unit_test(test_tighten),
		cmocka_unit_test(test_clock_set_back),
		cmocka_unit_test(test_quota_is_spread),
		cmocka_unit_test(test_quota_that_is_nonsense),
		cmocka_unit_test(test_pause),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
