/* SPDX-License-Identifier: ISC */
/*
 * tokens.c - reading a text: characters to tokens, tokens to sentences.
 *
 * One pass over the characters builds tokens and folded words side by side;
 * a second pass over the tokens finds where sentences end.
 */

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/tokens.h"

enum { S = FOLD_SPACE, L = FOLD_LETTER, D = FOLD_DIGIT, M = FOLD_MARK,
    A = FOLD_APOSTROPHE };

static const uint8_t ascii[128] = {
	S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
	S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
	S, M, M, M, M, M, M, A, M, M, M, M, M, M, M, M,
	D, D, D, D, D, D, D, D, D, D, M, M, M, M, M, M,
	M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, M,
	A, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, S,
};

uint32_t
tokens_hash(const char *folded, size_t n)
{
	uint32_t h = TOKENS_HASH_START;

	for (size_t i = 0; i < n; i++)
		h = tokens_hash_step(h, (unsigned char)folded[i]);
	return h;
}

/* --- characters to tokens ---------------------------------------------------- */

struct reader {
	struct tokens *t;
	size_t i;		/* in t->text */
	bool spaced;		/* white space since the last token */
	size_t foreign;
};

static bool
is_word_byte(unsigned char c)
{
	return c >= 0x80 || ascii[c] == FOLD_LETTER || ascii[c] == FOLD_DIGIT;
}

static struct token *
token_new(struct reader *r, enum token_kind kind, size_t at)
{
	struct tokens *t = r->t;
	struct token *k;

	/* A text of a thousand marks: the last token takes the rest. */
	k = &t->token[t->n < TOKENS_MAX ? t->n++ : TOKENS_MAX - 1];
	memset(k, 0, sizeof(*k));
	k->at = (uint16_t)at;
	k->fold = (uint16_t)t->folded_len;
	k->kind = (uint8_t)kind;
	if (r->spaced)
		k->flags |= TOKEN_SPACED;
	r->spaced = false;
	return k;
}

static void
token_end(struct reader *r, struct token *k)
{
	struct tokens *t = r->t;

	k->len = (uint16_t)(r->i - k->at);
	k->fold_len = (uint16_t)(t->folded_len - k->fold);
	k->hash = tokens_hash(t->folded + k->fold, k->fold_len);
}

/* The character at i: its class, and how long it is. */
static size_t
peek(const struct reader *r, size_t i, struct fold *f)
{
	const struct tokens *t = r->t;
	unsigned char c = (unsigned char)t->text[i];
	size_t used;

	if (c >= 0x80) {
		fold_char(utf8_decode(t->text + i, t->len - i, &used), f);
		return used;
	}
	f->class_ = ascii[c];
	f->upper = c >= 'A' && c <= 'Z';
	f->foreign = 0;
	f->out[0] = f->upper ? (char)(c | 0x20) : (char)c;
	f->n = 1;
	return 1;
}

static void
fold_add(struct tokens *t, const struct fold *f)
{
	/* Two bytes for each read and some: the room cannot run out, since no
	 * character folds to more than it was or two letters. */
	for (int k = 0; k < f->n; k++)
		t->folded[t->folded_len++] = f->out[k];
}

/* "haaallo" to "halo": three of one letter in a row count once. */
static bool
squeeze(struct tokens *t, size_t from)
{
	char *p = t->folded + from;
	size_t n = t->folded_len - from, w = 0, run;
	bool squeezed = false;

	for (size_t i = 0; i < n; i += run) {
		for (run = 1; i + run < n && p[i + run] == p[i]; run++)
			;
		p[w++] = p[i];
		if (run == 2)
			p[w++] = p[i];
		else if (run > 2)
			squeezed = true;
	}
	t->folded_len = from + w;
	return squeezed;
}

