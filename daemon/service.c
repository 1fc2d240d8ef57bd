/* SPDX-License-Identifier: ISC */

/*
 * The running daemon.  Start: configuration, loop, network, classifier,
 * stores, poll, alert, socket.  Stop: the reverse.  A client whose database
 * cannot be opened is reported and left out; the others go on.
 */

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "alert/alert.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/notify.h"
#include "base/when.h"
#include "command/command.h"
#include "control/control.h"
#include "net/exec.h"
#include "net/http.h"
#include "net/smtp.h"
#include "net/stream.h"
#include "poll/poll.h"
#include "service_int.h"
#include "store/questions.h"

#define MAX_CLIENTS	4096	/* pointers into the array stay valid */
#define STOP_LIMIT	(4 * WHEN_SECOND + 500)
#define IDLE_FIRST	(2 * WHEN_SECOND)

/* The place of clients that a reload removed. */
static const struct conf_client removed = { .name = (char *)(uintptr_t)"",
	.lang = (char *)(uintptr_t)"en" };

/* --- stores ------------------------------------------------------------------ */

static void
on_change(void *arg, struct store *st)
{
	struct service *s = arg;

	for (size_t i = 0; i < s->n_clients; i++)
		if (s->clients[i].store == st) {
			if (s->alert != NULL)
				alert_kick(s->alert, &s->clients[i]);
			if (s->control != NULL)
				control_changed(s->control, &s->clients[i]);
		}
}

static struct store_opts
store_opts_of(const struct service *s, const struct conf_client *cf,
    const char *path)
{
	return (struct store_opts){
		.client = cf->name, .path = path, .classifier = s->classifier,
		.lang = cf->lang,
		.automatic = (const char *const *)(void *)cf->automatic,
		.zone = cf->zone, .hours = cf->hours, .due_ms = cf->due_ms,
		.flood_n = cf->flood_n, .flood_ms = cf->flood_ms,
	};
}

static void
open_store(struct service *s, struct client *c)
{
	AUTO(free_p) char *path = xasprintf("%s/%s.db", s->config->state_dir,
	    c->conf->name);
	struct store_opts o = store_opts_of(s, c->conf, path);

	memset(&c->broken, 0, sizeof(c->broken));
	c->store = store_open(&o, &c->broken);
	if (c->store == NULL) {
		log_err("client %s: %s", c->conf->name, c->broken.text);
		return;
	}
	store_on_change(c->store, on_change, s);
	if (store_unverified(c->store))
		verify_start(s, c->store, path);
}

static void
set_limits(struct service *s)
{
	for (size_t i = 0; i < s->n_clients; i++)
		for (size_t j = 0; j < s->clients[i].conf->n_limits; j++)
			classify_set_limits(s->classifier,
			    &s->clients[i].conf->limits[j]);
}

/* --- reload --------------------------------------------------------------------- */

/* Everything queued with the old configuration has called back: free it. */
struct barrier {
	struct config *old;
	struct classifier *classifier;
	size_t left;
};

static void
on_barrier(void *arg, const struct err *e, const struct store_status *st)
{
	struct barrier *b = arg;

	(void)e, (void)st;
	if (--b->left > 0)
		return;
	config_free(b->old);
	classify_free(b->classifier);
	free(b);
}

static const struct conf_client *
find_client(const struct config *cf, const char *name)
{
	for (size_t i = 0; i < cf->n_clients; i++)
		if (strcmp(cf->clients[i].name, name) == 0)
			return &cf->clients[i];
	return NULL;
}

static int
check_reload(const struct service *s, const struct config *cf, struct err *e)
{
	if (strcmp(cf->state_dir, s->config->state_dir) != 0)
		return err_set(e, ERR_CONFIG, "%s: state-dir has changed; that "
		    "needs a restart", cf->file);
	if (strcmp(cf->socket, s->config->socket) != 0)
		return err_set(e, ERR_CONFIG, "%s: socket has changed; that "
		    "needs a restart", cf->file);
	if (s->n_clients + cf->n_clients > MAX_CLIENTS)
		return err_set(e, ERR_LIMIT, "%s: too many clients for a reload; "
		    "restart harkd", cf->file);
	return 0;
}

/* From programs that harkd runs: tokens, passwords and conversations. */
static void
hide_from_programs(const struct config *cf)
{
	const char *const *named = secret_files();
	const char **paths;
	size_t n = 0;

	while (named[n] != NULL)
		n++;
	paths = xcalloc(n + 4, sizeof(*paths));
	memcpy(paths, named, n * sizeof(*paths));
	paths[n++] = cf->state_dir;
	if (cf->credential_dir != NULL)
		paths[n++] = cf->credential_dir;
	if (getenv("CREDENTIALS_DIRECTORY") != NULL)
		paths[n++] = getenv("CREDENTIALS_DIRECTORY");
	exec_hide(paths);
	free(paths);
}

