/* SPDX-License-Identifier: ISC */

/*
 * bluesky - Bluesky and other networks of the AT protocol.
 *
 * Lists are read backwards from the newest.  The cursor is
 *
 *	TOP			everything up to TOP (ms) was seen
 *	TOP,FLOOR,PAGE		but not what lies between PAGE and FLOOR
 *
 * where PAGE is the server's own cursor: a time, and what is older than that
 * comes next.  Whatever shares that very millisecond would be lost, so we ask
 * from one millisecond later.  A post may be dated back by its author and then
 * stands far down the list: nothing known ever ends a page, and once a day the
 * walk goes on for ten pages more.
 */

#include <string.h>

#include "hark.h"

#define OVERLAP		INT64_C(600000)
#define DAY		INT64_C(86400000)
#define DEEP_PAGES	10
#define MAX_PAGES	50
#define SCAN_PAGES	20
#define SCAN_THREADS	100
/* The JSON of a thread is two levels deeper with each reply. */
#define DOWN		"10"
#define UP		"30"
#define WEB		"https://bsky.app"

struct config {
	const char *server;
	const char *user;
	const char *password;
	const char *appview;
};

/* What a response answers. */
enum tag {
	RENEWED, CREATED, SESSION, PAGE, THREAD, CHECKED, TARGET, REPLIED,
	PROFILE, THREADS
};

struct state {
	enum hark_op op;
	const char *base;		/* no slash at its end */
	bool notices;			/* the feed: mentions, or own */
	const char *me;			/* our DID */
	unsigned ask;			/* HARK_ANON in a scan */
	int64_t now, since;
	int64_t top, floor, new_top, mark;
	bool first, deep, in_gap;
	const char *page, *asked;
	const char *committed;
	int64_t pages;
	const char *actor;		/* of SCAN */

	const char **ids;		/* of THREAD, CHECK; a scan's threads */
	size_t n_ids, next;
	bool hidden;			/* somebody does not want to be shown */
	const char *parent, *text, *key;	/* REPLY */
	int64_t created;
	const char *rkey, *root;
};

/* --- small things --------------------------------------------------------- */

static const char *
str(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s != NULL && s[0] != '\0' ? s : NULL;
}

static const json_t *
sub(const json_t *o, const char *a, const char *b)
{
	return json_object_get(json_object_get(o, a), b);
}

static int64_t
number(const char *s)
{
	int64_t n = 0;

	while (s != NULL && *s >= '0' && *s <= '9' && n < INT64_MAX / 10 - 1)
		n = n * 10 + (*s++ - '0');
	return n;
}

static const char *
xrpc(struct hark_task *t, const char *method)
{
	const struct state *st = t->state;

	return hark_format(t, "%s/xrpc/%s", st->base, method);
}

static void
ask(struct hark_task *t, enum tag tag, const char *url)
{
	const struct state *st = t->state;

	hark_request(t, .url = url, .tag = (int)tag, .flags = st->ask);
}

/* --- addresses ------------------------------------------------------------ */

static const char tid[] = "234567abcdefghijklmnopqrstuvwxyz";

/* The last part of "at://did/collection/rkey"; NULL if it is none. */
static const char *
rkey_of(const char *uri)
{
	const char *p = strncmp(uri, "at://", 5) == 0 ? strrchr(uri + 5, '/') :
	    NULL;

	return p != NULL && p[1] != '\0' ? p + 1 : NULL;
}

static const char *
did_of(struct hark_task *t, const char *uri)
{
	if (uri == NULL || strncmp(uri, "at://did:", 9) != 0)
		return NULL;
	return hark_format(t, "%.*s", (int)strcspn(uri + 5, "/"), uri + 5);
}

/* Record keys are times: 53 bits of microseconds, ten of the clock's number. */
static int64_t
order(const char *id)
{
	const char *key = rkey_of(id), *p;
	int64_t n = 0;

	if (key == NULL || strlen(key) != 13)
		return 0;
	for (size_t i = 0; i < 13; i++) {
		if ((p = strchr(tid, key[i])) == NULL ||
		    (i == 0 && p - tid > 7))
			return 0;
		n = n << 5 | (p - tid);
	}
	return n;
}

/*
 * The key of a reply follows from the reply, so that sending it again puts the
 * same record into the same place.
 */
static const char *
make_rkey(struct hark_task *t, const char *key, int64_t created)
{
	uint64_t h = UINT64_C(14695981039346656037), n;
	char *out = hark_alloc(t, 14);

	for (; key != NULL && *key != '\0'; key++)
		h = (h ^ (unsigned char)*key) * UINT64_C(1099511628211);
	h ^= h >> 32;
	n = ((uint64_t)created * 1000 + h % 1000) << 10 | (h >> 12 & 1023);
	for (int i = 12; i >= 0; i--, n >>= 5)
		out[i] = tid[n & 31];
	return out;
}

