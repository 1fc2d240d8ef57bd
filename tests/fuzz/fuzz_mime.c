/* SPDX-License-Identifier: ISC */

/*
 * Any bytes in every field of a mail, separated by 0xff: the result has the
 * headers we mean and no others, CRLF lines, ASCII, and both parts.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "alert/letter.h"
#include "alert/mime.h"
#include "base/mem.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const char *m, size_t len)
{
	static const char names[] = "\nDate\nFrom\nTo\nSubject\nMessage-ID\n"
	    "In-Reply-To\nReferences\nList-Id\nAuto-Submitted\n"
	    "X-Auto-Response-Suppress\nMIME-Version\nContent-Type\n";
	const char *end = strstr(m, "\r\n\r\n"), *p;
	size_t start = 0;
	char want[64];

	if (strlen(m) != len || end == NULL)
		abort();
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)m[i] >= 0x7f)
			abort();
		if ((m[i] == '\n') != (i > 0 && m[i - 1] == '\r'))
			abort();
		if (m[i] == '\n') {
			if (i - start > 998)
				abort();
			start = i + 1;
		}
	}
	for (p = m; p < end; p = strstr(p, "\r\n") + 2) {
		size_t n = strcspn(p, ":");

		if (*p == ' ')
			continue;
		if (n > 40)
			abort();
		want[0] = '\n';
		memcpy(want + 1, p, n);
		want[n + 1] = '\n';
		want[n + 2] = '\0';
		if (strstr(names, want) == NULL)
			abort();
	}
	p = strstr(end, "\r\n--=_hark_");
	if (p == NULL || (p = strstr(p + 1, "\r\n--=_hark_")) == NULL)
		abort();
}

/* Strangers' words in a letter: no markup of theirs survives. */
static void
check_letter(const char *s)
{
	struct letter l;

	letter_begin(&l, "de", "");
	buf_reset(&l.html);
	letter_lead(&l, NULL, s, 100);
	if (strchr(l.text.data, '\n') != l.text.data + l.text.len - 1)
		abort();
	letter_link(&l, "x", s);
	letter_post(&l, s, "", s, 20);
	for (const char *p = l.html.data; (p = strchr(p, '<')) != NULL; p++)
		if (strncmp(p, "<p style=\"", 10) != 0 &&
		    strncmp(p, "</p>", 4) != 0 && strncmp(p, "<b>", 3) != 0 &&
		    strncmp(p, "</b>", 4) != 0 &&
		    strncmp(p, "<a href=\"http", 13) != 0 &&
		    strncmp(p, "</a>", 4) != 0)
			abort();
	letter_free(&l);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *copy = xstrndup((const char *)data, n), *p = copy, *f[9];
	struct mime_mail m = { .date = (int64_t)n * 1000000007 };
	size_t len;

	for (size_t i = 0; i < ARRAY_LEN(f); i++) {
		f[i] = p;
		p = p != NULL ? strchr(p, 0xff) : NULL;
		if (p != NULL)
			*p++ = '\0';
		if (f[i] == NULL)
			f[i] = copy + strlen(copy);
	}
	m.subject = f[0];
	m.text = f[1];
	m.html = f[2];
	m.from_name = f[3];
	m.from = f[4];
	m.to = f[5];
	m.message_id = f[6];
	m.in_reply_to = f[7];
	m.list = m.host = f[8];

	AUTO(free_p) char *out = mime_build(&m, &len);

	check(out, len);
	for (size_t i = 0; i < 3; i++)
		check_letter(f[i]);
	free(copy);
	return 0;
}
