/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_WHEN_H
#define HARK_BASE_WHEN_H

/*
 * when.h - points in time and spans of it, as numbers and as text.
 *
 * Times are int64_t milliseconds since the Unix epoch, UTC; 0 means "none".
 * Spans are int64_t milliseconds.  Nothing here reads a clock (see loop.h).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WHEN_SECOND	INT64_C(1000)
#define WHEN_MINUTE	(60 * WHEN_SECOND)
#define WHEN_HOUR	(60 * WHEN_MINUTE)
#define WHEN_DAY	(24 * WHEN_HOUR)

/*
 * RFC 3339 (any offset, 0..9 fraction digits, 'T' or space; a missing offset
 * means UTC), RFC 5322 dates, those of IMAP (3-Nov-2026 ...) and decimal Unix
 * seconds.  0 if it is none of them.
 */
int64_t	when_parse(const char *);
/* "2026-11-20T08:14:02.113Z"; out holds at least 32 bytes. */
void	when_format(int64_t t, char out[32]);

/* "500ms" "30s" "5m" "2h" "3d" "1w", also "1h30m".  False if it is not one. */
bool	span_parse(const char *, int64_t *ret);
/* As it would be written in the configuration: "90m", "2h". */
void	span_format(int64_t span, char out[32]);
/* For people: "45 s", "12 min", "3 h 05 min", "2 d 4 h"; lang "de" or "en". */
void	span_human(int64_t span, const char *lang, char out[32]);

#endif
