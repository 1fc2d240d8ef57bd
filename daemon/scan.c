/* SPDX-License-Identifier: ISC */

/*
 * `harkd --scan': read a public profile into a store in memory and say, as
 * JSON lines in the socket's shape, who asked and got no answer, how often
 * answers come, and which posts only advertise.  hark(1) makes it readable.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include <jansson.h>

#include "base/json.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/when.h"
#include "control/show.h"
#include "net/http.h"
#include "net/stream.h"
#include "poll/poll.h"
#include "service.h"
#include "store/questions.h"

#define SCAN_ADS	50

struct scan {
	const struct scan_opts *opts;
	struct client client;
	struct conf_client conf;
	struct config config;
	int64_t since;
	json_t *report;
	struct err err;
};

static void
print_line(json_t *j)
{
	char *line = json_line(j);

	puts(line);
	fflush(stdout);
	free(line);
	json_decref(j);
}

static void
end(void *arg)
{
	(void)arg;
	loop_stop();
}

static void
on_own(void *arg, const struct err *e, const struct own_text *own, size_t n)
{
	struct scan *s = arg;
	json_t *ads = json_array();

	for (size_t i = 0; e->code == ERR_OK && i < n; i++)
		if (own[i].label == LABEL_BROADCAST && !own[i].reply)
			json_array_append_new(ads, show_own(&own[i]));
	json_object_set_new(s->report, "adverts", ads);
	print_line(json_pack("{s:i, s:O}", "id", 1, "row", s->report));
	loop_defer(end, s);
}

static void
on_status(void *arg, const struct err *e, const struct store_status *st)
{
	struct scan *s = arg;

	/* A post seen in two threads is one post. */
	if (e->code == ERR_OK)
		json_object_set_new(s->report, "posts",
		    json_integer(st->posts));
	if (e->code == ERR_OK && st->n_accounts > 0)
		json_object_set_new(s->report, "broadcast",
		    show_talk(&st->accounts[0].talk));
	store_own_posts(s->client.store, "scan", s->since, SCAN_ADS, on_own, s);
}

static void
on_list(void *arg, const struct err *e, const struct question *q, size_t n)
{
	struct scan *s = arg;
	json_t *waiting = json_array();
	int64_t now = loop_now(), due = 0, answered = 0, in_time = 0;

	for (size_t i = 0; e->code == ERR_OK && i < n; i++) {
		const struct tquestion *t = &q[i].q;
		bool done = t->state == Q_ANSWERED;

		if (t->state == Q_WAITING || t->state == Q_PERHAPS)
			json_array_append_new(waiting, show_question(NULL,
			    &q[i], now));
		if (!t->rings || (t->state != Q_WAITING && !done))
			continue;
		/* Not yet due and not answered: says nothing yet. */
		if (!done && now - t->asked_at < WHEN_DAY)
			continue;
		due++;
		answered += done;
		in_time += done && t->first_response_at - t->asked_at <=
		    WHEN_DAY;
	}
	json_object_set_new(s->report, "waiting", waiting);
	json_object_set_new(s->report, "due", json_integer(due));
	json_object_set_new(s->report, "answered", json_integer(answered));
	json_object_set_new(s->report, "answered_in_a_day",
	    json_integer(in_time));
	/* Below ten a percentage would be a lie. */
	json_object_set_new(s->report, "answer_rate", due >= 10 ?
	    json_real((double)in_time / (double)due) : json_null());
	store_status(s->client.store, now, true, on_status, s);
}

static void
on_scanned(void *arg, const struct err *e, const struct poll_scan_result *r)
{
	struct scan *s = arg;
	struct question_filter f = { .open = true, .perhaps = true,
		.ended = true, .since = s->since, .max = 10000 };
	json_t *blind = json_array();

	for (size_t i = 0; r->blind[i] != NULL; i++)
		json_array_append_new(blind, json_string(r->blind[i]));
	if (e->code != ERR_OK) {
		s->err = *e;
		json_decref(blind);
		loop_defer(end, s);
		return;
	}
	s->report = json_pack("{s:s, s:s?, s:i, s:I, s:o}", "url",
	    s->opts->url, "handle", r->handle, "days", s->opts->days, "posts",
	    (json_int_t)r->posts, "unseen", blind);
	store_list(s->client.store, &f, on_list, s);
}

static void
on_progress(void *arg, int64_t posts, int64_t requests)
{
	(void)arg;
	print_line(json_pack("{s:i, s:{s:I, s:I}}", "id", 1, "progress",
	    "posts", (json_int_t)posts, "requests", (json_int_t)requests));
}

static int
fail(const struct err *e)
{
	print_line(json_pack("{s:i, s:b, s:b, s:s}", "id", 1, "end", 1, "ok", 0,
	    "error", e->text));
	return err_exit(e);
}

int
scan_run(const struct scan_opts *opts)
{
	struct scan s = { .opts = opts };
	struct err e = { 0 };
	struct plugin_set *plugins;
	const struct hark_plugin *pl;
	struct classifier *ear;
	int rc = EX_OK;

	if (opts->plugin_dir == NULL)
		err_set(&e, ERR_CONFIG, "no plugins at " LIBDIR "/hark; "
		    "name their folder with -P");
	plugins = opts->plugin_dir != NULL ?
	    plugin_load_dir(opts->plugin_dir, &e) : NULL;
	if (plugins == NULL)
		return fail(&e);
	pl = plugin_for_url(plugins, opts->url);
	if (pl == NULL) {
		err_set(&e, ERR_USAGE, "%s: not an address of a profile that "
		    "hark can read without an account (Mastodon: "
		    "https://server/@name)", opts->url);
		rc = fail(&e);
		plugin_set_free(plugins);
		return rc;
	}
	ear = classify_load(opts->model, &e);
	if (ear == NULL) {
		plugin_set_free(plugins);
		return fail(&e);
	}
	loop_init();
	http_init(&(struct http_opts){
	    .user_agent = "hark/" VERSION " (scan; +https://hark.example)",
	    .ca_file = opts->ca_file, .max_calls = 4, .max_connections = 8 });
	s.conf.name = (char *)(uintptr_t)"scan";
	s.conf.lang = (char *)(uintptr_t)opts->lang;
	s.client.conf = &s.conf;
	s.since = loop_now() - opts->days * WHEN_DAY;
	s.client.store = store_open(&(struct store_opts){ .client = "scan",
	    .classifier = ear, .lang = opts->lang }, &s.err);
	if (s.client.store != NULL) {
		poll_scan(&s.config, &s.client, pl, opts->url, s.since,
		    on_progress, on_scanned, &s);
		loop_run();
		store_close(s.client.store);
	}
	if (s.err.code != ERR_OK)
		rc = fail(&s.err);
	else
		print_line(json_pack("{s:i, s:b, s:b}", "id", 1, "end", 1, "ok",
		    1));
	json_decref(s.report);
	stream_free();
	http_free();
	classify_free(ear);
	plugin_set_free(plugins);
	loop_free();
	return rc;
}
