/* SPDX-License-Identifier: ISC */

/* A binary heap of deadlines behind one timer; see sched.h. */

#include <stdlib.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "poll/sched.h"

struct sched {
	struct sched_item **heap;
	size_t n, size;
	struct timer *timer;
	void (*due)(void *, struct sched_item *);
	void *arg;
	bool held;
};

static void
put(struct sched *s, size_t i, struct sched_item *it)
{
	s->heap[i] = it;
	it->slot = i + 1;
}

static void
up(struct sched *s, size_t i)
{
	struct sched_item *it = s->heap[i];

	while (i > 0 && s->heap[(i - 1) / 2]->at > it->at) {
		put(s, i, s->heap[(i - 1) / 2]);
		i = (i - 1) / 2;
	}
	put(s, i, it);
}

static void
down(struct sched *s, size_t i)
{
	struct sched_item *it = s->heap[i];

	for (;;) {
		size_t c = 2 * i + 1;

		if (c >= s->n)
			break;
		if (c + 1 < s->n && s->heap[c + 1]->at < s->heap[c]->at)
			c++;
		if (s->heap[c]->at >= it->at)
			break;
		put(s, i, s->heap[c]);
		i = c;
	}
	put(s, i, it);
}

static void
arm(struct sched *s)
{
	if (s->n == 0 || s->held)
		timer_stop(s->timer);
	else
		timer_start(s->timer, s->heap[0]->at - loop_mono());
}

static void
take(struct sched *s, struct sched_item *it)
{
	size_t i = it->slot - 1;
	struct sched_item *last = s->heap[--s->n];

	it->slot = 0;
	if (last == it)
		return;
	put(s, i, last);
	up(s, i);
	down(s, last->slot - 1);
}

static void
on_timer(void *arg)
{
	struct sched *s = arg;
	int64_t now = loop_mono();

	while (s->n > 0 && !s->held && s->heap[0]->at <= now) {
		struct sched_item *it = s->heap[0];

		take(s, it);
		s->due(s->arg, it);
	}
	arm(s);
}

struct sched *
sched_new(void (*due)(void *, struct sched_item *), void *arg)
{
	struct sched *s = xcalloc(1, sizeof(*s));

	s->due = due;
	s->arg = arg;
	s->timer = timer_new(on_timer, s);
	return s;
}

void
sched_free(struct sched *s)
{
	if (s == NULL)
		return;
	timer_free(s->timer);
	free(s->heap);
	free(s);
}

void
sched_at(struct sched *s, struct sched_item *it, int64_t mono)
{
	if (it->slot != 0)
		take(s, it);
	if (s->n == s->size) {
		s->size = s->size != 0 ? s->size * 2 : 64;
		s->heap = xreallocarray(s->heap, s->size, sizeof(*s->heap));
	}
	it->at = mono;
	s->heap[s->n] = it;
	it->slot = ++s->n;
	up(s, s->n - 1);
	if (s->heap[0] == it)
		arm(s);
}

void
sched_remove(struct sched *s, struct sched_item *it)
{
	if (it->slot != 0)
		take(s, it);
}

void
sched_hold(struct sched *s, bool held)
{
	s->held = held;
	arm(s);
}

bool
sched_has(const struct sched_item *it)
{
	return it->slot != 0;
}

int64_t
sched_backoff(int64_t interval, int64_t failures, int64_t ceiling, uint64_t rnd)
{
	int64_t wait = interval;

	if (failures == 0)
		return interval - interval / 10 +
		    (int64_t)(rnd % (uint64_t)(interval / 5 + 1));
	for (int64_t i = 0; i < failures && wait < ceiling; i++)
		wait *= 2;
	if (wait > ceiling)
		wait = ceiling > interval ? ceiling : interval;
	return wait / 2 + (int64_t)(rnd % (uint64_t)(wait / 2 + 1));
}
