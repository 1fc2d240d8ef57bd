/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_BUF_H
#define HARK_BASE_BUF_H

/*
 * buf.h - a growing string of bytes.
 *
 * Invariants: .data is never NULL and always NUL-terminated at .len; bytes in
 * between may be anything.  Start with BUF_INIT, end with buf_free() or
 * buf_detach(); after either it is as new.
 */

#include <stdarg.h>
#include <stddef.h>

struct buf {
	char *data;
	size_t len;		/* without the NUL */
	size_t size;		/* allocated, 0 while .data is static */
};

extern char buf_empty[];

#define BUF_INIT	{ .data = buf_empty }

void	buf_free(struct buf *);
/* The bytes as an allocated string; the buffer is empty afterwards. */
char	*buf_detach(struct buf *);
/* Forget the bytes, keep the memory. */
void	buf_reset(struct buf *);
/* Cut to len, which must not be larger than it is. */
void	buf_cut(struct buf *, size_t len);
/* Make room for n further bytes. */
void	buf_grow(struct buf *, size_t n);

void	buf_add(struct buf *, const void *, size_t);
void	buf_adds(struct buf *, const char *);
void	buf_addc(struct buf *, char);
void	buf_addf(struct buf *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
void	buf_vaddf(struct buf *, const char *, va_list)
	    __attribute__((format(printf, 2, 0)));

#endif
