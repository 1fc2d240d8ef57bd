/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_ARENA_H
#define HARK_BASE_ARENA_H

/*
 * arena.h - memory that is freed all at once: a task, a request, an answer.
 */

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void	arena_free(struct arena *);
/* Forget everything, keep the first block. */
void	arena_reset(struct arena *);
/* Zeroed, aligned for any type, never NULL. */
void	*arena_alloc(struct arena *, size_t);
char	*arena_strdup(struct arena *, const char *);	/* NULL stays NULL */
char	*arena_strndup(struct arena *, const char *, size_t);
/* Of strings, ended by NULL; NULL stays NULL. */
const char *const *arena_list(struct arena *, const char *const *);
char	*arena_printf(struct arena *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
char	*arena_vprintf(struct arena *, const char *, va_list)
	    __attribute__((format(printf, 2, 0)));
/* Bytes handed out since the start or the last reset; for limits. */
size_t	arena_used(const struct arena *);

#endif
