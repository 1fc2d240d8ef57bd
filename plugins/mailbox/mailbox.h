/* SPDX-License-Identifier: ISC */
#ifndef MAILBOX_H
#define MAILBOX_H

/*
 * mailbox.h - what the plugins that read mailboxes share: walking over a
 * mailbox without changing anything in it, and the words of a mail.
 *
 * A mailbox is opened with EXAMINE and read with BODY.PEEK: nothing is marked
 * as read, moved or deleted.
 */

#include "hark.h"

struct mb_box;

/* A mail, lent; received: by the mailbox, 0 if it does not say.  cut: it is
 * longer than what was read of it. */
typedef void mb_mail_fn(struct hark_task *, const json_t *mail,
	    int64_t received, bool cut);

/* Where to read, and how far it got.  Zero but for what mb_start() needs. */
struct mb_box {
	const char *url;
	const char *name;		/* as people write it; NULL: find Sent */
	const char *raw;		/* the same as the server writes it */
	int64_t since;			/* of a box never read; 0: all */
	bool tail;			/* the newest few, without cursor */
	mb_mail_fn *mail;

	/* box.c's. */
	int step, n_said;
	const char *tag;		/* of the command under way */
	int64_t validity, last;		/* of the cursor; 0: none */
	int64_t validity_now, next_now;
	int64_t *uids;
	size_t n, size, at, end, max;
	int64_t piece;			/* bytes of a mail that are read */
};

/* cursor: as hark_cursor() had it, or NULL. */
void	mb_start(struct hark_task *, struct mb_box *, const char *cursor);
/* HARK_BYTES and HARK_CLOSED; ends the task when all is read. */
void	mb_event(struct hark_task *, struct mb_box *,
	    const struct hark_event *);

/* --- mails ---------------------------------------------------------------- */

/* The first of a header's values, its name in small letters; or NULL. */
const char *mb_header(const json_t *mail, const char *name);
/* The address of the i-th in "from" or another list; or NULL. */
const char *mb_address(const json_t *mail, const char *list, size_t i);
/* An id that is the same in every mailbox: of the Message-ID, else of what
 * stands in the headers. */
const char *mb_id(struct hark_task *, const json_t *mail);
/* The same for a Message-ID. */
const char *mb_hash(struct hark_task *, const char *message_id);
/* When it was written, as far as that can be believed. */
int64_t	mb_time(struct hark_task *, const json_t *mail, int64_t received);
/* Written by a machine, or to many: reports, absence notes, lists. */
bool	mb_automatic(const json_t *mail);
/* Does an address look as if nobody read what is sent there? */
bool	mb_no_reply(const char *address);
/* Is something hung on? */
bool	mb_attached(const json_t *mail);

/* All the words, as they stand; never NULL. */
const char *mb_text(struct hark_task *, const json_t *mail);
/* Only those of its writer: without quotes and signature. */
const char *mb_words(struct hark_task *, const char *text);
/* At most max bytes, cut between characters. */
const char *mb_cut(struct hark_task *, const char *, size_t max);
/* Without "Re:", "AW:" and their like; *reply: there was one. */
const char *mb_subject(const char *, bool *reply);

/* What the receiving server found out about a mail's origin. */
enum mb_verdict { MB_NOTHING, MB_PASS, MB_FAIL };
/*
 * Of the topmost Authentication-Results alone, and only if it is `server's:
 * everybody can write one.  domain: DKIM has to be of this one or below it;
 * NULL: any method's word.
 */
enum mb_verdict mb_verdict(struct hark_task *, const json_t *mail,
	    const char *server, const char *domain);
/* Is host the domain or below it? */
bool	mb_within(const char *host, const char *domain);

#endif
