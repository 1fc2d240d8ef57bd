/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_EXEC_H
#define HARK_NET_EXEC_H

/*
 * exec.h - run a program of the administrator's: something on its standard
 * input, perhaps something from its standard output.
 *
 * No shell, no arguments, no secrets; the environment is PATH and LANG, the
 * folder is /.  What exec_hide() named cannot be opened by it (hide.h).  It has
 * its own process group, which is killed when the time is over.  Exit status 0
 * means that it went well, everything else "try again".
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* err: ERR_OK; ERR_LIMIT if the time was over; ERR_NET for what else may pass
 * (exit status, too much said, fork); ERR_CONFIG if it cannot be run at all. */
typedef void exec_fn(void *arg, const struct err *);
/* Some more of its standard output, lent; never after exec_fn. */
typedef void exec_out_fn(void *arg, const char *data, size_t len);
struct exec_call;

struct exec_opts {
	const char *program;		/* absolute path; copied */
	const char *input;		/* copied; then end of file */
	size_t len;
	int64_t limit_ms;
	exec_out_fn *out;		/* NULL: its output goes nowhere */
	size_t out_max;			/* bytes; more: it is ended */
};

/* fn runs exactly once, from the loop, unless cancelled. */
struct exec_call *exec_start(const struct exec_opts *, exec_fn *, void *arg);
/* Kills what still runs. */
void	exec_cancel(struct exec_call *);

/*
 * No program started from now on may open what lies at or below these paths
 * (NULL-terminated; copied): where the secrets and conversations are.
 */
void	exec_hide(const char *const *paths);

#endif
