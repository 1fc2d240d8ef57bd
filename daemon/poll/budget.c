/* SPDX-License-Identifier: ISC */

/* What may be spent, and was; see budget.h. */

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/when.h"
#include "poll/budget.h"
#include "triage/civil.h"
#include "triage/zone.h"

/* Parts of the ceiling: for replies, to begin with, lost in a crash. */
#define FOR_PEOPLE	10
#define AHEAD		10
#define CARELESS	100

/* --- periods --------------------------------------------------------------- */

static int64_t
to_utc(const struct zone *z, int64_t local)
{
	int64_t t;

	if (z == NULL)
		return local;
	t = local - zone_offset(z, local, NULL);
	return local - zone_offset(z, t, NULL);
}

void
budget_period(const struct hark_budget *def, int64_t t, int64_t *begin,
    int64_t *end)
{
	const struct zone *z = NULL;
	struct err e = { 0 };
	int64_t first, last;

	if (def->zone != NULL && (z = zone_get(def->zone, &e)) == NULL)
		log_debug("%s; days begin at midnight UTC", e.text);
	first = civil_floor(t + (z != NULL ? zone_offset(z, t, NULL) : 0),
	    WHEN_DAY);
	last = first + 1;
	if (def->monthly) {
		struct date d = civil_date(first);

		first = civil_day(d.y, d.m, 1);
		last = first + civil_month_length(d.y, d.m);
	}
	*begin = to_utc(z, first * WHEN_DAY);
	*end = to_utc(z, last * WHEN_DAY);
}

/*
 * Is it another period?  If the clock goes back this one goes on: it must not
 * be spent twice.
 */
static void
roll(struct budget *b, int64_t now)
{
	struct budget_line **p = &b->lines, *l;

	if (now < b->end)
		return;
	budget_period(b->def, now, &b->begin, &b->end);
	b->spent = 0;
	while ((l = *p) != NULL) {
		if (l->new_n != 0 || l->new_amount != 0) {
			p = &l->next;
			continue;
		}
		*p = l->next;
		free(l->what);
		free(l);
	}
}

/* --- life ------------------------------------------------------------------ */

static int64_t
ceiling(const struct conf_account *cf, const char *option)
{
	const struct hark_option *o = cf->plugin->options;

	for (; o != NULL && o->name != NULL; o++)
		if (strcmp(o->name, option) == 0)
			return *(const int64_t *)(const void *)
			    ((const char *)cf->options + o->offset);
	return 0;
}

struct budget *
budgets_new(const struct conf_account *cf, size_t *n, int64_t now)
{
	const struct hark_budget *defs = cf->plugin != NULL ?
	    cf->plugin->budgets : NULL;
	struct budget *v;

	for (*n = 0; defs != NULL && defs[*n].name != NULL; ++*n)
		;
	if (*n == 0)
		return NULL;
	v = xcalloc(*n, sizeof(*v));
	for (size_t i = 0; i < *n; i++) {
		v[i].def = &defs[i];
		v[i].ceiling = ceiling(cf, defs[i].option);
		budget_period(v[i].def, now, &v[i].begin, &v[i].end);
	}
	return v;
}

void
budgets_free(struct budget *v, size_t n)
{
	struct budget_line *l;

	for (size_t i = 0; i < n; i++) {
		while ((l = v[i].lines) != NULL) {
			v[i].lines = l->next;
			free(l->what);
			free(l);
		}
		free(v[i].items);
	}
	free(v);
}

/* --- spending -------------------------------------------------------------- */

int64_t
budget_take(struct budget *b, int64_t cost, bool poll, int64_t now)
{
	int64_t most = b->ceiling;

	roll(b, now);
	if (poll)
		most -= most / FOR_PEOPLE;
	if (cost > most - b->spent)
		return b->end;
	if (cost > most - b->spent - b->reserved)
		return -1;
	b->reserved += cost;
	return 0;
}

void
budget_release(struct budget *b, int64_t cost)
{
	b->reserved -= cost;
}

