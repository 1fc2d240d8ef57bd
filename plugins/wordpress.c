/* SPDX-License-Identifier: ISC */

/*
 * wordpress - comments on a blog, through WordPress' own REST interface.
 *
 * A comment is "412", a post of the blog "post/88".  The cursor is the time of
 * the newest thing seen.  Each poll reads the newest page first, known or not:
 * comments keep the time of their writing when they are approved later.  Only
 * if that page does not reach back to the cursor, everything since is walked
 * over, oldest first, with some overlap:
 *
 *	- "after" is compared in the blog's own time, which repeats an hour a
 *	  year: so walks begin two hours early;
 *	- a comment deleted between two pages moves the next one up: so pages
 *	  overlap by ten.
 *
 * A wrong password is answered as if there was none, with 200 and what is
 * public; only context=edit is refused.  So that is what is asked for.
 */

#include <string.h>

#include "hark.h"

#define HEAD_POSTS	10
#define HEAD_COMMENTS	50
#define PAGE		100
#define STRIDE		90
#define MAX_PAGES	150
#define OVERLAP		INT64_C(7200000)
#define MAX_AUTHORS	1000		/* bytes */

struct config {
	const char *site;
	const char *user;
	const char *password;
};

/* What a response answers. */
enum tag {
	PROBE, PROBE_PLAIN, HEAD, WALK, ANCHOR, ROOT, ROOT_PAGE, BELOW, CHECKED,
	TARGET, REPLIED, TWIN
};

struct state {
	enum hark_op op;
	const char *base;		/* of the site, no slash at its end */
	const char *api;		/* what comes before "/wp/v2" */
	const char *feed;
	const char *me;			/* our user's number, or NULL */
	const char *authors;		/* of the blog's posts: ",1,7," */
	bool edit;			/* with a password */
	unsigned ask;			/* HARK_ANON in a scan */
	int64_t now, since;
	int64_t cursor, top;		/* 0: none */
	int64_t after;			/* of the walk */
	int64_t offset, pages;

	const char **ids;		/* of THREAD, CHECK */
	size_t n_ids, next;
	const char *post;		/* the number of a thread's post */
	const char *parent, *text;	/* REPLY */
};

/* What one page showed. */
struct page {
	size_t n;
	int64_t total;			/* -1: not told */
	int64_t oldest, newest;
};

/* --- small things --------------------------------------------------------- */

static const char *
str(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s != NULL && s[0] != '\0' ? s : NULL;
}

