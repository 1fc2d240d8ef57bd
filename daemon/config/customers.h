/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONFIG_CUSTOMERS_H
#define HARK_CONFIG_CUSTOMERS_H

/*
 * customers.h - a client's list of customers, as keys that mean one person:
 * handles, profile addresses, mail addresses.  Names are not read, since many
 * people have the same.
 *
 * CSV: the first line names the columns, in any order, in English or German:
 * "handle", "network" (whose handle), "profile", "mail"; a column called like
 * a network ("mastodon", "instagram") holds handles there.  Commas, semicolons
 * or tabs; quotes as RFC 4180.  Others are ignored.
 * vCard (.vcf, 2.1 to 4.0): EMAIL, URL, X-SOCIALPROFILE, SOCIALPROFILE, IMPP.
 *
 * A handle without a network counts only if it says by itself where it lives:
 * "@anna@social.example", "anna.bsky.social".
 */

#include <stddef.h>

#include "base/err.h"

struct customer_key {
	char *network;			/* a plugin's name, or "": anywhere */
	char *name;			/* small letters, without '@' */
};
struct customers {
	struct customer_key *keys;	/* sorted, each once */
	size_t n;
	size_t people;			/* lines, or cards */
	size_t useless;			/* of these without a key */
};

/* At most 8 MiB and 200000 keys.  NULL and e, which names the file. */
struct customers *customers_read(const char *path, struct err *);
/* The same from memory; vcard: else CSV. */
struct customers *customers_parse(const char *text, size_t len, int vcard,
	    struct err *);
void	customers_free(struct customers *);

#endif
