/* SPDX-License-Identifier: ISC */

/* Tasks that a person waits for; see errand.h. */

#include <stdlib.h>

#include "base/loop.h"
#include "base/mem.h"
#include "poll/errand.h"

struct errand {
	struct task *task;
	struct errand *next, **prev;	/* the account's others */
	errand_fn *fn;
	void *arg;
	struct err err;			/* refused before it began */
};

static void
forget(struct errand *x)
{
	*x->prev = x->next;
	if (x->next != NULL)
		x->next->prev = x->prev;
	free(x->arg);
	free(x);
}

static void
on_done(void *arg, const struct task_result *r)
{
	static const struct err none;
	struct errand *x = arg;

	x->fn(x->arg, &none, r);
	forget(x);
}

void
errand_start(struct acct *a, const struct task_spec *s, errand_fn *fn,
    void *arg)
{
	struct errand *x = xcalloc(1, sizeof(*x));

	x->fn = fn;
	x->arg = arg;
	a->poll->running++;
	x->next = a->errands;
	if (x->next != NULL)
		x->next->prev = &x->next;
	x->prev = &a->errands;
	a->errands = x;
	x->task = task_start(a, s, on_done, x);
}

static void
on_refused(void *arg)
{
	struct errand *x = arg;

	x->fn(x->arg, &x->err, NULL);
	free(x->arg);
	free(x);
}

void
errand_refuse(const struct err *e, errand_fn *fn, void *arg)
{
	struct errand *x = xcalloc(1, sizeof(*x));

	x->fn = fn;
	x->arg = arg;
	x->err = *e;
	loop_defer(on_refused, x);
}

void
errand_cancel_all(struct acct *a, bool tell)
{
	static const struct err lost = { .code = ERR_NET,
		.text = "the account was read anew meanwhile" };
	struct errand *x;

	while ((x = a->errands) != NULL) {
		void *arg = TAKE(x->arg);
		errand_fn *fn = x->fn;

		task_cancel(x->task);
		if (a->poll->running > 0)
			a->poll->running--;
		forget(x);
		if (tell)
			fn(arg, &lost, NULL);
		free(arg);
	}
}
