/* SPDX-License-Identifier: ISC */

/* Posts on their way in: identity, threads, what is ours, what is gone. */

#include "core/store_rig.h"

static void
test_question_waits_and_is_answered(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	struct hark_post r;

	(void)state;
	rig_ingest(&p, 1);
	assert_int_equal(rig_sum.fresh, 1);
	assert_int_equal(rig_sum.opened, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	assert_int_equal(strlen(rig_qs[0].id), 6);
	assert_string_equal(rig_qs[0].account, "one");
	assert_string_equal(rig_qs[0].text, ASK);
	assert_string_equal(rig_qs[0].asker, "Anna K.");
	assert_string_equal(rig_qs[0].native, "100");
	assert_int_equal(rig_qs[0].q.asked_at, NOW);
	assert_int_equal(rig_qs[0].q.state, Q_WAITING);

	fake_advance(3 * WHEN_HOUR);
	r = rig_own("200", "100", REPLY);
	rig_ingest(&r, 1);
	assert_int_equal(rig_sum.ended, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 0);
	rig_list(false, false, true);
	assert_int_equal(rig_n, 1);
	assert_int_equal(rig_qs[0].q.state, Q_ANSWERED);
	assert_int_equal(rig_qs[0].q.first_response_at, NOW + 3 * WHEN_HOUR);
	assert_string_equal(rig_qs[0].answer, REPLY);
	assert_string_equal(rig_qs[0].answered_by, "Bäckerei");
}

static void
test_seen_again_changes_nothing(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	struct store_health before, after;

	(void)state;
	rig_ingest(&p, 1);
	store_health(rig, &before);
	for (int i = 0; i < 3; i++) {
		fake_advance(WHEN_MINUTE);
		rig_ingest(&p, 1);
		assert_int_equal(rig_sum.fresh, 0);
		assert_int_equal(rig_sum.changed, 0);
		assert_int_equal(rig_sum.known, 1);
	}
	store_health(rig, &after);
	/* Not a page: the log has not grown. */
	assert_int_equal(before.wal_size, after.wal_size);
	assert_int_equal(after.posts, 1);
}

static void
test_unchanged_poll_writes_no_page(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	struct store_batch b = rig_batch(&p, 1);
	struct store_health before, after;

	(void)state;
	b.feed = "mentions";
	b.cursor = "100";
	b.etag = "\"x\"";
	rig_run(&b);
	store_health(rig, &before);
	fake_advance(WHEN_MINUTE);
	b.now = loop_now();
	rig_run(&b);
	store_health(rig, &after);
	assert_int_equal(before.wal_size, after.wal_size);
	b.cursor = "101";
	rig_run(&b);
	store_health(rig, &after);
	assert_true(after.wal_size > before.wal_size);
}

static void
test_two_accounts_ring_once(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	struct store_batch b = rig_batch(&p, 1);

	(void)state;
	rig_ingest(&p, 1);
	b.account = "two";
	rig_run(&b);
	assert_int_equal(rig_sum.fresh, 0);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 1);
}

static void
test_two_people_in_one_thread(void **state)
{
	struct hark_post root = rig_own("10", NULL, "Heute gibt es Dinkelbrot.");
	struct hark_post anna = rig_mention("11", ASK);
	struct hark_post bert = rig_mention("12", ASK2);
	struct hark_post r;

	(void)state;
	anna.parent = bert.parent = "10";
	bert.author = "b1";
	bert.handle = "@bert";
	bert.name = "Bert";
	rig_ingest(&root, 1);
	rig_ingest(&anna, 1);
	rig_ingest(&bert, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 2);
	assert_string_equal(rig_qs[0].root, "Heute gibt es Dinkelbrot.");
	assert_true(rig_qs[0].root_own);
	fake_advance(WHEN_HOUR);
	r = rig_own("13", "11", REPLY);
	rig_ingest(&r, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].asker, "Bert");
}

