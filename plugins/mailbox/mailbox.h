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

/* --- the server ----------------------------------------------------------- */

/* Of the options of an account. */
struct mb_server {
	const char *server, *user, *password;
	const char *const *folders;
	const char *authserv_id;
	const char *token_url, *client_id, *client_secret, *refresh_token;
	const char *scope;
};

/* Why it cannot work, or NULL. */
const char *mb_check(const struct mb_server *);

extern const char *const mb_auth[];
extern const struct hark_login mb_logins[];

#define MB_OPTIONS(st, at)						\
	HARK_OPT_URL("server", st, at.server,				\
	    .flags = HARK_REQUIRED | HARK_REALM,			\
	    .help = "mail server, as imaps://imap.example.org"),	\
	HARK_OPT_STRING("user", st, at.user, .flags = HARK_REQUIRED,	\
	    .help = "user name there, mostly the mail address"),	\
	HARK_OPT_STRING("password", st, at.password,			\
	    .flags = HARK_SECRET,					\
	    .help = "name of the credential with the (app) password"),	\
	HARK_OPT_LIST("folders", st, at.folders, .def = "INBOX",	\
	    .help = "mailboxes where mails from others arrive"),	\
	HARK_OPT_STRING("authserv-id", st, at.authserv_id,		\
	    .help = "your mail server's name in Authentication-Results"), \
	HARK_OPT_URL("token-url", st, at.token_url,			\
	    .help = "where tokens are given instead of passwords (OAuth)"), \
	HARK_OPT_STRING("client-id", st, at.client_id,			\
	    .help = "id of the application that asks for tokens"),	\
	HARK_OPT_STRING("client-secret", st, at.client_secret,		\
	    .flags = HARK_SECRET,					\
	    .help = "name of the credential with its secret"),		\
	HARK_OPT_STRING("refresh-token", st, at.refresh_token,		\
	    .flags = HARK_SECRET,					\
	    .help = "name of the credential with a refresh token"),	\
	HARK_OPT_STRING("scope", st, at.scope,				\
	    .help = "scope of the tokens")

/* --- walking -------------------------------------------------------------- */

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
	size_t alone;			/* up to here one by one */
	int64_t piece;			/* bytes of a mail that are read */
	int64_t until;			/* news are waited for */
	bool news, again, ending;
};

/* cursor: as hark_cursor() had it, or NULL. */
void	mb_start(struct hark_task *, struct mb_box *, const char *cursor);
/* HARK_BYTES and HARK_CLOSED; ends the task when all is read. */
void	mb_event(struct hark_task *, struct mb_box *,
	    const struct hark_event *);

/* --- what a server lists (list.c) ------------------------------------------ */

/* A mailbox: the one for sent mails is kept in ->raw. */
void	mb_listed(struct hark_task *, struct mb_box *b, const json_t *r);
/* Mails that a search found go to ->uids. */
void	mb_found_mails(struct hark_task *, struct mb_box *b, const json_t *r);
/* Ascending, whatever the order on the wire, and none twice. */
void	mb_sort(int64_t *v, size_t *count);

/* --- mails ---------------------------------------------------------------- */

/* The first of a header's values, its name in small letters; or NULL. */
const char *mb_header(const json_t *mail, const char *name);
/* The address of the i-th in "from" or another list; or NULL. */
const char *mb_address(const json_t *mail, const char *list, size_t i);
/* An id that is the same in every mailbox: of the Message-ID, else of what
 * stands in the headers. */
const char *mb_id(struct hark_task *, const json_t *mail);
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

/* --- patterns ------------------------------------------------------------- */

#define MB_CAPTURES	8

/* What stood at the {names} of a pattern; lent by pattern and text. */
struct mb_found {
	size_t n;
	struct {
		const char *name, *s;
		size_t name_len, len;
	} at[MB_CAPTURES];
};

/*
 * Does the text fit?  In a pattern a space stands for any white space, \\n for
 * the end of a line and empty ones, {name} for some text, as short as possible,
 * {} for any.  whole: from end to end; else somewhere in it.
 */
bool	mb_match(const char *pattern, size_t n, const char *text, bool whole,
	    struct mb_found *);
/* A copy of what {name} stood for, without white space around; or NULL. */
const char *mb_got(struct hark_task *, const struct mb_found *,
	    const char *name);

/* What the receiving server found out about a mail's origin. */
enum mb_verdict { MB_NOTHING, MB_PASS, MB_FAIL };
/*
 * Of the topmost Authentication-Results alone, and only if it is `server's:
 * everybody can write one.  domain: DKIM has to be of this one or below it;
 * NULL: any method's word.
 */
enum mb_verdict mb_verdict(const json_t *mail, const char *server,
	    const char *domain);
/* Is host the domain or below it? */
bool	mb_within(const char *host, const char *domain);

#endif
