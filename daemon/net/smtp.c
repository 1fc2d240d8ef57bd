/* SPDX-License-Identifier: ISC */

/*
 * Mails waiting for a connection, and the transaction on it: MAIL, RCPT, DATA,
 * the text.  See smtp.h; the connection is smtp_session.c's.
 *
 * A connection that was kept may have ended unnoticed.  Until the server has
 * answered MAIL on it nothing is lost, and the mail goes to a fresh one.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "net/multi.h"
#include "net/smtp_session.h"

#define MAX_LINKS	4
#define COMMAND_MS	60000
#define TEXT_MS		300000
#define IDLE_MS		30000

enum step { STEP_NONE, STEP_MAIL, STEP_RCPT, STEP_DATA, STEP_TEXT, STEP_RESET };

struct smtp_call {
	struct smtp_server server;	/* lent by `first', a copy */
	char *url, *hello, *user, *ca_file;
	struct secret *password;
	char *from, *to;
	struct buf text;		/* dot-stuffed, with the final dot */
	bool eight_bit;
	smtp_fn *fn;
	void *arg;
	struct timer *timer;		/* for calls that fail at once */
	struct smtp_result refused;
	struct link *link;		/* whose turn it is, or NULL */
	bool ending;
	TAILQ_ENTRY(smtp_call) entry;
};

/* A connection and what it is doing. */
struct link {
	struct session *session;
	struct smtp_call *call;		/* NULL: idle */
	enum step step;
	bool kept;			/* has served before */
	TAILQ_ENTRY(link) entry;
};

static TAILQ_HEAD(, smtp_call) calls = TAILQ_HEAD_INITIALIZER(calls);
static TAILQ_HEAD(, link) links = TAILQ_HEAD_INITIALIZER(links);
static int n_links;
static struct multi *multi;

static void dispatch(void);

static void
call_free(struct smtp_call *c)
{
	TAILQ_REMOVE(&calls, c, entry);
	timer_free(c->timer);
	free(c->url);
	free(c->hello);
	free(c->user);
	free(c->ca_file);
	secret_free(c->password);
	free(c->from);
	free(c->to);
	buf_free(&c->text);
	free(c);
}

static void
link_free(struct link *l)
{
	TAILQ_REMOVE(&links, l, entry);
	n_links--;
	session_free(l->session);
	free(l);
}

static void
finish(struct smtp_call *c, const struct smtp_result *r)
{
	c->ending = true;
	c->fn(c->arg, r);
	call_free(c);
}

static void
on_refused(void *arg)
{
	struct smtp_call *c = arg;

	finish(c, &c->refused);
}

/* --- the transaction --- */

static void __attribute__((format(printf, 4, 5)))
say(struct link *l, enum step step, int64_t ms, const char *fmt, ...)
{
	AUTO(free_p) char *line = NULL;
	va_list ap;

	va_start(ap, fmt);
	line = xvasprintf(fmt, ap);
	va_end(ap);
	l->step = step;
	session_send(l->session, line, strlen(line), ms);
}

