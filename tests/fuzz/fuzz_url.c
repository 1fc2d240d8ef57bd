/* SPDX-License-Identifier: ISC */

/*
 * Addresses: an origin is its own origin and as private as its address; what
 * is built from any value stays one address of the same origin; joining never
 * leaves out what was joined.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/url.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define MUST(x) do { if (!(x)) abort(); } while (0)

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	AUTO(free_p) char *s = xstrndup((const char *)data, n);
	AUTO(buf_free) struct buf b = BUF_INIT, c = BUF_INIT;
	const char *nl = strchr(s, '\n'), *pairs[] = { s, s, NULL };
	char origin[300];
	struct url u, o;

	if (url_parse(s, &u)) {
		MUST(u.host[0] != '\0' && u.port > 0 && u.port < 65536);
		MUST(u.path >= s && u.path <= s + strlen(s));
		MUST(url_same_origin(s, s));
		if (url_origin(s, origin, sizeof(origin))) {
			MUST(url_parse(origin, &o) && !o.userinfo);
			MUST(strcmp(o.host, u.host) == 0 && o.port == u.port);
			MUST(url_same_origin(origin, s));
			MUST(url_is_private(o.host) == url_is_private(u.host));
		}
		MUST(!url_is_loopback(u.host) || url_is_private(u.host));
	}
	url_build(&b, "https://m.example/x", pairs);
	MUST(url_same_origin(b.data, "https://m.example/"));
	MUST(strpbrk(b.data, " \"<>\\\n") == NULL);
	if (nl != NULL) {
		AUTO(free_p) char *base = xstrndup(s, (size_t)(nl - s));

		url_join(&c, base, nl + 1);
		MUST(c.len >= strlen(nl + 1));
	}
	return 0;
}
