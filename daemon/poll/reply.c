/* SPDX-License-Identifier: ISC */

/*
 * Publishing what a person wrote: one attempt, never wider than what it
 * answers, and an honest "unknown" when nobody can say whether it is out.
 */

#include "base/mem.h"
#include "poll/errand.h"

struct reply {
	poll_reply_fn *fn;
	void *arg;
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
on_replied(void *arg, const struct err *e, const struct task_result *r)
{
	struct reply *rp = arg;
	struct err why = *e;

	if (r != NULL && r->error != 0)
		err_set(&why, outcome(r), "%s", r->why != NULL ? r->why : "");
	rp->fn(rp->arg, &why, r != NULL ? r->posted : NULL);
}

void
poll_reply(struct poll *p, const struct poll_reply *in, poll_reply_fn *fn,
    void *arg)
{
	struct acct *a = poll_account(p, in->client, in->account);
	struct reply *rp = xcalloc(1, sizeof(*rp));
	struct poll_reply q = *in;
	struct err e = { 0 };

	rp->fn = fn;
	rp->arg = arg;
	if (a == NULL || !poll_can_reply(p, in->client, in->account))
		err_set(&e, ERR_UNAVAILABLE, "%s/%s: replies are not "
		    "possible through hark here: answer in the network itself",
		    in->client, in->account);
	else if (p->stopping)
		err_set(&e, ERR_LIMIT, "harkd is stopping");
	if (e.code != ERR_OK) {
		errand_refuse(&e, on_replied, rp);
		return;
	}
	/* UNKNOWN is the narrowest: treated as private. */
	if (q.visibility > q.parent->visibility)
		q.visibility = q.parent->visibility;
	errand_start(a, &(struct task_spec){ .op = HARK_REPLY, .reply = &q },
	    on_replied, rp);
}
