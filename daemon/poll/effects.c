/* SPDX-License-Identifier: ISC */

/*
 * The functions a plugin calls (struct hark_core), collecting what it asks
 * for.  Everything a plugin hands over is checked and copied here: an absurd
 * plugin, or a hostile network speaking through a naive one, is stopped by a
 * limit and a sentence.
 */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/imap.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/utf8.h"
#include "base/when.h"
#include "config/plugin.h"
#include "poll/answer.h"
#include "poll/effects.h"
#include "poll/grant.h"
#include "poll/help.h"
#include "poll/item.h"
#include "poll/read.h"
#include "poll/walk.h"

static struct run *
run_of(struct hark_task *t)
{
	return (struct run *)t;
}

static struct effect *
add(struct run *r, enum effect_type type)
{
	struct effect *e;

	if (r->over)
		return NULL;
	if (arena_used(r->arena) > EFFECT_MAX_ARENA) {
		run_fail(r, HARK_E_PROTOCOL, "more than %u MiB in one task",
		    EFFECT_MAX_ARENA >> 20);
		return NULL;
	}
	e = arena_alloc(r->arena, sizeof(*e));
	e->type = type;
	*r->last = e;
	r->last = &e->next;
	return e;
}

/* For a person: "%.60s" may have cut a character of what a network said. */
static char * __attribute__((format(printf, 2, 0)))
words(struct arena *a, const char *fmt, va_list ap)
{
	AUTO(buf_free) struct buf b = BUF_INIT;
	const char *s = arena_vprintf(a, fmt, ap);

	utf8_repair(&b, s, strlen(s));
	return arena_strdup(a, b.data);
}

void
run_fail(struct run *r, enum hark_error error, const char *fmt, ...)
{
	struct effect *e;
	va_list ap;

	if (r->over)
		return;
	va_start(ap, fmt);
	r->why = words(r->arena, fmt, ap);
	va_end(ap);
	r->error = error;
	e = arena_alloc(r->arena, sizeof(*e));
	e->type = EFFECT_FAIL;
	e->a = r->why;
	e->n = error;
	*r->last = e;
	r->last = &e->next;
	r->over = true;
}

static void *
c_alloc(struct hark_task *t, size_t n)
{
	if (n > EFFECT_MAX_ARENA)
		fatal("plugin %s asked for %zu bytes", run_of(t)->plugin->name, n);
	return arena_alloc(run_of(t)->arena, n);
}

static char * __attribute__((format(printf, 2, 3)))
c_format(struct hark_task *t, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = arena_vprintf(run_of(t)->arena, fmt, ap);
	va_end(ap);
	return s;
}

static char *
c_url(struct hark_task *t, const char *base, const char *const *pairs)
{
	struct buf b = BUF_INIT;
	char *s;

	url_build(&b, base, pairs);
	s = arena_strdup(run_of(t)->arena, b.data);
	buf_free(&b);
	return s;
}

static int64_t
c_time(struct hark_task *t, const char *s)
{
	(void)t;
	return when_parse(s);
}

static char *
c_date(struct hark_task *t, int64_t ms)
{
	char date[32];

	when_format(ms, date);
	return arena_strdup(run_of(t)->arena, date);
}

static const char *
c_header(struct hark_task *t, const char *name)
{
	struct run *r = run_of(t);
	const char *p = r->headers;
	size_t n = strlen(name);

	while (p != NULL && *p != '\0') {
		const char *end = strstr(p, "\r\n");
		size_t len = end != NULL ? (size_t)(end - p) : strlen(p);

		if (len > n && p[n] == ':' && strncasecmp(p, name, n) == 0) {
			const char *v = p + n + 1;
			size_t m = len - n - 1;

			while (m > 0 && (*v == ' ' || *v == '\t'))
				v++, m--;
			while (m > 0 && (v[m - 1] == ' ' || v[m - 1] == '\t'))
				m--;
			return arena_strndup(r->arena, v, m);
		}
		p = end != NULL ? end + 2 : NULL;
	}
	return NULL;
}

static char *
c_mailbox(struct hark_task *t, const char *name)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	imap_mailbox(&b, name);
	return arena_strdup(run_of(t)->arena, b.data);
}