/* --- answers that are none ------------------------------------------------ */

/* The error's name, "" if it has none. */
static const char *
error_of(struct hark_task *t, const struct hark_response *r, const char **why)
{
	const json_t *o = r->body[0] == '{' && strstr(r->type, "json") != NULL ?
	    hark_json(t, r) : NULL;
	const char *name = str(o, "error"), *message = str(o, "message");

	*why = hark_format(t, "status %d, %.60s %.200s", r->status,
	    name != NULL ? name : "", message != NULL ? message : "");
	return name != NULL ? name : "";
}

static bool
not_found(struct hark_task *t, const struct hark_response *r)
{
	const char *why;

	return r->status == 400 && hark_is(error_of(t, r, &why), "NotFound");
}

static void
refused(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const char *why, *name = error_of(t, r, &why);

	if (r->status == 401 || hark_is(name, "ExpiredToken") ||
	    hark_is(name, "InvalidToken"))
		hark_fail(t, HARK_E_AUTH, "user or app password are refused: "
		    "%s", why);
	else if (strncmp(name, "Account", 7) == 0 ||
	    hark_is(name, "RepoTakendown") ||
	    hark_is(name, "RepoDeactivated"))
		hark_fail(t, HARK_E_GONE_ACCOUNT, "the account is closed: %s",
		    why);
	else if (r->status == 403)
		hark_fail(t, HARK_E_SCOPE, "not allowed: %s", why);
	else if (r->status == 404 || r->status == 410)
		hark_fail(t, HARK_E_CONFIG, "%s is no Bluesky server: %s",
		    st->base, why);
	else
		hark_fail(t, HARK_E_PROTOCOL, "%s", why);
}

/* The JSON of a good answer; NULL, and the task has failed, if it is none. */
static json_t *
parse(struct hark_task *t, const struct hark_response *r)
{
	if (!hark_ok(r)) {
		refused(t, r);
		return NULL;
	}
	if (strncmp(r->type, "text/html", 9) == 0) {
		hark_fail(t, HARK_E_LATER, "a page instead of an answer; "
		    "maintenance?");
		return NULL;
	}
	return hark_json(t, r);
}

/* --- posts ---------------------------------------------------------------- */

static bool
labelled(const json_t *o, const char *label)
{
	const json_t *l;
	size_t i;

	json_array_foreach(json_object_get(o, "labels"), i, l)
		if (hark_is(str(l, "val"), label))
			return true;
	return false;
}

/* Does a character of UTF-8 begin here? */
static bool
boundary(const char *s, int64_t at)
{
	return ((unsigned char)s[at] & 0xc0) != 0x80;
}

/*
 * The next facet from byte `at' on, the leftmost: where it stands and its
 * address.  What does not fit the text is passed over.
 */
static const char *
next_link(const json_t *facets, const char *s, int64_t at, int64_t *from,
    int64_t *to)
{
	int64_t len = (int64_t)strlen(s);
	const char *found = NULL;
	const json_t *f, *feature;
	size_t i, k;

	json_array_foreach(facets, i, f) {
		const json_t *a = sub(f, "index", "byteStart");
		const json_t *b = sub(f, "index", "byteEnd");
		int64_t start = json_integer_value(a);
		int64_t end = json_integer_value(b);

		if (!json_is_integer(a) || start < at || start >= end ||
		    end > len || (found != NULL && start >= *from) ||
		    !boundary(s, start) || !boundary(s, end))
			continue;
		json_array_foreach(json_object_get(f, "features"), k, feature)
			if (str(feature, "uri") != NULL) {
				found = str(feature, "uri");
				*from = start;
				*to = end;
			}
	}
	return found;
}

/* The text with its links written out, then what a card or a picture says. */
static const char *
text(struct hark_task *t, const json_t *record, unsigned *flags)
{
	const char *s = str(record, "text"), *out = "", *link;
	const json_t *embed = json_object_get(record, "embed"), *o;
	const json_t *card = json_object_get(embed, "external");
	const json_t *images = json_object_get(embed, "images");
	int64_t at = 0, from = 0, to = 0;
	size_t i;

	if (json_object_get(embed, "media") != NULL) {
		card = sub(embed, "media", "external");
		images = sub(embed, "media", "images");
	}
	if (s != NULL) {
		while ((link = next_link(json_object_get(record, "facets"), s,
		    at, &from, &to)) != NULL) {
			out = hark_format(t, "%s%.*s%s", out, (int)(from - at),
			    s + at, link);
			at = to;
		}
		out = hark_format(t, "%s%s", out, s + at);
	}
	if (str(card, "uri") != NULL && strstr(out, str(card, "uri")) == NULL)
		out = hark_format(t, "%s%s%s", out, s != NULL ? "\n" : "",
		    str(card, "uri"));
	if (s != NULL || json_array_size(images) == 0)
		return out;
	*flags |= HARK_POST_MEDIA_ONLY;
	json_array_foreach(images, i, o)
		if (str(o, "alt") != NULL)
			out = hark_format(t, "%s%s\n", out, str(o, "alt"));
	return out;
}

