/* SPDX-License-Identifier: ISC */

/*
 * A digest leaves.  Its row holds nothing but whose it is and for which day;
 * what it says is collected now: the facts, then the threads of those it
 * names are read again, then the facts once more.  What stood in it is marked
 * before it leaves, so that the next one knows who was put off.
 */

#include <stdlib.h>
#include <string.h>

#include "alert/digest_plan.h"
#include "alert/digest_when.h"
#include "alert/lane.h"
#include "base/arena.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"

#define REREAD_MS	(10 * WHEN_SECOND)
#define FRESH_MS	(15 * WHEN_SECOND)
#define REREAD_MAX	40		/* threads */
#define WAVE_SPAN	(2 * WHEN_HOUR)
#define WAVE_ITEMS	100
#define WAVE_OLD	(12 * WHEN_HOUR)

/* A thread that was to be read again. */
struct reread {
	struct work *work;
	char *account, *native;
	int64_t thread;
	bool failed;
};
struct work {
	struct job *job;
	struct reread reread[REREAD_MAX];
	size_t n_reread;
	bool again;			/* the second look */
};

bool
digest_is(enum outbox_kind k)
{
	return k == OUTBOX_DIGEST || (k >= OUTBOX_CLOSING && k <= OUTBOX_WAVE);
}

static void ask(struct work *);

static void
drop(struct job *j, const char *why)
{
	struct lane *l = j->lane;

	job_record(j, OUTBOX_DROPPED, why, 0);
	deliver_next(l);
}

/* The lane's client went, or its store does: so does the job. */
static bool
is_over(struct job *j, const struct err *e)
{
	struct lane *l = j->lane;
	struct err failed = *e;

	if (lane_store(l) == NULL || e->code == ERR_UNAVAILABLE) {
		l->looking = false;
		job_free(j);
		return true;
	}
	if (e->code == ERR_OK)
		return false;
	job_free(j);
	lane_failed(l, &failed);
	return true;
}

/* --- threads read again --- */

static void
on_reread(void *arg, const struct err *e)
{
	struct reread *r = arg;
	struct work *w = r->work;
	struct job *j = w->job;

	r->failed = e->code != ERR_OK;
	if (--j->waiting > 0)
		return;
	if (lane_store(j->lane) == NULL) {
		j->lane->looking = false;
		job_free(j);
		return;
	}
	ask(w);
}

static bool
needs_reread(const struct question *q)
{
	return qstate_is_open(q->q.state) && q->account_active &&
	    q->native != NULL && q->read_at < loop_now() - FRESH_MS;
}

static void
add_reread(struct work *w, const struct question *q)
{
	struct reread *r = &w->reread[w->n_reread];

	if (w->n_reread == REREAD_MAX || !needs_reread(q))
		return;
	for (size_t i = 0; i < w->n_reread; i++)
		if (w->reread[i].thread == q->thread && q->thread != 0 &&
		    strcmp(w->reread[i].account, q->account) == 0)
			return;
	r->work = w;
	r->account = arena_strdup(w->job->arena, q->account);
	r->native = arena_strdup(w->job->arena, q->native);
	r->thread = q->thread;
	w->n_reread++;
}

/* True: threads are being read, on_reread() goes on. */
static bool
start_rereads(struct work *w)
{
	struct job *j = w->job;

	w->again = true;
	if (w->n_reread == 0)
		return false;
	j->waiting = 1;			/* until all have been asked for */
	for (size_t i = 0; i < w->n_reread; i++) {
		j->waiting++;
		poll_reread(j->lane->alert->poll, lane_conf(j->lane)->name,
		    w->reread[i].account, w->reread[i].native, REREAD_MS,
		    on_reread, &w->reread[i]);
	}
	if (--j->waiting == 0)
		ask(w);
	return true;
}

static bool
is_stale(const struct work *w, const struct question *q)
{
	for (size_t i = 0; i < w->n_reread; i++)
		if (w->reread[i].failed && w->reread[i].thread == q->thread &&
		    strcmp(w->reread[i].account, q->account) == 0)
			return true;
	return false;
}

/* --- the mail --- */

static struct compose_in
letter_in(const struct job *j, const struct conf_recipient *r)
{
	const struct conf_client *c = lane_conf(j->lane);

	return (struct compose_in){ .kind = j->row.kind, .client = c,
		.channel = r->channel, .lang = r->lang != NULL ? r->lang :
		c->lang, .now = loop_now() };
}

static void
on_marked(void *arg, const struct err *e)
{
	struct lane *l = arg;

	if (e->code != ERR_OK)
		lane_trouble(l, e);
}

static void
send(struct job *j, const struct conf_recipient *r, struct digest *d,
    int64_t opens)
{
	struct lane *l = j->lane;
	struct compose_in in = letter_in(j, r);
	struct compose_item *items = arena_alloc(j->arena,
	    (d->n_items + 1) * sizeof(*items));
	struct digest_mark *marks;
	bool daily = j->row.kind == OUTBOX_DIGEST ||
	    j->row.kind == OUTBOX_RETURN;
	size_t n = digest_marks(d, j->arena, &marks);

	for (size_t i = 0; i < d->n_items; i++) {
		items[i].question = d->items[i].question;
		items[i].stale = d->items[i].stale;
	}
	in.items = items;
	in.n_items = d->n_items;
	in.digest = d;
	in.opens = opens;
	if (daily)
		store_digest_mark(lane_store(l), j->row.id, marks, n,
		    d->streak, d->day, on_marked, l);
	job_send(j, r, &in);
	deliver_next(l);
}

