/* SPDX-License-Identifier: ISC */

/* When a question rings, at whom; see bell.h. */

#include <stdlib.h>
#include <string.h>

#include "alert/bell.h"
#include "alert/digest_when.h"
#include "alert/hurry.h"
#include "alert/plan.h"
#include "base/arena.h"
#include "base/when.h"

#define GAP_MAX		(7 * WHEN_DAY)
#define REMINDERS_MAX	200
#define REMINDER_GRID	WHEN_HOUR
#define LATE		(5 * WHEN_MINUTE)	/* collecting, reading: no delay */
#define BASELINE_MAX	WHEN_DAY	/* older ones from the first run: silent */

/* Somebody whom a step names, and when. */
struct want {
	const struct conf_recipient *r;
	int64_t after, due;
	bool hurried, woken;
};

struct series {
	const struct conf_client *c;
	const struct question *q;
	struct arena *a;
	int64_t until;			/* the first bell after it is enough */
	unsigned kinds;
	struct want *wants;		/* by due */
	size_t n_wants;
	int64_t least;			/* .after of the first step */
	struct bell *bells;
	size_t n, size;
};

bool
bell_same_address(const struct conf_recipient *a,
    const struct conf_recipient *b)
{
	return a == b || (a != NULL && b != NULL && a->channel == b->channel &&
	    strcmp(a->address, b->address) == 0);
}

bool
bell_present(const struct conf_recipient *r, int64_t t)
{
	return r->present == NULL || hours_is_open(r->present, t);
}

const struct conf_recipient *
bell_stand_in(const struct conf_client *c, const struct conf_recipient *r,
    int64_t t)
{
	for (size_t n = 0; r != NULL && n <= c->n_recipients; n++) {
		if (bell_present(r, t))
			return r;
		r = r->deputy;
	}
	return NULL;
}

static int64_t
add_time(const struct conf_client *c, int64_t t, int64_t span)
{
	return c->hours != NULL ? hours_add(c->hours, t, span) : t + span;
}

/* An hour at which the recipient may be rung, on the grid if it is crowded. */
static int64_t
place(const struct series *s, const struct conf_recipient *r, int64_t t,
    bool *any_hour)
{
	const struct question *q = s->q;
	int64_t from = q->root_at > 0 && q->root_at < t ? q->root_at : 0;
	int64_t grid = s->c->group_ms, open, late;

	*any_hour = false;
	/* One person everywhere: no thread is the beginning of that. */
	if (q->asker_waiting > BELL_CROWD)
		from = 0;
	if ((q->thread_waiting > BELL_CROWD ||
	    q->asker_waiting > BELL_CROWD) && grid > 0)
		t = from + (t - from + grid - 1) / grid * grid;
	if (r->hours == NULL)
		return t;
	if (r->outside & s->kinds) {
		*any_hour = true;
		return t;
	}
	open = hours_next_open(r->hours, t);
	late = q->q.asked_at + r->long_ms;
	if (!(r->outside & OUTSIDE_LONG) || late > open)
		return open;
	*any_hour = true;
	return late > t ? late : t;
}

/* Who of r and the deputies is there to hear it; .to NULL: none. */
static bool
resolve(const struct series *s, const struct conf_recipient *r, int64_t due,
    struct bell *b)
{
	const struct conf_recipient *to = r;
	int64_t at;
	bool any;

	b->due = due;
	b->of = r;
	b->at = place(s, r, due, &b->any_hour);
	for (size_t n = 0; to != NULL && n <= s->c->n_recipients; n++) {
		at = place(s, to, due, &any);
		if (bell_present(to, at)) {
			b->to = to;
			b->at = at;
			b->any_hour = any;
			return true;
		}
		to = to->deputy;
	}
	b->to = NULL;
	return false;
}

/*
 * As resolve(), and what becomes of a bell that nobody is there to hear.
 * False: others hear of the question anyway, the bell is dropped.
 */
static bool
fill(const struct series *s, const struct want *w, int64_t due, int reminder,
    struct bell *b)
{
	struct bell other;

