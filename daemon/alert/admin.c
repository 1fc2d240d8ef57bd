/* SPDX-License-Identifier: ISC */

/*
 * Alerts to the administrator: once per incident, and a note when it is over.
 *
 * What was told is read from the outbox, so that a restart repeats nothing:
 * a row's key is "admin|KIND|SUBJECT|STAMP|ADDRESS", where STAMP belongs to
 * the incident (the account's last success).  The newest row about a subject
 * says whether an incident is open; kind "ok" ends it.  An incident that
 * ended before its mail left is dropped instead.
 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alert/admin_words.h"
#include "alert/ids.h"
#include "alert/lane.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"

#define LOOK_BACK	500		/* rows */
#define DOWN_PATIENCE	(10 * WHEN_MINUTE)

struct admin_event {
	char *kind, *subject, *title, *body;
	int64_t stamp;
	STAILQ_ENTRY(admin_event) link;
};

static void next_event(struct lane *);

static void
event_free(struct admin_event *ev)
{
	free(ev->kind);
	free(ev->subject);
	free(ev->title);
	free(ev->body);
	free(ev);
}

void
admin_free_events(struct lane *l)
{
	struct admin_event *ev;

	while ((ev = STAILQ_FIRST(&l->events)) != NULL) {
		STAILQ_REMOVE_HEAD(&l->events, link);
		event_free(ev);
	}
}

static void
event_over(struct lane *l)
{
	struct admin_event *ev = STAILQ_FIRST(&l->events);

	STAILQ_REMOVE_HEAD(&l->events, link);
	event_free(ev);
	if (!STAILQ_EMPTY(&l->events))
		next_event(l);
}

static void
on_committed(void *arg, const struct err *e)
{
	struct lane *l = arg;

	if (e->code == ERR_UNAVAILABLE || lane_store(l) == NULL) {
		admin_free_events(l);
		return;
	}
	if (e->code != ERR_OK)
		log_warn("an alert to the administrator was not kept: %s",
		    e->text);
	event_over(l);
	lane_kick(l);
}

/* The part of a key between the nth bars. */
static bool
key_part(const char *key, int n, const char *want)
{
	size_t len = strlen(want);

	for (; n > 0; n--) {
		key = strchr(key, '|');
		if (key == NULL)
			return false;
		key++;
	}
	return strncmp(key, want, len) == 0 && key[len] == '|';
}

static void
add_rows(struct lane *l, const struct admin_event *ev)
{
	const struct config *cf = l->alert->config;
	const char *name = lane_conf(l)->name, *host = alert_host(l->alert);
	struct outbox_row *rows;
	struct arena *a = arena_new();
	AUTO(free_p) char *about = xasprintf("admin|%s", ev->subject);
	AUTO(free_p) char *root = id_message(name, host, about);
	size_t n = 0;

	while (cf->admin[n] != NULL)
		n++;
	rows = arena_alloc(a, n * sizeof(*rows));
	for (size_t i = 0; i < n; i++) {
		char *key = arena_printf(a, "admin|%s|%s|%" PRId64 "|%s",
		    ev->kind, ev->subject, ev->stamp, cf->admin[i]);
		AUTO(free_p) char *id = id_message(name, host, key);

		rows[i] = (struct outbox_row){
			.kind = OUTBOX_ADMIN, .state = OUTBOX_PENDING,
			.channel = "mail", .recipient = "admin",
			.address = cf->admin[i], .key = key,
			.message_id = arena_strdup(a, id),
			.in_reply_to = root, .subject = ev->title,
			.body = ev->body, .created_at = loop_now(),
			.next_at = loop_now(),
		};
	}
	store_ring_commit(lane_store(l), rows, n, NULL, 0, loop_now(),
	    on_committed, l);
	arena_free(a);
}

