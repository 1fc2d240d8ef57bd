/* SPDX-License-Identifier: ISC */
#ifndef HARK_SERVICE_INT_H
#define HARK_SERVICE_INT_H

/*
 * service_int.h - private to service.c, chores.c and verify.c: the running daemon.
 */

#include <stddef.h>
#include <stdint.h>

#include "service.h"
#include "store/client.h"

struct service {
	struct service_opts opts;
	struct config *config;
	struct classifier *classifier;
	struct client *clients;
	size_t n_clients;
	struct poll *poll;
	struct alert *alert;
	struct command *command;
	struct control *control;
	struct timer *idle, *retain, *status, *watchdog, *stop;
	struct customer_watch *customers;
	int64_t watchdog_ms;
	size_t unanswered;	/* stores that owe the watchdog an answer */
	struct verify *verifying;	/* verify.c; the first one runs */
	bool stopping, poll_stopped, round_ok;
	int exit;
};

/* customers.c: lists of customers, and the program that knows them. */
struct customer_watch;
struct customer_watch *customers_new(struct service *);
/* Read what has changed, now. */
void	customers_look(struct customer_watch *);
void	customers_end(struct customer_watch *);

/* chores.c: timers of quiet moments; each starts itself again. */
void	chore_idle(void *service);	/* search index, checkpoints */
void	chore_retain(void *service);	/* forgetting what is past its time */
void	chore_status(void *service);	/* STATUS= for systemd */
void	chore_watchdog(void *service);

/*
 * verify.c: look through a database whose last end was unclean, beside the
 * work.  It is stopped before the store is closed.
 */
void	verify_start(struct service *, struct store *, const char *path);
void	verify_stop(struct service *, const struct store *);

#endif
