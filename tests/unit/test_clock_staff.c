/* SPDX-License-Identifier: ISC */

/* The rows of the clock about deletions, edits, private threads, networks
 * that hide something, the first run, and what staff does. */

#include "base/utf8.h"
#include "unit/test_clock_scene.h"

static void
deleted_by_its_author(void **state)
{
	struct scene *s = *state;
	struct tpost *p;

	our_page(s);
	p = post(s, 1, 100, ANNA, 10, ASK | TPOST_GONE);
	p->gone_at = MIN(500);
	p->text = "";
	judge(s);
	assert_state(s, 1, Q_GONE);
	assert_int_equal(q_of(s, 1)->ended_at, MIN(500));
	assert_int_equal(q_of(s, 1)->asked_at, MIN(10));
	assert_true(row_at(s, ROW_GONE, 1));
	/* Answered before: stays answered. */
	post(s, 2, 1, US, 20, OWN);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	/* When it went is not known: it has gone all the same. */
	p->gone_at = 0;
	s->t.n_posts--;
	judge(s);
	assert_state(s, 1, Q_GONE);
	assert_true(q_of(s, 1)->ended_at > 0);
}

static void
deleted_while_a_part_remains(void **state)
{
	struct scene *s = *state;
	struct tpost *p;

	our_page(s);
	p = post(s, 1, 100, ANNA, 10, ASK | TPOST_GONE);
	p->gone_at = MIN(30);
	post(s, 2, 100, ANNA, 20, ASK);
	judge(s);
	/* The question keeps its name; the clock, its oldest post. */
	assert_int_equal(s->r.n_questions, 1);
	assert_state(s, 1, Q_WAITING);
	assert_int_equal(q_of(s, 1)->asked_at, MIN(20));
	s->posts[2].flags |= TPOST_GONE;
	s->posts[2].gone_at = MIN(40);
	judge(s);
	assert_state(s, 1, Q_GONE);
	assert_int_equal(q_of(s, 1)->ended_at, MIN(40));
}

static void
removed_by_us(void **state)
{
	struct scene *s = *state;
	struct tpost *p;

	our_page(s);
	p = post(s, 1, 100, ANNA, 10, ASK | TPOST_REMOVED);
	p->gone_at = MIN(2000);
	p->text = "";
	judge(s);
	assert_state(s, 1, Q_REMOVED);
	assert_int_equal(q_of(s, 1)->ended_by, ROW_REMOVED);
	assert_int_equal(q_of(s, 1)->first_response_at, 0);
	assert_true(row_at(s, ROW_REMOVED, 1));
	/* Removed after we had answered: nobody was ignored. */
	post(s, 2, 1, US, 20, OWN);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
}

static void
an_answer_taken_back(void **state)
{
	struct scene *s = *state;
	struct tpost *p;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	p = post(s, 2, 1, US, 20, OWN | TPOST_GONE);
	p->gone_at = MIN(25);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	/* Cleaned up a month later: it had been read. */
	p->gone_at = p->at + 30 * WHEN_DAY;
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
}

static void
edited_to_something_else(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, SAYS)->edited = MIN(20);
	judge(s);
	assert_int_equal(s->r.n_questions, 0);
	assert_true(row_at(s, ROW_EDITED, 1));
	/* A further question stands on its own then, with its pauses. */
	post(s, 2, 1, ANNA, 15, ASK);
	act(s, 1, 16, VERB_SNOOZE)->until = MIN(90);
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	assert_int_equal(q_of(s, 2)->asked_at, MIN(15));
	assert_int_equal(q_of(s, 2)->quiet_until, MIN(90));
	/* Edited into a question: its clock starts at the post's own time. */
	s->posts[1].flags |= ASK;
	judge(s);
	assert_int_equal(q_of(s, 1)->asked_at, MIN(10));
}

static void
hidden_authors(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, HIDDEN, 10, ASK);
	post(s, 2, 1, HIDDEN, 11, ASK);
	post(s, 3, 100, HIDDEN, 12, ASK);
	judge(s);
	assert_int_equal(s->r.n_questions, 2);
	assert_int_equal(q_of(s, 1)->asker, -1);
	assert_int_equal(q_of(s, 1)->parts, 2);
	assert_int_equal(q_of(s, 3)->asker, -3);
	post(s, 4, 2, US, 20, OWN);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_state(s, 3, Q_WAITING);
}