/* Letters and digits, with apostrophes inside; hyphens part words. */
static void
read_word(struct reader *r, enum token_kind kind, size_t at)
{
	struct tokens *t = r->t;
	struct token *k = token_new(r, kind, at);
	struct fold f, next;
	size_t used, n = 0, letters = 0, upper = 0, repeats = 0;
	char last = '\0';

	while (r->i < t->len) {
		unsigned char c = (unsigned char)t->text[r->i];

		/* Nearly every byte: an ASCII letter. */
		if ((unsigned char)((c | 0x20) - 'a') < 26) {
			if (!(c & 0x20)) {
				if (letters == 0)
					k->flags |= TOKEN_CAPITAL;
				upper++;
				c |= 0x20;
			}
			letters++;
			repeats += (char)c == last;
			last = (char)c;
			t->folded[t->folded_len++] = (char)c;
			r->i++;
			n++;
			continue;
		}
		if (c < 0x80 && (ascii[c] == FOLD_SPACE || c == '.' ||
		    c == ',' || c == '!' || c == '?'))
			break;
		used = peek(r, r->i, &f);
		if (f.class_ == FOLD_LETTER || f.class_ == FOLD_DIGIT) {
			if (f.class_ == FOLD_LETTER) {
				letters++;
				upper += (size_t)f.upper;
				r->foreign += (size_t)f.foreign;
				if (letters == 1 && f.upper)
					k->flags |= TOKEN_CAPITAL;
			}
			repeats += f.n == 1 && f.out[0] == last;
			last = f.out[0];
			fold_add(t, &f);
		} else if (f.class_ == FOLD_APOSTROPHE && n > 0 &&
		    r->i + used < t->len) {
			peek(r, r->i + used, &next);
			if (next.class_ != FOLD_LETTER)
				break;
		} else if (f.class_ == FOLD_MARK && f.out[0] == '_' &&
		    kind != TOKEN_WORD) {
			fold_add(t, &f);
		} else if (f.class_ != FOLD_NOTHING || n == 0)
			break;
		r->i += used;
		n++;
	}
	if (repeats > 1 && letters > 0 && squeeze(t, k->fold))
		k->flags |= TOKEN_LONG;
	if (letters >= 2 && upper == letters)
		k->flags |= TOKEN_UPPER;
	t->n_letters += (int)letters;
	t->n_upper += (int)upper;
	token_end(r, k);
}

/* "12", "12.30", "1.200,50", "3x": what begins with a digit. */
static void
read_number(struct reader *r)
{
	struct tokens *t = r->t;
	struct token *k = token_new(r, TOKEN_NUMBER, r->i);
	unsigned char c, next;

	while (r->i < t->len) {
		c = (unsigned char)t->text[r->i];
		next = r->i + 1 < t->len ? (unsigned char)t->text[r->i + 1] : 0;
		if (c >= 0x80 || !(ascii[c] == FOLD_DIGIT ||
		    ascii[c] == FOLD_LETTER ||
		    ((c == '.' || c == ',' || c == ':') && next < 0x80 &&
		    ascii[next] == FOLD_DIGIT)))
			break;
		if (ascii[c] == FOLD_LETTER)
			t->folded[t->folded_len++] = (char)(c | 0x20);
		else if (t->folded_len == k->fold ||
		    t->folded[t->folded_len - 1] != '0')
			t->folded[t->folded_len++] = '0';
		r->i++;
	}
	token_end(r, k);
}

static bool
starts_with(const struct reader *r, const char *s)
{
	size_t n = strlen(s);

	return r->t->len - r->i >= n &&
	    strncasecmp(r->t->text + r->i, s, n) == 0;
}

/* An address: up to white space, less the marks of the sentence around it. */
static void
read_url(struct reader *r)
{
	struct tokens *t = r->t;
	struct token *k = token_new(r, TOKEN_URL, r->i);
	size_t end = r->i;

	while (end < t->len && (unsigned char)t->text[end] > ' ' &&
	    strchr("<>\"", t->text[end]) == NULL)
		end++;
	while (end > r->i + 4 && strchr(".,;:!?)'*", t->text[end - 1]) != NULL)
		end--;
	r->i = end;
	token_end(r, k);
}

