/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_PHRASE_H
#define HARK_TEXT_PHRASE_H

/*
 * phrase.h - small patterns over the words of a sentence; for text/ alone.
 *
 * A pattern is a row of words as tokens.h folds them ("fuer", "well"), one
 * blank between.  "a|b" is either; "geb*" any word that begins so; "#" a
 * number; ".." up to five words in between; "~" before a word means that it
 * was written with an apostrophe ("~well": we'll, not well).  A pattern begins
 * with plain words.
 *
 * Lists are indexed by the first word when they are first used, so that a
 * sentence costs a look-up per word and list.
 */

#include <stdbool.h>
#include <stdint.h>

#include "text/tokens.h"

#define PHRASE_WORDS	120	/* of a sentence; of a longer one the first */

struct words {
	const struct tokens *t;
	uint16_t token[PHRASE_WORDS];
	int n;
	bool asks;		/* ends with '?' */
};

struct phrases {
	const char *const *patterns;	/* ends with NULL */
	uint16_t head[256];		/* by hash; entry + 1 */
	struct {
		uint32_t hash;
		uint16_t pattern, next;
	} entry[500];
	int n;
};
#define PHRASES(list)	{ .patterns = (list) }

/* The words of sentence i. */
void	words_read(struct words *, const struct tokens *, int sentence);
/* Does the pattern stand at word i?  How many words it covers, or 0. */
int	phrase_at(const struct words *, int i, const char *pattern);
/* The first place where one of them stands; *at and *n if not NULL. */
bool	phrases_find(struct phrases *, const struct words *, int *at, int *n);
/* The value of a number written in figures or as a small word; -1: none. */
int	words_number(const struct words *, int i);
/* Is this folded word at i? */
bool	words_is(const struct words *, int i, const char *word);

#endif
