/* SPDX-License-Identifier: ISC */

/*
 * An account at run time: which feeds it has, what it remembers, how it is,
 * and when each feed is due next.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "poll/consent.h"
#include "poll/errand.h"
#include "poll/login.h"
#include "poll/task.h"

const char *
account_state_name(enum account_state s)
{
	switch (s) {
	case ACCOUNT_OK:
		return "ok";
	case ACCOUNT_NEW:
		return "new";
	case ACCOUNT_FAILING:
		return "failing";
	case ACCOUNT_STALE:
		return "stale";
	case ACCOUNT_AUTH:
		return "auth";
	case ACCOUNT_BUDGET:
		return "budget";
	case ACCOUNT_HIDDEN:
		return "hidden";
	case ACCOUNT_NO_PLUGIN:
		return "no-plugin";
	}
	return "unknown";
}

static void
add_feed(struct acct *a, const struct hark_feed *def, const char *argument)
{
	struct feed *f;
	size_t n = a->n_feeds++;

	a->feeds = xreallocarray(a->feeds, a->n_feeds, sizeof(*a->feeds));
	f = &a->feeds[n];
	memset(f, 0, sizeof(*f));
	f->acct = a;
	f->def = def;
	f->argument = xstrdup_null(argument);
	f->key = argument != NULL ? xasprintf("%s:%s", def->name, argument) :
	    xstrdup(def->name);
	f->interval = a->conf->interval_ms != 0 ? a->conf->interval_ms :
	    def->interval;
	if (f->interval < WHEN_SECOND)
		f->interval = WHEN_SECOND;
}

/* The arguments a HARK_LIST option gives a feed, or NULL. */
static const char *const *
arguments(const struct acct *a, const struct hark_feed *def)
{
	const struct hark_option *o;

	for (o = a->conf->plugin->options; o != NULL && o->name != NULL; o++)
		if (strcmp(o->name, def->option) == 0 && o->type == HARK_LIST)
			return *(const char *const *const *)(const void *)
			    ((const char *)a->conf->options + o->offset);
	return NULL;
}

/* Does a HARK_BOOL option switch the feed on? */
static bool
is_on(const struct acct *a, const struct hark_feed *def)
{
	const struct hark_option *o;

	for (o = a->conf->plugin->options; o != NULL && o->name != NULL; o++)
		if (strcmp(o->name, def->option) == 0 && o->type == HARK_BOOL)
			return *(const bool *)((const char *)a->conf->options +
			    o->offset);
	return false;
}

void
acct_consent(struct acct *a)
{
	AUTO(free_p) char *path = a->conf->n_secrets == 0 ? NULL :
	    consent_path(a->poll->config, a->client->conf->name, a->conf);

	a->consent = consent_ends(path, consent_mark(a->conf));
}

struct acct *
acct_new(struct poll *p, struct client *c, const struct conf_account *conf)
{
	struct acct *a = xcalloc(1, sizeof(*a));
	const struct hark_plugin *pl = conf->plugin;

	a->poll = p;
	a->client = c;
	a->conf = conf;
	a->wanted_last = &a->wanted;
	a->started_at = loop_now();
	a->told = pl != NULL ? ACCOUNT_NEW : ACCOUNT_NO_PLUGIN;
	a->sweep.kind = ITEM_SWEEP;
	a->key = xasprintf("%s/%s", c->conf->name, conf->name);
	HASH_ADD_KEYPTR(hh, p->by_key, a->key, strlen(a->key), a);
	a->login = login_new(a);
	acct_consent(a);
	a->budgets = budgets_new(conf, &a->n_budgets, a->started_at);
	if (pl == NULL || !(pl->ops & HARK_CAN(HARK_POLL)))
		return a;
	for (const struct hark_feed *f = pl->feeds; f != NULL &&
	    f->name != NULL; f++) {
		const char *const *args;

		if (f->option == NULL || is_on(a, f)) {
			add_feed(a, f, NULL);
			continue;
		}
		args = arguments(a, f);
		for (; args != NULL && *args != NULL; args++)
			add_feed(a, f, *args);
	}
	return a;
}

