/* SPDX-License-Identifier: ISC */
#ifndef MONTH_WORLD_H
#define MONTH_WORLD_H

/*
 * world.h - the month's script read into posts and events, and the networks
 * that serve them; see december.txt for the language.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which makes fail a macro. */
#include "core/month/net.h"

#include <cmocka.h>

#include "base/buf.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "fake/fake.h"
#include "triage/hours.h"

#define POSTS_MAX	1000
#define EVENTS_MAX	1200
#define CROWD_EVERY	(40 * WHEN_SECOND)

struct mpost {
	char net[12], id[12], who[32], parent[12], thread[12], to[32], rows[64];
	char *text;
	int64_t at, edited;
	int rating;
	enum hark_kind kind;
	enum hark_visibility visibility;
	unsigned flags;
	bool gone;
};

enum event_kind { EV_SAY, EV_EDIT, EV_DELETE, EV_LIKE, EV_ACT, EV_NET, EV_MAIL,
	EV_RESTART, EV_BEGIN, EV_END };

struct event {
	int64_t at;
	size_t order;
	enum event_kind kind;
	struct mpost *post;	/* SAY; of others .id is in a */
	char a[32], b[32];	/* words */
	int64_t until;		/* ACT */
	char *text;		/* EDIT */
};

/* A row of the clock that must show at a post. */
struct expected {
	char id[12], row[24];
	int line;
};

static struct mpost posts[POSTS_MAX], *arrived[POSTS_MAX];
static size_t n_posts, n_arrived;
static struct event events[EVENTS_MAX];
static size_t n_events;
static struct expected expected[POSTS_MAX];
static size_t n_expected;
static struct hours *wall;	/* of the calendar on the wall */

static struct mpost *
post_named(const char *id)
{
	size_t i = 0;

	while (i < n_posts && strcmp(posts[i].id, id) != 0)
		i++;
	if (i == n_posts)
		fail_msg("no post is called %s", id);
	return &posts[i];
}

static const char *
month_path(const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "tests/core/month/%s", name);
	return path;
}

/* --- the script --- */

/* "12-05 17:30" in Berlin; January is next year's. */
static int64_t
time_of(const char *day, const char *clock)
{
	char iso[40];
	int month, d, hour = 0, minute = 0;

	if (sscanf(day, "%d-%d", &month, &d) != 2 ||
	    sscanf(clock, "%d:%d", &hour, &minute) != 2)
		fail_msg("%s %s is no time", day, clock);
	snprintf(iso, sizeof(iso), "%d-%02d-%02dT12:00:00Z",
	    month == 1 ? 2027 : 2026, month, d);
	return hours_at(wall, when_parse(iso), 0, hour * 60 + minute);
}

static struct event *
add_event(int64_t at, enum event_kind kind)
{
	struct event *ev = &events[n_events];

	assert_true(n_events < EVENTS_MAX);
	memset(ev, 0, sizeof(*ev));
	ev->at = at;
	ev->order = n_events++;
	ev->kind = kind;
	return ev;
}

static void
expect_rows(const char *id, char *rows, int line)
{
	for (char *r; (r = strsep(&rows, ",")) != NULL; ) {
		struct expected *x = &expected[n_expected++];

		snprintf(x->id, sizeof(x->id), "%s", id);
		snprintf(x->row, sizeof(x->row), "%s", r);
		x->line = line;
	}
}

static void
kind_of(struct mpost *p)
{
	if (strcmp(p->who, "us") == 0)
		p->kind = HARK_OWN;
	else if (strcmp(p->net, "mastodon") == 0)
		p->kind = HARK_MENTION;
	else
		p->kind = HARK_COMMENT;
	p->visibility = HARK_PUBLIC;
}

/* The words between an id and the colon. */
static void
options(struct mpost *p, char *s, int line)
{
	for (char *w; (w = strsep(&s, " ")) != NULL; ) {
		if (*w == '<') {
			struct mpost *above = post_named(w + 1);

			strcpy(p->parent, above->id);
			strcpy(p->thread, above->thread);
		} else if (strncmp(w, "to=", 3) == 0) {
			snprintf(p->to, sizeof(p->to), "%s", w + 3);
		} else if (strncmp(w, "review=", 7) == 0) {
			p->kind = HARK_REVIEW;
			p->rating = atoi(w + 7);
		} else if (strcmp(w, "private") == 0) {
			p->visibility = HARK_PRIVATE;
			p->kind = p->kind == HARK_OWN ? HARK_OWN :
			    HARK_MESSAGE;
		} else if (strcmp(w, "found") == 0) {
			p->kind = HARK_FOUND;
		} else if (strcmp(w, "media") == 0) {
			p->flags |= HARK_POST_MEDIA_ONLY;
		} else if (strcmp(w, "auto") == 0) {
			p->flags |= HARK_POST_AUTOMATIC;
		} else if (*w == '{') {
			w[strcspn(w, "}")] = '\0';
			expect_rows(p->id, w + 1, line);
		} else if (*w != '\0') {
			fail_msg("line %d: what is %s?", line, w);
		}
	}
}

