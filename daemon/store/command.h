/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_COMMAND_H
#define HARK_STORE_COMMAND_H

/*
 * command.h - what staff says by mail: a command does its work, is written
 * into the audit table, is used up and counted, and the mailbox' cursor moves
 * on, in one durable transaction.  So a mail is obeyed once, whatever happens.
 */

#include "store/questions.h"

#define COMMAND_KEY	16

/* What came of a mail.  Stored: never renumber. */
enum command_result {
	COMMAND_DONE = 0,	/* the question is as staff wants it */
	COMMAND_OVER = 1,	/* ended already: nothing was left to do */
	COMMAND_CHANGED = 2,	/* the person asked further since that mail */
	COMMAND_USED = 3,	/* obeyed before */
	COMMAND_GONE = 4,	/* the question is no longer kept */
	COMMAND_EXPIRED = 5,
	COMMAND_FORGED = 6,	/* looks like a token, and is not ours */
	COMMAND_SENDER = 7,	/* the link was somebody else's */
	COMMAND_UNVERIFIED = 8,	/* the mail server does not vouch for it */
	COMMAND_AUTOMATIC = 9,	/* written by a machine, or to many */
	COMMAND_UNKNOWN = 10,	/* any other mail */
	COMMAND_TEST = 11,	/* the link of a test mail: it works */
};
#define COMMAND_RESULTS	12

/* "done", "over", ...: for metrics, too. */
const char *command_result_name(enum command_result);

struct store_command {
	enum command_result result;	/* DONE: try; else: only count it */
	char id[QID_LEN + 1];		/* "": names no question */
	enum verb verb;
	bool all;			/* all that wait in its conversation */
	int64_t until;			/* SNOOZE */
	int64_t issued;			/* the mail's time: whatever came later
					 * is not ended by it */
	const char *who;		/* "mail anna@example.org" */
	const char *arg;		/* how, or NULL */
	const char *key;		/* works once; or NULL */
	int64_t key_until;
};

typedef void store_commands_fn(void *arg, const struct err *,
	    const struct store_command *, size_t n);
/* In their order.  cursor: where the mailbox stands then.  Calls back with
 * what came of each.  Copied. */
void	store_commands(struct store *, const struct store_command *, size_t n,
	    const char *cursor, int64_t now, store_commands_fn *, void *arg);

/* cursor: as last given, or NULL. */
typedef void store_cursor_fn(void *arg, const struct err *,
	    const char *cursor);
void	store_command_cursor(struct store *, store_cursor_fn *, void *arg);

/* The key of the tokens, made with the database.  At once: it never changes. */
const unsigned char *store_command_key(const struct store *);

#endif
