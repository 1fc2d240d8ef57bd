/* SPDX-License-Identifier: ISC */

/*
 * A row leaves: composed from what its questions are now, handed to its
 * channel, and written down.  What the server accepted is made durable before
 * anything else; until the store has taken it the job stays, so that this
 * process never sends it twice.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alert/ids.h"
#include "alert/lane.h"
#include "alert/mime.h"
#include "alert/payload.h"
#include "alert/plan.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "store/command.h"

#define RECORD_AGAIN	(30 * WHEN_SECOND)
#define STALE_WAIT	(15 * WHEN_MINUTE)
#define MISSING_WAIT	(61 * WHEN_MINUTE)	/* the store asks twice */

/* --- jobs --- */

struct job *
job_new(struct lane *l, const struct outbox_row *row)
{
	struct job *j = xcalloc(1, sizeof(*j));
	const char **questions;
	int64_t *bells;
	size_t n = 0;

	j->lane = l;
	j->arena = arena_new();
	j->row = *row;
	j->row.channel = arena_strdup(j->arena, row->channel);
	j->row.recipient = arena_strdup(j->arena, row->recipient);
	j->row.address = arena_strdup(j->arena, row->address);
	j->row.key = arena_strdup(j->arena, row->key);
	j->row.message_id = arena_strdup(j->arena, row->message_id);
	j->row.in_reply_to = arena_strdup(j->arena, row->in_reply_to);
	j->row.subject = arena_strdup(j->arena, row->subject);
	j->row.body = arena_strdup(j->arena, row->body);
	j->row.error = NULL;
	while (row->questions != NULL && row->questions[n] != NULL)
		n++;
	questions = arena_alloc(j->arena, (n + 1) * sizeof(*questions));
	for (size_t i = 0; i < n; i++)
		questions[i] = arena_strdup(j->arena, row->questions[i]);
	j->row.questions = questions;
	bells = arena_alloc(j->arena, (n + 1) * sizeof(*bells));
	if (row->bells != NULL)
		memcpy(bells, row->bells, n * sizeof(*bells));
	j->row.bells = bells;
	j->list = &l->todo;
	TAILQ_INSERT_TAIL(j->list, j, link);
	return j;
}

void
job_free(struct job *j)
{
	TAILQ_REMOVE(j->list, j, link);
	channel_cancel(j->call);
	free(j->leaving);
	timer_free(j->record);
	arena_free(j->arena);
	free(j->error);
	free(j);
}

bool
deliver_has(const struct lane *l, int64_t row)
{
	const struct job *j;

	TAILQ_FOREACH(j, &l->todo, link)
		if (j->row.id == row)
			return true;
	TAILQ_FOREACH(j, &l->sending, link)
		if (j->row.id == row)
			return true;
	return false;
}

bool
deliver_to(const struct alert *a, const char *address)
{
	const struct lane *l;
	const struct job *j;

	TAILQ_FOREACH(l, &a->lanes, link) {
		TAILQ_FOREACH(j, &l->todo, link)
			if (strcmp(j->row.address, address) == 0)
				return true;
		TAILQ_FOREACH(j, &l->sending, link)
			if ((j->call != NULL || j->leaving) &&
			    strcmp(j->row.address, address) == 0)
				return true;
	}
	return false;
}

void
deliver_next(struct lane *l)
{
	struct job *j = TAILQ_FIRST(&l->todo);

	if (j == NULL)
		lane_looked(l);
	else
		job_gather(j);
}

/* Prepared: what is left of it goes on beside the next one. */
static void
step_aside(struct job *j)
{
	if (j->list == &j->lane->sending)
		return;
	TAILQ_REMOVE(j->list, j, link);
	j->list = &j->lane->sending;
	TAILQ_INSERT_TAIL(j->list, j, link);
}

/* --- written down --- */

static void record(void *);