static bool
is_ascii(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

static void
say_mail(struct link *l)
{
	const struct smtp_call *c = l->call;
	const struct session *s = l->session;
	bool utf8 = !is_ascii(c->from) || !is_ascii(c->to);

	say(l, STEP_MAIL, COMMAND_MS, "MAIL FROM:<%s>%s%s\r\n", c->from,
	    c->eight_bit && s->eight_bit ? " BODY=8BITMIME" : "",
	    utf8 && s->utf8 ? " SMTPUTF8" : "");
}

/* The connection is free again; how the call ended is told afterwards. */
static void
release(struct link *l, const struct smtp_result *r)
{
	struct smtp_call *c = l->call;

	l->call = NULL;
	l->kept = true;
	if (r->code == 421 || session_is_sending(l->session)) {
		link_free(l);		/* no command could follow */
	} else if (r->outcome == SMTP_ACCEPTED) {
		l->step = STEP_NONE;
		session_wait(l->session, IDLE_MS);
	} else {
		say(l, STEP_RESET, COMMAND_MS, "RSET\r\n");
	}
	finish(c, r);
	dispatch();
}

static const char *
step_name(enum step step)
{
	switch (step) {
	case STEP_MAIL:
		return "the sender";
	case STEP_RCPT:
		return "the recipient";
	case STEP_DATA:
	case STEP_TEXT:
		return "the mail";
	case STEP_NONE:
	case STEP_RESET:
		break;
	}
	return "the connection";
}

static void
refuse(struct link *l, const struct session *s)
{
	struct smtp_result r = { .code = s->code };
	bool login = s->code == 530 || s->code == 534 || s->code == 535 ||
	    s->code == 538;

	if (s->code < 500 || s->code > 599)
		r.outcome = SMTP_TEMPORARY;
	else if (login || l->step == STEP_MAIL)
		r.outcome = SMTP_CONFIG;
	else
		r.outcome = SMTP_PERMANENT;
	err_set(&r.err, r.outcome == SMTP_TEMPORARY ? ERR_NET :
	    r.outcome == SMTP_CONFIG ? ERR_CONFIG : ERR_REFUSED,
	    "%s: %s refused: %s", s->server.url, step_name(l->step), s->text);
	release(l, &r);
}

static void
on_answer(struct link *l, const struct session *s)
{
	struct smtp_result ok = { .outcome = SMTP_ACCEPTED, .code = s->code };
	bool good = s->code >= 200 && s->code < 300;

	switch (l->step) {
	case STEP_MAIL:
		/* 421 on a kept connection: it has had enough of us. */
		if (s->code == 421 && l->kept) {
			l->call->link = NULL;
			link_free(l);
			dispatch();
		} else if (good) {
			say(l, STEP_RCPT, COMMAND_MS, "RCPT TO:<%s>\r\n",
			    l->call->to);
		} else {
			refuse(l, s);
		}
		return;
	case STEP_RCPT:
		if (good)
			say(l, STEP_DATA, COMMAND_MS, "DATA\r\n");
		else
			refuse(l, s);
		return;
	case STEP_DATA:
		if (s->code == 354) {
			l->step = STEP_TEXT;
			session_send(l->session, l->call->text.data,
			    l->call->text.len, TEXT_MS);
		} else {
			refuse(l, s);
		}
		return;
	case STEP_TEXT:
		if (good && !session_is_sending(l->session))
			release(l, &ok);
		else
			refuse(l, s);
		return;
	case STEP_RESET:
		if (good) {
			l->step = STEP_NONE;
			session_wait(l->session, IDLE_MS);
		} else {
			link_free(l);
		}
		dispatch();
		return;
	case STEP_NONE:
		/* Nobody asked: it is about to hang up. */
		link_free(l);
		dispatch();
		return;
	}
}

static void
on_session(void *arg, struct session *s, enum session_event event)
{
	struct link *l = arg;
	struct smtp_call *c = l->call;
	struct smtp_result r;

	switch (event) {
	case SESSION_READY:
		say_mail(l);
		return;
	case SESSION_ANSWER:
		on_answer(l, s);
		return;
	case SESSION_FAILED:
		break;
	}
	r = s->result;
	if (l->step == STEP_TEXT && r.outcome == SMTP_TEMPORARY)
		r.outcome = SMTP_IN_DOUBT;
	if (c != NULL && l->kept && l->step == STEP_MAIL) {
		c->link = NULL;
		c = NULL;
	}
	link_free(l);
	if (c != NULL)
		finish(c, &r);
	dispatch();
}

/* --- who is next --- */

/* A connection for this call, or NULL if it has to wait. */
static struct link *
link_for(const struct smtp_call *c)
{
	struct link *l, *idle = NULL;

	TAILQ_FOREACH(l, &links, entry) {
		if (l->call != NULL || l->step != STEP_NONE)
			continue;
		if (session_is_for(l->session, &c->server))
			return l;
		idle = l;
	}
	if (n_links == MAX_LINKS && idle == NULL)
		return NULL;
	if (n_links == MAX_LINKS)
		link_free(idle);
	if (multi == NULL)
		multi = multi_new(2 * MAX_LINKS);
	l = xcalloc(1, sizeof(*l));
	l->session = session_new(multi, &c->server, on_session, l);
	TAILQ_INSERT_TAIL(&links, l, entry);
	n_links++;
	return l;
}

static void
dispatch(void)
{
	struct smtp_call *c;
	struct link *l;

	TAILQ_FOREACH(c, &calls, entry) {
		if (c->link != NULL || c->ending || c->timer != NULL)
			continue;
		if ((l = link_for(c)) == NULL)
			return;
		c->link = l;
		l->call = c;
		if (l->kept)
			say_mail(l);
	}
}

/* --- the mail --- */

static bool
is_address(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s <= 0x20 || *s == 0x7f || *s == '<' ||
		    *s == '>')
			return false;
	return true;
}

