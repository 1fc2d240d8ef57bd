/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_EFFECTS_H
#define HARK_POLL_EFFECTS_H

/*
 * effects.h - one run of a plugin's step(), and what it asked for.
 *
 * Pure but for memory: no network, no clock, no store.  task.c performs the
 * effects afterwards, so a plugin never re-enters the core; the replay tests
 * print them instead.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/buf.h"
#include "hark.h"

#define EFFECT_MAX_POSTS	20000	/* per task */
#define EFFECT_MAX_REQUESTS	200
#define EFFECT_MAX_STREAMS	4
#define EFFECT_MAX_LATER	100		/* threads of a profile */
#define EFFECT_MAX_SEND		(64u << 10)
#define EFFECT_MAX_LINE		(256u << 10)
#define EFFECT_MAX_ARENA	(96u << 20)
#define EFFECT_MAX_TEXT		(64u << 10)
#define EFFECT_MAX_CURSOR	(4u << 10)

enum effect_type {
	EFFECT_POST, EFFECT_CURSOR, EFFECT_REQUEST, EFFECT_TIMER, EFFECT_SELF,
	EFFECT_KEEP, EFFECT_ODD, EFFECT_WANT, EFFECT_QUOTA, EFFECT_TOKEN,
	EFFECT_POSTED, EFFECT_MISSING, EFFECT_BLIND, EFFECT_DEBUG,
	EFFECT_OPEN, EFFECT_SEND, EFFECT_CLOSE, EFFECT_SPENT,
	EFFECT_LINGER, EFFECT_DONE, EFFECT_FAIL,
};

struct effect {
	struct effect *next;
	enum effect_type type;
	const char *a, *b, *c;		/* strings, by type (see effects.c) */
	int64_t n, m;			/* numbers, by type */
	struct hark_post *post;
	struct hark_request *request;
};

struct run {
	struct hark_task task;		/* must be first: what step() gets */
	const struct hark_plugin *plugin;
	struct hark_start start;	/* a copy, for as long as the run */
	struct arena *arena;
	struct walk *walk;		/* over pages, or NULL; see walk.h */
	char *counts;			/* of hark_changed(), or NULL */
	struct effect *first, **last;	/* of the step that just ran, in order */
	size_t posts, requests;
	size_t next;			/* of the ids of a CHECK, or of these: */
	const char **later;		/* threads of a SCAN */
	size_t n_later;
	bool enough;			/* there were more */
	const char *page;		/* of hark_more(), and how many */
	int64_t pages;
	bool posted;			/* REPLY: it is out */
	bool over;			/* done or failed: later calls are void */
	enum hark_error error;		/* 0: not failed */
	const char *why;

	/* Facts about the account a plugin may ask for; lent by the caller. */
	const char *(*kept)(void *arg, const char *name);
	void *kept_arg;

	/* Of the step that runs. */
	const struct hark_response *response;
	const char *headers;		/* "Name: value\r\n" lines */
	json_t *json[64];
	size_t n_json;

	/* What came on streams, and is not whole yet. */
	struct { int tag; struct imap *imap; } streams[EFFECT_MAX_STREAMS];
	struct { int tag; bool used; struct buf part; } lines[EFFECT_MAX_STREAMS];
};

/* config: the filled options; lent. */
void	run_init(struct run *, const struct hark_plugin *, const void *config);
void	run_clear(struct run *);
/*
 * Call step() with one event and collect its effects in run->first, valid
 * until the next step (posts and strings: until run_clear()).  A run that is
 * over is left alone.
 */
void	run_step(struct run *, const struct hark_event *, const char *headers);
/* End it from outside, as if the plugin had failed. */
void	run_fail(struct run *, enum hark_error, const char *, ...)
	    __attribute__((format(printf, 3, 4)));

const char *hark_error_name(enum hark_error);
/* A copy that lives in the arena; lists and strings too. */
struct hark_post *post_copy(struct arena *, const struct hark_post *);

#endif
