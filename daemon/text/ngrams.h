/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_NGRAMS_H
#define HARK_TEXT_NGRAMS_H

/*
 * ngrams.h - words, pairs of words and pieces of words as hashes.
 *
 * What no named feature says is learned from these.  A model has one weight
 * for each bucket of hashes; ngrams_bucket() finds it.
 */

#include <stdint.h>

#include "text/features.h"
#include "text/tokens.h"

#define NGRAMS_MAX	16384
#define NGRAMS_SEED	0x6b726168u	/* of models and lessons */

struct ngrams {
	int n;
	uint32_t hash[NGRAMS_MAX];
	uint16_t token[NGRAMS_MAX];	/* where it begins */
	int end[SENTENCES_MAX];		/* of each sentence, in hash[] */
	int n_sentences;
	/* From the last end on: pairs of named features, of no sentence. */
};

void	ngrams_read(struct ngrams *, const struct tokens *,
	    const struct features *, uint32_t seed);

static inline uint32_t
ngrams_bucket(uint32_t hash, int bits)
{
	return (hash * 0x9e3779b1u) >> (32 - bits);
}

#endif
