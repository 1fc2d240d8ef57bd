/* SPDX-License-Identifier: ISC */
#ifndef HARK_KIT_PLAYER_H
#define HARK_KIT_PLAYER_H

/*
 * player.h - a task of the daemon's (poll/effects.h) without daemon or
 * network: events come from a fixture, effects become text.
 *
 * What a plugin is lent is really taken away after step(), so that the address
 * checker sees who kept it.
 */

#include "kit/trace.h"

/* One answer of the network, or what came on a stream. */
struct answer {
	int status;			/* ANSWER_BYTES, _CLOSED, or HTTP's */
	int tag;			/* of the stream */
	size_t piece;			/* bytes at once; 0: all */
	const char *type, *headers;	/* "Name: value\r\n" lines, or NULL */
	const char *body;
	size_t len;
};

/* Small facts, as hark_keep() left them. */
struct facts {
	size_t n;
	struct { char *name, *value; } list[32];
};

void	facts_set(struct facts *, const char *name, const char *value);
const char *facts_get(const struct facts *, const char *name);
void	facts_free(struct facts *);

enum { ANSWER_BYTES = 0, ANSWER_CLOSED = 1 };

struct player {
	struct run run;
	struct trace trace;
	struct facts *facts;		/* lent */
	json_t *ids;			/* of posts seen and missing: a set */
	int64_t now;
	const struct hark_request *asked[EFFECT_MAX_REQUESTS];
	size_t n_asked, n_answered;
	struct { int tag; int64_t at; } timers[16];
	size_t n_timers;
	int streams[EFFECT_MAX_STREAMS];	/* tags of open ones */
	size_t n_streams;
	bool ended;			/* or broken */
};

void	player_begin(struct player *, const struct hark_plugin *,
	    const void *config, struct facts *);
void	player_start(struct player *, const struct hark_event *);
/*
 * Answer the oldest open request, or let something come on a stream; false if
 * there is none.
 */
bool	player_answer(struct player *, const struct answer *);
/* The server ends a stream; false if none is open. */
bool	player_close(struct player *);
/* Fire the next timer; false if there is none. */
bool	player_timer(struct player *);
void	player_end(struct player *);

#endif
