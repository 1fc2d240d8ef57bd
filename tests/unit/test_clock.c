/* SPDX-License-Identifier: ISC */

/* The rows of the clock about questions and our answers. */

#include "unit/test_clock_scene.h"

static void
a_question_opens(void **state)
{
	struct scene *s = *state;
	const struct tquestion *q;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	q = q_of(s, 1);
	assert_int_equal(q->state, Q_WAITING);
	assert_int_equal(q->asked_at, MIN(10));
	assert_int_equal(q->asker, ANNA);
	assert_int_equal(q->parts, 1);
	assert_true(q->rings);
	assert_true(q->to_us);
	assert_false(q->again);
	assert_false(q->private_);
	assert_int_equal(q->ended_at, 0);
	assert_int_equal(q->label, LABEL_QUESTION);
	assert_true(row_at(s, ROW_OPENS, 1));
}

static void
nothing_to_judge(void **state)
{
	struct scene *s = *state;

	judge(s);
	assert_int_equal(s->r.n_questions, 0);
	our_page(s);
	post(s, 1, 100, ANNA, 10, SAYS);
	judge(s);
	assert_int_equal(s->r.n_questions, 0);
	assert_true(row_at(s, ROW_OTHER, 1));
}

static void
an_unsure_one_is_for_the_digest(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, MAYBE);
	judge(s);
	assert_state(s, 1, Q_PERHAPS);
	assert_false(q_of(s, 1)->rings);
	assert_false(q_of(s, 1)->perhaps_answered);
	assert_true(row_at(s, ROW_UNSURE, 1));
	/* Something sure joins: the bell, and the clock of the sure one. */
	post(s, 2, 1, ANNA, 20, ASK);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_int_equal(q_of(s, 1)->asked_at, MIN(20));
}

static void
a_nudge_keeps_the_clock(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, ANNA, 200, ASK | TPOST_NUDGE);
	post(s, 3, 100, ANNA, 300, SAYS | TPOST_NUDGE);
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	assert_int_equal(q_of(s, 1)->nudges, 2);
	assert_int_equal(q_of(s, 1)->parts, 1);
	assert_int_equal(q_of(s, 1)->asked_at, MIN(10));
	assert_int_equal(q_of(s, 1)->last_at, MIN(300));
	assert_true(row_at(s, ROW_NUDGE, 2));
	/* Below the nudge, which stands elsewhere, we answer all of it. */
	post(s, 4, 3, US, 310, OWN);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
}

static void
a_nudge_makes_a_perhaps_sure(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, MAYBE);
	post(s, 2, 1, ANNA, 90, ASK | TPOST_NUDGE);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_int_equal(q_of(s, 1)->asked_at, MIN(10));
}

static void
a_nudge_after_an_answer_is_a_new_question(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, US, 20, OWN);
	post(s, 3, 1, ANNA, 30, ASK | TPOST_NUDGE);
	judge(s);
	assert_int_equal(s->r.n_questions, 2);
	assert_state(s, 1, Q_ANSWERED);
	assert_state(s, 3, Q_WAITING);
	assert_true(q_of(s, 3)->again);
	assert_int_equal(q_of(s, 3)->asked_at, MIN(30));
}

static void
further_questions_are_parts(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, ANNA, 15, ASK | TPOST_URGENT);
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	assert_int_equal(q_of(s, 1)->parts, 2);
	assert_int_equal(q_of(s, 1)->asked_at, MIN(10));
	assert_true(q_of(s, 1)->urgent);
	assert_true(row_at(s, ROW_PART, 2));
}

static void
a_reply_settles_the_parts_of_its_branch(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 100, ANNA, 15, ASK | TPOST_URGENT);
	post(s, 3, 2, US, 20, OWN);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_int_equal(q_of(s, 1)->asked_at, MIN(10));
	assert_int_equal(q_of(s, 1)->first_response_at, MIN(20));
	assert_int_equal(q_of(s, 1)->answer, 0);
	assert_false(q_of(s, 1)->urgent);	/* that part is answered */
	post(s, 4, 1, US, 40, OWN);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_int_equal(q_of(s, 1)->first_response_at, MIN(20));
	assert_int_equal(q_of(s, 1)->ended_at, MIN(40));
	assert_int_equal(q_of(s, 1)->answer, 4);
}

static void
a_reply_between_parts_settles_the_older_one(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, ANNA, 15, ASK);
	post(s, 3, 1, US, 20, OWN);		/* after both */
	post(s, 4, 1, ANNA, 30, ASK);
	judge(s);
	assert_int_equal(s->r.n_questions, 2);
	assert_state(s, 1, Q_ANSWERED);
	assert_int_equal(q_of(s, 1)->parts, 2);
	assert_state(s, 4, Q_WAITING);
	assert_int_equal(q_of(s, 4)->asked_at, MIN(30));
	assert_true(q_of(s, 4)->again);
	assert_int_equal(q_of(s, 4)->first_response_at, 0);
	assert_true(row_at(s, ROW_AGAIN, 4));
}

