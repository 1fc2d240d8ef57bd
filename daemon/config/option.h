/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONFIG_OPTION_H
#define HARK_CONFIG_OPTION_H

/*
 * option.h - one value of an option table: checked, and put into the struct
 * it describes.  The daemon's own sections and those of plugins share it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "hark.h"

#define OPTION_HTTP	(1u << 0)	/* plain http beyond loopback is allowed */

/*
 * Put the values (one, but for HARK_LIST and HARK_FILES) into base, strings copied to the
 * arena.  -1 and what is wrong and what would be right, without the name.
 */
int	option_set(const struct hark_option *, const char *const *values,
	    size_t n, unsigned flags, void *base, struct arena *, struct err *);
/* Put .def into base; nothing if there is none.  "a, b" is a list of two. */
int	option_set_default(const struct hark_option *, void *base,
	    struct arena *, struct err *);
/* HARK_FILES: put all there are into base. */
int	option_all_files(const struct hark_option *, void *base,
	    struct arena *, struct err *);
/* Bytes of an option's value in its struct. */
size_t	option_size(const struct hark_option *);
/* Is the difference between a and b (structs of the table) visible? */
bool	option_same(const struct hark_option *, const void *a, const void *b);

/*
 * The candidate (n of them, stride bytes apart, each a const char *) that was
 * probably meant by word, or NULL.
 */
const char *did_you_mean(const char *word, const void *first, size_t n,
	    size_t stride);

#endif
