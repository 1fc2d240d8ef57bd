/* SPDX-License-Identifier: ISC */

/* One run of one operation, from START to its last commit; see task.h. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/amount.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "poll/fetch.h"
#include "poll/login.h"
#include "poll/task.h"
#include "poll/wire.h"

#define TASK_TIME	(15 * WHEN_MINUTE)	/* longer than any honest run */
#define ANSWER_TIME	WHEN_MINUTE	/* on a stream, once it is spoken to */
#define TASK_BYTES	(64u << 20)		/* of responses */

struct request {
	struct task *task;
	const struct hark_request *rq;
	struct fetch *fetch;
	struct timer *timer;		/* instead of a fetch: HARK_TIMER */
	const struct effect *stream;	/* or OPEN, SEND, CLOSE of one */
	int tag;
	struct request *next;
};

/* An open stream. */
struct pipe {
	struct task *task;
	struct wire *wire;
	int tag;
	struct pipe *next;
};

/* Posts on their way to the store, with what commits beside them. */
struct flight {
	struct task *task;
	struct store_batch batch;
	char *cursor, *etag, *last_modified;
};

struct task {
	struct run run;
	struct acct *acct;
	struct feed *feed;
	enum hark_op op;
	char *anchor;
	task_done_fn *fn;
	void *arg;
	size_t bytes;

	/* Collected since the last commit point. */
	struct hark_post *posts;
	size_t n_posts, size_posts;
	const char **kept, **missing;
	size_t n_kept, n_missing;
	const char *self_id, *self_handle, *self_url;
	char *etag, *last_modified;	/* of the last conditional answer */

	struct request *waiting;	/* effects that wait for a commit */
	struct request *running;
	struct pipe *pipes;
	unsigned ingesting;
	bool final_sent, ending, cancelled;
	bool lingers;			/* all is read; it waits for news */
	int64_t patience;		/* how long it may */
	int64_t since;			/* it does; mono */
	struct err store_err;

	const char **blind;
	size_t n_blind;
	const struct hark_post *posted;
	int64_t not_before, total, odd;
	bool unreachable, unknown, broke;
	unsigned pays;
	struct timer *begin, *deadline;

	/* If the network does not know our token any more: once more. */
	const struct http_response *answer;	/* while step() handles it */
	struct host *answerer;
	struct arena *args;		/* copies of what start lends, or NULL */
	struct hark_event start;
	struct login_wait *wait;
	unsigned generation;		/* of the token it began with */
	bool renewed;
};

static void perform(struct task *);
static void go_on(struct task *);

static void
request_free(struct request *q)
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
		request_free(q);
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

static void
task_free(struct task *t)
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

/* A NULL-terminated list that grows. */
static void
push(const char ***list, size_t *n, const char *s)
{
	*list = xreallocarray(*list, *n + 2, sizeof(**list));
	(*list)[(*n)++] = s;
	(*list)[*n] = NULL;
}

static void
on_ingested(void *arg, const struct err *e, const struct store_ingested *got)
{
	struct flight *fl = arg;
	struct task *t = fl->task;
	struct feed *f = t->feed;

	(void)got;
	t->ingesting--;
	if (e->code != ERR_OK) {
		if (t->store_err.code == ERR_OK)
			t->store_err = *e;
	} else if (f != NULL && !t->cancelled) {
		/* Only what is durable counts as seen. */
		if (fl->cursor != NULL) {
			free(f->cursor);
			f->cursor = xstrdup(fl->cursor);
		}
		if (fl->etag != NULL || fl->last_modified != NULL) {
			free(f->etag);
			free(f->last_modified);
			f->etag = xstrdup_null(fl->etag);
			f->last_modified = xstrdup_null(fl->last_modified);
		}
		if (fl->batch.complete && f->baseline_at == 0)
			f->baseline_at = fl->batch.now;
		if (fl->batch.complete && t->lingers)
			feed_heard(f);
	}
	free((void *)(uintptr_t)fl->batch.posts);
	free((void *)(uintptr_t)fl->batch.kept);
	free((void *)(uintptr_t)fl->batch.missing);
	free(fl->cursor);
	free(fl->etag);
	free(fl->last_modified);
	free(fl);
	if (t->cancelled) {
		if (t->ingesting == 0)
			task_free(t);
		return;
	}
	go_on(t);
}