static bool
is_address_byte(unsigned char c)
{
	return is_word_byte(c) || c == '.' || c == '@' || c == '-' || c == '_';
}

/* "mail@example.com" and "example.de/x": decided when its word is read. */
static bool
is_address(const struct reader *r)
{
	static const char tlds[][5] = { "de", "com", "at", "ch", "org", "net",
	    "eu", "uk", "io", "shop", "info", "ly", "me" };
	const struct tokens *t = r->t;
	const unsigned char *p = (const unsigned char *)t->text;
	size_t i = r->i, dot = 0, n;
	bool at = false;

	/* Most words end at a space: nothing to see. */
	while (i < t->len && is_word_byte(p[i]))
		i++;
	if (i == t->len || !is_address_byte(p[i]))
		return false;
	for (; i < t->len && is_address_byte(p[i]); i++) {
		if (p[i] == '@')
			at = true;
		if (p[i] == '.' && i + 1 < t->len && is_word_byte(p[i + 1]))
			dot = i;
	}
	if (dot == 0)
		return false;
	if (at)
		return true;
	for (n = 0; dot + 1 + n < t->len && is_word_byte(p[dot + 1 + n]); n++)
		;
	for (size_t k = 0; n < sizeof(tlds[0]) && k < ARRAY_LEN(tlds); k++)
		if (memcmp(p + dot + 1, tlds[k], n) == 0 && tlds[k][n] == '\0')
			return true;
	return false;
}

/* ":-)" ";D" "<3" "^^" "xD": the length, or 0. */
static size_t
emoticon(const struct reader *r)
{
	const char *p = r->t->text + r->i;
	size_t n = r->t->len - r->i;

	if (n >= 2 && (p[0] == ':' || p[0] == ';' || p[0] == '=')) {
		size_t k = p[1] == '-' || p[1] == '\'' ? 2 : 1;

		if (n > k && memchr("()DPpO/|*3><[]", p[k], 14) != NULL &&
		    (n == k + 1 || !is_word_byte((unsigned char)p[k + 1])))
			return k + 1;
	}
	if (n >= 2 && ((p[0] == '<' && p[1] == '3') ||
	    (p[0] == '^' && p[1] == '^')))
		return 2;
	return 0;
}

static void
read_mark(struct reader *r, const struct fold *f, size_t used)
{
	struct tokens *t = r->t;
	struct token *k, *last = t->n > 0 ? &t->token[t->n - 1] : NULL;
	char c = f->out[0];

	/* "?!", "...", "!!": one token, whose strongest mark is '?'. */
	if (last != NULL && last->kind == TOKEN_MARK && !r->spaced &&
	    strchr("?!.~", c) != NULL && strchr("?!.~", last->mark) != NULL) {
		if (last->count < 255)
			last->count++;
		if (c == '.' && last->mark == '.')
			last->mark = '~';
		else if (c == '?' || (c == '!' && last->mark != '?'))
			last->mark = c;
		r->i += used;
		last->len = (uint16_t)(r->i - last->at);
		return;
	}
	k = token_new(r, TOKEN_MARK, r->i);
	k->mark = c;
	k->count = 1;
	r->i += used;
	k->len = (uint16_t)used;
	k->hash = tokens_hash(&c, 1);
}

static void
read_emoji(struct reader *r, size_t used)
{
	struct token *k = token_new(r, TOKEN_EMOJI, r->i);

	r->i += used;
	k->len = (uint16_t)used;
	k->hash = tokens_hash(r->t->text + k->at, used);
}

/* A line break ends a sentence: kept as a mark of its own. */
static void
read_break(struct reader *r)
{
	struct token *k;

	if (r->t->n == 0 || (r->t->token[r->t->n - 1].kind == TOKEN_MARK &&
	    r->t->token[r->t->n - 1].mark == '\n'))
		return;
	k = token_new(r, TOKEN_MARK, r->i);
	k->mark = '\n';
	k->count = 1;
	k->len = 1;
}

