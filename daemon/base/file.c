/* SPDX-License-Identifier: ISC */

/* A small file as a whole; see file.h. */

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

char *
file_read(const char *path, size_t max, size_t *len, struct err *e)
{
	struct stat st;
	size_t got = 0;
	char *text;
	ssize_t r;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd == -1 || fstat(fd, &st) == -1) {
		err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
		if (fd != -1)
			close(fd);
		return NULL;
	}
	if (!S_ISREG(st.st_mode) || st.st_size > (off_t)max) {
		close(fd);
		if (S_ISREG(st.st_mode))
			err_set(e, ERR_CONFIG, "%s: larger than %zu MiB; leave "
			    "out what is not needed", path, max >> 20);
		else
			err_set(e, ERR_CONFIG, "%s: not a file", path);
		return NULL;
	}
	text = xmalloc((size_t)st.st_size + 1);
	while (got < (size_t)st.st_size && (r = read(fd, text + got,
	    (size_t)st.st_size - got)) > 0)
		got += (size_t)r;
	close(fd);
	text[got] = '\0';
	*len = got;
	return text;
}
