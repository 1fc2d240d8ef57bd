/* SPDX-License-Identifier: ISC */

/* Asking Facebook, and answers that are none; see facebook.h. */

#include "facebook/facebook.h"

const char *
fb_graph(struct hark_task *t, const char *id, const char *edge)
{
	const struct config *cf = t->config;

	return hark_format(t, "%s/%s/%s%s", cf->api, cf->version,
	    hark_encode(t, id), edge);
}

void
fb_ask(struct hark_task *t, int tag, const char *url)
{
	/* Every Page has a share of its own. */
	hark_request(t, .url = url, .tag = tag, .quota = "page");
}

void
fb_ask_many(struct hark_task *t, int tag, const char *url)
{
	hark_request(t, .url = url, .tag = tag, .quota = "page",
	    .flags = HARK_FAILURES);
}

bool
fb_gone(struct hark_task *t, const struct hark_response *r)
{
	return hark_absent(t, r) && hark_int(t, hark_json(t, r),
	    "error/error_subcode") == 33;
}

bool
fb_once_more(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const char *code = hark_ok(r) ? NULL : hark_code(t, r);

	if (hark_is(code, "1") && st->limit > 5) {
		st->limit /= 2;
		return true;
	}
	if (hark_ok(r))
		st->again = 0;
	return (hark_is(code, "1") || hark_is(code, "2")) && st->again++ < 2;
}
