/* SPDX-License-Identifier: ISC */

/*
 * IMAP responses to JSON; see imap.h.  First the end of a response is looked
 * for, which only lines and literals decide, then the whole is taken apart.
 */

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/imap.h"
#include "base/mem.h"
#include "base/utf8.h"

struct imap {
	struct buf in;
	size_t start;		/* of the response that is not whole yet */
	size_t scan;		/* nothing before this ends it */
	size_t line;		/* where its present line began */
};

struct parse {
	const char *p, *end;
	int depth;
	int items;
	bool bad;
};

struct imap *
imap_new(void)
{
	struct imap *i = xcalloc(1, sizeof(*i));

	i->in = (struct buf)BUF_INIT;
	return i;
}

void
imap_free(struct imap *i)
{
	if (i == NULL)
		return;
	buf_free(&i->in);
	free(i);
}

void
imap_feed(struct imap *i, const void *p, size_t n)
{
	/* What was taken need not be kept; not for every few bytes, though. */
	if (i->start > 0 && (i->start == i->in.len ||
	    i->start > i->in.len / 2)) {
		memmove(i->in.data, i->in.data + i->start,
		    i->in.len - i->start);
		buf_cut(&i->in, i->in.len - i->start);
		i->scan -= i->start;
		i->line -= i->start;
		i->start = 0;
	}
	buf_add(&i->in, p, n);
}

/* --- where a response ends ------------------------------------------------ */

/* Words for people follow these, and may end like a literal begins. */
static bool
is_status(const char *p, size_t n)
{
	static const char *const words[] = { "OK", "NO", "BAD", "BYE",
	    "PREAUTH" };
	const char *end = p + n, *w, *stop;

	if (n > 0 && *p == '+')
		return true;
	w = memchr(p, ' ', n);
	if (w == NULL)
		return false;
	w++;
	stop = w;
	while (stop < end && *stop != ' ' && *stop != '\r' && *stop != '\n')
		stop++;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if ((size_t)(stop - w) == strlen(words[i]) &&
		    strncasecmp(w, words[i], (size_t)(stop - w)) == 0)
			return true;
	return false;
}

/* "{12}" or "{12+}" at the end of the line: how long; -1: none is there. */
static long
literal_at(const char *line, const char *end, const char **brace)
{
	const char *p = end;
	size_t digits = 0;
	long n = 0;

	if (p > line && p[-1] == '\r')
		p--;
	if (p == line || p[-1] != '}')
		return -1;
	p--;
	if (p > line && p[-1] == '+')
		p--;
	while (p > line && p[-1] >= '0' && p[-1] <= '9') {
		p--;
		digits++;
	}
	if (digits == 0 || digits > 9 || p == line || p[-1] != '{')
		return digits > 9 ? (long)IMAP_MAX_LITERAL + 1 : -1;
	*brace = p - 1;
	while (*p >= '0' && *p <= '9')
		n = n * 10 + (*p++ - '0');
	return n;
}

/* The length of the whole response at start; 0: not there yet; -1: absurd. */
static ssize_t
whole(struct imap *i, struct err *e)
{
	const char *data = i->in.data, *nl, *brace;
	long n;

	for (;;) {
		if (i->scan >= i->in.len)
			break;
		nl = memchr(data + i->scan, '\n', i->in.len - i->scan);
		if ((nl != NULL ? (size_t)(nl - data) : i->in.len) - i->line >
		    IMAP_MAX_LINE)
			return err_set(e, ERR_PROTOCOL, "a line of more than "
			    "%u bytes", IMAP_MAX_LINE);
		if (nl == NULL) {
			i->scan = i->in.len;
			break;
		}
		n = is_status(data + i->start, (size_t)(nl - data) - i->start) ?
		    -1 : literal_at(data + i->line, nl, &brace);
		if (n > (long)IMAP_MAX_LITERAL)
			return err_set(e, ERR_PROTOCOL, "a literal of more "
			    "than %u bytes", IMAP_MAX_LITERAL);
		i->scan = i->line = (size_t)(nl - data) + 1;
		if (n == -1)
			return (ssize_t)(i->scan - i->start);
		i->scan = i->line = i->scan + (size_t)n;
		if (i->scan - i->start > IMAP_MAX_RESPONSE)
			return err_set(e, ERR_PROTOCOL, "a response of more "
			    "than %u bytes", IMAP_MAX_RESPONSE);
	}
	return 0;
}

