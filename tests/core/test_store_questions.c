/* SPDX-License-Identifier: ISC */

/* What staff sees and does: lists, one question in full, search, figures. */

#include "core/store_rig.h"

static const char *const names[] = { "a", "b", "c", "d", "e", "f" };

/* n people ask, a minute apart. */
static void
people_ask(size_t n)
{
	char id[16], handle[16];

	for (size_t i = 0; i < n; i++) {
		struct hark_post p;

		snprintf(id, sizeof(id), "%zu", 100 + i);
		snprintf(handle, sizeof(handle), "@%s", names[i % 6]);
		p = rig_mention(id, i % 2 ? ASK2 : ASK);
		p.author = names[i % 6];
		p.handle = handle;
		p.name = NULL;
		rig_ingest(&p, 1);
		fake_advance(WHEN_MINUTE);
	}
}

static void
test_list_oldest_first(void **state)
{
	struct question_filter f = { .max = 2 };

	(void)state;
	people_ask(4);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 4);
	assert_string_equal(rig_qs[0].native, "100");
	assert_string_equal(rig_qs[3].native, "103");
	store_list(rig, &f, rig_questions, NULL);
	fake_settle();
	assert_int_equal(rig_n, 2);
	assert_string_equal(rig_qs[1].native, "101");
	f.newest_first = true;
	f.since = NOW + WHEN_MINUTE;
	f.max = 0;
	store_list(rig, &f, rig_questions, NULL);
	fake_settle();
	assert_int_equal(rig_n, 3);
	assert_string_equal(rig_qs[0].native, "103");
	f.account = "two";
	store_list(rig, &f, rig_questions, NULL);
	fake_settle();
	assert_int_equal(rig_n, 0);
	f.account = "nobody";
	store_list(rig, &f, rig_questions, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
}

static void
test_list_by_state(void **state)
{
	char id[QID_LEN + 1];

	(void)state;
	people_ask(3);
	rig_list(true, false, false);
	RIG_COPY(id, rig_qs[1].id);
	rig_act(id, VERB_CLOSE, 0);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 2);
	rig_list(false, false, true);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].id, id);
	rig_list(true, true, true);
	assert_int_equal(rig_n, 3);
	rig_list(false, true, false);
	assert_int_equal(rig_n, 0);
}

static void
test_list_by_words(void **state)
{
	struct question_filter f = { .text = "nüsse" };

	(void)state;
	people_ask(2);
	store_list(rig, &f, rig_questions, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].text, ASK2);
	f.text = "\"never closed";
	store_list(rig, &f, rig_questions, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_USAGE);
	assert_int_equal(rig_n, 0);
}

/* Anna asks, we answer and she asks further, both at one time. */
static int64_t
waiting_after(const char *own_id, const char *more_id, bool numbered,
    int64_t own_said, int64_t more_said, int64_t floor)
{
	struct hark_post p[2] = { rig_mention("100", ASK) };
	struct store_batch b = rig_batch(p, 1);

	b.order = numbered ? rig_order : NULL;
	rig_run(&b);
	fake_advance(WHEN_HOUR);
	p[0] = rig_own(own_id, "100", "Bis 14 Uhr.");
	p[0].created = loop_now() - own_said;
	p[1] = rig_mention(more_id, ASK2);
	p[1].parent = "100";
	p[1].created = loop_now() - more_said;
	b.now = loop_now();
	b.n_posts = 2;
	b.floor = floor != 0 ? loop_now() - floor : 0;
	rig_run(&b);
	rig_list(true, false, false);
	return (int64_t)rig_n;
}

static void
test_one_second(void **state)
{
	(void)state;
	/* Ids without numbers: not taken for answered. */
	assert_int_equal(waiting_after("110", "105", false, 0, 0, 0), 1);
	assert_string_equal(rig_qs[0].native, "105");
}

static void
test_one_second_numbered(void **state)
{
	(void)state;
	assert_int_equal(waiting_after("110", "105", true, 0, 0, 0), 0);
}

static void
test_one_second_numbered_after(void **state)
{
	(void)state;
	assert_int_equal(waiting_after("110", "115", true, 0, 0, 0), 1);
	assert_string_equal(rig_qs[0].native, "115");
}

