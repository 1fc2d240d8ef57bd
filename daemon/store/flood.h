/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_FLOOD_H
#define HARK_STORE_FLOOD_H

/*
 * flood.h - many comments at once under one post: a competition, or spam.
 *
 * A flood is when others wrote store_opts.flood_n public comments within
 * flood_ms under one post; it goes on until that was not so for an hour, and
 * is told once.  History, own posts and people who are blocked do not count.
 */

#include "store/people.h"

struct flood_person {
	char id[PID_LEN + 1];
	const char *name, *handle;	/* or NULL */
	int64_t n;			/* comments */
};
struct flood {
	int64_t id;			/* opaque; the same as long as it lasts */
	const char *account, *network;
	const char *url, *root_text;	/* of the post, or NULL */
	int64_t root_at;		/* or 0 */
	bool root_own;
	int64_t began_at;		/* with .id: this flood and no other */
	int64_t from, to;		/* n comments then, of so many people */
	int64_t n, people;
	const struct flood_person *top;	/* who wrote most, at most 3 */
	size_t n_top;
};
typedef void store_floods_fn(void *arg, const struct err *,
	    const struct flood *, size_t n);
/* Those that nobody was told of, oldest first. */
void	store_floods(struct store *, store_floods_fn *, void *arg);
/* Its mails are rows. */
void	store_flood_told(struct store *, int64_t id, store_done_fn *,
	    void *arg);

#endif
