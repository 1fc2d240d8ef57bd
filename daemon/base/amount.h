/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_AMOUNT_H
#define HARK_BASE_AMOUNT_H

/*
 * amount.h - amounts of money and other units, exact: int64_t millionths.
 */

#include <stdbool.h>
#include <stdint.h>

#define AMOUNT_ONE	INT64_C(1000000)
#define AMOUNT_MAX	(INT64_C(1000000000) * AMOUNT_ONE)

/*
 * "10", "0.005": digits, at most six of them behind a point, no sign, a
 * thousand million at most.  False if it is not one.
 */
bool	amount_parse(const char *, int64_t *ret);
/* As it would be written: "10", "0.005"; out holds at least 32 bytes. */
void	amount_format(int64_t, char out[32]);

#endif
