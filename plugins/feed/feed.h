/* SPDX-License-Identifier: ISC */
#ifndef FEED_H
#define FEED_H

/* feed.h - what the parts of this plugin know of each other. */

#include <string.h>

#include "hark.h"

#define ATOM	"http://www.w3.org/2005/Atom"
#define CONTENT	"http://purl.org/rss/1.0/modules/content/"
#define DC	"http://purl.org/dc/elements/1.1/"
#define THR	"http://purl.org/syndication/thread/1.0"
#define RDF	"http://www.w3.org/1999/02/22-rdf-syntax-ns#"

struct config {
	const char *comments;
	const char *own;
	const char *const *found;
	const char *user;
	const char *password;
	bool private_;
};

struct state {
	enum hark_kind kind;
	const char *base;		/* what links are relative to */
	int64_t items, known;		/* seen, and there the last time, too */
	const char *lang;		/* of the whole feed */
	const char *author;		/* likewise */
};

/* --- item.c ---------------------------------------------------------------- */

/* The first child of an element with this name; ns NULL: in none, or any. */
const json_t *fd_child(struct hark_task *, const json_t *e, const char *ns,
	    const char *name);
/* Text without white space around it; NULL if there is none. */
const char *fd_trimmed(struct hark_task *, const char *s);
/* The text of such a child. */
const char *fd_value(struct hark_task *, const json_t *e, const char *ns,
	    const char *name);
const char *fd_attr(struct hark_task *, const json_t *e, const char *name);

/* What the formats say of an item, before it is a post. */
struct item {
	const char *id, *link, *title, *html, *text, *author, *lang;
	const char *parent;		/* the id of what it answers */
	const char *created, *edited;
};

void	fd_report(struct hark_task *, const struct item *it);

/* --- the formats ----------------------------------------------------------- */

void	fd_rss(struct hark_task *, const json_t *root);
void	fd_atom(struct hark_task *, const json_t *root);
void	fd_json(struct hark_task *, const json_t *root);

#endif
