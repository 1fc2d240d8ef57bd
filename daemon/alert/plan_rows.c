/* SPDX-License-Identifier: ISC */

/*
 * The rows of the outbox that are about questions: what they say, where they
 * belong, and what they are called; see plan.h.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alert/compose.h"
#include "alert/ids.h"
#include "alert/plan_int.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"

#define NOTE_MAX	WHEN_DAY	/* older ends are no news */

bool
plan_has_address(const struct outbox_row *rows, size_t n,
    const struct conf_recipient *r)
{
	for (size_t i = 0; i < n; i++)
		if (r->address != NULL && rows[i].address != NULL &&
		    strcmp(rows[i].address, r->address) == 0 &&
		    strcmp(rows[i].channel, plan_channel(r->channel)) == 0)
			return true;
	return false;
}

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
 * The mail thread in which r heard of it last.  Without that the one of its
 * largest mail, or of the conversation's last question; but who hears of one
 * for the first time never saw the many.
 */
static const char *
last_root(const struct conf_recipient *r, const struct due *d, size_t n)
{
	const struct question *q = d->q;
	char kind;

	for (size_t i = 0; i < q->n_told; i++)
		if (q->told[i].root != NULL &&
		    bell_was_told(&q->told[i], r))
			return q->told[i].root;
	if (q->mail_root == NULL || id_root_count(q->mail_root, &kind) == 1)
		return q->mail_root;
	if (q->n_told > 0 || (n == 1 && d->bell != NULL &&
	    d->bell->reminder == 0 && !d->bell->held))
		return NULL;
	return q->mail_root;
}

/*
 * Where a mail about these belongs: into their own thread, or into a new one
 * if they never stood together.
 */
static const char *
root_of(const struct plan_in *in, struct arena *a,
    const struct conf_recipient *r, const struct due *d, size_t n,
    bool summary)
{
	const char *root = last_root(r, &d[0], n), *other;
	const char *client = in->client->name;
	char kind;

	for (size_t i = 1; i < n && root != NULL; i++) {
		other = last_root(r, &d[i], n);
		if (other == NULL || strcmp(root, other) != 0)
			root = NULL;
	}
	if (root != NULL && (n == 1 || id_root_count(root, &kind) >= n))
		return root;
	/* What the first run found is a mail of many, unless it is one. */
	if (n == 1)
		return keep(a, id_root_question(client, in->host, d[0].q->id));
	return keep(a, id_root_many(client, in->host, summary ? 's' : 'c',
	    sorted_ids(a, d, n), n));
}

const char *
plan_key(struct arena *a, const char *what, const char *recipient,
    const struct due *d, size_t n)
{
	uint64_t h = 0;

	/* The bells themselves: planned again they give the same key. */
	for (size_t i = 0; i < n; i++) {
		int64_t at = d[i].bell != NULL ? d[i].bell->at : 0;

		h = hash_bytes(h, d[i].q->id, strlen(d[i].q->id));
		h = hash_bytes(h, &d[i].q->ring_at, sizeof(d[i].q->ring_at));
		h = hash_bytes(h, &at, sizeof(at));
	}
	return arena_printf(a, "%s/%s/%zu/%016" PRIx64, what, recipient, n, h);
}

