/* SPDX-License-Identifier: ISC */

/*
 * Credentials on their way into a request; see auth.h.  This and oauth1.c are
 * the places where secrets are text.  What is built here is wiped when it is
 * freed.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/when.h"
#include "net/auth.h"
#include "net/oauth1.h"

/* Letters of a placeholder, and the most it can consist of. */
#define NAME_CHARS	"abcdefghijklmnopqrstuvwxyz0123456789_-"
#define MAX_PARTS	3

enum escape { IN_HEADER, IN_QUERY, IN_PATH, IN_JSON };

struct expansion {
	auth_lookup_fn *lookup;
	void *arg;
	enum escape escape;
	char missing[64];	/* the first placeholder that is not set */
};

static void
wipe(struct buf *b)
{
	if (b->size != 0)
		explicit_bzero(b->data, b->size);
	buf_free(b);
}

/* --- values --- */

/* Append what a name stands for; false if it is not set. */
static bool
value(struct expansion *x, const char *name, struct buf *out)
{
	struct auth_value v = x->lookup(x->arg, name);
	const char *p;
	size_t n;

	if (v.secret != NULL) {
		p = secret_reveal(v.secret, &n);
		buf_add(out, p, n);
		return true;
	}
	if (v.plain != NULL) {
		buf_adds(out, v.plain);
		return true;
	}
	snprintf(x->missing, sizeof(x->missing), "%s", name);
	return false;
}

static void
add_base64(struct buf *out, const struct buf *in)
{
	int size = (int)(in->len + 2) / 3 * 4;
	char *text = xmalloc((size_t)size + 1);

	EVP_EncodeBlock((unsigned char *)text, (const unsigned char *)in->data,
	    (int)in->len);
	buf_add(out, text, (size_t)size);
	explicit_bzero(text, (size_t)size);
	free(text);
}

static void
add_hmac(struct buf *out, const struct buf *key, const struct buf *message)
{
	unsigned char mac[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	if (HMAC(EVP_sha256(), key->data, (int)key->len,
	    (const unsigned char *)message->data, message->len, mac, &n) ==
	    NULL)
		fatal("HMAC-SHA256 failed");
	for (unsigned i = 0; i < n; i++)
		buf_addf(out, "%02x", mac[i]);
}

/* Append what a placeholder, split at its colons, stands for. */
static int
evaluate(struct expansion *x, char **part, size_t n, struct buf *out,
    struct err *e)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	int rc = 0;

	if (n == 1) {
		value(x, part[0], out);
	} else if (n == 3 && strcmp(part[0], "base64") == 0) {
		if (value(x, part[1], &a)) {
			buf_addc(&a, ':');
			if (value(x, part[2], &a))
				add_base64(out, &a);
		}
	} else if (n == 3 && strcmp(part[0], "hmac-sha256") == 0) {
		if (value(x, part[1], &a) && value(x, part[2], &b))
			add_hmac(out, &a, &b);
	} else {
		rc = err_set(e, ERR_USAGE, "\"{%s:...}\" is not a placeholder "
		    "we know", part[0]);
	}
	wipe(&a);
	wipe(&b);
	return rc;
}

/* --- escaping --- */

static void
add_json(struct buf *out, const struct buf *v)
{
	for (size_t i = 0; i < v->len; i++) {
		unsigned char c = (unsigned char)v->data[i];

		if (c == '"' || c == '\\')
			buf_addf(out, "\\%c", c);
		else if (c < 0x20)
			buf_addf(out, "\\u%04x", c);
		else
			buf_addc(out, (char)c);
	}
}

static int
add_escaped(struct expansion *x, struct buf *out, const struct buf *v,
    const char *name, struct err *e)
{
	if (x->escape == IN_JSON) {
		add_json(out, v);
		return 0;
	}
	/* A file with two lines must not become two headers. */
	for (size_t i = 0; i < v->len; i++)
		if ((unsigned char)v->data[i] < 0x20 || v->data[i] == 0x7f)
			return err_set(e, ERR_CONFIG, "credential %s holds a "
			    "line break or another control character", name);
	if (x->escape == IN_HEADER) {
		buf_add(out, v->data, v->len);
		return 0;
	}
	for (size_t i = 0; i < v->len; i++) {
		char one[2] = { v->data[i], '\0' };

		/* Telegram's tokens hold one, and it is legal there. */
		if (x->escape == IN_PATH && one[0] == ':')
			buf_addc(out, ':');
		else
			url_encode(out, one);
	}
	return 0;
}

/* --- placeholders --- */

/* The length of a placeholder at s, braces included; 0: it is not one. */
static size_t
placeholder(const char *s)
{
	size_t n = 1;

	do {
		size_t k = strspn(s + n, NAME_CHARS);

		if (k == 0)
			return 0;
		n += k;
	} while (s[n++] == ':');
	return s[n - 1] == '}' ? n : 0;
}

/* x->missing is set if one has no value; out is then of no use. */
static int
expand(struct expansion *x, struct buf *out, const char *text, struct err *e)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "{"), parts = 0;
		char *part[MAX_PARTS + 1] = { NULL }, *name, *next;
		struct buf v = BUF_INIT;
		int rc;

		buf_add(out, text, n);
		text += n;
		if (*text == '\0')
			break;
		n = placeholder(text);
		if (n == 0) {
			buf_addc(out, *text++);
			continue;
		}
		name = next = xstrndup(text + 1, n - 2);
		while (parts <= MAX_PARTS &&
		    (part[parts] = strsep(&next, ":")) != NULL)
			parts++;
		rc = evaluate(x, part, parts, &v, e);
		if (rc == 0)
			rc = add_escaped(x, out, &v, part[parts - 1], e);
		wipe(&v);
		free(name);
		if (rc == -1)
			return -1;
		text += n;
	}
	return 0;
}

