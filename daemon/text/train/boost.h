/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_TRAIN_BOOST_H
#define HARK_TEXT_TRAIN_BOOST_H

/*
 * boost.h - small trees, one after the other, each upon what the sum so far
 * got wrong (gradient boosting of log odds).  The same rows and seed give the
 * same trees.
 */

#include <stddef.h>
#include <stdint.h>

#include "text/model.h"

/* A row: the inputs, and the log odds the trees start from. */
struct boost_row {
	const float *in;		/* INPUT_MAX */
	float start;
	uint8_t y;			/* 0 or 1 */
};

/* Fewer than some hundred rows give trees that say nothing. */
void	boost_train(const struct boost_row *, size_t n, uint32_t seed,
	    struct model_tree tree[MODEL_TREES]);

#endif
