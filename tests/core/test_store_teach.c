/* SPDX-License-Identifier: ISC */

/* What staff teaches: this verdict, those after it, and taking it back. */

#include "core/store_rig.h"
#include "store/teach.h"

#define MODEL "conf/hark.model"
#define PLAIN "Kuchen war gestern wie immer sehr gut."

static struct {
	struct store_lesson l;
	char name[64], text[256];
} got[64];
static size_t n_got;

static void
on_lessons(void *arg, const struct err *e, const struct store_lesson *v,
    size_t n)
{
	(void)arg;
	rig_err = *e;
	n_got = n;
	for (size_t i = 0; i < n && i < ARRAY_LEN(got); i++) {
		got[i].l = v[i];
		RIG_COPY(got[i].name, v[i].name);
		RIG_COPY(got[i].text, v[i].text != NULL ? v[i].text : "-");
	}
}

static void
teach(const char *name, enum label label)
{
	store_teach(rig, name, label, "uid 0 (test)", loop_now(), on_lessons,
	    NULL);
	fake_settle();
}

static void
undo(const char *name)
{
	store_unteach(rig, name, "uid 0 (test)", loop_now(), on_lessons, NULL);
	fake_settle();
}

static struct {
	struct store_unflagged u;
	char text[256];
} un[64];
static size_t n_un;

static void
on_unflagged(void *arg, const struct err *e, const struct store_unflagged *v,
    size_t n)
{
	(void)arg;
	rig_err = *e;
	n_un = n;
	for (size_t i = 0; i < n && i < ARRAY_LEN(un); i++) {
		un[i].u = v[i];
		RIG_COPY(un[i].text, v[i].text);
	}
}