/* Found late, clamped to one time: what the network says decides. */
static void
test_found_late(void **state)
{
	(void)state;
	assert_int_equal(waiting_after("110", "105", false, 20 * WHEN_MINUTE,
	    30 * WHEN_MINUTE, 5 * WHEN_MINUTE), 0);
}

static void
test_found_late_after(void **state)
{
	(void)state;
	assert_int_equal(waiting_after("110", "105", false, 30 * WHEN_MINUTE,
	    20 * WHEN_MINUTE, 5 * WHEN_MINUTE), 1);
	assert_string_equal(rig_qs[0].native, "105");
}

static void
test_act(void **state)
{
	char id[QID_LEN + 1];

	(void)state;
	people_ask(1);
	rig_list(true, false, false);
	RIG_COPY(id, rig_qs[0].id);
	rig_act(id, VERB_SNOOZE, NOW + WHEN_DAY);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_int_equal(rig_n, 1);
	assert_int_equal(rig_qs[0].q.quiet_until, NOW + WHEN_DAY);
	assert_int_equal(rig_qs[0].q.state, Q_WAITING);
	fake_advance(1000);
	rig_act(id, VERB_CLOSE, 0);
	assert_int_equal(rig_qs[0].q.state, Q_CLOSED);
	fake_advance(1000);
	rig_act(id, VERB_REOPEN, 0);
	assert_int_equal(rig_qs[0].q.state, Q_WAITING);
	fake_advance(1000);
	rig_act(id, VERB_NOT_QUESTION, 0);
	assert_int_equal(rig_qs[0].q.state, Q_NOT_QUESTION);
	rig_reopen();
	rig_list(false, false, true);
	assert_int_equal(rig_n, 1);
	assert_int_equal(rig_qs[0].q.state, Q_NOT_QUESTION);
}

static void
test_ids_as_people_type_them(void **state)
{
	char id[QID_LEN + 1], open[QID_LEN + 1], prefix[2];
	int open_with = 0, all_with = 0;

	(void)state;
	people_ask(60);
	rig_list(true, true, true);
	RIG_COPY(id, rig_qs[0].id);
	for (char *c = id; *c != '\0'; c++)
		*c = *c == '1' ? 'l' : *c == '0' ? 'O' : *c >= 'a' ?
		    (char)(*c - 'a' + 'A') : *c;
	rig_act(id, VERB_NOTE, 0);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_string_equal(rig_qs[0].native, "100");

	rig_act("", VERB_NOTE, 0);
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	rig_act("x'); DROP", VERB_NOTE, 0);
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	rig_act("abcdefg", VERB_NOTE, 0);
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);

	/* A prefix of one open and any number of ended ones is the open one. */
	rig_list(true, true, false);
	RIG_COPY(open, rig_qs[0].id);
	prefix[0] = open[0];
	prefix[1] = '\0';
	for (size_t i = 0; i < rig_n; i++)
		open_with += rig_qs[i].id[0] == prefix[0];
	rig_act(prefix, VERB_NOTE, 0);
	assert_int_equal(rig_err.code, open_with > 1 ? ERR_CONFLICT : ERR_OK);
	if (open_with > 1)
		assert_non_null(strstr(rig_err.text, open));
	rig_list(true, true, false);
	all_with = (int)rig_n;
	while (all_with-- > 1) {
		rig_list(true, true, false);
		rig_act(strcmp(rig_qs[0].id, open) == 0 ? rig_qs[1].id :
		    rig_qs[0].id, VERB_CLOSE, 0);
	}
	rig_act(prefix, VERB_NOTE, 0);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_string_equal(rig_qs[0].id, open);
}

/* --- show --- */

static struct {
	size_t posts, steps, actions, others;
	bool opener, answer, reasons, own;
	size_t depth;
	char who[32], text[128];
	int64_t step_post;
} shown;

