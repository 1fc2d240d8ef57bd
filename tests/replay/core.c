/* SPDX-License-Identifier: ISC */

/* The functions of struct hark_core, each writing a line; see core.h. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/utf8.h"
#include "base/when.h"
#include "core.h"

const char *const word_op[] = { "LOGIN", "POLL", "THREAD", "CHECK", "REPLY",
	"SCAN", NULL };
const char *const word_kind[] = { "own", "mention", "comment", "message",
	"review", "found", "context", NULL };
const char *const word_vis[] = { "unknown", "private", "followers", "unlisted",
	"public", NULL };
static const char *const word_format[] = { "text", "html", "markdown", NULL };
static const char *const word_error[] = { "?", "PROTOCOL", "AUTH", "SCOPE",
	"GONE_POST", "GONE_ACCOUNT", "CONFIG", "LATER", NULL };
static const char *const word_flag[] = { "deleted", "staff", "partial",
	"automatic", "media_only", "repost", "quote", "liked", NULL };
static const char *const word_ask[] = { "anon", "idempotent", "conditional",
	NULL };

#define RUN(t)	((struct run *)(t))
/* Effects after the end are no-ops. */
#define LIVE(r, t)							\
	struct run *r = RUN(t);						\
	if (r->over)							\
		return

int
word_find(const char *const *words, const char *w)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcasecmp(words[i], w) == 0)
			return i;
	return -1;
}

static const char *
word_of(const char *const *words, unsigned i)
{
	for (unsigned k = 0; words[k] != NULL; k++)
		if (k == i)
			return words[k];
	return NULL;
}

/* --- facts ---------------------------------------------------------------- */

void
facts_set(struct facts *f, const char *name, const char *value)
{
	size_t i = 0;

	while (i < f->n && strcmp(f->list[i].name, name) != 0)
		i++;
	if (i == f->n) {
		if (f->n == ARRAY_LEN(f->list))
			return;
		f->list[f->n++].name = xstrdup(name);
	} else
		free(f->list[i].value);
	f->list[i].value = xstrdup_null(value);
}

const char *
facts_get(const struct facts *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->list[i].name, name) == 0)
			return f->list[i].value;
	return NULL;
}

void
facts_free(struct facts *f)
{
	for (size_t i = 0; i < f->n; i++) {
		free(f->list[i].name);
		free(f->list[i].value);
	}
	f->n = 0;
}

/* --- writing -------------------------------------------------------------- */

static void __attribute__((format(printf, 2, 3)))
broken(struct run *r, const char *fmt, ...)
{
	va_list ap;

	if (r->broken[0] != '\0')
		return;
	va_start(ap, fmt);
	vsnprintf(r->broken, sizeof(r->broken), fmt, ap);
	va_end(ap);
}

static void
quoted(struct run *r, const char *s)
{
	json_t *j = json_string(s);
	char *line;

	if (j == NULL) {
		broken(r, "a string is not UTF-8");
		return;
	}
	line = json_line(j);
	buf_adds(&r->out, line);
	free(line);
	json_decref(j);
}

static bool
is_word(const char *s)
{
	const char *p = s;

	while ((unsigned char)*p > ' ' && *p != '"' && *p != '\\' && *p != 0x7f)
		p++;
	return *s != '\0' && *p == '\0';
}

/* A word as it is, anything else quoted. */
static void
put(struct run *r, const char *s)
{
	if (is_word(s))
		buf_adds(&r->out, s);
	else
		quoted(r, s);
}

static void
field(struct run *r, const char *name, const char *value)
{
	if (value == NULL)
		return;
	buf_addf(&r->out, " %s=", name);
	put(r, value);
}

static void
field_time(struct run *r, const char *name, int64_t t)
{
	char s[32];

	if (t == 0)
		return;
	when_format(t, s);
	buf_addf(&r->out, " %s=%s", name, s);
}

static void
field_flags(struct run *r, const char *const *words, unsigned flags)
{
	for (unsigned i = 0; i < 32; i++) {
		const char *w = word_of(words, i);

		if ((flags & 1u << i) == 0)
			continue;
		if (w == NULL)
			broken(r, "an unknown flag, bit %u", i);
		else
			buf_addf(&r->out, " %s", w);
	}
}

