/* SPDX-License-Identifier: ISC */
#ifndef ALERT_RIG_H
#define ALERT_RIG_H

/*
 * alert_rig.h - a business with one account and a real store, a mail server
 * and a clock played by the test, and a network whose threads are read again
 * by rig_reread().
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "alert/alert.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "fake/fake.h"
#include "store/ingest.h"

/* Friday 2026-05-22 14:05 CEST */
#define NOW	INT64_C(1779451500000)
#define MIN	WHEN_MINUTE
#define HOUR	WHEN_HOUR

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"

static char rig_acme[] = "acme", rig_de[] = "de", rig_anna[] = "anna",
    rig_ben[] = "ben", rig_anna_at[] = "anna@example.org",
    rig_ben_at[] = "ben@example.org", rig_from[] = "hark@example.org",
    rig_server[] = "smtp://127.0.0.1:2525", rig_root[] = "root@example.org",
    rig_one[] = "one", rig_two[] = "two";
static char *rig_admin[] = { rig_root, NULL };

static struct conf_recipient rig_recipients[2];
static struct conf_account rig_accounts[2];
static struct conf_client rig_client;
static struct config rig_config;
static struct client rig_clients[1];
static struct classifier *rig_classifier;
static struct store *rig_store;
static struct alert *rig_alert;
static char rig_dir[64];
static const char *rig_tmp = "/tmp";

/* --- what poll/ would do --- */

static struct account_health rig_health[2];
static size_t rig_n_health;
static int rig_rereads;
static enum { READ_FINE, READ_FAILS, READ_HANGS } rig_reads;
static const struct hark_post *rig_found;	/* by the next re-read */
static size_t rig_n_found;

struct rig_read {
	struct store_batch batch;
	struct err err;
	poll_done_fn *fn;
	void *arg;
	struct timer *timer;
	int life;		/* nobody is called back in another one */
};
static int rig_life;

static void
rig_ingested(void *arg, const struct err *e, const struct store_ingested *sum)
{
	(void)arg, (void)sum;
	if (e->code != ERR_OK)
		fail_msg("%s", e->text);
}

static void
rig_read_done(void *arg)
{
	struct rig_read *r = arg;

	if (r->life == rig_life)
		r->fn(r->arg, &r->err);
	timer_free(r->timer);
	free(r);
}

void
poll_reread(struct poll *p, const char *client, const char *account,
    const char *native, int64_t max_wait, poll_done_fn *fn, void *arg)
{
	struct rig_read *r = xcalloc(1, sizeof(*r));
	(void)p;
	assert_string_equal(client, "acme");
	assert_int_equal(max_wait, 10000);
	rig_rereads++;
	r->life = rig_life;
	r->fn = fn;
	r->arg = arg;
	r->timer = timer_new(rig_read_done, r);
	r->batch = (struct store_batch){ .account = "one", .op = HARK_THREAD,
		.now = loop_now(), .anchor = native, .posts = rig_found,
		.n_posts = rig_n_found };
	assert_string_equal(account, "one");
	if (rig_reads == READ_FINE)
		store_ingest(rig_store, &r->batch, rig_ingested, NULL);
	else
		err_set(&r->err, ERR_NET, "no answer");
	/* The batch commits first (200 ms). */
	timer_start(r->timer, rig_reads == READ_HANGS ? max_wait : 500);
}

size_t
poll_health(struct poll *p, const struct account_health **ret)
{
	(void)p;
	*ret = rig_health;
	return rig_n_health;
}

/* --- the business --- */

static void
rig_changed(void *arg, struct store *s)
{
	(void)arg;
	if (s == rig_store && rig_alert != NULL)
		alert_kick(rig_alert, &rig_clients[0]);
}

static void
rig_synced(void *arg, const struct err *e, const struct store_account_state *v,
    size_t n)
{
	(void)arg, (void)v, (void)n;
	assert_int_equal(e->code, ERR_OK);
}

