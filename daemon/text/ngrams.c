/* SPDX-License-Identifier: ISC */
/*
 * ngrams.c - words, pairs of words and pieces of words as hashes.
 */

#include "base/mem.h"
#include "text/ngrams.h"

enum kind {			/* mixed into the hash: append only */
	WORD = 0x1234567,
	ASKED_WORD = 0x2345671,	/* in a sentence that ends with '?' */
	PAIR = 0x3456712,
	FIRST = 0x4567123,	/* of its sentence */
	FIRST_PAIR = 0x5671234,
	LAST = 0x6712345,
	PIECE = 0x7123456,
	FEATURES_PAIR = 0x1357246,
	ASKED_FEATURE = 0x3572461,
};

#define NO_TOKEN	0xffff
#define PIECE_MIN	3
#define PIECE_MAX	5

static inline void
add(struct ngrams *g, uint32_t h, int token)
{
	g->hash[g->n] = h;
	g->token[g->n] = (uint16_t)token;
	g->n++;
}

/* "<wort>" in pieces of three to five bytes. */
static void
add_pieces(struct ngrams *g, const char *w, size_t n, uint32_t seed, int token)
{
	char edged[64];
	size_t len = n < sizeof(edged) - 2 ? n : sizeof(edged) - 2;

	edged[0] = '<';
	for (size_t i = 0; i < len; i++)
		edged[i + 1] = w[i];
	edged[len + 1] = '>';
	len += 2;
	for (size_t i = 0; i + PIECE_MIN <= len; i++) {
		uint32_t h = seed ^ PIECE;

		for (size_t k = 0; k < PIECE_MAX && i + k < len; k++) {
			h = tokens_hash_step(h, (unsigned char)edged[i + k]);
			if (k >= PIECE_MIN - 1)
				add(g, h, token);
		}
	}
}

uint32_t
ngrams_symbol(const struct token *k)
{
	switch ((enum token_kind)k->kind) {
	case TOKEN_WORD:
	case TOKEN_EMOJI:
		return k->hash | 1;
	case TOKEN_TAG:
		return (k->hash ^ 0x5bd1e995u) | 1;
	case TOKEN_NUMBER:
		return 0x11111111u;
	case TOKEN_URL:
		return 0x22222221u;
	case TOKEN_MENTION:
		return 0x33333331u;
	case TOKEN_MARK:
		if (k->mark == '?' || k->mark == '!' || k->mark == '~')
			return 0x44444441u + (uint32_t)k->mark * 256 +
			    (k->count > 1 ? 65536u : 0);
		if (k->mark == '"' || k->mark == '$' || k->mark == '%' ||
		    k->mark == ':' || k->mark == '(')
			return 0x55555551u + (uint32_t)k->mark * 256;
		return 0;
	}
	return 0;
}

static void
read_sentence(struct ngrams *g, const struct tokens *t,
    const struct sentence *s, uint32_t seed)
{
	uint32_t before = 1, w, last = 0;
	int words = 0, last_token = s->first;
	bool asks = s->flags & SENTENCE_ASKS;

	for (int i = s->first; i < s->first + s->n; i++) {
		const struct token *k = &t->token[i];

		/* Room for one more word of any length, and the last. */
		if (g->n > NGRAMS_MAX - 256)
			break;
		w = ngrams_symbol(k);
		if (w == 0)
			continue;
		add(g, ngrams_mix(seed, WORD, w, 0), i);
		add(g, ngrams_mix(seed, PAIR, before, w), i);
		before = w;
		if (k->kind != TOKEN_WORD && k->kind != TOKEN_TAG)
			continue;
		add_pieces(g, t->folded + k->fold, k->fold_len, seed, i);
		if (asks)
			add(g, ngrams_mix(seed, ASKED_WORD, w, 0), i);
		if (words == 0)
			add(g, ngrams_mix(seed, FIRST, w, asks), i);
		else if (words == 1)
			add(g, ngrams_mix(seed, FIRST_PAIR, last, w), i);
		words++;
		last = w;
		last_token = i;
	}
	if (words > 0)
		add(g, ngrams_mix(seed, LAST, last, asks), last_token);
}

/* Asking and being addressed say more together than each alone. */
static void
add_feature_pairs(struct ngrams *g, const struct features *f, uint32_t seed)
{
	uint32_t there[FEATURE_MAX];
	int n = 0;

	for (uint32_t i = 0; i < F_CTX_MENTION; i++)
		if (f->v[i] != 0.0f) {
			there[n++] = i;
			if (f->asked[i])
				add(g, ngrams_mix(seed, ASKED_FEATURE, i, 0),
				    NO_TOKEN);
		}
	for (int a = 0; a < n; a++)
		for (int b = a + 1; b < n && g->n < NGRAMS_MAX; b++)
			add(g, ngrams_mix(seed, FEATURES_PAIR, there[a], there[b]),
			    NO_TOKEN);
}

void
ngrams_read(struct ngrams *g, const struct tokens *t,
    const struct features *f, uint32_t seed)
{
	g->n = 0;
	g->n_sentences = t->n_sentences;
	for (int i = 0; i < t->n_sentences; i++) {
		read_sentence(g, t, &t->sentence[i], seed);
		g->end[i] = g->n;
	}
	add_feature_pairs(g, f, seed);
}
