/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_CUES_H
#define HARK_TEXT_CUES_H

/*
 * cues.h - phrases that mean something: "weiß jemand", "still waiting".
 *
 * Written as people write; folded once, at start.  Numbers in figures or
 * words match "0".  A phrase that begins with '^' stands at the start of a
 * sentence (greetings and the like before it do not count), one that ends
 * with '$' at its end; '?' at the very end: the sentence must end with '?'.
 * The last word may end in '*': any ending.
 */

#include <stdint.h>

#include "text/features.h"
#include "text/tokens.h"

enum { CUE_DE = 1, CUE_EN = 2, CUE_ANY = 3 };

struct cue_list {
	enum feature feature;
	int langs;
	const char *phrases;	/* separated by '|' */
};

extern const struct cue_list cues_de[], cues_en[];
extern const int n_cues_de, n_cues_en;

void	cues_init(void);

/*
 * Call hit() for every phrase of these languages found in the sentence:
 * tokens first to last of t.  start is the token where the sentence begins
 * once greetings are skipped.
 */
typedef void (*cue_hit_fn)(void *arg, enum feature, int first, int last);
void	cues_find(const struct tokens *t, const struct sentence *s, int start,
	    int langs, cue_hit_fn hit, void *arg);

#endif
