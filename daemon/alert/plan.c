/* SPDX-License-Identifier: ISC */

/* Which question rings when, at whom; see plan.h. */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alert/compose.h"
#include "alert/ids.h"
#include "alert/plan.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/when.h"

#define GAP_MAX		(7 * WHEN_DAY)
#define RING_MAX	(30 * WHEN_DAY)
#define BELLS_MAX	200
#define BASELINE_MAX	WHEN_DAY	/* older ones from the first run: silent */
#define NOTE_MAX	WHEN_DAY	/* older ends are no news */

/* One question that rings at one recipient now. */
struct due {
	const struct question *q;
	int64_t bell;
};

const char *
plan_channel(enum conf_channel c)
{
	switch (c) {
	case CHANNEL_MAIL:
		return "mail";
	case CHANNEL_WEBHOOK:
		return "webhook";
	case CHANNEL_EXEC:
		return "exec";
	}
	return "mail";
}

bool
plan_wants(const struct conf_recipient *r, const struct question *q)
{
	if ((!q->q.rings || q->q.state == Q_PERHAPS) && !r->perhaps)
		return false;
	if (r->accounts == NULL)
		return true;
	for (char **a = r->accounts; *a != NULL; a++)
		if (strcmp(*a, q->account) == 0)
			return true;
	return false;
}

/* An open hour of the recipient, on the grid if the thread is crowded. */
static int64_t
place(const struct conf_client *c, const struct conf_recipient *r,
    const struct question *q, int64_t t)
{
	int64_t from = q->root_at > 0 && q->root_at < t ? q->root_at : 0;

	if (q->thread_waiting > PLAN_THREAD_MAX && c->group_ms > 0)
		t = from + (t - from + c->group_ms - 1) / c->group_ms *
		    c->group_ms;
	return r->hours != NULL ? hours_next_open(r->hours, t) : t;
}

static int64_t
add_time(const struct conf_client *c, int64_t t, int64_t span)
{
	return c->hours != NULL ? hours_add(c->hours, t, span) : t + span;
}

int64_t
plan_bell(const struct conf_client *c, const struct conf_recipient *r,
    const struct question *q, int64_t n)
{
	int64_t t, gap = c->remind_ms;

	if (!plan_wants(r, q) || !q->account_active)
		return 0;
	if (q->q.baseline && q->q.asked_at < q->seen_at - BASELINE_MAX)
		return 0;
	if (n > 0 && (gap == 0 || n >= BELLS_MAX))
		return 0;
	t = r->delay_ms > 0 ? add_time(c, q->q.asked_at, r->delay_ms) : 0;
	if (t < q->seen_at)
		t = q->seen_at;
	t = place(c, r, q, t);
	for (int64_t i = 0; i < n; i++) {
		t = place(c, r, q, add_time(c, t, gap));
		gap = gap < GAP_MAX / 2 ? 2 * gap : GAP_MAX;
		if (c->remind_ms > gap)
			gap = c->remind_ms;
	}
	return n > 0 && t > q->seen_at + RING_MAX ? 0 : t;
}

/*
 * The last bell in [ring_at, now] and the first one later; -1 and 0 if there
 * are none.
 */
static void
bells(const struct plan_in *in, const struct conf_recipient *r,
    const struct question *q, int64_t *due, int64_t *next)
{
	int64_t from = q->ring_step > 0 ? q->ring_at : INT64_MIN, t;

	*due = -1;
	*next = 0;
	for (int64_t n = 0; (t = plan_bell(in->client, r, q, n)) != 0; n++) {
		if (t > in->now) {
			*next = t;
			return;
		}
		if (t >= from)
			*due = n;
	}
}

