/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_JSON_H
#define HARK_BASE_JSON_H

/*
 * json.h - hostile JSON made harmless before jansson sees it.
 *
 * jansson rejects a whole page for one \u0000, lone surrogate, bad UTF-8
 * byte, number out of range or BOM, and costs 49 us for a post of 3.5 KB most
 * of which nobody reads.  One small validating scanner cures both: it skips
 * every member whose name is not in the set and repairs what is left.
 */

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

struct buf;
struct err;

/* Member names to keep; built once per plugin. */
struct json_names;

/*
 * From a NULL-terminated list.  "name" keeps a member of that name wherever
 * it stands; "parent/name" only directly inside a member called parent.  A
 * kept member's value is scanned by the same rules (its own members must be
 * listed too); elements of arrays belong to the member that holds the array.
 * An entry may end in a slash and an asterisk: everything below that member
 * is kept whole.  NULL: keep everything.
 */
struct json_names *json_names_new(const char *const *list);
void	json_names_free(struct json_names *);

/*
 * A conversation nested 250 deep is read whole, with two levels for each.  What
 * lies deeper becomes null, so that nobody can make a page unreadable.
 */
#define JSON_MAX_DEPTH	512

/*
 * Copy the document without the members that are not named, repaired: U+FFFD
 * for bad UTF-8, \u0000, lone surrogates and unknown escapes; raw control
 * characters escaped; integers outside int64 and numbers from 1e308 on as
 * strings; a BOM dropped; of duplicate names the last is kept by jansson.
 * Names are compared after unescaping.  The result is canonical: no white
 * space, nothing escaped but quotes, backslashes and controls.  -1 if it is
 * not JSON (truncated, trailing garbage), with the byte offset; `out' is then
 * as before.  What is skipped must be JSON, too; of what is too deep only
 * strings and brackets are looked at.
 */
int	json_prune(struct buf *out, const char *p, size_t n,
	    const struct json_names *, struct err *);

/* Prune, repair and parse.  NULL and e if it is not JSON at all. */
json_t	*json_read(const char *p, size_t n, const struct json_names *,
	    struct err *);

static inline void
json_p(json_t **j)
{
	json_decref(*j);
}

/* Members of an object, NULL/0 if absent or of another type. */
const char *json_str(const json_t *, const char *key);
json_int_t json_int(const json_t *, const char *key);
bool	json_bool(const json_t *, const char *key);

/* One line, keys in the order they were set; result is given. */
char	*json_line(const json_t *);

#endif
