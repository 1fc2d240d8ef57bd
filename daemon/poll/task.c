/* SPDX-License-Identifier: ISC */

/* One run of one operation, from START to its last commit; see task.h. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/when.h"
#include "poll/task_int.h"

#define TASK_TIME	(15 * WHEN_MINUTE)	/* longer than any honest run */

void
task_forget_effects(struct task *t)
{
	t->run.first = NULL;
	t->run.last = &t->run.first;
}

void
task_request_free(struct request *q)
{
	fetch_cancel(q->fetch);
	timer_free(q->timer);
	free(q);
}

static void
requests_free(struct request **list)
{
	struct request *q;

	while ((q = *list) != NULL) {
		*list = q->next;
		task_request_free(q);
	}
}

/* Nothing more is asked, and nothing that comes is heard. */
static void
hang_up(struct task *t)
{
	struct pipe *p;

	requests_free(&t->waiting);
	requests_free(&t->running);
	while ((p = t->pipes) != NULL) {
		t->pipes = p->next;
		wire_close(p->wire);
		free(p);
	}
}

void
task_destroy(struct task *t)
{
	hang_up(t);
	login_wait_cancel(t->wait);
	arena_free(t->args);
	timer_free(t->begin);
	timer_free(t->deadline);
	run_clear(&t->run);
	free(t->posts);
	free(t->kept);
	free(t->missing);
	free(t->blind);
	free(t->etag);
	free(t->last_modified);
	free(t->anchor);
	free(t);
}

static void
end(struct task *t)
{
	struct task_result r = {
		.error = t->run.error, .why = t->run.why,
		.unreachable = t->unreachable, .unknown = t->unknown,
		.not_before = t->not_before, .posted = t->posted,
		.posts = t->total, .odd = t->odd, .budget = t->broke,
		.pays = t->pays,
	};
	static const char *const none[] = { NULL };
	task_done_fn *fn = t->fn;
	void *arg = t->arg;

	if (t->store_err.code != ERR_OK) {
		r.error = HARK_E_LATER;
		r.why = t->store_err.text;
	}
	r.blind = t->blind != NULL ? t->blind : none;
	t->ending = true;
	t->acct->running--;
	/* One that hangs up at once is not asked again at once. */
	if (t->feed != NULL)
		t->feed->lingered = t->lingers &&
		    loop_mono() - t->since >= WHEN_MINUTE;
	fn(arg, &r);
	poll_task_ended(t->acct->poll, t->acct, t->lingers);
	task_destroy(t);
}

/* --- once more with another token ------------------------------------------ */

static void
run_begin(struct task *t)
{
	struct acct *a = t->acct;

	run_init(&t->run, a->conf->plugin, a->conf->options);
	t->run.kept = acct_kept;
	t->run.kept_arg = a;
	t->generation = login_generation(a->login);
}

static void
on_renewed(void *arg, const struct err *e, int64_t not_before)
{
	struct task *t = arg;
	struct hark_event ev;

	t->wait = NULL;
	if (e->code != ERR_OK) {
		if (e->code != ERR_CONFIG) {
			t->run.error = HARK_E_LATER;
			t->not_before = not_before;
		}
		t->run.why = arena_strdup(t->run.arena, e->text);
		task_go_on(t);
		return;
	}
	run_clear(&t->run);
	free(TAKE(t->blind));
	t->n_blind = 0;
	t->posted = NULL;
	run_begin(t);
	ev = t->start;
	ev.now = loop_now();
	if (t->feed != NULL)
		ev.start.cursor = t->feed->cursor;
	run_step(&t->run, &ev, NULL);
	task_perform(t);
}

/* The plugin says that our credentials are refused: is it only the token? */
static bool
renew(struct task *t)
{
	if (t->run.error != HARK_E_AUTH || t->args == NULL || t->renewed ||
	    t->store_err.code != ERR_OK || t->final_sent)
		return false;
	/* What was collected lives in memory that goes away. */
	if (t->n_posts > 0 || t->n_kept > 0 || t->n_missing > 0 ||
	    t->self_id != NULL) {
		task_commit(t, NULL, false);
		return true;
	}
	t->renewed = true;
	hang_up(t);
	login_refused(t->acct->login, t->generation);
	t->wait = login_wait(t->acct->login, on_renewed, t);
	return true;
}

static void
on_deadline(void *arg)
{
	struct task *t = arg;

	task_forget_effects(t);
	t->unknown = t->op == HARK_REPLY;
	run_fail(&t->run, HARK_E_LATER, "not finished after %lld minutes",
	    (long long)(TASK_TIME / WHEN_MINUTE));
	task_perform(t);
}

