/* SPDX-License-Identifier: ISC */

/* Threads of WordPress, and single posts looked at again; see wordpress.h. */

#include "wordpress/wordpress.h"

void
wp_ask_root(struct hark_task *t, const char *post)
{
	struct state *st = t->state;

	st->post = hark_copy(t, post);
	wp_ask_post(t, "posts", st->post, ROOT);
}

void
wp_anchor(struct hark_task *t, const struct hark_response *r)
{
	const char *post;
	json_t *o;

	if (wp_gone(t, r)) {
		hark_missing(t, t->start->ids[0]);
		hark_done(t);
		return;
	}
	if ((o = wp_parse(t, r)) == NULL)
		return;
	if (wp_comment(t, o, HARK_CONTEXT) == NULL ||
	    (post = wp_num(t, o, "post")) == NULL)
		hark_done(t);
	else
		wp_ask_root(t, post);
}

static void
root(struct hark_task *t, const struct hark_response *r, bool page)
{
	struct state *st = t->state;
	json_t *o;

	if (r->status == 404 && !page) {
		wp_ask_post(t, "pages", st->post, ROOT_PAGE);
		return;
	}
	if (hark_ok(r)) {
		if ((o = wp_parse(t, r)) == NULL)
			return;
		wp_own(t, o);
	} else if (wp_gone(t, r) && wp_post_of(t->start->ids[0]) != NULL) {
		hark_missing(t, t->start->ids[0]);
		hark_done(t);
		return;
	}
	wp_ask_comments(t, BELOW, st->post, false);
}

void
wp_root(struct hark_task *t, const struct hark_response *r)
{
	root(t, r, false);
}

void
wp_root_page(struct hark_task *t, const struct hark_response *r)
{
	root(t, r, true);
}

void
wp_below(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	struct page pg;

	if (!wp_read_page(t, r, false, &pg))
		return;
	if (wp_more(t, &pg))
		wp_ask_comments(t, BELOW, st->post, false);
	else
		hark_done(t);
}

void
wp_ask_next(struct hark_task *t)
{
	struct state *st = t->state;
	const char *post;

	st->page = false;
	if ((st->id = hark_next(t)) == NULL)
		return;
	if ((post = wp_post_of(st->id)) != NULL)
		wp_ask_post(t, "posts", post, CHECKED);
	else
		wp_ask_comment(t, st->id, CHECKED);
}

void
wp_checked(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	json_t *o;

	if (wp_gone(t, r) && wp_post_of(st->id) != NULL && !st->page) {
		st->page = true;
		wp_ask_post(t, "pages", wp_post_of(st->id), CHECKED);
		return;
	}
	if (wp_gone(t, r))
		hark_missing(t, st->id);
	else if ((o = wp_parse(t, r)) == NULL)
		return;
	else if (wp_post_of(st->id) != NULL)
		wp_own(t, o);
	else
		wp_comment(t, o, HARK_CONTEXT);
	wp_ask_next(t);
}
