/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_POLL_H
#define HARK_POLL_POLL_H

/*
 * poll.h - asking the networks, for ever, politely, without losing anything.
 *
 *	poll.c		start, stop, reload; the public face
 *	sched.c		one heap of deadlines with jitter and back-off
 *	account.c	a configured account: feeds, limits, health
 *	task.c		runs a plugin's step() and collects its effects
 *	effects.c	the functions a plugin calls (struct hark_core)
 *	fetch.c		one request: limits, credentials, retries, renewals
 *	budget.c	what may be spent, and was
 *	wire.c		one byte stream, or program
 *	errand.c	what a person waits for: reply.c, push.c
 *	login.c		tokens; consent.c: what is known of credentials
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "hark.h"
#include "poll/consent.h"
#include "store/client.h"

struct poll;

enum account_state {
	ACCOUNT_OK,
	ACCOUNT_NEW,			/* baseline not complete yet */
	ACCOUNT_FAILING,		/* backing off, still trying */
	ACCOUNT_STALE,			/* nothing for several intervals */
	ACCOUNT_AUTH,			/* credentials refused: a person must act */
	ACCOUNT_BUDGET,			/* nothing more may be spent for now */
	ACCOUNT_HIDDEN,			/* there is something, but not shown to us */
	ACCOUNT_NO_PLUGIN,
};
const char *account_state_name(enum account_state);

struct account_health {
	const char *client, *account, *network;
	enum account_state state;
	int64_t last_success, next_poll;	/* 0: never */
	int64_t failures;
	struct consent_end consent;
	const char *error;			/* last, or NULL */
	const char *handle;			/* who we are there, or NULL */
	int64_t requests, odd;			/* since the start */
	int64_t quota_left;			/* -1: unknown */
	unsigned sees;				/* of all its feeds */
	unsigned ops;
};

/* What an account may spend in this period, and has; amounts in millionths. */
struct account_budget {
	const char *client, *account, *network;
	const char *name, *unit;
	int64_t ceiling, spent;
	int64_t begin, end;
	int64_t next_poll;		/* of a feed it slows down; 0: none */
	bool monthly;
};

struct poll_hooks {
	void *arg;
	/* The health of an account changed (also back to OK). */
	void (*health)(void *arg, const struct account_health *);
	/* Every source fails (true), or some work again (false). */
	void (*network_down)(void *arg, bool down);
	/* Every feed was polled at least once (--once ends then). */
	void (*round_done)(void *arg, bool all_ok);
};

/*
 * Loads what the stores know of the accounts, then polls.  config, clients and
 * hooks outlive it.
 */
struct poll *poll_new(const struct config *, struct client *, size_t n,
	    const struct poll_hooks *, uint64_t jitter_seed);
/* After a reload: accounts that stayed the same keep their schedule. */
void	poll_reconfigure(struct poll *, const struct config *,
	    struct client *, size_t n);
/* Stop asking; replies in flight may finish (10 s); feed state is flushed. */
void	poll_stop(struct poll *, void (*done)(void *), void *arg);
/* Those who still wait for a thread or a reply are not called back: whoever
 * asked frees what it asked with. */
void	poll_free(struct poll *);

/* Ask now (SIGUSR1, `hark poll'): NULL, NULL means everything.  What is being
 * asked just then is asked once more. */
void	poll_now(struct poll *, const char *client, const char *account);
/* One per account, in the order configured; lent until the next call. */
size_t	poll_health(struct poll *, const struct account_health **);
/* One alone, by number or name; false: there is none.  Strings are lent. */
bool	poll_health_at(struct poll *, size_t i, struct account_health *);
bool	poll_health_of(struct poll *, const char *client, const char *account,
	    struct account_health *);

/*
 * All budgets of all accounts; lent until the next call.  What the stores are
 * asked afterwards (store/spent.h) is as new.
 */
size_t	poll_budgets(struct poll *, const struct account_budget **);

typedef void poll_done_fn(void *arg, const struct err *);
/*
 * Read a thread again around a native id, at once, ahead of the schedule.
 * Fails with ERR_NET after max_wait_ms.
 */
void	poll_reread(struct poll *, const char *client, const char *account,
	    const char *native, int64_t max_wait_ms, poll_done_fn *, void *arg);

/*
 * Publish a reply a person wrote: one attempt.  Err codes: ERR_OK posted;
 * ERR_REFUSED, ERR_CONFIG, ERR_PERMISSION, ERR_LIMIT not posted; ERR_NET the
 * outcome is unknown (it may be out): the caller reads back, never resends.
 * A visibility wider than the parent's is narrowed.
 */
struct poll_reply {
	const char *client, *account;
	const struct hark_post *parent;
	const char *text, *key;
	int64_t created;
	enum hark_visibility visibility;
};
typedef void poll_reply_fn(void *arg, const struct err *,
	    const struct hark_post *posted);
void	poll_reply(struct poll *, const struct poll_reply *, poll_reply_fn *,
	    void *arg);
/*
 * Posts that somebody brings, as JSON lines (hark-plugin(7)); durable when it
 * calls back.  posts, odd: how many were understood, and how many were not.
 * ERR_USAGE: the account takes nothing, or nothing of this; ERR_NET: later.
 */
typedef void poll_push_fn(void *arg, const struct err *, int64_t posts,
	    int64_t odd);
void	poll_push(struct poll *, const char *client, const char *account,
	    const char *lines, poll_push_fn *, void *arg);
/* Does this account's plugin publish replies? */
bool	poll_can_reply(struct poll *, const char *client, const char *account);

/*
 * Read a public profile without account or token into the client's store
 * (account "scan").  blind: what could not be seen, for the person.
 */
struct poll_scan_result {
	const char *const *blind;	/* NULL-terminated */
	const char *handle;		/* whose profile it is, or NULL */
	int64_t posts;
};
typedef void poll_scan_fn(void *arg, const struct err *,
	    const struct poll_scan_result *);
void	poll_scan(const struct config *, struct client *,
	    const struct hark_plugin *, const char *url, int64_t since,
	    void (*progress)(void *arg, int64_t posts, int64_t requests),
	    poll_scan_fn *, void *arg);

#endif