/* Once a week, and only if the administrator wants such lists. */
bool
digest_wants_silent(const struct conf_client *c,
    const struct conf_recipient *r)
{
	return r != NULL && c->dormant_lists &&
	    digest_begins_week(c, r, loop_now());
}

static struct digest_plan_in
plan_in(const struct job *j, const struct conf_recipient *r,
    const struct digest_facts *f)
{
	struct digest_plan_in in = { .client = lane_conf(j->lane),
		.recipient = r, .now = loop_now(), .facts = f };
	struct digest_day day;

	in.day = hours_date(in.client->hours, in.now);
	if (digest_day(in.client, r, in.now, &day))
		in.closed_since = day.closed_since;
	in.n_health = poll_health(j->lane->alert->poll, &in.health);
	return in;
}

static void
on_facts(void *arg, const struct err *e, const struct digest_facts *f)
{
	struct work *w = arg;
	struct job *j = w->job;
	const struct conf_recipient *r;
	struct digest_plan_in in;
	struct digest_close close = { .opens = 0 };
	struct digest d;

	if (is_over(j, e))
		return;
	r = job_recipient(j);
	if (r == NULL) {
		drop(j, "no longer configured");
		return;
	}
	in = plan_in(j, r, f);
	if (j->row.kind == OUTBOX_CLOSING || j->row.kind == OUTBOX_CLOSURE) {
		if (!digest_close(in.client, in.now, &close)) {
			drop(j, "no longer configured");
			return;
		}
		digest_plan_closing(&in, close.opens,
		    j->row.kind == OUTBOX_CLOSURE, j->arena, &d);
	} else {
		digest_plan(&in, j->arena, &d);
	}
	if (!w->again) {
		for (size_t i = 0; i < d.n_items; i++)
			add_reread(w, d.items[i].question);
		for (size_t i = 0; i < d.n_perhaps; i++)
			add_reread(w, d.perhaps[i].question);
		for (size_t i = 0; i < d.n_liked; i++)
			add_reread(w, d.liked[i]);
		if (start_rereads(w))
			return;
	}
	if (j->row.kind == OUTBOX_CLOSING && d.n_items == 0) {
		drop(j, "everything can wait");
		return;
	}
	for (size_t i = 0; i < d.n_items; i++)
		d.items[i].stale = is_stale(w, d.items[i].question);
	send(j, r, &d, close.opens);
}

static void
on_complaints(void *arg, const struct err *e, const struct question *q,
    size_t n)
{
	struct work *w = arg;
	struct job *j = w->job;
	const struct conf_recipient *r;
	struct compose_item *items;
	struct compose_in in;

	if (is_over(j, e))
		return;
	r = job_recipient(j);
	if (r == NULL || n == 0) {
		drop(j, r == NULL ? "no longer configured" :
		    "settled before it left");
		return;
	}
	if (!w->again) {
		for (size_t i = 0; i < n; i++)
			add_reread(w, &q[i]);
		if (start_rereads(w))
			return;
	}
	items = arena_alloc(j->arena, n * sizeof(*items));
	/* As they came. */
	for (size_t i = 0; i < n; i++) {
		items[n - 1 - i].question = &q[i];
		items[n - 1 - i].stale = is_stale(w, &q[i]);
	}
	in = letter_in(j, r);
	in.items = items;
	in.n_items = n;
	job_send(j, r, &in);
	deliver_next(j->lane);
}

static void
ask(struct work *w)
{
	struct job *j = w->job;
	struct store *st = lane_store(j->lane);

	if (j->row.kind == OUTBOX_WAVE)
		store_digest_complaints(st, j->row.body != NULL ? j->row.body :
		    "", j->row.created_at - WAVE_SPAN, WAVE_ITEMS,
		    on_complaints, w);
	else
		store_digest(st, j->row.recipient, loop_now(),
		    digest_wants_silent(lane_conf(j->lane), job_recipient(j)),
		    on_facts, w);
}

/* Its time is over: the next one says it better. */
static bool
is_late(const struct job *j)
{
	const struct hours *h = lane_conf(j->lane)->hours;
	int64_t now = loop_now();
	struct digest_close made, close;

	if (j->row.kind == OUTBOX_WAVE)
		return now > j->row.next_at + WAVE_OLD;
	if (hours_date(h, now) != hours_date(h, j->row.created_at))
		return true;
	if (j->row.kind != OUTBOX_CLOSING && j->row.kind != OUTBOX_CLOSURE)
		return false;
	return !digest_close(lane_conf(j->lane), j->row.created_at, &made) ||
	    !digest_close(lane_conf(j->lane), now, &close) ||
	    made.closes != close.closes;
}

void
digest_gather(struct job *j)
{
	struct work *w = arena_alloc(j->arena, sizeof(*w));

	w->job = j;
	if (is_late(j))
		drop(j, "its day is over");
	else
		ask(w);
}

void
digest_left(struct job *j)
{
	struct lane *l = j->lane;

	for (size_t i = 0; i < l->digests.n_made; i++)
		if (strcmp(l->digests.made[i].key, j->row.key) == 0)
			l->digests.made[i].pending = false;
	if (j->row.kind == OUTBOX_DIGEST || j->row.kind == OUTBOX_RETURN)
		store_digest_lapse(lane_store(l), loop_now(), on_marked, l);
}
