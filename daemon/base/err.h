/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_ERR_H
#define HARK_BASE_ERR_H

/*
 * err.h - what went wrong, for a human.
 *
 * Fixed size, so that reporting an error cannot fail.  Functions return it,
 * the layer that decides logs it once.  The text says what happened, to what
 * (account, file:line), and what to do.
 */

#include <stdarg.h>

enum err_code {
	ERR_OK = 0,
	ERR_USAGE,		/* the caller asked for nonsense */
	ERR_CONFIG,		/* the configuration must change */
	ERR_NOT_FOUND,
	ERR_PERMISSION,
	ERR_CONFLICT,		/* somebody else was faster, or it is ambiguous */
	ERR_STORE,		/* the database */
	ERR_FULL,		/* the disk is full */
	ERR_IO,
	ERR_NET,		/* temporary: the network or a server */
	ERR_REFUSED,		/* permanent: a server said no */
	ERR_PROTOCOL,		/* a peer sent what cannot be understood */
	ERR_LIMIT,		/* a limit of ours was reached */
	ERR_UNAVAILABLE,
};

struct err {
	enum err_code code;
	char text[480];
};

/* Fill e (which may be NULL); always returns -1.  Cut at a character. */
int	err_set(struct err *e, enum err_code, const char *, ...)
	    __attribute__((format(printf, 3, 4)));
/* Put "prefix: " before the text; always returns -1. */
int	err_prefix(struct err *e, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
/* Its place among the sysexits. */
int	err_exit(const struct err *);

#endif
