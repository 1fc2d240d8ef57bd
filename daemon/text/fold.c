/* SPDX-License-Identifier: ISC */
/*
 * fold.c - folding of single characters.
 *
 * libunistring's case folding costs 3 us a post and knows nothing of German
 * spelling; this table does what the tokens need.
 */

#include <string.h>

#include "base/utf8.h"
#include "text/fold.h"

/* U+00C0 to U+017F. */
static const char latin[0x180 - 0xc0][3] = {
	"a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i", "i",
	"i", "i", "d", "n", "o", "o", "o", "o", "oe", "", "oe", "u", "u", "u",
	"ue", "y", "th", "ss", "a", "a", "a", "a", "ae", "a", "ae", "c", "e",
	"e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "oe",
	"", "oe", "u", "u", "u", "ue", "y", "th", "y", "a", "a", "a", "a", "a",
	"a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d", "d", "d", "e",
	"e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g", "g",
	"g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i",
	"i", "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l",
	"l", "l", "l", "l", "l", "l", "n", "n", "n", "n", "n", "n", "n", "n",
	"n", "o", "o", "o", "o", "o", "o", "oe", "oe", "r", "r", "r", "r", "r",
	"r", "s", "s", "s", "s", "s", "s", "s", "s", "t", "t", "t", "t", "t",
	"t", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "w",
	"w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s",
};

static void
letter(struct fold *f, const char *out, int upper)
{
	f->class_ = FOLD_LETTER;
	f->upper = upper;
	f->n = (int)strlen(out);
	memcpy(f->out, out, (size_t)f->n);
}

static void
mark(struct fold *f, enum fold_class class_, char c)
{
	f->class_ = class_;
	f->out[0] = c;
	f->n = 1;
}

/* Latin-1's and the General Punctuation block's marks; false if it is none. */
static int
fold_mark(uint32_t c, struct fold *f)
{
	switch (c) {
	case 0xa1: case 0xbf:		/* inverted ! and ? only announce */
		f->class_ = FOLD_NOTHING;
		return 1;
	case 0x61f: case 0xff1f: case 0x37e: case 0x203d: case 0x2753:
	case 0x2754: case 0x2047: case 0x2048:
		mark(f, FOLD_MARK, '?');
		return 1;
	case 0xff01: case 0x203c: case 0x2757: case 0x2755: case 0x2049:
		mark(f, FOLD_MARK, '!');
		return 1;
	case 0x3002:
		mark(f, FOLD_MARK, '.');
		return 1;
	case 0x2026:
		mark(f, FOLD_MARK, '~');
		return 1;
	case 0xab: case 0xbb: case 0x201c: case 0x201d: case 0x201f:
	case 0x2039: case 0x203a:
		/* German closes with what English opens with. */
		mark(f, FOLD_QUOTE_CLOSE, '"');
		return 1;
	case 0x201e: case 0x201a:
		mark(f, FOLD_QUOTE_OPEN, '"');
		return 1;
	case 0x2018: case 0x2019: case 0x2032: case 0x2bc: case 0xb4:
		f->class_ = FOLD_APOSTROPHE;
		return 1;
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014:
	case 0x2015: case 0x2212:
		mark(f, FOLD_MARK, '-');
		return 1;
	case 0x20ac: case 0xa3: case 0xa5:
		mark(f, FOLD_MARK, '$');
		return 1;
	case 0x2022: case 0xb7: case 0x25cf: case 0x25aa:
		mark(f, FOLD_MARK, '*');
		return 1;
	}
	return 0;
}

static int
is_emoji(uint32_t c)
{
	return (c >= 0x1f000 && c < 0x1fb00) || (c >= 0x2600 && c < 0x27c0) ||
	    (c >= 0x2190 && c < 0x2200) || (c >= 0x2300 && c < 0x2400) ||
	    (c >= 0x25a0 && c < 0x2600) || (c >= 0x2b00 && c < 0x2c00) ||
	    c == 0x3030 || c == 0x303d || c == 0x3297 || c == 0x3299;
}

void
fold_char(uint32_t c, struct fold *f)
{
	char one[2] = "";

	f->upper = 0;
	f->foreign = 0;
	f->n = 0;
	if (c >= 0xc0 && c < 0x180 && latin[c - 0xc0][0] != '\0') {
		letter(f, latin[c - 0xc0], c < 0xdf ||
		    (c >= 0x100 && (c & 1) == (c >= 0x139 && c <= 0x148)));
		return;
	}
	if (c < 0xa0 || c == 0xa0 || c == 0x2028 || c == 0x2029 ||
	    c == 0x202f || c == 0x3000 || (c >= 0x2000 && c < 0x200b)) {
		f->class_ = FOLD_SPACE;
		return;
	}
	if (fold_mark(c, f))
		return;
	if (c == 0xad || (c >= 0x200b && c <= 0x200f) ||
	    (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
	    c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f) || c >= 0xe0000 ||
	    (c >= 0x1f3fb && c <= 0x1f3ff) || c == 0x20e3) {
		f->class_ = FOLD_NOTHING;
		return;
	}
	if (c == 0x308) {		/* decomposed umlaut */
		letter(f, "e", 0);
		return;
	}
	if (c >= 0x300 && c < 0x370) {
		f->class_ = FOLD_NOTHING;
		return;
	}
	/* Letters dressed up for advertising: bold, script, full width. */
	if (c >= 0x1d400 && c < 0x1d6a4) {
		one[0] = (char)('a' + (c - 0x1d400) % 26);
		letter(f, one, (c - 0x1d400) % 52 < 26);
		return;
	}
	if ((c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a)) {
		one[0] = (char)('a' + (c & 0x1f) - 1);
		letter(f, one, c < 0xff41);
		return;
	}
	if (is_emoji(c)) {
		f->class_ = FOLD_EMOJI;
		return;
	}
	if (c < 0x370 || (c >= 0x2000 && c < 0x2c00) || c == 0xfffd ||
	    (c >= 0x3001 && c < 0x3040)) {
		mark(f, FOLD_MARK, c == 0xfffd ? '*' : '&');
		return;
	}
	/* Another script: Greek and Cyrillic capitals are the only ones. */
	if ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f)) {
		f->upper = 1;
		c += 0x20;
	}
	f->class_ = FOLD_LETTER;
	f->foreign = 1;
	f->n = (int)utf8_encode(c, f->out);
}
