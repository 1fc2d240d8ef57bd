/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONFIG_GUARD_H
#define HARK_CONFIG_GUARD_H

/*
 * guard.h - what libconfuse must not see is refused or mended first.
 *
 * libconfuse expands ${X} from the environment, swallows stray characters,
 * takes a comment in a list for an item, does not tell where an unclosed
 * quote or brace began, and forgets where sections begin.  The guard reads
 * the text once, refuses the mistakes with their line and what would be
 * right, blanks comments, and writes "@=LINE" behind each section's opening
 * brace.  Inside a client, a section `name "title" { ... }' of no known type
 * becomes `@gone "title" {@=LINE @plugin="name"}': the account of a plugin
 * that is missing.  Lines stay where they were.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

#define GUARD_LINE	"@"
#define GUARD_GONE	"@gone"
#define GUARD_PLUGIN	"@plugin"

/*
 * What is a section of this name in a client: one of ours, the account of a
 * plugin that is missing, or a mistake; *meant may say what was meant.
 */
enum guard_section { GUARD_OURS, GUARD_MISSING, GUARD_MISTAKE };
typedef enum guard_section guard_known_fn(void *arg, const char *name,
	    const char **meant);

/* The file's bytes.  Regular files up to 64 MiB. */
int	guard_read(const char *path, struct buf *out, struct err *);
/* -1 and "file:line: ..." in e; `file' is for that. */
int	guard_text(const char *file, const struct buf *in, guard_known_fn *,
	    void *arg, struct buf *out, struct err *);
/*
 * The text of one setting outside of all sections (`name = value'), again as
 * text for libconfuse; empty if it is not there.  For the first pass.
 */
int	guard_find(const char *file, const struct buf *in, const char *name,
	    struct buf *out, struct err *);

#endif
