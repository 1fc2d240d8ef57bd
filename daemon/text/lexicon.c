/* SPDX-License-Identifier: ISC */
/*
 * lexicon.c - from a word to its sense.
 *
 * Two open tables of hashes for each language.  One holds words as they are
 * written.  The other holds stems, hashed from their last letter to their
 * first: a word is read backwards once from each place where an ending may
 * begin, so that its own stem and those of all its tails are found on the way;
 * it is left as soon as no stem ends like this.
 */

#include <string.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "text/lexicon.h"

#define LANGS		2
#define SLOTS		16384	/* a power of two, twice the entries or more */
#define STEM_MIN	3
#define TAIL_MIN	5	/* of a stem that ends longer words, unless '*' */
#define BEFORE_MIN	2	/* letters before such an end */
#define ENDING_MAX	5
#define WORD_MAX	40	/* the last letters of a longer word are read */

enum { WHOLE = 1, TAIL = 2 };

struct slot {
	uint32_t key;		/* 0: free */
	uint8_t sense;
	uint8_t flags;		/* stems: WHOLE, TAIL; words: itself */
};

struct table {
	struct slot slot[SLOTS];
	int n;
};

static struct table words[LANGS], stems[LANGS];
/* A bit for each end of some stem: without it, reading on finds nothing. */
static uint64_t ends[LANGS][1 << 12];
static bool ready;

/* Inflections, and what makes a person or a deed of a stem. */
static const char *const endings[LANGS] = {
	"e en em er es n s st t te ten tet est et ern end ende enden ender in "
	    "innen chen ung ungen",
	"s es ed ing er ers ly d",
};

/* A bit for each length of ending that some word may have, by last letter. */
static struct {
	uint32_t hash;
	uint8_t langs;
} ending_slot[128];

static const char *const names[SENSE_MAX] = {
	"none",
#define S(name)	#name,
	LEXICON_SENSES(S)
#undef S
};

const char *
sense_name(enum sense s)
{
	return s < SENSE_MAX ? names[s] : "itself";
}

static struct slot *
slot_find(struct table *t, uint32_t key)
{
	uint32_t i = (key ^ key >> 16) & (SLOTS - 1);

	while (t->slot[i].key != 0 && t->slot[i].key != key)
		i = (i + 1) & (SLOTS - 1);
	return &t->slot[i];
}

static struct slot *
slot_add(struct table *t, uint32_t key)
{
	struct slot *s = slot_find(t, key);

	if (s->key == 0) {
		if (++t->n > SLOTS / 2)
			fatal("lexicon: the table is too small");
		s->key = key;
	}
	return s;
}

/* Without the second letter of an umlaut: "zuege" is of "zug". */
static size_t
drop_umlauts(char *out, const char *w, size_t n)
{
	size_t k = 0;

	if (n > WORD_MAX) {
		w += n - WORD_MAX;
		n = WORD_MAX;
	}
	for (size_t i = 0; i < n; i++)
		if (w[i] != 'e' || i == 0 || (w[i - 1] != 'a' &&
		    w[i - 1] != 'o' && w[i - 1] != 'u'))
			out[k++] = w[i];
	return k;
}

static inline void
end_add(uint64_t *bits, uint32_t h)
{
	h *= 0x9e3779b1u;
	bits[h >> 20] |= UINT64_C(1) << (h >> 14 & 63);
}

static inline bool
end_there(const uint64_t *bits, uint32_t h)
{
	h *= 0x9e3779b1u;
	return bits[h >> 20] >> (h >> 14 & 63) & 1;
}

/* --- the tables --------------------------------------------------------------- */

static uint32_t
ending_index(uint32_t h)
{
	uint32_t i = (h ^ h >> 13) & (ARRAY_LEN(ending_slot) - 1);

	while (ending_slot[i].hash != 0 && ending_slot[i].hash != h)
		i = (i + 1) & (ARRAY_LEN(ending_slot) - 1);
	return i;
}

static void
endings_add(int lang)
{
	const char *p = endings[lang], *end;

	for (; *p != '\0'; p = *end == ' ' ? end + 1 : end) {
		uint32_t h = TOKENS_HASH_START, i;

		end = strchrnul(p, ' ');
		for (const char *q = end; q > p; q--)
			h = tokens_hash_step(h, (unsigned char)q[-1]);
		i = ending_index(h);
		ending_slot[i].hash = h;
		ending_slot[i].langs |= (uint8_t)(1u << lang);
	}
}

