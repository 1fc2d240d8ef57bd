/* SPDX-License-Identifier: ISC */

/* Amounts, what may be spent in a period, and what Meta says about it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/amount.h"
#include "base/mem.h"
#include "base/when.h"
#include "net/limit.h"
#include "net/usage.h"
#include "poll/budget.h"

static void
test_amounts(void **state)
{
	static const struct { const char *text; int64_t v; } good[] = {
		{ "0", 0 }, { "10", 10000000 }, { "0.005", 5000 },
		{ "0.2", 200000 }, { "12.345678", 12345678 },
		{ "1000000000", AMOUNT_MAX }, { "007.50", 7500000 },
	};
	static const char *const bad[] = { "", ".", "1.", ".5", "-1", "+1",
		"1,5", "1e3", "0.0000001", "1000000001", " 1", "1 ", "0x1",
		"99999999999999999999999999" };
	char text[32];
	int64_t v;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		assert_true(amount_parse(good[i].text, &v));
		assert_int_equal(v, good[i].v);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_false(amount_parse(bad[i], &v));
	amount_format(5000, text);
	assert_string_equal(text, "0.005");
	amount_format(10000000, text);
	assert_string_equal(text, "10");
	amount_format(0, text);
	assert_string_equal(text, "0");
}

/* --- periods --- */

static const struct hark_budget monthly = { .name = "money", .unit = "USD",
	.option = "budget", .monthly = true, .failures_free = true };
static const struct hark_budget daily = { .name = "units", .unit = "units",
	.option = "budget", .zone = "America/Los_Angeles" };

static void
check_period(const struct hark_budget *def, const char *at, const char *begin,
    const char *end)
{
	int64_t b, e;

	budget_period(def, when_parse(at), &b, &e);
	assert_int_equal(b, when_parse(begin));
	assert_int_equal(e, when_parse(end));
}

static void
test_periods(void **state)
{
	(void)state;
	check_period(&monthly, "2026-11-25T03:00:00Z", "2026-11-01T00:00:00Z",
	    "2026-12-01T00:00:00Z");
	check_period(&monthly, "2026-12-31T23:59:59.999Z",
	    "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z");
	check_period(&monthly, "2028-02-29T00:00:00Z", "2028-02-01T00:00:00Z",
	    "2028-03-01T00:00:00Z");
	check_period(&daily, "2026-11-20T07:59:59Z", "2026-11-19T08:00:00Z",
	    "2026-11-20T08:00:00Z");
	check_period(&daily, "2026-11-20T08:00:00Z", "2026-11-20T08:00:00Z",
	    "2026-11-21T08:00:00Z");
	/* Summer time begins and ends in California: 23 and 25 hours. */
	check_period(&daily, "2026-03-08T20:00:00Z", "2026-03-08T08:00:00Z",
	    "2026-03-09T07:00:00Z");
	check_period(&daily, "2026-11-01T07:00:00Z", "2026-11-01T07:00:00Z",
	    "2026-11-02T08:00:00Z");
}

/* --- spending --- */

static struct budget
budget(const struct hark_budget *def, int64_t ceiling, int64_t now)
{
	struct budget b = { .def = def, .ceiling = ceiling * AMOUNT_ONE };

	budget_period(def, now, &b.begin, &b.end);
	return b;
}

static void
clear(struct budget *b)
{
	struct budget *heap = xcalloc(1, sizeof(*heap));

	*heap = *b;
	budgets_free(heap, 1);
}

static void
test_ceiling(void **state)
{
	int64_t now = when_parse("2026-11-20T12:00:00Z");
	struct budget b = budget(&daily, 100, now);

	(void)state;
	assert_int_equal(budget_take(&b, 60 * AMOUNT_ONE, true, now), 0);
	/* What is set aside is as good as spent, but may turn out cheaper. */
	assert_int_equal(budget_take(&b, 60 * AMOUNT_ONE, true, now), -1);
	budget_release(&b, 60 * AMOUNT_ONE);
	budget_spend(&b, "own", 60 * AMOUNT_ONE, now);
	/* A tenth is for people. */
	assert_int_equal(budget_take(&b, 31 * AMOUNT_ONE, true, now), b.end);
	assert_int_equal(budget_take(&b, 31 * AMOUNT_ONE, false, now), 0);
	budget_release(&b, 31 * AMOUNT_ONE);
	assert_int_equal(budget_take(&b, 41 * AMOUNT_ONE, false, now), b.end);
	/* Tomorrow is another day, and a clock set back is not. */
	assert_int_equal(budget_take(&b, 90 * AMOUNT_ONE, true, b.end), 0);
	budget_release(&b, 90 * AMOUNT_ONE);
	budget_spend(&b, "own", 50 * AMOUNT_ONE, b.begin);
	assert_int_equal(budget_take(&b, 60 * AMOUNT_ONE, false, now), b.end);
	budget_empty(&b, b.begin + 1);
	assert_int_equal(b.spent, b.ceiling);
	budget_empty(&b, b.begin + 1);
	assert_int_equal(b.spent, b.ceiling);
	clear(&b);
}

/* Asking whenever it may, for a cost: evenly over the period, to its end. */
static void
test_pace(void **state)
{
	int64_t now = when_parse("2026-11-01T00:00:00Z");
	struct budget b = budget(&monthly, 10, now);
	int64_t last = 0, in_first_day = 0, in_last_days = 0, n = 0;

	(void)state;
	while (now < b.end && n < 100000) {
		int64_t wait = budget_pace(&b, now);

		if (wait > 0) {
			now += wait;
			continue;
		}
		assert_int_equal(budget_take(&b, 10000, true, now), 0);
		budget_release(&b, 10000);
		budget_spend(&b, "own", 10000, now);
		n++;
		in_first_day += now < b.begin + WHEN_DAY;
		in_last_days += now > b.end - 4 * WHEN_DAY;
		last = now;
		now += WHEN_MINUTE;
	}
	assert_in_range(n, 890, 900);
	assert_true(last > b.end - WHEN_DAY);
	assert_in_range(in_first_day, 90, 125);
	assert_in_range(in_last_days, 100, 120);
	/* Free polls are not slowed down. */
	clear(&b);
	b = budget(&monthly, 10, b.begin);
	assert_int_equal(budget_pace(&b, b.begin), 0);
	clear(&b);
}

