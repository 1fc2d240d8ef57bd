/* SPDX-License-Identifier: ISC */

/*
 * Walking over the pages of a feed; see walk.h.  The cursor is
 *
 *	TOP			everything up to TOP was seen
 *	TOP BOTTOM FLOOR	but not what lies between BOTTOM and FLOOR
 *
 * where TOP and FLOOR are ids with an order, or "@" and a time where there is
 * none, and BOTTOM is what the network takes for .before.
 *
 * A walk goes forwards from TOP where the network can do that; some take that
 * for "the newest page, down to TOP at most" or ignore it, so a full page is
 * believed only when nothing is found between it and TOP.  If something is, or
 * if ids have no order, it goes backwards, every page a commit point that
 * remembers the gap still open.  At last the gap of an earlier walk is closed.
 */

#include <stdlib.h>
#include <string.h>

#include "poll/walk.h"

#define PAGES	10
/* Where only times can be compared, walks overlap by so much. */
#define OVERLAP	INT64_C(3600000)
#define MAX_ID	500
#define MAX_TOKEN 2000

enum phase { FORWARD, PROBE, BACKWARD, GAP };

/* What one page showed, compared with a mark. */
struct page {
	int64_t n, newest;
	const char *top, *bottom;
	bool newer, strange, reached;
};

struct walk {
	struct hark_walk how;
	enum phase phase;
	struct hark_span span;
	int64_t pages;
	struct page page;

	/* The cursor, and what this walk has added above it. */
	const char *top, *bottom, *floor;
	const char *new_top, *new_bottom;
	const char *committed;
};

/* --- marks ---------------------------------------------------------------- */

static int64_t
order(const struct run *r, const char *id)
{
	return r->plugin->order != NULL ? r->plugin->order(id) : 0;
}

static bool
is_time(const char *mark)
{
	return mark[0] == '@';
}

static int64_t
time_of(const char *mark)
{
	return strtoll(mark + 1, NULL, 10);
}

static const char *
mark_time(struct run *r, int64_t t)
{
	return arena_printf(r->arena, "@%lld", (long long)t);
}

static bool
is_mark(const struct run *r, const char *s)
{
	return is_time(s) ? strspn(s + 1, "0123456789") == strlen(s + 1) &&
	    s[1] != '\0' : order(r, s) != 0;
}

/* 1: a is newer than b, -1: older, 0: the same, or nobody knows. */
static int
compare(const struct run *r, const char *a, const char *b)
{
	int64_t oa = order(r, a), ob = order(r, b);

	return oa == 0 || ob == 0 ? 0 : (oa > ob) - (oa < ob);
}

/* Take the cursor apart.  One that is none of ours is as good as none. */
static void
resume(struct run *r, struct walk *w)
{
	char *top = arena_strdup(r->arena, r->start.cursor), *bottom, *floor;

	if (top == NULL)
		return;
	if ((bottom = strchr(top, ' ')) != NULL) {
		*bottom++ = '\0';
		if ((floor = strchr(bottom, ' ')) == NULL || floor == bottom)
			return;
		*floor++ = '\0';
		if (!is_mark(r, floor))
			return;
		w->bottom = bottom;
		w->floor = floor;
	}
	if (is_mark(r, top))
		w->top = top;
	else
		w->bottom = w->floor = NULL;
}

static void
commit(struct run *r, bool walking)
{
	struct walk *w = r->walk;
	const char *c = w->top;

	if (walking)
		c = arena_printf(r->arena, "%s %s %s", w->new_top, w->new_bottom,
		    w->bottom != NULL ? w->floor : w->top);
	else if (w->bottom != NULL)
		c = arena_printf(r->arena, "%s %s %s", w->top, w->bottom,
		    w->floor);
	/* An unchanged poll must not write. */
	if (w->committed != NULL && strcmp(c, w->committed) == 0)
		return;
	w->committed = c;
	if (r->start.op == HARK_POLL)
		hark_cursor(&r->task, c);
}

/* --- from page to page ---------------------------------------------------- */

static const struct hark_span *
ask(struct run *r, enum phase phase, const char *after, const char *before)
{
	struct walk *w = r->walk;
	const char *mark;

	/* A probe is the second half of a page forwards. */
	if (phase != PROBE && w->pages >= w->how.pages)
		return NULL;
	w->phase = phase;
	w->page = (struct page){ 0 };
	w->span = (struct hark_span){ .after = after, .before = before };
	mark = phase == GAP ? w->floor : w->top;
	if (is_time(mark))
		w->span.since = time_of(mark);
	else if (w->how.bounded)
		w->span.after = mark;
	return &w->span;
}

const struct hark_span *
walk_begin(struct run *r, const struct hark_walk *how)
{
	struct walk *w = arena_alloc(r->arena, sizeof(*w));

	r->walk = w;
	w->how = *how;
	if (w->how.pages <= 0)
		w->how.pages = PAGES;
	resume(r, w);
	if (w->top != NULL)
		w->committed = r->start.cursor;
	if (w->top == NULL)
		w->top = mark_time(r, how->since > r->start.since ?
		    how->since : r->start.since);
	if (w->how.forward && !is_time(w->top))
		return ask(r, FORWARD, w->top, NULL);
	return ask(r, BACKWARD, NULL, NULL);
}

