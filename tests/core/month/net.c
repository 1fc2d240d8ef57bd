/* SPDX-License-Identifier: ISC */

/* The networks of the month; see net.h. */

#include "core/month/net.h"
#include "hark.h"

struct month_config {
	const char *base;
};

struct month_state {
	const char *id;
	size_t next;
};

static const char *
month_str(const json_t *o, const char *k)
{
	return json_string_value(json_object_get(o, k));
}

static int64_t
month_int(const json_t *o, const char *k)
{
	return json_integer_value(json_object_get(o, k));
}

static void
month_ask(struct hark_task *t)
{
	const struct month_config *cf = t->config;
	struct month_state *st = t->state;
	const struct hark_start *s = t->start;

	if (s->op == HARK_POLL) {
		hark_request(t, .url = hark_url(t, hark_format(t, "%s/feed",
		    cf->base), "after", s->cursor != NULL ? s->cursor : "0"));
		return;
	}
	st->id = s->ids[st->next++];
	hark_request(t, .url = hark_url(t, hark_format(t, "%s/thread",
	    cf->base), "id", st->id));
}

static void
month_bring(struct hark_task *t, const json_t *p)
{
	const char *to = month_str(p, "to"), **addressed = NULL;

	if (to != NULL) {
		addressed = hark_alloc(t, 2 * sizeof(*addressed));
		addressed[0] = to;
	}
	hark_post(t, .id = month_str(p, "id"), .parent = month_str(p,
	    "parent"), .thread = month_str(p, "thread"),
	    .author = month_str(p, "who"), .handle = month_str(p, "handle"),
	    .name = month_str(p, "name"), .text = month_str(p, "text"),
	    .url = month_str(p, "url"), .addressed = addressed,
	    .created = month_int(p, "at"), .edited = month_int(p, "edited"),
	    .rating = (int)month_int(p, "rating"),
	    .kind = (enum hark_kind)month_int(p, "kind"),
	    .visibility = (enum hark_visibility)month_int(p, "visibility"),
	    .flags = (unsigned)month_int(p, "flags"));
}

static void
month_step(struct hark_task *t, const struct hark_event *ev)
{
	struct month_state *st = t->state;
	json_t *list, *p;
	const char *last = NULL;
	size_t i;

	if (ev->type == HARK_START) {
		if (ev->start.op == HARK_POLL)
			hark_self(t, "becker", "@baeckerei_becker", NULL);
		month_ask(t);
		return;
	}
	if (ev->response.status == 401) {
		hark_fail(t, HARK_E_AUTH, "the token has expired");
		return;
	}
	if (ev->response.status == 404 && st->id != NULL) {
		hark_missing(t, st->id);
	} else if (ev->response.status != 200) {
		hark_fail(t, HARK_E_LATER, "status %d", ev->response.status);
		return;
	} else if ((list = hark_json(t, &ev->response)) == NULL) {
		return;
	} else {
		json_array_foreach(list, i, p) {
			month_bring(t, p);
			last = month_str(p, "seq");
		}
		if (t->start->op == HARK_POLL && last != NULL)
			hark_cursor(t, last);
	}
	if (t->start->op != HARK_POLL && t->start->ids[st->next] != NULL)
		month_ask(t);
	else
		hark_done(t);
}

static const struct hark_option month_options[] = {
	HARK_OPT_URL("server", struct month_config, base, .help = "base",
	    .flags = HARK_REQUIRED | HARK_REALM),
	{ .name = NULL }
};
static const struct hark_feed month_all[] = {
	{ .name = "all", .help = "everything", .interval = 300000,
	  .sees = HARK_SEES_MENTIONS | HARK_SEES_COMMENTS | HARK_SEES_MESSAGES |
	    HARK_SEES_OWN | HARK_SEES_THREADS | HARK_SEES_ANSWERS },
	{ .name = NULL }
};
static const struct hark_feed month_found[] = {
	{ .name = "all", .help = "what is found", .interval = 1800000,
	  .sees = HARK_SEES_MENTIONS | HARK_SEES_OWN | HARK_SEES_THREADS |
	    HARK_SEES_ANSWERS },
	{ .name = NULL }
};
static const struct hark_feed month_half[] = {
	{ .name = "all", .help = "what is mailed", .interval = 1800000,
	  .sees = HARK_SEES_MENTIONS | HARK_SEES_COMMENTS },
	{ .name = NULL }
};
static const char *const month_reads[] = { "id", "seq", "parent", "thread",
	"who", "handle", "name", "text", "url", "to", "at", "edited", "rating",
	"kind", "visibility", "flags", NULL };

#define MONTH_NET(n, f, o)						\
	static const struct hark_plugin month_##n = {			\
		.abi = HARK_ABI, .size = sizeof(struct hark_plugin),	\
		.name = #n, .version = "1", .ops = (o), .feeds = (f),	\
		.options = month_options, .reads = month_reads,		\
		.config_size = sizeof(struct month_config),		\
		.state_size = sizeof(struct month_state),		\
		.interval = 10, .burst = 1000, .step = month_step,	\
	}
#define MONTH_OPS	(HARK_CAN(HARK_POLL) | HARK_CAN(HARK_THREAD) |	\
			HARK_CAN(HARK_CHECK))
MONTH_NET(mastodon, month_all, MONTH_OPS);
MONTH_NET(facebook, month_all, MONTH_OPS);
MONTH_NET(youtube, month_found, MONTH_OPS);
MONTH_NET(notice, month_half, HARK_CAN(HARK_POLL));

const struct hark_plugin *const month_nets[] = { &month_mastodon,
	&month_facebook, &month_youtube, &month_notice, NULL };
