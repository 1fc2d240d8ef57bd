/* SPDX-License-Identifier: ISC */

/* What stands in a digest; see digest_plan.h. */

#include <stdlib.h>
#include <string.h>

#include "alert/bell.h"
#include "alert/digest_due.h"
#include "alert/digest_plan.h"
#include "alert/digest_when.h"
#include "alert/hurry.h"
#include "base/arena.h"
#include "base/when.h"

/* Seconds of work, as it takes a person who knows the shop. */
#define COST_ANSWER	100
#define COST_COMPLAINT	160
#define COST_BRIEF	30	/* is at least looked at */
#define COST_PROMISE	60
#define COST_PERHAPS	15
#define COST_LIKE	5

#define BRIEF_MAX	40	/* lines; then `hark list' */
#define PERHAPS_MAX	8
#define PROMISES_MAX	6
#define PROMISE_SHOWN	2	/* digests in which it stands */
#define DEAF_AFTER	(6 * WHEN_HOUR)
#define WRONG_MIN	3
#define RANG_MIN	10
#define STRICTER	0.05f
#define STRICTEST	0.95f

/* A digest lists also what is too unsure to ring here. */
static bool
is_his(const struct conf_recipient *r, const struct question *q)
{
	struct question sure = *q;

	sure.q.rings = true;
	sure.q.state = Q_WAITING;
	return route_wants(r, &sure);
}

static bool
is_his_account(const struct conf_recipient *r, const char *account,
    const char *network)
{
	struct question q = { .account = account, .network = network };
	struct conf_recipient any = *r;

	any.words = any.languages = NULL;
	return is_his(&any, &q);
}

/* --- order --- */

static double
weight(const struct digest_plan_in *in, const struct question *q)
{
	double hours = (double)hours_between(in->client->hours, q->q.asked_at,
	    in->now) / WHEN_HOUR + 1;
	double known = q->asker_vip ? 3 : q->asker_known ? 1.5 : 1;
	double urgent = hurry_is_urgent(in->client, q) ? 3 :
	    q->q.less_urgent ? 0.5 : 1;
	int64_t nudges = q->q.nudges < 3 ? q->q.nudges : 3;

	switch (hurry_of(q)) {
	case SOON_NOW:
	case SOON_TODAY:
		urgent *= 2.5;
		break;
	case SOON_TOMORROW:
		urgent *= 1.5;
		break;
	case SOON_NO:
		break;
	}
	if (q->q.label == LABEL_REQUEST)
		urgent *= 1.5;
	if (q->q.private_)
		urgent *= 1.3;
	return hours * known * urgent * (1 + 0.5 * (double)nudges);
}

struct ranked {
	struct digest_item item;
	double weight;
};

static int
by_rank(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->item.put_off != y->item.put_off)
		return x->item.put_off ? -1 : 1;
	if (x->weight < y->weight || x->weight > y->weight)
		return x->weight > y->weight ? -1 : 1;
	return strcmp(x->item.question->id, y->item.question->id);
}

/* It waited when the last digest left, and had no room in it. */
static bool
was_put_off(const struct digest_facts *f, const struct digest_question *q)
{
	return f->last_at != 0 && !q->last &&
	    q->question.seen_at <= f->last_at &&
	    q->question.q.quiet_until <= f->last_at;
}

static struct ranked *
rank(const struct digest_plan_in *in, struct arena *a, size_t *n)
{
	const struct digest_facts *f = in->facts;
	struct ranked *v = arena_alloc(a, (f->n_waiting + 1) * sizeof(*v));

	*n = 0;
	for (size_t i = 0; i < f->n_waiting; i++) {
		const struct digest_question *q = &f->waiting[i];
		struct ranked *r = &v[*n];

		if (!is_his(in->recipient, &q->question))
			continue;
		r->item.question = &q->question;
		r->item.put_off = was_put_off(f, q);
		r->item.due = digest_due(in->client, q->question.q.asked_at);
		r->weight = weight(in, &q->question);
		++*n;
	}
	if (*n > 1)
		qsort(v, *n, sizeof(*v), by_rank);
	return v;
}

static bool
is_together(const struct question *a, const struct question *b)
{
	return a->thread != 0 && a->thread == b->thread && !a->q.private_ &&
	    !b->q.private_;
}

/* A crowd is one item, where its first would stand. */
static size_t
fold(struct ranked *v, size_t n, struct arena *a, struct digest *d)
{
	bool *gone = arena_alloc(a, (n + 1) * sizeof(*gone));
	size_t kept = 0;

	d->crowd = arena_alloc(a, (n + 1) * sizeof(*d->crowd));
	for (size_t i = 0; i < n; i++) {
		const struct question *q = v[i].item.question;
		int64_t more = 0;

		if (gone[i])
			continue;
		for (size_t k = i + 1; k < n; k++)
			more += is_together(q, v[k].item.question);
		for (size_t k = i + 1; k < n && more >= BELL_CROWD; k++)
			if (is_together(q, v[k].item.question)) {
				d->crowd[d->n_crowd++] = v[k].item.question;
				gone[k] = true;
			}
		v[i].item.more = more >= BELL_CROWD ? more : 0;
		v[kept++] = v[i];
	}
	return kept;
}

