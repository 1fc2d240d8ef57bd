/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONFIG_DATAFILE_H
#define HARK_CONFIG_DATAFILE_H

/*
 * datafile.h - data that comes with plugins, for HARK_FILES options: files
 * NAME.conf in a folder that has the option's name, below /etc/hark, or else
 * beside the program or where it is installed.  What lies in /etc/hark goes
 * first.  A name with a slash in it is a path.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

#define DATAFILE_MAX	(64u << 10)

/* All names, sorted; in the arena, NULL-terminated. */
const char *const *datafile_names(const char *folder, struct arena *);
/*
 * Name, line break, and text of each, in the arena, NULL-terminated.  -1, and
 * what would be right.
 */
int	datafile_read(const char *folder, const char *const *names, size_t n,
	    const char *const **ret, struct arena *, struct err *);

#endif