/*
 * Every line ends in CRLF, whatever it ended in before: a lone LF before a dot
 * is how mails are smuggled.  Lines that begin with a dot get another.
 */
static void
add_text(struct smtp_call *c, const char *p, size_t n)
{
	bool fresh = true;

	buf_grow(&c->text, n + n / 32 + 8);
	for (size_t i = 0; i < n; i++) {
		if (p[i] == '\r' || p[i] == '\n') {
			if (p[i] == '\r' && i + 1 < n && p[i + 1] == '\n')
				i++;
			buf_add(&c->text, "\r\n", 2);
			fresh = true;
			continue;
		}
		if (fresh && p[i] == '.')
			buf_addc(&c->text, '.');
		if ((unsigned char)p[i] >= 0x80)
			c->eight_bit = true;
		buf_addc(&c->text, p[i]);
		fresh = false;
	}
	buf_adds(&c->text, fresh ? ".\r\n" : "\r\n.\r\n");
}

struct smtp_call *
smtp_send(const struct smtp_server *server, const char *from, const char *to,
    const char *message, size_t len, smtp_fn *fn, void *arg)
{
	struct smtp_call *c = xcalloc(1, sizeof(*c));

	c->fn = fn;
	c->arg = arg;
	c->from = xstrdup(from);
	c->to = xstrdup(to);
	c->text = (struct buf)BUF_INIT;
	TAILQ_INSERT_TAIL(&calls, c, entry);
	if (!is_address(from) || !is_address(to) || to[0] == '\0') {
		c->refused.outcome = SMTP_PERMANENT;
		err_set(&c->refused.err, ERR_USAGE, "not a bare mail address");
	}
	if (c->refused.err.code != ERR_OK ||
	    session_check(server, &c->refused) == -1) {
		c->timer = timer_new(on_refused, c);
		timer_start(c->timer, 0);
		return c;
	}
	add_text(c, message, len);
	c->server = *server;
	c->server.url = c->url = xstrdup(server->url);
	c->server.hello = c->hello = xstrdup(server->hello);
	c->server.user = c->user = xstrdup_null(server->user);
	c->server.ca_file = c->ca_file = xstrdup_null(server->ca_file);
	if (server->password != NULL)
		c->password = secret_copy(server->password);
	c->server.password = c->password;
	dispatch();
	return c;
}

void
smtp_cancel(struct smtp_call *c)
{
	if (c == NULL || c->ending)
		return;
	/* In the middle of a transaction nothing else can be said on it. */
	if (c->link != NULL)
		link_free(c->link);
	call_free(c);
	dispatch();
}

void
smtp_free(void)
{
	struct smtp_call *c, *next;
	struct link *l;

	for (c = TAILQ_FIRST(&calls); c != NULL; c = next) {
		next = TAILQ_NEXT(c, entry);
		if (!c->ending && c->link == NULL)
			call_free(c);
	}
	for (c = TAILQ_FIRST(&calls); c != NULL; c = next) {
		next = TAILQ_NEXT(c, entry);
		smtp_cancel(c);
	}
	while ((l = TAILQ_FIRST(&links)) != NULL)
		link_free(l);
	multi_free(multi);
	multi = NULL;
}
