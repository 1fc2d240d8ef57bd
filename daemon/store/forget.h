/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_FORGET_H
#define HARK_STORE_FORGET_H

/*
 * forget.h - private to store/: what is left of people forgotten.
 *
 *	forget.c	everything of theirs goes, in one transaction
 *	scrub.c		their name in what others wrote
 *	husk.c		the keyed hash that blocks what was before
 *	purge.c		freed bytes made unreadable
 *
 * A husk is a row of author without a person: native is '~' and a keyed hash
 * of the id, last_at the moment of forgetting.  Posts of theirs from before
 * that moment do not come back; who writes anew later is somebody new.
 */

#include "store/trail.h"

/* In store_forget(): the hashes there are. */
int	husk_load(struct store *, struct err *);
void	husk_free(struct store *);
/* Is this an old post of somebody forgotten?  created 0: unknown, so old. */
int	husk_blocks(struct store *, int64_t source, const char *native,
	    const char *handle, int64_t created, bool *blocks, struct err *);
/* The person of this row is one no more. */
int	husk_make(struct store *, int64_t row, int64_t now, struct err *);

/* Words of t that mean the person, replaced; false: there are none. */
bool	scrub_text(const struct trail *, const char *text, bool theirs,
	    struct buf *out);
/* Posts of others that name the person, and our answers to them. */
int	scrub_posts(struct store *, struct trail *, int64_t *n,
	    struct err *);
/* Outbox, audit, cursors. */
int	scrub_rest(struct store *, struct trail *, int64_t *mails,
	    struct err *);

/* Call back once freed bytes are unreadable, or after some seconds. */
typedef void purge_fn(void *arg, bool clean);
void	purge_start(struct store *, purge_fn *, void *arg);

#endif
