/* SPDX-License-Identifier: ISC */
#ifndef REPLAY_CORE_H
#define REPLAY_CORE_H

/*
 * core.h - a task core without a network.
 *
 * It gives a plugin what the daemon gives it - the same arena, URLs, times and
 * pruned JSON - and writes every effect as a line of text.  What the plugin
 * lends or is lent is really taken away after step(), so that the address
 * checker sees who kept it.
 */

#include "base/buf.h"
#include "hark.h"

struct json_names;

/* One answer of the network. */
struct answer {
	int status;
	char *type;
	char *body;
	size_t len;
	char **headers;		/* "Name: value", NULL-terminated */
};

/* Small facts, as hark_keep() left them. */
struct facts {
	size_t n;
	struct { char *name, *value; } list[32];
};

void	facts_set(struct facts *, const char *name, const char *value);
const char *facts_get(const struct facts *, const char *name);
void	facts_free(struct facts *);

struct run {
	struct hark_task task;		/* must be first */
	const struct hark_plugin *plugin;
	const struct json_names *names;	/* NULL: nothing is pruned */
	struct facts *facts;
	struct arena *arena;
	struct buf out;			/* the effects */
	json_t *ids;			/* of posts seen and missing: a set */
	int64_t now;
	const struct answer *answer;	/* while step() handles one */
	json_t *trees[64];
	size_t n_trees;
	struct { int tag; char *url; } asked[256];
	size_t n_asked, n_answered;
	struct { int tag; int64_t at; } timers[16];
	size_t n_timers;
	bool over, failed;
	char broken[160];		/* how the plugin broke the contract */
};

void	run_begin(struct run *, const struct hark_plugin *, const void *config,
	    const struct json_names *, struct facts *);
void	run_start(struct run *, const struct hark_event *);
/* Answer the oldest open request; false if there is none. */
bool	run_answer(struct run *, const struct answer *);
/* Fire the next timer; false if there is none. */
bool	run_timer(struct run *);
void	run_end(struct run *);

/* "MENTION" and so on; the words of fixtures. */
extern const char *const word_op[], *const word_kind[], *const word_vis[];
/* The index of a word, or -1. */
int	word_find(const char *const *words, const char *);

#endif
