/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_TASK_INT_H
#define HARK_POLL_TASK_INT_H

/*
 * task_int.h - what the parts of a task know of each other.
 *
 *	task.c		its life: begins, goes on after commits, ends
 *	task_act.c	acts on the effects of a step
 *	task_commit.c	what was collected goes to the store
 *	task_fetch.c	answers come in, and what they have cost
 *	task_stream.c	open streams
 */

#include "base/loop.h"
#include "poll/fetch.h"
#include "poll/login.h"
#include "poll/task.h"
#include "poll/wire.h"

#define TASK_BYTES	(64u << 20)		/* of responses */

struct request {
	struct task *task;
	const struct hark_request *rq;
	struct fetch *fetch;
	struct timer *timer;		/* instead of a fetch: HARK_TIMER */
	const struct effect *stream;	/* or OPEN, SEND, CLOSE of one */
	int tag;
	struct request *next;
};

/* An open stream. */
struct pipe {
	struct task *task;
	struct wire *wire;
	int tag;
	struct pipe *next;
};

struct task {
	struct run run;
	struct acct *acct;
	struct feed *feed;
	enum hark_op op;
	char *anchor;
	task_done_fn *fn;
	void *arg;
	size_t bytes;

	/* Collected since the last commit point. */
	struct hark_post *posts;
	size_t n_posts, size_posts;
	const char **kept, **missing;
	size_t n_kept, n_missing;
	const char *self_id, *self_handle, *self_url;
	char *etag, *last_modified;	/* of the last conditional answer */

	struct request *waiting;	/* effects that wait for a commit */
	struct request *running;
	struct pipe *pipes;
	unsigned ingesting;
	bool final_sent, ending, cancelled;
	bool lingers;			/* all is read; it waits for news */
	int64_t patience;		/* how long it may */
	int64_t since;			/* it does; mono */
	struct err store_err;

	const char **blind;
	size_t n_blind;
	const struct hark_post *posted;
	int64_t not_before, total, odd;
	bool unreachable, unknown, broke;
	unsigned pays;
	struct timer *begin, *deadline;

	/* If the network does not know our token any more: once more. */
	const struct http_response *answer;	/* while step() handles it */
	struct host *answerer;
	struct arena *args;		/* copies of what start lends, or NULL */
	struct hark_event start;
	struct login_wait *wait;
	unsigned generation;		/* of the token it began with */
	bool renewed;
};

/* --- task.c ---------------------------------------------------------------- */

/* Everything collected is committed: make the requests, or end. */
void	task_go_on(struct task *);
void	task_destroy(struct task *);
void	task_request_free(struct request *);
/* Of the step before: what comes now is another's. */
void	task_forget_effects(struct task *);

/* --- task_act.c ------------------------------------------------------------ */

/* Act on the effects of the step that just ran. */
void	task_perform(struct task *);

/* --- task_commit.c --------------------------------------------------------- */

void	task_add_post(struct task *, const struct hark_post *);
/* A NULL-terminated list that grows. */
void	task_push(const char ***list, size_t *n, const char *s);
/* Is there anything that must be written down? */
bool	task_has_news(const struct task *);
/* Send what was collected to the store as one commit. */
void	task_commit(struct task *, const char *cursor, bool complete);

/* --- task_fetch.c ---------------------------------------------------------- */

/* What the requests of this task are for. */
const char *task_purpose(const struct task *);
void	task_on_fetched(void *arg, const struct hark_request *,
	    const struct fetch_result *);

/* --- task_stream.c --------------------------------------------------------- */

/* OPEN, SEND, CLOSE. */
void	task_stream(struct task *, const struct effect *);
/* What there is was read: whoever else waits for a place may have it. */
void	task_linger(struct task *);

#endif
