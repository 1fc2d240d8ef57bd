/* SPDX-License-Identifier: ISC */
#ifndef TEST_CLOCK_SCENE_H
#define TEST_CLOCK_SCENE_H

/*
 * A thread built by hand, judged, and asked about.  Times are minutes after a
 * fixed day; people are numbers, own authors too.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/when.h"
#include "triage/clock.h"

enum { US = 900, US2 = 901, ANNA = 1, BERT = 2, CARA = 3, HIDDEN = 0 };

#define T0		INT64_C(1780000000000)
#define MIN(m)		(T0 + (m) * WHEN_MINUTE)

#define ASK		(TPOST_RINGS | TPOST_PERHAPS | TPOST_TO_US)
#define MAYBE		(TPOST_PERHAPS | TPOST_TO_US)
#define SAYS		TPOST_TO_US
#define OWN		TPOST_OWN

struct scene {
	struct arena *arena;
	struct tpost posts[64];
	struct taction actions[32];
	int64_t addressed[64][4];
	struct thread t;
	struct clock_result r;
};

static inline void
scene_init(struct scene *s)
{
	memset(s, 0, sizeof(*s));
	s->arena = arena_new();
	s->t.posts = s->posts;
	s->t.actions = s->actions;
	s->t.sees_answers = true;
}

static inline void
scene_free(struct scene *s)
{
	arena_free(s->arena);
}

static inline struct tpost *
post(struct scene *s, int64_t id, int64_t parent, int64_t author, int at,
    unsigned flags)
{
	struct tpost *p = &s->posts[s->t.n_posts];

	assert_true(s->t.n_posts < ARRAY_LEN(s->posts));
	p->id = id;
	p->parent = parent;
	p->author = author;
	p->at = MIN(at);
	p->flags = flags;
	p->text = "words";
	p->visibility = s->t.private_ ? HARK_PRIVATE : HARK_PUBLIC;
	p->addressed = s->addressed[s->t.n_posts++];
	if (flags & OWN)
		p->label = LABEL_DIALOGUE;
	else if (flags & (TPOST_RINGS | TPOST_PERHAPS)) {
		p->label = LABEL_QUESTION;
		p->answer = flags & TPOST_RINGS ? 0.9f : 0.4f;
	} else
		p->label = LABEL_OTHER;
	if (flags & OWN && s->t.n_posts > 1) {
		/* Own texts differ, unless a test says otherwise. */
		static char texts[64][32];
		char *text = texts[s->t.n_posts - 1];

		snprintf(text, sizeof(texts[0]), "own %zu", s->t.n_posts);
		p->text = text;
	}
	return p;
}

static inline void
to(struct tpost *p, int64_t author)
{
	int64_t *list;

	memcpy(&list, &p->addressed, sizeof(list));
	assert_true(p->n_addressed < 4);
	list[p->n_addressed++] = author;
}

static inline struct taction *
act(struct scene *s, int64_t opener, int at, enum verb verb)
{
	struct taction *a = &s->actions[s->t.n_actions++];

	a->opener = opener;
	a->at = MIN(at);
	a->verb = verb;
	a->who = "uid 1000 (eva)";
	return a;
}

/* Our page: root 100 by us. */
static inline void
our_page(struct scene *s)
{
	post(s, 100, 0, US, 0, OWN);
	s->t.root = 100;
}

static inline const struct clock_result *
judge(struct scene *s)
{
	clock_judge(&s->t, s->arena, true, &s->r);
	return &s->r;
}

/* The question with that opener, which must exist. */
static inline const struct tquestion *
q_of(const struct scene *s, int64_t opener)
{
	for (size_t i = 0; i < s->r.n_questions; i++)
		if (s->r.questions[i].opener == opener)
			return &s->r.questions[i];
	fail_msg("no question opened by %lld", (long long)opener);
	abort();
}

/* Does a step say that this row applied through this post? */
static inline bool
row_at(const struct scene *s, enum row row, int64_t by)
{
	for (size_t i = 0; i < s->r.n_steps; i++)
		if (s->r.steps[i].row == row && s->r.steps[i].post == by)
			return true;
	return false;
}

static inline void
assert_state(const struct scene *s, int64_t opener, enum qstate state)
{
	const struct tquestion *q = q_of(s, opener);

	if (q->state != state)
		fail_msg("question %lld is %s, not %s", (long long)opener,
		    qstate_name(q->state), qstate_name(state));
}

static inline int
scene_setup(void **state)
{
	struct scene *s = xcalloc(1, sizeof(*s));

	scene_init(s);
	*state = s;
	return 0;
}

static inline int
scene_teardown(void **state)
{
	scene_free(*state);
	free(*state);
	return 0;
}

#define SCENE_TEST(f)	cmocka_unit_test_setup_teardown(f, scene_setup, \
			    scene_teardown)

#endif
