/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_LESSONS_H
#define HARK_TEXT_LESSONS_H

/*
 * lessons.h - what a business taught the ear: a small layer upon the verdict.
 *
 * A lesson is one corrected text, kept as hashes of its n-grams and how sure
 * hark was: its words cannot be read from it.  All lessons of a client make
 * one layer: a few n-grams that several lessons share and other texts seldom
 * have, each with a weight.  So fifty lessons about one kind of text leave
 * the others alone; a single one teaches nothing beyond itself (the store
 * keeps its verdict), nor does one in a language the model does not know; and no sum is moved by more than LESSONS_REACH, so that
 * no number of lessons turns a text hark is quite sure of.
 *
 * The layer is computed from the lessons alone, and their order does not
 * matter: taking one back is computing it without.  Any bytes do as lessons.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "text/classify.h"
#include "text/ngrams.h"
#include "text/rules.h"

#define LESSONS_MAX	1000	/* the newest count */
#define LESSONS_REACH	5.0f	/* of log odds: 0.5 becomes 0.993 */

struct lessons;

/* What to keep of this text, appended to ret. */
void	lesson_make(const struct classifier *, const struct text_in *,
	    struct buf *ret);

struct lessons *lessons_new(const struct classifier *);
void	lessons_free(struct lessons *);
/*
 * One lesson, oldest first: these bytes should have been judged `label'.
 * False if they are none, or of another version: it teaches nothing.
 */
bool	lessons_add(struct lessons *, enum label, const void *, size_t);
/* Compute the layer; afterwards the lessons' bytes are no longer needed. */
void	lessons_learn(struct lessons *);
bool	lessons_empty(const struct lessons *);

/* How many n-grams carry it. */
int	lessons_size(const struct lessons *);

/*
 * For classify.c: how far they move each sum (log odds) of a text of this
 * side, n-grams of seed NGRAMS_SEED.
 */
void	lessons_shift(const struct lessons *, enum text_side,
	    const struct ngrams *, float shift[HEAD_MAX]);

#endif
