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

#include <string.h>

#include "hark.h"

#define ATOM	"http://www.w3.org/2005/Atom"
#define CONTENT	"http://purl.org/rss/1.0/modules/content/"
#define DC	"http://purl.org/dc/elements/1.1/"
#define THR	"http://purl.org/syndication/thread/1.0"
#define RDF	"http://www.w3.org/1999/02/22-rdf-syntax-ns#"

struct config {
	const char *comments;
	const char *own;
	const char *const *found;
	const char *user;
	const char *password;
	bool private_;
};

struct state {
	enum hark_kind kind;
	bool first;
	int64_t now, since;
	const char *lang;		/* of the whole feed */
	const char *author;		/* likewise */
};

/* --- small things --------------------------------------------------------- */

static const char *
str(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s != NULL && s[0] != '\0' ? s : NULL;
}

static bool
is(const char *s, const char *word)
{
	return s != NULL && word != NULL && strcmp(s, word) == 0;
}

/* The first child of an element with this name; ns NULL: in none, or any. */
static const json_t *
child(const json_t *e, const char *ns, const char *name)
{
	const json_t *c;
	size_t i;

	json_array_foreach(json_object_get(e, "children"), i, c)
		if (is(str(c, "name"), name) &&
		    (ns == NULL || is(str(c, "ns"), ns)))
			return c;
	return NULL;
}

/* Its text without white space around it; NULL if there is none. */
static const char *
trimmed(struct hark_task *t, const char *s)
{
	static const char space[] = " \t\r\n";
	size_t n;

	if (s == NULL)
		return NULL;
	s += strspn(s, space);
	n = strlen(s);
	while (n > 0 && strchr(space, s[n - 1]) != NULL)
		n--;
	return n > 0 ? hark_format(t, "%.*s", (int)n, s) : NULL;
}

static const char *
value(struct hark_task *t, const json_t *e, const char *ns, const char *name)
{
	return trimmed(t, str(child(e, ns, name), "text"));
}

static const char *
attr(const json_t *e, const char *name)
{
	return str(json_object_get(e, "attr"), name);
}

/* Plain text as HTML. */
static const char *
quoted(struct hark_task *t, const char *s)
{
	char *out = hark_alloc(t, strlen(s) * 5 + 1), *o = out;

	for (; *s != '\0'; s++) {
		const char *e = *s == '<' ? "&lt;" : *s == '>' ? "&gt;" :
		    *s == '&' ? "&amp;" : NULL;

		if (e == NULL)
			*o++ = *s;
		else
			while (*e != '\0')
				*o++ = *e++;
	}
	return out;
}

/* --- items ---------------------------------------------------------------- */

/* What the formats say of an item, before it is a post. */
struct item {
	const char *id, *link, *title, *html, *text, *author, *lang;
	const char *parent;		/* the id of what it answers */
	const char *created, *edited;
};

/* The page something stands on: without what comes after "#". */
static const char *
page_of(struct hark_task *t, const char *link)
{
	return link == NULL || strchr(link, '#') == NULL ? NULL :
	    hark_format(t, "%.*s", (int)strcspn(link, "#"), link);
}

static void
report(struct hark_task *t, const struct item *it)
{
	const struct config *cf = t->config;
	const struct state *st = t->state;
	struct hark_post p = { .kind = st->kind, .format = HARK_HTML };

	p.id = it->id != NULL ? it->id : it->link;
	if (p.id == NULL) {
		hark_odd(t, "an item with neither id nor link");
		return;
	}
	p.created = hark_time(t, it->created);
	p.edited = hark_time(t, it->edited);
	if (p.created == 0)
		p.created = p.edited;
	if (p.edited <= p.created)
		p.edited = 0;
	if (st->first && p.created != 0 && p.created < st->since)
		return;
	p.parent = it->parent;
	/* Without a word about parents, a page is a conversation. */
	if (st->kind == HARK_COMMENT && p.parent == NULL)
		p.thread = page_of(t, it->link);
	p.author = p.name = it->author != NULL ? it->author : st->author;
	p.lang = it->lang != NULL ? it->lang : st->lang;
	p.url = it->link;
	p.visibility = cf->private_ ? HARK_PRIVATE : HARK_PUBLIC;
	p.text = it->html != NULL ? it->html :
	    it->text != NULL ? quoted(t, it->text) : "";
	/* A comment's title is only "Comment on ... by ...". */
	if (it->title != NULL && (st->kind != HARK_COMMENT || *p.text == '\0'))
		p.text = hark_format(t, "<p>%s</p>\n%s", it->title, p.text);
	t->core->post(t, sizeof(p), &p);
}

