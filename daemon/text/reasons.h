/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_REASONS_H
#define HARK_TEXT_REASONS_H

/*
 * reasons.h - why: the features that moved a verdict, in words.
 */

#include "text/classify.h"
#include "text/features.h"
#include "text/tokens.h"

#define REASONS_MAX	(FEATURE_MAX + 256)

struct reasons {
	const struct tokens *t;
	const struct features *f;
	const char *ui_lang;
	int n;
	struct {
		int feature;		/* or -1: the phrase alone */
		uint16_t at, len;
		float weight;
	} item[REASONS_MAX];
};

void	reasons_init(struct reasons *, const struct tokens *,
	    const struct features *, const char *ui_lang);
/* What the named features added, times scale. */
void	reasons_add_named(struct reasons *, const float *weights, float scale);
/* The same for own posts: what spoke for this label. */
void	reasons_add_own(struct reasons *, const float *dialogue,
	    const float *broadcast, enum label);
/* What the network said, by the second step's weights (model.h). */
void	reasons_add_context(struct reasons *, const float *step);
/* A word or phrase that counted by itself. */
void	reasons_add_phrase(struct reasons *, size_t at, size_t len,
	    float weight);
/* What the client's own lessons added. */
void	reasons_add_taught(struct reasons *, float weight);
/* Write the strongest to the verdict. */
void	reasons_finish(struct reasons *, struct verdict *);

#endif