static const char *
c_kept(struct hark_task *t, const char *name)
{
	struct run *r = run_of(t);
	const char *value = NULL;

	/* What was kept in this very step is known already. */
	for (const struct effect *e = r->first; e != NULL; e = e->next)
		if (e->type == EFFECT_KEEP && strcmp(e->a, name) == 0)
			value = e->b;
	if (value != NULL)
		return value;
	return r->kept != NULL ? r->kept(r->kept_arg, name) : NULL;
}

static struct effect *
add3(struct hark_task *t, enum effect_type type, const char *a, const char *b,
    const char *c)
{
	struct run *r = run_of(t);
	struct effect *e = add(r, type);

	if (e != NULL) {
		e->a = arena_strdup(r->arena, a);
		e->b = arena_strdup(r->arena, b);
		e->c = arena_strdup(r->arena, c);
	}
	return e;
}

static void
c_keep(struct hark_task *t, const char *name, const char *value)
{
	add3(t, EFFECT_KEEP, name, value, NULL);
}

static void
c_self(struct hark_task *t, const char *id, const char *handle, const char *url)
{
	if (id == NULL || *id == '\0')
		return;
	add3(t, EFFECT_SELF, id, handle, url);
}

static void
c_request(struct hark_task *t, size_t size, const struct hark_request *q)
{
	struct run *r = run_of(t);
	struct hark_request *copy;
	struct effect *e;

	if (r->over)
		return;
	if (++r->requests > EFFECT_MAX_REQUESTS) {
		run_fail(r, HARK_E_PROTOCOL, "more than %d requests in one task",
		    EFFECT_MAX_REQUESTS);
		return;
	}
	if (q->url == NULL || (e = add(r, EFFECT_REQUEST)) == NULL)
		return;
	copy = arena_alloc(r->arena, sizeof(*copy));
	/* A plugin built against an older header has a shorter struct. */
	memcpy(copy, q, size < sizeof(*copy) ? size : sizeof(*copy));
	/* Who scans is nobody. */
	if (r->start.op == HARK_SCAN)
		copy->flags = (copy->flags & ~HARK_CONDITIONAL) | HARK_ANON;
	copy->method = arena_strdup(r->arena, copy->method);
	copy->url = arena_strdup(r->arena, copy->url);
	copy->type = arena_strdup(r->arena, copy->type);
	copy->headers = arena_list(r->arena, copy->headers);
	copy->quota = arena_strdup(r->arena, copy->quota);
	if (copy->body != NULL) {
		if (copy->len == 0)
			copy->len = strlen(copy->body);
		copy->body = memcpy(arena_alloc(r->arena, copy->len + 1),
		    q->body, copy->len);
	}
	e->request = copy;
}

static void
c_open(struct hark_task *t, size_t size, const struct hark_stream *s)
{
	struct run *r = run_of(t);
	struct hark_stream whole = { 0 };
	struct effect *e;

	memcpy(&whole, s, size < sizeof(whole) ? size : sizeof(whole));
	if (++r->requests > EFFECT_MAX_REQUESTS) {
		run_fail(r, HARK_E_PROTOCOL, "more than %d requests in one task",
		    EFFECT_MAX_REQUESTS);
		return;
	}
	if ((whole.url == NULL && whole.program == NULL) ||
	    (e = add(r, EFFECT_OPEN)) == NULL)
		return;
	e->a = arena_strdup(r->arena, whole.url);
	e->b = arena_strdup(r->arena, whole.program);
	e->m = whole.tag;
}

static void
c_send(struct hark_task *t, int tag, const void *p, size_t n)
{
	struct run *r = run_of(t);
	struct effect *e;
	char *copy;

	if (n > EFFECT_MAX_SEND) {
		run_fail(r, HARK_E_PROTOCOL, "%zu bytes to send at once", n);
		return;
	}
	if ((e = add(r, EFFECT_SEND)) == NULL)
		return;
	copy = arena_alloc(r->arena, n + 1);
	memcpy(copy, p, n);
	e->a = copy;
	e->n = (int64_t)n;
	e->m = tag;
}

static void
c_close(struct hark_task *t, int tag)
{
	struct effect *e = add(run_of(t), EFFECT_CLOSE);

	if (e != NULL)
		e->m = tag;
	read_forget(run_of(t), tag);
}

static void
c_linger(struct hark_task *t)
{
	if (t->start->wait > 0)
		add(run_of(t), EFFECT_LINGER);
}

