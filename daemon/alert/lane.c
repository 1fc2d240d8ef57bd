/* SPDX-License-Identifier: ISC */

/*
 * The round a lane makes: bells that are due become rows; what happens to
 * rows is lane_rows.c's.  See lane.h.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alert/lane.h"
#include "alert/plan.h"
#include "alert/report.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"

/* From look to look; the first after a while comes at once. */
#define APART		(WHEN_SECOND / 50)
/* The wall clock may jump, and a kick may be missed: never sleep longer. */
#define NAP		(5 * WHEN_MINUTE)
#define REST		WHEN_MINUTE	/* after the store failed */

struct store *
lane_store(const struct lane *l)
{
	return l->client != NULL ? l->client->store : NULL;
}

const struct conf_client *
lane_conf(const struct lane *l)
{
	return l->client->conf;
}

void
lane_at(struct lane *l, int64_t t)
{
	if (t == 0)
		return;
	if (l->next_at == 0 || t < l->next_at)
		l->next_at = t;
	if (!l->looking && l->client != NULL) {
		int64_t ms = l->next_at - loop_now();
		int64_t mono = loop_mono(), rest = l->rest_until - mono;
		int64_t apart = l->looked_at != 0 ?
		    l->looked_at + APART - mono : 0;

		ms = ms < 0 ? 0 : ms < NAP ? ms : NAP;
		ms = ms > apart ? ms : apart;
		timer_start(l->timer, ms > rest ? ms : rest);
	}
}

void
lane_kick(struct lane *l)
{
	if (l->looking)
		l->again = true;
	else
		lane_at(l, loop_now());
}

void
lane_trouble(struct lane *l, const struct err *e)
{
	/* The store is being closed: its end is ours. */
	if (e->code == ERR_UNAVAILABLE || lane_store(l) == NULL)
		return;
	if (e->code != ERR_STORE && e->code != ERR_FULL && e->code != ERR_IO) {
		log_warn("client %s: alerts wait a minute: %s",
		    lane_conf(l)->name, e->text);
	} else if (!l->broken) {
		l->broken = true;
		log_err("client %s: alerts are held up: %s",
		    lane_conf(l)->name, e->text);
		admin_store(l, e);
	}
	l->rest_until = loop_mono() + REST;
	lane_at(l, loop_now() + REST);
}

/* Reading may go on while nothing can be written: only this is proof. */
void
lane_wrote(struct lane *l)
{
	if (!l->broken)
		return;
	l->broken = false;
	l->rest_until = 0;
	log_info("client %s: the database works again", lane_conf(l)->name);
	admin_store(l, NULL);
}

bool
lane_failed(struct lane *l, const struct err *e)
{
	if (e->code == ERR_OK)
		return false;
	l->looking = false;
	l->next_at = 0;
	lane_trouble(l, e);
	return true;
}

void
lane_looked(struct lane *l)
{
	int64_t next;

	report_look(l);
	next = l->next_at;
	l->looking = false;
	if (l->again || l->more) {
		lane_kick(l);
		return;
	}
	l->next_at = 0;
	lane_at(l, next != 0 ? next : loop_now() + NAP);
}

void
lane_tell(struct lane *l, const struct outbox_row *row, const char *what)
{
	uint64_t h = hash_bytes(0, row->key, strlen(row->key));

	for (size_t i = 0; i < l->n_told; i++)
		if (l->told[i] == h)
			return;
	l->told = xreallocarray(l->told, l->n_told + 1, sizeof(*l->told));
	l->told[l->n_told++] = h;
	log_info("dry run: %s, %s to %s: \"%s\"", what, row->channel,
	    row->recipient, row->subject != NULL ? row->subject : "");
}

/* --- "answered" notes --- */

static void
on_noted(void *arg, const struct err *e)
{
	struct lane *l = arg;

	if (lane_failed(l, e))
		return;
	lane_wrote(l);
	lane_ask_rows(l);
}

static void
on_answered(void *arg, const struct err *e, const struct question *q, size_t n)
{
	struct lane *l = arg;
	struct plan_in in = { .client = lane_conf(l),
		.host = alert_host(l->alert), .now = loop_now(),
		.questions = q, .n_questions = n };
	struct arena *a;
	struct plan p;

	if (lane_failed(l, e))
		return;
	if (n == 0) {
		lane_ask_rows(l);
		return;
	}
	a = arena_new();
	plan_answered(&in, a, &p);
	l->more |= n == LANE_BATCH;
	store_ring_commit(lane_store(l), p.rows, p.n_rows, NULL, 0, in.now,
	    on_noted, l);
	arena_free(a);
}

static void
ask_answered(struct lane *l)
{
	if (lane_conf(l)->answered_note && !l->alert->dry_run)
		store_answered_due(lane_store(l), LANE_BATCH, on_answered, l);
	else
		lane_ask_rows(l);
}

/* --- bells due --- */

static void
on_rung(void *arg, const struct err *e)
{
	struct lane *l = arg;

	if (lane_failed(l, e))
		return;
	lane_wrote(l);
	ask_answered(l);
}