static void
write_post(struct run *r, const char *what, const struct hark_post *p)
{
	const char *kind = word_of(word_kind, p->kind);
	const char *vis = word_of(word_vis, p->visibility);
	const char *format = word_of(word_format, p->format);

	if (p->id == NULL || p->id[0] == '\0') {
		broken(r, "%s without id", what);
		return;
	}
	if (kind == NULL || vis == NULL || format == NULL) {
		broken(r, "%s %s: kind, visibility or format", what, p->id);
		return;
	}
	json_object_set_new_nocheck(r->ids, p->id, json_true());
	buf_addf(&r->out, "%s ", what);
	put(r, p->id);
	if ((p->flags & HARK_POST_DELETED) != 0) {
		buf_adds(&r->out, " deleted\n");
		return;
	}
	buf_addf(&r->out, " %s %s", kind, vis);
	field_flags(r, word_flag, p->flags);
	field(r, "thread", p->thread);
	field(r, "parent", p->parent);
	field(r, "author", p->author);
	field(r, "handle", p->handle);
	field(r, "name", p->name);
	field_time(r, "created", p->created);
	field_time(r, "edited", p->edited);
	field(r, "lang", p->lang);
	field(r, "uri", p->uri);
	field(r, "url", p->url);
	field(r, "opaque", p->opaque);
	if (p->rating != 0)
		buf_addf(&r->out, " rating=%d", p->rating);
	for (const char *const *a = p->addressed; a != NULL && *a != NULL; a++)
		field(r, "to", *a);
	if (p->text != NULL) {
		buf_addf(&r->out, " %s=", format);
		quoted(r, p->text);
	}
	buf_addc(&r->out, '\n');
}

/* --- the core ------------------------------------------------------------- */

static void *
c_alloc(struct hark_task *t, size_t n)
{
	return arena_alloc(RUN(t)->arena, n);
}

static char *
c_format(struct hark_task *t, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = arena_vprintf(RUN(t)->arena, fmt, ap);
	va_end(ap);
	return s;
}

static char *
c_url(struct hark_task *t, const char *base, const char *const *pairs)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	url_build(&b, base, pairs);
	return arena_strdup(RUN(t)->arena, b.data);
}

static int64_t
c_time(struct hark_task *t, const char *s)
{
	(void)t;
	return s != NULL ? when_parse(s) : 0;
}

static char *
c_date(struct hark_task *t, int64_t ms)
{
	char date[32];

	when_format(ms, date);
	return arena_strdup(RUN(t)->arena, date);
}

static const char *
c_header(struct hark_task *t, const char *name)
{
	const struct answer *a = RUN(t)->answer;
	size_t n = strlen(name);

	for (char **h = a != NULL ? a->headers : NULL; h != NULL && *h != NULL; h++)
		if (strncasecmp(*h, name, n) == 0 && (*h)[n] == ':')
			return *h + n + 1 + strspn(*h + n + 1, " ");
	return NULL;
}

static void
c_fail(struct hark_task *t, enum hark_error e, const char *fmt, ...)
{
	va_list ap;
	LIVE(r, t);

	r->over = r->failed = true;
	if (e < HARK_E_PROTOCOL || e > HARK_E_LATER) {
		broken(r, "an unknown error %d", (int)e);
		return;
	}
	buf_addf(&r->out, "fail %s ", word_error[e]);
	va_start(ap, fmt);
	buf_vaddf(&r->out, fmt, ap);
	va_end(ap);
	buf_addc(&r->out, '\n');
}

static json_t *
c_json(struct hark_task *t, const char *p, size_t n)
{
	struct run *r = RUN(t);
	struct err e;
	json_t *j;

	if (r->n_trees == ARRAY_LEN(r->trees)) {
		broken(r, "parses more than it can read");
		return NULL;
	}
	if ((j = json_read(p, n, r->names, &e)) == NULL) {
		c_fail(t, HARK_E_PROTOCOL, "%s", e.text);
		return NULL;
	}
	return r->trees[r->n_trees++] = j;
}

static json_t *
c_unread(struct hark_task *t, const char *p, size_t n)
{
	(void)p;
	(void)n;
	broken(RUN(t), "asks for a format that replay cannot read");
	return NULL;
}

static const char *
c_kept(struct hark_task *t, const char *name)
{
	return arena_strdup(RUN(t)->arena, facts_get(RUN(t)->facts, name));
}

static void
c_keep(struct hark_task *t, const char *name, const char *value)
{
	LIVE(r, t);

	buf_addf(&r->out, "keep %s", name);
	field(r, "value", value);
	buf_addc(&r->out, '\n');
	facts_set(r->facts, name, value);
}