static struct store_opts
rig_store_opts(void)
{
	return (struct store_opts){ .client = "acme",
		.classifier = rig_classifier, .lang = "de",
		.zone = "Europe/Berlin", .hours = rig_client.hours,
		.flood_n = rig_client.flood_n,
		.flood_ms = rig_client.flood_ms };
}

static void
rig_open(void)
{
	AUTO(free_p) char *path = xasprintf("%s/acme.db", rig_dir);
	struct store_opts o = rig_store_opts();
	const struct store_account a = { .name = "one", .plugin = "mastodon",
		.realm = "srv", .sees_answers = true };
	struct err e = { 0 };

	o.path = path;
	rig_store = store_open(&o, &e);
	if (rig_store == NULL)
		fail_msg("%s", e.text);
	rig_clients[0].conf = &rig_client;
	rig_clients[0].store = rig_store;
	store_on_change(rig_store, rig_changed, NULL);
	store_sync_accounts(rig_store, &a, 1, rig_synced, NULL);
	fake_settle();
}

/* rig_client is another one now. */
static __attribute__((unused)) void
rig_reconfigure(void)
{
	struct store_opts o = rig_store_opts();

	store_reconfigure(rig_store, &o);
	alert_reconfigure(rig_alert, &rig_config, rig_clients, 1);
}

static void
rig_start(bool dry)
{
	rig_alert = alert_new(&rig_config, rig_clients, 1, NULL, dry);
	fake_advance(1000);
}

/* As the service ends: the store first. */
static void
rig_stop(void)
{
	rig_life++;
	store_close(rig_store);
	rig_store = rig_clients[0].store = NULL;
	alert_free(rig_alert);
	rig_alert = NULL;
}

static void
rig_restart(void)
{
	rig_stop();
	rig_open();
	rig_start(false);
}

/* Posts arrive by a poll. */
static void
rig_poll(const struct hark_post *p, size_t n, bool baseline)
{
	struct store_batch b = { .account = "one", .op = HARK_POLL,
		.now = loop_now(), .feed = "mentions", .cursor = "1",
		.complete = true, .baseline = baseline, .self_id = "us",
		.self_handle = "@shop", .posts = p, .n_posts = n };

	store_ingest(rig_store, &b, rig_ingested, NULL);
	fake_advance(300);
}

static struct hark_post
rig_post(const char *id, const char *author, const char *text)
{
	return (struct hark_post){ .id = id, .author = author,
		.handle = author, .name = author, .text = text,
		.url = "https://srv.example/post", .created = loop_now(),
		.kind = HARK_MENTION, .visibility = HARK_PUBLIC };
}

static void
rig_ask(const char *id, const char *author, const char *text)
{
	struct hark_post p = rig_post(id, author, text);

	rig_poll(&p, 1, false);
}

static struct hark_post
rig_reply(const char *id, const char *parent, const char *text)
{
	struct hark_post p = rig_post(id, "us", text);

	p.parent = parent;
	p.kind = HARK_OWN;
	return p;
}

static void
rig_find(const struct hark_post *p, size_t n)
{
	rig_found = p;
	rig_n_found = n;
}

/* --- what left --- */

/* Mails accepted so far, for one address or all. */
static size_t
rig_accepted(const char *to)
{
	size_t n = 0;

	for (size_t i = 0; i < fake_mail_count(); i++)
		n += fake_mail(i)->outcome == SMTP_ACCEPTED &&
		    (to == NULL || strcmp(fake_mail(i)->to, to) == 0);
	return n;
}

/* The last one accepted for an address. */
static const char *
rig_last(const char *to)
{
	for (size_t i = fake_mail_count(); i > 0; i--)
		if (fake_mail(i - 1)->outcome == SMTP_ACCEPTED &&
		    strcmp(fake_mail(i - 1)->to, to) == 0)
			return fake_mail(i - 1)->text;
	fail_msg("no mail to %s", to);
	return "";
}

