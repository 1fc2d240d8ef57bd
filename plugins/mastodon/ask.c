/* SPDX-License-Identifier: ISC */

/* Asking Mastodon, and answers that are none; see mastodon.h. */

#include "mastodon/mastodon.h"

void
md_ask(struct hark_task *t, int tag, const char *path)
{
	const struct config *cf = t->config;

	hark_request(t, .tag = tag,
	    .url = hark_format(t, "%s/api/v1/%s", cf->server, path));
}

void
md_ask_status(struct hark_task *t, int tag, const char *id)
{
	md_ask(t, tag, hark_format(t, "statuses/%s%s", hark_encode(t, id),
	    tag == CONTEXT ? "/context" : ""));
}

bool
md_is_blind(struct hark_task *t, const struct hark_response *r,
    const char *what)
{
	if (t->start->op != HARK_SCAN || !hark_closed(r))
		return false;
	hark_blind(t, "%s need a token here", what);
	hark_done(t);
	return true;
}
