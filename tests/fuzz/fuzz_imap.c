/* SPDX-License-Identifier: ISC */

/* What an IMAP server may say: the same whole and in pieces. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/imap.h"
#include "base/mem.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
play(const uint8_t *p, size_t n, size_t piece, struct buf *out)
{
	struct imap *i = imap_new();
	struct err e = { 0 };
	json_t *j;

	while (n > 0 && e.code == ERR_OK) {
		size_t k = n < piece ? n : piece;

		imap_feed(i, p, k);
		p += k;
		n -= k;
		while ((j = imap_next(i, &e)) != NULL) {
			AUTO(free_p) char *s = json_dumps(j, JSON_COMPACT);

			/* NULL: bytes of a literal. */
			buf_addf(out, "%s\n", s != NULL ? s : "-");
			json_decref(j);
		}
	}
	buf_addf(out, "%d", (int)e.code);
	imap_free(i);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	AUTO(buf_free) struct buf a = BUF_INIT, b = BUF_INIT;

	play(data, n, n, &a);
	play(data, n, 3, &b);
	if (strcmp(a.data, b.data) != 0)
		abort();
	return 0;
}
