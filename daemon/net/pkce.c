/* SPDX-License-Identifier: ISC */

/* A consent's random words, and what comes back of it; see pkce.h. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <openssl/sha.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/mem.h"
#include "net/pkce.h"

#define MAX_ANSWER	(8 << 10)

static char *
base64url(const unsigned char *p, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_";
	struct buf b = BUF_INIT;
	unsigned bits = 0, have = 0;

	for (size_t i = 0; i < n; i++) {
		bits = bits << 8 | p[i];
		for (have += 8; have >= 6; have -= 6)
			buf_addc(&b, digits[bits >> (have - 6) & 63]);
	}
	if (have > 0)
		buf_addc(&b, digits[bits << (6 - have) & 63]);
	return buf_detach(&b);
}

char *
pkce_random(void)
{
	unsigned char random[32];
	char *s;

	if (getentropy(random, sizeof(random)) == -1)
		fatal("getentropy failed");
	s = base64url(random, sizeof(random));
	explicit_bzero(random, sizeof(random));
	return s;
}

char *
pkce_challenge(const char *verifier)
{
	unsigned char md[SHA256_DIGEST_LENGTH];

	SHA256((const unsigned char *)verifier, strlen(verifier), md);
	return base64url(md, sizeof(md));
}

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Of a form: + is a space.  NULL: no text. */
static char *
decode(const char *p, size_t n)
{
	char *out = xmalloc(n + 1), *o = out;

	for (size_t i = 0; i < n; i++) {
		int high = -1, low = -1;

		if (p[i] == '%' && i + 2 < n) {
			high = digit(p[i + 1]);
			low = digit(p[i + 2]);
		}
		if (high != -1 && low != -1) {
			*o++ = (char)(high << 4 | low);
			i += 2;
		} else {
			*o++ = p[i] == '+' ? ' ' : p[i];
		}
	}
	*o = '\0';
	for (o = out; *o != '\0'; o++)
		if ((unsigned char)*o < 0x20 || *o == 0x7f)
			*o = ' ';
	return out;
}

static void
pair(struct pkce_answer *a, const char *p, size_t n)
{
	const struct {
		const char *name;
		char **to;
	} want[] = {
		{ "code", &a->code }, { "state", &a->state },
		{ "error", &a->error }, { "error_description", &a->why },
	};
	const char *eq = memchr(p, '=', n);
	size_t len = eq != NULL ? (size_t)(eq - p) : 0;

	/* Twice the same name: the first one counts. */
	for (size_t i = 0; len > 0 && i < ARRAY_LEN(want); i++)
		if (strlen(want[i].name) == len && *want[i].to == NULL &&
		    strncmp(p, want[i].name, len) == 0)
			*want[i].to = decode(eq + 1, n - len - 1);
}

bool
pkce_answer(const char *text, struct pkce_answer *a)
{
	const char *q;
	size_t n;

	*a = (struct pkce_answer){ 0 };
	text += strspn(text, " \t\r\n");
	n = strcspn(text, " \t\r\n");
	if (n == 0 || n > MAX_ANSWER || text[n + strspn(text + n, " \t\r\n")] !=
	    '\0')
		return false;
	q = memchr(text, '?', n);
	if (q == NULL && memmem(text, n, "code=", 5) == NULL &&
	    memmem(text, n, "error=", 6) == NULL) {
		/* An address without a question mark is no code. */
		if (memmem(text, n, "://", 3) != NULL)
			return false;
		a->code = xstrndup(text, n);
		return true;
	}
	n -= q != NULL ? (size_t)(q + 1 - text) : 0;
	text = q != NULL ? q + 1 : text;
	if ((q = memchr(text, '#', n)) != NULL)
		n = (size_t)(q - text);
	while (n > 0) {
		const char *amp = memchr(text, '&', n);
		size_t len = amp != NULL ? (size_t)(amp - text) : n;

		pair(a, text, len);
		len += amp != NULL;
		text += len;
		n -= len;
	}
	if (a->code != NULL || a->error != NULL)
		return true;
	pkce_answer_clear(a);
	return false;
}

static void
wipe(char **s)
{
	if (*s != NULL)
		explicit_bzero(*s, strlen(*s));
	free(*s);
	*s = NULL;
}

void
pkce_answer_clear(struct pkce_answer *a)
{
	wipe(&a->code);
	wipe(&a->state);
	wipe(&a->error);
	wipe(&a->why);
}