static int
by_id(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char **
sorted_ids(struct arena *a, const struct due *d, size_t n)
{
	const char **ids = arena_alloc(a, (n + 1) * sizeof(*ids));

	for (size_t i = 0; i < n; i++)
		ids[i] = d[i].q->id;
	qsort(ids, n, sizeof(*ids), by_id);
	return ids;
}

static const char *
keep(struct arena *a, char *given)
{
	const char *s = arena_strdup(a, given);

	free(given);
	return s;
}

/*
 * Where a mail about these belongs: into their own thread, or into a new one
 * if they never stood together.
 */
static const char *
root_of(const struct plan_in *in, struct arena *a, const struct due *d,
    size_t n, bool summary)
{
	const char *root = d[0].q->mail_root, *client = in->client->name;
	char kind;

	for (size_t i = 1; i < n; i++)
		if (root == NULL || d[i].q->mail_root == NULL ||
		    strcmp(root, d[i].q->mail_root) != 0)
			root = NULL;
	if (root != NULL && (n == 1 || id_root_count(root, &kind) >= n))
		return root;
	if (n == 1 && !summary)
		return keep(a, id_root_question(client, in->host, d[0].q->id));
	return keep(a, id_root_many(client, in->host, summary ? 's' : 'c',
	    sorted_ids(a, d, n), n));
}

static const char *
row_key(struct arena *a, const char *what, const char *recipient,
    const struct due *d, size_t n)
{
	uint64_t h = 0;

	/* The bells themselves: planned again they give the same key. */
	for (size_t i = 0; i < n; i++) {
		h = hash_bytes(h, d[i].q->id, strlen(d[i].q->id));
		h = hash_bytes(h, &d[i].q->ring_at, sizeof(d[i].q->ring_at));
	}
	return arena_printf(a, "%s/%s/%zu/%016" PRIx64, what, recipient, n, h);
}

static void
fill_row(const struct plan_in *in, struct arena *a, struct outbox_row *row,
    const struct conf_recipient *r, const struct due *d, size_t n, bool summary)
{
	const char *lang = r->lang != NULL ? r->lang : in->client->lang;
	const char **ids = arena_alloc(a, (n + 1) * sizeof(*ids));
	const char *root = root_of(in, a, d, n, summary);

	row->kind = summary ? OUTBOX_SUMMARY : OUTBOX_QUESTION;
	row->state = OUTBOX_PENDING;
	row->channel = plan_channel(r->channel);
	row->recipient = r->name;
	row->address = r->address;
	for (size_t i = 0; i < n; i++) {
		int64_t step = d[i].q->rung_at != 0 ? d[i].bell : 0;

		ids[i] = d[i].q->id;
		/* A first bell among reminders makes the mail a first one. */
		if (i == 0 || step < row->step)
			row->step = step;
	}
	row->questions = ids;
	row->key = row_key(a, summary ? "summary" : "ring", r->name, d, n);
	row->message_id = keep(a, id_message(in->client->name, in->host,
	    row->key));
	row->in_reply_to = root;
	row->subject = keep(a, compose_subject(lang, root, d[0].q));
	row->created_at = row->next_at = in->now;
}

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

/*
 * Nobody wants to hear of it while it is unsure.  When it would ring if it
 * became sure: then its reminders go on where they would be.
 */
static int64_t
next_if_sure(const struct plan_in *in, const struct question *q)
{
	struct question sure = *q;
	int64_t due, next, first = 0;

	sure.q.rings = true;
	sure.q.state = Q_WAITING;
	for (size_t j = 0; j < in->client->n_recipients; j++) {
		bells(in, &in->client->recipients[j], &sure, &due, &next);
		if (next != 0 && (first == 0 || next < first))
			first = next;
	}
	return first;
}

void
plan_rings(const struct plan_in *in, struct arena *a, struct plan *p)
{
	const struct conf_client *c = in->client;
	size_t *sizes = arena_alloc(a, (in->n_questions + 1) * sizeof(*sizes));
	struct due *d = arena_alloc(a, (in->n_questions + 1) * sizeof(*d));

	memset(p, 0, sizeof(*p));
	p->rows = arena_alloc(a, (2 * c->n_recipients + 1) * sizeof(*p->rows));
	p->updates = arena_alloc(a, (in->n_questions + 1) *
	    sizeof(*p->updates));
	p->n_updates = in->n_questions;
	for (size_t i = 0; i < in->n_questions; i++) {
		p->updates[i].question = in->questions[i].id;
		p->updates[i].ring_step = in->questions[i].ring_step;
	}

	for (size_t j = 0; j < c->n_recipients; j++) {
		const struct conf_recipient *r = &c->recipients[j];

		/* First what the first run found, then the rest. */
		for (int summary = 1; summary >= 0; summary--) {
			size_t n = 0;

			for (size_t i = 0; i < in->n_questions; i++) {
				const struct question *q = &in->questions[i];
				struct ring_update *u = &p->updates[i];
				int64_t bell, next;

				bells(in, r, q, &bell, &next);
				if (next != 0 &&
				    (u->ring_at == 0 || next < u->ring_at))
					u->ring_at = next;
				if (bell == -1 || summary !=
				    (q->q.baseline && q->rung_at == 0))
					continue;
				d[n].q = q;
				d[n++].bell = bell;
				u->ring_step = q->ring_step + 1;
			}
			if (n == 0)
				continue;
			fill_row(in, a, &p->rows[p->n_rows], r, d, n, summary);
			note_root(in, p, sizes, &p->rows[p->n_rows++], d, n);
		}
	}
	for (size_t i = 0; i < in->n_questions; i++)
		if (p->updates[i].ring_at == 0 &&
		    (!in->questions[i].q.rings ||
		    in->questions[i].q.state == Q_PERHAPS))
			p->updates[i].ring_at = next_if_sure(in,
			    &in->questions[i]);
}

void
plan_merge(const struct plan_in *in, const struct outbox_row *rows, size_t n,
    struct arena *a, struct outbox_row *ret)
{
	const struct conf_client *c = in->client;
	const char *lang = c->lang, **ids;
	size_t total = 0, count = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; rows[i].questions[k] != NULL; k++)
			total++;
	ids = arena_alloc(a, (total + 1) * sizeof(*ids));
	*ret = rows[0];
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; rows[i].questions[k] != NULL; k++)
			ids[count++] = rows[i].questions[k];
		if (rows[i].step < ret->step)
			ret->step = rows[i].step;
	}
	qsort(ids, count, sizeof(*ids), by_id);
	total = 0;
	for (size_t i = 0; i < count; i++)
		if (total == 0 || strcmp(ids[i], ids[total - 1]) != 0)
			ids[total++] = ids[i];
	ids[total] = NULL;

	for (size_t j = 0; j < c->n_recipients; j++)
		if (strcmp(c->recipients[j].name, rows[0].recipient) == 0 &&
		    c->recipients[j].lang != NULL)
			lang = c->recipients[j].lang;
	ret->id = 0;
	ret->kind = OUTBOX_QUESTION;
	ret->questions = ids;
	ret->in_reply_to = keep(a, id_root_many(c->name, in->host, 'c', ids,
	    total));
	ret->key = arena_printf(a, "merged/%s/%s/%" PRId64, ret->recipient,
	    ret->in_reply_to, rows[n - 1].id);
	ret->message_id = keep(a, id_message(c->name, in->host, ret->key));
	ret->subject = keep(a, compose_subject(lang, ret->in_reply_to, NULL));
	ret->attempts = 0;
	ret->error = NULL;
	ret->created_at = ret->next_at = in->now;
}

