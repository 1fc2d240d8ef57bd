/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_TOKENS_H
#define HARK_TEXT_TOKENS_H

/*
 * tokens.h - a text as words, marks and sentences.
 *
 * Words are folded: lower case, accents dropped, umlauts and ß in their
 * two-letter spelling ("für" and "fuer" are one word), apostrophes left out
 * ("what's" is "whats"), a letter typed three times or more once
 * ("haaalllo").  Sentences survive chat style: a line break, a run of marks
 * or an emoji ends one, an abbreviation or a date does not.
 *
 * Everything has a fixed size: of a longer text the beginning and the end are
 * read, since that is where people ask.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TOKENS_TEXT_HEAD	3072	/* bytes read from the beginning */
#define TOKENS_TEXT_TAIL	1024	/* and from the end */
#define TOKENS_MAX		1024
#define SENTENCES_MAX		48

enum token_kind {
	TOKEN_WORD,
	TOKEN_NUMBER,
	TOKEN_URL,		/* and mail addresses */
	TOKEN_MENTION,
	TOKEN_TAG,		/* folded without the '#' */
	TOKEN_EMOJI,		/* and emoticons */
	TOKEN_MARK,		/* punctuation: see mark */
};

enum {
	TOKEN_CAPITAL = 1,	/* first letter upper case */
	TOKEN_UPPER = 2,	/* two letters or more, all upper case */
	TOKEN_LONG = 4,		/* a letter was repeated */
	TOKEN_SPACED = 8,	/* white space before it */
};

struct token {
	uint16_t at, len;	/* bytes of the text read */
	uint16_t fold, fold_len;	/* bytes of .folded */
	uint8_t kind, flags;
	char mark;		/* ? ! . , : ; " ( % $ ... one byte each */
	uint8_t count;		/* marks: how many in a row, at most 255 */
	uint32_t hash;		/* of the folded word */
};

enum {
	SENTENCE_ASKS = 1,	/* ends with '?' */
	SENTENCE_SHOUTS = 2,	/* ends with '!' */
	SENTENCE_QUOTED = 4,	/* begins inside quotation marks */
	SENTENCE_TRAILS = 8,	/* ends with "..." */
};

struct sentence {
	uint16_t first, n;	/* tokens */
	uint16_t words;		/* words and numbers among them */
	uint8_t flags;
};

struct tokens {
	char text[TOKENS_TEXT_HEAD + TOKENS_TEXT_TAIL + 8];
	size_t len;		/* bytes of text[] read */
	bool cut;		/* the text was longer */
	char folded[2 * (TOKENS_TEXT_HEAD + TOKENS_TEXT_TAIL) + 64];
	size_t folded_len;
	struct token token[TOKENS_MAX];
	int n;
	struct sentence sentence[SENTENCES_MAX];
	int n_sentences;
	int n_words, n_letters, n_upper;
	bool foreign_script;	/* most letters are not Latin */
	int n_kind[TOKEN_MARK + 1];
};

/* Read a text; whatever t held before is forgotten. */
void	tokens_read(struct tokens *, const char *text, size_t len);

/* The hash of a folded word or a part of one. */
uint32_t tokens_hash(const char *folded, size_t n);

#define TOKENS_HASH_START	0x811c9dc5u

/* One further byte; tokens_hash() is this over all bytes. */
static inline uint32_t
tokens_hash_step(uint32_t h, unsigned char c)
{
	return (h ^ c) * 0x01000193u;
}

#endif
