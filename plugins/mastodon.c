/* SPDX-License-Identifier: ISC */

/*
 * mastodon - Mastodon and the servers that speak its client API: GoToSocial,
 * Pleroma, Akkoma, Pixelfed, snac.
 *
 * Feeds are walked over by id, but for hashtags: posts of others come late and
 * out of order there, so the newest page is read every time.  Whatever a page
 * shows is reported, known or not: servers list late arrivals in odd places,
 * and seeing twice is harmless.
 */

#include "hark.h"

#define LIMIT "40"
/* No server's pages are smaller than this when there is more. */
#define FULL 15
#define SCAN_PAGES 20
#define SCAN_THREADS 100
/* Without a token servers show at most so much of a thread. */
#define SCAN_CUT 60

#define LETTERS	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

struct config {
	const char *server;
	const char *token;
	const char *const *tags;
	const char *const *keywords;
	int64_t pages;
};

struct state {
	const char *me;			/* our author id, if known */
	bool snac, pixelfed, gotosocial, vanilla;
	const char *root;		/* of the thread that is read */
	const char *threads[SCAN_THREADS];	/* of a SCAN */
	size_t n_threads, next;
};

/* What a response answers. */
enum { ACCOUNT, INSTANCE, PAGE, CONTEXT, STATUS, REPLIED };

/* --- posts ---------------------------------------------------------------- */

/* As enum hark_visibility says. */
static const char *const visibilities[] = { "direct", "direct", "private",
	"unlisted", "public" };

static enum hark_visibility
visibility(struct hark_task *t, const json_t *s)
{
	const struct state *st = t->state;
	const char *word = hark_str(t, s, "visibility");
	unsigned v = HARK_PUBLIC;

	while (v > HARK_UNKNOWN && !hark_is(word, visibilities[v]))
		v--;
	/* snac says "private" of direct messages, too. */
	return v == HARK_FOLLOWERS && st->snac ? HARK_PRIVATE :
	    (enum hark_visibility)v;
}

static const char *
handle(struct hark_task *t, const json_t *account)
{
	const struct config *cf = t->config;
	const char *acct = hark_str(t, account, "acct");
	const char *url = hark_str(t, account, "url"), *host;

	if (acct == NULL || strchr(acct, '@') != NULL)
		return acct != NULL ? hark_format(t, "@%s", acct) : NULL;
	if (url == NULL || (host = strstr(url, "://")) == NULL)
		host = strstr(cf->server, "://");
	return hark_format(t, "@%s@%.*s", acct, (int)strcspn(host + 3, ":/?#"),
	    host + 3);
}

/* The member `name' of each of a list's items, as paragraphs after `out'. */
static const char *
paragraphs(struct hark_task *t, const char *out, const json_t *list,
    const char *name)
{
	const json_t *o;
	const char *s;
	size_t i;

	json_array_foreach(list, i, o)
		if ((s = hark_str(t, o, name)) != NULL)
			out = hark_format(t, "%s<p>%s</p>", out, hark_html(t, s));
	return out;
}

/* Content warning, content and a poll's choices; else what a picture shows. */
static const char *
text(struct hark_task *t, const json_t *s, unsigned *flags)
{
	const char *warning = hark_str(t, s, "spoiler_text");
	const char *out = hark_str(t, s, "content");
	const json_t *media = json_object_get(s, "media_attachments");

	if (out == NULL)
		out = "";
	if (warning != NULL)
		out = hark_format(t, "<p>%s</p>\n%s", hark_html(t, warning), out);
	out = paragraphs(t, out, json_object_get(json_object_get(s, "poll"),
	    "options"), "title");
	if (json_array_size(media) == 0 || !hark_wordless(t, out))
		return out;
	*flags |= HARK_POST_MEDIA_ONLY;
	return paragraphs(t, out, media, "description");
}

static const char *const *
addressed(struct hark_task *t, const json_t *s, bool us)
{
	const struct state *st = t->state;
	const json_t *list = json_object_get(s, "mentions"), *m;
	const char **to = hark_alloc(t,
	    (json_array_size(list) + 2) * sizeof(*to));
	/* snac, known by the length of its ids, only counts them. */
	bool snac = strlen(hark_str(t, s, "id")) == 42;
	size_t n = 0, i;

	json_array_foreach(list, i, m) {
		const char *id = snac ? NULL : hark_str(t, m, "id");

		if (id != NULL || (id = handle(t, m)) != NULL)
			to[n++] = id;
	}
	if (n == 0 && us)
		to[n++] = st->me;
	return to;
}

