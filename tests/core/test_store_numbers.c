/* SPDX-License-Identifier: ISC */

/*
 * Figures against a model: random conversations, counted anew from the list
 * of questions after every few steps, must be what the store has kept.
 */

#include <sqlite3.h>

#include "core/store_rig.h"
#include "store/numbers.h"
#include "triage/civil.h"
#include "triage/hours.h"

static struct numbers total, rows[512];
static size_t n_rows;
static int64_t today, first_day;
static bool complete;
static struct hours *hours;
static int64_t due_ms = WHEN_DAY;

static void
on_numbers(void *arg, const struct err *e, const struct numbers_answer *a)
{
	(void)arg;
	rig_err = *e;
	n_rows = 0;
	if (a == NULL)
		return;
	total = a->total;
	n_rows = a->n_rows;
	for (size_t i = 0; i < a->n_rows && i < ARRAY_LEN(rows); i++)
		rows[i] = a->rows[i];
	today = a->today;
	first_day = a->first_day;
	complete = a->complete;
}

static void
ask(int64_t from, int64_t to, enum numbers_by by, const char *account)
{
	struct numbers_ask q = { .from = from, .to = to, .by = by,
		.account = account, .now = loop_now() };

	store_numbers(rig, &q, on_numbers, NULL);
	fake_settle();
	if (rig_err.code != ERR_OK)
		fail_msg("%s", rig_err.text);
}

static void
ask_all(enum numbers_by by)
{
	ask(0, store_day(rig, loop_now()), by, NULL);
}

static void
idle(void)
{
	while (store_idle(rig, loop_now()))
		;
}

/* With a calendar instead of "always". */
static void
use_hours(const char *zone, const char *spans)
{
	struct err e = { 0 };
	struct store_opts o = { .client = "shop",
		.classifier = rig_classifier, .lang = "de", .zone = zone };
	struct hours *old = hours;

	hours = hours_new(zone, &e);
	assert_non_null(hours);
	assert_int_equal(hours_add_spans(hours, spans, &e), 0);
	o.hours = hours;
	store_reconfigure(rig, &o);
	hours_free(old);
	due_ms = hours_day(hours);
}

static int
teardown(void **state)
{
	int r = rig_teardown(state);

	hours_free(hours);
	hours = NULL;
	due_ms = WHEN_DAY;
	return r;
}

/* --- by hand --- */

static void
test_rate_and_times(void **state)
{
	struct hark_post p[2];

	(void)state;
	p[0] = rig_mention("1", ASK);
	rig_ingest(p, 1);
	ask_all(NUMBERS_TOTAL);
	assert_int_equal(total.asked, 1);
	assert_int_equal(total.waiting, 1);
	assert_int_equal(total.waiting_age[0], 1);
	assert_int_equal(total.due, 0);
	assert_int_equal(total.newcomers, 1);
	assert_int_equal(total.first[1].n, 1);
	assert_int_equal(total.first[1].unanswered, 1);

	fake_advance(2 * WHEN_HOUR);
	p[0] = rig_own("2", "1", REPLY);
	rig_ingest(p, 1);
	ask_all(NUMBERS_TOTAL);
	assert_int_equal(total.answered, 1);
	assert_int_equal(total.waiting, 0);
	assert_int_equal(total.replies, 1);
	/* Not due before a day has passed. */
	assert_int_equal(total.due, 0);
	assert_int_equal(total.first[1].n, 1);
	assert_int_equal(total.first[1].unanswered, 0);
	assert_true(total.first[1].median_ms > 2 * WHEN_HOUR * 97 / 100);
	assert_true(total.first[1].median_ms < 2 * WHEN_HOUR * 103 / 100);

	/* A moment later it is, whether or not it was quiet meanwhile. */
	fake_advance(WHEN_DAY);
	ask_all(NUMBERS_TOTAL);
	assert_int_equal(total.due, 1);
	assert_int_equal(total.in_time, 1);
	idle();
	ask_all(NUMBERS_TOTAL);
	assert_int_equal(total.due, 1);
	assert_int_equal(total.in_time, 1);

	/* Asking again is a next response; never answered, it is due. */
	p[0] = rig_mention("3", ASK2);
	p[0].parent = "2";
	rig_ingest(p, 1);
	fake_advance(5 * WHEN_DAY);
	idle();
	ask_all(NUMBERS_TOTAL);
	assert_int_equal(total.asked, 2);
	assert_int_equal(total.again, 1);
	assert_int_equal(total.returning, 1);
	assert_int_equal(total.due, 2);
	assert_int_equal(total.in_time, 1);
	assert_int_equal(total.waiting_age[2], 1);
	assert_int_equal(total.next[0].n, 1);
	assert_int_equal(total.next[0].unanswered, 1);
	assert_true(total.next[0].median_ms > 4 * WHEN_DAY);

	/* Staff settles it by phone, too late: that it was due stays. */
	rig_list(true, false, false);
	rig_act(rig_qs[0].id, VERB_CLOSE, 0);
	ask_all(NUMBERS_TOTAL);
	assert_int_equal(total.closed, 1);
	assert_int_equal(total.due, 2);
	assert_int_equal(total.in_time, 1);
	assert_int_equal(total.next[0].n, 0);
	/* No question at all: it counts nowhere. */
	rig_act(rig_qs[0].id, VERB_NOT_QUESTION, 0);
	ask_all(NUMBERS_TOTAL);
	assert_int_equal(total.asked, 1);
	assert_int_equal(total.due, 1);
}

