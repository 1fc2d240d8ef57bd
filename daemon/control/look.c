/* SPDX-License-Identifier: ISC */

/* Verbs that only read. */

#include <stdlib.h>
#include <string.h>

#include "alert/bell.h"
#include "base/json.h"
#include "base/loop.h"
#include "base/mem.h"
#include "control/request.h"
#include "control/show.h"
#include "triage/hours.h"

/* A verb that asks several clients and answers when all have. */
struct gather {
	struct req *req;
	size_t left;
	json_t *rows;
	json_t *sum;
	struct err err;
};

struct ask {
	struct gather *gather;
	struct client *client;
};

static struct gather *
gather_new(struct req *r)
{
	struct gather *g = xcalloc(1, sizeof(*g));

	g->req = r;
	g->rows = json_array();
	g->sum = json_object();
	g->left = 1;
	return g;
}

static struct ask *
ask_new(struct gather *g, struct client *c)
{
	struct ask *a = xmalloc(sizeof(*a));

	a->gather = g;
	a->client = c;
	g->left++;
	return a;
}

/* true: that was the last; the caller answers, then gather_free(). */
static bool
gather_done(struct gather *g, const struct err *e)
{
	if (e != NULL && e->code != ERR_OK && g->err.code == ERR_OK)
		g->err = *e;
	return --g->left == 0;
}

static void
gather_free(struct gather *g)
{
	json_decref(g->rows);
	json_decref(g->sum);
	free(g);
}

static const char *
lang_of(const struct req *r)
{
	const char *lang = req_str(r, "lang");

	return lang != NULL && strncmp(lang, "de", 2) == 0 ? "de" : "en";
}

/* One more row, with the name of the client it is from; taken. */
static void
add_row(const struct ask *a, json_t *row)
{
	json_object_set_new(row, "client", json_string(a->client->conf->name));
	json_array_append_new(a->gather->rows, row);
}

/* --- list, search ------------------------------------------------------------- */

static int
by_asked(const void *a, const void *b)
{
	const char *x = json_str(*(json_t *const *)a, "asked_at");
	const char *y = json_str(*(json_t *const *)b, "asked_at");

	return strcmp(x != NULL ? x : "", y != NULL ? y : "");
}

/* Rows of several clients in one order, then the end. */
static void
list_end(struct gather *g)
{
	size_t n = json_array_size(g->rows), max;
	json_t **rows = xcalloc(n, sizeof(*rows));
	bool newest = req_bool(g->req, "newest");

	for (size_t i = 0; i < n; i++)
		rows[i] = json_array_get(g->rows, i);
	qsort(rows, n, sizeof(*rows), by_asked);
	max = (size_t)req_int(g->req, "max", 1000);
	for (size_t i = 0; i < n && i < max; i++)
		req_row(g->req, json_incref(rows[newest ? n - 1 - i : i]));
	free(rows);
	if (g->err.code != ERR_OK && n == 0)
		req_fail(g->req, &g->err);
	else
		req_done(g->req, NULL);
	gather_free(g);
}

static void
on_list(void *arg, const struct err *e, const struct question *q, size_t n)
{
	struct ask *a = arg;
	struct gather *g = a->gather;
	int64_t now = loop_now();

	for (size_t i = 0; e->code == ERR_OK && i < n; i++)
		json_array_append_new(g->rows, show_question(
		    conf_named(g->req->control, q[i].client), &q[i], now));
	free(a);
	if (gather_done(g, e))
		list_end(g);
}

static void
verb_list(struct req *r)
{
	struct gather *g = gather_new(r);
	struct question_filter f = {
		.account = req_str(r, "account"), .text = req_str(r, "text"),
		.open = req_bool(r, "open"), .perhaps = req_bool(r, "perhaps"),
		.ended = req_bool(r, "ended"),
		.waits = !req_bool(r, "perhaps"),
		.newest_first = req_bool(r, "newest"),
		.max = (size_t)req_int(r, "max", 0),
	};

	for (size_t i = 0; i < r->control->n_clients; i++)
		if (req_wants(r, &r->control->clients[i]))
			store_list(r->control->clients[i].store, &f, on_list,
			    ask_new(g, &r->control->clients[i]));
	if (gather_done(g, NULL))
		list_end(g);
}

