/* SPDX-License-Identifier: ISC */
#ifndef TESTS_SPAWN_H
#define TESTS_SPAWN_H

/*
 * spawn.h - start a server of tests/servers, learn its port, end it by its
 * pid.  It dies with the test, however the test ends.  Tests run at the top of
 * the source tree.
 */

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct server {
	pid_t pid;
	int port;
};

/* argv[0] is the path of the program.  Aborts if it does not start. */
static inline struct server
server_start(const char *const *argv)
{
	struct server s = { .pid = -1 };
	int out[2];
	FILE *f;

	if (pipe2(out, O_CLOEXEC) == -1 || (s.pid = fork()) == -1) {
		perror("spawn");
		abort();
	}
	if (s.pid == 0) {
		char *args[8] = { NULL };

		for (size_t i = 0; argv[i] != NULL && i < 7; i++)
			args[i] = strdup(argv[i]);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(out[1], STDOUT_FILENO);
		execv(args[0], args);
		perror(args[0]);
		_exit(127);
	}
	close(out[1]);
	f = fdopen(out[0], "r");
	if (f == NULL || fscanf(f, "%d", &s.port) != 1) {
		fprintf(stderr, "%s does not start\n", argv[0]);
		abort();
	}
	fclose(f);
	return s;
}

static inline void
server_stop(struct server *s)
{
	if (s->pid <= 0)
		return;
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	s->pid = -1;
}

/* A new directory with ca.crt, good.crt, good.key, other.crt, other.key. */
static inline void
certificates_make(char dir[64])
{
	char cmd[160];

	snprintf(dir, 64, "/tmp/hark-test-XXXXXX");
	if (mkdtemp(dir) == NULL)
		abort();
	snprintf(cmd, sizeof(cmd), "tests/servers/mkca %s 2>/dev/null", dir);
	if (system(cmd) != 0) {
		fprintf(stderr, "cannot make certificates (openssl?)\n");
		abort();
	}
}

static inline void
directory_remove(const char *dir)
{
	char cmd[160];

	snprintf(cmd, sizeof(cmd), "rm -rf -- %s", dir);
	if (system(cmd) != 0)
		perror(dir);
}

#endif
