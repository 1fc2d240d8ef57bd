/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_RULES_H
#define HARK_TEXT_RULES_H

/*
 * rules.h - the built-in weights of the named features.
 *
 * A text's verdict comes from yes/no decisions in a row, each a sum of
 * weights and a logistic curve: does it need an answer; if so, is it a
 * request rather than a question; if not, is it thanks.  An own post: is it
 * dialogue; if not, a broadcast rather than information.
 */

#include "text/features.h"

enum head {
	HEAD_ANSWER,		/* inbound: needs an answer */
	HEAD_REQUEST,		/* given that: request, not question */
	HEAD_THANKS,		/* given that not: thanks, not other */
	HEAD_DIALOGUE,		/* own: dialogue */
	HEAD_BROADCAST,		/* given that not: broadcast, not information */
	HEAD_SENTENCE,		/* inbound, models only: the one that asks */
	HEAD_MAX
};

/* weights[head][FEATURE_MAX] is the bias. */
extern float rule_weights[HEAD_MAX][FEATURE_MAX + 1];

void	rules_init(void);

#endif
