/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_SECRET_H
#define HARK_BASE_SECRET_H

/*
 * secret.h - tokens and passwords, opaque so that no format string, log or
 * dump can print them.  Wiped when freed.  Only net/ looks inside.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct secret;

struct secret *secret_new(const char *value, size_t len);
/*
 * Read credential `name': $CREDENTIALS_DIRECTORY/name, else dir/name (dir may
 * be NULL), else name itself if it is an absolute path.  One trailing newline
 * is dropped.  A file that others may read, or that is empty or larger than
 * 16 KiB, is refused with what to do about it.
 */
struct secret *secret_load(const char *dir, const char *name, struct err *);
/* The files that were named by absolute paths so far, NULL-terminated. */
const char *const *secret_files(void);
/* Write it where secret_load() found it, mode 0600, new file before old. */
int	secret_store(const char *dir, const char *name, const struct secret *,
	    struct err *);
/*
 * Write it to this very file, as it was (owner, group; readable by its group or
 * not), or if there is none as `like' says: new file before old, both on disk.
 */
struct secret_owner {
	unsigned uid, gid;
};
int	secret_put(const char *path, const struct secret *,
	    const struct secret_owner *like, struct err *);
/* A number that changes with the value; joined to h.  Tells nothing of it
 * that could be undone, if the value is one that cannot be guessed. */
uint64_t secret_mark(uint64_t h, const struct secret *);
void	secret_free(struct secret *);
struct secret *secret_copy(const struct secret *);
/* Two NULLs are equal. */
bool	secret_equal(const struct secret *, const struct secret *);
/* For net/ alone (a test greps for callers elsewhere). */
const char *secret_reveal(const struct secret *, size_t *len);

#endif
