/* SPDX-License-Identifier: ISC */

/*
 * The judge: posts, deletions, edits and what staff did, in the order in which
 * they happened, then the state in which that leaves each question.
 */

#include <stdlib.h>
#include <string.h>

#include "triage/clock_int.h"

/* What happens besides posts.  At the same time: in this order. */
enum event_kind { EV_EDITED, EV_GONE, EV_STAFF };

struct event {
	int64_t at;
	enum event_kind kind;
	int n;			/* post, or action */
};

void
judge_step_at(struct judge *j, int seq, enum row row, int64_t at, int post,
    int question)
{
	struct step_rec *s;

	if (!j->want_steps)
		return;
	if (j->n_steps == j->cap_steps) {
		int cap = j->cap_steps == 0 ? 16 : 2 * j->cap_steps;

		s = arena_alloc(j->arena, (size_t)cap * sizeof(*s));
		if (j->n_steps > 0)
			memcpy(s, j->steps, (size_t)j->n_steps * sizeof(*s));
		j->steps = s;
		j->cap_steps = cap;
	}
	s = &j->steps[j->n_steps];
	s->seq = seq;
	s->n = j->n_steps++;
	s->s.row = row;
	s->s.at = at;
	s->s.post = post >= 0 ? j->nodes[post].p->id : 0;
	s->s.opener = question >= 0 ? j->qs[question].q.opener : 0;
}

void
judge_step(struct judge *j, enum row row, int64_t at, int post, int question)
{
	judge_step_at(j, j->seq, row, at, post, question);
}

static void
judge_gone(struct judge *j, int i)
{
	struct node *nd = &j->nodes[i];
	bool removed = nd->p->flags & TPOST_REMOVED;
	enum row row = removed ? ROW_REMOVED : ROW_GONE;
	int64_t at = nd->p->gone_at;
	int qi = nd->question;
	struct qrec *r;

	if (at == 0)
		at = nd->p->edited > nd->when ? nd->p->edited : nd->when;
	nd->gone = true;
	judge_step(j, row, at, i, qi);
	if (qi < 0)
		return;
	r = &j->qs[qi];
	if (!nd->pending)
		return;
	r->removed |= removed;
	/* The last one stays in the list, so that its age is kept. */
	if (r->pending == i && nd->next < 0)
		question_end(j, qi, r->removed ? Q_REMOVED : Q_GONE,
		    r->removed ? ROW_REMOVED : ROW_GONE, at);
	else
		question_drop(j, i);
}

/* An own root, or a review; other edits are seen as the text they left. */
static void
judge_edited(struct judge *j, int i)
{
	struct node *nd = &j->nodes[i];
	int qi = nd->question;

	if (node_is_own(j, i)) {
		if (j->n_seen > 0 &&
		    !(nd->p->flags & (TPOST_GONE | TPOST_REMOVED)))
			clock_root_edited(j, i);
		return;
	}
	judge_step(j, ROW_EDITED, nd->p->edited, i, qi);
	if (!(nd->p->flags & TPOST_REVIEW) || !nd->part ||
	    j->qs[qi].q.state != Q_ANSWERED || !question_reopen(j, qi))
		return;
	for (int k = j->qs[qi].pending; k >= 0; k = j->nodes[k].next)
		j->nodes[k].asked_at = nd->p->edited;
	j->qs[qi].q.again = true;
	j->qs[qi].q.last_at = nd->p->edited;
	judge_step(j, ROW_AGAIN, nd->p->edited, i, qi);
}

static int
event_cmp(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return x->n < y->n ? -1 : x->n > y->n;
}

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* What happened besides posts, in order; nothing precedes its post. */
static size_t
judge_events(struct judge *j, struct event **ret)
{
	const struct thread *t = j->t;
	size_t n = 0, max = t->n_actions;
	struct event *ev;

	for (int i = 0; i < j->n; i++)
		max += (t->posts[i].edited > 0) +
		    ((t->posts[i].flags & (TPOST_GONE | TPOST_REMOVED)) != 0);
	if (max == 0)
		return 0;
	ev = arena_alloc(j->arena, max * sizeof(*ev));
	for (int i = 0; i < j->n; i++) {
		const struct node *nd = &j->nodes[i];

		if (nd->p->edited > 0 &&
		    (nd->asker >= 0 || i == j->root))
			ev[n++] = (struct event){ later(nd->p->edited,
			    nd->when), EV_EDITED, i };
		if (nd->p->flags & (TPOST_GONE | TPOST_REMOVED) &&
		    nd->asker >= 0)
			ev[n++] = (struct event){ nd->p->gone_at == 0 ?
			    INT64_MAX : later(nd->p->gone_at, nd->when),
			    EV_GONE, i };
	}
	for (size_t k = 0; k < t->n_actions; k++) {
		int i = tmap_get(&j->ids, t->actions[k].opener);

		if (i >= 0 && t->actions[k].verb == VERB_IS_QUESTION &&
		    j->nodes[i].asker >= 0)
			j->nodes[i].forced = true;
		ev[n++] = (struct event){ i < 0 ? t->actions[k].at :
		    later(t->actions[k].at, j->nodes[i].when), EV_STAFF,
		    (int)k };
	}
	qsort(ev, n, sizeof(*ev), event_cmp);
	*ret = ev;
	return n;
}

