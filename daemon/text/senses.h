/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_SENSES_H
#define HARK_TEXT_SENSES_H

/*
 * senses.h - a text as what its words are about, as hashes.
 *
 * ngrams.h counts words; "der Aufzug steht" and "die Heizung ist kaputt" have
 * none in common.  Here each word stands for its sense (lexicon.h): which
 * senses a sentence has, which pairs and rows of them, and its pattern, small
 * words kept and all others replaced.  A model weighs these in a table of
 * their own, since they are few and say much.
 */

#include <stdint.h>

#include "text/features.h"
#include "text/tokens.h"

#define SENSES_MAX	8192

struct senses {
	int n;
	uint32_t hash[SENSES_MAX];
	uint16_t token[SENSES_MAX];	/* where it ends; rising */
	int end[SENTENCES_MAX];		/* of each sentence, in hash[] */
	int n_sentences;
};

/* Of German and English texts; of others there are none. */
void	senses_read(struct senses *, const struct tokens *,
	    const struct features *, uint32_t seed);

#endif
