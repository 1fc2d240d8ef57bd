/* SPDX-License-Identifier: ISC */

/*
 * Plugins are loaded by harkd alone, so harkd is run to speak of them: no
 * daemon is needed.
 */

#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/cli.h"

int
run_plugin_test(const struct opts *o)
{
	AUTO(free_p) char *harkd = find_harkd();
	const char **argv = xcalloc((size_t)o->argc + 6, sizeof(*argv));
	size_t n = 0;
	int rc;

	if (harkd == NULL) {
		free(argv);
		return exec_failed(o);
	}
	argv[n++] = "harkd";
	argv[n++] = "--plugin-test";
	argv[n++] = o->argv[0];
	if (o->update)
		argv[n++] = "--update";
	if (o->quick)
		argv[n++] = "--quick";
	argv[n++] = "--";
	for (int i = 1; i < o->argc; i++)
		argv[n++] = o->argv[i];
	execv(harkd, (char *const *)(uintptr_t)argv);
	rc = exec_failed(o);
	free(argv);
	return rc;
}