static void
private_conversations(void **state)
{
	struct scene *s = *state;

	s->t.private_ = true;
	post(s, 1, 0, ANNA, 10, TPOST_RINGS)->visibility = HARK_PRIVATE;
	post(s, 2, 0, ANNA, 11, TPOST_RINGS)->visibility = HARK_PRIVATE;
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	assert_true(q_of(s, 1)->private_);
	assert_true(q_of(s, 1)->to_us);
	assert_int_equal(q_of(s, 1)->parts, 2);
	/* No parents at all: the next own post answers everything. */
	post(s, 3, 0, US, 20, OWN);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
}

static void
a_private_group(void **state)
{
	struct scene *s = *state;

	s->t.private_ = true;
	post(s, 1, 0, ANNA, 10, TPOST_RINGS);
	post(s, 2, 0, BERT, 11, TPOST_RINGS);
	post(s, 3, 0, CARA, 12, TPOST_RINGS | TPOST_TO_OTHERS);
	post(s, 4, 0, US, 20, OWN);
	judge(s);
	assert_int_equal(s->r.n_questions, 2);
	assert_state(s, 1, Q_PERHAPS);
	assert_state(s, 2, Q_PERHAPS);
	to(post(s, 5, 0, US, 21, OWN), BERT);
	judge(s);
	assert_state(s, 1, Q_PERHAPS);
	assert_state(s, 2, Q_ANSWERED);
}

static void
a_private_post_in_a_public_thread(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK)->visibility = HARK_PRIVATE;
	post(s, 2, 100, BERT, 10, ASK)->visibility = HARK_UNKNOWN;
	judge(s);
	assert_true(q_of(s, 1)->private_);
	assert_true(q_of(s, 2)->private_);
	/* That some of it is private does not make guests speak to us, nor
	 * one branch of two. */
	s->t.private_ = true;
	post(s, 3, 100, CARA, 11, ASK)->visibility = HARK_PUBLIC;
	post(s, 4, 3, 4, 12, TPOST_RINGS)->visibility = HARK_PUBLIC;
	post(s, 5, 100, CARA, 13, ASK)->visibility = HARK_PUBLIC;
	post(s, 6, 5, US, 14, OWN)->visibility = HARK_PUBLIC;
	judge(s);
	assert_true(row_at(s, ROW_GUESTS, 4));
	assert_state(s, 3, Q_WAITING);
	assert_true(q_of(s, 3)->private_);
}

static void
where_answers_are_never_seen(void **state)
{
	struct scene *s = *state;

	s->t.sees_answers = false;
	post(s, 1, 0, ANNA, 10, ASK);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_true(q_of(s, 1)->blind);
	assert_true(row_at(s, ROW_NO_ANSWERS_SEEN, 1));
	act(s, 1, 3000, VERB_LAPSE);
	judge(s);
	assert_state(s, 1, Q_UNKNOWN);
	assert_int_equal(q_of(s, 1)->ended_by, ROW_NO_ANSWERS_SEEN);
	/* It lapses without having been answered. */
	post(s, 2, 1, ANNA, 4000, ASK);
	judge(s);
	assert_false(q_of(s, 2)->again);
}

static void
the_baseline_is_silent(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK | TPOST_BASELINE);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_true(q_of(s, 1)->baseline);
	assert_true(row_at(s, ROW_BASELINE, 1));
	/* She presses today. */
	post(s, 2, 1, ANNA, 5000, ASK | TPOST_NUDGE);
	judge(s);
	assert_false(q_of(s, 1)->baseline);
	/* Or asks something new. */
	s->posts[2].flags &= ~TPOST_NUDGE;
	judge(s);
	assert_false(q_of(s, 1)->baseline);
	/* Answered long ago: it stays one of the baseline. */
	s->t.n_posts--;
	post(s, 3, 1, US, 20, OWN | TPOST_BASELINE);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_true(q_of(s, 1)->baseline);
}

static void
who_is_never_heard(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK | TPOST_SPAM);
	post(s, 2, 100, BERT, 11, ASK | TPOST_REPOST);
	post(s, 3, 100, CARA, 12, ASK | TPOST_AUTOMATIC);
	post(s, 4, 100, 4, 13, ASK);
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	/* The blocked one is not company: we speak to whom we hear. */
	post(s, 5, 100, US, 14, OWN);
	judge(s);
	assert_state(s, 4, Q_ANSWERED);
}

