/* SPDX-License-Identifier: ISC */

/*
 * A month at a bakery, played through poller, store, clock and mails, with
 * every row of the clock and every rule of ringing in it; see
 * month/december.txt.  Each mail is accounted for.
 *
 * HARK_MONTH=DIR writes each mail into DIR/de and DIR/en, to be read by
 * people, and DIR/de.txt, a list of them.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/box.h"
#include "core/month/checks.h"
#include "core/month/desk.h"
#include "core/month/net.h"

#include "alert/alert.h"
#include "alert/digest_when.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "command/command.h"
#include "config/config.h"
#include "poll/poll.h"

static char dir[64];
static struct config *config;
static struct classifier *ear;
static struct poll *network;
static struct alert *alert;
static struct command *mailbox;
static struct timer *idle;
static bool mail_fails;

/* --- the daemon --- */

static void
on_change(void *arg, struct store *s)
{
	(void)arg, (void)s;
	if (alert != NULL)
		alert_kick(alert, &client);
}

static void
on_health(void *arg, const struct account_health *h)
{
	(void)arg;
	if (alert != NULL)
		alert_health(alert, h);
}

static void
on_down(void *arg, bool down)
{
	(void)arg;
	if (alert != NULL)
		alert_network_down(alert, down);
}

static void
on_idle(void *arg)
{
	(void)arg;
	timer_start(idle, store_idle(client.store, loop_now()) ? 20 :
	    10 * WHEN_MINUTE);
}

static void
start(void)
{
	const struct conf_client *c = &config->clients[0];
	AUTO(free_p) char *path = xasprintf("%s/baeckerei.db", dir);
	static const struct poll_hooks hooks = { .health = on_health,
		.network_down = on_down };
	struct err e = { 0 };

	client.conf = c;
	client.store = store_open(&(struct store_opts){ .client = c->name,
	    .path = path, .classifier = ear, .lang = c->lang,
	    .automatic = (const char *const *)(void *)c->automatic,
	    .zone = c->zone, .hours = c->hours, .due_ms = c->due_ms }, &e);
	if (client.store == NULL)
		fail_msg("%s", e.text);
	store_on_change(client.store, on_change, NULL);
	network = poll_new(config, &client, 1, &hooks, 7);
	alert = alert_new(config, &client, 1, network, false);
	mailbox = command_new(config, &client, 1, alert);
	timer_start(idle, WHEN_SECOND);
	fake_settle();
}

static void
stop(void)
{
	timer_stop(idle);
	store_close(client.store);
	client.store = NULL;
	command_free(mailbox);
	box.idle = NULL;
	alert_free(alert);
	alert = NULL;
	poll_free(network);
	fake_settle();
}

static void
post_office(void *arg, const char *to, const char *text, struct smtp_result *r)
{
	(void)arg, (void)to, (void)text;
	if (mail_fails) {
		r->outcome = SMTP_TEMPORARY;
		err_set(&r->err, ERR_NET, "no connection");
	}
}

/* --- what happens --- */

static void
happen(struct event *ev)
{
	struct mpost *p;

	switch (ev->kind) {
	case EV_SAY:
		arrived[n_arrived++] = ev->post;
		break;
	case EV_EDIT:
		p = post_named(ev->a);
		free(p->text);
		p->text = xstrdup(ev->text);
		p->edited = ev->at;
		break;
	case EV_DELETE:
		post_named(ev->a)->gone = true;
		break;
	case EV_LIKE:
		post_named(ev->a)->flags |= HARK_POST_LIKED;
		break;
	case EV_ACT:
		desk_act(ev);
		break;
	case EV_SEND:
		desk_send(ev);
		break;
	case EV_VIP:
		desk_vip(ev);
		break;
	case EV_NET:
		make(ev->a, ev->b);
		break;
	case EV_MAIL:
		mail_fails = strcmp(ev->a, "fails") == 0;
		break;
	case EV_RESTART:
		stop();
		start();
		break;
	case EV_BEGIN:
		start();
		break;
	case EV_END:
		break;
	}
}

static void
on_status(void *arg, const struct err *e, const struct store_status *st)
{
	int64_t *done = arg;

	assert_int_equal(e->code, ERR_OK);
	*done = st->commands[COMMAND_DONE];
}

/* Each mail that staff sent did what it said. */
static void
check_commands(void)
{
	int64_t done = -1, sent = 0;

	for (size_t i = 0; i < n_events; i++)
		sent += events[i].kind == EV_SEND;
	store_status(client.store, loop_now(), false, on_status, &done);
	fake_settle();
	assert_true(sent > 0);
	assert_int_equal(done, sent);
}

/* --- for people --- */