bool
walk_item(struct run *r, const char *id, int64_t at)
{
	struct walk *w = r->walk;
	struct page *pg;
	const char *mark;
	bool newer;

	if (w == NULL)
		return false;
	pg = &w->page;
	mark = w->phase == GAP ? w->floor : w->top;
	pg->n++;
	/* Nothing that would not fit into a cursor. */
	if (id == NULL || id[0] == '\0' || id[0] == '@' ||
	    strchr(id, ' ') != NULL || strlen(id) > MAX_ID) {
		hark_odd(&r->task, "item %lld has no id",
		    (long long)pg->n - 1);
		return false;
	}
	if (pg->top == NULL || compare(r, id, pg->top) > 0)
		pg->top = arena_strdup(r->arena, id);
	if (pg->bottom == NULL || order(r, id) == 0 ||
	    order(r, pg->bottom) == 0 || compare(r, id, pg->bottom) < 0)
		pg->bottom = arena_strdup(r->arena, id);
	if (at > pg->newest)
		pg->newest = at;

	if (is_time(mark))
		newer = at == 0 || at >= time_of(mark);
	else if (order(r, id) != 0)
		newer = compare(r, id, mark) > 0;
	else {
		pg->strange = true;
		return true;
	}
	if (newer)
		pg->newer = true;
	else
		pg->reached = true;
	return true;
}

/* The newest of what this walk found, in a form the next one can use. */
static void
raise_top(struct run *r)
{
	struct walk *w = r->walk;
	const struct page *pg = &w->page;
	int64_t newest = pg->newest;

	if (w->new_top != NULL || pg->top == NULL)
		return;
	if (order(r, pg->top) != 0) {
		w->new_top = pg->top;
		return;
	}
	/* Clocks of others may be fast. */
	if (newest == 0 || newest > r->task.now)
		newest = r->task.now;
	w->new_top = mark_time(r, newest - OVERLAP);
}

/* Nothing new is left: close the old gap, or end. */
static const struct hark_span *
all_new_seen(struct run *r)
{
	struct walk *w = r->walk;

	if (w->new_top != NULL)
		w->top = w->new_top;
	else if (w->committed == NULL && is_time(w->top))
		w->top = mark_time(r, r->task.now - OVERLAP);
	commit(r, false);
	return w->bottom != NULL ? ask(r, GAP, NULL, w->bottom) : NULL;
}

/*
 * Where the next page down begins.  NULL: there is none, or the mark was
 * reached, or the network goes in circles.
 */
static const char *
further_down(struct run *r, const char *below)
{
	const struct walk *w = r->walk;
	const char *asked = w->span.before;

	if (w->page.reached || (below != NULL && below[0] == '\0'))
		return NULL;
	if (below == NULL)
		below = w->page.bottom;
	else if (strchr(below, ' ') != NULL || strlen(below) > MAX_TOKEN) {
		hark_odd(&r->task, "a page below that cannot be asked for");
		return NULL;
	} else
		below = arena_strdup(r->arena, below);
	if (below == NULL || asked == NULL)
		return below;
	if (strcmp(below, asked) == 0 || (order(r, below) != 0 &&
	    order(r, asked) != 0 && compare(r, below, asked) >= 0))
		return NULL;
	return below;
}

static const struct hark_span *
next_forward(struct run *r)
{
	struct walk *w = r->walk;
	const struct page *pg = &w->page;

	if (!pg->newer) {
		/* A foreign id may have fetched the oldest page there is. */
		if (pg->top != NULL && strcmp(pg->top, w->top) != 0)
			return ask(r, BACKWARD, NULL, NULL);
		return all_new_seen(r);
	}
	raise_top(r);
	if (pg->reached || pg->n < w->how.full)
		return all_new_seen(r);
	w->new_bottom = pg->bottom;
	commit(r, true);
	return ask(r, PROBE, w->top, w->new_bottom);
}

static const struct hark_span *
next_backward(struct run *r, const char *below)
{
	struct walk *w = r->walk;
	const struct page *pg = &w->page;

	/* Nothing lies between a full page and where we came from. */
	if (w->phase == PROBE && !pg->newer && !pg->reached) {
		w->top = w->new_top;
		w->new_top = w->new_bottom = NULL;
		commit(r, false);
		return ask(r, FORWARD, w->top, NULL);
	}
	raise_top(r);
	if ((below = further_down(r, below)) == NULL)
		return all_new_seen(r);
	w->new_bottom = below;
	/* A page without items may have others below it. */
	if (w->new_top != NULL)
		commit(r, true);
	return ask(r, BACKWARD, NULL, below);
}

const struct hark_span *
walk_next(struct run *r, const char *below)
{
	struct walk *w = r->walk;

	if (w == NULL || r->over)
		return NULL;
	w->pages++;
	/* A few that cannot be compared prove nothing, a whole page does. */
	if (!w->page.reached)
		w->page.newer |= w->page.strange;
	switch (w->phase) {
	case FORWARD:
		return next_forward(r);
	case PROBE:
	case BACKWARD:
		return next_backward(r, below);
	case GAP:
		break;
	}
	w->bottom = further_down(r, below);
	commit(r, false);
	return w->bottom != NULL ? ask(r, GAP, NULL, w->bottom) : NULL;
}