int
auth_expand(struct buf *out, const char *text, auth_lookup_fn *lookup,
    void *arg, struct err *e)
{
	struct expansion x = { .lookup = lookup, .arg = arg };
	char first = text[strspn(text, " \t\r\n")];

	x.escape = first == '{' || first == '[' ? IN_JSON : IN_QUERY;
	if (expand(&x, out, text, e) == -1)
		return -1;
	if (x.missing[0] != '\0')
		return err_set(e, ERR_CONFIG, "there is no %s, which the login "
		    "needs", x.missing);
	return 0;
}

/* --- the entries of .auth --- */

static void
add_header(struct auth_out *o, const char *line)
{
	o->headers = xreallocarray(o->headers, o->n_headers + 2,
	    sizeof(*o->headers));
	o->headers[o->n_headers++] = xstrdup(line);
	o->headers[o->n_headers] = NULL;
}

static void
add_query(struct buf *url, const char *pair)
{
	size_t n = strcspn(url->data, "#");
	AUTO(free_p) char *fragment = xstrdup(url->data + n);

	buf_cut(url, n);
	buf_addc(url, memchr(url->data, '?', n) != NULL ? '&' : '?');
	buf_adds(url, pair);
	buf_adds(url, fragment);
}

static int
add_prefix(struct buf *url, const char *prefix, struct err *e)
{
	struct buf out = BUF_INIT;
	struct url u;

	if (!url_parse(url->data, &u))
		return err_set(e, ERR_USAGE, "not an address we understand");
	buf_add(&out, url->data, (size_t)(u.path - url->data));
	buf_adds(&out, prefix);
	buf_adds(&out, u.path);
	wipe(url);
	*url = out;
	return 0;
}

static int
sign(const char *method, const char *body, struct expansion *x,
    struct auth_out *o, struct err *e)
{
	static const char *const names[] = {
		"consumer_key", "consumer_secret", "token", "token_secret",
	};
	struct buf v[4] = { BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT };
	struct buf line = BUF_INIT;
	struct oauth1 oa = { .version = true };
	unsigned char random[16];
	char nonce[33];
	int rc = 0;

	for (size_t i = 0; i < 4; i++)
		if (!value(x, names[i], &v[i]) && i < 2)
			goto out;
	if (getentropy(random, sizeof(random)) == -1)
		fatal("getentropy failed");
	for (size_t i = 0; i < sizeof(random); i++)
		snprintf(nonce + 2 * i, 3, "%02x", random[i]);
	oa.consumer_key = v[0].data;
	oa.consumer_secret = v[1].data;
	if (v[2].len != 0) {
		oa.token = v[2].data;
		oa.token_secret = v[3].data;
	}
	oa.nonce = nonce;
	oa.timestamp = loop_now() / WHEN_SECOND;
	buf_adds(&line, "Authorization: ");
	if (oauth1_sign(&line, &oa, method, o->url->data, body))
		add_header(o, line.data);
	else
		rc = err_set(e, ERR_USAGE, "not an address we understand");
out:
	for (size_t i = 0; i < 4; i++)
		wipe(&v[i]);
	wipe(&line);
	return rc;
}

bool
auth_is_stream(const char *entry)
{
	return strncmp(entry, "sasl ", 5) == 0 ||
	    strncmp(entry, "xoauth2 ", 8) == 0;
}

static int
apply(const char *entry, struct expansion *x, struct auth_out *o,
    struct err *e)
{
	struct buf out = BUF_INIT;
	const char *text = entry;
	int rc;

	x->escape = IN_HEADER;
	if (*entry == '?') {
		x->escape = IN_QUERY;
		text++;
	} else if (*entry == '/') {
		x->escape = IN_PATH;
	}
	rc = expand(x, &out, text, e);
	if (rc == 0 && x->missing[0] == '\0') {
		if (x->escape == IN_QUERY)
			add_query(o->url, out.data);
		else if (x->escape == IN_PATH)
			rc = add_prefix(o->url, out.data, e);
		else
			add_header(o, out.data);
	}
	wipe(&out);
	return rc;
}

int
auth_apply(const char *const *auth, const char *method, const char *body,
    auth_lookup_fn *lookup, void *arg, struct auth_out *o, struct err *e)
{
	bool oauth1 = false;

	if (method == NULL)
		method = body != NULL ? "POST" : "GET";
	for (; auth != NULL && *auth != NULL; auth++) {
		struct expansion x = { .lookup = lookup, .arg = arg };

		if (auth_is_stream(*auth))
			continue;
		if (strcmp(*auth, "oauth1") == 0)
			oauth1 = true;
		else if (apply(*auth, &x, o, e) == -1)
			return -1;
	}
	/* Last: it signs what the others have put into the URL. */
	if (oauth1) {
		struct expansion x = { .lookup = lookup, .arg = arg };

		return sign(method, body, &x, o, e);
	}
	return 0;
}

void
auth_out_clear(struct auth_out *o)
{
	for (size_t i = 0; i < o->n_headers; i++) {
		explicit_bzero(o->headers[i], strlen(o->headers[i]));
		free(o->headers[i]);
	}
	free(o->headers);
	o->headers = NULL;
	o->n_headers = 0;
}

bool
auth_may_travel(const char *url, const char *const *origins)
{
	struct url u;

	if (origins == NULL || !url_parse(url, &u) || u.userinfo)
		return false;
	for (; *origins != NULL; origins++)
		if (url_same_origin(url, *origins))
			return true;
	return false;
}