/* p[0..n) is one word with its mark. */
static void
word_add(struct tokens *scratch, int lang, enum sense sense, const char *p,
    size_t n)
{
	bool exact = *p == '=', star = *p == '*', dot = p[n - 1] == '.';
	const struct token *k = &scratch->token[0];
	char stem[WORD_MAX];
	uint32_t h = TOKENS_HASH_START;
	struct slot *s;
	size_t len;

	if (exact || star)
		p++, n--;
	n -= dot;
	tokens_read(scratch, p, n);
	if (scratch->n != 1 || k->kind != TOKEN_WORD)
		fatal("lexicon: \"%.*s\" is no word", (int)n, p);
	s = slot_add(&words[lang], k->hash);
	if (sense == SENSE_ITSELF) {
		s->flags = 1;
		return;
	}
	if (s->sense == SENSE_NONE)
		s->sense = (uint8_t)sense;
	len = drop_umlauts(stem, scratch->folded + k->fold, k->fold_len);
	if (exact || len < STEM_MIN)
		return;
	for (size_t i = len; i > 0; i--) {
		h = tokens_hash_step(h, (unsigned char)stem[i - 1]);
		end_add(ends[lang], h);
	}
	s = slot_add(&stems[lang], h);
	if (s->sense == SENSE_NONE) {
		s->sense = (uint8_t)sense;
		s->flags = WHOLE;
		if (star || (lang == 0 && len >= TAIL_MIN && !dot))
			s->flags |= TAIL;
	}
}

static void
lists_add(struct tokens *scratch, int lang, const struct lexicon_list *list,
    int n)
{
	for (int i = 0; i < n; i++) {
		const char *p = list[i].words, *end;

		for (; *p != '\0'; p = *end == ' ' ? end + 1 : end) {
			end = strchrnul(p, ' ');
			word_add(scratch, lang, list[i].sense, p,
			    (size_t)(end - p));
		}
	}
}

void
lexicon_init(void)
{
	struct tokens *scratch;

	if (ready)
		return;
	scratch = xcalloc(1, sizeof(*scratch));
	lists_add(scratch, 0, lexicon_de, n_lexicon_de);
	lists_add(scratch, 1, lexicon_en, n_lexicon_en);
	for (int lang = 0; lang < LANGS; lang++)
		endings_add(lang);
	free(scratch);
	ready = true;
}

/* --- finding ------------------------------------------------------------------ */

/* The longest stem that w[0..n) ends with; all of it if it can be. */
static enum sense
stem_find(int lang, const char *w, size_t n, size_t *best)
{
	uint32_t h = TOKENS_HASH_START;
	enum sense sense = SENSE_NONE;

	for (size_t i = n; i > 0; i--) {
		size_t len = n - i + 1, before = i - 1;
		const struct slot *s;

		h = tokens_hash_step(h, (unsigned char)w[i - 1]);
		if (!end_there(ends[lang], h))
			break;
		if (len < STEM_MIN || (before > 0 && before < BEFORE_MIN))
			continue;
		s = slot_find(&stems[lang], h);
		if (s->key == 0 || !(s->flags & (before == 0 ? WHOLE : TAIL)))
			continue;
		if (before == 0)
			len += WORD_MAX;
		if (len > *best) {
			*best = len;
			sense = (enum sense)s->sense;
		}
	}
	return sense;
}

enum sense
lexicon_find(int lang, const struct tokens *t, const struct token *k,
    bool *itself)
{
	const struct slot *s = slot_find(&words[lang], k->hash);
	uint32_t h = TOKENS_HASH_START;
	enum sense sense, found;
	char w[WORD_MAX];
	size_t n, best = 0;

	*itself = s->flags != 0;
	if (s->sense != SENSE_NONE)
		return (enum sense)s->sense;
	n = drop_umlauts(w, t->folded + k->fold, k->fold_len);
	sense = stem_find(lang, w, n, &best);
	for (size_t cut = 1; cut <= ENDING_MAX && n >= cut + STEM_MIN; cut++) {
		h = tokens_hash_step(h, (unsigned char)w[n - cut]);
		if (!(ending_slot[ending_index(h)].langs >> lang & 1))
			continue;
		found = stem_find(lang, w, n - cut, &best);
		if (found != SENSE_NONE)
			sense = found;
	}
	return sense;
}