/* Those it mentions, and whom it answers. */
static const char *const *
addressed(struct hark_task *t, const json_t *record, const char *parent)
{
	const json_t *facets = json_object_get(record, "facets"), *f, *feature;
	const char **to = hark_alloc(t,
	    (json_array_size(facets) + 2) * sizeof(*to)), *did;
	size_t n = 0, i, k;

	if ((did = did_of(t, parent)) != NULL)
		to[n++] = did;
	json_array_foreach(facets, i, f)
		json_array_foreach(json_object_get(f, "features"), k, feature)
			if (k == 0 && str(feature, "did") != NULL)
				to[n++] = str(feature, "did");
	return to;
}

static const char *
handle(struct hark_task *t, const json_t *author)
{
	const char *h = str(author, "handle");

	return h == NULL || hark_is(h, "handle.invalid") ? NULL :
	    hark_format(t, "@%s", h);
}

/* Report a post, or the one a notice is about; its id, NULL if it is none. */
static const char *
post(struct hark_task *t, const json_t *o, enum hark_kind kind)
{
	struct state *st = t->state;
	const json_t *record = json_object_get(o, "record");
	const json_t *author = json_object_get(o, "author"), *v;
	const char *uri = str(o, "uri"), *did = str(author, "did"), *type;
	int64_t indexed = hark_time(t, str(o, "indexedAt"));
	struct hark_post p = { .id = uri, .uri = uri, .author = did,
		.visibility = HARK_PUBLIC };

	if (uri == NULL || rkey_of(uri) == NULL || did == NULL) {
		hark_odd(t, "a post without %s", did == NULL ? "author" :
		    "address");
		return NULL;
	}
	if (st->op == HARK_SCAN && labelled(author, "!no-unauthenticated")) {
		st->hidden = true;
		return NULL;
	}
	p.parent = str(sub(record, "reply", "parent"), "uri");
	p.thread = str(sub(record, "reply", "root"), "uri");
	if (p.thread == NULL)
		p.thread = uri;
	if (hark_is(st->me, did))
		kind = HARK_OWN;
	else if (kind == HARK_MENTION && hark_is(did_of(t, p.parent), st->me))
		kind = HARK_COMMENT;
	p.kind = kind;
	p.text = text(t, record, &p.flags);
	type = str(json_object_get(record, "embed"), "$type");
	if (hark_is(type, "app.bsky.embed.record") ||
	    hark_is(type, "app.bsky.embed.recordWithMedia"))
		p.flags |= HARK_POST_QUOTE;
	if (labelled(author, "bot"))
		p.flags |= HARK_POST_AUTOMATIC;
	if (str(json_object_get(o, "viewer"), "like") != NULL)
		p.flags |= HARK_POST_LIKED;
	p.handle = handle(t, author);
	p.name = str(author, "displayName");
	p.url = hark_format(t, "%s/profile/%s/post/%s", WEB, did, rkey_of(uri));
	v = json_array_get(json_object_get(record, "langs"), 0);
	p.lang = json_string_value(v);
	p.addressed = addressed(t, record, p.parent);
	/* Claimed by the author; not believed where it is in the future. */
	p.created = hark_time(t, str(record, "createdAt"));
	if (p.created == 0 || (indexed != 0 && indexed < p.created))
		p.created = indexed;
	t->core->post(t, sizeof(p), &p);
	return uri;
}

/* --- sessions ------------------------------------------------------------- */

static void
create_session(struct hark_task *t)
{
	hark_request(t, .method = "POST", .tag = CREATED,
	    .url = xrpc(t, "com.atproto.server.createSession"),
	    .type = "application/json",
	    .body = "{\"identifier\":\"{user}\",\"password\":\"{password}\"}");
}

static void
refresh_session(struct hark_task *t)
{
	hark_request(t, .method = "POST", .tag = RENEWED,
	    .url = xrpc(t, "com.atproto.server.refreshSession"),
	    .headers = (const char *const[]){
		"Authorization: Bearer {refresh}", NULL });
}

/* Who we are, as any answer about our session tells. */
static bool
learn_self(struct hark_task *t, const json_t *o)
{
	struct state *st = t->state;
	const char *did = str(o, "did");

	if (did == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "a session without did");
		return false;
	}
	if (json_is_false(json_object_get(o, "active"))) {
		hark_fail(t, HARK_E_GONE_ACCOUNT, "the account is %.40s",
		    str(o, "status") != NULL ? str(o, "status") : "not active");
		return false;
	}
	st->me = hark_copy(t, did);
	hark_self(t, did, handle(t, o),
	    hark_format(t, "%s/profile/%s", WEB, did));
	if (!hark_is(hark_kept(t, "did"), did))
		hark_keep(t, "did", did);
	return true;
}

