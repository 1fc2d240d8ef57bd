/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_SCHED_H
#define HARK_POLL_SCHED_H

/*
 * sched.h - one heap of deadlines and one timer, however many feeds there are.
 *
 * Deadlines are monotonic (loop_mono), so that a clock that jumps neither
 * stops nor floods the polling.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sched;

/* Embedded in what is scheduled; zeroed before first use. */
struct sched_item {
	int64_t at;			/* loop_mono() ms */
	size_t slot;			/* place in the heap + 1; 0: not in it */
	int kind;			/* the owner's, to tell its items apart */
};

/* due: called for each item whose time has come, after it left the heap. */
struct sched *sched_new(void (*due)(void *arg, struct sched_item *), void *arg);
void	sched_free(struct sched *);
/* (Re)schedule. */
void	sched_at(struct sched *, struct sched_item *, int64_t mono);
void	sched_remove(struct sched *, struct sched_item *);
/* Hold back (true) or go on: nothing is due while held. */
void	sched_hold(struct sched *, bool);
bool	sched_has(const struct sched_item *);

/*
 * The next interval: `interval' within +-10 % after a success; after failures
 * doubled for each, up to `ceiling', drawn from its upper half.  rnd: any
 * random number.
 */
int64_t	sched_backoff(int64_t interval, int64_t failures, int64_t ceiling,
	    uint64_t rnd);

#endif
