/* SPDX-License-Identifier: ISC */

/*
 * `hark testmail': a test to recipients, and what their servers answered.
 * It has no row: whoever waits for the answer may ask again.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alert/ids.h"
#include "alert/lane.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/tr.h"

struct test_mail {
	struct test_run *run;
	struct channel_call *call;
	char *recipient;
};

struct test_run {
	struct alert *alert;
	alert_test_fn *fn;
	void *arg;
	struct test_mail *mails;
	size_t n, left;
	struct err none;		/* nobody to send to */
	struct timer *nobody;
	STAILQ_ENTRY(test_run) link;
};

static void
run_free(struct test_run *t)
{
	STAILQ_REMOVE(&t->alert->tests, t, test_run, link);
	for (size_t i = 0; i < t->n; i++) {
		channel_cancel(t->mails[i].call);
		free(t->mails[i].recipient);
	}
	free(t->mails);
	timer_free(t->nobody);
	free(t);
}

void
test_free(struct alert *a)
{
	struct test_run *t;

	while ((t = STAILQ_FIRST(&a->tests)) != NULL)
		run_free(t);
}

static void
on_answer(void *arg, enum smtp_outcome outcome, bool all, const struct err *e)
{
	static const struct err fine;
	struct test_mail *m = arg;
	struct test_run *t = m->run;

	(void)all;
	m->call = NULL;
	t->left--;
	t->fn(t->arg, m->recipient, outcome == SMTP_ACCEPTED ? &fine : e,
	    t->left == 0);
	if (t->left == 0)
		run_free(t);
}

static void
on_nobody(void *arg)
{
	struct test_run *t = arg;

	t->fn(t->arg, NULL, &t->none, true);
	run_free(t);
}

static void
add(struct test_run *t, const struct conf_client *c,
    const struct conf_recipient *r)
{
	struct alert *a = t->alert;
	const char *lang = r->lang != NULL ? r->lang : c->lang;
	AUTO(free_p) char *key = xasprintf("test|%s|%" PRId64, r->address,
	    loop_now());
	AUTO(free_p) char *id = id_message(c->name, alert_host(a), key);
	struct outbox_row row = { .kind = OUTBOX_TEST, .recipient = r->name,
		.address = r->address, .key = key, .message_id = id,
		.created_at = loop_now() };
	struct compose_in in = { .kind = OUTBOX_TEST, .client = c,
		.channel = r->channel, .lang = lang, .now = loop_now(),
		.subject = tr(lang, "A test by hark"),
		.words = tr(lang, "hark reaches you.\nWhen a question waits for "
		    "an answer, a mail like this one comes, with the question "
		    "in its first line. Nothing to do.") };
	struct channel_target target = { .channel = r->channel,
		.address = r->address, .token = r->token, .id = id };
	const struct lane *lane = admin_lane(a, c->name);
	struct compose_acts acts;
	struct test_mail *m = &t->mails[t->n++];
	AUTO(free_p) char *body = NULL;
	size_t len;

	if (lane != NULL && deliver_acts(lane, r, &acts))
		in.acts = &acts;
	body = deliver_body(a, r, &row, &in, &len);
	m->run = t;
	m->recipient = xstrdup(r->name);
	t->left++;
	m->call = channel_send(a->config, &target, body, len, on_answer, m);
}

static bool
is_meant(const struct conf_recipient *r, const char *recipient)
{
	return recipient == NULL || strcmp(r->name, recipient) == 0 ||
	    strcmp(r->address, recipient) == 0;
}

void
alert_test(struct alert *a, const char *client, const char *recipient,
    alert_test_fn *fn, void *arg)
{
	struct test_run *t = xcalloc(1, sizeof(*t));
	struct conf_recipient admin = { .channel = CHANNEL_MAIL };
	size_t total = 0;
	struct lane *l;

	t->alert = a;
	t->fn = fn;
	t->arg = arg;
	STAILQ_INSERT_TAIL(&a->tests, t, link);
	for (size_t i = 0; i < a->config->n_clients; i++)
		total += a->config->clients[i].n_recipients + 1;
	t->mails = xcalloc(total + 1, sizeof(*t->mails));
	for (size_t i = 0; i < a->config->n_clients; i++) {
		const struct conf_client *c = &a->config->clients[i];

		if (client != NULL && strcmp(c->name, client) != 0)
			continue;
		for (size_t k = 0; k < c->n_recipients; k++)
			if (is_meant(&c->recipients[k], recipient))
				add(t, c, &c->recipients[k]);
	}
	/* The administrator is nobody's recipient, but an address. */
	l = TAILQ_FIRST(&a->lanes);
	for (char **p = a->config->admin; recipient != NULL && t->n == 0 &&
	    l != NULL && p != NULL && *p != NULL; p++)
		if (strcmp(*p, recipient) == 0) {
			admin.name = admin.address = *p;
			add(t, lane_conf(l), &admin);
		}
	if (t->n > 0)
		return;
	if (recipient != NULL)
		err_set(&t->none, ERR_NOT_FOUND, "no recipient \"%s\" is "
		    "configured; see: hark config", recipient);
	else
		err_set(&t->none, ERR_NOT_FOUND, "no recipient is configured; "
		    "write a recipient section in harkd.conf");
	t->nobody = timer_new(on_nobody, t);
	timer_start(t->nobody, 0);
}
