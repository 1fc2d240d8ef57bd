/* SPDX-License-Identifier: ISC */
#ifndef HARK_TRIAGE_HOLIDAYS_H
#define HARK_TRIAGE_HOLIDAYS_H

/*
 * holidays.h - public holidays of Germany, Austria and Switzerland, computed.
 *
 * Regions are written as in ISO 3166-2: "de", "de-by", "at", "at-9", "ch",
 * "ch-zh".  The country alone has what all its parts share.  Where a Land or
 * canton is divided, the part has a name of its own:
 *
 *	de-by-kath	Bavaria, municipalities with a Catholic majority
 *	de-by-augsburg	... and the city of Augsburg
 *	de-sn-kath, de-th-kath	the Catholic municipalities there
 *	ch-ag-kath, ch-fr-kath	the Catholic districts there
 *	ch-so-bucheggberg	the Protestant one
 *
 * Austria's Länder have a day of their own, on which schools and many offices
 * close and most shops do not: who opens then takes "at".
 *
 * Good from 1995 on, as far as today's laws reach.
 */

#include <stddef.h>

#include "triage/civil.h"

struct holiday_region;

/* NULL if unknown; case does not matter. */
const struct holiday_region *holidays_region(const char *name);
/* The i-th region's name, NULL after the last; for lists. */
const char *holidays_region_name(size_t i);
/* That day's holiday in "de" or "en", or NULL. */
const char *holidays_name(const struct holiday_region *, struct date,
	    const char *lang);

#endif
