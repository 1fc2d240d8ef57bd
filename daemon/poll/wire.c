/* SPDX-License-Identifier: ISC */

/* A plugin's byte stream, from its turn at the host on; see wire.h. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "net/exec.h"
#include "net/stream.h"
#include "poll/fetch.h"
#include "poll/login.h"
#include "poll/wire.h"

#define MAX_WAIT	(5 * WHEN_MINUTE)
#define MAX_EARLY	(64u << 10)
#define PROGRAM_TIME	(10 * WHEN_MINUTE)	/* below that of a task */
#define PROGRAM_BYTES	(32u << 20)

struct wire {
	struct acct *acct;
	char *url;
	struct host *host;
	struct stream *stream;		/* NULL: not begun */
	char *program;			/* instead, or NULL */
	struct exec_call *exec;
	struct login_wait *wait;
	struct timer *timer;
	struct buf early;		/* sent before there was a stream */
	int64_t patience;
	unsigned generation;		/* of the token it went out with */
	bool with_token, renewed, opened;
	wire_fn *fn;
	void *arg;
};

static void
last(struct wire *w, enum wire_what what, const char *why, int64_t not_before)
{
	struct wire_event ev = { .what = what, .why = why,
	    .not_before = not_before,
	    .transport = what == WIRE_LATER && not_before == 0 && !w->opened };

	w->fn(w->arg, &ev);
}

static void
on_stream(void *arg, struct stream *s, const struct stream_event *sv)
{
	struct wire *w = arg;
	struct wire_event ev = { .what = WIRE_BYTES, .data = sv->data,
	    .len = sv->len };

	switch (sv->what) {
	case STREAM_OPEN:
		w->opened = true;
		buf_free(&w->early);
		if (w->host != NULL)
			w->host->down = false;
		return;
	case STREAM_BYTES:
		w->fn(w->arg, &ev);
		return;
	case STREAM_CLOSED:
		last(w, WIRE_CLOSED, NULL, 0);
		return;
	case STREAM_FAILED:
		break;
	}
	if (sv->err.code == ERR_PERMISSION && w->with_token && !w->renewed) {
		/* Nothing was said yet: once more, with another token. */
		w->renewed = true;
		stream_close(s);
		w->stream = NULL;
		login_refused(w->acct->login, w->generation);
		timer_start(w->timer, 0);
		return;
	}
	last(w, sv->err.code == ERR_PERMISSION ? WIRE_AUTH :
	    sv->err.code == ERR_CONFIG ? WIRE_REFUSED : WIRE_LATER,
	    sv->err.text, 0);
}

/* "sasl {user} {password}": what stands in the two braces; false: not set. */
static bool
credentials(struct acct *a, const char *entry, struct auth_value v[2])
{
	const char *p = entry;
	char name[64];

	for (int i = 0; i < 2; i++) {
		size_t n;

		if ((p = strchr(p, '{')) == NULL)
			return false;
		n = strcspn(++p, "}");
		if (n >= sizeof(name))
			return false;
		memcpy(name, p, n);
		name[n] = '\0';
		v[i] = fetch_lookup(a, name);
		if (v[i].plain == NULL && v[i].secret == NULL)
			return false;
	}
	return v[0].plain != NULL && v[1].secret != NULL;
}

static bool
by_token(const char *entry)
{
	return *entry == 'x';
}

static void
connect_now(struct wire *w)
{
	struct acct *a = w->acct;
	const struct config *cf = a->poll->config;
	const char *const *auth = a->conf->plugin->auth;
	struct stream_server s = { .url = w->url,
	    .ca_file = cf != NULL ? cf->ca_file : NULL };
	struct auth_value v[2];

	w->with_token = false;
	for (; auth != NULL && *auth != NULL; auth++) {
		if (!auth_is_stream(*auth) || !credentials(a, *auth, v))
			continue;
		s.user = v[0].plain;
		w->with_token = by_token(*auth);
		if (w->with_token)
			s.token = v[1].secret;
		else
			s.password = v[1].secret;
		break;
	}
	w->generation = login_generation(a->login);
	a->requests++;
	w->stream = stream_open(&s, on_stream, w);
	if (w->patience >= 0)
		stream_patience(w->stream, w->patience);
	if (w->early.len > 0)
		stream_send(w->stream, w->early.data, w->early.len);
}

static void
on_token(void *arg, const struct err *e, int64_t not_before)
{
	struct wire *w = arg;

	w->wait = NULL;
	if (e->code == ERR_OK)
		timer_start(w->timer, 0);
	else
		last(w, e->code == ERR_CONFIG ? WIRE_AUTH : WIRE_LATER,
		    e->text, not_before);
}

