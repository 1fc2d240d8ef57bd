/* SPDX-License-Identifier: ISC */

/*
 * What one question, or one own post, adds to the figures.
 *
 * A question's part is packed into one number that stands in its row:
 *
 *	 0..15	local day it was asked
 *	16..23	response time on the business clock, a bin
 *	24..31	the same on the wall clock
 *	32..41	days from asking to falling due
 *	42..55	the bits below
 *
 * It enters the answer rate when it has fallen due, that is when it still
 * waited then or had been answered; what was settled, closed or deleted
 * earlier never fell due.  Later ends do not undo that it was due.
 */

#include <string.h>

#include "base/when.h"
#include "store/internal.h"
#include "triage/hours.h"

#define F_COUNTED	(INT64_C(1) << 42)
#define F_AGAIN		(INT64_C(1) << 43)
#define F_ANSWERED	(INT64_C(1) << 44)
#define F_DUE		(INT64_C(1) << 45)
#define F_IN_TIME	(INT64_C(1) << 46)
#define F_REMOVED	(INT64_C(1) << 47)
#define F_LOST		(INT64_C(1) << 48)
#define F_SETTLED	(INT64_C(1) << 49)
#define F_CLOSED	(INT64_C(1) << 50)
#define F_UNKNOWN	(INT64_C(1) << 51)
#define F_WAITING	(INT64_C(1) << 52)
#define F_NEW		(INT64_C(1) << 53)
#define F_RETURNING	(INT64_C(1) << 54)

/* Later, and in history, who waited is looked up when it is asked for. */
#define FRESH_MS	(15 * WHEN_MINUTE)
#define WAITING_MAX	1000
#define ENDED_MAX	2000		/* questions looked at */

/* --- times --- */

/* 2^(i / 12) in 1/65536. */
static const int32_t twelfths[] = { 65536, 69433, 73562, 77936, 82570, 87480,
	92682, 98193, 104032, 110218, 116772, 123715 };

int
figure_bin(int64_t ms)
{
	int64_t minutes = ms / WHEN_MINUTE, scaled;
	int octave = 0, i = 11;

	if (minutes < 1)
		return 0;
	while (minutes >> (octave + 1) > 0)
		octave++;
	if (octave > 20)
		return FIG_BINS - 1;
	/* ms of this octave as 1 .. 2 in 1/65536 */
	scaled = (ms << 16) / (WHEN_MINUTE << octave);
	while (i > 0 && scaled < twelfths[i])
		i--;
	i += octave * 12 + 1;
	return i < FIG_BINS ? i : FIG_BINS - 1;
}

int64_t
figure_bin_ms(int bin)
{
	int64_t low, high;

	if (bin <= 0)
		return WHEN_MINUTE / 2;
	low = (WHEN_MINUTE << (bin - 1) / 12) *
	    (int64_t)twelfths[(bin - 1) % 12] >> 16;
	high = (WHEN_MINUTE << bin / 12) * (int64_t)twelfths[bin % 12] >> 16;
	return (low + high) / 2;
}

static int64_t
add_business(const struct store *s, int64_t t, int64_t ms)
{
	return s->hours != NULL ? hours_add(s->hours, t, ms) : t + ms;
}

static int64_t
business(const struct store *s, int64_t a, int64_t b)
{
	return s->hours != NULL ? hours_between(s->hours, a, b) : b - a;
}

static int64_t
bins_of(const struct store *s, int64_t from, int64_t to)
{
	if (to < from)
		to = from;
	return (int64_t)figure_bin(business(s, from, to)) << 16 |
	    (int64_t)figure_bin(to - from) << 24;
}

/* --- questions --- */

/* Somebody we had seen before that day? */
static int64_t
who_asks(struct store *s, const struct figure_question *q, int64_t day)
{
	int64_t first = 0;

	if (q->asker <= 0 || sql_int(s, NULL, &first, "SELECT first_at "
	    "FROM author WHERE id = ?", "i", q->asker) == -1 || first == 0)
		return 0;
	return first / WHEN_DAY < day ? F_RETURNING : F_NEW;
}

/* For the next quiet moment after it. */
static int64_t
falls_due(struct store *s, int64_t due)
{
	if (due < s->due_next)
		s->due_next = due;
	return due;
}