static void
c_timer(struct hark_task *t, int64_t ms, int tag)
{
	struct effect *e = add(run_of(t), EFFECT_TIMER);

	if (e != NULL) {
		e->n = ms;
		e->m = tag;
	}
}

static const char *
text_copy(struct arena *a, const char *s, size_t max)
{
	size_t n;

	if (s == NULL)
		return NULL;
	n = strlen(s);
	return arena_strndup(a, s, n > max ? utf8_floor(s, max) : n);
}

struct hark_post *
post_copy(struct arena *a, const struct hark_post *p)
{
	struct hark_post *c = arena_alloc(a, sizeof(*c));

	*c = *p;
	c->id = text_copy(a, p->id, 1024);
	c->uri = text_copy(a, p->uri, 2048);
	c->thread = text_copy(a, p->thread, 1024);
	c->parent = text_copy(a, p->parent, 1024);
	c->author = text_copy(a, p->author, 1024);
	c->handle = text_copy(a, p->handle, 512);
	c->name = text_copy(a, p->name, 512);
	c->url = text_copy(a, p->url, 2048);
	c->lang = text_copy(a, p->lang, 32);
	c->text = text_copy(a, p->text, EFFECT_MAX_TEXT);
	c->opaque = text_copy(a, p->opaque, 4096);
	c->addressed = arena_list(a, p->addressed);
	return c;
}

/* It may be out: that is not to be tried again by itself. */
static void
not_shown(struct run *r)
{
	run_fail(r, HARK_E_PROTOCOL, "sent, but not shown");
}

static void
add_post(struct hark_task *t, enum effect_type type, size_t size,
    const struct hark_post *p)
{
	struct run *r = run_of(t);
	struct hark_post whole;
	struct effect *e;

	if (r->over)
		return;
	memset(&whole, 0, sizeof(whole));
	memcpy(&whole, p, size < sizeof(whole) ? size : sizeof(whole));
	if (whole.id == NULL || *whole.id == '\0' || strlen(whole.id) > 1024) {
		if (type == EFFECT_POSTED) {
			not_shown(r);
			return;
		}
		e = add(r, EFFECT_ODD);
		if (e != NULL)
			e->a = "a post without a usable id";
		return;
	}
	if (++r->posts > EFFECT_MAX_POSTS) {
		run_fail(r, HARK_E_PROTOCOL, "more than %d posts in one task",
		    EFFECT_MAX_POSTS);
		return;
	}
	if ((e = add(r, type)) == NULL)
		return;
	e->post = post_copy(r->arena, &whole);
	r->posted |= type == EFFECT_POSTED;
}

static void
c_post(struct hark_task *t, size_t size, const struct hark_post *p)
{
	add_post(t, EFFECT_POST, size, p);
}

static void
c_posted(struct hark_task *t, const struct hark_post *p)
{
	add_post(t, EFFECT_POSTED, sizeof(*p), p);
}

static void __attribute__((format(printf, 3, 0)))
add_words(struct hark_task *t, enum effect_type type, const char *fmt,
    va_list ap)
{
	struct run *r = run_of(t);
	struct effect *e = add(r, type);

	if (e != NULL)
		e->a = words(r->arena, fmt, ap);
}

static void __attribute__((format(printf, 2, 3)))
c_odd(struct hark_task *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_words(t, EFFECT_ODD, fmt, ap);
	va_end(ap);
}

static void __attribute__((format(printf, 2, 3)))
c_blind(struct hark_task *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_words(t, EFFECT_BLIND, fmt, ap);
	va_end(ap);
}

static void __attribute__((format(printf, 2, 3)))
c_debug(struct hark_task *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_words(t, EFFECT_DEBUG, fmt, ap);
	va_end(ap);
}

static void
c_cursor(struct hark_task *t, const char *s)
{
	if (s == NULL)
		return;
	if (strlen(s) > EFFECT_MAX_CURSOR) {
		run_fail(run_of(t), HARK_E_PROTOCOL, "cursor of %zu bytes",
		    strlen(s));
		return;
	}
	add3(t, EFFECT_CURSOR, s, NULL, NULL);
}

static void
c_want(struct hark_task *t, enum hark_op op, const char *id)
{
	struct effect *e;

	if (id != NULL && (e = add3(t, EFFECT_WANT, id, NULL, NULL)) != NULL)
		e->n = op;
}

