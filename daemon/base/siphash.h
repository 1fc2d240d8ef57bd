/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_SIPHASH_H
#define HARK_BASE_SIPHASH_H

/*
 * siphash.h - a keyed hash of short strings: SipHash-2-4 with 128 bits, by
 * Aumasson and Bernstein.  Without the key nobody can tell what was hashed,
 * nor find two strings with one hash.
 */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SIPHASH_KEY	16
#define SIPHASH_SIZE	16

static inline uint64_t
siphash_rotl_(uint64_t x, int b)
{
	return x << b | x >> (64 - b);
}

static inline void
siphash_round_(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = siphash_rotl_(v[1], 13) ^ v[0];
	v[0] = siphash_rotl_(v[0], 32);
	v[2] += v[3];
	v[3] = siphash_rotl_(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = siphash_rotl_(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = siphash_rotl_(v[1], 17) ^ v[2];
	v[2] = siphash_rotl_(v[2], 32);
}

static inline uint64_t
siphash_load_(const unsigned char *p, size_t n)
{
	uint64_t w = 0;

	for (size_t i = 0; i < n; i++)
		w |= (uint64_t)p[i] << (8 * i);
	return w;
}

static inline void
siphash(const unsigned char key[SIPHASH_KEY], const void *data, size_t len,
    unsigned char out[SIPHASH_SIZE])
{
	const unsigned char *p = data;
	uint64_t k0 = siphash_load_(key, 8), k1 = siphash_load_(key + 8, 8);
	uint64_t v[4] = { k0 ^ UINT64_C(0x736f6d6570736575),
	    k1 ^ UINT64_C(0x646f72616e646f6d) ^ 0xee,
	    k0 ^ UINT64_C(0x6c7967656e657261),
	    k1 ^ UINT64_C(0x7465646279746573) };
	uint64_t m;

	for (size_t left = len; left >= 8; left -= 8, p += 8) {
		m = siphash_load_(p, 8);
		v[3] ^= m;
		siphash_round_(v);
		siphash_round_(v);
		v[0] ^= m;
	}
	m = siphash_load_(p, len % 8) | (uint64_t)(len & 0xff) << 56;
	v[3] ^= m;
	siphash_round_(v);
	siphash_round_(v);
	v[0] ^= m;
	v[2] ^= 0xee;
	for (int half = 0; half < 2; half++) {
		for (int i = 0; i < 4; i++)
			siphash_round_(v);
		m = v[0] ^ v[1] ^ v[2] ^ v[3];
		for (int i = 0; i < 8; i++)
			out[half * 8 + i] = (unsigned char)(m >> (8 * i));
		v[1] ^= 0xdd;
	}
}

#endif