static void
test_orphan_finds_its_parent(void **state)
{
	struct hark_post reply = rig_own("20", "10", REPLY);
	struct hark_post ask = rig_mention("10", ASK);

	(void)state;
	/* The answer is known before what it answers. */
	ask.created = NOW - WHEN_HOUR;
	rig_ingest(&reply, 1);
	rig_ingest(&ask, 1);
	rig_list(true, true, true);
	assert_int_equal(rig_n, 1);
	assert_int_equal(rig_qs[0].q.state, Q_ANSWERED);
	assert_int_equal(rig_qs[0].q.first_response_at, NOW);
}

static void
test_threads_merge_and_ids_stay(void **state)
{
	struct hark_post a = rig_mention("12", ASK);
	struct hark_post b = rig_mention("13", ASK2);
	struct hark_post root = rig_own("10", NULL, "Heute gibt es Dinkelbrot.");
	char id_a[QID_LEN + 1], id_b[QID_LEN + 1];

	(void)state;
	a.parent = b.parent = "10";
	b.author = "b1";
	b.handle = "@bert";
	rig_ingest(&a, 1);
	rig_ingest(&b, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 2);
	RIG_COPY(id_a, rig_qs[0].id);
	RIG_COPY(id_b, rig_qs[1].id);
	root.created = NOW - WHEN_DAY;
	rig_ingest(&root, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 2);
	assert_string_equal(rig_qs[0].id, id_a);
	assert_string_equal(rig_qs[1].id, id_b);
	assert_string_equal(rig_qs[0].root, "Heute gibt es Dinkelbrot.");
	assert_string_equal(rig_qs[1].root, "Heute gibt es Dinkelbrot.");
}

static void
test_swallowed_question_answers_to_both_ids(void **state)
{
	struct hark_post first = rig_mention("12", ASK);
	struct hark_post second = rig_mention("14", ASK2);
	struct hark_post link = rig_mention("13", "Danke schon mal im Voraus, "
	    "dass ihr nachseht!");
	char a[QID_LEN + 1], b[QID_LEN + 1];

	(void)state;
	/* Two halves of one thread, joined by a post that comes last. */
	link.parent = "12";
	second.parent = "13";
	second.created += 2000;
	link.created += 1000;
	fake_advance(5000);
	rig_ingest(&first, 1);
	rig_ingest(&second, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 2);
	RIG_COPY(a, rig_qs[0].id);
	RIG_COPY(b, rig_qs[1].id);
	rig_ingest(&link, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].id, a);
	assert_true(rig_qs[0].q.parts >= 2);
	rig_act(b, VERB_CLOSE, 0);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_string_equal(rig_qs[0].id, a);
	assert_int_equal(rig_qs[0].q.state, Q_CLOSED);
}

static void
test_time_is_clamped(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	struct store_batch b;

	(void)state;
	p.created = NOW + WHEN_DAY;
	rig_ingest(&p, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_qs[0].q.asked_at, NOW);
	p = rig_mention("101", ASK2);
	p.author = "b1";
	p.created = 1;
	b = rig_batch(&p, 1);
	b.floor = NOW - WHEN_HOUR;
	rig_run(&b);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 2);
	assert_int_equal(rig_qs[0].q.asked_at, NOW - WHEN_HOUR);
}

static void
test_edit_takes_the_question_back(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	char id[QID_LEN + 1];

	(void)state;
	rig_ingest(&p, 1);
	rig_list(true, true, false);
	RIG_COPY(id, rig_qs[0].id);
	fake_advance(WHEN_HOUR);
	p.text = "Das Brot war sehr gut.";
	p.edited = loop_now();
	rig_ingest(&p, 1);
	assert_int_equal(rig_sum.changed, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 0);
	p.text = ASK2;
	p.edited = loop_now() + 1;
	rig_ingest(&p, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].id, id);
	assert_string_equal(rig_qs[0].text, ASK2);
}

