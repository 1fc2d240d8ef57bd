/* SPDX-License-Identifier: ISC */

/*
 * What must hold of the clock for any thread: random threads, and rules that
 * do not know how the judge works.  And that it is quick.
 */

#include <time.h>

#include "unit/test_clock_scene.h"

#define MAX 40
#define ROUNDS 4000

struct any {
	struct tpost posts[MAX + 8];
	int64_t addressed[MAX + 8][2];
	struct taction actions[8];
	struct thread t;
	bool hidden;
};

static uint64_t seed = 1;

static unsigned
rnd(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static bool
one_in(unsigned n)
{
	return rnd(n) == 0;
}

static unsigned
random_flags(bool own)
{
	unsigned f = own ? TPOST_OWN : one_in(4) ? 0 : TPOST_TO_US;

	if (own) {
		if (one_in(8))
			f |= TPOST_HOLDING;
		if (one_in(8))
			f |= TPOST_AUTOMATIC;
		return f;
	}
	if (!one_in(3))
		f |= ASK;
	else if (one_in(3))
		f |= MAYBE;
	if (one_in(6))
		f |= TPOST_NUDGE;
	if (one_in(8))
		f |= TPOST_SETTLES;
	if (one_in(8))
		f |= TPOST_TO_OTHERS;
	if (one_in(10))
		f |= TPOST_MEDIA;
	if (one_in(10))
		f |= TPOST_EMPTY;
	if (one_in(10))
		f |= TPOST_URGENT;
	if (one_in(10))
		f |= TPOST_LIKED;
	if (one_in(12))
		f |= TPOST_BASELINE;
	if (one_in(12))
		f |= TPOST_FOUND;
	if (one_in(12))
		f |= TPOST_MENTION;
	if (one_in(20))
		f |= TPOST_SPAM;
	if (one_in(20))
		f |= TPOST_REPOST;
	return f;
}

/* Own texts all differ: one text per post. */
static const char *
own_text(size_t n)
{
	static char texts[MAX + 8][32];

	snprintf(texts[n], sizeof(texts[n]), "own words %zu", n);
	return texts[n];
}

/* A post at the end; its parent is one of the earlier ones. */
static struct tpost *
any_post(struct any *a, bool own, size_t parent)
{
	size_t n = a->t.n_posts++;
	struct tpost *p = &a->posts[n];

	memset(p, 0, sizeof(*p));
	p->id = (int64_t)n + 1;
	p->parent = n == 0 || parent >= n ? 0 : a->posts[parent].id;
	p->at = MIN(10 * (int)n) + (int64_t)n;
	p->author = own ? US : 1 + rnd(4);
	p->text = own ? own_text(n) : "words";
	p->flags = random_flags(own);
	p->label = own ? LABEL_DIALOGUE : p->flags & TPOST_RINGS ?
	    LABEL_QUESTION : one_in(5) ? LABEL_THANKS : LABEL_OTHER;
	p->answer = p->flags & TPOST_RINGS ? 0.8f : 0.3f;
	p->visibility = a->t.private_ || one_in(10) ? HARK_PRIVATE :
	    HARK_PUBLIC;
	p->addressed = a->addressed[n];
	if (own && p->parent != 0 &&
	    !(a->posts[parent].flags & TPOST_OWN)) {
		a->addressed[n][0] = a->posts[parent].author;
		p->n_addressed = 1;
	}
	return p;
}

/* explicit: our posts stand below the person they answer. */
static void
any_thread(struct any *a, bool explicit)
{
	size_t n = 1 + rnd(MAX - 2);

	memset(a, 0, sizeof(*a));
	a->hidden = one_in(5);
	a->t.posts = a->posts;
	a->t.actions = a->actions;
	a->t.sees_answers = !one_in(10);
	a->t.private_ = one_in(6);
	any_post(a, !explicit && one_in(2), 0);
	a->t.root = one_in(8) ? 0 : 1;
	while (a->t.n_posts < n) {
		size_t up = one_in(4) ? 0 : rnd((unsigned)a->t.n_posts);
		bool own = one_in(3);
		struct tpost *p;

		if (own && explicit && a->posts[up].flags & TPOST_OWN)
			own = false;
		p = any_post(a, own, !explicit && one_in(10) ? MAX : up);
		/* Clamped times may put a child before its parent. */
		if (one_in(10) && p->parent != 0)
			p->at = a->posts[up].at - 1 -
			    (int64_t)a->t.n_posts;
		if (!own && one_in(15)) {
			p->flags |= one_in(2) ? TPOST_GONE : TPOST_REMOVED;
			p->gone_at = p->at + 7 + rnd(100) * WHEN_MINUTE;
		}
	}
	if (a->hidden)
		for (size_t i = 0; i < n; i++)
			if (!(a->posts[i].flags & TPOST_OWN))
				a->posts[i].author = 0;
	for (int i = 0; i < 6 && one_in(2); i++) {
		struct taction *act = &a->actions[a->t.n_actions++];

		act->opener = 1 + rnd((unsigned)n);
		act->at = MIN(20 * i * (int)n / 6) + 5;
		act->until = act->at + WHEN_HOUR;
		act->verb = (enum verb)(1 + rnd(10));
	}
}

static int
post_cmp(const void *x, const void *y)
{
	const struct tpost *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static void
assert_same(const struct tquestion *a, const struct tquestion *b)
{
	assert_int_equal(a->opener, b->opener);
	assert_int_equal(a->asker, b->asker);
	assert_int_equal(a->asked_at, b->asked_at);
	assert_int_equal(a->last_at, b->last_at);
	assert_int_equal(a->state, b->state);
	assert_int_equal(a->ended_at, b->ended_at);
	assert_int_equal(a->ended_by, b->ended_by);
	assert_int_equal(a->answer, b->answer);
	assert_int_equal(a->first_response_at, b->first_response_at);
	assert_int_equal(a->quiet_until, b->quiet_until);
	assert_int_equal(a->promise_at, b->promise_at);
	assert_int_equal(a->last_verb, b->last_verb);
	assert_int_equal(a->parts, b->parts);
	assert_int_equal(a->nudges, b->nudges);
	assert_int_equal(a->rings, b->rings);
	assert_int_equal(a->urgent, b->urgent);
	assert_int_equal(a->private_, b->private_);
	assert_int_equal(a->liked, b->liked);
	assert_int_equal(a->please_look, b->please_look);
	assert_int_equal(a->perhaps_answered, b->perhaps_answered);
	assert_int_equal(a->to_us, b->to_us);
	assert_int_equal(a->baseline, b->baseline);
	assert_int_equal(a->again, b->again);
	assert_int_equal(a->label, b->label);
	assert_true(a->p >= b->p && a->p <= b->p);
}

static const struct tquestion *
find(const struct clock_result *r, int64_t opener)
{
	for (size_t i = 0; i < r->n_questions; i++)
		if (r->questions[i].opener == opener)
			return &r->questions[i];
	return NULL;
}

static bool
is_open(const struct clock_result *r, int64_t asker)
{
	for (size_t i = 0; i < r->n_questions; i++)
		if (r->questions[i].asker == asker &&
		    qstate_is_open(r->questions[i].state))
			return true;
	return false;
}

/* What is true of every result. */
static void
assert_sane(const struct any *a, const struct clock_result *r)
{
	for (size_t i = 0; i < r->n_questions; i++) {
		const struct tquestion *q = &r->questions[i];
		bool open = qstate_is_open(q->state);

		assert_int_equal(open, q->ended_at == 0);
		assert_true(q->parts >= 1);
		assert_true(q->asked_at != 0);
		assert_true(q->last_at >= q->asked_at || q->again);
		assert_false(open && q->answer != 0);
		if (open)
			assert_int_equal(q->rings, q->state == Q_WAITING);
		if (q->state == Q_ANSWERED)
			assert_true(q->answer != 0 && q->first_response_at > 0);
		for (size_t k = 0; k < i; k++) {
			const struct tquestion *o = &r->questions[k];

			assert_true(o->opener != q->opener);
			assert_false(o->asker == q->asker && open &&
			    qstate_is_open(o->state));
		}
	}
	for (size_t i = 0; i < r->n_steps; i++) {
		const struct clock_step *s = &r->steps[i];

		assert_true(s->post >= 0 &&
		    s->post <= (int64_t)a->t.n_posts);
		assert_true(s->opener == 0 || find(r, s->opener) != NULL);
	}
}

static void
twice_is_once_and_one_open(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct any a;
		struct clock_result r1, r2;

		any_thread(&a, false);
		qsort(a.posts, a.t.n_posts, sizeof(*a.posts), post_cmp);
		clock_judge(&a.t, arena, true, &r1);
		clock_judge(&a.t, arena, false, &r2);
		assert_sane(&a, &r1);
		assert_int_equal(r1.n_questions, r2.n_questions);
		assert_int_equal(r2.n_steps, 0);
		for (size_t i = 0; i < r1.n_questions; i++)
			assert_same(&r1.questions[i], &r2.questions[i]);
		arena_reset(arena);
	}
	arena_free(arena);
}

/* The store numbers posts as they arrive, which may be in any order. */
static void
arrival_does_not_matter(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct any a, b;
		struct clock_result r1, r2;
		int64_t new_id[MAX + 8], old_id[MAX + 8];
		size_t n;

		any_thread(&a, false);
		n = a.t.n_posts;
		for (size_t i = 0; i < n; i++)
			new_id[i + 1] = (int64_t)i + 1;
		for (size_t i = n; i > 1; i--) {
			size_t k = 1 + rnd((unsigned)i);
			int64_t swap = new_id[i];

			new_id[i] = new_id[k];
			new_id[k] = swap;
		}
		new_id[0] = old_id[0] = 0;
		for (size_t i = 1; i <= n; i++)
			old_id[new_id[i]] = (int64_t)i;
		b = a;
		b.t.posts = b.posts;
		b.t.actions = b.actions;
		b.t.root = new_id[a.t.root];
		for (size_t i = 0; i < n; i++) {
			b.posts[i].id = new_id[a.posts[i].id];
			b.posts[i].parent = new_id[a.posts[i].parent];
		}
		for (size_t i = 0; i < a.t.n_actions; i++)
			b.actions[i].opener = new_id[a.actions[i].opener];
		qsort(a.posts, n, sizeof(*a.posts), post_cmp);
		qsort(b.posts, n, sizeof(*b.posts), post_cmp);
		clock_judge(&a.t, arena, false, &r1);
		clock_judge(&b.t, arena, false, &r2);
		assert_int_equal(r1.n_questions, r2.n_questions);
		for (size_t i = 0; i < r1.n_questions; i++) {
			struct tquestion q = r2.questions[i];

			q.opener = old_id[q.opener];
			q.answer = old_id[q.answer];
			if (q.asker < 0)
				q.asker = -old_id[-q.asker];
			assert_same(&r1.questions[i], &q);
		}
		arena_reset(arena);
	}
	arena_free(arena);
}