void
plan_row(const struct plan_in *in, struct arena *a, struct outbox_row *row,
    const struct conf_recipient *r, const struct due *d, size_t n, bool summary)
{
	const char *lang = r->lang != NULL ? r->lang : in->client->lang;
	const char **ids = arena_alloc(a, (n + 1) * sizeof(*ids));
	int64_t *bells = arena_alloc(a, (n + 1) * sizeof(*bells));
	const char *root = root_of(in, a, r, d, n, summary);

	row->kind = summary ? OUTBOX_SUMMARY : OUTBOX_QUESTION;
	row->state = OUTBOX_PENDING;
	row->channel = plan_channel(r->channel);
	row->recipient = r->name;
	row->address = r->address;
	for (size_t i = 0; i < n; i++) {
		int64_t step = d[i].q->rung_at != 0 ? d[i].nth : 0;

		ids[i] = d[i].q->id;
		bells[i] = d[i].bell != NULL ? d[i].bell->at : 0;
		row->urgent |= (route_kinds(in->client, d[i].q) &
		    OUTSIDE_URGENT) != 0;
		/* A first bell among reminders makes the mail a first one. */
		if (i == 0 || step < row->step)
			row->step = step;
	}
	row->questions = ids;
	row->bells = bells;
	row->key = plan_key(a, summary ? "summary" : "ring", r->name, d, n);
	row->message_id = keep(a, id_message(in->client->name, in->host,
	    row->key));
	row->in_reply_to = root;
	row->subject = keep(a, compose_subject(lang, root, d[0].q));
	row->created_at = row->next_at = in->now;
}

static const struct conf_recipient *
find(const struct conf_client *c, const char *name)
{
	for (size_t j = 0; j < c->n_recipients; j++)
		if (strcmp(c->recipients[j].name, name) == 0)
			return &c->recipients[j];
	return NULL;
}

/* A question of a row, and the bell it is told by. */
struct told {
	const char *id;
	int64_t bell;
};

/* The last bell of a question comes first. */
static int
by_told(const void *a, const void *b)
{
	const struct told *x = a, *y = b;
	int n = strcmp(x->id, y->id);

	return n != 0 ? n : x->bell > y->bell ? -1 : x->bell < y->bell;
}

void
plan_merge(const struct plan_in *in, const struct outbox_row *rows, size_t n,
    struct arena *a, struct outbox_row *ret)
{
	const struct conf_client *c = in->client;
	const struct conf_recipient *r = find(c, rows[0].recipient);
	const char *lang = r != NULL && r->lang != NULL ? r->lang : c->lang;
	const char **ids;
	struct told *all;
	int64_t *bells;
	size_t total = 0, count = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; rows[i].questions[k] != NULL; k++)
			total++;
	ids = arena_alloc(a, (total + 1) * sizeof(*ids));
	bells = arena_alloc(a, (total + 1) * sizeof(*bells));
	all = arena_alloc(a, (total + 1) * sizeof(*all));
	*ret = rows[0];
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; rows[i].questions[k] != NULL; k++)
			all[count++] = (struct told){ rows[i].questions[k],
				rows[i].bells != NULL ? rows[i].bells[k] : 0 };
		if (rows[i].step < ret->step)
			ret->step = rows[i].step;
		ret->any_hour |= rows[i].any_hour;
		ret->urgent |= rows[i].urgent;
		if (ret->wait_ms != -1)
			ret->wait_ms = rows[i].wait_ms == -1 ? -1 : 0;
	}
	qsort(all, count, sizeof(*all), by_told);
	total = 0;
	for (size_t i = 0; i < count; i++)
		if (total == 0 || strcmp(all[i].id, ids[total - 1]) != 0) {
			bells[total] = all[i].bell;
			ids[total++] = all[i].id;
		}
	ids[total] = NULL;

	ret->id = 0;
	ret->kind = OUTBOX_QUESTION;
	ret->questions = ids;
	ret->bells = bells;
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

void
plan_forward(const struct plan_in *in, const struct outbox_row *row,
    const struct conf_recipient *to, struct arena *a, struct outbox_row *ret)
{
	const char *lang = to->lang != NULL ? to->lang : in->client->lang;

	*ret = *row;
	ret->id = 0;
	ret->channel = plan_channel(to->channel);
	ret->recipient = to->name;
	ret->address = to->address;
	ret->key = arena_printf(a, "%s/%s", row->key, to->name);
	ret->message_id = keep(a, id_message(in->client->name, in->host,
	    ret->key));
	if (row->in_reply_to != NULL && row->questions != NULL &&
	    row->questions[0] != NULL && row->questions[1] != NULL)
		ret->subject = keep(a, compose_subject(lang, row->in_reply_to,
		    NULL));
	ret->attempts = 0;
	ret->error = NULL;
	ret->created_at = ret->next_at = in->now;
}

