/* SPDX-License-Identifier: ISC */

/* Bells that are due become rows; see plan.h. */

#include <string.h>

#include "alert/plan_int.h"
#include "base/arena.h"

/* A question's bells. */
struct bells {
	const struct bell *v;
	size_t n;
	bool *early;			/* n; they go along now */
};

/* Remember where the largest mail about a question put it. */
static void
note_root(const struct plan_in *in, struct plan *p, size_t *sizes,
    const struct outbox_row *row, const struct due *d, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = (size_t)(d[i].q - in->questions);

		if (n > sizes[at]) {
			sizes[at] = n;
			p->updates[at].mail_root = row->in_reply_to;
		}
	}
}

/* Bell b rings at r, or at whoever has the same address. */
static bool
rings_at(const struct plan_in *in, const struct conf_recipient *r,
    const struct bell *b)
{
	/* Without an administrator the one who is absent is better than
	 * nobody. */
	const struct conf_recipient *to = b->to == NULL &&
	    plan_admins(in) == 0 ? b->of : b->to;

	return to == NULL ? r == NULL : bell_same_address(to, r);
}

/* The last bell at r in [from, now]; NULL if there is none.  Those that ring
 * together are one. */
static const struct bell *
last_due(const struct plan_in *in, const struct bells *bells,
    const struct question *q, const struct conf_recipient *r, int64_t *nth)
{
	const struct bell *due = NULL;
	int64_t from = bells_from(q), n = 0, last = INT64_MIN;

	for (size_t i = 0; i < bells->n && bells->v[i].at <= in->now; i++) {
		if (!rings_at(in, r, &bells->v[i]))
			continue;
		n += bells->v[i].at != last;
		last = bells->v[i].at;
		if (last >= from && !bell_is_told(q, &bells->v[i])) {
			due = &bells->v[i];
			*nth = n - 1;
		}
	}
	return due;
}

/* The first bell at r after now, if it may go along with what leaves now. */
static const struct bell *
next_early(const struct plan_in *in, const struct bells *bells,
    const struct question *q, const struct conf_recipient *r, int64_t *nth)
{
	const struct bell *b = NULL;
	size_t i;

	*nth = 0;
	for (i = 0; i < bells->n; i++) {
		b = &bells->v[i];
		if (!rings_at(in, r, b))
			continue;
		if (b->at > in->now && !bell_is_told(q, b))
			break;
		++*nth;
	}
	if (i == bells->n || b->at > in->now + bell_early(in->client, b) ||
	    !bell_is_plain(in->client, q, b))
		return NULL;
	bells->early[i] = true;
	return b;
}

static int64_t
next_after(const struct bells *bells, const struct question *q, int64_t now)
{
	for (size_t i = 0; i < bells->n; i++)
		if (bells->v[i].at > now && !bells->early[i] &&
		    !bell_is_told(q, &bells->v[i]))
			return bells->v[i].at;
	return 0;
}

/* All of now, and the first after what may be told early. */
static void
lay(const struct plan_in *in, struct arena *a, const struct question *q,
    struct bells *ret)
{
	ret->n = bells_until(in->client, q, in->now + bell_horizon(in->client), a,
	    &ret->v);
	ret->early = arena_alloc(a, (ret->n + 1) * sizeof(*ret->early));
}

/*
 * Nobody wants to hear of it while it is unsure.  When it would ring if it
 * became sure: then its reminders go on where they would be.
 */
static int64_t
next_if_sure(const struct plan_in *in, struct arena *a,
    const struct question *q)
{
	struct question sure = *q;
	struct bells bells;

	sure.q.rings = true;
	sure.q.state = Q_WAITING;
	lay(in, a, &sure, &bells);
	return next_after(&bells, &sure, in->now);
}

/* What a pass over the due bells of one address takes. */
enum pass { PASS_SUMMARY, PASS_NOW, PASS_LATER, PASS_MAX };

static enum pass
pass_of(const struct plan_in *in, const struct conf_recipient *r,
    const struct due *d)
{
	if (r != NULL && r->hours != NULL && !d->bell->any_hour &&
	    !hours_is_open(r->hours, in->now))
		return PASS_LATER;
	return d->q->q.baseline && d->q->rung_at == 0 ? PASS_SUMMARY :
	    PASS_NOW;
}

/* May other mails go with this one, and how long may it wait for them? */
static int64_t
wait_of(const struct plan_in *in, const struct due *d, size_t n)
{
	int64_t wait = INT64_MAX;

	for (size_t i = 0; i < n; i++) {
		int64_t ms = bell_wait(in->client, d[i].bell);

		if (!bell_is_plain(in->client, d[i].q, d[i].bell))
			return -1;
		if (ms < wait)
			wait = ms;
	}
	return wait;
}