/* Nothing of today in it: somebody brings what has been. */
static bool
is_history(const struct task *t)
{
	for (size_t i = 0; i < t->n_posts; i++)
		if (t->posts[i].created > loop_now() - WHEN_DAY)
			return false;
	return true;
}

/* Send what was collected to the store as one commit. */
static void
flush(struct task *t, const char *cursor, bool complete)
{
	struct flight *fl = xcalloc(1, sizeof(*fl));
	struct store_batch *b = &fl->batch;
	struct feed *f = t->feed;

	fl->task = t;
	fl->cursor = xstrdup_null(cursor);
	if (complete || cursor != NULL) {
		fl->etag = TAKE(t->etag);
		fl->last_modified = TAKE(t->last_modified);
	}
	b->account = t->acct->conf->name;
	b->op = t->op;
	b->now = loop_now();
	b->feed = f != NULL ? f->key : NULL;
	b->cursor = fl->cursor;
	b->etag = fl->etag;
	b->last_modified = fl->last_modified;
	b->complete = complete;
	b->baseline = f != NULL ? f->baseline_at == 0 :
	    t->op == HARK_PUSH && is_history(t);
	b->anchor = complete ? t->anchor : NULL;
	b->self_id = t->self_id;
	b->self_handle = t->self_handle;
	b->self_url = t->self_url;
	b->posts = TAKE(t->posts);
	b->n_posts = t->n_posts;
	b->kept = TAKE(t->kept);
	b->missing = TAKE(t->missing);
	b->order = t->acct->conf->plugin->order;
	if (f != NULL && f->baseline_at != 0 && f->ok_at > OVERLAP)
		b->floor = f->ok_at - OVERLAP;
	t->total += (int64_t)t->n_posts;
	t->n_posts = t->size_posts = t->n_kept = t->n_missing = 0;
	t->self_id = t->self_handle = t->self_url = NULL;
	t->ingesting++;
	store_ingest(t->acct->client->store, b, on_ingested, fl);
}

/* Is there anything that must be written down? */
static bool
has_news(const struct task *t)
{
	if (t->n_posts > 0 || t->n_kept > 0 || t->n_missing > 0 ||
	    t->self_id != NULL || t->etag != NULL || t->last_modified != NULL)
		return true;
	if (t->run.error == 0 && t->anchor != NULL)
		return true;
	return t->run.error == 0 && t->feed != NULL && t->feed->baseline_at == 0;
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
	task_free(t);
}

/* What the requests of this task are for. */
static const char *
purpose(const struct task *t)
{
	static const char *const names[] = { "login", "poll", "thread", "check",
		"reply", "scan" };

	return t->feed != NULL ? t->feed->key : names[t->op];
}

/* Settle what was set aside, by what the plugin says about the answer. */
static void
pay(struct task *t, const struct hark_request *rq, int status, int64_t cost)
{
	struct acct *a = t->acct;
	struct budget *b;
	int64_t now = loop_now(), sum = 0;
	bool told = false;

	if (rq->budget < 0 || (size_t)rq->budget >= a->n_budgets)
		return;
	b = &a->budgets[rq->budget];
	if (cost > 0) {
		budget_release(b, cost);
		t->pays |= 1u << rq->budget;
	}
	for (const struct effect *e = t->run.first; e != NULL; e = e->next) {
		if (e->type != EFFECT_SPENT)
			continue;
		told = true;
		if (e->n == HARK_ALL)
			budget_empty(b, now);
		else if (e->n > 0 && e->n <= AMOUNT_MAX)
			sum += e->a == NULL ? e->n :
			    budget_item(b, e->a, e->n, now);
	}
	if (!told && (status / 100 == 2 || !b->def->failures_free))
		sum = cost;
	acct_spend(a, b, purpose(t), sum);
}