#define ASSIGN "assign/"

bool
plan_is_assigned(const struct outbox_row *row)
{
	return row->key != NULL && strncmp(row->key, ASSIGN,
	    strlen(ASSIGN)) == 0;
}

bool
plan_is_given(const struct outbox_row *row, const struct question *q)
{
	const char *name = q->q.assignee;
	size_t n = name != NULL ? strlen(name) : 0;

	return q->q.last_verb == VERB_ASSIGN && n > 0 &&
	    plan_is_assigned(row) &&
	    strncmp(row->key + strlen(ASSIGN), name, n) == 0 &&
	    row->key[strlen(ASSIGN) + n] == '/';
}

void
plan_assigned(const struct plan_in *in, const struct conf_recipient *r,
    const struct question *q, struct arena *a, struct outbox_row *ret)
{
	struct due d = { .q = q };

	memset(ret, 0, sizeof(*ret));
	plan_row(in, a, ret, r, &d, 1, false);
	ret->key = arena_printf(a, ASSIGN "%s/%s/%" PRId64, r->name, q->id,
	    q->q.quiet_until);
	ret->message_id = keep(a, id_message(in->client->name, in->host,
	    ret->key));
	if (r->hours != NULL)
		ret->next_at = hours_next_open(r->hours, in->now);
}

size_t
plan_admins(const struct plan_in *in)
{
	size_t n = 0;

	while (in->admin != NULL && in->admin[n] != NULL)
		n++;
	return n;
}

size_t
plan_nobody(const struct plan_in *in, const char *const *ids, const char *key,
    struct arena *a, struct outbox_row *rows)
{
	const struct conf_client *c = in->client;
	struct buf body = BUF_INIT;
	size_t n = 0, k = 0;

	while (ids != NULL && ids[n] != NULL)
		n++;
	buf_addf(&body, trn(c->lang, "%lld question is waiting, and nobody who "
	    "should hear of it is there.", "%lld questions are waiting, and "
	    "nobody who should hear of them is there.", (long long)n),
	    (long long)n);
	buf_adds(&body, "\n\n");
	buf_addf(&body, tr(c->lang, "Client %s: all recipients and their "
	    "deputies are absent (absent and deputy in the configuration)."),
	    c->name);
	buf_adds(&body, "\n");
	for (size_t i = 0; i < n && i < 20; i++)
		buf_addf(&body, "hark show %s\n", ids[i]);
	for (; k < plan_admins(in); k++) {
		struct outbox_row *row = &rows[k];

		*row = (struct outbox_row){ .kind = OUTBOX_ADMIN,
			.state = OUTBOX_PENDING, .channel = "mail",
			.recipient = "admin", .address = in->admin[k],
			.questions = ids, .created_at = in->now,
			.next_at = in->now };
		row->key = arena_printf(a, "nobody/%s/%s", in->admin[k], key);
		row->message_id = keep(a, id_message(c->name, in->host,
		    row->key));
		row->subject = tr(c->lang, "hark: everybody is absent");
		row->body = arena_strdup(a, body.data);
	}
	buf_free(&body);
	return k;
}

static bool
was_rung(const struct conf_recipient *r, const struct question *q)
{
	for (const char *const *name = q->rung; name != NULL && *name != NULL;
	    name++)
		if (strcmp(*name, r->name) == 0)
			return true;
	return false;
}

static void
fill_note(const struct plan_in *in, struct arena *a, struct outbox_row *row,
    const struct conf_recipient *r, const struct question *q)
{
	struct due d = { .q = q };

	plan_row(in, a, row, r, &d, 1, false);
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
			    was_rung(&c->recipients[j], q))
				fill_note(in, a, &p->rows[p->n_rows++],
				    &c->recipients[j], q);
		if (p->n_rows == before) {
			fill_note(in, a, &p->rows[p->n_rows], &nobody, q);
			p->rows[p->n_rows++].state = OUTBOX_DROPPED;
		}
	}
}
