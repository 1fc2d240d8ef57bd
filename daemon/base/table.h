/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_TABLE_H
#define HARK_BASE_TABLE_H

/*
 * table.h - uthash with the house's hash function and memory: the one place
 * that includes it.
 */

#include "base/hash.h"
#include "base/mem.h"

#define HASH_FUNCTION(key, len, hashv)					\
	((hashv) = (unsigned)hash_bytes(0, (key), (len)))
#define uthash_malloc(n)	xmalloc(n)

#include <uthash.h>

#endif
