/* SPDX-License-Identifier: ISC */

/*
 * The scanner behind json.h: hostile bytes in, valid and short JSON out.
 *
 * One pass over the bytes, recursive, at most JSON_MAX_DEPTH deep.  Members
 * that nobody reads are checked for form and skipped; the inside of their
 * strings is never looked at.  What is kept comes out in one canonical form:
 * no white space, and in strings only \", \\ and \u00XX are escaped.
 */

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__) && !defined(JSON_PORTABLE)
#include <emmintrin.h>
#endif

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"

/* "name" has no parent; "parent/name" has one. */
struct rule {
	struct name *parent;
	bool whole;
	struct rule *next;
};

/* A member name some rule speaks of, in canonical form. */
struct name {
	char *text;
	size_t len;
	struct rule *rules;
};

/* Open addressing; at most a quarter of the slots is used. */
struct json_names {
	size_t mask;
	struct name **slots;
};

enum mode { SKIP, KEEP, WHOLE };

struct scan {
	const char *p, *end, *start;
	struct buf *out;
	const struct json_names *names;
	struct err *e;
	int depth;
};

struct span {
	const char *p;
	size_t len;
	bool plain;		/* canonical as it stands */
};

static void string_repair(struct buf *, const char *, size_t);
static int value(struct scan *, const struct name *, enum mode);

/* --- names ---------------------------------------------------------------- */

static size_t
name_hash(const char *p, size_t len)
{
	const unsigned char *u = (const unsigned char *)p;

	if (len == 0)
		return 0;
	return len * 0x9e37 + u[0] * 0x85eb + u[len / 2] * 0x27d5 + u[len - 1];
}

static struct name **
name_slot(const struct json_names *n, const char *p, size_t len)
{
	size_t i = name_hash(p, len) & n->mask;

	while (n->slots[i] != NULL && (n->slots[i]->len != len ||
	    memcmp(n->slots[i]->text, p, len) != 0))
		i = (i + 1) & n->mask;
	return &n->slots[i];
}

static struct name *
name_add(struct json_names *n, const char *p, size_t len)
{
	struct buf b = BUF_INIT;
	struct name **slot;

	string_repair(&b, p, len);
	slot = name_slot(n, b.data, b.len);
	if (*slot == NULL) {
		*slot = xcalloc(1, sizeof(**slot));
		(*slot)->len = b.len;
		(*slot)->text = buf_detach(&b);
	}
	buf_free(&b);
	return *slot;
}

struct json_names *
json_names_new(const char *const *list)
{
	struct json_names *n;
	size_t count = 0, size = 16;

	if (list == NULL)
		return NULL;
	while (list[count] != NULL)
		count++;
	/* Every entry may bring two names. */
	while (size < count * 8)
		size *= 2;
	n = xcalloc(1, sizeof(*n));
	n->mask = size - 1;
	n->slots = xcalloc(size, sizeof(struct name *));
	for (; *list != NULL; list++) {
		const char *s = *list, *slash;
		size_t len = strlen(s);
		struct rule *r = xcalloc(1, sizeof(*r));
		struct name *m;

		if (len > 2 && strcmp(s + len - 2, "/*") == 0) {
			r->whole = true;
			len -= 2;
		}
		slash = memchr(s, '/', len);
		if (slash != NULL) {
			r->parent = name_add(n, s, (size_t)(slash - s));
			len -= (size_t)(slash + 1 - s);
			s = slash + 1;
		}
		m = name_add(n, s, len);
		r->next = m->rules;
		m->rules = r;
	}
	return n;
}

void
json_names_free(struct json_names *n)
{
	struct rule *r;

	if (n == NULL)
		return;
	for (size_t i = 0; i <= n->mask; i++) {
		if (n->slots[i] == NULL)
			continue;
		while ((r = n->slots[i]->rules) != NULL) {
			n->slots[i]->rules = r->next;
			free(r);
		}
		free(n->slots[i]->text);
		free(n->slots[i]);
	}
	free(n->slots);
	free(n);
}

/* What becomes of the member m directly inside the member `in'? */
static enum mode
name_mode(const struct name *m, const struct name *in)
{
	enum mode mode = SKIP;

	for (const struct rule *r = m->rules; r != NULL; r = r->next) {
		if (r->parent != NULL && r->parent != in)
			continue;
		if (r->whole)
			return WHOLE;
		mode = KEEP;
	}
	return mode;
}

