/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_INGEST_H
#define HARK_STORE_INGEST_H

/*
 * ingest.h - what the poller brings, and what it needs to know to go on.
 *
 * A post belongs to a source (plugin and realm); (source, native id) is
 * unique; accounts see it through sightings.  New and changed posts are turned
 * to text, classified and judged inside the same transaction that commits the
 * feed's cursor, so that a crash repeats at most a page and loses nothing.
 */

#include "hark.h"
#include "store/store.h"

struct store_feed {
	const char *name;		/* "mentions", "tag:brot" */
	const char *cursor;		/* committed, or NULL */
	const char *etag, *last_modified;
	int64_t next_at;		/* when it was to be polled next */
	int64_t tried_at, ok_at;
	int64_t baseline_at;		/* first complete run, or 0 */
	int64_t failures;		/* in a row */
	const char *error;		/* of the last failure, or NULL */
};

struct store_account {
	const char *name;		/* as configured; unique in the client */
	const char *plugin, *realm;
	bool sees_answers;
	unsigned terms;			/* hark.h's HARK_NO_* */
	int64_t text_ttl_ms;
	bool silent;			/* its plugin is missing: terms and
					 * text_ttl_ms stay what they were */
	/* How long what is kept; 0: as store_retention says. */
	int64_t keep_other_ms, keep_baseline_ms, keep_question_ms;
	const char *const *staff;	/* author ids or handles that are ours */
};

struct store_account_state {
	const char *name;
	const char *self_id, *self_handle, *self_url;	/* or NULL */
	const struct store_feed *feeds;
	size_t n_feeds;
	const char *const *kept;	/* name, value, ..., NULL */
};

/*
 * These accounts are configured now, all others are not: theirs are kept but
 * their questions no longer ring ("account removed").  A renamed account is
 * found again by its source and self id.  Calls back with what is known, one
 * state per account in the order given.
 */
typedef void store_accounts_fn(void *arg, const struct err *,
	    const struct store_account_state *, size_t n);
void	store_sync_accounts(struct store *, const struct store_account *,
	    size_t n, store_accounts_fn *, void *arg);

struct store_batch {
	const char *account;
	enum hark_op op;
	int64_t now;
	/* POLL: the feed and its new state; the cursor commits with the posts. */
	const char *feed;		/* NULL: not a poll */
	const char *cursor;		/* NULL: unchanged */
	const char *etag, *last_modified;	/* NULL: unchanged */
	bool complete;			/* the task ended well: ok_at, and the
					 * baseline if it was the first */
	bool baseline;			/* posts are history: silent, except
					 * questions younger than 24 h */
	int64_t history;		/* so are those from before; 0: none */
	/* THREAD: read again around this native id; moves its next re-read. */
	const char *anchor;
	const char *self_id, *self_handle, *self_url;	/* NULL: not told */
	const char *const *kept;	/* name, value, ..., NULL; or NULL */
	const struct hark_post *posts;
	size_t n_posts;
	const char *const *missing;	/* native ids the network says are gone;
					 * NULL-terminated or NULL */
	int64_t floor;			/* times are clamped to [floor, seen] */
	int64_t (*order)(const char *);	/* the plugin's, or NULL */
};

struct store_ingested {
	int64_t fresh, changed, known;	/* posts */
	int64_t opened, ended;		/* questions */
};
typedef void store_ingest_fn(void *arg, const struct err *,
	    const struct store_ingested *);
void	store_ingest(struct store *, const struct store_batch *,
	    store_ingest_fn *, void *arg);

/* Schedule state of feeds, flushed every five minutes and at shutdown. */
struct store_feed_update {
	const char *account;
	struct store_feed feed;		/* cursor, etag, baseline are ignored */
};
/* Copied. */
void	store_save_feeds(struct store *, const struct store_feed_update *,
	    size_t n, store_done_fn *, void *arg);

/*
 * Threads of open questions whose turn it is to be read again: oldest turn
 * first, at most `each' of one account, so that one that must wait for its
 * network does not hold back the others.  Intervals grow from 2 minutes to 6
 * hours with the question's age; an ingest with .anchor sets the next turn.
 * max 0: 1000; each 0: no limit.
 */
struct store_reread {
	const char *account;
	const char *id;			/* native id to ask for */
	int64_t due;
};
typedef void store_reread_fn(void *arg, const struct err *,
	    const struct store_reread *, size_t n, int64_t next_due);
void	store_reread_due(struct store *, int64_t now, size_t max, size_t each,
	    store_reread_fn *, void *arg);
/* Every native id of an account's posts since `since', for the sweep. */
void	store_sweep(struct store *, const char *account, int64_t since,
	    size_t max, store_reread_fn *, void *arg);
/* Reading around id failed: try later.  order as in a batch.  Copied. */
void	store_reread_failed(struct store *, const char *account,
	    const char *id, int64_t (*order)(const char *), int64_t now);

#endif