/* Whatever happened before: who is answered in person waits no more. */
static void
a_reply_below_the_newest_ends_it(void **state)
{
	struct arena *arena = arena_new();
	int tried = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct any a;
		struct clock_result r;
		int64_t asker = 0;
		size_t newest = MAX, n;
		struct tpost *p;

		any_thread(&a, false);
		/* A private conversation is one branch. */
		a.t.private_ = true;
		a.t.n_actions = 0;
		n = a.t.n_posts;
		for (size_t i = 0; i < n; i++)
			a.posts[i].visibility = HARK_PRIVATE;
		qsort(a.posts, n, sizeof(*a.posts), post_cmp);
		clock_judge(&a.t, arena, false, &r);
		for (size_t i = 0; i < r.n_questions; i++)
			if (qstate_is_open(r.questions[i].state))
				asker = r.questions[i].asker;
		if (asker <= 0) {
			arena_reset(arena);
			continue;
		}
		for (size_t i = 0; i < n; i++)
			if (a.posts[i].author == asker)
				newest = i;
		p = any_post(&a, true, newest);
		p->at = MIN(10000);
		p->flags = TPOST_OWN;
		if (one_in(2))
			p->n_addressed = 0;
		clock_judge(&a.t, arena, false, &r);
		assert_false(is_open(&r, asker));
		tried++;
		arena_reset(arena);
	}
	assert_true(tried > ROUNDS / 8);
	arena_free(arena);
}