int64_t
figure_of_question(struct store *s, const struct figure_question *q,
    int64_t before, int64_t now, int64_t *due_at)
{
	int64_t due, day = figure_day(s, q->asked_at), ret = F_COUNTED, days;
	int64_t start = q->asked_at;
	bool missed, late;

	*due_at = 0;
	if (q->state == 0 || q->state == Q_PERHAPS ||
	    q->state == Q_NOT_QUESTION || day < 0 || day > 0xffff)
		return 0;
	if (before == 0 && figures_frozen(s, "question", q->asked_at))
		return 0;
	ret |= day | (q->again ? F_AGAIN : 0);
	ret |= before & (F_NEW | F_RETURNING) ? before & (F_NEW | F_RETURNING) :
	    who_asks(s, q, day);
	if (q->blind && (q->state == Q_WAITING || q->state == Q_UNKNOWN))
		return ret | F_UNKNOWN;

	due = add_business(s, q->asked_at, s->due_ms);
	days = figure_day(s, due) - day;
	ret |= (days < 0 ? 0 : days > 1023 ? 1023 : days) << 32;
	missed = q->ended_at > due;
	switch (q->state) {
	case Q_WAITING:
		ret |= F_WAITING;
		if (due <= now)
			ret |= F_DUE;
		else
			*due_at = falls_due(s, due);
		break;
	case Q_ANSWERED:
		/* The first part may have been answered before a later one
		 * was asked. */
		if (q->first_response_at < start)
			start = q->opener_at;
		late = missed || (start == q->asked_at ?
		    q->first_response_at > due : q->first_response_at >
		    add_business(s, start, s->due_ms));
		ret |= F_ANSWERED | (late ? FIGURE_LATE : 0) |
		    bins_of(s, start, q->first_response_at);
		if (due <= now)
			ret |= F_DUE | (late ? 0 : F_IN_TIME);
		else
			*due_at = falls_due(s, due);
		break;
	case Q_SETTLED:
		ret |= F_SETTLED | (missed ? F_DUE : 0);
		break;
	case Q_CLOSED:
		ret |= F_CLOSED | (missed ? F_DUE : 0);
		break;
	case Q_GONE:
	case Q_REMOVED:
		ret |= F_REMOVED;
		if (missed)
			ret |= F_DUE | F_LOST |
			    bins_of(s, q->asked_at, q->ended_at);
		break;
	case Q_UNKNOWN:
		ret |= F_UNKNOWN;
		break;
	case Q_PERHAPS:
	case Q_NOT_QUESTION:
		break;
	}
	return ret;
}

static void
add_question(struct store *s, int64_t account, int64_t f, int64_t n)
{
	static const struct {
		int64_t bit;
		int figure;
	} bits[] = {
		{ F_COUNTED, FIG_ASKED }, { F_AGAIN, FIG_AGAIN },
		{ F_ANSWERED, FIG_ANSWERED }, { F_REMOVED, FIG_REMOVED },
		{ F_SETTLED, FIG_SETTLED }, { F_CLOSED, FIG_CLOSED },
		{ F_UNKNOWN, FIG_UNKNOWN }, { F_WAITING, FIG_WAITING },
		{ F_NEW, FIG_NEW }, { F_RETURNING, FIG_RETURNING },
		{ F_LOST, FIG_LOST },
	};
	int64_t day = f & 0xffff, due = day + (f >> 32 & 1023);
	int series = f & F_AGAIN ? NEXT_BUSINESS : FIRST_BUSINESS;

	if (f == 0)
		return;
	for (size_t i = 0; i < ARRAY_LEN(bits); i++)
		if (f & bits[i].bit)
			figure_add(s, account, day, bits[i].figure, n);
	if ((f & F_AGAIN) && (f & F_WAITING))
		figure_add(s, account, day, FIG_WAITING_AGAIN, n);
	if ((f & F_AGAIN) && (f & F_LOST))
		figure_add(s, account, day, FIG_LOST_AGAIN, n);
	if (f & F_DUE)
		figure_add(s, account, due, FIG_DUE, n);
	if (f & F_IN_TIME)
		figure_add(s, account, due, FIG_IN_TIME, n);
	if (f & (F_ANSWERED | F_LOST)) {
		figure_add(s, account, day, FIG_TIMES + series * FIG_BINS +
		    (int)(f >> 16 & 255), n);
		figure_add(s, account, day, FIG_TIMES + (series + 1) *
		    FIG_BINS + (int)(f >> 24 & 255), n);
	}
}

