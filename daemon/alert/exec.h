/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_EXEC_H
#define HARK_ALERT_EXEC_H

/*
 * exec.h - run the administrator's program, with an alert on its standard
 * input.
 *
 * No shell, no arguments, no secrets; the environment is PATH and LANG, the
 * folder is /.  It has its own process group, which is killed when the time
 * is over.  Exit status 0 means delivered, everything else "try again".
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define EXEC_LIMIT_MS	30000

/* err: ERR_OK; ERR_NET for what may pass (exit status, time limit, fork);
 * ERR_CONFIG if the program cannot be run at all. */
typedef void exec_fn(void *arg, const struct err *);
struct exec_call;

/* input: copied.  fn runs exactly once, from the loop, unless cancelled. */
struct exec_call *exec_start(const char *program, const char *input, size_t len,
	    int64_t limit_ms, exec_fn *, void *arg);
/* Kills what still runs. */
void	exec_cancel(struct exec_call *);

#endif