/* --- taking it apart ------------------------------------------------------ */

static json_t *
text(const char *p, size_t n)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	utf8_repair(&b, p, n);
	return json_stringn_nocheck(b.data, b.len);
}

static void
blanks(struct parse *s)
{
	while (s->p < s->end && (*s->p == ' ' || *s->p == '\r' ||
	    *s->p == '\n'))
		s->p++;
}

static json_t *
quoted(struct parse *s)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	for (s->p++; s->p < s->end && *s->p != '"'; s->p++) {
		if (*s->p == '\\' && s->p + 1 < s->end)
			s->p++;
		if (*s->p == '\r' || *s->p == '\n')
			break;
		buf_addc(&b, *s->p);
	}
	if (s->p >= s->end || *s->p != '"') {
		s->bad = true;
		return NULL;
	}
	s->p++;
	return text(b.data, b.len);
}

static json_t *
literal(struct parse *s)
{
	const char *nl = memchr(s->p, '\n', (size_t)(s->end - s->p));
	const char *brace = NULL;
	json_t *j;
	long n = nl != NULL ? literal_at(s->p, nl, &brace) : -1;

	if (n < 0 || brace != s->p || s->end - (nl + 1) < n) {
		s->bad = true;
		return NULL;
	}
	j = json_stringn_nocheck(nl + 1, (size_t)n);
	s->p = nl + 1 + n;
	return j;
}

/* An atom, with what stands in brackets in it: BODY[HEADER.FIELDS (DATE)]<0>. */
static json_t *
atom(struct parse *s, char close)
{
	const char *from = s->p;
	int open = 0;

	for (; s->p < s->end; s->p++) {
		char c = *s->p;

		if (c == '\r' || c == '\n')
			break;
		if (open == 0 && (c == ' ' || c == '(' || c == ')' ||
		    c == '"' || c == close))
			break;
		open += c == '[' ? 1 : c == ']' && open > 0 ? -1 : 0;
	}
	if (s->p == from || open != 0) {
		s->bad = true;
		return NULL;
	}
	if (s->p - from == 3 && strncasecmp(from, "NIL", 3) == 0)
		return json_null();
	return text(from, (size_t)(s->p - from));
}

/* Values up to `close' (which is taken), or to the end if that is NUL. */
static json_t *
list(struct parse *s, char close)
{
	json_t *out = json_array(), *v;

	if (++s->depth > IMAP_MAX_DEPTH)
		s->bad = true;
	while (!s->bad) {
		blanks(s);
		if (s->p >= s->end) {
			s->bad = close != '\0';
			break;
		}
		if (close != '\0' && *s->p == close) {
			s->p++;
			break;
		}
		if (++s->items > IMAP_MAX_ITEMS) {
			s->bad = true;
			break;
		}
		if (*s->p == '(') {
			s->p++;
			v = list(s, ')');
		} else if (*s->p == '"') {
			v = quoted(s);
		} else if (*s->p == '{') {
			v = literal(s);
		} else {
			v = atom(s, close);
		}
		if (v != NULL)
			json_array_append_new(out, v);
	}
	s->depth--;
	return out;
}

/* What follows OK and its like: "[CODE ...] words". */
static void
status(struct parse *s, json_t *out)
{
	const char *from;
	json_t *code;

	while (s->p < s->end && *s->p == ' ')
		s->p++;
	if (s->p < s->end && *s->p == '[') {
		from = s->p++;
		code = list(s, ']');
		if (s->bad) {
			/* Then it is only words. */
			s->bad = false;
			s->p = from;
			json_decref(code);
			code = json_null();
		}
		json_array_append_new(out, code);
	} else {
		json_array_append_new(out, json_null());
	}
	while (s->p < s->end && *s->p == ' ')
		s->p++;
	from = s->p;
	while (s->p < s->end && *s->p != '\r' && *s->p != '\n')
		s->p++;
	json_array_append_new(out, text(from, (size_t)(s->p - from)));
}

