/* SPDX-License-Identifier: ISC */
#ifndef TOY_H
#define TOY_H

/*
 * toy.h - a network so small that a test can play it: one feed of numbered
 * posts, two a page, and a thread around each post.
 *
 *	GET BASE/feed?after=N  -> [{"id","parent"?,"who","text","at"}, ...]
 *	GET BASE/thread?id=N   -> the same list
 *	POST BASE/reply        -> {"id"}
 *
 * "more in N" says that there is more in the thread of N.  401, 403, 404 and
 * 410 are what they are everywhere.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hark.h"

struct toy_config {
	const char *base;
	const char *token;
};

struct toy_state {
	enum hark_op op;
	const char *last, *id;
};

static inline void
toy_ask(struct hark_task *t)
{
	const struct toy_config *cf = t->config;
	struct toy_state *st = t->state;

	if (st->op == HARK_POLL)
		hark_request(t, .url = hark_url(t, hark_format(t, "%s/feed",
		    cf->base), "after", st->last), .flags = HARK_CONDITIONAL);
	else
		hark_request(t, .url = hark_url(t, hark_format(t, "%s/thread",
		    cf->base), "id", st->id));
}

static inline const char *
toy_str(const json_t *o, const char *k)
{
	return json_string_value(json_object_get(o, k));
}

static inline void
toy_start(struct hark_task *t, const struct hark_event *ev)
{
	const struct toy_config *cf = t->config;
	struct toy_state *st = t->state;

	st->op = ev->start.op;
	switch (st->op) {
	case HARK_POLL:
		if (ev->start.cursor != NULL)
			st->last = hark_format(t, "%s", ev->start.cursor);
		hark_self(t, "us", "@us", NULL);
		toy_ask(t);
		break;
	case HARK_THREAD:
	case HARK_CHECK:
		st->id = hark_format(t, "%s", ev->start.ids[0]);
		toy_ask(t);
		break;
	case HARK_REPLY:
		hark_request(t, .url = hark_format(t, "%s/reply", cf->base),
		    .body = hark_format(t, "%s|%s", ev->start.parent->id,
		    ev->start.text), .type = "text/plain");
		break;
	case HARK_LOGIN:
	case HARK_PUSH:
	case HARK_SCAN:
		hark_fail(t, HARK_E_CONFIG, "not here");
		break;
	}
}

static inline void
toy_step(struct hark_task *t, const struct hark_event *ev)
{
	struct toy_state *st = t->state;
	json_t *list, *p;
	size_t i;

	if (ev->type == HARK_START) {
		toy_start(t, ev);
		return;
	}
	switch (ev->response.status) {
	case 304:
		hark_done(t);
		return;
	case 401:
		hark_fail(t, HARK_E_AUTH, "token refused");
		return;
	case 404:
	case 410:
		if (st->id != NULL)
			hark_missing(t, st->id);
		hark_done(t);
		return;
	case 200:
		break;
	default:
		hark_fail(t, HARK_E_PROTOCOL, "status %d", ev->response.status);
		return;
	}
	if ((list = hark_json(t, &ev->response)) == NULL)
		return;
	if (st->op == HARK_REPLY) {
		hark_posted(t, .id = toy_str(list, "id"), .author = "us",
		    .text = "sent", .kind = HARK_OWN, .visibility = HARK_PUBLIC,
		    .created = ev->now);
		hark_done(t);
		return;
	}
	json_array_foreach(list, i, p) {
		const char *who = toy_str(p, "who");

		if (toy_str(p, "id") == NULL || who == NULL) {
			hark_odd(t, "item %zu", i);
			continue;
		}
		hark_post(t, .id = toy_str(p, "id"), .parent = toy_str(p,
		    "parent"), .author = who, .name = who,
		    .text = toy_str(p, "text"), .url = "https://toy.example/x",
		    .created = hark_time(t, toy_str(p, "at")),
		    .kind = strcmp(who, "us") == 0 ? HARK_OWN : st->op ==
		    HARK_POLL ? HARK_MENTION : HARK_CONTEXT,
		    .visibility = HARK_PUBLIC);
		st->last = hark_format(t, "%s", toy_str(p, "id"));
		if (toy_str(p, "text") != NULL && strncmp(toy_str(p, "text"),
		    "more in ", 8) == 0)
			hark_want(t, HARK_THREAD, toy_str(p, "text") + 8);
	}
	if (st->op == HARK_POLL && json_array_size(list) > 0) {
		hark_cursor(t, st->last);
		if (json_array_size(list) >= 2) {
			toy_ask(t);
			return;
		}
	}
	hark_done(t);
}

static const struct hark_option toy_options[] = {
	HARK_OPT_URL("server", struct toy_config, base, .help = "base",
	    .flags = HARK_REQUIRED | HARK_REALM),
	HARK_OPT_STRING("token", struct toy_config, token, .help = "credential",
	    .flags = HARK_SECRET),
	{ .name = NULL }
};
static const struct hark_feed toy_feeds[] = {
	{ .name = "feed", .help = "posts", .interval = 60000,
	  .sees = HARK_SEES_MENTIONS | HARK_SEES_OWN | HARK_SEES_ANSWERS },
	{ .name = NULL }
};
static const char *const toy_reads[] = { "id", "parent", "who", "text", "at",
	NULL };
static const char *const toy_auth[] = { "Authorization: Bearer {token}", NULL };

static const struct hark_plugin toy = {
	.abi = HARK_ABI, .size = sizeof(struct hark_plugin), .name = "toy",
	.version = "1", .ops = HARK_CAN(HARK_POLL) | HARK_CAN(HARK_THREAD) |
	    HARK_CAN(HARK_REPLY) | HARK_CAN(HARK_CHECK),
	.feeds = toy_feeds, .options = toy_options, .auth = toy_auth,
	.reads = toy_reads, .config_size = sizeof(struct toy_config),
	.state_size = sizeof(struct toy_state), .interval = 10, .burst = 1000,
	.step = toy_step,
};

#endif