static void
test_removed(void **state)
{
	struct hark_post p = rig_mention("1", ASK);

	(void)state;
	rig_ingest(&p, 1);
	fake_advance(WHEN_HOUR);
	p.flags |= HARK_POST_DELETED;
	rig_ingest(&p, 1);
	ask_all(NUMBERS_TOTAL);
	assert_int_equal(total.removed, 1);
	assert_int_equal(total.due, 0);
	/* Who waited three days and gave up was not answered. */
	p = rig_mention("2", ASK2);
	rig_ingest(&p, 1);
	fake_advance(3 * WHEN_DAY);
	idle();
	p.flags |= HARK_POST_DELETED;
	rig_ingest(&p, 1);
	idle();
	ask_all(NUMBERS_TOTAL);
	assert_int_equal(total.removed, 2);
	assert_int_equal(total.due, 1);
	assert_int_equal(total.in_time, 0);
	assert_int_equal(total.first[1].n, 1);
	assert_int_equal(total.first[1].unanswered, 1);
	assert_true(total.first[1].median_ms > 2 * WHEN_DAY);
}

static void
test_by(void **state)
{
	struct hark_post p;
	struct store_batch b;

	(void)state;
	for (int i = 0; i < 10; i++) {
		char id[16];

		snprintf(id, sizeof(id), "%d", i + 1);
		p = i % 2 ? rig_mention(id, ASK) : rig_own(id, NULL,
		    "Ab heute 20 % Rabatt auf alles! Nur bis Samstag. "
		    "https://srv/shop");
		b = rig_batch(&p, 1);
		if (i == 9)
			b.account = "two";
		rig_run(&b);
		fake_advance(WHEN_DAY);
	}
	idle();
	ask_all(NUMBERS_ACCOUNT);
	assert_int_equal(n_rows, 2);
	assert_int_equal(rows[0].asked + rows[1].asked, total.asked);
	assert_int_equal(rows[1].asked, 1);
	assert_int_equal(total.originals, 5);
	assert_int_equal(total.broadcasts, 5);
	assert_int_equal(total.active_days, 0);
	assert_true(total.open_days >= 10);
	ask_all(NUMBERS_NETWORK);
	assert_int_equal(n_rows, 1);
	assert_int_equal(rows[0].asked, total.asked);
	assert_int_equal(rows[0].last_asked, store_day(rig, NOW) + 9);
	ask_all(NUMBERS_WEEK);
	assert_true(n_rows >= 2);
	for (size_t i = 1; i < n_rows; i++) {
		assert_int_equal(civil_weekday(rows[i].from), 0);
		assert_int_equal(rows[i].from, rows[i - 1].to + 1);
	}
	ask(0, store_day(rig, loop_now()), NUMBERS_TOTAL, "two");
	assert_int_equal(total.asked, 1);
	assert_int_equal(total.originals, 0);
}

