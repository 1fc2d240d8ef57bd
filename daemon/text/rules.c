/* SPDX-License-Identifier: ISC */
/*
 * rules.c - weights set by hand, for when no model is loaded and for
 * languages no model knows.
 */

#include "base/mem.h"
#include "text/rules.h"

float rule_weights[HEAD_MAX][FEATURE_MAX + 1];

/* Inbound: needs an answer, request not question, thanks not other. */
static const struct {
	enum feature f;
	float answer, request, thanks;
} inbound[] = {
	{ FEATURE_MAX,		-2.0f, -0.3f, -3.0f },
	{ F_ENDS_ASK,		 1.5f, -1.2f, -0.6f },
	{ F_HAS_ASK,		 1.3f, -1.6f, -0.4f },
	{ F_ASK_THEN_TALK,	-0.3f, 0, 0 },
	{ F_MANY_ASK,		-0.2f, 0.4f, 0 },
	{ F_ASK_SHOUT,		-0.6f, 0.4f, 0 },
	{ F_SHOUTS,		-0.3f, 0.3f, 0.3f },
	{ F_TRAILS,		-0.4f, 0, 0 },
	{ F_UPPER,		-0.3f, 0.5f, 0 },
	{ F_LINK,		-0.7f, 0, -1.0f },
	{ F_LINK_END,		-0.6f, 0, -0.5f },
	{ F_LINK_PERCENT,	-1.5f, 0, -1.0f },
	{ F_MANY_TAGS,		-1.2f, 0, -0.8f },
	{ F_TAG,		-0.3f, 0, 0 },
	{ F_EMOJI,		-0.2f, 0, 0.3f },
	{ F_EMOJI_LAUGH,	-0.8f, 0, -0.3f },
	{ F_PERCENT,		-0.4f, 0, 0 },
	{ F_QUOTED_ASK,		-0.6f, 0, 0 },
	{ F_RETWEET,		-1.8f, 0, -1.0f },
	{ F_MENTION_START,	 0.3f, 0.2f, 0.2f },
	{ F_MENTION_PERSON,	-2.2f, 0, 0 },
	{ F_GREETING,		 0.6f, -0.3f, 0 },
	{ F_TEAM,		 0.3f, 0.2f, 0.3f },
	{ F_YOU_PLURAL,		 0.5f, 0.1f, 0.2f },
	{ F_YOU_FORMAL,		 0.7f, 0.1f, 0.2f },
	{ F_YOU,		 0.1f, 0, 0.1f },
	{ F_NOBODY,		-0.3f, 0, 0 },
	{ F_FIRST_PERSON,	 0.3f, 0, 0 },
	{ F_ASK_ANYONE,		 2.2f, -2.0f, -1.0f },
	{ F_ASK_YOU,		 1.7f, -1.2f, -0.8f },
	{ F_ASK_MAY_I,		 1.7f, -1.4f, -0.8f },
	{ F_WONDER,		 2.0f, -1.8f, -0.8f },
	{ F_WH_START,		 0.7f, -0.6f, -0.4f },
	{ F_WH_ASKS,		 0.3f, -0.4f, 0 },
	{ F_VERB_START,		 0.6f, -0.6f, -0.4f },
	{ F_VERB_ASKS,		 0.9f, -0.8f, 0 },
	{ F_AVAILABLE,		 1.2f, -1.2f, -0.3f },
	{ F_PRICE_ASK,		 1.6f, -1.6f, -0.5f },
	{ F_RECOMMEND,		 0.5f, -0.8f, 0.2f },
	{ F_SEARCH,		 1.3f, -0.6f, -0.8f },
	{ F_HELP,		 1.2f, -0.4f, -0.2f },
	{ F_WISH,		 1.0f, 1.0f, -0.6f },
	{ F_ASK_AGAIN,		 1.5f, 0.8f, -0.8f },
	{ F_PLEASE,		 1.2f, 0.9f, -0.4f },
	{ F_DEMAND,		 1.3f, 1.5f, -0.8f },
	{ F_BROKEN,		 1.3f, 1.2f, -0.8f },
	{ F_MISSING,		 1.5f, 1.2f, -0.8f },
	{ F_WAITING,		 1.4f, 1.0f, -0.5f },
	{ F_STILL,		 1.1f, 0.8f, -0.5f },
	{ F_MONEY_BACK,		 1.1f, 0.7f, -0.5f },
	{ F_COMPLAIN,		 0.6f, 1.3f, -0.8f },
	{ F_URGENT,		 0.9f, 0.5f, -0.5f },
	{ F_SAFETY,		 0.8f, 0.3f, -0.5f },
	{ F_CORRECTION,		 1.1f, 1.5f, -0.5f },
	{ F_THANKS,		-1.2f, 0.2f, 3.6f },
	{ F_THANKS_AHEAD,	 1.5f, 0, 0.3f },
	{ F_SETTLED,		-1.3f, 0, 3.8f },
	{ F_PRAISE,		-0.8f, 0.1f, 1.2f },
	{ F_RHETORICAL,		-3.0f, 0.6f, -0.4f },
	{ F_TAG_QUESTION,	-2.6f, 0, -0.3f },
	{ F_SARCASM,		-1.3f, 0.5f, -1.0f },
	{ F_BAIT,		-2.0f, 0, -1.0f },
	{ F_TOLD_PERSON,	-2.4f, 0, -0.5f },
	{ F_NUDGE,		 1.5f, -1.0f, -2.0f },
	{ F_OFFER,		-1.3f, 0, -0.8f },
	{ F_BUY_NOW,		-2.2f, 0, -0.8f },
	{ F_LINK_IN_BIO,	-1.8f, 0, -0.5f },
	{ F_ADJECTIVE,		-0.7f, 0, 0.2f },
	{ F_LURE,		-1.4f, 0, -0.4f },
	{ F_APOLOGY,		 0.1f, -0.2f, 0 },
	{ F_CTX_MENTION,	 1.0f, 0, 0 },
	{ F_CTX_ADDRESSED,	 0.4f, 0, 0 },
	{ F_CTX_NOT_ADDRESSED,	-1.2f, 0, 0 },
	{ F_CTX_PRIVATE,	 0.6f, 0, 0 },
	{ F_CTX_REPLY_TO_US,	-0.2f, 0, 0.4f },
	{ F_CTX_OTHERS,		-0.9f, 0, 0 },
};