void
task_go_on(struct task *t)
{
	struct request *q;

	if (t->ingesting > 0 || t->ending || t->wait != NULL)
		return;
	if (t->store_err.code != ERR_OK && !t->run.over) {
		task_forget_effects(t);
		run_fail(&t->run, HARK_E_LATER, "%s", t->store_err.text);
	}
	if (t->run.over && renew(t))
		return;
	if (t->run.over) {
		hang_up(t);
		if (!t->final_sent && t->store_err.code == ERR_OK &&
		    task_has_news(t)) {
			t->final_sent = true;
			task_commit(t, NULL, t->run.error == 0);
			return;
		}
		end(t);
		return;
	}
	while ((q = t->waiting) != NULL) {
		t->waiting = q->next;
		if (q->stream != NULL) {
			task_stream(t, q->stream);
			task_request_free(q);
			continue;
		}
		q->next = t->running;
		t->running = q;
		if (q->timer != NULL)
			continue;
		q->fetch = fetch_start(t->acct, q->rq, t->op, task_purpose(t),
		    t->feed != NULL ? t->feed->etag : NULL,
		    t->feed != NULL ? t->feed->last_modified : NULL,
		    task_on_fetched, q);
	}
	if (t->running == NULL && t->pipes == NULL) {
		task_forget_effects(t);
		run_fail(&t->run, HARK_E_PROTOCOL,
		    "the plugin waits for nothing");
		task_go_on(t);
	}
}

/* Keep what the start event lends, to begin again. */
static void
keep_start(struct task *t, const struct hark_event *ev)
{
	struct arena *a = t->args = arena_new();
	struct hark_event *c = &t->start;
	const char **ids;
	size_t n = 0;

	*c = *ev;
	c->start.url = arena_strdup(a, ev->start.url);
	c->start.text = arena_strdup(a, ev->start.text);
	c->start.key = arena_strdup(a, ev->start.key);
	if (ev->start.parent != NULL)
		c->start.parent = post_copy(a, ev->start.parent);
	if (ev->start.ids == NULL)
		return;
	while (ev->start.ids[n] != NULL)
		n++;
	ids = arena_alloc(a, (n + 1) * sizeof(*ids));
	for (size_t i = 0; i < n; i++)
		ids[i] = arena_strdup(a, ev->start.ids[i]);
	c->start.ids = ids;
}

static void
begin(void *arg)
{
	task_perform(arg);
}

struct task *
task_start(struct acct *a, const struct task_spec *s, task_done_fn *fn,
    void *arg)
{
	struct task *t = xcalloc(1, sizeof(*t));
	struct hark_event ev = { .type = HARK_START };

	t->acct = a;
	t->op = s->op;
	t->feed = s->feed;
	t->fn = fn;
	t->arg = arg;
	a->running++;
	run_begin(t);
	if (s->op == HARK_THREAD && s->ids != NULL)
		t->anchor = xstrdup(s->ids[0]);

	ev.now = loop_now();
	ev.start.op = s->op;
	ev.start.ids = s->ids;
	ev.start.url = s->url;
	ev.start.since = s->since;
	if (s->feed != NULL) {
		ev.start.wait = t->patience = s->wait;
		ev.start.feed = s->feed->def;
		ev.start.argument = s->feed->argument;
		ev.start.cursor = s->feed->cursor;
		if (s->feed->cursor == NULL)
			ev.start.since = ev.now - BASELINE_AGE;
	}
	if (s->reply != NULL) {
		ev.start.parent = s->reply->parent;
		ev.start.text = s->reply->text;
		ev.start.key = s->reply->key;
		ev.start.created = s->reply->created;
		ev.start.visibility = s->reply->visibility;
	}
	if (s->lines != NULL)
		ev.start.text = s->lines;
	if (s->op == HARK_LOGIN && login_secret(a->login, "refresh") != NULL)
		ev.start.argument = "refresh";
	if (s->op != HARK_LOGIN && a->login != NULL)
		keep_start(t, &ev);
	run_step(&t->run, &ev, NULL);

	t->deadline = timer_new(on_deadline, t);
	timer_start(t->deadline, TASK_TIME);
	/* Not before task_start() returned: callers keep the pointer. */
	t->begin = timer_new(begin, t);
	timer_start(t->begin, 0);
	return t;
}

void
task_cancel(struct task *t)
{
	if (t == NULL)
		return;
	t->acct->running--;
	hang_up(t);
	login_wait_cancel(TAKE(t->wait));
	timer_stop(t->begin);
	timer_stop(t->deadline);
	t->cancelled = true;
	if (t->ingesting == 0)
		task_destroy(t);
}

bool
task_lingers(const struct task *t)
{
	return t->lingers;
}

bool
task_is_reply(const struct task *t)
{
	return t->op == HARK_REPLY;
}

void
task_progress(const struct task *t, int64_t *posts, int64_t *requests)
{
	*posts = t->total + (int64_t)t->n_posts;
	*requests = (int64_t)t->run.requests;
}
