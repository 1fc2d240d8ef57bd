/* SPDX-License-Identifier: ISC */

/*
 * OAuth 1.0a signatures (RFC 5849, section 3): all parameters, of the query,
 * of a form in the body and of OAuth itself, are encoded anew, sorted, joined
 * and signed.
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/url.h"
#include "net/oauth1.h"

/* Names and values, encoded as they are signed. */
struct param {
	char *name, *value;
};

struct params {
	struct param *p;
	size_t n;
};

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* From a form's encoding to that of section 3.6; NUL bytes are dropped. */
static char *
encode_anew(const char *s, size_t n)
{
	struct buf plain = BUF_INIT, out = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		if (c == '+') {
			c = ' ';
		} else if (c == '%' && i + 2 < n && hex_digit(s[i + 1]) >= 0 &&
		    hex_digit(s[i + 2]) >= 0) {
			c = (char)(hex_digit(s[i + 1]) * 16 +
			    hex_digit(s[i + 2]));
			i += 2;
		}
		if (c != '\0')
			buf_addc(&plain, c);
	}
	url_encode(&out, plain.data);
	buf_free(&plain);
	return buf_detach(&out);
}

static char *
encode(const char *s)
{
	struct buf out = BUF_INIT;

	url_encode(&out, s);
	return buf_detach(&out);
}

/* Takes both strings. */
static void
add(struct params *ps, char *name, char *value)
{
	ps->p = xreallocarray(ps->p, ps->n + 1, sizeof(*ps->p));
	ps->p[ps->n++] = (struct param){ name, value };
}

static void
add_form(struct params *ps, const char *s, const char *end)
{
	while (s < end) {
		const char *stop = memchr(s, '&', (size_t)(end - s)), *eq;

		if (stop == NULL)
			stop = end;
		eq = memchr(s, '=', (size_t)(stop - s));
		if (eq == NULL)
			eq = stop;
		if (stop > s)
			add(ps, encode_anew(s, (size_t)(eq - s)),
			    eq < stop ? encode_anew(eq + 1,
			    (size_t)(stop - eq - 1)) : xstrdup(""));
		s = stop + (stop < end);
	}
}

/* Only what a form may consist of: JSON begins with a brace. */
static bool
is_form(const char *s)
{
	for (const char *p = s; *p != '\0'; p++)
		if (!isalnum((unsigned char)*p) &&
		    strchr("-._~*+%=&", *p) == NULL)
			return false;
	return *s != '\0';
}

static int
compare(const void *a, const void *b)
{
	const struct param *x = a, *y = b;
	int c = strcmp(x->name, y->name);

	return c != 0 ? c : strcmp(x->value, y->value);
}

static void
params_free(struct params *ps)
{
	for (size_t i = 0; i < ps->n; i++) {
		free(ps->p[i].name);
		free(ps->p[i].value);
	}
	free(ps->p);
	*ps = (struct params){ 0 };
}

/* OAuth's own, without the signature. */
static void
add_own(struct params *ps, const struct oauth1 *o)
{
	add(ps, xstrdup("oauth_consumer_key"), encode(o->consumer_key));
	add(ps, xstrdup("oauth_nonce"), encode(o->nonce));
	add(ps, xstrdup("oauth_signature_method"), xstrdup("HMAC-SHA1"));
	add(ps, xstrdup("oauth_timestamp"),
	    xasprintf("%lld", (long long)o->timestamp));
	if (o->token != NULL)
		add(ps, xstrdup("oauth_token"), encode(o->token));
	if (o->version)
		add(ps, xstrdup("oauth_version"), xstrdup("1.0"));
}

bool
oauth1_base(struct buf *out, const struct oauth1 *o, const char *method,
    const char *url, const char *body)
{
	struct params ps = { 0 };
	struct buf where = BUF_INIT;
	char origin[300];
	struct url u;
	size_t path;
	const char *query;

	if (!url_parse(url, &u) || !url_origin(url, origin, sizeof(origin)))
		return false;
	path = strcspn(u.path, "?#");
	query = u.path + path;
	if (*query == '?')
		add_form(&ps, query + 1, query + strcspn(query, "#"));
	if (body != NULL && is_form(body))
		add_form(&ps, body, body + strlen(body));
	add_own(&ps, o);
	qsort(ps.p, ps.n, sizeof(*ps.p), compare);

	for (const char *p = method; *p != '\0'; p++)
		buf_addc(out, (char)toupper((unsigned char)*p));
	buf_addc(out, '&');
	buf_adds(&where, origin);
	if (path == 0)
		buf_addc(&where, '/');
	buf_add(&where, u.path, path);
	url_encode(out, where.data);
	for (size_t i = 0; i < ps.n; i++) {
		buf_adds(out, i == 0 ? "&" : "%26");
		url_encode(out, ps.p[i].name);
		buf_adds(out, "%3D");
		url_encode(out, ps.p[i].value);
	}
	buf_free(&where);
	params_free(&ps);
	return true;
}

bool
oauth1_sign(struct buf *out, const struct oauth1 *o, const char *method,
    const char *url, const char *body)
{
	unsigned char mac[EVP_MAX_MD_SIZE], text[EVP_MAX_MD_SIZE * 2];
	struct buf base = BUF_INIT, key = BUF_INIT;
	struct params ps = { 0 };
	unsigned n = 0;

	if (!oauth1_base(&base, o, method, url, body))
		return false;
	url_encode(&key, o->consumer_secret);
	buf_addc(&key, '&');
	url_encode(&key, o->token_secret != NULL ? o->token_secret : "");
	if (HMAC(EVP_sha1(), key.data, (int)key.len,
	    (const unsigned char *)base.data, base.len, mac, &n) == NULL)
		fatal("HMAC-SHA1 failed");
	EVP_EncodeBlock(text, mac, (int)n);
	explicit_bzero(key.data, key.len);

	add_own(&ps, o);
	add(&ps, xstrdup("oauth_signature"), encode((const char *)text));
	qsort(ps.p, ps.n, sizeof(*ps.p), compare);
	buf_adds(out, "OAuth ");
	for (size_t i = 0; i < ps.n; i++)
		buf_addf(out, "%s%s=\"%s\"", i == 0 ? "" : ", ", ps.p[i].name,
		    ps.p[i].value);
	params_free(&ps);
	buf_free(&key);
	buf_free(&base);
	return true;
}