/* A positive number as text, or NULL. */
static const char *
num(struct hark_task *t, const json_t *o, const char *key)
{
	json_int_t n = json_integer_value(json_object_get(o, key));

	return n > 0 ? hark_format(t, "%lld", (long long)n) : NULL;
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
rendered(const json_t *o, const char *key)
{
	return str(json_object_get(o, key), "rendered");
}

static int64_t
order(const char *id)
{
	size_t n = strspn(id, "0123456789");

	return n > 0 && n <= 18 && id[n] == '\0' ? number(id) : 0;
}

/* The number in "post/88", or NULL. */
static const char *
post_of(const char *id)
{
	return strncmp(id, "post/", 5) == 0 && order(id + 5) > 0 ? id + 5 :
	    NULL;
}

/* --- answers that are none ------------------------------------------------ */

/* Broken sites print warnings before the JSON. */
static const char *
json_start(const char *s)
{
	if (*s == '[' || *s == '{')
		return s;
	for (; *s != '\0'; s++)
		if ((*s == '[' && (s[1] == '{' || s[1] == ']')) ||
		    (*s == '{' && (s[1] == '"' || s[1] == '}')))
			return s;
	return NULL;
}

/* The JSON in the answer; NULL if there is none. */
static json_t *
document(struct hark_task *t, const struct hark_response *r)
{
	const char *s = json_start(r->body);

	return s == NULL ? NULL :
	    t->core->json(t, s, r->len - (size_t)(s - r->body));
}

/* WordPress itself says that there is no such thing, not some proxy. */
static bool
gone(struct hark_task *t, const struct hark_response *r)
{
	const char *code;

	if (r->status != 404 && r->status != 410)
		return false;
	code = str(document(t, r), "code");
	return code != NULL && strstr(code, "invalid_id") != NULL;
}

static void
refused(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const json_t *o = document(t, r);
	const char *why = hark_format(t, "status %d", r->status);

	if (str(o, "message") != NULL)
		why = hark_format(t, "%s, \"%.200s\"", why, str(o, "message"));
	if (r->status == 401 && !st->edit)
		hark_fail(t, HARK_E_AUTH, "this blog shows nothing without a "
		    "password: %s", why);
	else if (r->status == 401)
		hark_fail(t, HARK_E_AUTH, "user or application password are "
		    "refused, or the web server drops them: %s", why);
	else if (r->status == 403 && hark_is(str(o, "code"),
	    "rest_forbidden_context"))
		hark_fail(t, HARK_E_SCOPE, "the user may not moderate comments; "
		    "it needs the role Editor: %s", why);
	else if (r->status == 403)
		hark_fail(t, HARK_E_SCOPE, "not allowed: %s", why);
	else if (r->status == 404 || r->status == 410)
		hark_fail(t, HARK_E_CONFIG, "%s does not have it: %s; is it a "
		    "WordPress blog, and is its REST interface on?",
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
	if (json_start(r->body) == NULL) {
		hark_fail(t, HARK_E_LATER, "a page instead of an answer; "
		    "maintenance, or a firewall?");
		return NULL;
	}
	return document(t, r);
}

/* --- comments and posts --------------------------------------------------- */

static bool
is_author(const struct state *st, const char *id)
{
	size_t n = strlen(id);

	for (const char *p = st->authors; p != NULL &&
	    (p = strstr(p, id)) != NULL; p++)
		if (p[-1] == ',' && p[n] == ',')
			return true;
	return false;
}

/* Who writes the blog's posts, speaks for it in comments, too. */
static void
add_author(struct hark_task *t, const char *id)
{
	struct state *st = t->state;
	const char *old = st->authors != NULL ? st->authors : ",";

	if (!is_author(st, id) && strlen(old) < MAX_AUTHORS)
		st->authors = hark_format(t, "%s%s,", old, id);
}

/* A guest is told by name and mail address, of which only a hash is kept. */
static const char *
guest(struct hark_task *t, const json_t *o)
{
	const struct state *st = t->state;
	const char *part[] = { st->base, str(o, "author_email"),
	    str(o, "author_name") };
	uint64_t h = UINT64_C(14695981039346656037);

	if (part[1] == NULL && part[2] == NULL)
		return NULL;
	/* Written as Lena one day and as lena m. the next. */
	for (size_t i = 0; i < (part[1] != NULL ? 2 : 3); i++)
		for (const char *p = part[i]; p != NULL && *p != '\0'; p++) {
			char c = *p >= 'A' && *p <= 'Z' ? *p + 32 : *p;

			h = (h ^ (unsigned char)c) * UINT64_C(1099511628211);
		}
	return hark_format(t, "guest/%016llx", (unsigned long long)h);
}

static enum hark_visibility
visibility(const char *status)
{
	if (hark_is(status, "approved") || hark_is(status, "approve") ||
	    hark_is(status, "publish"))
		return HARK_PUBLIC;
	/* Whoever moderates sees it, nobody else. */
	if (hark_is(status, "hold") || hark_is(status, "unapproved") ||
	    hark_is(status, "private"))
		return HARK_PRIVATE;
	return HARK_UNKNOWN;
}

static bool
removed(const char *status)
{
	return hark_is(status, "spam") || hark_is(status, "trash") ||
	    hark_is(status, "post-trashed");
}

/* Report a comment; ret is its id, or NULL if it is none. */
static const char *
comment(struct hark_task *t, const json_t *o, enum hark_kind kind, bool posted)
{
	const struct state *st = t->state;
	const char *id = num(t, o, "id"), *post = num(t, o, "post");
	const char *status = str(o, "status"), *type = str(o, "type");
	const char *author = num(t, o, "author");
	const char *const us[] = { st->me, NULL };
	struct hark_post p = { .id = id, .format = HARK_HTML, .kind = kind };

	if (id == NULL || post == NULL) {
		hark_odd(t, "a comment without %s", id == NULL ? "id" : "post");
		return NULL;
	}
	/* Pingbacks, and notes of editors among themselves. */
	if (type != NULL && !hark_is(type, "comment") && !hark_is(type, "review"))
		return NULL;
	if (removed(status)) {
		hark_post(t, .id = id, .flags = HARK_POST_DELETED);
		return id;
	}
	if (author == NULL)
		p.author = guest(t, o);
	else {
		p.author = author;
		if (hark_is(st->me, author))
			p.kind = HARK_OWN;
		else if (is_author(st, author)) {
			p.kind = HARK_OWN;
			p.flags |= HARK_POST_STAFF;
		}
	}
	/* No handle: guests call themselves what they like. */
	p.name = str(o, "author_name");
	p.visibility = visibility(status);
	p.thread = hark_format(t, "post/%s", post);
	p.parent = num(t, o, "parent");
	if (p.parent == NULL) {
		p.parent = p.thread;
		if (p.kind != HARK_OWN)
			p.addressed = us;
	}
	p.url = str(o, "link");
	p.text = rendered(o, "content");
	p.created = hark_time(t, str(o, "date_gmt"));
	if (posted)
		t->core->posted(t, &p);
	else
		t->core->post(t, sizeof(p), &p);
	return id;
}

/* Report a post of the blog. */
static const char *
own(struct hark_task *t, const json_t *o)
{
	struct state *st = t->state;
	const char *n = num(t, o, "id"), *author = num(t, o, "author");
	const char *title = rendered(o, "title"), *text = rendered(o, "content");
	const char *status = str(o, "status");
	struct hark_post p = { .format = HARK_HTML, .kind = HARK_OWN };
	bool locked = json_is_true(json_object_get(json_object_get(o,
	    "content"), "protected"));

	if (n == NULL) {
		hark_odd(t, "a post without id");
		return NULL;
	}
	p.id = hark_format(t, "post/%s", n);
	if (removed(status)) {
		hark_post(t, .id = p.id, .flags = HARK_POST_DELETED);
		return p.id;
	}
	if (author != NULL) {
		add_author(t, author);
		if (st->op == HARK_SCAN && st->me == NULL) {
			st->me = author;
			hark_self(t, author, st->base, st->base);
		}
	}
	p.thread = p.id;
	p.author = author;
	p.flags = HARK_POST_STAFF;
	p.visibility = locked ? HARK_PRIVATE : visibility(status);
	p.url = str(o, "link");
	p.text = hark_format(t, "<p>%s</p>\n%s", title != NULL ? title : "",
	    text != NULL ? text : "");
	p.created = hark_time(t, str(o, "date_gmt"));
	p.edited = hark_time(t, str(o, "modified_gmt"));
	if (p.edited <= p.created)
		p.edited = 0;
	t->core->post(t, sizeof(p), &p);
	return p.id;
}

/* --- asking --------------------------------------------------------------- */

static void
ask(struct hark_task *t, enum tag tag, const char *url)
{
	const struct state *st = t->state;

	hark_request(t, .url = url, .tag = (int)tag, .flags = st->ask);
}

#define COMMENT_FIELDS							\
	"id,post,parent,author,author_name,author_email,date_gmt,link,"	\
	"content,status,type"
#define POST_FIELDS							\
	"id,author,date_gmt,modified_gmt,link,title,content,status"

static const char *
where(struct hark_task *t, const char *path)
{
	const struct state *st = t->state;

	return hark_format(t, "%s%s/wp/v2/%s", st->base, st->api, path);
}

static void
ask_comment(struct hark_task *t, const char *id, enum tag tag)
{
	const struct state *st = t->state;

	ask(t, tag, hark_url(t, where(t, hark_format(t, "comments/%s",
	    hark_encode(t, id))), "context", st->edit ? "edit" : NULL,
	    "_fields", COMMENT_FIELDS));
}

static void
ask_post(struct hark_task *t, const char *type, const char *n, enum tag tag)
{
	ask(t, tag, hark_url(t, where(t, hark_format(t, "%s/%s", type, n)),
	    "_fields", POST_FIELDS));
}

/* A page of comments: of one post or parent, or since a time, or the newest. */
static void
ask_comments(struct hark_task *t, enum tag tag, const char *post, bool newest)
{
	const struct state *st = t->state;
	const char *after = post == NULL && !newest ? hark_date(t, st->after) :
	    NULL;

	ask(t, tag, hark_url(t, where(t, "comments"),
	    "context", st->edit ? "edit" : NULL,
	    "status", st->edit ? "all" : NULL, "post", post, "after", after,
	    "orderby", "date_gmt", "order", newest ? "desc" : "asc",
	    "per_page", hark_format(t, "%d", newest ? HEAD_COMMENTS : PAGE),
	    "offset", st->offset == 0 ? NULL :
		hark_format(t, "%lld", (long long)st->offset),
	    "_fields", COMMENT_FIELDS));
}

static void
ask_posts(struct hark_task *t, enum tag tag, bool newest)
{
	const struct state *st = t->state;

	ask(t, tag, hark_url(t, where(t, "posts"),
	    "modified_after", newest ? NULL : hark_date(t, st->after),
	    "orderby", "modified", "order", newest ? "desc" : "asc",
	    "per_page", hark_format(t, "%d", newest ? HEAD_POSTS : PAGE),
	    "offset", st->offset == 0 ? NULL :
		hark_format(t, "%lld", (long long)st->offset),
	    "_fields", POST_FIELDS));
}

static void
ask_page(struct hark_task *t, enum tag tag)
{
	const struct state *st = t->state;

	if (hark_is(st->feed, "own"))
		ask_posts(t, tag, tag == HEAD);
	else
		ask_comments(t, tag, NULL, tag == HEAD);
}

/* --- feeds ---------------------------------------------------------------- */

static int64_t
mark(const struct state *st)
{
	return st->cursor != 0 ? st->cursor : st->since;
}

/* Report what stands on a page; false: it is none, and the task has failed. */
static bool
read_page(struct hark_task *t, const struct hark_response *r, bool posts,
    struct page *pg)
{
	struct state *st = t->state;
	const json_t *list = parse(t, r), *o;
	const char *total = hark_header(t, "X-WP-Total");
	size_t i;

	if (list == NULL)
		return false;
	if (!json_is_array(list)) {
		hark_fail(t, HARK_E_PROTOCOL, "expected a list");
		return false;
	}
	*pg = (struct page){ .n = json_array_size(list),
		.total = total != NULL ? number(total) : -1 };
	st->pages++;
	json_array_foreach(list, i, o) {
		int64_t at = hark_time(t, str(o, posts ? "modified_gmt" :
		    "date_gmt"));

		if (at > 0 && (pg->oldest == 0 || at < pg->oldest))
			pg->oldest = at;
		/* A date may be set to anything, even to the next century. */
		if (at > pg->newest && at <= st->now)
			pg->newest = at;
		if (st->cursor == 0 && at > 0 && at < st->since &&
		    st->op != HARK_THREAD)
			continue;
		if (posts)
			own(t, o);
		else
			comment(t, o, st->op == HARK_THREAD ? HARK_CONTEXT :
			    HARK_COMMENT, false);
	}
	if (pg->newest > st->top)
		st->top = pg->newest;
	return true;
}

/* Is there another page after this one? */
static bool
more(struct hark_task *t, const struct page *pg)
{
	struct state *st = t->state;
	bool is_more = pg->total >= 0 ? st->offset + PAGE < pg->total :
	    pg->n >= PAGE;

	/* What the user may not see is cut out of a page after counting. */
	st->offset += STRIDE;
	return is_more && st->pages < MAX_PAGES;
}

static void
commit(struct hark_task *t, int64_t top)
{
	struct state *st = t->state;
	const char *known = hark_kept(t, "authors");

	if (st->authors != NULL && !hark_is(known, st->authors))
		hark_keep(t, "authors", st->authors);
	if (top == 0 && st->cursor == 0)
		top = st->now - OVERLAP;
	/* An unchanged poll must not write. */
	if (top <= st->cursor)
		return;
	st->cursor = top;
	hark_cursor(t, hark_format(t, "%lld", (long long)top));
}

static void
walk_start(struct hark_task *t)
{
	struct state *st = t->state;

	st->after = mark(st) - OVERLAP;
	st->offset = 0;
	ask_page(t, WALK);
}

static void
head(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	struct page pg;
	bool posts = hark_is(st->feed, "own");

	if (!read_page(t, r, posts, &pg))
		return;
	if ((pg.oldest != 0 && pg.oldest < mark(st)) || (pg.total >= 0 ?
	    (int64_t)pg.n >= pg.total :
	    pg.n < (posts ? HEAD_POSTS : HEAD_COMMENTS))) {
		commit(t, st->top);
		hark_done(t);
		return;
	}
	/* The newest are known already, but what lies below is not. */
	st->top = 0;
	walk_start(t);
}

static void
walk(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	struct page pg;
	bool posts = hark_is(st->feed, "own"), scan = st->op == HARK_SCAN;

	if (scan && !posts && (r->status == 401 || r->status == 403)) {
		hark_blind(t, "comments need a password here");
		hark_done(t);
		return;
	}
	if (!read_page(t, r, posts, &pg))
		return;
	if (!scan)
		commit(t, st->top);
	if (more(t, &pg)) {
		ask_page(t, WALK);
	} else if (scan && posts) {
		st->feed = "comments";
		walk_start(t);
	} else
		hark_done(t);
}

/* --- threads, edits, deletions -------------------------------------------- */

static void
ask_root(struct hark_task *t, const char *post)
{
	struct state *st = t->state;

	st->post = hark_copy(t, post);
	ask_post(t, "posts", st->post, ROOT);
}

static void
anchor(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const char *post;
	json_t *o;

	if (gone(t, r)) {
		hark_missing(t, st->ids[0]);
		hark_done(t);
		return;
	}
	if ((o = parse(t, r)) == NULL)
		return;
	if (comment(t, o, HARK_CONTEXT, false) == NULL ||
	    (post = num(t, o, "post")) == NULL)
		hark_done(t);
	else
		ask_root(t, post);
}

/* What is no post may be a page, or of a kind we do not know. */
static void
root(struct hark_task *t, const struct hark_response *r, bool page)
{
	struct state *st = t->state;
	json_t *o;

	if (r->status == 404 && !page) {
		ask_post(t, "pages", st->post, ROOT_PAGE);
		return;
	}
	if (hark_ok(r)) {
		if ((o = parse(t, r)) == NULL)
			return;
		own(t, o);
	} else if (gone(t, r) && post_of(st->ids[0]) != NULL) {
		hark_missing(t, st->ids[0]);
		hark_done(t);
		return;
	}
	ask_comments(t, BELOW, st->post, false);
}

static void
below(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	struct page pg;

	if (!read_page(t, r, false, &pg))
		return;
	if (more(t, &pg))
		ask_comments(t, BELOW, st->post, false);
	else
		hark_done(t);
}

static void
ask_next(struct hark_task *t)
{
	const struct state *st = t->state;
	const char *post;

	if (st->next == st->n_ids)
		hark_done(t);
	else if ((post = post_of(st->ids[st->next])) != NULL)
		ask_post(t, "posts", post, CHECKED);
	else
		ask_comment(t, st->ids[st->next], CHECKED);
}

static void
checked(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const char *id = st->ids[st->next];
	json_t *o;

	if (gone(t, r))
		hark_missing(t, id);
	else if ((o = parse(t, r)) == NULL)
		return;
	else if (post_of(id) != NULL)
		own(t, o);
	else
		comment(t, o, HARK_CONTEXT, false);
	st->next++;
	ask_next(t);
}

/* --- replies -------------------------------------------------------------- */

static bool
reply_start(struct hark_task *t, const struct hark_event *ev)
{
	struct state *st = t->state;

	if (ev->start.visibility != HARK_PUBLIC ||
	    ev->start.parent->visibility != HARK_PUBLIC) {
		hark_fail(t, HARK_E_CONFIG, "an answer on a blog is public, but "
		    "what it answers is not: approve that first");
		return false;
	}
	st->parent = hark_copy(t, ev->start.parent->id);
	st->text = hark_html(t, ev->start.text);
	return true;
}

static void
send(struct hark_task *t)
{
	const struct state *st = t->state;
	bool to_post = post_of(st->parent) != NULL;

	hark_request(t, .method = "POST", .tag = REPLIED,
	    .url = where(t, "comments"),
	    .type = "application/x-www-form-urlencoded",
	    .body = hark_url(t, "", "post", st->post, "parent",
		to_post ? NULL : st->parent, "content", st->text) + 1);
}

/* Is what shall be answered still there, and where? */
static void
reply(struct hark_task *t)
{
	struct state *st = t->state;
	const char *post = post_of(st->parent);

	if (post == NULL) {
		ask_comment(t, st->parent, TARGET);
		return;
	}
	st->post = post;
	send(t);
}

static void
target(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	json_t *o;

	if (gone(t, r)) {
		hark_fail(t, HARK_E_GONE_POST, "the comment to answer is gone");
		return;
	}
	if ((o = parse(t, r)) == NULL)
		return;
	if (visibility(str(o, "status")) != HARK_PUBLIC ||
	    (st->post = num(t, o, "post")) == NULL)
		hark_fail(t, HARK_E_GONE_POST, "the comment to answer is not "
		    "public any more");
	else
		send(t);
}

static void
replied(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const char *code = hark_ok(r) ? NULL : str(document(t, r), "code");
	json_t *o;

	if (r->status == 409 && st->me != NULL) {
		/* The same words under the same comment: it is out already. */
		ask(t, TWIN, hark_url(t, where(t, "comments"), "context",
		    "edit", "status", "all", "post", st->post, "parent",
		    post_of(st->parent) != NULL ? "0" : st->parent, "author",
		    st->me, "per_page", "100"));
	} else if (r->status == 409)
		hark_fail(t, HARK_E_PROTOCOL, "WordPress knows this answer "
		    "already");
	else if (hark_is(code, "rest_comment_closed"))
		hark_fail(t, HARK_E_CONFIG, "comments are closed there");
	else if (hark_is(code, "comment_flood"))
		hark_fail(t, HARK_E_LATER, "WordPress wants 15 seconds between "
		    "two comments of one user");
	else if (r->status == 400 || r->status == 413)
		hark_fail(t, HARK_E_CONFIG, "the answer is refused: status %d, "
		    "%s", r->status, code != NULL ? code : "no reason");
	else if ((o = parse(t, r)) != NULL) {
		if (comment(t, o, HARK_OWN, true) != NULL)
			hark_done(t);
		else
			hark_fail(t, HARK_E_PROTOCOL, "sent, but not shown");
	}
}

static void
twin(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	json_t *list = parse(t, r), *o;
	size_t i;

	if (list == NULL)
		return;
	json_array_foreach(list, i, o)
		if (hark_is(str(json_object_get(o, "content"), "raw"),
		    st->text) &&
		    comment(t, o, HARK_OWN, true) != NULL) {
			hark_done(t);
			return;
		}
	hark_fail(t, HARK_E_PROTOCOL, "WordPress knows this answer already, but "
	    "does not show it");
}

/* --- a task's beginning --------------------------------------------------- */

static void
run(struct hark_task *t)
{
	const struct state *st = t->state;
	const char *post;

	switch (st->op) {
	case HARK_POLL:
		ask_page(t, HEAD);
		break;
	case HARK_THREAD:
		if ((post = post_of(st->ids[0])) != NULL)
			ask_root(t, post);
		else
			ask_comment(t, st->ids[0], ANCHOR);
		break;
	case HARK_CHECK:
		ask_next(t);
		break;
	case HARK_REPLY:
		reply(t);
		break;
	case HARK_SCAN:
		hark_blind(t, "comments that wait for approval are not public");
		walk_start(t);
		break;
	case HARK_LOGIN:
	case HARK_PUSH:
	default:
		hark_fail(t, HARK_E_CONFIG, "wordpress cannot do that");
	}
}

/* Where is the interface, and who are we?  Blogs without pretty links, and
 * those whose web server does not know /wp-json, have it elsewhere. */
static void
ask_probe(struct hark_task *t, enum tag tag)
{
	struct state *st = t->state;

	st->api = tag == PROBE ? "/wp-json" : "/?rest_route=";
	if (st->edit)
		ask(t, tag, hark_url(t, where(t, "users/me"), "context", "edit",
		    "_fields", "id,name,link"));
	else
		ask(t, tag, hark_url(t, where(t, "types/post"), "_fields",
		    "slug"));
}

static void
probe(struct hark_task *t, const struct hark_response *r, bool plain)
{
	struct state *st = t->state;
	const char *id;
	json_t *o;

	/* The reason for a refusal is JSON where there is an interface. */
	if (json_start(r->body) == NULL && !plain && r->status != 429) {
		ask_probe(t, PROBE_PLAIN);
		return;
	}
	if (st->edit && r->status != 404) {
		if ((o = parse(t, r)) == NULL)
			return;
		/* Some blogs hide their users, even from themselves. */
		if ((id = num(t, o, "id")) != NULL) {
			st->me = hark_copy(t, id);
			hark_self(t, id, str(o, "name"), str(o, "link"));
			hark_keep(t, "id", id);
		}
	} else if (document(t, r) == NULL) {
		hark_fail(t, st->op == HARK_SCAN ? HARK_E_GONE_ACCOUNT :
		    HARK_E_CONFIG, "%s is no WordPress blog, or its REST "
		    "interface is off", st->base);
		return;
	}
	if (st->op != HARK_SCAN)
		hark_keep(t, "api", st->api);
	run(t);
}

/* Only whole sites: what a path means is for others to say. */
static bool
claims(const char *url)
{
	const char *p = strstr(url, "://");

	p = p != NULL ? p + 3 : "";
	p += strcspn(p, "/?#");
	return p[0] == '\0' ? p[-1] != '/' : p[0] == '/' && p[1] == '\0';
}

static void
start(struct hark_task *t, const struct hark_event *ev)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	const char *const *ids = ev->start.ids;
	const char *site = cf->site;
	size_t n;

	st->op = ev->start.op;
	st->now = ev->now;
	st->since = ev->start.since;
	st->edit = cf->password != NULL && st->op != HARK_SCAN;
	if (st->op == HARK_SCAN) {
		site = ev->start.url;
		st->feed = "own";
		st->ask = HARK_ANON;
	} else {
		st->api = hark_copy(t, hark_kept(t, "api"));
		st->me = hark_copy(t, hark_kept(t, "id"));
		st->authors = hark_copy(t, hark_kept(t, "authors"));
	}
	n = strlen(site);
	while (n > 0 && site[n - 1] == '/')
		n--;
	st->base = hark_format(t, "%.*s", (int)n, site);
	while (ids != NULL && ids[st->n_ids] != NULL)
		st->n_ids++;
	st->ids = hark_alloc(t, (st->n_ids + 1) * sizeof(*st->ids));
	for (size_t i = 0; i < st->n_ids; i++)
		st->ids[i] = hark_copy(t, ids[i]);
	if ((st->op == HARK_THREAD || st->op == HARK_CHECK) && st->n_ids == 0) {
		hark_done(t);
		return;
	}
	if (st->op == HARK_REPLY && !reply_start(t, ev))
		return;
	if (st->op == HARK_POLL) {
		st->feed = hark_copy(t, ev->start.feed->name);
		st->cursor = number(ev->start.cursor);
		if (st->cursor > st->now)
			st->cursor = st->now;
	}
	if (st->api == NULL || (st->edit && st->me == NULL))
		ask_probe(t, PROBE);
	else
		run(t);
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	const struct hark_response *r = &ev->response;

	if (ev->type == HARK_START) {
		start(t, ev);
		return;
	}
	if (ev->type != HARK_RESPONSE)
		return;
	switch ((enum tag)ev->tag) {
	case PROBE:
	case PROBE_PLAIN:
		probe(t, r, ev->tag == PROBE_PLAIN);
		break;
	case HEAD:
		head(t, r);
		break;
	case WALK:
		walk(t, r);
		break;
	case ANCHOR:
		anchor(t, r);
		break;
	case ROOT:
	case ROOT_PAGE:
		root(t, r, ev->tag == ROOT_PAGE);
		break;
	case BELOW:
		below(t, r);
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
	case TWIN:
		twin(t, r);
		break;
	}
}

/* --- what it is ----------------------------------------------------------- */

static bool
check(const void *config, char *err, size_t errlen)
{
	const struct config *cf = config;

	return hark_refuse((cf->user == NULL) == (cf->password == NULL) ?
	    NULL : "user and password belong together: set both, or none to "
	    "hear approved comments only", err, errlen);
}

static const struct hark_option options[] = {
	HARK_OPT_URL("site", struct config, site,
	    .flags = HARK_REQUIRED | HARK_REALM,
	    .help = "address of the blog"),
	HARK_OPT_STRING("user", struct config, user,
	    .help = "user who moderates comments there"),
	HARK_OPT_STRING("password", struct config, password,
	    .flags = HARK_SECRET,
	    .help = "name of the credential: an application password"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "comments", .interval = 300000,
	  .help = "comments, also those that wait for approval",
	  .sees = HARK_SEES_COMMENTS | HARK_SEES_THREADS | HARK_SEES_ANSWERS |
	      HARK_SEES_DELETIONS },
	{ .name = "own", .interval = 900000, .help = "posts of the blog",
	  .sees = HARK_SEES_OWN },
	{ .name = NULL }
};

static const char *const auth[] = {
	"Authorization: Basic {base64:user:password}", NULL
};

static const char *const reads[] = {
	"id", "post", "parent", "author", "author_name", "author_email",
	"date_gmt", "modified_gmt", "link", "content", "title", "rendered",
	"raw", "protected", "status", "type", "name", "code", "message", NULL
};

/* --- how a person lets us in ------------------------------------------------ */

static const struct hark_scope scopes[] = {
	{ .name = "moderate_comments", .lacks = HARK_WORDS("comments that wait "
	  "for approval are not heard: give this user the role Editor") },
	{ .name = "edit_posts", .lacks = HARK_WORDS("answers of others who "
	  "write there are not recognized: give this user the role Editor") },
	{ .name = NULL }
};

static const struct hark_consent consents[] = {
	{ .how = (const char *const[]){ HARK_WORDS("Log in to WordPress as the "
	    "user that this account names, open Users, Profile, and at its end "
	    "under Application Passwords write hark and press Add. The "
	    "password is shown once: copy it, with or without its spaces."),
	    NULL },
	  .page = "{site}/wp-admin/profile.php",
	  .asks = (const char *const[]){ "password", NULL },
	  .scopes = scopes,
	  .after = (const struct hark_visit[]){
		{ .url = "{site}/?rest_route=/wp/v2/users/me&context=edit",
		  .auth = (const char *const[]){
		  "Authorization: Basic {base64:user:password}", NULL },
		  .who = "/name", .scopes = "/capabilities" },
		{ .url = NULL } },
	  .gives = (const char *const[]){ "password=password", NULL } },
	{ .gives = NULL }
};

HARK_EXPORT extern const struct hark_plugin hark_plugin_wordpress;

const struct hark_plugin hark_plugin_wordpress = {
	.abi = HARK_ABI,
	.size = sizeof(struct hark_plugin),
	.name = "wordpress",
	.version = "1",
	.ops = HARK_CAN(HARK_POLL) | HARK_CAN(HARK_THREAD) |
	    HARK_CAN(HARK_CHECK) | HARK_CAN(HARK_REPLY) | HARK_CAN(HARK_SCAN),
	.feeds = feeds,
	.options = options,
	.auth = auth,
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	/* Small machines stand behind many blogs. */
	.interval = 2000,
	.burst = 20,
	.check = check,
	.claims = claims,
	.order = order,
	.step = step,
	.consents = consents,
};
