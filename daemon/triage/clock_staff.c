/* SPDX-License-Identifier: ISC */

/*
 * What staff did: pauses, ends, corrections.  An action names a question by
 * its opener, or by any post of it; one that comes too late does nothing.
 */

#include "triage/clock_int.h"

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

void
clock_staff(struct judge *j, const struct taction *act)
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