static void
on_fetched(void *arg, const struct hark_request *rq,
    const struct fetch_result *res)
{
	struct request *q = arg, **p;
	struct task *t = q->task;
	const struct http_response *r = res->response;
	struct hark_event ev = { .type = HARK_RESPONSE, .tag = q->tag };

	for (p = &t->running; *p != q; p = &(*p)->next)
		;
	*p = q->next;
	q->fetch = NULL;
	request_free(q);

	t->run.first = NULL;
	t->run.last = &t->run.first;
	switch (res->outcome) {
	case FETCH_ANSWER:
		t->bytes += r->len;
		if (t->bytes > TASK_BYTES) {
			run_fail(&t->run, HARK_E_PROTOCOL,
			    "more than %u MiB of answers in one run",
			    TASK_BYTES >> 20);
			break;
		}
		if (rq->flags & HARK_CONDITIONAL && r->status == 200) {
			free(t->etag);
			free(t->last_modified);
			t->etag = xstrdup_null(r->etag);
			t->last_modified = xstrdup_null(r->last_modified);
		}
		ev.now = loop_now();
		ev.response.status = r->status;
		ev.response.type = r->type;
		ev.response.url = res->url;
		ev.response.body = r->body;
		ev.response.len = r->len;
		run_step(&t->run, &ev, r->headers);
		pay(t, rq, r->status, res->cost);
		t->answer = r;
		t->answerer = res->host;
		break;
	case FETCH_AUTH:
		t->renewed = true;
		run_fail(&t->run, HARK_E_AUTH, "%s", res->why);
		break;
	case FETCH_REFUSED:
		run_fail(&t->run, HARK_E_PROTOCOL, "%s", res->why);
		break;
	case FETCH_LATER:
		t->broke |= res->budget;
		t->not_before = res->not_before;
		run_fail(&t->run, HARK_E_LATER, "%s", res->why);
		break;
	case FETCH_UNREACHABLE:
		t->unreachable = res->transport;
		t->unknown = t->op == HARK_REPLY;
		run_fail(&t->run, HARK_E_LATER, "%s", res->why);
		break;
	}
	perform(t);
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
		go_on(t);
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
	perform(t);
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
		flush(t, NULL, false);
		return true;
	}
	t->renewed = true;
	hang_up(t);
	login_refused(t->acct->login, t->generation);
	t->wait = login_wait(t->acct->login, on_renewed, t);
	return true;
}

/* --- streams --------------------------------------------------------------- */

static void
pipe_free(struct pipe *p)
{
	struct pipe **q = &p->task->pipes;

	while (*q != p)
		q = &(*q)->next;
	*q = p->next;
	wire_close(p->wire);
	free(p);
}

static void
on_wire(void *arg, const struct wire_event *w)
{
	struct pipe *p = arg;
	struct task *t = p->task;
	struct hark_event ev = { .type = HARK_BYTES, .tag = p->tag,
	    .now = loop_now() };

	t->run.first = NULL;
	t->run.last = &t->run.first;
	switch (w->what) {
	case WIRE_BYTES:
		t->bytes += w->len;
		if (t->bytes > TASK_BYTES) {
			run_fail(&t->run, HARK_E_PROTOCOL,
			    "more than %u MiB of answers in one run",
			    TASK_BYTES >> 20);
			break;
		}
		/* The server is there: it is heard. */
		if (t->lingers && t->feed != NULL && t->ingesting == 0)
			t->feed->ok_at = ev.now;
		ev.bytes.data = w->data;
		ev.bytes.len = w->len;
		run_step(&t->run, &ev, NULL);
		break;
	case WIRE_CLOSED:
		pipe_free(p);
		ev.type = HARK_CLOSED;
		run_step(&t->run, &ev, NULL);
		break;
	case WIRE_REFUSED:
		run_fail(&t->run, HARK_E_CONFIG, "%s", w->why);
		break;
	case WIRE_AUTH:
		/* The wire has tried another token itself. */
		t->renewed = true;
		run_fail(&t->run, HARK_E_AUTH, "%s", w->why);
		break;
	case WIRE_LATER:
		t->unreachable = w->transport;
		t->not_before = w->not_before;
		run_fail(&t->run, HARK_E_LATER, "%s", w->why);
		break;
	}
	perform(t);
}

