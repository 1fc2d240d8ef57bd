/* SPDX-License-Identifier: ISC */
#ifndef HARK_COMMAND_COMMAND_H
#define HARK_COMMAND_COMMAND_H

/*
 * command.h - the command mailbox: staff without a terminal sends the mails
 * that the links in ours open (alert/acts.h), and hark does what they say.
 *
 *	command.c	one mailbox for each client that has one: waiting,
 *			handing on, telling the administrator
 *	order.c		a mail as a command, or why it is none; pure
 *
 * Nothing is ever answered, so that nothing can loop.  A command changes a
 * question's state and publishes nothing.  It is done, written into the audit
 * table and counted in one transaction with the mailbox' cursor
 * (store/command.h).
 */

#include "alert/alert.h"
#include "base/arena.h"
#include "net/mailbox.h"
#include "store/client.h"
#include "store/command.h"

struct command;

/* All of it outlives this.  From here on mailboxes are read. */
struct command *command_new(const struct config *, struct client *, size_t n,
	    struct alert *);
void	command_reconfigure(struct command *, const struct config *,
	    struct client *, size_t n);
/* Before stream_free(), after the stores are closed. */
void	command_free(struct command *);

struct command_health {
	bool heard;		/* it is being read */
	int64_t since;		/* not heard: since when */
	struct err err;		/* not heard: why; ERR_OK: not tried yet */
};
/* False: this client has none. */
bool	command_health(const struct command *, const struct client *,
	    struct command_health *);

/*
 * What does a mail to this client want?  result is COMMAND_DONE if it is to be
 * tried.  Strings are the arena's.  -1 and e: mails cannot be read at all.
 */
int	command_order(const struct conf_client *,
	    const unsigned char key[COMMAND_KEY], const struct mailbox_mail *,
	    int64_t now, struct arena *, struct store_command *,
	    struct err *e);

#endif
