/* SPDX-License-Identifier: ISC */

/*
 * Posts of one second.  Some networks tell no more, and what strangers say of
 * their time is clamped: then parents, ids and what was told first decide, and
 * what is left in doubt waits rather than being taken for answered.
 */

#include "unit/test_clock_scene.h"

/* We answer, and in the same second Anna asks further. */
static void
further_question(struct scene *s, int64_t id, int64_t parent)
{
	our_page(s);
	post(s, 5, 100, ANNA, 10, ASK);
	post(s, 7, 5, US, 20, OWN);
	post(s, id, parent, ANNA, 20, ASK);
	judge(s);
	assert_state(s, 5, Q_ANSWERED);
	assert_state(s, id, Q_WAITING);
	assert_int_equal(q_of(s, id)->asked_at, MIN(20));
	assert_true(q_of(s, id)->again);
}

static void
beside_our_answer(void **state)
{
	/* Whichever arrived first. */
	further_question(*state, 6, 5);
	memset(&((struct scene *)*state)->t, 0, sizeof(struct thread));
	scene_free(*state);
	scene_init(*state);
	further_question(*state, 8, 5);
}

static void
below_our_answer(void **state)
{
	further_question(*state, 6, 7);
}

static void
at_the_top(void **state)
{
	further_question(*state, 6, 100);
}

/* What stands above our post was there before it. */
static void
above_our_answer(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 5, 100, ANNA, 10, ASK);
	post(s, 8, 5, ANNA, 20, ASK);
	post(s, 7, 8, US, 20, OWN);
	judge(s);
	assert_state(s, 5, Q_ANSWERED);
	assert_int_equal(s->r.n_questions, 1);
	/* Also if they stand in one second from the beginning. */
	scene_free(s);
	scene_init(s);
	our_page(s);
	post(s, 9, 100, ANNA, 0, ASK);
	post(s, 8, 9, ANNA, 0, SAYS);
	post(s, 7, 8, US, 0, OWN);
	judge(s);
	assert_state(s, 9, Q_ANSWERED);
}

/* Our answer to Bert is none to Anna, who asks in that second. */
static void
two_of_ours(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 100, BERT, 10, ASK);
	post(s, 3, 1, US, 20, OWN);
	post(s, 4, 1, ANNA, 20, ASK);
	post(s, 5, 2, BERT, 20, ASK);
	post(s, 6, 5, US, 20, OWN);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_state(s, 4, Q_WAITING);
	assert_state(s, 2, Q_ANSWERED);
	assert_int_equal(s->r.n_questions, 3);
}

/* A private conversation has no parents. */
static void
private_words(void **state)
{
	struct scene *s = *state;

	s->t.private_ = true;
	post(s, 1, 0, ANNA, 10, ASK);
	post(s, 3, 0, US, 20, OWN);
	post(s, 2, 0, ANNA, 20, ASK);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_state(s, 2, Q_WAITING);
}

/* Where ids are numbered that is the order, whatever arrived first. */
static void
by_number(void **state)
{
	for (int i = 0; i < 4; i++) {
		struct scene *s = *state;
		struct tpost *own, *more;

		scene_free(s);
		scene_init(s);
		our_page(s);
		post(s, 5, 100, ANNA, 10, ASK);
		own = post(s, 7, 5, US, 20, OWN);
		more = post(s, i < 2 ? 6 : 8, 5, ANNA, 20, ASK);
		own->order = 1000;
		more->order = i % 2 == 0 ? 999 : 1001;
		judge(s);
		assert_state(s, 5, Q_ANSWERED);
		assert_int_equal(s->r.n_questions, i % 2 == 0 ? 1 : 2);
		/* One has none: it is not known. */
		own->order = 0;
		judge(s);
		assert_int_equal(s->r.n_questions, 2);
	}
}

/* Numbers do not put a post before what it stands below. */
static void
a_number_that_lies(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 5, 100, ANNA, 20, ASK)->order = 1000;
	post(s, 7, 5, US, 20, OWN)->order = 10;
	judge(s);
	assert_state(s, 5, Q_ANSWERED);
}

/* Found late, all of it has one clamped time: then what was told counts. */
static void
as_it_was_told(void **state)
{
	struct scene *s = *state;
	struct tpost *ask, *own;

	our_page(s);
	ask = post(s, 8, 100, ANNA, 20, ASK);
	own = post(s, 7, 0, US, 20, OWN);
	ask->told = MIN(5);
	own->told = MIN(6);
	judge(s);
	assert_state(s, 8, Q_ANSWERED);
	own->told = MIN(4);
	judge(s);
	assert_state(s, 8, Q_WAITING);
	own->told = MIN(5);
	judge(s);
	assert_state(s, 8, Q_WAITING);
	/* A parent's time is the least of its children's. */
	own->parent = 8;
	own->told = MIN(1);
	judge(s);
	assert_state(s, 8, Q_ANSWERED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(beside_our_answer),
		SCENE_TEST(below_our_answer),
		SCENE_TEST(at_the_top),
		SCENE_TEST(above_our_answer),
		SCENE_TEST(two_of_ours),
		SCENE_TEST(private_words),
		SCENE_TEST(by_number),
		SCENE_TEST(a_number_that_lies),
		SCENE_TEST(as_it_was_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
