/* SPDX-License-Identifier: ISC */

/* A plugin's request, from its turn at the host to its answer; see fetch.h. */

#include <stdlib.h>
#include <string.h>

#include "base/amount.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/when.h"
#include "net/auth.h"
#include "net/usage.h"
#include "poll/fetch.h"
#include "poll/login.h"

#define MAX_TRIES	3
#define MAX_WAIT	WHEN_MINUTE	/* longer ones end the task instead */
#define OTHERS_WAIT	WHEN_SECOND	/* for what others have set aside */

struct fetch {
	struct acct *acct;
	const struct hark_request *rq;
	char *etag, *last_modified;
	struct http_call *call;
	struct timer *timer;
	struct host *host;
	struct login_wait *wait;
	unsigned generation;		/* of the token it went out with */
	bool login;
	bool polls;			/* for POLL: leaves some for people */
	const char *what;
	struct budget *budget;		/* that pays, or NULL */
	int64_t paid;			/* set aside for what is under way */
	bool broke;			/* there was not enough */
	bool renewed;			/* because of an answer; only once */
	int tries;
	bool url_secret;		/* credentials stand in the URL sent */
	fetch_fn *fn;
	void *arg;
};

static void attempt(void *);

static void
end(struct fetch *f, enum fetch_outcome outcome,
    const struct http_response *response, const char *why, int64_t not_before,
    bool transport)
{
	struct fetch_result r = {
		.outcome = outcome, .response = response, .why = why,
		.not_before = not_before, .transport = transport,
	};
	fetch_fn *fn = f->fn;
	void *arg = f->arg;
	const struct hark_request *rq = f->rq;

	if (response != NULL) {
		r.url = f->url_secret ? rq->url : response->url;
		r.host = f->host;
		r.cost = f->paid;
		f->paid = 0;
	}
	r.budget = f->broke;
	f->call = NULL;
	fetch_cancel(f);
	fn(arg, rq, &r);
}

/* What became of the cost of a request that ends here. */
static void
settle(struct fetch *f, bool charged)
{
	if (f->budget == NULL || f->paid == 0)
		return;
	budget_release(f->budget, f->paid);
	if (charged)
		acct_spend(f->acct, f->budget, f->what, f->paid);
	f->paid = 0;
}

static bool
may_repeat(const struct hark_request *rq)
{
	if (rq->flags & HARK_IDEMPOTENT)
		return true;
	if (rq->method == NULL)
		return rq->body == NULL;
	return strcmp(rq->method, "GET") == 0 || strcmp(rq->method, "HEAD") == 0;
}

/* Is what came of this attempt charged, although it is no answer? */
static bool
charged(const struct fetch *f, const struct http_response *r)
{
	/* A write that nobody answered may have been done. */
	if (r->err.code != ERR_OK)
		return !may_repeat(f->rq);
	return f->budget != NULL && !f->budget->def->failures_free;
}

/* Does it go out with a token that LOGIN brings? */
static bool
wants_token(const struct fetch *f)
{
	return f->acct->login != NULL && !f->login &&
	    !(f->rq->flags & HARK_ANON);
}

static void
again(struct fetch *f, int64_t wait)
{
	f->call = NULL;
	timer_start(f->timer, wait);
}

