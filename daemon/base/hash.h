/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_HASH_H
#define HARK_BASE_HASH_H

/*
 * hash.h - 64-bit hashes of short strings: stable across runs and machines
 * (they are stored), not cryptographic.  FNV-1a with a final mix.
 */

#include <stddef.h>
#include <stdint.h>

static inline uint64_t
hash_bytes(uint64_t seed, const void *data, size_t n)
{
	const unsigned char *p = data;
	uint64_t h = seed ^ UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * UINT64_C(0x100000001b3);
	h ^= h >> 32;
	h *= UINT64_C(0xd6e8feb86659fd93);
	h ^= h >> 32;
	return h;
}

#endif