void
figure_question(struct store *s, int64_t account, int64_t before,
    int64_t after)
{
	if (before == after)
		return;
	add_question(s, account, before, -1);
	add_question(s, account, after, 1);
}

/* --- own posts --- */

enum { ADDS_NOTHING, ADDS_ORIGINAL, ADDS_REPLY, ADDS_BROADCAST };

static void
add_post(struct store *s, int64_t account, int64_t at, unsigned what,
    int64_t n)
{
	int64_t day = figure_day(s, at);

	if (what == ADDS_NOTHING)
		return;
	figure_add(s, account, day, what == ADDS_REPLY ? FIG_REPLIES :
	    FIG_ORIGINALS, n);
	if (what == ADDS_BROADCAST)
		figure_add(s, account, day, FIG_BROADCASTS, n);
}

unsigned
figure_post(struct store *s, int64_t account, int64_t at, unsigned flags,
    enum label label)
{
	unsigned before = (flags & POST_FIGURE) >> POST_FIGURE_SHIFT;
	unsigned now = ADDS_NOTHING;

	/* What a machine said spoke to nobody. */
	if ((flags & TPOST_OWN) && !(flags & (TPOST_GONE | TPOST_REMOVED |
	    TPOST_REPOST | TPOST_AUTOMATIC | POST_COPY)))
		now = flags & POST_REPLY ? ADDS_REPLY :
		    label == LABEL_BROADCAST ? ADDS_BROADCAST : ADDS_ORIGINAL;
	if (before == ADDS_NOTHING && now != ADDS_NOTHING &&
	    figures_frozen(s, "own", at))
		now = ADDS_NOTHING;
	if (now != before) {
		add_post(s, account, at, before, -1);
		add_post(s, account, at, now, 1);
	}
	return (flags & ~POST_FIGURE) | now << POST_FIGURE_SHIFT;
}

static int
post_again(struct store *s, int64_t id, bool drop, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT account_id, at, "
	    "flags, label FROM post WHERE id = ?", "i", id);
	unsigned flags, now;
	int n;

	if ((n = sql_step(s, e, st)) != 1)
		return n;
	flags = (unsigned)sqlite3_column_int64(st, 2);
	if (!(flags & (TPOST_OWN | POST_FIGURE)))
		return 0;
	now = figure_post(s, sqlite3_column_int64(st, 0),
	    sqlite3_column_int64(st, 1), drop ? flags | TPOST_GONE : flags,
	    (enum label)sqlite3_column_int(st, 3));
	if (drop)
		now = (flags & ~POST_FIGURE) | (now & POST_FIGURE);
	return now == flags ? 0 : sql_run(s, e, "UPDATE post SET flags = ?2 "
	    "WHERE id = ?1", "ii", id, (int64_t)now);
}

int
figure_post_again(struct store *s, int64_t id, struct err *e)
{
	return post_again(s, id, false, e);
}

int
figure_post_drop(struct store *s, int64_t id, struct err *e)
{
	return post_again(s, id, true, e);
}

/* --- who waited --- */

int
figure_waiting_at(struct store *s, int64_t account, int64_t at, int64_t *ret,
    struct err *e)
{
	int64_t open = 0, ended = 0;

	if (sql_int(s, e, &open, "SELECT count(*) FROM (SELECT 1 "
	    "FROM question WHERE state <= 2 AND account_id = ?1 "
	    "AND asked_at <= ?2 AND state = 1 AND alias_of IS NULL LIMIT ?3)",
	    "iid", account, at, WAITING_MAX) == -1 ||
	    sql_int(s, e, &ended, "SELECT count(*) FROM (SELECT account_id, "
	    "asked_at, state FROM question WHERE state > 2 AND ended_at > ?2 "
	    "ORDER BY ended_at LIMIT ?3) WHERE account_id = ?1 "
	    "AND asked_at <= ?2 AND state <> 6", "iid", account, at,
	    ENDED_MAX) == -1)
		return -1;
	*ret = open + ended;
	return 0;
}

int
figure_shout(struct store *s, int64_t id, int64_t account, int64_t at,
    struct err *e)
{
	int64_t n;

	if (at < loop_now() - FRESH_MS)
		return 0;
	return figure_waiting_at(s, account, at, &n, e) == -1 ? -1 :
	    sql_run(s, e, "INSERT OR REPLACE INTO shout(post_id, waiting) "
	    "VALUES(?, ?)", "ii", id, n);
}
