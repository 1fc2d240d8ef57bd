/* SPDX-License-Identifier: ISC */
#ifndef BENCH_H
#define BENCH_H

/*
 * bench.h - measuring and saying what was measured.
 *
 * A benchmark prints one JSON object a line: name, value, unit, and where a
 * floor was measured in the same run, floor and ratio.  On a shared machine
 * only CPU time, instruction counts and ratios of the same run mean anything.
 */

#include <stddef.h>

struct err;

/* CPU time of this process, µs. */
double	bench_cpu(void);
/* Wall clock, µs. */
double	bench_wall(void);
double	bench_median(double *, size_t n);	/* sorts them */

/* floor 0: there is none. */
void	bench_say(const char *name, double value, const char *unit,
	    double floor);
/* What could not be measured, on stderr. */
void	bench_skip(const char *name, const char *why);

/*
 * Instructions of `self ARGS' under callgrind, or 0 where valgrind is missing
 * or fails.
 */
double	bench_instructions(const char *self, const char *args);

/* build/bench, made if need be; with a name, a file in it.  Given. */
char	*bench_path(const char *name);
/* Remove a database and what stands beside it. */
void	bench_unlink(const char *path);
/* End with e's words if it is not ERR_OK. */
void	bench_check(const struct err *);

/* Run the loop until bench_done() was called as often. */
void	bench_wait(int n);
void	bench_done(const struct err *);

#endif