static void
read_token(struct reader *r)
{
	struct tokens *t = r->t;
	unsigned char c = (unsigned char)t->text[r->i], next;
	struct fold f;
	size_t used, n;

	next = r->i + 1 < t->len ? (unsigned char)t->text[r->i + 1] : 0;
	if ((c == '@' || c == '#') && next != 0 && is_word_byte(next)) {
		r->i++;
		read_word(r, c == '@' ? TOKEN_MENTION : TOKEN_TAG, r->i - 1);
		/* @name@server, @name.suffix */
		while (c == '@' && r->i + 1 < t->len &&
		    strchr("@.-", t->text[r->i]) != NULL &&
		    is_word_byte((unsigned char)t->text[r->i + 1])) {
			struct token *k = &t->token[t->n - 1];

			for (r->i++; r->i < t->len &&
			    is_word_byte((unsigned char)t->text[r->i]); r->i++)
				;
			k->len = (uint16_t)(r->i - k->at);
		}
		return;
	}
	if ((c | 0x20) == 'h' && (starts_with(r, "https://") ||
	    starts_with(r, "http://"))) {
		read_url(r);
		return;
	}
	used = peek(r, r->i, &f);
	switch (f.class_) {
	case FOLD_LETTER:
		if (((c | 0x20) == 'w' && starts_with(r, "www.")) ||
		    is_address(r))
			read_url(r);
		else
			read_word(r, TOKEN_WORD, r->i);
		break;
	case FOLD_DIGIT:
		read_number(r);
		break;
	case FOLD_MARK:
	case FOLD_QUOTE_OPEN:
	case FOLD_QUOTE_CLOSE:
		if ((n = emoticon(r)) > 0)
			read_emoji(r, n);
		else
			read_mark(r, &f, used);
		break;
	case FOLD_EMOJI:
		read_emoji(r, used);
		break;
	case FOLD_SPACE:
		if (c == '\n')
			read_break(r);
		r->spaced = true;
		r->i += used;
		break;
	case FOLD_APOSTROPHE:
	case FOLD_NOTHING:
		r->i += used;
		break;
	}
}

/* --- tokens to sentences ------------------------------------------------------ */

/* "z.B.", "ca.", "Nr.", "Mr.": the dot belongs to the word. */
static bool
is_abbreviation(const struct tokens *t, const struct token *k)
{
	static const char *const list[] = { "bzw", "ca", "evtl", "ggf", "nr",
	    "str", "tel", "usw", "etc", "inkl", "zzgl", "dr", "mr", "mrs",
	    "ms", "prof", "st", "vs", "max", "min", "std", "bspw", "vgl",
	    "mind", "sog", "no", "approx", "hr", "fr", "abs", "art", "zb",
	    "ua", "uhr", "eig", "eigtl", "bitt", "mo", "di", "mi", "do", "sa",
	    "so", "jan", "feb", "okt", "nov", "dez", "sept" };
	const char *w = t->folded + k->fold;

	if (k->fold_len == 1)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(list); i++)
		if (list[i][0] == w[0] && strlen(list[i]) == k->fold_len &&
		    memcmp(list[i], w, k->fold_len) == 0)
			return true;
	return false;
}

