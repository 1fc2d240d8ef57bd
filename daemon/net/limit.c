/* SPDX-License-Identifier: ISC */

/*
 * A token bucket kept as one number, the time at which it would be full again
 * (the "generic cell rate algorithm"): nothing to refill, no fractions.  What
 * the host says about its own quota makes the bucket slower, never faster.
 */

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/when.h"
#include "net/limit.h"

/* Whatever clocks and servers say: after a day we ask again. */
#define MAX_WAIT	WHEN_DAY
/* Shares are counted over an hour or a day and told only when we ask. */
#define USAGE_HOLDS	WHEN_HOUR
#define USAGE_PAUSE	(20 * WHEN_MINUTE)
#define USAGE_SLOW	WHEN_MINUTE

struct limit {
	int64_t interval, burst;	/* of the plugins */
	int64_t full;			/* when the bucket is full again */
	int64_t left, reset;		/* of the host; left < 0: unknown */
	int64_t pause;
	int64_t slow, slow_until;	/* an interval, because of our usage */
};

static int64_t
min(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
max(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

struct limit *
limit_new(int64_t interval_ms, int burst)
{
	struct limit *l = xcalloc(1, sizeof(*l));

	l->interval = max(interval_ms, 0);
	l->burst = max(burst, 1);
	l->full = INT64_MIN / 2;
	l->pause = INT64_MIN / 2;
	l->slow_until = INT64_MIN / 2;
	l->left = -1;
	return l;
}

void
limit_free(struct limit *l)
{
	free(l);
}

void
limit_tighten(struct limit *l, int64_t interval_ms, int burst)
{
	l->interval = max(l->interval, interval_ms);
	l->burst = max(min(l->burst, burst), 1);
}

static bool
has_quota(const struct limit *l, int64_t now)
{
	return l->left >= 0 && now < l->reset;
}

/*
 * The pace at this moment.  What is left is spread evenly until the reset, and
 * no more than a tenth of it may go at once.
 */
static void
pace(const struct limit *l, int64_t now, int64_t *interval, int64_t *burst)
{
	*interval = l->interval;
	*burst = l->burst;
	if (now < l->slow_until) {
		*interval = max(l->interval, l->slow);
		*burst = 1;
	}
	if (!has_quota(l, now) || l->left == 0)
		return;
	*interval = max(*interval, (l->reset - now) / l->left);
	*burst = max(1, min(*burst, l->left / 10));
}

int64_t
limit_wait(const struct limit *l, int64_t now)
{
	int64_t interval, burst, wait = 0;

	pace(l, now, &interval, &burst);
	/* Never more than one interval, also if the clock was set back. */
	if (l->full > now)
		wait = min(l->full - now - (burst - 1) * interval, interval);
	if (has_quota(l, now) && l->left == 0)
		wait = max(wait, l->reset - now);
	if (l->pause > now)
		wait = max(wait, l->pause - now);
	return min(max(wait, 0), MAX_WAIT);
}

int64_t
limit_take(struct limit *l, int64_t now)
{
	int64_t interval, burst, wait = limit_wait(l, now);

	if (wait > 0)
		return wait;
	if (!has_quota(l, now))
		l->left = -1;
	pace(l, now, &interval, &burst);
	l->full = max(now, min(l->full, now + burst * interval)) + interval;
	if (l->left > 0)
		l->left--;
	return 0;
}

void
limit_quota(struct limit *l, int64_t left, int64_t reset, int64_t now)
{
	if (left < 0 || reset <= now) {
		l->left = -1;
		return;
	}
	l->left = left;
	l->reset = min(reset, now + MAX_WAIT);
}

void
limit_pause(struct limit *l, int64_t until)
{
	l->pause = max(l->pause, until);
}

void
limit_usage(struct limit *l, int percent, int64_t regain, int64_t now)
{
	l->slow_until = now;
	if (regain > 0)
		limit_pause(l, now + min(regain, MAX_WAIT));
	else if (percent >= 80)
		limit_pause(l, now + USAGE_PAUSE);
	if (percent < 50)
		return;
	/* Half a minute at 50 percent, a whole one at 80. */
	l->slow = USAGE_SLOW / 2 + USAGE_SLOW / 2 *
	    min(percent - 50, 30) / 30;
	l->slow_until = now + USAGE_HOLDS;
}

int64_t
limit_left(const struct limit *l)
{
	return l->left;
}