static void
test_period(void **state)
{
	int64_t from, to, day = civil_day(2026, 11, 25);	/* Wednesday */

	(void)state;
	assert_true(numbers_period("90d", day, &from, &to));
	assert_int_equal(to - from, 89);
	assert_int_equal(to, day);
	assert_true(numbers_period("2026-02", day, &from, &to));
	assert_int_equal(to - from, 27);
	assert_true(numbers_period("2024", day, &from, &to));
	assert_int_equal(to - from, 365);
	assert_true(numbers_period("2026-W01", day, &from, &to));
	assert_int_equal(from, civil_day(2025, 12, 29));
	assert_true(numbers_period("2026-W53", day, &from, &to));
	assert_false(numbers_period("2025-W53", day, &from, &to));
	assert_true(numbers_period("week", day, &from, &to));
	assert_int_equal(from, civil_day(2026, 11, 16));
	assert_int_equal(to, civil_day(2026, 11, 22));
	assert_true(numbers_period("month", day, &from, &to));
	assert_int_equal(from, civil_day(2026, 10, 1));
	assert_int_equal(to, civil_day(2026, 10, 31));
	assert_true(numbers_period("2026-11-05", day, &from, &to));
	assert_int_equal(from, to);
	assert_false(numbers_period("2026-11-31", day, &from, &to));
	assert_false(numbers_period("0d", day, &from, &to));
	assert_false(numbers_period("gestern", day, &from, &to));
	assert_false(numbers_period("2026-1", day, &from, &to));
	assert_false(numbers_period("", day, &from, &to));
}

/* --- the model --- */

static uint64_t seed;

static unsigned
dice(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (unsigned)(seed >> 33) % n;
}

/* What the list of questions says about each day. */
struct day {
	int64_t asked, again, answered, due, in_time, waiting, removed,
	    settled, closed;
	int64_t originals, replies;
};
#define DAYS 400
static struct day model[DAYS], sum;
static int64_t base_day;

static struct day *
day_at(int64_t t)
{
	int64_t d = store_day(rig, t) - base_day;

	assert_in_range(d, 0, DAYS - 1);
	return &model[d];
}

static void
model_question(void *arg, const struct err *e, const struct question *v,
    size_t n)
{
	int64_t now = loop_now();

	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	for (size_t i = 0; i < n; i++) {
		const struct tquestion *q = &v[i].q;
		int64_t due = hours != NULL ? hours_add(hours, q->asked_at,
		    due_ms) : q->asked_at + due_ms;
		struct day *d = day_at(q->asked_at);
		bool was_due;

		if (q->state == Q_PERHAPS || q->state == Q_NOT_QUESTION)
			continue;
		d->asked++;
		d->again += q->again;
		d->answered += q->state == Q_ANSWERED;
		d->waiting += q->state == Q_WAITING;
		d->removed += q->state == Q_GONE || q->state == Q_REMOVED;
		d->settled += q->state == Q_SETTLED;
		d->closed += q->state == Q_CLOSED;
		was_due = q->state == Q_WAITING || q->state == Q_ANSWERED ?
		    due <= now : q->ended_at > due;
		if (!was_due)
			continue;
		day_at(due)->due++;
		if (q->state == Q_ANSWERED && q->ended_at <= due &&
		    q->first_response_at <= due && q->first_response_at >=
		    q->asked_at)
			day_at(due)->in_time++;
		else if (q->state == Q_ANSWERED &&
		    q->first_response_at < q->asked_at)
			/* Only the store knows when the first part was. */
			sum.in_time++;
	}
}

/* Own posts as the test made them. */
static struct own {
	char id[16], parent[16];
	int64_t at;
	bool gone;
} own[2000];
static size_t n_own;

static void
check(void)
{
	struct question_filter f = { .open = true, .perhaps = true,
		.ended = true, .max = 100000 };
	struct day s = { 0 };
	struct question_filter *fp = &f;

	memset(model, 0, sizeof(model));
	memset(&sum, 0, sizeof(sum));
	store_list(rig, fp, model_question, NULL);
	fake_settle();
	for (size_t i = 0; i < n_own; i++) {
		if (own[i].gone)
			continue;
		if (own[i].parent[0] != '\0')
			day_at(own[i].at)->replies++;
		else
			day_at(own[i].at)->originals++;
	}
	ask_all(NUMBERS_DAY);
	for (size_t i = 0; i < n_rows; i++) {
		const struct numbers *r = &rows[i];
		const struct day *d = &model[r->from - base_day];

		assert_int_equal(r->asked, d->asked);
		assert_int_equal(r->again, d->again);
		assert_int_equal(r->answered, d->answered);
		assert_int_equal(r->waiting, d->waiting);
		assert_int_equal(r->waiting_age[0] + r->waiting_age[1] +
		    r->waiting_age[2] + r->waiting_age[3], d->waiting);
		assert_int_equal(r->removed, d->removed);
		assert_int_equal(r->settled, d->settled);
		assert_int_equal(r->closed, d->closed);
		assert_int_equal(r->due, d->due);
		assert_int_equal(r->originals, d->originals);
		assert_int_equal(r->replies, d->replies);
		s.asked += d->asked;
		s.due += d->due;
		s.in_time += d->in_time;
		s.waiting += d->waiting;
	}
	/* The days together are the whole, through months as well. */
	assert_int_equal(total.asked, s.asked);
	assert_int_equal(total.due, s.due);
	assert_int_equal(total.waiting, s.waiting);
	assert_in_range(total.in_time, s.in_time, s.in_time + sum.in_time);
	assert_int_equal(total.first[0].n + total.next[0].n,
	    total.answered + total.first[0].unanswered +
	    total.next[0].unanswered);
}