static void
c_self(struct hark_task *t, const char *id, const char *handle, const char *url)
{
	LIVE(r, t);

	buf_adds(&r->out, "self");
	if (id == NULL || id[0] == '\0')
		broken(r, "self without id");
	field(r, "id", id);
	field(r, "handle", handle);
	field(r, "url", url);
	buf_addc(&r->out, '\n');
}

/* Credentials travel to origins of HARK_URL options only. */
static bool
trusted(const struct run *r, const char *url)
{
	for (const struct hark_option *o = r->plugin->options;
	    o != NULL && o->name != NULL; o++) {
		const char *const *v = (const void *)
		    ((const char *)r->task.config + o->offset);

		if (o->type == HARK_URL && *v != NULL && url_same_origin(*v, url))
			return true;
	}
	for (const char *const *o = r->plugin->origins;
	    o != NULL && *o != NULL; o++)
		if (url_same_origin(*o, url))
			return true;
	return false;
}

static void
c_request(struct hark_task *t, size_t size, const struct hark_request *q)
{
	struct url u;
	LIVE(r, t);

	if (size != sizeof(*q) || q->url == NULL || !url_parse(q->url, &u))
		broken(r, "a request for no URL: %s", q->url ? q->url : "NULL");
	else if ((q->flags & HARK_ANON) == 0 && !trusted(r, q->url))
		broken(r, "credentials to %s", q->url);
	else if (r->n_asked == ARRAY_LEN(r->asked))
		broken(r, "more than %zu requests", r->n_asked);
	if (r->broken[0] != '\0')
		return;
	buf_addf(&r->out, "> %s %s", q->method != NULL ? q->method :
	    q->body != NULL ? "POST" : "GET", q->url);
	field_flags(r, word_ask, q->flags);
	buf_addc(&r->out, '\n');
	for (const char *const *h = q->headers; h != NULL && *h != NULL; h++)
		buf_addf(&r->out, ">> %s\n", *h);
	if (q->body != NULL) {
		AUTO(free_p) char *body = q->len != 0 ?
		    xstrndup(q->body, q->len) : xstrdup(q->body);

		buf_addf(&r->out, ">> %s ", q->type != NULL ? q->type : "-");
		quoted(r, body);
		buf_addc(&r->out, '\n');
	}
	r->asked[r->n_asked].tag = q->tag;
	r->asked[r->n_asked++].url = arena_strdup(r->arena, q->url);
}

static void
c_open(struct hark_task *t, size_t size, const struct hark_stream *s)
{
	(void)size;
	(void)s;
	broken(RUN(t), "opens a stream, which replay cannot play");
}

static void
c_send(struct hark_task *t, int tag, const void *p, size_t n)
{
	(void)p;
	(void)n;
	broken(RUN(t), "sends on stream %d, which is not open", tag);
}

static void
c_close(struct hark_task *t, int tag)
{
	broken(RUN(t), "closes stream %d, which is not open", tag);
}

static void
c_timer(struct hark_task *t, int64_t ms, int tag)
{
	LIVE(r, t);

	if (ms < 0 || r->n_timers == ARRAY_LEN(r->timers)) {
		broken(r, "a timer of %lld ms", (long long)ms);
		return;
	}
	buf_addf(&r->out, "timer %lld\n", (long long)ms);
	r->timers[r->n_timers].tag = tag;
	r->timers[r->n_timers++].at = r->now + ms;
}

static void
c_post(struct hark_task *t, size_t size, const struct hark_post *p)
{
	LIVE(r, t);

	if (size != sizeof(*p))
		broken(r, "a post of another size");
	else
		write_post(r, "post", p);
}

static void
c_posted(struct hark_task *t, const struct hark_post *p)
{
	LIVE(r, t);

	write_post(r, "posted", p);
}

