/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_LOOP_H
#define HARK_BASE_LOOP_H

/*
 * loop.h - the event loop, and the only clock in the house.
 *
 * One thread, one event_base.  Everything above asks for timers and deferred
 * calls here, and reads the time from loop_now(); tests link tests/fake/loop.c
 * instead, whose clock is set by hand.
 */

#include <stdbool.h>
#include <stdint.h>

struct event_base;

void	loop_init(void);
void	loop_free(void);
/* Runs until loop_stop(). */
void	loop_run(void);
void	loop_stop(void);
/* For net/, control/ and main only.  The fake returns NULL. */
struct event_base *loop_base(void);

/* Wall-clock ms since the epoch, taken when the current callback began. */
int64_t	loop_now(void);
/* Milliseconds that only go forwards; counts suspended time too. */
int64_t	loop_mono(void);

struct timer;
typedef void timer_fn(void *arg);

/* A timer that is not running.  Freed with timer_free(), also by itself. */
struct timer *timer_new(timer_fn *, void *arg);
void	timer_free(struct timer *);
/* (Re)start: call back once, after ms >= 0. */
void	timer_start(struct timer *, int64_t ms);
void	timer_stop(struct timer *);
bool	timer_running(const struct timer *);

/* Call fn(arg) from the loop at each such signal, until loop_free(). */
void	loop_on_signal(int sig, timer_fn *fn, void *arg);

/* Call fn(arg) once, soon, from the loop: never before this call returns. */
void	loop_defer(timer_fn *fn, void *arg);

#endif