static void
test_context_does_not_spoil(void **state)
{
	struct hark_post p = rig_mention("100", ASK);

	(void)state;
	/* First as context of somebody's thread: nobody asked us. */
	p.kind = HARK_CONTEXT;
	p.handle = p.name = NULL;
	rig_ingest(&p, 1);
	/* Then as a mention: now it rings. */
	p = rig_mention("100", ASK);
	rig_ingest(&p, 1);
	assert_int_equal(rig_sum.changed, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].asker, "Anna K.");
	/* And again as context, cut by the network: nothing is lost. */
	p.kind = HARK_CONTEXT;
	p.name = NULL;
	p.text = "Wann habt";
	p.flags = HARK_POST_PARTIAL;
	rig_ingest(&p, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].text, ASK);
}

static void
test_deleted_is_gone_at_once(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	struct hark_post del = { .id = "100", .flags = HARK_POST_DELETED };

	(void)state;
	rig_ingest(&p, 1);
	rig_ingest(&del, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 0);
	rig_list(false, false, true);
	assert_int_equal(rig_n, 1);
	assert_int_equal(rig_qs[0].q.state, Q_GONE);
	assert_string_equal(rig_qs[0].text, "");
	/* A tombstone for what we never saw is nothing. */
	del.id = "999";
	rig_ingest(&del, 1);
	assert_int_equal(rig_sum.fresh + rig_sum.changed, 0);
}

static void
missing(const char *id)
{
	const char *ids[] = { id, NULL };
	struct store_batch b = rig_batch(NULL, 0);

	b.missing = ids;
	rig_run(&b);
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
test_missing_twice_an_hour_apart(void **state)
{
	struct hark_post p = rig_mention("100", ASK);

	(void)state;
	rig_ingest(&p, 1);
	missing("100");
	fake_advance(30 * WHEN_MINUTE);
	missing("100");
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	/* Seen again: the count begins anew. */
	rig_ingest(&p, 1);
	fake_advance(40 * WHEN_MINUTE);
	missing("100");
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	fake_advance(WHEN_HOUR);
	missing("100");
	rig_list(true, false, false);
	assert_int_equal(rig_n, 0);
	rig_list(false, false, true);
	assert_int_equal(rig_qs[0].q.state, Q_GONE);
	/* The network changed its mind. */
	rig_ingest(&p, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].text, ASK);
}

static void
test_own_learned_late(void **state)
{
	struct hark_post ask = rig_mention("100", ASK);
	struct hark_post reply = rig_own("101", "100", REPLY);
	struct store_batch b;

	(void)state;
	/* A colleague's second account, not yet known to be ours. */
	reply.author = "us2";
	reply.handle = "@shop2";
	reply.kind = HARK_CONTEXT;
	rig_ingest(&ask, 1);
	fake_advance(1000);
	reply.created = loop_now();
	rig_ingest(&reply, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	b = rig_batch(NULL, 0);
	b.account = "two";
	b.self_id = "us2";
	rig_run(&b);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 0);
	rig_list(false, false, true);
	assert_int_equal(rig_qs[0].q.state, Q_ANSWERED);
}

static void
test_staff_by_handle(void **state)
{
	struct hark_post ask = rig_mention("100", ASK);
	struct hark_post reply = rig_own("101", "100", REPLY);

	(void)state;
	reply.author = "p9";
	reply.handle = "@Petra";
	reply.name = "Petra";
	reply.kind = HARK_CONTEXT;
	rig_ingest(&ask, 1);
	rig_ingest(&reply, 1);
	rig_list(false, false, true);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].answered_by, "Petra");
}

static void
test_ids_with_the_same_order(void **state)
{
	struct hark_post p[3] = { rig_mention("7", ASK),
	    rig_mention("7b", ASK), rig_mention("8", ASK) };

	(void)state;
	p[1].author = "b1";
	p[2].author = "c1";
	rig_ingest(p, 3);
	assert_int_equal(rig_sum.fresh, 3);
	rig_ingest(p, 3);
	assert_int_equal(rig_sum.known, 3);
	assert_int_equal(rig_sum.fresh, 0);
}

