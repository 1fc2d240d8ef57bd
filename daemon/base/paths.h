/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_PATHS_H
#define HARK_BASE_PATHS_H

/*
 * paths.h - where our own files lie: beside the running program if it was
 * started from its build folder, else where `make install' put them.
 */

/* `name' beside the executable if that exists, else `installed' if that
 * exists, else NULL.  Result is given. */
char	*path_find(const char *name, const char *installed);

#endif
