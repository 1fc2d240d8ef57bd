/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_DIGEST_H
#define HARK_STORE_DIGEST_H

/*
 * digest.h - what a digest and its sisters (before closing, on return, a wave
 * of complaints) are made of, and what stood in them.
 *
 * Everything comes from partial indexes, kept counters and the newest posts,
 * and is bounded: a digest costs some ten milliseconds, whatever the history.
 */

#include "store/outbox.h"

/* In which part of a digest a question stood.  Stored: never renumber. */
enum digest_part {
	DIGEST_WAITING = 1,
	DIGEST_PERHAPS = 2,
	DIGEST_LIKED = 3,	/* "settled with a like?" */
	DIGEST_PROMISE = 4,
};

/* Does a row of this key exist, and what became of it?  0: it does not. */
struct digest_key {
	const char *key;
	enum outbox_state state;
};
/* begun: when digests began here, or 0: store_digest_begin() was never
 * called.  keys: copied. */
typedef void store_digest_keys_fn(void *arg, const struct err *,
	    const struct digest_key *, size_t n, int64_t begun);
void	store_digest_keys(struct store *, const char *const *keys, size_t n,
	    store_digest_keys_fn *, void *arg);
/* Digests begin now; what was missed before was not. */
void	store_digest_begin(struct store *, int64_t now, store_done_fn *,
	    void *arg);

struct digest_question {
	struct question question;
	int64_t shown;			/* in how many digests of this
					 * recipient's, in this part */
	bool last;			/* it stood in the last one */
};

struct digest_post {			/* thanks that we have not liked; text:
					 * without our name before it */
	const char *account, *network, *author, *text, *url;
	int64_t at;
};

struct digest_talk {
	const char *account, *network;
	struct talk talk;
};

/* A regular not seen for 90 days. */
struct digest_silent {
	const char *name, *network;
	int64_t last_at;		/* the day */
	bool unanswered;		/* since a question of theirs that was
					 * never answered */
};

struct digest_facts {
	int64_t last_at;		/* when this recipient's last digest
					 * left, or 0 */
	/* Waiting, not quiet, not liked away; by when they asked.  Of very
	 * many the oldest, the newest and the urgent. */
	const struct digest_question *waiting;
	size_t n_waiting;
	int64_t more_waiting;		/* not among them */
	int64_t quiet;			/* seen or snoozed */
	/* New ones: not in an earlier digest of this recipient's. */
	const struct digest_question *perhaps, *liked;
	size_t n_perhaps, n_liked;
	/* Holding replies still open, newest first; .answer_text is what we
	 * said where it was the last word. */
	const struct digest_question *promises;
	size_t n_promises;
	/* Since the last digest (at most a week): gave up or were helped by
	 * others, before we spoke. */
	int64_t gave_up, helped;
	int64_t answered;		/* by us, in that time */
	const struct digest_post *thanks;	/* public, newest first */
	size_t n_thanks;
	/* Accounts with an own post since the last digest. */
	const struct digest_talk *talks;
	size_t n_talks;
	/* Of the last ten that rang: how many staff called no question, and
	 * whether one of those came since the last digest. */
	int64_t rang, wrong;
	bool wrong_is_new;
	char wrong_lang[4];		/* of most of them */
	int64_t streak, streak_day;	/* as marked last */
	/* Who reached 90 days of silence in the last seven; if asked for. */
	const struct digest_silent *silent;
	size_t n_silent;
};
typedef void store_digest_fn(void *arg, const struct err *,
	    const struct digest_facts *);
/* recipient: copied; whose last digest counts. */
void	store_digest(struct store *, const char *recipient, int64_t now,
	    bool silent, store_digest_fn *, void *arg);

/* What stands in the mail that is about to leave; replaces what was marked
 * for this row before.  Copied. */
struct digest_mark {
	const char *question;		/* public id */
	enum digest_part part;
};
void	store_digest_mark(struct store *, int64_t row,
	    const struct digest_mark *, size_t n, int64_t streak,
	    int64_t streak_day, store_done_fn *, void *arg);
/*
 * Once a digest has left: questions on networks that never show own answers
 * rang once, stood once in a digest, and lapse now, unless another digest is
 * still on its way.
 */
void	store_digest_lapse(struct store *, int64_t now, store_done_fn *,
	    void *arg);

/*
 * Accounts where at least `min' different people complained since `since',
 * three times as many as is usual there in such a time.  A wave is over when
 * that was not so for twelve hours.
 */
struct digest_wave {
	const char *account, *network;
	int64_t people;
	int64_t seen_at;		/* when that was last marked, or 0 */
};
typedef void store_digest_wave_fn(void *arg, const struct err *,
	    const struct digest_wave *, size_t n);
void	store_digest_wave(struct store *, int64_t since, int64_t min,
	    int64_t now, store_digest_wave_fn *, void *arg);
/* It goes on; copied. */
void	store_digest_wave_mark(struct store *, const char *account, int64_t now,
	    store_done_fn *, void *arg);
/* Open complaints of one account since then, newest first; copied. */
void	store_digest_complaints(struct store *, const char *account,
	    int64_t since, size_t max, store_questions_fn *, void *arg);

#endif
