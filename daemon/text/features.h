/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_FEATURES_H
#define HARK_TEXT_FEATURES_H

/*
 * features.h - what a person would point at in a text: the features that
 * have names, and where in the text they stand.
 *
 * Built-in rules weigh them by hand (rules.c), a model by training.  Their
 * order is part of the model file: append only, and never reuse one; the
 * file carries a checksum of the names.
 */

#include <stdbool.h>
#include <stdint.h>

#include "text/classify.h"
#include "text/tokens.h"

/*
 * name, German, English.  An empty reason means: show the phrase itself.
 * The reason of a feature that only sets the scale is NULL: never shown.
 */
#define FEATURES(F)							\
	/* marks and form */						\
	F(ENDS_ASK, "endet mit „?“", "ends with “?”")			\
	F(HAS_ASK, "enthält „?“", "contains “?”")			\
	F(ASK_THEN_TALK, "„?“, dann geht es weiter",			\
	    "“?”, and then it goes on")					\
	F(MANY_ASK, "mehrere Fragezeichen", "several question marks")	\
	F(ASK_SHOUT, "„?!“", "“?!”")					\
	F(SHOUTS, "Ausrufezeichen", "exclamation marks")		\
	F(TRAILS, "endet mit „…“", "trails off")			\
	F(UPPER, "in Großbuchstaben", "in capitals")			\
	F(LONG_LETTERS, "gedehnte Buchstaben", "stretched letters")	\
	F(SHORT, "sehr kurz", "very short")				\
	F(LENGTHY, "langer Text", "long text")				\
	F(ONE_SENTENCE, NULL, NULL)					\
	F(LINK, "Link", "link")						\
	F(LINK_END, "endet mit einem Link", "ends with a link")		\
	F(LINK_PERCENT, "", "")						\
	F(MANY_TAGS, "viele Hashtags", "many hashtags")			\
	F(TAG, NULL, NULL)						\
	F(EMOJI, NULL, NULL)						\
	F(EMOJI_LAUGH, "lacht", "laughs")				\
	F(PRICE, "Preis", "price")					\
	F(PERCENT, "", "")						\
	F(NUMBER, NULL, NULL)						\
	F(QUOTED_ASK, "die Frage ist ein Zitat", "the question is quoted") \
	F(RETWEET, "weitergereichter Beitrag", "passed on, not written") \
	/* who is spoken to */						\
	F(MENTION_START, "spricht ein Konto an", "speaks to an account") \
	F(MENTION_PERSON, "spricht jemand anderen an",			\
	    "speaks to somebody else")					\
	F(MENTION_INSIDE, NULL, NULL)					\
	F(GREETING, "", "")						\
	F(TEAM, "", "")							\
	F(YOU_PLURAL, "", "")						\
	F(YOU_FORMAL, "", "")						\
	F(YOU, "", "")							\
	F(FIRST_PERSON, NULL, NULL)					\
	F(NOBODY, "spricht niemanden an", "speaks to nobody")		\
	/* asking */							\
	F(ASK_ANYONE, "", "")						\
	F(ASK_YOU, "", "")						\
	F(ASK_MAY_I, "", "")						\
	F(WONDER, "", "")						\
	F(WH_START, "beginnt mit einem Fragewort",			\
	    "begins with a question word")				\
	F(WH_ASKS, "Fragewort und „?“", "question word and “?”")	\
	F(VERB_START, "beginnt wie eine Frage", "begins like a question") \
	F(VERB_ASKS, "gebaut wie eine Frage", "built like a question")	\
	F(AVAILABLE, "", "")						\
	F(PRICE_ASK, "", "")						\
	F(RECOMMEND, "", "")						\
	F(SEARCH, "", "")						\
	F(HELP, "", "")							\
	F(WISH, "", "")							\
	F(ASK_AGAIN, "", "")						\
	/* wanting a reaction */					\
	F(PLEASE, "", "")						\
	F(DEMAND, "", "")						\
	F(BROKEN, "", "")						\
	F(MISSING, "", "")						\
	F(WAITING, "", "")						\
	F(STILL, "", "")						\
	F(MONEY_BACK, "", "")						\
	F(COMPLAIN, "", "")						\
	F(URGENT, "", "")						\
	F(SAFETY, "", "")						\
	F(CORRECTION, "", "")						\
	/* closing */							\
	F(THANKS, "", "")						\
	F(THANKS_AHEAD, "", "")						\
	F(SETTLED, "", "")						\
	F(PRAISE, "", "")						\
	/* not meant as a question */					\
	F(RHETORICAL, "", "")						\
	F(TAG_QUESTION, "fragt nur „…, oder?“", "only a tag question")	\
	F(SARCASM, "", "")						\
	F(BAIT, "", "")							\
	F(TOLD_PERSON, "", "")						\
	F(NUDGE, "hakt nach", "nudges")					\
	/* selling */							\
	F(OFFER, "", "")						\
	F(BUY_NOW, "", "")						\
	F(LINK_IN_BIO, "", "")						\
	F(ADJECTIVE, "", "")						\
	F(LURE, "fragt nur, um anzupreisen", "asks only to praise")	\
	/* own posts */							\
	F(APOLOGY, "", "")						\
	F(HOLDING, "", "")						\
	F(OPENING, "", "")						\
	F(NOTICE, "", "")						\
	F(ASK_PEOPLE, "", "")						\
	F(NAME_START, "beginnt mit einem Namen", "begins with a name")	\
	F(PERSONAL, "", "")						\
	F(SUPPORT, "", "")						\
	/* what the network says */					\
	F(CTX_MENTION, "an uns gerichtet", "written to us")		\
	F(CTX_ADDRESSED, "auf unserer Seite", "on our page")		\
	F(CTX_NOT_ADDRESSED, "nicht an uns gerichtet",			\
	    "not directed at us")					\
	F(CTX_PRIVATE, "private Nachricht", "private message")		\
	F(CTX_REPLY_TO_US, "antwortet uns", "answers us")		\
	F(CTX_REPLY, "ist eine Antwort", "is a reply")			\
	F(CTX_NO_REPLY, "ist keine Antwort", "is not a reply")		\
	F(CTX_KNOWN, "schrieb uns schon früher", "wrote to us before")	\
	F(CTX_OTHERS, "nennt jemand anderen", "names somebody else")