static void
test_items(void **state)
{
	int64_t now = when_parse("2026-11-20T12:00:00Z");
	struct budget b = budget(&monthly, 10, now);
	char id[32];

	(void)state;
	for (int i = 0; i < 2000; i++) {
		snprintf(id, sizeof(id), "post %d", i);
		assert_int_equal(budget_item(&b, id, 5000, now), 5000);
	}
	for (int i = 0; i < 2000; i++) {
		snprintf(id, sizeof(id), "post %d", i);
		assert_int_equal(budget_item(&b, id, 5000, now), 0);
	}
	now = when_parse("2026-11-21T00:00:00Z");
	assert_int_equal(budget_item(&b, "post 7", 5000, now), 5000);
	clear(&b);
}

/* What goes to the store and comes back is what was spent. */
static void
test_saved(void **state)
{
	int64_t now = when_parse("2026-11-20T12:00:00Z");
	struct budget b = budget(&daily, 1000, now), again;
	struct store_spent *v = NULL;
	size_t n = 0;

	(void)state;
	assert_false(budget_spend(&b, "own", 9 * AMOUNT_ONE, now));
	assert_true(budget_spend(&b, "own", 1 * AMOUNT_ONE, now));
	budget_unsaved(&b, "laden", &v, &n);
	assert_int_equal(n, 1);
	assert_int_equal(v[0].amount, 10 * AMOUNT_ONE);
	assert_int_equal(v[0].n, 2);
	assert_int_equal(v[0].begin, b.begin);
	budget_unsaved(&b, "laden", &v, &n);
	assert_int_equal(n, 1);
	again = budget(&daily, 1000, now + WHEN_MINUTE);
	budget_restore(&again, &v[0]);
	assert_int_equal(again.spent, 10 * AMOUNT_ONE);
	clear(&again);
	/* Yesterday's are not today's, but not lost either. */
	again = budget(&daily, 1000, now + WHEN_DAY);
	budget_restore(&again, &v[0]);
	assert_int_equal(again.spent, 0);
	budget_spend(&b, "own", AMOUNT_ONE, now);
	budget_spend(&b, "own", AMOUNT_ONE, now + WHEN_DAY);
	budget_unsaved(&b, "laden", &v, &n);
	assert_int_equal(n, 3);
	assert_true(v[1].begin != v[2].begin);
	free(v);
	clear(&again);
	clear(&b);
}

/* --- shares --- */

static void
test_usage(void **state)
{
	struct usage u;

	(void)state;
	assert_false(usage_read(NULL, &u));
	assert_false(usage_read("Content-Type: x\r\n", &u));
	assert_true(usage_read("ETag: 1\r\nx-app-usage: {\"call_count\":28,"
	    "\"total_time\":25,\"total_cputime\":31}\r\nA: b\r\n", &u));
	assert_int_equal(u.percent, 31);
	assert_true(usage_read("X-Business-Use-Case-Usage: {\"1001\":[{\"type\":"
	    "\"pages\",\"call_count\":82,\"total_cputime\":3,\"total_time\":5,"
	    "\"estimated_time_to_regain_access\":7},{\"call_count\":1}]}\r\n"
	    "X-App-Usage: {\"call_count\":28}\r\n", &u));
	assert_int_equal(u.percent, 82);
	assert_int_equal(u.regain_ms, 7 * WHEN_MINUTE);
	assert_true(usage_read("X-App-Usage: {\"call_count\":1e99,\"x\":[7,"
	    "[{}]],\"total_time\":-4,\"y\":[null]}\r\n", &u));
	assert_int_equal(u.percent, 0);
	assert_true(usage_read("X-App-Usage: [\r\n", &u));
	assert_int_equal(u.percent, 0);
}

static void
test_usage_slows(void **state)
{
	struct limit *l = limit_new(1000, 10);
	int64_t now = 1000000;

	(void)state;
	limit_usage(l, 49, 0, now);
	assert_int_equal(limit_take(l, now), 0);
	assert_int_equal(limit_take(l, now), 0);
	now += WHEN_HOUR;
	limit_usage(l, 50, 0, now);
	assert_int_equal(limit_take(l, now), 0);
	assert_int_equal(limit_take(l, now), 30 * WHEN_SECOND);
	now += WHEN_MINUTE;
	/* At 80 it rests; an answer that says less ends that sooner or later. */
	limit_usage(l, 80, 0, now);
	assert_int_equal(limit_take(l, now), 20 * WHEN_MINUTE);
	now += 20 * WHEN_MINUTE;
	assert_int_equal(limit_take(l, now), 0);
	limit_usage(l, 10, 0, now);
	assert_true(limit_take(l, now) <= WHEN_SECOND);
	limit_usage(l, 10, 3 * WHEN_HOUR, now);
	assert_int_equal(limit_take(l, now), 3 * WHEN_HOUR);
	limit_free(l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_amounts),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_ceiling),
		cmocka_unit_test(test_pace),
		cmocka_unit_test(test_items),
		cmocka_unit_test(test_saved),
		cmocka_unit_test(test_usage),
		cmocka_unit_test(test_usage_slows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
