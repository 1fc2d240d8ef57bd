/* SPDX-License-Identifier: ISC */

/* Small patterns over the words of a sentence; see phrase.h. */

#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "text/phrase.h"

#define GAP_MAX	5

static const char *const small[] = { "null", "ein", "zwei", "drei", "vier",
    "fuenf", "sechs", "sieben", "acht", "neun", "zehn" };
static const char *const small_en[] = { "zero", "one", "two", "three", "four",
    "five", "six", "seven", "eight", "nine", "ten" };

void
words_read(struct words *w, const struct tokens *t, int sentence)
{
	const struct sentence *s = &t->sentence[sentence];

	w->t = t;
	w->n = 0;
	w->asks = s->flags & SENTENCE_ASKS;
	for (int i = s->first; i < s->first + s->n && w->n < PHRASE_WORDS; i++)
		if (t->token[i].kind == TOKEN_WORD ||
		    t->token[i].kind == TOKEN_NUMBER)
			w->token[w->n++] = (uint16_t)i;
}

static const struct token *
token_at(const struct words *w, int i)
{
	return &w->t->token[w->token[i]];
}

static bool
has_apostrophe(const struct words *w, const struct token *k)
{
	const char *s = w->t->text + k->at;

	/* ' or U+2019 */
	return memchr(s, '\'', k->len) != NULL ||
	    memmem(s, k->len, "\xe2\x80\x99", 3) != NULL;
}

/* One word against "a|b*|#". */
static bool
fits(const struct words *w, int i, const char *p, size_t n)
{
	const struct token *k = token_at(w, i);
	const char *fold = w->t->folded + k->fold;
	size_t len;

	while (n > 0) {
		const char *bar = memchr(p, '|', n);

		if (*p == '~' && has_apostrophe(w, k))
			p++, n--;
		len = bar != NULL ? (size_t)(bar - p) : n;
		if (len == 1 && *p == '#') {
			if (words_number(w, i) >= 0)
				return true;
		} else if (len > 1 && p[len - 1] == '*') {
			if (k->fold_len >= len - 1 &&
			    memcmp(fold, p, len - 1) == 0)
				return true;
		} else if (k->fold_len == len && memcmp(fold, p, len) == 0) {
			return true;
		}
		if (bar == NULL)
			return false;
		n -= len + 1;
		p = bar + 1;
	}
	return false;
}

/* The end of the match, or -1. */
static int
match(const struct words *w, int i, const char *p)
{
	size_t n;

	while (*p != '\0') {
		n = strcspn(p, " ");
		if (n == 2 && memcmp(p, "..", 2) == 0) {
			p += n + 1;
			for (int gap = 0; gap <= GAP_MAX; gap++) {
				int end = match(w, i + gap, p);

				if (end >= 0)
					return end;
			}
			return -1;
		}
		if (i >= w->n || !fits(w, i, p, n))
			return -1;
		i++;
		p += n;
		p += *p == ' ';
	}
	return i;
}

int
phrase_at(const struct words *w, int i, const char *pattern)
{
	int end = match(w, i, pattern);

	return end > i ? end - i : 0;
}

static void
index_word(struct phrases *p, int pattern, const char *word, size_t n)
{
	uint32_t hash;

	if (*word == '~')
		word++, n--;
	hash = tokens_hash(word, n);
	if (p->n == (int)ARRAY_LEN(p->entry))
		fatal("phrases: the index is too small");
	p->entry[p->n].hash = hash;
	p->entry[p->n].pattern = (uint16_t)pattern;
	p->entry[p->n].next = p->head[hash & 255];
	p->head[hash & 255] = (uint16_t)++p->n;
}

static void
index_all(struct phrases *p)
{
	for (int i = 0; p->patterns[i] != NULL; i++) {
		const char *s = p->patterns[i];

		for (;;) {
			size_t n = strcspn(s, "| ");

			index_word(p, i, s, n);
			if (s[n] != '|')
				break;
			s += n + 1;
		}
	}
}

bool
phrases_find(struct phrases *p, const struct words *w, int *at, int *n)
{
	if (p->n == 0)
		index_all(p);
	for (int i = 0; i < w->n; i++) {
		uint32_t hash = token_at(w, i)->hash;
		int k = p->head[hash & 255];

		for (; k != 0; k = p->entry[k - 1].next) {
			int len;

			if (p->entry[k - 1].hash != hash)
				continue;
			len = phrase_at(w, i,
			    p->patterns[p->entry[k - 1].pattern]);
			if (len == 0)
				continue;
			if (at != NULL)
				*at = i;
			if (n != NULL)
				*n = len;
			return true;
		}
	}
	return false;
}

bool
words_is(const struct words *w, int i, const char *word)
{
	return i >= 0 && i < w->n && fits(w, i, word, strlen(word));
}

int
words_number(const struct words *w, int i)
{
	const struct token *k = token_at(w, i);
	const char *s = w->t->text + k->at;
	int v = 0, digits = 0;

	if (k->kind == TOKEN_NUMBER) {
		while (digits < k->len && s[digits] >= '0' && s[digits] <= '9'
		    && v < 100000)
			v = v * 10 + (s[digits++] - '0');
		return digits > 0 ? v : -1;
	}
	if (words_is(w, i, "einer|einem|einen|eine|an|a"))
		return 1;
	for (size_t n = 0; n < ARRAY_LEN(small); n++)
		if (words_is(w, i, small[n]) || words_is(w, i, small_en[n]))
			return (int)n;
	return -1;
}
