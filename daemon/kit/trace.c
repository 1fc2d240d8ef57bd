/* SPDX-License-Identifier: ISC */

/* Effects as lines of text; see trace.h. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/amount.h"
#include "base/mem.h"
#include "base/when.h"
#include "kit/trace.h"

const char *const word_op[] = { "LOGIN", "POLL", "THREAD", "CHECK", "REPLY",
	"SCAN", "PUSH", NULL };
const char *const word_kind[] = { "own", "mention", "comment", "message",
	"review", "found", "context", NULL };
const char *const word_vis[] = { "unknown", "private", "followers", "unlisted",
	"public", NULL };
static const char *const word_format[] = { "text", "html", "markdown", NULL };
static const char *const word_error[] = { "?", "PROTOCOL", "AUTH", "SCOPE",
	"GONE_POST", "GONE_ACCOUNT", "CONFIG", "LATER", "HIDDEN", NULL };
static const char *const word_flag[] = { "deleted", "staff", "partial",
	"automatic", "media_only", "repost", "quote", "liked", NULL };
static const char *const word_ask[] = { "anon", "idempotent", "conditional",
	"failures", NULL };

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

void
trace_broken(struct trace *t, const char *fmt, ...)
{
	va_list ap;

	if (t->broken[0] != '\0')
		return;
	va_start(ap, fmt);
	vsnprintf(t->broken, sizeof(t->broken), fmt, ap);
	va_end(ap);
}

static void
quoted(struct trace *t, const char *s)
{
	json_t *j = json_string(s);
	char *line;

	if (j == NULL) {
		trace_broken(t, "a string is not UTF-8");
		return;
	}
	line = json_line(j);
	buf_adds(&t->out, line);
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
put(struct trace *t, const char *s)
{
	if (is_word(s))
		buf_adds(&t->out, s);
	else
		quoted(t, s);
}

static void
field(struct trace *t, const char *name, const char *value)
{
	if (value == NULL)
		return;
	buf_addf(&t->out, " %s=", name);
	put(t, value);
}

static void
field_time(struct trace *t, const char *name, int64_t at)
{
	char s[32];

	if (at == 0)
		return;
	when_format(at, s);
	buf_addf(&t->out, " %s=%s", name, s);
}

static void
field_flags(struct trace *t, const char *const *words, unsigned flags)
{
	for (unsigned i = 0; i < 32; i++) {
		const char *w = word_of(words, i);

		if ((flags & 1u << i) == 0)
			continue;
		if (w == NULL)
			trace_broken(t, "an unknown flag, bit %u", i);
		else
			buf_addf(&t->out, " %s", w);
	}
}

static void
post(struct trace *t, const struct hark_post *p)
{
	const char *kind = word_of(word_kind, p->kind);
	const char *vis = word_of(word_vis, p->visibility);
	const char *format = word_of(word_format, p->format);

	put(t, p->id);
	if ((p->flags & HARK_POST_DELETED) != 0) {
		buf_adds(&t->out, " deleted");
		return;
	}
	if (kind == NULL || vis == NULL || format == NULL) {
		trace_broken(t, "post %s: kind, visibility or format", p->id);
		return;
	}
	buf_addf(&t->out, " %s %s", kind, vis);
	field_flags(t, word_flag, p->flags);
	field(t, "thread", p->thread);
	field(t, "parent", p->parent);
	field(t, "author", p->author);
	field(t, "handle", p->handle);
	field(t, "name", p->name);
	field_time(t, "created", p->created);
	field_time(t, "edited", p->edited);
	field(t, "lang", p->lang);
	field(t, "uri", p->uri);
	field(t, "url", p->url);
	field(t, "opaque", p->opaque);
	if (p->rating != 0)
		buf_addf(&t->out, " rating=%d", p->rating);
	for (const char *const *a = p->addressed; a != NULL && *a != NULL; a++)
		field(t, "to", *a);
	if (p->text != NULL) {
		buf_addf(&t->out, " %s=", format);
		quoted(t, p->text);
	}
}

static void
request(struct trace *t, const struct hark_request *q)
{
	char cost[32];

	buf_addf(&t->out, "> %s %s", q->method != NULL ? q->method :
	    q->body != NULL ? "POST" : "GET", q->url);
	field_flags(t, word_ask, q->flags);
	if (q->cost != 0) {
		amount_format(q->cost, cost);
		buf_addf(&t->out, " cost=%s", cost);
	}
	if (q->budget != 0)
		buf_addf(&t->out, " budget=%d", q->budget);
	field(t, "quota", q->quota);
	for (const char *const *h = q->headers; h != NULL && *h != NULL; h++)
		buf_addf(&t->out, "\n>> %s", *h);
	if (q->body != NULL) {
		AUTO(free_p) char *body = xstrndup(q->body, q->len);

		buf_addf(&t->out, "\n>> %s ", q->type != NULL ? q->type : "-");
		quoted(t, body);
	}
}

void
trace_effect(struct trace *t, const struct effect *e)
{
	const char *error, *op;
	char cost[32];

	switch (e->type) {
	case EFFECT_POST:
	case EFFECT_POSTED:
		buf_adds(&t->out, e->type == EFFECT_POST ? "post " : "posted ");
		post(t, e->post);
		break;
	case EFFECT_CURSOR:
		buf_addf(&t->out, "cursor %s", e->a);
		break;
	case EFFECT_REQUEST:
		request(t, e->request);
		break;
	case EFFECT_TIMER:
		buf_addf(&t->out, "timer %lld", (long long)e->n);
		break;
	case EFFECT_SELF:
		buf_adds(&t->out, "self");
		field(t, "id", e->a);
		field(t, "handle", e->b);
		field(t, "url", e->c);
		break;
	case EFFECT_KEEP:
		buf_addf(&t->out, "keep %s", e->a);
		field(t, "value", e->b);
		break;
	case EFFECT_ODD:
		buf_addf(&t->out, "odd %s", e->a);
		break;
	case EFFECT_WANT:
		op = word_of(word_op, (unsigned)e->n);
		if (op == NULL)
			trace_broken(t, "wants operation %lld", (long long)e->n);
		buf_addf(&t->out, "want %s ", op != NULL ? op : "?");
		put(t, e->a);
		break;
	case EFFECT_QUOTA:
		buf_addf(&t->out, "quota %lld", (long long)e->n);
		field_time(t, "until", e->m);
		break;
	case EFFECT_TOKEN:
		buf_adds(&t->out, "token");
		field(t, "access", e->a);
		field(t, "refresh", e->b);
		field_time(t, "expires", e->n);
		break;
	case EFFECT_MISSING:
		buf_adds(&t->out, "missing ");
		put(t, e->a);
		break;
	case EFFECT_BLIND:
		buf_addf(&t->out, "blind %s", e->a);
		break;
	case EFFECT_DEBUG:
		buf_addf(&t->out, "debug %s", e->a);
		break;
	case EFFECT_OPEN:
		buf_addf(&t->out, "open %lld %s%s", (long long)e->m,
		    e->b != NULL ? "program " : "",
		    e->b != NULL ? e->b : e->a);
		break;
	case EFFECT_SEND: {
		AUTO(free_p) char *s = xstrndup(e->a, (size_t)e->n);

		buf_addf(&t->out, "send %lld ", (long long)e->m);
		quoted(t, s);
		break;
	}
	case EFFECT_LINGER:
		buf_adds(&t->out, "linger");
		break;
	case EFFECT_CLOSE:
		buf_addf(&t->out, "close %lld", (long long)e->m);
		break;
	case EFFECT_SPENT:
		amount_format(e->n, cost);
		buf_addf(&t->out, "spent %s", e->n == HARK_ALL ? "all" : cost);
		field(t, "item", e->a);
		break;
	case EFFECT_DONE:
		buf_adds(&t->out, "done");
		break;
	case EFFECT_FAIL:
		error = e->n > 0 ? word_of(word_error, (unsigned)e->n) : NULL;
		if (error == NULL)
			trace_broken(t, "fails with error %lld", (long long)e->n);
		buf_addf(&t->out, "fail %s %s", error != NULL ? error : "?", e->a);
		break;
	}
	buf_addc(&t->out, '\n');
}
