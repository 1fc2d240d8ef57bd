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

/* What stands for a token among words; 0 for marks that say nothing. */
uint32_t ngrams_symbol(const struct token *);

static inline uint32_t
ngrams_mix(uint32_t seed, uint32_t kind, uint32_t a, uint32_t b)
{
	uint32_t h = seed ^ kind;

	h = (h ^ a) * 0x85ebca6bu;
	h ^= h >> 15;
	h = (h ^ b) * 0xc2b2ae35u;
	return h ^ h >> 13;
}

static inline uint32_t
ngrams_bucket(uint32_t hash, int bits)
{
	return (hash * 0x9e3779b1u) >> (32 - bits);
}

#endif
