/* SPDX-License-Identifier: ISC */
#ifndef HARK_TRIAGE_CLOCK_INT_H
#define HARK_TRIAGE_CLOCK_INT_H

/*
 * clock_int.h - what the files of the clock share; nobody else includes it.
 *
 *	clock.c		events in order, the result
 *	clock_lay.c	the thread laid out: order, parents, branches, askers
 *	clock_ask.c	a post of somebody else: what it opens or joins
 *	clock_answer.c	a post of ours: whom it answers
 *	clock_staff.c	what staff did
 *	clock_question.c	a question's parts, its end, its return
 *
 * Posts and questions are ints, indices into .nodes and .qs; -1 means none.
 */

#include "base/arena.h"
#include "triage/clock.h"

/* Integers by 64-bit keys; never shrinks, lives in the arena. */
struct tmap {
	int64_t *keys;
	int *vals;		/* -1: free */
	size_t mask;
};

void	tmap_init(struct tmap *, struct arena *, size_t n);
/* The place of key's value; -1 is in it if key is new. */
int	*tmap_at(struct tmap *, int64_t key);
int	tmap_get(const struct tmap *, int64_t key);

enum aim {
	AIM_US,
	AIM_NOBODY,		/* found by a search, speaks to nobody */
	AIM_GUESTS,		/* to somebody else */
};

/* A post, and what the judge knows of it. */
struct node {
	const struct tpost *p;
	int parent;
	int top;		/* the branch: below the root, or unknown */
	int above;		/* nearest ancestor that is not ours */
	int to;			/* nearest ancestor by somebody else */
	int asker;		/* -1: ours */
	int target;		/* ours: the asker it speaks to, or -1 */
	int question;		/* where it belongs, or -1 */
	int next, prev;		/* in the list of its question's parts */
	int older;		/* in the chain of its branch */
	int depth;
	int seq;		/* when it was judged */
	int64_t when;		/* .at, but never before its parent */
	int64_t told;		/* as the network says; the same */
	int64_t rank;		/* among those of one time; see lay_ties() */
	int64_t asked_at;	/* a part: where its clock starts */
	enum aim aim;
	bool automatic;
	bool forced;		/* staff: is a question */
	bool part;		/* asks, and belongs to .question */
	bool sure;		/* ... sure enough for a bell */
	bool pending;		/* ... and is not settled */
	bool chained;
	bool gone;		/* its deletion has happened */
};

struct asker {
	int64_t key;
	int open;		/* question, or -1 */
	int last;		/* question, or -1 */
	bool seen;
	bool helped;		/* we answered or closed something of theirs */
};

struct qrec {
	struct tquestion q;
	int asker;
	int pending;		/* parts nobody settled */
	int held;		/* what was pending when it ended: to reopen */
	int opened, ended;	/* seq */
	int insists;		/* seq of what took back a perhaps-answered */
	int nudge_branch;	/* of the last nudge, or -1 */
	bool sure;		/* any part ever was */
	bool removed;		/* a pending part was removed by us */
	bool fresh_nudge;	/* a nudge from after the baseline */
	bool unliked_nudge;
};

/* An own post that spoke to one person, or to all. */
struct spoke {
	int seq, post, asker;
};

struct step_rec {
	struct clock_step s;
	int seq, n;
};

struct judge {
	const struct thread *t;
	struct arena *arena;
	int n;
	struct node *nodes;
	int *order;		/* posts as they happened, parents first */
	int root;
	bool talk;		/* all of it is private: one branch */
	struct tmap ids;	/* post id -> post */
	struct tmap authors;	/* asker's key -> asker */
	struct tmap chains;	/* asker and branch -> newest part there */
	const int64_t **own;	/* our authors in this thread */
	int n_own;
	struct asker *askers;
	int n_askers;
	int n_seen;		/* people who have spoken so far */
	int newcomer;		/* the last of them to appear */
	struct qrec *qs;
	int n_qs, cap_qs;
	struct spoke *spoke;	/* our replies, by seq */
	int n_spoke;
	struct spoke *to_all;	/* what we said to everybody, by seq */
	int n_to_all;
	int seq;
	bool want_steps;
	struct step_rec *steps;
	int n_steps, cap_steps;
};

/* clock_lay.c */
void	clock_lay(struct judge *);
bool	node_is_own(const struct judge *, int post);
bool	author_is_own(const struct judge *, int64_t author);
/* The branch of a post as that asker's parts know it. */
int	node_branch(const struct judge *, int asker, int post);

/* clock_ask.c */
void	clock_ask(struct judge *, int post);
/* Does it ask, by itself?  *sure: enough for a bell. */
bool	node_asks(const struct judge *, int post, bool *sure);

/* clock_answer.c */
void	clock_answer(struct judge *, int post);
/* An own root was edited: perhaps an answer to all. */
void	clock_root_edited(struct judge *, int post);

/* clock_staff.c */
void	clock_staff(struct judge *, const struct taction *);

/* clock.c */
void	judge_step(struct judge *, enum row, int64_t at, int post,
	    int question);
void	judge_step_at(struct judge *, int seq, enum row, int64_t at, int post,
	    int question);

/* clock_question.c */
/* Opened by that post; it is not a part of it yet. */
int	question_new(struct judge *, int post);
/* Add a part whose .question is set; take one out. */
void	question_push(struct judge *, int post);
void	question_drop(struct judge *, int post);
/* Does a part wait in that branch? */
bool	question_has(struct judge *, int question, int branch);
/* Move the parts of one branch (-1: all) from pending to held; how many. */
int	question_take(struct judge *, int question, int branch);
/* When the oldest of a list of parts was asked; of the sure ones, or 0. */
int64_t	question_oldest(const struct judge *, int list, bool sure);
void	question_end(struct judge *, int question, enum qstate, enum row,
	    int64_t at);
/* What was pending when it ended waits again, as far as it still exists;
 * false if nothing does, or if the asker has another one open. */
bool	question_reopen(struct judge *, int question);

#endif
