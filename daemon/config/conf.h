/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONFIG_CONF_H
#define HARK_CONFIG_CONF_H

/*
 * conf.h - private to config/: a configuration while it is being read.
 *
 *	guard.c		the text, made safe for libconfuse
 *	read.c		libconfuse: sections, lines, names that do not exist
 *	tables.c	what options there are
 *	option.c	one value
 *	config.c	the top, mail, and what needs the whole file
 *	client.c	a client, its keep and ear
 *	recipient.c	whom it tells
 *	commands.c	a mailbox for what staff says by mail
 *	ring.c		when, and who stands in for whom
 *	account.c	an account of a plugin
 *	print.c		everything in words (print_ring.c)
 */

#include "base/arena.h"
#include "config/calendar.h"
#include "config/config.h"
#include "config/option.h"
#include "config/tables.h"

struct buf;

struct place {
	const char *file;
	int line;			/* 0: nowhere */
};

/* What stands for one option; n == 0: nothing. */
struct value {
	const char *const *text;
	size_t n;
	struct place at;
};

/* A section as read, lent for the call. */
struct section {
	const char *type;		/* "client", "mastodon" */
	const char *title;		/* or NULL */
	struct place at;		/* its first line; of the top: no line */
	const struct hark_option *table;
	const struct value *values;	/* one for each entry of the table */
};

struct reader;

typedef int section_fn(struct reader *, const struct section *, struct err *);

struct section_type {
	const char *name;
	bool titled;
	const struct hark_option *table;
	section_fn *done;		/* called when its brace closes */
	const struct section_type *inner;	/* ends with .name == NULL */
};

/* A recipient until its client is complete. */
struct draft {
	struct conf_recipient r;
	struct raw_recipient raw;
	struct place hours_at, accounts_at, networks_at, languages_at,
	    absent_at, deputy_at, outside_at, delay_at;
};

/* The public struct and what it owns. */
struct whole {
	struct config cf;
	struct arena *arena;		/* all strings and options */
	const char *password;		/* credential of mail, or NULL */
};

struct reader {
	struct whole *whole;
	struct config *cf;
	struct arena *a;
	const struct config_opts *opts;
	struct conf_client client;	/* the one being read */
	struct conf_account *accounts;	/* its accounts so far */
	size_t n_accounts, max_accounts;
	struct draft *drafts;		/* its recipients so far */
	size_t n_drafts;
	struct classify_limits limits[8];
	struct calendar calendar;	/* of the client */
	struct place mail_at, admin_at, password_at, keep_at;
	const char *credential_dir;
	size_t max_clients;
};

/* read.c: read one file (of several) into rd; finish with the top. */
int	read_file(struct reader *, const struct section_type *top,
	    const char *path, struct err *);
int	read_begin(struct reader *, const struct section_type *top, struct err *);
int	read_end(struct reader *, struct err *);
void	read_abort(struct reader *);
/* A setting outside of all sections, before the rest is read; *ret stays as
 * it is if there is none.  In the arena. */
int	read_early(struct reader *, const char *path, const char *name,
	    const char **ret, struct err *);
#define CONF_STATE_DIR	"/var/lib/hark"

/* Fill base from values [from, to) of the table, defaults included. */
int	section_bind(struct reader *, const struct section *, size_t from,
	    size_t to, unsigned flags, void *base, struct err *);
/* Where an option stands, or the section if it is not set. */
struct place section_place(const struct section *, const char *name);
bool	section_has(const struct section *, const char *name);
/* Put "file:line: " before e; returns -1. */
int	at(struct place, struct err *e);

section_fn config_top, config_mail, client_done, keep_done, ear_done;
section_fn recipient_draft, account_done, account_gone, commands_done;
/* Drafts become recipients of the client that is complete. */
int	recipients_finish(struct reader *, const struct raw_client *,
	    struct err *);
int	recipients_secrets(struct reader *, struct conf_client *, struct err *);
/* Warnings: of whose questions is nobody told, and who is never reached?  c is
 * complete. */
void	unheard_warn(const struct conf_client *);
/* Absences, deputies and what a recipient wants; c's recipients and drafts are
 * in the same order. */
int	ring_people(struct reader *, const struct raw_client *, struct err *);
/* Steps of the client that is complete. */
int	ring_steps(struct reader *, const struct raw_client *,
	    const struct section *, struct err *);
void	recipient_clear(const struct conf_client *, struct conf_recipient *);
/*
 * Business time; spans instead of raw's own; closed on the days of a calendar,
 * or NULL.  Errors name the given places.
 */
int	hours_build(const struct raw_client *, const char *const *spans,
	    const struct calendar *,
	    struct place zone_at, struct place hours_at,
	    struct place closed_at, struct place holidays_at,
	    struct hours **, struct err *);
/* Accounts in order of the file; names unique. */
int	accounts_finish(struct reader *, struct err *);
/* Credentials, once it is known where they are. */
int	secret_of(struct reader *, const char *name, struct place,
	    const char *option, struct secret **, struct err *);
int	accounts_secrets(struct reader *, struct conf_client *, struct err *);
void	account_clear(struct conf_account *);
int	commands_secret(struct reader *, struct conf_client *, struct err *);
/* Nobody else reads that folder: no account of the client, no client before. */
int	commands_check(struct reader *, const struct conf_client *,
	    struct err *);

/* print_ring.c */
void	print_steps(struct buf *, const struct conf_client *);
void	print_ringing(struct buf *, const struct conf_client *,
	    const struct conf_recipient *);
const char *print_absent(const struct conf_recipient *, int64_t t);

/* Small checks; e says what would be right. */
int	check_language(const char *, struct err *);
int	check_address(const char *, struct err *);
int	check_name(const char *, struct err *);

#endif