/* --- errors and output ---------------------------------------------------- */

static int
wrong(struct scan *s, const char *want)
{
	return err_set(s->e, ERR_PROTOCOL, "not JSON at byte %zu%s: %s",
	    (size_t)(s->p - s->start), s->p == s->end ? " (its end)" : "", want);
}

static inline void
emit(struct buf *b, const char *p, size_t n)
{
	if (b->size - b->len <= n)
		buf_grow(b, n);
	memcpy(b->data + b->len, p, n);
	b->len += n;
}

static inline void
emit_char(struct buf *b, char c)
{
	if (b->size - b->len <= 1)
		buf_grow(b, 1);
	b->data[b->len++] = c;
}

/* --- strings -------------------------------------------------------------- */

/*
 * s->p stands behind the opening quote; leave it behind the closing one.
 * Everything but control characters and bytes above ASCII is plain.
 */
static inline int
string(struct scan *s, struct span *ret)
{
	const char *p = s->p;
	bool odd = false, escape = false;

	for (;;) {
#if defined(__SSE2__) && !defined(JSON_PORTABLE)
		while (s->end - p >= 16) {
			__m128i v = _mm_loadu_si128((const void *)p);
			unsigned stop = (unsigned)_mm_movemask_epi8(
			    _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')),
			    _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))));
			/* Signed: also what is above ASCII. */
			unsigned low = (unsigned)_mm_movemask_epi8(
			    _mm_cmplt_epi8(v, _mm_set1_epi8(0x20)));

			if (stop != 0) {
				odd |= (low & (stop - 1) & ~stop) != 0;
				p += __builtin_ctz(stop);
				break;
			}
			odd |= low != 0;
			p += 16;
		}
#endif
		while (p < s->end && *p != '"' && *p != '\\') {
			odd |= (signed char)*p < 0x20;
			p++;
		}
		if (s->end - p < 1 || (*p == '\\' && s->end - p < 2)) {
			s->p = s->end;
			return wrong(s, "a string does not end");
		}
		if (*p == '"')
			break;
		/* Whatever is escaped, it does not end the string. */
		escape = true;
		p += 2;
	}
	ret->p = s->p;
	ret->len = (size_t)(p - s->p);
	ret->plain = !odd && !escape;
	s->p = p + 1;
	return 0;
}

/* Four hex digits, or -1. */
static int
hex4(const char *p, const char *end)
{
	int c = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		unsigned char x = (unsigned char)p[i], l = x | 0x20;

		if (x >= '0' && x <= '9')
			c = c << 4 | (x - '0');
		else if (l >= 'a' && l <= 'f')
			c = c << 4 | (l - 'a' + 10);
		else
			return -1;
	}
	return c;
}

static void
emit_utf8(struct buf *out, uint32_t c)
{
	char u[4];

	if (c == 0 || (c >= 0xd800 && c <= 0xdfff))
		c = 0xfffd;
	if (c < 0x20 || c == '"' || c == '\\') {
		if (c < 0x20)
			buf_addf(out, "\\u%04x", (unsigned)c);
		else
			emit(out, (const char[]){ '\\', (char)c }, 2);
		return;
	}
	emit(out, u, utf8_encode(c, u));
}

/* An escape at p, behind its backslash; returns how much of it was used. */
static size_t
escape_repair(struct buf *out, const char *p, const char *end)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *f;
	int c, low;

	if (*p == 'u' && (c = hex4(p + 1, end)) >= 0) {
		if (c >= 0xd800 && c <= 0xdbff && end - p >= 7 &&
		    p[5] == '\\' && p[6] == 'u' &&
		    (low = hex4(p + 7, end)) >= 0xdc00 && low <= 0xdfff) {
			emit_utf8(out, 0x10000u + ((uint32_t)(c - 0xd800) << 10) +
			    (uint32_t)(low - 0xdc00));
			return 11;
		}
		emit_utf8(out, (uint32_t)c);
		return 5;
	}
	f = *p != '\0' ? strchr(from, *p) : NULL;
	emit_utf8(out, f != NULL ? (uint32_t)to[f - from] : 0xfffd);
	return 1;
}

