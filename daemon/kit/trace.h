/* SPDX-License-Identifier: ISC */
#ifndef HARK_KIT_TRACE_H
#define HARK_KIT_TRACE_H

/*
 * trace.h - what a plugin asked for, as text: an effect, a line.
 */

#include "base/buf.h"
#include "poll/effects.h"

struct trace {
	struct buf out;
	char broken[160];	/* how the plugin broke the contract, or "" */
};

void	trace_effect(struct trace *, const struct effect *);
/* The first breach is the one that is told. */
void	trace_broken(struct trace *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));

/* The words of fixtures: "THREAD", "mention", "public". */
extern const char *const word_op[], *const word_kind[], *const word_vis[];
/* The index of a word, in any case, or -1. */
int	word_find(const char *const *words, const char *);

#endif
