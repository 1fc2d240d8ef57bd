/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_FOLD_H
#define HARK_TEXT_FOLD_H

/*
 * fold.h - what a character is, and how it is written when nothing but the
 * word counts.
 */

#include <stddef.h>
#include <stdint.h>

enum fold_class {
	FOLD_SPACE,
	FOLD_LETTER,
	FOLD_DIGIT,
	FOLD_MARK,		/* out[0] is its one-byte name */
	FOLD_QUOTE_OPEN,	/* typographic: out[0] is '"' */
	FOLD_QUOTE_CLOSE,
	FOLD_APOSTROPHE,
	FOLD_EMOJI,
	FOLD_NOTHING,		/* joiners, combining marks: part of what stands before */
};

struct fold {
	enum fold_class class_;
	int upper;		/* an upper case letter */
	int foreign;		/* a letter of another script than Latin */
	char out[4];		/* letters and digits, marks */
	int n;
};

/* Characters from U+0080; ASCII has its own table in tokens.c. */
void	fold_char(uint32_t c, struct fold *);

#endif
