/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_CLIENT_H
#define HARK_STORE_CLIENT_H

/*
 * client.h - one business at run time: its configuration and its store.
 * Owned by main; everybody else borrows the array.
 */

#include "config/config.h"
#include "store/store.h"

struct client {
	const struct conf_client *conf;	/* replaced by a reload */
	struct store *store;		/* NULL: could not be opened */
	struct err broken;		/* why; others go on meanwhile */
};

#endif
