/* SPDX-License-Identifier: ISC */

/*
 * Start, stop, reload; which feed or thread runs now.  See poll.h.
 *
 * Feeds wait in one heap; threads to read again: wanted.c.
 */

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/when.h"
#include "poll/login.h"
#include "poll/task.h"

#define FLUSH_EVERY	(5 * WHEN_MINUTE)
#define START_SPREAD	(2 * WHEN_SECOND)	/* never polled before */

/* xorshift64*: jitter needs no better, tests need it repeatable. */
uint64_t
poll_random(struct poll *p)
{
	p->rnd ^= p->rnd >> 12;
	p->rnd ^= p->rnd << 25;
	p->rnd ^= p->rnd >> 27;
	return p->rnd * UINT64_C(0x2545f4914f6cdd1d);
}

struct host *
poll_host_quota(struct poll *p, const char *url, const struct hark_plugin *pl,
    const char *account, const char *quota)
{
	char origin[300], name[700];
	struct host *h;

	if (!url_origin(url, origin, sizeof(origin)))
		return NULL;
	if (account != NULL)
		snprintf(name, sizeof(name), "%s (%s, %s)", origin, account,
		    quota);
	else
		snprintf(name, sizeof(name), "%s", origin);
	HASH_FIND_STR(p->hosts, name, h);
	if (h == NULL) {
		h = xcalloc(1, sizeof(*h));
		h->origin = xstrdup(name);
		h->limit = limit_new(pl->interval, pl->burst);
		HASH_ADD_KEYPTR(hh, p->hosts, h->origin, strlen(h->origin), h);
	} else {
		limit_tighten(h->limit, pl->interval, pl->burst);
	}
	return h;
}

struct host *
poll_host(struct poll *p, const char *url, const struct hark_plugin *pl)
{
	return poll_host_quota(p, url, pl, NULL, NULL);
}

/* --- all networks at once ------------------------------------------------- */

void
poll_network_state(struct poll *p)
{
	size_t reachable = 0, lost = 0;
	struct host *first = NULL;
	bool several = false, down;

	for (size_t i = 0; i < p->n_accts; i++) {
		struct acct *a = p->accts[i];

		for (size_t j = 0; j < a->n_feeds; j++) {
			struct feed *f = &a->feeds[j];

			if (!f->polled)
				return;
			if (f->failures >= 2 && f->unreachable)
				lost++;
			else
				reachable++;
			if (first == NULL)
				first = a->host;
			else if (a->host != first)
				several = true;
		}
	}
	/* With a single server, that server is the likelier culprit. */
	down = several && lost > 0 && reachable == 0;
	if (down == p->network_down)
		return;
	p->network_down = down;
	if (p->hooks.network_down != NULL)
		p->hooks.network_down(p->hooks.arg, down);
	if (!down)
		for (size_t i = 0; i < p->n_accts; i++)
			acct_tell(p->accts[i]);
}

static void
round_state(struct poll *p)
{
	bool ok = true;

	if (p->round_told || p->hooks.round_done == NULL)
		return;
	for (size_t i = 0; i < p->n_accts; i++) {
		struct acct *a = p->accts[i];

		if (a->client->store != NULL && !a->known &&
		    a->conf->plugin != NULL)
			return;
		if (a->wanted != NULL || a->thread_task != NULL)
			return;
		for (size_t j = 0; j < a->n_feeds; j++) {
			if (!a->feeds[j].polled && a->known)
				return;
			ok &= a->feeds[j].failures == 0;
		}
	}
	p->round_told = true;
	p->hooks.round_done(p->hooks.arg, ok);
}

/* --- feeds ---------------------------------------------------------------- */

static void
on_polled(void *arg, const struct task_result *r)
{
	struct feed *f = arg;
	struct acct *a = f->acct;
	bool failed = f->failures > 0;

	f->task = NULL;
	feed_done(f, r);
	if (r->error == 0)
		wanted_again(a);
	/* Counting all feeds is for when something changes. */
	if (failed || f->failures > 0)
		poll_network_state(a->poll);
	acct_tell(a);
}

