/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_KNOWN_H
#define HARK_STORE_KNOWN_H

/*
 * known.h - private to store/: is this author on the list of customers?
 */

#include "store/person.h"

bool	known_customer(struct store *, int64_t source, const char *native,
	    const char *handle);
void	known_free(struct store *);

#endif