#define NO_TIME	"0000000000"

/*
 * The id of a post.  snac's begin with the seconds of the last change, so they
 * do not stay the same; it looks for the hash behind them and nothing else.
 */
static const char *
post_id(struct hark_task *t, const json_t *o, const char *key)
{
	const char *id = hark_str(t, o, key);

	return id == NULL || strlen(id) != 42 || hark_order(id) == 0 ? id :
	    hark_format(t, NO_TIME "%s", id + strlen(NO_TIME));
}

static int64_t
order(const char *id)
{
	return strlen(id) == 42 && strncmp(id, NO_TIME, strlen(NO_TIME)) == 0 ?
	    0 : hark_order(id);
}

/* Report a status; ret is its id, or NULL if it is none. */
static const char *
status(struct hark_task *t, const json_t *s, enum hark_kind kind)
{
	const struct state *st = t->state;
	const json_t *account = json_object_get(s, "account");
	const json_t *passed_on = json_object_get(s, "reblog");
	/* The words may be another's, the act is theirs. */
	const json_t *own = json_is_object(passed_on) ? passed_on : s;
	struct hark_post p = {
		.id = post_id(t, s, "id"),
		.uri = hark_str(t, s, "uri"),
		.url = hark_str(t, own, "url"),
		.thread = st->root,
		.parent = post_id(t, s, "in_reply_to_id"),
		.author = hark_str(t, account, "id"),
		.handle = handle(t, account),
		.name = hark_str(t, account, "display_name"),
		.lang = hark_str(t, own, "language"),
		.created = hark_time(t, hark_str(t, s, "created_at")),
		.edited = hark_time(t, hark_str(t, own, "edited_at")),
		.visibility = visibility(t, s),
		.kind = kind,
		.format = HARK_HTML,
	};

	if (p.id == NULL || p.handle == NULL) {
		hark_odd(t, "a status without %s",
		    p.id == NULL ? "id" : "author");
		return NULL;
	}
	if (st->me != NULL && hark_is(p.author, st->me))
		p.kind = HARK_OWN;
	else if (kind == HARK_MENTION && p.visibility <= HARK_PRIVATE)
		p.kind = HARK_MESSAGE;
	else if (kind == HARK_MENTION && st->me != NULL &&
	    hark_is(hark_str(t, s, "in_reply_to_account_id"), st->me))
		p.kind = HARK_COMMENT;
	p.text = text(t, own, &p.flags);
	if (p.url == NULL)
		p.url = hark_str(t, own, "uri");
	p.addressed = addressed(t, s, p.kind == HARK_MENTION ||
	    p.kind == HARK_MESSAGE);
	if (own != s)
		p.flags |= HARK_POST_REPOST;
	if (json_is_object(json_object_get(own, "quote")))
		p.flags |= HARK_POST_QUOTE;
	if (json_is_true(json_object_get(s, "favourited")))
		p.flags |= HARK_POST_LIKED;
	/* A program may run our own account, and people answer from it. */
	if (p.kind != HARK_OWN && json_is_true(json_object_get(account, "bot")))
		p.flags |= HARK_POST_AUTOMATIC;
	if (t->start->op == HARK_REPLY)
		t->core->posted(t, &p);
	else
		t->core->post(t, sizeof(p), &p);
	return p.id;
}

/* --- asking and being answered -------------------------------------------- */

static void
ask(struct hark_task *t, int tag, const char *path)
{
	const struct config *cf = t->config;

	hark_request(t, .tag = tag,
	    .url = hark_format(t, "%s/api/v1/%s", cf->server, path));
}

/* A post, or with CONTEXT what is around it. */
static void
ask_status(struct hark_task *t, int tag, const char *id)
{
	ask(t, tag, hark_format(t, "statuses/%s%s", hark_encode(t, id),
	    tag == CONTEXT ? "/context" : ""));
}

/* The JSON of a good answer; NULL, and the task has failed, if it is none. */
static json_t *
parse(struct hark_task *t, const struct hark_response *r)
{
	/* "This method requires an authenticated user": an app's token. */
	if (r->status == 422)
		hark_fail(t, HARK_E_AUTH, "the token is no user's: %s",
		    hark_reason(t, r, "error"));
	return hark_answer(t, r, "error");
}

