/* SPDX-License-Identifier: ISC */
#ifndef HARK_CLI_SETUP_H
#define HARK_CLI_SETUP_H

/*
 * setup.h - private to `hark setup': five questions to a first account.
 *
 *	setup.c		the questions, and what follows from the answers
 *	setup_net.c	the first of them: which network
 *	setup_ask.c	the terminal: a line, a secret, the way out
 *	setup_conf.c	answers become a configuration; it moves into its folder
 *	setup_try.c	harkd on a draft: is it right, does the mail leave, what
 *			is heard
 *
 * Until the end everything lies in a folder of its own below /tmp, 0700, that
 * goes away however setup ends; the last step alone writes where hark looks.
 */

#include <sys/types.h>

#include <stdbool.h>

#include "cli/cli.h"

#define SETUP_DIR	SYSCONFDIR "/hark"
#define SETUP_QUESTIONS	5
/* Where systemd learns which credentials to hand over: the folder of secrets is
 * root's alone, see systemd/hark.tmpfiles. */
#define SETUP_UNITS	SYSCONFDIR "/systemd/system"
#define SETUP_DROP_IN	SETUP_UNITS "/harkd.service.d/setup.conf"

struct setup {
	const struct opts *opts;
	const char *dir;		/* where it shall lie at last */
	char *tmp;			/* draft: harkd.conf, secrets, state */
	bool example;			/* the untouched example lies in dir */
	json_t *plugins;		/* rows of `harkd --plugins' */
	const json_t *plugin;		/* the one that was chosen */
	json_t *options;		/* of the account: name, text */
	json_t *secrets;		/* of the account: option, credential */
	char *business;			/* as people call it */
	char *client;			/* the same as a name */
	char *zone, *holidays, *hours;	/* holidays may be "" */
	json_t *mails;			/* addresses of recipients */
	char *server, *user, *from;	/* of the mails; user may be "" */
	bool with_account;		/* the draft has one */
	const char *asking;		/* the option of it, or NULL */
	bool more;			/* options that follow */
	pid_t child;			/* harkd that runs on the draft, or 0 */
};

/* --- setup.c --- */

void	setup_question(const struct setup *, int n, const char *text);
/* Does harkd take the draft with this?  Else says so, and the hint. */
bool	setup_fits(struct setup *, const char *hint);
/* Must this option of the account be there? */
bool	setup_required(const struct setup *, const char *option);
/* What harkd says, without the name of a file that will soon be gone. */
const char *without_place(const struct setup *, const char *why);

/* --- setup_net.c --- */

void	ask_network(struct setup *);

/* --- setup_ask.c --- */

/* From here on signals and the end of input lead to setup_leave(). */
void	ask_begin(struct setup *);
/* A line, trimmed; def (or NULL: something must be said) if it is empty.
 * Given. */
char	*ask(struct setup *, const char *prompt, const char *def);
/* The same without echo; "" is an answer. */
char	*ask_secret(struct setup *, const char *prompt);
bool	ask_yes(struct setup *, const char *prompt, bool def);
/* What was wrong, and what would be right. */
void	ask_again(const char *, ...) __attribute__((format(printf, 1, 2)));
/* After something that may have been interrupted. */
void	ask_check(struct setup *);
/* Between them nothing interrupts. */
void	ask_hold(void);
void	ask_release(void);
/* Forget the draft, give the terminal back, end.  rc: an exit code. */
void	setup_leave(struct setup *, int rc) __attribute__((noreturn));

/* --- setup_conf.c --- */

/* A client's name from a business': "baeckerei-mueller"; given. */
char	*conf_name(const char *business);
/* Write the draft; credentials are files of their own. */
void	conf_draft(const struct setup *);
void	conf_secret(const struct setup *, const char *name, const char *value);
bool	conf_has_secret(const struct setup *, const char *name);
/*
 * May dir be written, and is there no configuration yet?  Else says what to do
 * and returns an exit code.
 */
int	conf_may(struct setup *);
/* Move the draft to dir; 0, or -1 with nothing left there. */
int	conf_commit(struct setup *);
/* The draft and all below it; only what harkd kept while it was tried. */
void	conf_forget(const struct setup *);
void	conf_anew(const struct setup *);

/* --- setup_try.c --- */

/* NULL if harkd understands the draft, else what it says; given.  secrets:
 * they are there by now. */
char	*try_draft(struct setup *, bool secrets);
/* Send a test to the recipients; NULL, or what went wrong; given. */
char	*try_mail(struct setup *);
/* Let a person be walked through the network's login, as `hark auth' does; did
 * it bring a key? */
bool	try_auth(struct setup *);
/* Ask the network once, send nothing; the rows of its account and of who
 * waits, given.  NULL, or what went wrong; given. */
char	*try_poll(struct setup *, json_t **account, json_t **waiting);
void	try_stop(struct setup *);

#endif
