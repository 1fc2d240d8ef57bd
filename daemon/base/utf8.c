/* SPDX-License-Identifier: ISC */

/* Bytes to characters, and text made safe to show; see utf8.h. */

#include <stdio.h>
#include <string.h>

#include <unigbrk.h>
#include <uniwidth.h>

#include "base/buf.h"
#include "base/utf8.h"

uint32_t
utf8_decode(const char *s, size_t n, size_t *used)
{
	const unsigned char *p = (const unsigned char *)s;
	uint32_t c = p[0], min;
	size_t len;

	*used = 1;
	if (c < 0x80)
		return c;
	if (c >= 0xc2 && c <= 0xdf)
		len = 2, c &= 0x1f, min = 0x80;
	else if (c >= 0xe0 && c <= 0xef)
		len = 3, c &= 0x0f, min = 0x800;
	else if (c >= 0xf0 && c <= 0xf4)
		len = 4, c &= 0x07, min = 0x10000;
	else
		return 0xfffd;
	if (n < len)
		return 0xfffd;
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0xfffd;
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < min || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0xfffd;
	*used = len;
	return c;
}

size_t
utf8_encode(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		c = 0xfffd;
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

/* A decoded 0xFFFD that took one byte was an invalid byte. */
static bool
is_bad(uint32_t c, size_t used)
{
	return c == 0xfffd && used == 1;
}

static bool
bad_at(const char *p, size_t n, size_t *used)
{
	uint32_t c = utf8_decode(p, n, used);

	return is_bad(c, *used);
}

bool
utf8_valid(const char *p, size_t n)
{
	size_t used;

	for (size_t i = 0; i < n; i += used) {
		if ((unsigned char)p[i] < 0x80) {
			used = 1;
			continue;
		}
		if (bad_at(p + i, n - i, &used))
			return false;
	}
	return true;
}

void
utf8_repair(struct buf *b, const char *p, size_t n)
{
	size_t used, from = 0;

	for (size_t i = 0; i < n; i += used) {
		if ((unsigned char)p[i] < 0x80 && p[i] != '\0') {
			used = 1;
			continue;
		}
		if (bad_at(p + i, n - i, &used) || p[i] == '\0') {
			buf_add(b, p + from, i - from);
			buf_adds(b, "\xef\xbf\xbd");
			from = i + 1;
		}
	}
	buf_add(b, p + from, n - from);
}

size_t
utf8_floor(const char *p, size_t n)
{
	size_t i = n, used;

	/* Step back over continuation bytes, then see if the last fits. */
	while (i > 0 && n - i < 4 && ((unsigned char)p[i - 1] & 0xc0) == 0x80)
		i--;
	if (i == 0 || (unsigned char)p[i - 1] < 0x80)
		return n;
	if (bad_at(p + i - 1, n - (i - 1), &used))
		return i - 1;
	return i - 1 + used;
}

/*
 * Breaks are found a window at a time, each beginning where a character does:
 * what lies far behind the cut is not looked at.  A character longer than a
 * window (a letter with hundreds of accents) counts as several.
 */
#define CUT_WINDOW	256

size_t
utf8_cut(const char *s, size_t max)
{
	size_t at = 0, n, next;
	char breaks[CUT_WINDOW];
	bool more;

	while (max > 0 && s[at] != '\0') {
		n = strnlen(s + at, CUT_WINDOW);
		more = n == CUT_WINDOW && s[at + n] != '\0';
		if (more)
			n = utf8_floor(s + at, n);
		u8_grapheme_breaks((const uint8_t *)s + at, n, breaks);
		for (next = 0; max > 0 && next < n; max--) {
			size_t end = next + 1;

			while (end < n && !breaks[end])
				end++;
			/* It may go on in the next window. */
			if (end == n && more && next > 0)
				break;
			next = end;
		}
		at += next;
	}
	return at;
}

size_t
utf8_width(const char *s)
{
	int n = u8_strwidth((const uint8_t *)s, "UTF-8");

	return n > 0 ? (size_t)n : 0;
}

/* Formats that change the order or the look of what follows. */
static bool
is_invisible(uint32_t c)
{
	return c == 0x00ad || c == 0x061c || c == 0x180e ||
	    (c >= 0x200b && c <= 0x200f && c != 0x200d) ||
	    (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
	    c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
	    (c >= 0xe0000 && c <= 0xe007f);
}

static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

void
utf8_visible(char *dst, size_t size, const char *s)
{
	size_t n = strlen(s), used, out = 0;

	for (size_t i = 0; i < n; i += used) {
		uint32_t c = utf8_decode(s + i, n - i, &used);
		char esc[16];
		size_t len;

		if (is_bad(c, used) || (is_control(c) && c != '\n')) {
			len = (size_t)snprintf(esc, sizeof(esc), "\\x%02x",
			    is_bad(c, used) ? (unsigned char)s[i] : (unsigned)c);
		} else if (c == '\n') {
			len = (size_t)snprintf(esc, sizeof(esc), "\\n");
		} else if (is_invisible(c)) {
			len = (size_t)snprintf(esc, sizeof(esc), "\\u%04x",
			    (unsigned)c);
		} else {
			memcpy(esc, s + i, used);
			len = used;
		}
		if (out + len >= size)
			break;
		memcpy(dst + out, esc, len);
		out += len;
	}
	if (size > 0)
		dst[out] = '\0';
}

void
utf8_safe(struct buf *b, const char *s, bool one_line)
{
	size_t n = strlen(s), used, start = b->len;
	bool space = true;

	for (size_t i = 0; i < n; i += used) {
		uint32_t c = utf8_decode(s + i, n - i, &used);

		if (is_invisible(c))
			continue;
		if (is_bad(c, used)) {
			buf_adds(b, "\xef\xbf\xbd");
			space = false;
			continue;
		}
		if (is_control(c) && (one_line || c != '\n'))
			c = ' ';
		if (c == ' ') {
			if (!one_line || !space)
				buf_addc(b, ' ');
			space = true;
			continue;
		}
		buf_add(b, s + i, used);
		space = false;
	}
	while (one_line && b->len > start && b->data[b->len - 1] == ' ')
		buf_cut(b, b->len - 1);
}