static void
a_reply_answers_that_person_only(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 100, BERT, 12, ASK);
	to(post(s, 3, 1, US, 20, OWN), ANNA);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_int_equal(q_of(s, 1)->answer, 3);
	assert_int_equal(q_of(s, 1)->ended_by, ROW_ANSWERED);
	assert_state(s, 2, Q_WAITING);
	assert_true(q_of(s, 2)->rings);
	assert_true(row_at(s, ROW_ANSWERED, 3));
	assert_true(row_at(s, ROW_ANSWERS_OTHER, 3));
}

static void
two_in_one_mentions_thread(void **state)
{
	struct scene *s = *state;
	struct tpost *p;

	/* Anna's post names us; Bert answers it and asks us, too. */
	post(s, 1, 0, ANNA, 10, ASK | TPOST_MENTION);
	s->t.root = 1;
	p = post(s, 2, 1, BERT, 12, ASK | TPOST_MENTION | TPOST_TO_OTHERS);
	to(p, ANNA);
	judge(s);
	assert_int_equal(s->r.n_questions, 2);
	/* We answer Bert; his network carries Anna's name along. */
	p = post(s, 3, 2, US, 20, OWN);
	to(p, BERT);
	to(p, ANNA);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_state(s, 2, Q_ANSWERED);
	/* Going on below our own words goes on with Bert. */
	p = post(s, 4, 3, US, 21, OWN);
	to(p, BERT);
	to(p, ANNA);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	post(s, 5, 1, US, 30, OWN);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
}

static void
a_name_added_on_purpose_counts(void **state)
{
	struct scene *s = *state;
	struct tpost *p;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 100, BERT, 12, ASK);
	p = post(s, 3, 1, US, 20, OWN);
	to(p, ANNA);
	to(p, BERT);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_state(s, 2, Q_ANSWERED);
}

static void
an_answer_to_one_in_the_branch_of_another(void **state)
{
	struct scene *s = *state;

	/* Comments are flat: all answers hang below Bert's. */
	our_page(s);
	post(s, 1, 100, BERT, 10, ASK);
	post(s, 2, 1, ANNA, 12, ASK | TPOST_MENTION);
	to(post(s, 3, 1, US, 20, OWN), ANNA);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_state(s, 2, Q_ANSWERED);
}

static void
a_reply_below_the_top_from_another_account(void **state)
{
	struct scene *s = *state;

	/* Below our own reply, by a sibling: the nearest person above. */
	our_page(s);
	post(s, 1, 100, BERT, 10, ASK);
	post(s, 2, 100, ANNA, 12, SAYS);
	post(s, 3, 2, US, 13, OWN);
	post(s, 4, 3, ANNA, 14, ASK);
	post(s, 5, 4, US2, 15, OWN);
	judge(s);
	assert_state(s, 4, Q_ANSWERED);
	assert_int_equal(q_of(s, 4)->answer, 5);
	assert_state(s, 1, Q_WAITING);
}

static void
the_next_own_post_where_nobody_else_is(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 100, US, 20, OWN);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	/* Who comes later changes nothing of that. */
	post(s, 3, 100, BERT, 30, ASK);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_state(s, 3, Q_WAITING);
}

static void
to_somebody_who_is_not_here(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	to(post(s, 2, 100, US, 20, OWN), CARA);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_false(q_of(s, 1)->perhaps_answered);
}

static void
who_comes_later_was_not_meant(void **state)
{
	struct scene *s = *state;

	/* Cara is named in passing; the answer is Anna's. */
	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	to(post(s, 2, 1, US, 20, OWN), CARA);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	post(s, 3, 100, CARA, 30, ASK);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_state(s, 3, Q_WAITING);
}

static void
to_everybody_is_perhaps_an_answer(void **state)
{
	struct scene *s = *state;
	const struct tquestion *q;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 100, BERT, 12, ASK);
	post(s, 3, 100, US, 20, OWN);
	judge(s);
	q = q_of(s, 1);
	assert_int_equal(q->state, Q_PERHAPS);
	assert_true(q->perhaps_answered);
	assert_false(q->rings);
	assert_int_equal(q->asked_at, MIN(10));
	assert_state(s, 2, Q_PERHAPS);
	assert_true(row_at(s, ROW_TO_ALL, 3));
	/* Bert asks on: he was not answered, and the old part may be. */
	post(s, 4, 2, BERT, 30, ASK);
	/* Anna presses: she was not. */
	post(s, 5, 1, ANNA, 31, ASK | TPOST_NUDGE);
	judge(s);
	assert_state(s, 2, Q_WAITING);
	assert_int_equal(q_of(s, 2)->asked_at, MIN(30));
	assert_state(s, 1, Q_WAITING);
	assert_int_equal(q_of(s, 1)->asked_at, MIN(10));
	assert_false(q_of(s, 1)->perhaps_answered);
}

