/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_SPENT_H
#define HARK_STORE_SPENT_H

/*
 * spent.h - what asking the networks has cost, by account, budget, period and
 * purpose: a few rows a day, kept for 400 days.
 */

#include "store/store.h"

struct store_spent {
	const char *account;
	const char *budget;		/* its name in the plugin */
	const char *unit;
	const char *what;		/* a feed's key, "thread", "reply" */
	int64_t begin;			/* of the period */
	int64_t amount;			/* millionths; may be negative when added */
	int64_t n;			/* requests */
};

/* Add to what is there.  Copied. */
void	store_spend(struct store *, const struct store_spent *, size_t n,
	    store_done_fn *, void *arg);
/* Everything of periods that began at `since' or later, oldest first. */
typedef void store_spent_fn(void *arg, const struct err *,
	    const struct store_spent *, size_t n);
void	store_spent_list(struct store *, int64_t since, store_spent_fn *,
	    void *arg);

#endif