static void
test_private_thread_is_its_people(void **state)
{
	static const char *const to_us[] = { "us", NULL };
	static const char *const to_anna[] = { "a1", NULL };
	struct hark_post ask = rig_mention("100", ASK);
	struct hark_post reply = rig_own("101", NULL, REPLY);
	struct hark_post other = rig_mention("102", ASK2);

	(void)state;
	ask.visibility = reply.visibility = other.visibility = HARK_PRIVATE;
	ask.kind = other.kind = HARK_MESSAGE;
	ask.addressed = other.addressed = to_us;
	other.author = "b1";
	reply.addressed = to_anna;
	rig_ingest(&ask, 1);
	rig_ingest(&other, 1);
	fake_advance(WHEN_MINUTE);
	reply.created = loop_now();
	/* No parent: the network has flat conversations. */
	rig_ingest(&reply, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].text, ASK2);
	assert_true(rig_qs[0].q.private_);
}

static void
test_automatic_texts_answer_nothing(void **state)
{
	struct hark_post ask = rig_mention("100", ASK);
	struct hark_post reply = rig_own("101", "100",
	    "Hallo! Wir melden uns automatisch bald.");

	(void)state;
	rig_ingest(&ask, 1);
	rig_ingest(&reply, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
}

static void
test_same_words_within_a_minute(void **state)
{
	struct hark_post a = rig_mention("100", ASK);
	struct hark_post b = rig_mention("101", ASK2);
	struct hark_post ra = rig_own("110", "100",
	    "Danke für deine Nachricht, sie ist angekommen.");
	struct hark_post rb = ra;

	(void)state;
	b.author = "b1";
	rb.id = "111";
	rb.parent = "101";
	rb.created += 20 * WHEN_SECOND;
	rig_ingest(&a, 1);
	rig_ingest(&b, 1);
	rig_ingest(&ra, 1);
	fake_advance(30 * WHEN_SECOND);
	rig_ingest(&rb, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 2);
}

static void
test_baseline_rings_only_if_young(void **state)
{
	struct hark_post p[2] = { rig_mention("100", ASK),
	    rig_mention("101", ASK2) };
	struct store_batch b = rig_batch(p, 2);

	(void)state;
	p[0].created = NOW - 3 * WHEN_DAY;
	p[1].created = NOW - WHEN_HOUR;
	p[1].author = "b1";
	b.baseline = true;
	rig_run(&b);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 2);
	assert_true(rig_qs[0].q.baseline);
	assert_int_equal(rig_qs[0].ring_at, 0);
	assert_int_equal(rig_qs[1].ring_at, NOW);
}

static void
test_hostile_text_is_only_text(void **state)
{
	struct hark_post p = rig_mention("1'; DROP TABLE post; --",
	    "Wann habt ihr offen? \x1b[2J \xff\xfe \xe2\x80\xae'); "
	    "DROP TABLE question; --");

	(void)state;
	p.name = "Robert'); DROP TABLE author;--";
	rig_ingest(&p, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].asker, "Robert'); DROP TABLE author;--");
	assert_null(strchr(rig_qs[0].text, '\x1b'));
	assert_non_null(strstr(rig_qs[0].text, "DROP TABLE question"));
}

static void
test_html_becomes_text(void **state)
{
	struct hark_post p = rig_mention("100",
	    "<p>Wann habt ihr <b>offen</b>?</p><p>LG &amp; danke</p>");

	(void)state;
	p.format = HARK_HTML;
	rig_ingest(&p, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].text, "Wann habt ihr offen?\n\n"
	    "LG & danke");
}

static void
test_unknown_account_fails_alone(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	struct hark_post q = rig_mention("101", ASK2);
	struct store_batch bad = rig_batch(&p, 1), good = rig_batch(&q, 1);

	(void)state;
	q.author = "b1";
	bad.account = "nobody";
	store_ingest(rig, &good, rig_ingested, NULL);
	store_ingest(rig, &bad, rig_ingested, NULL);
	rig_answers = 0;
	fake_settle();
	assert_int_equal(rig_answers, 2);
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 1);
}