static void
on_recorded(void *arg, const struct err *e)
{
	struct job *j = arg;
	struct lane *l = j->lane;

	if (e->code == ERR_UNAVAILABLE) {
		job_free(j);
		return;
	}
	if (e->code == ERR_OK || e->code == ERR_NOT_FOUND) {
		lane_wrote(l);
		if (j->state == OUTBOX_SENT && digest_is(j->row.kind))
			digest_left(j);
		if (j->state == OUTBOX_PENDING || j->state == OUTBOX_IN_DOUBT)
			lane_at(l, j->next_at);
		else
			lane_kick(l);
		job_free(j);
		return;
	}
	lane_trouble(l, e);
	if (j->state == OUTBOX_PENDING || j->state == OUTBOX_DROPPED) {
		job_free(j);
		return;
	}
	/* It is out: keep the row from leaving again. */
	if (j->record == NULL)
		j->record = timer_new(record, j);
	timer_start(j->record, RECORD_AGAIN);
}

static void
record(void *arg)
{
	struct job *j = arg;
	struct store *st = lane_store(j->lane);

	if (st == NULL) {
		job_free(j);
		return;
	}
	store_outbox_done(st, j->row.id, j->state, j->error, j->next_at,
	    loop_now(), on_recorded, j);
}

void
job_record(struct job *j, enum outbox_state state, const char *error,
    int64_t next_at)
{
	j->state = state;
	j->error = xstrdup_null(error);
	j->next_at = next_at;
	step_aside(j);
	record(j);
}

/* --- sent --- */

static void
kick_all(struct alert *a)
{
	struct lane *l;

	TAILQ_FOREACH(l, &a->lanes, link)
		lane_kick(l);
}

static void
on_sent(void *arg, enum smtp_outcome outcome, bool all, const struct err *e)
{
	struct job *j = arg;
	struct alert *a = j->lane->alert;
	const struct outbox_row *r = &j->row;
	int64_t wait;

	j->call = NULL;
	if (lane_store(j->lane) == NULL) {
		job_free(j);
		return;
	}
	switch (outcome) {
	case SMTP_ACCEPTED:
		job_record(j, OUTBOX_SENT, NULL, 0);
		log_info("%s to %s accepted, %s", outbox_kind_name(r->kind),
		    r->recipient, r->message_id);
		admin_accepted(j->lane, r->channel, r->address);
		if (hold_cleared(a, r->channel, r->address))
			kick_all(a);
		return;
	case SMTP_PERMANENT:
		log_err("%s to %s refused for good: %s", outbox_kind_name(r->kind),
		    r->recipient, e->text);
		admin_refused(j->lane, r, e->text);
		job_record(j, OUTBOX_FAILED, e->text, 0);
		return;
	case SMTP_TEMPORARY:
	case SMTP_IN_DOUBT:
	case SMTP_CONFIG:
		wait = hold_failed(a, r->channel, r->address, all,
		    r->attempts + 1);
		log_at(outcome == SMTP_CONFIG ? LOG_L_ERR : LOG_L_WARN,
		    "%s to %s did not leave, again in %" PRId64 " min: %s",
		    outbox_kind_name(r->kind), r->recipient, wait / WHEN_MINUTE,
		    e->text);
		/* A moment before the others, that they leave together. */
		job_record(j, outcome == SMTP_IN_DOUBT ? OUTBOX_IN_DOUBT :
		    OUTBOX_PENDING, e->text, loop_now() + wait - WHEN_SECOND);
		return;
	}
}

const struct conf_recipient *
find_recipient(const struct conf_client *c, const char *name)
{
	for (size_t i = 0; name != NULL && i < c->n_recipients; i++)
		if (strcmp(c->recipients[i].name, name) == 0)
			return &c->recipients[i];
	return NULL;
}

char *
deliver_body(const struct alert *a, const struct conf_recipient *r,
    const struct outbox_row *row, const struct compose_in *in, size_t *len)
{
	struct composed c;
	struct mime_mail m = {
		.from = a->config->mail.from != NULL ? a->config->mail.from :
		    "hark@localhost",
		.from_name = a->config->mail.from_name, .to = row->address,
		.message_id = row->message_id, .in_reply_to = row->in_reply_to,
		.list = in->client->name, .host = alert_host(a),
		.date = row->left_at != 0 ? row->left_at : in->now,
	};
	struct payload_in p = { .compose = in, .composed = &c,
		.id = row->message_id, .recipient = row->recipient,
		.created_at = row->created_at };
	char *body;

	compose(in, &c);
	m.subject = c.subject;
	m.text = c.text;
	m.html = c.html;
	if (r->channel == CHANNEL_MAIL) {
		body = mime_build(&m, len);
	} else {
		body = payload_build(&p);
		*len = strlen(body);
	}
	composed_free(&c);
	return body;
}

