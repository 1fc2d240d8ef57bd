/* SPDX-License-Identifier: ISC */

/*
 * Quiet moments: indexing, making deleted words unreadable, keeping the log
 * short.  About ten milliseconds at a time.
 */

#include "base/when.h"
#include "store/internal.h"

#define SLICE_MS	10
#define SLICE_POSTS	100
#define WAL_PAGES	1000	/* worth a checkpoint */

static void
checkpoint(struct store *s)
{
	int pages = 0, done = 0;

	sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_PASSIVE,
	    &pages, &done);
	/* All of it is in the file: start the log over, if nobody reads it. */
	if (pages > WAL_PAGES && pages == done)
		sqlite3_wal_checkpoint_v2(s->db, NULL,
		    SQLITE_CHECKPOINT_RESTART, NULL, NULL);
}

bool
store_idle(struct store *s, int64_t now)
{
	int64_t start = loop_mono();
	bool indexed = false;

	/* The disk is full or broken: writing now would only say so again. */
	if (s->running || s->write_err.code != ERR_OK)
		return false;
	while (s->fts.next < s->next_post) {
		if (search_index(s, SLICE_POSTS, NULL) == -1)
			return false;
		indexed = true;
		if (loop_mono() - start >= SLICE_MS)
			return true;
	}
	switch (figures_idle(s, now, NULL)) {
	case -1:
		return false;
	case 1:
		return true;
	}
	if (search_purge(s))
		return true;
	if (indexed || now - s->last_checkpoint >= WHEN_MINUTE) {
		s->last_checkpoint = now;
		checkpoint(s);
	}
	return false;
}
