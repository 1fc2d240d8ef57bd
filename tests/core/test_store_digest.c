/* SPDX-License-Identifier: ISC */

/* What the store tells a digest, and remembers of it. */

#include "core/store_rig.h"
#include "store/digest.h"

#define H	WHEN_HOUR

static struct digest_facts facts;	/* lists: only the numbers */
static char first[QID_LEN + 1], perhaps[QID_LEN + 1];
static bool first_last;
static int64_t first_shown;
static struct digest_wave wave;
static size_t n_waves;
static enum outbox_state key_state;
static int64_t begun;
static int64_t row_id;

static void
on_facts(void *arg, const struct err *e, const struct digest_facts *f)
{
	(void)arg;
	rig_err = *e;
	if (e->code != ERR_OK)
		fail_msg("%s", e->text);
	facts = *f;
	first[0] = perhaps[0] = '\0';
	first_last = false;
	first_shown = 0;
	if (f->n_waiting > 0) {
		memcpy(first, f->waiting[0].question.id, sizeof(first));
		first_last = f->waiting[0].last;
		first_shown = f->waiting[0].shown;
	}
	if (f->n_perhaps > 0)
		memcpy(perhaps, f->perhaps[0].question.id, sizeof(perhaps));
}

static void
ask(int64_t now)
{
	store_digest(rig, "anna", now, false, on_facts, NULL);
	fake_settle();
}

static void
on_box(void *arg, const struct err *e, const struct outbox_row *rows, size_t n,
    int64_t next)
{
	(void)arg, (void)next;
	assert_int_equal(e->code, ERR_OK);
	assert_true(n > 0);
	row_id = rows[0].id;
}

/* A digest of that day, as alert/ would make it and send it. */
static void
digest(const char *key, const struct digest_mark *m, size_t n, int64_t now,
    enum outbox_state state)
{
	struct outbox_row row = { .kind = OUTBOX_DIGEST, .channel = "mail",
		.recipient = "anna", .address = "anna@example.org",
		.key = key, .message_id = "<1@x>", .created_at = now,
		.next_at = now };

	store_ring_commit(rig, &row, 1, NULL, 0, now, rig_done, NULL);
	store_outbox_list(rig, false, 1, on_box, NULL);
	fake_settle();
	store_digest_mark(rig, row_id, m, n, 3, 100, rig_done, NULL);
	store_outbox_done(rig, row_id, state, NULL, now, now, rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static struct hark_post
from(const char *id, const char *author, const char *text, int64_t at)
{
	struct hark_post p = rig_mention(id, text);

	p.author = p.handle = p.name = author;
	p.created = at;
	return p;
}

static void
test_marks(void **state)
{
	struct hark_post p[2] = { from("100", "bert", ASK, NOW - 3 * H),
		from("101", "carla", ASK2, NOW - 2 * H) };
	struct digest_mark m;
	char one[QID_LEN + 1];

	(void)state;
	rig_ingest(p, 2);
	ask(NOW);
	assert_int_equal(facts.n_waiting, 2);
	assert_int_equal(facts.last_at, 0);
	assert_int_equal(facts.streak, 0);
	assert_false(first_last);
	memcpy(one, first, sizeof(one));
	m = (struct digest_mark){ one, DIGEST_WAITING };
	/* One that did not leave is no digest. */
	digest("digest/anna/2025-06-14", &m, 1, NOW, OUTBOX_DROPPED);
	ask(NOW + H);
	assert_int_equal(facts.last_at, 0);
	digest("digest/anna/2025-06-15", &m, 1, NOW + H, OUTBOX_SENT);
	ask(NOW + 2 * H);
	assert_int_equal(facts.last_at, NOW + H);
	assert_string_equal(first, one);
	assert_true(first_last);
	assert_int_equal(first_shown, 1);
	assert_int_equal(facts.streak, 3);
	assert_int_equal(facts.streak_day, 100);
	/* Marked anew before it leaves: nothing is left of the old. */
	digest("digest/anna/2025-06-16", &m, 1, NOW + 3 * H, OUTBOX_PENDING);
	store_digest_mark(rig, row_id, &m, 0, 0, 0, rig_done, NULL);
	store_outbox_done(rig, row_id, OUTBOX_SENT, NULL, 0, NOW + 4 * H,
	    rig_done, NULL);
	ask(NOW + 5 * H);
	assert_int_equal(facts.last_at, NOW + 4 * H);
	assert_false(first_last);
	assert_int_equal(first_shown, 1);
	/* Somebody whose name begins alike has digests of his own. */
	store_digest(rig, "ann", NOW + 5 * H, false, on_facts, NULL);
	fake_settle();
	assert_int_equal(facts.last_at, 0);
}

static void
test_what_counts(void **state)
{
	struct hark_post p[1];

	(void)state;
	p[0] = from("100", "bert", ASK, NOW - 3 * H);
	rig_ingest(p, 1);
	ask(NOW);
	assert_int_equal(facts.n_waiting, 1);
	/* Seen: quiet, and not among those who wait. */
	rig_act(first, VERB_ACK, NOW + 10 * H);
	ask(NOW + H);
	assert_int_equal(facts.n_waiting, 0);
	assert_int_equal(facts.quiet, 1);
	ask(NOW + 11 * H);
	assert_int_equal(facts.n_waiting, 1);
	assert_int_equal(facts.quiet, 0);
}

static void
on_keys(void *arg, const struct err *e, const struct digest_key *k, size_t n,
    int64_t t)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	assert_int_equal(n, 1);
	key_state = k[0].state;
	begun = t;
}

static void
test_keys(void **state)
{
	const char *key = "digest/anna/2025-06-15";

	(void)state;
	store_digest_keys(rig, &key, 1, on_keys, NULL);
	fake_settle();
	assert_int_equal(key_state, 0);
	assert_int_equal(begun, 0);
	store_digest_begin(rig, NOW, rig_done, NULL);
	store_digest_begin(rig, NOW + H, rig_done, NULL);	/* no more */
	digest(key, NULL, 0, NOW, OUTBOX_SENT);
	rig_reopen();
	store_digest_keys(rig, &key, 1, on_keys, NULL);
	fake_settle();
	assert_int_equal(key_state, OUTBOX_SENT);
	assert_int_equal(begun, NOW);
}

static void
on_waves(void *arg, const struct err *e, const struct digest_wave *w, size_t n)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	n_waves = n;
	memset(&wave, 0, sizeof(wave));
	if (n > 0) {
		wave.people = w[0].people;
		wave.seen_at = w[0].seen_at;
	}
}

