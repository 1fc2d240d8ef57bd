/* SPDX-License-Identifier: ISC */

/*
 * A mail server played by the test; see net/smtp.h and fake.h.  Every attempt
 * is kept, also those that the test's server refuses.
 */

#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "base/loop.h"
#include "base/mem.h"
#include "fake/fake.h"
#include "fake/parts.h"

struct smtp_call {
	size_t mail;			/* index into mails, or SIZE_MAX */
	smtp_fn *fn;
	void *arg;
	struct timer *timer;
	struct smtp_result result;	/* for a call without a mail */
	bool ending;
	TAILQ_ENTRY(smtp_call) link;
};

static TAILQ_HEAD(, smtp_call) calls = TAILQ_HEAD_INITIALIZER(calls);
static struct fake_mail **mails;
static size_t n_mails;
static fake_smtp_fn *server;
static void *server_arg;

static void
call_free(struct smtp_call *c)
{
	TAILQ_REMOVE(&calls, c, link);
	timer_free(c->timer);
	free(c);
}

static void
on_turn(void *arg)
{
	struct smtp_call *c = arg;
	struct smtp_result r = { .outcome = SMTP_ACCEPTED, .code = 250 };
	struct fake_mail *m = c->mail < n_mails ? mails[c->mail] : NULL;

	if (m == NULL)
		r = c->result;
	else if (server != NULL)
		server(server_arg, m->to, m->text, &r);
	if (m != NULL)
		m->outcome = r.outcome;
	c->ending = true;
	c->fn(c->arg, &r);
	call_free(c);
}

struct smtp_call *
smtp_send(const struct smtp_server *srv, const char *from, const char *to,
    const char *message, size_t len, smtp_fn *fn, void *arg)
{
	struct smtp_call *c = xcalloc(1, sizeof(*c));
	struct fake_mail *m;

	(void)srv;
	c->fn = fn;
	c->arg = arg;
	c->mail = SIZE_MAX;
	c->timer = timer_new(on_turn, c);
	timer_start(c->timer, 0);
	TAILQ_INSERT_TAIL(&calls, c, link);
	if (strpbrk(from, "\r\n") != NULL || strpbrk(to, "\r\n") != NULL) {
		c->result.outcome = SMTP_PERMANENT;
		err_set(&c->result.err, ERR_USAGE, "an address holds a line "
		    "break");
		return c;
	}

	m = xcalloc(1, sizeof(*m));
	m->from = xstrdup(from);
	m->to = xstrdup(to);
	m->text = xmalloc(len + 1);
	memcpy(m->text, message, len);
	m->text[len] = '\0';
	m->at = loop_now();
	m->outcome = SMTP_TEMPORARY;	/* until the server has spoken */
	mails = xreallocarray(mails, n_mails + 1, sizeof(*mails));
	c->mail = n_mails;
	mails[n_mails++] = m;
	return c;
}

void
smtp_cancel(struct smtp_call *c)
{
	if (c != NULL && !c->ending)
		call_free(c);
}

void
smtp_free(void)
{
	struct smtp_call *c, *next;

	for (c = TAILQ_FIRST(&calls); c != NULL; c = next) {
		next = TAILQ_NEXT(c, link);
		smtp_cancel(c);
	}
}

void
fake_smtp(fake_smtp_fn *fn, void *arg)
{
	server = fn;
	server_arg = arg;
}

size_t
fake_mail_count(void)
{
	return n_mails;
}

const struct fake_mail *
fake_mail(size_t i)
{
	return i < n_mails ? mails[i] : NULL;
}

void
fake_mail_forget(void)
{
	struct smtp_call *c;

	/* Calls still under way have nothing to remember any more. */
	TAILQ_FOREACH(c, &calls, link)
		if (c->mail < n_mails) {
			c->mail = SIZE_MAX;
			c->result.outcome = SMTP_ACCEPTED;
			c->result.code = 250;
		}
	for (size_t i = 0; i < n_mails; i++) {
		free(mails[i]->from);
		free(mails[i]->to);
		free(mails[i]->text);
		free(mails[i]);
	}
	free(mails);
	mails = NULL;
	n_mails = 0;
}

void
fake_smtp_free(void)
{
	smtp_free();
	fake_mail_forget();
	fake_smtp(NULL, NULL);
}
