/* SPDX-License-Identifier: ISC */

/*
 * Posts brought by somebody else, over the daemon's socket (`hark push'): the
 * relay of a webhook, a form on the shop's page.  One JSON line is one post,
 * see hark-plugin(7), PROGRAMS.
 */

#include "hark.h"

struct push_config {
	const char *name;
	const char *const *users;
};

static const struct hark_option options[] = {
	HARK_OPT_STRING("source", struct push_config, name, .def = "push",
	    .flags = HARK_REALM,
	    .help = "where the ids come from; accounts of one source share "
	    "them"),
	HARK_OPT_LIST("users", struct push_config, users,
	    .help = "who may push besides root; else the socket's group"),
	{ .name = NULL },
};

static const struct hark_feed feeds[] = {
	{ .name = NULL },
};

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	json_t *lines, *line;
	size_t i;

	(void)ev;
	lines = hark_lines(t, 0, t->start->text, strlen(t->start->text));
	json_array_foreach(lines, i, line)
		hark_item(t, line);
	lines = hark_lines(t, 0, NULL, 0);
	json_array_foreach(lines, i, line)
		hark_item(t, line);
	hark_done(t);
}

HARK_PLUGIN(push,
	.version = "1",
	.ops = HARK_CAN(HARK_PUSH),
	.feeds = feeds, .options = options,
	.config_size = sizeof(struct push_config),
	.step = step
);