static void
an_answer_edited_into_the_root(void **state)
{
	struct scene *s = *state;

	our_page(s);
	s->posts[0].edited = MIN(20);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 100, BERT, 30, ASK);
	judge(s);
	assert_state(s, 1, Q_PERHAPS);
	assert_true(q_of(s, 1)->perhaps_answered);
	assert_state(s, 2, Q_WAITING);
	assert_true(row_at(s, ROW_TO_ALL, 100));
	/* An edit before the question says nothing. */
	s->posts[0].edited = MIN(5);
	judge(s);
	assert_state(s, 1, Q_WAITING);
}

static void
an_automatic_reply_is_no_answer(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, US, 11, OWN | TPOST_AUTOMATIC);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_int_equal(q_of(s, 1)->first_response_at, 0);
	assert_true(row_at(s, ROW_AUTOMATIC, 2));
}

static void
the_same_words_within_a_minute_are_automatic(void **state)
{
	struct scene *s = *state;
	struct tpost *p;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 100, BERT, 10, ASK);
	p = post(s, 3, 1, US, 11, OWN);
	p->text = "@anna Danke für die Nachricht";
	p = post(s, 4, 2, US, 11, OWN);
	p->text = "@bert Danke für die Nachricht";
	p->at += 59 * WHEN_SECOND;
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_state(s, 2, Q_WAITING);
	assert_true(row_at(s, ROW_AUTOMATIC, 3));
	assert_true(row_at(s, ROW_AUTOMATIC, 4));
	/* Short words are repeated by people. */
	s->posts[3].text = "@anna Ja, gerne!";
	p->text = "@bert Ja, gerne!";
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_state(s, 2, Q_ANSWERED);
	/* Two minutes apart, a person may well repeat himself. */
	s->posts[3].text = p->text = "Danke für die Nachricht";
	p->at += 2 * WHEN_MINUTE;
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_state(s, 2, Q_ANSWERED);
}

static void
a_holding_reply_leaves_a_promise(void **state)
{
	struct scene *s = *state;
	const struct tquestion *q;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, US, 20, OWN | TPOST_HOLDING);
	judge(s);
	q = q_of(s, 1);
	assert_int_equal(q->state, Q_ANSWERED);
	assert_int_equal(q->first_response_at, MIN(20));
	assert_int_equal(q->promise_at, MIN(20));
	assert_int_equal(q->ended_by, ROW_HOLDING);
	/* The promise is kept. */
	post(s, 3, 2, US, 500, OWN);
	judge(s);
	q = q_of(s, 1);
	assert_int_equal(q->promise_at, 0);
	assert_int_equal(q->answer, 3);
	assert_int_equal(q->first_response_at, MIN(20));
	assert_int_equal(q->ended_at, MIN(20));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(a_question_opens),
		SCENE_TEST(nothing_to_judge),
		SCENE_TEST(an_unsure_one_is_for_the_digest),
		SCENE_TEST(a_nudge_keeps_the_clock),
		SCENE_TEST(a_nudge_makes_a_perhaps_sure),
		SCENE_TEST(a_nudge_after_an_answer_is_a_new_question),
		SCENE_TEST(further_questions_are_parts),
		SCENE_TEST(a_reply_settles_the_parts_of_its_branch),
		SCENE_TEST(a_reply_between_parts_settles_the_older_one),
		SCENE_TEST(a_reply_answers_that_person_only),
		SCENE_TEST(two_in_one_mentions_thread),
		SCENE_TEST(a_name_added_on_purpose_counts),
		SCENE_TEST(an_answer_to_one_in_the_branch_of_another),
		SCENE_TEST(a_reply_below_the_top_from_another_account),
		SCENE_TEST(the_next_own_post_where_nobody_else_is),
		SCENE_TEST(to_somebody_who_is_not_here),
		SCENE_TEST(who_comes_later_was_not_meant),
		SCENE_TEST(to_everybody_is_perhaps_an_answer),
		SCENE_TEST(an_answer_edited_into_the_root),
		SCENE_TEST(an_automatic_reply_is_no_answer),
		SCENE_TEST(the_same_words_within_a_minute_are_automatic),
		SCENE_TEST(a_holding_reply_leaves_a_promise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
