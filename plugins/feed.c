/* SPDX-License-Identifier: ISC */

/*
 * feed - RSS 2.0 and 1.0, Atom and JSON Feed, for every blog without an
 * interface: comment feeds, the blog's own posts, searches.
 *
 * A feed shows the newest few items and nothing else: no author is known but
 * by a name, nothing can be answered, and what is not there any more may only
 * be old.  So every poll reports all there is, and the store knows the rest;
 * the cursor says no more than that there was a first time.
 */

#include "feed/feed.h"

#define FEW	5			/* no feed shows less of more */

/* --- a task --------------------------------------------------------------- */

static void
begin(struct hark_task *t)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	const char *url = t->start->argument;

	st->kind = HARK_FOUND;
	if (hark_feed_is(t, "comments")) {
		st->kind = HARK_COMMENT;
		url = cf->comments;
	} else if (hark_feed_is(t, "own")) {
		st->kind = HARK_OWN;
		url = cf->own;
	}
	/* What is found is anybody's: our password is not for them. */
	if (url == NULL)
		hark_done(t);
	else
		hark_request(t, .url = url, .flags = HARK_CONDITIONAL |
		    (st->kind == HARK_FOUND ? HARK_ANON : 0));
}

static void
on_feed(struct hark_task *t, const struct hark_response *r)
{
	const char *s = r->body, *name, *was = t->start->cursor;
	struct state *st = t->state;
	const json_t *root;

	if (r->status == 304) {
		hark_done(t);
		return;
	}
	if (!hark_ok(r)) {
		hark_answer(t, r, NULL);
		return;
	}
	st->base = r->url;
	s += strncmp(s, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	s += strspn(s, " \t\r\n");
	if (*s == '{') {
		if ((root = hark_json(t, r)) == NULL)
			return;
		fd_json(t, root);
	} else {
		if ((root = hark_xml(t, r)) == NULL)
			return;
		name = hark_str(t, root, "name");
		if (hark_is(name, "rss") || hark_is(name, "RDF"))
			fd_rss(t, root);
		else if (hark_is(name, "feed"))
			fd_atom(t, root);
		else if (hark_is(name, "html"))
			hark_fail(t, HARK_E_CONFIG, "%s is a page, not a feed",
			    r->url);
		else
			hark_fail(t, HARK_E_PROTOCOL, "XML, but no feed: <%.40s>",
			    name != NULL ? name : "");
	}
	if (was != NULL && was[0] == ',' && was[1] != '\0' && st->known == 0 &&
	    st->items >= FEW)
		hark_odd(t, "all of the feed is new: some may have been missed "
		    "since the last time");
	hark_counted(t);
	hark_done(t);
}

/* --- what it is ----------------------------------------------------------- */

static const struct hark_option options[] = {
	HARK_OPT_URL("comments", struct config, comments,
	    .flags = HARK_REQUIRED | HARK_REALM | HARK_EXACT,
	    .help = "address of the feed of comments"),
	HARK_OPT_URL("own", struct config, own, .flags = HARK_EXACT,
	    .help = "address of the feed of the blog's own posts"),
	HARK_OPT_LIST("found", struct config, found,
	    .help = "addresses of other feeds, such as searches"),
	HARK_OPT_STRING("user", struct config, user,
	    .help = "user, where the feed wants one"),
	HARK_OPT_STRING("password", struct config, password,
	    .flags = HARK_SECRET, .help = "name of the credential for it"),
	HARK_OPT_BOOL("private", struct config, private_, .def = "no",
	    .help = "is the feed for few eyes only?"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "comments", .interval = 600000, .help = "comments",
	  .sees = HARK_SEES_COMMENTS | HARK_SEES_ANSWERS },
	{ .name = "own", .interval = 1800000, .help = "posts of the blog",
	  .sees = HARK_SEES_OWN },
	{ .name = "found", .interval = 1800000, .option = "found",
	  .help = "what other feeds have" },
	{ .name = NULL }
};

static const char *const auth[] = {
	"Authorization: Basic {base64:user:password}", NULL
};

/* Of JSON Feed; XML comes whole. */
static const char *const reads[] = {
	"items", "id", "url", "external_url", "title", "content_html",
	"content_text", "summary", "date_published", "date_modified", "authors",
	"author", "name", "language", NULL
};

static const struct hark_refusal refusals[] = {
	{ .status = 401, .error = HARK_E_AUTH,
	  .words = "the feed wants user and password" },
	{ .status = 403, .error = HARK_E_SCOPE,
	  .words = "the feed is not shown to us" },
	{ .status = 410, .error = HARK_E_GONE_ACCOUNT,
	  .words = "the feed is gone for good" },
	{ .status = 404, .error = HARK_E_CONFIG,
	  .words = "there is no feed at {url}" },
	{ .error = 0 }
};

HARK_PLUGIN(feed,
	.version = "1",
	.ops = HARK_CAN(HARK_POLL),
	.feeds = feeds,
	.options = options,
	.auth = auth,
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	.interval = 5000,
	.burst = 5,
	.begin = begin,
	HARK_ON(on_feed),
	.refusals = refusals
);
