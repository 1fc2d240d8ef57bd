/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_FILE_H
#define HARK_BASE_FILE_H

/*
 * file.h - a small file as a whole, where somebody named one.
 */

#include <stddef.h>

#include "base/err.h"

/*
 * Its bytes and a NUL; given.  Only what is a file and at most max bytes
 * (whole MiB) long; never waits for a pipe or a device.  NULL and e, which
 * begins with the path.
 */
char	*file_read(const char *path, size_t max, size_t *len, struct err *);

#endif
