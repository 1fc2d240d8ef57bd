/* SPDX-License-Identifier: ISC */
/*
 * cues.c - finding phrases: one hash table of all prefixes of all phrases.
 *
 * From each word on, the hash of the words so far is looked up; an entry says
 * whether a phrase ends here and whether any goes on, so that most words cost
 * one look-up.  Keys are 64 bits of hash: two phrases that share one would
 * be noticed at start, since both are in the table.
 */

#include <string.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "text/cues.h"

#define SLOTS		16384	/* a power of two, more than twice the entries */
#define STAR_MIN	3	/* shortest stem of a "stem*" */
#define STAR_MAX	16

enum { AT_START = 1, AT_END = 2, MUST_ASK = 4 };

struct slot {
	uint64_t key;		/* 0: free */
	uint8_t feature;	/* of the phrase that ends here */
	uint8_t langs;		/* of that phrase; 0: none ends here */
	uint8_t flags;
	uint8_t more;		/* longer phrases begin like this */
	uint8_t star;		/* some "stem*" is tried after this */
};

static struct slot slots[SLOTS];
static bool star_length[STAR_MAX + 1];
static bool ready;

static struct slot *
slot_find(uint64_t key)
{
	size_t i = key & (SLOTS - 1);

	while (slots[i].key != 0 && slots[i].key != key)
		i = (i + 1) & (SLOTS - 1);
	return &slots[i];
}

static inline uint64_t
chain(uint64_t h, uint32_t word)
{
	h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ (h >> 29);
}

#define CHAIN_START	UINT64_C(0x243f6a8885a308d3)
#define CHAIN_STEM	UINT64_C(0x13198a2e03707344)	/* added for "stem*" */

static uint32_t number_hash;	/* of "0" */

/* Number words count as numbers. */
static const char *const number_words[] = { "zwei", "drei", "vier", "fuenf",
    "sechs", "sieben", "acht", "neun", "zehn", "zwoelf", "two", "three",
    "four", "five", "six", "seven", "eight", "nine", "ten", "several",
    "mehreren" };
static uint32_t number_hashes[ARRAY_LEN(number_words)];
static uint64_t number_filter;	/* a bit for each hash's low six */

static uint32_t
word_hash(const struct token *k)
{
	if (k->kind == TOKEN_NUMBER)
		return number_hash;
	if (number_filter >> (k->hash & 63) & 1)
		for (size_t i = 0; i < ARRAY_LEN(number_words); i++)
			if (k->hash == number_hashes[i])
				return number_hash;
	return k->hash;
}

static bool
is_wordy(const struct token *k)
{
	return k->kind == TOKEN_WORD || k->kind == TOKEN_NUMBER ||
	    k->kind == TOKEN_TAG;
}

/* --- the table ---------------------------------------------------------------- */

static int n_slots;

static struct slot *
slot_add(uint64_t key)
{
	struct slot *s = slot_find(key);

	if (s->key == 0) {
		if (++n_slots > SLOTS / 2)
			fatal("cues: the table is too small");
		s->key = key;
	}
	return s;
}

/* p[0..n) is one phrase with its anchors. */
static void
phrase_add(struct tokens *scratch, const struct cue_list *list,
    const char *p, size_t n)
{
	uint64_t h = CHAIN_START;
	struct slot *s = NULL;
	bool star = false;
	uint8_t flags = 0;

	if (n > 0 && *p == '^') {
		flags |= AT_START;
		p++, n--;
	}
	if (n > 0 && p[n - 1] == '?') {
		flags |= MUST_ASK;
		n--;
	}
	if (n > 0 && p[n - 1] == '$') {
		flags |= AT_END;
		n--;
	}
	if (n > 0 && p[n - 1] == '*') {
		star = true;
		n--;
	}
	tokens_read(scratch, p, n);
	for (int i = 0; i < scratch->n; i++) {
		const struct token *k = &scratch->token[i];

		if (!is_wordy(k))
			continue;
		if (s != NULL)
			s->more = 1;
		if (star && i == scratch->n - 1) {
			if (s != NULL)
				s->star = 1;
			if (k->fold_len < STAR_MIN || k->fold_len > STAR_MAX)
				fatal("cues: stem \"%.*s\"", (int)n, p);
			star_length[k->fold_len] = true;
			h += CHAIN_STEM;
		}
		h = chain(h, word_hash(k));
		s = slot_add(h);
	}
	if (s == NULL)
		fatal("cues: empty phrase \"%.*s\"", (int)n, p);
	/* The first list that names a phrase wins, in each language. */
	if (s->langs == 0) {
		s->feature = (uint8_t)list->feature;
		s->flags = flags;
	}
	if (s->feature == list->feature)
		s->langs |= (uint8_t)list->langs;
}

