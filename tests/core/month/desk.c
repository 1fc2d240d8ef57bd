/* SPDX-License-Identifier: ISC */

/* What staff tells hark; see desk.h. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/month/desk.h"

#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "core/box.h"
#include "store/people.h"

/* --- as if typed --- */

static char qid[QID_LEN + 1];

static void
on_found(void *arg, const struct err *e, const struct question *q, size_t n)
{
	assert_int_equal(e->code, ERR_OK);
	for (size_t i = 0; i < n; i++)
		if (strcmp(q[i].native, arg) == 0)
			memcpy(qid, q[i].id, sizeof(qid));
}

static void
on_acted(void *arg, const struct err *e, const struct question *q, size_t n)
{
	(void)arg, (void)q, (void)n;
	if (e->code != ERR_OK)
		fail_msg("%s", e->text);
}

void
desk_act(const struct event *ev)
{
	const struct question_filter f = { .open = true, .perhaps = true };

	qid[0] = '\0';
	store_list(client.store, &f, on_found, (void *)(uintptr_t)ev->a);
	fake_settle();
	if (qid[0] == '\0')
		fail_msg("%s is no open question", ev->a);
	store_act(client.store, &(struct store_act){ .id = qid,
	    .verb = verb_parse(ev->b), .now = loop_now(), .until = ev->until,
	    .who = "theke", .arg = ev->text[0] != '\0' ? ev->text : NULL },
	    on_acted, NULL);
	fake_settle();
}

/* --- by a link in a mail --- */

static const struct link {
	const char *verb, *de, *en;
} links[] = {
	{ "done", "Erledigt", "Done" },
	{ "phoned", "Angerufen", "Phoned" },
	{ "tomorrow", "Morgen", "Tomorrow" },
	{ "not", "Keine Frage", "Not a question" },
	{ "all-done", "Alle erledigt", "All done" },
	{ "all-tomorrow", "Alle morgen", "All tomorrow" },
};

/* As a phone reads it. */
static void
decode(char *out, size_t size, const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len && n + 1 < size; i++) {
		unsigned c = (unsigned char)s[i];

		if (s[i] == '%' && i + 2 < len &&
		    sscanf(s + i + 1, "%2x", &c) == 1)
			i += 2;
		out[n++] = (char)c;
	}
	out[n] = '\0';
}

/* The newest mail to him that links to this post; given. */
static char *
last_mail(const char *to, const char *native)
{
	AUTO(free_p) char *at = xasprintf("/%s/%s\n",
	    post_named(native)->thread, native);

	for (size_t i = fake_mail_count(); i-- > 0; ) {
		const struct fake_mail *m = fake_mail(i);
		char *body;

		if (m->outcome != SMTP_ACCEPTED || strcmp(m->to, to) != 0)
			continue;
		body = body_of(m->text);
		if (strstr(body, at) != NULL)
			return body;
		free(body);
	}
	fail_msg("%s got no mail about %s", to, native);
	return NULL;
}

void
desk_send(const struct event *ev)
{
	AUTO(free_p) char *from = xasprintf("%s@becker.example", ev->text);
	AUTO(free_p) char *body = last_mail(from, ev->a);
	AUTO(free_p) char *at = xasprintf("/%s\n", ev->a);
	AUTO(free_p) char *label = NULL;
	const char *p, *end;
	char subject[200];

	for (size_t i = 0; i < ARRAY_LEN(links); i++)
		if (strcmp(links[i].verb, ev->b) == 0)
			label = xasprintf("\n%s: <mailto:hark@becker.example"
			    "?subject=", strcmp(lang, "de") == 0 ?
			    links[i].de : links[i].en);
	assert_non_null(label);
	p = strstr(strstr(body, at), label);
	if (p == NULL)
		fail_msg("no link to say %s of %s in\n%s", ev->b, ev->a, body);
	p += strlen(label);
	end = strchr(p, '&');
	assert_non_null(end);
	decode(subject, sizeof(subject), p, (size_t)(end - p));
	box_put(from, subject, "", "");
}

/* --- of people --- */

static void
on_marked(void *arg, const struct err *e, const struct person *p, size_t n)
{
	(void)arg, (void)p;
	if (e->code != ERR_OK)
		fail_msg("%s", e->text);
	assert_int_equal(n, 1);
}

void
desk_vip(const struct event *ev)
{
	AUTO(free_p) char *name = xstrdup(ev->a);

	for (char *c = name; *c != '\0'; c++)
		*c = *c == '_' ? ' ' : *c;
	store_mark(client.store, name, MARK_VIP, false, loop_now(), on_marked,
	    NULL);
	fake_settle();
}

/* --- silence --- */

bool
desk_silent(const char *native, int64_t t)
{
	for (size_t i = 0; i < n_events; i++) {
		const struct event *ev = &events[i];
		bool same = strcmp(ev->a, native) == 0;

		if (ev->at > t)
			break;
		/* All of the conversation. */
		if (ev->kind == EV_SEND && strncmp(ev->b, "all-", 4) == 0)
			same = post_named(native)->at <= ev->at &&
			    strcmp(post_named(native)->thread,
			    post_named(ev->a)->thread) == 0;
		if (!same)
			continue;
		if ((ev->kind == EV_ACT || ev->kind == EV_SEND) &&
		    (ev->until == 0 || t < ev->until))
			return true;
		if (ev->kind == EV_LIKE && t > ev->at + 5 * WHEN_MINUTE)
			return true;
	}
	return false;
}