static void
rows_end(struct gather *g)
{
	json_t *row;
	size_t i;

	json_array_foreach(g->rows, i, row)
		req_row(g->req, json_incref(row));
	if (g->err.code != ERR_OK)
		req_fail(g->req, &g->err);
	else
		req_done(g->req, json_incref(g->sum));
	gather_free(g);
}

static void
on_hits(void *arg, const struct err *e, const struct post_hit *h, size_t n)
{
	struct ask *a = arg;
	struct gather *g = a->gather;

	for (size_t i = 0; e->code == ERR_OK && i < n; i++)
		add_row(a, show_hit(&h[i]));
	free(a);
	if (gather_done(g, e))
		rows_end(g);
}

static void
verb_search(struct req *r)
{
	struct gather *g = gather_new(r);

	for (size_t i = 0; i < r->control->n_clients; i++)
		if (req_wants(r, &r->control->clients[i]))
			store_search(r->control->clients[i].store,
			    req_str(r, "text"), (size_t)req_int(r, "max", 50),
			    on_hits, ask_new(g, &r->control->clients[i]));
	if (gather_done(g, NULL))
		rows_end(g);
}

/* --- show, why ------------------------------------------------------------------ */

static void
on_found(struct req *r, struct client *c, const struct question_detail *d)
{
	json_t *row = show_detail(c->conf, d, lang_of(r), loop_now());
	json_t *next = show_next(c->conf, d, lang_of(r), loop_now());

	if (json_is_object(next))
		json_object_set(row, "next_mail_at", json_object_get(next,
		    "at"));
	json_object_set_new(row, "next_mail", next);
	json_object_set_new(row, "can_reply", json_boolean(poll_can_reply(
	    r->control->poll, c->conf->name, d->question.account)));
	req_row(r, row);
	req_done(r, NULL);
}

static void
verb_show(struct req *r)
{
	req_find(r, req_str(r, "which"), on_found);
}

/* --- health ----------------------------------------------------------------------- */

static void
verb_health(struct req *r)
{
	bool ok = true;

	for (size_t i = 0; i < r->control->n_clients; i++) {
		const struct client *c = &r->control->clients[i];
		struct store_health h = { 0 };

		if (c->store == NULL) {
			if (c->broken.code != ERR_OK) {
				ok = false;
				req_row(r, json_pack("{s:s, s:b, s:s}", "client",
				    c->conf->name, "ok", 0, "error",
				    c->broken.text));
			}
			continue;
		}
		store_health(c->store, &h);
		ok &= h.writable;
		req_row(r, json_pack("{s:s, s:b, s:s?, s:I, s:I, s:I, s:I, s:o,"
		    "s:I}", "client", c->conf->name, "ok", h.writable, "error",
		    h.err.code != ERR_OK ? h.err.text : NULL, "bytes",
		    (json_int_t)h.size, "wal_bytes", (json_int_t)h.wal_size,
		    "posts", (json_int_t)h.posts, "not_searchable",
		    (json_int_t)h.unindexed, "last_commit",
		    show_time(h.last_commit), "queued", (json_int_t)h.queued));
	}
	req_done(r, json_pack("{s:b}", "healthy", ok));
}

/* --- queue ----------------------------------------------------------------------- */

static void
on_replies(void *arg, const struct err *e, const struct store_reply *rp, size_t n)
{
	struct ask *a = arg;
	struct gather *g = a->gather;

	for (size_t i = 0; e->code == ERR_OK && i < n; i++)
		add_row(a, show_reply(&rp[i]));
	free(a);
	if (gather_done(g, e))
		rows_end(g);
}