/* A scan ends where a server shows no more to strangers. */
static bool
is_blind(struct hark_task *t, const struct hark_response *r, const char *what)
{
	if (t->start->op != HARK_SCAN || !hark_closed(r))
		return false;
	hark_blind(t, "%s need a token here", what);
	hark_done(t);
	return true;
}

/* --- feeds ---------------------------------------------------------------- */

/* The next thread of a scan that is worth reading, or the end. */
static void
scan_thread(struct hark_task *t)
{
	struct state *st = t->state;

	if (st->next < st->n_threads)
		ask_status(t, CONTEXT, st->threads[st->next++]);
	else
		hark_done(t);
}

/* The feed; a scan is one of the profile's posts. */
/* Ask for the next page; without one, go on or end. */
static void
ask_page(struct hark_task *t, const struct hark_span *s)
{
	const char *server = ((const struct config *)t->config)->server;
	const char *url, *argument = t->start->argument;
	const struct state *st = t->state;

	if (s == NULL) {
		scan_thread(t);
		return;
	}
	if (hark_feed_is(t, "own"))
		url = hark_format(t,
		    "%s/api/v1/accounts/%s/statuses?exclude_reblogs=true",
		    server, hark_encode(t, st->me));
	else if (hark_feed_is(t, "tag"))
		url = hark_format(t, "%s/api/v1/timelines/tag/%s", server,
		    hark_encode(t, argument + (argument[0] == '#')));
	else if (hark_feed_is(t, "search"))
		url = hark_url(t, hark_format(t, "%s/api/v2/search", server),
		    "q", argument, "type", "statuses");
	else
		url = hark_url(t, hark_format(t, "%s/api/v1/notifications",
		    server), "types[]", "mention",
		    "types[]", st->vanilla ? "quote" : NULL,
		    "types[]", st->vanilla ? "update" : NULL,
		    "types[]", st->gotosocial ? "pending.reply" : NULL);
	/* Only the newest page stands under the same address every time. */
	hark_request(t, .tag = PAGE, .url = hark_url(t, url, "min_id", s->after,
	    "max_id", s->before, "limit", LIMIT), .flags = s->after == NULL &&
	    s->before == NULL ? HARK_CONDITIONAL : 0);
}

/* Servers that do not filter send other things; so may the future. */
static void
notice(struct hark_task *t, const json_t *n)
{
	const char *type = hark_str(t, n, "type");
	const json_t *s = json_object_get(n, "status");

	if (type == NULL)
		hark_odd(t, "notification %s has no type",
		    hark_str(t, n, "id"));
	else if (hark_is(type, "update"))
		status(t, s, HARK_CONTEXT);
	else if (hark_is(type, "mention") || hark_is(type, "quote") ||
	    hark_is(type, "pending.reply"))
		status(t, s, HARK_MENTION);
}

/* A post of the scanned profile: is it in a thread worth reading? */
static void
add_thread(struct hark_task *t, const json_t *o)
{
	struct state *st = t->state;

	if (hark_str(t, o, "in_reply_to_id") == NULL &&
	    json_integer_value(json_object_get(o, "replies_count")) == 0)
		return;
	if (st->n_threads < SCAN_THREADS)
		st->threads[st->n_threads++] = hark_copy(t,
		    post_id(t, o, "id"));
	else
		hark_blind(t, "only %d threads were read", SCAN_THREADS);
}

static void
on_page(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const json_t *list = NULL, *o;
	bool found = hark_feed_is(t, "search");
	size_t i;

	if (is_blind(t, r, "posts"))
		return;
	if (r->status != 304) {
		list = parse(t, r);
		if (found)
			list = json_object_get(list, "statuses");
		if (!json_is_array(list))
			hark_fail(t, HARK_E_PROTOCOL, "expected a list of posts");
	}
	json_array_foreach(list, i, o) {
		if (!hark_walk_item(t, hark_str(t, o, "id"),
		    hark_time(t, hark_str(t, o, "created_at"))))
			continue;
		if (hark_feed_is(t, "mentions"))
			notice(t, o);
		else
			status(t, o, hark_feed_is(t, "own") ? HARK_OWN : HARK_FOUND);
		if (t->start->op == HARK_SCAN)
			add_thread(t, o);
	}
	/* What is found comes by relevance: one page is all there is. */
	ask_page(t, st->n_threads == SCAN_THREADS ? NULL :
	    hark_walk_next(t, found ? "" : NULL));
}