static void
on_show(void *arg, const struct err *e, const struct question_detail *d)
{
	(void)arg;
	memset(&shown, 0, sizeof(shown));
	rig_err = *e;
	if (d == NULL)
		return;
	shown.posts = d->n_posts;
	shown.steps = d->n_steps;
	shown.actions = d->n_actions;
	shown.others = d->n_others;
	for (size_t i = 0; i < d->n_posts; i++) {
		shown.opener |= d->posts[i].is_opener && d->posts[i].by_asker;
		shown.answer |= d->posts[i].is_answer;
		shown.own |= d->posts[i].flags & TPOST_OWN;
		shown.reasons |= d->posts[i].verdict.n_reasons > 0;
		if (d->posts[i].depth > shown.depth)
			shown.depth = d->posts[i].depth;
	}
	for (size_t i = 0; i < d->n_steps; i++) {
		assert_in_range(d->steps[i].post, 0, d->n_posts);
		if (d->steps[i].post != 0)
			shown.step_post = d->steps[i].post;
	}
	if (d->n_actions > 0)
		RIG_COPY(shown.who, d->actions[0].who);
	RIG_COPY(shown.text, d->question.text);
}

static void
test_show(void **state)
{
	struct hark_post root = rig_own("10", NULL, "Heute gibt es Dinkelbrot.");
	struct hark_post a = rig_mention("11", ASK);
	struct hark_post b = rig_mention("12", ASK2);
	struct hark_post r = rig_own("13", "11", REPLY);

	(void)state;
	a.parent = b.parent = "10";
	b.author = "b1";
	b.handle = "@bert";
	rig_ingest(&root, 1);
	rig_ingest(&a, 1);
	rig_ingest(&b, 1);
	fake_advance(1000);
	r.created = loop_now();
	rig_ingest(&r, 1);
	rig_list(false, false, true);
	assert_int_equal(rig_n, 1);
	rig_act(rig_qs[0].id, VERB_NOTE, 0);
	store_show(rig, rig_qs[0].id, on_show, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
	assert_int_equal(shown.posts, 4);
	assert_int_equal(shown.depth, 2);
	assert_int_equal(shown.others, 1);
	assert_int_equal(shown.actions, 1);
	assert_string_equal(shown.who, "uid 0 (test)");
	assert_string_equal(shown.text, ASK);
	assert_true(shown.opener && shown.answer && shown.own);
	assert_true(shown.reasons);
	assert_true(shown.steps >= 2 && shown.step_post > 0);
	store_show(rig, "zzzzzz", on_show, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
}

/* --- search --- */

static size_t n_hits;
static char hit_text[256], hit_snippet[256], hit_question[16], hit_author[64];
static bool hit_own;

static void
on_hits(void *arg, const struct err *e, const struct post_hit *v, size_t n)
{
	(void)arg;
	rig_err = *e;
	n_hits = n;
	hit_question[0] = '\0';
	if (n > 0) {
		RIG_COPY(hit_text, v[0].text);
		RIG_COPY(hit_snippet, v[0].snippet);
		RIG_COPY(hit_question, v[0].question);
		RIG_COPY(hit_author, v[0].author);
		hit_own = v[0].own;
	}
}

static size_t
search(const char *words)
{
	store_search(rig, words, 10, on_hits, NULL);
	fake_settle();
	return n_hits;
}

static void
test_search(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	struct hark_post own = rig_own("101", "100", REPLY);

	(void)state;
	rig_ingest(&p, 1);
	rig_ingest(&own, 1);
	rig_list(true, true, true);
	assert_int_equal(search("GEÖFFNET habt"), 1);
	assert_string_equal(hit_text, ASK);
	assert_string_equal(hit_question, rig_qs[0].id);
	assert_string_equal(hit_author, "Anna K.");
	assert_non_null(strchr(hit_snippet, '\x01'));
	/* Umlauts as keyboards without them write them. */
	assert_int_equal(search("geoffnet"), 2);
	assert_int_equal(search("samstag uhr"), 1);
	assert_true(hit_own);
	assert_int_equal(search("dinkel"), 0);
	assert_int_equal(search(""), 0);
}

static void
test_hostile_searches(void **state)
{
	static const char *const words[] = {
		"\"", "AND", "OR OR", "NEAR(", "text:x", "-", "*", "^", "()",
		"a AND", "'; DROP TABLE post; --", "{", "col : x", "a\"b", "%",
		"\"geöffnet\" AND (habt", "don't", "8-12", "a@b.de", "\xff\xfe",
		"NEAR(a b, 99999999999)", "+ +", "?1", "\x01\x02",
	};
	struct hark_post p = rig_mention("100", ASK);
	char longer[5000];

	(void)state;
	rig_ingest(&p, 1);
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		search(words[i]);
		if (rig_err.code != ERR_OK)
			assert_int_equal(rig_err.code, ERR_USAGE);
	}
	memset(longer, '(', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	search(longer);
	assert_int_equal(rig_err.code, ERR_USAGE);
	assert_int_equal(search("\"samstag geöffnet\""), 1);
	assert_int_equal(search("geöff*"), 1);
	assert_int_equal(search("dinkel OR samstag"), 1);
}

static void
test_search_follows_edits_and_deletions(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	struct hark_post del = { .id = "100", .flags = HARK_POST_DELETED };

	(void)state;
	rig_ingest(&p, 1);
	assert_int_equal(search("geöffnet"), 1);
	p.text = ASK2;
	rig_ingest(&p, 1);
	assert_int_equal(search("geöffnet"), 0);
	assert_int_equal(search("nüsse"), 1);
	rig_ingest(&del, 1);
	assert_int_equal(search("nüsse"), 0);
}

/* --- status --- */

static struct store_status st;
static struct store_account_status st_one;
static char st_name[16];

static void
on_status(void *arg, const struct err *e, const struct store_status *s)
{
	(void)arg;
	rig_err = *e;
	memset(&st, 0, sizeof(st));
	if (s == NULL)
		return;
	st = *s;
	st_one = s->accounts[0];
	RIG_COPY(st_name, s->accounts[0].name);
}

static void
status(bool talk)
{
	store_status(rig, loop_now(), talk, on_status, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
test_status_counts(void **state)
{
	struct hark_post r;

	(void)state;
	status(false);
	assert_int_equal(st.waiting, 0);
	assert_int_equal(st.oldest_at, 0);
	assert_int_equal(st.n_accounts, 2);
	people_ask(3);
	status(false);
	assert_int_equal(st.waiting, 3);
	assert_int_equal(st.oldest_at, NOW);
	assert_int_equal(st.posts, 3);
	assert_int_equal(st.questions, 3);
	r = rig_own("200", "100", REPLY);
	rig_ingest(&r, 1);
	status(false);
	assert_int_equal(st.waiting, 2);
	assert_int_equal(st.answered, 1);
	assert_int_equal(st.oldest_at, NOW + WHEN_MINUTE);
	assert_string_equal(st_name, "one");
	assert_int_equal(st_one.own_posts, 1);
	rig_list(true, false, false);
	rig_act(rig_qs[0].id, VERB_SNOOZE, loop_now() + WHEN_HOUR);
	status(false);
	assert_int_equal(st.snoozed, 1);
	/* Counted, not only remembered. */
	rig_reopen();
	status(false);
	assert_int_equal(st.waiting, 2);
	assert_int_equal(st.answered, 1);
	assert_int_equal(st.questions, 3);
	assert_int_equal(st.oldest_at, NOW + WHEN_MINUTE);
	assert_int_equal(st.posts, 4);
}

static size_t
list_waiting(bool ended)
{
	const struct question_filter f = { .open = true, .ended = ended,
		.waits = true };

	store_list(rig, &f, rig_questions, NULL);
	fake_settle();
	return rig_n;
}

/* As mails count: neither what has a like, nor what the first run found. */
static void
test_status_counts_who_waits(void **state)
{
	struct hark_post p[2] = { rig_mention("100", ASK),
	    rig_mention("101", ASK) };
	struct store_batch b = rig_batch(p, 2);

	(void)state;
	p[0].created = NOW - 3 * WHEN_DAY;
	p[1].created = NOW - WHEN_HOUR;
	p[1].author = "b1";
	b.baseline = true;
	rig_run(&b);
	status(false);
	assert_int_equal(st.waiting, 1);
	assert_int_equal(st.history, 1);
	assert_int_equal(st.oldest_at, NOW - WHEN_HOUR);
	assert_int_equal(list_waiting(false), 1);
	assert_string_equal(rig_qs[0].native, "101");
	rig_act(rig_qs[0].id, VERB_SNOOZE, loop_now() + WHEN_HOUR);
	status(false);
	assert_int_equal(st.snoozed, 1);
	p[1].flags = HARK_POST_LIKED;
	rig_ingest(&p[1], 1);
	for (int again = 0; again < 2; again++) {
		status(false);
		assert_int_equal(st.waiting, 0);
		assert_int_equal(st.snoozed, 0);
		assert_int_equal(st.liked, 1);
		assert_int_equal(st.history, 1);
		assert_int_equal(st.oldest_at, 0);
		assert_int_equal(list_waiting(false), 0);
		assert_int_equal(list_waiting(true), 0);
		rig_list(true, false, false);
		assert_int_equal(rig_n, 2);
		rig_reopen();
	}
	/* Unliked: there they are again. */
	p[1].flags = 0;
	rig_ingest(&p[1], 1);
	status(false);
	assert_int_equal(st.waiting, 1);
	assert_int_equal(st.liked, 0);
	assert_int_equal(st.oldest_at, NOW - WHEN_HOUR);
}

static size_t n_own;
static char own_text[256];

static void
on_own(void *arg, const struct err *e, const struct own_text *v, size_t n)
{
	(void)arg;
	rig_err = *e;
	n_own = n;
	if (n > 0)
		RIG_COPY(own_text, v[0].text);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(v[i].label, LABEL_BROADCAST);
}

static void
test_broadcasts(void **state)
{
	static const char advert[] = "Nur heute: 20 % Rabatt auf alle Brote! "
	    "Jetzt zugreifen: https://shop.example/angebot";
	struct hark_post ad;
	struct hark_post ask = rig_mention("100", ASK);
	struct hark_post r = rig_own("101", "100", REPLY);
	char id[16];

	(void)state;
	rig_ingest(&ask, 1);
	rig_ingest(&r, 1);
	for (int i = 0; i < 4; i++) {
		snprintf(id, sizeof(id), "%d", 200 + i);
		ad = rig_own(id, NULL, advert);
		fake_advance(WHEN_HOUR);
		ad.created = loop_now();
		rig_ingest(&ad, 1);
	}
	people_ask(6);
	status(true);
	assert_int_equal(st_one.talk.originals, 4);
	assert_int_equal(st_one.talk.replies, 1);
	assert_int_equal(st_one.talk.broadcasts, 4);
	assert_int_equal(st_one.talk.run, 4);
	assert_true(st_one.talk.others >= 5);
	store_own_posts(rig, "one", NOW, 3, on_own, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
	assert_int_equal(n_own, 3);
	assert_string_equal(own_text, advert);
}

static void
test_conversations_are_counted(void **state)
{
	struct hark_post p = rig_mention("100", ASK);

	(void)state;
	rig_ingest(&p, 1);
	p = rig_mention("101", ASK2);
	rig_ingest(&p, 1);
	p = rig_mention("102", "Und am Sonntag?");
	p.parent = "101";
	rig_ingest(&p, 1);
	rig_list(true, true, false);
	assert_int_equal(rig_qs[0].threads, 2);
}

static int changes;

static void
on_change(void *arg, struct store *s)
{
	(void)arg;
	assert_ptr_equal(s, rig);
	changes++;
}

static void
test_changes_are_told(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	struct hark_post dull = rig_mention("101", "Das Brot war sehr gut.");

	(void)state;
	store_on_change(rig, on_change, NULL);
	changes = 0;
	rig_ingest(&p, 1);
	assert_int_equal(changes, 1);
	rig_ingest(&p, 1);
	assert_int_equal(changes, 1);
	dull.author = "b1";
	dull.kind = HARK_FOUND;
	rig_ingest(&dull, 1);
	assert_int_equal(changes, 1);
	rig_list(true, false, false);
	rig_act(rig_qs[0].id, VERB_CLOSE, 0);
	assert_int_equal(changes, 2);
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, rig_setup, rig_teardown)
	const struct CMUnitTest tests[] = {
		T(test_list_oldest_first),
		T(test_list_by_state),
		T(test_list_by_words),
		T(test_one_second),
		T(test_one_second_numbered),
		T(test_one_second_numbered_after),
		T(test_found_late),
		T(test_found_late_after),
		T(test_act),
		T(test_ids_as_people_type_them),
		T(test_show),
		T(test_search),
		T(test_hostile_searches),
		T(test_search_follows_edits_and_deletions),
		T(test_status_counts),
		T(test_status_counts_who_waits),
		T(test_broadcasts),
		T(test_conversations_are_counted),
		T(test_changes_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
