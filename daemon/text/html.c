/* SPDX-License-Identifier: ISC */
/*
 * html.c - the HTML of posts to plain text, in one pass.
 *
 * A state machine over tags and text, not a parser of HTML: posts carry a
 * dozen elements, and this stands on the path of every post (a tenth of the
 * cost of libxml2's SAX reader).  Every byte is looked at a constant number
 * of times, so that hostile input costs no more than its length.
 *
 *	text --'<'--> tag --> block:  wanted newlines rise, at most two
 *	              |       a:      remember where its text began
 *	              |       span:   shortened link: </a> writes the href
 *	              |       quote:  drop until the element ends
 *	              +-----> script, style: drop until the end tag
 *
 * White space is never written at once but kept as "wanted", so that the
 * result neither begins nor ends with any.
 */

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/entity.h"
#include "text/html.h"

struct slice {
	const char *p;
	size_t n;
};

struct tag {
	char name[12];		/* lower case, cut */
	bool close;
	struct slice class_, href, alt;
};

struct html {
	struct buf *out;
	size_t start;		/* out->len when we began */
	const char *p, *end;
	int newlines;		/* wanted before the next text */
	bool space;
	int pre;		/* inside <pre> */

	char skip[12];		/* dropping until this element ends */
	int skip_depth;

	bool in_a, shortened;
	struct slice href;
	size_t a_at;		/* where the link's text began, or SIZE_MAX */
};

