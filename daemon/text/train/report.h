/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_TRAIN_REPORT_H
#define HARK_TEXT_TRAIN_REPORT_H

/*
 * report.h - how good the verdicts are, for people and for programs.
 */

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

#include "text/train/data.h"

struct judged {
	const struct example *x;
	enum label got;			/* context unknown */
	enum label got_known;		/* with the source's context */
	float answer;			/* p(needs an answer), inbound */
	bool rings, perhaps;
};

/* All figures: groups, classes, confusion, calibration, worst mistakes. */
json_t	*report_make(const struct judged *, size_t n, bool with_texts);
void	report_print(const json_t *, FILE *);

#endif
