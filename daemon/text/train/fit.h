/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_TRAIN_FIT_H
#define HARK_TEXT_TRAIN_FIT_H

/*
 * fit.h - logistic regression; the only file that knows liblinear.
 */

#include <stddef.h>
#include <stdint.h>

/* Rows are built one after the other; columns count from 0. */
struct fit;

struct fit *fit_new(int columns);
void	fit_free(struct fit *);
void	fit_row(struct fit *, double y);	/* y: 0 or 1; begins a row */
void	fit_value(struct fit *, int column, double value);
/*
 * w[columns] for p = sigmoid(w.x); cost is liblinear's C.  Rows of one kind
 * only give w = 0 but for the column `bias', which says which.
 */
void	fit_train(struct fit *, double cost, int bias, double *w);
size_t	fit_rows(const struct fit *);

#endif