/* Own posts: dialogue, broadcast not information. */
static const struct {
	enum feature f;
	float dialogue, broadcast;
} own[] = {
	{ FEATURE_MAX,		-1.2f, 0.3f },
	{ F_ENDS_ASK,		 1.4f, 0.2f },
	{ F_HAS_ASK,		 0.6f, 0.2f },
	{ F_LINK,		-1.0f, 0.2f },
	{ F_LINK_PERCENT,	-1.0f, 1.0f },
	{ F_MANY_TAGS,		-1.5f, 1.2f },
	{ F_TAG,		-0.5f, 0.5f },
	{ F_PRICE,		-0.7f, 0.9f },
	{ F_PERCENT,		-0.8f, 0.8f },
	{ F_SHOUTS,		-0.2f, 0.3f },
	{ F_MENTION_START,	 2.5f, 0 },
	{ F_NAME_START,		 1.8f, -0.2f },
	{ F_GREETING,		 0.5f, 0 },
	{ F_YOU,		 0.6f, 0.1f },
	{ F_YOU_PLURAL,		 0.2f, 0.1f },
	{ F_FIRST_PERSON,	 0.5f, 0 },
	{ F_NOBODY,		-0.7f, 0.2f },
	{ F_ASK_ANYONE,		 1.5f, -0.3f },
	{ F_ASK_YOU,		 0.9f, 0 },
	{ F_WONDER,		 1.0f, -0.3f },
	{ F_HELP,		 0.6f, -0.3f },
	{ F_THANKS,		 1.5f, -0.2f },
	{ F_PRAISE,		 0.2f, 0.3f },
	{ F_BAIT,		-0.8f, 0.8f },
	{ F_OFFER,		-1.3f, 1.5f },
	{ F_BUY_NOW,		-1.5f, 1.6f },
	{ F_LINK_IN_BIO,	-1.0f, 0.9f },
	{ F_ADJECTIVE,		-0.8f, 1.4f },
	{ F_LURE,		-1.2f, 1.3f },
	{ F_APOLOGY,		 1.6f, -1.0f },
	{ F_HOLDING,		 1.6f, -0.8f },
	{ F_OPENING,		-0.6f, -2.0f },
	{ F_NOTICE,		-0.7f, -1.8f },
	{ F_ASK_PEOPLE,		 1.6f, 0.1f },
	{ F_PERSONAL,		 0.9f, -0.3f },
	{ F_SUPPORT,		 1.2f, -0.4f },
	{ F_MONEY_BACK,		-0.1f, -0.6f },
	{ F_CTX_REPLY,		 4.0f, -0.5f },
	{ F_CTX_NO_REPLY,	-0.5f, 0 },
};

void
rules_init(void)
{
	for (size_t i = 0; i < ARRAY_LEN(inbound); i++) {
		rule_weights[HEAD_ANSWER][inbound[i].f] = inbound[i].answer;
		rule_weights[HEAD_REQUEST][inbound[i].f] = inbound[i].request;
		rule_weights[HEAD_THANKS][inbound[i].f] = inbound[i].thanks;
	}
	for (size_t i = 0; i < ARRAY_LEN(own); i++) {
		rule_weights[HEAD_DIALOGUE][own[i].f] = own[i].dialogue;
		rule_weights[HEAD_BROADCAST][own[i].f] = own[i].broadcast;
	}
}