static void
judge_run(struct judge *j)
{
	struct event *ev = NULL;
	size_t n_ev = judge_events(j, &ev), e = 0;
	int k = 0;

	while (k < j->n || e < n_ev) {
		j->seq++;
		if (e == n_ev || (k < j->n &&
		    j->nodes[j->order[k]].when <= ev[e].at)) {
			int i = j->order[k++];

			j->nodes[i].seq = j->seq;
			if (node_is_own(j, i))
				clock_answer(j, i);
			else
				clock_ask(j, i);
			continue;
		}
		switch (ev[e].kind) {
		case EV_EDITED:
			judge_edited(j, ev[e].n);
			break;
		case EV_GONE:
			judge_gone(j, ev[e].n);
			break;
		case EV_STAFF:
			clock_staff(j, &j->t->actions[ev[e].n]);
			break;
		}
		e++;
	}
}

/* The first of a list that came after seq, or n. */
static int
spoke_after(const struct spoke *list, int n, int seq)
{
	int lo = 0;

	while (lo < n) {
		int mid = (lo + n) / 2;

		if (list[mid].seq <= seq)
			lo = mid + 1;
		else
			n = mid;
	}
	return lo;
}

/* Rows about what we said while it was open, once each. */
static void
finish_steps(struct judge *j, int qi)
{
	struct qrec *r = &j->qs[qi];
	int end = qstate_is_open(r->q.state) ? j->seq + 1 : r->ended;
	int k = spoke_after(j->to_all, j->n_to_all, r->opened);
	const struct spoke *s = &j->to_all[k];

	if (k < j->n_to_all && s->seq < end)
		judge_step_at(j, s->seq, ROW_TO_ALL,
		    s->post == j->root ? j->nodes[s->post].p->edited :
		    j->nodes[s->post].when, s->post, qi);
	k = spoke_after(j->spoke, j->n_spoke, r->opened);
	while (k < j->n_spoke && j->spoke[k].seq < end &&
	    j->spoke[k].asker == r->asker)
		k++;
	s = &j->spoke[k];
	if (k < j->n_spoke && s->seq < end)
		judge_step_at(j, s->seq, ROW_ANSWERS_OTHER,
		    j->nodes[s->post].when, s->post, qi);
}

/* The state of an open question follows from the parts still pending. */
static void
finish_open(struct judge *j, int qi)
{
	struct qrec *r = &j->qs[qi];
	struct tquestion *q = &r->q;
	int last_to_all = j->n_to_all > 0 ? j->to_all[j->n_to_all - 1].seq : -1;
	int64_t oldest_sure = 0;

	q->asked_at = question_oldest(j, r->pending, false);
	q->urgent = false;
	q->baseline = !r->fresh_nudge;
	q->liked = !r->unliked_nudge;
	q->please_look = true;
	for (int k = r->pending; k >= 0; k = j->nodes[k].next) {
		const struct node *nd = &j->nodes[k];
		unsigned flags = nd->p->flags;
		int said = nd->seq > r->insists ? nd->seq : r->insists;

		q->urgent |= (flags & TPOST_URGENT) != 0;
		q->baseline &= (flags & TPOST_BASELINE) != 0;
		q->liked &= (flags & TPOST_LIKED) != 0;
		q->please_look &= (flags & TPOST_MEDIA) != 0;
		if (!nd->sure)
			continue;
		if (last_to_all > said)
			q->perhaps_answered = true;
		else if (oldest_sure == 0 || nd->asked_at < oldest_sure)
			oldest_sure = nd->asked_at;
	}
	q->rings = oldest_sure != 0;
	q->state = q->rings ? Q_WAITING : Q_PERHAPS;
	if (q->rings) {
		q->asked_at = oldest_sure;
		q->perhaps_answered = false;
	}
	if (q->liked)
		judge_step_at(j, j->seq, ROW_LIKE, q->last_at, r->pending, qi);
}

static int
step_cmp(const void *a, const void *b)
{
	const struct step_rec *x = a, *y = b;

	if (x->seq != y->seq)
		return x->seq < y->seq ? -1 : 1;
	return x->n < y->n ? -1 : x->n > y->n;
}

static void
judge_finish(struct judge *j, struct clock_result *ret)
{
	struct tquestion *qs;
	struct clock_step *steps;

	qs = arena_alloc(j->arena, (size_t)j->n_qs * sizeof(*qs));
	for (int k = 0; k < j->n_qs; k++) {
		struct tquestion *q = &j->qs[k].q;

		if (j->want_steps)
			finish_steps(j, k);
		if (qstate_is_open(q->state))
			finish_open(j, k);
		else
			q->rings = j->qs[k].sure;
		q->less_urgent = q->community > 0 && !q->urgent;
		qs[k] = *q;
	}
	ret->questions = qs;
	ret->n_questions = (size_t)j->n_qs;
	if (j->n_steps == 0)
		return;
	qsort(j->steps, (size_t)j->n_steps, sizeof(*j->steps), step_cmp);
	steps = arena_alloc(j->arena, (size_t)j->n_steps * sizeof(*steps));
	for (int k = 0; k < j->n_steps; k++)
		steps[k] = j->steps[k].s;
	ret->steps = steps;
	ret->n_steps = (size_t)j->n_steps;
}

void
clock_judge(const struct thread *t, struct arena *a, bool want_steps,
    struct clock_result *ret)
{
	struct judge j = { .t = t, .arena = a, .want_steps = want_steps,
	    .root = -1, .newcomer = -1, .n = (int)t->n_posts };

	memset(ret, 0, sizeof(*ret));
	if (t->n_posts == 0)
		return;
	clock_lay(&j);
	j.spoke = arena_alloc(a, t->n_posts * sizeof(*j.spoke));
	j.to_all = arena_alloc(a, (t->n_posts + 1) * sizeof(*j.to_all));
	judge_run(&j);
	judge_finish(&j, ret);
}
