/* SPDX-License-Identifier: ISC */

/* Our own files: in the build folder, or installed; see paths.h. */

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"

char *
path_find(const char *name, const char *installed)
{
	char exe[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	char *slash, *path;

	if (n > 0) {
		exe[n] = '\0';
		slash = strrchr(exe, '/');
		if (slash != NULL) {
			*slash = '\0';
			path = xasprintf("%s/%s", exe, name);
			if (access(path, F_OK) == 0)
				return path;
			free(path);
		}
	}
	return access(installed, F_OK) == 0 ? xstrdup(installed) : NULL;
}
