/* SPDX-License-Identifier: ISC */

/* Characters: whatever comes in, what goes out is valid, whole and visible. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define MUST(x) do { if (!(x)) abort(); } while (0)

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *p = (const char *)data;
	AUTO(buf_free) struct buf good = BUF_INIT, line = BUF_INIT,
	    lines = BUF_INIT;
	AUTO(free_p) char *s = xstrndup(p, n);
	char seen[64];

	utf8_repair(&good, p, n);
	MUST(utf8_valid(good.data, good.len) && strlen(good.data) == good.len);
	MUST(!utf8_valid(p, n) || memchr(p, 0, n) != NULL ||
	    (good.len == n && memcmp(good.data, p, n) == 0));
	for (size_t i = 0, used; i < n; i += used) {
		char c[4];
		uint32_t u = utf8_decode(p + i, n - i, &used);

		MUST(used >= 1 && used <= 4 && i + used <= n);
		MUST((u == 0xfffd && used == 1) || (utf8_encode(u, c) == used &&
		    memcmp(c, p + i, used) == 0));
	}
	for (size_t i = 0; i <= good.len && i < 80; i++) {
		size_t m = utf8_floor(good.data, i);

		MUST(m <= i && i - m < 4 && utf8_valid(good.data, m));
		m = utf8_cut(good.data, i);
		MUST(m <= good.len && utf8_valid(good.data, m));
	}
	utf8_width(good.data);
	utf8_visible(seen, sizeof(seen), s);
	MUST(utf8_valid(seen, strlen(seen)));
	for (const char *c = seen; *c != '\0'; c++)
		MUST((unsigned char)*c >= 0x20 && *c != 0x7f);
	utf8_safe(&line, s, true);
	MUST(utf8_valid(line.data, line.len) && strchr(line.data, '\n') == NULL);
	utf8_safe(&lines, s, false);
	MUST(utf8_valid(lines.data, lines.len));
	for (const char *c = lines.data; *c != '\0'; c++)
		MUST((unsigned char)*c >= 0x20 || *c == '\n');
	return 0;
}
