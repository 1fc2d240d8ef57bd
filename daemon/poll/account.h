/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_ACCOUNT_H
#define HARK_POLL_ACCOUNT_H

/*
 * account.h - private to poll/: a configured account at run time, its feeds,
 * and the hosts whose patience accounts share.
 */

#include "base/table.h"
#include "net/limit.h"
#include "poll/budget.h"
#include "poll/poll.h"
#include "poll/sched.h"
#include "store/ingest.h"

#define FEED_CEILING	(30 * WHEN_MINUTE)	/* longest back-off */
#define AUTH_CEILING	(60 * WHEN_MINUTE)	/* credentials refused */
#define OVERLAP		(10 * WHEN_MINUTE)	/* for the clamp of times */
#define BASELINE_AGE	(30 * WHEN_DAY)		/* how far back a first run reads */
#define LINGER_TIME	(9 * WHEN_MINUTE)	/* a poll may wait for news */
#define LINGER_GAP	(2 * WHEN_SECOND)
#define LINGER_MAX	64			/* connections that only wait */
#define STALE_INTERVALS	5
#define STALE_MIN	(15 * WHEN_MINUTE)
#define SLOW		(12 * WHEN_HOUR)	/* that the budget makes it wait */

struct login;
struct task;

/*
 * One origin; its limit is shared by all accounts there, unless the network
 * counts by account and kind of request.
 */
struct host {
	char *origin;
	struct limit *limit;
	bool down;			/* its last request found no server */
	UT_hash_handle hh;
};

/* A fact a plugin keeps: two or three an account, too few for a table. */
struct kept {
	char *name, *value;
	struct kept *next;
};

struct feed {
	struct sched_item item;		/* must be first */
	struct acct *acct;
	const struct hark_feed *def;
	char *argument;			/* of the feed's option, or NULL */
	char *key;			/* "mentions", "tag:brot" */
	char *cursor, *etag, *last_modified;
	char *error;
	int64_t interval;
	int64_t tried_at, ok_at, baseline_at, next_at;	/* wall clock */
	int64_t failures;
	enum hark_error why;		/* of the last failure, or 0 */
	bool unreachable;		/* the last failure was transport's */
	bool broke;			/* the last failure was the budget's */
	bool slow;			/* its budget makes it wait for long */
	unsigned pays;			/* budgets its polls used, as bits */
	bool polled;			/* at least once since the start */
	bool dirty;			/* not yet flushed */
	bool lingered;			/* the last run waited for news: go on */
	bool again;			/* asked for while it was running */
	struct task *task;		/* running, or NULL */
};

struct arena;

/* A thread or sweep waiting for its turn. */
struct wanted {
	char *id;
	enum hark_op op;
	poll_done_fn *done;		/* or NULL */
	void *arg;
	int64_t deadline;		/* mono; 0: none */
	int steps;			/* threads that led here, one by one */
	/* A list pointed here, and may not do so again: read it, whatever
	 * comes between. */
	bool owed;
	int tries;
	struct wanted *next;
};

struct acct {
	struct sched_item sweep;	/* must be first: nightly re-check */
	struct poll *poll;
	struct client *client;
	const struct conf_account *conf;
	struct feed *feeds;
	size_t n_feeds;
	struct kept *kept;
	char *self_id, *self_handle, *self_url;
	struct host *host;
	struct budget *budgets;
	size_t n_budgets;
	struct login *login;		/* tokens, or NULL: none to be had */
	struct consent_end consent;
	struct wanted *wanted, **wanted_last;
	struct wanted *owed;		/* could not be read, for later */
	struct task *thread_task;	/* THREAD or CHECK running, or NULL */
	struct wanted *current;		/* what it works on */
	struct errand *errands;		/* that somebody waits for; errand.c's */
	enum account_state told;	/* health last told to the hooks */
	int64_t started_at;		/* wall clock */
	int64_t requests, odd;
	bool known;			/* the store told what it knew */
	bool gone;			/* removed by a reload; freed when idle */
	unsigned running;		/* tasks */
	char *key;			/* "client/account" */
	UT_hash_handle hh;
};

