/* SPDX-License-Identifier: ISC */

/*
 * The judge: posts, deletions, edits and what staff did, in the order in which
 * they happened, then the state each question is left in.
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

int
question_take(struct judge *j, int qi, int branch)
{
	struct qrec *r = &j->qs[qi];
	int *link = &r->pending, taken = 0, held = -1, k;

	while ((k = *link) >= 0) {
		if (branch >= 0 && node_branch(j, r->asker, k) != branch) {
			link = &j->nodes[k].next;
			continue;
		}
		*link = j->nodes[k].next;
		j->nodes[k].next = held;
		held = k;
		taken++;
	}
	if (taken > 0)
		r->held = held;
	return taken;
}

/* The oldest of a list of parts; of the sure ones only, if `sure'. */
static int64_t
oldest(const struct judge *j, int list, bool sure)
{
	int64_t at = 0;

	for (int k = list; k >= 0; k = j->nodes[k].next)
		if ((!sure || j->nodes[k].sure) &&
		    (at == 0 || j->nodes[k].asked_at < at))
			at = j->nodes[k].asked_at;
	return at;
}

void
question_end(struct judge *j, int qi, enum qstate state, enum row row,
    int64_t at)
{
	struct qrec *r = &j->qs[qi];
	int64_t asked;

	if (r->pending >= 0)
		question_take(j, qi, -1);
	asked = oldest(j, r->held, true);
	if (asked == 0)
		asked = oldest(j, r->held, false);
	if (asked != 0)
		r->q.asked_at = asked;
	r->q.state = state;
	r->q.ended_at = at;
	r->q.ended_by = row;
	r->q.quiet_until = 0;
	r->q.assignee = NULL;
	r->q.last_verb = 0;
	r->ended = j->seq;
	if (j->askers[r->asker].open == qi)
		j->askers[r->asker].open = -1;
}

/* What was pending when it ended waits again, as far as it still exists. */
static bool
question_reopen(struct judge *j, int qi)
{
	struct qrec *r = &j->qs[qi];
	int next;

	if (qstate_is_open(r->q.state) || j->askers[r->asker].open >= 0)
		return false;
	for (int k = r->held; k >= 0; k = next) {
		next = j->nodes[k].next;
		if (j->nodes[k].gone)
			continue;
		j->nodes[k].next = r->pending;
		r->pending = k;
	}
	r->held = -1;
	if (r->pending < 0)
		return false;
	r->q.state = Q_WAITING;
	r->q.ended_at = r->q.answer = r->q.promise_at = 0;
	r->q.ended_by = 0;
	r->insists = j->seq;
	j->askers[r->asker].open = qi;
	return true;
}

static void
question_make_sure(struct judge *j, int qi)
{
	for (int k = j->qs[qi].pending; k >= 0; k = j->nodes[k].next)
		j->qs[qi].sure = j->nodes[k].sure = true;
}

static void
staff_pauses(struct judge *j, int qi, const struct taction *act)
{
	struct tquestion *q = &j->qs[qi].q;

	q->quiet_until = act->until;
	q->last_verb = act->verb;
	if (act->verb == VERB_CLAIM || act->verb == VERB_ASSIGN)
		q->assignee = act->arg != NULL ? act->arg :
		    act->verb == VERB_CLAIM ? act->who : NULL;
}

static void
staff_reopens(struct judge *j, int qi, enum verb verb)
{
	struct tquestion *q = &j->qs[qi].q;

	if (question_reopen(j, qi)) {
		question_make_sure(j, qi);
	} else if (qstate_is_open(q->state)) {
		q->quiet_until = 0;
		q->assignee = NULL;
		j->qs[qi].insists = j->seq;
		question_make_sure(j, qi);
	} else
		return;
	q->last_verb = verb;
}

static void
judge_staff(struct judge *j, const struct taction *act)
{
	int i = tmap_get(&j->ids, act->opener), qi = -1;
	bool pauses = act->verb == VERB_ACK || act->verb == VERB_CLAIM ||
	    act->verb == VERB_ASSIGN || act->verb == VERB_SNOOZE;
	bool open;

	if (i >= 0) {
		qi = j->nodes[i].question;
		/* Its opener says something else today: their question now. */
		if (qi < 0 && pauses && j->nodes[i].asker >= 0)
			qi = j->askers[j->nodes[i].asker].open;
	}
	judge_step(j, ROW_STAFF, act->at, i, qi);
	if (qi < 0)
		return;
	open = qstate_is_open(j->qs[qi].q.state);
	switch (act->verb) {
	case VERB_ACK:
	case VERB_CLAIM:
	case VERB_ASSIGN:
	case VERB_SNOOZE:
		if (open)
			staff_pauses(j, qi, act);
		break;
	case VERB_CLOSE:
		if (!open)
			break;
		question_end(j, qi, Q_CLOSED, ROW_STAFF, act->at);
		j->qs[qi].q.last_verb = VERB_CLOSE;
		j->askers[j->qs[qi].asker].helped = true;
		break;
	case VERB_LAPSE:
		if (!open)
			break;
		question_end(j, qi, Q_UNKNOWN, ROW_NO_ANSWERS_SEEN, act->at);
		j->qs[qi].q.last_verb = VERB_LAPSE;
		break;
	case VERB_NOT_QUESTION:
		if (open)
			question_end(j, qi, Q_NOT_QUESTION, ROW_STAFF, act->at);
		j->qs[qi].q.state = Q_NOT_QUESTION;
		j->qs[qi].q.last_verb = VERB_NOT_QUESTION;
		break;
	case VERB_REOPEN:
		staff_reopens(j, qi, VERB_REOPEN);
		break;
	case VERB_IS_QUESTION:
		if (open || j->qs[qi].q.state == Q_NOT_QUESTION)
			staff_reopens(j, qi, VERB_IS_QUESTION);
		break;
	case VERB_NOTE:
		break;
	}
}

static void
judge_gone(struct judge *j, int i)
{
	struct node *nd = &j->nodes[i];
	bool removed = nd->p->flags & TPOST_REMOVED;
	enum row row = removed ? ROW_REMOVED : ROW_GONE;
	int64_t at = nd->p->gone_at;
	int qi = nd->question, *link;
	struct qrec *r;

	if (at == 0)
		at = nd->p->edited > nd->when ? nd->p->edited : nd->when;
	nd->gone = true;
	judge_step(j, row, at, i, qi);
	if (qi < 0)
		return;
	r = &j->qs[qi];
	for (link = &r->pending; *link >= 0; link = &j->nodes[*link].next)
		if (*link == i)
			break;
	if (*link < 0)
		return;
	r->removed |= removed;
	/* The last one stays in the list, so that its age is kept. */
	if (r->pending == i && nd->next < 0)
		question_end(j, qi, r->removed ? Q_REMOVED : Q_GONE,
		    r->removed ? ROW_REMOVED : ROW_GONE, at);
	else
		*link = nd->next;
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
			judge_staff(j, &j->t->actions[ev[e].n]);
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

	q->asked_at = oldest(j, r->pending, false);
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
	if (!j->want_steps)
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