static void
rig_has(const char *s, const char *part)
{
	if (strstr(s, part) == NULL)
		fail_msg("expected: %s\nin: %.3000s", part, s);
}

static void
rig_hasnt(const char *s, const char *part)
{
	if (strstr(s, part) != NULL)
		fail_msg("found: %s\nin: %.3000s", part, s);
}

static struct { int pending, sent, failed, dropped, attempts; } rig_box;

static void
rig_boxed(void *arg, const struct err *e, const struct outbox_row *rows,
    size_t n, int64_t next)
{
	(void)arg, (void)next;
	assert_int_equal(e->code, ERR_OK);
	memset(&rig_box, 0, sizeof(rig_box));
	for (size_t i = 0; i < n; i++) {
		rig_box.pending += rows[i].state == OUTBOX_PENDING;
		rig_box.sent += rows[i].state == OUTBOX_SENT;
		rig_box.failed += rows[i].state == OUTBOX_FAILED;
		rig_box.dropped += rows[i].state == OUTBOX_DROPPED;
		rig_box.attempts += (int)rows[i].attempts;
	}
}

static void
rig_look(void)
{
	store_outbox_list(rig_store, false, 0, rig_boxed, NULL);
	fake_settle();
}

static enum log_level rig_log_level = LOG_L_ERR;
static struct buf rig_log = BUF_INIT;

static void
rig_logged(enum log_level level, const char *line)
{
	if (level <= rig_log_level)
		buf_addf(&rig_log, "%s\n", line);
}

/* --- set up --- */

static int
rig_setup(void **state)
{
	struct err e = { 0 };

	(void)state;
	fake_clock(NOW);
	log_set_sink(rig_logged);
	log_set_level(LOG_L_INFO);
	rig_log_level = LOG_L_INFO;
	memset(rig_recipients, 0, sizeof(rig_recipients));
	rig_recipients[0].name = rig_anna;
	rig_recipients[0].address = rig_anna_at;
	rig_recipients[1].name = rig_ben;
	rig_recipients[1].address = rig_ben_at;
	memset(rig_accounts, 0, sizeof(rig_accounts));
	rig_accounts[0].name = rig_one;
	rig_accounts[1].name = rig_two;
	memset(&rig_client, 0, sizeof(rig_client));
	rig_client.name = rig_acme;
	rig_client.lang = rig_de;
	rig_client.hours = hours_new("Europe/Berlin", &e);
	rig_client.collect_ms = 2 * MIN;
	rig_client.remind_ms = 4 * HOUR;
	rig_client.group_ms = HOUR;
	rig_client.recipients = rig_recipients;
	rig_client.n_recipients = 1;
	rig_client.accounts = rig_accounts;
	rig_client.n_accounts = 1;
	memset(&rig_config, 0, sizeof(rig_config));
	rig_config.mail.server = rig_server;
	rig_config.mail.from = rig_from;
	rig_config.admin = rig_admin;
	rig_config.clients = &rig_client;
	rig_config.n_clients = 1;
	rig_rereads = 0;
	rig_reads = READ_FINE;
	rig_find(NULL, 0);
	rig_n_health = 0;
	snprintf(rig_dir, sizeof(rig_dir), "%s/hark-alert-XXXXXX", rig_tmp);
	assert_non_null(mkdtemp(rig_dir));
	rig_classifier = classify_load(NULL, &e);
	rig_open();
	rig_poll(NULL, 0, true);
	rig_start(false);
	return 0;
}

static int
rig_teardown(void **state)
{
	AUTO(free_p) char *rm = xasprintf("rm -rf %s", rig_dir);

	(void)state;
	if (rig_store != NULL)
		rig_stop();
	fake_settle();
	hours_free(rig_client.hours);
	classify_free(rig_classifier);
	fake_free();
	log_set_sink(NULL);
	buf_free(&rig_log);
	return system(rm);
}

#pragma GCC diagnostic pop

#endif
