/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_OUTBOX_H
#define HARK_STORE_OUTBOX_H

/*
 * outbox.h - what rings, and what became of it.  An alert is a row before it
 * is a mail: a crash between the server's 250 and our commit may repeat that
 * one mail under the same Message-ID; nothing else repeats, nothing is lost.
 */

#include "store/questions.h"

/* Stored: never renumber. */
enum outbox_kind {
	OUTBOX_QUESTION = 1,	/* one or more questions, first or reminder */
	OUTBOX_ANSWERED = 2,	/* "answered" note in the same mail thread */
	OUTBOX_SUMMARY = 3,	/* first run: what is younger than 24 h */
	OUTBOX_ADMIN = 4,	/* tokens, stale accounts, failures */
	OUTBOX_DIGEST = 5,
	OUTBOX_TEST = 6,
	OUTBOX_CLOSING = 7,	/* before closing: what cannot wait */
	OUTBOX_CLOSURE = 8,	/* before a longer closure */
	OUTBOX_RETURN = 9,	/* after one, instead of that day's digest */
	OUTBOX_WAVE = 10,	/* many complaints at once */
	OUTBOX_WEEKLY = 11,	/* figures of a week */
	OUTBOX_MONTHLY = 12,	/* what a month's questions were about */
	OUTBOX_BROADCAST = 14,	/* an account advertises more than it talks */
	OUTBOX_FLOOD = 15,	/* many comments at once under one post */
	OUTBOX_MORE = 20,	/* past a recipient's cap: how many more */
};
/* A word for JSON and the log: "question", "digest". */
const char *outbox_kind_name(enum outbox_kind);

enum outbox_state {
	OUTBOX_PENDING = 1,
	OUTBOX_SENT = 2,	/* accepted by the server */
	OUTBOX_FAILED = 3,	/* permanently refused */
	OUTBOX_DROPPED = 4,	/* settled before it left */
	/* Only for store_outbox_done(): PENDING, and it may have arrived. */
	OUTBOX_IN_DOUBT = 5,
};

struct outbox_row {
	int64_t id;			/* opaque; 0 when added */
	enum outbox_kind kind;
	enum outbox_state state;
	const char *channel;		/* "mail", "webhook", "exec" */
	const char *recipient;		/* configured name */
	const char *address;		/* where it goes */
	const char *const *questions;	/* public ids, NULL-terminated; or NULL */
	const int64_t *bells;		/* of each of them, the bell it is told
					 * by (its time), or 0; or NULL */
	const char *key;		/* unique: the same alert is added once */
	const char *message_id;		/* fixed when added: "<...>" */
	const char *in_reply_to;	/* or NULL */
	const char *subject;		/* fixed when added, or NULL */
	const char *body;		/* ADMIN, TEST: the words; else composed
					 * when sent */
	int64_t step;			/* 0 first, 1.. reminders */
	int64_t created_at, next_at;	/* next_at: not before */
	int64_t attempts, sent_at;
	int64_t left_at;		/* the first attempt, which is the Date
					 * of all of them; 0: none yet */
	const char *error;		/* of the last attempt, or NULL */
	int64_t wait_ms;		/* how long it may wait for others at
					 * its address (gate.h); 0: not at all,
					 * but those go with it; -1: it goes
					 * alone */
	bool any_hour;			/* may leave outside the recipient's
					 * hours */
	bool urgent;			/* something urgent is in it: no limit
					 * keeps it back the first time */
	bool in_doubt;			/* it may have arrived: it goes again
					 * alone, under its Message-ID */
};

/*
 * Open questions whose bell is due: ring_at <= now, not quiet, not liked away,
 * account active; also those that only perhaps are one.  A question that opens
 * gets ring_at = when it was first seen.  next: when the next one is due, or 0.
 */
typedef void store_ring_fn(void *arg, const struct err *,
	    const struct question *, size_t n, int64_t next);
void	store_ring_due(struct store *, int64_t now, size_t max, store_ring_fn *,
	    void *arg);

