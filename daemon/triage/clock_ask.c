/* SPDX-License-Identifier: ISC */

/*
 * A post of somebody else: does it open a question, join one, press for an
 * answer, settle something, or is it none of our business?
 */

#include "base/when.h"
#include "triage/clock_int.h"

#define ASKS	(TPOST_RINGS | TPOST_PERHAPS)

static bool
mentions_us(const struct judge *j, const struct tpost *p)
{
	if (p->flags & TPOST_MENTION)
		return true;
	for (size_t i = 0; i < p->n_addressed; i++)
		if (author_is_own(j, p->addressed[i]))
			return true;
	return false;
}

/* A post that names somebody else.  On our own page, and below a post of
 * ours, TO_US tells only where it stands. */
static enum aim
aim_of_naming(const struct judge *j, const struct node *nd)
{
	if (!(nd->p->flags & TPOST_TO_US))
		return AIM_GUESTS;
	if (j->talk || nd->p->visibility == HARK_PRIVATE)
		return AIM_US;
	if (j->root >= 0 && node_is_own(j, j->root))
		return AIM_GUESTS;
	if (nd->parent >= 0 && node_is_own(j, nd->parent))
		return AIM_GUESTS;
	return AIM_US;
}

static enum aim
aim_of(const struct judge *j, int i)
{
	const struct node *nd = &j->nodes[i];
	const struct tpost *p = nd->p;
	bool our_page = j->root >= 0 && node_is_own(j, j->root);

	if (p->flags & TPOST_REVIEW || mentions_us(j, p))
		return AIM_US;
	if (p->flags & TPOST_TO_OTHERS)
		return aim_of_naming(j, nd);
	if (j->talk || p->visibility == HARK_PRIVATE)
		return AIM_US;
	if (nd->to >= 0 && node_is_own(j, nd->to))
		return AIM_US;
	if (nd->to >= 0)
		return p->flags & TPOST_TO_US && !our_page ? AIM_US :
		    AIM_GUESTS;
	if (p->flags & TPOST_TO_US)
		return AIM_US;
	if (nd->parent >= 0)	/* goes on below his own words */
		return j->nodes[nd->parent].aim;
	if (p->flags & TPOST_FOUND)
		return AIM_NOBODY;
	return our_page ? AIM_US : AIM_GUESTS;
}

static bool
has_words(const struct tpost *p)
{
	return (p->text != NULL && *p->text != '\0') || p->label != LABEL_NONE;
}

/* Reviews are judged by their stars first. */
static bool
review_asks(const struct tpost *p, bool *sure)
{
	if (p->rating >= 1 && p->rating <= 3 && has_words(p)) {
		*sure = true;
		return true;
	}
	if (p->rating >= 1 && p->rating <= 2) {
		*sure = false;
		return true;
	}
	*sure = p->flags & TPOST_RINGS;
	return p->flags & ASKS;
}

bool
node_asks(const struct judge *j, int i, bool *sure)
{
	const struct node *nd = &j->nodes[i];
	const struct tpost *p = nd->p;

	if (nd->forced) {
		*sure = true;
		return true;
	}
	if (p->flags & TPOST_REVIEW)
		return review_asks(p, sure);
	*sure = p->flags & TPOST_RINGS;
	if (nd->aim == AIM_NOBODY && p->label != LABEL_QUESTION &&
	    p->label != LABEL_REQUEST)
		*sure = false;
	if (p->flags & TPOST_EMPTY && !(p->flags & TPOST_NUDGE))
		return false;
	/* Whoever knocks again without a question of his own wants something,
	 * though nobody can say what. */
	return p->flags & ASKS ||
	    (p->flags & TPOST_NUDGE && nd->aim == AIM_US);
}

static void
heard(struct tquestion *q, int64_t at)
{
	if (at > q->last_at)
		q->last_at = at;
}

