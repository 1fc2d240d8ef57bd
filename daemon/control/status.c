/* SPDX-License-Identifier: ISC */

/*
 * `status' and `accounts'.  Sums first, of all clients; then the accounts, a
 * few at a time, while the peer reads: an installation may have ten thousand.
 */

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/loop.h"
#include "base/mem.h"
#include "control/show.h"
#include "control/stream.h"
#include "triage/hours.h"

#define TOGETHER	100	/* accounts in a piece */

struct status {
	struct walk walk;
	bool summed;			/* all sums have come */
	bool open;			/* the array of accounts has begun */
	bool several;			/* ... and has an element */
	json_t *sum;
	struct buf ready;		/* accounts that have come */
};

static void
status_free(void *arg)
{
	struct status *s = arg;

	walk_free(&s->walk);
	json_decref(s->sum);
	buf_free(&s->ready);
	free(s);
}

static void
add_int(json_t *o, const char *key, int64_t n)
{
	json_object_set_new(o, key, json_integer(json_int(o, key) + n));
}

/* --- sums --- */

static json_t *
new_sum(void)
{
	json_t *o = json_object();

	for (const char *const *k = (const char *const[]){ "waiting", "perhaps",
	    "snoozed", "liked", "history", "posts", "questions", "answered",
	    NULL }; *k != NULL; k++)
		add_int(o, *k, 0);
	json_object_set_new(o, "alerts", json_pack("{s:i, s:i, s:i}",
	    "pending", 0, "failed", 0, "sent", 0));
	json_object_set_new(o, "commands", json_object());
	json_object_set_new(o, "oldest_business_seconds", json_null());
	return o;
}

static void
add_sums(json_t *sum, const struct store_status *st)
{
	json_t *alerts = json_object_get(sum, "alerts");
	int64_t oldest = json_int(sum, "oldest_at");

	add_int(sum, "waiting", st->waiting);
	add_int(sum, "perhaps", st->perhaps);
	add_int(sum, "snoozed", st->snoozed);
	add_int(sum, "liked", st->liked);
	add_int(sum, "history", st->history);
	add_int(sum, "posts", st->posts);
	add_int(sum, "questions", st->questions);
	add_int(sum, "answered", st->answered);
	add_int(alerts, "pending", st->mails_pending);
	add_int(alerts, "failed", st->mails_failed);
	add_int(alerts, "sent", st->mails_sent);
	for (int i = 0; i < COMMAND_RESULTS; i++)
		if (st->commands[i] > 0)
			add_int(json_object_get(sum, "commands"),
			    command_result_name((enum command_result)i),
			    st->commands[i]);
	if (st->oldest_at != 0 && (oldest == 0 || st->oldest_at < oldest))
		json_object_set_new(sum, "oldest_at",
		    json_integer(st->oldest_at));
}

/* The longest wait by the clients' clocks, for which nights do not count. */
static void
add_business(json_t *sum, const struct client *c, const struct store_status *st)
{
	int64_t now = loop_now(), open = st->oldest_at == 0 ? 0 :
	    c->conf->hours == NULL ? now - st->oldest_at :
	    hours_between(c->conf->hours, st->oldest_at, now);

	if (st->oldest_at != 0 && open / 1000 >= json_int(sum,
	    "oldest_business_seconds"))
		json_object_set_new(sum, "oldest_business_seconds",
		    json_integer(open / 1000));
}

/* The mailboxes for what staff says by mail; none: no key. */
static void
add_mailboxes(json_t *sum, const struct req *r)
{
	const struct control *ct = r->control;
	json_t *list = json_array();
	struct command_health h;

	for (size_t i = 0; i < ct->n_clients; i++) {
		const struct client *c = &ct->clients[i];

		if (!req_wants(r, c) || !command_health(ct->command, c, &h))
			continue;
		json_array_append_new(list, json_pack(
		    "{s:s, s:s, s:b, s:o, s:o}", "client", c->conf->name,
		    "address", c->conf->commands.address, "heard", h.heard,
		    "since", h.heard ? json_null() : show_time(h.since),
		    "error", h.err.code != ERR_OK ? json_string(h.err.text) :
		    json_null()));
	}
	if (json_array_size(list) > 0)
		json_object_set(sum, "command_mailboxes", list);
	json_decref(list);
}

