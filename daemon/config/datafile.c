/* SPDX-License-Identifier: ISC */

/* Data files of plugins; see datafile.h. */

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/utf8.h"
#include "config/datafile.h"

#define MAX_NAMES	200

static char *
ours(const char *folder)
{
	AUTO(free_p) char *installed = xasprintf(DATADIR "/hark/%s", folder);

	return path_find(folder, installed);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
list(const char *path, const char **names, size_t *n, struct arena *a)
{
	DIR *d = path != NULL ? opendir(path) : NULL;
	struct dirent *f;

	while (d != NULL && (f = readdir(d)) != NULL && *n < MAX_NAMES) {
		size_t len = strlen(f->d_name), i = 0;
		char *name;

		if (len < 6 || f->d_name[0] == '.' ||
		    strcmp(f->d_name + len - 5, ".conf") != 0)
			continue;
		name = arena_strndup(a, f->d_name, len - 5);
		while (i < *n && strcmp(names[i], name) != 0)
			i++;
		if (i == *n)
			names[(*n)++] = name;
	}
	if (d != NULL)
		closedir(d);
}

const char *const *
datafile_names(const char *folder, struct arena *a)
{
	AUTO(free_p) char *etc = xasprintf(SYSCONFDIR "/hark/%s", folder);
	AUTO(free_p) char *data = ours(folder);
	const char **names = arena_alloc(a, (MAX_NAMES + 1) * sizeof(*names));
	size_t n = 0;

	list(etc, names, &n, a);
	list(data, names, &n, a);
	qsort(names, n, sizeof(*names), by_text);
	return names;
}

static FILE *
open_file(const char *folder, const char *name, struct arena *a,
    struct err *e)
{
	AUTO(free_p) char *etc = xasprintf(SYSCONFDIR "/hark/%s/%s.conf",
	    folder, name);
	AUTO(free_p) char *data = ours(folder), *path = NULL;
	AUTO(buf_free) struct buf known = BUF_INIT;
	const char *const *all;
	FILE *f;

	if (strchr(name, '/') != NULL) {
		if ((f = fopen(name, "re")) == NULL)
			err_set(e, ERR_CONFIG, "%.200s: %s", name,
			    strerror(errno));
		return f;
	}
	if ((f = fopen(etc, "re")) != NULL)
		return f;
	if (data != NULL) {
		path = xasprintf("%s/%s.conf", data, name);
		if ((f = fopen(path, "re")) != NULL)
			return f;
	}
	for (all = datafile_names(folder, a); *all != NULL; all++)
		buf_addf(&known, "%s%s", known.len > 0 ? ", " : "", *all);
	err_set(e, ERR_CONFIG, "there is no \"%.60s\"; there are: %s; your own "
	    "would be %.120s", name, known.len > 0 ? known.data : "none", etc);
	return NULL;
}

int
datafile_read(const char *folder, const char *const *names, size_t n,
    const char *const **ret, struct arena *a, struct err *e)
{
	const char **out = arena_alloc(a, (n + 1) * sizeof(*out));

	for (size_t i = 0; i < n; i++) {
		FILE *f = open_file(folder, names[i], a, e);
		AUTO(buf_free) struct buf b = BUF_INIT;
		char chunk[4096];
		size_t got;

		if (f == NULL)
			return -1;
		buf_addf(&b, "%s\n", names[i]);
		while (b.len <= DATAFILE_MAX &&
		    (got = fread(chunk, 1, sizeof(chunk), f)) > 0)
			buf_add(&b, chunk, got);
		fclose(f);
		if (b.len > DATAFILE_MAX)
			return err_set(e, ERR_CONFIG, "\"%.60s\" is larger than "
			    "%u KiB", names[i], DATAFILE_MAX >> 10);
		if (strlen(b.data) != b.len || !utf8_valid(b.data, b.len))
			return err_set(e, ERR_CONFIG, "\"%.60s\" is not a text "
			    "in UTF-8", names[i]);
		out[i] = arena_strdup(a, b.data);
	}
	*ret = out;
	return 0;
}