static void
session(struct hark_task *t, const struct hark_response *r, bool renewed)
{
	json_t *o;

	/* It lives for 90 days; the password is still there. */
	if (renewed && (r->status == 400 || r->status == 401)) {
		create_session(t);
		return;
	}
	if ((o = parse(t, r)) == NULL || !learn_self(t, o))
		return;
	hark_token(t, "accessJwt", "refreshJwt", 0);
	hark_done(t);
}

/* --- feeds ---------------------------------------------------------------- */

static void
ask_page(struct hark_task *t, const char *page)
{
	struct state *st = t->state;
	int64_t at = hark_time(t, page);
	const char *later = at != 0 ? hark_date(t, at + 1) : page;

	/* A page full of one millisecond must not come again and again. */
	if (hark_is(st->asked, later))
		later = page;
	st->asked = later;
	if (st->notices)
		ask(t, PAGE, hark_url(t,
		    xrpc(t, "app.bsky.notification.listNotifications"),
		    "reasons", "mention", "reasons", "reply", "reasons",
		    "quote", "priority", "false", "limit", "100",
		    "cursor", later));
	else
		ask(t, PAGE, hark_url(t,
		    xrpc(t, "app.bsky.feed.getAuthorFeed"), "actor",
		    st->op == HARK_SCAN ? st->actor : st->me, "filter",
		    "posts_with_replies", "limit", "100", "cursor", later));
}

static void
commit(struct hark_task *t)
{
	struct state *st = t->state;
	const char *c = st->page == NULL ?
	    hark_format(t, "%lld", (long long)st->top) :
	    hark_format(t, "%lld,%lld,%s", (long long)st->top,
	    (long long)st->floor, st->page);

	if (st->op == HARK_SCAN || hark_is(st->committed, c))
		return;
	st->committed = c;
	hark_cursor(t, c);
}

/* Remember a scan's threads that have something to show. */
static void
note_thread(struct hark_task *t, const json_t *o, const char *id)
{
	struct state *st = t->state;

	if (json_integer_value(json_object_get(o, "replyCount")) <= 0 &&
	    sub(o, "record", "reply") == NULL)
		return;
	for (size_t i = 0; i < st->n_ids; i++)
		if (hark_is(st->ids[i], id))
			return;
	if (st->n_ids < SCAN_THREADS)
		st->ids[st->n_ids] = hark_copy(t, id);
	st->n_ids++;
}

/* One item of a list; the time it is sorted by, or 0. */
static int64_t
item(struct hark_task *t, const json_t *o)
{
	struct state *st = t->state;
	const char *reason = str(o, "reason"), *id;
	int64_t at;

	if (!st->notices) {
		/* Passed on, or pinned to the top. */
		if (json_is_object(json_object_get(o, "reason")))
			return 0;
		o = json_object_get(o, "post");
	}
	at = hark_time(t, str(o, "indexedAt"));
	if (st->first && at != 0 && at < st->since)
		return at;
	if (st->notices && reason != NULL && !hark_is(reason, "mention") &&
	    !hark_is(reason, "reply") && !hark_is(reason, "quote"))
		return at;
	id = post(t, o, st->notices ? HARK_MENTION : HARK_OWN);
	if (st->op == HARK_SCAN && id != NULL)
		note_thread(t, o, id);
	return at;
}

static void
ask_thread(struct hark_task *t, const char *id, enum tag tag)
{
	bool alone = tag == CHECKED || tag == TARGET;

	ask(t, tag, hark_url(t, xrpc(t, "app.bsky.feed.getPostThread"), "uri",
	    id, "depth", alone ? "0" : DOWN, "parentHeight", alone ? "0" : UP));
}

static void
scan_thread(struct hark_task *t)
{
	struct state *st = t->state;

	if (st->next < st->n_ids && st->next < SCAN_THREADS) {
		ask_thread(t, st->ids[st->next++], THREADS);
		return;
	}
	if (st->n_ids > SCAN_THREADS)
		hark_blind(t, "only %d threads were read", SCAN_THREADS);
	if (st->hidden)
		hark_blind(t, "some people show their posts to users only");
	hark_done(t);
}

static void
walk_end(struct hark_task *t)
{
	struct state *st = t->state;

	if (st->op == HARK_SCAN) {
		scan_thread(t);
		return;
	}
	if (st->deep)
		hark_keep(t, "deep", hark_format(t, "%lld", (long long)st->now));
	if (st->in_gap)
		st->page = NULL;
	if (st->new_top > st->top)
		st->top = st->new_top;
	commit(t);
	if (st->page == NULL) {
		hark_done(t);
		return;
	}
	/* Above all is seen; on with what was left open below. */
	st->in_gap = true;
	st->deep = false;
	st->mark = st->floor;
	ask_page(t, st->page);
}

