/* SPDX-License-Identifier: ISC */
#ifndef HARK_AUTH_H
#define HARK_AUTH_H

/*
 * auth.h - `harkd --auth ACCOUNT', which `hark auth' runs: a person is walked
 * through a network's login, and the credential is tested and put where the
 * configuration says.
 *
 * A process of its own, not the running daemon: whoever may write the
 * credentials does it (root as a rule, the daemon may not), no secret crosses
 * the socket, and it works before harkd has ever started.  What the network
 * wants is data of its plugin (struct hark_consent in hark.h).
 *
 *	auth.c		the walk, in its order
 *	auth_find.c	which account, and which way into it
 *	auth_value.c	what {name} stands for
 *	auth_ask.c	the terminal, and the browser's way back
 *	auth_visit.c	requests, and what is kept of their answers
 *	auth_place.c	which file, whose it is, what harkd must do then
 *	auth_words.c	what it says
 */

#include "config/config.h"

#define AUTH_PORT	8377

struct auth_opts {
	struct config_opts config;
	const char *account;		/* "blumen" or "becker/blumen" */
	const char *option;		/* which credential of it, or NULL */
	const char *lang;		/* "de" or "en" */
	bool read_only;			/* ask for nothing to write with */
	bool draft;			/* of `hark setup': where it is written,
					 * and what comes next, says that */
	int port;			/* where the browser comes back; 0: none,
					 * its address is pasted */
};

/* Returns an exit status of sysexits(3). */
int	auth_run(const struct auth_opts *);

#endif
