/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_HIDE_H
#define HARK_NET_HIDE_H

/*
 * hide.h - programs run under our own user, but need not read what we may
 * (Landlock, since Linux 5.13; see landlock(7)).
 */

/*
 * A ruleset by which everything that is there now may be read and written but
 * what lies at or below the paths (absolute, NULL-terminated; those that do not
 * exist do no harm).  A descriptor, close-on-exec; -1 where the kernel has no
 * Landlock, with errno.
 */
int	hide_open(const char *const *paths);
/* In the child: keep to it from now on.  Only async-signal-safe calls. */
int	hide_apply(int fd);

#endif
