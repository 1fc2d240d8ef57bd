/* SPDX-License-Identifier: ISC */

/*
 * mastodon - Mastodon and the servers that speak its client API: GoToSocial,
 * Pleroma, Akkoma, Pixelfed, snac.
 *
 * Reading a feed means walking over pages.  The cursor is
 *
 *	TOP			everything up to TOP was seen
 *	TOP:BOTTOM:FLOOR	but not what lies between BOTTOM and FLOOR
 *
 * where each is an id, or "@" and a time in milliseconds where no id can be
 * compared.  A walk goes forwards from TOP (min_id) where the server can do
 * that; some take min_id for since_id or ignore it, so a full page is believed
 * only when nothing is found between it and TOP.  If something is, or if ids
 * have no order, it goes backwards (max_id), every page a commit point that
 * remembers the gap still open.  Whatever a page shows is reported, known or
 * not: servers list late arrivals in odd places, and seeing twice is harmless.
 */

#include <string.h>

#include "hark.h"

#define LIMIT "40"
/* No server's pages are smaller than this when there is more. */
#define FULL 15
/* Where only times can be compared, they overlap by so much. */
#define OVERLAP INT64_C(3600000)
#define SCAN_THREADS 100

struct config {
	const char *server;
	const char *token;
	const char *const *tags;
	const char *const *keywords;
	int64_t pages;
};

/* What a response answers. */
enum tag {
	VERIFY, INSTANCE, FORWARD, PROBE, BACKWARD, GAP, SEARCH, CONTEXT,
	STATUS, CHECKED, REPLIED, LOOKUP, PROFILE, THREADS
};

struct state {
	enum hark_op op;
	const char *base;		/* of the server, no slash at its end */
	const char *feed, *argument;
	const char *me;			/* our author id, if known */
	bool snac, pixelfed, gotosocial, vanilla;
	unsigned ask;			/* HARK_ANON in a scan */
	int64_t now, since, pages;

	/* The cursor, and what this walk has added above it. */
	const char *top, *bottom, *floor;
	const char *new_top, *new_bottom;
	const char *committed;

	const char **ids;		/* of THREAD, CHECK; of a scan's threads */
	size_t n_ids, next;
	const char *root;
	const char *parent, *text, *key, *visibility;	/* REPLY */
};

/* What one page showed. */
struct page {
	json_t *list;
	size_t n;
	const char *top, *bottom;
	int64_t newest;
	bool any_newer, reached;	/* compared with a mark */
};

/* --- small things --------------------------------------------------------- */

static const char *
str(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s != NULL && s[0] != '\0' ? s : NULL;
}

/* Ids are strings; old servers send numbers. */
static const char *
id_of(struct hark_task *t, const json_t *o, const char *key)
{
	json_t *v = json_object_get(o, key);

	if (json_is_integer(v))
		return hark_format(t, "%lld", (long long)json_integer_value(v));
	return str(o, key);
}

static const char *
copy(struct hark_task *t, const char *s)
{
	return s != NULL ? hark_format(t, "%s", s) : NULL;
}

/* As part of a path. */
static const char *
escape(struct hark_task *t, const char *s)
{
	return hark_url(t, "", "x", s) + strlen("?x=");
}

static int64_t
number(const char *s)
{
	int64_t n = 0;

	while (s != NULL && *s >= '0' && *s <= '9' && n < INT64_MAX / 10 - 1)
		n = n * 10 + (*s++ - '0');
	return n;
}

