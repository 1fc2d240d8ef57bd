/* SPDX-License-Identifier: ISC */
#ifndef BENCH_BARE_H
#define BENCH_BARE_H

/*
 * bare.h - the floor of polling: libcurl's multi interface on libevent, easy
 * handles used again and again, nothing else.
 */

struct bare;

/* Two feeds of n accounts whose tokens are kind and a number. */
struct bare *bare_new(const char *server, char kind, int n,
	    const char *user_agent);
/* Ask all, `times' times over, 64 at a time. */
void	bare_all(struct bare *, int times);
void	bare_free(struct bare *);

#endif
