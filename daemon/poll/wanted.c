/* SPDX-License-Identifier: ISC */

/*
 * Threads to read again, and the nightly look at the last days.  They wait in
 * a list per account, one at a time each, so that a conversation of five
 * hundred never holds back the mentions.
 *
 * Some are owed: a list showed that there is more than it tells, and its cursor
 * is past that.  What of these cannot be read is tried again after polls that
 * go well, and is in the store as long as it is owed.
 */

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "poll/account.h"
#include "poll/task.h"

#define DUE_MAX		128		/* threads in a turn, */
#define DUE_EACH	32		/* and of one account */
/* In line for an account.  What a poll has found in a list and does not read is
 * lost, for lists show it once: so there is room for more than ever come. */
#define THREADS_MAX	4096
/* Pixelfed shows one floor of a thread at a time. */
#define STEPS_MAX	32
#define SWEEP_AGE	(72 * WHEN_HOUR)
#define SWEEP_MAX	400
#define TRIES_MAX	10
#define OWED_MAX	(16u << 10)	/* bytes that are kept */

/* NULL: it waits already, or too many do. */
static struct wanted *
put(struct acct *a, enum hark_op op, const char *id, poll_done_fn *done,
    void *arg, int64_t deadline, bool first)
{
	struct wanted *w, **p, **sweep = NULL;
	size_t n = 0;

	for (p = &a->wanted; (w = *p) != NULL; p = &w->next) {
		if (done == NULL && w->op == op && strcmp(w->id, id) == 0)
			return NULL;
		n += w->op == op;
		if (w->op == HARK_CHECK && sweep == NULL)
			sweep = p;
	}
	if (done == NULL && n >= (op == HARK_CHECK ? SWEEP_MAX : THREADS_MAX))
		return NULL;
	w = xcalloc(1, sizeof(*w));
	w->id = xstrdup(id);
	w->op = op;
	w->done = done;
	w->arg = arg;
	w->deadline = deadline;
	/* The nightly look keeps no thread waiting. */
	if (first)
		p = &a->wanted;
	else if (op == HARK_THREAD && sweep != NULL)
		p = sweep;
	w->next = *p;
	*p = w;
	if (w->next == NULL)
		a->wanted_last = &w->next;
	return w;
}

void
poll_want(struct acct *a, enum hark_op op, const char *id, poll_done_fn *done,
    void *arg, int64_t deadline, bool first)
{
	if (put(a, op, id, done, arg, deadline, first) != NULL)
		wanted_next(a);
}

void
poll_want_more(struct acct *a, const char *id, bool from_thread)
{
	const struct wanted *from = from_thread ? a->current : NULL;
	struct wanted *w;

	/* What was not shown just now is not shown a moment later. */
	if (from != NULL && (strcmp(from->id, id) == 0 ||
	    from->steps >= STEPS_MAX))
		return;
	w = put(a, HARK_THREAD, id, NULL, NULL, 0, false);
	if (w == NULL)
		return;
	w->steps = from != NULL ? from->steps + 1 : 0;
	w->owed = true;
	wanted_next(a);
}

void
wanted_again(struct acct *a)
{
	struct wanted *w, *again;

	if (a->owed == NULL)
		return;
	while ((w = a->owed) != NULL) {
		a->owed = w->next;
		again = put(a, w->op, w->id, NULL, NULL, 0, false);
		if (again != NULL) {
			again->owed = true;
			again->steps = w->steps;
			again->tries = w->tries;
		}
		free(w->id);
		free(w);
	}
	wanted_next(a);
}

static void
add_owed(struct buf *b, const struct wanted *w, const struct wanted *read)
{
	for (; w != NULL; w = w->next)
		if (w->owed && w != read && strchr(w->id, '\n') == NULL &&
		    b->len + strlen(w->id) < OWED_MAX)
			buf_addf(b, "%s\n", w->id);
}

const char *
wanted_owed(const struct acct *a, const struct wanted *read,
    struct arena *arena)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	/* It is in no list, and has no next one. */
	if (a->current != NULL)
		add_owed(&b, &(struct wanted){ .id = a->current->id,
		    .owed = a->current->owed && a->current != read }, NULL);
	add_owed(&b, a->wanted, read);
	add_owed(&b, a->owed, read);
	return b.len > 0 ? arena_strdup(arena, b.data) : NULL;
}

void
wanted_restore(struct acct *a)
{
	AUTO(free_p) char *ids = xstrdup_null(acct_kept(a, WANTED_OWED));
	char *p = ids, *id;
	struct wanted *w;

	while (p != NULL && (id = strsep(&p, "\n")) != NULL)
		if (*id != '\0' && (w = put(a, HARK_THREAD, id, NULL, NULL, 0,
		    false)) != NULL)
			w->owed = true;
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
			    w->id, a->conf->plugin != NULL ?
			    a->conf->plugin->order : NULL, loop_now());
		log_debug("%s/%s: thread of %s: %s", a->client->conf->name,
		    a->conf->name, w->id, e.text);
	}
	if (w->done != NULL)
		w->done(w->arg, &e);
	if (e.code != ERR_OK && w->owed && ++w->tries < TRIES_MAX) {
		w->next = a->owed;
		a->owed = w;
		return;
	}
	free(w->id);
	free(w);
}

void
wanted_next(struct acct *a)
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

void
wanted_look(void *arg)
{
	struct poll *p = arg;

	for (size_t i = 0; i < p->n_clients && !p->stopping; i++)
		if (p->clients[i].store != NULL)
			store_reread_due(p->clients[i].store, loop_now(),
			    DUE_MAX, DUE_EACH, on_listed, asked_new(p,
			    &p->clients[i], HARK_THREAD));
	timer_start(p->reread, WANTED_EVERY);
}

void
sweep_plan(struct acct *a, int64_t at_most)
{
	sched_at(a->poll->sched, &a->sweep, loop_mono() +
	    (int64_t)(poll_random(a->poll) % (uint64_t)at_most));
}

/* Edits and deletions nobody tells us about: look again at the last days. */
void
sweep_start(struct acct *a)
{
	if (a->conf->plugin != NULL && a->client->store != NULL &&
	    a->conf->plugin->ops & HARK_CAN(HARK_CHECK))
		store_sweep(a->client->store, a->conf->name,
		    loop_now() - SWEEP_AGE, SWEEP_MAX, on_listed,
		    asked_new(a->poll, a->client, HARK_CHECK));
	sched_at(a->poll->sched, &a->sweep, loop_mono() + WHEN_DAY);
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