static void
wanted_free(struct wanted *w)
{
	free(w->id);
	free(w);
}

void
acct_free(struct acct *a, bool tell)
{
	static const struct err gone = { .code = ERR_UNAVAILABLE,
		.text = "the account is no longer configured" };
	struct kept *k;
	struct wanted *w;

	if (a == NULL)
		return;
	HASH_DEL(a->poll->by_key, a);
	for (size_t i = 0; i < a->n_feeds; i++) {
		struct feed *f = &a->feeds[i];

		sched_remove(a->poll->sched, &f->item);
		task_cancel(f->task);
		free(f->argument);
		free(f->key);
		free(f->cursor);
		free(f->etag);
		free(f->last_modified);
		free(f->error);
	}
	free(a->feeds);
	errand_cancel_all(a, tell);
	sched_remove(a->poll->sched, &a->sweep);
	task_cancel(a->thread_task);
	if (a->current != NULL) {
		if (tell && a->current->done != NULL)
			a->current->done(a->current->arg, &gone);
		wanted_free(a->current);
	}
	while ((w = a->owed) != NULL) {
		a->owed = w->next;
		wanted_free(w);
	}
	while ((w = a->wanted) != NULL) {
		a->wanted = w->next;
		if (tell && w->done != NULL)
			w->done(w->arg, &gone);
		wanted_free(w);
	}
	login_free(a->login);
	acct_save_spent(a);
	budgets_free(a->budgets, a->n_budgets);
	while ((k = a->kept) != NULL) {
		a->kept = k->next;
		free(k->name);
		free(k->value);
		free(k);
	}
	free(a->self_id);
	free(a->self_handle);
	free(a->self_url);
	free(a->key);
	free(a);
}

void
acct_restore(struct acct *a, const struct store_account_state *s)
{
	a->known = true;
	if (s->self_id != NULL)
		acct_set_self(a, s->self_id, s->self_handle, s->self_url);
	for (size_t i = 0; s->kept != NULL && s->kept[i] != NULL; i += 2)
		acct_keep(a, s->kept[i], s->kept[i + 1]);
	wanted_restore(a);
	for (size_t i = 0; i < s->n_feeds; i++) {
		const struct store_feed *sf = &s->feeds[i];

		for (size_t j = 0; j < a->n_feeds; j++) {
			struct feed *f = &a->feeds[j];

			if (strcmp(f->key, sf->name) != 0)
				continue;
			f->cursor = xstrdup_null(sf->cursor);
			f->etag = xstrdup_null(sf->etag);
			f->last_modified = xstrdup_null(sf->last_modified);
			f->error = xstrdup_null(sf->error);
			f->next_at = sf->next_at;
			f->tried_at = sf->tried_at;
			f->ok_at = sf->ok_at;
			f->baseline_at = sf->baseline_at;
			f->failures = sf->failures;
		}
	}
}

static struct kept *
find_kept(const struct acct *a, const char *name)
{
	struct kept *k;

	for (k = a->kept; k != NULL && strcmp(k->name, name) != 0; k = k->next)
		;
	return k;
}

const char *
acct_kept(void *arg, const char *name)
{
	const struct kept *k = find_kept(arg, name);

	return k != NULL ? k->value : NULL;
}

void
acct_keep(struct acct *a, const char *name, const char *value)
{
	struct kept *k = find_kept(a, name);

	if (k == NULL) {
		k = xcalloc(1, sizeof(*k));
		k->name = xstrdup(name);
		k->next = a->kept;
		a->kept = k;
	}
	free(k->value);
	k->value = xstrdup_null(value);
}