/* In public: one reply in each branch in which they spoke. */
static void
a_reply_in_every_branch_ends_it(void **state)
{
	struct arena *arena = arena_new();
	int tried = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		static struct any a;
		struct clock_result r;
		int64_t asker = 0;
		size_t n;

		any_thread(&a, true);
		a.t.n_actions = 0;
		n = a.t.n_posts;
		qsort(a.posts, n, sizeof(*a.posts), post_cmp);
		clock_judge(&a.t, arena, false, &r);
		for (size_t i = 0; i < r.n_questions; i++)
			if (qstate_is_open(r.questions[i].state))
				asker = r.questions[i].asker;
		if (asker <= 0 || n > 8) {
			arena_reset(arena);
			continue;
		}
		for (size_t i = 0; i < n; i++)
			if (a.posts[i].author == asker) {
				struct tpost *p = any_post(&a, true, i);

				p->at = MIN(10000) + (int64_t)i;
				p->flags = TPOST_OWN;
			}
		clock_judge(&a.t, arena, false, &r);
		assert_false(is_open(&r, asker));
		tried++;
		arena_reset(arena);
	}
	assert_true(tried > ROUNDS / 40);
	arena_free(arena);
}

/* Another person's post changes nobody else's question, but for the note
 * that somebody helped. */
