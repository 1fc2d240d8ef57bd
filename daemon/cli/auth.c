/* SPDX-License-Identifier: ISC */

/*
 * auth runs harkd itself on this terminal, as whoever runs hark: the daemon may
 * not write credentials, and need not be there.
 */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/cli.h"

/* harkd speaks sysexits(3), hark its own. */
static int
as_ours(int status)
{
	if (!WIFEXITED(status))
		return EXIT_HARK_ERROR;
	switch (WEXITSTATUS(status)) {
	case EX_OK:
		return EXIT_HARK_OK;
	case EX_USAGE:
		return EXIT_HARK_USAGE;
	case EX_NOPERM:
		return EXIT_HARK_PERMISSION;
	default:
		return EXIT_HARK_ERROR;
	}
}

int
run_auth(const struct opts *o)
{
	AUTO(free_p) char *harkd = find_harkd(), *account = NULL;
	const char *argv[HARKD_BEGIN + 10] = { NULL };
	char port[24];
	size_t n = harkd_begin(o, argv);
	int status;
	pid_t pid;

	if (harkd == NULL)
		return exec_failed(o);
	account = o->client != NULL ? xasprintf("%s/%s", o->client,
	    o->argv[0]) : xstrdup(o->argv[0]);
	if (o->port != -1) {
		snprintf(port, sizeof(port), "%lld", (long long)o->port);
		argv[n++] = "--port";
		argv[n++] = port;
	}
	if (o->read_only)
		argv[n++] = "--read-only";
	if (o->argc > 1) {
		argv[n++] = "--credential";
		argv[n++] = o->argv[1];
	}
	argv[n++] = "--lang";
	argv[n++] = o->lang;
	argv[n++] = "--auth";
	argv[n++] = account;
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		execv(harkd, (char **)(uintptr_t)argv);
		_exit(127);
	}
	if (pid == -1)
		return exec_failed(o);
	/* It sees to the terminal before it ends; we end after it. */
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	while (waitpid(pid, &status, 0) == -1)
		;
	return as_ours(status);
}
