/* SPDX-License-Identifier: ISC */

/*
 * From the scanner's output to jansson's trees, and small helpers for them.
 *
 * jansson's lexer takes its input byte by byte and is most of its cost.  What
 * json_prune() leaves is valid and canonical, so the tree is built straight
 * from it: nothing here checks what the scanner has checked.
 */

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/log.h"
#include "base/mem.h"

struct build {
	const char *p;
	struct buf *text;	/* the last string that had an escape */
};

static json_t *build(struct build *);

static json_t *
must(json_t *j)
{
	if (j == NULL)
		fatal("out of memory (JSON)");
	return j;
}

static unsigned
hex(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* The string at b->p, without its quotes; b->p moves behind it. */
static const char *
text(struct build *b, size_t *len)
{
	const char *from = b->p + 1, *p = from;

	while (*p != '"' && *p != '\\')
		p++;
	if (*p == '"') {
		b->p = p + 1;
		*len = (size_t)(p - from);
		return from;
	}
	buf_reset(b->text);
	for (;;) {
		buf_add(b->text, from, (size_t)(p - from));
		if (*p == '"')
			break;
		if (p[1] == 'u') {
			buf_addc(b->text, (char)(hex(p[4]) << 4 | hex(p[5])));
			p += 6;
		} else {
			buf_addc(b->text, p[1]);
			p += 2;
		}
		from = p;
		while (*p != '"' && *p != '\\')
			p++;
	}
	b->p = p + 1;
	*len = b->text->len;
	return b->text->data;
}

static json_t *
build_object(struct build *b)
{
	json_t *o = must(json_object());

	b->p++;
	while (*b->p != '}') {
		AUTO(free_p) char *kept = NULL;
		const char *key;
		size_t len;

		if (*b->p == ',')
			b->p++;
		key = text(b, &len);
		/* The value may need b->text itself. */
		if (key == b->text->data)
			key = kept = xstrndup(key, len);
		b->p++;
		if (json_object_setn_new_nocheck(o, key, len, build(b)) == -1)
			fatal("out of memory (JSON)");
	}
	b->p++;
	return o;
}

static json_t *
build_array(struct build *b)
{
	json_t *a = must(json_array());

	b->p++;
	while (*b->p != ']') {
		if (*b->p == ',')
			b->p++;
		if (json_array_append_new(a, build(b)) == -1)
			fatal("out of memory (JSON)");
	}
	b->p++;
	return a;
}

static json_t *
build_number(struct build *b)
{
	const char *from = b->p;
	bool minus = *from == '-';
	uint64_t n = 0;

	b->p += minus;
	while (*b->p >= '0' && *b->p <= '9')
		n = n * 10 + (uint64_t)(*b->p++ - '0');
	if (*b->p == '.' || *b->p == 'e' || *b->p == 'E') {
		/* jansson knows how to read one whatever the locale. */
		b->p += strspn(b->p, "0123456789.eE+-");
		return must(json_loadb(from, (size_t)(b->p - from),
		    JSON_DECODE_ANY, NULL));
	}
	return must(json_integer((json_int_t)(minus ? 0 - n : n)));
}

static json_t *
build(struct build *b)
{
	const char *s;
	size_t len;

	switch (*b->p) {
	case '{':
		return build_object(b);
	case '[':
		return build_array(b);
	case '"':
		s = text(b, &len);
		return must(json_stringn_nocheck(s, len));
	case 't':
		b->p += 4;
		return json_true();
	case 'f':
		b->p += 5;
		return json_false();
	case 'n':
		b->p += 4;
		return json_null();
	default:
		return build_number(b);
	}
}

json_t *
json_read(const char *p, size_t n, const struct json_names *names,
    struct err *e)
{
	AUTO(buf_free) struct buf out = BUF_INIT, scratch = BUF_INIT;
	struct build b;

	if (json_prune(&out, p, n, names, e) == -1)
		return NULL;
	b = (struct build){ .p = out.data, .text = &scratch };
	return build(&b);
}

const char *
json_str(const json_t *o, const char *key)
{
	return json_string_value(json_object_get(o, key));
}

json_int_t
json_int(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

bool
json_bool(const json_t *o, const char *key)
{
	return json_is_true(json_object_get(o, key));
}

char *
json_line(const json_t *j)
{
	char *s = json_dumps(j, JSON_COMPACT | JSON_ENCODE_ANY);

	if (s == NULL)
		fatal("a JSON tree that cannot be written");
	return s;
}
