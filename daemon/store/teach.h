/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_TEACH_H
#define HARK_STORE_TEACH_H

/*
 * teach.h - what staff teaches the ear, and what it should check.
 *
 * A lesson corrects the verdict on one post, and (unless the terms of its
 * network forbid it) becomes part of a layer that judges this client's later
 * posts (text/lessons.h).  Kept are hashes, not words; the words stay in the
 * post and go when it goes, and what its author deletes is unlearned.
 *
 * A post is named by the public id of the question it opened, or "p-NUMBER".
 */

#include "store/questions.h"

#define POST_NAME_LEN	24

struct store_lesson {
	const char *name;		/* "j342nx", "p-4711" */
	int64_t at;
	enum label label, was;
	bool learns;			/* false: this verdict only */
	const char *account;
	const char *text;		/* NULL: no longer kept */
	/* After store_teach() and store_unteach(): where the post's question
	 * stands now; "" if there is none. */
	char question[QID_LEN + 1];
	enum qstate state;
};
typedef void store_lessons_fn(void *arg, const struct err *,
	    const struct store_lesson *, size_t n);

/*
 * This post is a `label'.  A question said to be none is ended, a post said
 * to be one opens it.  name and who are copied.  ERR_USAGE: a label of the
 * other side; ERR_CONFLICT: its words are gone.
 */
void	store_teach(struct store *, const char *name, enum label label,
	    const char *who, int64_t now, store_lessons_fn *, void *arg);
/* Take one lesson back, the newest if name is NULL. */
void	store_unteach(struct store *, const char *name, const char *who,
	    int64_t now, store_lessons_fn *, void *arg);
/* Newest first. */
void	store_lessons(struct store *, size_t max, store_lessons_fn *,
	    void *arg);

/* A post nobody was told of, for a person to check. */
struct store_unflagged {
	char name[POST_NAME_LEN];
	const char *account, *author, *text, *url;
	int64_t at;
	enum label label;
	float p;			/* own: of its label; else p(needs an
					 * answer) */
	float short_of;			/* how much less than the threshold */
};
typedef void store_unflagged_fn(void *arg, const struct err *,
	    const struct store_unflagged *, size_t n);
/*
 * Of the newest posts those that were not flagged, nearest to the threshold
 * first; own: ours, least sure first.
 */
void	store_unflagged(struct store *, bool own, size_t max,
	    store_unflagged_fn *, void *arg);

#endif