/* What is due soon at the address of these, behind them. */
static size_t
add_early(const struct plan_in *in, const struct bells *bells,
    const struct conf_recipient *r, struct due *d, size_t n)
{
	size_t due = n, k;

	for (size_t i = 0; i < in->n_questions; i++) {
		for (k = 0; k < due && d[k].q != &in->questions[i]; k++)
			;
		if (k < due)
			continue;
		d[n].q = &in->questions[i];
		d[n].bell = next_early(in, &bells[i], d[n].q, r, &d[n].nth);
		n += d[n].bell != NULL;
	}
	return n;
}

/* What is due at one address (r NULL: the administrator's). */
static void
plan_address(const struct plan_in *in, struct arena *a, struct plan *p,
    const struct bells *bells, const struct conf_recipient *r, size_t *sizes)
{
	struct due *d = arena_alloc(a, (in->n_questions + 1) * sizeof(*d));
	const char **ids;
	struct outbox_row *row;

	for (enum pass pass = PASS_SUMMARY; pass < PASS_MAX; pass++) {
		size_t n = 0;
		int64_t wait;
		bool any_hour = false;

		for (size_t i = 0; i < in->n_questions; i++) {
			const struct question *q = &in->questions[i];

			d[n].q = q;
			d[n].bell = last_due(in, &bells[i], q, r, &d[n].nth);
			if (d[n].bell == NULL || pass_of(in, r, &d[n]) != pass)
				continue;
			any_hour |= d[n++].bell->any_hour;
			p->updates[i].ring_step = q->ring_step + 1;
		}
		if (n == 0)
			continue;
		if (r == NULL) {
			ids = arena_alloc(a, (n + 1) * sizeof(*ids));
			for (size_t i = 0; i < n; i++)
				ids[i] = d[i].q->id;
			p->n_rows += plan_nobody(in, ids, plan_key(a, "ring",
			    "admin", d, n), a, &p->rows[p->n_rows]);
			continue;
		}
		wait = pass == PASS_SUMMARY ? -1 : wait_of(in, d, n);
		if (pass == PASS_NOW && wait >= 0 && in->client->bundle_ms > 0)
			n = add_early(in, bells, r, d, n);
		row = &p->rows[p->n_rows++];
		plan_row(in, a, row, r, d, n, pass == PASS_SUMMARY);
		row->wait_ms = wait;
		row->any_hour = any_hour;
		if (pass == PASS_LATER)
			row->next_at = hours_next_open(r->hours, in->now);
		note_root(in, p, sizes, row, d, n);
	}
}

/* When each rings next; what is not due yet and stays so is left as it is. */
static void
finish_updates(const struct plan_in *in, struct arena *a, struct plan *p,
    const struct bells *bells)
{
	for (size_t i = 0; i < in->n_questions; i++) {
		const struct question *q = &in->questions[i];
		struct ring_update u = p->updates[i];

		for (size_t k = 0; k < bells[i].n; k++)
			u.ring_step += bells[i].early[k];
		if (i >= in->n_questions - in->n_soon &&
		    u.ring_step == q->ring_step)
			continue;
		u.ring_at = next_after(&bells[i], q, in->now);
		if (u.ring_at == 0 && (!q->q.rings || q->q.state == Q_PERHAPS))
			u.ring_at = next_if_sure(in, a, q);
		p->updates[p->n_updates++] = u;
	}
}

void
plan_rings(const struct plan_in *in, struct arena *a, struct plan *p)
{
	const struct conf_client *c = in->client;
	size_t *sizes = arena_alloc(a, (in->n_questions + 1) * sizeof(*sizes));
	struct bells *bells = arena_alloc(a, (in->n_questions + 1) *
	    sizeof(*bells));

	memset(p, 0, sizeof(*p));
	p->rows = arena_alloc(a, PASS_MAX * (c->n_recipients +
	    plan_admins(in) + 1) * sizeof(*p->rows));
	p->updates = arena_alloc(a, (in->n_questions + 1) *
	    sizeof(*p->updates));
	for (size_t i = 0; i < in->n_questions; i++) {
		const struct question *q = &in->questions[i];

		lay(in, a, q, &bells[i]);
		p->updates[i].question = q->id;
		p->updates[i].ring_step = q->ring_step;
	}
	for (size_t j = 0; j < c->n_recipients; j++) {
		size_t k = 0;

		while (!bell_same_address(&c->recipients[k], &c->recipients[j]))
			k++;
		if (k == j)
			plan_address(in, a, p, bells, &c->recipients[j], sizes);
	}
	plan_address(in, a, p, bells, NULL, sizes);
	finish_updates(in, a, p, bells);
}
