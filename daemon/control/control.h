/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONTROL_CONTROL_H
#define HARK_CONTROL_CONTROL_H

/*
 * control.h - the socket that hark(1) talks to.
 *
 *	control.c	listening, peers
 *	request.c	lines, arguments, rights, answers
 *	protocol.h	names and codes, shared with the client
 *	look.c		verbs that only read
 *	work.c		verbs that change something, each with an audit row
 *	reply.c		`hark reply': re-read, send once, read back
 *	people.c	who writes: lists, history, marks
 *	forget.c	forget and export
 *	show.c		structs to JSON with stable keys
 */

#include "alert/alert.h"
#include "command/command.h"
#include "poll/poll.h"
#include "store/client.h"

struct control;

struct control_hooks {
	void *arg;
	/* `hark reload': -1 and e if the new file is refused. */
	int (*reload)(void *arg, struct err *e);
	/* `hark config': the configuration in force, secrets masked; given. */
	char *(*config)(void *arg);
};

/* command may be NULL.  fd: a listening socket from systemd, or -1 to make config->socket (0660,
 * the configured group; a stale one is replaced, a live one is ERR_CONFLICT). */
struct control *control_new(const struct config *, struct client *, size_t n,
	    struct poll *, struct alert *, const struct command *,
	    const struct classifier *, const struct control_hooks *, int fd, struct err *);
void	control_reconfigure(struct control *, const struct config *,
	    struct client *, size_t n);
/* Something changed: tell those who `watch'. */
void	control_changed(struct control *, struct client *);
void	control_free(struct control *);

#endif