/* Kinds of scheduled items. */
enum { ITEM_FEED, ITEM_SWEEP };

struct poll {
	const struct config *config;
	struct client *clients;
	size_t n_clients;
	struct poll_hooks hooks;
	struct acct **accts;
	size_t n_accts;
	struct acct *by_key;		/* the same, as a hash */
	struct host *hosts;
	struct sched *sched;
	struct timer *flush, *reread;
	struct account_health *health;
	struct account_budget *budget_list;
	uint64_t rnd;
	size_t running, max_running;
	size_t lingering;		/* further tasks, which hold up nobody */
	bool full;			/* others wait until a task ends */
	bool network_down, stopping, round_told;
	bool ended;			/* stores may be gone */
	void (*stopped)(void *);
	void *stopped_arg;
};

/* account.c */
struct acct *acct_new(struct poll *, struct client *, const struct conf_account *);
/* tell: those who wait for a thread are told; not when harkd ends. */
void	acct_free(struct acct *, bool tell);
/* Read again when its consent ends. */
void	acct_consent(struct acct *);
/* What the store knew: cursors, schedule, facts. */
void	acct_restore(struct acct *, const struct store_account_state *);
const char *acct_kept(void *acct, const char *name);
void	acct_keep(struct acct *, const char *name, const char *value);
void	acct_set_self(struct acct *, const char *id, const char *handle,
	    const char *url);
void	acct_health(const struct acct *, struct account_health *);
/* Tell the hooks if the state changed. */
void	acct_tell(struct acct *);
/* All of it was read well. */
void	feed_heard(struct feed *);
/* Plan the feed's next poll after a run. */
struct task_result;
void	feed_done(struct feed *, const struct task_result *);
/* A request for this purpose has cost so much. */
void	acct_spend(struct acct *, struct budget *, const char *what,
	    int64_t amount);
/* Write down what is not in the store yet. */
void	acct_save_spent(struct acct *);

/* reply.c */
/* Give up on replies under way; tell: their outcome is unknown. */

/* poll.c */
struct acct *poll_account(struct poll *, const char *client,
	    const char *account);
uint64_t poll_random(struct poll *);
struct host *poll_host(struct poll *, const char *url,
	    const struct hark_plugin *);
/* The same for one account and kind of request alone, if these are given. */
struct host *poll_host_quota(struct poll *, const char *url,
	    const struct hark_plugin *, const char *account,
	    const char *quota);
void	poll_task_ended(struct poll *, struct acct *, bool lingered);
/* A task has become one that only waits for news. */
void	poll_task_lingers(struct poll *, struct acct *);
void	poll_network_state(struct poll *);

/* wanted.c */
void	poll_want(struct acct *, enum hark_op, const char *id, poll_done_fn *,
	    void *arg, int64_t deadline_mono, bool first);
/* A plugin suggests a thread; from_thread: in the one that is being read. */
void	poll_want_more(struct acct *, const char *id, bool from_thread);
/* The network answers: what could not be read goes into the list once more. */
void	wanted_again(struct acct *);
/* What is owed, an id a line, but for `read'; NULL: nothing.  In the arena. */
const char *wanted_owed(const struct acct *, const struct wanted *read,
	    struct arena *);
/* And what was, when we ended. */
void	wanted_restore(struct acct *);
/* What the store keeps it under, beside the facts that plugins keep. */
#define WANTED_OWED	"@owed"
/* The next in the account's list, unless one is being read. */
void	wanted_next(struct acct *);
/* Threads the stores want to have read again: poll->reread's, arg the poll. */
#define WANTED_EVERY	(30 * WHEN_SECOND)
void	wanted_look(void *);
/* Once within that time, then daily. */
void	sweep_plan(struct acct *, int64_t at_most);
void	sweep_start(struct acct *);

#endif
