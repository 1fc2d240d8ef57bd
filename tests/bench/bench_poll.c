/* SPDX-License-Identifier: ISC */

/*
 * Asking for news where there are none: scheduler, task, plugin, fetch, HTTP,
 * in this process, against a server in another.  The floor is libcurl's multi
 * interface on libevent with nothing around it, for the same requests with
 * the same headers, as many at a time.  CPU time of this process only; the
 * database must not change by a byte.
 */

#include <sys/stat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/table.h"
#include "bench/bare.h"
#include "bench/bench.h"
#include "net/http.h"
#include "poll/poll.h"
#include "servers/spawn.h"

#define ACCOUNTS	100
#define FEEDS		2
#define WARM		3
#define ROUNDS		15
#define TIMES		5		/* every feed, in one round */

extern const struct hark_plugin hark_plugin_mastodon;
static struct hark_plugin plugin;	/* without a limit per host */
static int answers, wanted;
static struct timer *pause_timer;

/* Count what comes back; when all is there, let the tasks end. */
static void
counting_step(struct hark_task *t, const struct hark_event *ev)
{
	if (ev->type == HARK_START)
		hark_plugin_mastodon.begin(t);
	else if (ev->type == HARK_RESPONSE)
		hark_plugin_mastodon.on[ev->tag](t, &ev->response);
	if (ev->type == HARK_RESPONSE && ++answers == wanted)
		timer_start(pause_timer, 2);
}

static void
on_pause(void *arg)
{
	(void)arg;
	loop_stop();
}

static char *
write_config(const char *dir, const char *server, char kind)
{
	char *path = xasprintf("%s/poll.conf", dir);
	FILE *f = fopen(path, "w");

	if (f == NULL)
		fatal("%s: cannot write", path);
	fprintf(f, "state-dir = \"%s\"\nsocket = \"/tmp/s\"\nsocket-group = \"\"\n"
	    "credential-dir = \"%s\"\nadmin = {\"admin@example.org\"}\n"
	    "mail {\n\tserver = \"smtp://127.0.0.1:9\"\n\ttls = never\n"
	    "\tfrom = \"hark@example.org\"\n}\n"
	    "client \"bench\" {\n\trecipient \"team\" { mail = "
	    "\"team@example.org\" }\n", dir, dir);
	for (int i = 0; i < ACCOUNTS; i++) {
		AUTO(free_p) char *cred = xasprintf("%s/%c%d", dir, kind, i);
		FILE *c = fdopen(open(cred, O_WRONLY | O_CREAT | O_TRUNC, 0600),
		    "w");

		if (c == NULL)
			fatal("%s: cannot write", cred);
		fprintf(c, "%c%d\n", kind, i);
		fclose(c);
		fprintf(f, "\tmastodon \"shop%d\" { server = \"%s\" token = "
		    "\"%c%d\" interval = \"1h\" }\n", i, server, kind, i);
	}
	fprintf(f, "}\n");
	fclose(f);
	return path;
}

/* What a write would move. */
struct trace {
	struct stat db, wal;
};

static void
look(const char *path, struct trace *t)
{
	AUTO(free_p) char *wal = xasprintf("%s-wal", path);

	memset(t, 0, sizeof(*t));
	if (stat(path, &t->db) == -1)
		fatal("%s: no database", path);
	(void)stat(wal, &t->wal);
}

static bool
same(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size &&
	    a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	    a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* All feeds, as often as told; CPU time of one request. */
static double
poll_all(struct poll *p, int times)
{
	double t = bench_cpu();

	for (int i = 0; i < times; i++) {
		answers = 0;
		wanted = ACCOUNTS * FEEDS;
		poll_now(p, NULL, NULL);
		loop_run();
	}
	return (bench_cpu() - t) / (times * ACCOUNTS * FEEDS);
}

static void
on_round(void *arg, bool ok)
{
	(void)arg;
	if (!ok)
		fatal("the first round failed");
	loop_stop();
}

static void
on_stopped(void *arg)
{
	(void)arg;
	loop_stop();
}

static void
measure(const char *name, const char *server, char kind)
{
	AUTO(free_p) char *here = bench_path("poll");
	AUTO(free_p) char *top = getcwd(NULL, 0);
	AUTO(free_p) char *dir = xasprintf("%s/%s", top, here);
	AUTO(free_p) char *db = xasprintf("%s/bench.db", dir);
	AUTO(free_p) char *conf = NULL;
	static const struct hark_plugin *linked[] = { &plugin, NULL };
	struct poll_hooks hooks = { .round_done = on_round };
	struct err e = { 0 };
	struct client c = { 0 };
	struct classifier *ear = classify_load(NULL, &e);
	double ours[ROUNDS], floor[ROUNDS], ratio[ROUNDS];
	struct trace before, after;
	struct config *cf;
	struct poll *p;
	struct bare *bare;

	directory_remove(dir);
	if (mkdir(dir, 0700) == -1 || ear == NULL)
		fatal("%s: cannot make", dir);
	conf = write_config(dir, server, kind);
	if ((cf = config_read(&(struct config_opts){ .file = conf,
	    .linked = linked }, &e)) == NULL)
		fatal("%s", e.text);
	http_init(&(struct http_opts){ .user_agent = cf->user_agent });
	c.conf = &cf->clients[0];
	if ((c.store = store_open(&(struct store_opts){ .client = "bench",
	    .path = db, .classifier = ear }, &e)) == NULL)
		fatal("%s", e.text);
	p = poll_new(cf, &c, 1, &hooks, 7);
	loop_run();
	bare = bare_new(server, kind, ACCOUNTS, cf->user_agent);
	poll_all(p, WARM);
	bare_all(bare, WARM);
	look(db, &before);
	for (int r = 0; r < ROUNDS; r++) {
		double t = bench_cpu();

		bare_all(bare, TIMES);
		floor[r] = (bench_cpu() - t) / (TIMES * ACCOUNTS * FEEDS);
		ours[r] = poll_all(p, TIMES);
		ratio[r] = ours[r] / floor[r];
	}
	look(db, &after);
	if (!same(&before.db, &after.db) || !same(&before.wal, &after.wal))
		fatal("%s: polls without news wrote to the database", name);
	bench_say(name, bench_median(ours, ROUNDS), "us/poll",
	    bench_median(ours, ROUNDS) / bench_median(ratio, ROUNDS));
	bare_free(bare);
	poll_stop(p, on_stopped, NULL);
	loop_run();
	poll_free(p);
	http_free();
	store_close(c.store);
	config_free(cf);
	classify_free(ear);
	directory_remove(dir);
}

int
main(int argc, char **argv)
{
	AUTO(free_p) char *program = NULL;
	AUTO(free_p) char *url = NULL;
	const char *args[2] = { NULL, NULL };
	struct server s;

	(void)argc;
	program = xasprintf("%.*sserver", (int)(strlen(argv[0]) -
	    strlen("poll")), argv[0]);
	args[0] = program;
	s = server_start(args);
	url = xasprintf("http://127.0.0.1:%d", s.port);
	loop_init();
	log_set_level(LOG_L_WARN);
	pause_timer = timer_new(on_pause, NULL);
	plugin = hark_plugin_mastodon;
	plugin.step = counting_step;
	plugin.begin = NULL;
	plugin.on = NULL;
	plugin.interval = 0;
	plugin.burst = 1000000;
	measure("poll_unchanged_us", url, 'o');
	measure("poll_304_us", url, 'e');
	timer_free(pause_timer);
	loop_free();
	server_stop(&s);
	return 0;
}