/* --- RSS ------------------------------------------------------------------ */

static void
rss_item(struct hark_task *t, const json_t *e)
{
	struct item it = {
		.id = value(t, e, NULL, "guid"),
		.title = value(t, e, NULL, "title"),
		.html = value(t, e, CONTENT, "encoded"),
		.author = value(t, e, DC, "creator"),
		.created = value(t, e, NULL, "pubDate"),
		.parent = attr(child(e, THR, "in-reply-to"), "ref"),
	};
	const json_t *c;
	size_t i;

	/* <atom:link> stands beside <link>. */
	json_array_foreach(json_object_get(e, "children"), i, c)
		if (is(str(c, "name"), "link") && !is(str(c, "ns"), ATOM) &&
		    it.link == NULL)
			it.link = trimmed(t, str(c, "text"));
	if (it.id == NULL)
		it.id = attr(e, RDF " about");
	if (it.html == NULL)
		it.html = value(t, e, NULL, "description");
	if (it.author == NULL)
		it.author = value(t, e, NULL, "author");
	if (it.created == NULL)
		it.created = value(t, e, DC, "date");
	report(t, &it);
}

static void
rss(struct hark_task *t, const json_t *root)
{
	struct state *st = t->state;
	const json_t *channel = child(root, NULL, "channel"), *c;
	/* RSS 1.0 has its items beside the channel. */
	const json_t *from = is(str(root, "name"), "RDF") ? root : channel;
	size_t i;

	st->lang = value(t, channel, NULL, "language");
	json_array_foreach(json_object_get(from, "children"), i, c)
		if (is(str(c, "name"), "item"))
			rss_item(t, c);
}

/* --- Atom ----------------------------------------------------------------- */

/* The words of XHTML; blocks become lines. */
static const char *
words(struct hark_task *t, const json_t *e, const char *so_far)
{
	const json_t *list = json_object_get(e, "children"), *c;
	const char *name = str(e, "name");
	size_t i;

	if (json_is_string(e))
		return hark_format(t, "%s%s", so_far, json_string_value(e));
	if (list == NULL && str(e, "text") != NULL)
		so_far = hark_format(t, "%s%s", so_far, str(e, "text"));
	json_array_foreach(list, i, c) {
		/* A hostile document must not grow with its square. */
		if (strlen(so_far) > 65536)
			break;
		so_far = words(t, c, so_far);
	}
	if (is(name, "p") || is(name, "br") || is(name, "li") ||
	    is(name, "div") || is(name, "blockquote"))
		so_far = hark_format(t, "%s\n", so_far);
	return so_far;
}

/* A text construct, as HTML. */
static const char *
atom_text(struct hark_task *t, const json_t *e)
{
	const char *type = attr(e, "type");

	if (e == NULL)
		return NULL;
	if (is(type, "xhtml"))
		return quoted(t, words(t, e, ""));
	if (str(e, "text") == NULL)
		return NULL;
	return is(type, "html") || is(type, "text/html") ? str(e, "text") :
	    quoted(t, str(e, "text"));
}

static const char *
atom_link(const json_t *e)
{
	const json_t *c;
	size_t i;

	json_array_foreach(json_object_get(e, "children"), i, c)
		if (is(str(c, "name"), "link") && is(str(c, "ns"), ATOM) &&
		    (attr(c, "rel") == NULL || is(attr(c, "rel"), "alternate")) &&
		    attr(c, "href") != NULL)
			return attr(c, "href");
	return NULL;
}

static void
atom_entry(struct hark_task *t, const json_t *e)
{
	const json_t *parent = child(e, THR, "in-reply-to");
	struct item it = {
		.id = value(t, e, ATOM, "id"),
		.link = atom_link(e),
		.title = atom_text(t, child(e, ATOM, "title")),
		.html = atom_text(t, child(e, ATOM, "content")),
		.author = value(t, child(e, ATOM, "author"), ATOM, "name"),
		.lang = attr(e, "xml:lang"),
		.parent = attr(parent, "ref"),
		.created = value(t, e, ATOM, "published"),
		.edited = value(t, e, ATOM, "updated"),
	};

	if (it.html == NULL)
		it.html = atom_text(t, child(e, ATOM, "summary"));
	report(t, &it);
}

static void
atom(struct hark_task *t, const json_t *root)
{
	struct state *st = t->state;
	const json_t *c;
	size_t i;

	st->lang = attr(root, "xml:lang");
	st->author = value(t, child(root, ATOM, "author"), ATOM, "name");
	json_array_foreach(json_object_get(root, "children"), i, c)
		if (is(str(c, "name"), "entry"))
			atom_entry(t, c);
}

