/* SPDX-License-Identifier: ISC */
#ifndef BENCH_BIG_H
#define BENCH_BIG_H

/*
 * big.h - a database of many posts, made once and kept in build/bench.
 *
 * The store makes the file, its schema and its accounts; rows are then written
 * as the store writes them, but straight by SQL.  Ten thousand accounts on two
 * hundred servers; one post in six is a question, and 200,000 of those are
 * open (in a database of a million posts two in five are questions, so that
 * as many can be open).
 */

#include <stdint.h>

#include "text/classify.h"

#define BIG_ACCOUNTS	10000
#define BIG_SERVERS	200
#define BIG_OPEN	200000

/* The time at which the newest of n posts is a minute old. */
int64_t	big_now(uint64_t n);
/*
 * The file for n posts, complete and with today's schema; made if need be,
 * which takes minutes for ten millions.  Result is given.
 */
char	*big_make(uint64_t n, const struct classifier *);

#endif
