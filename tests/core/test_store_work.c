/* SPDX-License-Identifier: ISC */

/*
 * What a statement costs must not grow with the history behind it.  SQLite
 * counts the steps of its virtual machine for each prepared statement; the
 * same work is done with little and with much in the database, and no
 * statement may have become dearer.  Steps do not depend on the machine.
 */

#include "core/store_rig.h"
#include "store/internal.h"

#define FEW	40	/* conversations in a round */
#define ROUNDS	20
#define MOST	256	/* statements */

static struct cost {
	const char *sql;	/* the statement's own text */
	int64_t runs, steps;
} before[MOST], after[MOST];
static size_t n_before, n_after;

static size_t
read_costs(struct cost *v)
{
	size_t n = 0;

	for (sqlite3_stmt *st = sqlite3_next_stmt(rig->db, NULL);
	    st != NULL && n < MOST; st = sqlite3_next_stmt(rig->db, st)) {
		v[n].runs = sqlite3_stmt_status(st, SQLITE_STMTSTATUS_RUN, 1);
		v[n].steps = sqlite3_stmt_status(st,
		    SQLITE_STMTSTATUS_VM_STEP, 1);
		v[n].sql = sqlite3_sql(st);
		if (v[n].runs > 0)
			n++;
	}
	assert_true(n < MOST);
	return n;
}

/* Anna asks twice under ever new posts of ours, and is answered twice. */
static void
round_of(int r)
{
	char own[16], ask[16], reply[16], again[16], too[16];

	for (int i = 0; i < FEW; i++) {
		struct hark_post p[5];
		int at = 10 * (FEW * r + i) + 1000;

		snprintf(own, sizeof(own), "%d", at);
		snprintf(ask, sizeof(ask), "%d", at + 1);
		snprintf(reply, sizeof(reply), "%d", at + 2);
		snprintf(again, sizeof(again), "%d", at + 3);
		snprintf(too, sizeof(too), "%d", at + 4);
		p[0] = rig_own(own, NULL, "Heute gibt es Zwetschgendatschi.");
		p[1] = rig_mention(ask, ASK);
		p[1].parent = own;
		p[2] = rig_own(reply, ask, REPLY);
		p[3] = rig_mention(again, ASK2);
		p[3].parent = reply;
		p[4] = rig_own(too, again, "Nein, leider nicht.");
		for (int k = 0; k < 5; k++) {
			fake_advance(WHEN_MINUTE);
			p[k].created = loop_now();
			rig_ingest(&p[k], 1);
		}
	}
}

static void
test_history_makes_nothing_dearer(void **state)
{
	int compared = 0;

	(void)state;
	round_of(0);
	read_costs(before);
	round_of(1);
	n_before = read_costs(before);
	for (int r = 2; r < ROUNDS; r++)
		round_of(r);
	read_costs(after);
	round_of(ROUNDS);
	n_after = read_costs(after);
	for (size_t i = 0; i < n_before; i++)
		for (size_t j = 0; j < n_after; j++) {
			int64_t was, is;

			if (before[i].sql != after[j].sql)
				continue;
			was = before[i].steps / before[i].runs;
			is = after[j].steps / after[j].runs;
			if (is > was + was / 4 + 10)
				fail_msg("%lld steps, and then %lld: %s",
				    (long long)was, (long long)is,
				    before[i].sql);
			compared++;
		}
	assert_true(compared >= 10);
}

static int64_t
steps(void)
{
	int64_t sum = 0;

	n_after = read_costs(after);
	for (size_t i = 0; i < n_after; i++)
		sum += after[i].steps;
	return sum;
}

/* Threads nobody can read now, each a question that waits. */
static void
waiting(int from, int n)
{
	char id[16];

	for (int i = from; i < from + n; i++) {
		struct hark_post p;

		snprintf(id, sizeof(id), "%d", i);
		p = rig_mention(id, ASK);
		rig_ingest(&p, 1);
	}
	fake_advance(WHEN_HOUR);
}

static int64_t
failed(const char *id)
{
	steps();
	store_reread_failed(rig, "one", id, rig_order, loop_now());
	fake_settle();
	return steps();
}

static void
test_a_server_that_is_away_costs_the_same_with_many_waiting(void **state)
{
	int64_t few;

	(void)state;
	waiting(1000, 20);
	few = failed("1001");
	assert_true(few > 0);
	waiting(2000, 400);
	assert_in_range(failed("2001"), 1, few + few / 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_history_makes_nothing_dearer, rig_setup,
		    rig_teardown),
		cmocka_unit_test_setup_teardown(
		    test_a_server_that_is_away_costs_the_same_with_many_waiting,
		    rig_setup, rig_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