static void
on_due(void *arg, struct sched_item *it)
{
	struct poll *p = arg;
	struct feed *f;

	if (p->stopping)
		return;
	if (it->kind == ITEM_SWEEP) {
		sweep_start((struct acct *)it);
		return;
	}
	f = (struct feed *)it;
	if (f->task != NULL)
		return;
	if (p->running >= p->max_running) {
		/* Everybody in line moves up as soon as one ends. */
		sched_hold(p->sched, p->full = true);
		sched_at(p->sched, it, it->at);
		return;
	}
	p->running++;
	f->task = task_start(f->acct, &(struct task_spec){ .op = HARK_POLL,
	    .feed = f, .wait = p->hooks.round_done != NULL ||
	    f->baseline_at == 0 || p->lingering >= LINGER_MAX ? 0 :
	    LINGER_TIME }, on_polled, f);
}

struct acct *
poll_account(struct poll *p, const char *client, const char *account)
{
	AUTO(free_p) char *key = xasprintf("%s/%s", client, account);
	struct acct *a;

	HASH_FIND_STR(p->by_key, key, a);
	return a;
}

/* --- life ------------------------------------------------------------------ */

static void
try_stopped(struct poll *p)
{
	if (!p->stopping || p->running > 0 || p->stopped == NULL)
		return;
	loop_defer(p->stopped, p->stopped_arg);
	p->stopped = NULL;
}

/* There may be room for those in line. */
static void
move_up(struct poll *p)
{
	if (p->full && !p->stopping)
		sched_hold(p->sched, p->full = false);
}

static void
one_less(struct poll *p, bool lingered)
{
	size_t *n = lingered ? &p->lingering : &p->running;

	if (*n > 0)
		--*n;
}

void
poll_task_lingers(struct poll *p, struct acct *a)
{
	one_less(p, false);
	p->lingering++;
	move_up(p);
	acct_tell(a);
	round_state(p);
	try_stopped(p);
}

void
poll_task_ended(struct poll *p, struct acct *a, bool lingered)
{
	one_less(p, lingered);
	move_up(p);
	wanted_next(a);
	round_state(p);
	try_stopped(p);
}

static void
on_flushed(void *arg, const struct err *e)
{
	(void)arg;
	if (e->code != ERR_OK)
		log_warn("schedule not saved: %s", e->text);
}

static void
flush_client(struct poll *p, struct client *c)
{
	struct store_feed_update *u = NULL;
	size_t n = 0;

	for (size_t i = 0; i < p->n_accts; i++) {
		struct acct *a = p->accts[i];

		if (a->client != c)
			continue;
		acct_save_spent(a);
		for (size_t j = 0; j < a->n_feeds; j++) {
			struct feed *f = &a->feeds[j];

			if (!f->dirty)
				continue;
			f->dirty = false;
			u = xreallocarray(u, n + 1, sizeof(*u));
			u[n++] = (struct store_feed_update){
				.account = a->conf->name,
				.feed = { .name = f->key, .next_at = f->next_at,
				    .tried_at = f->tried_at, .ok_at = f->ok_at,
				    .failures = f->failures, .error = f->error },
			};
		}
	}
	if (n > 0)
		store_save_feeds(c->store, u, n, on_flushed, NULL);
	free(u);
}

static void
flush_all(struct poll *p)
{
	for (size_t i = 0; i < p->n_clients; i++)
		if (p->clients[i].store != NULL)
			flush_client(p, &p->clients[i]);
}

static void
on_flush(void *arg)
{
	struct poll *p = arg;

	flush_all(p);
	timer_start(p->flush, FLUSH_EVERY);
}

/* When a feed runs first: as the last run planned it, but soon if overdue. */
static void
plan_feed(struct feed *f)
{
	struct poll *p = f->acct->poll;
	int64_t now = loop_now(), wait = f->next_at - now, most = INT64_MAX;

	if (f->next_at == 0 || wait < 0)
		wait = (int64_t)(poll_random(p) % START_SPREAD) *
		    (f->next_at == 0 ? 1 : 2);
	/* There may be another budget now. */
	for (size_t i = 0; i < f->acct->n_budgets; i++) {
		int64_t pace = budget_pace(&f->acct->budgets[i], now);

		if (i == 0 || pace > most)
			most = pace;
	}
	if (wait > most && wait > f->interval)
		wait = most > f->interval ? most : f->interval;
	/* The clock was set back: never wait longer than the plan could be. */
	if (wait > WHEN_DAY + FEED_CEILING)
		wait = f->interval;
	f->next_at = now + wait;
	sched_at(p->sched, &f->item, loop_mono() + wait);
}

struct sync {
	struct poll *poll;
	struct client *client;
	struct store_account *accounts;
	size_t n;
};

