/* SPDX-License-Identifier: ISC */

/*
 * Credentials in memory and in files; see secret.h.  A file is judged by what
 * was opened, not by its name, so that nobody can exchange it in between.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/siphash.h"

#define MAX_SIZE	(16 << 10)

struct secret {
	size_t len;
	char value[];		/* and a NUL */
};

struct secret *
secret_new(const char *value, size_t len)
{
	struct secret *s = xmalloc(sizeof(*s) + len + 1);

	s->len = len;
	memcpy(s->value, value, len);
	s->value[len] = '\0';
	return s;
}

void
secret_free(struct secret *s)
{
	if (s == NULL)
		return;
	explicit_bzero(s->value, s->len);
	free(s);
}

struct secret *
secret_copy(const struct secret *s)
{
	return secret_new(s->value, s->len);
}

bool
secret_equal(const struct secret *a, const struct secret *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return a->len == b->len && memcmp(a->value, b->value, a->len) == 0;
}

const char *
secret_reveal(const struct secret *s, size_t *len)
{
	if (len != NULL)
		*len = s->len;
	return s->value;
}

/*
 * The path of a credential's file: the first that exists, else where it ought
 * to be.  *given: it is systemd's and cannot be written.  NULL: bad name.
 */
static char *
find(const char *dir, const char *name, bool *given, struct err *e)
{
	const char *creds = getenv("CREDENTIALS_DIRECTORY");
	char *path;

	*given = false;
	if (name[0] == '/')
		return xstrdup(name);
	if (name[0] == '\0' || name[0] == '.' || strchr(name, '/') != NULL) {
		err_set(e, ERR_CONFIG, "\"%s\" is not the name of a "
		    "credential", name);
		return NULL;
	}
	if (creds != NULL) {
		path = xasprintf("%s/%s", creds, name);
		if (access(path, F_OK) == 0) {
			*given = true;
			return path;
		}
		free(path);
	}
	if (dir == NULL) {
		err_set(e, ERR_NOT_FOUND, "there is no credential %s: pass it "
		    "with LoadCredential=", name);
		return NULL;
	}
	return xasprintf("%s/%s", dir, name);
}

/* Is what was opened fit to hold a secret? */
static int
check(int fd, const char *path, struct err *e)
{
	struct stat st;

	if (fstat(fd, &st) == -1)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_PERMISSION, "%s is not a file", path);
	if (st.st_uid != 0 && st.st_uid != geteuid())
		return err_set(e, ERR_PERMISSION, "%s belongs to another user "
		    "(uid %u): chown it", path, (unsigned)st.st_uid);
	/* Reading by the group is how systemd's own ACLs look. */
	if (st.st_mode & (S_IRWXO | S_IWGRP))
		return err_set(e, ERR_PERMISSION, "%s is open to others (mode "
		    "%04o): chmod 600 %s", path,
		    (unsigned)(st.st_mode & 07777), path);
	if (st.st_size > MAX_SIZE)
		return err_set(e, ERR_LIMIT, "%s is larger than 16 KiB, which "
		    "is no credential", path);
	return 0;
}

static struct secret *
read_all(int fd, const char *path, struct err *e)
{
	char data[MAX_SIZE + 1];
	struct secret *s = NULL;
	size_t n = 0;
	ssize_t k;

	while (n < sizeof(data) &&
	    (k = read(fd, data + n, sizeof(data) - n)) != 0) {
		if (k == -1 && errno == EINTR)
			continue;
		if (k == -1) {
			err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
			goto out;
		}
		n += (size_t)k;
	}
	if (n > MAX_SIZE) {
		err_set(e, ERR_LIMIT, "%s is larger than 16 KiB, which is no "
		    "credential", path);
		goto out;
	}
	if (n > 0 && data[n - 1] == '\n')
		n--;
	if (n > 0 && data[n - 1] == '\r')
		n--;
	if (n == 0) {
		err_set(e, ERR_CONFIG, "%s is empty: put the credential into "
		    "it", path);
		goto out;
	}
	s = secret_new(data, n);
out:
	explicit_bzero(data, sizeof(data));
	return s;
}

static const char **files;
static size_t n_files;

static void
note_file(const char *path)
{
	for (size_t i = 0; i < n_files; i++)
		if (strcmp(files[i], path) == 0)
			return;
	files = xreallocarray(files, n_files + 2, sizeof(*files));
	files[n_files++] = xstrdup(path);
	files[n_files] = NULL;
}

const char *const *
secret_files(void)
{
	static const char *const none[] = { NULL };

	return n_files > 0 ? files : none;
}

