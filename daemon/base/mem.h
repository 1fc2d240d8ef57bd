/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_MEM_H
#define HARK_BASE_MEM_H

/*
 * mem.h - memory that never runs out: out of memory ends the program.
 *
 * The law of the house: arguments are lent; results are given, unless the
 * type is const; what is stored is copied; tasks own arenas.
 */

#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

void	*xmalloc(size_t);
void	*xcalloc(size_t n, size_t size);
void	*xreallocarray(void *, size_t n, size_t size);
char	*xstrdup(const char *);
/* NULL stays NULL. */
char	*xstrdup_null(const char *);
char	*xstrndup(const char *, size_t);
char	*xasprintf(const char *, ...) __attribute__((format(printf, 1, 2)));
char	*xvasprintf(const char *, va_list) __attribute__((format(printf, 1, 0)));

static inline void
free_p(void *p)
{
	free(*(void **)p);
}

/* AUTO(free_p) char *s: freed when s leaves its scope.  Locals only. */
#define AUTO(fn)	__attribute__((cleanup(fn)))
/* Hand over a variable's value and forget it. */
#define TAKE(p)		({ __typeof__(p) take_ = (p); (p) = NULL; take_; })

#define ARRAY_LEN(a)	(sizeof(a) / sizeof((a)[0]))

#endif