/* Append the inside of a string in canonical form. */
static void
string_repair(struct buf *out, const char *p, size_t n)
{
	const char *end = p + n, *from = p;

	while (p < end) {
		unsigned char c = (unsigned char)*p;
		size_t used = 1;

		if (c >= 0x20 && c < 0x80 && c != '\\' && c != '"') {
			p++;
			continue;
		}
		if (c >= 0x80 && (utf8_decode(p, (size_t)(end - p), &used) !=
		    0xfffd || used > 1)) {
			p += used;
			continue;
		}
		emit(out, from, (size_t)(p - from));
		if (c == '\\' && end - p > 1)
			p += 1 + escape_repair(out, p + 1, end);
		else {
			emit_utf8(out, c >= 0x80 ? 0xfffd : c);
			p++;
		}
		from = p;
	}
	emit(out, from, (size_t)(p - from));
	buf_grow(out, 0);
	out->data[out->len] = '\0';
}

static void
string_emit(struct buf *out, const struct span *x)
{
	emit_char(out, '"');
	if (x->plain)
		emit(out, x->p, x->len);
	else
		string_repair(out, x->p, x->len);
	emit_char(out, '"');
}

/* --- numbers and words ---------------------------------------------------- */

static inline const char *
digits(const char *p, const char *end)
{
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p;
}

/* Does the integer p (with n digits, no sign) fit into int64? */
static bool
int_fits(const char *p, size_t n, bool minus)
{
	return n < 19 || (n == 19 && memcmp(p, minus ?
	    "9223372036854775808" : "9223372036854775807", 19) <= 0);
}

static int
number(struct scan *s, enum mode mode)
{
	const char *from = s->p, *p = s->p, *whole;
	bool minus = *p == '-', real = false, fits;
	size_t n;
	long e = 0;

	p += minus;
	whole = p;
	p = digits(p, s->end);
	n = (size_t)(p - whole);
	if (n == 0 || (n > 1 && *whole == '0')) {
		s->p = p;
		return wrong(s, "a bad number");
	}
	if (p < s->end && *p == '.') {
		const char *q = digits(p + 1, s->end);

		s->p = q;
		if (q == p + 1)
			return wrong(s, "a bad number");
		real = true;
		p = q;
	}
	if (p < s->end && (*p == 'e' || *p == 'E')) {
		bool neg = p + 1 < s->end && p[1] == '-';
		const char *q = p + 1;

		if (q < s->end && (*q == '-' || *q == '+'))
			q++;
		s->p = p = digits(q, s->end);
		if (p == q)
			return wrong(s, "a bad number");
		for (; q < p && e < 1000000; q++)
			e = e * 10 + (*q - '0');
		e = neg ? -e : e;
		real = true;
	}
	s->p = p;
	if (mode == SKIP)
		return 0;
	/* Generous by one digit: nothing a double cannot hold gets through. */
	fits = real ? (long)n + e <= 308 :
	    int_fits(whole, n, minus);
	if (!fits)
		emit_char(s->out, '"');
	emit(s->out, from, (size_t)(p - from));
	if (!fits)
		emit_char(s->out, '"');
	return 0;
}

static int
word(struct scan *s, const char *w, size_t n, enum mode mode)
{
	if ((size_t)(s->end - s->p) < n || memcmp(s->p, w, n) != 0)
		return wrong(s, "an unknown word");
	s->p += n;
	if (mode != SKIP)
		emit(s->out, w, n);
	return 0;
}

/* --- values --------------------------------------------------------------- */

static inline void
space(struct scan *s)
{
	while (s->p < s->end && (*s->p == ' ' || *s->p == '\n' ||
	    *s->p == '\r' || *s->p == '\t'))
		s->p++;
}

/* The next character that is not white space; '\0' is never a right one. */
static inline char
peek(struct scan *s)
{
	space(s);
	return s->p < s->end ? *s->p : '\0';
}

/* Behind an element: true if another follows, false at the end or in error. */
static inline bool
more(struct scan *s, char close, int *ret)
{
	char c = peek(s);

	if (c == ',') {
		s->p++;
		return true;
	}
	*ret = 0;
	if (c == close)
		s->p++;
	else
		*ret = wrong(s, "expected a comma or a closing bracket");
	return false;
}

