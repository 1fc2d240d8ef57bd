/* SPDX-License-Identifier: ISC */

/* Answers as a configuration, and its way into the folder; see setup.h. */

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/paths.h"
#include "cli/setup.h"

char *
conf_name(const char *business)
{
	static const struct { const char *from, *to; } letters[] = {
		{ "ä", "ae" }, { "ö", "oe" }, { "ü", "ue" }, { "Ä", "ae" },
		{ "Ö", "oe" }, { "Ü", "ue" }, { "ß", "ss" }, { "é", "e" },
		{ "è", "e" }, { "à", "a" }, { "ç", "c" }, { "ô", "o" },
	};
	struct buf b = BUF_INIT;

	for (const char *p = business; *p != '\0' && b.len < 50; p++) {
		size_t i;

		for (i = 0; i < ARRAY_LEN(letters); i++)
			if (strncmp(p, letters[i].from, 2) == 0)
				break;
		if (i < ARRAY_LEN(letters)) {
			buf_adds(&b, letters[i].to);
			p++;
		} else if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9'))
			buf_addc(&b, *p);
		else if (*p >= 'A' && *p <= 'Z')
			buf_addc(&b, (char)(*p - 'A' + 'a'));
		else if (b.len > 0 && b.data[b.len - 1] != '-')
			buf_addc(&b, '-');
	}
	while (b.len > 0 && b.data[b.len - 1] == '-')
		buf_cut(&b, b.len - 1);
	if (b.len == 0)
		buf_adds(&b, "shop");
	return buf_detach(&b);
}

/* --- the text ------------------------------------------------------------- */

/* In quotes, within which $, " and \ would mean something. */
static void
quoted(struct buf *b, const char *s)
{
	buf_addc(b, '"');
	for (; *s != '\0'; s++) {
		if (strchr("\"\\$", *s) != NULL)
			buf_addc(b, '\\');
		buf_addc(b, *s);
	}
	buf_addc(b, '"');
}

static void
set(struct buf *b, const char *tabs, const char *name, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	buf_addf(b, "%s%s = ", tabs, name);
	quoted(b, value);
	buf_addc(b, '\n');
}

/* A list of what stands between commas. */
static void
set_list(struct buf *b, const char *tabs, const char *name, const char *values)
{
	AUTO(free_p) char *copy = xstrdup(values);
	char *rest = copy, *item;
	size_t n = 0;

	buf_addf(b, "%s%s = {", tabs, name);
	while ((item = strsep(&rest, ",")) != NULL) {
		item += strspn(item, " ");
		for (size_t len = strlen(item); len > 0 &&
		    item[len - 1] == ' '; len--)
			item[len - 1] = '\0';
		if (*item == '\0')
			continue;
		buf_adds(b, n++ > 0 ? ", " : "");
		quoted(b, item);
	}
	buf_adds(b, "}\n");
}

static void
add_account(struct buf *b, const struct setup *s)
{
	const char *name;
	json_t *v;

	buf_addf(b, "\n\t%s ", json_str(s->plugin, "plugin"));
	quoted(b, s->client);
	buf_adds(b, " {\n");
	json_object_foreach(s->options, name, v)
		set(b, "\t\t", name, json_string_value(v));
	json_object_foreach(s->secrets, name, v)
		set(b, "\t\t", name, json_string_value(v));
	buf_adds(b, "\t}\n");
}

/* At: below which folder everything lies. */
static char *
text(const struct setup *s, const char *at)
{
	struct buf b = BUF_INIT;
	bool draft = strcmp(at, s->tmp) == 0, own = draft ||
	    strcmp(at, SETUP_DIR) != 0;
	AUTO(free_p) char *secrets = xasprintf("%s/secrets", at);
	AUTO(free_p) char *state = xasprintf("%s/state", at);
	AUTO(free_p) char *sock = xasprintf("%s/socket", at);
	const json_t *m;
	size_t i;

	buf_addf(&b, "# %s\n", t(s->opts, "Written by `hark setup'.  All "
	    "settings: harkd.conf(5); is it right: harkd -t."));
	if (s->opts->plugin_dir != NULL)
		set(&b, "", "plugin-dir", s->opts->plugin_dir);
	set(&b, "", "credential-dir", secrets);
	if (own) {
		set(&b, "", "state-dir", state);
		set(&b, "", "socket", sock);
		buf_adds(&b, "socket-group = \"\"\n");
	}
	if (json_array_size(s->mails) > 0) {
		buf_adds(&b, "admin = {");
		quoted(&b, json_string_value(json_array_get(s->mails, 0)));
		buf_adds(&b, "}\n");
	}
	if (s->server != NULL) {
		buf_adds(&b, "\nmail {\n");
		set(&b, "\t", "server", s->server);
		if (*s->user != '\0') {
			set(&b, "\t", "user", s->user);
			set(&b, "\t", "password", "mail-password");
		}
		/* A server on this host may have no certificate. */
		if (strstr(s->server, "://127.") != NULL ||
		    strstr(s->server, "://localhost") != NULL)
			buf_addf(&b, "\ttls = %s\n", *s->user != '\0' ?
			    "required" : "if-offered");
		set(&b, "\t", "from", s->from);
		set(&b, "\t", "from-name", "hark");
		buf_adds(&b, "}\n");
	}
	buf_adds(&b, "\nclient ");
	quoted(&b, s->client);
	buf_addf(&b, " {\n\tlanguage = %s\n", s->opts->lang);
	set(&b, "\t", "timezone", s->zone);
	if (s->hours != NULL)
		set_list(&b, "\t", "hours", s->hours);
	set(&b, "\t", "holidays", s->holidays);
	json_array_foreach(s->mails, i, m) {
		if (i == 0)
			buf_adds(&b, "\n\trecipient \"team\" { mail = ");
		else
			buf_addf(&b, "\trecipient \"team-%zu\" { mail = ", i + 1);
		quoted(&b, json_string_value(m));
		buf_adds(&b, " }\n");
	}
	if (s->with_account)
		add_account(&b, s);
	buf_adds(&b, "}\n");
	return buf_detach(&b);
}