static bool
is_space(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool
is_alpha(unsigned char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Pay the wanted white space, before text. */
static void
flush_space(struct html *h)
{
	if (h->out->len > h->start) {
		if (h->newlines > 0)
			buf_add(h->out, "\n\n", (size_t)h->newlines);
		else if (h->space)
			buf_addc(h->out, ' ');
	}
	h->newlines = 0;
	h->space = false;
	if (h->in_a && h->a_at == SIZE_MAX)
		h->a_at = h->out->len;
}

static void
want_newlines(struct html *h, int n)
{
	if (h->newlines < n)
		h->newlines = n;
}

/* One character of text that did not come as plain ASCII. */
static void
put_char(struct html *h, uint32_t c)
{
	char enc[4];

	if (c == '\n' && h->pre) {
		if (h->newlines < 2)
			h->newlines++;
		return;
	}
	if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == 0xa0 ||
	    c == 0x2028 || c == 0x2029) {
		h->space = true;
		return;
	}
	if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		return;
	flush_space(h);
	buf_add(h->out, enc, utf8_encode(c, enc));
}

/* Bytes of text up to the next tag; entities only if asked. */
static void
put_text(struct html *h, const char *p, const char *end, bool entities)
{
	const char *run;
	uint32_t c;
	size_t used;

	while (p < end) {
		run = p;
		while (p < end && *p < 0x7f && *p != '&' && (*p > ' ' ||
		    (*p == ' ' && p > run && end - p > 1 && p[1] > ' ' &&
		    p[1] != '&')))
			p++;
		if (p > run) {
			flush_space(h);
			buf_add(h->out, run, (size_t)(p - run));
			continue;
		}
		if (*p == '&' && entities &&
		    (used = entity_decode(p, (size_t)(end - p), &c)) > 0) {
			put_char(h, c);
			p += used;
		} else if ((unsigned char)*p < 0x80) {
			put_char(h, (unsigned char)*p);
			p++;
		} else {
			c = utf8_decode(p, (size_t)(end - p), &used);
			put_char(h, c);
			p += used;
		}
	}
}

/* --- tags ------------------------------------------------------------------ */

/* Does the list of words in s hold w? */
static bool
has_word(struct slice s, const char *w)
{
	size_t n = strlen(w), i = 0, from;

	while (i < s.n) {
		while (i < s.n && is_space((unsigned char)s.p[i]))
			i++;
		from = i;
		while (i < s.n && !is_space((unsigned char)s.p[i]))
			i++;
		if (i - from == n && memcmp(s.p + from, w, n) == 0)
			return true;
	}
	return false;
}

static bool
is_name(const char *p, size_t n, const char *name)
{
	return n == strlen(name) && strncasecmp(p, name, n) == 0;
}

/* One attribute at h->p; false at the end of the tag. */
static bool
read_attribute(struct html *h, struct tag *t)
{
	const char *name, *val;
	struct slice v = { NULL, 0 };
	size_t n;
	char quote;

	while (h->p < h->end && (is_space((unsigned char)*h->p) || *h->p == '/'))
		h->p++;
	if (h->p == h->end || *h->p == '>')
		return false;
	name = h->p++;
	while (h->p < h->end && !is_space((unsigned char)*h->p) &&
	    *h->p != '=' && *h->p != '>' && *h->p != '/')
		h->p++;
	n = (size_t)(h->p - name);
	while (h->p < h->end && is_space((unsigned char)*h->p))
		h->p++;
	if (h->p < h->end && *h->p == '=') {
		h->p++;
		while (h->p < h->end && is_space((unsigned char)*h->p))
			h->p++;
		quote = 0;
		if (h->p < h->end && (*h->p == '"' || *h->p == '\''))
			quote = *h->p++;
		val = h->p;
		while (h->p < h->end && (quote ? *h->p != quote :
		    !is_space((unsigned char)*h->p) && *h->p != '>'))
			h->p++;
		v.p = val;
		v.n = (size_t)(h->p - val);
		if (quote && h->p < h->end)
			h->p++;
	}
	if (is_name(name, n, "class"))
		t->class_ = v;
	else if (is_name(name, n, "href"))
		t->href = v;
	else if (is_name(name, n, "alt"))
		t->alt = v;
	return true;
}

/* h->p stands on '<' and a letter or '/' follows. */
static void
read_tag(struct html *h, struct tag *t)
{
	size_t n = 0;

	memset(t, 0, sizeof(*t));
	h->p++;
	if (*h->p == '/') {
		t->close = true;
		h->p++;
	}
	while (h->p < h->end && !is_space((unsigned char)*h->p) &&
	    *h->p != '>' && *h->p != '/') {
		if (n < sizeof(t->name) - 1)
			t->name[n++] = *h->p >= 'A' && *h->p <= 'Z' ?
			    (char)(*h->p | 0x20) : *h->p;
		h->p++;
	}
	while (read_attribute(h, t))
		;
	if (h->p < h->end)
		h->p++;
}

/* How many newlines an element stands between its text and the rest. */
static int
block_newlines(const char *name)
{
	static const struct {
		const char *name;
		int newlines;
	} blocks[] = {
		{ "p", 2 }, { "blockquote", 2 }, { "h1", 2 }, { "h2", 2 },
		{ "h3", 2 }, { "h4", 2 }, { "h5", 2 }, { "h6", 2 },
		{ "ul", 2 }, { "ol", 2 }, { "pre", 2 }, { "table", 2 },
		{ "hr", 2 }, { "li", 1 }, { "div", 1 }, { "tr", 1 },
		{ "dt", 1 }, { "dd", 1 }, { "section", 1 }, { "article", 1 },
		{ "body", 1 }, { "html", 1 }, { "td", 0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(blocks); i++)
		if (strcmp(name, blocks[i].name) == 0)
			return blocks[i].newlines;
	return -1;
}

/* The address of a link, entities decoded; false if it is no web address. */
static bool
put_href(struct html *h)
{
	struct slice s = h->href;
	int newlines = h->newlines;
	bool space = h->space;

	while (s.n > 0 && is_space((unsigned char)*s.p)) {
		s.p++;
		s.n--;
	}
	if (!(s.n > 8 && strncasecmp(s.p, "https://", 8) == 0) &&
	    !(s.n > 7 && strncasecmp(s.p, "http://", 7) == 0))
		return false;
	/* White space wanted after the link's text stays wanted. */
	buf_cut(h->out, h->a_at);
	h->a_at = SIZE_MAX;
	h->newlines = 0;
	h->space = false;
	put_text(h, s.p, s.p + s.n, true);
	h->newlines = newlines;
	h->space = space;
	return true;
}

/* "example.com/ve…": cut by the server without Mastodon's spans? */
static bool
ends_cut(const struct html *h)
{
	const char *t = h->out->data + h->a_at;
	size_t n = h->out->len - h->a_at;

	if (memchr(t, ' ', n) != NULL || memchr(t, '\n', n) != NULL ||
	    memchr(t, '.', n) == NULL)
		return false;
	return (n > 6 && memcmp(t + n - 3, "\xe2\x80\xa6", 3) == 0) ||
	    (n > 6 && memcmp(t + n - 3, "...", 3) == 0);
}

static void
close_link(struct html *h)
{
	if (!h->in_a)
		return;
	if (h->a_at != SIZE_MAX && (h->shortened || ends_cut(h)))
		put_href(h);
	h->in_a = false;
}

/* Drop everything up to </name>, whatever stands inside. */
static void
skip_raw(struct html *h, const char *name)
{
	size_t n = strlen(name);
	const char *p = h->p;

	while ((p = memchr(p, '<', (size_t)(h->end - p))) != NULL) {
		if ((size_t)(h->end - p) > n + 2 && p[1] == '/' &&
		    strncasecmp(p + 2, name, n) == 0 &&
		    !is_alpha((unsigned char)p[n + 2])) {
			h->p = p;
			return;
		}
		p++;
	}
	h->p = h->end;
}

/* Inside a dropped element: only its own nesting matters. */
static void
skip_tag(struct html *h, const struct tag *t)
{
	if (strcmp(t->name, h->skip) != 0)
		return;
	/* A paragraph ends where the next one begins. */
	if (t->close || strcmp(h->skip, "p") == 0)
		h->skip_depth--;
	else
		h->skip_depth++;
	if (h->skip_depth == 0)
		h->skip[0] = '\0';
}

static void
on_tag(struct html *h, const struct tag *t)
{
	int n;

	if (h->skip[0] != '\0') {
		skip_tag(h, t);
		if (h->skip[0] != '\0')
			return;
		if (t->close) {
			want_newlines(h, strcmp(t->name, "p") == 0 ? 2 : 0);
			return;
		}
	}
	if (!t->close && (has_word(t->class_, "quote-inline") ||
	    has_word(t->class_, "reference-link-inline"))) {
		memcpy(h->skip, t->name, sizeof(h->skip));
		h->skip_depth = 1;
		return;
	}
	if (strcmp(t->name, "br") == 0) {
		if (h->newlines < 2)
			h->newlines++;
	} else if (strcmp(t->name, "a") == 0) {
		close_link(h);
		if (!t->close) {
			h->in_a = true;
			h->shortened = false;
			h->href = t->href;
			h->a_at = SIZE_MAX;
		}
	} else if (strcmp(t->name, "span") == 0) {
		if (h->in_a && (has_word(t->class_, "invisible") ||
		    has_word(t->class_, "ellipsis")))
			h->shortened = true;
	} else if (strcmp(t->name, "img") == 0) {
		put_text(h, t->alt.p, t->alt.p + t->alt.n, true);
	} else if ((n = block_newlines(t->name)) >= 0) {
		close_link(h);
		if (n == 0)
			h->space = true;
		want_newlines(h, n);
		if (strcmp(t->name, "pre") == 0)
			h->pre = !t->close;
		if (strcmp(t->name, "li") == 0 && !t->close) {
			flush_space(h);
			buf_adds(h->out, "-");
			h->space = true;
		}
	} else if (!t->close && (strcmp(t->name, "script") == 0 ||
	    strcmp(t->name, "style") == 0 || strcmp(t->name, "title") == 0))
		skip_raw(h, t->name);
}

/* "<!-- -->", "<!doctype>", "<?xml>": dropped. */
static void
skip_markup(struct html *h)
{
	const char *p;
	size_t left = (size_t)(h->end - h->p);

	if (left >= 4 && memcmp(h->p, "<!--", 4) == 0)
		p = memmem(h->p + 4, left - 4, "-->", 3);
	else
		p = memchr(h->p, '>', left);
	if (p == NULL)
		h->p = h->end;
	else
		h->p = p + (*p == '-' ? 3 : 1);
}

void
html_to_text(struct buf *out, const char *html, size_t len)
{
	struct html h = { .out = out, .start = out->len, .p = html,
	    .end = html + len, .a_at = SIZE_MAX };
	struct tag t;
	const char *lt, *from;
	unsigned char next;

	while (h.p < h.end) {
		/* "<3" and "a < b" are text. */
		from = h.p;
		for (lt = from; ; lt++) {
			lt = memchr(lt, '<', (size_t)(h.end - lt));
			if (lt == NULL)
				break;
			next = lt + 1 < h.end ? (unsigned char)lt[1] : '\0';
			if (is_alpha(next) || next == '!' || next == '?' ||
			    (next == '/' && lt + 2 < h.end))
				break;
		}
		h.p = lt == NULL ? h.end : lt;
		if (h.skip[0] == '\0' && h.p > from)
			put_text(&h, from, h.p, true);
		if (lt == NULL)
			break;
		if (lt[1] == '!' || lt[1] == '?') {
			skip_markup(&h);
			continue;
		}
		read_tag(&h, &t);
		on_tag(&h, &t);
	}
	close_link(&h);
}

void
plain_to_text(struct buf *out, const char *text, size_t len)
{
	struct html h = { .out = out, .start = out->len, .pre = 1,
	    .a_at = SIZE_MAX };

	put_text(&h, text, text + len, false);
}