/* Put a part into its question. */
static void
question_join(struct judge *j, int qi, int i, bool sure)
{
	struct qrec *r = &j->qs[qi];
	struct node *nd = &j->nodes[i];
	const struct tpost *p = nd->p;
	struct tquestion *q = &r->q;
	bool stars = p->flags & TPOST_REVIEW && sure;
	float certain = nd->forced || stars ? 1.0f : p->answer;

	nd->question = qi;
	nd->part = true;
	nd->sure = sure;
	nd->asked_at = p->at;
	question_push(j, i);
	r->sure |= sure;
	if (q->parts == 0 || certain > q->p) {
		q->p = certain;
		q->label = p->label;
		if (stars && q->label != LABEL_QUESTION)
			q->label = LABEL_REQUEST;
	}
	q->baseline = (q->parts == 0 || q->baseline) &&
	    p->flags & TPOST_BASELINE;
	q->parts++;
	heard(q, p->at);
	q->urgent |= (p->flags & TPOST_URGENT) != 0;
	q->private_ |= j->t->private_ || p->visibility <= HARK_PRIVATE;
}

static void
ask(struct judge *j, int i, bool sure, enum row how)
{
	struct node *nd = &j->nodes[i];
	int qi = j->askers[nd->asker].open;
	bool opens = qi < 0;

	if (opens)
		qi = question_new(j, i);
	question_join(j, qi, i, sure);
	if (!opens && how == ROW_OPENS)
		how = ROW_PART;
	else if (opens && how == ROW_OPENS && j->qs[qi].q.again)
		how = ROW_AGAIN;
	judge_step(j, how, nd->p->at, i, qi);
	if (!sure)
		judge_step(j, ROW_UNSURE, nd->p->at, i, qi);
	if (opens && nd->p->flags & TPOST_BASELINE)
		judge_step(j, ROW_BASELINE, nd->p->at, i, qi);
	if (opens && j->qs[qi].q.blind)
		judge_step(j, ROW_NO_ANSWERS_SEEN, nd->p->at, i, qi);
}

static void
nudge(struct judge *j, int i, int qi)
{
	struct node *nd = &j->nodes[i];
	struct qrec *r = &j->qs[qi];

	nd->question = qi;
	r->q.nudges++;
	heard(&r->q, nd->p->at);
	r->insists = j->seq;
	r->nudge_branch = node_branch(j, nd->asker, i);
	if (!(nd->p->flags & TPOST_BASELINE))
		r->fresh_nudge = true;
	r->unliked_nudge = !(nd->p->flags & TPOST_LIKED);
	/* Who presses for an answer had asked. */
	if (nd->p->flags & TPOST_RINGS)
		for (int k = r->pending; k >= 0; k = j->nodes[k].next)
			r->sure = j->nodes[k].sure = true;
	judge_step(j, ROW_NUDGE, nd->p->at, i, qi);
}

/* "Danke" or "hat sich erledigt"; said to another guest elsewhere it is not
 * about what they asked us. */
static void
thanks(struct judge *j, int i)
{
	struct node *nd = &j->nodes[i];
	int qi = j->askers[nd->asker].open;
	int branch = node_branch(j, nd->asker, i);

	if (!(nd->p->flags & TPOST_SETTLES)) {
		judge_step(j, ROW_THANKS_NOT, nd->p->at, i, qi);
		return;
	}
	if (qi < 0) {
		judge_step(j, ROW_THANKS, nd->p->at, i, -1);
		return;
	}
	if (!question_has(j, qi, branch)) {
		if (nd->aim == AIM_GUESTS) {
			judge_step(j, ROW_GUESTS, nd->p->at, i, -1);
			return;
		}
		branch = -1;
	}
	nd->question = qi;
	heard(&j->qs[qi].q, nd->p->at);
	question_take(j, qi, branch);
	judge_step(j, ROW_THANKS, nd->p->at, i, qi);
	if (j->qs[qi].pending < 0)
		question_end(j, qi, Q_SETTLED, ROW_THANKS, nd->when);
}

/* Only a picture or a voice: somebody should look, if it is meant for us. */
static void
media(struct judge *j, int i)
{
	struct node *nd = &j->nodes[i];
	struct asker *a = &j->askers[nd->asker];

	if (nd->aim != AIM_US) {
		judge_step(j, ROW_MEDIA, nd->p->at, i, -1);
	} else if (a->open >= 0) {
		nd->question = a->open;
		heard(&j->qs[a->open].q, nd->p->at);
		judge_step(j, ROW_MEDIA, nd->p->at, i, a->open);
	} else {
		/* A sticker after an answer is no telephone. */
		ask(j, i, !a->helped && (j->talk ||
		    nd->p->visibility == HARK_PRIVATE), ROW_MEDIA);
	}
}

