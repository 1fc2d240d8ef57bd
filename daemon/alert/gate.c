/* SPDX-License-Identifier: ISC */

/* May this mail leave now?  See gate.h. */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alert/compose.h"
#include "alert/gate.h"
#include "alert/ids.h"
#include "alert/plan.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/tr.h"
#include "base/when.h"

#define LAST_CALL	(10 * WHEN_MINUTE)	/* before closing */
#define WAIT_MAX	4			/* times bundle */
#define ROUND_THE_CLOCK	(8 * 60)		/* minute a day then begins */
#define TELL_MIN	(15 * WHEN_MINUTE)	/* a shorter wait is no news */

static int64_t
midnight(const struct conf_client *c, int64_t t, int days)
{
	if (c->hours != NULL)
		return hours_at(c->hours, t, days, 0);
	return (t / WHEN_DAY + days) * WHEN_DAY;
}

/* When there is room for one more of at most max since `since'; 0: now. */
static int64_t
room_at(const struct gate_in *in, int64_t max, int64_t since, int64_t *oldest)
{
	int64_t n = 0, skip;

	*oldest = 0;
	if (max <= 0)
		return 0;
	for (size_t i = 0; i < in->n_sent; i++)
		n += in->sent[i].at > since &&
		    strcmp(in->sent[i].recipient, in->to->name) == 0;
	if (n < max)
		return 0;
	skip = n - max;
	for (size_t i = 0; i < in->n_sent; i++)
		if (in->sent[i].at > since &&
		    strcmp(in->sent[i].recipient, in->to->name) == 0 &&
		    skip-- == 0)
			*oldest = in->sent[i].at;
	return in->now + 1;
}

static int64_t
cap_until(const struct gate_in *in, struct gate_out *out)
{
	const struct conf_recipient *r = in->to;
	int64_t until = 0, oldest;

	if (room_at(in, r->max_hour, in->now - WHEN_HOUR, &oldest) != 0) {
		until = oldest + WHEN_HOUR;
		out->cap = r->max_hour;
	}
	/* A mail of midnight itself belongs to the new day. */
	if (room_at(in, r->max_day, midnight(in->client, in->now, 0) - 1,
	    &oldest) != 0) {
		until = midnight(in->client, in->now, 1);
		out->cap = r->max_day;
		out->day = true;
	}
	return until;
}

/* Until when it waits for others, having been told something lately. */
static int64_t
wait_until(const struct gate_in *in, const struct outbox_row *row)
{
	const struct conf_recipient *r = in->to;
	int64_t today = midnight(in->client, in->now, 0), last = 0, n = 0;
	int64_t gap = in->client->bundle_ms, until, closes;

	if (row->wait_ms <= 0 || gap <= 0 || in->hurry)
		return 0;
	for (size_t i = 0; i < in->n_sent; i++)
		if (in->sent[i].at >= today &&
		    strcmp(in->sent[i].recipient, r->name) == 0) {
			last = in->sent[i].at;
			n++;
		}
	if (n == 0)
		return 0;
	gap += (n - 1) * gap / 3;
	if (gap > WAIT_MAX * in->client->bundle_ms)
		gap = WAIT_MAX * in->client->bundle_ms;
	until = last + gap;
	if (until > row->created_at + row->wait_ms)
		until = row->created_at + row->wait_ms;
	if (r->hours != NULL && hours_is_open(r->hours, in->now)) {
		closes = hours_closes_at(r->hours, in->now) - LAST_CALL;
		if (until > closes)
			until = closes;
	}
	return until;
}

enum gate
gate(const struct gate_in *in, const struct outbox_row *row,
    struct gate_out *out)
{
	const struct conf_recipient *r = in->to;
	int64_t until = 0, wait;

