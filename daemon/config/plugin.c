/* SPDX-License-Identifier: ISC */

/*
 * Finding and loading plugins, and what the core asks of them; the checks of
 * their data are in plugin_check.c.
 */

#include <sys/stat.h>

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/url.h"
#include "config/option.h"
#include "config/plugin.h"

struct plugin_set {
	const struct hark_plugin **list;
	size_t n;
	struct { char *path, *why; } *refused;
	size_t n_refused;
};

/* Built once for each plugin, kept as long as the plugin: for ever. */
struct reads {
	const struct hark_plugin *plugin;
	struct json_names *names;
	struct reads *next;
};

static struct reads *all_reads;

struct plugin_set *
plugin_set_new(void)
{
	return xcalloc(1, sizeof(struct plugin_set));
}

void
plugin_set_free(struct plugin_set *set)
{
	if (set == NULL)
		return;
	for (size_t i = 0; i < set->n_refused; i++) {
		free(set->refused[i].path);
		free(set->refused[i].why);
	}
	free(set->refused);
	free(set->list);
	free(set);
}

int
plugin_set_add(struct plugin_set *set, const struct hark_plugin *pl,
    struct err *e)
{
	if (plugin_check(pl, pl != NULL ? pl->name : NULL, e) == -1)
		return -1;
	if (plugin_find(set, pl->name) != NULL)
		return err_set(e, ERR_CONFLICT, "plugin \"%s\" is there twice",
		    pl->name);
	set->list = xreallocarray(set->list, set->n + 1, sizeof(*set->list));
	set->list[set->n++] = pl;
	return 0;
}

size_t
plugin_count(const struct plugin_set *set)
{
	return set->n;
}

const struct hark_plugin *
plugin_at(const struct plugin_set *set, size_t i)
{
	return set->list[i];
}

const char *
plugin_refused(const struct plugin_set *set, size_t i, const char **why)
{
	*why = i < set->n_refused ? set->refused[i].why : NULL;
	return i < set->n_refused ? set->refused[i].path : NULL;
}

static void
refuse(struct plugin_set *set, const char *path, const struct err *e)
{
	size_t i = set->n_refused++;

	set->refused = xreallocarray(set->refused, i + 1,
	    sizeof(*set->refused));
	set->refused[i].path = xstrdup(path);
	set->refused[i].why = xstrdup(e->text);
	log_warn("plugin left out: %s", e->text);
}

const struct hark_plugin *
plugin_find(const struct plugin_set *set, const char *name)
{
	for (size_t i = 0; i < set->n; i++)
		if (strcmp(set->list[i]->name, name) == 0)
			return set->list[i];
	return NULL;
}

/* "…/google-business.so" is google-business, hark_plugin_google_business. */
static bool
name_of(const char *path, char *name, size_t size)
{
	const char *base = strrchr(path, '/');
	size_t n;

	base = base != NULL ? base + 1 : path;
	n = strlen(base);
	if (n < 4 || n - 3 >= size || strcmp(base + n - 3, ".so") != 0)
		return false;
	memcpy(name, base, n - 3);
	name[n - 3] = '\0';
	return true;
}

/*
 * Is the file as long as its headers say?  The loader maps it unseen, and a
 * copy that was cut short would kill the daemon.
 */
static int
check_file(const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	ElfW(Ehdr) eh;
	ElfW(Phdr) ph;
	struct stat st;
	int rc = -1;

	if (fd == -1 || fstat(fd, &st) == -1) {
		err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
		goto out;
	}
	if (!S_ISREG(st.st_mode)) {
		err_set(e, ERR_CONFIG, "%s: not a file", path);
		goto out;
	}
	if (st.st_mode & S_IWOTH) {
		err_set(e, ERR_PERMISSION, "%s: everybody may write it; use "
		    "chmod o-w", path);
		goto out;
	}
	err_set(e, ERR_CONFIG, "%s: not a shared object, or not all of it; "
	    "install it again", path);
	if (pread(fd, &eh, sizeof(eh), 0) != (ssize_t)sizeof(eh) ||
	    memcmp(eh.e_ident, ELFMAG, SELFMAG) != 0 ||
	    eh.e_ident[EI_CLASS] != (sizeof(void *) == 8 ? ELFCLASS64 :
	    ELFCLASS32) || eh.e_phentsize != sizeof(ph))
		goto out;
	for (unsigned i = 0; i < eh.e_phnum; i++) {
		off_t from = (off_t)(eh.e_phoff + i * sizeof(ph));

		if (pread(fd, &ph, sizeof(ph), from) != (ssize_t)sizeof(ph) ||
		    ph.p_offset > (uintmax_t)st.st_size ||
		    ph.p_filesz > (uintmax_t)st.st_size - ph.p_offset)
			goto out;
	}
	*e = (struct err){ 0 };
	rc = 0;
out:
	if (fd != -1)
		close(fd);
	return rc;
}