static void
on_outbox(void *arg, const struct err *e, const struct outbox_row *o, size_t n,
    int64_t next)
{
	struct ask *a = arg;
	struct gather *g = a->gather;

	(void)next;
	for (size_t i = 0; e->code == ERR_OK && i < n; i++)
		add_row(a, show_outbox(&o[i]));
	free(a);
	if (gather_done(g, e))
		rows_end(g);
}

static void
verb_queue(struct req *r)
{
	struct gather *g = gather_new(r);

	for (size_t i = 0; i < r->control->n_clients; i++) {
		struct client *c = &r->control->clients[i];

		if (!req_wants(r, c))
			continue;
		store_outbox_list(c->store, !req_bool(r, "all"),
		    (size_t)req_int(r, "max", 100), on_outbox, ask_new(g, c));
		store_replies_open(c->store, on_replies, ask_new(g, c));
	}
	if (gather_done(g, NULL))
		rows_end(g);
}

/* --- the rest -------------------------------------------------------------------- */

static void
verb_ping(struct req *r)
{
	req_done(r, NULL);
}

static void
verb_version(struct req *r)
{
	req_row(r, json_pack("{s:s, s:s, s:i}", "version", VERSION, "ear",
	    classify_version(r->control->classifier), "protocol",
	    PROTOCOL_VERSION));
	req_done(r, NULL);
}

static void
verb_config(struct req *r)
{
	char *text = r->control->hooks.config(r->control->hooks.arg);

	req_row(r, json_pack("{s:s}", "text", text));
	free(text);
	req_done(r, NULL);
}

static void
on_audit(void *arg, const struct err *e, const struct audit_row *a, size_t n)
{
	struct ask *k = arg;
	struct gather *g = k->gather;

	for (size_t i = 0; e->code == ERR_OK && i < n; i++)
		add_row(k, json_pack("{s:o, s:I, s:s?, s:s?, s:s?, s:s?}", "at",
		    show_time(a[i].at), "uid", (json_int_t)a[i].uid, "who",
		    a[i].who, "verb", a[i].verb, "target", a[i].target,
		    "detail", a[i].detail));
	free(k);
	if (gather_done(g, e))
		rows_end(g);
}

static void
verb_log(struct req *r)
{
	struct gather *g = gather_new(r);

	for (size_t i = 0; i < r->control->n_clients; i++)
		if (req_wants(r, &r->control->clients[i]))
			store_audit_list(r->control->clients[i].store,
			    (size_t)req_int(r, "max", 100), on_audit,
			    ask_new(g, &r->control->clients[i]));
	if (gather_done(g, NULL))
		rows_end(g);
}

const struct verb_def look_verbs[] = {
	{ "ping", verb_ping, "", false },
	{ "version", verb_version, "", false },
	{ "status", verb_status, "client:s", false },
	{ "list", verb_list, "client:s account:s text:s open:b perhaps:b "
	    "ended:b newest:b max:i", false },
	{ "show", verb_show, "which:s!", false },
	{ "search", verb_search, "text:s! client:s max:i", false },
	{ "preview", verb_preview, "client:s recipient:s", false },
	{ "queue", verb_queue, "client:s all:b max:i", false },
	{ "health", verb_health, "", false },
	{ "accounts", verb_accounts, "", false },
	{ "metrics", verb_metrics, "", false },
	{ "report", verb_report, "client:s account:s period:s from:s to:s "
	    "by:s", false },
	{ "broadcasts", verb_broadcasts, "client:s account:s days:i max:i",
	    false },
	{ "cost", verb_cost, "client:s all:b", false },
	{ "config", verb_config, "", false },
	{ "log", verb_log, "client:s max:i", false },
	{ "watch", verb_watch, "client:s", false },
	{ NULL, NULL, NULL, false },
};
