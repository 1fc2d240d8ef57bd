/* SPDX-License-Identifier: ISC */

/* Threads of Bluesky, and single posts looked at again; see bluesky.h. */

#include "bluesky/bluesky.h"

/* A node and what hangs below it: as deep as was asked for. */
static void
below(struct hark_task *t, const json_t *node)
{
	const json_t *o = json_object_get(node, "post");
	const json_t *replies = json_object_get(node, "replies"), *reply;
	const char *id;
	size_t i;

	/* Deleted, or by somebody who blocked us or is blocked. */
	if (!json_is_object(o))
		return;
	id = bs_post(t, o, HARK_CONTEXT);
	if (id != NULL && json_array_size(replies) == 0 &&
	    hark_int(t, o, "replyCount") > 0 && t->start->op == HARK_THREAD)
		hark_want(t, HARK_THREAD, id);
	json_array_foreach(replies, i, reply)
		below(t, reply);
}

void
bs_around(struct hark_task *t, const json_t *node)
{
	for (const json_t *up = json_object_get(node, "parent"); up != NULL;
	    up = json_object_get(up, "parent"))
		if (json_is_object(json_object_get(up, "post")))
			bs_post(t, json_object_get(up, "post"), HARK_CONTEXT);
	below(t, node);
}

/*
 * Not there, or not for us any more: its author has blocked us, or we them, and
 * nobody can answer it from here.
 */
static bool
is_gone(struct hark_task *t, const json_t *node)
{
	const char *type = hark_str(t, node, "$type");

	return hark_is(type, "app.bsky.feed.defs#notFoundPost") ||
	    hark_is(type, "app.bsky.feed.defs#blockedPost");
}

void
bs_thread(struct hark_task *t, const struct hark_response *r)
{
	const json_t *o, *node;

	if (hark_absent(t, r)) {
		hark_missing(t, t->start->ids[0]);
		hark_done(t);
		return;
	}
	if ((o = hark_answer(t, r, NULL)) == NULL)
		return;
	node = json_object_get(o, "thread");
	if (is_gone(t, node))
		hark_missing(t, t->start->ids[0]);
	else if (!json_is_object(json_object_get(node, "post")))
		hark_fail(t, HARK_E_PROTOCOL, "a thread without its post");
	else
		bs_around(t, node);
	hark_done(t);
}

void
bs_check_next(struct hark_task *t)
{
	struct state *st = t->state;

	if ((st->id = hark_next(t)) != NULL)
		bs_ask_thread(t, st->id, CHECKED);
}

void
bs_checked(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const json_t *o, *node;

	if (hark_absent(t, r))
		hark_missing(t, st->id);
	else if ((o = hark_answer(t, r, NULL)) == NULL)
		return;
	else if (is_gone(t, node = json_object_get(o, "thread")))
		hark_missing(t, st->id);
	else if (json_is_object(json_object_get(node, "post")))
		bs_post(t, json_object_get(node, "post"), HARK_CONTEXT);
	bs_check_next(t);
}
