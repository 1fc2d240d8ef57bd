/* SPDX-License-Identifier: ISC */

/* The rows of the clock about other people's help, likes, thanks, guests,
 * pictures and reviews. */

#include "unit/test_clock_scene.h"

static void
others_help(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, BERT, 20, SAYS | TPOST_TO_OTHERS);
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	assert_state(s, 1, Q_WAITING);
	assert_int_equal(q_of(s, 1)->community, 1);
	assert_true(q_of(s, 1)->less_urgent);
	assert_true(row_at(s, ROW_COMMUNITY, 2));
	/* Never where health is at stake. */
	s->posts[1].flags |= TPOST_URGENT;
	judge(s);
	assert_int_equal(q_of(s, 1)->community, 1);
	assert_false(q_of(s, 1)->less_urgent);
	assert_true(q_of(s, 1)->urgent);
}

static void
what_is_no_help(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	/* "das wüsste ich auch gern?" */
	post(s, 2, 1, BERT, 20, TPOST_PERHAPS);
	post(s, 3, 1, BERT, 21, TPOST_EMPTY);
	post(s, 4, 1, BERT, 22, TPOST_MEDIA);
	post(s, 5, 1, BERT, 23, TPOST_SETTLES)->label = LABEL_THANKS;
	post(s, 6, 100, BERT, 24, SAYS);		/* elsewhere */
	post(s, 7, 1, BERT, 25, TPOST_SPAM);
	judge(s);
	assert_int_equal(q_of(s, 1)->community, 0);
	assert_state(s, 1, Q_WAITING);
	/* Where comments are flat, by name. */
	to(post(s, 8, 100, BERT, 30, TPOST_TO_OTHERS), ANNA);
	judge(s);
	assert_int_equal(q_of(s, 1)->community, 1);
}

static void
our_like_stops_the_bell(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK | TPOST_LIKED);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_true(q_of(s, 1)->liked);
	assert_true(row_at(s, ROW_LIKE, 1));
	/* Asking on, or pressing, starts it again. */
	post(s, 2, 1, ANNA, 20, ASK);
	judge(s);
	assert_false(q_of(s, 1)->liked);
	s->posts[2].flags |= TPOST_NUDGE;
	judge(s);
	assert_false(q_of(s, 1)->liked);
}

static void
our_like_of_somebodys_answer_settles(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, BERT, 20, TPOST_LIKED);
	judge(s);
	assert_state(s, 1, Q_SETTLED);
	assert_int_equal(q_of(s, 1)->ended_by, ROW_LIKE_COMMUNITY);
	assert_int_equal(q_of(s, 1)->first_response_at, 0);
}

static void
thanks_settle(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 100, ANNA, 20, SAYS | TPOST_SETTLES)->label = LABEL_THANKS;
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	assert_state(s, 1, Q_SETTLED);
	assert_int_equal(q_of(s, 1)->ended_at, MIN(20));
	assert_int_equal(q_of(s, 1)->ended_by, ROW_THANKS);
	assert_true(row_at(s, ROW_THANKS, 2));
	/* Nobody had answered: what follows is a first question again. */
	post(s, 3, 100, ANNA, 30, ASK);
	judge(s);
	assert_false(q_of(s, 3)->again);
}

static void
thanks_open_nothing(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, SAYS | TPOST_SETTLES)->label = LABEL_THANKS;
	judge(s);
	assert_int_equal(s->r.n_questions, 0);
}

static void
thanks_in_advance_settle_nothing(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, ANNA, 11, SAYS)->label = LABEL_THANKS;
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_true(row_at(s, ROW_THANKS_NOT, 2));
}

static void
thanks_with_a_question(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 1, US, 20, OWN);
	post(s, 3, 1, ANNA, 30, ASK | TPOST_SETTLES)->label = LABEL_THANKS;
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_state(s, 3, Q_WAITING);
	assert_true(row_at(s, ROW_THANKS_NOT, 3));
}

static void
thanks_to_another_guest(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, ASK);
	post(s, 2, 100, BERT, 11, SAYS);
	/* About something of Bert's, not about her question. */
	post(s, 3, 2, ANNA, 12, TPOST_SETTLES)->label = LABEL_THANKS;
	judge(s);
	assert_state(s, 1, Q_WAITING);
	/* For Bert's help below her question. */
	post(s, 4, 1, BERT, 20, 0);
	post(s, 5, 4, ANNA, 21, TPOST_SETTLES)->label = LABEL_THANKS;
	judge(s);
	assert_state(s, 1, Q_SETTLED);
}

static void
among_guests(void **state)
{
	struct scene *s = *state;
	struct tpost *p;

	our_page(s);
	/* "@Petra kommst du mit?" on our page */
	p = post(s, 1, 100, ANNA, 10, ASK | TPOST_TO_OTHERS);
	to(p, CARA);
	/* An answer to her, without a word to us. */
	post(s, 2, 1, CARA, 11, ASK);
	judge(s);
	assert_int_equal(s->r.n_questions, 0);
	assert_true(row_at(s, ROW_GUESTS, 1));
	assert_true(row_at(s, ROW_GUESTS, 2));
	/* "@Petra @Laden wann habt ihr offen?" */
	to(p, US);
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	assert_state(s, 1, Q_WAITING);
}

static void
strangers_among_themselves(void **state)
{
	struct scene *s = *state;

	/* Read to understand a thread; only Cara speaks to us. */
	post(s, 1, 0, ANNA, 10, TPOST_RINGS | TPOST_PERHAPS);
	s->t.root = 1;
	post(s, 2, 1, BERT, 11, TPOST_RINGS | TPOST_PERHAPS);
	post(s, 3, 2, CARA, 12, ASK);
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	assert_state(s, 3, Q_WAITING);
}

