/* SPDX-License-Identifier: ISC */

/*
 * Which minutes count.
 *
 * Whether the shop is open is a question about local time.  Between two
 * changes of the zone's offset local time runs like any other, so time is
 * walked in pieces that end where the offset, the day or the answer changes.
 * An hour that the clocks skip is in no piece; one that they repeat, in two.
 */

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/when.h"
#include "triage/holidays.h"
#include "triage/hours_int.h"

#define YEAR		(365 * WHEN_DAY)
/* Where hours_add() gives up: nobody waits that long. */
#define TOO_LONG	(100 * YEAR)

struct hours *
hours_new(const char *zone, struct err *e)
{
	const struct zone *z = zone_get(zone, e);
	struct hours *h;

	if (z == NULL)
		return NULL;
	h = xcalloc(1, sizeof(*h));
	h->zone = z;
	return h;
}

void
hours_free(struct hours *h)
{
	if (h == NULL)
		return;
	hours_set_closed(h, NULL, 0, NULL, 0);
	free(h->exceptions);
	free(h);
}

void
hours_set_closed(struct hours *h, const struct closed_day *days, size_t n,
    char *const *names, size_t n_names)
{
	for (size_t i = 0; i < h->n_names; i++)
		free(h->names[i]);
	free(h->names);
	free(h->closed);
	h->closed = NULL;
	h->names = NULL;
	h->n_closed = n;
	h->n_names = n_names;
	if (n > 0) {
		h->closed = xreallocarray(NULL, n, sizeof(*h->closed));
		memcpy(h->closed, days, n * sizeof(*h->closed));
	}
	if (n_names > 0)
		h->names = xreallocarray(NULL, n_names, sizeof(*h->names));
	for (size_t i = 0; i < n_names; i++)
		h->names[i] = xstrdup(names[i]);
}

int
hours_set_holidays(struct hours *h, const char *region, struct err *e)
{
	const struct holiday_region *r = NULL;

	if (strcmp(region, "none") != 0) {
		r = holidays_region(region);
		if (r == NULL)
			return err_set(e, ERR_CONFIG, "no holidays known for "
			    "\"%.40s\": write de, de-by, at, at-9, ch-zh "
			    "or none", region);
	}
	h->region = r;
	return 0;
}

bool
spans_add(struct spans *s, struct span span)
{
	struct spans out = { .n = 0 };

	for (int i = 0; i < s->n; i++) {
		if (s->v[i].end < span.start || s->v[i].start > span.end) {
			out.v[out.n++] = s->v[i];
			continue;
		}
		if (s->v[i].start < span.start)
			span.start = s->v[i].start;
		if (s->v[i].end > span.end)
			span.end = s->v[i].end;
	}
	if (out.n == (int)ARRAY_LEN(out.v))
		return false;
	out.v[out.n++] = span;
	for (int i = out.n - 1; i > 0 && out.v[i].start < out.v[i - 1].start;
	    i--) {
		struct span swap = out.v[i];

		out.v[i] = out.v[i - 1];
		out.v[i - 1] = swap;
	}
	*s = out;
	return true;
}

int64_t
spans_minutes(const struct spans *s)
{
	int64_t sum = 0;

	for (int i = 0; i < s->n; i++)
		sum += s->v[i].end - s->v[i].start;
	return sum;
}

static bool
exception_covers(const struct exception *x, int64_t day, struct date d)
{
	int from = x->from.m * 100 + x->from.d, to = x->to.m * 100 + x->to.d;
	int at = d.m * 100 + d.d;

	if (x->from.y != 0)
		return day >= civil_day(x->from.y, x->from.m, x->from.d) &&
		    day <= civil_day(x->to.y, x->to.m, x->to.d);
	if (from <= to)
		return at >= from && at <= to;
	return at >= from || at <= to;
}

/* The one that decides about a day: the last that was given. */
static const struct exception *
exception_of(const struct hours *h, int64_t day, struct date d)
{
	for (size_t i = h->n_exceptions; i-- > 0;)
		if (exception_covers(&h->exceptions[i], day, d))
			return &h->exceptions[i];
	return NULL;
}

