/* SPDX-License-Identifier: ISC */

/*
 * Publishing what a person wrote: one attempt, never wider than what it
 * answers, and an honest "unknown" when nobody can say whether it is out.
 */

#include <stdlib.h>
#include <string.h>

#include "base/loop.h"
#include "base/mem.h"
#include "poll/task.h"

struct reply {
	struct task *task;
	struct reply *next, **prev;	/* the account's others */
	poll_reply_fn *fn;
	void *arg;
	struct err err;			/* refused before it began */
};

bool
poll_can_reply(struct poll *p, const char *client, const char *account)
{
	struct acct *a = poll_account(p, client, account);

	return a != NULL && a->conf->plugin != NULL &&
	    a->conf->plugin->ops & HARK_CAN(HARK_REPLY);
}

/* Is it certain that nothing was published? */
static enum err_code
outcome(const struct task_result *r)
{
	if (r->error == 0)
		return ERR_OK;
	if (r->unknown)
		return ERR_NET;
	switch (r->error) {
	case HARK_E_AUTH:
	case HARK_E_CONFIG:
		return ERR_CONFIG;
	case HARK_E_SCOPE:
		return ERR_PERMISSION;
	case HARK_E_GONE_POST:
	case HARK_E_GONE_ACCOUNT:
		return ERR_NOT_FOUND;
	case HARK_E_LATER:
		return ERR_LIMIT;
	case HARK_E_PROTOCOL:
	case HARK_E_HIDDEN:
		break;
	}
	/* A 200 that makes no sense may still mean "published". */
	return ERR_NET;
}

static void
forget(struct reply *rp)
{
	*rp->prev = rp->next;
	if (rp->next != NULL)
		rp->next->prev = rp->prev;
	free(rp);
}

static void
on_replied(void *arg, const struct task_result *r)
{
	struct reply *rp = arg;
	struct err e = { 0 };

	if (r->error != 0)
		err_set(&e, outcome(r), "%s", r->why != NULL ? r->why : "");
	rp->fn(rp->arg, &e, r->posted);
	forget(rp);
}

void
reply_cancel_all(struct acct *a, bool tell)
{
	static const struct err lost = { .code = ERR_NET,
		.text = "the account was read anew while the reply left" };
	struct reply *rp;

	while ((rp = a->replies) != NULL) {
		poll_reply_fn *fn = rp->fn;
		void *arg = rp->arg;

		task_cancel(rp->task);
		if (a->poll->running > 0)
			a->poll->running--;
		forget(rp);
		if (tell)
			fn(arg, &lost, NULL);
	}
}

static void
on_refused(void *arg)
{
	struct reply *rp = arg;

	rp->fn(rp->arg, &rp->err, NULL);
	free(rp);
}

void
poll_reply(struct poll *p, const struct poll_reply *in, poll_reply_fn *fn,
    void *arg)
{
	struct acct *a = poll_account(p, in->client, in->account);
	struct reply *rp = xcalloc(1, sizeof(*rp));
	struct poll_reply q = *in;

	rp->fn = fn;
	rp->arg = arg;
	if (a == NULL || !poll_can_reply(p, in->client, in->account))
		err_set(&rp->err, ERR_UNAVAILABLE, "%s/%s: replies are not "
		    "possible through hark here: answer in the network itself",
		    in->client, in->account);
	else if (p->stopping)
		err_set(&rp->err, ERR_LIMIT, "harkd is stopping");
	if (rp->err.code != ERR_OK) {
		loop_defer(on_refused, rp);
		return;
	}
	/* UNKNOWN is the narrowest: treated as private. */
	if (q.visibility > q.parent->visibility)
		q.visibility = q.parent->visibility;
	p->running++;
	rp->next = a->replies;
	if (rp->next != NULL)
		rp->next->prev = &rp->next;
	rp->prev = &a->replies;
	a->replies = rp;
	rp->task = task_start(a, &(struct task_spec){ .op = HARK_REPLY,
	    .reply = &q }, on_replied, rp);
}