static json_t *
take_apart(const char *p, size_t n)
{
	struct parse s = { .p = p, .end = p + n };
	bool state = is_status(p, n);
	json_t *out, *rest, *v;
	size_t i;

	out = json_array();
	if (*p == '+') {
		json_array_append_new(out, json_string("+"));
		s.p++;
		while (s.p < s.end && *s.p == ' ')
			s.p++;
		for (p = s.p; s.p < s.end && *s.p != '\r' && *s.p != '\n'; )
			s.p++;
		json_array_append_new(out, text(p, (size_t)(s.p - p)));
		return out;
	}
	if (!state) {
		rest = list(&s, '\0');
		json_array_foreach(rest, i, v)
			json_array_append(out, v);
		json_decref(rest);
	} else {
		for (i = 0; i < 2 && !s.bad; i++) {
			blanks(&s);
			v = s.p < s.end ? atom(&s, '\0') : NULL;
			if (v == NULL)
				s.bad = true;
			else
				json_array_append_new(out, v);
		}
		if (!s.bad)
			status(&s, out);
	}
	if (!s.bad && json_is_string(json_array_get(out, 0)) &&
	    json_array_size(out) > 1)
		return out;
	json_decref(out);
	return NULL;
}

json_t *
imap_next(struct imap *i, struct err *e)
{
	ssize_t n;
	json_t *j;

	e->code = ERR_OK;
	do {
		n = whole(i, e);
		if (n <= 0)
			return NULL;
		i->start += (size_t)n;
		/* Some servers send an empty line too many. */
	} while (n <= 2 && (i->in.data[i->start - (size_t)n] == '\r' ||
	    i->in.data[i->start - (size_t)n] == '\n'));
	j = take_apart(i->in.data + i->start - (size_t)n, (size_t)n);
	if (j == NULL)
		err_set(e, ERR_PROTOCOL, "a response that is not IMAP");
	return j;
}

/* --- what we say ---------------------------------------------------------- */

bool
imap_quote(struct buf *out, const char *s)
{
	for (const char *p = s; *p != '\0'; p++)
		if ((unsigned char)*p < 0x20 || (unsigned char)*p >= 0x7f)
			return false;
	buf_addc(out, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			buf_addc(out, '\\');
		buf_addc(out, *s);
	}
	buf_addc(out, '"');
	return true;
}

/* UTF-16 in base64 without padding, ',' for '/' (RFC 3501, 5.1.3). */
static void
add_utf7(struct buf *out, const char *s, size_t n)
{
	static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+,";
	uint32_t bits = 0;
	int have = 0;

	buf_addc(out, '&');
	while (n > 0) {
		size_t used;
		uint32_t c = utf8_decode(s, n, &used), unit[2];
		int units = 1;

		unit[0] = c;
		if (c >= 0x10000) {
			unit[0] = 0xd800 + ((c - 0x10000) >> 10);
			unit[1] = 0xdc00 + ((c - 0x10000) & 0x3ff);
			units = 2;
		}
		for (int k = 0; k < units; k++) {
			bits = bits << 16 | unit[k];
			for (have += 16; have >= 6; have -= 6)
				buf_addc(out, set[bits >> (have - 6) & 63]);
		}
		s += used;
		n -= used;
	}
	if (have > 0)
		buf_addc(out, set[bits << (6 - have) & 63]);
	buf_addc(out, '-');
}

void
imap_mailbox(struct buf *out, const char *name)
{
	buf_addc(out, '"');
	while (*name != '\0') {
		size_t n = 0;

		while ((unsigned char)name[n] >= 0x7f ||
		    (name[n] != '\0' && (unsigned char)name[n] < 0x20))
			n++;
		if (n > 0) {
			add_utf7(out, name, n);
			name += n;
			continue;
		}
		if (*name == '"' || *name == '\\')
			buf_addc(out, '\\');
		buf_addc(out, *name);
		if (*name == '&')
			buf_addc(out, '-');
		name++;
	}
	buf_addc(out, '"');
}