static int
reload(void *arg, struct err *e)
{
	struct service *s = arg;
	struct config *fresh, *old = s->config;
	struct classifier *ear;
	struct store **closing;
	struct barrier *b;
	size_t n_closing = 0;

	notify_reloading();
	fresh = config_read(&s->opts.config, e);
	if (fresh == NULL || check_reload(s, fresh, e) == -1)
		goto refused;
	ear = classify_load(fresh->model, e);
	if (ear == NULL)
		goto refused;

	closing = xcalloc(s->n_clients, sizeof(*closing));
	b = xcalloc(1, sizeof(*b));
	b->old = old;
	b->classifier = s->classifier;
	b->left = 1;
	s->config = fresh;
	s->classifier = ear;
	hide_from_programs(fresh);
	for (size_t i = 0; i < s->n_clients; i++) {
		struct client *c = &s->clients[i];
		const struct conf_client *now = find_client(fresh,
		    c->conf->name);

		if (now == NULL) {
			if (c->store != NULL)
				closing[n_closing++] = c->store;
			c->store = NULL;
			c->conf = &removed;
			continue;
		}
		c->conf = now;
		if (c->store != NULL) {
			struct store_opts o = store_opts_of(s, now, NULL);

			store_reconfigure(c->store, &o);
		} else {
			open_store(s, c);
		}
	}
	for (size_t i = 0; i < fresh->n_clients; i++) {
		const struct conf_client *cf = &fresh->clients[i];
		bool known = false;

		for (size_t j = 0; j < s->n_clients; j++)
			known |= s->clients[j].conf == cf;
		if (!known) {
			s->clients[s->n_clients].conf = cf;
			open_store(s, &s->clients[s->n_clients++]);
		}
	}
	set_limits(s);
	customers_look(s->customers);
	poll_reconfigure(s->poll, fresh, s->clients, s->n_clients);
	alert_reconfigure(s->alert, fresh, s->clients, s->n_clients);
	if (s->command != NULL)
		command_reconfigure(s->command, fresh, s->clients,
		    s->n_clients);
	if (s->control != NULL)
		control_reconfigure(s->control, fresh, s->clients,
		    s->n_clients);
	for (size_t i = 0; i < n_closing; i++) {
		verify_stop(s, closing[i]);
		store_close(closing[i]);
	}
	free(closing);
	for (size_t i = 0; i < s->n_clients; i++)
		if (s->clients[i].store != NULL) {
			b->left++;
			store_status_part(s->clients[i].store, loop_now(),
			    false, NULL, 0, on_barrier, b);
		}
	log_info("configuration read again: %zu clients", fresh->n_clients);
	on_barrier(b, NULL, NULL);
	notify_ready();
	return 0;

refused:
	config_free(fresh);
	log_err("reload refused, the old configuration stays: %s", e->text);
	notify_ready();
	return -1;
}

static char *
print_config(void *arg)
{
	struct service *s = arg;

	return config_print(s->config, loop_now());
}

/* --- signals and the end --------------------------------------------------------- */

static void
end_loop(void *arg)
{
	(void)arg;
	loop_stop();
}

static void
on_poll_stopped(void *arg)
{
	struct service *s = arg;

	s->poll_stopped = true;
	if (!alert_busy(s->alert))
		loop_stop();
	else
		timer_start(s->stop, WHEN_SECOND);
}

static void
begin_stop(struct service *s)
{
	if (s->stopping) {
		loop_stop();
		return;
	}
	s->stopping = true;
	notify_stopping();
	log_info("stopping");
	timer_start(s->stop, STOP_LIMIT);
	poll_stop(s->poll, on_poll_stopped, s);
}

static void
on_term(void *arg)
{
	begin_stop(arg);
}

static void
on_hup(void *arg)
{
	struct err e = { 0 };

	reload(arg, &e);
}

static void
on_usr1(void *arg)
{
	struct service *s = arg;

	poll_now(s->poll, NULL, NULL);
}

static void
on_health(void *arg, const struct account_health *h)
{
	struct service *s = arg;

	if (s->alert != NULL)
		alert_health(s->alert, h);
}

static void
on_network(void *arg, bool down)
{
	struct service *s = arg;

	if (s->alert != NULL)
		alert_network_down(s->alert, down);
}

/* --once: everything was asked; let what rings leave, then go. */
static void
on_once(void *arg)
{
	struct service *s = arg;

	if (alert_busy(s->alert)) {
		timer_start(s->status, 200);
		return;
	}
	begin_stop(s);
}

static void
on_round(void *arg, bool ok)
{
	struct service *s = arg;

	s->round_ok = ok;
	alert_hurry(s->alert);
	timer_free(s->status);
	s->status = timer_new(on_once, s);
	/* Bells planned by the last commit become rows within a second. */
	timer_start(s->status, 2 * WHEN_SECOND);
}

