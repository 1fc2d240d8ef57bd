/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_TRAIN_CROSS_H
#define HARK_TEXT_TRAIN_CROSS_H

/*
 * cross.h - making a model, and saying honestly how good it is.
 */

#include <stdbool.h>

#include "text/model.h"
#include "text/train/data.h"

struct train_options {
	int folds;
	bool clean;			/* learn from clean texts only */
	double cost[HEAD_MAX];
	int in_bits, own_bits, sense_bits;
	uint32_t seed;
	/* For learning curves: the share of the clean lines used, 0..1. */
	double share;
};

extern const struct train_options train_defaults;

/* What a held-back text got. */
struct result {
	struct scores unknown, known;	/* without and with its context */
	float z, z_known;	/* log odds by a second step without its fold */
	enum label label, label_known;
	float answer, answer_known;
	float p[LABEL_MAX];
	bool rings, perhaps;
	const char *lang;		/* as guessed */
};

/*
 * Train on everything but fold k, for each k, and judge that fold; results
 * has one entry per example.  Then, if final is not NULL, train it on
 * everything with the second step and thresholds the folds gave.
 */
void	cross_run(const struct data *, const struct train_options *,
	    struct result *results, struct model *final);

#endif
