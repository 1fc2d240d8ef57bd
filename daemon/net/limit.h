/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_LIMIT_H
#define HARK_NET_LIMIT_H

/*
 * limit.h - how often we may ask one host: a token bucket corrected by what
 * the host says itself.  Shared by all accounts on that host.  Pure: the time
 * is an argument (ms, monotonic or wall: the caller's choice, always the same).
 */

#include <stdint.h>

struct limit;

/* burst requests at once, then one per interval. */
struct limit *limit_new(int64_t interval_ms, int burst);
void	limit_free(struct limit *);
/* A second plugin on the same host with stricter manners: the stricter wins. */
void	limit_tighten(struct limit *, int64_t interval_ms, int burst);
/* 0: go (and a token is taken); else the ms to wait before asking again. */
int64_t	limit_take(struct limit *, int64_t now);
/* Look without taking. */
int64_t	limit_wait(const struct limit *, int64_t now);
/* The host says: `left' requests until `reset'.  Spreads what is left. */
void	limit_quota(struct limit *, int64_t left, int64_t reset, int64_t now);
/* 429 or Retry-After: nothing before `until'. */
void	limit_pause(struct limit *, int64_t until);
/*
 * The host says that so many percent of our share are used up: from 50 on the
 * pace is slower, from 80 on, or if it is closed for regain_ms, there is a
 * pause.
 */
void	limit_usage(struct limit *, int percent, int64_t regain_ms,
	    int64_t now);
int64_t	limit_left(const struct limit *);	/* -1: unknown */

#endif
