/* SPDX-License-Identifier: ISC */

/*
 * Where a credential belongs: the file of an absolute name, in the credentials
 * folder, or, where systemd hands it over, the file that the unit loads it
 * from.
 */

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "auth/auth_int.h"
#include "base/log.h"
#include "base/mem.h"
#include "poll/consent.h"

#define SECRETS	SYSCONFDIR "/hark/secrets"

/* A file that is read as one too many is asked the same way by systemd. */
static const char *const units[] = {
	"/etc/systemd/system/harkd.service.d/*.conf",
	"/run/systemd/system/harkd.service.d/*.conf",
	"/etc/systemd/system/harkd.service",
	"/usr/local/lib/systemd/system/harkd.service",
	"/usr/lib/systemd/system/harkd.service",
	"/lib/systemd/system/harkd.service",
};

/* "LoadCredential=NAME:PATH" in one of these files; NULL: not there. */
static char *
loaded_in(const char *file, const char *name)
{
	AUTO(free_p) char *line = NULL;
	FILE *f = fopen(file, "re");
	size_t size = 0, n = strlen(name);
	char *path = NULL;

	if (f == NULL)
		return NULL;
	while (path == NULL && getline(&line, &size, f) > 0) {
		const char *p = line + strspn(line, " \t");

		if (strncmp(p, "LoadCredential=", 15) != 0)
			continue;
		p += 15 + strspn(p + 15, " \t");
		if (strncmp(p, name, n) == 0 && p[n] == ':' && p[n + 1] == '/')
			path = xstrndup(p + n + 1, strcspn(p + n + 1,
			    " \t\r\n"));
	}
	fclose(f);
	return path;
}

static char *
loaded_by_unit(const char *name)
{
	char *path = NULL;

	for (size_t i = 0; path == NULL && i < ARRAY_LEN(units); i++) {
		glob_t g = { 0 };

		if (glob(units[i], 0, NULL, &g) == 0)
			for (size_t k = 0; path == NULL && k < g.gl_pathc; k++)
				path = loaded_in(g.gl_pathv[k], name);
		globfree(&g);
	}
	return path;
}

struct secret_owner
place_harkd(const struct config *cf)
{
	struct secret_owner self = { geteuid(), getegid() };
	const struct passwd *pw;
	struct stat st;

	if (self.uid != 0)
		return self;
	if (cf->state_dir != NULL && stat(cf->state_dir, &st) == 0)
		return (struct secret_owner){ st.st_uid, st.st_gid };
	pw = getpwnam("hark");
	return pw != NULL ? (struct secret_owner){ pw->pw_uid, pw->pw_gid } :
	    self;
}

/*
 * Can harkd itself get into the credentials folder?  One of root's alone, as
 * it is installed, is for systemd.
 */
static bool
may_enter(const struct config *cf)
{
	struct secret_owner harkd = place_harkd(cf);
	struct stat st;

	if (geteuid() != 0 || harkd.uid == 0 ||
	    stat(cf->credential_dir, &st) == -1)
		return true;
	return st.st_uid == harkd.uid ? (st.st_mode & S_IXUSR) != 0 :
	    st.st_gid == harkd.gid ? (st.st_mode & S_IXGRP) != 0 :
	    (st.st_mode & S_IXOTH) != 0;
}

void
place_find(const struct config *cf, const char *credential, struct place *p)
{
	*p = (struct place){ .kind = PLACE_FILE };
	/* The unit is of this configuration alone. */
	if (credential[0] == '/')
		p->path = xstrdup(credential);
	else if (strcmp(cf->file, SYSCONFDIR "/hark/harkd.conf") == 0 &&
	    (p->path = loaded_by_unit(credential)) != NULL)
		p->kind = PLACE_UNIT;
	else
		p->path = xasprintf("%s/%s", cf->credential_dir != NULL ?
		    cf->credential_dir : SECRETS, credential);
	if (p->kind == PLACE_FILE && credential[0] != '/' &&
	    (cf->credential_dir == NULL || !may_enter(cf)))
		p->kind = PLACE_LOOSE;
	/* What systemd reads it reads as root, before harkd runs. */
	p->owner = p->kind == PLACE_FILE ? place_harkd(cf) :
	    (struct secret_owner){ geteuid(), getegid() };
}

int
place_check(const struct place *p, struct err *e)
{
	AUTO(free_p) char *real = realpath(p->path, NULL);
	AUTO(free_p) char *dir = xstrdup(real != NULL ? real : p->path);
	char *slash = strrchr(dir, '/');

	slash[slash == dir ? 1 : 0] = '\0';
	if (p->kind == PLACE_LOOSE && geteuid() == 0)
		mkdir(dir, 0700);
	if (faccessat(AT_FDCWD, dir, W_OK | X_OK, AT_EACCESS) == 0)
		return 0;
	return err_set(e, errno == ENOENT ? ERR_CONFIG : ERR_PERMISSION,
	    "%s: %s", dir, strerror(errno));
}

/* Whoever could have put something else there; root: nobody else could. */
static struct secret_owner
holder(const char *path)
{
	AUTO(free_p) char *prefix = xstrdup(path);
	struct stat st;

	for (char *p = strchr(prefix + 1, '/'); p != NULL;
	    p = strchr(p + 1, '/')) {
		*p = '\0';
		if (lstat(prefix, &st) == 0 && st.st_uid != 0)
			return (struct secret_owner){ st.st_uid, st.st_gid };
		*p = '/';
	}
	return (struct secret_owner){ 0, 0 };
}

/*
 * In a folder of somebody else's root does only what they could do themselves:
 * there may be links in it that lead anywhere.
 */
static bool
become(struct secret_owner who)
{
	if (geteuid() != 0 || who.uid == 0)
		return false;
	if (setegid(who.gid) == -1 || seteuid(who.uid) == -1)
		fatal("cannot act as uid %u", who.uid);
	return true;
}

static void
become_root(bool was)
{
	if (was && (seteuid(0) == -1 || setegid(getgid()) == -1))
		fatal("cannot act as root again");
}

struct secret *
place_load(const struct place *p, struct err *e)
{
	struct secret_owner who = holder(p->path);
	struct secret *s;
	struct stat st;
	bool other;

	/* A file that harkd would refuse is refused, one of harkd's is not. */
	if (who.uid == 0 && stat(p->path, &st) == 0)
		who = (struct secret_owner){ st.st_uid, st.st_gid };
	other = become(who);
	s = secret_load(NULL, p->path, e);
	become_root(other);
	return s;
}

int
place_write(const struct place *p, const struct secret *s, struct err *e)
{
	bool other = become(holder(p->path));
	int rc = secret_put(p->path, s, &p->owner, e);

	become_root(other);
	return rc;
}

int
place_keep(const struct config *cf, const char *path, uint64_t mark,
    struct consent_end ends, struct err *e)
{
	AUTO(free_p) char *dir = xstrndup(path, (size_t)(strrchr(path, '/') -
	    path));
	struct secret_owner harkd = place_harkd(cf);
	bool other = become(harkd);
	int rc;

	if (ends.at != 0)
		mkdir(dir, 0700);
	rc = consent_keep(path, mark, ends, &harkd, e);
	become_root(other);
	return rc;
}

void
place_clear(struct place *p)
{
	free(p->path);
	p->path = NULL;
}