/* --- files ---------------------------------------------------------------- */

/* A new file, on the disk; -1 and errno if it is there already. */
static int
write_new(const char *path, mode_t mode, const char *data, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC |
	    O_NOFOLLOW, mode), e;

	if (fd == -1)
		return -1;
	while (n > 0) {
		ssize_t w = write(fd, data, n);

		if (w <= 0)
			break;
		data += w;
		n -= (size_t)w;
	}
	if (n == 0 && fchmod(fd, mode) == 0 && fsync(fd) == 0 && close(fd) == 0)
		return 0;
	e = errno;
	close(fd);
	unlink(path);
	errno = e != 0 ? e : EIO;
	return -1;
}

static void
replace(const char *path, const char *data)
{
	if (unlink(path) == -1 && errno != ENOENT)
		complain("%s: %s", path, strerror(errno));
	if (write_new(path, 0600, data, strlen(data)) == -1)
		complain("%s: %s", path, strerror(errno));
}

void
conf_draft(const struct setup *s)
{
	AUTO(free_p) char *path = xasprintf("%s/harkd.conf", s->tmp);
	AUTO(free_p) char *all = text(s, s->tmp);

	replace(path, all);
}

void
conf_secret(const struct setup *s, const char *name, const char *value)
{
	AUTO(free_p) char *path = xasprintf("%s/secrets/%s", s->tmp, name);
	AUTO(free_p) char *line = xasprintf("%s\n", value);

	replace(path, line);
	explicit_bzero(line, strlen(line));
}

bool
conf_has_secret(const struct setup *s, const char *name)
{
	AUTO(free_p) char *path = xasprintf("%s/secrets/%s", s->tmp, name);

	return access(path, R_OK) == 0;
}

static char *
slurp(const char *path)
{
	struct buf b = BUF_INIT;
	char chunk[4096];
	FILE *f = fopen(path, "re");
	size_t n;

	if (f == NULL)
		return NULL;
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_add(&b, chunk, n);
	fclose(f);
	return buf_detach(&b);
}

/* What `make install' put there, and nobody has touched? */
static bool
is_example(const char *path)
{
	AUTO(free_p) char *ours = path_find("harkd.conf", DATADIR
	    "/hark/harkd.conf");
	AUTO(free_p) char *a = slurp(path);
	AUTO(free_p) char *b = ours != NULL ? slurp(ours) : NULL;

	return a != NULL && b != NULL && *a != '\0' && strcmp(a, b) == 0;
}

int
conf_may(struct setup *s)
{
	AUTO(free_p) char *path = xasprintf("%s/harkd.conf", s->dir);
	AUTO(free_p) char *copy = xstrdup(s->dir);
	char *slash;

	if (*s->dir != '/') {
		complain(t(s->opts, "%s: please write it from / on"), s->dir);
		return EXIT_HARK_USAGE;
	}
	if (access(path, F_OK) == 0 && !is_example(path)) {
		complain(t(s->opts, "there is a configuration already: %s"),
		    path);
		complain("%s", t(s->opts, "setup never changes one.  Edit it and "
		    "see with `harkd -t' whether it is right; or move it away "
		    "and begin anew; or try another folder with --dir"));
		return EXIT_HARK_CONFLICT;
	}
	s->example = access(path, F_OK) == 0;
	/* The nearest folder that is there must take what is below it. */
	while (access(copy, F_OK) == -1 &&
	    (slash = strrchr(copy, '/')) != NULL && slash != copy)
		*slash = '\0';
	if (access(copy, W_OK | X_OK) == 0)
		return EXIT_HARK_OK;
	complain(t(s->opts, "%s: %s; try `sudo hark setup', or --dir with a "
	    "folder of your own"), copy, strerror(errno));
	return EXIT_HARK_PERMISSION;
}

