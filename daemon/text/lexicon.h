/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_LEXICON_H
#define HARK_TEXT_LEXICON_H

/*
 * lexicon.h - what a word is about: a heating and a lift are things that can
 * fail, a parcel and a sending are what one waits for.
 *
 * Some thousand German and English stems in about a hundred senses, written
 * for hark.  A word has one sense, the first one that lists it.  Lists are
 * words with spaces between, as people write them, folded once at start:
 *
 *	word	and its inflections, umlauts or not ("zug", "züge"); a German
 *		one of five letters or more also as the end of a longer word
 *		("fahrstuhl", "glasfahrstuhl")
 *	*word	the same, though it is shorter
 *	word.	and its inflections, but never the end of a longer one
 *	=word	exactly this
 *
 * The senses are part of a model file: append only.
 */

#include <stdbool.h>

#include "text/tokens.h"

#define LEXICON_SENSES(S)						\
	S(VEHICLE) S(CAR) S(BIKE) S(STOP) S(LINE) S(TRAVEL) S(TICKET)	\
	S(PRICE) S(PAY) S(REFUND) S(VOUCHER) S(FACILITY) S(SOFTWARE)	\
	S(BROKEN) S(LATE) S(CANCEL) S(ARRIVE) S(SEND) S(ORDER)	\
	S(PARCEL) S(MISSING) S(STAFF) S(RUDE) S(ANGER) S(INSULT)	\
	S(PRAISE) S(THANKS) S(GREET) S(LAUGH) S(IRONY) S(ASK)	\
	S(REPLY) S(KNOW) S(THINK) S(SAY) S(WANT) S(NEED) S(HELP)	\
	S(GIVE) S(SEARCH) S(SHOW) S(OPEN) S(APPOINT) S(FIX) S(DELETE)	\
	S(FORUM) S(ARTICLE) S(MEDIA) S(PARTY) S(POLITIC) S(MIGRATION)	\
	S(WAR) S(STRIKE) S(ECONOMY) S(CLIMATE) S(PEOPLE) S(FAMILY)	\
	S(LOVE) S(DAILY) S(SCHOOL) S(WORK) S(SPORT) S(MUSIC)	\
	S(WEATHER) S(HEALTH) S(BODY) S(BEAUTY) S(FOOD) S(DRINK)	\
	S(TASTE) S(CLOTHES) S(SIZE) S(COLOUR) S(HOUSE) S(PLANT)	\
	S(PET) S(STAY) S(EVENT) S(SHOP) S(TIME) S(TODAY) S(NOW)	\
	S(AGAIN) S(PAST) S(NEGATE) S(QUANT) S(OPTION) S(MAKE) S(USE)	\
	S(REASON) S(TRUTH) S(TOPIC) S(SELL) S(PROMO) S(SAFETY)	\
	S(DIRT) S(NOISE) S(CITY) S(NUMBER) S(DIRECT) S(HEDGE)	\
	S(CONNECT) S(INTENSE) S(GOOD) S(BAD) S(FEEL) S(READ) S(BEGIN)	\
	S(LIVE) S(TITLE) S(ONLINE) S(AGENCY) S(HAPPEN) S(LEGAL)	\
	S(CHECK) S(DECIDE) S(TRY) S(HOLD) S(PUT) S(PULL) S(LOOKS)	\
	S(GIFT) S(LEARN) S(CRAFT) S(CONTACT) S(RESULT) S(GROUP)	\
	S(PROBLEM) S(EXPECT) S(FUTURE) S(COMPARE) S(EXIST) S(DIALECT)	\
	S(APOLOGY)

enum sense {
	SENSE_NONE,
#define S(name)	SENSE_##name,
	LEXICON_SENSES(S)
#undef S
	SENSE_MAX,
	/* Words that are kept as they are where others become their sense. */
	SENSE_ITSELF = SENSE_MAX,
};

struct lexicon_list {
	enum sense sense;
	const char *words;
};

extern const struct lexicon_list lexicon_de[], lexicon_en[];
extern const int n_lexicon_de, n_lexicon_en;

/* To be called once; idempotent. */
void	lexicon_init(void);
/*
 * What a word or hashtag of t is about, in a language (0 German, 1 English);
 * itself tells whether it is one of those kept as they are.
 */
enum sense lexicon_find(int lang, const struct tokens *t,
	    const struct token *, bool *itself);
const char *sense_name(enum sense);

#endif