static void
staff_pauses(void **state)
{
	struct scene *s = *state;
	struct taction *a;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	act(s, 1, 20, VERB_ACK)->until = MIN(100);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_int_equal(q_of(s, 1)->quiet_until, MIN(100));
	assert_int_equal(q_of(s, 1)->last_verb, VERB_ACK);
	assert_null(q_of(s, 1)->assignee);
	assert_true(row_at(s, ROW_STAFF, 1));
	a = act(s, 1, 30, VERB_CLAIM);
	a->until = MIN(200);
	judge(s);
	assert_string_equal(q_of(s, 1)->assignee, "uid 1000 (eva)");
	a = act(s, 1, 40, VERB_ASSIGN);
	a->until = MIN(300);
	a->arg = "otto";
	judge(s);
	assert_string_equal(q_of(s, 1)->assignee, "otto");
	act(s, 1, 50, VERB_SNOOZE)->until = MIN(900);
	act(s, 1, 51, VERB_NOTE);
	judge(s);
	assert_int_equal(q_of(s, 1)->quiet_until, MIN(900));
	assert_int_equal(q_of(s, 1)->last_verb, VERB_SNOOZE);
	assert_string_equal(q_of(s, 1)->assignee, "otto");
	/* Asking on is no reason to forget that; an answer is. */
	post(s, 2, 1, ANNA, 60, ASK);
	judge(s);
	assert_int_equal(q_of(s, 1)->quiet_until, MIN(900));
	post(s, 3, 1, US, 70, OWN);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_int_equal(q_of(s, 1)->quiet_until, 0);
	assert_null(q_of(s, 1)->assignee);
}

static void
staff_closes_and_reopens(void **state)
{
	struct scene *s = *state;
	const struct tquestion *q;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	act(s, 1, 20, VERB_CLOSE)->arg = "phone";
	judge(s);
	q = q_of(s, 1);
	assert_int_equal(q->state, Q_CLOSED);
	assert_int_equal(q->ended_at, MIN(20));
	assert_int_equal(q->last_verb, VERB_CLOSE);
	assert_int_equal(q->first_response_at, 0);
	act(s, 1, 30, VERB_REOPEN);
	judge(s);
	q = q_of(s, 1);
	assert_int_equal(q->state, Q_WAITING);
	assert_int_equal(q->asked_at, MIN(10));
	assert_int_equal(q->ended_at, 0);
	post(s, 2, 1, US, 40, OWN);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_int_equal(q_of(s, 1)->ended_at, MIN(40));
}

static void
after_a_phone_call_they_ask_again(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	act(s, 1, 20, VERB_CLOSE);
	post(s, 2, 1, ANNA, 30, ASK);
	judge(s);
	assert_state(s, 1, Q_CLOSED);
	assert_state(s, 2, Q_WAITING);
	assert_true(q_of(s, 2)->again);
	/* Only one can be open: the older one stays as it is. */
	act(s, 1, 40, VERB_REOPEN);
	judge(s);
	assert_state(s, 1, Q_CLOSED);
	assert_state(s, 2, Q_WAITING);
}

static void
an_answer_found_late_beats_the_close(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, US, 15, OWN);
	act(s, 1, 20, VERB_CLOSE);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_int_equal(q_of(s, 1)->first_response_at, MIN(15));
}

static void
an_answer_was_not_enough(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, US, 15, OWN);
	act(s, 1, 20, VERB_REOPEN);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_int_equal(q_of(s, 1)->answer, 0);
	assert_int_equal(q_of(s, 1)->asked_at, MIN(10));
	assert_int_equal(q_of(s, 1)->first_response_at, MIN(15));
}

static void
staff_corrects_the_ear(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, ANNA, 11, ASK);
	act(s, 1, 20, VERB_NOT_QUESTION);
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	assert_state(s, 1, Q_NOT_QUESTION);
	assert_int_equal(q_of(s, 1)->last_verb, VERB_NOT_QUESTION);
	/* What she asks afterwards is one. */
	post(s, 3, 1, ANNA, 30, ASK);
	judge(s);
	assert_state(s, 1, Q_NOT_QUESTION);
	assert_state(s, 3, Q_WAITING);
	assert_false(q_of(s, 3)->again);
	/* Said of an answered one, it leaves the figures, too. */
	post(s, 4, 3, US, 40, OWN);
	act(s, 3, 50, VERB_NOT_QUESTION);
	judge(s);
	assert_state(s, 3, Q_NOT_QUESTION);
	act(s, 1, 60, VERB_IS_QUESTION);
	judge(s);
	assert_state(s, 1, Q_WAITING);
}

