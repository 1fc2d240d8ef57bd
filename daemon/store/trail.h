/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_TRAIL_H
#define HARK_STORE_TRAIL_H

/*
 * trail.h - private to store/: every post of a person.
 *
 * Posts have no index by author, since that would cost each of them when it
 * arrives and people are looked for once a year.  So all posts are walked, in
 * slices between which the daemon works on; what comes meanwhile is looked at
 * by trail_tail() inside the caller's own call.
 */

#include "store/person.h"

struct trail {
	struct arena *arena;		/* holds all of it */
	int64_t lead;			/* the person's row */
	struct group group;
	struct person person;
	int64_t at;			/* looked at up to here */
	int64_t *posts;			/* theirs, oldest first */
	size_t n_posts, posts_size;
	int64_t *named;			/* others' that contain a needle */
	size_t n_named, named_size;
	bool mentions;			/* look for those too */
	/* What means this person wherever it stands: ids, whole handles. */
	const char **needles;
	size_t n_needles;
	/* Ids and handles as posts address them. */
	const char **natives;
	size_t n_natives;
	int64_t *threads;		/* they wrote in: trail_threads() */
	size_t n_threads, threads_size;
	/* What does so in their own conversations: names, "@anna". */
	const char **names;
	size_t n_names;
};

/* w is given: trail_free() it; NULL if e. */
typedef void trail_fn(struct store *, void *arg, const struct err *e,
	    struct trail *w);
/* who: copied. */
void	trail_person(struct store *, const char *who, bool mentions, trail_fn *,
	    void *arg);
/* What arrived since: to be called first. */
int	trail_tail(struct store *, struct trail *, struct err *);
/* The conversations of their posts. */
int	trail_threads(struct store *, struct trail *, struct err *);
void	trail_free(struct trail *);

/* Does text contain one of these words, in any case? */
bool	trail_finds(const char *const *words, size_t n, const char *text);
bool	trail_has(const struct trail *, int64_t post);

#endif
