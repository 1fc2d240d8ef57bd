/* SPDX-License-Identifier: ISC */

/* A growing string of bytes; see buf.h for its invariants. */

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/mem.h"

char buf_empty[1];

void
buf_free(struct buf *b)
{
	if (b->size != 0)
		free(b->data);
	*b = (struct buf)BUF_INIT;
}

char *
buf_detach(struct buf *b)
{
	char *s = b->size != 0 ? b->data : xstrdup("");

	*b = (struct buf)BUF_INIT;
	return s;
}

void
buf_reset(struct buf *b)
{
	b->len = 0;
	if (b->size != 0)
		b->data[0] = '\0';
}

void
buf_cut(struct buf *b, size_t len)
{
	if (len >= b->len)
		return;
	b->len = len;
	b->data[len] = '\0';
}

void
buf_grow(struct buf *b, size_t n)
{
	size_t want, size;

	if (n > SIZE_MAX / 2 - b->len)
		fatal("buffer too large");
	want = b->len + n + 1;
	if (want <= b->size)
		return;
	size = b->size != 0 ? b->size : 64;
	while (size < want)
		size *= 2;
	b->data = xreallocarray(b->size != 0 ? b->data : NULL, size, 1);
	if (b->size == 0)
		b->data[0] = '\0';
	b->size = size;
}

void
buf_add(struct buf *b, const void *p, size_t n)
{
	if (n == 0)
		return;
	buf_grow(b, n);
	memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void
buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_addc(struct buf *b, char c)
{
	if (b->len + 1 >= b->size)
		buf_grow(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

void
buf_vaddf(struct buf *b, const char *fmt, va_list ap)
{
	va_list copy;
	int n;

	va_copy(copy, ap);
	n = vsnprintf(NULL, 0, fmt, copy);
	va_end(copy);
	if (n < 0)
		fatal("cannot format \"%s\"", fmt);
	buf_grow(b, (size_t)n);
	vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
	b->len += (size_t)n;
}

void
buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(b, fmt, ap);
	va_end(ap);
}