void
acct_set_self(struct acct *a, const char *id, const char *handle,
    const char *url)
{
	free(a->self_id);
	a->self_id = xstrdup(id);
	if (handle != NULL) {
		free(a->self_handle);
		a->self_handle = xstrdup(handle);
	}
	if (url != NULL) {
		free(a->self_url);
		a->self_url = xstrdup(url);
	}
}

/* After so much silence somebody is told. */
static int64_t
patience(const struct feed *f)
{
	int64_t limit = STALE_INTERVALS * f->interval;

	return limit < STALE_MIN ? STALE_MIN : limit;
}

static bool
is_stale(const struct feed *f, int64_t now)
{
	int64_t since = f->ok_at != 0 ? f->ok_at : f->acct->started_at;

	return f->failures > 0 && now - since > patience(f);
}

/* Has it to wait for money? */
static bool
is_broke(const struct feed *f)
{
	return f->slow || (f->failures > 0 && f->broke);
}

void
acct_health(const struct acct *a, struct account_health *h)
{
	int64_t now = loop_now();
	bool fails = false, stale = false, auth = false, fresh = false;
	bool broke = false, hidden = false;

	memset(h, 0, sizeof(*h));
	h->client = a->client->conf->name;
	h->account = a->conf->name;
	h->network = a->conf->plugin_name;
	h->handle = a->self_handle;
	h->requests = a->requests;
	h->odd = a->odd;
	h->consent = a->consent;
	h->quota_left = a->host != NULL ? limit_left(a->host->limit) : -1;
	h->ops = a->conf->plugin != NULL ? a->conf->plugin->ops : 0;
	for (size_t i = 0; i < a->n_feeds; i++) {
		const struct feed *f = &a->feeds[i];

		h->sees |= f->def->sees;
		if (h->last_success < f->ok_at)
			h->last_success = f->ok_at;
		if (f->next_at != 0 &&
		    (h->next_poll == 0 || f->next_at < h->next_poll))
			h->next_poll = f->next_at;
		if (f->failures > h->failures)
			h->failures = f->failures;
		if ((f->failures > 0 || f->slow) && (h->error == NULL ||
		    f->why == HARK_E_AUTH))
			h->error = f->error;
		fails |= f->failures > 0;
		stale |= is_stale(f, now);
		broke |= is_broke(f);
		hidden |= f->failures > 0 && f->why == HARK_E_HIDDEN;
		auth |= f->failures > 0 && f->why == HARK_E_AUTH;
		fresh |= f->baseline_at == 0;
	}
	if (a->conf->plugin == NULL)
		h->state = ACCOUNT_NO_PLUGIN;
	else if (auth)
		h->state = ACCOUNT_AUTH;
	else if (broke)
		h->state = ACCOUNT_BUDGET;
	else if (hidden)
		h->state = ACCOUNT_HIDDEN;
	else if (stale)
		h->state = ACCOUNT_STALE;
	else if (fails)
		h->state = ACCOUNT_FAILING;
	else
		h->state = fresh ? ACCOUNT_NEW : ACCOUNT_OK;
	if (h->state != ACCOUNT_BUDGET)
		return;
	/* What is waited for is those that wait. */
	h->next_poll = 0;
	for (size_t i = 0; i < a->n_feeds; i++)
		if (is_broke(&a->feeds[i]) && (h->next_poll == 0 ||
		    a->feeds[i].next_at < h->next_poll))
			h->next_poll = a->feeds[i].next_at;
}

void
acct_tell(struct acct *a)
{
	struct account_health h;

	acct_health(a, &h);
	if (h.state == a->told)
		return;
	/* Our own network is down: that is said once, not per account. */
	if (h.state == ACCOUNT_STALE && a->poll->network_down)
		return;
	a->told = h.state;
	if (a->poll->hooks.health != NULL)
		a->poll->hooks.health(a->poll->hooks.arg, &h);
}

/* First failure, then each doubling: enough to see, not enough to drown. */
static bool
worth_a_line(int64_t failures)
{
	return (failures & (failures - 1)) == 0;
}