/* The administrator's mails go to addresses, not to recipients. */
static const struct conf_recipient *
who(const struct job *j, struct conf_recipient *admin)
{
	const struct conf_client *c = lane_conf(j->lane);
	const struct config *cf = j->lane->alert->config;

	if (j->row.kind != OUTBOX_ADMIN)
		return find_recipient(c, j->row.recipient);
	for (char **a = cf->admin; a != NULL && *a != NULL; a++)
		if (strcmp(*a, j->row.address) == 0) {
			memset(admin, 0, sizeof(*admin));
			admin->channel = CHANNEL_MAIL;
			admin->address = *a;
			admin->lang = c->lang;
			return admin;
		}
	return NULL;
}

/* From here on it counts as perhaps arrived, also if we die now. */
static void
on_leaving(void *arg, const struct err *e)
{
	struct job *j = arg;
	const struct alert *a = j->lane->alert;
	const struct conf_recipient *r;
	struct conf_recipient admin;

	if (e->code != ERR_OK || lane_store(j->lane) == NULL) {
		lane_trouble(j->lane, e);
		job_free(j);
		return;
	}
	/* A reload may have come between: the token is read anew. */
	r = who(j, &admin);
	if (r == NULL) {
		job_free(j);
		return;
	}
	j->target.token = r->token;
	j->call = channel_send(a->config, &j->target, j->leaving,
	    j->leaving_len, on_sent, j);
	free(j->leaving);
	j->leaving = NULL;
}

const struct conf_recipient *
job_recipient(const struct job *j)
{
	const struct conf_recipient *r = who(j, NULL);

	if (r == NULL || strcmp(r->address, j->row.address) != 0 ||
	    strcmp(plan_channel(r->channel), j->row.channel) != 0)
		return NULL;
	return r;
}

bool
deliver_acts(const struct lane *l, const struct conf_recipient *r,
    struct compose_acts *acts)
{
	const struct conf_client *c = lane_conf(l);

	if (compose_says_commands(c, r) || r->name == NULL ||
	    lane_store(l) == NULL)
		return false;
	acts->to = c->commands.address;
	acts->key = store_command_key(lane_store(l));
	acts->recipient = r->name;
	acts->address = r->address;
	return true;
}

void
job_send(struct job *j, const struct conf_recipient *r,
    const struct compose_in *in)
{
	struct alert *a = j->lane->alert;
	struct compose_in with = *in;
	struct compose_acts acts;
	struct channel_target t = { .channel = r->channel,
		.address = j->row.address, .token = r->token,
		.id = j->row.message_id };
	char *body;
	size_t len;

	if (deliver_acts(j->lane, r, &acts))
		with.acts = &acts;
	/* However long it waited for others, or for the recipient's hours. */
	if (j->row.left_at == 0)
		j->row.left_at = in->now;
	body = deliver_body(a, r, &j->row, &with, &len);
	step_aside(j);
	j->leaving = body;
	j->leaving_len = len;
	j->target = t;
	store_outbox_try(lane_store(j->lane), j->row.id, j->row.left_at,
	    on_leaving, j);
}

/* --- ready --- */

/* Does this question still belong into this mail? */
static bool
still_wanted(const struct job *j, const struct question *q)
{
	bool open;

	if (q == NULL)
		return false;
	open = qstate_is_open(q->q.state);
	if (j->row.kind == OUTBOX_ANSWERED)
		return !open;
	if (!open || !q->account_active || q->q.liked)
		return false;
	/* Silent for everybody but whom it was given to. */
	return plan_is_assigned(&j->row) ? plan_is_given(&j->row, q) :
	    q->q.quiet_until <= loop_now();
}

