/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_CLASSIFY_INT_H
#define HARK_TEXT_CLASSIFY_INT_H

/*
 * classify_int.h - what lessons.c needs of a classifier; private to text/.
 */

#include "text/classify.h"
#include "text/ngrams.h"
#include "text/rules.h"

/*
 * Read a text and compute the log odds of its side's decisions, without any
 * lessons.  The n-grams (of NGRAMS_SEED) are lent until the next text.
 */
const struct ngrams *classify_sums(const struct classifier *,
	    const struct text_in *, float sum[HEAD_MAX]);
/* Of the text just read: 0 de, 1 en, 2 any other. */
int	classify_lang(const struct classifier *);
/*
 * The share of a language's texts that have this n-gram, as the model knows;
 * the greater one, since a word of both may be common in one.  1 without a
 * model.
 */
float	classify_common(const struct classifier *, uint32_t hash);

#endif