static int64_t
cost(const struct question *q)
{
	return q->q.label == LABEL_REQUEST || q->q.urgent ? COST_COMPLAINT :
	    COST_ANSWER;
}

/* --- parts --- */

/* Midnight before the next day that opens: what falls before is for today. */
static int64_t
next_working_day(const struct hours *h, int64_t now)
{
	int day = 1;

	while (day < 30 && hours_opens_on(h, hours_at(h, now, day, 720)) == 0)
		day++;
	return hours_at(h, now, day, 0);
}

static int64_t
plan_promises(const struct digest_plan_in *in, struct arena *a,
    struct digest *d)
{
	const struct digest_facts *f = in->facts;
	int64_t over = next_working_day(in->client->hours, in->now);

	d->promises = arena_alloc(a, PROMISES_MAX * sizeof(*d->promises));
	for (size_t i = 0; i < f->n_promises && d->n_promises < PROMISES_MAX;
	    i++) {
		const struct digest_question *q = &f->promises[i];
		struct digest_promise *p = &d->promises[d->n_promises];

		if (!is_his(in->recipient, &q->question) ||
		    q->shown >= PROMISE_SHOWN)
			continue;
		/* Who still waits stands above. */
		if (qstate_is_open(q->question.q.state))
			continue;
		p->question = &q->question;
		p->due = digest_promise_due(in->client, &q->question,
		    &p->dated);
		d->n_promises += p->due < over;
	}
	return (int64_t)d->n_promises * COST_PROMISE;
}

static int64_t
in_mail(const struct digest *d)
{
	int64_t n = 0;

	for (size_t i = 0; i < d->n_items; i++)
		n += 1 + d->items[i].more;
	return n;
}

/* Waiting people up to the budget, then those who were put off already. */
static int64_t
plan_items(const struct digest_plan_in *in, struct arena *a, int64_t budget,
    struct digest *d)
{
	size_t n, briefs = 0;
	struct ranked *v = rank(in, a, &n);
	int64_t used = 0;

	d->items = arena_alloc(a, (n + 1) * sizeof(*d->items));
	d->waiting = (int64_t)n + in->facts->more_waiting;
	n = fold(v, n, a, d);
	for (size_t i = 0; i < n; i++) {
		int64_t need = cost(v[i].item.question);

		if (d->n_items > 0 && used + need > budget)
			break;
		d->items[d->n_items++] = v[i].item;
		used += need;
	}
	for (size_t i = d->n_items; i < n && v[i].item.put_off &&
	    briefs < BRIEF_MAX; i++, briefs++) {
		d->items[d->n_items] = v[i].item;
		d->items[d->n_items++].brief = true;
		used += COST_BRIEF;
	}
	d->left = d->waiting - in_mail(d);
	return used;
}

/*
 * Below a competition many say the same, or one post to everybody answered
 * them all: that is one line.
 */
static struct digest_perhaps *
same_line(const struct digest *d, const struct question *q)
{
	for (size_t i = 0; i < d->n_perhaps; i++) {
		const struct question *x = d->perhaps[i].question;

		if (q->thread == 0 || q->thread != x->thread ||
		    q->q.perhaps_answered != x->q.perhaps_answered)
			continue;
		if (q->q.perhaps_answered || (q->text != NULL &&
		    x->text != NULL && strcmp(q->text, x->text) == 0))
			return &d->perhaps[i];
	}
	return NULL;
}

struct likely {
	const struct question *q;
	size_t at;
};

