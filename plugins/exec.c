/* SPDX-License-Identifier: ISC */

/*
 * Any program as a network: it gets one JSON line that says what is wanted and
 * answers with JSON lines, see hark-plugin(7), PROGRAMS.  The daemon starts it
 * anew for every poll, gives it neither secrets nor its files, and ends it
 * when it says or takes too much; what it told up to its last cursor is kept.
 */

#include "hark.h"

#define TAG 1

struct exec_config {
	const char *program;
	bool reply;
};

struct exec_state {
	bool posted;			/* REPLY: it said so */
};

static const struct hark_option options[] = {
	HARK_OPT_STRING("program", struct exec_config, program,
	    .flags = HARK_REQUIRED | HARK_REALM | HARK_PROGRAM,
	    .help = "what to run: an absolute path, no arguments"),
	HARK_OPT_BOOL("reply", struct exec_config, reply, .def = "no",
	    .help = "it can publish replies"),
	{ .name = NULL },
};

static const struct hark_feed feeds[] = {
	{ .name = "posts", .interval = 300000,
	  .help = "what the program tells",
	  .sees = HARK_SEES_MENTIONS | HARK_SEES_COMMENTS | HARK_SEES_MESSAGES |
	    HARK_SEES_REVIEWS | HARK_SEES_OWN | HARK_SEES_ANSWERS },
	{ .name = NULL },
};

static const char *
visibility_name(enum hark_visibility v)
{
	switch (v) {
	case HARK_PUBLIC:
		return "public";
	case HARK_UNLISTED:
		return "unlisted";
	case HARK_FOLLOWERS:
		return "followers";
	case HARK_PRIVATE:
	case HARK_UNKNOWN:
		break;
	}
	return "private";
}

static json_t *
what_is_wanted(struct hark_task *t)
{
	const struct hark_start *s = t->start;
	const struct hark_post *p = s->parent;

	if (s->op == HARK_POLL)
		return json_pack("{s:s, s:s?, s:s?}", "op", "poll",
		    "cursor", s->cursor,
		    "since", s->since > 0 ? hark_date(t, s->since) : NULL);
	return json_pack("{s:s, s:s, s:s, s:s, s:{s:s, s:s?, s:s?, s:s?, s:s?}}",
	    "op", "reply", "text", s->text, "key", s->key,
	    "visibility", visibility_name(s->visibility),
	    "to", "id", p->id, "thread", p->thread, "author", p->author,
	    "handle", p->handle, "opaque", p->opaque);
}

static void
begin(struct hark_task *t)
{
	const struct exec_config *c = t->config;
	json_t *j;
	size_t n;
	char *line;

	if (t->start->op == HARK_REPLY && !c->reply) {
		hark_fail(t, HARK_E_CONFIG, "replies are not switched on: "
		    "reply = yes, if %s can", c->program);
		return;
	}
	j = what_is_wanted(t);
	n = j != NULL ? json_dumpb(j, NULL, 0, JSON_COMPACT) : 0;
	if (n == 0) {
		hark_fail(t, HARK_E_PROTOCOL, "text that is not UTF-8");
		json_decref(j);
		return;
	}
	line = hark_alloc(t, n + 1);
	json_dumpb(j, line, n, JSON_COMPACT);
	json_decref(j);
	line[n] = '\n';
	hark_open(t, .program = c->program, .tag = TAG);
	hark_send(t, TAG, line, n + 1);
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	struct exec_state *st = t->state;
	json_t *lines, *line;
	size_t i;

	if (ev->type == HARK_START) {
		begin(t);
		return;
	}
	/* At the end, what had no newline. */
	lines = ev->type == HARK_BYTES ?
	    hark_lines(t, TAG, ev->bytes.data, ev->bytes.len) :
	    hark_lines(t, TAG, NULL, 0);
	json_array_foreach(lines, i, line) {
		st->posted |= json_object_get(line, "posted") != NULL;
		hark_item(t, line);
	}
	if (ev->type != HARK_CLOSED)
		return;
	if (t->start->op == HARK_REPLY && !st->posted)
		hark_fail(t, HARK_E_PROTOCOL, "the program did not say "
		    "\"posted\"");
	hark_done(t);
}

HARK_PLUGIN(exec,
	.version = "1",
	.ops = HARK_CAN(HARK_POLL) | HARK_CAN(HARK_REPLY),
	.feeds = feeds, .options = options,
	.config_size = sizeof(struct exec_config),
	.state_size = sizeof(struct exec_state),
	.interval = 1000, .burst = 5,
	.step = step
);