/* --- threads and single posts --------------------------------------------- */

static void
on_context(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	bool scan = t->start->op == HARK_SCAN;
	const char *id = scan ? st->threads[st->next - 1] : t->start->ids[0];
	const json_t *c = NULL, *up, *down, *o;
	size_t i;

	if (is_blind(t, r, "replies"))
		return;
	/* A scan passes over what fails, a thread over what is not there. */
	if (hark_ok(r) || (!scan && !hark_gone(r)))
		c = parse(t, r);
	up = json_object_get(c, "ancestors");
	down = json_object_get(c, "descendants");
	if (c != NULL)
		st->root = hark_copy(t, json_array_size(up) == 0 ? id :
		    post_id(t, json_array_get(up, 0), "id"));
	json_array_foreach(up, i, o)
		status(t, o, HARK_CONTEXT);
	json_array_foreach(down, i, o) {
		const char *below = status(t, o, HARK_CONTEXT);

		/* Pixelfed shows one floor at a time. */
		if (below != NULL && st->pixelfed && json_integer_value(
		    json_object_get(o, "replies_count")) > 0)
			hark_want(t, HARK_THREAD, below);
	}
	if (scan && json_array_size(down) >= SCAN_CUT)
		hark_blind(t, "a thread is cut after %zu replies",
		    json_array_size(down));
	if (scan)
		scan_thread(t);
	else
		ask_status(t, STATUS, id);
}

/* The post of a THREAD itself, or the next of a CHECK. */
static void
on_status(struct hark_task *t, const struct hark_response *r)
{
	const char *const *ids = t->start->ids;
	struct state *st = t->state;
	const json_t *s;

	if (hark_gone(r))
		hark_missing(t, ids[st->next]);
	else if ((s = parse(t, r)) != NULL)
		status(t, s, HARK_CONTEXT);
	if (t->start->op == HARK_CHECK && ids[++st->next] != NULL)
		ask_status(t, STATUS, ids[st->next]);
	else
		hark_done(t);
}

/* --- replies -------------------------------------------------------------- */

static void
reply(struct hark_task *t)
{
	const struct hark_start *start = t->start;
	const struct config *cf = t->config;
	const struct state *st = t->state;

	hark_request(t, .method = "POST", .tag = REPLIED,
	    .url = hark_format(t, "%s/api/v1/statuses", cf->server),
	    .headers = (const char *const[]){ start->key == NULL ? NULL :
		hark_format(t, "Idempotency-Key: %s", start->key), NULL },
	    .type = "application/x-www-form-urlencoded",
	    /* Without the name in the text the server tells nobody. */
	    .body = hark_url(t, "", "status", hark_named(t, start->text,
		start->parent->handle), "in_reply_to_id", start->parent->id,
		"visibility", visibilities[start->visibility]) + 1,
	    /* Others read the key and forget it. */
	    .flags = st->vanilla && start->key != NULL ? HARK_IDEMPOTENT : 0);
}

static void
on_replied(struct hark_task *t, const struct hark_response *r)
{
	const json_t *s;

	if (hark_gone(r))
		hark_fail(t, HARK_E_GONE_POST, "the post to answer is gone: %s",
		    hark_reason(t, r, "error"));
	else if (r->status == 422 || r->status == 413)
		hark_fail(t, HARK_E_CONFIG, "the reply is refused: %s",
		    hark_reason(t, r, "error"));
	else if ((s = parse(t, r)) != NULL &&
	    status(t, s, HARK_OWN) == NULL)
		hark_fail(t, HARK_E_PROTOCOL, "sent, but not shown");
	hark_done(t);
}

/* --- public profiles ------------------------------------------------------ */

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

static bool
claims(const char *url)
{
	const char *name;

	return profile(url, &name) > 0;
}

static void
scan(struct hark_task *t)
{
	const char *url = t->start->url, *name;
	size_t n = profile(url, &name);

	if (n == 0)
		hark_fail(t, HARK_E_CONFIG, "%s is no profile's address", url);
	else
		ask(t, ACCOUNT, hark_url(t, "accounts/lookup", "acct",
		    hark_format(t, "%.*s", (int)n, name)));
}

