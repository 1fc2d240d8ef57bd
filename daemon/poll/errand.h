/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_ERRAND_H
#define HARK_POLL_ERRAND_H

/*
 * errand.h - private to poll/: a task that a person waits for.
 */

#include "poll/task.h"

/* result: NULL, and why in err, if it did not come to an end. */
typedef void errand_fn(void *arg, const struct err *,
	    const struct task_result *);

/*
 * fn runs once, from the loop, unless harkd ends before.  arg is taken: it is
 * freed afterwards in any case.
 */
void	errand_start(struct acct *, const struct task_spec *, errand_fn *,
	    void *arg);
/* It could not even be begun: fn gets a copy of the error.  arg is taken. */
void	errand_refuse(const struct err *, errand_fn *, void *arg);
/* The account is about to go away. */
void	errand_cancel_all(struct acct *, bool tell);

#endif
