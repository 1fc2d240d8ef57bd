/* SPDX-License-Identifier: ISC */

/* Mail server, webhook, program; see channel.h. */

#include <stdlib.h>
#include <string.h>

#include "alert/channel.h"
#include "base/buf.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/url.h"
#include "net/auth.h"
#include "net/exec.h"
#include "net/http.h"

#define WEBHOOK_MS	30000
#define WEBHOOK_BODY	65536
#define EXEC_MS		30000

struct channel_call {
	struct smtp_call *smtp;		/* one of the three, or none: */
	struct http_call *http;
	struct exec_call *exec;
	struct timer *failed;		/* could not even be started */
	enum smtp_outcome outcome;
	struct err err;
	char *address;
	channel_fn *fn;
	void *arg;
};

static void
call_free(struct channel_call *c)
{
	timer_free(c->failed);
	free(c->address);
	free(c);
}

static void
finish(struct channel_call *c, enum smtp_outcome outcome, bool all,
    const struct err *e)
{
	c->smtp = NULL;
	c->http = NULL;
	c->exec = NULL;
	c->fn(c->arg, outcome, all, e);
	call_free(c);
}

static void
on_failed(void *arg)
{
	struct channel_call *c = arg;

	finish(c, c->outcome, true, &c->err);
}

static void
fail_soon(struct channel_call *c, enum smtp_outcome outcome)
{
	c->outcome = outcome;
	c->failed = timer_new(on_failed, c);
	timer_start(c->failed, 0);
}

static void
on_smtp(void *arg, const struct smtp_result *r)
{
	bool all = r->outcome == SMTP_CONFIG ||
	    r->outcome == SMTP_IN_DOUBT ||
	    (r->outcome == SMTP_TEMPORARY && (r->code == 0 || r->code == 421));

	finish(arg, r->outcome, all, &r->err);
}

static void
send_mail(struct channel_call *c, const struct config *cf, const char *body,
    size_t len)
{
	const struct conf_mail *m = &cf->mail;
	struct smtp_server server = { .url = m->server, .hello = m->hello,
		.tls = m->tls, .user = m->user, .password = m->password,
		.ca_file = cf->ca_file };

	if (m->server == NULL || m->from == NULL) {
		err_set(&c->err, ERR_CONFIG, "no mail server is configured; "
		    "write a mail section with server and from");
		fail_soon(c, SMTP_CONFIG);
		return;
	}
	c->smtp = smtp_send(&server, m->from, c->address, body, len, on_smtp,
	    c);
}

static enum smtp_outcome
outcome_of(int status)
{
	if (status >= 200 && status < 300)
		return SMTP_ACCEPTED;
	switch (status) {
	case 400:
	case 405:
	case 410:
	case 413:
	case 415:
	case 422:
		return SMTP_PERMANENT;
	case 401:
	case 403:
	case 404:
		return SMTP_CONFIG;
	default:
		return SMTP_TEMPORARY;
	}
}

static void
on_http(void *arg, const struct http_response *r)
{
	struct channel_call *c = arg;
	enum smtp_outcome outcome = SMTP_TEMPORARY;
	struct err e = r->err;

	if (e.code == ERR_OK) {
		outcome = outcome_of(r->status);
		if (outcome != SMTP_ACCEPTED)
			err_set(&e, outcome == SMTP_PERMANENT ? ERR_REFUSED :
			    ERR_NET, "%s: status %d%s", c->address, r->status,
			    outcome == SMTP_CONFIG ? "; are address and token "
			    "right?" : "");
	} else if (e.code == ERR_REFUSED || e.code == ERR_CONFIG) {
		outcome = SMTP_CONFIG;
	} else {
		outcome = SMTP_IN_DOUBT;
	}
	finish(c, outcome, false, &e);
}

static struct auth_value
find_token(void *arg, const char *name)
{
	const struct secret *const *token = arg;
	struct auth_value v = { 0 };

	if (strcmp(name, "token") == 0)
		v.secret = *token;
	return v;
}

static void
send_webhook(struct channel_call *c, const struct channel_target *t,
    const char *body, size_t len)
{
	static const char *const entries[] = { "Authorization: Bearer {token}",
		NULL };
	struct buf url = BUF_INIT, key = BUF_INIT;
	struct auth_out auth = { .url = &url };
	struct http_request req = { .method = "POST", .body = body,
		.len = len, .type = "application/json",
		.timeout_ms = WEBHOOK_MS, .max_body = WEBHOOK_BODY,
		.allow_private = true };
	const struct secret *token = t->token;
	const char **headers;
	struct url u;

	/* The administrator wrote the address: a neighbour is fine, but only
	 * there may it be without TLS. */
	if (url_parse(t->address, &u))
		req.allow_http = url_is_private(u.host);
	buf_adds(&url, t->address);
	buf_addf(&key, "Idempotency-Key: %s", t->id);
	if (token != NULL && auth_apply(entries, "POST", NULL, find_token,
	    &token, &auth, &c->err) == -1) {
		fail_soon(c, SMTP_CONFIG);
	} else {
		headers = xcalloc(auth.n_headers + 2, sizeof(*headers));
		for (size_t i = 0; i < auth.n_headers; i++)
			headers[i] = auth.headers[i];
		headers[auth.n_headers] = key.data;
		req.url = url.data;
		req.headers = headers;
		c->http = http_start(&req, on_http, c);
		free(headers);
	}
	auth_out_clear(&auth);
	buf_free(&url);
	buf_free(&key);
}

static void
on_exec(void *arg, const struct err *e)
{
	/* What it did before it failed is its secret. */
	finish(arg, e->code == ERR_OK ? SMTP_ACCEPTED : e->code == ERR_CONFIG ?
	    SMTP_CONFIG : SMTP_IN_DOUBT, false, e);
}

struct channel_call *
channel_send(const struct config *cf, const struct channel_target *t,
    const char *body, size_t len, channel_fn *fn, void *arg)
{
	struct channel_call *c = xcalloc(1, sizeof(*c));

	c->fn = fn;
	c->arg = arg;
	c->address = xstrdup(t->address);
	switch (t->channel) {
	case CHANNEL_MAIL:
		send_mail(c, cf, body, len);
		break;
	case CHANNEL_WEBHOOK:
		send_webhook(c, t, body, len);
		break;
	case CHANNEL_EXEC:
		c->exec = exec_start(&(struct exec_opts){
		    .program = t->address, .input = body, .len = len,
		    .limit_ms = EXEC_MS }, on_exec, c);
		break;
	}
	return c;
}

void
channel_cancel(struct channel_call *c)
{
	if (c == NULL)
		return;
	if (c->smtp != NULL)
		smtp_cancel(c->smtp);
	if (c->http != NULL)
		http_cancel(c->http);
	if (c->exec != NULL)
		exec_cancel(c->exec);
	call_free(c);
}
