/* SPDX-License-Identifier: ISC */
#ifndef HARK_TRIAGE_ZONE_H
#define HARK_TRIAGE_ZONE_H

/*
 * zone.h - what the C library knows of a time zone, as a table.
 *
 * Asking the C library about a zone other than the process's means switching
 * TZ, which is slow and not for threads; so it is done once per zone and
 * process, and the changes of offset from 1970 to 2100 are kept.  Outside of
 * that the first or last offset holds.
 */

#include <stdint.h>

struct err;
struct zone;

/* Lent for ever.  NULL and e: no such zone, or no tzdata on this machine. */
const struct zone *zone_get(const char *name, struct err *e);
/*
 * Local time minus UTC at t, in milliseconds; *end (if not NULL) is when that
 * changes next, INT64_MAX if never.
 */
int64_t	zone_offset(const struct zone *, int64_t t, int64_t *end);
/* "CEST", "+0545" */
const char *zone_abbreviation(const struct zone *, int64_t t);
const char *zone_name(const struct zone *);

#endif
