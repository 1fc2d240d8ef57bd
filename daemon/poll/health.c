/* SPDX-License-Identifier: ISC */

/*
 * What can be said of accounts from outside: how they are heard, and what
 * they have spent.
 */

#include <stdlib.h>

#include "base/loop.h"
#include "base/mem.h"
#include "poll/account.h"

size_t
poll_health(struct poll *p, const struct account_health **ret)
{
	if (p->health == NULL)
		p->health = xcalloc(p->n_accts, sizeof(*p->health));
	for (size_t i = 0; i < p->n_accts; i++)
		acct_health(p->accts[i], &p->health[i]);
	*ret = p->health;
	return p->n_accts;
}

bool
poll_health_at(struct poll *p, size_t i, struct account_health *ret)
{
	if (i >= p->n_accts)
		return false;
	acct_health(p->accts[i], ret);
	return true;
}

bool
poll_health_of(struct poll *p, const char *client, const char *account,
    struct account_health *ret)
{
	const struct acct *a = poll_account(p, client, account);

	if (a == NULL)
		return false;
	acct_health(a, ret);
	return true;
}

static void
show_budget(const struct acct *a, size_t i, struct account_budget *ret)
{
	struct budget *b = &a->budgets[i];
	int64_t pace;

	*ret = (struct account_budget){ .client = a->client->conf->name,
		.account = a->conf->name, .network = a->conf->plugin_name,
		.name = b->def->name, .unit = b->def->unit,
		.ceiling = b->ceiling, .spent = b->spent, .begin = b->begin,
		.end = b->end, .monthly = b->def->monthly };
	/* Another period begins when something is asked. */
	if (loop_now() >= b->end) {
		budget_period(b->def, loop_now(), &ret->begin, &ret->end);
		ret->spent = 0;
		return;
	}
	pace = budget_pace(b, loop_now());
	if (loop_now() + pace >= b->end) {
		ret->next_poll = b->end;
		return;
	}
	for (size_t j = 0; j < a->n_feeds; j++) {
		const struct feed *f = &a->feeds[j];
		bool stopped = f->failures > 0 && f->broke;

		if ((f->pays & 1u << i ? pace > 0 || stopped : stopped &&
		    f->pays == 0 && i == 0) && (ret->next_poll == 0 ||
		    f->next_at < ret->next_poll))
			ret->next_poll = f->next_at;
	}
}

size_t
poll_budgets(struct poll *p, const struct account_budget **ret)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n_accts; i++) {
		n += p->accts[i]->n_budgets;
		acct_save_spent(p->accts[i]);
	}
	free(p->budget_list);
	p->budget_list = xcalloc(n + 1, sizeof(*p->budget_list));
	n = 0;
	for (size_t i = 0; i < p->n_accts; i++)
		for (size_t j = 0; j < p->accts[i]->n_budgets; j++)
			show_budget(p->accts[i], j, &p->budget_list[n++]);
	*ret = p->budget_list;
	return n;
}
