/* SPDX-License-Identifier: ISC */

/*
 * `hark metrics': Prometheus text, one family after the other, made while the
 * peer reads.  Names hark_*; labels hold clients, accounts and networks, never
 * people or texts.
 */

#include <stdlib.h>
#include <string.h>

#include "base/loop.h"
#include "base/mem.h"
#include "control/stream.h"
#include "store/numbers.h"

#define TOGETHER	250	/* accounts in a piece */
#define NUMBERS_DAYS	30

/* Where a family's samples come from. */
enum from { FROM_DAEMON, FROM_TALLY, FROM_SUMS, FROM_STORE, FROM_POLL,
	FROM_NUMBERS, FROM_MAILBOX };

struct family {
	const char *name, *type, *help;
	enum from from;
	/* False: there is no sample. */
	bool (*tally)(const struct store_account_status *, double *);
	double (*store)(const struct store_health *);
	double (*poll)(const struct account_health *);
};

struct metrics {
	struct walk walk;
	const struct family *family;
	bool named;			/* its HELP and TYPE are written */
	size_t next;			/* account of the poller, or client */
	struct buf ready;		/* samples, not yet escaped */
};

/* --- the families --- */

static bool
waiting(const struct store_account_status *a, double *v)
{
	*v = (double)a->waiting;
	return true;
}

static bool
perhaps(const struct store_account_status *a, double *v)
{
	*v = (double)a->perhaps;
	return true;
}

static bool
oldest(const struct store_account_status *a, double *v)
{
	*v = a->oldest_at != 0 ? (double)(loop_now() - a->oldest_at) / 1000 : 0;
	return true;
}

static bool
posts(const struct store_account_status *a, double *v)
{
	*v = (double)a->posts;
	return true;
}

static bool
questions(const struct store_account_status *a, double *v)
{
	*v = (double)a->questions;
	return true;
}

static bool
answered(const struct store_account_status *a, double *v)
{
	*v = (double)a->answered;
	return true;
}

static bool
reply_share(const struct store_account_status *a, double *v)
{
	*v = a->talk.reply_share;
	return *v >= 0;
}

static bool
promo(const struct store_account_status *a, double *v)
{
	*v = a->talk.promo;
	return *v >= 0;
}

static bool
originals_run(const struct store_account_status *a, double *v)
{
	*v = (double)a->talk.run;
	return true;
}

static double
writable(const struct store_health *h)
{
	return h->writable;
}

static double
bytes(const struct store_health *h)
{
	return (double)(h->size + h->wal_size);
}

static double
up(const struct account_health *h)
{
	return h->state == ACCOUNT_OK || h->state == ACCOUNT_NEW;
}

static double
last_success(const struct account_health *h)
{
	return (double)h->last_success / 1000;
}

static double
failures(const struct account_health *h)
{
	return (double)h->failures;
}

static double
requests(const struct account_health *h)
{
	return (double)h->requests;
}

static double
odd_items(const struct account_health *h)
{
	return (double)h->odd;
}

static const struct family families[] = {
	{ "hark_info", "gauge", "the running version", FROM_DAEMON, NULL, NULL,
	    NULL },
	{ "hark_start_time_seconds", "gauge", "Unix time of the start",
	    FROM_DAEMON, NULL, NULL, NULL },
	{ "hark_waiting", "gauge", "people waiting", FROM_TALLY, waiting,
	    NULL, NULL },
	{ "hark_perhaps", "gauge", "perhaps waiting", FROM_TALLY, perhaps,
	    NULL, NULL },
	{ "hark_oldest_waiting_seconds", "gauge",
	    "how long the longest waiting waits", FROM_TALLY, oldest, NULL,
	    NULL },
	{ "hark_posts_total", "counter", "posts seen", FROM_TALLY, posts,
	    NULL, NULL },
	{ "hark_questions_total", "counter", "questions seen", FROM_TALLY,
	    questions, NULL, NULL },
	{ "hark_answered_total", "counter", "questions answered", FROM_TALLY,
	    answered, NULL, NULL },
	{ "hark_reply_share", "gauge",
	    "own replies / (own replies + originals), 30 days", FROM_TALLY,
	    reply_share, NULL, NULL },
	{ "hark_promo_share", "gauge",
	    "own originals that only advertise / own originals, 30 days",
	    FROM_TALLY, promo, NULL, NULL },
	{ "hark_originals_run", "gauge",
	    "own originals in a row without a reply between them", FROM_TALLY,
	    originals_run, NULL, NULL },
	{ "hark_due_questions", "gauge",
	    "questions that fell due in the last 30 days", FROM_NUMBERS, NULL,
	    NULL, NULL },
	{ "hark_in_time_questions", "gauge",
	    "of these, answered by then", FROM_NUMBERS, NULL, NULL, NULL },
	{ "hark_first_response_seconds", "gauge", "business time to the first "
	    "response of the last 30 days, who waits at their age",
	    FROM_NUMBERS, NULL, NULL, NULL },
	{ "hark_alerts", "gauge", "alerts by state", FROM_SUMS, NULL, NULL,
	    NULL },
	{ "hark_commands_total", "counter",
	    "mails to the command mailbox by what came of them", FROM_SUMS,
	    NULL, NULL, NULL },
	{ "hark_command_mailbox_up", "gauge",
	    "1 if the command mailbox is read", FROM_MAILBOX, NULL, NULL,
	    NULL },
	{ "hark_store_writable", "gauge", "0: the database takes no writes",
	    FROM_STORE, NULL, writable, NULL },
	{ "hark_store_bytes", "gauge", "size of the database", FROM_STORE,
	    NULL, bytes, NULL },
	{ "hark_account_up", "gauge", "1 if the account is heard", FROM_POLL,
	    NULL, NULL, up },
	{ "hark_account_last_success_seconds", "gauge",
	    "Unix time of the last successful poll", FROM_POLL, NULL, NULL,
	    last_success },
	{ "hark_account_failures", "gauge", "failed polls in a row", FROM_POLL,
	    NULL, NULL, failures },
	{ "hark_requests_total", "counter",
	    "requests to the network since the start", FROM_POLL, NULL, NULL,
	    requests },
	{ "hark_odd_items_total", "counter",
	    "items that could not be understood", FROM_POLL, NULL, NULL,
	    odd_items },
	{ .name = NULL },
};