static void
on_response(void *arg, const struct http_response *r)
{
	struct fetch *f = arg;
	int64_t now = loop_mono(), wait;
	char why[600];
	bool repeat = may_repeat(f->rq) && f->tries < MAX_TRIES;
	struct usage usage;

	f->call = NULL;
	if (r->err.code == ERR_OK) {
		f->host->down = false;
		if (usage_read(r->headers, &usage))
			limit_usage(f->host->limit, usage.percent,
			    usage.regain_ms, now);
	}
	if (r->err.code == ERR_REFUSED || r->err.code == ERR_LIMIT ||
	    r->err.code == ERR_PROTOCOL) {
		settle(f, charged(f, r));
		end(f, FETCH_UNREACHABLE, NULL, r->err.text, 0, false);
		return;
	}
	if (r->err.code != ERR_OK) {
		settle(f, charged(f, r));
		if (repeat) {
			again(f, WHEN_SECOND * f->tries * f->tries);
			return;
		}
		f->host->down = true;
		end(f, FETCH_UNREACHABLE, NULL, r->err.text, 0, true);
		return;
	}
	if (r->status == 429 || r->status == 503) {
		settle(f, charged(f, r));
		wait = r->retry_after_ms >= 0 ? r->retry_after_ms :
		    limit_wait(f->host->limit, now);
		if (wait < 5 * WHEN_SECOND && r->retry_after_ms < 0)
			wait = WHEN_MINUTE;
		if (wait > WHEN_DAY)
			wait = WHEN_DAY;
		limit_pause(f->host->limit, now + wait);
		/* A refusal was not carried out: even a POST may be repeated. */
		if (f->tries < MAX_TRIES && wait <= MAX_WAIT &&
		    (r->status == 429 || repeat)) {
			again(f, wait);
			return;
		}
		snprintf(why, sizeof(why), "%s answered %d and asks for patience",
		    f->host->origin, r->status);
		end(f, FETCH_LATER, NULL, why, now + wait, false);
		return;
	}
	if (r->status == 401 && wants_token(f) && !f->renewed) {
		/* Not carried out, so that it may be repeated. */
		f->renewed = true;
		settle(f, charged(f, r));
		login_refused(f->acct->login, f->generation);
		again(f, 0);
		return;
	}
	if (r->status >= 500 && f->rq->flags & HARK_FAILURES &&
	    r->type != NULL && strstr(r->type, "json") != NULL) {
		end(f, FETCH_ANSWER, r, NULL, 0, false);
		return;
	}
	if (r->status >= 500 || r->status == 408 || r->status == 425) {
		settle(f, charged(f, r));
		if (repeat) {
			again(f, WHEN_SECOND * f->tries * f->tries);
			return;
		}
		snprintf(why, sizeof(why), "%s answered %d", f->host->origin,
		    r->status);
		end(f, FETCH_UNREACHABLE, NULL, why, 0, false);
		return;
	}
	end(f, FETCH_ANSWER, r, NULL, 0, false);
}

struct auth_value
fetch_lookup(void *arg, const char *name)
{
	struct acct *a = arg;
	const struct conf_account *cf = a->conf;
	const struct secret *token = login_secret(a->login, name);
	const struct hark_option *o;

	if (token != NULL)
		return (struct auth_value){ .secret = token };
	for (size_t i = 0; i < cf->n_secrets; i++)
		if (strcmp(cf->secrets[i].option, name) == 0)
			return (struct auth_value){
			    .secret = cf->secrets[i].value };
	for (o = cf->plugin->options; o != NULL && o->name != NULL; o++) {
		const char *const *field;

		if (strcmp(o->name, name) != 0 || (o->flags & HARK_SECRET) ||
		    (o->type != HARK_STRING && o->type != HARK_URL))
			continue;
		field = (const char *const *)(const void *)
		    ((const char *)cf->options + o->offset);
		return (struct auth_value){ .plain = *field };
	}
	return (struct auth_value){ 0 };
}

static void
wipe(struct buf *b)
{
	if (b->size != 0)
		explicit_bzero(b->data, b->size);
	buf_free(b);
}

/* Build and send; false and *why if that is not allowed. */
static bool
send_it(struct fetch *f, struct err *e)
{
	const struct conf_account *cf = f->acct->conf;
	const struct hark_request *rq = f->rq;
	const char *const *origins = (const char *const *)(void *)cf->origins;
	const char *const *plain = f->login ? NULL : rq->headers;
	const char *const *secret = f->login ? rq->headers : cf->plugin->auth;
	struct buf url = BUF_INIT, body = BUF_INIT;
	struct auth_out auth = { .url = &url };
	struct http_request q = { 0 };
	struct url u;
	const char **headers = NULL;
	size_t n = 0, m = 0;
	bool ok = false;

	buf_adds(&url, rq->url);
	if (!url_parse(rq->url, &u) || u.userinfo) {
		err_set(e, ERR_PROTOCOL, "not an address to ask: %s", rq->url);
		goto out;
	}
	if (!(rq->flags & HARK_ANON) && cf->n_secrets > 0) {
		if (!auth_may_travel(rq->url, origins)) {
			err_set(e, ERR_REFUSED, "the network points to %s://%s, "
			    "where this account's credentials may not go",
			    u.scheme, u.host);
			goto out;
		}
		if (secret != NULL && auth_apply(secret, rq->method, rq->body,
		    fetch_lookup, f->acct, &auth, e) == -1)
			goto out;
		if (f->login && rq->body != NULL && auth_expand(&body, rq->body,
		    fetch_lookup, f->acct, e) == -1)
			goto out;
	}
	for (n = 0; plain != NULL && plain[n] != NULL; n++)
		;
	headers = xcalloc(n + auth.n_headers + 1, sizeof(*headers));
	for (size_t i = 0; i < n; i++)
		headers[m++] = plain[i];
	for (size_t i = 0; i < auth.n_headers; i++)
		headers[m++] = auth.headers[i];

	f->url_secret = strcmp(url.data, rq->url) != 0;
	q.method = rq->method;
	q.url = url.data;
	q.idempotent = (rq->flags & HARK_IDEMPOTENT) != 0;
	q.headers = headers;
	q.body = body.len > 0 ? body.data : rq->body;
	q.len = body.len > 0 ? body.len : rq->len;
	q.type = rq->type;
	q.etag = f->etag;
	q.last_modified = f->last_modified;
	q.allow_private = cf->allow_private ||
	    (auth_may_travel(rq->url, origins) && url_is_private(u.host));
	q.allow_http = cf->allow_http;
	f->generation = login_generation(f->acct->login);
	f->acct->requests++;
	f->tries++;
	f->call = http_start(&q, on_response, f);
	ok = true;
out:
	free(headers);
	auth_out_clear(&auth);
	wipe(&body);
	wipe(&url);
	return ok;
}

