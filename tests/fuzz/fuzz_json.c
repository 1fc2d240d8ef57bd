/* SPDX-License-Identifier: ISC */

/*
 * Any bytes: what the scanner lets through must be JSON to jansson, too, and
 * the tree built from it the same one; what it keeps must survive again.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const char *p, size_t n, const struct json_names *names)
{
	AUTO(buf_free) struct buf once = BUF_INIT, twice = BUF_INIT;
	AUTO(json_p) json_t *built = json_read(p, n, names, NULL);
	AUTO(json_p) json_t *loaded = NULL;

	if (json_prune(&once, p, n, names, NULL) == -1) {
		if (built != NULL)
			abort();
		return;
	}
	loaded = json_loadb(once.data, once.len, JSON_DECODE_ANY, NULL);
	if (loaded == NULL || !json_equal(built, loaded))
		abort();
	if (json_prune(&twice, once.data, once.len, names, NULL) == -1 ||
	    twice.len != once.len || memcmp(twice.data, once.data, once.len) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct json_names *names;
	static const char *const list[] = { "a", "id", "user", "user/id",
		"raw/*", NULL };

	if (names == NULL)
		names = json_names_new(list);
	check((const char *)data, n, NULL);
	check((const char *)data, n, names);
	return 0;
}