static uint64_t
seed(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return (uint64_t)ts.tv_nsec << 20 ^ (uint64_t)ts.tv_sec ^
	    (uint64_t)getpid() << 40;
}

static int
start(struct service *s, struct err *e)
{
	const struct config *cf = s->config;
	struct poll_hooks hooks = { .arg = s, .health = on_health,
		.network_down = on_network };
	struct control_hooks ch = { .arg = s, .reload = reload,
		.config = print_config };
	size_t usable = 0;

	if (mkdir(cf->state_dir, 0750) == -1 && errno != EEXIST)
		return err_set(e, ERR_IO, "%s: %s; harkd keeps its databases "
		    "there (state-dir)", cf->state_dir, strerror(errno));
	s->classifier = classify_load(cf->model, e);
	if (s->classifier == NULL)
		return -1;
	s->clients = xcalloc(MAX_CLIENTS, sizeof(*s->clients));
	for (size_t i = 0; i < cf->n_clients; i++) {
		struct client *c = &s->clients[s->n_clients++];

		c->conf = &cf->clients[i];
		open_store(s, c);
		usable += c->store != NULL;
	}
	set_limits(s);
	if (cf->n_clients > 0 && usable == 0) {
		*e = s->clients[0].broken;
		return -1;
	}
	s->customers = customers_new(s);
	if (s->opts.once)
		hooks.round_done = on_round;
	s->poll = poll_new(cf, s->clients, s->n_clients, &hooks, seed());
	s->alert = alert_new(cf, s->clients, s->n_clients, s->poll,
	    s->opts.dry_run);
	if (s->opts.once)
		return 0;
	/* What is said by mail stays there until somebody means it. */
	if (!s->opts.dry_run)
		s->command = command_new(cf, s->clients, s->n_clients,
		    s->alert);
	s->control = control_new(cf, s->clients, s->n_clients, s->poll,
	    s->alert, s->command, s->classifier, &ch, notify_listen_fd(), e);
	return s->control != NULL ? 0 : -1;
}

static void
stop(struct service *s)
{
	/* What is queued calls back while everybody is still there. */
	for (size_t i = 0; i < s->n_clients; i++) {
		verify_stop(s, s->clients[i].store);
		store_close(s->clients[i].store);
		/* Others still call back, and may look for it. */
		s->clients[i].store = NULL;
	}
	customers_end(s->customers);
	control_free(s->control);
	command_free(s->command);
	alert_free(s->alert);
	poll_free(s->poll);
	smtp_free();
	stream_free();
	http_free();
	timer_free(s->idle);
	timer_free(s->retain);
	timer_free(s->status);
	timer_free(s->watchdog);
	timer_free(s->stop);
	classify_free(s->classifier);
	free(s->clients);
	config_free(s->config);
	loop_free();
}

int
service_run(const struct service_opts *opts)
{
	struct service s = { .opts = *opts };
	struct err e = { 0 };
	int rc = EX_OK;

	signal(SIGPIPE, SIG_IGN);
	umask(0027);
	s.config = config_read(&opts->config, &e);
	if (s.config == NULL) {
		log_err("%s", e.text);
		return err_exit(&e);
	}
	if (s.config->log == CONF_DEBUG)
		log_set_level(LOG_L_DEBUG);
	else if (s.config->log == CONF_QUIET)
		log_set_level(LOG_L_WARN);
	hide_from_programs(s.config);
	loop_init();
	http_init(&(struct http_opts){ .user_agent = s.config->user_agent,
	    .ca_file = s.config->ca_file, .max_calls = 64,
	    .max_connections = 1000 });
	loop_on_signal(SIGTERM, on_term, &s);
	loop_on_signal(SIGINT, on_term, &s);
	loop_on_signal(SIGHUP, on_hup, &s);
	loop_on_signal(SIGUSR1, on_usr1, &s);
	s.idle = timer_new(chore_idle, &s);
	s.retain = timer_new(chore_retain, &s);
	s.status = timer_new(chore_status, &s);
	s.stop = timer_new(end_loop, NULL);
	s.watchdog = timer_new(chore_watchdog, &s);

	if (start(&s, &e) == -1) {
		log_err("%s", e.text);
		rc = err_exit(&e);
	} else {
		timer_start(s.idle, IDLE_FIRST);
		timer_start(s.retain, WHEN_MINUTE);
		if (!opts->once)
			timer_start(s.status, 0);
		s.watchdog_ms = notify_watchdog_interval();
		if (s.watchdog_ms > 0)
			timer_start(s.watchdog, 0);
		log_info("harkd %s: %zu clients", VERSION, s.n_clients);
		notify_ready();
		loop_run();
		if (opts->once && !s.round_ok)
			rc = EX_UNAVAILABLE;
	}
	stop(&s);
	return rc;
}
