/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_TRAIN_BLOB_H
#define HARK_TEXT_TRAIN_BLOB_H

/*
 * blob.h - a model in memory, and how fitted weights get into it.
 */

#include <stdbool.h>

#include "text/train/cross.h"

/*
 * Where what lies among fitted weights: named features and the bias, the
 * n-grams' buckets, and those of senses, for the heads that say whether an
 * answer is needed.
 */
struct columns {
	int bits, sense_bits;	/* sense_bits 0: no senses */
	int sense, n;		/* the first bucket of senses; all */
};

#define COLUMN_GRAMS	(FEATURE_MAX + 1)

/* A model with room for the tables; all of it is 0. */
struct model *blob_new(const struct train_options *);
void	blob_free(struct model *);
struct model_lang *blob_lang(struct model *, int lang);

struct columns blob_columns(const struct train_options *, enum text_side,
	    bool senses);
/* Keep w[columns.n] as one head's or expert's weights, rounded to its unit. */
void	blob_set_head(struct model *, int lang, enum head, const double *w,
	    const struct columns *);
void	blob_set_expert(struct model *, int lang, enum expert,
	    const double *w, const struct columns *);

#endif
