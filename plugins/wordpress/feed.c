/* SPDX-License-Identifier: ISC */

/* The feeds of WordPress, page by page; see wordpress.h. */

#include "wordpress/wordpress.h"

static int64_t
mark(const struct hark_task *t)
{
	const struct state *st = t->state;

	return st->cursor != 0 ? st->cursor : t->start->since;
}

bool
wp_read_page(struct hark_task *t, const struct hark_response *r, bool posts,
    struct page *pg)
{
	struct state *st = t->state;
	const json_t *list = wp_parse(t, r), *o;
	const char *total = hark_header(t, "X-WP-Total");
	size_t i;

	if (list == NULL)
		return false;
	if (!json_is_array(list)) {
		hark_fail(t, HARK_E_PROTOCOL, "expected a list");
		return false;
	}
	*pg = (struct page){ .n = json_array_size(list),
		.total = total != NULL ? hark_number(total) : -1 };
	st->pages++;
	json_array_foreach(list, i, o) {
		int64_t at = hark_time(t, hark_str(t, o, posts ? "modified_gmt" :
		    "date_gmt"));

		if (at > 0 && (pg->oldest == 0 || at < pg->oldest))
			pg->oldest = at;
		/* A date may be set to anything, even to the next century. */
		if (at > pg->newest && at <= st->now)
			pg->newest = at;
		if (st->cursor == 0 && at > 0 && at < t->start->since &&
		    t->start->op != HARK_THREAD)
			continue;
		if (posts)
			wp_own(t, o);
		else
			wp_comment(t, o, t->start->op == HARK_THREAD ?
			    HARK_CONTEXT : HARK_COMMENT);
	}
	if (pg->newest > st->top)
		st->top = pg->newest;
	return true;
}

bool
wp_more(struct hark_task *t, const struct page *pg)
{
	struct state *st = t->state;
	bool is_more = pg->total >= 0 ? st->offset + PAGE < pg->total :
	    pg->n >= PAGE;

	/* What the user may not see is cut out of a page after counting. */
	st->offset += STRIDE;
	return is_more && st->pages < MAX_PAGES;
}

static void
commit(struct hark_task *t, int64_t top)
{
	struct state *st = t->state;
	const char *known = hark_kept(t, "authors");

	if (st->authors != NULL && !hark_is(known, st->authors))
		hark_keep(t, "authors", st->authors);
	if (top == 0 && st->cursor == 0)
		top = st->now - OVERLAP;
	/* An unchanged poll must not write. */
	if (top <= st->cursor)
		return;
	st->cursor = top;
	hark_cursor(t, hark_format(t, "%lld", (long long)top));
}

void
wp_walk_start(struct hark_task *t)
{
	struct state *st = t->state;

	st->after = mark(t) - OVERLAP;
	st->offset = 0;
	wp_ask_page(t, WALK);
}

void
wp_head(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	struct page pg;
	bool posts = hark_is(st->feed, "own");

	if (!wp_read_page(t, r, posts, &pg))
		return;
	if ((pg.oldest != 0 && pg.oldest < mark(t)) || (pg.total >= 0 ?
	    (int64_t)pg.n >= pg.total :
	    pg.n < (posts ? HEAD_POSTS : HEAD_COMMENTS))) {
		commit(t, st->top);
		hark_done(t);
		return;
	}
	/* The newest are known already, but what lies below is not. */
	st->top = 0;
	wp_walk_start(t);
}

void
wp_walk(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	struct page pg;
	bool posts = hark_is(st->feed, "own"), scan = t->start->op == HARK_SCAN;

	if (scan && !posts && (r->status == 401 || r->status == 403)) {
		hark_blind(t, "comments need a password here");
		hark_done(t);
		return;
	}
	if (!wp_read_page(t, r, posts, &pg))
		return;
	if (!scan)
		commit(t, st->top);
	if (wp_more(t, &pg)) {
		wp_ask_page(t, WALK);
	} else if (scan && posts) {
		st->feed = "comments";
		wp_walk_start(t);
	} else
		hark_done(t);
}
