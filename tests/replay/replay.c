/* SPDX-License-Identifier: ISC */

/*
 * replay - play recorded conversations through plugins and compare.
 *
 * usage: replay [-nu] [-P DIR] FIXTURE...
 *
 * The plugin is the one named by the fixture's folder, loaded from DIR (where
 * the build leaves them, beside this program's folder).  -u rewrites the
 * effects in the fixtures, -n leaves out the sweeps.  Output is TAP.
 */

#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "config/plugin.h"
#include "sweep.h"

static struct loaded {
	char *name;
	const struct hark_plugin *plugin;
	struct hark_plugin whole;	/* reads everything */
} loaded[64];
static size_t n_loaded;

static int n_tests, n_failed;

static void
result(bool ok, const char *name, const char *what, const char *why)
{
	n_tests++;
	n_failed += !ok;
	printf("%s %d - %s: %s\n", ok ? "ok" : "not ok", n_tests, name, what);
	if (!ok)
		printf("# %s\n", why);
}

static const struct loaded *
load(const char *dir, const char *name, struct err *e)
{
	AUTO(free_p) char *path = xasprintf("%s/%s.so", dir, name);
	struct loaded *l = loaded;

	for (; l < loaded + n_loaded; l++)
		if (strcmp(l->name, name) == 0)
			return l;
	if (n_loaded == ARRAY_LEN(loaded)) {
		err_set(e, ERR_LIMIT, "more than %zu plugins", n_loaded);
		return NULL;
	}
	if ((l->plugin = plugin_load_file(path, e)) == NULL)
		return NULL;
	l->name = xstrdup(name);
	l->whole = *l->plugin;
	l->whole.reads = NULL;
	n_loaded++;
	return l;
}

/* The first line in which they differ. */
static void
difference(const char *want, const char *got, char *why, size_t size)
{
	int n = 1;

	while (*want != '\0' && *want == *got) {
		n += *want == '\n';
		want++;
		got++;
	}
	while (n > 1 && want[-1] != '\n') {
		want--;
		got--;
	}
	snprintf(why, size, "line %d\n# want %.*s\n# got  %.*s", n,
	    (int)strcspn(want, "\n"), want, (int)strcspn(got, "\n"), got);
}

static void
fixture(const char *path, const char *dir, bool update, bool sweep)
{
	AUTO(free_p) char *copy = xstrdup(path);
	const char *name = basename(dirname(copy));
	struct played base = PLAYED_INIT;
	struct sweep s = { .base = &base };
	char why[4096];
	struct fixture *f = NULL;
	const struct loaded *l;
	struct err e;
	FILE *out;

	if ((l = load(dir, name, &e)) == NULL ||
	    (f = fixture_read(path, l->plugin, &e)) == NULL) {
		result(false, path, "read", e.text);
		return;
	}
	fixture_play(f, l->plugin, 0, NULL, &base);
	if (update && strcmp(base.text.data, fixture_text(f)) != 0) {
		if ((out = fopen(path, "w")) == NULL ||
		    fputs(base.text.data, out) == EOF || fclose(out) == EOF)
			result(false, path, "write", "cannot");
	} else if (strcmp(base.text.data, fixture_text(f)) != 0) {
		difference(fixture_text(f), base.text.data, why, sizeof(why));
		result(false, path, "effects", why);
	} else
		result(base.broken[0] == '\0', path, "effects", base.broken);
	s.fixture = f;
	s.plugin = l->plugin;
	s.whole = &l->whole;
	for (const struct sweep_kind *k = sweeps; sweep && k->name != NULL; k++) {
		bool ok = true;

		for (s.at = 0; ok && s.at < fixture_answers(f); s.at++)
			ok = k->fn(&s);
		result(ok, path, k->name, s.why);
	}
	played_free(&base);
	fixture_free(f);
}

int
main(int argc, char **argv)
{
	AUTO(free_p) char *self = xstrdup(argv[0]);
	AUTO(free_p) char *dir = xasprintf("%s/../../plugins", dirname(self));
	bool update = false, sweep = true;
	int c;

	while ((c = getopt(argc, argv, "nuP:")) != -1) {
		if (c == 'n')
			sweep = false;
		else if (c == 'u')
			update = true;
		else if (c == 'P') {
			free(dir);
			dir = xstrdup(optarg);
		} else
			return 64;
	}
	for (; optind < argc; optind++)
		fixture(argv[optind], dir, update, sweep && !update);
	for (size_t i = 0; i < n_loaded; i++)
		free(loaded[i].name);
	printf("1..%d\n", n_tests);
	return n_failed != 0;
}
