/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_NOTIFY_H
#define HARK_BASE_NOTIFY_H

/*
 * notify.h - telling systemd how we are (sd_notify(3)); silent elsewhere.
 */

#include <stdint.h>

void	notify_ready(void);
void	notify_status(const char *, ...) __attribute__((format(printf, 1, 2)));
/* RELOADING=1 with MONOTONIC_USEC; notify_ready() ends it. */
void	notify_reloading(void);
void	notify_stopping(void);
void	notify_watchdog(void);
/* ms between WATCHDOG=1 as systemd wants them halved, or 0: no watchdog. */
int64_t	notify_watchdog_interval(void);
/* A listening socket handed over by a .socket unit, or -1. */
int	notify_listen_fd(void);

#endif