static void
on_synced(void *arg, const struct err *e, const struct store_account_state *s,
    size_t n)
{
	struct sync *sy = arg;
	struct poll *p = sy->poll;

	if (e->code != ERR_OK && e->code != ERR_UNAVAILABLE)
		log_err("%s: cannot read what is known of the accounts: %s",
		    sy->client->conf->name, e->text);
	for (size_t i = 0; e->code == ERR_OK && i < n; i++) {
		struct acct *a = poll_account(p, sy->client->conf->name,
		    s[i].name);

		if (a == NULL || a->known)
			continue;
		acct_restore(a, &s[i]);
		if (a->conf->plugin == NULL) {
			log_err("%s/%s: there is no plugin \"%s\": the account "
			    "is not heard, its questions are kept",
			    sy->client->conf->name, a->conf->name,
			    a->conf->plugin_name);
			continue;
		}
		a->host = poll_host(p, a->conf->realm, a->conf->plugin);
		for (size_t j = 0; j < a->n_feeds; j++)
			plan_feed(&a->feeds[j]);
		sweep_plan(a, WHEN_DAY);
		wanted_next(a);
	}
	free(sy->accounts);
	free(sy);
	round_state(p);
}

struct spending {
	struct poll *poll;
	struct client *client;
};

/* Before the accounts are known, so that nothing is asked meanwhile. */
static void
on_spent(void *arg, const struct err *e, const struct store_spent *v, size_t n)
{
	struct spending *q = arg;

	for (size_t i = 0; e->code == ERR_OK && i < n; i++) {
		struct acct *a = poll_account(q->poll, q->client->conf->name,
		    v[i].account);

		for (size_t j = 0; a != NULL && !a->known &&
		    j < a->n_budgets; j++)
			budget_restore(&a->budgets[j], &v[i]);
	}
	free(q);
}

static void
sync_client(struct poll *p, struct client *c)
{
	const struct conf_client *cf = c->conf;
	struct spending *q;
	struct sync *sy;

	if (c->store == NULL)
		return;
	q = xcalloc(1, sizeof(*q));
	q->poll = p;
	q->client = c;
	store_spent_list(c->store, loop_now() - 32 * WHEN_DAY, on_spent, q);
	sy = xcalloc(1, sizeof(*sy));
	sy->poll = p;
	sy->client = c;
	sy->accounts = xcalloc(cf->n_accounts, sizeof(*sy->accounts));
	for (size_t i = 0; i < cf->n_accounts; i++) {
		const struct conf_account *ca = &cf->accounts[i];
		struct store_account *sa = &sy->accounts[sy->n++];
		unsigned sees = 0;

		for (const struct hark_feed *f = ca->plugin != NULL ?
		    ca->plugin->feeds : NULL; f != NULL && f->name != NULL; f++)
			sees |= f->sees;
		sa->name = ca->name;
		sa->plugin = ca->plugin_name;
		sa->realm = ca->realm;
		sa->sees_answers = (sees & HARK_SEES_ANSWERS) != 0;
		sa->terms = ca->plugin != NULL ? ca->plugin->terms : 0;
		sa->text_ttl_ms = ca->plugin != NULL ? ca->plugin->text_ttl : 0;
		sa->silent = ca->plugin == NULL;
		sa->keep_other_ms = ca->keep_other_ms;
		sa->keep_baseline_ms = ca->keep_baseline_ms;
		sa->keep_question_ms = ca->keep_question_ms;
		sa->staff = (const char *const *)(void *)ca->staff;
	}
	store_sync_accounts(c->store, sy->accounts, sy->n, on_synced, sy);
}

static void
add_accounts(struct poll *p)
{
	for (size_t i = 0; i < p->n_clients; i++) {
		struct client *c = &p->clients[i];

		for (size_t j = 0; c->store != NULL &&
		    j < c->conf->n_accounts; j++) {
			const struct conf_account *ca = &c->conf->accounts[j];

			if (poll_account(p, c->conf->name, ca->name) != NULL)
				continue;
			p->accts = xreallocarray(p->accts, p->n_accts + 1,
			    sizeof(*p->accts));
			p->accts[p->n_accts++] = acct_new(p, c, ca);
		}
		sync_client(p, c);
	}
}

struct poll *
poll_new(const struct config *cf, struct client *clients, size_t n,
    const struct poll_hooks *hooks, uint64_t seed)
{
	struct poll *p = xcalloc(1, sizeof(*p));

	p->config = cf;
	p->clients = clients;
	p->n_clients = n;
	if (hooks != NULL)
		p->hooks = *hooks;
	p->rnd = seed != 0 ? seed : 1;
	p->max_running = 64;
	p->sched = sched_new(on_due, p);
	p->flush = timer_new(on_flush, p);
	p->reread = timer_new(wanted_look, p);
	timer_start(p->flush, FLUSH_EVERY);
	timer_start(p->reread, WANTED_EVERY);
	add_accounts(p);
	return p;
}