static void
page(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const json_t *root = parse(t, r), *list, *o;
	const char *next = hark_copy(t, str(root, "cursor"));
	int64_t oldest = 0;
	bool reached;
	size_t i;

	if (root == NULL)
		return;
	list = json_object_get(root, st->notices ? "notifications" : "feed");
	if (!json_is_array(list)) {
		hark_fail(t, HARK_E_PROTOCOL, "expected a list");
		return;
	}
	st->pages++;
	json_array_foreach(list, i, o) {
		int64_t at = item(t, o);

		if (at > st->now)
			at = st->now;
		if (at != 0 && (oldest == 0 || at < oldest))
			oldest = at;
		if (!st->in_gap && at > st->new_top)
			st->new_top = at;
	}
	/* What was filtered out may have stood below the last item. */
	if (hark_time(t, next) != 0)
		oldest = hark_time(t, next);
	reached = oldest != 0 && oldest < st->mark &&
	    (!st->deep || st->pages >= DEEP_PAGES);
	if (next == NULL || reached || hark_is(next, st->asked) ||
	    (st->op == HARK_SCAN && st->pages >= SCAN_PAGES)) {
		walk_end(t);
		return;
	}
	/* A new gap, which takes in an old one, if there is one. */
	if (!st->in_gap && (oldest == 0 || oldest >= st->mark)) {
		if (st->page == NULL)
			st->floor = st->mark;
		if (st->new_top > st->top)
			st->top = st->new_top;
		st->in_gap = true;
		st->mark = st->floor;
	}
	if (st->in_gap) {
		st->page = next;
		commit(t);
	}
	if (st->pages >= MAX_PAGES)
		hark_done(t);
	else
		ask_page(t, next);
}

static void
resume(struct hark_task *t, const char *cursor)
{
	struct state *st = t->state;
	const char *p = cursor != NULL ? strchr(cursor, ',') : NULL;

	st->top = number(cursor);
	if (st->top > st->now)
		st->top = st->now;
	st->first = st->top <= 0;
	if (!st->first && p != NULL) {
		st->floor = number(p + 1);
		p = strchr(p + 1, ',');
		if (p != NULL && p[1] != '\0')
			st->page = hark_copy(t, p + 1);
	}
	st->committed = hark_copy(t, cursor);
	st->mark = st->first ? st->since : st->top - OVERLAP;
	/* A post of last week may stand anywhere. */
	st->deep = st->notices && !st->first &&
	    number(hark_kept(t, "deep")) < st->now - DAY;
	if (st->first)
		st->top = st->now - OVERLAP;
}

/* --- threads -------------------------------------------------------------- */

/* A node and what hangs below it; not deeper than the parser lets through. */
static void
below(struct hark_task *t, const json_t *node)
{
	const json_t *o = json_object_get(node, "post");
	const json_t *replies = json_object_get(node, "replies"), *reply;
	const char *id;
	size_t i;

	/* Deleted, or by somebody who blocked us or is blocked. */
	if (!json_is_object(o))
		return;
	id = post(t, o, HARK_CONTEXT);
	if (id != NULL && json_array_size(replies) == 0 &&
	    json_integer_value(json_object_get(o, "replyCount")) > 0 &&
	    ((struct state *)t->state)->op == HARK_THREAD)
		hark_want(t, HARK_THREAD, id);
	json_array_foreach(replies, i, reply)
		below(t, reply);
}

static void
around(struct hark_task *t, const json_t *node)
{
	for (const json_t *up = json_object_get(node, "parent"); up != NULL;
	    up = json_object_get(up, "parent"))
		if (json_is_object(json_object_get(up, "post")))
			post(t, json_object_get(up, "post"), HARK_CONTEXT);
	below(t, node);
}

static bool
is_gone(const json_t *node)
{
	return hark_is(str(node, "$type"), "app.bsky.feed.defs#notFoundPost");
}

static void
thread(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const json_t *o, *node;

	if (not_found(t, r)) {
		hark_missing(t, st->ids[0]);
		hark_done(t);
		return;
	}
	if ((o = parse(t, r)) == NULL)
		return;
	node = json_object_get(o, "thread");
	if (is_gone(node))
		hark_missing(t, st->ids[0]);
	else if (!json_is_object(json_object_get(node, "post"))) {
		hark_fail(t, HARK_E_GONE_POST, "its author or we have blocked "
		    "the other");
		return;
	} else
		around(t, node);
	hark_done(t);
}

