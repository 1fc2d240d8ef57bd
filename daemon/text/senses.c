/* SPDX-License-Identifier: ISC */
/*
 * senses.c - what a text's words are about, as hashes; see senses.h.
 */

#include "text/lexicon.h"
#include "text/ngrams.h"
#include "text/senses.h"

enum kind {			/* mixed into the hash: append only */
	SENSE = 0x2461357,
	ASKED_SENSE = 0x4613572,	/* with how its sentence ends */
	ROW = 0x6135724,		/* one after the other */
	TOGETHER = 0x3572461,		/* in one sentence, in any order */
	PATTERN = 0x5724613,		/* two neighbours, three */
	LONG_PATTERN = 0x7246135,
};

#define DISTINCT_MAX	16	/* senses of a sentence that are paired */
#define ROOM		(16 + DISTINCT_MAX)	/* one word's hashes */

/* What a word of no sense is in a pattern, by its looks. */
enum {
	LOOKS_NAME = 0x1001,	/* a noun or a name */
	LOOKS_EN,		/* "-en": most often a verb */
	LOOKS_T,
	LOOKS_WORD,
	COMMA,
	OF_SENSE = 0x2000,
};

static inline void
add(struct senses *s, uint32_t h, int token)
{
	s->hash[s->n] = h;
	s->token[s->n] = (uint16_t)token;
	s->n++;
}

/* One sentence as it is read. */
struct row {
	uint32_t seed, before;	/* senses */
	uint32_t left, left2;		/* of the pattern */
	bool asks, began;
	int n;				/* distinct senses */
	uint8_t distinct[DISTINCT_MAX];
};

static uint32_t
looks_of(const struct tokens *t, const struct token *k, bool began)
{
	const char *end = t->folded + k->fold + k->fold_len;

	if ((k->flags & TOKEN_CAPITAL) && began)
		return LOOKS_NAME;
	if (k->fold_len > 3 && end[-1] == 'n' && end[-2] == 'e')
		return LOOKS_EN;
	if (k->fold_len > 3 && end[-1] == 't')
		return LOOKS_T;
	return LOOKS_WORD;
}

static void
add_sense(struct senses *s, struct row *r, enum sense sense, int token)
{
	uint32_t x = (uint32_t)sense;
	bool there = false;

	for (int i = 0; i < r->n; i++)
		there |= r->distinct[i] == x;
	if (!there) {
		add(s, ngrams_mix(r->seed, SENSE, x, 0), token);
		add(s, ngrams_mix(r->seed, ASKED_SENSE, x, r->asks), token);
	}
	if (!there && r->n < DISTINCT_MAX) {
		for (int i = 0; i < r->n; i++) {
			uint32_t y = r->distinct[i];

			add(s, ngrams_mix(r->seed, TOGETHER, x < y ? x : y,
			    x < y ? y : x), token);
		}
		r->distinct[r->n++] = (uint8_t)x;
	}
	if (r->before == x)
		return;
	add(s, ngrams_mix(r->seed, ROW, r->before, x), token);
	r->before = x;
}

static void
add_pattern(struct senses *s, struct row *r, uint32_t w, int token)
{
	add(s, ngrams_mix(r->seed, PATTERN, r->left, w), token);
	add(s, ngrams_mix(r->seed, LONG_PATTERN, r->left ^
	    r->left2 * 0x9e3779b1u, w), token);
	r->left2 = r->left;
	r->left = w;
}

static void
read_sentence(struct senses *s, const struct tokens *t,
    const struct sentence *y, int lang, uint32_t seed)
{
	struct row r = { .seed = seed, .asks = y->flags & SENTENCE_ASKS };

	for (int i = y->first; i < y->first + y->n; i++) {
		const struct token *k = &t->token[i];
		enum sense sense = SENSE_NONE;
		bool itself = false;
		uint32_t w;

		if (s->n > SENSES_MAX - ROOM)
			break;
		if (k->kind == TOKEN_WORD || k->kind == TOKEN_TAG)
			sense = lexicon_find(lang, t, k, &itself);
		if (sense != SENSE_NONE)
			add_sense(s, &r, sense, i);
		if (k->kind != TOKEN_WORD)
			w = k->kind == TOKEN_MARK && k->mark == ',' ? COMMA :
			    ngrams_symbol(k);
		else if (itself)
			w = k->hash;
		else if (sense != SENSE_NONE)
			w = OF_SENSE + (uint32_t)sense;
		else
			w = looks_of(t, k, r.began);
		if (w == 0)
			continue;
		add_pattern(s, &r, w, i);
		r.began |= k->kind == TOKEN_WORD;
	}
}

void
senses_read(struct senses *s, const struct tokens *t,
    const struct features *f, uint32_t seed)
{
	int lang = f->lang[0] == 'd' ? 0 : f->lang[0] == 'e' ? 1 : -1;

	s->n = 0;
	s->n_sentences = t->n_sentences;
	for (int i = 0; i < t->n_sentences; i++) {
		if (lang >= 0)
			read_sentence(s, t, &t->sentence[i], lang, seed);
		s->end[i] = s->n;
	}
}