/* The person whose question this answers in our stead, or -1. */
static int
helped_by(const struct judge *j, int i)
{
	const struct node *nd = &j->nodes[i];
	const struct tpost *p = nd->p;
	int who;

	if (nd->to >= 0 && !node_is_own(j, nd->to))
		return j->nodes[nd->to].asker;
	/* Where comments are flat, by name. */
	for (size_t k = 0; k < p->n_addressed; k++) {
		who = tmap_get(&j->authors, p->addressed[k]);
		if (who >= 0 && who != nd->asker && j->askers[who].open >= 0)
			return who;
	}
	return -1;
}

/* Somebody else helps: noted, and settled if we liked it. */
static bool
community(struct judge *j, int i)
{
	struct node *nd = &j->nodes[i];
	int who = helped_by(j, i), qi, branch;
	struct qrec *r;

	if (who < 0 || (qi = j->askers[who].open) < 0 ||
	    nd->p->flags & (ASKS | TPOST_NUDGE | TPOST_MEDIA | TPOST_EMPTY |
	    TPOST_SETTLES | TPOST_GONE | TPOST_REMOVED) ||
	    nd->p->label == LABEL_THANKS)
		return false;
	branch = nd->to >= 0 && !node_is_own(j, nd->to) ?
	    node_branch(j, who, i) : -1;
	if (branch >= 0 && !question_has(j, qi, branch))
		return false;
	r = &j->qs[qi];
	r->q.community++;
	judge_step(j, ROW_COMMUNITY, nd->p->at, i, qi);
	if (nd->p->flags & TPOST_LIKED) {
		question_take(j, qi, branch);
		judge_step(j, ROW_LIKE_COMMUNITY, nd->p->at, i, qi);
		if (r->pending < 0)
			question_end(j, qi, Q_SETTLED, ROW_LIKE_COMMUNITY,
			    nd->when);
	}
	return true;
}

/* Thanks with no wish in them; where they do have one, the wish counts. */
static bool
only_thanks(const struct tpost *p)
{
	if (p->flags & TPOST_SETTLES)
		return !(p->flags & TPOST_RINGS);
	return p->label == LABEL_THANKS && !(p->flags & ASKS);
}

static void
see(struct judge *j, int who)
{
	if (j->askers[who].seen)
		return;
	j->askers[who].seen = true;
	j->newcomer = who;
	j->n_seen++;
}

void
clock_ask(struct judge *j, int i)
{
	struct node *nd = &j->nodes[i];
	const struct tpost *p = nd->p;
	int open = j->askers[nd->asker].open;
	bool sure, review = p->flags & TPOST_REVIEW;

	nd->aim = aim_of(j, i);
	if (!nd->forced &&
	    p->flags & (TPOST_SPAM | TPOST_REPOST | TPOST_AUTOMATIC)) {
		judge_step(j, ROW_OTHER, p->at, i, -1);
		return;
	}
	see(j, nd->asker);
	if (!nd->forced && !review) {
		if (community(j, i))
			return;
		if (p->flags & TPOST_MEDIA) {
			media(j, i);
			return;
		}
		if (only_thanks(p)) {
			thanks(j, i);
			return;
		}
		/* Without a name, and below nobody else: still about theirs. */
		if (nd->aim == AIM_GUESTS && open >= 0 && nd->to < 0 &&
		    !(p->flags & TPOST_TO_OTHERS))
			nd->aim = AIM_US;
		if (nd->aim == AIM_GUESTS) {
			judge_step(j, ROW_GUESTS, p->at, i, -1);
			return;
		}
		if (p->flags & TPOST_NUDGE && open >= 0) {
			nudge(j, i, open);
			return;
		}
	}
	if (!node_asks(j, i, &sure)) {
		judge_step(j, review ? ROW_REVIEW :
		    p->flags & TPOST_EMPTY ? ROW_EMPTY : ROW_OTHER,
		    p->at, i, -1);
		return;
	}
	if (p->flags & TPOST_SETTLES || p->label == LABEL_THANKS)
		judge_step(j, ROW_THANKS_NOT, p->at, i, open);
	ask(j, i, sure, review ? ROW_REVIEW : ROW_OPENS);
}