	memset(b, 0, sizeof(*b));
	b->after = b->span = w->after;
	b->first = reminder == 0 && w->after == s->least;
	b->reminder = reminder;
	b->hurried = w->hurried && reminder == 0;
	if (resolve(s, w->r, due, b)) {
		if (reminder == 0 || b->to == w->r)
			return true;
		/* Has he reminders of his own? */
		for (size_t i = 0; i < s->n_wants; i++)
			if (bell_same_address(s->wants[i].r, b->to))
				return false;
		return true;
	}
	for (size_t i = 0; i < s->n_wants; i++) {
		memset(&other, 0, sizeof(other));
		if (bell_same_address(s->wants[i].r, w->r) ||
		    !resolve(s, s->wants[i].r, due, &other))
			continue;
		if (reminder > 0 || s->wants[i].due <= due)
			return false;
		b->to = other.to;
		b->at = other.at;
		b->any_hour = other.any_hour;
		return true;
	}
	return true;
}

static void
emit(struct series *s, const struct bell *b)
{
	if (s->n == s->size) {
		size_t size = s->size == 0 ? 16 : 2 * s->size;
		struct bell *v = arena_alloc(s->a, size * sizeof(*v));

		if (s->n > 0)
			memcpy(v, s->bells, s->n * sizeof(*v));
		s->bells = v;
		s->size = size;
	}
	s->bells[s->n++] = *b;
}

/* --- steps --- */

/* Complaints, private and urgent ones do not wait. */
static int64_t
default_delay(const struct series *s)
{
	const struct tquestion *q = &s->q->q;
	bool urgent = s->kinds & OUTSIDE_URGENT;
	int64_t ms = q->private_ || urgent || q->label == LABEL_REQUEST ?
	    BELL_QUICK : BELL_SLOW;

	return q->less_urgent && !urgent ? 2 * ms : ms;
}

static void
add_want(struct series *s, const struct conf_recipient *r, int64_t after)
{
	if (route_wants(r, s->q))
		s->wants[s->n_wants++] = (struct want){ .r = r,
			.after = after };
}

/*
 * Heard of after the mail before closing has left, and its first step comes
 * when they open again: what cannot wait that long rings now, at the first of
 * those who are to hear of it and can.
 */
static void
hurry(struct series *s)
{
	const struct conf_client *c = s->c;
	const struct question *q = s->q;
	struct want *first = NULL;
	struct digest_close close;

	if (c->hours == NULL || q->q.baseline)
		return;
	for (size_t i = 0; i < s->n_wants; i++) {
		struct want *w = &s->wants[i];

		if (w->after == s->least && hours_is_open(c->hours, w->due) &&
		    hours_date(c->hours, w->due) ==
		    hours_date(c->hours, q->seen_at))
			return;
		if (bell_present(w->r, q->seen_at) &&
		    digest_open(w->r, q->seen_at) && (first == NULL ||
		    w->after < first->after))
			first = w;
	}
	if (first == NULL || !digest_close(c, q->seen_at, &close) ||
	    q->seen_at < close.at || q->seen_at >= close.closes ||
	    !hurry_before(c, q, q->seen_at, close.opens))
		return;
	first->due = q->seen_at;
	first->hurried = true;
}

/* When a step comes for somebody who may not be woken, or may for this. */
static int64_t
step_due(const struct series *s, const struct want *w)
{
	const struct question *q = s->q;
	int64_t t = w->after == 0 ? q->seen_at : w->r->outside & s->kinds ?
	    q->q.asked_at + w->after : add_time(s->c, q->q.asked_at, w->after);

	return t < q->seen_at ? q->seen_at : t;
}

/* Does anybody of an earlier step hear of it before w would? */
static bool
heard_before(const struct series *s, const struct want *w)
{
	int64_t due = step_due(s, w);
	struct bell b;

	for (size_t i = 0; i < s->n_wants; i++) {
		const struct want *x = &s->wants[i];

		if (x->after < w->after && resolve(s, x->r, step_due(s, x),
		    &b) && b.at < due)
			return true;
	}
	return false;
}

static int
by_due(const void *a, const void *b)
{
	const struct want *x = a, *y = b;

	if (x->due != y->due)
		return x->due < y->due ? -1 : 1;
	return x->r < y->r ? -1 : x->r > y->r;
}