static void
end_sum(json_t *sum, const struct req *r)
{
	const struct control *ct = r->control;
	int64_t oldest = json_int(sum, "oldest_at");

	json_object_del(sum, "oldest_at");
	json_object_set_new(sum, "oldest_seconds", oldest != 0 ?
	    json_integer((loop_now() - oldest) / 1000) : json_null());
	json_object_set_new(sum, "started_at", show_time(ct->started_at));
	json_object_set_new(sum, "version", json_string(VERSION));
	add_mailboxes(sum, r);
	for (size_t i = 0; i < ct->n_clients; i++) {
		const struct client *c = &ct->clients[i];
		json_t *broken = json_object_get(sum, "broken");
		struct store_health h = { .err = c->broken };

		if (c->store != NULL)
			store_health(c->store, &h);
		if (h.err.code == ERR_OK)
			continue;
		if (broken == NULL) {
			broken = json_array();
			json_object_set_new(sum, "broken", broken);
		}
		json_array_append_new(broken, json_pack("{s:s, s:s}", "client",
		    c->conf->name, "error", h.err.text));
	}
}

static void
on_sums(void *arg, const struct err *e, const struct store_status *st)
{
	struct status *s = arg;

	if (e->code == ERR_OK) {
		add_sums(s->sum, st);
		add_business(s->sum, walk_client(&s->walk), st);
	}
	walk_came(&s->walk, st, 0);
	stream_go(s->walk.req);
}

/* --- accounts --- */

static json_t *
account_row(const struct status *s, const char *client,
    const struct store_account_status *a)
{
	struct account_health h;
	json_t *row = poll_health_of(s->walk.req->control->poll, client,
	    a->name, &h) ? show_account(&h) : json_pack("{s:s, s:s, s:s}",
	    "client", client, "account", a->name, "state", "removed");

	add_int(row, "waiting", a->waiting);
	add_int(row, "perhaps", a->perhaps);
	add_int(row, "posts", a->posts);
	add_int(row, "own_posts", a->own_posts);
	add_int(row, "questions", a->questions);
	add_int(row, "answered", a->answered);
	json_object_set_new(row, "oldest_seconds", a->oldest_at != 0 ?
	    json_integer((loop_now() - a->oldest_at) / 1000) : json_null());
	json_object_set_new(row, "broadcast", show_talk(&a->talk));
	return row;
}

static void
add_json(struct buf *b, json_t *j)
{
	AUTO(free_p) char *line = json_line(j);

	json_decref(j);
	buf_adds(b, line);
}

static void
on_accounts(void *arg, const struct err *e, const struct store_status *st)
{
	struct status *s = arg;
	const struct client *c = walk_client(&s->walk);

	for (size_t i = 0; c != NULL && e->code == ERR_OK &&
	    i < st->n_accounts; i++) {
		if (s->several)
			buf_addc(&s->ready, ',');
		s->several = true;
		add_json(&s->ready, account_row(s, c->conf->name,
		    &st->accounts[i]));
	}
	walk_came(&s->walk, st, TOGETHER);
	stream_go(s->walk.req);
}

/* The sums' object stays open until the accounts are in it. */
static void
open_row(struct status *s, struct buf *b)
{
	end_sum(s->sum, s->walk.req);
	stream_row_open(s->walk.req, b);
	add_json(b, json_incref(s->sum));
	buf_cut(b, b->len - 1);
	buf_adds(b, ",\"accounts\":[");
	s->open = true;
}

static enum stream_next
status_more(struct req *r, void *arg, struct buf *b)
{
	struct status *s = arg;

	(void)r;
	if (!s->summed) {
		if (walk_ask(&s->walk, false, 0, on_sums, s))
			return STREAM_WAIT;
		s->summed = true;
		walk_rewind(&s->walk);
	}
	if (!s->open) {
		open_row(s, b);
		return STREAM_MORE;
	}
	buf_add(b, s->ready.data, s->ready.len);
	buf_reset(&s->ready);
	if (walk_ask(&s->walk, true, TOGETHER, on_accounts, s))
		return STREAM_WAIT;
	buf_adds(b, "]}");
	stream_row_close(b);
	return STREAM_END;
}

void
verb_status(struct req *r)
{
	struct status *s = xcalloc(1, sizeof(*s));

	walk_init(&s->walk, r);
	s->sum = new_sum();
	s->ready = (struct buf)BUF_INIT;
	stream_start(r, status_more, s, status_free);
}

/* --- only how they are heard --- */

struct list {
	size_t next;
};

static enum stream_next
accounts_more(struct req *r, void *arg, struct buf *b)
{
	struct list *l = arg;
	struct account_health h;

	for (size_t i = 0; i < TOGETHER; i++) {
		if (!poll_health_at(r->control->poll, l->next++, &h))
			return STREAM_END;
		stream_row_open(r, b);
		add_json(b, show_account(&h));
		stream_row_close(b);
	}
	return STREAM_MORE;
}

void
verb_accounts(struct req *r)
{
	stream_start(r, accounts_more, xcalloc(1, sizeof(struct list)), free);
}
