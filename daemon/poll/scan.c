/* SPDX-License-Identifier: ISC */

/*
 * A public profile, read once without account or token.  The same task runner
 * and the same store as for an account, only that the account is made up.
 */

#include <stdlib.h>
#include <string.h>

#include "base/loop.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/when.h"
#include "poll/task.h"

struct scan {
	struct poll *poll;
	struct conf_account conf;
	struct acct *acct;
	struct store_account known;	/* lent to the store */
	struct task *task;
	struct timer *tick;
	char *url;
	int64_t since;
	char origin[300];
	char *origins[2];
	void (*progress)(void *, int64_t, int64_t);
	poll_scan_fn *fn;
	void *arg;
};

static void
on_tick(void *arg)
{
	struct scan *s = arg;
	int64_t posts, requests;

	if (s->task != NULL && s->progress != NULL) {
		task_progress(s->task, &posts, &requests);
		s->progress(s->arg, posts, requests);
	}
	timer_start(s->tick, 200);
}

static void
scan_free(void *arg)
{
	struct scan *s = arg;

	acct_free(s->acct, false);
	poll_free(s->poll);
	timer_free(s->tick);
	free(s->conf.options);
	free(s->conf.name);
	free(s->conf.plugin_name);
	free(s->url);
	free(s);
}

static void
on_scanned(void *arg, const struct task_result *r)
{
	struct scan *s = arg;
	struct poll_scan_result res = { .blind = r->blind, .posts = r->posts,
		.handle = s->acct->self_handle };
	struct err e = { 0 };

	s->task = NULL;
	if (r->error != 0)
		err_set(&e, r->error == HARK_E_GONE_ACCOUNT ? ERR_NOT_FOUND :
		    ERR_NET, "%s", r->why != NULL ? r->why : "");
	s->fn(s->arg, &e, &res);
	loop_defer(scan_free, s);
}

static void
on_known(void *arg, const struct err *e, const struct store_account_state *st,
    size_t n)
{
	struct scan *s = arg;

	(void)st, (void)n;
	if (e->code != ERR_OK) {
		static const char *const none[] = { NULL };

		s->fn(s->arg, e, &(struct poll_scan_result){ .blind = none });
		loop_defer(scan_free, s);
		return;
	}
	s->acct->known = true;
	s->task = task_start(s->acct, &(struct task_spec){ .op = HARK_SCAN,
	    .url = s->url, .since = s->since }, on_scanned, s);
	timer_start(s->tick, 200);
}

void
poll_scan(const struct config *cf, struct client *c,
    const struct hark_plugin *pl, const char *url, int64_t since,
    void (*progress)(void *, int64_t, int64_t), poll_scan_fn *fn, void *arg)
{
	struct scan *s = xcalloc(1, sizeof(*s));
	unsigned sees = 0;

	s->url = xstrdup(url);
	s->since = since;
	s->progress = progress;
	s->fn = fn;
	s->arg = arg;
	s->tick = timer_new(on_tick, s);
	url_origin(url, s->origin, sizeof(s->origin));
	s->origins[0] = s->origin;
	s->conf.name = xstrdup("scan");
	s->conf.plugin = pl;
	s->conf.plugin_name = xstrdup(pl->name);
	s->conf.realm = s->origin;
	s->conf.origins = s->origins;
	s->conf.options = plugin_scan_options(pl, s->origin);

	/* A poller without accounts: its hosts, limits and random numbers. */
	s->poll = poll_new(cf, NULL, 0, NULL, (uint64_t)loop_now());
	s->acct = acct_new(s->poll, c, &s->conf);
	for (const struct hark_feed *f = pl->feeds; f != NULL &&
	    f->name != NULL; f++)
		sees |= f->sees;
	s->known.name = s->conf.name;
	s->known.plugin = pl->name;
	s->known.realm = s->origin;
	s->known.sees_answers = (sees & HARK_SEES_ANSWERS) != 0;
	store_sync_accounts(c->store, &s->known, 1, on_known, s);
}
