/* SPDX-License-Identifier: ISC */

/*
 * What databases know before they are opened, or while another process has
 * them.  Nothing is locked and nothing written: the log beside a file is left
 * out, so that what was learned in the last minutes may be missing.
 */

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "store/internal.h"

/* Signs that end a path in a URI. */
static char *
uri_of(const char *dir, const char *name)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "file:");
	for (const char *part = dir; part != NULL; part = part == dir ? name :
	    NULL) {
		for (const char *p = part; *p != '\0'; p++)
			if (strchr("?#%", *p) != NULL)
				buf_addf(&b, "%%%02x", *p);
			else
				buf_addc(&b, *p);
		if (part == dir)
			buf_addc(&b, '/');
	}
	buf_adds(&b, "?immutable=1");
	return buf_detach(&b);
}

static bool
has_source(const char *uri, const char *plugin)
{
	sqlite3_stmt *st = NULL;
	sqlite3 *db = NULL;
	bool yes = false;

	if (sqlite3_open_v2(uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI |
	    SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(db, "SELECT 1 FROM source WHERE plugin = ?", -1,
	    &st, NULL) == SQLITE_OK) {
		sqlite3_bind_text(st, 1, plugin, -1, SQLITE_STATIC);
		yes = sqlite3_step(st) == SQLITE_ROW;
	}
	sqlite3_finalize(st);
	sqlite3_close(db);
	return yes;
}

bool
store_knew(const char *dir, const char *plugin)
{
	DIR *d = opendir(dir);
	struct dirent *f;
	bool yes = false;

	while (d != NULL && !yes && (f = readdir(d)) != NULL) {
		size_t n = strlen(f->d_name);
		AUTO(free_p) char *uri = NULL;

		if (n < 4 || strcmp(f->d_name + n - 3, ".db") != 0)
			continue;
		uri = uri_of(dir, f->d_name);
		yes = has_source(uri, plugin);
	}
	if (d != NULL)
		closedir(d);
	return yes;
}
