/* SPDX-License-Identifier: ISC */

/*
 * The life of a question: parts come, are settled, it ends, is reopened.
 *
 * The parts that nobody settled are a list.  Beside it each branch of each
 * asker has a chain of his parts there, newest first, so that an answer finds
 * them at once; what was settled otherwise stays in its chain and is skipped.
 */

#include "triage/clock_int.h"

int
question_new(struct judge *j, int i)
{
	struct node *nd = &j->nodes[i];
	struct asker *a = &j->askers[nd->asker];
	struct qrec *r;

	if (j->n_qs == j->cap_qs) {
		int cap = j->cap_qs == 0 ? 4 : 2 * j->cap_qs;
		struct qrec *qs = arena_alloc(j->arena,
		    (size_t)cap * sizeof(*qs));

		for (int k = 0; k < j->n_qs; k++)
			qs[k] = j->qs[k];
		j->qs = qs;
		j->cap_qs = cap;
	}
	r = &j->qs[j->n_qs];
	r->q.opener = nd->p->id;
	r->q.asker = a->key;
	r->q.asked_at = nd->p->at;
	r->q.state = Q_WAITING;
	r->q.to_us = nd->aim == AIM_US;
	r->q.again = a->helped;
	r->q.blind = !j->t->sees_answers;
	r->asker = nd->asker;
	r->opened = j->seq;
	r->insists = -1;
	r->pending = r->held = r->nudge_branch = -1;
	a->open = a->last = j->n_qs;
	return j->n_qs++;
}

/* An empty chain; -1 would be a hole in the map. */
#define END	(-2)

/* The newest part in a branch. */
static int *
chain(struct judge *j, int asker, int branch)
{
	return tmap_at(&j->chains, (int64_t)asker << 32 | branch);
}

void
question_push(struct judge *j, int i)
{
	struct node *nd = &j->nodes[i];
	struct qrec *r = &j->qs[nd->question];

	nd->pending = true;
	nd->prev = -1;
	nd->next = r->pending;
	if (nd->next >= 0)
		j->nodes[nd->next].prev = i;
	r->pending = i;
	if (!nd->chained) {
		int *head = chain(j, r->asker, node_branch(j, r->asker, i));

		nd->chained = true;
		nd->older = *head >= 0 ? *head : END;
		*head = i;
	}
}

void
question_drop(struct judge *j, int i)
{
	struct node *nd = &j->nodes[i];
	struct qrec *r = &j->qs[nd->question];

	if (nd->prev >= 0)
		j->nodes[nd->prev].next = nd->next;
	else
		r->pending = nd->next;
	if (nd->next >= 0)
		j->nodes[nd->next].prev = nd->prev;
	nd->pending = false;
}

bool
question_has(struct judge *j, int qi, int branch)
{
	int *head = chain(j, j->qs[qi].asker, branch);

	while (*head >= 0 && !j->nodes[*head].pending) {
		j->nodes[*head].chained = false;
		*head = j->nodes[*head].older;
	}
	return *head >= 0;
}

/* From pending to held. */
static int
hold(struct judge *j, int i, int held)
{
	question_drop(j, i);
	j->nodes[i].next = held;
	return i;
}

int
question_take(struct judge *j, int qi, int branch)
{
	struct qrec *r = &j->qs[qi];
	int taken = 0, held = -1, k;

	if (branch < 0) {
		while ((k = r->pending) >= 0) {
			held = hold(j, k, held);
			taken++;
		}
	} else {
		int *head = chain(j, r->asker, branch);

		while ((k = *head) >= 0) {
			j->nodes[k].chained = false;
			*head = j->nodes[k].older;
			if (!j->nodes[k].pending)
				continue;
			held = hold(j, k, held);
			taken++;
		}
	}
	if (taken > 0)
		r->held = held;
	return taken;
}

int64_t
question_oldest(const struct judge *j, int list, bool sure)
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
	asked = question_oldest(j, r->held, true);
	if (asked == 0)
		asked = question_oldest(j, r->held, false);
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

bool
question_reopen(struct judge *j, int qi)
{
	struct qrec *r = &j->qs[qi];
	int next;

	if (qstate_is_open(r->q.state) || j->askers[r->asker].open >= 0)
		return false;
	for (int k = r->held; k >= 0; k = next) {
		next = j->nodes[k].next;
		if (!j->nodes[k].gone)
			question_push(j, k);
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
