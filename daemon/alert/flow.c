/* SPDX-License-Identifier: ISC */

/* Lines broken after spaces, which are kept: see flow.h. */

#include <stdbool.h>
#include <string.h>

#include "alert/flow.h"
#include "base/mem.h"
#include "base/utf8.h"

/* A line that begins so would mean something else (4.4, 4.5). */
static void
begin_line(struct buf *b, const char *s, size_t n)
{
	if (n > 0 && (*s == ' ' || *s == '>' ||
	    (n >= 5 && strncmp(s, "From ", 5) == 0)))
		buf_addc(b, ' ');
}

static bool
is_address(const char *s)
{
	s += *s == '<';
	return strncmp(s, "https://", 8) == 0 ||
	    strncmp(s, "http://", 7) == 0 || strncmp(s, "mailto:", 7) == 0;
}

static size_t
columns(const char *s, size_t n)
{
	AUTO(free_p) char *copy = xstrndup(s, n);

	return utf8_width(copy);
}

/* How much of the n bytes at s stands in the first line; n: all of it. */
static size_t
first_line(const char *s, size_t n)
{
	size_t end = 0, at = 0, used = 0;

	while (at < n) {
		size_t word = at;

		while (at < n && s[at] != ' ')
			at++;
		while (at < n && s[at] == ' ')
			at++;
		used += columns(s + word, at - word);
		/* The indentation is no word. */
		if (used > FLOW_COLUMNS && end > strspn(s, " ") &&
		    !is_address(s + word))
			return end;
		end = at;
	}
	return n;
}

static void
add_line(struct buf *b, const char *s, size_t n)
{
	size_t k;

	/* The signature's line keeps its space; no other end means one. */
	if (n == 3 && strncmp(s, "-- ", 3) == 0) {
		buf_add(b, s, n);
		return;
	}
	while (n > 0 && s[n - 1] == ' ')
		n--;
	for (; (k = first_line(s, n)) < n; s += k, n -= k) {
		begin_line(b, s, k);
		buf_add(b, s, k);
		buf_addc(b, '\n');
	}
	begin_line(b, s, n);
	buf_add(b, s, n);
}

void
flow(struct buf *b, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		add_line(b, text, n);
		text += n;
		if (*text == '\n') {
			buf_addc(b, '\n');
			text++;
		}
	}
}
