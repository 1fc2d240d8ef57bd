/* SPDX-License-Identifier: ISC */

/* The feeds of Mastodon, page by page; see mastodon.h. */

#include "mastodon/mastodon.h"

void
md_scan_thread(struct hark_task *t)
{
	struct state *st = t->state;

	st->id = t->start->op == HARK_SCAN ? hark_next(t) : NULL;
	if (st->id != NULL)
		md_ask_status(t, CONTEXT, st->id);
	else
		hark_done(t);
}

const char *
md_feed(const struct hark_task *t)
{
	return t->start->op == HARK_SCAN ? "own" : t->start->feed->name;
}

static const char *
own_posts(struct hark_task *t)
{
	const struct config *cf = t->config;
	const struct state *st = t->state;

	return hark_format(t,
	    "%s/api/v1/accounts/%s/statuses?exclude_reblogs=true", cf->server,
	    hark_encode(t, st->me));
}

void
md_ask_page(struct hark_task *t, const struct hark_span *s)
{
	const char *server = ((const struct config *)t->config)->server;
	const char *url, *argument = t->start->argument;
	const struct state *st = t->state;

	if (s == NULL) {
		md_scan_thread(t);
		return;
	}
	if (hark_is(md_feed(t), "own"))
		url = own_posts(t);
	else if (hark_is(md_feed(t), "tag"))
		url = hark_format(t, "%s/api/v1/timelines/tag/%s", server,
		    hark_encode(t, argument + (argument[0] == '#')));
	else if (hark_is(md_feed(t), "search"))
		url = hark_url(t, hark_format(t, "%s/api/v2/search", server),
		    "q", argument, "type", "statuses");
	else
		url = hark_url(t, hark_format(t, "%s/api/v1/notifications",
		    server), "types[]", "mention",
		    "types[]", st->vanilla ? "quote" : NULL,
		    "types[]", st->vanilla ? "update" : NULL,
		    "types[]", st->gotosocial ? "pending.reply" : NULL,
		    /* Private mentions by strangers are held back, else. */
		    "include_filtered", st->vanilla ? "true" : NULL);
	/* Only the newest page stands under the same address every time. */
	hark_request(t, .tag = PAGE, .url = hark_url(t, url, "min_id", s->after,
	    "max_id", s->before, "limit", LIMIT), .flags = s->after == NULL &&
	    s->before == NULL ? HARK_CONDITIONAL : 0);
}

/* Servers that do not filter send other things; so may the future. */
static void
notice(struct hark_task *t, const json_t *n)
{
	const char *type = hark_str(t, n, "type");
	const json_t *s = json_object_get(n, "status");

	if (type == NULL)
		hark_odd(t, "notification %s has no type",
		    hark_str(t, n, "id"));
	else if (hark_is(type, "update"))
		md_status(t, s, HARK_CONTEXT);
	else if (hark_is(type, "mention") || hark_is(type, "quote") ||
	    hark_is(type, "pending.reply"))
		md_status(t, s, HARK_MENTION);
}

/* A post of the scanned profile: is it in a thread worth reading?  False: there
 * are enough of them. */
static bool
add_thread(struct hark_task *t, const json_t *o)
{
	return (hark_str(t, o, "in_reply_to_id") == NULL &&
	    hark_int(t, o, "replies_count") == 0) ||
	    hark_later(t, md_post_id(t, o, "id"));
}

void
md_on_page(struct hark_task *t, const struct hark_response *r)
{
	const json_t *list = NULL, *o;
	bool found = hark_is(md_feed(t), "search"), enough = false;
	size_t i;

	if (md_is_blind(t, r, "posts"))
		return;
	if (r->status != 304) {
		list = hark_answer(t, r, NULL);
		if (found)
			list = json_object_get(list, "statuses");
		if (!json_is_array(list))
			hark_fail(t, HARK_E_PROTOCOL, "expected a list of posts");
	}
	json_array_foreach(list, i, o) {
		if (!hark_walk_item(t, hark_str(t, o, "id"),
		    hark_time(t, hark_str(t, o, "created_at"))))
			continue;
		if (hark_is(md_feed(t), "mentions"))
			notice(t, o);
		else
			md_status(t, o, hark_is(md_feed(t), "own") ?
			    HARK_OWN : HARK_FOUND);
		enough |= t->start->op == HARK_SCAN && !add_thread(t, o);
	}
	/* What is found comes by relevance: one page is all there is. */
	md_ask_page(t, enough ? NULL : hark_walk_next(t, found ? "" : NULL));
}

void
md_ask_counts(struct hark_task *t)
{
	hark_request(t, .tag = COUNTS, .url = hark_url(t, own_posts(t),
	    "limit", LIMIT), .flags = HARK_CONDITIONAL);
}

void
md_on_counts(struct hark_task *t, const struct hark_response *r)
{
	const json_t *list, *o;
	size_t i;

	if (r->status == 304) {
		hark_done(t);
		return;
	}
	list = hark_answer(t, r, NULL);
	json_array_foreach(list, i, o) {
		const char *id = md_post_id(t, o, "id");
		int64_t n = hark_int(t, o, "replies_count");

		/* The first time only where all of it is young. */
		if (id != NULL && n > 0 && hark_changed(t, id, n) &&
		    (t->start->cursor != NULL || hark_time(t, hark_str(t, o,
		    "created_at")) >= t->start->since))
			hark_want(t, HARK_THREAD, id);
	}
	hark_counted(t);
	hark_done(t);
}