/* Write down what is not in the store yet. */
void
acct_save_spent(struct acct *a)
{
	struct store_spent *v = NULL;
	size_t n = 0;

	if (a->poll->ended)
		return;
	for (size_t i = 0; i < a->n_budgets; i++)
		budget_unsaved(&a->budgets[i], a->conf->name, &v, &n);
	if (n > 0 && a->client != NULL && a->client->store != NULL)
		store_spend(a->client->store, v, n, NULL, NULL);
	free(v);
}

void
acct_spend(struct acct *a, struct budget *b, const char *what, int64_t amount)
{
	if (budget_spend(b, what, amount, loop_now()))
		acct_save_spent(a);
}

/* How long the budgets its polls use make it wait. */
static int64_t
pace(const struct feed *f, int64_t now)
{
	const struct acct *a = f->acct;
	int64_t wait = 0;

	for (size_t i = 0; i < a->n_budgets; i++) {
		int64_t one = f->pays & 1u << i ?
		    budget_pace(&a->budgets[i], now) : 0;

		if (one > wait)
			wait = one;
	}
	return wait;
}

/* Its budget makes it wait: for so long that somebody should know? */
static void
slow_down(struct feed *f, int64_t wait)
{
	f->slow = f->failures == 0 && wait > patience(f) &&
	    wait > (f->slow ? SLOW / 2 : SLOW);
	if (!f->slow)
		return;
	free(f->error);
	f->error = xstrdup("it is asked less often, so that the budget lasts");
}

void
feed_heard(struct feed *f)
{
	struct acct *a = f->acct;

	if (f->failures > 0)
		log_info("%s/%s: %s is heard again", a->client->conf->name,
		    a->conf->name, f->key);
	f->polled = true;
	f->dirty = true;
	f->unreachable = false;
	f->failures = 0;
	f->why = 0;
	f->tried_at = f->ok_at = loop_now();
	free(f->error);
	f->error = NULL;
}

void
feed_done(struct feed *f, const struct task_result *r)
{
	enum hark_error why = r->error;
	const char *error = r->why;
	struct acct *a = f->acct;
	int64_t now = loop_now(), mono = loop_mono(), wait, ceiling;

	f->tried_at = now;
	f->polled = true;
	f->dirty = true;
	f->unreachable = r->unreachable;
	f->broke = r->budget;
	f->pays |= r->pays;
	if (why == 0) {
		feed_heard(f);
	} else {
		f->failures++;
		f->why = why;
		free(f->error);
		f->error = xstrdup(error != NULL ? error : "");
	}
	ceiling = why == HARK_E_AUTH || why == HARK_E_SCOPE ||
	    why == HARK_E_CONFIG || why == HARK_E_HIDDEN ? AUTH_CEILING :
	    FEED_CEILING;
	wait = sched_backoff(f->interval, f->failures, ceiling,
	    poll_random(a->poll));
	/* It was heard all the time: there should be no gap. */
	if (f->lingered && why == 0)
		wait = LINGER_GAP + (int64_t)(poll_random(a->poll) % LINGER_GAP);
	f->lingered = false;
	slow_down(f, pace(f, now));
	if (wait < pace(f, now))
		wait = pace(f, now);
	/* What came meanwhile may lie behind what was just read. */
	if (f->again)
		wait = 0;
	f->again = false;
	if (r->not_before > mono + wait)
		wait = r->not_before - mono;
	f->next_at = now + wait;
	sched_at(a->poll->sched, &f->item, mono + wait);
	if (why != 0 && worth_a_line(f->failures)) {
		char span[32];

		span_human(wait, "en", span);
		log_warn("%s/%s: %s: %s (%s; failure %lld), trying again in %s",
		    a->client->conf->name, a->conf->name, f->key, f->error,
		    hark_error_name(why), (long long)f->failures, span);
	}
}