static int
object(struct scan *s, const struct name *in, enum mode mode)
{
	bool first = true;
	int ret = 0;

	if (mode != SKIP)
		emit_char(s->out, '{');
	if (peek(s) == '}')
		s->p++;
	else do {
		const struct name *m = NULL;
		enum mode want = mode;
		struct span key;

		if (peek(s) != '"')
			return wrong(s, "expected a member's name");
		s->p++;
		if (string(s, &key) == -1)
			return -1;
		if (mode == KEEP && key.plain) {
			m = *name_slot(s->names, key.p, key.len);
			want = m != NULL ? name_mode(m, in) : SKIP;
		} else if (mode == KEEP) {
			struct buf b = BUF_INIT;

			string_repair(&b, key.p, key.len);
			m = *name_slot(s->names, b.data, b.len);
			want = m != NULL ? name_mode(m, in) : SKIP;
			buf_free(&b);
		}
		if (peek(s) != ':')
			return wrong(s, "expected a colon");
		s->p++;
		if (want != SKIP) {
			if (!first)
				emit_char(s->out, ',');
			first = false;
			string_emit(s->out, &key);
			emit_char(s->out, ':');
		}
		if (value(s, m, want) == -1)
			return -1;
	} while (more(s, '}', &ret));
	if (mode != SKIP)
		emit_char(s->out, '}');
	return ret;
}

static int
array(struct scan *s, const struct name *in, enum mode mode)
{
	bool first = true;
	int ret = 0;

	if (mode != SKIP)
		emit_char(s->out, '[');
	if (peek(s) == ']')
		s->p++;
	else do {
		if (!first && mode != SKIP)
			emit_char(s->out, ',');
		first = false;
		if (value(s, in, mode) == -1)
			return -1;
	} while (more(s, ']', &ret));
	if (mode != SKIP)
		emit_char(s->out, ']');
	return ret;
}

/* Something too deep, without recursion: strings and brackets must match. */
static int
abyss(struct scan *s, enum mode mode)
{
	AUTO(buf_free) struct buf close = BUF_INIT;
	struct span x;
	char c;

	do {
		if (s->p == s->end)
			return wrong(s, "expected a closing bracket");
		c = *s->p++;
		if (c == '"' && string(s, &x) == -1)
			return -1;
		if (c == '{' || c == '[')
			buf_addc(&close, c == '{' ? '}' : ']');
		else if ((c == '}' || c == ']') &&
		    close.data[--close.len] != c)
			return wrong(s, "a bracket closes another");
	} while (close.len > 0);
	if (mode != SKIP)
		emit(s->out, "null", 4);
	return 0;
}

/* One value inside the member `in' (NULL: none). */
static int
value(struct scan *s, const struct name *in, enum mode mode)
{
	struct span x;
	char c = peek(s);
	int ret;

	switch (c) {
	case '"':
		s->p++;
		if (string(s, &x) == -1)
			return -1;
		if (mode != SKIP)
			string_emit(s->out, &x);
		return 0;
	case '{':
	case '[':
		if (s->depth == JSON_MAX_DEPTH)
			return abyss(s, mode);
		s->p++;
		s->depth++;
		ret = c == '{' ? object(s, in, mode) : array(s, in, mode);
		s->depth--;
		return ret;
	case 't':
		return word(s, "true", 4, mode);
	case 'f':
		return word(s, "false", 5, mode);
	case 'n':
		return word(s, "null", 4, mode);
	default:
		if (c == '-' || (c >= '0' && c <= '9'))
			return number(s, mode);
		return wrong(s, "expected a value");
	}
}

int
json_prune(struct buf *out, const char *p, size_t n,
    const struct json_names *names, struct err *e)
{
	struct scan s = { .p = p, .start = p, .end = p + n, .out = out,
		.names = names, .e = e };
	size_t before = out->len;
	int ret;

	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		s.p += 3;
	ret = value(&s, NULL, names != NULL ? KEEP : WHOLE);
	space(&s);
	if (ret == 0 && s.p != s.end)
		ret = wrong(&s, "something follows the document");
	if (ret == -1)
		out->len = before;
	buf_grow(out, 0);
	out->data[out->len] = '\0';
	return ret;
}