static const struct closed_day *
closed_day_of(const struct hours *h, int64_t day)
{
	size_t lo = 0, hi = h->n_closed;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (h->closed[mid].day < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < h->n_closed && h->closed[lo].day == day ? &h->closed[lo] :
	    NULL;
}

/* The spans that begin on that day. */
static const struct spans *
spans_of(const struct hours *h, int64_t day)
{
	static const struct spans closed = { .n = 0 };
	static const struct spans always = { .v = { { 0, DAY_MINUTES } },
	    .n = 1 };
	struct date d;

	if (h->n_exceptions > 0 || h->region != NULL || h->n_closed > 0) {
		const struct exception *x;

		d = civil_date(day);
		x = exception_of(h, day, d);
		if (x != NULL)
			return &x->open;
		if (closed_day_of(h, day) != NULL)
			return &closed;
		if (h->region != NULL && holidays_name(h->region, d, "en"))
			return &closed;
	}
	return h->spans_given ? &h->week[civil_weekday(day)] : &always;
}

/* Where we are: one day's spans, with what the day before left over. */
struct walk {
	const struct hours *h;
	int64_t t;
	int64_t offset, offset_end;
	int64_t day;		/* number, or INT64_MIN */
	struct spans open;
};

static void
walk_init(struct walk *w, const struct hours *h, int64_t t)
{
	w->h = h;
	w->t = t;
	w->day = INT64_MIN;
	w->offset = zone_offset(h->zone, t, &w->offset_end);
}

static void
walk_day(struct walk *w, int64_t day)
{
	const struct spans *before = spans_of(w->h, day - 1);

	w->open = *spans_of(w->h, day);
	w->day = day;
	for (int i = 0; i < before->n; i++)
		if (before->v[i].end > DAY_MINUTES) {
			struct span rest = { 0, before->v[i].end -
			    DAY_MINUTES };

			spans_add(&w->open, rest);
		}
}

/* Is it open here?  *end: until when that is certain, more than .t. */
static bool
walk_piece(struct walk *w, int64_t *end)
{
	int64_t local, day, in, stop = WHEN_DAY;
	bool open = false;

	if (w->t >= w->offset_end)
		w->offset = zone_offset(w->h->zone, w->t, &w->offset_end);
	local = w->t + w->offset;
	day = civil_floor(local, WHEN_DAY);
	if (day != w->day)
		walk_day(w, day);
	in = local - day * WHEN_DAY;
	for (int i = 0; i < w->open.n; i++) {
		int64_t from = w->open.v[i].start * WHEN_MINUTE;
		int64_t to = w->open.v[i].end * WHEN_MINUTE;

		if (in < from) {
			stop = from;
			break;
		}
		if (in < to) {
			open = true;
			stop = to;
			break;
		}
	}
	if (stop > WHEN_DAY)
		stop = WHEN_DAY;
	*end = w->t + stop - in;
	if (*end > w->offset_end)
		*end = w->offset_end;
	return open;
}

bool
hours_is_open(const struct hours *h, int64_t t)
{
	struct walk w;
	int64_t end;

	walk_init(&w, h, t);
	return walk_piece(&w, &end);
}

int64_t
hours_next_open(const struct hours *h, int64_t t)
{
	struct walk w;
	int64_t end;

	walk_init(&w, h, t);
	while (w.t < t + YEAR) {
		if (walk_piece(&w, &end))
			return w.t;
		w.t = end;
	}
	return t + YEAR;
}

int64_t
hours_closes_at(const struct hours *h, int64_t t)
{
	struct walk w;
	int64_t end;

	walk_init(&w, h, t);
	while (w.t < t + YEAR) {
		if (!walk_piece(&w, &end))
			return w.t;
		w.t = end;
	}
	return t + YEAR;
}

int64_t
hours_add(const struct hours *h, int64_t t, int64_t span)
{
	struct walk w;
	int64_t end, closed_since = t;

	if (span <= 0)
		return t;
	walk_init(&w, h, t);
	while (w.t - t < TOO_LONG) {
		if (walk_piece(&w, &end)) {
			if (end - w.t >= span)
				return w.t + span;
			span -= end - w.t;
			closed_since = end;
		} else if (end - closed_since >= YEAR)
			return closed_since + YEAR;
		w.t = end;
	}
	return w.t;
}

int64_t
hours_between(const struct hours *h, int64_t a, int64_t b)
{
	struct walk w;
	int64_t end, sum = 0;

	if (b <= a)
		return 0;
	walk_init(&w, h, a);
	while (w.t < b) {
		bool open = walk_piece(&w, &end);

		if (end > b)
			end = b;
		if (open)
			sum += end - w.t;
		w.t = end;
	}
	return sum;
}

int64_t
hours_day(const struct hours *h)
{
	int64_t most = 0, n;

	if (!h->spans_given)
		return WHEN_DAY;
	for (int i = 0; i < 7; i++) {
		n = spans_minutes(&h->week[i]);
		if (n > most)
			most = n;
	}
	/* A stall that is only open on days of its own. */
	for (size_t i = 0; most == 0 && i < h->n_exceptions; i++)
		most = spans_minutes(&h->exceptions[i].open);
	if (most == 0 || most > DAY_MINUTES)
		return WHEN_DAY;
	return most * WHEN_MINUTE;
}

const char *
hours_why_closed(const struct hours *h, int64_t t, const char *lang)
{
	int64_t day = civil_floor(t + zone_offset(h->zone, t, NULL), WHEN_DAY);
	struct date d = civil_date(day);
	const struct exception *x = exception_of(h, day, d);
	const struct closed_day *c = NULL;

	if (x != NULL && x->open.n > 0)
		return NULL;
	if (x == NULL && (c = closed_day_of(h, day)) != NULL &&
	    h->names[c->name][0] != '\0')
		return h->names[c->name];
	if (x != NULL || c != NULL)
		return strncmp(lang, "de", 2) == 0 ? "eigener freier Tag" :
		    "a day off of your own";
	return h->region == NULL ? NULL : holidays_name(h->region, d, lang);
}

int64_t
hours_at(const struct hours *h, int64_t t, int days, int minute)
{
	int64_t day = civil_floor(t + zone_offset(h->zone, t, NULL), WHEN_DAY);
	int64_t local = (day + days) * WHEN_DAY + minute * WHEN_MINUTE;
	int64_t end, before, after, u;

	/* The offset before any change of that day gives the first of two. */
	before = zone_offset(h->zone, local - 30 * WHEN_HOUR, &end);
	u = local - before;
	while (u >= end) {
		int64_t change = end;

		after = zone_offset(h->zone, change, &end);
		u = local - after;
		if (u < change)		/* skipped: the first that exists */
			return change;
	}
	return u;
}