/* --- a task's beginning --------------------------------------------------- */

static void
begin(struct hark_task *t)
{
	const struct config *cf = t->config;
	const char *const *ids = t->start->ids;
	const char *version = hark_kept(t, "version");
	struct state *st = t->state;

	st->me = hark_copy(t, hark_kept(t, "id"));
	if (st->me == NULL && cf->token != NULL) {
		ask(t, ACCOUNT, "accounts/verify_credentials");
		return;
	}
	if (version == NULL) {
		ask(t, INSTANCE, "instance");
		return;
	}
	/* "4.3.1", "2.7.2 (compatible; Pleroma x)", "0.17.3+git-b6c1a1b". */
	st->snac = strstr(version, "snac/") != NULL;
	st->pixelfed = strstr(version, "Pixelfed") != NULL;
	if (strchr(version, '(') == NULL) {
		st->gotosocial = strncmp(version, "0.", 2) == 0;
		st->vanilla = !st->gotosocial;
	}
	if (t->start->op == HARK_POLL && cf->token == NULL &&
	    !hark_feed_is(t, "tag"))
		hark_fail(t, HARK_E_CONFIG, "\"%s\" needs a token",
		    t->start->feed->name);
	else if (t->start->op == HARK_POLL)
		ask_page(t, hark_walk(t, .pages = cf->pages, .full = FULL,
		    .forward = t->start->argument == NULL));
	else if (t->start->op == HARK_REPLY)
		reply(t);
	else if (ids == NULL || ids[0] == NULL)
		hark_done(t);
	else
		ask_status(t, t->start->op == HARK_THREAD ? CONTEXT : STATUS,
		    ids[0]);
}

/* Whose account, or profile, is it? */
static void
on_account(struct hark_task *t, const struct hark_response *r)
{
	bool scan = t->start->op == HARK_SCAN;
	struct state *st = t->state;
	const json_t *a;

	if (scan && hark_gone(r))
		hark_fail(t, HARK_E_GONE_ACCOUNT, "nobody of that name there");
	else if (scan && hark_closed(r))
		hark_fail(t, HARK_E_AUTH,
		    "this server shows nothing without a token");
	a = parse(t, r);
	if ((st->me = hark_copy(t, hark_str(t, a, "id"))) == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "an account without id");
		return;
	}
	hark_self(t, st->me, handle(t, a), hark_str(t, a, "url"));
	if (scan) {
		hark_blind(t, "what others write to the account outside its own "
		    "threads needs a token");
		ask_page(t, hark_walk(t, .pages = SCAN_PAGES));
	} else {
		hark_keep(t, "id", st->me);
		begin(t);
	}
}

/* A server that does not say what it is, is nothing in particular. */
static void
on_instance(struct hark_task *t, const struct hark_response *r)
{
	const char *version = hark_ok(r) && strstr(r->type, "json") != NULL ?
	    hark_str(t, hark_json(t, r), "version") : NULL;

	hark_keep(t, "version", version != NULL ? version : "(unknown)");
	begin(t);
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	static void (*const on[])(struct hark_task *,
	    const struct hark_response *) = {
		[ACCOUNT] = on_account, [INSTANCE] = on_instance,
		[PAGE] = on_page, [CONTEXT] = on_context,
		[STATUS] = on_status, [REPLIED] = on_replied,
	};

	if (ev->type == HARK_RESPONSE)
		on[ev->tag](t, &ev->response);
	else if (ev->start.op == HARK_SCAN)
		scan(t);
	else
		begin(t);
}

/* --- what it is ----------------------------------------------------------- */