static void
found_by_a_search(void **state)
{
	struct scene *s = *state;
	struct tpost *p;

	p = post(s, 1, 0, ANNA, 10, TPOST_FOUND | TPOST_PERHAPS);
	s->t.root = 1;
	judge(s);
	assert_state(s, 1, Q_PERHAPS);
	assert_false(q_of(s, 1)->to_us);
	p->flags |= TPOST_RINGS;
	judge(s);
	assert_state(s, 1, Q_WAITING);
	p->label = LABEL_OTHER;
	judge(s);
	assert_state(s, 1, Q_PERHAPS);
	/* To somebody else, it is none of ours. */
	p->flags |= TPOST_TO_OTHERS;
	judge(s);
	assert_int_equal(s->r.n_questions, 0);
}

static void
only_a_picture(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, SAYS | TPOST_MEDIA)->label = LABEL_NONE;
	post(s, 2, 1, BERT, 11, TPOST_MEDIA)->label = LABEL_NONE;
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	assert_state(s, 1, Q_PERHAPS);
	assert_true(q_of(s, 1)->please_look);
	assert_true(row_at(s, ROW_MEDIA, 2));
	/* With words to it, it is a question like any. */
	post(s, 3, 1, ANNA, 12, ASK);
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_false(q_of(s, 1)->please_look);
}

static void
a_private_voice_message_rings(void **state)
{
	struct scene *s = *state;

	s->t.private_ = true;
	post(s, 1, 0, ANNA, 10, SAYS | TPOST_MEDIA)->visibility = HARK_PRIVATE;
	judge(s);
	assert_state(s, 1, Q_WAITING);
	assert_true(q_of(s, 1)->please_look);
	assert_true(q_of(s, 1)->private_);
	/* A sticker after the answer does not. */
	post(s, 2, 1, US, 20, OWN);
	post(s, 3, 2, ANNA, 30, SAYS | TPOST_MEDIA)->visibility = HARK_PRIVATE;
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_state(s, 3, Q_PERHAPS);
}

static void
emojis_are_nothing(void **state)
{
	struct scene *s = *state;

	our_page(s);
	post(s, 1, 100, ANNA, 10, MAYBE | TPOST_EMPTY);
	judge(s);
	assert_int_equal(s->r.n_questions, 0);
	assert_true(row_at(s, ROW_EMPTY, 1));
}

static void
reviews(void **state)
{
	static const struct {
		int stars;
		const char *text;
		unsigned flags;
		int state;	/* 0: opens nothing */
	} cases[] = {
		{ 1, "kalt und teuer", 0, Q_WAITING },
		{ 3, "ging so", 0, Q_WAITING },
		{ 4, "gut", 0, 0 },
		{ 5, "wunderbar", TPOST_SETTLES, 0 },
		{ 5, "habt ihr sonntags offen?", ASK, Q_WAITING },
		{ 4, "vielleicht", MAYBE, Q_PERHAPS },
		{ 1, "", 0, Q_PERHAPS },
		{ 2, "", 0, Q_PERHAPS },
		{ 3, "", 0, 0 },
		{ 5, "", 0, 0 },
	};
	struct scene *s = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct tpost *p;

		s->t.n_posts = 0;
		memset(s->posts, 0, sizeof(s->posts));
		p = post(s, 1, 0, ANNA, 10, TPOST_REVIEW | cases[i].flags);
		p->rating = cases[i].stars;
		p->text = cases[i].text;
		if (*p->text == '\0')
			p->label = LABEL_NONE;
		judge(s);
		if (cases[i].state == 0) {
			assert_int_equal(s->r.n_questions, 0);
			continue;
		}
		assert_int_equal(s->r.n_questions, 1);
		assert_state(s, 1, (enum qstate)cases[i].state);
		assert_true(row_at(s, ROW_REVIEW, 1));
		if (i < 2)
			assert_int_equal(q_of(s, 1)->label, LABEL_REQUEST);
	}
}

static void
a_review_edited_after_our_reply(void **state)
{
	struct scene *s = *state;
	struct tpost *p;
	const struct tquestion *q;

	p = post(s, 1, 0, ANNA, 10, TPOST_REVIEW);
	p->rating = 2;
	post(s, 2, 1, US, 100, OWN);
	p->edited = MIN(50);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	p->edited = MIN(200);
	judge(s);
	assert_int_equal(s->r.n_questions, 1);
	q = q_of(s, 1);
	assert_int_equal(q->state, Q_WAITING);
	assert_int_equal(q->asked_at, MIN(200));
	assert_true(q->again);
	assert_true(row_at(s, ROW_AGAIN, 1));
	post(s, 3, 1, US, 300, OWN);
	judge(s);
	assert_state(s, 1, Q_ANSWERED);
	assert_int_equal(q_of(s, 1)->ended_at, MIN(300));
	assert_int_equal(q_of(s, 1)->first_response_at, MIN(100));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(others_help),
		SCENE_TEST(what_is_no_help),
		SCENE_TEST(our_like_stops_the_bell),
		SCENE_TEST(our_like_of_somebodys_answer_settles),
		SCENE_TEST(thanks_settle),
		SCENE_TEST(thanks_open_nothing),
		SCENE_TEST(thanks_in_advance_settle_nothing),
		SCENE_TEST(thanks_with_a_question),
		SCENE_TEST(thanks_to_another_guest),
		SCENE_TEST(among_guests),
		SCENE_TEST(strangers_among_themselves),
		SCENE_TEST(found_by_a_search),
		SCENE_TEST(only_a_picture),
		SCENE_TEST(a_private_voice_message_rings),
		SCENE_TEST(emojis_are_nothing),
		SCENE_TEST(reviews),
		SCENE_TEST(a_review_edited_after_our_reply),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
