/* SPDX-License-Identifier: ISC */

/*
 * Any bytes as harkd.conf: a configuration or an error with a line, never
 * both, never neither; and the same again the second time.
 */

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "config/config.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct hark_plugin hark_plugin_mastodon;

static void
sink(enum log_level level, const char *line)
{
	(void)level, (void)line;
}

static char *
read_once(const char *path, const struct hark_plugin *const *linked)
{
	struct config_opts o = { .file = path, .linked = linked,
		.no_secrets = true };
	struct err e = { 0 };
	struct config *cf = config_read(&o, &e);
	char *text;

	if (cf == NULL) {
		/* "/proc/self/fd/3:LINE: ..." or, of the whole, without line. */
		if (e.code == ERR_OK || strncmp(e.text, path, strlen(path)) != 0)
			abort();
		return xstrdup(e.text);
	}
	if (e.code != ERR_OK)
		abort();
	text = config_print(cf, INT64_C(1778580000000));
	config_free(cf);
	return text;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct hark_plugin *const linked[] = {
		&hark_plugin_mastodon, NULL };
	static int fd = -1;
	static char path[64];
	AUTO(free_p) char *a = NULL, *b = NULL;

	if (fd == -1) {
		fd = memfd_create("harkd.conf", MFD_CLOEXEC);
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
		log_set_sink(sink);
	}
	if (fd == -1 || ftruncate(fd, 0) == -1 ||
	    pwrite(fd, data, n, 0) != (ssize_t)n)
		abort();
	a = read_once(path, linked);
	b = read_once(path, linked);
	if (strcmp(a, b) != 0)
		abort();
	return 0;
}
