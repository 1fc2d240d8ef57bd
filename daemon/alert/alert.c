/* SPDX-License-Identifier: ISC */

/* The face of alert/: what main, poll and control call; see alert.h. */

#include <stdlib.h>

#include "alert/ids.h"
#include "alert/lane.h"
#include "alert/plan.h"
#include "alert/report.h"
#include "base/arena.h"
#include "base/loop.h"
#include "base/mem.h"

const char *
alert_host(const struct alert *a)
{
	return id_host(a->config->mail.from, a->config->mail.hello);
}

static void
on_start(void *arg)
{
	struct lane *l = arg;

	if (!l->alert->started)
		admin_start(l->alert);
	l->alert->started = true;
	if (l->client != NULL && l->client->store == NULL && !l->broken) {
		l->broken = true;
		admin_store(l, &l->client->broken);
	}
	/* The configuration may be another one than before. */
	if (!l->replanned && !l->alert->dry_run && lane_store(l) != NULL) {
		l->replanned = true;
		store_ring_replan(lane_store(l), loop_now(), NULL, NULL);
	}
	lane_look(l);
}

static struct lane *
lane_new(struct alert *a, struct client *c)
{
	struct lane *l = xcalloc(1, sizeof(*l));

	l->alert = a;
	l->client = c;
	l->timer = timer_new(on_start, l);
	TAILQ_INIT(&l->todo);
	TAILQ_INIT(&l->sending);
	STAILQ_INIT(&l->events);
	TAILQ_INSERT_TAIL(&a->lanes, l, link);
	lane_kick(l);
	return l;
}

struct alert *
alert_new(const struct config *cf, struct client *clients, size_t n,
    struct poll *poll, bool dry_run)
{
	struct alert *a = xcalloc(1, sizeof(*a));

	a->config = cf;
	a->poll = poll;
	a->dry_run = dry_run;
	TAILQ_INIT(&a->lanes);
	STAILQ_INIT(&a->tests);
	LIST_INIT(&a->shows);
	TAILQ_INIT(&a->directs);
	for (size_t i = 0; i < n; i++)
		lane_new(a, &clients[i]);
	return a;
}

static struct lane *
find_lane(const struct alert *a, const struct client *c)
{
	struct lane *l;

	TAILQ_FOREACH(l, &a->lanes, link)
		if (l->client == c)
			return l;
	return NULL;
}

void
alert_reconfigure(struct alert *a, const struct config *cf,
    struct client *clients, size_t n)
{
	struct lane *l;

	a->config = cf;
	for (size_t i = 0; i < n; i++) {
		l = find_lane(a, &clients[i]);
		if (l == NULL)
			l = lane_new(a, &clients[i]);
		l->replanned = false;
		digest_reset(l);
		lane_kick(l);
	}
	/* A server that was down may be another one now. */
	hold_free(a);
}

void
alert_free(struct alert *a)
{
	struct lane *l;
	struct job *j;

	if (a == NULL)
		return;
	test_free(a);
	digest_show_free(a);
	while ((l = TAILQ_FIRST(&a->lanes)) != NULL) {
		TAILQ_REMOVE(&a->lanes, l, link);
		while ((j = TAILQ_FIRST(&l->todo)) != NULL)
			job_free(j);
		while ((j = TAILQ_FIRST(&l->sending)) != NULL)
			job_free(j);
		admin_free_events(l);
		digest_forget(l);
		timer_free(l->timer);
		lane_forget_sent(l);
		free(l->told);
		report_free(l);
		free(l);
	}
	admin_free(a);
	hold_free(a);
	free(a);
}

void
alert_kick(struct alert *a, struct client *c)
{
	struct lane *l = find_lane(a, c);

	if (l != NULL)
		lane_kick(l);
}

bool
alert_assigned(struct alert *a, struct client *c,
    const struct conf_recipient *r, const struct question *q,
    store_done_fn *fn, void *arg)
{
	struct lane *l = find_lane(a, c);
	struct plan_in in = { .client = c->conf, .host = alert_host(a),
		.now = loop_now() };
	struct outbox_row row;
	struct arena *mem;

	if (l == NULL || lane_store(l) == NULL || a->dry_run)
		return false;
	mem = arena_new();
	plan_assigned(&in, r, q, mem, &row);
	store_ring_commit(lane_store(l), &row, 1, NULL, 0, in.now, fn, arg);
	arena_free(mem);
	lane_kick(l);
	return true;
}

void
alert_broken(struct alert *a, struct client *c, const struct err *e)
{
	struct lane *l = find_lane(a, c);

	if (l == NULL || l->broken)
		return;
	l->broken = true;
	admin_store(l, e);
}

void
alert_hurry(struct alert *a)
{
	struct lane *l;

	a->hurry = true;
	TAILQ_FOREACH(l, &a->lanes, link)
		lane_kick(l);
}

bool
alert_busy(const struct alert *a)
{
	const struct lane *l;

	TAILQ_FOREACH(l, &a->lanes, link)
		if (l->looking || !TAILQ_EMPTY(&l->sending) ||
		    !STAILQ_EMPTY(&l->events))
			return true;
	return !STAILQ_EMPTY(&a->tests) || !TAILQ_EMPTY(&a->directs);
}