static void
sample(bool own, size_t max)
{
	store_unflagged(rig, own, max, on_unflagged, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static int
with_model(void **state)
{
	struct classifier *rules;
	struct err e = { 0 };

	rig_setup(state);
	rules = rig_classifier;
	store_close(rig);
	rig_classifier = classify_load(MODEL, &e);
	assert_non_null(rig_classifier);
	classify_free(rules);
	rig_open(rig_path);
	rig_sync();
	return 0;
}

static void
say(const char *id, const char *text)
{
	struct hark_post p = rig_mention(id, text);
	AUTO(free_p) char *author = xasprintf("a%s", id);

	p.author = author;
	rig_ingest(&p, 1);
	fake_advance(WHEN_MINUTE);
}

/* The only open question's id, or "" */
static const char *
open_question(void)
{
	static char id[QID_LEN + 1];

	rig_list(true, true, false);
	assert_true(rig_n <= 1);
	RIG_COPY(id, rig_n == 1 ? rig_qs[0].id : "");
	return id;
}

static void
test_not_a_question(void **state)
{
	char id[QID_LEN + 1];

	(void)state;
	say("100", ASK);
	RIG_COPY(id, open_question());
	teach(id, LABEL_OTHER);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_string_equal(got[0].name, id);
	assert_int_equal(got[0].l.label, LABEL_OTHER);
	assert_int_equal(got[0].l.was, LABEL_QUESTION);
	assert_int_equal(got[0].l.state, Q_NOT_QUESTION);
	assert_true(got[0].l.learns);
	assert_string_equal(open_question(), "");
	/* It holds when the store is opened again. */
	rig_reopen();
	assert_string_equal(open_question(), "");
	undo(NULL);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_string_equal(got[0].text, ASK);
	assert_string_equal(open_question(), id);
	undo(NULL);
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
}

static void
test_a_question_after_all(void **state)
{
	char id[QID_LEN + 1];

	(void)state;
	say("100", PLAIN);
	assert_string_equal(open_question(), "");
	teach("p-1", LABEL_REQUEST);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_string_equal(got[0].name, "p-1");
	assert_int_equal(got[0].l.state, Q_WAITING);
	RIG_COPY(id, open_question());
	assert_string_equal(id, got[0].l.question);
	assert_int_equal(rig_qs[0].q.label, LABEL_REQUEST);
	assert_true(rig_qs[0].ring_at > 0);
	/* Said otherwise: the newer word counts. */
	teach(id, LABEL_THANKS);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_string_equal(open_question(), "");
	store_lessons(rig, 0, on_lessons, NULL);
	fake_settle();
	assert_int_equal(n_got, 1);
	assert_int_equal(got[0].l.label, LABEL_THANKS);
	teach(id, LABEL_QUESTION);
	assert_string_equal(open_question(), id);
	undo(id);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_string_equal(open_question(), "");
}

static void
test_close_and_reopen(void **state)
{
	char id[QID_LEN + 1];

	(void)state;
	say("100", ASK);
	RIG_COPY(id, open_question());
	rig_act(id, VERB_NOT_QUESTION, 0);
	store_lessons(rig, 0, on_lessons, NULL);
	fake_settle();
	assert_int_equal(n_got, 1);
	assert_string_equal(got[0].name, id);
	assert_int_equal(got[0].l.label, LABEL_OTHER);
	assert_string_equal(got[0].text, ASK);
	/* A slip: it was one. */
	rig_act(id, VERB_REOPEN, 0);
	assert_int_equal(rig_qs[0].q.state, Q_WAITING);
	store_lessons(rig, 0, on_lessons, NULL);
	fake_settle();
	assert_int_equal(n_got, 0);
	/* Closing it by phone teaches nothing. */
	rig_act(id, VERB_CLOSE, 0);
	store_lessons(rig, 0, on_lessons, NULL);
	fake_settle();
	assert_int_equal(n_got, 0);
}

static void
test_edit_ends_the_verdict(void **state)
{
	struct hark_post p = rig_mention("100", PLAIN);

	(void)state;
	rig_ingest(&p, 1);
	teach("p-1", LABEL_REQUEST);
	assert_string_not_equal(open_question(), "");
	fake_advance(WHEN_MINUTE);
	p.text = "Vielen Dank, alles bestens!";
	rig_ingest(&p, 1);
	assert_string_equal(open_question(), "");
	/* What was learned from the former words stays, until taken back. */
	store_lessons(rig, 0, on_lessons, NULL);
	fake_settle();
	assert_int_equal(n_got, 1);
}

static void
test_own_post(void **state)
{
	struct hark_post p = rig_own("100", NULL,
	    "Neue Woche, neue Brote: Roggen, Dinkel, Sonnenblume.");

	(void)state;
	rig_ingest(&p, 1);
	sample(true, 10);
	assert_int_equal(n_un, 1);
	teach(un[0].u.name, LABEL_QUESTION);
	assert_int_equal(rig_err.code, ERR_USAGE);
	teach(un[0].u.name, LABEL_INFORMATION);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_int_equal(got[0].l.label, LABEL_INFORMATION);
	/* Checked: not in the next sample. */
	sample(true, 10);
	assert_int_equal(n_un, 0);
	undo(NULL);
	sample(true, 10);
	assert_int_equal(n_un, 1);
	say("101", ASK);
	teach("p-2", LABEL_DIALOGUE);
	assert_int_equal(rig_err.code, ERR_USAGE);
}

static void
test_names(void **state)
{
	(void)state;
	teach("p-77", LABEL_OTHER);
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	teach("p-", LABEL_OTHER);
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	teach("p-1x", LABEL_OTHER);
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	teach("", LABEL_OTHER);
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	teach("p--1", LABEL_OTHER);
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	undo("zzzzzz");
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	say("100", ASK);
	undo("p-1");
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
}

static void
test_deleted_words_are_unlearned(void **state)
{
	struct hark_post p = rig_mention("100", ASK);

	(void)state;
	rig_ingest(&p, 1);
	teach("p-1", LABEL_OTHER);
	assert_int_equal(rig_err.code, ERR_OK);
	p.flags |= HARK_POST_DELETED;
	rig_ingest(&p, 1);
	store_lessons(rig, 0, on_lessons, NULL);
	fake_settle();
	assert_int_equal(n_got, 0);
	teach("p-1", LABEL_QUESTION);
	assert_int_equal(rig_err.code, ERR_CONFLICT);
}

static void
on_count(void *arg, const struct err *e, int64_t n)
{
	(void)e;
	*(int64_t *)arg = n;
}

/* Retention takes the words; what was learned stays, and can be undone. */
static void
test_retention(void **state)
{
	struct store_retention keep = { .other_ms = WHEN_DAY,
	    .baseline_ms = WHEN_DAY, .question_ms = WHEN_DAY };
	int64_t n = 1;

	(void)state;
	say("100", PLAIN);
	teach("p-1", LABEL_THANKS);
	assert_int_equal(rig_err.code, ERR_OK);
	fake_advance(40 * WHEN_DAY);
	while (n > 0) {
		store_retain(rig, &keep, loop_now(), 0, on_count, &n);
		fake_settle();
	}
	store_lessons(rig, 0, on_lessons, NULL);
	fake_settle();
	assert_int_equal(n_got, 1);
	assert_string_equal(got[0].name, "p-1");
	assert_string_equal(got[0].text, "-");
	undo("p-1");
	assert_int_equal(rig_err.code, ERR_OK);
	store_lessons(rig, 0, on_lessons, NULL);
	fake_settle();
	assert_int_equal(n_got, 0);
}

static const char *const datschi[] = {
	"Gestern gab es bei uns Zwetschgendatschi",
	"Zwetschgendatschi ist im Sommer das Beste",
	"So ein Wetter, da freut sich der Zwetschgendatschi",
	"Meine Oma machte Zwetschgendatschi mit Streuseln",
	"Beim Zwetschgendatschi sind wir alle daheim",
	"Ohne Zwetschgendatschi ist der September leer",
	"Mein Bruder isst den Zwetschgendatschi immer allein",
	"Der Zwetschgendatschi von damals war größer",
	/* Not taught. */
	"Nach dem Baden gab es immer Zwetschgendatschi",
};
#define TAUGHT	8

static size_t
waiting(void)
{
	rig_list(true, false, false);
	return rig_n;
}

/* Here every word about plum cake is an order. */
static void
teach_datschi(void)
{
	char id[16];

	for (int i = 0; i < TAUGHT; i++) {
		snprintf(id, sizeof(id), "%d", 100 + i);
		say(id, datschi[i]);
		snprintf(id, sizeof(id), "p-%d", i + 1);
		teach(id, LABEL_REQUEST);
		assert_int_equal(rig_err.code, ERR_OK);
		assert_int_equal(got[0].l.state, Q_WAITING);
	}
	assert_int_equal(waiting(), TAUGHT);
}

/* A network whose terms forbid it: this verdict, and nothing more. */
static void
test_no_train(void **state)
{
	const struct store_account a = { .name = "one", .plugin = "mastodon",
	    .realm = "srv", .sees_answers = true, .terms = HARK_NO_TRAIN };

	(void)state;
	store_sync_accounts(rig, &a, 1, rig_synced, NULL);
	fake_settle();
	teach_datschi();
	assert_false(got[0].l.learns);
	say("200", datschi[TAUGHT]);
	assert_int_equal(waiting(), TAUGHT);
}

/* The same where learning is allowed: the ninth is heard. */
static void
test_later_posts(void **state)
{
	(void)state;
	say("99", datschi[TAUGHT]);
	assert_int_equal(waiting(), 0);
	undo(NULL);
	for (int i = 0; i < TAUGHT; i++) {
		char id[16];

		snprintf(id, sizeof(id), "%d", 100 + i);
		say(id, datschi[i]);
		snprintf(id, sizeof(id), "p-%d", i + 2);
		teach(id, LABEL_REQUEST);
		assert_true(got[0].l.learns);
	}
	assert_int_equal(waiting(), TAUGHT);
	say("200", datschi[TAUGHT]);
	assert_int_equal(waiting(), TAUGHT + 1);
	/* Also by a daemon that starts. */
	rig_reopen();
	say("201", datschi[TAUGHT]);
	assert_int_equal(waiting(), TAUGHT + 2);
	/* Words without the cake are judged as ever. */
	say("202", PLAIN);
	assert_int_equal(waiting(), TAUGHT + 2);
	/* All taken back: as before. */
	for (int i = 0; i < TAUGHT; i++) {
		undo(NULL);
		assert_int_equal(rig_err.code, ERR_OK);
	}
	say("203", datschi[TAUGHT]);
	rig_list(true, false, false);
	for (size_t i = 0; i < rig_n; i++)
		assert_string_not_equal(rig_qs[i].native, "203");
}

static void
test_sample(void **state)
{
	(void)state;
	say("100", ASK);
	say("101", "Guten Morgen zusammen, schöne Woche euch allen.");
	say("102", "Die Brezeln waren heute etwas hart, na ja.");
	say("103", "Sonne.");
	sample(false, 2);
	assert_in_range(n_un, 1, 2);
	for (size_t i = 0; i < n_un; i++) {
		assert_string_not_equal(un[i].text, ASK);
		assert_true(un[i].u.short_of > 0);
		assert_true(i == 0 || un[i].u.short_of >=
		    un[i - 1].u.short_of);
	}
	teach(un[0].u.name, LABEL_OTHER);
	RIG_COPY(got[1].text, un[0].text);
	sample(false, 10);
	for (size_t i = 0; i < n_un; i++)
		assert_string_not_equal(un[i].text, got[1].text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f)	cmocka_unit_test_setup_teardown(f, with_model, rig_teardown)
		T(test_not_a_question),
		T(test_a_question_after_all),
		T(test_close_and_reopen),
		T(test_edit_ends_the_verdict),
		T(test_own_post),
		T(test_names),
		T(test_deleted_words_are_unlearned),
		T(test_retention),
		T(test_no_train),
		T(test_later_posts),
		T(test_sample),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