static void
complaints(int from_id, int n, int64_t at)
{
	char id[16], who[24];
	struct hark_post p;

	/* What comes from the future is taken for the present. */
	if (at > loop_now())
		fake_clock_jump(at - loop_now());
	for (int i = from_id; i < from_id + n; i++) {
		snprintf(id, sizeof(id), "%d", i);
		snprintf(who, sizeof(who), "kunde%d", i);
		p = from(id, who, "Mein Paket ist schon wieder nicht da, bitte "
		    "kümmern Sie sich darum!", at);
		rig_ingest(&p, 1);
	}
}

static void
waves(int64_t now)
{
	store_digest_wave(rig, now - 2 * H, 5, now, on_waves, NULL);
	fake_settle();
}

static void
test_waves(void **state)
{
	(void)state;
	complaints(200, 4, NOW - H);
	waves(NOW);
	assert_int_equal(n_waves, 0);
	complaints(210, 2, NOW - H);
	waves(NOW);
	assert_int_equal(n_waves, 1);
	assert_int_equal(wave.people, 6);
	assert_int_equal(wave.seen_at, 0);
	store_digest_wave_mark(rig, "one", NOW, rig_done, NULL);
	waves(NOW);
	assert_int_equal(wave.seen_at, NOW);
	waves(NOW + 4 * H);
	assert_int_equal(n_waves, 0);
	/* Where that is usual, five are none. */
	for (int day = 1; day < 20; day++)
		complaints(1000 + 50 * day, 40, NOW + day * WHEN_DAY);
	complaints(3000, 5, NOW + 21 * WHEN_DAY);
	waves(NOW + 21 * WHEN_DAY + H);
	assert_int_equal(n_waves, 0);
	complaints(3100, 40, NOW + 21 * WHEN_DAY);
	waves(NOW + 21 * WHEN_DAY + H);
	assert_int_equal(n_waves, 1);
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, rig_setup, rig_teardown)
	const struct CMUnitTest tests[] = {
		T(test_marks), T(test_what_counts), T(test_keys),
		T(test_waves),
	};
#undef T

	return cmocka_run_group_tests(tests, NULL, NULL);
}