static void
others_change_nothing(void **state)
{
	struct arena *arena = arena_new();
	int tried = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct any a;
		struct clock_result r1, r2;
		struct tpost *p;
		int64_t who;

		any_thread(&a, true);
		qsort(a.posts, a.t.n_posts, sizeof(*a.posts), post_cmp);
		clock_judge(&a.t, arena, false, &r1);
		p = any_post(&a, false, rnd((unsigned)a.t.n_posts));
		p->id = MAX + 1;
		p->at = MIN((int)rnd(500)) + 500;
		p->flags &= ~TPOST_LIKED;
		who = p->author;
		if (a.hidden) {
			arena_reset(arena);
			continue;
		}
		qsort(a.posts, a.t.n_posts, sizeof(*a.posts), post_cmp);
		clock_judge(&a.t, arena, false, &r2);
		for (size_t i = 0; i < r1.n_questions; i++) {
			const struct tquestion *q = &r1.questions[i];
			const struct tquestion *now = find(&r2, q->opener);

			if (q->asker == who)
				continue;
			assert_non_null(now);
			assert_same(q, now);
			tried++;
		}
		arena_reset(arena);
	}
	assert_true(tried > ROUNDS);
	arena_free(arena);
}

/* Threads that could make a careless judge slow. */
static void
crowd(struct tpost *posts, size_t n, int shape)
{
	memset(posts, 0, n * sizeof(*posts));
	for (size_t i = 0; i < n; i++) {
		struct tpost *p = &posts[i];
		bool own = i == 0 || (shape != 3 && i % 2 == 0);

		p->id = (int64_t)i + 1;
		p->at = MIN(0) + (int64_t)i * 1000;
		p->author = own ? US : shape == 1 ? ANNA : (int64_t)i;
		p->flags = own ? TPOST_OWN : ASK;
		p->label = own ? LABEL_DIALOGUE : LABEL_QUESTION;
		p->visibility = HARK_PUBLIC;
		p->text = "";
		p->parent = i == 0 ? 0 : 1;
		switch (shape) {
		case 0:		/* each answered at once */
			if (own && i > 0)
				p->parent = (int64_t)i;
			break;
		case 1:		/* one person, many branches, answered late */
			if (i > n / 2) {
				p->author = US;
				p->flags = TPOST_OWN;
				p->parent = (int64_t)(i - n / 2) + 1;
			} else if (i > 0) {
				p->author = ANNA;
				p->flags = ASK;
			}
			break;
		case 2:		/* we speak to all, again and again */
			break;
		case 3:		/* a chain */
			p->parent = (int64_t)i;
			break;
		default:	/* backwards: each parent comes after */
			p->parent = i + 1 < n ? (int64_t)i + 2 : 0;
			break;
		}
	}
}

static double
judge_ms(size_t n, int shape)
{
	struct tpost *posts = xcalloc(n, sizeof(*posts));
	struct thread t = { .posts = posts, .n_posts = n, .root = 1,
	    .sees_answers = true };
	double best = 1e9;

	crowd(posts, n, shape);
	for (int i = 0; i < 3; i++) {
		struct arena *arena = arena_new();
		struct clock_result r;
		struct timespec a, b;
		double ms;

		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
		clock_judge(&t, arena, true, &r);
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
		ms = (double)(b.tv_sec - a.tv_sec) * 1e3 +
		    (double)(b.tv_nsec - a.tv_nsec) / 1e6;
		if (ms < best)
			best = ms;
		arena_free(arena);
	}
	free(posts);
	return best;
}

static void
five_thousand_comments(void **state)
{
	(void)state;
	for (int shape = 0; shape < 5; shape++) {
		double ms = judge_ms(5000, shape);
		double more = judge_ms(20000, shape);

		print_message("# shape %d: 5,000 in %.1f ms, 20,000 in %.1f\n",
		    shape, ms, more);
		/* Generous: sanitizers and busy machines. */
		assert_true(ms < 250);
		/* Four times as many: not sixteen times as long. */
		assert_true(more < 9 * ms + 5);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twice_is_once_and_one_open),
		cmocka_unit_test(arrival_does_not_matter),
		cmocka_unit_test(a_reply_below_the_newest_ends_it),
		cmocka_unit_test(a_reply_in_every_branch_ends_it),
		cmocka_unit_test(others_change_nothing),
		cmocka_unit_test(five_thousand_comments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
