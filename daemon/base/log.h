/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_LOG_H
#define HARK_BASE_LOG_H

/*
 * log.h - one line, one fact, on standard error.
 *
 * Under systemd (JOURNAL_STREAM set) lines carry the <N> priority of
 * sd-daemon(3); on a terminal the level's name.  Everything outside printable
 * UTF-8 is escaped here, so strangers' text cannot forge lines or move a
 * cursor.  Only the layer that decides logs; helpers return errors.  Secrets
 * never come here: they are opaque to everybody (config/secret.h).
 */

#include <stdarg.h>

enum log_level { LOG_L_ERR = 3, LOG_L_WARN = 4, LOG_L_INFO = 6, LOG_L_DEBUG = 7 };

void	log_set_level(enum log_level max);
/* Tests: hand each finished line to fn instead of writing it; NULL undoes. */
void	log_set_sink(void (*fn)(enum log_level, const char *line));
/* What precedes each message until changed ("mastodon/acme"); NULL: nothing. */
void	log_set_prefix(const char *);

void	log_err(const char *, ...) __attribute__((format(printf, 1, 2)));
void	log_warn(const char *, ...) __attribute__((format(printf, 1, 2)));
void	log_info(const char *, ...) __attribute__((format(printf, 1, 2)));
void	log_debug(const char *, ...) __attribute__((format(printf, 1, 2)));
void	log_at(enum log_level, const char *, ...)
	    __attribute__((format(printf, 2, 3)));

/* A bug, or no memory: say so and abort. */
void	fatal(const char *, ...)
	    __attribute__((format(printf, 1, 2), noreturn, cold));

#endif