/* --- samples --- */

/* A label's value: backslash, quote and newline are escaped. */
static void
label(struct buf *b, const char *name, const char *value)
{
	buf_addf(b, "%s=\"", name);
	for (; *value != '\0'; value++) {
		if (*value == '\\' || *value == '"')
			buf_addc(b, '\\');
		if (*value == '\n')
			buf_adds(b, "\\n");
		else
			buf_addc(b, *value);
	}
	buf_addc(b, '"');
}

/* A family without samples is not named. */
static void
name_family(struct metrics *m)
{
	const struct family *f = m->family;

	if (!m->named)
		buf_addf(&m->ready, "# HELP %s %s\n# TYPE %s %s\n", f->name,
		    f->help, f->name, f->type);
	m->named = true;
}

/* account, key: NULL for none. */
static void
sample(struct metrics *m, const char *client, const char *account,
    const char *key, const char *value, double v)
{
	struct buf *b = &m->ready;

	name_family(m);
	buf_addf(b, "%s{", m->family->name);
	label(b, "client", client);
	if (account != NULL) {
		buf_addc(b, ',');
		label(b, "account", account);
	}
	if (key != NULL) {
		buf_addc(b, ',');
		label(b, key, value);
	}
	buf_addf(b, "} %.15g\n", v);
}

static void
daemon_samples(struct metrics *m)
{
	name_family(m);
	if (m->family == &families[0])
		buf_addf(&m->ready, "hark_info{version=\"%s\"} 1\n", VERSION);
	else
		buf_addf(&m->ready, "hark_start_time_seconds %.3f\n",
		    (double)m->walk.req->control->started_at / 1000);
}

static void
store_samples(struct metrics *m)
{
	const struct control *ct = m->walk.req->control;

	for (size_t i = 0; i < ct->n_clients; i++) {
		const struct client *c = &ct->clients[i];
		struct store_health h = { 0 };

		if (c->store == NULL && c->broken.code == ERR_OK)
			continue;
		if (c->store != NULL)
			store_health(c->store, &h);
		sample(m, c->conf->name, NULL, NULL, NULL,
		    m->family->store(&h));
	}
}

static void
mailbox_samples(struct metrics *m)
{
	const struct control *ct = m->walk.req->control;
	struct command_health h;

	for (size_t i = 0; i < ct->n_clients; i++)
		if (command_health(ct->command, &ct->clients[i], &h))
			sample(m, ct->clients[i].conf->name, NULL, NULL, NULL,
			    h.heard);
}

/* False: those were the last. */
static bool
poll_samples(struct metrics *m)
{
	struct account_health h;

	for (size_t i = 0; i < TOGETHER; i++) {
		if (!poll_health_at(m->walk.req->control->poll, m->next++, &h))
			return false;
		sample(m, h.client, h.account, "network", h.network,
		    m->family->poll(&h));
	}
	return true;
}

static void
on_tally(void *arg, const struct err *e, const struct store_status *st)
{
	struct metrics *m = arg;
	const struct client *c = walk_client(&m->walk);
	double v;

	for (size_t i = 0; c != NULL && e->code == ERR_OK &&
	    i < st->n_accounts; i++)
		if (m->family->tally(&st->accounts[i], &v))
			sample(m, c->conf->name, st->accounts[i].name, NULL,
			    NULL, v);
	walk_came(&m->walk, st, TOGETHER);
	stream_go(m->walk.req);
}

