/* SPDX-License-Identifier: ISC */

/* Threads of Facebook, and single posts looked at again; see facebook.h. */

#include "facebook/facebook.h"

const char *
fb_talk_of(struct hark_task *t, const char *id)
{
	return hark_format(t, "%.*s", (int)strcspn(id + 2, "/"), id + 2);
}

void
fb_ask_one(struct hark_task *t, int tag, const char *id)
{
	fb_ask(t, tag, hark_url(t, fb_graph(t, fb_native(id), ""), "fields",
	    fb_is_comment(id) ? COMMENT_FIELDS ",object{id}" : POST_FIELDS));
}

static void
ask_below(struct hark_task *t)
{
	const struct state *st = t->state;

	fb_ask_many(t, BELOW, hark_url(t, fb_graph(t, st->root, "/comments"),
	    "filter", "stream", "order", "reverse_chronological", "fields",
	    COMMENT_FIELDS, "limit", hark_format(t, "%lld",
	    (long long)st->limit), "after", st->after));
}

/* The post below which a comment stands: one of ours unless it is told. */
static const char *
post_of(struct hark_task *t, const json_t *o, const char *id)
{
	const struct state *st = t->state;
	const char *post = hark_str(t, o, "object/id");

	if (post != NULL && strchr(post, '_') != NULL)
		return post;
	return post != NULL ? hark_format(t, "%s_%s", st->me, post) :
	    hark_format(t, "%s_%.*s", st->me, (int)strcspn(fb_native(id), "_"),
	    fb_native(id));
}

void
fb_on_post(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const char *id = t->start->ids[0];
	const json_t *o;

	if (fb_gone(t, r))
		hark_missing(t, id);
	else if ((o = hark_answer(t, r, NULL)) == NULL)
		return;
	else if (!fb_is_comment(id))
		st->root = fb_post(t, o, HARK_CONTEXT);
	else {
		st->root = post_of(t, o, id);
		fb_comment(t, o, st->root, HARK_CONTEXT);
	}
	if (st->root == NULL) {
		hark_done(t);
		return;
	}
	st->root = hark_copy(t, st->root);
	ask_below(t);
}

void
fb_on_below(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const json_t *j, *o;
	size_t i;

	if (fb_once_more(t, r)) {
		ask_below(t);
		return;
	}
	j = fb_gone(t, r) ? NULL : hark_answer(t, r, NULL);
	json_array_foreach(json_object_get(j, "data"), i, o)
		fb_comment(t, o, st->root, HARK_CONTEXT);
	if (fb_more(t, j, PAGES))
		ask_below(t);
	else
		hark_done(t);
}

void
fb_on_talk(struct hark_task *t, const struct hark_response *r)
{
	const json_t *j = fb_gone(t, r) ? NULL : hark_answer(t, r, NULL);
	const json_t *o;
	size_t i;

	json_array_foreach(json_object_get(j, "data"), i, o)
		fb_message(t, o, fb_talk_of(t, t->start->ids[0]), NULL);
	hark_done(t);
}

void
fb_check_next(struct hark_task *t)
{
	struct state *st = t->state;

	/* Messages cannot be asked for but the last twenty. */
	do
		st->id = hark_next(t);
	while (st->id != NULL && fb_is_message(st->id));
	if (st->id != NULL)
		fb_ask_one(t, CHECKED, st->id);
}

void
fb_on_checked(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const json_t *o;

	if (fb_gone(t, r))
		hark_missing(t, st->id);
	else if ((o = hark_answer(t, r, NULL)) == NULL)
		return;
	else if (!fb_is_comment(st->id))
		fb_post(t, o, HARK_CONTEXT);
	else
		fb_comment(t, o, post_of(t, o, st->id), HARK_CONTEXT);
	fb_check_next(t);
}