static void
do_stream(struct task *t, const struct effect *e)
{
	struct pipe *p = t->pipes;

	while (p != NULL && p->tag != (int)e->m)
		p = p->next;
	if (e->type == EFFECT_OPEN && p == NULL) {
		p = xcalloc(1, sizeof(*p));
		p->task = t;
		p->tag = (int)e->m;
		p->wire = wire_open(t->acct, e->a, e->b, on_wire, p);
		p->next = t->pipes;
		t->pipes = p;
	} else if (e->type == EFFECT_SEND && p != NULL) {
		if (t->lingers)
			wire_patience(p->wire, ANSWER_TIME);
		wire_send(p->wire, e->a, (size_t)e->n);
	} else if (e->type == EFFECT_CLOSE && p != NULL) {
		pipe_free(p);
	}
}

/* What there is was read: whoever else waits for a place may have it. */
static void
linger(struct task *t)
{
	for (struct pipe *p = t->pipes; p != NULL; p = p->next)
		wire_patience(p->wire, 0);
	if (!t->lingers) {
		t->lingers = true;
		t->since = loop_mono();
		timer_start(t->deadline, t->patience + WHEN_MINUTE);
		poll_task_lingers(t->acct->poll, t->acct);
	}
	flush(t, NULL, true);
}

static void
on_task_timer(void *arg)
{
	struct request *q = arg, **p;
	struct task *t = q->task;
	struct hark_event ev = { .type = HARK_TIMER, .tag = q->tag };

	for (p = &t->running; *p != q; p = &(*p)->next)
		;
	*p = q->next;
	request_free(q);
	ev.now = loop_now();
	run_step(&t->run, &ev, NULL);
	perform(t);
}

static void
on_deadline(void *arg)
{
	struct task *t = arg;

	t->run.first = NULL;
	t->run.last = &t->run.first;
	t->unknown = t->op == HARK_REPLY;
	run_fail(&t->run, HARK_E_LATER, "not finished after %lld minutes",
	    (long long)(TASK_TIME / WHEN_MINUTE));
	perform(t);
}

/* Everything collected is committed: make the requests, or end. */
static void
go_on(struct task *t)
{
	struct request *q;

	if (t->ingesting > 0 || t->ending || t->wait != NULL)
		return;
	if (t->store_err.code != ERR_OK && !t->run.over) {
		t->run.first = NULL;
		t->run.last = &t->run.first;
		run_fail(&t->run, HARK_E_LATER, "%s", t->store_err.text);
	}
	if (t->run.over && renew(t))
		return;
	if (t->run.over) {
		hang_up(t);
		if (!t->final_sent && t->store_err.code == ERR_OK &&
		    has_news(t)) {
			t->final_sent = true;
			flush(t, NULL, t->run.error == 0);
			return;
		}
		end(t);
		return;
	}
	while ((q = t->waiting) != NULL) {
		t->waiting = q->next;
		if (q->stream != NULL) {
			do_stream(t, q->stream);
			request_free(q);
			continue;
		}
		q->next = t->running;
		t->running = q;
		if (q->timer != NULL)
			continue;
		q->fetch = fetch_start(t->acct, q->rq, t->op, purpose(t),
		    t->feed != NULL ? t->feed->etag : NULL,
		    t->feed != NULL ? t->feed->last_modified : NULL,
		    on_fetched, q);
	}
	if (t->running == NULL && t->pipes == NULL) {
		t->run.first = NULL;
		t->run.last = &t->run.first;
		run_fail(&t->run, HARK_E_PROTOCOL,
		    "the plugin waits for nothing");
		go_on(t);
	}
}

static void
add_request(struct task *t, const struct effect *e)
{
	struct request *q = xcalloc(1, sizeof(*q)), **p;

	q->task = t;
	q->tag = (int)e->m;
	if (e->type == EFFECT_REQUEST) {
		q->rq = e->request;
		q->tag = e->request->tag;
	} else if (e->type == EFFECT_TIMER) {
		q->timer = timer_new(on_task_timer, q);
		timer_start(q->timer, e->n);
	} else {
		q->stream = e;
	}
	for (p = &t->waiting; *p != NULL; p = &(*p)->next)
		;
	*p = q;
}

