/* SPDX-License-Identifier: ISC */

/* Threads of Mastodon, and single posts looked at again; see mastodon.h. */

#include "mastodon/mastodon.h"

static void
ask_itself(struct hark_task *t, const char *id)
{
	struct state *st = t->state;

	st->id = id;
	md_ask_status(t, STATUS, id);
}

void
md_on_context(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	bool scan = t->start->op == HARK_SCAN;
	const char *id = scan ? st->id : t->start->ids[0];
	const json_t *c = NULL, *up, *down, *o;
	size_t i;

	if (md_is_blind(t, r, "replies"))
		return;
	/* A scan passes over what fails, a thread over what is not there. */
	if (hark_ok(r) || (!scan && !hark_gone(r)))
		c = hark_answer(t, r, NULL);
	up = json_object_get(c, "ancestors");
	down = json_object_get(c, "descendants");
	if (c != NULL)
		st->root = hark_copy(t, json_array_size(up) == 0 ? id :
		    md_post_id(t, json_array_get(up, 0), "id"));
	json_array_foreach(up, i, o)
		md_status(t, o, HARK_CONTEXT);
	json_array_foreach(down, i, o) {
		const char *below = md_status(t, o, HARK_CONTEXT);

		/* Pixelfed shows one floor at a time. */
		if (below != NULL && st->pixelfed &&
		    hark_int(t, o, "replies_count") > 0)
			hark_want(t, HARK_THREAD, below);
	}
	if (scan && json_array_size(down) >= SCAN_CUT)
		hark_blind(t, "a thread is cut after %zu replies",
		    json_array_size(down));
	if (scan)
		md_scan_thread(t);
	else
		ask_itself(t, id);
}

void
md_check_next(struct hark_task *t)
{
	const char *id = hark_next(t);

	if (id != NULL)
		ask_itself(t, id);
}

void
md_on_status(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const json_t *s;

	if (hark_absent(t, r))
		hark_missing(t, st->id);
	else if ((s = hark_answer(t, r, NULL)) != NULL)
		md_status(t, s, HARK_CONTEXT);
	if (t->start->op == HARK_CHECK)
		md_check_next(t);
	else
		hark_done(t);
}