static void
lists_add(struct tokens *scratch, const struct cue_list *lists, int n)
{
	for (int i = 0; i < n; i++) {
		const char *p = lists[i].phrases, *end;

		for (; *p != '\0'; p = *end == '|' ? end + 1 : end) {
			end = strchrnul(p, '|');
			phrase_add(scratch, &lists[i], p, (size_t)(end - p));
		}
	}
}

void
cues_init(void)
{
	struct tokens *scratch;

	if (ready)
		return;
	scratch = xcalloc(1, sizeof(*scratch));
	number_hash = tokens_hash("0", 1);
	for (size_t i = 0; i < ARRAY_LEN(number_words); i++) {
		number_hashes[i] = tokens_hash(number_words[i],
		    strlen(number_words[i]));
		number_filter |= UINT64_C(1) << (number_hashes[i] & 63);
	}
	lists_add(scratch, cues_de, n_cues_de);
	lists_add(scratch, cues_en, n_cues_en);
	free(scratch);
	ready = true;
}

/* --- finding ------------------------------------------------------------------ */

struct search {
	const struct tokens *t;
	const struct sentence *s;
	int start, langs, last_word;
	cue_hit_fn hit;
	void *arg;
};

static void
try_slot(const struct search *q, const struct slot *s, int first, int last)
{
	if (!(s->langs & q->langs))
		return;
	if ((s->flags & AT_START) && first != q->start)
		return;
	if ((s->flags & AT_END) && last != q->last_word)
		return;
	if ((s->flags & MUST_ASK) && !(q->s->flags & SENTENCE_ASKS))
		return;
	q->hit(q->arg, s->feature, first, last);
}

/* All stems of the word at i, after the words hashed in h. */
static void
try_stems(const struct search *q, uint64_t h, int first, int i)
{
	const struct token *k = &q->t->token[i];
	const char *w = q->t->folded + k->fold;
	uint32_t hash = TOKENS_HASH_START;
	const struct slot *s;

	h += CHAIN_STEM;
	for (size_t n = 1; n <= k->fold_len && n <= STAR_MAX; n++) {
		hash = tokens_hash_step(hash, (unsigned char)w[n - 1]);
		if (n < STAR_MIN || !star_length[n])
			continue;
		s = slot_find(chain(h, hash));
		if (s->key != 0)
			try_slot(q, s, first, i);
	}
}

void
cues_find(const struct tokens *t, const struct sentence *sentence, int start,
    int langs, cue_hit_fn hit, void *arg)
{
	struct search q = { t, sentence, start, langs, -1, hit, arg };
	int end = sentence->first + sentence->n, n = 0;
	uint16_t word[TOKENS_MAX];	/* tokens that are words, */
	uint32_t hash[TOKENS_MAX];	/* and their hashes */

	for (int i = sentence->first; i < end; i++)
		if (is_wordy(&t->token[i])) {
			word[n] = (uint16_t)i;
			hash[n++] = word_hash(&t->token[i]);
		}
	if (n == 0)
		return;
	q.last_word = word[n - 1];
	for (int i = 0; i < n; i++) {
		uint64_t h = CHAIN_START;

		try_stems(&q, h, word[i], word[i]);
		for (int k = i; k < n; k++) {
			const struct slot *s;

			h = chain(h, hash[k]);
			s = slot_find(h);
			if (s->key == 0)
				break;
			try_slot(&q, s, word[i], word[k]);
			if (s->star && k + 1 < n)
				try_stems(&q, h, word[i], word[k + 1]);
			if (!s->more)
				break;
		}
	}
}
