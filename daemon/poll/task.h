/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_TASK_H
#define HARK_POLL_TASK_H

/*
 * task.h - private to poll/: one run of one operation of one account.
 *
 *	step() -> effects -> posts and cursor to the store (commit point)
 *	                  -> then requests, timers -> step() ...
 *
 * Nothing leaves before the commit it rests on.  A task that fails keeps what
 * it committed.
 */

#include "poll/account.h"
#include "poll/effects.h"

struct task_spec {
	enum hark_op op;
	struct feed *feed;		/* POLL */
	const char *const *ids;		/* THREAD: one; CHECK: several */
	const char *url;		/* SCAN */
	int64_t since;			/* SCAN */
	int64_t wait;			/* POLL: how long it may linger */
	const struct poll_reply *reply;	/* REPLY; copied */
	const char *lines;		/* PUSH; copied */
};

struct task_result {
	enum hark_error error;		/* 0: done */
	const char *why;
	bool unreachable;		/* transport failed: nobody there */
	bool budget;			/* nothing more may be spent */
	unsigned pays;			/* budgets that were used, as bits */
	bool unknown;			/* REPLY: it may be out */
	int64_t not_before;		/* mono; 0: nobody said */
	const struct hark_post *posted;	/* REPLY, or NULL */
	const char *const *blind;	/* NULL-terminated, maybe empty */
	int64_t posts, odd;
};

/* Called once, unless cancelled; the task is freed afterwards. */
typedef void task_done_fn(void *arg, const struct task_result *);

struct task *task_start(struct acct *, const struct task_spec *,
	    task_done_fn *, void *arg);
/* Frees at once, or when the store has called back. */
void	task_cancel(struct task *);
/* REPLY tasks may finish when harkd stops. */
bool	task_is_reply(const struct task *);
/* Has it read all, and only waits for news? */
bool	task_lingers(const struct task *);
/* Posts and requests so far; for progress lines. */
void	task_progress(const struct task *, int64_t *posts, int64_t *requests);

#endif
