/* SPDX-License-Identifier: ISC */

/*
 * Start, stop, reload; which feed or thread runs now.  See poll.h.
 *
 * Feeds wait in one heap.  Threads to read again wait in a list per account,
 * one at a time each, so that a conversation of five hundred never holds back
 * the mentions.
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
#define REREAD_EVERY	(30 * WHEN_SECOND)
#define REREAD_MAX	64
#define WANTED_MAX	256		/* per account; hints beyond are dropped */
#define SWEEP_AGE	(72 * WHEN_HOUR)
#define SWEEP_MAX	400
#define START_SPREAD	(2 * WHEN_SECOND)	/* never polled before */

static void next_wanted(struct acct *);
static void start_sweep(struct acct *);

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
		start_sweep((struct acct *)it);
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

/* --- threads --------------------------------------------------------------- */

void
poll_want(struct acct *a, enum hark_op op, const char *id, poll_done_fn *done,
    void *arg, int64_t deadline, bool first)
{
	struct wanted *w;
	size_t n = 0;

	for (w = a->wanted; w != NULL; w = w->next, n++)
		if (done == NULL && w->op == op && strcmp(w->id, id) == 0)
			return;
	if (done == NULL && n >= WANTED_MAX)
		return;
	w = xcalloc(1, sizeof(*w));
	w->id = xstrdup(id);
	w->op = op;
	w->done = done;
	w->arg = arg;
	w->deadline = deadline;
	if (first) {
		w->next = a->wanted;
		if (a->wanted == NULL)
			a->wanted_last = &w->next;
		a->wanted = w;
	} else {
		*a->wanted_last = w;
		a->wanted_last = &w->next;
	}
	next_wanted(a);
}

static void
on_wanted(void *arg, const struct task_result *r)
{
	struct acct *a = arg;
	struct wanted *w = TAKE(a->current);
	struct err e = { 0 };

	a->thread_task = NULL;
	if (r->error != 0 && r->error != HARK_E_GONE_POST) {
		err_set(&e, r->error == HARK_E_AUTH ? ERR_CONFIG : ERR_NET, "%s",
		    r->why != NULL ? r->why : "");
		if (w->op == HARK_THREAD)
			store_reread_failed(a->client->store, a->conf->name,
			    w->id, loop_now());
		log_debug("%s/%s: thread of %s: %s", a->client->conf->name,
		    a->conf->name, w->id, e.text);
	}
	if (w->done != NULL)
		w->done(w->arg, &e);
	free(w->id);
	free(w);
}

static void
next_wanted(struct acct *a)
{
	struct poll *p = a->poll;
	struct wanted *w;
	const char *ids[2] = { NULL, NULL };

	if (a->thread_task != NULL || p->stopping || a->gone || !a->known)
		return;
	while ((w = a->wanted) != NULL) {
		struct err e = { 0 };

		a->wanted = w->next;
		if (a->wanted == NULL)
			a->wanted_last = &a->wanted;
		if (a->conf->plugin == NULL ||
		    !(a->conf->plugin->ops & HARK_CAN(w->op)))
			err_set(&e, ERR_UNAVAILABLE, "this network shows no "
			    "threads");
		else if (w->deadline != 0 && loop_mono() > w->deadline)
			err_set(&e, ERR_NET, "no time left to read the thread");
		else
			break;
		if (w->done != NULL)
			w->done(w->arg, &e);
		free(w->id);
		free(w);
	}
	if (w == NULL)
		return;
	ids[0] = w->id;
	a->current = w;
	p->running++;
	a->thread_task = task_start(a, &(struct task_spec){ .op = w->op,
	    .ids = ids }, on_wanted, a);
}

struct acct *
poll_account(struct poll *p, const char *client, const char *account)
{
	AUTO(free_p) char *key = xasprintf("%s/%s", client, account);
	struct acct *a;

	HASH_FIND_STR(p->by_key, key, a);
	return a;
}

/* A question to one client's store, on behalf of the poller. */
struct asked {
	struct poll *poll;
	struct client *client;
	enum hark_op op;
};

static void
on_listed(void *arg, const struct err *e, const struct store_reread *r, size_t n,
    int64_t next)
{
	struct asked *q = arg;
	struct acct *a;

	(void)next;
	for (size_t i = 0; e->code == ERR_OK && i < n && !q->poll->stopping; i++)
		if ((a = poll_account(q->poll, q->client->conf->name,
		    r[i].account)) != NULL)
			poll_want(a, q->op, r[i].id, NULL, NULL, 0, false);
	free(q);
}

static struct asked *
asked_new(struct poll *p, struct client *c, enum hark_op op)
{
	struct asked *q = xmalloc(sizeof(*q));

	q->poll = p;
	q->client = c;
	q->op = op;
	return q;
}

static void
on_reread(void *arg)
{
	struct poll *p = arg;

	for (size_t i = 0; i < p->n_clients && !p->stopping; i++)
		if (p->clients[i].store != NULL)
			store_reread_due(p->clients[i].store, loop_now(),
			    REREAD_MAX, on_listed, asked_new(p,
			    &p->clients[i], HARK_THREAD));
	timer_start(p->reread, REREAD_EVERY);
}

