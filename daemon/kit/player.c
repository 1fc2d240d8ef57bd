/* SPDX-License-Identifier: ISC */

/* Giving events to the daemon's task, and checking what comes; see player.h. */

#include <string.h>

#include "base/mem.h"
#include "base/url.h"
#include "base/utf8.h"
#include "base/when.h"
#include "kit/player.h"

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

static const char *
kept(void *arg, const char *name)
{
	return facts_get(arg, name);
}

void
player_begin(struct player *p, const struct hark_plugin *plugin,
    const void *config, struct facts *facts)
{
	memset(p, 0, sizeof(*p));
	p->facts = facts;
	p->trace.out = (struct buf)BUF_INIT;
	p->ids = json_object();
	run_init(&p->run, plugin, config);
	p->run.kept = kept;
	p->run.kept_arg = facts;
}

void
player_end(struct player *p)
{
	json_decref(p->ids);
	buf_free(&p->trace.out);
	run_clear(&p->run);
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

static int *
stream_of(struct player *p, int tag)
{
	for (size_t i = 0; i < p->n_streams; i++)
		if (p->streams[i] == tag)
			return &p->streams[i];
	return NULL;
}

static void
closed(struct player *p, int tag)
{
	int *s = stream_of(p, tag);

	if (s != NULL)
		*s = p->streams[--p->n_streams];
}

/* Do what the daemon would do, as far as later events depend on it. */
static void
perform(struct player *p, const struct effect *e)
{
	struct trace *t = &p->trace;
	struct url u;

	switch ((int)e->type) {
	case EFFECT_POST:
	case EFFECT_POSTED:
		json_object_set_new_nocheck(p->ids, e->post->id, json_true());
		break;
	case EFFECT_MISSING:
		json_object_set_new_nocheck(p->ids, e->a, json_true());
		break;
	case EFFECT_KEEP:
		facts_set(p->facts, e->a, e->b);
		break;
	case EFFECT_REQUEST:
		if (!url_parse(e->request->url, &u))
			trace_broken(t, "asks for %s", e->request->url);
		else if ((e->request->flags & HARK_ANON) == 0 &&
		    !trusted(&p->run, e->request->url))
			trace_broken(t, "credentials to %s", e->request->url);
		p->asked[p->n_asked++] = e->request;
		break;
	case EFFECT_OPEN:
		if (e->b == NULL && !trusted(&p->run, e->a))
			trace_broken(t, "credentials to %s", e->a);
		else if (stream_of(p, (int)e->m) != NULL ||
		    p->n_streams == ARRAY_LEN(p->streams))
			trace_broken(t, "stream %d is open already", (int)e->m);
		else
			p->streams[p->n_streams++] = (int)e->m;
		break;
	case EFFECT_SEND:
		if (stream_of(p, (int)e->m) == NULL)
			trace_broken(t, "speaks on stream %d, which is not "
			    "open", (int)e->m);
		break;
	case EFFECT_CLOSE:
		closed(p, (int)e->m);
		break;
	case EFFECT_TIMER:
		if (e->n < 0 || p->n_timers == ARRAY_LEN(p->timers)) {
			trace_broken(t, "a timer of %lld ms", (long long)e->n);
			break;
		}
		p->timers[p->n_timers].tag = (int)e->m;
		p->timers[p->n_timers++].at = p->now + e->n;
		break;
	}
}

static void
step(struct player *p, const struct hark_event *ev, const char *headers)
{
	struct trace *t = &p->trace;

	run_step(&p->run, ev, headers);
	for (const struct effect *e = p->run.first; e != NULL; e = e->next) {
		trace_effect(t, e);
		perform(p, e);
	}
	if (!utf8_valid(t->out.data, t->out.len))
		trace_broken(t, "an effect that is not UTF-8");
	if (!p->run.over && p->n_asked == p->n_answered && p->n_timers == 0 &&
	    p->n_streams == 0)
		trace_broken(t, "neither done nor waiting for anything");
	p->ended = p->run.over || t->broken[0] != '\0';
}

void
player_start(struct player *p, const struct hark_event *ev)
{
	struct arena *a = arena_new();
	struct hark_event lent = *ev;

	p->now = ev->now;
	lent.start.argument = arena_strdup(a, ev->start.argument);
	lent.start.cursor = arena_strdup(a, ev->start.cursor);
	lent.start.url = arena_strdup(a, ev->start.url);
	lent.start.text = arena_strdup(a, ev->start.text);
	lent.start.key = arena_strdup(a, ev->start.key);
	if (ev->start.ids != NULL)
		lent.start.ids = arena_list(a, ev->start.ids);
	if (ev->start.parent != NULL)
		lent.start.parent = post_copy(a, ev->start.parent);
	step(p, &lent, NULL);
	arena_free(a);
}

static bool
stream_event(struct player *p, const struct answer *a)
{
	struct hark_event ev = { .type = HARK_BYTES, .tag = a->tag };
	AUTO(free_p) char *data = xmalloc(a->len + 1);

	if (p->ended || stream_of(p, a->tag) == NULL)
		return false;
	ev.now = p->now += WHEN_SECOND;
	if (a->status == ANSWER_CLOSED) {
		closed(p, a->tag);
		ev.type = HARK_CLOSED;
	} else {
		/* Not a byte more than there is. */
		data = xreallocarray(data, a->len > 0 ? a->len : 1, 1);
		memcpy(data, a->body, a->len);
		ev.bytes.data = data;
		ev.bytes.len = a->len;
	}
	step(p, &ev, NULL);
	return true;
}

bool
player_close(struct player *p)
{
	struct answer a = { .status = ANSWER_CLOSED };

	if (p->ended || p->n_streams == 0)
		return false;
	a.tag = p->streams[0];
	return stream_event(p, &a);
}

bool
player_answer(struct player *p, const struct answer *a)
{
	struct hark_event ev = { .type = HARK_RESPONSE };
	AUTO(free_p) char *type = xstrdup_null(a->type);
	AUTO(free_p) char *headers = xstrdup_null(a->headers);
	AUTO(free_p) char *body = xmalloc(a->len + 1);

	if (a->status < 200) {
		struct answer part = *a;

		if (a->piece == 0 || a->len == 0)
			return stream_event(p, a);
		while (part.len > a->piece && !p->ended) {
			size_t left = part.len - a->piece;

			part.len = a->piece;
			if (!stream_event(p, &part))
				return false;
			part.body += a->piece;
			part.len = left;
		}
		return p->ended || stream_event(p, &part);
	}
	if (p->ended || p->n_answered == p->n_asked)
		return false;
	memcpy(body, a->body, a->len);
	body[a->len] = '\0';
	ev.now = p->now += WHEN_SECOND;
	ev.tag = p->asked[p->n_answered]->tag;
	ev.response = (struct hark_response){ .status = a->status,
		.type = type, .url = p->asked[p->n_answered]->url,
		.body = body, .len = a->len };
	p->n_answered++;
	step(p, &ev, headers);
	return true;
}

bool
player_timer(struct player *p)
{
	struct hark_event ev = { .type = HARK_TIMER };
	size_t first = 0;

	if (p->ended || p->n_timers == 0)
		return false;
	for (size_t i = 1; i < p->n_timers; i++)
		if (p->timers[i].at < p->timers[first].at)
			first = i;
	ev.tag = p->timers[first].tag;
	ev.now = p->now = p->timers[first].at;
	p->timers[first] = p->timers[--p->n_timers];
	step(p, &ev, NULL);
	return true;
}