struct ring_update {
	const char *question;
	int64_t ring_at;		/* next bell; 0: none planned */
	int64_t ring_step;
	const char *mail_root;		/* NULL: unchanged */
};
/* Rows and bells in one durable transaction.  A row whose key exists is left
 * as it is.  Copied. */
void	store_ring_commit(struct store *, const struct outbox_row *, size_t n,
	    const struct ring_update *, size_t n_updates, int64_t now,
	    store_done_fn *, void *arg);

typedef void store_outbox_fn(void *arg, const struct err *,
	    const struct outbox_row *, size_t n, int64_t next);
/*
 * Pending rows with next_at <= now, oldest first; next: the next one's time.
 * After them those that wait for others, .next_at > now: they may go along.
 */
void	store_outbox_due(struct store *, int64_t now, size_t max,
	    store_outbox_fn *, void *arg);
/* The newest rows of any state, for `hark queue'. */
void	store_outbox_list(struct store *, bool pending_only, size_t max,
	    store_outbox_fn *, void *arg);
/*
 * It is about to leave: in doubt until store_outbox_done() says what became of
 * it, so that a crash in between repeats this mail and no other.  left_at: kept
 * if it is the first attempt.
 */
void	store_outbox_try(struct store *, int64_t id, int64_t left_at,
	    store_done_fn *, void *arg);
/* Not before next_at; no attempt was made. */
void	store_outbox_postpone(struct store *, int64_t id, int64_t next_at,
	    store_done_fn *, void *arg);
/* Mails about questions that a server accepted since then, oldest first, for
 * the caps of recipients. */
struct outbox_sent {
	const char *recipient;
	int64_t at;
};
typedef void store_sent_fn(void *arg, const struct err *,
	    const struct outbox_sent *, size_t n);
void	store_outbox_sent(struct store *, int64_t since, store_sent_fn *,
	    void *arg);
/*
 * The configuration may ring otherwise now: whatever has its next bell later
 * than now, or none, is due for planning.  What was missed stays due.
 */
void	store_ring_replan(struct store *, int64_t now, store_done_fn *,
	    void *arg);
/*
 * What became of an attempt.  SENT is durable before the callback and sets
 * rung_at of its questions, whose next bells are planned anew; PENDING with next_at is a retry.  Copied.
 */
void	store_outbox_done(struct store *, int64_t id, enum outbox_state,
	    const char *error, int64_t next_at, int64_t now, store_done_fn *,
	    void *arg);
/* Questions that ended since they rang and have no "answered" row yet. */
void	store_answered_due(struct store *, size_t max, store_questions_fn *,
	    void *arg);

/* Replies a person wrote.  Stored: never renumber. */
enum reply_state {
	REPLY_STORED = 1,	/* not yet attempted */
	REPLY_SENDING = 2,
	REPLY_POSTED = 3,
	REPLY_UNCERTAIN = 4,	/* no answer, not found: a person decides */
	REPLY_FAILED = 5,
};
struct store_reply {
	const char *key;		/* idempotency; unique */
	const char *question;		/* public id */
	const char *text;
	const char *who;
	enum hark_visibility visibility;
	enum reply_state state;
	int64_t created_at;
	const char *error;
	const char *native;		/* the post's id once known */
};
/* Durable before the callback.  An existing key: ERR_CONFLICT.  Copied. */
void	store_reply_begin(struct store *, const struct store_reply *,
	    store_done_fn *, void *arg);
void	store_reply_state(struct store *, const char *key, enum reply_state,
	    const char *native, const char *error, store_done_fn *, void *arg);
typedef void store_replies_fn(void *arg, const struct err *,
	    const struct store_reply *, size_t n);
/* Those in STORED, SENDING or UNCERTAIN, at start and for `hark queue'. */
void	store_replies_open(struct store *, store_replies_fn *, void *arg);

/* Who did what; refused attempts too.  Copied. */
struct audit_row {
	int64_t at;
	int64_t uid;
	const char *who, *verb, *target, *detail;
};
void	store_audit(struct store *, const struct audit_row *);
typedef void store_audit_fn(void *arg, const struct err *,
	    const struct audit_row *, size_t n);
void	store_audit_list(struct store *, size_t max, store_audit_fn *, void *arg);

#endif