enum feature {
#define F(name, de, en)	F_##name,
	FEATURES(F)
#undef F
	FEATURE_MAX
};

/* What is counted rather than pointed at: only a model's trees weigh it. */
enum shape {
	SHAPE_BYTES,
	SHAPE_WORDS,
	SHAPE_CAPITALS,		/* share of the words, 0..1 */
	SHAPE_SENTENCES,
	SHAPE_ASKS,		/* sentences that end with '?' */
	SHAPE_ASK_WORDS,	/* words of the last one of them */
	SHAPE_AFTER_ASK,	/* words after it */
	SHAPE_LINKS,
	SHAPE_NUMBERS,
	SHAPE_TAGS,
	SHAPE_COLONS,
	SHAPE_QUOTES,
	SHAPE_BRACKETS,
	SHAPE_SHOUTS,
	SHAPE_MAX
};

struct features {
	float v[FEATURE_MAX];
	/* Where it stands: bytes of tokens.text; len 0 if nowhere. */
	uint16_t at[FEATURE_MAX], len[FEATURE_MAX];
	/* Found in a sentence that ends with '?'. */
	bool asked[FEATURE_MAX];
	bool nudge, empty;
	char lang[4];
	float shape[SHAPE_MAX];
	/* Of each sentence. */
	uint16_t words[SENTENCES_MAX];
	bool asks[SENTENCES_MAX];
};

const char *feature_name(enum feature);
/* NULL: never shown; "": show the phrase. */
const char *feature_reason(enum feature, const char *ui_lang);
/*
 * A checksum of all names, those of senses too: a model trained on others does
 * not fit.
 */
uint32_t features_version(void);

/* To be called once, before the first features_read(); idempotent. */
void	features_init(void);
void	features_read(struct features *, const struct tokens *,
	    const struct text_in *);

void	lang_init(void);
/* "de", "en" or "xx" by the words; declared (or NULL) decides if unclear. */
const char *lang_guess(const struct tokens *, const char *declared);

#endif