static const char *const texts[] = { ASK, ASK2, "Danke, das hilft mir sehr!",
	"Könnt ihr mir bitte helfen? Die Lieferung fehlt.", "Schönes Bild",
	"???", "Wie lange habt ihr heute offen?" };

static void
one_step(int *ids)
{
	char id[16], parent[16], author[8];
	struct hark_post p;
	int n = *ids;

	snprintf(id, sizeof(id), "%d", 1000 + n);
	snprintf(parent, sizeof(parent), "%d", 1000 + (n > 0 ?
	    (int)dice((unsigned)n) : 0));
	snprintf(author, sizeof(author), "a%u", dice(6));
	switch (n > 0 ? dice(12) : 0) {
	default:
		p = rig_mention(id, texts[dice(ARRAY_LEN(texts))]);
		p.author = author;
		p.handle = NULL;
		p.name = NULL;
		/* Some come before what they answer: threads merge. */
		if (dice(3) == 0)
			p.parent = parent;
		else if (dice(8) == 0) {
			snprintf(parent, sizeof(parent), "%d", 1000 + n + 1);
			p.parent = parent;
		}
		break;
	case 3: case 4: case 5: case 6:
		p = rig_own(id, n > 0 && dice(4) ? parent : NULL,
		    dice(2) ? REPLY : "Wir kümmern uns bis Freitag darum.");
		snprintf(own[n_own].id, 16, "%s", id);
		snprintf(own[n_own].parent, 16, "%s", p.parent != NULL ?
		    p.parent : "");
		/* Going on below our own words is no reply to somebody. */
		for (size_t i = 0; i < n_own; i++)
			if (strcmp(own[i].id, own[n_own].parent) == 0)
				own[n_own].parent[0] = '\0';
		own[n_own].gone = false;
		own[n_own++].at = loop_now();
		break;
	case 7: /* edited */
		p = rig_mention(parent, texts[dice(ARRAY_LEN(texts))]);
		p.edited = loop_now();
		p.author = author;
		for (size_t i = 0; i < n_own; i++)
			if (strcmp(own[i].id, parent) == 0)
				return;
		rig_ingest(&p, 1);
		return;
	case 8: /* deleted */
		p = rig_mention(parent, "");
		p.flags |= HARK_POST_DELETED;
		for (size_t i = 0; i < n_own; i++)
			if (strcmp(own[i].id, parent) == 0) {
				own[i].gone = true;
				p = rig_own(parent, NULL, "");
				p.flags |= HARK_POST_DELETED;
			}
		rig_ingest(&p, 1);
		return;
	case 9: { /* staff */
		static const enum verb verbs[] = { VERB_CLOSE, VERB_REOPEN,
			VERB_NOT_QUESTION, VERB_IS_QUESTION, VERB_SNOOZE };

		rig_list(true, true, true);
		if (rig_n == 0)
			return;
		rig_act(rig_qs[dice(rig_n < 64 ? (unsigned)rig_n : 64)].id,
		    verbs[dice(ARRAY_LEN(verbs))], loop_now() + WHEN_DAY);
		return;
	}
	}
	(*ids)++;
	rig_ingest(&p, 1);
}

static void
random_history(uint64_t n)
{
	int ids = 0;

	seed = n;
	n_own = 0;
	base_day = store_day(rig, NOW) - 1;
	for (int i = 0; i < 300; i++) {
		one_step(&ids);
		/* Within a minute the same words would be a machine's. */
		fake_advance(2 * WHEN_MINUTE);
		fake_advance(dice(3) ? (int64_t)dice(60) * WHEN_MINUTE :
		    (int64_t)dice(40) * WHEN_HOUR);
		if (dice(10) == 0)
			idle();
		if (i % 15 == 0)
			check();
		if (i == 150) {
			rig_reopen();
			if (hours != NULL)
				use_hours("Europe/Berlin",
				    "mo-fr 9-12,13-18; sa 9-13");
		}
	}
	idle();
	check();
}

