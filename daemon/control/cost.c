/* SPDX-License-Identifier: ISC */

/*
 * What asking the networks costs: the budgets in force, and what was spent on
 * what, now and in earlier periods.
 */

#include <stdlib.h>
#include <string.h>

#include "base/amount.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "control/request.h"
#include "control/show.h"
#include "store/spent.h"

struct cost {
	struct req *req;
	json_t *rows;			/* in order of time */
	size_t left;			/* clients that have not answered */
	struct err err;
};

struct ask {
	struct cost *cost;
	struct client *client;
};

static json_t *
amount(int64_t v)
{
	return json_real((double)v / (double)AMOUNT_ONE);
}

/* The row of a period; NULL: there is none. */
static json_t *
find(const struct cost *c, const char *client, const char *account,
    const char *budget, const json_t *begin)
{
	json_t *row;
	size_t i;

	json_array_foreach(c->rows, i, row)
		if (strcmp(json_string_value(json_object_get(row, "client")),
		    client) == 0 && strcmp(json_string_value(json_object_get(
		    row, "account")), account) == 0 && strcmp(
		    json_string_value(json_object_get(row, "budget")),
		    budget) == 0 && json_equal(json_object_get(row, "begin"),
		    begin))
			return row;
	return NULL;
}

static void
add_spent(struct cost *c, const char *client, const struct store_spent *s)
{
	AUTO(json_p) json_t *begin = show_time(s->begin);
	json_t *row = find(c, client, s->account, s->budget, begin);
	double sum;

	if (row == NULL) {
		if (!req_bool(c->req, "all"))
			return;
		row = json_pack("{s:s, s:s, s:n, s:s, s:s, s:n, s:O, s:n, "
		    "s:f, s:n, s:n, s:[]}", "client", client, "account",
		    s->account, "network", "budget", s->budget, "unit", s->unit,
		    "period", "begin", begin, "end", "spent", 0.0, "ceiling",
		    "next_poll", "what");
		json_array_append_new(c->rows, row);
	}
	/* Of the period in force the poller knows the sum. */
	if (json_is_null(json_object_get(row, "ceiling"))) {
		sum = json_number_value(json_object_get(row, "spent"));
		json_object_set_new(row, "spent", json_real(sum +
		    (double)s->amount / (double)AMOUNT_ONE));
	}
	json_array_append_new(json_object_get(row, "what"), json_pack(
	    "{s:s, s:o, s:I}", "what", s->what, "spent", amount(s->amount),
	    "requests", (json_int_t)s->n));
}

static void
done(struct cost *c)
{
	size_t i;
	json_t *row;

	if (--c->left > 0)
		return;
	json_array_foreach(c->rows, i, row)
		req_row(c->req, json_incref(row));
	if (c->err.code != ERR_OK)
		req_fail(c->req, &c->err);
	else
		req_done(c->req, NULL);
	json_decref(c->rows);
	free(c);
}

static void
on_spent(void *arg, const struct err *e, const struct store_spent *v, size_t n)
{
	struct ask *a = arg;

	for (size_t i = 0; e->code == ERR_OK && i < n; i++)
		add_spent(a->cost, a->client->conf->name, &v[i]);
	if (e->code != ERR_OK)
		a->cost->err = *e;
	done(a->cost);
	free(a);
}

void
verb_cost(struct req *r)
{
	struct control *ct = r->control;
	struct cost *c = xcalloc(1, sizeof(*c));
	const char *client = req_str(r, "client");
	const struct account_budget *b;
	size_t n = poll_budgets(ct->poll, &b);

	c->req = r;
	c->rows = json_array();
	c->left = 1;
	for (size_t i = 0; i < n; i++)
		if (client == NULL || strcmp(client, b[i].client) == 0)
			json_array_append_new(c->rows, json_pack("{s:s, s:s, "
			    "s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, "
			    "s:[]}", "client", b[i].client, "account",
			    b[i].account, "network", b[i].network, "budget",
			    b[i].name, "unit", b[i].unit, "period",
			    b[i].monthly ? "month" : "day", "begin",
			    show_time(b[i].begin), "end", show_time(b[i].end),
			    "spent", amount(b[i].spent), "ceiling",
			    amount(b[i].ceiling), "next_poll",
			    show_time(b[i].next_poll), "what"));
	for (size_t i = 0; i < ct->n_clients; i++) {
		struct ask *a;

		if (!req_wants(r, &ct->clients[i]))
			continue;
		a = xmalloc(sizeof(*a));
		a->cost = c;
		a->client = &ct->clients[i];
		c->left++;
		store_spent_list(ct->clients[i].store, req_bool(r, "all") ? 0 :
		    loop_now() - 32 * WHEN_DAY, on_spent, a);
	}
	done(c);
}
