/* SPDX-License-Identifier: ISC */

/* Public profiles, without an account; see bluesky.h. */

#include "bluesky/bluesky.h"

/* The name in https://bsky.app/profile/NAME; its length, 0: it is none. */
static size_t
profile_name(const char *url, const char **name)
{
	const char *p = strstr(url, "://");
	size_t n;

	if (p == NULL)
		return 0;
	p += 3 + strcspn(p + 3, "/?#");
	if (strncmp(p, "/profile/", 9) != 0)
		return 0;
	p += 9;
	n = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789.:-_");
	*name = p;
	/* Elsewhere a name without a dot is something else. */
	return (p[n] == '\0' || (p[n] == '/' && p[n + 1] == '\0')) &&
	    (memchr(p, '.', n) != NULL || strncmp(p, "did:", 4) == 0) ? n : 0;
}

bool
bs_claims(const char *url)
{
	const char *name;

	return profile_name(url, &name) > 0;
}

void
bs_scan(struct hark_task *t)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	const char *url = t->start->url;
	const char *name, *host = strstr(url, "://");
	size_t n = profile_name(url, &name), len;

	if (n == 0) {
		hark_fail(t, HARK_E_CONFIG, "%s is no profile's address", url);
		return;
	}
	host += 3;
	len = strcspn(host, "/?#");
	/* The web site knows nothing; any other host is asked itself. */
	if ((len == 8 && strncmp(host, "bsky.app", 8) == 0) ||
	    (len == 12 && strncmp(host, "www.bsky.app", 12) == 0))
		st->base = cf->appview;
	else
		st->base = hark_format(t, "%.*s", (int)(host - url + (long)len),
		    url);
	st->ask = HARK_ANON;
	st->first = true;
	st->mark = t->start->since;
	st->actor = hark_format(t, "%.*s", (int)n, name);
	bs_ask(t, PROFILE, hark_url(t, bs_xrpc(t, "app.bsky.actor.getProfile"),
	    "actor", st->actor));
}

static const struct hark_refusal nobody[] = {
	{ .status = 400, .error = HARK_E_GONE_ACCOUNT,
	  .words = "nobody of that name there: " SAID },
	{ .error = 0 }
};

void
bs_profile(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const char *did;
	json_t *o;

	hark_refused(t, r, nobody);
	if ((o = hark_answer(t, r, NULL)) == NULL)
		return;
	if ((did = hark_str(t, o, "did")) == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "a profile without did");
		return;
	}
	if (bs_labelled(t, o, "!no-unauthenticated")) {
		hark_blind(t, "this profile is shown to users only");
		hark_done(t);
		return;
	}
	st->me = hark_copy(t, did);
	hark_self(t, did, bs_handle(t, o),
	    hark_format(t, "%s/profile/%s", WEB, did));
	hark_blind(t, "mentions outside the account's own threads need an "
	    "account");
	bs_ask_page(t, NULL);
}

void
bs_scanned_thread(struct hark_task *t, const struct hark_response *r)
{
	const json_t *o;

	if (hark_ok(r)) {
		if ((o = hark_answer(t, r, NULL)) == NULL)
			return;
		bs_around(t, json_object_get(o, "thread"));
	}
	bs_scan_thread(t);
}