	memset(out, 0, sizeof(*out));
	if (r == NULL || (row->kind != OUTBOX_QUESTION &&
	    row->kind != OUTBOX_SUMMARY && row->kind != OUTBOX_MORE))
		return GATE_GO;
	/* One that may have arrived goes again to the same place. */
	if (!bell_present(r, in->now) && !row->in_doubt) {
		out->to = bell_stand_in(in->client, r, in->now);
		return GATE_FORWARD;
	}
	if (row->kind != OUTBOX_MORE && !row->in_doubt &&
	    !(row->urgent && row->step == 0))
		until = cap_until(in, out);
	if (row->kind == OUTBOX_QUESTION && !row->in_doubt) {
		wait = wait_until(in, row);
		until = wait > until ? wait : until;
	}
	/* What waits for the next day waits for its morning: nobody is woken at
	 * midnight because a limit ends then. */
	if (out->day && r->hours != NULL && until > in->now &&
	    hours_closes_at(r->hours, until) >= until + WHEN_DAY)
		until = hours_at(r->hours, until, 0, ROUND_THE_CLOCK);
	if (r->hours != NULL && (!row->any_hour || out->day))
		until = hours_next_open(r->hours, until > in->now ? until :
		    in->now);
	if (until <= in->now)
		return GATE_GO;
	out->until = until;
	/* Of what he was told before nobody waits "more". */
	out->tell = out->cap > 0 && row->step == 0 &&
	    until - in->now >= TELL_MIN;
	return GATE_WAIT;
}

int64_t
gate_since(const struct conf_client *c, int64_t now)
{
	int64_t day = midnight(c, now, 0), hour = now - WHEN_HOUR;
	bool asked = c->bundle_ms > 0;

	for (size_t i = 0; i < c->n_recipients; i++)
		asked |= c->recipients[i].max_hour > 0 ||
		    c->recipients[i].max_day > 0;
	return !asked ? 0 : day < hour ? day : hour;
}

static const char *
keep(struct arena *a, char *given)
{
	const char *s = arena_strdup(a, given);

	free(given);
	return s;
}

void
gate_notice(const struct plan_in *in, const struct conf_recipient *r,
    const struct outbox_row *row, const struct gate_out *out, struct arena *a,
    struct outbox_row *ret)
{
	const char *lang = r->lang != NULL ? r->lang : in->client->lang;
	struct buf b = BUF_INIT, subject = BUF_INIT;
	char when[64];
	long long n = 0, cap = (long long)out->cap;

	while (row->questions != NULL && row->questions[n] != NULL)
		n++;
	if (in->client->hours != NULL)
		hours_format(in->client->hours, out->until, lang, "day", when,
		    sizeof(when));
	else
		when_format(out->until, when);
	buf_addf(&subject, trn(lang, "%lld more question waits",
	    "%lld more questions wait", n), n);
	buf_addf(&b, "%s.\n", subject.data);
	buf_addf(&b, out->day ? trn(lang, "You get at most %lld mail a day; ",
	    "You get at most %lld mails a day; ", cap) :
	    trn(lang, "You get at most %lld mail an hour; ",
	    "You get at most %lld mails an hour; ", cap), cap);
	buf_addf(&b, tr(lang, "the next one comes %s, with all that is still "
	    "open then."), when);
	if (r->digest || compose_says_commands(in->client, r))
		buf_adds(&b, "\n\n");
	if (r->digest)
		buf_adds(&b, trn(lang, "It also stands in the next digest.",
		    "They also stand in the next digest.", n));
	if (compose_says_commands(in->client, r))
		buf_addf(&b, "%s%s", r->digest ? " " : "", tr(lang,
		    "Who wants to look now: hark list"));
	*ret = (struct outbox_row){ .kind = OUTBOX_MORE,
		.state = OUTBOX_PENDING, .channel = plan_channel(r->channel),
		.recipient = r->name, .address = r->address,
		.questions = row->questions, .created_at = in->now,
		.next_at = in->now, .any_hour = row->any_hour };
	/* Once for each time that the cap holds. */
	ret->key = arena_printf(a, "more/%s/%" PRId64, r->name, out->until);
	ret->message_id = keep(a, id_message(in->client->name, in->host,
	    ret->key));
	ret->subject = arena_strdup(a, subject.data);
	ret->body = arena_strdup(a, b.data);
	buf_free(&subject);
	buf_free(&b);
}