#define WRITES(name)							\
static void								\
c_##name(struct hark_task *t, const char *fmt, ...)			\
{									\
	va_list ap;							\
	LIVE(r, t);							\
									\
	buf_adds(&r->out, #name " ");					\
	va_start(ap, fmt);						\
	buf_vaddf(&r->out, fmt, ap);					\
	va_end(ap);							\
	buf_addc(&r->out, '\n');					\
}
WRITES(odd)
WRITES(debug)
WRITES(blind)

static void
c_cursor(struct hark_task *t, const char *s)
{
	LIVE(r, t);

	if (s == NULL || strlen(s) > 4096) {
		broken(r, "a cursor that is none, or too long");
		return;
	}
	buf_addf(&r->out, "cursor %s\n", s);
}

static void
c_missing(struct hark_task *t, const char *id)
{
	LIVE(r, t);

	buf_adds(&r->out, "missing ");
	put(r, id);
	buf_addc(&r->out, '\n');
	json_object_set_new_nocheck(r->ids, id, json_true());
}

static void
c_want(struct hark_task *t, enum hark_op op, const char *id)
{
	LIVE(r, t);

	buf_addf(&r->out, "want %s ", word_op[op]);
	put(r, id);
	buf_addc(&r->out, '\n');
}

static void
c_quota(struct hark_task *t, int64_t left, int64_t reset)
{
	LIVE(r, t);

	buf_addf(&r->out, "quota %lld", (long long)left);
	field_time(r, "until", reset);
	buf_addc(&r->out, '\n');
}

static void
c_token(struct hark_task *t, const char *access, const char *refresh,
    int64_t expires)
{
	LIVE(r, t);

	buf_adds(&r->out, "token");
	field(r, "access", access);
	field(r, "refresh", refresh);
	field_time(r, "expires", expires);
	buf_addc(&r->out, '\n');
}

static void
c_done(struct hark_task *t)
{
	LIVE(r, t);

	r->over = true;
	buf_adds(&r->out, "done\n");
}

static const struct hark_core core = {
	.abi = HARK_ABI, .size = sizeof(struct hark_core),
	.alloc = c_alloc, .format = c_format, .url = c_url, .time = c_time,
	.header = c_header, .json = c_json, .xml = c_unread, .mail = c_unread,
	.kept = c_kept, .keep = c_keep, .self = c_self, .request = c_request,
	.open = c_open, .send = c_send, .close = c_close, .timer = c_timer,
	.post = c_post, .odd = c_odd, .cursor = c_cursor, .want = c_want,
	.quota = c_quota, .token = c_token, .posted = c_posted, .done = c_done,
	.fail = c_fail, .debug = c_debug, .missing = c_missing,
	.blind = c_blind, .date = c_date,
};

/* --- running -------------------------------------------------------------- */

void
run_begin(struct run *r, const struct hark_plugin *p, const void *config,
    const struct json_names *names, struct facts *facts)
{
	memset(r, 0, sizeof(*r));
	r->plugin = p;
	r->names = names;
	r->facts = facts;
	r->arena = arena_new();
	r->out = (struct buf)BUF_INIT;
	r->ids = json_object();
	r->task.core = &core;
	r->task.config = config;
	r->task.state = arena_alloc(r->arena, p->state_size);
}

static void
step(struct run *r, const struct hark_event *ev)
{
	r->plugin->step(&r->task, ev);
	while (r->n_trees > 0)
		json_decref(r->trees[--r->n_trees]);
	if (!utf8_valid(r->out.data, r->out.len))
		broken(r, "an effect that is not UTF-8");
	if (!r->over && r->n_asked == r->n_answered && r->n_timers == 0)
		broken(r, "neither done nor waiting for anything");
	if (r->broken[0] != '\0')
		r->over = true;
}

void
run_start(struct run *r, const struct hark_event *ev)
{
	r->now = ev->now;
	step(r, ev);
}

bool
run_answer(struct run *r, const struct answer *a)
{
	struct hark_event ev = { .type = HARK_RESPONSE };
	AUTO(free_p) char *body = xmalloc(a->len + 1);
	AUTO(free_p) char *type = xstrdup(a->type);

	if (r->over || r->n_answered == r->n_asked)
		return false;
	/* Copies, so that they can be taken away. */
	memcpy(body, a->body, a->len);
	body[a->len] = '\0';
	ev.now = r->now += WHEN_SECOND;
	ev.tag = r->asked[r->n_answered].tag;
	ev.response = (struct hark_response){ .status = a->status,
		.type = type, .url = r->asked[r->n_answered].url,
		.body = body, .len = a->len };
	r->n_answered++;
	r->answer = a;
	step(r, &ev);
	r->answer = NULL;
	return true;
}

bool
run_timer(struct run *r)
{
	struct hark_event ev = { .type = HARK_TIMER };
	size_t first = 0;

	if (r->over || r->n_timers == 0)
		return false;
	for (size_t i = 1; i < r->n_timers; i++)
		if (r->timers[i].at < r->timers[first].at)
			first = i;
	ev.tag = r->timers[first].tag;
	ev.now = r->now = r->timers[first].at;
	r->timers[first] = r->timers[--r->n_timers];
	step(r, &ev);
	return true;
}

void
run_end(struct run *r)
{
	json_decref(r->ids);
	buf_free(&r->out);
	arena_free(r->arena);
}