static void
staff_hears_what_hark_did_not(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, SAYS | TPOST_TO_OTHERS);
	post(s, 2, 100, BERT, 11, MAYBE);
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	act(s, 1, 20, VERB_IS_QUESTION);
	act(s, 2, 21, VERB_IS_QUESTION);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_int_equal(q_of(s, 1)->asked_at, MIN(10));
	assert_true(q_of(s, 1)->p > 0.99f);
	assert_state(s, 2, Q_WAITING);
	act(s, 1, 30, VERB_NOT_QUESTION);
	judge(s);
	assert_state(s, 1, Q_NOT_QUESTION);
}

static void
actions_on_nothing(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, SAYS);
	for (int v = VERB_ACK; v <= VERB_LAPSE; v++) {
		if (v == VERB_IS_QUESTION)
			continue;
		act(s, 1, 20, (enum verb)v);
		act(s, 100, 20, (enum verb)v);
		act(s, 77, 20, (enum verb)v);
	}
	judge(s);
	assert_int_equal(s->r.n_questions, 0);
}

static void
clamped_times_and_loops(void **state)
{
	struct scene *s = *state;

	/* The question was found after our answer to it, and clamped. */
	post(s, 5, 1, US, 20, OWN);
	post(s, 1, 0, ANNA, 30, ASK | TPOST_MENTION);
	s->t.root = 1;
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_int_equal(q_of(s, 1)->ended_at, MIN(30));
	/* No network makes loops, but a bug may; it must end. */
	post(s, 6, 7, ANNA, 40, ASK);
	post(s, 7, 6, ANNA, 41, ASK);
	post(s, 8, 8, ANNA, 42, ASK);
	judge(s);
	assert_int_equal(s->r.n_questions, 2);
}

static void
words_for_every_row(void **state)
{
	(void)state;
	for (int r = ROW_OPENS; r <= ROW_UNSURE; r++) {
		const char *de = row_text((enum row)r, "de_AT.UTF-8");
		const char *en = row_text((enum row)r, "en");

		assert_true(strlen(de) > 8 && utf8_width(de) <= 72);
		assert_true(strlen(en) > 8 && utf8_width(en) <= 72);
		assert_true(utf8_valid(de, strlen(de)));
		assert_string_not_equal(de, en);
	}
	assert_string_equal(row_text(ROW_OTHER, NULL), "Not a question");
	for (int q = Q_WAITING; q < Q_UNKNOWN; q++)
		assert_string_not_equal(qstate_name((enum qstate)q), "unknown");
	assert_string_equal(qstate_name((enum qstate)99), "unknown");
	for (int v = VERB_ACK; v <= VERB_LAPSE; v++)
		assert_int_equal(verb_parse(verb_name((enum verb)v)), v);
	assert_int_equal(verb_parse("shout"), 0);
	assert_int_equal(verb_parse(""), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(deleted_by_its_author),
		SCENE_TEST(deleted_while_a_part_remains),
		SCENE_TEST(removed_by_us),
		SCENE_TEST(an_answer_taken_back),
		SCENE_TEST(edited_to_something_else),
		SCENE_TEST(hidden_authors),
		SCENE_TEST(private_conversations),
		SCENE_TEST(a_private_group),
		SCENE_TEST(a_private_post_in_a_public_thread),
		SCENE_TEST(where_answers_are_never_seen),
		SCENE_TEST(the_baseline_is_silent),
		SCENE_TEST(who_is_never_heard),
		SCENE_TEST(staff_pauses),
		SCENE_TEST(staff_closes_and_reopens),
		SCENE_TEST(after_a_phone_call_they_ask_again),
		SCENE_TEST(an_answer_found_late_beats_the_close),
		SCENE_TEST(an_answer_was_not_enough),
		SCENE_TEST(staff_corrects_the_ear),
		SCENE_TEST(staff_hears_what_hark_did_not),
		SCENE_TEST(actions_on_nothing),
		SCENE_TEST(clamped_times_and_loops),
		cmocka_unit_test(words_for_every_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
