/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_LIBRARY_H
#define HARK_BASE_LIBRARY_H

/*
 * library.h - a library that most never need, loaded when it is first used.
 *
 *	#define FUNCTIONS(X) X(name) X(name) ...
 *	static struct LIBRARY_TABLE(FUNCTIONS) lib;
 *	static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
 *
 *	library_load("libx.so.1", names, ARRAY_LEN(names), &lib)
 *
 * fills lib.name with the functions of that name.
 */

#include <stdbool.h>
#include <stddef.h>

#define LIBRARY_FIELD(f)	__typeof__(f) *f;
#define LIBRARY_NAME(f)		#f,
#define LIBRARY_TABLE(list)	{ list(LIBRARY_FIELD) }

/* False: it, or one of them, is not there.  It stays for good. */
bool	library_load(const char *file, const char *const *names, size_t n,
	    void *table);

#endif
