/* SPDX-License-Identifier: ISC */

/*
 * Whole tasks of the mastodon plugin.  The first byte picks what is asked,
 * the rest up to a newline is the cursor or id or text; then come answers,
 * separated by 0xff, each with one byte that picks status and type before it.
 */

#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "replay/core.c"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_mastodon;

/* As the plugin's own, which is nobody else's business otherwise. */
struct config {
	const char *server, *token;
	const char *const *tags, *const *keywords;
	int64_t pages;
};

static void
begin(struct hark_event *ev, unsigned pick, const char *s)
{
	static struct hark_post parent = { .id = "1", .author = "2",
		.handle = "@lena@chaos.example" };
	static const char *ids[3];

	ids[0] = s;
	ids[1] = "7";
	*ev = (struct hark_event){ .type = HARK_START,
		.now = INT64_C(1795176000000) };
	ev->start.ids = ids;
	ev->start.text = s;
	ev->start.key = "k";
	ev->start.url = s;
	ev->start.parent = &parent;
	parent.visibility = (enum hark_visibility)(pick % 5);
	ev->start.visibility = (enum hark_visibility)(pick / 8 % 5);
	switch (pick % 8) {
	case 0: case 1: case 2: case 3:
		ev->start.op = HARK_POLL;
		ev->start.feed = &hark_plugin_mastodon.feeds[pick % 4];
		ev->start.argument = "brot";
		ev->start.cursor = s[0] != '\0' ? s : NULL;
		break;
	case 4:
		ev->start.op = HARK_THREAD;
		break;
	case 5:
		ev->start.op = HARK_CHECK;
		break;
	case 6:
		ev->start.op = HARK_REPLY;
		break;
	default:
		ev->start.op = HARK_SCAN;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const int status[] = { 200, 200, 200, 200, 304, 401, 404, 422 };
	static char json[] = "application/json", html[] = "text/html";
	static struct json_names *names;
	struct config cf = { .server = "https://m.example/", .token = "t",
		.pages = 10 };
	struct facts facts = { 0 };
	const uint8_t *nl = n > 1 ? memchr(data + 1, '\n', n - 1) : NULL;
	AUTO(buf_free) struct buf s = BUF_INIT;
	struct hark_event ev;
	struct url u;
	struct run r;

	if (nl == NULL)
		return 0;
	if (names == NULL)
		names = json_names_new(hark_plugin_mastodon.reads);
	/* What comes from the store or the configuration is UTF-8. */
	utf8_repair(&s, (const char *)data + 1, (size_t)(nl - data - 1));
	buf_cut(&s, utf8_floor(s.data, s.len < 1000 ? s.len : 1000));
	if (data[0] & 0x80)
		facts_set(&facts, "version", "4.3.1");
	if (data[0] & 0x40)
		facts_set(&facts, "id", "14715");
	begin(&ev, data[0] & 0x3f, s.data);
	if (ev.start.op == HARK_SCAN && (!url_parse(s.data, &u) ||
	    !hark_plugin_mastodon.claims(s.data)))
		goto out;
	run_begin(&r, &hark_plugin_mastodon, &cf, names, &facts);
	run_start(&r, &ev);
	n -= (size_t)(nl + 1 - data);
	data = nl + 1;
	while (n > 1) {
		const uint8_t *end = memchr(data, 0xff, n);
		size_t len = end != NULL ? (size_t)(end - data) : n;
		AUTO(free_p) char *body = NULL;
		struct answer a = { 0 };

		if (len == 0)
			break;
		body = xstrndup((const char *)data + 1, len - 1);
		a.status = status[data[0] & 7];
		a.type = data[0] & 8 ? html : json;
		a.body = body;
		a.len = strlen(body);
		if (!run_answer(&r, &a) || end == NULL)
			break;
		n -= len + 1;
		data = end + 1;
	}
	if (r.broken[0] != '\0') {
		fprintf(stderr, "%s\n%s\n", r.broken, r.out.data);
		abort();
	}
	run_end(&r);
out:
	facts_free(&facts);
	return 0;
}