static bool
has(const char *s, const char *part)
{
	return s != NULL && strstr(s, part) != NULL;
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

/* --- ids and their order -------------------------------------------------- */

static int
digit(char c, int base)
{
	static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	const char *p;

	if (base == 32) {
		p = c != '\0' ? strchr(crockford, c) : NULL;
		return p != NULL ? (int)(p - crockford) : -1;
	}
	if (c >= '0' && c <= '9')
		return c - '0';
	if (base == 16)
		return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
	if (base == 62 && c >= 'A' && c <= 'Z')
		return c - 'A' + 10;
	if (base == 62 && c >= 'a' && c <= 'z')
		return c - 'a' + 36;
	return -1;
}

/* How many of the first n characters are digits of this base? */
static size_t
digits(const char *s, size_t n, int base)
{
	size_t i = 0;

	while (i < n && digit(s[i], base) >= 0)
		i++;
	return i;
}

static int64_t
value(const char *s, size_t n, int base)
{
	int64_t v = 0;

	for (size_t i = 0; i < n; i++)
		v = v * base + digit(s[i], base);
	return v;
}

/*
 * Snowflakes and serial numbers as they are; of ULIDs 48 bits of time and 15
 * more; of snac's ids the seconds and 29 bits of the hash; of Pleroma's flakes
 * the time and the sequence.  0: no order.
 */
static int64_t
order(const char *id)
{
	size_t n = strlen(id);
	unsigned __int128 flake = 0;
	int64_t ms;

	if (n == 0)
		return 0;
	if (digits(id, n, 10) == n)
		return n <= 18 || (n == 19 && strcmp(id,
		    "9223372036854775807") <= 0) ? value(id, n, 10) : 0;
	if (n == 26 && digits(id, n, 32) == n && id[0] <= '7')
		return value(id, 13, 32);
	if (n == 42 && digits(id, 10, 10) == 10 &&
	    digits(id + 10, 32, 16) == 32)
		return value(id, 10, 10) << 29 | value(id + 10, 8, 16) >> 3;
	if (n == 18 && digits(id, n, 62) == n) {
		for (size_t i = 0; i < n; i++)
			flake = flake * 62 + (unsigned)digit(id[i], 62);
		ms = (int64_t)(flake >> 64);
		/* Between 2010 and 2100, or it is something else. */
		if (ms > INT64_C(1262304000000) && ms < INT64_C(4102444800000))
			return ms << 16 | (int64_t)(flake & 0xffff);
	}
	return 0;
}

/* Can these two be compared?  Then longer is newer, or else greater is. */
static bool
alike(const char *a, const char *b)
{
	size_t la = strlen(a), lb = strlen(b);
	bool da = digits(a, la, 10) == la, db = digits(b, lb, 10) == lb;

	return order(a) != 0 && order(b) != 0 && da == db && (da || la == lb);
}

static bool
newer(const char *a, const char *b)
{
	size_t la = strlen(a), lb = strlen(b);

	return la != lb ? la > lb : strcmp(a, b) > 0;
}

/* Is the item (id, made at `created') newer than a mark? */
static bool
beyond(const char *id, int64_t created, const char *mark)
{
	if (mark[0] == '@')
		return created == 0 || created >= number(mark + 1);
	return alike(id, mark) ? newer(id, mark) : strcmp(id, mark) != 0;
}

/* --- posts ---------------------------------------------------------------- */

static const char *
handle(struct hark_task *t, const json_t *account)
{
	const struct state *st = t->state;
	const char *acct = str(account, "acct"), *url = str(account, "url");
	const char *host;

	if (acct == NULL || strchr(acct, '@') != NULL)
		return acct != NULL ? hark_format(t, "@%s", acct) : NULL;
	if (url == NULL || (host = strstr(url, "://")) == NULL)
		host = strstr(st->base, "://");
	if (host == NULL)
		return hark_format(t, "@%s", acct);
	host += 3;
	return hark_format(t, "@%s@%.*s", acct, (int)strcspn(host, ":/?#"),
	    host);
}

static enum hark_visibility
visibility(const struct state *st, const json_t *s)
{
	const char *v = str(s, "visibility");

	if (v == NULL)
		return HARK_UNKNOWN;
	if (strcmp(v, "public") == 0)
		return HARK_PUBLIC;
	if (strcmp(v, "unlisted") == 0)
		return HARK_UNLISTED;
	/* snac says "private" of direct messages, too. */
	if (strcmp(v, "private") == 0)
		return st->snac ? HARK_PRIVATE : HARK_FOLLOWERS;
	return strcmp(v, "direct") == 0 ? HARK_PRIVATE : HARK_UNKNOWN;
}

/* Does the HTML say anything besides mentions? */
static bool
wordless(const char *html)
{
	bool mention = false;

	for (; html != NULL && *html != '\0'; html++) {
		if (*html == '<') {
			html += strcspn(html, ">");
			if (*html == '\0')
				break;
		} else if (*html == ' ' || *html == '\n')
			mention = false;
		else if (*html == '@')
			mention = true;
		else if (!mention)
			return false;
	}
	return true;
}

/* Content warning, content and a poll's choices; else what a picture shows. */
static const char *
text(struct hark_task *t, const json_t *s, unsigned *flags)
{
	const char *warning = str(s, "spoiler_text"), *out;
	const char *content = str(s, "content");
	json_t *media = json_object_get(s, "media_attachments"), *o;
	size_t i;

	out = content != NULL ? content : "";
	if (warning != NULL)
		out = hark_format(t, "<p>%s</p>\n%s", quoted(t, warning), out);
	json_array_foreach(json_object_get(json_object_get(s, "poll"),
	    "options"), i, o)
		if (str(o, "title") != NULL)
			out = hark_format(t, "%s<p>%s</p>", out,
			    quoted(t, str(o, "title")));
	if (json_array_size(media) == 0 || !wordless(out))
		return out;
	*flags |= HARK_POST_MEDIA_ONLY;
	json_array_foreach(media, i, o)
		if (str(o, "description") != NULL)
			out = hark_format(t, "%s<p>%s</p>", out,
			    quoted(t, str(o, "description")));
	return out;
}

static const char *const *
addressed(struct hark_task *t, const json_t *s, bool us)
{
	const char *post = str(s, "id");
	const struct state *st = t->state;
	json_t *list = json_object_get(s, "mentions"), *m;
	const char **to = hark_alloc(t,
	    (json_array_size(list) + 2) * sizeof(*to));
	size_t n = 0, i;

	json_array_foreach(list, i, m) {
		const char *id = id_of(t, m, "id");

		/* snac, known by the length of its ids, only counts them. */
		if (id == NULL || (post != NULL && strlen(post) == 42))
			id = handle(t, m);
		if (id != NULL)
			to[n++] = id;
	}
	if (n == 0 && us && st->me != NULL)
		to[n++] = st->me;
	return to;
}

/* Report a status; ret is its id, or NULL if it is none. */
static const char *
status(struct hark_task *t, const json_t *s, enum hark_kind kind,
    const char *root, bool posted)
{
	const struct state *st = t->state;
	const char *id = id_of(t, s, "id"), *to;
	const json_t *own = s, *account = json_object_get(s, "account");
	struct hark_post p = { .id = id, .format = HARK_HTML };

	if (id == NULL || str(account, "acct") == NULL) {
		hark_odd(t, "a status without %s", id == NULL ? "id" : "author");
		return NULL;
	}
	/* Passed on: the words are another's, the act is theirs. */
	if (json_is_object(json_object_get(s, "reblog"))) {
		own = json_object_get(s, "reblog");
		p.flags |= HARK_POST_REPOST;
	}
	p.visibility = visibility(st, s);
	p.author = id_of(t, account, "id");
	to = id_of(t, s, "in_reply_to_account_id");
	if (st->me != NULL && p.author != NULL && strcmp(st->me, p.author) == 0)
		kind = HARK_OWN;
	else if (kind == HARK_MENTION && p.visibility <= HARK_PRIVATE)
		kind = HARK_MESSAGE;
	else if (kind == HARK_MENTION && to != NULL && st->me != NULL &&
	    strcmp(to, st->me) == 0)
		kind = HARK_COMMENT;
	p.kind = kind;
	p.text = text(t, own, &p.flags);
	if (json_is_object(json_object_get(own, "quote")))
		p.flags |= HARK_POST_QUOTE;
	if (json_is_true(json_object_get(s, "favourited")))
		p.flags |= HARK_POST_LIKED;
	if (json_is_true(json_object_get(account, "bot")))
		p.flags |= HARK_POST_AUTOMATIC;
	p.uri = str(s, "uri");
	p.url = str(own, "url") != NULL ? str(own, "url") : str(own, "uri");
	p.thread = root;
	p.parent = id_of(t, s, "in_reply_to_id");
	p.handle = handle(t, account);
	p.name = str(account, "display_name");
	p.lang = str(own, "language");
	p.addressed = addressed(t, s, kind == HARK_MENTION ||
	    kind == HARK_MESSAGE);
	p.created = hark_time(t, str(s, "created_at"));
	p.edited = hark_time(t, str(own, "edited_at"));
	if (posted)
		t->core->posted(t, &p);
	else
		t->core->post(t, sizeof(p), &p);
	return id;
}

/* --- answers that are none ------------------------------------------------ */

/* What went wrong, in the server's words if it has some. */
static const char *
reason(struct hark_task *t, const struct hark_response *r)
{
	const char *why = r->body[0] == '{' && strstr(r->type, "json") != NULL ?
	    str(hark_json(t, r), "error") : NULL;

	return why == NULL ? hark_format(t, "status %d", r->status) :
	    hark_format(t, "status %d, \"%s\"", r->status, why);
}

static bool
ok(const struct hark_response *r)
{
	return r->status >= 200 && r->status < 300;
}

static void
refused(struct hark_task *t, const struct hark_response *r)
{
	const char *why = reason(t, r);

	if (r->status == 401 || (r->status == 422 && has(why, "authenticated")))
		hark_fail(t, HARK_E_AUTH, "the token is refused: %s", why);
	else if (r->status == 403)
		hark_fail(t, HARK_E_SCOPE, "not allowed: %s", why);
	else if (r->status == 410)
		hark_fail(t, HARK_E_GONE_ACCOUNT, "gone: %s", why);
	else if (r->status == 404)
		hark_fail(t, HARK_E_CONFIG,
		    "%s is not there: %s; is it a Mastodon server?", r->url, why);
	else
		hark_fail(t, HARK_E_PROTOCOL, "%s", why);
}

/* The JSON of a good answer; NULL, and the task has failed, if it is none. */
static json_t *
parse(struct hark_task *t, const struct hark_response *r)
{
	if (!ok(r)) {
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

/* --- feeds ---------------------------------------------------------------- */

static void
ask_page(struct hark_task *t, enum tag tag, const char *min, const char *max)
{
	const struct state *st = t->state;
	const struct config *cf = t->config;
	const char *url;

	if (tag != PROBE && st->pages >= cf->pages) {
		hark_done(t);
		return;
	}
	if (strcmp(st->feed, "mentions") == 0)
		url = hark_url(t,
		    hark_format(t, "%s/api/v1/notifications", st->base),
		    "types[]", "mention",
		    "types[]", st->vanilla ? "quote" : NULL,
		    "types[]", st->vanilla ? "update" : NULL,
		    "types[]", st->gotosocial ? "pending.reply" : NULL,
		    "min_id", min, "max_id", max, "limit", LIMIT);
	else if (strcmp(st->feed, "own") == 0)
		url = hark_url(t, hark_format(t, "%s/api/v1/accounts/%s/statuses",
		    st->base, escape(t, st->me)), "exclude_reblogs", "true",
		    "min_id", min, "max_id", max, "limit", LIMIT);
	else
		url = hark_url(t, hark_format(t, "%s/api/v1/timelines/tag/%s",
		    st->base, escape(t, st->argument)), "min_id", min,
		    "max_id", max, "limit", LIMIT);
	/* Only the newest page stands under the same address every time. */
	hark_request(t, .url = url, .tag = (int)tag,
	    .flags = min == NULL && max == NULL ? HARK_CONDITIONAL : 0);
}

static void
commit(struct hark_task *t, bool walking)
{
	struct state *st = t->state;
	const char *c;

	if (walking)
		c = hark_format(t, "%s:%s:%s", st->new_top, st->new_bottom,
		    st->bottom != NULL ? st->floor : st->top);
	else if (st->bottom != NULL)
		c = hark_format(t, "%s:%s:%s", st->top, st->bottom, st->floor);
	else
		c = st->top;
	/* An unchanged poll must not write. */
	if (st->committed != NULL && strcmp(c, st->committed) == 0)
		return;
	st->committed = c;
	hark_cursor(t, c);
}

static bool
notice(struct hark_task *t, const json_t *n)
{
	const char *type = str(n, "type");
	const json_t *s = json_object_get(n, "status");

	if (type == NULL)
		return false;
	/* Servers that do not filter send other things; so may the future. */
	if (strcmp(type, "mention") == 0 || strcmp(type, "quote") == 0 ||
	    strcmp(type, "pending.reply") == 0)
		status(t, s, HARK_MENTION, NULL, false);
	else if (strcmp(type, "update") == 0)
		status(t, s, HARK_CONTEXT, NULL, false);
	return true;
}

/* Report what stands on a page, and compare it with a mark. */
static bool
read_page(struct hark_task *t, const struct hark_response *r, const char *mark,
    enum hark_kind kind, struct page *pg)
{
	struct state *st = t->state;
	json_t *list = parse(t, r), *o;
	bool strange = false;
	size_t i;

	*pg = (struct page){ .list = list };
	if (list == NULL)
		return false;
	if (!json_is_array(list)) {
		hark_fail(t, HARK_E_PROTOCOL, "expected a list of posts");
		return false;
	}
	st->pages++;
	pg->n = json_array_size(list);
	json_array_foreach(list, i, o) {
		const char *id = id_of(t, o, "id");
		int64_t created = hark_time(t, str(o, "created_at"));

		/* Nothing that would not fit into a cursor. */
		if (id == NULL || strchr(id, ':') != NULL || id[0] == '@' ||
		    strlen(id) > 500) {
			hark_odd(t, "item %zu has no id", i);
			continue;
		}
		if (kind != HARK_MENTION)
			status(t, o, kind, NULL, false);
		else if (!notice(t, o))
			hark_odd(t, "notification %s has no type", id);
		if (pg->top == NULL || (alike(id, pg->top) && newer(id, pg->top)))
			pg->top = copy(t, id);
		if (pg->bottom == NULL || !alike(id, pg->bottom) ||
		    newer(pg->bottom, id))
			pg->bottom = copy(t, id);
		if (created > pg->newest)
			pg->newest = created;
		if (!beyond(id, created, mark))
			pg->reached = true;
		else if (mark[0] == '@' || alike(id, mark))
			pg->any_newer = true;
		else
			strange = true;
	}
	/* A few that cannot be compared prove nothing, a whole page does. */
	if (!pg->reached)
		pg->any_newer |= strange;
	return true;
}

/* Nothing new is left: close the old gap, or end. */
static void
walk_end(struct hark_task *t)
{
	struct state *st = t->state;

	if (st->new_top != NULL)
		st->top = st->new_top;
	else if (st->top[0] == '@' && number(st->top + 1) < st->now - OVERLAP)
		st->top = hark_format(t, "@%lld", (long long)(st->now - OVERLAP));
	commit(t, false);
	if (st->bottom != NULL)
		ask_page(t, GAP, NULL, st->bottom);
	else
		hark_done(t);
}

/* The newest of what this walk found, in a form the next one can use. */
static void
walk_top(struct hark_task *t, const struct page *pg)
{
	struct state *st = t->state;

	if (st->new_top != NULL || pg->top == NULL)
		return;
	if (order(pg->top) != 0)
		st->new_top = pg->top;
	else
		st->new_top = hark_format(t, "@%lld", (long long)
		    ((pg->newest != 0 && pg->newest < st->now ? pg->newest :
		    st->now) - OVERLAP));
}

/* No further down: the end, the mark, or a server that goes in circles. */
static bool
at_bottom(const struct page *pg, const char *asked)
{
	return pg->bottom == NULL || pg->reached || (asked != NULL &&
	    (alike(pg->bottom, asked) ? !newer(asked, pg->bottom) :
	    strcmp(pg->bottom, asked) == 0));
}

static enum hark_kind
feed_kind(const struct state *st)
{
	return strcmp(st->feed, "mentions") == 0 ? HARK_MENTION :
	    strcmp(st->feed, "own") == 0 ? HARK_OWN : HARK_FOUND;
}

static void
forward(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	struct page pg;

	if (!read_page(t, r, st->top, feed_kind(st), &pg))
		return;
	if (!pg.any_newer) {
		/* A foreign id may have fetched the oldest page there is. */
		if (pg.top != NULL && strcmp(pg.top, st->top) != 0)
			ask_page(t, BACKWARD, NULL, NULL);
		else
			walk_end(t);
		return;
	}
	walk_top(t, &pg);
	if (pg.reached || pg.n < FULL) {
		walk_end(t);
		return;
	}
	st->new_bottom = pg.bottom;
	commit(t, true);
	ask_page(t, PROBE, st->top, st->new_bottom);
}

/* Is there anything between a full page and where we came from? */
static void
backward(struct hark_task *t, const struct hark_response *r, bool probe)
{
	struct state *st = t->state;
	const char *asked = st->new_bottom;
	struct page pg;

	if (r->status == 304) {
		walk_end(t);
		return;
	}
	if (!read_page(t, r, st->top, feed_kind(st), &pg))
		return;
	if (probe && !pg.any_newer && !pg.reached) {
		st->top = st->new_top;
		st->new_top = NULL;
		st->new_bottom = NULL;
		commit(t, false);
		ask_page(t, FORWARD, st->top, NULL);
		return;
	}
	walk_top(t, &pg);
	if (at_bottom(&pg, asked)) {
		walk_end(t);
		return;
	}
	st->new_bottom = pg.bottom;
	commit(t, true);
	ask_page(t, BACKWARD, NULL, st->new_bottom);
}

static void
gap(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	struct page pg;

	if (!read_page(t, r, st->floor, feed_kind(st), &pg))
		return;
	if (at_bottom(&pg, st->bottom)) {
		st->bottom = st->floor = NULL;
		commit(t, false);
		hark_done(t);
		return;
	}
	st->bottom = pg.bottom;
	commit(t, false);
	ask_page(t, GAP, NULL, st->bottom);
}

/* Search answers by relevance: one page, and the store knows what is new. */
static void
search(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	json_t *o, *found;
	size_t i;

	if (r->status == 304) {
		hark_done(t);
		return;
	}
	if ((found = parse(t, r)) == NULL)
		return;
	json_array_foreach(json_object_get(found, "statuses"), i, o)
		status(t, o, HARK_FOUND, NULL, false);
	hark_cursor(t, hark_format(t, "@%lld", (long long)st->now));
	hark_done(t);
}

/* Take the cursor apart.  One that is none of ours is as good as none. */
static void
resume(struct hark_task *t)
{
	struct state *st = t->state;
	char *bottom, *floor;

	if (st->top == NULL || (bottom = strchr(st->top, ':')) == NULL)
		return;
	*bottom++ = '\0';
	if ((floor = strchr(bottom, ':')) == NULL || floor == bottom ||
	    floor[1] == '\0' || st->top[0] == '\0') {
		st->top = NULL;
		return;
	}
	*floor++ = '\0';
	st->bottom = bottom;
	st->floor = floor;
}

static void
poll(struct hark_task *t)
{
	const struct config *cf = t->config;
	struct state *st = t->state;

	if (cf->token == NULL && strcmp(st->feed, "tag") != 0) {
		hark_fail(t, HARK_E_CONFIG, "\"%s\" needs a token", st->feed);
		return;
	}
	if (strcmp(st->feed, "search") == 0) {
		hark_request(t, .tag = SEARCH, .flags = HARK_CONDITIONAL,
		    .url = hark_url(t,
		    hark_format(t, "%s/api/v2/search", st->base), "q",
		    st->argument, "type", "statuses", "limit", LIMIT));
		return;
	}
	resume(t);
	if (st->top == NULL)
		st->top = hark_format(t, "@%lld", (long long)st->since);
	/* Posts of others come late and out of order: always the newest page. */
	if (order(st->top) != 0 && strcmp(st->feed, "tag") != 0)
		ask_page(t, FORWARD, st->top, NULL);
	else
		ask_page(t, BACKWARD, NULL, NULL);
}

/* --- threads and single posts --------------------------------------------- */

static void
ask_context(struct hark_task *t, const char *id, enum tag tag)
{
	const struct state *st = t->state;

	hark_request(t, .tag = (int)tag, .flags = st->ask,
	    .url = hark_format(t, "%s/api/v1/statuses/%s/context", st->base,
	    escape(t, id)));
}

static void
ask_status(struct hark_task *t, const char *id, enum tag tag)
{
	const struct state *st = t->state;

	hark_request(t, .tag = (int)tag, .url = hark_format(t,
	    "%s/api/v1/statuses/%s", st->base, escape(t, id)));
}

static bool
seen(const struct state *st, const char *id)
{
	for (size_t i = 0; i < st->n_ids; i++)
		if (strcmp(st->ids[i], id) == 0)
			return true;
	return false;
}

/* Everything around the post `id'; its root, if the server shows it. */
static const char *
context(struct hark_task *t, const json_t *c, const char *id)
{
	struct state *st = t->state;
	json_t *up = json_object_get(c, "ancestors"), *o;
	json_t *down = json_object_get(c, "descendants");
	const char *root = json_array_size(up) == 0 ? id :
	    id_of(t, json_array_get(up, 0), "id");
	size_t i;

	root = copy(t, root);
	json_array_foreach(up, i, o)
		status(t, o, HARK_CONTEXT, root, false);
	json_array_foreach(down, i, o) {
		const char *below = status(t, o, HARK_CONTEXT, root, false);

		/* Pixelfed shows one floor at a time. */
		if (below != NULL && st->pixelfed && json_integer_value(
		    json_object_get(o, "replies_count")) > 0)
			hark_want(t, HARK_THREAD, below);
	}
	if (st->op == HARK_SCAN && json_array_size(down) >= 60)
		hark_blind(t, "a thread is cut after %zu replies",
		    json_array_size(down));
	return root;
}

static void
thread(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	json_t *c;

	if (ok(r)) {
		if ((c = parse(t, r)) == NULL)
			return;
		st->root = context(t, c, st->ids[0]);
	} else if (r->status != 404 && r->status != 410) {
		refused(t, r);
		return;
	}
	ask_status(t, st->ids[0], STATUS);
}

static void
one(struct hark_task *t, const struct hark_response *r, const char *root)
{
	struct state *st = t->state;
	json_t *s;

	if (r->status == 404 || r->status == 410)
		hark_missing(t, st->ids[st->next]);
	else if ((s = parse(t, r)) == NULL)
		return;
	else
		status(t, s, HARK_CONTEXT, root, false);
	if (++st->next < st->n_ids)
		ask_status(t, st->ids[st->next], CHECKED);
	else
		hark_done(t);
}

/* --- replies -------------------------------------------------------------- */

static bool
same_letter(char a, char b)
{
	if (a >= 'A' && a <= 'Z')
		a += 'a' - 'A';
	if (b >= 'A' && b <= 'Z')
		b += 'a' - 'A';
	return a == b;
}

/* Without the name in the text the server tells nobody. */
static bool
names(const char *s, const char *who)
{
	size_t n = strlen(who), i;

	for (; *s != '\0'; s++) {
		for (i = 0; i < n && s[i] != '\0' && same_letter(s[i], who[i]); i++)
			;
		/* "@anna@example" is not named by "@anna@example.org". */
		if (i == n && digit(s[n], 62) < 0 && s[n] != '-' &&
		    s[n] != '_' && s[n] != '@' &&
		    !(s[n] == '.' && digit(s[n + 1], 62) >= 0))
			return true;
	}
	return false;
}

static void
reply_start(struct hark_task *t, const struct hark_event *ev)
{
	struct state *st = t->state;
	const struct hark_post *p = ev->start.parent;
	enum hark_visibility v = ev->start.visibility;

	if (p->visibility < v)
		v = p->visibility;
	st->visibility = v == HARK_PUBLIC ? "public" : v == HARK_UNLISTED ?
	    "unlisted" : v == HARK_FOLLOWERS ? "private" : "direct";
	st->parent = copy(t, p->id);
	st->key = copy(t, ev->start.key);
	st->text = p->handle == NULL || names(ev->start.text, p->handle) ?
	    copy(t, ev->start.text) :
	    hark_format(t, "%s %s", p->handle, ev->start.text);
}

static void
reply(struct hark_task *t)
{
	const struct state *st = t->state;

	hark_request(t, .method = "POST", .tag = REPLIED,
	    .url = hark_format(t, "%s/api/v1/statuses", st->base),
	    .headers = (const char *const[]){ st->key == NULL ? NULL :
		hark_format(t, "Idempotency-Key: %s", st->key), NULL },
	    .type = "application/x-www-form-urlencoded",
	    .body = hark_url(t, "", "status", st->text, "in_reply_to_id",
		st->parent, "visibility", st->visibility) + 1,
	    /* Others read the key and forget it. */
	    .flags = st->vanilla && st->key != NULL ? HARK_IDEMPOTENT : 0);
}

static void
replied(struct hark_task *t, const struct hark_response *r)
{
	json_t *s;

	if (r->status == 404 || r->status == 410)
		hark_fail(t, HARK_E_GONE_POST, "the post to answer is gone: %s",
		    reason(t, r));
	else if (r->status == 422 || r->status == 413)
		hark_fail(t, HARK_E_CONFIG, "the reply is refused: %s",
		    reason(t, r));
	else if ((s = parse(t, r)) != NULL) {
		if (status(t, s, HARK_OWN, NULL, true) != NULL)
			hark_done(t);
		else
			hark_fail(t, HARK_E_PROTOCOL, "sent, but not shown");
	}
}

/* --- public profiles ------------------------------------------------------ */

/* A letter or digit, or one of these. */
static bool
letter(char c, const char *others)
{
	return digit(c, 62) >= 0 || (c != '\0' && strchr(others, c) != NULL);
}

/* The name in a profile's address: /@name, /users/name, /name; its length. */
static size_t
profile(const char *url, const char **name)
{
	const char *p = strncmp(url, "https://", 8) == 0 ? url + 8 :
	    strncmp(url, "http://", 7) == 0 ? url + 7 : "";
	size_t n;

	for (n = 0; letter(p[n], "-.:[]"); n++)
		;
	if (n == 0 || p[n] != '/')
		return 0;
	p += n + 1;
	if (strncmp(p, "users/", 6) == 0)
		p += 6;
	else if (*p == '@')
		p++;
	for (n = 0; letter(p[n], "_-.@"); n++)
		;
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
scan(struct hark_task *t, const char *url)
{
	struct state *st = t->state;
	const char *name, *host = strstr(url, "://");
	size_t n = profile(url, &name);

	if (n == 0 || host == NULL) {
		hark_fail(t, HARK_E_CONFIG, "%s is no profile's address", url);
		return;
	}
	host += 3;
	st->ask = HARK_ANON;
	st->base = hark_format(t, "%.*s",
	    (int)(host - url + (long)strcspn(host, "/?#")), url);
	st->ids = hark_alloc(t, SCAN_THREADS * sizeof(*st->ids));
	hark_request(t, .flags = HARK_ANON, .tag = LOOKUP, .url = hark_url(t,
	    hark_format(t, "%s/api/v1/accounts/lookup", st->base), "acct",
	    hark_format(t, "%.*s", (int)n, name)));
}

static void
ask_profile(struct hark_task *t)
{
	const struct state *st = t->state;

	hark_request(t, .flags = HARK_ANON, .tag = PROFILE, .url = hark_url(t,
	    hark_format(t, "%s/api/v1/accounts/%s/statuses", st->base,
	    escape(t, st->me)), "exclude_reblogs", "true", "max_id",
	    st->new_bottom, "limit", LIMIT));
}

static void
lookup(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const char *id;
	json_t *a;

	if (r->status == 404 || r->status == 410) {
		hark_fail(t, HARK_E_GONE_ACCOUNT, "nobody of that name there");
		return;
	}
	if (r->status == 401 || r->status == 403) {
		hark_fail(t, HARK_E_AUTH,
		    "this server shows nothing without a token");
		return;
	}
	if ((a = parse(t, r)) == NULL)
		return;
	if ((id = id_of(t, a, "id")) == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "a profile without id");
		return;
	}
	st->me = copy(t, id);
	hark_self(t, st->me, handle(t, a), str(a, "url"));
	hark_blind(t, "what others write to the account outside its own "
	    "threads needs a token");
	ask_profile(t);
}

/* The next thread that is worth reading, or the end. */
static void
scan_thread(struct hark_task *t)
{
	struct state *st = t->state;

	if (st->next < st->n_ids)
		ask_context(t, st->ids[st->next++], THREADS);
	else
		hark_done(t);
}

static void
profile_page(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const char *since = hark_format(t, "@%lld", (long long)st->since);
	struct page pg;
	json_t *o;
	size_t i;

	if (r->status == 401 || r->status == 403) {
		hark_blind(t, "posts need a token here");
		hark_done(t);
		return;
	}
	if (!read_page(t, r, since, HARK_OWN, &pg))
		return;
	json_array_foreach(pg.list, i, o) {
		const char *id = id_of(t, o, "id");

		if (id == NULL || seen(st, id) ||
		    (id_of(t, o, "in_reply_to_id") == NULL &&
		    json_integer_value(json_object_get(o, "replies_count")) == 0))
			continue;
		if (st->n_ids == SCAN_THREADS) {
			hark_blind(t, "only %d threads were read", SCAN_THREADS);
			break;
		}
		st->ids[st->n_ids++] = copy(t, id);
	}
	if (st->n_ids < SCAN_THREADS && st->pages < 20 &&
	    !at_bottom(&pg, st->new_bottom)) {
		st->new_bottom = pg.bottom;
		ask_profile(t);
	} else
		scan_thread(t);
}

static void
scanned_thread(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	json_t *c;

	if (r->status == 401 || r->status == 403) {
		hark_blind(t, "replies need a token here");
		hark_done(t);
		return;
	}
	if (ok(r)) {
		if ((c = parse(t, r)) == NULL)
			return;
		context(t, c, st->ids[st->next - 1]);
	}
	scan_thread(t);
}

/* --- a task's beginning --------------------------------------------------- */

static void
begin(struct hark_task *t)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	const char *version = hark_kept(t, "version");

	st->me = hark_kept(t, "id");
	if (st->me == NULL && cf->token != NULL) {
		hark_request(t, .tag = VERIFY, .url = hark_format(t,
		    "%s/api/v1/accounts/verify_credentials", st->base));
		return;
	}
	if (version == NULL) {
		hark_request(t, .tag = INSTANCE, .url = hark_format(t,
		    "%s/api/v1/instance", st->base));
		return;
	}
	/* "4.3.1", "2.7.2 (compatible; Pleroma x)", "0.17.3+git-b6c1a1b". */
	st->snac = has(version, "snac/");
	st->pixelfed = has(version, "Pixelfed");
	st->vanilla = number(version) >= 2 && !has(version, "(");
	st->gotosocial = number(version) < 2 && !has(version, "(");
	switch (st->op) {
	case HARK_POLL:
		poll(t);
		break;
	case HARK_THREAD:
		ask_context(t, st->ids[0], CONTEXT);
		break;
	case HARK_CHECK:
		ask_status(t, st->ids[0], CHECKED);
		break;
	case HARK_REPLY:
		reply(t);
		break;
	case HARK_LOGIN:
	case HARK_SCAN:
	default:
		hark_fail(t, HARK_E_CONFIG, "mastodon cannot do that");
	}
}

static void
verify(struct hark_task *t, const struct hark_response *r)
{
	json_t *a = parse(t, r);
	const char *id;

	if (a == NULL)
		return;
	if ((id = id_of(t, a, "id")) == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "an account without id");
		return;
	}
	hark_self(t, id, handle(t, a), str(a, "url"));
	hark_keep(t, "id", id);
	begin(t);
}

/* A server that does not say what it is, is nothing in particular. */
static void
instance(struct hark_task *t, const struct hark_response *r)
{
	json_t *i = ok(r) && strstr(r->type, "json") != NULL ?
	    hark_json(t, r) : NULL;
	const char *version = str(i, "version");

	hark_keep(t, "version", version != NULL ? version : "(unknown)");
	begin(t);
}

static void
start(struct hark_task *t, const struct hark_event *ev)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	const char *const *ids = ev->start.ids;
	size_t n;

	st->op = ev->start.op;
	st->now = ev->now;
	st->since = ev->start.since;
	if (st->op == HARK_SCAN) {
		scan(t, ev->start.url);
		return;
	}
	n = strlen(cf->server);
	while (n > 0 && cf->server[n - 1] == '/')
		n--;
	st->base = hark_format(t, "%.*s", (int)n, cf->server);
	while (ids != NULL && ids[st->n_ids] != NULL)
		st->n_ids++;
	st->ids = hark_alloc(t, (st->n_ids + 1) * sizeof(*st->ids));
	for (size_t i = 0; i < st->n_ids; i++)
		st->ids[i] = copy(t, ids[i]);
	if ((st->op == HARK_THREAD || st->op == HARK_CHECK) && st->n_ids == 0) {
		hark_done(t);
		return;
	}
	if (st->op == HARK_REPLY)
		reply_start(t, ev);
	if (st->op == HARK_POLL) {
		st->feed = copy(t, ev->start.feed->name);
		st->argument = copy(t, ev->start.argument);
		st->top = copy(t, ev->start.cursor);
		st->committed = copy(t, ev->start.cursor);
		if (st->argument != NULL && st->argument[0] == '#')
			st->argument++;
	}
	begin(t);
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	const struct hark_response *r = &ev->response;
	const struct state *st = t->state;
	const char *left;

	if (ev->type == HARK_START) {
		start(t, ev);
		return;
	}
	if (ev->type != HARK_RESPONSE)
		return;
	if ((left = hark_header(t, "X-RateLimit-Remaining")) != NULL)
		hark_quota(t, number(left),
		    hark_time(t, hark_header(t, "X-RateLimit-Reset")));
	switch ((enum tag)ev->tag) {
	case VERIFY:
		verify(t, r);
		break;
	case INSTANCE:
		instance(t, r);
		break;
	case FORWARD:
		forward(t, r);
		break;
	case PROBE:
	case BACKWARD:
		backward(t, r, ev->tag == PROBE);
		break;
	case GAP:
		gap(t, r);
		break;
	case SEARCH:
		search(t, r);
		break;
	case CONTEXT:
		thread(t, r);
		break;
	case STATUS:
		one(t, r, st->root);
		break;
	case CHECKED:
		one(t, r, NULL);
		break;
	case REPLIED:
		replied(t, r);
		break;
	case LOOKUP:
		lookup(t, r);
		break;
	case PROFILE:
		profile_page(t, r);
		break;
	case THREADS:
		scanned_thread(t, r);
		break;
	}
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

static const char *const auth[] = { "Authorization: Bearer {token}", NULL };

static const char *const reads[] = {
	"id", "type", "status", "account", "acct", "display_name", "bot", "uri",
	"url", "created_at", "edited_at", "in_reply_to_id",
	"in_reply_to_account_id", "visibility", "language", "content",
	"spoiler_text", "reblog", "quote", "favourited", "replies_count",
	"mentions", "poll", "poll/options", "options/title", "media_attachments",
	"media_attachments/description", "ancestors", "descendants", "statuses",
	"version", "error", NULL
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
	.auth = auth,
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	/* 300 requests in five minutes; half of it is ours. */
	.interval = 2000,
	.burst = 30,
	.claims = claims,
	.order = order,
	.step = step,
};
