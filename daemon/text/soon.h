/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_SOON_H
#define HARK_TEXT_SOON_H

/*
 * soon.h - how soon does the author of a post to us need an answer?  Pure;
 * German and English together.
 *
 * "Habt ihr heute noch offen?" does; "heute mal was anderes" does not, nor
 * does "war heute bei euch", nor "eilt nicht".  Precision on
 * tests/corpus/urgent.tsv is kept at 0.9 by a test.
 */

#include <stdbool.h>
#include <stddef.h>

struct tokens;

/* The later, the more pressing. */
enum soon {
	SOON_NO,
	SOON_TOMORROW,		/* "morgen früh", "by tomorrow" */
	SOON_TODAY,		/* "heute noch", "in einer Stunde" */
	SOON_NOW,		/* "dringend", "stehe vor der Tür" */
};

enum soon soon_of(const struct tokens *);
/* Is it SOON_NOW?  Cheaper than asking how soon. */
bool	soon_is_now(const struct tokens *);
enum soon soon_read(const char *text, size_t len);
/* Words of health, allergy and danger at bytes [at, at + len) of the text
 * read: are they meant?  "Feuer und Flamme" is no fire. */
bool	soon_danger(const struct tokens *, size_t at, size_t len);

#endif