static void
checked(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const json_t *o, *node;

	if (not_found(t, r))
		hark_missing(t, st->ids[st->next]);
	else if ((o = parse(t, r)) == NULL)
		return;
	else if (is_gone(node = json_object_get(o, "thread")))
		hark_missing(t, st->ids[st->next]);
	else if (json_is_object(json_object_get(node, "post")))
		post(t, json_object_get(node, "post"), HARK_CONTEXT);
	if (++st->next < st->n_ids)
		ask_thread(t, st->ids[st->next], CHECKED);
	else
		hark_done(t);
}

/* --- replies -------------------------------------------------------------- */

static const char *
facet(struct hark_task *t, size_t from, size_t to, const char *type,
    const char *name, const char *value)
{
	return hark_format(t, "{\"index\":{\"byteStart\":%zu,\"byteEnd\":%zu},"
	    "\"features\":[{\"$type\":\"app.bsky.richtext.facet#%s\",\"%s\":%s}]}",
	    from, to, type, name, hark_quote(t, value));
}

/* Links and the asker's name are nothing but text unless we say so. */
static const char *
facets(struct hark_task *t, const char *s, const char *who, const char *did)
{
	const char *out = "", *p;

	for (p = s; (p = strstr(p, "http")) != NULL;) {
		size_t head = strncmp(p, "https://", 8) == 0 ? 8 :
		    strncmp(p, "http://", 7) == 0 ? 7 : 0;
		size_t n = strcspn(p, " \t\r\n<>\"");

		while (n > head && (strchr(".,;:!?'", p[n - 1]) != NULL ||
		    (p[n - 1] == ')' && memchr(p, '(', n) == NULL)))
			n--;
		if (head == 0 || n <= head) {
			p += 4;
			continue;
		}
		out = hark_format(t, "%s%s%s", out, *out != '\0' ? "," : "",
		    facet(t, (size_t)(p - s), (size_t)(p - s) + n, "link",
		    "uri", hark_format(t, "%.*s", (int)n, p)));
		p += n;
	}
	if (who != NULL && did != NULL && (p = strstr(s, who)) != NULL) {
		size_t n = strlen(who);

		if (strchr(" \t\r\n,:;!?)", p[n]) != NULL)
			out = hark_format(t, "%s%s%s", out, *out != '\0' ?
			    "," : "", facet(t, (size_t)(p - s),
			    (size_t)(p - s) + n, "mention", "did", did));
	}
	return out;
}

static const char *
ref(struct hark_task *t, const json_t *o)
{
	const char *uri = str(o, "uri"), *cid = str(o, "cid");

	return uri == NULL || cid == NULL ? NULL : hark_format(t,
	    "{\"uri\":%s,\"cid\":%s}", hark_quote(t, uri), hark_quote(t, cid));
}

/* The post to answer: is it there, may we, and where does its thread begin? */
static void
target(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const json_t *o = NULL, *root;
	const char *parent, *top, *f;

	if (!not_found(t, r) && (o = parse(t, r)) == NULL)
		return;
	o = sub(o, "thread", "post");
	if ((parent = ref(t, o)) == NULL) {
		hark_fail(t, HARK_E_GONE_POST, "the post to answer is gone, or "
		    "its author has blocked us");
		return;
	}
	if (json_is_true(sub(o, "viewer", "replyDisabled"))) {
		hark_fail(t, HARK_E_CONFIG, "its author lets only some people "
		    "answer");
		return;
	}
	root = json_object_get(sub(o, "record", "reply"), "root");
	if ((top = ref(t, root)) != NULL)
		st->root = hark_copy(t, str(root, "uri"));
	else {
		top = parent;
		st->root = st->parent;
	}
	f = facets(t, st->text, handle(t, json_object_get(o, "author")),
	    str(json_object_get(o, "author"), "did"));
	st->rkey = make_rkey(t, st->key, st->created);
	hark_request(t, .tag = REPLIED, .flags = HARK_IDEMPOTENT,
	    .method = "POST", .url = xrpc(t, "com.atproto.repo.putRecord"),
	    .type = "application/json", .body = hark_format(t,
	    "{\"repo\":%s,\"collection\":\"app.bsky.feed.post\",\"rkey\":\"%s\","
	    "\"record\":{\"$type\":\"app.bsky.feed.post\",\"text\":%s,"
	    "\"createdAt\":\"%s\",\"reply\":{\"root\":%s,\"parent\":%s}%s%s%s}}",
	    hark_quote(t, st->me), st->rkey, hark_quote(t, st->text),
	    hark_date(t, st->created), top, parent,
	    *f != '\0' ? ",\"facets\":[" : "", f, *f != '\0' ? "]" : ""));
}

