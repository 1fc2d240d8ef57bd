/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_TOPICS_H
#define HARK_TEXT_TOPICS_H

/*
 * topics.h - what many questions are about.  Pure.
 *
 * First the subjects every shop is asked about (opening hours, delivery,
 * prices, ...), found by the beginnings of German and English words; what is
 * left is grouped by the content word it shares, the one that gathers most.
 * A question belongs to one group.  Words that stand in half of all questions
 * tell nothing and make no group.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;

#define TOPIC_MIN	2	/* questions in a group */
#define TOPICS_MAX	6	/* groups, the largest first */

struct topic {
	const char *name;	/* untranslated: give it to tr(); or a word as
				 * it was written most often */
	const char *advice;	/* what to write on the page; untranslated */
	bool is_word;		/* name is a word of theirs: not to tr() */
	const size_t *members;	/* the most typical first */
	size_t n;
};

/* texts: NULL-free, plain.  How many groups; they live in the arena. */
size_t	topics_find(const char *const *texts, size_t n, struct arena *,
	    struct topic ret[TOPICS_MAX]);

#endif
