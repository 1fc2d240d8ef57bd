/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_CLASSIFY_LINES_H
#define HARK_TEXT_CLASSIFY_LINES_H

/*
 * classify_lines.h - judging a file of texts, for `hark classify'.
 *
 * In: one text a line, plain, or a JSON object
 *	{"text","kind":"in"|"own","lang"?,"reply"?,"mention"?,"addressed"?,
 *	 "private"?}
 * (a line that is no such object is a plain text).  Out: for each line one
 * JSON object a line
 *	{"label","p":{...},"answer","lang","reasons":[{"text","weight"}]}
 */

#include <stdio.h>

struct classifier;
struct err;

/* Until the end of in.  -1 if reading or writing fails. */
int	classify_lines(const struct classifier *, FILE *in, FILE *out,
	    const char *ui_lang, struct err *);

#endif
