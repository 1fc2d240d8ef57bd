/* SPDX-License-Identifier: ISC */

/* The event loop on libevent, and the clock; see loop.h. */

#include <stdlib.h>
#include <time.h>

#include <event2/event.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"

struct timer {
	struct event *ev;
	timer_fn *fn;
	void *arg;
};

struct on_signal {
	struct event *ev;
	timer_fn *fn;
	void *arg;
};

static struct event_base *base;
static struct on_signal signals[8];
static size_t n_signals;

static void
on_event_log(int severity, const char *msg)
{
	if (severity >= EVENT_LOG_WARN)
		log_warn("libevent: %s", msg);
	else
		log_debug("libevent: %s", msg);
}

void
loop_init(void)
{
	event_set_log_callback(on_event_log);
	base = event_base_new();
	if (base == NULL)
		fatal("event_base_new failed");
}

void
loop_free(void)
{
	while (n_signals > 0)
		event_free(signals[--n_signals].ev);
	if (base != NULL)
		event_base_free(base);
	base = NULL;
	libevent_global_shutdown();
}

void
loop_run(void)
{
	if (event_base_loop(base, EVLOOP_NO_EXIT_ON_EMPTY) == -1)
		fatal("event_base_loop failed");
}

void
loop_stop(void)
{
	event_base_loopbreak(base);
}

struct event_base *
loop_base(void)
{
	return base;
}

static int64_t
clock_ms(clockid_t id)
{
	struct timespec ts;

	if (clock_gettime(id, &ts) == -1)
		fatal("clock_gettime failed");
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

int64_t
loop_now(void)
{
	return clock_ms(CLOCK_REALTIME);
}

int64_t
loop_mono(void)
{
	return clock_ms(CLOCK_BOOTTIME);
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct timer *t = arg;

	(void)fd, (void)what;
	t->fn(t->arg);
}

struct timer *
timer_new(timer_fn *fn, void *arg)
{
	struct timer *t = xcalloc(1, sizeof(*t));

	t->fn = fn;
	t->arg = arg;
	t->ev = event_new(base, -1, 0, on_timer, t);
	if (t->ev == NULL)
		fatal("event_new failed");
	return t;
}

void
timer_free(struct timer *t)
{
	if (t == NULL)
		return;
	event_free(t->ev);
	free(t);
}

void
timer_start(struct timer *t, int64_t ms)
{
	struct timeval tv;

	if (ms < 0)
		ms = 0;
	tv.tv_sec = (time_t)(ms / 1000);
	tv.tv_usec = (suseconds_t)(ms % 1000 * 1000);
	if (event_add(t->ev, &tv) == -1)
		fatal("event_add failed");
}

void
timer_stop(struct timer *t)
{
	event_del(t->ev);
}

bool
timer_running(const struct timer *t)
{
	return event_pending(t->ev, EV_TIMEOUT, NULL) != 0;
}

static void
on_signal(evutil_socket_t sig, short what, void *arg)
{
	struct on_signal *s = arg;

	(void)sig, (void)what;
	s->fn(s->arg);
}

void
loop_on_signal(int sig, timer_fn *fn, void *arg)
{
	struct on_signal *s;

	if (n_signals == ARRAY_LEN(signals))
		fatal("too many signals");
	s = &signals[n_signals++];
	s->fn = fn;
	s->arg = arg;
	s->ev = evsignal_new(base, sig, on_signal, s);
	if (s->ev == NULL || evsignal_add(s->ev, NULL) == -1)
		fatal("cannot listen to signal %d", sig);
}

struct deferred {
	timer_fn *fn;
	void *arg;
};

static void
on_deferred(evutil_socket_t fd, short what, void *arg)
{
	struct deferred *d = arg;
	struct deferred call = *d;

	(void)fd, (void)what;
	free(d);
	call.fn(call.arg);
}

void
loop_defer(timer_fn *fn, void *arg)
{
	static const struct timeval now = { 0, 0 };
	struct deferred *d = xmalloc(sizeof(*d));

	d->fn = fn;
	d->arg = arg;
	if (event_base_once(base, -1, EV_TIMEOUT, on_deferred, d, &now) == -1)
		fatal("event_base_once failed");
}