static const struct hark_option options[] = {
	HARK_OPT_URL("server", struct config, server,
	    .flags = HARK_REQUIRED | HARK_REALM,
	    .help = "address of the account's own server"),
	HARK_OPT_STRING("token", struct config, token, .flags = HARK_SECRET,
	    .help = "name of the credential that holds the access token"),
	HARK_OPT_LIST("tags", struct config, tags,
	    .help = "hashtags to follow, without the #"),
	HARK_OPT_LIST("keywords", struct config, keywords,
	    .help = "words to search for, where the server can search"),
	HARK_OPT_INT("pages", struct config, pages, .def = "10", .min = 1,
	    .max = 50, .flags = HARK_LIVE,
	    .help = "pages to read in one poll at most"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "mentions", .interval = 60000,
	  .help = "mentions, replies, private mentions and quotes",
	  .sees = HARK_SEES_MENTIONS | HARK_SEES_COMMENTS |
	      HARK_SEES_MESSAGES | HARK_SEES_THREADS | HARK_SEES_DELETIONS },
	{ .name = "own", .interval = 300000,
	  .help = "what the account itself writes",
	  .sees = HARK_SEES_OWN | HARK_SEES_ANSWERS },
	{ .name = "tag", .interval = 300000, .option = "tags",
	  .help = "public posts with a hashtag" },
	{ .name = "search", .interval = 600000, .option = "keywords",
	  .help = "public posts the server finds" },
	{ .name = NULL }
};

static const char *const reads[] = {
	"id", "type", "status", "account", "acct", "display_name", "bot", "uri",
	"url", "created_at", "edited_at", "in_reply_to_id",
	"in_reply_to_account_id", "visibility", "language", "content",
	"spoiler_text", "reblog", "quote", "favourited", "replies_count",
	"mentions", "poll", "poll/options", "options/title", "media_attachments",
	"media_attachments/description", "ancestors", "descendants", "statuses",
	"version", "error", NULL
};

/* --- how a person lets us in ------------------------------------------------ */

#define BEARER	(const char *const[]){ "Authorization: Bearer {token}", NULL }
#define CALLED	.url = "{server}/api/v1/accounts/verify_credentials",	\
	.auth = BEARER, .who = "/acct"

static const struct hark_scope scopes[] = {
	{ .name = "read", .lacks = HARK_WORDS("hark hears nothing") },
	{ .name = "write:statuses", .writes = true,
	  .lacks = HARK_WORDS("hark reply cannot answer there") },
	{ .name = NULL }
};

static const struct hark_consent consents[] = {
	{ .how = (const char *const[]){ HARK_WORDS("hark makes itself known "
	    "to your server; then you log in there and agree."), NULL },
	  .scopes = scopes, .redirect = "urn:ietf:wg:oauth:2.0:oob",
	  .before = (const struct hark_visit[]){
		{ .url = "{server}/api/v1/apps", .body = "client_name=hark&"
		  "redirect_uris={redirect}&scopes={scopes}",
		  .take = (const char *const[]){ "client=/client_id",
		  "secret=/client_secret", NULL } }, { .url = NULL } },
	  .consent = "{server}/oauth/authorize?response_type=code&"
	    "client_id={client}&redirect_uri={redirect}&scope={scopes}&"
	    "state={state}&code_challenge={challenge}&"
	    "code_challenge_method=S256",
	  .after = (const struct hark_visit[]){
		{ .url = "{server}/oauth/token",
		  .body = "grant_type=authorization_code&code={code}&"
		  "client_id={client}&client_secret={secret}&"
		  "redirect_uri={redirect}&scope={scopes}&"
		  "code_verifier={verifier}",
		  .take = (const char *const[]){ "token=/access_token", NULL },
		  .scopes = "/scope",
		  /* Mastodon's do not end; those of some others do. */
		  .ends_in = (const char *const[]){ "/expires_in", NULL } },
		{ CALLED }, { .url = NULL } },
	  .gives = (const char *const[]){ "token=token", NULL } },
	{ .gives = NULL }
};

HARK_EXPORT extern const struct hark_plugin hark_plugin_mastodon;

const struct hark_plugin hark_plugin_mastodon = {
	.abi = HARK_ABI,
	.size = sizeof(struct hark_plugin),
	.name = "mastodon",
	.version = "1",
	.ops = HARK_CAN(HARK_POLL) | HARK_CAN(HARK_THREAD) |
	    HARK_CAN(HARK_CHECK) | HARK_CAN(HARK_REPLY) | HARK_CAN(HARK_SCAN),
	.feeds = feeds,
	.options = options,
	.auth = (const char *const[]){ "Authorization: Bearer {token}", NULL },
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	/* 300 requests in five minutes; half of it is ours. */
	.interval = 2000,
	.burst = 30,
	.claims = claims,
	.order = order,
	.step = step,
	.consents = consents,
};