static void
on_token(void *arg, const struct err *e, int64_t not_before)
{
	struct fetch *f = arg;

	f->wait = NULL;
	if (e->code == ERR_OK)
		timer_start(f->timer, 0);
	else
		end(f, e->code == ERR_CONFIG ? FETCH_AUTH : FETCH_LATER, NULL,
		    e->text, not_before, false);
}

/* Enough for the request; false: not yet, or not at all and it has ended. */
static bool
set_aside(struct fetch *f)
{
	const struct budget *b = f->budget;
	int64_t now = loop_now();
	int64_t until = budget_take(f->budget, f->rq->cost, f->polls, now);
	char most[32], spent[32], cost[32], why[300];

	if (until == 0) {
		f->paid = f->rq->cost;
		return true;
	}
	if (until == -1) {
		timer_start(f->timer, OTHERS_WAIT);
		return false;
	}
	amount_format(b->ceiling, most);
	amount_format(b->spent, spent);
	amount_format(f->rq->cost, cost);
	snprintf(why, sizeof(why), "the budget of %s %s for this %s is used "
	    "up: %s are spent, and a request may cost %s%s", most, b->def->unit,
	    b->def->monthly ? "month" : "day", spent, cost, f->polls ?
	    "; a tenth is kept for answers" : "");
	f->broke = true;
	end(f, FETCH_LATER, NULL, why, loop_mono() + until - now, false);
	return false;
}

/* A turn at the host: now, soon, or too late for this task. */
static void
attempt(void *arg)
{
	struct fetch *f = arg;
	int64_t now = loop_mono(), wait;
	struct err e = { 0 };
	char why[600];

	if (f->host == NULL) {
		snprintf(why, sizeof(why), "not an address to ask: %s",
		    f->rq->url);
		end(f, FETCH_REFUSED, NULL, why, 0, false);
		return;
	}
	if (wants_token(f) && !login_ready(f->acct->login)) {
		f->wait = login_wait(f->acct->login, on_token, f);
		return;
	}
	if (f->budget != NULL && limit_wait(f->host->limit, now) == 0 &&
	    !set_aside(f))
		return;
	wait = limit_take(f->host->limit, now);
	if (wait > 5 * MAX_WAIT) {
		snprintf(why, sizeof(why), "%s: the requests it allows are used "
		    "up", f->host->origin);
		end(f, FETCH_LATER, NULL, why, now + wait, false);
		return;
	}
	if (wait > 0) {
		timer_start(f->timer, wait);
		return;
	}
	if (send_it(f, &e))
		return;
	settle(f, false);
	end(f, FETCH_REFUSED, NULL, e.text, 0, false);
}

struct fetch *
fetch_start(struct acct *a, const struct hark_request *rq, enum hark_op op,
    const char *what, const char *etag, const char *last_modified,
    fetch_fn *fn, void *arg)
{
	struct fetch *f = xcalloc(1, sizeof(*f));

	f->acct = a;
	f->rq = rq;
	f->login = op == HARK_LOGIN;
	f->polls = op == HARK_POLL;
	f->what = what;
	if (rq->cost > 0 && rq->budget >= 0 &&
	    (size_t)rq->budget < a->n_budgets)
		f->budget = &a->budgets[rq->budget];
	if (rq->flags & HARK_CONDITIONAL) {
		f->etag = xstrdup_null(etag);
		f->last_modified = xstrdup_null(last_modified);
	}
	f->fn = fn;
	f->arg = arg;
	f->timer = timer_new(attempt, f);
	f->host = poll_host_quota(a->poll, rq->url, a->conf->plugin,
	    rq->quota != NULL ? a->key : NULL, rq->quota);
	timer_start(f->timer, 0);
	return f;
}

void
fetch_cancel(struct fetch *f)
{
	if (f == NULL)
		return;
	if (f->call != NULL)
		http_cancel(f->call);
	settle(f, true);
	login_wait_cancel(f->wait);
	timer_free(f->timer);
	free(f->etag);
	free(f->last_modified);
	free(f);
}
