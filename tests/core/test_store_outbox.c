/* SPDX-License-Identifier: ISC */

/* Bells, mails, replies, audit, and what is to be read again. */

#include "core/store_rig.h"

static char id[QID_LEN + 1];

static void
one_question(void)
{
	struct hark_post p = rig_mention("100", ASK);

	rig_ingest(&p, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	RIG_COPY(id, rig_qs[0].id);
}

static void
due(void)
{
	store_ring_due(rig, loop_now(), 0, rig_rings, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

/* --- the outbox as the last callback saw it --- */

static struct {
	int64_t id, next_at, attempts, sent_at, step;
	enum outbox_kind kind;
	enum outbox_state state;
	char key[64], message_id[64], question[16], error[64], address[64];
	size_t n_questions;
} mails[8];
static size_t n_mails;
static int64_t next_mail;

static void
on_mails(void *arg, const struct err *e, const struct outbox_row *v, size_t n,
    int64_t next)
{
	(void)arg;
	rig_err = *e;
	n_mails = n;
	next_mail = next;
	memset(mails, 0, sizeof(mails));
	for (size_t i = 0; i < n && i < ARRAY_LEN(mails); i++) {
		mails[i].id = v[i].id;
		mails[i].kind = v[i].kind;
		mails[i].state = v[i].state;
		mails[i].next_at = v[i].next_at;
		mails[i].attempts = v[i].attempts;
		mails[i].sent_at = v[i].sent_at;
		mails[i].step = v[i].step;
		RIG_COPY(mails[i].key, v[i].key);
		RIG_COPY(mails[i].message_id, v[i].message_id);
		RIG_COPY(mails[i].error, v[i].error);
		RIG_COPY(mails[i].address, v[i].address);
		for (const char *const *q = v[i].questions; q != NULL &&
		    *q != NULL; q++) {
			RIG_COPY(mails[i].question, *q);
			mails[i].n_questions++;
		}
	}
}

static void
outbox(bool only_due)
{
	if (only_due)
		store_outbox_due(rig, loop_now(), 0, on_mails, NULL);
	else
		store_outbox_list(rig, false, 0, on_mails, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
ring(const char *key, int64_t next_ring, int64_t step)
{
	const char *const questions[] = { id, NULL };
	struct outbox_row row = { .kind = OUTBOX_QUESTION, .channel = "mail",
		.recipient = "team", .address = "team@shop.example",
		.questions = questions, .key = key, .message_id = "<1@shop>",
		.subject = "Frage von Anna K.", .step = step,
		.next_at = loop_now() };
	struct ring_update u = { .question = id, .ring_at = next_ring,
		.ring_step = step + 1, .mail_root = "<1@shop>" };

	store_ring_commit(rig, &row, 1, &u, 1, loop_now(), rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
done(int64_t mail, enum outbox_state state, const char *error, int64_t next_at)
{
	store_outbox_done(rig, mail, state, error, next_at, loop_now(),
	    rig_done, NULL);
	fake_settle();
}

static void
test_bell_when_it_opens(void **state)
{
	(void)state;
	due();
	assert_int_equal(rig_n, 0);
	assert_int_equal(rig_next, 0);
	one_question();
	due();
	assert_int_equal(rig_n, 1);
	assert_int_equal(rig_qs[0].ring_at, NOW);
	ring("k1", NOW + WHEN_HOUR, 0);
	due();
	assert_int_equal(rig_n, 0);
	assert_int_equal(rig_next, NOW + WHEN_HOUR);
	fake_advance(WHEN_HOUR);
	due();
	assert_int_equal(rig_n, 1);
	assert_int_equal(rig_qs[0].ring_step, 1);
	assert_string_equal(rig_qs[0].mail_root, "<1@shop>");
	ring("k2", 0, 1);
	due();
	assert_int_equal(rig_n, 0);
	assert_int_equal(rig_next, 0);
}

static void
test_quiet_and_ended_do_not_ring(void **state)
{
	struct hark_post r;

	(void)state;
	one_question();
	rig_act(id, VERB_SNOOZE, NOW + 2 * WHEN_HOUR);
	due();
	assert_int_equal(rig_n, 0);
	assert_int_equal(rig_next, NOW + 2 * WHEN_HOUR);
	fake_advance(2 * WHEN_HOUR);
	due();
	assert_int_equal(rig_n, 1);
	r = rig_own("101", "100", REPLY);
	rig_ingest(&r, 1);
	due();
	assert_int_equal(rig_n, 0);
	assert_int_equal(rig_next, 0);
}

static void
test_a_like_stops_the_bell(void **state)
{
	struct hark_post p = rig_mention("100", ASK);

	(void)state;
	one_question();
	p.flags = HARK_POST_LIKED;
	rig_ingest(&p, 1);
	due();
	assert_int_equal(rig_n, 0);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	assert_true(rig_qs[0].q.liked);
	/* Taken back; another account's view would not have done that. */
	p.flags = 0;
	rig_ingest(&p, 1);
	due();
	assert_int_equal(rig_n, 1);
}

static void
test_removed_account_is_silent(void **state)
{
	const struct store_account two = { .name = "two",
		.plugin = "mastodon", .realm = "srv", .sees_answers = true };

	(void)state;
	one_question();
	store_sync_accounts(rig, &two, 1, rig_synced, NULL);
	fake_settle();
	due();
	assert_int_equal(rig_n, 0);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	assert_false(rig_qs[0].active);
	rig_sync();
	due();
	assert_int_equal(rig_n, 1);
	assert_true(rig_qs[0].active);
}

static void
test_mail_is_added_once(void **state)
{
	(void)state;
	one_question();
	ring("k1", 0, 0);
	ring("k1", 0, 0);
	outbox(true);
	assert_int_equal(n_mails, 1);
	assert_string_equal(mails[0].question, id);
	assert_string_equal(mails[0].message_id, "<1@shop>");
	assert_string_equal(mails[0].address, "team@shop.example");
	assert_int_equal(mails[0].state, OUTBOX_PENDING);
}

static void
test_rows_and_bells_commit_together(void **state)
{
	struct outbox_row row = { .kind = OUTBOX_ADMIN, .channel = "mail",
		.key = "x", .body = "words" };
	struct ring_update u = { .question = "zzzzzz" };

	(void)state;
	one_question();
	store_ring_commit(rig, &row, 1, &u, 1, loop_now(), rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	outbox(false);
	assert_int_equal(n_mails, 0);
}

static struct store_status st;

static void
on_status(void *arg, const struct err *e, const struct store_status *s)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	st = *s;
}

static void
test_attempts(void **state)
{
	(void)state;
	one_question();
	ring("k1", 0, 0);
	outbox(true);
	done(mails[0].id, OUTBOX_PENDING, "450 later", NOW + WHEN_HOUR);
	assert_int_equal(rig_err.code, ERR_OK);
	outbox(true);
	assert_int_equal(n_mails, 0);
	assert_int_equal(next_mail, NOW + WHEN_HOUR);
	outbox(false);
	assert_int_equal(mails[0].attempts, 1);
	assert_string_equal(mails[0].error, "450 later");
	fake_advance(WHEN_HOUR);
	outbox(true);
	assert_int_equal(n_mails, 1);
	done(mails[0].id, OUTBOX_SENT, NULL, 0);
	outbox(true);
	assert_int_equal(n_mails, 0);
	rig_list(true, false, false);
	assert_int_equal(rig_qs[0].rung_at, NOW + WHEN_HOUR);
	/* As durable as it looks. */
	rig_reopen();
	outbox(false);
	assert_int_equal(mails[0].state, OUTBOX_SENT);
	assert_int_equal(mails[0].sent_at, NOW + WHEN_HOUR);
	store_status(rig, loop_now(), false, on_status, NULL);
	fake_settle();
	assert_int_equal(st.mails_sent, 1);
	assert_int_equal(st.mails_pending, 0);
	done(4711, OUTBOX_SENT, NULL, 0);
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
}

static void
test_answered_note_once(void **state)
{
	const char *const questions[] = { id, NULL };
	struct outbox_row note = { .kind = OUTBOX_ANSWERED, .channel = "mail",
		.questions = questions, .key = "n1", .message_id = "<2@shop>",
		.in_reply_to = "<1@shop>" };
	struct hark_post r;

	(void)state;
	one_question();
	ring("k1", 0, 0);
	outbox(true);
	done(mails[0].id, OUTBOX_SENT, NULL, 0);
	store_answered_due(rig, 0, rig_questions, NULL);
	fake_settle();
	assert_int_equal(rig_n, 0);
	r = rig_own("101", "100", REPLY);
	rig_ingest(&r, 1);
	store_answered_due(rig, 0, rig_questions, NULL);
	fake_settle();
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].id, id);
	store_ring_commit(rig, &note, 1, NULL, 0, loop_now(), rig_done, NULL);
	store_answered_due(rig, 0, rig_questions, NULL);
	fake_settle();
	assert_int_equal(rig_n, 0);
}

/* --- replies --- */

static struct store_reply replies[4];
static char reply_text[64], reply_native[32];
static size_t n_replies;

static void
on_replies(void *arg, const struct err *e, const struct store_reply *v,
    size_t n)
{
	(void)arg;
	rig_err = *e;
	n_replies = n;
	for (size_t i = 0; i < n && i < ARRAY_LEN(replies); i++)
		replies[i] = v[i];
	if (n > 0) {
		RIG_COPY(reply_text, v[0].text);
		RIG_COPY(reply_native, v[0].native);
	}
}

static void
open_replies(void)
{
	store_replies_open(rig, on_replies, NULL);
	fake_settle();
}

static void
test_replies(void **state)
{
	struct store_reply r = { .key = "r1", .question = id,
		.text = "Bis 14 Uhr.", .who = "anna",
		.visibility = HARK_UNLISTED, .created_at = NOW };

	(void)state;
	one_question();
	store_reply_begin(rig, &r, rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
	r.text = "Zweimal.";
	store_reply_begin(rig, &r, rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_CONFLICT);
	rig_reopen();
	open_replies();
	assert_int_equal(n_replies, 1);
	assert_string_equal(reply_text, "Bis 14 Uhr.");
	assert_int_equal(replies[0].state, REPLY_STORED);
	assert_int_equal(replies[0].visibility, HARK_UNLISTED);
	store_reply_state(rig, "r1", REPLY_UNCERTAIN, NULL, "time-out",
	    rig_done, NULL);
	open_replies();
	assert_int_equal(n_replies, 1);
	assert_int_equal(replies[0].state, REPLY_UNCERTAIN);
	store_reply_state(rig, "r1", REPLY_POSTED, "555", NULL, rig_done,
	    NULL);
	open_replies();
	assert_int_equal(n_replies, 0);
	store_reply_state(rig, "none", REPLY_POSTED, NULL, NULL, rig_done,
	    NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
}

/* --- audit --- */

static char audit_verb[32];
static int64_t audit_uid;
static size_t n_audit;

static void
on_audit(void *arg, const struct err *e, const struct audit_row *v, size_t n)
{
	(void)arg;
	rig_err = *e;
	n_audit = n;
	if (n > 0) {
		RIG_COPY(audit_verb, v[0].verb);
		audit_uid = v[0].uid;
	}
}

static void
test_audit(void **state)
{
	struct audit_row a = { .at = NOW, .uid = 1000, .who = "anna",
		.verb = "ack", .target = "abc" };

	(void)state;
	store_audit(rig, &a);
	a.verb = "close";
	a.uid = 0;
	store_audit(rig, &a);
	store_audit_list(rig, 0, on_audit, NULL);
	fake_settle();
	assert_int_equal(n_audit, 2);
	assert_string_equal(audit_verb, "close");
	assert_int_equal(audit_uid, 0);
}

/* --- reading again --- */

static size_t n_reread;
static char reread_id[32], reread_account[32], reread_last_account[32];
static int64_t reread_next, reread_due;

static void
on_reread(void *arg, const struct err *e, const struct store_reread *v,
    size_t n, int64_t next)
{
	(void)arg;
	rig_err = *e;
	n_reread = n;
	reread_next = next;
	if (n > 0) {
		RIG_COPY(reread_id, v[0].id);
		RIG_COPY(reread_account, v[0].account);
		RIG_COPY(reread_last_account, v[n - 1].account);
		reread_due = v[0].due;
	}
}

static size_t
reread(void)
{
	store_reread_due(rig, loop_now(), 0, 0, on_reread, NULL);
	fake_settle();
	return n_reread;
}

static void
read_around(const char *native)
{
	struct store_batch b = rig_batch(NULL, 0);

	b.op = HARK_THREAD;
	b.anchor = native;
	rig_run(&b);
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
test_reread_in_growing_intervals(void **state)
{
	int64_t gap = 0, before = 0;

	(void)state;
	one_question();
	assert_int_equal(reread(), 0);
	assert_int_equal(reread_next, NOW + 2 * WHEN_MINUTE);
	for (int i = 0; i < 60; i++) {
		before = loop_now();
		fake_advance(reread_next - loop_now());
		assert_int_equal(reread(), 1);
		assert_string_equal(reread_id, "100");
		assert_string_equal(reread_account, "one");
		read_around("100");
		assert_int_equal(reread(), 0);
		assert_true(reread_next - loop_now() >= gap);
		gap = reread_next - loop_now();
		assert_in_range(gap, 2 * WHEN_MINUTE, 6 * WHEN_HOUR);
	}
	assert_true(loop_now() > before);
	assert_true(gap > WHEN_HOUR);
	rig_list(true, false, false);
	assert_int_equal(rig_qs[0].read_at, loop_now());
}

static void
test_reread_failures_back_off(void **state)
{
	int64_t gap = 0;

	(void)state;
	one_question();
	fake_advance(2 * WHEN_MINUTE);
	for (int i = 0; i < 10; i++) {
		assert_int_equal(reread(), 1);
		store_reread_failed(rig, "one", "100", rig_order, loop_now());
		assert_int_equal(reread(), 0);
		assert_true(reread_next - loop_now() >= gap);
		gap = reread_next - loop_now();
		assert_true(gap <= 6 * WHEN_HOUR);
		fake_advance(gap);
	}
	assert_int_equal(gap, 6 * WHEN_HOUR);
	read_around("100");
	reread();
	assert_true(reread_next - loop_now() < 6 * WHEN_HOUR);
}

static void
test_reread_once_per_thread_and_not_when_ended(void **state)
{
	struct hark_post root = rig_own("10", NULL, "Heute gibt es Dinkelbrot.");
	struct hark_post a = rig_mention("11", ASK);
	struct hark_post b = rig_mention("12", ASK2);

	(void)state;
	a.parent = b.parent = "10";
	b.author = "b1";
	rig_ingest(&root, 1);
	rig_ingest(&a, 1);
	rig_ingest(&b, 1);
	fake_advance(WHEN_HOUR);
	assert_int_equal(reread(), 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 2);
	RIG_COPY(id, rig_qs[1].id);
	rig_act(rig_qs[0].id, VERB_CLOSE, 0);
	rig_act(id, VERB_CLOSE, 0);
	assert_int_equal(reread(), 0);
	assert_int_equal(reread_next, 0);
}

/* One account's network makes it wait: the other's turn comes all the same. */
static void
test_reread_is_fair_to_accounts(void **state)
{
	struct hark_post p;
	struct store_batch b;
	char n[16];

	(void)state;
	for (int i = 0; i < 6; i++) {
		snprintf(n, sizeof(n), "%d", 100 + i);
		p = rig_mention(n, i % 2 ? ASK : ASK2);
		b = rig_batch(&p, 1);
		b.account = i == 5 ? "two" : "one";
		rig_run(&b);
		fake_advance(WHEN_MINUTE);
	}
	fake_advance(WHEN_HOUR);
	store_reread_due(rig, loop_now(), 3, 0, on_reread, NULL);
	fake_settle();
	assert_int_equal(n_reread, 3);
	assert_string_equal(reread_last_account, "one");
	store_reread_due(rig, loop_now(), 3, 2, on_reread, NULL);
	fake_settle();
	assert_int_equal(n_reread, 3);
	assert_string_equal(reread_id, "100");
	assert_string_equal(reread_last_account, "two");
}

static void
test_sweep(void **state)
{
	struct hark_post p;
	char n[16];

	(void)state;
	for (int i = 0; i < 5; i++) {
		snprintf(n, sizeof(n), "%d", 100 + i);
		p = rig_mention(n, "Das Brot war sehr gut.");
		rig_ingest(&p, 1);
		fake_advance(WHEN_DAY);
	}
	store_sweep(rig, "one", NOW + 2 * WHEN_DAY, 0, on_reread, NULL);
	fake_settle();
	assert_int_equal(n_reread, 3);
	assert_string_equal(reread_id, "104");
	store_sweep(rig, "two", 0, 0, on_reread, NULL);
	fake_settle();
	assert_int_equal(n_reread, 0);
}

/* --- limits, and other configurations --- */

static char lately[256];

static void
on_lately(void *arg, const struct err *e, const struct outbox_sent *v,
    size_t n)
{
	(void)arg;
	rig_err = *e;
	lately[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(lately);

		snprintf(lately + len, sizeof(lately) - len, "%s@%lld ",
		    v[i].recipient, (long long)((v[i].at - NOW) /
		    WHEN_MINUTE));
	}
}

static void
test_sent_lately_and_later(void **state)
{
	(void)state;
	one_question();
	ring("k1", 0, 0);
	outbox(true);
	store_outbox_postpone(rig, mails[0].id, NOW + WHEN_HOUR, rig_done,
	    NULL);
	fake_settle();
	outbox(true);
	assert_int_equal(n_mails, 0);
	assert_int_equal(next_mail, NOW + WHEN_HOUR);
	fake_advance(WHEN_HOUR);
	outbox(true);
	assert_int_equal(n_mails, 1);
	/* It was no attempt. */
	assert_int_equal(mails[0].attempts, 0);
	done(mails[0].id, OUTBOX_SENT, NULL, 0);
	ring("k2", 0, 1);
	outbox(true);
	done(mails[0].id, OUTBOX_FAILED, "no", 0);
	store_outbox_sent(rig, NOW, on_lately, NULL);
	fake_settle();
	assert_string_equal(lately, "team@60 ");
	store_outbox_sent(rig, NOW + WHEN_HOUR + 1, on_lately, NULL);
	fake_settle();
	assert_string_equal(lately, "");
	/* What is out cannot be put off. */
	outbox(false);
	store_outbox_postpone(rig, mails[1].id, NOW + WHEN_DAY, rig_done,
	    NULL);
	fake_settle();
	outbox(true);
	assert_int_equal(n_mails, 0);
	assert_int_equal(next_mail, 0);
}

static void
replan(void)
{
	store_ring_replan(rig, loop_now(), rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
test_planned_anew(void **state)
{
	(void)state;
	one_question();
	/* Planned for later: looked at now. */
	ring("k1", NOW + WHEN_DAY, 0);
	fake_advance(WHEN_HOUR);
	due();
	assert_int_equal(rig_n, 0);
	replan();
	due();
	assert_int_equal(rig_n, 1);
	assert_int_equal(rig_qs[0].ring_at, NOW + WHEN_HOUR);
	assert_int_equal(rig_qs[0].ring_step, 1);
	/* Missed: it stays where it was. */
	fake_advance(WHEN_HOUR);
	replan();
	due();
	assert_int_equal(rig_qs[0].ring_at, NOW + WHEN_HOUR);
	/* None planned. */
	ring("k2", 0, 1);
	replan();
	due();
	assert_int_equal(rig_n, 1);
	/* Staff did something: the end of the silence is looked for. */
	ring("k3", 0, 2);
	rig_act(id, VERB_ACK, loop_now() + WHEN_HOUR);
	due();
	assert_int_equal(rig_n, 0);
	assert_int_equal(rig_next, loop_now() + WHEN_HOUR);
	/* What is long ago has no bell any more. */
	ring("k4", 0, 3);
	fake_advance(40 * WHEN_DAY);
	replan();
	due();
	assert_int_equal(rig_n, 0);
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, rig_setup, rig_teardown)
	const struct CMUnitTest tests[] = {
		T(test_bell_when_it_opens),
		T(test_quiet_and_ended_do_not_ring),
		T(test_a_like_stops_the_bell),
		T(test_removed_account_is_silent),
		T(test_mail_is_added_once),
		T(test_rows_and_bells_commit_together),
		T(test_attempts),
		T(test_answered_note_once),
		T(test_sent_lately_and_later),
		T(test_planned_anew),
		T(test_replies),
		T(test_audit),
		T(test_reread_in_growing_intervals),
		T(test_reread_failures_back_off),
		T(test_reread_once_per_thread_and_not_when_ended),
		T(test_reread_is_fair_to_accounts),
		T(test_sweep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
