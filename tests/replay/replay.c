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

#include <dlfcn.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "sweep.h"

static struct loaded {
	char *name;
	const struct hark_plugin *plugin;
	struct json_names *names;
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
	AUTO(free_p) char *symbol = xasprintf("hark_plugin_%s", name);
	const struct hark_plugin *p;
	void *so;

	for (size_t i = 0; i < n_loaded; i++)
		if (strcmp(loaded[i].name, name) == 0)
			return &loaded[i];
	if (n_loaded == ARRAY_LEN(loaded) ||
	    (so = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE)) == NULL ||
	    (p = dlsym(so, symbol)) == NULL) {
		err_set(e, ERR_NOT_FOUND, "%s", dlerror());
		return NULL;
	}
	if (p->abi != HARK_ABI || p->size != sizeof(*p) || p->step == NULL ||
	    strcmp(p->name, name) != 0) {
		err_set(e, ERR_NOT_FOUND, "%s is of another interface", path);
		return NULL;
	}
	loaded[n_loaded] = (struct loaded){ .name = xstrdup(name), .plugin = p,
		.names = json_names_new(p->reads) };
	return &loaded[n_loaded++];
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
	fixture_play(f, l->names, 0, NULL, &base);
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
	s.names = l->names;
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
	for (size_t i = 0; i < n_loaded; i++) {
		json_names_free(loaded[i].names);
		free(loaded[i].name);
	}
	printf("1..%d\n", n_tests);
	return n_failed != 0;
}
