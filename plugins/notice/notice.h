/* SPDX-License-Identifier: ISC */
#ifndef NOTICE_H
#define NOTICE_H

/* notice.h - what the parts of this plugin know of each other. */

#include <string.h>

#include "mailbox/mailbox.h"

struct config {
	struct mb_server at;
	const char *const *notices;
};

struct state {
	struct mb_box box;
};

/* --- profile.c ------------------------------------------------------------- */

/*
 *	name = Google			"key = value" lines, # comments
 *	from = google.com		domains and addresses it sends from
 *	dkim = google.com		domains that sign
 *	proved = no
 *	link = google.com		where links may lead
 *	page = https://...		where to look, if there is no link
 *	ignore = PATTERN		subjects that tell nothing
 *	[review]			layouts, tried in their order
 *	kind = review
 *	subject = PATTERN
 *	body = PATTERN
 */
struct entry {
	const char *key, *value;
	size_t key_len, len;
	bool section;
};

/* The next entry at *p, moving on; false: there is none. */
bool	nt_next_entry(const char **p, struct entry *e);
bool	nt_is_key(const struct entry *e, const char *key);
bool	nt_is_value(const struct entry *e, const char *value);
/* What stands before the first section; false: no such key. */
bool	nt_head(const char *profile, const char *key, struct entry *e);
/* Does one of the words of a key fit: a domain, or, with '@', an address? */
bool	nt_one_of(const char *profile, const char *key, const char *address);
const char *nt_profile_of(const struct config *cf, const char *address);
/* Why a profile cannot be used, or NULL. */
const char *nt_wrong(const char *profile);

/* --- layout.c -------------------------------------------------------------- */

/* Without what a tracker or a login may need: it may let somebody in. */
const char *nt_clean_link(struct hark_task *, const char *profile,
	    const char *s);
/* The first link of the mail that leads to the network. */
const char *nt_first_link(struct hark_task *, const char *profile,
	    const json_t *mail);
/* Where to look, if there is no link; or NULL. */
const char *nt_page(struct hark_task *, const char *profile);

/* What one layout made of a mail. */
struct reading {
	enum hark_kind kind;
	enum hark_visibility visibility;
	const char *author, *text, *link;
	int rating;
};

/* False: none of the layouts fits, or they are not proved. */
bool	nt_read_layout(struct hark_task *, const char *profile,
	    const char *subject, const char *text, struct reading *r);
bool	nt_is_ignored(const char *profile, const char *subject);

#endif
