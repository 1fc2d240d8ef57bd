/* SPDX-License-Identifier: ISC */
#ifndef HARK_TRIAGE_CLOCK_H
#define HARK_TRIAGE_CLOCK_H

/*
 * clock.h - what starts, stops and restarts the clock: the table of rows that
 * decides who waits.  Pure: the same snapshot gives the same questions.
 *
 * The whole thread is judged again whenever something in it changes, from its
 * first post to its last; nothing is remembered between two runs.  That is
 * why an edit, a late arrival or a deletion can never leave a wrong state
 * behind, and why `hark why' can tell the rows as they applied.  A question
 * that was there before and is missing now was edited away: Q_NOT_QUESTION.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "triage/thread.h"

struct arena;

/* Stored and shown by name: never renumber. */
enum qstate {
	Q_WAITING = 1,
	Q_PERHAPS = 2,		/* unsure that it is one, or that it is open */
	Q_ANSWERED = 3,		/* by us */
	Q_SETTLED = 4,		/* thanked, settled by community or like */
	Q_CLOSED = 5,		/* by staff */
	Q_NOT_QUESTION = 6,	/* staff said so, or edited away */
	Q_GONE = 7,		/* deleted by its author */
	Q_REMOVED = 8,		/* removed by us while due */
	Q_UNKNOWN = 9,		/* the network never shows answers; lapsed
				 * by VERB_LAPSE */
};

const char *qstate_name(enum qstate);	/* "waiting", ... */
bool	qstate_is_open(enum qstate);	/* WAITING or PERHAPS */

/* The rows of the table; each trace line names one. */
enum row {
	ROW_OPENS,		/* a question or request opens */
	ROW_NUDGE,
	ROW_PART,		/* the same person asks further */
	ROW_ANSWERED,		/* own post below it, at them, or next */
	ROW_ANSWERS_OTHER,	/* own reply to somebody else: still waiting */
	ROW_TO_ALL,		/* own post to everybody: perhaps answered */
	ROW_AUTOMATIC,		/* automatic reply: no answer */
	ROW_HOLDING,		/* a first response, a promise open */
	ROW_COMMUNITY,		/* somebody else replied */
	ROW_LIKE,		/* we liked it: the bell stops */
	ROW_LIKE_COMMUNITY,	/* we liked a community answer: settled */
	ROW_THANKS,		/* they say thanks: settled */
	ROW_THANKS_NOT,		/* thanks in advance, or with a question */
	ROW_AGAIN,		/* asks again after an answer: new question */
	ROW_GUESTS,		/* among guests: opens nothing */
	ROW_MEDIA,		/* only a picture: please look, if to us */
	ROW_EMPTY,		/* only emojis: nothing */
	ROW_REVIEW,
	ROW_GONE,
	ROW_REMOVED,
	ROW_EDITED,
	ROW_NO_ANSWERS_SEEN,
	ROW_STAFF,		/* ack, snooze, close, reopen, ... */
	ROW_BASELINE,		/* from the first run: kept, silent */
	ROW_OTHER,		/* not a question: opens nothing */
	ROW_UNSURE,		/* perhaps a question: digest only */
};

struct tquestion {
	int64_t opener;		/* its first post; the question's identity */
	int64_t asker;		/* author; hidden: minus the top post's id */
	int64_t asked_at;	/* oldest unanswered post: the clock */
	int64_t last_at;	/* newest post of theirs in it */
	enum qstate state;
	int64_t ended_at;	/* when it left WAITING/PERHAPS, or 0 */
	enum row ended_by;	/* the row that ended it, if ended_at */
	int64_t answer;		/* our answering post, or 0 */
	int64_t first_response_at;	/* first own post that counts, or 0 */
	int64_t quiet_until;	/* asked for silence; the reader compares */
	int64_t promise_at;	/* holding reply given at, or 0 */
	const char *assignee;	/* lent from the snapshot, or NULL */
	enum verb last_verb;	/* the staff action in force, or 0 */
	int64_t parts;		/* posts that ask, >= 1 */
	int64_t nudges;
	int64_t community;	/* answers by others */
	bool less_urgent;	/* has some, and nothing dangerous in it */
	bool rings;		/* sure enough for a bell */
	bool urgent;
	bool private_;
	bool liked;		/* bell stopped by our like */
	bool please_look;	/* picture, voice: no text to judge */
	bool perhaps_answered;	/* PERHAPS because we spoke to everybody */
	bool blind;		/* answers are never seen here: ring once, one
				 * digest, then VERB_LAPSE */
	bool to_us;
	bool baseline;		/* first run: rings only if younger than 24 h */
	bool again;		/* next response, not first */
	float p;		/* certainty of its strongest part */
	enum label label;
};

/* One step of the explanation, in the order things happened. */
struct clock_step {
	enum row row;
	int64_t at;
	int64_t post;		/* the post that did it, or 0 */
	int64_t opener;		/* the question it touched, or 0 */
};

struct clock_result {
	const struct tquestion *questions;	/* in the order they opened */
	size_t n_questions;
	const struct clock_step *steps;		/* only if asked for */
	size_t n_steps;
};

/* Judge a thread.  Results live in the arena. */
void	clock_judge(const struct thread *, struct arena *, bool want_steps,
	    struct clock_result *);

/* The row as a sentence: "Eigene Antwort: beantwortet". lang "de" or "en". */
const char *row_text(enum row, const char *lang);
const char *verb_name(enum verb);
/* 0 if it is none. */
enum verb verb_parse(const char *);

#endif
