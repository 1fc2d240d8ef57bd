/* SPDX-License-Identifier: ISC */

/*
 * `hark metrics', to the terminal or as a file for the node exporter's
 * textfile collector: written beside it, then renamed, so that nobody ever
 * reads half of it.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "base/mem.h"
#include "cli/cli.h"

static bool
write_text(void *arg, json_t *row)
{
	const char *text = json_str(row, "text");

	if (text != NULL)
		fputs(text, arg);
	return true;
}

static int
failed(const char *path)
{
	complain("%s: %s", path, strerror(errno));
	return EXIT_HARK_ERROR;
}

int
run_metrics(const struct opts *o)
{
	AUTO(free_p) char *tmp = NULL;
	int fd, rc;
	FILE *f;

	if (o->textfile == NULL)
		return talk(o, "metrics", NULL, write_text, stdout, NULL);
	/* The collector reads *.prom only. */
	tmp = xasprintf("%s.XXXXXX", o->textfile);
	if ((fd = mkstemp(tmp)) == -1)
		return failed(tmp);
	f = fdopen(fd, "w");
	if (f == NULL)
		abort();
	rc = talk(o, "metrics", NULL, write_text, f, NULL);
	if (rc == EXIT_HARK_OK && (fflush(f) == EOF || ferror(f) ||
	    fchmod(fd, 0644) == -1 || fsync(fd) == -1))
		rc = failed(tmp);
	fclose(f);
	if (rc == EXIT_HARK_OK && rename(tmp, o->textfile) == -1)
		rc = failed(o->textfile);
	if (rc != EXIT_HARK_OK)
		unlink(tmp);
	return rc;
}