/* Will it go in with a token that LOGIN brings?  Not if it has a password. */
static bool
wants_token(const struct wire *w)
{
	const char *const *auth = w->acct->conf->plugin->auth;
	struct auth_value v[2];

	if (w->acct->login == NULL)
		return false;
	for (; auth != NULL && *auth != NULL; auth++)
		if (auth_is_stream(*auth) && !by_token(*auth) &&
		    credentials(w->acct, *auth, v))
			return false;
	return true;
}

static void
turn(struct wire *w)
{
	const struct conf_account *cf = w->acct->conf;
	const char *const *origins = (const char *const *)(void *)cf->origins;
	int64_t now = loop_mono(), wait;
	char why[600];

	if (w->host == NULL || !auth_may_travel(w->url, origins)) {
		snprintf(why, sizeof(why), "%s is no server of this account's",
		    w->url);
		last(w, WIRE_REFUSED, why, 0);
		return;
	}
	if (wants_token(w) && !login_ready(w->acct->login)) {
		w->wait = login_wait(w->acct->login, on_token, w);
		return;
	}
	wait = limit_take(w->host->limit, now);
	if (wait > MAX_WAIT) {
		snprintf(why, sizeof(why), "%s: too many of us at once",
		    w->host->origin);
		last(w, WIRE_LATER, why, now + wait);
		return;
	}
	if (wait > 0)
		timer_start(w->timer, wait);
	else
		connect_now(w);
}

/* --- programs -------------------------------------------------------------- */

static void
on_output(void *arg, const char *data, size_t len)
{
	struct wire *w = arg;
	struct wire_event ev = { .what = WIRE_BYTES, .data = data, .len = len };

	w->opened = true;
	w->fn(w->arg, &ev);
}

static void
on_program_end(void *arg, const struct err *e)
{
	struct wire *w = arg;

	w->exec = NULL;
	/* One that never ends by itself, but speaks, is as good as any. */
	if (e->code == ERR_OK || (e->code == ERR_LIMIT && w->opened))
		last(w, WIRE_CLOSED, NULL, 0);
	else
		last(w, e->code == ERR_CONFIG ? WIRE_REFUSED : WIRE_LATER,
		    e->text, 0);
}

/* Only what an option of the account names. */
static bool
may_run(const struct conf_account *cf, const char *program)
{
	const struct hark_option *o = cf->plugin->options;

	for (; o != NULL && o->name != NULL; o++) {
		const char *value;

		if (!(o->flags & HARK_PROGRAM))
			continue;
		memcpy(&value, (const char *)cf->options + o->offset,
		    sizeof(value));
		if (value != NULL && strcmp(value, program) == 0)
			return true;
	}
	return false;
}

static void
run_now(struct wire *w)
{
	struct acct *a = w->acct;
	char why[600];

	if (!may_run(a->conf, w->program)) {
		snprintf(why, sizeof(why), "%s is no program of this account's",
		    w->program);
		last(w, WIRE_REFUSED, why, 0);
		return;
	}
	a->requests++;
	w->exec = exec_start(&(struct exec_opts){ .program = w->program,
	    .input = w->early.data, .len = w->early.len,
	    .limit_ms = PROGRAM_TIME, .out = on_output,
	    .out_max = PROGRAM_BYTES }, on_program_end, w);
}

static void
attempt(void *arg)
{
	struct wire *w = arg;

	if (w->program != NULL)
		run_now(w);
	else
		turn(w);
}

struct wire *
wire_open(struct acct *a, const char *url, const char *program, wire_fn *fn,
    void *arg)
{
	struct wire *w = xcalloc(1, sizeof(*w));

	w->acct = a;
	w->url = xstrdup_null(url);
	w->program = xstrdup_null(program);
	w->fn = fn;
	w->arg = arg;
	w->early = (struct buf)BUF_INIT;
	w->patience = -1;
	if (program == NULL)
		w->host = poll_host(a->poll, url, a->conf->plugin);
	w->timer = timer_new(attempt, w);
	timer_start(w->timer, 0);
	return w;
}

void
wire_send(struct wire *w, const void *p, size_t n)
{
	/* Kept until it is open: it may have to begin anew. */
	if (!w->opened && w->early.len + n <= MAX_EARLY)
		buf_add(&w->early, p, n);
	if (w->stream != NULL)
		stream_send(w->stream, p, n);
}

void
wire_patience(struct wire *w, int64_t ms)
{
	w->patience = ms;
	if (w->stream != NULL)
		stream_patience(w->stream, ms);
}

void
wire_close(struct wire *w)
{
	if (w == NULL)
		return;
	stream_close(w->stream);
	exec_cancel(w->exec);
	login_wait_cancel(w->wait);
	timer_free(w->timer);
	buf_free(&w->early);
	free(w->url);
	free(w->program);
	free(w);
}
