/* SPDX-License-Identifier: ISC */

/*
 * A post of ours: whom does it answer?
 *
 * The people it names, or the nearest person above it, or - where only one
 * person has spoken - that one; else it speaks to everybody there.  Networks
 * carry the names of a post over into its answers by themselves, so a name
 * that already stood in the post answered says nothing.
 */

#include "base/when.h"
#include "triage/clock_int.h"

/* An answer that was taken back at once is none; one that stood a day was. */
static bool
stands(const struct tpost *p)
{
	if (!(p->flags & (TPOST_GONE | TPOST_REMOVED)))
		return true;
	return p->gone_at - p->at >= WHEN_DAY;
}

/* Does the post it answers name that person already? */
static bool
carried(const struct tpost *p, int64_t author)
{
	if (p == NULL)
		return false;
	for (size_t i = 0; i < p->n_addressed; i++)
		if (p->addressed[i] == author)
			return true;
	return false;
}

/* Somebody who has spoken here already; who comes later was not meant. */
static int
present(const struct judge *j, int64_t author)
{
	int who = tmap_get(&j->authors, author);

	return who >= 0 && j->askers[who].seen ? who : -1;
}

/* Was a promise open, and is this what was promised? */
static void
keep_promise(struct judge *j, int i, int asker)
{
	const struct tpost *p = j->nodes[i].p;
	int last = j->askers[asker].last;
	struct tquestion *q;

	if (last < 0 || p->flags & TPOST_HOLDING)
		return;
	q = &j->qs[last].q;
	if (q->state != Q_ANSWERED || q->promise_at == 0)
		return;
	q->promise_at = 0;
	q->answer = p->id;
	judge_step(j, ROW_ANSWERED, j->nodes[i].when, i, last);
}

/*
 * Our post i speaks to that person.  It settles what stands in its branch; if
 * nothing of theirs does, and `anywhere', all they asked before.
 */
static void
answer(struct judge *j, int i, int asker, bool anywhere)
{
	struct node *nd = &j->nodes[i];
	struct asker *a = &j->askers[asker];
	bool holding = nd->p->flags & TPOST_HOLDING;
	enum row row = holding ? ROW_HOLDING : ROW_ANSWERED;
	int branch = node_branch(j, asker, i), qi = a->open, taken;
	struct qrec *r;

	if (qi < 0) {
		keep_promise(j, i, asker);
		return;
	}
	r = &j->qs[qi];
	/* "Noch jemand da?" stands for all of theirs. */
	if (r->nudge_branch == branch)
		branch = -1;
	taken = question_take(j, qi, branch);
	if (taken == 0 && anywhere)
		taken = question_take(j, qi, -1);
	if (taken == 0)
		return;
	if (r->q.first_response_at == 0)
		r->q.first_response_at = nd->when;
	r->q.promise_at = holding ? nd->when : 0;
	judge_step(j, row, nd->when, i, qi);
	a->helped = true;
	if (r->pending < 0) {
		r->q.answer = nd->p->id;
		question_end(j, qi, Q_ANSWERED, row, nd->when);
	}
}

static void
speak_to(struct judge *j, int i, int asker, bool anywhere)
{
	struct spoke *s = &j->spoke[j->n_spoke];

	if (j->nodes[i].target < 0) {
		j->nodes[i].target = asker;
		s->seq = j->seq;
		s->post = i;
		s->asker = asker;
		j->n_spoke++;
	}
	answer(j, i, asker, anywhere);
}

/* Older questions become perhaps answered; see question_finish(). */
static void
speak_to_all(struct judge *j, int i)
{
	struct spoke *s = &j->to_all[j->n_to_all++];

	s->seq = j->seq;
	s->post = i;
	s->asker = -1;
}

/* The only person who spoke here so far, or -1. */
static int
only_person(const struct judge *j)
{
	return j->n_seen == 1 ? j->newcomer : -1;
}

/* Nobody was named: the person above, or the only one, or all. */
static void
answer_by_place(struct judge *j, int i, int primary)
{
	int only = only_person(j);

	if (primary >= 0)
		speak_to(j, i, primary, false);
	else if (only >= 0)
		speak_to(j, i, only, true);
	else if (j->n_seen > 0)
		speak_to_all(j, i);
}

void
clock_answer(struct judge *j, int i)
{
	struct node *nd = &j->nodes[i];
	const struct tpost *p = nd->p, *up;
	int primary = -1, others = 0;
	bool primary_named = false, strangers = false;

	if (!stands(p) || p->flags & TPOST_REPOST)
		return;
	up = nd->parent >= 0 ? j->nodes[nd->parent].p : NULL;
	/* Going on below our own words goes on with the same person. */
	if (up != NULL && up->flags & TPOST_OWN &&
	    j->nodes[nd->parent].target >= 0)
		primary = j->nodes[nd->parent].target;
	else if (nd->above >= 0)
		primary = j->nodes[nd->above].asker;

	if (nd->automatic) {
		int who = primary >= 0 ? primary : only_person(j);

		judge_step(j, ROW_AUTOMATIC, nd->when, i,
		    who >= 0 ? j->askers[who].open : -1);
		return;
	}

	for (size_t k = 0; k < p->n_addressed; k++) {
		int who = present(j, p->addressed[k]);

		if (who >= 0 && who == primary)
			primary_named = true;
		else if (who >= 0 && !carried(up, p->addressed[k]))
			others++;
		else if (who < 0 && !author_is_own(j, p->addressed[k]))
			strangers = true;
	}
	if (others == 0) {
		if (primary >= 0 || !strangers)
			answer_by_place(j, i, primary);
		return;
	}
	if (primary_named)
		speak_to(j, i, primary, false);
	for (size_t k = 0; k < p->n_addressed; k++) {
		int who = present(j, p->addressed[k]);

		if (who >= 0 && who != primary &&
		    !carried(up, p->addressed[k]))
			speak_to(j, i, who, true);
	}
}

void
clock_root_edited(struct judge *j, int i)
{
	speak_to_all(j, i);
}
