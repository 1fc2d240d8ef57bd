/* SPDX-License-Identifier: ISC */
/*
 * fuzz_html.c - any bytes as HTML and as plain text give clean text.
 */

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/html.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const struct buf *b)
{
	if (!utf8_valid(b->data, b->len))
		abort();
	for (size_t i = 0; i < b->len; i++)
		if (((unsigned char)b->data[i] < ' ' && b->data[i] != '\n') ||
		    b->data[i] == 0x7f)
			abort();
	if (memmem(b->data, b->len, "\n\n\n", 3) != NULL)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf b = BUF_INIT;

	html_to_text(&b, (const char *)data, size);
	check(&b);
	buf_reset(&b);
	plain_to_text(&b, (const char *)data, size);
	check(&b);
	buf_free(&b);
	return 0;
}
