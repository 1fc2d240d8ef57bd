/* SPDX-License-Identifier: ISC */

/*
 * The event loop with a clock set by hand; see base/loop.h for what callers
 * expect and fake.h for what tests may do.  Running timers stand in a list,
 * sorted by their time and, at the same time, by when they were started.
 */

#include <stdlib.h>
#include <sys/queue.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "fake/fake.h"
#include "fake/parts.h"

#define MONO_START	1000000
/* Callbacks without time passing: more is a timer that restarts itself. */
#define MAX_TURNS	1000000

struct timer {
	timer_fn *fn;
	void *arg;
	int64_t due;		/* monotonic */
	bool running;
	TAILQ_ENTRY(timer) link;
};

struct deferred {
	timer_fn *fn;
	void *arg;
	STAILQ_ENTRY(deferred) link;
};

static TAILQ_HEAD(timer_list, timer) timers = TAILQ_HEAD_INITIALIZER(timers);
static STAILQ_HEAD(, deferred) deferreds =
	STAILQ_HEAD_INITIALIZER(deferreds);
static int64_t wall, mono = MONO_START;
static bool stopped;

void
loop_init(void)
{
}

void
loop_free(void)
{
	struct deferred *d;

	while ((d = STAILQ_FIRST(&deferreds)) != NULL) {
		STAILQ_REMOVE_HEAD(&deferreds, link);
		free(d);
	}
}

struct event_base *
loop_base(void)
{
	return NULL;
}

int64_t
loop_now(void)
{
	return wall;
}

int64_t
loop_mono(void)
{
	return mono;
}

struct timer *
timer_new(timer_fn *fn, void *arg)
{
	struct timer *t = xcalloc(1, sizeof(*t));

	t->fn = fn;
	t->arg = arg;
	return t;
}

void
timer_free(struct timer *t)
{
	if (t == NULL)
		return;
	timer_stop(t);
	free(t);
}

void
timer_start(struct timer *t, int64_t ms)
{
	struct timer *before;

	timer_stop(t);
	t->due = mono + (ms > 0 ? ms : 0);
	t->running = true;
	TAILQ_FOREACH_REVERSE(before, &timers, timer_list, link)
		if (before->due <= t->due)
			break;
	if (before != NULL)
		TAILQ_INSERT_AFTER(&timers, before, t, link);
	else
		TAILQ_INSERT_HEAD(&timers, t, link);
}

void
timer_stop(struct timer *t)
{
	if (t->running)
		TAILQ_REMOVE(&timers, t, link);
	t->running = false;
}

bool
timer_running(const struct timer *t)
{
	return t->running;
}

void
loop_defer(timer_fn *fn, void *arg)
{
	struct deferred *d = xmalloc(sizeof(*d));

	d->fn = fn;
	d->arg = arg;
	STAILQ_INSERT_TAIL(&deferreds, d, link);
}

/* Run one thing that is due; false if nothing is. */
static bool
turn(void)
{
	struct deferred *d = STAILQ_FIRST(&deferreds), call;
	struct timer *t = TAILQ_FIRST(&timers);

	if (d != NULL) {
		STAILQ_REMOVE_HEAD(&deferreds, link);
		call = *d;
		free(d);
		call.fn(call.arg);
		return true;
	}
	if (t == NULL || t->due > mono)
		return false;
	timer_stop(t);
	t->fn(t->arg);
	return true;
}

static void
pass(int64_t ms)
{
	mono += ms;
	wall += ms;
}

void
fake_clock(int64_t now)
{
	struct timer *t;

	/* What is still running keeps its distance. */
	TAILQ_FOREACH(t, &timers, link)
		t->due += MONO_START - mono;
	mono = MONO_START;
	wall = now;
}

void
fake_clock_jump(int64_t by_ms)
{
	wall += by_ms;
}

void
fake_settle(void)
{
	for (int n = 0; turn(); n++)
		if (n == MAX_TURNS)
			fatal("fake_settle: something never ends");
}

int64_t
fake_next(void)
{
	const struct timer *t = TAILQ_FIRST(&timers);

	if (t == NULL)
		return -1;
	return t->due > mono ? t->due - mono : 0;
}

void
fake_advance(int64_t ms)
{
	int64_t end = mono + ms, next;

	fake_settle();
	while ((next = fake_next()) != -1 && mono + next <= end) {
		pass(next);
		fake_settle();
	}
	pass(end - mono);
}

/* Runs until loop_stop(), letting time pass from timer to timer. */
void
loop_run(void)
{
	int n = 0;

	stopped = false;
	while (!stopped) {
		if (turn()) {
			if (n++ == MAX_TURNS)
				fatal("loop_run: something never ends");
			continue;
		}
		n = 0;
		if (fake_next() == -1)
			fatal("loop_run: nothing left that could stop it");
		pass(fake_next());
	}
}

void
loop_stop(void)
{
	stopped = true;
}

void
fake_free(void)
{
	fake_http_free();
	fake_smtp_free();
	fake_stream_free();
	loop_free();
}
