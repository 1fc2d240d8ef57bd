/* SPDX-License-Identifier: ISC */

/* Message-IDs; see ids.h. */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alert/ids.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"

const char *
id_host(const char *from, const char *hello)
{
	const char *at = from != NULL ? strrchr(from, '@') : NULL;

	if (at != NULL && at[1] != '\0')
		return at + 1;
	return hello != NULL && hello[0] != '\0' ? hello : "localhost";
}

/* Letters that may stand in a Message-ID without quotes; others vanish. */
static void
add_atom(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++)
		if ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
		    (*s >= '0' && *s <= '9') || *s == '-' || *s == '_' ||
		    (*s == '.' && s[1] != '.' && s[1] != '\0'))
			buf_addc(b, *s);
}

static char *
finish(struct buf *b, const char *client, const char *host)
{
	buf_addc(b, '.');
	add_atom(b, client);
	buf_addc(b, '@');
	add_atom(b, host);
	buf_addc(b, '>');
	return buf_detach(b);
}

char *
id_message(const char *client, const char *host, const char *key)
{
	struct buf b = BUF_INIT;
	size_t n = strlen(key);

	buf_addf(&b, "<%016" PRIx64 "%016" PRIx64, hash_bytes(0, key, n),
	    hash_bytes(1, key, n));
	return finish(&b, client, host);
}

char *
id_root_question(const char *client, const char *host, const char *question)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "<q.");
	add_atom(&b, question);
	return finish(&b, client, host);
}

char *
id_root_many(const char *client, const char *host, char kind,
    const char *const *ids, size_t n)
{
	struct buf b = BUF_INIT;
	uint64_t h = 0, g = 1;

	for (size_t i = 0; i < n; i++) {
		h = hash_bytes(h, ids[i], strlen(ids[i]) + 1);
		g = hash_bytes(g, ids[i], strlen(ids[i]) + 1);
	}
	buf_addf(&b, "<%c%zu.%016" PRIx64 "%016" PRIx64, kind, n, h, g);
	return finish(&b, client, host);
}

size_t
id_root_count(const char *root, char *kind)
{
	char *end;
	unsigned long n;

	*kind = 'q';
	if (root == NULL || root[0] != '<' ||
	    (root[1] != 'c' && root[1] != 's'))
		return 1;
	n = strtoul(root + 2, &end, 10);
	if (end == root + 2 || *end != '.' || n == 0 || n > 100000)
		return 1;
	*kind = root[1];
	return n;
}