static void
replied(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const char *why, *name, *uri;
	json_t *o;

	if (r->status == 400) {
		name = error_of(t, r, &why);
		if (!hark_is(name, "ExpiredToken") &&
		    !hark_is(name, "InvalidToken")) {
			hark_fail(t, HARK_E_CONFIG, "the reply is refused: %s",
			    why);
			return;
		}
	}
	if ((o = parse(t, r)) == NULL)
		return;
	if ((uri = str(o, "uri")) == NULL || rkey_of(uri) == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "sent, but not shown");
		return;
	}
	hark_posted(t, .id = uri, .uri = uri, .author = st->me,
	    .thread = st->root, .parent = st->parent, .text = st->text,
	    .url = hark_format(t, "%s/profile/%s/post/%s", WEB, st->me,
	    rkey_of(uri)), .created = st->created, .kind = HARK_OWN,
	    .visibility = HARK_PUBLIC);
	hark_done(t);
}

/* --- public profiles ------------------------------------------------------ */

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

static bool
claims(const char *url)
{
	const char *name;

	return profile_name(url, &name) > 0;
}

static void
scan(struct hark_task *t, const char *url)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
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
	st->mark = st->since;
	st->actor = hark_format(t, "%.*s", (int)n, name);
	st->ids = hark_alloc(t, SCAN_THREADS * sizeof(*st->ids));
	ask(t, PROFILE, hark_url(t, xrpc(t, "app.bsky.actor.getProfile"),
	    "actor", st->actor));
}

static void
profile(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const char *why, *did;
	json_t *o;

	if (r->status == 400) {
		error_of(t, r, &why);
		hark_fail(t, HARK_E_GONE_ACCOUNT, "nobody of that name there: "
		    "%s", why);
		return;
	}
	if ((o = parse(t, r)) == NULL)
		return;
	if ((did = str(o, "did")) == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "a profile without did");
		return;
	}
	if (labelled(o, "!no-unauthenticated")) {
		hark_blind(t, "this profile is shown to users only");
		hark_done(t);
		return;
	}
	st->me = hark_copy(t, did);
	hark_self(t, did, handle(t, o),
	    hark_format(t, "%s/profile/%s", WEB, did));
	hark_blind(t, "mentions outside the account's own threads need an "
	    "account");
	ask_page(t, NULL);
}

static void
scanned_thread(struct hark_task *t, const struct hark_response *r)
{
	const json_t *o;

	if (hark_ok(r)) {
		if ((o = parse(t, r)) == NULL)
			return;
		around(t, json_object_get(o, "thread"));
	}
	scan_thread(t);
}

/* --- a task's beginning --------------------------------------------------- */

static void
run(struct hark_task *t)
{
	struct state *st = t->state;

	switch (st->op) {
	case HARK_POLL:
		ask_page(t, NULL);
		break;
	case HARK_THREAD:
		ask_thread(t, st->ids[0], THREAD);
		break;
	case HARK_CHECK:
		ask_thread(t, st->ids[0], CHECKED);
		break;
	case HARK_REPLY:
		ask_thread(t, st->parent, TARGET);
		break;
	case HARK_LOGIN:
	case HARK_PUSH:
	case HARK_SCAN:
	default:
		hark_fail(t, HARK_E_CONFIG, "bluesky cannot do that");
	}
}

static void
start(struct hark_task *t, const struct hark_event *ev)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	const char *const *ids = ev->start.ids;
	size_t n = strlen(cf->server);

	st->op = ev->start.op;
	st->now = ev->now;
	st->since = ev->start.since;
	while (n > 0 && cf->server[n - 1] == '/')
		n--;
	st->base = hark_format(t, "%.*s", (int)n, cf->server);
	if (st->op == HARK_SCAN) {
		scan(t, ev->start.url);
		return;
	}
	if (st->op == HARK_LOGIN) {
		if (hark_is(ev->start.argument, "refresh"))
			refresh_session(t);
		else
			create_session(t);
		return;
	}
	while (ids != NULL && ids[st->n_ids] != NULL)
		st->n_ids++;
	st->ids = hark_alloc(t, (st->n_ids + 1) * sizeof(*st->ids));
	for (size_t i = 0; i < st->n_ids; i++)
		st->ids[i] = hark_copy(t, ids[i]);
	if ((st->op == HARK_THREAD || st->op == HARK_CHECK) && st->n_ids == 0) {
		hark_done(t);
		return;
	}
	if (st->op == HARK_REPLY) {
		st->parent = hark_copy(t, ev->start.parent->id);
		st->text = hark_copy(t, ev->start.text);
		st->key = hark_copy(t, ev->start.key);
		st->created = ev->start.created != 0 ? ev->start.created :
		    ev->now;
		/* There is nothing but public here. */
		if (ev->start.visibility < HARK_PUBLIC) {
			hark_fail(t, HARK_E_CONFIG, "a reply on Bluesky is "
			    "public, and this must not be");
			return;
		}
	}
	if (st->op == HARK_POLL) {
		st->notices = hark_is(ev->start.feed->name, "mentions");
		resume(t, ev->start.cursor);
	}
	st->me = hark_copy(t, hark_kept(t, "did"));
	if (st->me == NULL)
		ask(t, SESSION, xrpc(t, "com.atproto.server.getSession"));
	else
		run(t);
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	const struct hark_response *r = &ev->response;
	const char *left;
	json_t *o;

	if (ev->type == HARK_START) {
		start(t, ev);
		return;
	}
	if (ev->type != HARK_RESPONSE)
		return;
	if ((left = hark_header(t, "RateLimit-Remaining")) != NULL)
		hark_quota(t, number(left),
		    hark_time(t, hark_header(t, "RateLimit-Reset")));
	switch ((enum tag)ev->tag) {
	case RENEWED:
	case CREATED:
		session(t, r, ev->tag == RENEWED);
		break;
	case SESSION:
		if ((o = parse(t, r)) != NULL && learn_self(t, o))
			run(t);
		break;
	case PAGE:
		page(t, r);
		break;
	case THREAD:
		thread(t, r);
		break;
	case CHECKED:
		checked(t, r);
		break;
	case TARGET:
		target(t, r);
		break;
	case REPLIED:
		replied(t, r);
		break;
	case PROFILE:
		profile(t, r);
		break;
	case THREADS:
		scanned_thread(t, r);
		break;
	}
}

