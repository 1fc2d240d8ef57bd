/* SPDX-License-Identifier: ISC */

/*
 * `hark digest': what the next one would say, or today's sent now.  Threads are
 * not read again for a look; a mail does that when it leaves.
 */

#include <stdlib.h>
#include <string.h>

#include "alert/digest_plan.h"
#include "alert/digest_when.h"
#include "alert/lane.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "store/digest.h"

struct one {
	struct digest_show *show;
	struct lane *lane;
	char *recipient;
	char *key;			/* of today's, when it is to be sent */
};
struct digest_show {
	struct alert *alert;
	bool send;
	alert_digest_fn *fn;
	void *arg;
	struct one *all;
	size_t n, left;
	bool gone;			/* nobody listens any more */
	struct err none;
	struct timer *nobody;
	LIST_ENTRY(digest_show) link;
};

static void
show_free(struct digest_show *s)
{
	if (!s->gone)
		LIST_REMOVE(s, link);
	for (size_t i = 0; i < s->n; i++) {
		free(s->all[i].recipient);
		free(s->all[i].key);
	}
	free(s->all);
	timer_free(s->nobody);
	free(s);
}

/* Callbacks of a store may still come: they find that nobody listens. */
void
digest_show_free(struct alert *a)
{
	struct digest_show *s;

	while ((s = LIST_FIRST(&a->shows)) != NULL) {
		LIST_REMOVE(s, link);
		s->gone = true;
		if (s->left == 0)
			show_free(s);
	}
}

/* One recipient is done. */
static void
one_over(struct one *o, const struct err *e, const struct composed *c)
{
	struct digest_show *s = o->show;

	s->left--;
	if (!s->gone)
		s->fn(s->arg, e, lane_store(o->lane) != NULL ?
		    lane_conf(o->lane)->name : "", o->recipient,
		    c != NULL ? c->subject : NULL, c != NULL ? c->text : NULL,
		    s->left == 0);
	if (s->left == 0)
		show_free(s);
}

static void
on_facts(void *arg, const struct err *e, const struct digest_facts *f)
{
	struct one *o = arg;
	struct digest_plan_in in = { .now = loop_now(), .facts = f };
	struct compose_in ci = { .kind = OUTBOX_DIGEST, .now = in.now };
	const struct conf_recipient *r = NULL;
	struct digest_day day;
	struct composed c;
	struct arena *a;
	struct digest d;

	if (!o->show->gone && e->code == ERR_OK &&
	    lane_store(o->lane) != NULL)
		r = find_recipient(lane_conf(o->lane), o->recipient);
	if (r == NULL) {
		const struct err over = { .code = ERR_UNAVAILABLE,
			.text = "the configuration has changed; ask again" };

		one_over(o, e->code != ERR_OK ? e : &over, NULL);
		return;
	}
	a = arena_new();
	in.client = lane_conf(o->lane);
	in.recipient = r;
	in.day = hours_date(in.client->hours, in.now);
	if (digest_day(in.client, r, in.now, &day) &&
	    day.closed_since != 0) {
		in.closed_since = day.closed_since;
		ci.kind = OUTBOX_RETURN;
	}
	in.n_health = poll_health(o->lane->alert->poll, &in.health);
	digest_plan(&in, a, &d);
	ci.client = in.client;
	ci.channel = r->channel;
	ci.lang = r->lang != NULL ? r->lang : in.client->lang;
	ci.digest = &d;
	compose(&ci, &c);
	one_over(o, e, &c);
	composed_free(&c);
	arena_free(a);
}

/* --- now --- */

static void
on_row(void *arg, const struct err *e)
{
	struct one *o = arg;

	if (e->code == ERR_OK && lane_store(o->lane) != NULL)
		lane_kick(o->lane);
	one_over(o, e, NULL);
}

