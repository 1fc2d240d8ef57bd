/* SPDX-License-Identifier: ISC */

/* The script read into posts and events; see world.h. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/month/world.h"

#include "base/mem.h"
#include "base/when.h"

#define CROWD_EVERY	(40 * WHEN_SECOND)

static struct mpost posts[POSTS_MAX];
struct mpost *arrived[POSTS_MAX];
static size_t n_posts;
size_t n_arrived;
struct event events[EVENTS_MAX];
size_t n_events;
struct expected expected[POSTS_MAX];
size_t n_expected;
struct hours *wall;	/* of the calendar on the wall */

struct mpost *
post_named(const char *id)
{
	size_t i = 0;

	while (i < n_posts && strcmp(posts[i].id, id) != 0)
		i++;
	if (i == n_posts)
		fail_msg("no post is called %s", id);
	return &posts[i];
}

const char *
month_path(const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "tests/core/month/%s", name);
	return path;
}

/* "12-05 17:30" in Berlin; January is next year's. */
int64_t
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
act(int64_t at, enum event_kind kind, char *s)
{
	struct event *ev = add_event(at, kind);
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
	if (strcmp(verb, "act") == 0 || strcmp(verb, "send") == 0) {
		act(at, *verb == 'a' ? EV_ACT : EV_SEND, s);
		return;
	}
	ev = add_event(at, strcmp(verb, "edit") == 0 ? EV_EDIT :
	    strcmp(verb, "delete") == 0 ? EV_DELETE :
	    strcmp(verb, "like") == 0 ? EV_LIKE :
	    strcmp(verb, "vip") == 0 ? EV_VIP :
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

void
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

void
forget_script(void)
{
	for (size_t i = 0; i < n_posts; i++)
		free(posts[i].text);
	for (size_t i = 0; i < n_events; i++)
		free(events[i].text);
	n_posts = n_events = n_arrived = n_expected = 0;
}
