/* SPDX-License-Identifier: ISC */

/*
 * Who is a customer: lists are read again when they change, and the look-up
 * is asked about people who wait, one at a time and not more often than once
 * in two seconds.  It is given ids and handles, never names or texts; what it
 * says is true for a week.
 */

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "config/customers.h"
#include "net/exec.h"
#include "service_int.h"
#include "store/people.h"

#define LIST_EVERY	WHEN_MINUTE
#define ASK_EVERY	(2 * WHEN_SECOND)
#define IDLE_EVERY	(10 * WHEN_SECOND)
#define REST_AFTER	(10 * WHEN_MINUTE)	/* it failed */
#define LIMIT_MS	(10 * WHEN_SECOND)
#define ANSWER_MAX	65536

/* What was read for a client, at its place in the array. */
struct customer_state {
	char *path;
	struct stat seen;
};

struct customer_watch {
	struct service *service;
	struct customer_state *states;
	size_t n_states;
	struct timer *lists, *ask;
	/* The question under way. */
	struct exec_call *call;
	size_t client;			/* whose; where to go on */
	struct store *store;
	char *id;
	struct buf answer;
	bool rested;			/* a failure was told */
};

/* --- lists --------------------------------------------------------------------- */

static void
give(struct client *c, const struct customers *list)
{
	size_t n = list != NULL ? list->n : 0;
	const char **keys = xcalloc(2 * n + 1, sizeof(*keys));

	for (size_t i = 0; i < n; i++) {
		keys[2 * i] = list->keys[i].network;
		keys[2 * i + 1] = list->keys[i].name;
	}
	store_customers(c->store, keys, n, NULL, NULL);
	free(keys);
}

static bool
same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	    a->st_size == b->st_size && a->st_mtim.tv_sec ==
	    b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static void
look_at(struct client *c, struct customer_state *st)
{
	const char *path = c->conf->customers;
	struct customers *list;
	struct err e = { 0 };
	struct stat now;

	if (path == NULL) {
		if (st->path != NULL)
			give(c, NULL);
		free(TAKE(st->path));
		return;
	}
	memset(&now, 0, sizeof(now));
	if (stat(path, &now) == -1)
		now.st_size = -1;
	if (st->path != NULL && strcmp(st->path, path) == 0 &&
	    same_file(&now, &st->seen))
		return;
	list = customers_read(path, &e);
	if (list == NULL) {
		/* The old list holds until there is a better one. */
		log_warn("%s: customers: %s", c->conf->name, e.text);
	} else {
		log_info("%s: %zu customers in %s, %zu of them without a handle, "
		    "address or profile that could be used", c->conf->name,
		    list->people, path, list->useless);
		give(c, list);
	}
	customers_free(list);
	free(st->path);
	st->path = xstrdup(path);
	st->seen = now;
}

void
customers_look(struct customer_watch *w)
{
	struct service *s = w->service;

	if (s->n_clients > w->n_states) {
		w->states = xreallocarray(w->states, s->n_clients,
		    sizeof(*w->states));
		memset(w->states + w->n_states, 0, (s->n_clients -
		    w->n_states) * sizeof(*w->states));
		w->n_states = s->n_clients;
	}
	for (size_t i = 0; i < s->n_clients; i++) {
		if (s->clients[i].store != NULL)
			look_at(&s->clients[i], &w->states[i]);
		else
			free(TAKE(w->states[i].path));
	}
	timer_start(w->lists, LIST_EVERY);
}

static void
on_lists(void *arg)
{
	customers_look(arg);
}

/* --- the look-up ----------------------------------------------------------------- */

static void
rest(struct customer_watch *w, int64_t ms)
{
	timer_start(w->ask, ms);
}

static struct client *
client_of(const struct customer_watch *w)
{
	struct service *s = w->service;

	/* A reload may have closed it meanwhile. */
	for (size_t i = 0; i < s->n_clients; i++)
		if (s->clients[i].store != NULL &&
		    s->clients[i].store == w->store)
			return &s->clients[i];
	return NULL;
}

static void
on_out(void *arg, const char *data, size_t len)
{
	struct customer_watch *w = arg;

	buf_add(&w->answer, data, len);
}

static void
on_said(void *arg, const struct err *e)
{
	struct customer_watch *w = arg;
	struct client *c = client_of(w);
	struct err bad = *e;
	json_t *j = NULL;

	w->call = NULL;
	if (bad.code == ERR_OK)
		j = json_read(w->answer.data, w->answer.len, NULL, &bad);
	if (bad.code == ERR_OK && !json_is_boolean(json_object_get(j,
	    "customer")))
		err_set(&bad, ERR_PROTOCOL, "it must print {\"customer\": "
		    "true} or {\"customer\": false}");
	if (bad.code == ERR_OK && c != NULL) {
		store_lookup_done(c->store, w->id, json_bool(j, "customer"),
		    loop_now(), NULL, NULL);
		w->rested = false;
	} else if (c != NULL && !w->rested) {
		log_warn("%s: customer-lookup: %s", c->conf->name, bad.text);
		w->rested = true;
	}
	json_decref(j);
	free(TAKE(w->id));
	rest(w, bad.code == ERR_OK ? ASK_EVERY : REST_AFTER);
}

static void
on_due(void *arg, const struct err *e, const struct person *p, size_t n)
{
	struct customer_watch *w = arg;
	struct client *c = client_of(w);
	AUTO(free_p) char *line = NULL;
	json_t *j;

	if (e->code != ERR_OK || n == 0 || c == NULL ||
	    c->conf->customer_lookup == NULL) {
		if (e->code != ERR_UNAVAILABLE)
			rest(w, ++w->client % w->service->n_clients != 0 ? 0 :
			    IDLE_EVERY);
		return;
	}
	j = json_pack("{s:i, s:s, s:s, s:s, s:s, s:s?}", "v", 1, "client",
	    c->conf->name, "network", p->network, "realm", p->realm,
	    "native_id", p->native, "handle", p->handle);
	line = j != NULL ? json_line(j) : xstrdup("{}");
	json_decref(j);
	buf_reset(&w->answer);
	w->id = xstrdup(p->id);
	w->call = exec_start(&(struct exec_opts){
	    .program = c->conf->customer_lookup, .input = line,
	    .len = strlen(line), .limit_ms = LIMIT_MS, .out = on_out,
	    .out_max = ANSWER_MAX }, on_said, w);
}

static void
on_ask(void *arg)
{
	struct customer_watch *w = arg;
	struct service *s = w->service;

	for (size_t i = 0; i < s->n_clients; i++) {
		struct client *c = &s->clients[(w->client + i) % s->n_clients];

		if (c->store == NULL || c->conf->customer_lookup == NULL)
			continue;
		w->client = (size_t)(c - s->clients);
		w->store = c->store;
		store_lookup_due(c->store, loop_now(), 1, on_due, w);
		return;
	}
	rest(w, IDLE_EVERY);
}

struct customer_watch *
customers_new(struct service *s)
{
	struct customer_watch *w = xcalloc(1, sizeof(*w));

	w->service = s;
	w->answer = (struct buf)BUF_INIT;
	w->lists = timer_new(on_lists, w);
	w->ask = timer_new(on_ask, w);
	customers_look(w);
	rest(w, ASK_EVERY);
	return w;
}

void
customers_end(struct customer_watch *w)
{
	if (w == NULL)
		return;
	exec_cancel(w->call);
	timer_free(w->lists);
	timer_free(w->ask);
	for (size_t i = 0; i < w->n_states; i++)
		free(w->states[i].path);
	free(w->states);
	free(w->id);
	buf_free(&w->answer);
	free(w);
}