/* Reminders on what the last mail said already would tell nothing. */
static bool
knows_nothing_new(const struct job *j, const struct compose_in *in)
{
	if (j->row.step < 2 || in->n_items == 0)
		return false;
	for (size_t i = 0; i < in->n_items; i++)
		if (!in->items[i].stale ||
		    in->items[i].question->read_at >
		    in->items[i].question->rung_at)
			return false;
	return true;
}

/* What the network says is gone rings no more, unless it is back in an hour. */
static bool
is_missing(const struct compose_in *in)
{
	for (size_t i = 0; i < in->n_items; i++)
		if (!in->items[i].missing || in->items[i].stale)
			return false;
	return in->n_items > 0;
}

/* Why this mail reaches this person now, if it is about one question. */
static void
add_why(struct job *j, const struct conf_recipient *r, struct compose_in *in)
{
	const struct bell *bells, *last = NULL;
	const struct question *q;
	struct buf b = BUF_INIT;
	int64_t at = j->row.created_at;
	size_t n;

	if (j->row.kind != OUTBOX_QUESTION || in->n_items != 1)
		return;
	q = in->items[0].question;
	if (plan_is_assigned(&j->row)) {
		buf_adds(&b, tr(in->lang, "it was given to you"));
	} else {
		/* It may have gone along with others, before its time. */
		for (size_t i = 0; i < j->n; i++)
			if (strcmp(j->row.questions[i], q->id) == 0 &&
			    j->row.bells[i] > at)
				at = j->row.bells[i];
		n = bells_of(in->client, q, j->arena, &bells);
		for (size_t i = 0; i < n; i++)
			if (bells[i].at <= at &&
			    bell_same_address(bells[i].to, r))
				last = &bells[i];
		if (last != NULL) {
			bell_why(&b, in->lang, in->client, q, last);
			in->awake = last->held;
		}
	}
	if (b.len > 0 && j->row.left_at != 0)
		buf_addf(&b, "; %s", tr(in->lang, "late, because the mail "
		    "server did not take it before"));
	if (b.len > 0)
		in->why = arena_strdup(j->arena, b.data);
	buf_free(&b);
}

/* What still matters, oldest first, but what is urgent before all else: of a
 * mail about many, a phone shows the first line. */
static void
add_items(struct job *j, struct compose_item *items, struct compose_in *in)
{
	for (int urgent = 1; urgent >= 0; urgent--)
		for (size_t i = 0; i < j->n; i++) {
			const struct question *q = j->items[i].question;

			if (!still_wanted(j, q))
				in->n_settled += (size_t)urgent;
			else if (((route_kinds(in->client, q) &
			    OUTSIDE_URGENT) != 0) == urgent)
				items[in->n_items++] = j->items[i];
		}
}

void
job_ready(struct job *j)
{
	struct lane *l = j->lane;
	struct conf_recipient admin;
	const struct conf_recipient *r = who(j, &admin);
	struct compose_item *items = arena_alloc(j->arena,
	    (j->n + 1) * sizeof(*items));
	struct compose_in in = {
		.kind = j->row.kind, .client = lane_conf(l), .now = loop_now(),
		.step = j->row.step, .root = j->row.in_reply_to,
		.subject = j->row.subject, .words = j->row.body,
		.items = items,
	};

	add_items(j, items, &in);
	if (r == NULL || strcmp(r->address, j->row.address) != 0 ||
	    strcmp(plan_channel(r->channel), j->row.channel) != 0) {
		job_record(j, OUTBOX_DROPPED, "no longer configured", 0);
	} else if (in.n_items == 0 && (in.words == NULL || j->n > 0)) {
		job_record(j, OUTBOX_DROPPED, "settled before it left", 0);
	} else if (knows_nothing_new(j, &in)) {
		job_record(j, OUTBOX_PENDING, "the thread could not be read "
		    "again", loop_now() + STALE_WAIT);
	} else if (is_missing(&in)) {
		job_record(j, OUTBOX_PENDING, "the network says that it was "
		    "deleted", loop_now() + MISSING_WAIT);
	} else {
		in.lang = r->lang != NULL ? r->lang : in.client->lang;
		in.channel = r->channel;
		add_why(j, r, &in);
		job_send(j, r, &in);
	}
	deliver_next(l);
}
