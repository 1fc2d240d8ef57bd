/* SPDX-License-Identifier: ISC */

/* The feeds of Bluesky, page by page; see bluesky.h. */

#include "bluesky/bluesky.h"

void
bs_ask_page(struct hark_task *t, const char *page)
{
	struct state *st = t->state;
	int64_t at = hark_time(t, page);
	const char *later = at != 0 ? hark_date(t, at + 1) : page;

	/* A page full of one millisecond must not come again and again. */
	if (hark_is(st->asked, later))
		later = page;
	st->asked = later;
	if (st->notices)
		bs_ask(t, PAGE, hark_url(t,
		    bs_xrpc(t, "app.bsky.notification.listNotifications"),
		    "reasons", "mention", "reasons", "reply", "reasons",
		    "quote", "priority", "false", "limit", "100",
		    "cursor", later));
	else
		bs_ask(t, PAGE, hark_url(t,
		    bs_xrpc(t, "app.bsky.feed.getAuthorFeed"), "actor",
		    t->start->op == HARK_SCAN ? st->actor : st->me, "filter",
		    "posts_with_replies", "limit", "100", "cursor", later));
}

static void
commit(struct hark_task *t)
{
	struct state *st = t->state;
	const char *c = st->page == NULL ?
	    hark_format(t, "%lld", (long long)st->top) :
	    hark_format(t, "%lld,%lld,%s", (long long)st->top,
	    (long long)st->floor, st->page);

	if (t->start->op == HARK_SCAN || hark_is(st->committed, c))
		return;
	st->committed = c;
	hark_cursor(t, c);
}

/* One item of a list; the time it is sorted by, or 0. */
static int64_t
item(struct hark_task *t, const json_t *o)
{
	struct state *st = t->state;
	const char *reason = hark_str(t, o, "reason"), *id;
	int64_t at;

	if (!st->notices) {
		/* Passed on, or pinned to the top. */
		if (json_is_object(json_object_get(o, "reason")))
			return 0;
		o = json_object_get(o, "post");
	}
	at = hark_time(t, hark_str(t, o, "indexedAt"));
	if (st->first && at != 0 && at < t->start->since)
		return at;
	if (st->notices && reason != NULL && !hark_is(reason, "mention") &&
	    !hark_is(reason, "reply") && !hark_is(reason, "quote"))
		return at;
	id = bs_post(t, o, st->notices ? HARK_MENTION : HARK_OWN);
	/* Is there something to show? */
	if (hark_int(t, o, "replyCount") > 0 ||
	    hark_at(t, o, "record/reply") != NULL)
		hark_later(t, id);
	return at;
}

void
bs_ask_thread(struct hark_task *t, const char *id, enum tag tag)
{
	bool alone = tag == CHECKED || tag == TARGET;

	bs_ask(t, tag, hark_url(t,
	    bs_xrpc(t, "app.bsky.feed.getPostThread"), "uri", id, "depth",
	    alone ? "0" : DOWN, "parentHeight", alone ? "0" : UP));
}

void
bs_scan_thread(struct hark_task *t)
{
	const char *id = hark_next(t);

	if (id != NULL)
		bs_ask_thread(t, id, THREADS);
}

static void
walk_end(struct hark_task *t)
{
	struct state *st = t->state;

	if (t->start->op == HARK_SCAN) {
		bs_scan_thread(t);
		return;
	}
	if (st->deep)
		hark_keep(t, "deep", hark_format(t, "%lld", (long long)st->now));
	if (st->in_gap)
		st->page = NULL;
	if (st->new_top > st->top)
		st->top = st->new_top;
	commit(t);
	if (st->page == NULL) {
		hark_done(t);
		return;
	}
	/* Above all is seen; on with what was left open below. */
	st->in_gap = true;
	st->deep = false;
	st->mark = st->floor;
	bs_ask_page(t, st->page);
}

void
bs_page(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const json_t *root = hark_answer(t, r, NULL), *list, *o;
	const char *next = hark_copy(t, hark_str(t, root, "cursor"));
	int64_t oldest = 0;
	bool reached;
	size_t i;

	if (root == NULL)
		return;
	list = json_object_get(root, st->notices ? "notifications" : "feed");
	if (!json_is_array(list)) {
		hark_fail(t, HARK_E_PROTOCOL, "expected a list");
		return;
	}
	st->pages++;
	json_array_foreach(list, i, o) {
		int64_t at = item(t, o);

		if (at > st->now)
			at = st->now;
		if (at != 0 && (oldest == 0 || at < oldest))
			oldest = at;
		if (!st->in_gap && at > st->new_top)
			st->new_top = at;
	}
	/* What was filtered out may have stood below the last item. */
	if (hark_time(t, next) != 0)
		oldest = hark_time(t, next);
	reached = oldest != 0 && oldest < st->mark &&
	    (!st->deep || st->pages >= DEEP_PAGES);
	if (next == NULL || reached || hark_is(next, st->asked) ||
	    (t->start->op == HARK_SCAN && st->pages >= SCAN_PAGES)) {
		walk_end(t);
		return;
	}
	/* A new gap, which takes in an old one, if there is one. */
	if (!st->in_gap && (oldest == 0 || oldest >= st->mark)) {
		if (st->page == NULL)
			st->floor = st->mark;
		if (st->new_top > st->top)
			st->top = st->new_top;
		st->in_gap = true;
		st->mark = st->floor;
	}
	if (st->in_gap) {
		st->page = next;
		commit(t);
	}
	if (st->pages >= MAX_PAGES)
		hark_done(t);
	else
		bs_ask_page(t, next);
}

void
bs_resume(struct hark_task *t, const char *cursor)
{
	struct state *st = t->state;
	const char *p = cursor != NULL ? strchr(cursor, ',') : NULL;

	st->top = hark_number(cursor);
	if (st->top > st->now)
		st->top = st->now;
	st->first = st->top <= 0;
	if (!st->first && p != NULL) {
		st->floor = hark_number(p + 1);
		p = strchr(p + 1, ',');
		if (p != NULL && p[1] != '\0')
			st->page = hark_copy(t, p + 1);
	}
	st->committed = hark_copy(t, cursor);
	st->mark = st->first ? t->start->since : st->top - OVERLAP;
	/* A post of last week may stand anywhere. */
	st->deep = st->notices && !st->first &&
	    hark_number(hark_kept(t, "deep")) < st->now - DAY;
	if (st->first)
		st->top = st->now - OVERLAP;
}