static void
plan_sweep(struct acct *a, int64_t at_most)
{
	sched_at(a->poll->sched, &a->sweep, loop_mono() +
	    (int64_t)(poll_random(a->poll) % (uint64_t)at_most));
}

/* Edits and deletions nobody tells us about: look again at the last days. */
static void
start_sweep(struct acct *a)
{
	if (a->conf->plugin != NULL && a->client->store != NULL &&
	    a->conf->plugin->ops & HARK_CAN(HARK_CHECK))
		store_sweep(a->client->store, a->conf->name,
		    loop_now() - SWEEP_AGE, SWEEP_MAX, on_listed,
		    asked_new(a->poll, a->client, HARK_CHECK));
	sched_at(a->poll->sched, &a->sweep, loop_mono() + WHEN_DAY);
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
	next_wanted(a);
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
	int64_t now = loop_now(), wait = f->next_at - now;

	if (f->next_at == 0 || wait < 0)
		wait = (int64_t)(poll_random(p) % START_SPREAD) *
		    (f->next_at == 0 ? 1 : 2);
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
		plan_sweep(a, WHEN_DAY);
		next_wanted(a);
	}
	free(sy->accounts);
	free(sy);
	round_state(p);
}

/* Before the accounts are known, so that nothing is asked meanwhile. */
static void
on_spent(void *arg, const struct err *e, const struct store_spent *v, size_t n)
{
	struct asked *q = arg;

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
	struct sync *sy;

	if (c->store == NULL)
		return;
	store_spent_list(c->store, loop_now() - 32 * WHEN_DAY, on_spent,
	    asked_new(p, c, HARK_POLL));
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
	p->reread = timer_new(on_reread, p);
	timer_start(p->flush, FLUSH_EVERY);
	timer_start(p->reread, REREAD_EVERY);
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
	on_reread(p);
}

size_t
poll_health(struct poll *p, const struct account_health **ret)
{
	if (p->health == NULL)
		p->health = xcalloc(p->n_accts, sizeof(*p->health));
	for (size_t i = 0; i < p->n_accts; i++)
		acct_health(p->accts[i], &p->health[i]);
	*ret = p->health;
	return p->n_accts;
}

bool
poll_health_at(struct poll *p, size_t i, struct account_health *ret)
{
	if (i >= p->n_accts)
		return false;
	acct_health(p->accts[i], ret);
	return true;
}

bool
poll_health_of(struct poll *p, const char *client, const char *account,
    struct account_health *ret)
{
	const struct acct *a = poll_account(p, client, account);

	if (a == NULL)
		return false;
	acct_health(a, ret);
	return true;
}

static void
show_budget(const struct acct *a, size_t i, struct account_budget *ret)
{
	struct budget *b = &a->budgets[i];

	*ret = (struct account_budget){ .client = a->client->conf->name,
		.account = a->conf->name, .network = a->conf->plugin_name,
		.name = b->def->name, .unit = b->def->unit,
		.ceiling = b->ceiling, .spent = b->spent, .begin = b->begin,
		.end = b->end, .monthly = b->def->monthly };
	/* Another period begins when something is asked. */
	if (loop_now() >= b->end) {
		budget_period(b->def, loop_now(), &ret->begin, &ret->end);
		ret->spent = 0;
		return;
	}
	if (budget_pace(b, loop_now()) == 0)
		return;
	for (size_t j = 0; j < a->n_feeds; j++)
		if (a->feeds[j].pays & 1u << i &&
		    (ret->next_poll == 0 || a->feeds[j].next_at <
		    ret->next_poll))
			ret->next_poll = a->feeds[j].next_at;
}

size_t
poll_budgets(struct poll *p, const struct account_budget **ret)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n_accts; i++) {
		n += p->accts[i]->n_budgets;
		acct_save_spent(p->accts[i]);
	}
	free(p->budget_list);
	p->budget_list = xcalloc(n + 1, sizeof(*p->budget_list));
	n = 0;
	for (size_t i = 0; i < p->n_accts; i++)
		for (size_t j = 0; j < p->accts[i]->n_budgets; j++)
			show_budget(p->accts[i], j, &p->budget_list[n++]);
	*ret = p->budget_list;
	return n;
}

struct soon {
	poll_done_fn *fn;
	void *arg;
	struct err err;
};

static void
on_soon(void *arg)
{
	struct soon *s = arg;

	s->fn(s->arg, &s->err);
	free(s);
}

void
poll_reread(struct poll *p, const char *client, const char *account,
    const char *native, int64_t max_wait, poll_done_fn *fn, void *arg)
{
	struct acct *a = poll_account(p, client, account);
	struct soon *s;

	if (a != NULL && a->known && !p->stopping && native != NULL &&
	    a->conf->plugin != NULL &&
	    a->conf->plugin->ops & HARK_CAN(HARK_THREAD)) {
		poll_want(a, HARK_THREAD, native, fn, arg,
		    loop_mono() + max_wait, true);
		return;
	}
	s = xcalloc(1, sizeof(*s));
	s->fn = fn;
	s->arg = arg;
	err_set(&s->err, ERR_UNAVAILABLE, "threads of %s/%s cannot be read "
	    "now", client, account);
	loop_defer(on_soon, s);
}