struct secret *
secret_load(const char *dir, const char *name, struct err *e)
{
	AUTO(free_p) char *path = NULL;
	struct secret *s = NULL;
	bool given;
	int fd;

	path = find(dir, name, &given, e);
	if (path == NULL)
		return NULL;
	if (name[0] == '/')
		note_file(name);
	/* A pipe must not keep us waiting for its writer. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd == -1) {
		if (errno == ENOENT)
			err_set(e, ERR_NOT_FOUND, "there is no credential %s: "
			    "put it into %s (mode 0600)", name, path);
		else
			err_set(e, ERR_PERMISSION, "%s: %s", path,
			    strerror(errno));
		return NULL;
	}
	if (check(fd, path, e) == 0)
		s = read_all(fd, path, e);
	close(fd);
	return s;
}

static int
write_all(int fd, const char *p, size_t n)
{
	ssize_t k;

	while (n > 0) {
		k = write(fd, p, n);
		if (k == -1 && errno == EINTR)
			continue;
		if (k == -1)
			return -1;
		p += k;
		n -= (size_t)k;
	}
	return 0;
}

/* So that the new name survives a power failure. */
static int
sync_folder_of(const char *path)
{
	AUTO(free_p) char *dir = xstrdup(path);
	char *slash = strrchr(dir, '/');
	int fd, rc;

	slash[slash == dir ? 1 : 0] = '\0';
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1)
		return -1;
	rc = fsync(fd);
	close(fd);
	return rc;
}

/* Durable under its name, or the old one is untouched. */
static int
replace(const char *path, const struct secret *s,
    const struct secret_owner *owner, unsigned mode, struct err *e)
{
	AUTO(free_p) char *tmp = xasprintf("%s.new", path);
	int fd, rc = 0;

	/* Left by a crash; whatever it is, we make our own. */
	unlink(tmp);
	fd = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd == -1)
		return err_set(e, errno == EACCES || errno == EPERM ?
		    ERR_PERMISSION : ERR_IO, "%s: %s", tmp, strerror(errno));
	/* Not open to its group before it belongs to the right one. */
	if (owner != NULL && (owner->uid != geteuid() ||
	    owner->gid != getegid()))
		rc = fchown(fd, owner->uid, owner->gid);
	/* Only root can give it away; the group's right goes then. */
	if (rc == -1 && geteuid() != 0)
		rc = 0;
	else if (rc == 0 && mode != 0600)
		rc = fchmod(fd, mode);
	if (rc == 0)
		rc = write_all(fd, s->value, s->len);
	if (rc == 0)
		rc = write_all(fd, "\n", 1);
	if (rc == 0)
		rc = fsync(fd);
	if (close(fd) == -1)
		rc = -1;
	if (rc == 0)
		rc = rename(tmp, path);
	if (rc == -1) {
		err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO,
		    "%s: %s", tmp, strerror(errno));
		unlink(tmp);
		return -1;
	}
	if (sync_folder_of(path) == -1)
		return err_set(e, ERR_IO, "folder of %s: %s", path,
		    strerror(errno));
	return 0;
}

int
secret_store(const char *dir, const char *name, const struct secret *s,
    struct err *e)
{
	AUTO(free_p) char *path = NULL;
	bool given;

	path = find(dir, name, &given, e);
	if (path == NULL)
		return -1;
	if (given)
		return err_set(e, ERR_CONFIG, "credential %s is renewed by its "
		    "network, but comes from systemd and cannot be written: "
		    "keep it in the credentials folder instead", name);
	return replace(path, s, NULL, 0600, e);
}

int
secret_put(const char *path, const struct secret *s,
    const struct secret_owner *like, struct err *e)
{
	/* A link stays one, and leads to the new file. */
	AUTO(free_p) char *real = realpath(path, NULL);
	struct secret_owner owner = *like;
	unsigned mode = 0600;
	struct stat st;

	if (real != NULL && stat(real, &st) == 0) {
		owner.uid = st.st_uid;
		owner.gid = st.st_gid;
		mode |= st.st_mode & S_IRGRP;
	}
	return replace(real != NULL ? real : path, s, &owner, mode, e);
}

uint64_t
secret_mark(uint64_t h, const struct secret *s)
{
	unsigned char key[SIPHASH_KEY] = "hark", out[SIPHASH_SIZE];

	memcpy(key + 8, &h, sizeof(h));
	siphash(key, s->value, s->len, out);
	memcpy(&h, out, sizeof(h));
	return h;
}