static void
on_sums(void *arg, const struct err *e, const struct store_status *st)
{
	struct metrics *m = arg;
	const struct client *c = walk_client(&m->walk);

	if (c != NULL && e->code == ERR_OK &&
	    strcmp(m->family->name, "hark_commands_total") == 0) {
		for (int i = 0; i < COMMAND_RESULTS; i++)
			if (st->commands[i] > 0)
				sample(m, c->conf->name, NULL, "result",
				    command_result_name((enum command_result)i),
				    (double)st->commands[i]);
	} else if (c != NULL && e->code == ERR_OK) {
		sample(m, c->conf->name, NULL, "state", "pending",
		    (double)st->mails_pending);
		sample(m, c->conf->name, NULL, "state", "failed",
		    (double)st->mails_failed);
		sample(m, c->conf->name, NULL, "state", "sent",
		    (double)st->mails_sent);
	}
	walk_came(&m->walk, st, 0);
	stream_go(m->walk.req);
}

static void
on_numbers(void *arg, const struct err *e, const struct numbers_answer *a)
{
	struct metrics *m = arg;
	const struct client *c = walk_client(&m->walk);
	const char *name = m->family->name;

	if (c != NULL && e->code == ERR_OK) {
		const struct numbers *t = &a->total;
		const struct numbers_times *times = &t->first[0];

		if (strcmp(name, "hark_due_questions") == 0) {
			sample(m, c->conf->name, NULL, NULL, NULL,
			    (double)t->due);
		} else if (strcmp(name, "hark_in_time_questions") == 0) {
			sample(m, c->conf->name, NULL, NULL, NULL,
			    (double)t->in_time);
		} else if (times->n > 0) {
			sample(m, c->conf->name, NULL, "quantile", "0.5",
			    (double)times->median_ms / 1000);
			sample(m, c->conf->name, NULL, "quantile", "0.9",
			    (double)times->p90_ms / 1000);
		}
	}
	walk_came(&m->walk, NULL, 0);
	stream_go(m->walk.req);
}

static bool
ask_numbers(struct metrics *m)
{
	struct numbers_ask ask = { .by = NUMBERS_TOTAL, .now = loop_now() };

	for (; m->walk.at < m->walk.n; m->walk.at++) {
		struct client *c = walk_client(&m->walk);

		if (c == NULL)
			continue;
		ask.to = store_day(c->store, ask.now);
		ask.from = ask.to - NUMBERS_DAYS + 1;
		store_numbers(c->store, &ask, on_numbers, m);
		return true;
	}
	return false;
}

/* --- one after the other --- */

/* MORE: the family goes on; END: that was all of it. */
static enum stream_next
family_more(struct metrics *m)
{
	switch (m->family->from) {
	case FROM_DAEMON:
		daemon_samples(m);
		break;
	case FROM_STORE:
		store_samples(m);
		break;
	case FROM_MAILBOX:
		mailbox_samples(m);
		break;
	case FROM_POLL:
		if (poll_samples(m))
			return STREAM_MORE;
		break;
	case FROM_TALLY:
		if (walk_ask(&m->walk, m->family->tally == reply_share ||
		    m->family->tally == promo ||
		    m->family->tally == originals_run, TOGETHER, on_tally, m))
			return STREAM_WAIT;
		break;
	case FROM_NUMBERS:
		if (ask_numbers(m))
			return STREAM_WAIT;
		break;
	case FROM_SUMS:
		if (walk_ask(&m->walk, false, 0, on_sums, m))
			return STREAM_WAIT;
		break;
	}
	return STREAM_END;
}

static enum stream_next
metrics_more(struct req *r, void *arg, struct buf *b)
{
	struct metrics *m = arg;
	enum stream_next next;

	if (m->family == NULL) {
		stream_row_open(r, b);
		buf_adds(b, "{\"text\":\"");
		m->family = families;
	}
	next = family_more(m);
	stream_text(b, m->ready.data);
	buf_reset(&m->ready);
	if (next != STREAM_END)
		return next;
	m->family++;
	m->named = false;
	m->next = 0;
	walk_rewind(&m->walk);
	if (m->family->name != NULL)
		return STREAM_MORE;
	buf_adds(b, "\"}");
	stream_row_close(b);
	return STREAM_END;
}

static void
metrics_free(void *arg)
{
	struct metrics *m = arg;

	walk_free(&m->walk);
	buf_free(&m->ready);
	free(m);
}

void
verb_metrics(struct req *r)
{
	struct metrics *m = xcalloc(1, sizeof(*m));

	walk_init(&m->walk, r);
	m->ready = (struct buf)BUF_INIT;
	stream_start(r, metrics_more, m, metrics_free);
}
