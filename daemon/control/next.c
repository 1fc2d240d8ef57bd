/* SPDX-License-Identifier: ISC */

/*
 * When the next mail about a question goes to whom, and why; or why there is
 * none.  What is planned already (an outbox row) comes before what will be.
 */

#include <stdlib.h>
#include <string.h>

#include "alert/bell.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "control/show.h"

static json_t *
next(int64_t at, json_t *to, const char *why)
{
	return json_pack("{s:o, s:o, s:s}", "at", show_time(at), "to", to,
	    "why", why);
}

static json_t *
none(const char *why)
{
	return next(0, json_array(), why);
}

static json_t *
of_mail(const struct question_mail *m, const char *lang, int64_t now)
{
	json_t *to = json_array();

	json_array_append_new(to, json_string(m->recipient != NULL ?
	    m->recipient : "?"));
	return next(m->next_at > now ? m->next_at : now, to,
	    m->error != NULL ? tr(lang, "it could not leave so far and is tried "
	    "again") : m->next_at > now ? tr(lang, "it is written and waits "
	    "for the recipient's hours, for others that may go with it, or "
	    "until he may get another mail") :
	    tr(lang, "it is on its way"));
}

static json_t *
why_none(const struct conf_client *c, const struct question *q,
    const char *lang, size_t n)
{
	struct question sure = *q;

	if (q->q.liked)
		return none(tr(lang, "you liked it: that stops the bell"));
	if (!q->account_active)
		return none(tr(lang, "its account is no longer configured"));
	if (n > 0)
		return none(tr(lang, "it has rung often enough; hark list and "
		    "the digest still tell of it"));
	if (q->q.baseline)
		return none(tr(lang, "it was there before hark, and older than "
		    "a day"));
	sure.q.rings = true;
	sure.q.state = Q_WAITING;
	for (size_t i = 0; i < c->n_recipients; i++)
		if (route_wants(&c->recipients[i], &sure) &&
		    !route_wants(&c->recipients[i], q))
			return none(tr(lang, "hark is not sure that it is a "
			    "question: it stands in the digest"));
	return none(tr(lang, "no recipient wants to hear of it (ring, accounts, "
	    "networks, languages, words)"));
}

static json_t *
of_bells(const struct conf_client *c, const struct question *q,
    const struct bell *b, size_t n, const char *lang, int64_t now)
{
	int64_t from = bells_from(q);
	struct buf why = BUF_INIT;
	json_t *to = json_array(), *ret;
	size_t at = n;

	/* What is due now is being collected; else the first to come. */
	for (size_t i = 0; i < n; i++)
		if (b[i].at >= from && (at == n || b[i].at <= now) &&
		    !bell_is_told(q, &b[i]))
			at = i;
	if (q->q.liked || at == n) {
		json_decref(to);
		return why_none(c, q, lang, n);
	}
	for (size_t i = 0; i < n; i++)
		if (b[i].at == b[at].at && !bell_is_told(q, &b[i]))
			json_array_append_new(to, json_string(b[i].to != NULL ?
			    b[i].to->name : "admin"));
	bell_why(&why, lang, c, q, &b[at]);
	ret = next(b[at].at, to, why.data);
	buf_free(&why);
	return ret;
}

/* One mail waits; does somebody else hear of it sooner? */
static bool
others_before(const struct question *q, const struct bell *b, size_t n,
    const struct question_mail *m)
{
	int64_t from = bells_from(q);

	for (size_t i = 0; i < n && b[i].at < m->next_at; i++)
		if (b[i].at >= from && !bell_is_told(q, &b[i]) &&
		    !q->q.liked && (b[i].to == NULL || m->recipient == NULL ||
		    strcmp(b[i].to->name, m->recipient) != 0))
			return true;
	return false;
}

json_t *
show_next(const struct conf_client *c, const struct question_detail *d,
    const char *lang, int64_t now)
{
	struct question q = d->question;
	const struct question_mail *m = NULL;
	struct arena *a;
	const struct bell *b;
	json_t *ret;
	size_t n;

	if (!qstate_is_open(q.q.state))
		return json_null();
	for (size_t i = 0; i < d->n_mails; i++)
		if (m == NULL || d->mails[i].next_at < m->next_at)
			m = &d->mails[i];
	if (m != NULL && m->next_at <= now)
		return of_mail(m, lang, now);
	q.thread_waiting = (int64_t)d->n_others + 1;
	a = arena_new();
	n = bells_of(c, &q, a, &b);
	ret = m != NULL && !others_before(&q, b, n, m) ?
	    of_mail(m, lang, now) : of_bells(c, &q, b, n, lang, now);
	arena_free(a);
	return ret;
}