static void
test_same_post_on_two_servers(void **state)
{
	const struct store_account acc[] = {
		{ .name = "one", .plugin = "mastodon", .realm = "srv",
		  .sees_answers = true },
		{ .name = "far", .plugin = "mastodon", .realm = "elsewhere",
		  .sees_answers = true },
	};
	struct hark_post p = rig_mention("100", ASK);
	struct hark_post q = rig_mention("900", ASK);
	struct hark_post reply = rig_own("901", "900", REPLY);
	struct store_batch b;

	(void)state;
	store_sync_accounts(rig, acc, 2, rig_synced, NULL);
	fake_settle();
	p.uri = q.uri = "https://home/@anna/1";
	q.author = "x77";
	rig_ingest(&p, 1);
	b = rig_batch(&q, 1);
	b.account = "far";
	b.self_id = "far-us";
	rig_run(&b);
	assert_int_equal(rig_err.code, ERR_OK);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 1);
	/* Answered there: answered. */
	fake_advance(WHEN_HOUR);
	reply.author = "far-us";
	reply.created = loop_now();
	b.posts = &reply;
	b.now = loop_now();
	rig_run(&b);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 0);
}

/* --- what is kept short is read whole --- */

static void
asked_at(const char *id, const char *url, const char *want_url)
{
	struct hark_post p = rig_mention(id, ASK);

	p.author = id;
	p.url = url;
	rig_ingest(&p, 1);
	rig_list(true, true, false);
	for (size_t i = 0; i < rig_n; i++)
		if (strcmp(rig_qs[i].native, id) == 0) {
			assert_string_equal(rig_qs[i].url, want_url);
			return;
		}
	fail_msg("no question %s", id);
}

static void
test_short_ids_are_read_whole(void **state)
{
	struct hark_post p;

	(void)state;
	asked_at("115605635072039901", "https://srv/@anna/115605635072039901",
	    "https://srv/@anna/115605635072039901");
	asked_at("42", "https://srv/42/42?n=42", "https://srv/42/42?n=42");
	/* In order, but not its own key: kept as it is. */
	asked_at("007", "https://srv/007", "https://srv/007");
	asked_at("7", "https://srv/x", "https://srv/x");
	asked_at("at://did:plc:abc/post/3k", "https://srv/3k", "https://srv/3k");
	asked_at("https://blog/1", "https://blog/1", "https://blog/1");
	/* A stranger's sign does not become the id. */
	asked_at("88", "https://srv/\1/88", "https://srv//88");
	asked_at("99", "https://srv/\1", "https://srv/");
	/* Edited: found by its id again, with another address. */
	p = rig_mention("42", ASK2);
	p.author = "42";
	p.url = "https://new/42";
	rig_ingest(&p, 1);
	assert_int_equal(rig_sum.changed, 1);
	assert_int_equal(rig_sum.fresh, 0);
	rig_ingest(&p, 1);
	assert_int_equal(rig_sum.known, 1);
	rig_list(true, true, false);
	for (size_t i = 0; i < rig_n; i++)
		if (strcmp(rig_qs[i].native, "42") == 0)
			assert_string_equal(rig_qs[i].url, "https://new/42");
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, rig_setup, rig_teardown)
	const struct CMUnitTest tests[] = {
		T(test_question_waits_and_is_answered),
		T(test_seen_again_changes_nothing),
		T(test_unchanged_poll_writes_no_page),
		T(test_two_accounts_ring_once),
		T(test_two_people_in_one_thread),
		T(test_orphan_finds_its_parent),
		T(test_threads_merge_and_ids_stay),
		T(test_swallowed_question_answers_to_both_ids),
		T(test_time_is_clamped),
		T(test_edit_takes_the_question_back),
		T(test_context_does_not_spoil),
		T(test_deleted_is_gone_at_once),
		T(test_missing_twice_an_hour_apart),
		T(test_own_learned_late),
		T(test_staff_by_handle),
		T(test_ids_with_the_same_order),
		T(test_private_thread_is_its_people),
		T(test_automatic_texts_answer_nothing),
		T(test_same_words_within_a_minute),
		T(test_baseline_rings_only_if_young),
		T(test_hostile_text_is_only_text),
		T(test_html_becomes_text),
		T(test_unknown_account_fails_alone),
		T(test_short_ids_are_read_whole),
		T(test_same_post_on_two_servers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