/* --- the way into the folder ---------------------------------------------- */

/* Parents too; what was made here is noted in made[], outermost first. */
static int
make_dirs(const char *path, mode_t mode, char **made, size_t *n, size_t max)
{
	AUTO(free_p) char *copy = xstrdup(path);

	for (char *p = copy + 1; ; p++) {
		char c = *p;

		if (c != '/' && c != '\0')
			continue;
		*p = '\0';
		if (*n < max && mkdir(copy, 0700) == 0) {
			chmod(copy, c == '\0' ? mode : 0755);
			made[(*n)++] = xstrdup(copy);
		}
		else if (errno != EEXIST)
			return -1;
		*p = c;
		if (c == '\0')
			return 0;
	}
}

int
conf_commit(struct setup *s)
{
	AUTO(free_p) char *from = xasprintf("%s/secrets", s->tmp);
	AUTO(free_p) char *to = xasprintf("%s/secrets", s->dir);
	AUTO(free_p) char *state = xasprintf("%s/state", s->dir);
	AUTO(free_p) char *conf = xasprintf("%s/harkd.conf", s->dir);
	AUTO(free_p) char *aside = xasprintf("%s/harkd.conf.example", s->dir);
	AUTO(free_p) char *all = text(s, s->dir);
	bool own = strcmp(s->dir, SETUP_DIR) != 0, moved = false;
	AUTO(buf_free) struct buf unit = BUF_INIT;
	char *made[32], *files[32];
	size_t n_made = 0, n_files = 0;
	int rc = -1;
	struct dirent *d;
	DIR *dir;

	ask_hold();
	dir = opendir(from);
	if (dir == NULL ||
	    make_dirs(to, 0700, made, &n_made, ARRAY_LEN(made)) == -1 || (own &&
	    make_dirs(state, 0700, made, &n_made, ARRAY_LEN(made)) == -1))
		goto out;
	buf_addf(&unit, "# %s\n[Service]\n", t(s->opts, "Written by `hark "
	    "setup'."));
	while ((d = readdir(dir)) != NULL) {
		AUTO(free_p) char *here = xasprintf("%s/%s", from, d->d_name);
		AUTO(free_p) char *there = xasprintf("%s/%s", to, d->d_name);
		AUTO(free_p) char *value = NULL;
		int bad;

		if (d->d_name[0] == '.' || n_files >= ARRAY_LEN(files) - 2 ||
		    (value = slurp(here)) == NULL)
			continue;
		bad = write_new(there, 0600, value, strlen(value));
		explicit_bzero(value, strlen(value));
		if (bad == -1) {
			complain("%s: %s", there, strerror(errno));
			goto out;
		}
		files[n_files++] = xstrdup(there);
		buf_addf(&unit, "LoadCredential=%s:%s\n", d->d_name, there);
	}
	if (!own && n_files > 0 && access(SETUP_UNITS, W_OK) == 0) {
		if (make_dirs(SETUP_UNITS "/harkd.service.d", 0755, made,
		    &n_made, ARRAY_LEN(made)) == -1 || write_new(SETUP_DROP_IN,
		    0644, unit.data, unit.len) == -1) {
			complain("%s: %s", SETUP_DROP_IN, strerror(errno));
			goto out;
		}
		files[n_files++] = xstrdup(SETUP_DROP_IN);
	}
	if (s->example) {
		moved = link(conf, aside) == 0 && unlink(conf) == 0;
		if (!moved)
			goto out;
	}
	/* Last: until now hark sees nothing of it. */
	if (write_new(conf, 0644, all, strlen(all)) == 0)
		rc = 0;
out:
	if (rc == -1) {
		complain("%s: %s", s->dir, strerror(errno));
		if (moved)
			rename(aside, conf);
	}
	while (n_files > 0) {
		if (rc == -1)
			unlink(files[n_files - 1]);
		free(files[--n_files]);
	}
	while (n_made > 0) {
		if (rc == -1)
			rmdir(made[n_made - 1]);
		free(made[--n_made]);
	}
	if (dir != NULL)
		closedir(dir);
	/* Past this point a signal must not say that nothing was written. */
	if (rc == -1)
		ask_release();
	return rc;
}

static int
forget(const char *path, const struct stat *st, int what, struct FTW *at)
{
	(void)st;
	(void)what;
	(void)at;
	remove(path);
	return 0;
}

void
conf_forget(const struct setup *s)
{
	if (s->tmp != NULL)
		nftw(s->tmp, forget, 8, FTW_DEPTH | FTW_PHYS);
}

void
conf_anew(const struct setup *s)
{
	AUTO(free_p) char *state = xasprintf("%s/state", s->tmp);

	nftw(state, forget, 8, FTW_DEPTH | FTW_PHYS);
	if (mkdir(state, 0700) == -1)
		complain("%s: %s", state, strerror(errno));
}
