/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_NUMBERS_JSON_H
#define HARK_ALERT_NUMBERS_JSON_H

/*
 * numbers_json.h - figures as JSON with stable keys: what `hark report' gets
 * over the socket, and what the row of a report mail holds until it leaves.
 *
 * Days are "2026-11-25".  A percentage of fewer than NUMBERS_FEW is null;
 * what it is of is always there.
 */

#include <jansson.h>

#include "store/numbers.h"

json_t	*numbers_json(const struct numbers *);
/* {"from":, "to":, "first_day":, "complete":, "total":, "rows":[]}. */
json_t	*numbers_json_answer(const struct numbers_answer *);
json_t	*numbers_json_day(int64_t day);	/* null for 0 */

#endif
