/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_STORE_H
#define HARK_STORE_STORE_H

/*
 * store.h - one client's conversations, kept (SQLite inside; store/ is the
 * only place that knows).
 *
 * Every call queues and returns; its callback runs later from the loop, never
 * before the call returned, in the order of the calls, exactly once.  The
 * error it gets is never NULL: its code is ERR_OK, or there is no result.
 * What is queued when store_close() comes is still done; what callbacks add
 * then ends with ERR_UNAVAILABLE.  What a callback receives is lent for its
 * duration.  What a call is given must stay valid until its callback,
 * unless it says "copied".  No handle, row id or transaction leaves: ids in
 * these headers are opaque strings or numbers that only come back to the
 * store.  A second backend can therefore stand behind the same headers.
 *
 * Polled batches waiting together commit together (at 400 posts or 200 ms);
 * what staff did, and everything about mails, commits at once and durably.
 * Callbacks run after the commit.  If the disk is full or the file damaged
 * every write fails with ERR_FULL or ERR_STORE, reads go on, and
 * store_health() tells; polls repeat from the last committed cursor.
 *
 *	store.h		life, maintenance
 *	ingest.h	accounts, feeds, batches of posts, what to read again
 *	questions.h	who waits: list, show, why, search, act, status
 *	numbers.h	how well it goes: rates, times, own posts
 *	outbox.h	what rings, mails, replies, audit
 *	command.h	what staff says by mail
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "text/classify.h"

struct hours;
struct store;

struct store_opts {
	const char *client;		/* its name; copied */
	const char *path;		/* database file; NULL: in memory */
	const struct classifier *classifier;	/* outlives the store */
	const char *lang;		/* "de", "en": of reasons; copied */
	const char *const *automatic;	/* own texts that are machine-made
					 * (substring), NULL-terminated; copied */
	int64_t cache_kb;		/* 0: 8 MiB */
	/* For figures.  Lent until store_reconfigure() or the close. */
	const char *zone;		/* IANA name; NULL: UTC */
	const struct hours *hours;	/* NULL: always open */
	int64_t due_ms;			/* 0: one business day */
	int64_t flood_n, flood_ms;	/* flood.h; 0: never */
};

/*
 * Open or create, migrate (after a backup beside the file, deleted by
 * retention), check integrity if the last end was unclean and the file is not
 * large.  Synchronous; only at start.  ERR_CONFLICT: another harkd has it; ERR_CONFIG: written by a
 * newer hark; ERR_STORE: damaged, with what to do.
 */
struct store *store_open(const struct store_opts *, struct err *);
/*
 * The last end was unclean, and the file too large (64 MiB) to be checked
 * before anything else: somebody should call store_check_file(), in another
 * process since it may take minutes, and tell what came of it.  Until then no
 * end counts as clean; from ERR_STORE on all writes fail, reads go on.
 */
bool	store_unverified(const struct store *);
void	store_verified(struct store *, const struct err *);
/* Look through a file, also one in use.  ERR_STORE: it is damaged; others:
 * that could not be done. */
int	store_check_file(const char *path, struct err *);
/*
 * Does a database in this folder, also one in use, have accounts of a network?
 * False if that cannot be told.
 */
bool	store_knew(const char *dir, const char *plugin);
/* Finish what is queued, mark the end as clean, close.  NULL is fine. */
void	store_close(struct store *);
const char *store_client(const struct store *);
/* New thresholds, languages, automatic texts after a reload. */
void	store_reconfigure(struct store *, const struct store_opts *);

typedef void store_done_fn(void *arg, const struct err *);

/* Called (from the loop) after any commit that changed questions. */
typedef void store_changed_fn(void *arg, struct store *);
void	store_on_change(struct store *, store_changed_fn *, void *arg);

struct store_health {
	bool writable;
	struct err err;			/* the last write error, or ERR_OK */
	int64_t size, wal_size;		/* bytes */
	int64_t posts, unindexed;	/* unindexed: not yet searchable */
	int64_t last_commit;		/* ms since the epoch */
	int64_t queued;			/* calls waiting */
};
void	store_health(struct store *, struct store_health *);

/*
 * Work left to quiet moments: search index, checkpoints, forgetting.  Does a
 * slice of about 10 ms; true if there is more to do.
 */
bool	store_idle(struct store *, int64_t now);

/* How long what is kept; 0 = for ever.  product.md's defaults. */
struct store_retention {
	int64_t other_ms;		/* other, thanks, search hits: 30 days */
	int64_t baseline_ms;		/* 90 days */
	int64_t question_ms;		/* after their end: 180 days */
	int64_t person_ms;		/* first and last date: 12 months */
	int64_t audit_ms;		/* 90 days */
	int64_t text_ttl_ms;		/* a network's own limit, or 0 */
};
/*
 * Delete in chunks of at most `max' rows (0: 1000); calls back with about how
 * many it was.  0: nothing is left to do now; else call again.
 */
typedef void store_count_fn(void *arg, const struct err *, int64_t n);
void	store_retain(struct store *, const struct store_retention *,
	    int64_t now, int64_t max, store_count_fn *, void *arg);

/*
 * A consistent copy at path (must not exist), mode 0600.  Made in steps, so
 * this callback alone may come after those of later calls.
 */
void	store_backup(struct store *, const char *path, store_done_fn *, void *arg);

#endif
