/* SPDX-License-Identifier: ISC */

/*
 * `hark watch': a row for each question as it changes, until the peer leaves.
 * What a peer was told is remembered as a fingerprint per question, so that a
 * commit which changed nothing visible tells nothing.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/table.h"
#include "base/when.h"
#include "control/request.h"
#include "control/show.h"

#define WATCH_AGE	WHEN_DAY	/* ended ones are shown this long */
#define WATCH_MAX	500

struct told {
	char id[80];			/* client:id */
	uint64_t print;
	UT_hash_handle hh;
};

struct watch {
	struct told *told;
	size_t asking;			/* lists under way */
	bool again;			/* something changed meanwhile */
};

/* Outlives its request: the store calls back after a peer has left. */
struct look {
	struct control *control;
	struct req *req;
};

static void
watch_free(void *arg)
{
	struct watch *w = arg;
	struct told *t, *tmp;

	HASH_ITER(hh, w->told, t, tmp) {
		HASH_DEL(w->told, t);
		free(t);
	}
	free(w);
}

static bool
is_news(struct watch *w, const struct question *q, int64_t now)
{
	char id[80], line[160];
	struct told *t;
	uint64_t print;

	snprintf(id, sizeof(id), "%.64s:%s", q->client, q->id);
	snprintf(line, sizeof(line), "%s %lld %lld %lld %lld",
	    show_state(q, now), (long long)q->q.nudges,
	    (long long)q->q.parts, (long long)q->q.community,
	    (long long)q->rung_at);
	print = hash_bytes(1, line, strlen(line));
	HASH_FIND_STR(w->told, id, t);
	if (t == NULL) {
		t = xcalloc(1, sizeof(*t));
		memcpy(t->id, id, sizeof(t->id));
		HASH_ADD_STR(w->told, id, t);
	} else if (t->print == print) {
		return false;
	}
	t->print = print;
	return true;
}

static struct conn *
still_there(const struct look *l)
{
	for (struct conn *c = conn_next(l->control, NULL); c != NULL;
	    c = conn_next(l->control, c))
		if (conn_watching(c) == l->req)
			return c;
	return NULL;
}

static void ask_all(struct req *);

static void
on_list(void *arg, const struct err *e, const struct question *q, size_t n)
{
	struct look *l = arg;
	int64_t now = loop_now();

	if (still_there(l) != NULL) {
		struct watch *w = l->req->data;

		w->asking--;
		for (size_t i = 0; e->code == ERR_OK && i < n; i++)
			if (is_news(w, &q[i], now))
				req_row(l->req, show_question(
				    conf_named(l->control, q[i].client), &q[i],
				    now));
		if (w->again && w->asking == 0) {
			w->again = false;
			ask_all(l->req);
		}
	}
	free(l);
}

static void
ask(struct req *r, struct client *c)
{
	struct watch *w = r->data;
	struct look *l = xcalloc(1, sizeof(*l));

	w->asking++;
	l->control = r->control;
	l->req = r;
	store_list(c->store, &(struct question_filter){ .open = true,
	    .perhaps = true, .ended = true, .since = loop_now() - WATCH_AGE,
	    .max = WATCH_MAX }, on_list, l);
}

static void
ask_all(struct req *r)
{
	for (size_t i = 0; i < r->control->n_clients; i++)
		if (req_wants(r, &r->control->clients[i]))
			ask(r, &r->control->clients[i]);
}

void
watch_changed(struct control *ct, struct client *c)
{
	for (struct conn *k = conn_next(ct, NULL); k != NULL;
	    k = conn_next(ct, k)) {
		struct req *r = conn_watching(k);
		struct watch *w;

		if (r == NULL || !req_wants(r, c))
			continue;
		w = r->data;
		if (w->asking > 0)
			w->again = true;
		else
			ask(r, c);
	}
}

void
verb_watch(struct req *r)
{
	r->data = xcalloc(1, sizeof(struct watch));
	r->data_free = watch_free;
	conn_set_watching(r->conn, r);
	ask_all(r);
}
