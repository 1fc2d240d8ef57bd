/* SPDX-License-Identifier: ISC */

/* Posts that somebody brought, instead of being asked for. */

#include "base/mem.h"
#include "poll/errand.h"

struct push {
	poll_push_fn *fn;
	void *arg;
};

static void
on_pushed(void *arg, const struct err *e, const struct task_result *r)
{
	struct push *pu = arg;
	struct err why = *e;

	if (r != NULL && r->error != 0)
		err_set(&why, r->error == HARK_E_LATER ? ERR_NET : ERR_USAGE,
		    "%s", r->why != NULL ? r->why : "");
	pu->fn(pu->arg, &why, r != NULL ? r->posts : 0, r != NULL ? r->odd : 0);
}

void
poll_push(struct poll *p, const char *client, const char *account,
    const char *lines, poll_push_fn *fn, void *arg)
{
	struct acct *a = poll_account(p, client, account);
	struct push *pu = xcalloc(1, sizeof(*pu));
	struct err e = { 0 };

	pu->fn = fn;
	pu->arg = arg;
	if (a == NULL || a->conf->plugin == NULL ||
	    !(a->conf->plugin->ops & HARK_CAN(HARK_PUSH)))
		err_set(&e, ERR_USAGE, "%s/%s takes nothing: only accounts of "
		    "the plugin push do", client, account);
	else if (p->stopping)
		err_set(&e, ERR_NET, "harkd is stopping");
	if (e.code != ERR_OK)
		errand_refuse(&e, on_pushed, pu);
	else
		errand_start(a, &(struct task_spec){ .op = HARK_PUSH,
		    .lines = lines }, on_pushed, pu);
}
