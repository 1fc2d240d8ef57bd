/* SPDX-License-Identifier: ISC */

/* Public profiles, without an account; see mastodon.h. */

#include "mastodon/mastodon.h"

/* Those whose addresses look like ours, but are not. */
static bool
is_elsewhere(const char *host, size_t n)
{
	static const char *const names[] = { "bsky.app", "facebook.com",
		"github.com", "instagram.com", "linkedin.com", "medium.com",
		"pinterest.com", "reddit.com", "stackoverflow.com", "t.me",
		"threads.com", "threads.net", "tiktok.com", "tumblr.com",
		"twitch.tv", "twitter.com", "x.com", "youtube.com", NULL };

	for (const char *const *e = names; *e != NULL; e++) {
		size_t m = strlen(*e);

		if (n >= m && strncasecmp(host + n - m, *e, m) == 0 &&
		    (n == m || host[n - m - 1] == '.'))
			return true;
	}
	return false;
}

/* The name in a profile's address, /@name or /users/name; its length. */
static size_t
profile(const char *url, const char **name)
{
	const char *p = strncmp(url, "https://", 8) == 0 ? url + 8 :
	    strncmp(url, "http://", 7) == 0 ? url + 7 : "";
	size_t host = strspn(p, LETTERS "-.:[]"), n;

	if (host == 0 || is_elsewhere(p, strcspn(p, ":/")))
		return 0;
	p += host;
	if (strncmp(p, "/@", 2) != 0 && strncmp(p, "/users/", 7) != 0)
		return 0;
	p += p[1] == '@' ? 2 : 7;
	n = strspn(p, LETTERS "_-.@");
	*name = p;
	return p[n] == '\0' || (p[n] == '/' && p[n + 1] == '\0') ? n : 0;
}

bool
md_claims(const char *url)
{
	const char *name;

	return profile(url, &name) > 0;
}

void
md_scan(struct hark_task *t)
{
	const char *url = t->start->url, *name;
	size_t n = profile(url, &name);

	if (n == 0)
		hark_fail(t, HARK_E_CONFIG, "%s is no profile's address", url);
	else
		md_ask(t, ACCOUNT, hark_url(t, "accounts/lookup", "acct",
		    hark_format(t, "%.*s", (int)n, name)));
}