/*
 * Since when it rings; 0: it only wants its next bell planned, being new, or
 * since the configuration is another one.
 */
static int64_t
rings_since(const struct lane *l, const struct question *q, int64_t now,
    struct arena *mem)
{
	const struct bell *b;
	size_t n = bells_until(lane_conf(l), q, now, mem, &b);

	for (size_t i = 0; i < n && b[i].at <= now; i++)
		if (b[i].at >= bells_from(q) && !bell_is_told(q, &b[i]))
			return b[i].at;
	return 0;
}

/* Would collecting any longer carry somebody's bell past closing? */
static bool
closes_before(const struct lane *l, int64_t now, int64_t t)
{
	const struct conf_client *c = lane_conf(l);

	for (size_t i = 0; i < c->n_recipients; i++) {
		const struct hours *h = c->recipients[i].hours;

		if (h != NULL && hours_is_open(h, now) &&
		    hours_closes_at(h, now) <= t)
			return true;
	}
	return false;
}

/*
 * The first n_due of these become rows, and of the others what goes along.
 * full: there is more that is due.
 */
static void
plan_bells(struct lane *l, const struct question *q, size_t n_due,
    size_t n_soon, bool full)
{
	struct alert *a = l->alert;
	struct plan_in in = { .client = lane_conf(l), .host = alert_host(a),
		.now = loop_now(), .questions = q, .n_questions = n_due +
		n_soon, .n_soon = n_soon, .admin = a->config->admin };
	struct arena *mem = arena_new();
	struct plan p;

	plan_rings(&in, mem, &p);
	for (size_t i = 0; i < p.n_rows; )
		if (digest_absorbs(l, &p.rows[i], in.questions,
		    in.n_questions))
			p.rows[i] = p.rows[--p.n_rows];
		else
			i++;
	if (a->dry_run) {
		for (size_t i = 0; i < p.n_rows; i++)
			lane_tell(l, &p.rows[i], "would ring");
		ask_answered(l);
	} else {
		l->more |= full;
		/* What the store said comes next was before this. */
		for (size_t i = 0; i < p.n_updates; i++)
			lane_at(l, p.updates[i].ring_at);
		store_ring_commit(lane_store(l), p.rows, p.n_rows, p.updates,
		    p.n_updates, in.now, on_rung, l);
	}
	arena_free(mem);
}

/* What is due comes first; what will be soon may go along. */
static void
on_soon(void *arg, const struct err *e, const struct question *q, size_t n,
    int64_t next)
{
	struct lane *l = arg;
	int64_t now = loop_now();
	size_t n_due = 0;
	(void)next;

	if (lane_failed(l, e))
		return;
	while (n_due < n && q[n_due].ring_at <= now &&
	    q[n_due].q.quiet_until <= now)
		n_due++;
	plan_bells(l, q, n_due, n - n_due, n_due == LANE_BATCH);
}

static void
on_bells(void *arg, const struct err *e, const struct question *q, size_t n,
    int64_t next)
{
	struct lane *l = arg;
	const struct conf_client *c;
	struct question *quiet;
	size_t n_quiet = 0;
	int64_t first = INT64_MAX, until, now = loop_now();
	bool full = n == LANE_BATCH, wait = false;
	struct arena *mem;

	if (lane_failed(l, e))
		return;
	c = lane_conf(l);
	lane_at(l, next);
	mem = arena_new();
	quiet = arena_alloc(mem, (n + 1) * sizeof(*quiet));
	for (size_t i = 0; i < n; i++) {
		int64_t t = rings_since(l, &q[i], now, mem);

		if (t == 0)
			quiet[n_quiet++] = q[i];
		else if (t < first)
			first = t;
	}
	/* Bells are collected for a while; nothing else has to wait. */
	if (n_quiet < n && n - n_quiet < LANE_BATCH && !l->alert->hurry) {
		until = first + c->collect_ms;
		wait = until > now && !closes_before(l, now, until);
		if (wait)
			lane_at(l, until);
	}
	if (wait ? n_quiet == 0 : n == 0)
		ask_answered(l);
	else if (wait)
		plan_bells(l, quiet, n_quiet, 0, full);
	else if (n_quiet == n || full || l->alert->hurry || c->bundle_ms == 0)
		plan_bells(l, q, n, 0, full);
	else
		store_ring_due(lane_store(l), now + bell_horizon(c), LANE_BATCH,
		    on_soon, l);
	arena_free(mem);
}

void
lane_bells(struct lane *l)
{
	flood_look(l);
}

void
lane_due(struct lane *l)
{
	store_ring_due(lane_store(l), loop_now(), LANE_BATCH, on_bells, l);
}

void
lane_look(struct lane *l)
{
	if (l->looking || lane_store(l) == NULL)
		return;
	l->looking = true;
	l->looked_at = loop_mono();
	l->again = l->more = false;
	l->next_at = 0;
	digest_look(l);
}