static void
items_grow(struct budget *b)
{
	uint64_t *old = b->items;
	size_t n = b->size_items;

	b->size_items = n != 0 ? 2 * n : 64;
	b->items = xcalloc(b->size_items, sizeof(*b->items));
	for (size_t i = 0; i < n; i++) {
		size_t k = old[i] & (b->size_items - 1);

		if (old[i] == 0)
			continue;
		while (b->items[k] != 0)
			k = (k + 1) & (b->size_items - 1);
		b->items[k] = old[i];
	}
	free(old);
}

int64_t
budget_item(struct budget *b, const char *item, int64_t cost, int64_t now)
{
	uint64_t h = hash_bytes(7, item, strlen(item)) | 1;
	size_t k;

	if (civil_floor(now, WHEN_DAY) > b->day) {
		b->day = civil_floor(now, WHEN_DAY);
		free(b->items);
		b->items = NULL;
		b->n_items = b->size_items = 0;
	}
	if (2 * b->n_items >= b->size_items)
		items_grow(b);
	k = h & (b->size_items - 1);
	while (b->items[k] != 0) {
		if (b->items[k] == h)
			return 0;
		k = (k + 1) & (b->size_items - 1);
	}
	b->items[k] = h;
	b->n_items++;
	return cost;
}

static struct budget_line *
line_of(struct budget *b, const char *what, int64_t begin)
{
	struct budget_line *l;

	for (l = b->lines; l != NULL; l = l->next)
		if (l->begin == begin && strcmp(l->what, what) == 0)
			return l;
	l = xcalloc(1, sizeof(*l));
	l->what = xstrdup(what);
	l->begin = begin;
	l->next = b->lines;
	return b->lines = l;
}

bool
budget_spend(struct budget *b, const char *what, int64_t amount, int64_t now)
{
	struct budget_line *l;

	roll(b, now);
	if (amount == 0)
		return false;
	l = line_of(b, what, b->begin);
	l->amount += amount;
	l->new_amount += amount;
	l->n++;
	l->new_n++;
	b->spent += amount;
	b->unsaved += amount;
	return b->unsaved >= b->ceiling / CARELESS;
}

void
budget_empty(struct budget *b, int64_t now)
{
	roll(b, now);
	if (b->spent < b->ceiling)
		budget_spend(b, "elsewhere", b->ceiling - b->spent, now);
}

int64_t
budget_pace(struct budget *b, int64_t now)
{
	double most = (double)(b->ceiling - b->ceiling / FOR_PEOPLE), when;

	roll(b, now);
	if (now < b->begin)
		return 0;
	/* When it is right to have spent that much: some at once, then evenly. */
	when = ((double)b->spent / most - 1.0 / AHEAD) / (1 - 1.0 / AHEAD) *
	    (double)(b->end - b->begin) + (double)b->begin;
	if (when > (double)b->end)
		when = (double)b->end;
	return when > (double)now ? (int64_t)(when - (double)now) : 0;
}

/* --- the store ------------------------------------------------------------- */

void
budget_restore(struct budget *b, const struct store_spent *s)
{
	struct budget_line *l;

	if (s->begin != b->begin || strcmp(s->budget, b->def->name) != 0)
		return;
	l = line_of(b, s->what, b->begin);
	l->amount += s->amount;
	l->n += s->n;
	b->spent += s->amount;
}

void
budget_unsaved(struct budget *b, const char *account, struct store_spent **v,
    size_t *n)
{
	for (struct budget_line *l = b->lines; l != NULL; l = l->next) {
		if (l->new_n == 0 && l->new_amount == 0)
			continue;
		*v = xreallocarray(*v, *n + 1, sizeof(**v));
		(*v)[(*n)++] = (struct store_spent){ .account = account,
			.budget = b->def->name, .unit = b->def->unit,
			.what = l->what, .begin = l->begin,
			.amount = l->new_amount, .n = l->new_n };
		l->new_amount = l->new_n = 0;
	}
	b->unsaved = 0;
}