/* Does the sentence end with token i? */
static bool
ends_sentence(const struct tokens *t, int i)
{
	const struct token *k = &t->token[i], *last, *next;

	if (k->kind == TOKEN_EMOJI)
		return i + 1 < t->n && (t->token[i + 1].flags & TOKEN_CAPITAL) &&
		    t->token[i + 1].kind == TOKEN_WORD;
	if (k->kind != TOKEN_MARK)
		return false;
	if (k->mark == '\n')
		return true;
	if (strchr("?!.~", k->mark) == NULL)
		return false;
	next = i + 1 < t->n ? &t->token[i + 1] : NULL;
	last = i > 0 ? &t->token[i - 1] : NULL;
	/* Marks and closing quotes that follow belong to this sentence. */
	if (next != NULL && next->kind == TOKEN_MARK &&
	    strchr("?!~", next->mark) != NULL)
		return false;
	if (k->mark != '.' || k->count > 1)
		return true;
	if (next != NULL && !(next->flags & TOKEN_SPACED) &&
	    next->kind != TOKEN_EMOJI)
		return next->kind == TOKEN_WORD &&
		    (next->flags & TOKEN_CAPITAL) && last != NULL &&
		    last->fold_len > 2;
	if (last == NULL)
		return false;
	if (last->kind == TOKEN_NUMBER)		/* "am 12. Mai" */
		return next == NULL || last->len > 2 ||
		    next->kind != TOKEN_WORD;
	return last->kind != TOKEN_WORD || !is_abbreviation(t, last);
}

static void
find_sentences(struct tokens *t)
{
	struct sentence *s = NULL;
	int quotes = 0;

	t->n_sentences = 0;
	for (int i = 0; i < t->n; i++) {
		const struct token *k = &t->token[i];

		if (s == NULL) {
			if (k->kind == TOKEN_MARK && k->mark == '\n')
				continue;
			if (t->n_sentences < SENTENCES_MAX) {
				s = &t->sentence[t->n_sentences++];
				memset(s, 0, sizeof(*s));
				s->first = (uint16_t)i;
			} else
				s = &t->sentence[SENTENCES_MAX - 1];
			if (quotes & 1)
				s->flags |= SENTENCE_QUOTED;
		}
		s->n = (uint16_t)(i - s->first + 1);
		if (k->kind == TOKEN_WORD || k->kind == TOKEN_NUMBER ||
		    k->kind == TOKEN_TAG)
			s->words++;
		if (k->kind == TOKEN_MARK) {
			if (k->mark == '"') {
				quotes++;
				if (s->words == 0)
					s->flags |= SENTENCE_QUOTED;
			} else if (k->mark == '?')
				s->flags |= SENTENCE_ASKS;
			else if (k->mark == '!')
				s->flags |= SENTENCE_SHOUTS;
			else if (k->mark == '~')
				s->flags |= SENTENCE_TRAILS;
		}
		if (ends_sentence(t, i)) {
			/* "…?" closes with its quotation mark. */
			if (i + 1 < t->n && t->token[i + 1].mark == '"' &&
			    !(t->token[i + 1].flags & TOKEN_SPACED)) {
				s->n++;
				quotes++;
				i++;
			}
			s = NULL;
		}
	}
}

void
tokens_read(struct tokens *t, const char *text, size_t len)
{
	struct reader r = { .t = t };
	size_t head, from;

	t->cut = len > TOKENS_TEXT_HEAD + TOKENS_TEXT_TAIL;
	if (!t->cut) {
		memcpy(t->text, text, len);
		t->len = len;
	} else {
		head = utf8_floor(text, TOKENS_TEXT_HEAD);
		memcpy(t->text, text, head);
		t->text[head++] = '\n';
		from = len - TOKENS_TEXT_TAIL;
		while (from < len && ((unsigned char)text[from] & 0xc0) == 0x80)
			from++;
		memcpy(t->text + head, text + from, len - from);
		t->len = head + len - from;
	}
	t->text[t->len] = '\0';
	t->folded_len = 0;
	t->n = t->n_words = t->n_letters = t->n_upper = 0;
	while (r.i < t->len)
		read_token(&r);
	memset(t->n_kind, 0, sizeof(t->n_kind));
	for (int i = 0; i < t->n; i++)
		t->n_kind[t->token[i].kind]++;
	t->n_words = t->n_kind[TOKEN_WORD] + t->n_kind[TOKEN_NUMBER];
	t->foreign_script = r.foreign * 2 > (size_t)t->n_letters;
	find_sentences(t);
}
