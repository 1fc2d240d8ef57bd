/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_BUDGET_H
#define HARK_POLL_BUDGET_H

/*
 * budget.h - private to poll/: what an account may spend in a period, and has
 * spent; see struct hark_budget.
 *
 * A request's cost is set aside before it leaves and settled when its answer
 * is there.  What is settled is counted by purpose and written to the store
 * every few minutes, or at once if it is much: a crash forgets a hundredth of
 * the ceiling at most.  Amounts are millionths, times those of the wall clock.
 */

#include "config/config.h"
#include "hark.h"
#include "store/spent.h"

/* What one purpose has cost in one period. */
struct budget_line {
	char *what;
	int64_t begin, amount, n;
	int64_t new_amount, new_n;	/* not yet in the store */
	struct budget_line *next;
};

struct budget {
	const struct hark_budget *def;
	int64_t ceiling;
	int64_t begin, end;		/* of the period */
	int64_t spent, reserved;
	int64_t unsaved;
	struct budget_line *lines;
	/* Items paid for on this day, as hashes. */
	int64_t day;
	uint64_t *items;
	size_t n_items, size_items;
};

/* One for each of the plugin's budgets; NULL if it has none. */
struct budget *budgets_new(const struct conf_account *, size_t *n, int64_t now);
void	budgets_free(struct budget *, size_t n);

/* The period of t. */
void	budget_period(const struct hark_budget *, int64_t t, int64_t *begin,
	    int64_t *end);
/*
 * Set cost aside.  0: done; else when there may be enough again, -1: as soon as
 * others that are under way have cost less than they might.  poll: a tenth of
 * the ceiling is not for polls.
 */
int64_t	budget_take(struct budget *, int64_t cost, bool poll, int64_t now);
/* What was set aside is settled. */
void	budget_release(struct budget *, int64_t cost);
/* The item costs so much today: cost, or 0 if it was paid for before. */
int64_t	budget_item(struct budget *, const char *item, int64_t cost,
	    int64_t now);
/* A request has cost so much.  True: write it down at once. */
bool	budget_spend(struct budget *, const char *what, int64_t amount,
	    int64_t now);
/* The network says that all of it is used up. */
void	budget_empty(struct budget *, int64_t now);
/* How long a poll waits so that the budget lasts; 0: it need not. */
int64_t	budget_pace(struct budget *, int64_t now);
/* What the store knew. */
void	budget_restore(struct budget *, const struct store_spent *);
/*
 * Take what is not in the store yet: appended to v (of n), names lent by the
 * budget and the account's name.
 */
void	budget_unsaved(struct budget *, const char *account,
	    struct store_spent **v, size_t *n);

#endif
