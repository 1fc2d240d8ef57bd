/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_TRAIN_FIRST_H
#define HARK_TEXT_TRAIN_FIRST_H

/*
 * first.h - the first step of a model.
 */

#include "text/train/cross.h"

/* Whether a head learns from this label, and what: 1, 0; -1: nothing. */
int	first_target(enum head, enum label);
enum text_side first_side(enum head);
/* Fit the heads of one language on all folds but `without' (-1: on all). */
void	first_step(struct model *, const struct data *,
	    const struct train_options *, int lang, int without);
/* How common each n-gram is, for whoever weighs lessons. */
void	first_common(struct model *, const struct data *,
	    const struct train_options *, int lang);
/* The first step's sums of a text, with or without its context. */
void	first_score(const struct model *, const struct example *, int lang,
	    bool context, struct scores *);

#endif