/* What is known about the subject decides whether there is news. */
static void
on_history(void *arg, const struct err *e, const struct outbox_row *rows,
    size_t n, int64_t next)
{
	struct lane *l = arg;
	struct admin_event *ev = STAILQ_FIRST(&l->events);
	const struct outbox_row *newest = NULL;
	bool over = strcmp(ev->kind, "ok") == 0, dropped = false;

	(void)next;
	if (e->code == ERR_UNAVAILABLE || lane_store(l) == NULL) {
		admin_free_events(l);
		return;
	}
	for (size_t i = 0; i < n && newest == NULL; i++)
		if (rows[i].kind == OUTBOX_ADMIN &&
		    key_part(rows[i].key, 2, ev->subject) &&
		    rows[i].state != OUTBOX_DROPPED)
			newest = &rows[i];
	if (over) {
		if (newest == NULL || key_part(newest->key, 1, "ok")) {
			event_over(l);
			return;
		}
	} else if (newest != NULL && key_part(newest->key, 1, ev->kind)) {
		event_over(l);
		return;
	}
	if (l->alert->dry_run) {
		log_info("dry run: would tell the administrator: %s",
		    ev->title);
		event_over(l);
		return;
	}
	if (over) {
		/* Never told: then it need not be taken back. */
		for (size_t i = 0; i < n; i++)
			if (rows[i].state == OUTBOX_PENDING &&
			    rows[i].kind == OUTBOX_ADMIN &&
			    key_part(rows[i].key, 2, ev->subject) &&
			    !deliver_has(l, rows[i].id)) {
				store_outbox_done(lane_store(l), rows[i].id,
				    OUTBOX_DROPPED, "over before it left", 0,
				    loop_now(), NULL, NULL);
				dropped = true;
			}
		if (dropped && newest->state == OUTBOX_PENDING) {
			event_over(l);
			return;
		}
	}
	add_rows(l, ev);
}

static void
next_event(struct lane *l)
{
	store_outbox_list(lane_store(l), false, LOOK_BACK, on_history, l);
}

void
admin_tell(struct lane *l, const char *kind, const char *subject,
    int64_t stamp, char *title, char *body)
{
	struct admin_event *ev;
	const struct config *cf = l->alert->config;

	if (cf->admin == NULL || cf->admin[0] == NULL ||
	    lane_store(l) == NULL) {
		free(title);
		free(body);
		return;
	}
	ev = xcalloc(1, sizeof(*ev));
	ev->kind = xstrdup(kind);
	ev->subject = xstrdup(subject);
	ev->stamp = stamp;
	ev->title = title;
	ev->body = body;
	STAILQ_INSERT_TAIL(&l->events, ev, link);
	if (STAILQ_FIRST(&l->events) == ev)
		next_event(l);
}

/* --- accounts --- */

struct lane *
admin_lane(const struct alert *a, const char *client)
{
	struct lane *l;

	TAILQ_FOREACH(l, &a->lanes, link)
		if (lane_store(l) != NULL &&
		    (client == NULL || strcmp(lane_conf(l)->name, client) == 0))
			return l;
	return NULL;
}

void
alert_health(struct alert *a, const struct account_health *h)
{
	struct lane *l = admin_lane(a, h->client);
	const char *kind = NULL;
	struct buf body = BUF_INIT;
	char *title;

	switch (h->state) {
	case ACCOUNT_OK:
		kind = "ok";
		break;
	case ACCOUNT_STALE:
		/* The dead network has been told of, or will be. */
		kind = a->down ? NULL : "stale";
		break;
	case ACCOUNT_AUTH:
		kind = "auth";
		break;
	case ACCOUNT_BUDGET:
		kind = "budget";
		break;
	case ACCOUNT_HIDDEN:
		kind = "hidden";
		break;
	case ACCOUNT_NO_PLUGIN:
		kind = "plugin";
		break;
	case ACCOUNT_NEW:
	case ACCOUNT_FAILING:
		break;
	}
	if (l == NULL || kind == NULL)
		return;
	title = admin_words_account(lane_conf(l), h, loop_now(), &body);
	admin_tell(l, kind, h->account, h->state == ACCOUNT_OK ? loop_now() :
	    h->last_success, title, buf_detach(&body));
}

void
admin_start(struct alert *a)
{
	const struct account_health *h;
	size_t n = poll_health(a->poll, &h);

	for (size_t i = 0; i < n; i++)
		if (h[i].state == ACCOUNT_NO_PLUGIN)
			alert_health(a, &h[i]);
	consent_start(a);
}

/* --- every network --- */

static void
tell_down(void *arg)
{
	struct alert *a = arg;
	struct lane *l = admin_lane(a, NULL);
	const struct account_health *h;
	struct buf body = BUF_INIT;
	char *title;
	size_t n;

	if (l == NULL)
		return;
	if (!a->down) {
		/* Back for a while: who is still not heard? */
		n = poll_health(a->poll, &h);
		for (size_t i = 0; i < n; i++)
			if (h[i].state == ACCOUNT_STALE)
				alert_health(a, &h[i]);
		return;
	}
	title = admin_words_down(lane_conf(l), true, a->down_at, loop_now(),
	    &body);
	admin_tell(l, "down", "every network", a->down_at, title,
	    buf_detach(&body));
}

