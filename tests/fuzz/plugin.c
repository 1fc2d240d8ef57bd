/* SPDX-License-Identifier: ISC */

/* Any bytes as a task's events; see plugin.h. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/url.h"
#include "base/utf8.h"
#include "config/option.h"
#include "config/plugin.h"
#include "fuzz/plugin.h"
#include "kit/player.h"

static void *
options_of(const struct hark_plugin *pl, const char *const *pairs,
    struct arena *a)
{
	void *base = arena_alloc(a, pl->config_size);
	struct err e;

	for (const struct hark_option *o = pl->options; o->name != NULL; o++) {
		if (option_set_default(o, base, a, &e) == -1)
			abort();
		for (const char *const *p = pairs; *p != NULL; p += 2)
			if (strcmp(o->name, p[0]) == 0 && option_set(o, p + 1, 1,
			    OPTION_HTTP, base, a, &e) == -1)
				abort();
	}
	return base;
}

/* False: the daemon would never ask this. */
static bool
begin(const struct hark_plugin *pl, struct hark_event *ev, unsigned pick,
    const char *s)
{
	static const enum hark_op ops[] = { HARK_POLL, HARK_POLL, HARK_POLL,
		HARK_POLL, HARK_THREAD, HARK_CHECK, HARK_REPLY, HARK_SCAN };
	static struct hark_post parent = { .id = "1", .author = "2",
		.handle = "@lena@chaos.example" };
	static const char *ids[3];
	size_t n = 0;
	struct url u;

	ids[0] = s;
	ids[1] = "7";
	*ev = (struct hark_event){ .type = HARK_START,
		.now = INT64_C(1795176000000) };
	ev->start.op = pl->ops == HARK_CAN(HARK_PUSH) ? HARK_PUSH :
	    ops[pick % 8];
	ev->start.ids = ids;
	ev->start.text = s;
	ev->start.key = "k";
	ev->start.url = s;
	ev->start.parent = &parent;
	parent.visibility = (enum hark_visibility)(pick % 5);
	ev->start.visibility = (enum hark_visibility)(pick / 8 % 5);
	if (ev->start.op == HARK_POLL) {
		while (pl->feeds[n].name != NULL)
			n++;
		ev->start.feed = &pl->feeds[pick % 4 % n];
		if (ev->start.feed->option != NULL)
			ev->start.argument = strcmp(pl->name, "feed") == 0 ?
			    "https://brot.example/feed" : "brot";
		ev->start.cursor = s[0] != '\0' ? s : NULL;
		ev->start.wait = pick & 16 ? 540000 : 0;
	}
	if (!(pl->ops & HARK_CAN(ev->start.op)))
		return false;
	return ev->start.op != HARK_SCAN || (url_parse(s, &u) && !u.userinfo &&
	    pl->claims(s));
}

static void
answers(struct player *p, const uint8_t *data, size_t n)
{
	static const int status[] = { 200, 200, 200, 500, 304, 401, 404, 422 };

	while (n > 1) {
		const uint8_t *end = memchr(data, 0xff, n);
		size_t len = end != NULL ? (size_t)(end - data) : n;
		AUTO(free_p) char *body = NULL;
		struct answer a = { 0 };

		if (len == 0)
			return;
		body = xstrndup((const char *)data + 1, len - 1);
		a.status = status[data[0] & 7];
		a.type = data[0] & 16 ? "application/xml" : data[0] & 8 ?
		    "text/html" : "application/json";
		a.body = body;
		a.len = strlen(body);
		if (!player_answer(p, &a) || end == NULL)
			return;
		n -= len + 1;
		data = end + 1;
	}
}

/* All of it comes on the first stream, in pieces of odd sizes. */
static void
stream(struct player *p, const uint8_t *data, size_t n)
{
	struct answer a = { .status = ANSWER_BYTES, .body = (const char *)data,
	    .len = n, .type = "", .tag = p->streams[0], .piece = 1000 };

	player_answer(p, &a);
	while (player_close(p) || player_timer(p))
		;
}

void
fuzz_plugin(const struct hark_plugin *pl, const char *const *options,
    const char *const *kept, const uint8_t *data, size_t n)
{
	const uint8_t *nl = n > 1 ? memchr(data + 1, '\n', n - 1) : NULL;
	AUTO(buf_free) struct buf s = BUF_INIT;
	struct facts facts = { 0 };
	AUTO(free_p) void *scan = NULL;
	AUTO(free_p) char *lines = NULL;
	struct arena *arena;
	struct hark_event ev;
	struct player p;

	if (nl == NULL)
		return;
	/* What comes from the store or the configuration is UTF-8. */
	utf8_repair(&s, (const char *)data + 1, (size_t)(nl - data - 1));
	buf_cut(&s, utf8_floor(s.data, s.len < 1000 ? s.len : 1000));
	if (!begin(pl, &ev, data[0] & 0x3f, s.data))
		return;
	/* A push is a string of its own. */
	if (ev.start.op == HARK_PUSH)
		ev.start.text = lines = xstrndup((const char *)nl + 1,
		    n - (size_t)(nl + 1 - data));
	if (data[0] & 0x80 && kept[0] != NULL)
		facts_set(&facts, kept[0], kept[1]);
	if (data[0] & 0x40 && kept[0] != NULL && kept[2] != NULL)
		facts_set(&facts, kept[2], kept[3]);
	if (ev.start.op == HARK_SCAN) {
		char origin[300] = "";

		url_origin(s.data, origin, sizeof(origin));
		scan = plugin_scan_options(pl, origin);
	}
	arena = arena_new();
	player_begin(&p, pl, scan != NULL ? scan :
	    options_of(pl, options, arena), &facts);
	player_start(&p, &ev);
	if (p.n_streams > 0)
		stream(&p, nl + 1, n - (size_t)(nl + 1 - data));
	answers(&p, nl + 1, n - (size_t)(nl + 1 - data));
	if (p.trace.broken[0] != '\0') {
		fprintf(stderr, "%s\n%s\n", p.trace.broken, p.trace.out.data);
		abort();
	}
	player_end(&p);
	arena_free(arena);
	facts_free(&facts);
}
