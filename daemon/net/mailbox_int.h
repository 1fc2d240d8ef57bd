/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_MAILBOX_INT_H
#define HARK_NET_MAILBOX_INT_H

/*
 * mailbox_int.h - what the parts of a mailbox know of each other: mailbox.c
 * speaks with the server, mailbox_mails.c keeps what it found.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "hark.h"
#include "net/mailbox.h"
#include "net/stream.h"

struct imap;
struct timer;

enum step { SELECT, SEARCH, FETCH, TAKEN, STORE, IDLE, NOOP, PAUSE };

struct mailbox {
	struct stream_server server;	/* strings are ours */
	char *url, *user, *ca_file, *folder;
	struct secret *password;
	mailbox_fn *fn;
	void *arg;

	struct stream *stream;		/* NULL: not connected */
	struct imap *parser;
	struct timer *timer;		/* connect, renew IDLE, look again */
	enum step step;
	int n_said;
	char tag[16];
	bool news;			/* IDLE was told to end */
	bool again;			/* something came while we read */
	bool no_idle;
	int depth;			/* of what is at work on it; then ... */
	bool closed;			/* ... it goes when that is done */
	int64_t tries;

	int64_t validity, last;		/* of the cursor; 0: none */
	int64_t validity_now, next_now;
	int64_t *uids;			/* found; from `at' on to be read */
	size_t n, size, at, end;	/* [at, end): being read */
	/* The server refused mails up to this one: one by one, for a while. */
	int64_t stuck, stuck_at;
	struct mailbox_mail mails[MAILBOX_BATCH];	/* of these */
	char *texts[MAILBOX_BATCH];
};

/* --- mailbox_mails.c ------------------------------------------------------- */

/* What a search found; false: that is absurd. */
bool	mailbox_found(struct mailbox *, const json_t *r);
/* Ascending, whatever the order on the wire, and none twice. */
void	mailbox_sort(struct mailbox *);
/* A mail of those that are being read. */
void	mailbox_fetched(struct mailbox *, const json_t *r);
/* Their texts are not needed any more. */
void	mailbox_forget(struct mailbox *);

#endif