void
alert_network_down(struct alert *a, bool down)
{
	struct lane *l = admin_lane(a, NULL);
	const struct account_health *h;
	struct buf body = BUF_INIT;
	char *title;

	/* One account alone: that is its own story, told as stale. */
	if (down == a->down || (down && poll_health(a->poll, &h) < 2))
		return;
	a->down = down;
	if (a->down_timer == NULL)
		a->down_timer = timer_new(tell_down, a);
	timer_start(a->down_timer, DOWN_PATIENCE);
	if (down) {
		a->down_at = loop_now();
	} else if (l != NULL) {
		title = admin_words_down(lane_conf(l), false, a->down_at,
		    loop_now(), &body);
		admin_tell(l, "ok", "every network", loop_now(), title,
		    buf_detach(&body));
	}
}

/* --- the command mailbox --- */

void
alert_commands(struct alert *a, const struct client *c, int64_t since,
    const struct err *e)
{
	struct lane *l = c->store != NULL ? admin_lane(a, c->conf->name) :
	    NULL;
	struct buf body = BUF_INIT;
	char *title;

	if (l == NULL)
		return;
	title = admin_words_commands(c->conf, e, since, &body);
	admin_tell(l, e == NULL ? "ok" : "commands", "command mailbox",
	    e == NULL ? loop_now() : since, title, buf_detach(&body));
}

/* --- mails --- */

void
admin_refused(struct lane *l, const struct outbox_row *row, const char *error)
{
	AUTO(free_p) char *subject = xasprintf("refused %s", row->address);
	struct buf body = BUF_INIT;
	char *title;

	if (row->kind == OUTBOX_ADMIN ||
	    !hold_refused(l->alert, row->channel, row->address))
		return;
	title = admin_words_refused(lane_conf(l), row, error, &body);
	admin_tell(l, "refused", subject, loop_now() / WHEN_DAY, title,
	    buf_detach(&body));
}

void
admin_accepted(struct lane *l, const char *channel, const char *address)
{
	AUTO(free_p) char *subject = xasprintf("refused %s", address);
	struct buf body = BUF_INIT;
	char *title;

	for (size_t i = 0; i < l->alert->n_holds; i++) {
		struct hold *h = &l->alert->holds[i];

		if (!h->refused || strncmp(h->who, channel, strlen(channel)) !=
		    0 || strcmp(h->who + strlen(channel) + 1, address) != 0)
			continue;
		h->refused = false;
		title = admin_words_accepted(lane_conf(l), address, &body);
		admin_tell(l, "ok", subject, loop_now(), title, buf_detach(&body));
		return;
	}
}

/* --- the database: nothing can be kept, so this mail has no row --- */

struct direct {
	struct alert *alert;
	struct channel_call *call;
	TAILQ_ENTRY(direct) link;
};

static void
on_direct(void *arg, enum smtp_outcome outcome, bool all, const struct err *e)
{
	struct direct *d = arg;

	(void)all;
	if (outcome != SMTP_ACCEPTED)
		log_err("the administrator could not be told of the database: "
		    "%s", e->text);
	TAILQ_REMOVE(&d->alert->directs, d, link);
	free(d);
}

void
admin_free(struct alert *a)
{
	struct direct *d;

	while ((d = TAILQ_FIRST(&a->directs)) != NULL) {
		TAILQ_REMOVE(&a->directs, d, link);
		channel_cancel(d->call);
		free(d);
	}
	timer_free(a->down_timer);
	timer_free(a->consents);
}

void
admin_store(struct lane *l, const struct err *e)
{
	struct alert *a = l->alert;
	const struct conf_client *c = lane_conf(l);
	struct buf words = BUF_INIT;
	AUTO(free_p) char *title = admin_words_store(c, e, &words);
	struct compose_in in = { .kind = OUTBOX_ADMIN, .client = c,
		.lang = c->lang, .now = loop_now(), .subject = title,
		.words = words.data };
	struct outbox_row row = { .kind = OUTBOX_ADMIN, .channel = "mail",
		.recipient = "admin", .created_at = loop_now() };
	struct conf_recipient r = { .channel = CHANNEL_MAIL };

	for (char **to = a->config->admin; to != NULL && *to != NULL &&
	    !a->dry_run; to++) {
		AUTO(free_p) char *key = xasprintf("store|%s|%d|%" PRId64 "|%s",
		    c->name, e != NULL, loop_now() / WHEN_DAY, *to);
		AUTO(free_p) char *id = id_message(c->name, alert_host(a), key);
		struct direct *d = xcalloc(1, sizeof(*d));
		struct channel_target t = { .channel = CHANNEL_MAIL,
			.address = *to, .id = id };
		AUTO(free_p) char *body = NULL;
		size_t len;

		row.address = *to;
		row.key = key;
		row.message_id = id;
		body = deliver_body(a, &r, &row, &in, &len);
		d->alert = a;
		TAILQ_INSERT_TAIL(&a->directs, d, link);
		d->call = channel_send(a->config, &t, body, len, on_direct, d);
	}
	buf_free(&words);
}