/* "12-05 17:32 theke bell Frage von ..." */
static void
list_mails(struct buf *b)
{
	for (size_t i = 0; i < n_mails; i++) {
		char day[16], clock[16];

		digest_day_name(hours_date(wall, mails[i].at), day);
		hours_format(wall, mails[i].at, "de", "time", clock,
		    sizeof(clock));
		buf_addf(b, "%s %s %-10.*s %-9s %s\n", day + 5, clock,
		    (int)strcspn(mails[i].to, "@"), mails[i].to,
		    words_of(&mails[i]), mails[i].subject);
	}
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void
write_mails(const char *to, const struct buf *list)
{
	char path[256];

	mkdir(to, 0755);
	snprintf(path, sizeof(path), "%s/%s.txt", to, lang);
	write_file(path, list->data);
	snprintf(path, sizeof(path), "%s/%s-why.txt", to, lang);
	write_file(path, why.data);
	snprintf(path, sizeof(path), "%s/%s", to, lang);
	mkdir(path, 0755);
	for (size_t i = 0; i < n_mails; i++) {
		snprintf(path, sizeof(path), "%s/%s/%03zu-%.*s.eml", to, lang,
		    i + 1, (int)strcspn(mails[i].to, "@"), mails[i].to);
		write_file(path, mails[i].text);
	}
}

/* --- the month --- */

static void
quiet(enum log_level level, const char *line)
{
	if (level <= LOG_L_ERR || getenv("HARK_MONTH_LOG") != NULL)
		print_message("%s\n", line);
}

static void
configure(void)
{
	AUTO(free_p) char *path = xasprintf("%s/harkd.conf", dir);
	AUTO(free_p) char *secret = xasprintf("%s/commands", dir);
	FILE *in = fopen(month_path("harkd.conf"), "r"), *out;
	struct err e = { 0 };
	char line[256];

	out = fopen(path, "w");
	assert_non_null(in);
	assert_non_null(out);
	while (fgets(line, sizeof(line), in) != NULL)
		if (strstr(line, "= LANGUAGE") != NULL)
			fprintf(out, "language = %s\n", lang);
		else
			fputs(line, out);
	fclose(in);
	fclose(out);
	umask(077);
	write_file(secret, "sesame\n");
	setenv("CREDENTIALS_DIRECTORY", dir, 1);
	config = config_read(&(struct config_opts){ .file = path,
	    .linked = month_nets }, &e);
	if (config == NULL)
		fail_msg("%s", e.text);
}

static void
live(void)
{
	for (size_t i = 0; i < n_events; i++) {
		if (events[i].at > loop_now())
			fake_advance(events[i].at - loop_now());
		happen(&events[i]);
	}
}

static void
play(const char *language)
{
	const char *to = getenv("HARK_MONTH");
	AUTO(free_p) char *rm = NULL;
	struct buf list = BUF_INIT;
	struct err e = { 0 };

	lang = language;
	/* Nothing here has to survive: memory, where there is such a place. */
	snprintf(dir, sizeof(dir), "%s/hark-month-XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	assert_non_null(mkdtemp(dir));
	rm = xasprintf("rm -rf %s", dir);
	wall = hours_new("Europe/Berlin", &e);
	log_set_sink(quiet);
	fake_clock(when_parse("2026-11-29T05:00:00Z"));
	fake_http(serve, NULL);
	fake_smtp(post_office, NULL);
	memset(&box, 0, sizeof(box));
	box.validity = 7;
	box.log = (struct buf)BUF_INIT;
	fake_stream(box_serve, NULL);
	read_script("december.txt");
	configure();
	/* As installed. */
	ear = classify_load("conf/hark.model", &e);
	assert_non_null(ear);
	idle = timer_new(on_idle, NULL);
	live();
	collect();
	list_mails(&list);
	ask_why();
	if (to != NULL)
		write_mails(to, &list);
	check_people();
	check_bells();
	check_caps();
	check_crowd();
	check_digests();
	check_put_off();
	check_told();
	check_words();
	check_dates();
	check_rows();
	check_shape();
	check_links();
	check_merged();
	check_repeats();
	check_kinds();
	check_days();
	check_commands();
	forget();
	stop();
	timer_free(idle);
	classify_free(ear);
	config_free(config);
	hours_free(wall);
	forget_script();
	forget_networks();
	buf_free(&list);
	buf_free(&box.log);
	log_set_sink(NULL);
	fake_free();
	assert_int_equal(system(rm), 0);
}

static void
test_in_german(void **state)
{
	(void)state;
	play("de");
}

/* The same days once more: for those who read. */
static void
test_in_english(void **state)
{
	(void)state;
	play("en");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_in_german),
	}, read[] = {
		cmocka_unit_test(test_in_german),
		cmocka_unit_test(test_in_english),
	};

	return getenv("HARK_MONTH") == NULL ?
	    cmocka_run_group_tests_name("month", tests, NULL, NULL) :
	    cmocka_run_group_tests_name("month", read, NULL, NULL);
}