/* --- what it is ----------------------------------------------------------- */

static const struct hark_option options[] = {
	HARK_OPT_URL("server", struct config, server,
	    .def = "https://bsky.social", .flags = HARK_REALM,
	    .help = "where the account lives"),
	HARK_OPT_STRING("user", struct config, user, .flags = HARK_REQUIRED,
	    .help = "its handle, such as shop.bsky.social"),
	HARK_OPT_STRING("password", struct config, password,
	    .flags = HARK_REQUIRED | HARK_SECRET,
	    .help = "name of the credential: an app password"),
	HARK_OPT_URL("appview", struct config, appview,
	    .def = "https://public.api.bsky.app",
	    .help = "who shows public profiles, for scan"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "mentions", .interval = 60000,
	  .help = "mentions, replies and quotes",
	  .sees = HARK_SEES_MENTIONS | HARK_SEES_COMMENTS | HARK_SEES_THREADS |
	      HARK_SEES_DELETIONS },
	{ .name = "own", .interval = 300000,
	  .help = "what the account itself writes",
	  .sees = HARK_SEES_OWN | HARK_SEES_ANSWERS },
	{ .name = NULL }
};

static const char *const auth[] = { "Authorization: Bearer {token}", NULL };

static const char *const reads[] = {
	"notifications", "feed", "post", "thread", "replies", "parent",
	"root", "reply", "record", "author", "uri", "cid", "did", "handle",
	"displayName", "labels", "val", "reason", "text", "createdAt", "langs",
	"facets", "index", "byteStart", "byteEnd", "features", "$type", "embed",
	"external", "media", "images", "alt", "indexedAt", "cursor", "viewer",
	"like", "replyDisabled", "replyCount", "error", "message", "active",
	"status", NULL
};

/* --- how a person lets us in ------------------------------------------------ */

static const struct hark_consent consents[] = {
	{ .how = (const char *const[]){ HARK_WORDS("At Bluesky under Settings, "
	    "Privacy and security, App passwords add one, call it hark, and "
	    "leave access to direct messages unticked. It is shown once: copy "
	    "it."), NULL },
	  .page = "https://bsky.app/settings/app-passwords",
	  .asks = (const char *const[]){ "password", NULL },
	  .after = (const struct hark_visit[]){
		{ .url = "{server}/xrpc/com.atproto.server.createSession",
		  .body = "{\"identifier\":\"{user}\",\"password\":"
		  "\"{password}\"}", .who = "/handle" }, { .url = NULL } },
	  .gives = (const char *const[]){ "password=password", NULL } },
	{ .gives = NULL }
};

HARK_EXPORT extern const struct hark_plugin hark_plugin_bluesky;

const struct hark_plugin hark_plugin_bluesky = {
	.abi = HARK_ABI,
	.size = sizeof(struct hark_plugin),
	.name = "bluesky",
	.version = "1",
	.ops = HARK_CAN(HARK_LOGIN) | HARK_CAN(HARK_POLL) |
	    HARK_CAN(HARK_THREAD) | HARK_CAN(HARK_CHECK) |
	    HARK_CAN(HARK_REPLY) | HARK_CAN(HARK_SCAN),
	.feeds = feeds,
	.options = options,
	.auth = auth,
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	/* 3000 requests in five minutes for an address; a tenth is ours. */
	.interval = 1000,
	.burst = 30,
	.claims = claims,
	.order = order,
	.step = step,
	.consents = consents,
};