static void
test_random(void **state)
{
	(void)state;
	random_history(1);
}

static void
test_random_hours(void **state)
{
	(void)state;
	use_hours("Europe/Berlin", "mo-fr 9-12,13-18; sa 9-13");
	random_history(7);
}

/* --- what stays, what comes later --- */

static void
on_count(void *arg, const struct err *e, int64_t n)
{
	assert_int_equal(e->code, ERR_OK);
	*(int64_t *)arg = n;
}

static void
test_retention(void **state)
{
	struct store_retention keep = { .other_ms = WHEN_DAY,
		.baseline_ms = WHEN_DAY, .question_ms = WHEN_DAY,
		.person_ms = WHEN_DAY, .audit_ms = WHEN_DAY };
	struct hark_post p[2];
	struct numbers before;
	int64_t n = 1;

	(void)state;
	p[0] = rig_mention("1", ASK);
	rig_ingest(p, 1);
	fake_advance(WHEN_HOUR);
	p[1] = rig_own("2", "1", REPLY);
	rig_ingest(&p[1], 1);
	fake_advance(40 * WHEN_DAY);
	idle();
	ask_all(NUMBERS_TOTAL);
	before = total;
	assert_int_equal(before.answered, 1);
	assert_int_equal(before.replies, 1);
	while (n > 0) {
		store_retain(rig, &keep, loop_now(), 100, on_count, &n);
		fake_settle();
	}
	rig_list(true, true, true);
	assert_int_equal(rig_n, 0);
	ask_all(NUMBERS_TOTAL);
	before.to = total.to;
	before.open_days = total.open_days;
	assert_memory_equal(&before, &total, sizeof(total));
	/* What is read again is not new. */
	rig_ingest(p, 2);
	idle();
	ask_all(NUMBERS_TOTAL);
	assert_int_equal(total.asked, 1);
	assert_int_equal(total.replies, 1);
}

/* A database from before there were figures is counted in quiet moments. */
static void
test_older_database(void **state)
{
	static const char *const steps[] = {
		"UPDATE question SET figures = 0, due_at = 0",
		"DELETE FROM figure", "DELETE FROM shout",
		"DELETE FROM meta WHERE key LIKE 'figures%'",
		"UPDATE post SET flags = flags & ~25165824",
	};
	struct numbers before;
	sqlite3 *db;

	(void)state;
	random_history(3);
	ask_all(NUMBERS_TOTAL);
	before = total;
	assert_true(complete);
	assert_true(before.asked > 20 && before.due > 10 &&
	    before.replies > 10);
	store_close(rig);
	assert_int_equal(sqlite3_open(rig_path, &db), SQLITE_OK);
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		if (sqlite3_exec(db, steps[i], NULL, NULL, NULL) != SQLITE_OK)
			fail_msg("%s: %s", steps[i], sqlite3_errmsg(db));
	sqlite3_close(db);
	rig_open(rig_path);
	rig_sync();
	ask_all(NUMBERS_TOTAL);
	assert_false(complete);
	idle();
	ask_all(NUMBERS_TOTAL);
	assert_true(complete);
	/* That somebody had been here before is not known of all any more. */
	before.newcomers = total.newcomers;
	before.returning = total.returning;
	assert_memory_equal(&before, &total, sizeof(total));
}

/* A batch that fails leaves no figures behind, its neighbours' stay. */
static void
test_failed_batch(void **state)
{
	struct hark_post p = rig_mention("1", ASK), q = rig_mention("2", ASK2);
	struct store_batch good = rig_batch(&p, 1), bad = rig_batch(&q, 1);

	(void)state;
	bad.account = "nobody";
	store_ingest(rig, &good, rig_ingested, NULL);
	store_ingest(rig, &bad, rig_ingested, NULL);
	fake_settle();
	ask_all(NUMBERS_TOTAL);
	assert_int_equal(total.asked, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rate_and_times,
		    rig_setup, teardown),
		cmocka_unit_test_setup_teardown(test_removed, rig_setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_by, rig_setup, teardown),
		cmocka_unit_test_setup_teardown(test_period, rig_setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_random, rig_setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_random_hours, rig_setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_older_database,
		    rig_setup, teardown),
		cmocka_unit_test_setup_teardown(test_failed_batch,
		    rig_setup, teardown),
		cmocka_unit_test_setup_teardown(test_retention, rig_setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