static bool
was_rung(const struct plan_in *in, const struct conf_recipient *r,
    const struct question *q)
{
	struct question then = *q;
	int64_t t;

	/* Judged as it was when it rang. */
	then.q.rings = then.q.rings || r->perhaps;
	then.q.state = Q_WAITING;
	then.account_active = true;
	then.thread_waiting = 0;
	t = plan_bell(in->client, r, &then, 0);
	return t != 0 && t <= q->rung_at;
}

static void
fill_note(const struct plan_in *in, struct arena *a, struct outbox_row *row,
    const struct conf_recipient *r, const struct question *q)
{
	struct due d = { .q = q };

	fill_row(in, a, row, r, &d, 1, false);
	row->kind = OUTBOX_ANSWERED;
	row->step = 0;
	row->key = arena_printf(a, "answered/%s/%s/%" PRId64, r->name, q->id,
	    q->q.ended_at);
	row->message_id = keep(a, id_message(in->client->name, in->host,
	    row->key));
	if (r->hours != NULL)
		row->next_at = hours_next_open(r->hours, in->now);
}

void
plan_answered(const struct plan_in *in, struct arena *a, struct plan *p)
{
	static char name[] = "nobody", address[] = "";
	static const struct conf_recipient nobody = { .name = name,
		.address = address };
	const struct conf_client *c = in->client;

	memset(p, 0, sizeof(*p));
	p->rows = arena_alloc(a, (in->n_questions * (c->n_recipients + 1) + 1) *
	    sizeof(*p->rows));
	for (size_t i = 0; i < in->n_questions; i++) {
		const struct question *q = &in->questions[i];
		size_t before = p->n_rows;

		for (size_t j = 0; j < c->n_recipients; j++)
			if (q->q.ended_at > in->now - NOTE_MAX &&
			    was_rung(in, &c->recipients[j], q))
				fill_note(in, a, &p->rows[p->n_rows++],
				    &c->recipients[j], q);
		if (p->n_rows == before) {
			fill_note(in, a, &p->rows[p->n_rows], &nobody, q);
			p->rows[p->n_rows++].state = OUTBOX_DROPPED;
		}
	}
}
