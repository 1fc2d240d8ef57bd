/* SPDX-License-Identifier: ISC */

/*
 * `hark metrics': Prometheus text.  Names hark_*; labels hold clients,
 * accounts and networks, never people or texts.
 */

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/loop.h"
#include "base/mem.h"
#include "control/request.h"

struct metrics {
	struct req *req;
	size_t left;
	struct buf waiting, perhaps, oldest, posts, questions, answered, mails,
	    reply_share;
};

struct turn {
	struct metrics *m;
	struct client *client;
};

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

static void
sample(struct buf *b, const char *name, const char *client, const char *account,
    const char *extra, double v)
{
	buf_addf(b, "%s{", name);
	label(b, "client", client);
	if (account != NULL) {
		buf_addc(b, ',');
		label(b, "account", account);
	}
	if (extra != NULL)
		buf_addf(b, ",%s", extra);
	buf_addf(b, "} %.15g\n", v);
}

static void
family(struct buf *out, const char *name, const char *type, const char *help,
    struct buf *samples)
{
	if (samples->len > 0)
		buf_addf(out, "# HELP %s %s\n# TYPE %s %s\n%s", name, help, name,
		    type, samples->data);
	buf_free(samples);
}

static void
accounts(const struct control *ct, struct buf *out)
{
	struct buf up = BUF_INIT, last = BUF_INIT, fails = BUF_INIT,
	    requests = BUF_INIT, odd = BUF_INIT;
	const struct account_health *h;
	size_t n = poll_health(ct->poll, &h);

	for (size_t i = 0; i < n; i++) {
		struct buf net = BUF_INIT;

		label(&net, "network", h[i].network);
		sample(&up, "hark_account_up", h[i].client, h[i].account,
		    net.data, h[i].state == ACCOUNT_OK ||
		    h[i].state == ACCOUNT_NEW);
		sample(&last, "hark_account_last_success_seconds", h[i].client,
		    h[i].account, net.data, (double)h[i].last_success / 1000);
		sample(&fails, "hark_account_failures", h[i].client,
		    h[i].account, net.data, (double)h[i].failures);
		sample(&requests, "hark_requests_total", h[i].client,
		    h[i].account, net.data, (double)h[i].requests);
		sample(&odd, "hark_odd_items_total", h[i].client, h[i].account,
		    net.data, (double)h[i].odd);
		buf_free(&net);
	}
	family(out, "hark_account_up", "gauge", "1 if the account is heard", &up);
	family(out, "hark_account_last_success_seconds", "gauge",
	    "Unix time of the last successful poll", &last);
	family(out, "hark_account_failures", "gauge",
	    "failed polls in a row", &fails);
	family(out, "hark_requests_total", "counter",
	    "requests to the network since the start", &requests);
	family(out, "hark_odd_items_total", "counter",
	    "items that could not be understood", &odd);
}

static void
finish(struct metrics *m)
{
	struct control *ct = m->req->control;
	struct buf out = BUF_INIT, store = BUF_INIT, bytes = BUF_INIT;

	for (size_t i = 0; i < ct->n_clients; i++) {
		struct client *c = &ct->clients[i];
		struct store_health h = { 0 };

		if (c->store == NULL && c->broken.code == ERR_OK)
			continue;
		if (c->store != NULL)
			store_health(c->store, &h);
		sample(&store, "hark_store_writable", c->conf->name, NULL, NULL,
		    h.writable);
		sample(&bytes, "hark_store_bytes", c->conf->name, NULL, NULL,
		    (double)(h.size + h.wal_size));
	}
	buf_addf(&out, "# HELP hark_info the running version\n"
	    "# TYPE hark_info gauge\nhark_info{version=\"%s\"} 1\n", VERSION);
	buf_addf(&out, "# HELP hark_start_time_seconds Unix time of the start\n"
	    "# TYPE hark_start_time_seconds gauge\n"
	    "hark_start_time_seconds %.3f\n", (double)ct->started_at / 1000);
	family(&out, "hark_waiting", "gauge", "people waiting", &m->waiting);
	family(&out, "hark_perhaps", "gauge", "perhaps waiting", &m->perhaps);
	family(&out, "hark_oldest_waiting_seconds", "gauge",
	    "how long the longest waiting waits", &m->oldest);
	family(&out, "hark_posts_total", "counter", "posts seen", &m->posts);
	family(&out, "hark_questions_total", "counter", "questions seen",
	    &m->questions);
	family(&out, "hark_answered_total", "counter", "questions answered",
	    &m->answered);
	family(&out, "hark_reply_share", "gauge",
	    "own replies / (own replies + originals), 30 days",
	    &m->reply_share);
	family(&out, "hark_alerts", "gauge", "alerts by state", &m->mails);
	family(&out, "hark_store_writable", "gauge",
	    "0: the database takes no writes", &store);
	family(&out, "hark_store_bytes", "gauge", "size of the database",
	    &bytes);
	accounts(ct, &out);
	req_row(m->req, json_pack("{s:s}", "text", out.data));
	req_done(m->req, NULL);
	buf_free(&out);
	free(m);
}

static void
on_status(void *arg, const struct err *e, const struct store_status *st)
{
	struct turn *t = arg;
	struct metrics *m = t->m;
	const char *c = t->client->conf->name;

	for (size_t i = 0; e->code == ERR_OK && i < st->n_accounts; i++) {
		const struct store_account_status *a = &st->accounts[i];

		sample(&m->waiting, "hark_waiting", c, a->name, NULL,
		    (double)a->waiting);
		sample(&m->perhaps, "hark_perhaps", c, a->name, NULL,
		    (double)a->perhaps);
		sample(&m->oldest, "hark_oldest_waiting_seconds", c, a->name,
		    NULL, a->oldest_at != 0 ?
		    (double)(loop_now() - a->oldest_at) / 1000 : 0);
		sample(&m->posts, "hark_posts_total", c, a->name, NULL,
		    (double)a->posts);
		sample(&m->questions, "hark_questions_total", c, a->name, NULL,
		    (double)a->questions);
		sample(&m->answered, "hark_answered_total", c, a->name, NULL,
		    (double)a->answered);
		if (a->talk.reply_share >= 0)
			sample(&m->reply_share, "hark_reply_share", c, a->name,
			    NULL, a->talk.reply_share);
	}
	if (e->code == ERR_OK) {
		sample(&m->mails, "hark_alerts", c, NULL, "state=\"pending\"",
		    (double)st->mails_pending);
		sample(&m->mails, "hark_alerts", c, NULL, "state=\"failed\"",
		    (double)st->mails_failed);
		sample(&m->mails, "hark_alerts", c, NULL, "state=\"sent\"",
		    (double)st->mails_sent);
	}
	free(t);
	if (--m->left == 0)
		finish(m);
}

void
verb_metrics(struct req *r)
{
	struct metrics *m = xcalloc(1, sizeof(*m));
	struct buf *all[] = { &m->waiting, &m->perhaps, &m->oldest, &m->posts,
		&m->questions, &m->answered, &m->mails, &m->reply_share };

	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		*all[i] = (struct buf)BUF_INIT;
	m->req = r;
	m->left = 1;
	for (size_t i = 0; i < r->control->n_clients; i++) {
		struct turn *t;

		if (r->control->clients[i].store == NULL)
			continue;
		t = xcalloc(1, sizeof(*t));
		t->m = m;
		t->client = &r->control->clients[i];
		m->left++;
		store_status(t->client->store, loop_now(), true, on_status, t);
	}
	if (--m->left == 0)
		finish(m);
}