static const struct conf_account *
conf_of(struct client *clients, size_t n, const struct acct *a,
    struct client **ret)
{
	for (size_t i = 0; i < n; i++) {
		const struct conf_client *cf = clients[i].conf;

		for (size_t j = 0; j < cf->n_accounts; j++)
			if (&clients[i] == a->client && strcmp(
			    cf->accounts[j].name, a->conf->name) == 0) {
				*ret = &clients[i];
				return &cf->accounts[j];
			}
	}
	return NULL;
}

void
poll_reconfigure(struct poll *p, const struct config *cf,
    struct client *clients, size_t n)
{
	size_t keep = 0;

	flush_all(p);
	for (size_t i = 0; i < p->n_accts; i++) {
		struct acct *a = p->accts[i];
		struct client *c = NULL;
		const struct conf_account *now = conf_of(clients, n, a, &c);

		if (now != NULL && a->known && a->running == 0 &&
		    config_account_same(a->conf, now)) {
			a->conf = now;
			a->client = c;
			acct_consent(a);
			p->accts[keep++] = a;
			continue;
		}
		/* Gone or different: a fresh start from the store's cursors. */
		a->gone = true;
		for (size_t j = 0; j < a->n_feeds; j++)
			if (a->feeds[j].task != NULL)
				one_less(p, task_lingers(a->feeds[j].task));
		if (a->thread_task != NULL && p->running > 0)
			p->running--;
		if (login_stop(a->login) && p->running > 0)
			p->running--;
		acct_free(a, true);
	}
	p->n_accts = keep;
	p->config = cf;
	p->clients = clients;
	p->n_clients = n;
	free(p->health);
	p->health = NULL;
	free(TAKE(p->budget_list));
	move_up(p);
	add_accounts(p);
}

void
poll_stop(struct poll *p, void (*done)(void *), void *arg)
{
	p->stopping = true;
	sched_hold(p->sched, true);
	timer_stop(p->flush);
	timer_stop(p->reread);
	for (size_t i = 0; i < p->n_accts; i++) {
		struct acct *a = p->accts[i];

		/* Polls repeat harmlessly; what is committed stays. */
		for (size_t j = 0; j < a->n_feeds; j++)
			if (a->feeds[j].task != NULL) {
				one_less(p, task_lingers(a->feeds[j].task));
				task_cancel(TAKE(a->feeds[j].task));
			}
		if (a->thread_task != NULL) {
			task_cancel(TAKE(a->thread_task));
			p->running--;
		}
		/* A reply may still wait for a token. */
		if (login_idle(a->login) && login_stop(a->login))
			p->running--;
	}
	flush_all(p);
	p->stopped = done;
	p->stopped_arg = arg;
	try_stopped(p);
}

void
poll_free(struct poll *p)
{
	struct host *h, *tmp;

	if (p == NULL)
		return;
	p->stopping = p->ended = true;
	for (size_t i = 0; i < p->n_accts; i++)
		acct_free(p->accts[i], false);
	free(p->accts);
	HASH_ITER(hh, p->hosts, h, tmp) {
		HASH_DEL(p->hosts, h);
		limit_free(h->limit);
		free(h->origin);
		free(h);
	}
	timer_free(p->flush);
	timer_free(p->reread);
	sched_free(p->sched);
	free(p->health);
	free(p->budget_list);
	free(p);
}

/* --- on demand --------------------------------------------------------------- */

void
poll_now(struct poll *p, const char *client, const char *account)
{
	for (size_t i = 0; i < p->n_accts; i++) {
		struct acct *a = p->accts[i];

		if ((client != NULL &&
		    strcmp(a->client->conf->name, client) != 0) ||
		    (account != NULL && strcmp(a->conf->name, account) != 0))
			continue;
		for (size_t j = 0; j < a->n_feeds; j++) {
			struct feed *f = &a->feeds[j];

			/* Who only waits for news is to look now. */
			if (f->task != NULL && task_lingers(f->task)) {
				task_cancel(TAKE(f->task));
				one_less(p, true);
			}
			if (f->task != NULL)
				f->again = true;
			else if (a->known)
				sched_at(p->sched, &f->item, loop_mono());
		}
	}
	wanted_look(p);
}