static void
lay_steps(struct series *s)
{
	const struct conf_client *c = s->c;
	const struct question *q = s->q;

	s->least = INT64_MAX;
	s->wants = arena_alloc(s->a, (c->n_steps + c->n_recipients + 1) *
	    sizeof(*s->wants));
	for (size_t i = 0; i < c->n_steps; i++)
		add_want(s, c->steps[i].to, c->steps[i].after_ms);
	for (size_t i = 0; c->n_steps == 0 && i < c->n_recipients; i++)
		add_want(s, &c->recipients[i], c->recipients[i].delay_ms >= 0 ?
		    c->recipients[i].delay_ms : default_delay(s));
	for (size_t i = 0; i < s->n_wants; i++)
		if (s->wants[i].after < s->least)
			s->least = s->wants[i].after;
	/* Who may be woken does not wait where nobody else is up. */
	for (size_t i = 0; i < s->n_wants; i++) {
		struct want *w = &s->wants[i];

		w->woken = (w->r->outside & s->kinds) && w->after > s->least &&
		    !heard_before(s, w);
	}
	for (size_t i = 0; i < s->n_wants; i++) {
		struct want *w = &s->wants[i];

		if (w->woken)
			w->after = s->least;
		/* What the first run found is told at once, in one mail. */
		w->due = q->q.baseline && w->after == s->least ? q->seen_at :
		    step_due(s, w);
	}
	hurry(s);
	qsort(s->wants, s->n_wants, sizeof(*s->wants), by_due);
}

/* --- one recipient's series --- */

static int64_t
wider(const struct conf_client *c, int64_t gap)
{
	gap = gap < GAP_MAX / 2 ? 2 * gap : GAP_MAX;
	return gap > c->remind_ms ? gap : c->remind_ms;
}

/*
 * Reminders meet on the hour, so that a busy morning is one mail in the
 * afternoon and not ten: at most that much earlier, where the distance is at
 * least twice as long.
 */
static int64_t
on_the_hour(const struct conf_client *c, int64_t t, int64_t gap)
{
	return gap >= 2 * REMINDER_GRID && c->hours != NULL ?
	    t - t % REMINDER_GRID : t;
}

bool
bell_was_told(const struct question_told *t, const struct conf_recipient *r)
{
	return r != NULL && strcmp(t->address, r->address) == 0 &&
	    strcmp(t->channel, plan_channel(r->channel)) == 0;
}

/*
 * When the mail of this bell really left, or will at the earliest: caps, a
 * server that was down or hark itself may have kept it.  Before `next', the
 * bell after it, another mail told of the question as well.
 */
static int64_t
left_at(const struct series *s, const struct bell *b, int64_t next)
{
	int64_t at = b->at;

	for (size_t i = 0; i < s->q->n_told; i++) {
		const struct question_told *t = &s->q->told[i];
		bool its = t->bell_at != 0 ? t->bell_at == b->at :
		    t->made_at >= b->at && t->made_at < next;

		if (its && t->left_at > at + LATE && bell_was_told(t, b->to))
			at = t->left_at;
	}
	return at;
}

/* The silence ends: one bell for all that fell into it. */
static struct bell
end_silence(struct series *s, const struct want *w, int reminder)
{
	struct bell b;

	if (fill(s, w, s->q->q.quiet_until, reminder, &b)) {
		b.held = true;
		emit(s, &b);
	}
	return b;
}

/*
 * The reminder after `last', not before it has been in his hands for half the
 * distance; then it is the whole one.  As fill().
 */
static bool
remind(const struct series *s, const struct want *w, const struct bell *last,
    int64_t gap, int n, struct bell *b)
{
	const struct conf_client *c = s->c;
	int64_t left;
	bool rings = fill(s, w, on_the_hour(c, add_time(c, last->at, gap),
	    gap), n, b);

	left = left_at(s, last, b->at);
	b->span = gap;
	if (left == last->at || b->at >= add_time(c, left, gap / 2))
		return rings;
	rings = fill(s, w, on_the_hour(c, add_time(c, left, gap), gap), n, b);
	b->span = gap;
	return rings;
}

static void
lay_reminders(struct series *s, const struct want *w, struct bell last,
    bool held)
{
	const struct conf_client *c = s->c;
	const struct question *q = s->q;
	int64_t quiet = q->q.quiet_until, gap = c->remind_ms;
	int n = 1, heard = 0;
	struct bell b, after;
	bool rings, more;

	/* Where no answer is ever seen a reminder would be wrong for ever. */
	for (; gap > 0 && !q->q.blind && n < REMINDERS_MAX; n++) {
		rings = remind(s, w, &last, gap, n, &b);
		if (b.at > q->seen_at + BELL_MAX)
			break;
		if (b.at < quiet) {
			held = true;
			heard = n;
		} else if (held) {
			held = false;
			last = end_silence(s, w, heard);
			more = remind(s, w, &last, gap, n, &after);
			if (after.due > b.due) {
				b = after;
				rings = more;
			}
			if (b.at > q->seen_at + BELL_MAX)
				break;
		}
		last = b;
		gap = wider(c, gap);
		if (rings && b.at >= quiet) {
			emit(s, &b);
			if (b.at > s->until)
				break;
		}
	}
	if (held)
		end_silence(s, w, heard);
}

