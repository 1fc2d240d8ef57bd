/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_BELL_H
#define HARK_ALERT_BELL_H

/*
 * bell.h - when a question rings, at whom, and why.  Pure.
 *
 * The bells of a question are a series computed from the question and the
 * configuration alone, the same whenever it is computed.  Of mails it only
 * matters whether they left late:
 *
 *	steps		`ring', or without it each recipient after its delay;
 *			without one 30 min for requests, private and urgent
 *			ones, 2 h for others; twice that if others replied.
 *			In the client's business time since it was asked, not
 *			before it was first seen
 *	reminders	to everybody whom a step names: remind, 2 remind, 4
 *			remind, ... (at most a week) after the last, in
 *			business time, none past 30 days; on the full hour
 *			before, so that those of several questions meet
 *	late		a bell that was held up: what comes next at the same
 *			address keeps half its distance to when it really left,
 *			or it is the whole distance later than that
 *	closing		what is heard of after the mail before closing and
 *			cannot wait (hurry.h) rings at once, at the first who
 *			can be reached
 *	silence		bells within one that staff asked for become one bell
 *			at its end; the distances go on from there
 *
 * A bell then moves to an open hour of its recipient.  Who is absent at that
 * hour is replaced by the deputy, the deputy's deputy, ..., in the deputy's
 * hours.  Is none of them there, the next step's recipient hears of it at
 * once; is nobody there at all, the administrator.  Reminders are not passed
 * to somebody who has reminders anyway.
 *
 * While more than five wait in one conversation, or one person waits for more
 * than five answers, bells meet on a grid of group_ms.
 *
 * What has no bell left is for the digest and `hark list': bell_is_over().
 */

#include "store/client.h"
#include "store/questions.h"

struct arena;

#define BELL_CROWD	5		/* waiting in one thread, or for one
					 * person: then grouped */
#define BELL_MAX	(30 * WHEN_DAY)	/* reminders end this long after seen */
#define BELL_QUICK	(30 * WHEN_MINUTE)
#define BELL_SLOW	(2 * WHEN_HOUR)

struct bell {
	int64_t at;			/* when it rings */
	int64_t due;			/* before hours moved it */
	const struct conf_recipient *to;	/* NULL: the administrator */
	const struct conf_recipient *of;	/* whose step it is */
	int64_t after;			/* steps: the time that was set */
	int64_t span;			/* since what is before it there, or
					 * since it was asked; business time */
	int reminder;			/* 1..; 0: a step */
	bool first;			/* nobody was to hear of it before */
	bool hurried;			/* at once, as it closes soon */
	bool held;			/* it is the end of a silence */
	bool any_hour;			/* may ring outside the hours of .to */
};

/* By time; in the arena.  Empty: nobody is to hear of it. */
size_t	bells_of(const struct conf_client *, const struct question *,
	    struct arena *, const struct bell **ret);
/* The same, but of those after that time only the first is sure to be there. */
size_t	bells_until(const struct conf_client *, const struct question *,
	    int64_t until, struct arena *, const struct bell **ret);
/* Before ring_at all bells are worked off; without one, all there are. */
int64_t	bells_from(const struct question *);
/* Did this mail go to his address? */
bool	bell_was_told(const struct question_told *,
	    const struct conf_recipient *);
/* This bell, still to come, was told early: together with others. */
bool	bell_is_told(const struct question *, const struct bell *);
/*
 * May it share a mail with others that are not due at the same time?  Not what
 * is private or urgent, asked for at that time, or of a crowd.
 */
bool	bell_is_plain(const struct conf_client *, const struct question *,
	    const struct bell *);
/* How much earlier it may go along with others, at most bell_horizon(): a
 * reminder twice as much, as they stand on whole hours ... */
int64_t	bell_horizon(const struct conf_client *);
int64_t	bell_early(const struct conf_client *, const struct bell *);
/* ... and how much later; 0 for the first one. */
int64_t	bell_wait(const struct conf_client *, const struct bell *);
/* Does it wait without any bell to come?  Then only lists tell of it. */
bool	bell_is_over(const struct conf_client *, const struct question *,
	    int64_t now);

/* Is he there at t? */
bool	bell_present(const struct conf_recipient *, int64_t t);
/* Who hears at t what is meant for r: r, a deputy who is there, or NULL. */
const struct conf_recipient *bell_stand_in(const struct conf_client *,
	    const struct conf_recipient *, int64_t t);
bool	bell_same_address(const struct conf_recipient *,
	    const struct conf_recipient *);

/*
 * Why this bell rings then and there, in words, as one line: "step 2h: no
 * answer yet; for team, who is absent until 6 January".  Appended.
 */
void	bell_why(struct buf *, const char *lang, const struct conf_client *,
	    const struct question *, const struct bell *);

/* --- route.c --- */

/* Does this recipient want to hear of this question at all? */
bool	route_wants(const struct conf_recipient *, const struct question *);
/* OUTSIDE_URGENT, _PRIVATE, _VIP as they hold for it. */
unsigned route_kinds(const struct conf_client *, const struct question *);
/* Does the text have the word, or a word that begins with it?  Case and
 * accents do not count; a leading '*' also finds it within words. */
bool	route_has_word(const char *text, const char *word);

#endif
