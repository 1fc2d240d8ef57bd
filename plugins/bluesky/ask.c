/* SPDX-License-Identifier: ISC */

/* Asking Bluesky; see bluesky.h. */

#include "bluesky/bluesky.h"

const char *
bs_xrpc(struct hark_task *t, const char *method)
{
	const struct state *st = t->state;

	return hark_format(t, "%s/xrpc/%s", st->base, method);
}

void
bs_ask(struct hark_task *t, enum tag tag, const char *url)
{
	const struct state *st = t->state;

	hark_request(t, .url = url, .tag = (int)tag, .flags = st->ask);
}