/*
 * A further step at the same address: as remind(), also where only closed
 * hours moved the one before.  What comes at one time is one bell.
 */
static bool
step(const struct series *s, const struct want *w, const struct want *before,
    const struct bell *last, struct bell *b)
{
	bool rings = fill(s, w, w->due, 0, b);
	int64_t span, left;

	if (before == NULL)
		return rings;
	span = w->after - before->after;
	left = left_at(s, last, b->at);
	if (span > 0 && b->at != last->at &&
	    b->at < add_time(s->c, left, span / 2))
		rings = fill(s, w, add_time(s->c, left, span), 0, b);
	b->span = span > 0 ? span : 0;
	return rings;
}

static void
lay_series(struct series *s, size_t first)
{
	const struct want *w = NULL;
	int64_t quiet = s->q->q.quiet_until;
	bool held = false, rings;
	struct bell b, last = { .at = 0 };

	for (size_t i = first; i < s->n_wants; i++) {
		if (!bell_same_address(s->wants[i].r, s->wants[first].r))
			continue;
		rings = step(s, &s->wants[i], w, &last, &b);
		if (held && b.at >= quiet) {
			held = false;
			end_silence(s, w, 0);
		}
		w = &s->wants[i];
		last = b;
		if (b.at < quiet)
			held = true;
		else if (rings)
			emit(s, &b);
	}
	lay_reminders(s, w, last, held);
}

static int
by_at(const void *a, const void *b)
{
	const struct bell *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return x->due < y->due ? -1 : x->due > y->due;
}

size_t
bells_of(const struct conf_client *c, const struct question *q,
    struct arena *a, const struct bell **ret)
{
	return bells_until(c, q, INT64_MAX, a, ret);
}

size_t
bells_until(const struct conf_client *c, const struct question *q,
    int64_t until, struct arena *a, const struct bell **ret)
{
	struct series s = { .c = c, .q = q, .a = a, .until = until };

	*ret = NULL;
	if (!q->account_active || (q->q.baseline &&
	    q->q.asked_at < q->seen_at - BASELINE_MAX))
		return 0;
	s.kinds = route_kinds(c, q);
	lay_steps(&s);
	for (size_t i = 0; i < s.n_wants; i++) {
		size_t k = 0;

		while (!bell_same_address(s.wants[k].r, s.wants[i].r))
			k++;
		if (k == i)
			lay_series(&s, i);
	}
	if (s.n > 0)
		qsort(s.bells, s.n, sizeof(*s.bells), by_at);
	*ret = s.bells;
	return s.n;
}

int64_t
bells_from(const struct question *q)
{
	if (q->ring_step == 0)
		return INT64_MIN;
	return q->ring_at != 0 ? q->ring_at : INT64_MAX;
}

bool
bell_is_told(const struct question *q, const struct bell *b)
{
	for (size_t i = 0; i < q->n_told; i++)
		if (q->told[i].made_at < b->at &&
		    b->at <= q->told[i].bell_at &&
		    bell_was_told(&q->told[i], b->to))
			return true;
	return false;
}

bool
bell_is_plain(const struct conf_client *c, const struct question *q,
    const struct bell *b)
{
	return b->to != NULL && !b->held && !b->hurried && !b->any_hour &&
	    q->thread_waiting <= BELL_CROWD && q->asker_waiting <= BELL_CROWD &&
	    !(route_kinds(c, q) & (OUTSIDE_URGENT | OUTSIDE_PRIVATE));
}

int64_t
bell_horizon(const struct conf_client *c)
{
	return 2 * c->bundle_ms;
}

int64_t
bell_early(const struct conf_client *c, const struct bell *b)
{
	int64_t part = b->reminder > 0 ? b->span / 8 : b->span / 4;
	int64_t most = b->reminder > 0 ? bell_horizon(c) : c->bundle_ms;

	return part < most ? part : most;
}

int64_t
bell_wait(const struct conf_client *c, const struct bell *b)
{
	return b->first || c->bundle_ms <= 0 ? 0 : b->span / 2;
}

bool
bell_is_over(const struct conf_client *c, const struct question *q,
    int64_t now)
{
	struct arena *a = arena_new();
	const struct bell *b;
	size_t n = bells_of(c, q, a, &b);
	bool over = q->q.liked || n == 0 || b[n - 1].at < now;

	arena_free(a);
	return over;
}
