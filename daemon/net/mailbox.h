/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_MAILBOX_H
#define HARK_NET_MAILBOX_H

/*
 * mailbox.h - wait for mails in one folder of a mailbox server: what comes is
 * handed over in the order of its UIDs, a few at a time, each once.
 *
 * It goes over the streams (net/stream.h) that plugins with mailboxes use, and
 * waits with IDLE, or looks every minute where there is none.  It connects
 * again by itself, with growing pauses up to a quarter of an hour.
 *
 * The cursor "UIDVALIDITY:UID" says how far it got.  Without one, what lies
 * there is passed over; where the server has another validity, the last days
 * are handed over again.  Nothing is changed in the folder, but what
 * mailbox_taken() is told to mark as read.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/secret.h"

#define MAILBOX_BATCH	20
#define MAILBOX_PIECE	32768		/* bytes that are read of a mail */

struct mailbox_opts {			/* copied */
	const char *server;		/* imaps://host:993, imap://host:143 */
	const char *user;
	const struct secret *password;
	const char *ca_file;		/* or NULL */
	const char *folder;
	const char *cursor;		/* or NULL */
};

struct mailbox_mail {
	const char *text;		/* any bytes; NULL: unreadable */
	size_t len;
	bool cut;			/* it is longer than that */
	int64_t received;		/* by the server, or 0 */
};

enum mailbox_what {
	MAILBOX_MAILS,		/* .mails, .cursor: where it stands once they
				 * are taken; n 0: only keep the cursor.
				 * Nothing goes on before mailbox_taken(). */
	MAILBOX_WAITS,		/* all is read */
	MAILBOX_FAILED,		/* .err; it tries again, .tries: failures in a
				 * row.  Codes are those of stream.h, and
				 * ERR_CONFIG for a missing folder. */
};

struct mailbox_event {
	enum mailbox_what what;
	const struct mailbox_mail *mails;
	size_t n;
	const char *cursor;
	struct err err;
	int64_t tries;
};

struct mailbox;
/* Everything is lent for the call; it may close the mailbox. */
typedef void mailbox_fn(void *arg, const struct mailbox_event *);

/* Events come later, from the loop. */
struct mailbox *mailbox_open(const struct mailbox_opts *, mailbox_fn *,
	    void *arg);
/* The mails of the last event are done with: go on.  read: those to be marked,
 * one for each, or NULL. */
void	mailbox_taken(struct mailbox *, const bool *read);
/* They could not be taken: hang up, and hand them over again later. */
void	mailbox_retry(struct mailbox *);
void	mailbox_close(struct mailbox *);

#endif
