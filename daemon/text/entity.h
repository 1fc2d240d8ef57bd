/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_ENTITY_H
#define HARK_TEXT_ENTITY_H

/*
 * entity.h - HTML character references.
 */

#include <stddef.h>
#include <stdint.h>

/*
 * Decode the reference at p, which begins with '&' (n > 0).  Returns the
 * bytes it takes and sets *c; 0 if it is none and the '&' is meant as such.
 * References to what is no character give U+FFFD.
 */
size_t	entity_decode(const char *p, size_t n, uint32_t *c);

#endif