const struct hark_plugin *
plugin_load_file(const char *path, struct err *e)
{
	const struct hark_plugin *pl;
	AUTO(free_p) char *file = NULL;
	char name[64], symbol[80];
	struct err mine;
	void *lib;

	e = e != NULL ? e : &mine;
	if (!name_of(path, name, sizeof(name))) {
		err_set(e, ERR_CONFIG, "%s: a plugin is called NAME.so", path);
		return NULL;
	}
	if (check_file(path, e) == -1)
		return NULL;
	snprintf(symbol, sizeof(symbol), "hark_plugin_%s", name);
	for (char *p = symbol; *p != '\0'; p++)
		if (*p == '-')
			*p = '_';
	/*
	 * Never unloaded, so its data may be pointed to by anybody.  Without a
	 * slash it would be looked for among the system's libraries.
	 */
	file = xasprintf("%s%s", strchr(path, '/') == NULL ? "./" : "", path);
	lib = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (lib == NULL) {
		err_set(e, ERR_CONFIG, "%s", dlerror());
		return NULL;
	}
	pl = dlsym(lib, symbol);
	if (pl == NULL)
		err_set(e, ERR_CONFIG, "%s: no symbol %s in it", path, symbol);
	else if (plugin_check(pl, name, e) == -1) {
		err_prefix(e, "%s", path);
		pl = NULL;
	}
	dlclose(lib);
	return pl;
}

static int
is_so(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 3 && strcmp(d->d_name + n - 3, ".so") == 0 &&
	    d->d_name[0] != '.';
}

/* Byte order, whatever the locale. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

struct plugin_set *
plugin_load_dir(const char *dir, struct err *e)
{
	struct plugin_set *set;
	struct dirent **names;
	int n = scandir(dir, &names, is_so, by_name);

	if (n == -1) {
		err_set(e, ERR_CONFIG, "plugin directory %s: %s", dir,
		    strerror(errno));
		return NULL;
	}
	set = plugin_set_new();
	for (int i = 0; i < n; i++) {
		AUTO(free_p) char *path = xasprintf("%s/%s", dir,
		    names[i]->d_name);
		const struct hark_plugin *pl;
		struct err why = { 0 };

		free(names[i]);
		pl = plugin_load_file(path, &why);
		if (pl == NULL || plugin_set_add(set, pl, &why) == -1)
			refuse(set, path, &why);
	}
	free(names);
	return set;
}

const struct json_names *
plugin_reads(const struct hark_plugin *pl)
{
	struct reads *r;

	for (r = all_reads; r != NULL; r = r->next)
		if (r->plugin == pl)
			return r->names;
	r = xcalloc(1, sizeof(*r));
	r->plugin = pl;
	r->names = json_names_new(pl->reads);
	r->next = all_reads;
	all_reads = r;
	return r->names;
}

const struct hark_plugin *
plugin_for_url(const struct plugin_set *set, const char *url)
{
	struct url u;

	if (!url_parse(url, &u) || u.userinfo)
		return NULL;
	for (size_t i = 0; i < set->n; i++) {
		const struct hark_plugin *pl = set->list[i];

		if ((pl->ops & HARK_CAN(HARK_SCAN)) && pl->claims(url))
			return pl;
	}
	return NULL;
}

const struct hark_option *
plugin_option(const struct hark_plugin *pl, const char *name, size_t n)
{
	const struct hark_option *o;

	for (o = pl->options; o != NULL && o->name != NULL; o++)
		if (strlen(o->name) == n && strncmp(o->name, name, n) == 0)
			return o;
	return NULL;
}

/* One block, so that free() is all it takes. */
void *
plugin_scan_options(const struct hark_plugin *pl, const char *url)
{
	struct arena *a = arena_new();
	size_t n = (pl->config_size + 7) / 8 * 8, extra = strlen(url) + 1;
	const struct hark_option *o;
	char *block, *p;

	for (o = pl->options; o != NULL && o->name != NULL; o++)
		if (o->type == HARK_LIST && o->def != NULL)
			extra += 2 * strlen(o->def) + 24 * sizeof(char *);
	block = xcalloc(1, n + extra);
	p = block + n;
	for (o = pl->options; o != NULL && o->name != NULL; o++) {
		const char **field = (const char **)(void *)(block + o->offset);
		const char *const *list;
		char **copy;
		size_t i;

		option_set_default(o, block, a, NULL);
		if (o->type == HARK_STRING || o->type == HARK_URL)
			*field = o->def;
		if (o->type != HARK_LIST || o->def == NULL)
			continue;
		memcpy(&list, field, sizeof(list));
		for (i = 0; list[i] != NULL; i++)
			;
		copy = (char **)(void *)p;
		p += (i + 1) * sizeof(*copy);
		for (i = 0; list[i] != NULL; i++) {
			copy[i] = strcpy(p, list[i]);
			p += strlen(p) + 1;
		}
		p += -(size_t)(p - block) % sizeof(char *);
		memcpy(field, &copy, sizeof(copy));
	}
	for (o = pl->options; o != NULL && o->name != NULL; o++)
		if (o->type == HARK_URL && (o->flags & HARK_REALM)) {
			const char *u = strcpy(p, url);

			memcpy(block + o->offset, &u, sizeof(u));
		}
	arena_free(a);
	return block;
}