static void
add_post(struct task *t, const struct hark_post *p)
{
	if (t->n_posts == t->size_posts) {
		t->size_posts = t->size_posts != 0 ? t->size_posts * 2 : 64;
		t->posts = xreallocarray(t->posts, t->size_posts,
		    sizeof(*t->posts));
	}
	t->posts[t->n_posts++] = *p;
}

static void
take_token(struct task *t, const struct effect *e)
{
	struct err err = { 0 };

	if (t->op != HARK_LOGIN || t->acct->login == NULL || t->answer == NULL)
		run_fail(&t->run, HARK_E_CONFIG, "a token outside of a login");
	else if (login_take(t->acct->login, t->answer->body, t->answer->len,
	    e->a, e->b, e->n, &err) == -1) {
		/* Whatever step() thought of it: there is none. */
		t->run.over = false;
		run_fail(&t->run, HARK_E_PROTOCOL, "%s", err.text);
	}
}

/* Act on the effects of the step that just ran. */
static void
perform(struct task *t)
{
	struct acct *a = t->acct;
	struct host *h;

	for (struct effect *e = t->run.first; e != NULL; e = e->next) {
		switch (e->type) {
		case EFFECT_POST:
			add_post(t, e->post);
			break;
		case EFFECT_POSTED:
			add_post(t, e->post);
			t->posted = e->post;
			break;
		case EFFECT_CURSOR:
			if (t->feed != NULL)
				flush(t, e->a, false);
			break;
		case EFFECT_REQUEST:
		case EFFECT_TIMER:
		case EFFECT_OPEN:
		case EFFECT_SEND:
		case EFFECT_CLOSE:
			add_request(t, e);
			break;
		case EFFECT_SELF:
			if (a->self_id != NULL && strcmp(a->self_id, e->a) == 0)
				break;
			t->self_id = e->a;
			t->self_handle = e->b;
			t->self_url = e->c;
			acct_set_self(a, e->a, e->b, e->c);
			break;
		case EFFECT_KEEP:
			if (acct_kept(a, e->a) != NULL && e->b != NULL &&
			    strcmp(acct_kept(a, e->a), e->b) == 0)
				break;
			push(&t->kept, &t->n_kept, e->a);
			push(&t->kept, &t->n_kept, e->b);
			acct_keep(a, e->a, e->b);
			break;
		case EFFECT_ODD:
			a->odd++;
			t->odd++;
			log_info("%s/%s: odd item: %s", a->client->conf->name,
			    a->conf->name, e->a);
			break;
		case EFFECT_WANT:
			if (e->n == HARK_THREAD)
				poll_want(a, HARK_THREAD, e->a, NULL, NULL, 0,
				    false);
			break;
		case EFFECT_QUOTA:
			h = t->answerer != NULL ? t->answerer : a->host;
			if (h != NULL)
				limit_quota(h->limit, e->n,
				    e->m - loop_now() + loop_mono(),
				    loop_mono());
			break;
		case EFFECT_MISSING:
			push(&t->missing, &t->n_missing, e->a);
			break;
		case EFFECT_BLIND:
			push(&t->blind, &t->n_blind, e->a);
			break;
		case EFFECT_DEBUG:
			log_debug("%s/%s: %s", a->client->conf->name,
			    a->conf->name, e->a);
			break;
		case EFFECT_TOKEN:
			take_token(t, e);
			break;
		case EFFECT_LINGER:
			if (t->feed != NULL && t->patience > 0)
				linger(t);
			break;
		case EFFECT_SPENT:
		case EFFECT_DONE:
		case EFFECT_FAIL:
			break;
		}
	}
	t->run.first = NULL;
	t->run.last = &t->run.first;
	t->answer = NULL;
	t->answerer = NULL;
	go_on(t);
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
	perform(arg);
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
		task_free(t);
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