static struct mpost *
new_post(int64_t at, const char *net, const char *id, const char *who)
{
	struct mpost *p = &posts[n_posts++];

	assert_true(n_posts < POSTS_MAX);
	memset(p, 0, sizeof(*p));
	snprintf(p->net, sizeof(p->net), "%s", net);
	snprintf(p->id, sizeof(p->id), "%s", id);
	snprintf(p->thread, sizeof(p->thread), "%s", id);
	snprintf(p->who, sizeof(p->who), "%s", who);
	p->at = at;
	kind_of(p);
	add_event(at, EV_SAY)->post = p;
	return p;
}

static void
say(int64_t at, char *s, int line)
{
	char *text = strchr(s, ':'), *net, *id, *who;
	struct mpost *p;

	if (text == NULL)
		fail_msg("line %d: no colon", line);
	*text++ = '\0';
	net = strsep(&s, " ");
	id = strsep(&s, " ");
	who = strsep(&s, " ");
	p = new_post(at, net, id, who);
	if (s != NULL)
		options(p, s, line);
	p->text = xstrdup(text + (*text == ' '));
}

static void
crowd(int64_t at, char *s, int line)
{
	char net[12], prefix[8], above[12], id[12], who[32];
	int n, used;
	char *texts[16], *rest;
	int n_texts = 0;

	if (sscanf(s, "%11s %7s %d <%11[^:]: %n", net, prefix, &n, above,
	    &used) != 4)
		fail_msg("line %d: no crowd", line);
	for (rest = s + used; n_texts < 16 &&
	    (texts[n_texts] = strsep(&rest, "|")) != NULL; n_texts++)
		continue;
	for (int i = 0; i < n; i++) {
		struct mpost *p;
		char *t = texts[i % n_texts];

		snprintf(id, sizeof(id), "%.7s%d", prefix, i % 1000);
		snprintf(who, sizeof(who), "Gast_%d", i);
		p = new_post(at + i * CROWD_EVERY, net, id, who);
		strcpy(p->parent, above);
		strcpy(p->thread, post_named(above)->thread);
		while (*t == ' ')
			t++;
		p->text = xstrndup(t, strlen(t) - (t[strlen(t) - 1] == ' '));
	}
}

static void
act(int64_t at, char *s)
{
	struct event *ev = add_event(at, EV_ACT);
	char *until = strstr(s, " until "), *brace = strstr(s, " {");
	char verb[32], arg[32] = "", day[8], clock[8];

	if (until != NULL) {
		sscanf(until + 7, "%7s %7s", day, clock);
		ev->until = time_of(day, clock);
		*until = '\0';
	}
	if (brace != NULL)
		*brace = '\0';
	sscanf(s, "%31s %31s %31s", ev->a, verb, arg);
	strcpy(ev->b, verb);
	ev->text = xstrdup(arg);
}

static void
read_line(char *s, int line)
{
	char *day = strsep(&s, " "), *clock = strsep(&s, " "), *verb, *brace;
	int64_t at = time_of(day, clock);
	struct event *ev;
	char rows[64];

	verb = strsep(&s, " ");
	if (strcmp(verb, "say") == 0) {
		say(at, s, line);
		return;
	}
	if (strcmp(verb, "crowd") == 0) {
		crowd(at, s, line);
		return;
	}
	if (s != NULL && (brace = strchr(s, '{')) != NULL &&
	    sscanf(brace, "{%63[^}]", rows) == 1) {
		char id[12];

		sscanf(s, "%11s", id);
		expect_rows(id, rows, line);
	}
	if (strcmp(verb, "act") == 0) {
		act(at, s);
		return;
	}
	ev = add_event(at, strcmp(verb, "edit") == 0 ? EV_EDIT :
	    strcmp(verb, "delete") == 0 ? EV_DELETE :
	    strcmp(verb, "like") == 0 ? EV_LIKE :
	    strcmp(verb, "net") == 0 ? EV_NET :
	    strcmp(verb, "mail") == 0 ? EV_MAIL :
	    strcmp(verb, "restart") == 0 ? EV_RESTART :
	    strcmp(verb, "begin") == 0 ? EV_BEGIN : EV_END);
	if (ev->kind == EV_END && strcmp(verb, "end") != 0)
		fail_msg("line %d: what is %s?", line, verb);
	if (s != NULL)
		sscanf(s, "%31s %31s", ev->a, ev->b);
	if (ev->kind == EV_EDIT)
		ev->text = xstrdup(strstr(s, ": ") + 2);
}

