/* SPDX-License-Identifier: ISC */
#ifndef REPLAY_PLAYER_H
#define REPLAY_PLAYER_H

/*
 * player.h - a task of the daemon's (poll/effects.h) without daemon or
 * network: events come from a fixture, effects become text.
 *
 * What a plugin is lent is really taken away after step(), so that the address
 * checker sees who kept it.
 */

#include "trace.h"

/* One answer of the network. */
struct answer {
	int status;
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
	bool ended;			/* or broken */
};

void	player_begin(struct player *, const struct hark_plugin *,
	    const void *config, struct facts *);
void	player_start(struct player *, const struct hark_event *);
/* Answer the oldest open request; false if there is none. */
bool	player_answer(struct player *, const struct answer *);
/* Fire the next timer; false if there is none. */
bool	player_timer(struct player *);
void	player_end(struct player *);

#endif
