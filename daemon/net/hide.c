/* SPDX-License-Identifier: ISC */

/*
 * Landlock knows only what is allowed, so all around the hidden paths is:
 * every entry of every folder that leads to one of them, but that one.
 */

#include <sys/prctl.h>
#include <sys/syscall.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "net/hide.h"

#define HANDLED	((uint64_t)(LANDLOCK_ACCESS_FS_READ_FILE |		\
	    LANDLOCK_ACCESS_FS_WRITE_FILE))

enum relation { APART, ABOVE, WITHIN };

/* Where does dir stand to path? */
static enum relation
relate(const char *dir, const char *path)
{
	size_t n = strlen(dir);

	if (strcmp(dir, path) == 0)
		return WITHIN;
	if (strncmp(dir, path, n) == 0 && (path[n] == '/' || n == 1))
		return ABOVE;
	return APART;
}

static enum relation
relate_all(const char *dir, char *const *paths)
{
	enum relation found = APART;

	for (; *paths != NULL; paths++)
		switch (relate(dir, *paths)) {
		case WITHIN:
			return WITHIN;
		case ABOVE:
			found = ABOVE;
			break;
		case APART:
			break;
		}
	return found;
}

static void
allow(int ruleset, int dir, const char *name)
{
	struct landlock_path_beneath_attr rule = { .allowed_access = HANDLED };

	rule.parent_fd = openat(dir, name, O_PATH | O_CLOEXEC);
	if (rule.parent_fd == -1)
		return;
	syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH,
	    &rule, 0);
	close(rule.parent_fd);
}

static void
walk(int ruleset, const char *dir, char *const *hidden)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL) {
		AUTO(free_p) char *path = NULL;

		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		path = xasprintf("%s/%s", dir[1] == '\0' ? "" : dir, e->d_name);
		switch (relate_all(path, hidden)) {
		case APART:
			/* A link would allow where it leads. */
			if (e->d_type != DT_LNK)
				allow(ruleset, dirfd(d), e->d_name);
			break;
		case ABOVE:
			walk(ruleset, path, hidden);
			break;
		case WITHIN:
			break;
		}
	}
	closedir(d);
}

int
hide_open(const char *const *paths)
{
	struct landlock_ruleset_attr attr = { .handled_access_fs = HANDLED };
	char **real;
	size_t n = 0, kept = 0;
	int fd = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr),
	    0);

	if (fd == -1)
		return -1;
	while (paths[n] != NULL)
		n++;
	real = xcalloc(n + 1, sizeof(*real));
	for (size_t i = 0; i < n; i++)
		if ((real[kept] = realpath(paths[i], NULL)) != NULL)
			kept++;
	walk(fd, "/", real);
	for (size_t i = 0; i < kept; i++)
		free(real[i]);
	free(real);
	return fd;
}

int
hide_apply(int fd)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return -1;
	return (int)syscall(SYS_landlock_restrict_self, fd, 0);
}