/* --- JSON Feed ------------------------------------------------------------ */

static const char *
json_author(const json_t *o)
{
	const char *name = str(json_array_get(json_object_get(o, "authors"), 0),
	    "name");

	return name != NULL ? name : str(json_object_get(o, "author"), "name");
}

static void
json_feed(struct hark_task *t, const json_t *root)
{
	struct state *st = t->state;
	const json_t *list = json_object_get(root, "items"), *o, *id;
	size_t i;

	if (!json_is_array(list)) {
		hark_fail(t, HARK_E_PROTOCOL, "JSON, but no feed");
		return;
	}
	st->lang = str(root, "language");
	st->author = json_author(root);
	json_array_foreach(list, i, o) {
		struct item it = { .id = str(o, "id"), .link = str(o, "url"),
			.html = str(o, "content_html"),
			.text = str(o, "content_text"),
			.author = json_author(o), .lang = str(o, "language"),
			.created = str(o, "date_published"),
			.edited = str(o, "date_modified") };

		id = json_object_get(o, "id");
		if (json_is_integer(id))
			it.id = hark_format(t, "%lld",
			    (long long)json_integer_value(id));
		if (it.link == NULL)
			it.link = str(o, "external_url");
		if (it.text == NULL)
			it.text = str(o, "summary");
		if (str(o, "title") != NULL)
			it.title = quoted(t, str(o, "title"));
		report(t, &it);
	}
}

/* --- a task --------------------------------------------------------------- */

static void
start(struct hark_task *t, const struct hark_event *ev)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	const char *name, *url;
	unsigned flags = HARK_CONDITIONAL;

	if (ev->start.op != HARK_POLL) {
		hark_fail(t, HARK_E_CONFIG, "a feed cannot do that");
		return;
	}
	name = ev->start.feed->name;
	st->now = ev->now;
	st->since = ev->start.since;
	st->first = ev->start.cursor == NULL;
	if (is(name, "comments")) {
		st->kind = HARK_COMMENT;
		url = cf->comments;
	} else if (is(name, "own")) {
		st->kind = HARK_OWN;
		url = cf->own;
	} else {
		st->kind = HARK_FOUND;
		url = ev->start.argument;
		/* Anybody's: our password is not for them. */
		flags |= HARK_ANON;
	}
	if (url == NULL)
		hark_done(t);
	else
		hark_request(t, .url = url, .flags = flags);
}

static void
refused(struct hark_task *t, const struct hark_response *r)
{
	if (r->status == 401)
		hark_fail(t, HARK_E_AUTH, "the feed wants user and password");
	else if (r->status == 403)
		hark_fail(t, HARK_E_SCOPE, "the feed is not shown to us");
	else if (r->status == 410)
		hark_fail(t, HARK_E_GONE_ACCOUNT, "the feed is gone for good");
	else if (r->status == 404)
		hark_fail(t, HARK_E_CONFIG, "there is no feed at %s", r->url);
	else
		hark_fail(t, HARK_E_PROTOCOL, "status %d", r->status);
}

static void
answer(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const char *s = r->body, *name;
	const json_t *root;

	if (r->status == 304) {
		hark_done(t);
		return;
	}
	if (r->status < 200 || r->status > 299) {
		refused(t, r);
		return;
	}
	s += strncmp(s, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	s += strspn(s, " \t\r\n");
	if (*s == '{') {
		if ((root = hark_json(t, r)) == NULL)
			return;
		json_feed(t, root);
	} else {
		if ((root = hark_xml(t, r)) == NULL)
			return;
		name = str(root, "name");
		if (is(name, "rss") || is(name, "RDF"))
			rss(t, root);
		else if (is(name, "feed"))
			atom(t, root);
		else if (is(name, "html"))
			hark_fail(t, HARK_E_CONFIG, "%s is a page, not a feed",
			    r->url);
		else
			hark_fail(t, HARK_E_PROTOCOL, "XML, but no feed: <%.40s>",
			    name != NULL ? name : "");
	}
	if (st->first)
		hark_cursor(t, "1");
	hark_done(t);
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	if (ev->type == HARK_START)
		start(t, ev);
	else if (ev->type == HARK_RESPONSE)
		answer(t, &ev->response);
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

HARK_EXPORT extern const struct hark_plugin hark_plugin_feed;

const struct hark_plugin hark_plugin_feed = {
	.abi = HARK_ABI,
	.size = sizeof(struct hark_plugin),
	.name = "feed",
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
	.step = step,
};