static int
by_time(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static void
read_script(const char *name)
{
	FILE *f = fopen(month_path(name), "r");
	char *s = NULL;
	size_t size = 0;
	ssize_t n;
	int line = 0;

	assert_non_null(f);
	while ((n = getline(&s, &size, f)) > 0) {
		line++;
		if (s[n - 1] == '\n')
			s[n - 1] = '\0';
		if (*s != '#' && *s != '\0')
			read_line(s, line);
	}
	free(s);
	fclose(f);
	qsort(events, n_events, sizeof(*events), by_time);
}

static void
forget_script(void)
{
	for (size_t i = 0; i < n_posts; i++)
		free(posts[i].text);
	for (size_t i = 0; i < n_events; i++)
		free(events[i].text);
	n_posts = n_events = n_arrived = n_expected = 0;
}

/* --- the networks --- */

static struct { char name[12], how[12]; } trouble[8];
static struct buf served = BUF_INIT;

static const char *
how_is(const char *net)
{
	for (size_t i = 0; i < ARRAY_LEN(trouble); i++)
		if (strcmp(trouble[i].name, net) == 0)
			return trouble[i].how;
	return "works";
}

static void
make(const char *net, const char *how)
{
	size_t i = 0;

	while (trouble[i].name[0] != '\0' && strcmp(trouble[i].name, net) != 0)
		i++;
	assert_true(i < ARRAY_LEN(trouble));
	snprintf(trouble[i].name, sizeof(trouble[i].name), "%s", net);
	snprintf(trouble[i].how, sizeof(trouble[i].how), "%s", how);
}

static void
set_string(json_t *o, const char *k, const char *v)
{
	if (v != NULL && v[0] != '\0')
		json_object_set_new(o, k, json_string(v));
}

static json_t *
post_json(const struct mpost *p, size_t seq)
{
	json_t *o = json_object();
	char url[96], number[24], name[40];
	bool us = strcmp(p->who, "us") == 0;

	snprintf(url, sizeof(url), "https://%s.example/%s/%s", p->net,
	    p->thread, p->id);
	snprintf(number, sizeof(number), "%zu", seq);
	snprintf(name, sizeof(name), "%s", us ? "Bäckerei Becker" : p->who);
	for (char *c = name; *c != '\0'; c++)
		*c = *c == '_' ? ' ' : *c;
	set_string(o, "id", p->id);
	set_string(o, "seq", number);
	set_string(o, "parent", p->parent);
	set_string(o, "thread", p->thread);
	set_string(o, "who", us ? "becker" : p->who);
	set_string(o, "name", name);
	set_string(o, "text", p->text);
	set_string(o, "to", p->to);
	set_string(o, "url", url);
	json_object_set_new(o, "at", json_integer(p->at));
	json_object_set_new(o, "edited", json_integer(p->edited));
	json_object_set_new(o, "rating", json_integer(p->rating));
	json_object_set_new(o, "kind", json_integer(p->kind));
	json_object_set_new(o, "visibility", json_integer(p->visibility));
	json_object_set_new(o, "flags", json_integer(p->flags));
	return o;
}

/* What one request gets; NULL: there is no such post. */
static json_t *
list_posts(const char *net, const char *url)
{
	const char *after = strstr(url, "after="), *id = strstr(url, "id=");
	size_t from = after != NULL ? (size_t)atol(after + 6) : 0;
	const struct mpost *asked = id != NULL ? post_named(id + 3) : NULL;
	json_t *list;

	if (asked != NULL && asked->gone)
		return NULL;
	list = json_array();
	for (size_t i = 0; i < n_arrived; i++) {
		const struct mpost *p = arrived[i];

		if (strcmp(p->net, net) != 0 || p->gone ||
		    (asked == NULL && i < from) || (asked != NULL &&
		    strcmp(p->thread, asked->thread) != 0))
			continue;
		json_array_append_new(list, post_json(p, i + 1));
	}
	return list;
}

static bool
serve(void *arg, const struct http_request *q, struct http_response *r)
{
	char net[12], *dump;
	const char *how;
	json_t *list;

	(void)arg;
	sscanf(q->url, "https://%11[^.]", net);
	r->type = "application/json";
	r->url = q->url;
	r->headers = "";
	r->retry_after_ms = -1;
	r->body = "";
	how = how_is(net);
	if (strcmp(how, "fails") == 0) {
		err_set(&r->err, ERR_NET, "no answer from %s", net);
		return true;
	}
	if (strcmp(how, "token") == 0) {
		r->status = 401;
		return true;
	}
	list = list_posts(net, q->url);
	r->status = list != NULL ? 200 : 404;
	if (list != NULL) {
		dump = json_dumps(list, JSON_COMPACT);
		buf_reset(&served);
		buf_adds(&served, dump);
		free(dump);
		json_decref(list);
		r->body = served.data;
		r->len = served.len;
	}
	return true;
}

#endif
