/* SPDX-License-Identifier: ISC */

/*
 * harkd run by hark, for what needs plugins and no daemon: its answer comes as
 * JSON lines, as from the socket.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/paths.h"
#include "cli/cli.h"

char *
find_harkd(void)
{
	char *harkd = path_find("harkd", "");

	/* Also where all of it was installed into some other folder. */
	return harkd != NULL ? harkd :
	    path_find("../sbin/harkd", SBINDIR "/harkd");
}

int
exec_failed(const struct opts *o)
{
	complain(t(o, "harkd is not installed beside hark (%s)"), SBINDIR);
	return EXIT_HARK_ERROR;
}

size_t
harkd_begin(const struct opts *o, const char **argv)
{
	size_t n = 0;

	argv[n++] = "harkd";
	if (o->file != NULL) {
		argv[n++] = "-c";
		argv[n++] = o->file;
	}
	if (o->plugin_dir != NULL) {
		argv[n++] = "-P";
		argv[n++] = o->plugin_dir;
	}
	return n;
}

int
harkd_lines(const struct opts *o, const char *const *argv, row_fn *fn, void *arg)
{
	AUTO(free_p) char *harkd = find_harkd(), *line = NULL;
	int fds[2], status = 0;
	size_t size = 0;
	pid_t pid;
	FILE *f;

	if (harkd == NULL || pipe(fds) == -1)
		return exec_failed(o);
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		dup2(fds[1], STDOUT_FILENO);
		close(fds[0]);
		close(fds[1]);
		execv(harkd, (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	close(fds[1]);
	f = fdopen(fds[0], "r");
	while (pid != -1 && getline(&line, &size, f) > 0) {
		struct err e = { 0 };
		json_t *j = json_read(line, strlen(line), NULL, &e);

		if (j != NULL)
			fn(arg, j);
		json_decref(j);
	}
	fclose(f);
	while (pid != -1 && waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	if (pid == -1 || !WIFEXITED(status) || WEXITSTATUS(status) == 127)
		return exec_failed(o);
	return WEXITSTATUS(status) == 0 ? EXIT_HARK_OK :
	    WEXITSTATUS(status) == 64 ? EXIT_HARK_USAGE : EXIT_HARK_ERROR;
}