static int
by_likely(const void *a, const void *b)
{
	const struct likely *x = a, *y = b;

	if (x->q->q.p < y->q->q.p || x->q->q.p > y->q->q.p)
		return x->q->q.p > y->q->q.p ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* The likeliest first, then the newest. */
static void
plan_perhaps(const struct digest_plan_in *in, struct arena *a, size_t max,
    struct digest *d)
{
	const struct digest_facts *f = in->facts;
	struct likely *v = arena_alloc(a, (f->n_perhaps + 1) * sizeof(*v));
	struct digest_perhaps *p;

	for (size_t i = 0; i < f->n_perhaps; i++)
		v[i] = (struct likely){ &f->perhaps[i].question, i };
	if (f->n_perhaps > 1)
		qsort(v, f->n_perhaps, sizeof(*v), by_likely);
	d->perhaps = arena_alloc(a, (max + 1) * sizeof(*d->perhaps));
	d->folded = arena_alloc(a, (f->n_perhaps + 1) * sizeof(*d->folded));
	for (size_t i = 0; i < f->n_perhaps; i++) {
		const struct question *q = v[i].q;

		if (!is_his(in->recipient, q))
			continue;
		if ((p = same_line(d, q)) != NULL) {
			p->more++;
			d->folded[d->n_folded++] = q;
		} else if (d->n_perhaps < max) {
			d->perhaps[d->n_perhaps++] =
			    (struct digest_perhaps){ q, 0 };
		} else {
			d->more_perhaps++;
		}
	}
}

static size_t
take(const struct digest_plan_in *in, struct arena *a,
    const struct digest_question *v, size_t n, size_t max,
    const struct question ***ret)
{
	size_t count = 0;

	*ret = arena_alloc(a, (max + 1) * sizeof(**ret));
	for (size_t i = 0; i < n && count < max; i++)
		if (is_his(in->recipient, &v[i].question))
			(*ret)[count++] = &v[i].question;
	return count;
}

static void
plan_talks(const struct digest_plan_in *in, struct arena *a, struct digest *d)
{
	const struct digest_facts *f = in->facts;
	struct digest_talk *t = arena_alloc(a, (f->n_talks + 1) * sizeof(*t));

	for (size_t i = 0; i < f->n_talks; i++)
		if (f->talks[i].talk.level >= TALK_WARN &&
		    is_his_account(in->recipient, f->talks[i].account,
		    f->talks[i].network))
			t[d->n_talks++] = f->talks[i];
	d->talks = t;
}

static void
plan_stricter(const struct digest_plan_in *in, struct digest *d)
{
	const struct digest_facts *f = in->facts;
	const struct conf_client *c = in->client;

	d->wrong = f->wrong;
	d->rang = f->rang;
	if (f->rang < RANG_MIN || f->wrong < WRONG_MIN || !f->wrong_is_new)
		return;
	d->stricter = true;
	memcpy(d->ear, f->wrong_lang, sizeof(d->ear));
	for (size_t i = 0; i < c->n_limits; i++)
		if (strcmp(c->limits[i].lang, d->ear) == 0)
			d->ring = c->limits[i].ring;
	if (d->ring > 0) {
		d->ring_new = d->ring + STRICTER;
		d->stricter = d->ring_new <= STRICTEST;
	}
}

/* --- what cannot be heard --- */

bool
digest_is_deaf(const struct account_health *h, int64_t now)
{
	switch (h->state) {
	case ACCOUNT_STALE:
	case ACCOUNT_AUTH:
	case ACCOUNT_BUDGET:
	case ACCOUNT_HIDDEN:
	case ACCOUNT_NO_PLUGIN:
		return true;
	case ACCOUNT_FAILING:
		return h->last_success < now - DEAF_AFTER;
	case ACCOUNT_OK:
	case ACCOUNT_NEW:
		return false;
	}
	return false;
}

static void
plan_deaf(const struct digest_plan_in *in, struct arena *a, struct digest *d)
{
	d->deaf = arena_alloc(a, (in->n_health + 1) * sizeof(*d->deaf));
	for (size_t i = 0; i < in->n_health; i++) {
		const struct account_health *h = &in->health[i];
		struct digest_deaf *x = &d->deaf[d->n_deaf];

		if (strcmp(h->client, in->client->name) != 0 ||
		    !is_his_account(in->recipient, h->account, h->network))
			continue;
		if (!digest_is_deaf(h, in->now)) {
			d->n_heard++;
			continue;
		}
		/* Health is the poller's and may move before the mail. */
		x->account = arena_strdup(a, h->account);
		x->network = arena_strdup(a, h->network);
		x->since = h->last_success;
		x->state = h->state;
		for (size_t k = 0; k < in->n_health; k++)
			x->ambiguous |= k != i &&
			    strcmp(in->health[k].client, h->client) == 0 &&
			    strcmp(in->health[k].network, h->network) == 0;
		d->n_deaf++;
	}
}

/* Opening days in a row on which nobody was overdue when the digest came. */
static int64_t
streak(const struct digest_plan_in *in)
{
	const struct digest_facts *f = in->facts;

	if (f->streak_day == in->day)
		return f->streak;
	for (size_t i = 0; i < f->n_waiting; i++) {
		const struct question *q = &f->waiting[i].question;

		if (!q->q.blind &&
		    digest_due(in->client, q->q.asked_at) <= in->now)
			return 0;
	}
	return f->streak + 1;
}

void
digest_plan(const struct digest_plan_in *in, struct arena *a, struct digest *d)
{
	const struct digest_facts *f = in->facts;
	int64_t budget = (int64_t)in->recipient->digest_minutes * 60, used;
	int64_t rest;

	memset(d, 0, sizeof(*d));
	d->day = in->day;
	d->closed_since = in->closed_since;
	d->quiet = f->quiet;
	plan_deaf(in, a, d);
	used = plan_promises(in, a, d);
	/* People who wait get at least two thirds of the time. */
	rest = used > budget / 3 ? budget / 3 : used;
	used += plan_items(in, a, budget - rest, d);
	rest = used < budget ? (budget - used) / COST_PERHAPS : 0;
	plan_perhaps(in, a, rest < 3 ? 3 : rest < PERHAPS_MAX ? (size_t)rest :
	    PERHAPS_MAX, d);
	d->n_liked = take(in, a, f->liked, f->n_liked, PERHAPS_MAX, &d->liked);
	for (size_t i = 0; i < f->n_thanks; i++)
		if (is_his_account(in->recipient, f->thanks[i].account,
		    f->thanks[i].network))
			d->n_thanks++;
	if (d->n_thanks == f->n_thanks) {
		d->thanks = f->thanks;
	} else {
		struct digest_post *v = arena_alloc(a, (d->n_thanks + 1) *
		    sizeof(*v));
		size_t n = 0;

		for (size_t i = 0; i < f->n_thanks; i++)
			if (is_his_account(in->recipient, f->thanks[i].account,
			    f->thanks[i].network))
				v[n++] = f->thanks[i];
		d->thanks = v;
	}
	used += (int64_t)(d->n_perhaps * COST_PERHAPS +
	    (d->n_liked + d->n_thanks) * COST_LIKE);
	plan_talks(in, a, d);
	plan_stricter(in, d);
	d->gave_up = f->gave_up;
	d->helped = f->helped;
	d->answered = f->answered;
	d->silent = f->silent;
	d->n_silent = f->n_silent;
	d->streak = streak(in);
	d->minutes = used > 60 ? (used + 30) / 60 : 1;
}

/* --- before closing --- */

void
digest_plan_closing(const struct digest_plan_in *in, int64_t opens,
    bool longer, struct arena *a, struct digest *d)
{
	size_t n, kept = 0;
	struct ranked *v;
	int64_t used = 0;

	memset(d, 0, sizeof(*d));
	d->day = in->day;
	plan_deaf(in, a, d);
	v = rank(in, a, &n);
	d->items = arena_alloc(a, (n + 1) * sizeof(*d->items));
	d->waiting = (int64_t)n + in->facts->more_waiting;
	for (size_t i = 0; i < n; i++)
		if (longer || hurry_before(in->client, v[i].item.question,
		    in->now, opens))
			v[kept++] = v[i];
	n = fold(v, kept, a, d);
	for (size_t i = 0; i < n; i++) {
		struct digest_item *it = &d->items[d->n_items];

		if (d->n_items == BRIEF_MAX)
			break;
		*it = v[i].item;
		used += cost(it->question);
		it->brief = d->n_items > 0 && used >
		    (int64_t)in->recipient->digest_minutes * 60;
		d->n_items++;
	}
	d->left = d->waiting - in_mail(d);
	d->minutes = used > 60 ? (used + 30) / 60 : 1;
}

/* --- what stood in it --- */

/* Its crowd may have had no room. */
static bool
in_some_item(const struct digest *d, const struct question *q)
{
	for (size_t i = 0; i < d->n_items; i++)
		if (d->items[i].more > 0 &&
		    is_together(d->items[i].question, q))
			return true;
	return false;
}

size_t
digest_marks(const struct digest *d, struct arena *a, struct digest_mark **ret)
{
	struct digest_mark *m = arena_alloc(a, (d->n_items + d->n_crowd +
	    d->n_perhaps + d->n_folded + d->n_liked + d->n_promises + 1) * sizeof(*m));
	size_t n = 0;

	/* One question has one part: the first that names it. */
	for (size_t i = 0; i < d->n_promises; i++)
		m[n++] = (struct digest_mark){ d->promises[i].question->id,
		    DIGEST_PROMISE };
	for (size_t i = 0; i < d->n_liked; i++)
		m[n++] = (struct digest_mark){ d->liked[i]->id, DIGEST_LIKED };
	for (size_t i = 0; i < d->n_perhaps; i++)
		m[n++] = (struct digest_mark){ d->perhaps[i].question->id,
		    DIGEST_PERHAPS };
	for (size_t i = 0; i < d->n_folded; i++)
		m[n++] = (struct digest_mark){ d->folded[i]->id,
		    DIGEST_PERHAPS };
	for (size_t i = 0; i < d->n_crowd; i++)
		if (in_some_item(d, d->crowd[i]))
			m[n++] = (struct digest_mark){ d->crowd[i]->id,
			    DIGEST_WAITING };
	for (size_t i = 0; i < d->n_items; i++)
		m[n++] = (struct digest_mark){ d->items[i].question->id,
		    DIGEST_WAITING };
	*ret = m;
	return n;
}
