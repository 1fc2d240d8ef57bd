/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_FIGURES_H
#define HARK_STORE_FIGURES_H

/*
 * figures.h - the aggregates behind numbers.h; for store/ alone.
 *
 *	figures.c	what one question or own post adds: pure arithmetic
 *	figures_keep.c	sums by scope and period, kept in rows
 *	figures_idle.c	what falls due by itself; databases from before
 *	numbers.c	reports from the sums
 *
 * Whatever changes a question or an own post says what it added before and
 * what it adds now; the differences gather in memory and become rows in the
 * same transaction.  Nothing is ever counted again, and rows deleted by
 * retention leave their sums behind.
 */

#include <stdbool.h>
#include <stdint.h>

#include "triage/clock.h"

struct err;
struct store;

/* Which figure.  Stored: never renumber. */
enum figure {
	FIG_ASKED = 0,		/* by the day of asking */
	FIG_AGAIN = 1,		/* of these: after an earlier answer */
	FIG_ANSWERED = 2,
	FIG_DUE = 3,		/* by the day they fell due */
	FIG_IN_TIME = 4,
	FIG_REMOVED = 5,	/* deleted or removed while waiting */
	FIG_SETTLED = 6,	/* by thanks, others, a like */
	FIG_CLOSED = 7,		/* by staff, elsewhere */
	FIG_UNKNOWN = 8,	/* the network shows no answers */
	FIG_WAITING = 9,
	FIG_WAITING_AGAIN = 10,	/* of these */
	FIG_NEW = 11,		/* asked by people not seen before that day */
	FIG_RETURNING = 12,
	FIG_ORIGINALS = 13,	/* own posts to nobody in particular */
	FIG_REPLIES = 14,
	FIG_BROADCASTS = 15,	/* of the originals */
	FIG_LOST = 16,		/* removed after they were due */
	FIG_LOST_AGAIN = 17,	/* of these */
	FIG_TIMES = 32,		/* from here on FIG_BINS for each series */
};
enum series { FIRST_BUSINESS, FIRST_WALL, NEXT_BUSINESS, NEXT_WALL,
	FIG_SERIES };
#define FIG_BINS	256
#define FIG_MAX		(FIG_TIMES + FIG_SERIES * FIG_BINS)

/*
 * Response times are kept in bins of a twelfth of an octave: bin 0 is below a
 * minute, bin n begins at 2^((n - 1) / 12) minutes; the middle is within 3 %.
 */
int	figure_bin(int64_t ms);
int64_t	figure_bin_ms(int bin);

struct figure_question {
	int64_t account, asker;
	int64_t asked_at, ended_at, first_response_at, opener_at;
	enum qstate state;
	bool again, blind;
};
/*
 * What a question adds, packed into one number; 0: nothing.  before: what it
 * added so far.  *due_at: when to ask again, or 0.
 */
int64_t	figure_of_question(struct store *, const struct figure_question *,
	    int64_t before, int64_t now, int64_t *due_at);
/* Of what is not due yet: answered, but later than it should have been. */
#define FIGURE_LATE	(INT64_C(1) << 55)
/* It added `before' and adds `after' from now on. */
void	figure_question(struct store *, int64_t account, int64_t before,
	    int64_t after);

/* Bits 23 and 24 of post.flags: what an own post adds. */
#define POST_FIGURE_SHIFT	23
#define POST_FIGURE		(3u << POST_FIGURE_SHIFT)
/* The flags with those bits as they should be, counted. */
unsigned figure_post(struct store *, int64_t account, int64_t at,
	    unsigned flags, enum label);
/* The same for a stored post. */
int	figure_post_again(struct store *, int64_t id, struct err *);
/* A stored post leaves its account: take back what it adds. */
int	figure_post_drop(struct store *, int64_t id, struct err *);
/* A new own post that only advertises: who waits now? */
int	figure_shout(struct store *, int64_t id, int64_t account, int64_t at,
	    struct err *);
/* How many people waited at that time on that account. */
int	figure_waiting_at(struct store *, int64_t account, int64_t at,
	    int64_t *ret, struct err *);

/* --- figures_keep.c --- */

void	figure_add(struct store *, int64_t account, int64_t day, int figure,
	    int64_t n);
/* Into rows; before every commit. */
int	figures_flush(struct store *, struct err *);
/* What was added since the mark never happened; mark 0: nothing did. */
size_t	figures_mark(const struct store *);
void	figures_undo(struct store *, size_t mark);
void	figures_free(struct store *);
/* Everything of one account belongs to another now. */
int	figures_rename(struct store *, int64_t from, int64_t into,
	    struct err *);
/* Retention deleted what is older: what comes back from there is not new. */
int	figures_freeze(struct store *, const char *what, int64_t before,
	    struct err *);
bool	figures_frozen(struct store *, const char *what, int64_t at);
/* Local day of an instant, and when it began. */
int64_t	figure_day(const struct store *, int64_t t);
int64_t	figure_day_begins(const struct store *, int64_t day);
int64_t	figure_month(int64_t day);
/* The scope of an account's network. */
int64_t	figure_network(const struct store *, int64_t account);

struct figure_sums {
	int64_t v[FIG_MAX];
};
/* Add what a scope has from one day to another, both included. */
int	figures_sum(struct store *, int64_t scope, int64_t from, int64_t to,
	    struct figure_sums *, struct err *);

/* --- figures_idle.c --- */

/* A slice of what has fallen due and of older rows; 1: more to do. */
int	figures_idle(struct store *, int64_t now, struct err *);
/* Are all rows from before counted? */
bool	figures_complete(struct store *);

#endif
