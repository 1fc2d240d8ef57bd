/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_UTF8_H
#define HARK_BASE_UTF8_H

/*
 * utf8.h - the border between bytes and characters, and text made safe.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/*
 * Decode one character of the n bytes at p (n > 0); *used is set to 1..4.
 * An invalid byte gives 0xFFFD and consumes one.
 */
uint32_t utf8_decode(const char *p, size_t n, size_t *used);
/* Write c to out (4 bytes); returns the length. */
size_t	utf8_encode(uint32_t c, char out[4]);
bool	utf8_valid(const char *p, size_t n);
/* Append p with invalid sequences replaced by U+FFFD, NUL included. */
void	utf8_repair(struct buf *, const char *p, size_t n);

/* The largest m <= n such that p[0..m) ends between characters. */
size_t	utf8_floor(const char *p, size_t n);
/*
 * The length in bytes of the first `max' user-perceived characters (grapheme
 * clusters) of s, so that a cut never splits a family or a flag.
 */
size_t	utf8_cut(const char *s, size_t max);
/* Columns on a terminal. */
size_t	utf8_width(const char *s);

/*
 * s as one visible line: controls, bidi overrides, zero-width formats and
 * invalid bytes appear as \x1b, \n, \u202e.  Always NUL-terminated, cut at a
 * character.  For logs.
 */
void	utf8_visible(char *dst, size_t size, const char *s);

/*
 * Strangers' text for terminals, subjects and mails: controls (and newlines,
 * if one_line) become spaces, bidi controls and other invisible formats
 * vanish, runs of spaces collapse if one_line.
 */
void	utf8_safe(struct buf *, const char *s, bool one_line);

#endif