static void
c_missing(struct hark_task *t, const char *id)
{
	if (id != NULL)
		add3(t, EFFECT_MISSING, id, NULL, NULL);
}

static void
c_quota(struct hark_task *t, int64_t left, int64_t reset)
{
	struct effect *e = add(run_of(t), EFFECT_QUOTA);

	if (e != NULL) {
		e->n = left;
		e->m = reset;
	}
}

static void
c_spent(struct hark_task *t, const char *item, int64_t cost)
{
	struct effect *e = add3(t, EFFECT_SPENT, item, NULL, NULL);

	if (e != NULL)
		e->n = cost;
}

static void
c_token(struct hark_task *t, const char *access, const char *refresh,
    int64_t expires)
{
	struct effect *e = add3(t, EFFECT_TOKEN, access, refresh, NULL);

	if (e != NULL)
		e->n = expires;
}

static void
c_done(struct hark_task *t)
{
	struct run *r = run_of(t);

	if (r->start.op == HARK_REPLY && !r->posted)
		not_shown(r);
	else if (add(r, EFFECT_DONE) != NULL)
		r->over = true;
}

static void __attribute__((format(printf, 3, 4)))
c_fail(struct hark_task *t, enum hark_error error, const char *fmt, ...)
{
	char why[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	why[utf8_floor(why, strlen(why))] = '\0';
	run_fail(run_of(t), error, "%s", why);
}

static const struct hark_span *
c_walk(struct hark_task *t, size_t size, const struct hark_walk *how)
{
	struct hark_walk whole = { 0 };

	memcpy(&whole, how, size < sizeof(whole) ? size : sizeof(whole));
	return walk_begin(run_of(t), &whole);
}

static bool
c_walk_item(struct hark_task *t, const char *id, int64_t at)
{
	return walk_item(run_of(t), id, at);
}

static const struct hark_span *
c_walk_next(struct hark_task *t, const char *below)
{
	return walk_next(run_of(t), below);
}

static const char *
c_more(struct hark_task *t, const char *token, int64_t pages)
{
	struct run *r = run_of(t);

	if (token == NULL || hark_is(token, r->page) || ++r->pages >= pages)
		return NULL;
	return r->page = arena_strdup(r->arena, token);
}

static const char *
c_next(struct hark_task *t)
{
	const char *const *ids = t->start->ids;
	struct run *r = run_of(t);

	if (t->start->op == HARK_SCAN)
		ids = r->later;
	else if (t->start->op != HARK_CHECK)
		return NULL;
	if (r->over)
		return NULL;
	if (ids != NULL && ids[r->next] != NULL)
		return ids[r->next++];
	c_done(t);
	return NULL;
}

static bool
c_later(struct hark_task *t, const char *id)
{
	struct run *r = run_of(t);

	if (id == NULL || t->start->op != HARK_SCAN)
		return true;
	if (r->later == NULL)
		r->later = arena_alloc(r->arena, (EFFECT_MAX_LATER + 1) *
		    sizeof(*r->later));
	for (size_t i = 0; i < r->n_later; i++)
		if (strcmp(r->later[i], id) == 0)
			return true;
	if (r->n_later < EFFECT_MAX_LATER) {
		r->later[r->n_later++] = arena_strdup(r->arena, id);
		return true;
	}
	if (!r->enough)
		hark_blind(t, "only %d threads were read", EFFECT_MAX_LATER);
	r->enough = true;
	return false;
}

static const struct hark_core core = {
	.abi = HARK_ABI, .size = sizeof(struct hark_core),
	.alloc = c_alloc, .format = c_format, .url = c_url, .time = c_time,
	.header = c_header, .json = read_json, .xml = read_xml,
	.mail = read_mail, .kept = c_kept, .keep = c_keep, .self = c_self,
	.request = c_request, .open = c_open, .send = c_send, .close = c_close,
	.timer = c_timer, .post = c_post, .odd = c_odd, .cursor = c_cursor,
	.want = c_want, .quota = c_quota, .token = c_token, .posted = c_posted,
	.done = c_done, .fail = c_fail, .debug = c_debug, .missing = c_missing,
	.blind = c_blind, .date = c_date, .str = help_str, .copy = help_copy,
	.html = help_html, .encode = help_encode, .wordless = help_wordless,
	.named = help_named,
	.reason = answer_reason, .answer = answer_json,
	.walk = c_walk, .walk_item = c_walk_item, .walk_next = c_walk_next,
	.imap = read_imap, .mailbox = c_mailbox,
	.spent = c_spent, .quote = help_quote, .linger = c_linger,
	.lines = read_lines, .item = item_tell,
	.changed = help_changed, .counted = help_counted,
	.at = help_at, .next = c_next, .code = answer_code,
	.refused = answer_refused, .absent = answer_absent, .more = c_more,
	.hash = help_hash, .join = help_join, .later = c_later,
};

void
run_init(struct run *r, const struct hark_plugin *p, const void *config)
{
	memset(r, 0, sizeof(*r));
	r->plugin = p;
	r->arena = arena_new();
	r->last = &r->first;
	r->task.core = &core;
	r->task.config = config;
	r->task.start = &r->start;
	r->task.state = arena_alloc(r->arena, p->state_size);
	for (size_t i = 0; i < EFFECT_MAX_STREAMS; i++)
		r->lines[i].part = (struct buf)BUF_INIT;
}

void
run_clear(struct run *r)
{
	for (size_t i = 0; i < EFFECT_MAX_STREAMS; i++)
		imap_free(r->streams[i].imap);
	for (size_t i = 0; i < EFFECT_MAX_STREAMS; i++)
		buf_free(&r->lines[i].part);
	arena_free(r->arena);
	memset(r, 0, sizeof(*r));
}

static void
keep_start(struct run *r, const struct hark_start *s)
{
	struct arena *a = r->arena;

	r->start = *s;
	r->start.argument = arena_strdup(a, s->argument);
	r->start.cursor = arena_strdup(a, s->cursor);
	r->start.url = arena_strdup(a, s->url);
	r->start.ids = arena_list(a, s->ids);
	if (s->parent != NULL) {
		r->start.parent = post_copy(a, s->parent);
		if (s->parent->visibility < s->visibility)
			r->start.visibility = s->parent->visibility;
	}
	r->start.text = arena_strdup(a, s->text);
	r->start.key = arena_strdup(a, s->key);
}

/* Nobody is asked about nothing. */
static bool
is_void(const struct hark_start *s)
{
	return (s->op == HARK_THREAD || s->op == HARK_CHECK) &&
	    (s->ids == NULL || s->ids[0] == NULL);
}

static void
call(struct run *r, const struct hark_event *ev)
{
	const struct hark_plugin *p = r->plugin;

	if (ev->type == HARK_START && is_void(&r->start))
		c_done(&r->task);
	else if (grant_is_ours(r))
		grant_step(r, ev);
	else if (p->step != NULL)
		p->step(&r->task, ev);
	else if (ev->type == HARK_START)
		p->begin(&r->task);
	else if (ev->type == HARK_RESPONSE && ev->tag >= 0 &&
	    (size_t)ev->tag < p->n_on && p->on[ev->tag] != NULL)
		p->on[ev->tag](&r->task, &ev->response);
	else
		run_fail(r, HARK_E_PROTOCOL, "%s has nobody to handle tag %d",
		    p->name, ev->tag);
}

void
run_step(struct run *r, const struct hark_event *ev, const char *headers)
{
	r->first = NULL;
	r->last = &r->first;
	if (r->over)
		return;
	r->task.now = ev->now;
	if (ev->type == HARK_START)
		keep_start(r, &ev->start);
	r->response = ev->type == HARK_RESPONSE ? &ev->response : NULL;
	r->headers = headers;
	if (headers != NULL)
		help_quota(&r->task);
	call(r, ev);
	if (ev->type == HARK_CLOSED)
		read_forget(r, ev->tag);
	r->headers = NULL;
	r->response = NULL;
	while (r->n_json > 0)
		json_decref(r->json[--r->n_json]);
}

const char *
hark_error_name(enum hark_error e)
{
	switch (e) {
	case HARK_E_PROTOCOL:
		return "protocol";
	case HARK_E_AUTH:
		return "credentials refused";
	case HARK_E_SCOPE:
		return "permission missing";
	case HARK_E_GONE_POST:
		return "post gone";
	case HARK_E_GONE_ACCOUNT:
		return "account gone";
	case HARK_E_CONFIG:
		return "configuration";
	case HARK_E_LATER:
		return "later";
	case HARK_E_HIDDEN:
		return "hidden from us";
	}
	return "unknown";
}