static void
on_key(void *arg, const struct err *e, const struct digest_key *keys, size_t n,
    int64_t begun)
{
	struct one *o = arg;
	const struct conf_recipient *r = NULL;
	struct err there = { .code = ERR_OK };
	struct outbox_row row;
	struct digest_day day;
	struct arena *a;

	(void)begun;
	if (e->code == ERR_OK && n > 0 && lane_store(o->lane) != NULL)
		r = find_recipient(lane_conf(o->lane), o->recipient);
	if (r == NULL) {
		err_set(&there, ERR_UNAVAILABLE, "the configuration has "
		    "changed; ask again");
		one_over(o, e->code != ERR_OK ? e : &there, NULL);
		return;
	}
	if (keys[0].state != 0) {
		err_set(&there, ERR_CONFLICT, keys[0].state == OUTBOX_PENDING ?
		    "today's digest is on its way already; see: hark queue" :
		    "today's digest has left already; see it with: hark "
		    "digest --preview");
		one_over(o, &there, NULL);
		return;
	}
	a = arena_new();
	digest_row(o->lane, r, digest_day(lane_conf(o->lane), r, loop_now(),
	    &day) && day.closed_since != 0 ? OUTBOX_RETURN : OUTBOX_DIGEST,
	    o->key, a, &row);
	store_ring_commit(lane_store(o->lane), &row, 1, NULL, 0, loop_now(),
	    on_row, o);
	arena_free(a);
}

static void
start(struct one *o)
{
	const struct conf_client *c = lane_conf(o->lane);
	struct arena *a;

	if (!o->show->send) {
		store_digest(lane_store(o->lane), o->recipient, loop_now(),
		    digest_wants_silent(c, find_recipient(c, o->recipient)),
		    on_facts, o);
		return;
	}
	a = arena_new();
	o->key = xstrdup(digest_key(a, o->recipient, hours_date(c->hours,
	    loop_now())));
	arena_free(a);
	store_digest_keys(lane_store(o->lane), (const char *const *)&o->key,
	    1, on_key, o);
}

static void
on_nobody(void *arg)
{
	struct digest_show *s = arg;

	s->fn(s->arg, &s->none, NULL, NULL, NULL, NULL, true);
	show_free(s);
}

static bool
is_meant(const struct conf_recipient *r, const char *recipient)
{
	if (recipient == NULL)
		return r->digest;
	return strcmp(r->name, recipient) == 0 ||
	    strcmp(r->address, recipient) == 0;
}

void
alert_digest(struct alert *a, const char *client, const char *recipient,
    bool send, alert_digest_fn *fn, void *arg)
{
	struct digest_show *s = xcalloc(1, sizeof(*s));
	struct lane *l;

	s->alert = a;
	s->send = send;
	s->fn = fn;
	s->arg = arg;
	LIST_INSERT_HEAD(&a->shows, s, link);
	TAILQ_FOREACH(l, &a->lanes, link) {
		const struct conf_client *c;

		if (lane_store(l) == NULL)
			continue;
		c = lane_conf(l);
		if (client != NULL && strcmp(c->name, client) != 0)
			continue;
		for (size_t i = 0; i < c->n_recipients; i++) {
			if (!is_meant(&c->recipients[i], recipient))
				continue;
			s->all = xreallocarray(s->all, s->n + 1,
			    sizeof(*s->all));
			s->all[s->n++] = (struct one){ .show = s, .lane = l,
				.recipient = xstrdup(c->recipients[i].name) };
		}
	}
	s->left = s->n;
	for (size_t i = 0; i < s->n; i++)
		start(&s->all[i]);
	if (s->n > 0)
		return;
	err_set(&s->none, ERR_NOT_FOUND, recipient != NULL ? "no recipient "
	    "\"%s\" is configured; see: hark config" : "no recipient%s gets a "
	    "digest; write digest = yes in a recipient section of harkd.conf",
	    recipient != NULL ? recipient : "");
	s->nobody = timer_new(on_nobody, s);
	timer_start(s->nobody, 0);
}
