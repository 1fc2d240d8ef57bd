/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_IMAP_H
#define HARK_BASE_IMAP_H

/*
 * imap.h - what an IMAP server says (RFC 9051, RFC 3501), as JSON arrays, and
 * how to name a mailbox to it.  Bytes in, responses out: no network, no clock.
 *
 *	* 2 FETCH (UID 7 BODY[] {3}	["*", "2", "FETCH",
 *	abc)				  ["UID", "7", "BODY[]", "abc"]]
 *	* OK [UIDVALIDITY 77] hello	["*", "OK", ["UIDVALIDITY", "77"], "hello"]
 *	A1 NO no such mailbox		["A1", "NO", null, "no such mailbox"]
 *	+ idling			["+", "idling"]
 *
 * Numbers stay strings, NIL is null.  What stood in a literal may be any bytes,
 * NUL included: see json_string_length().  All other strings are repaired
 * UTF-8.  The server is hostile: lines, literals, responses and depth are
 * limited, and whatever does not fit is an error, after which the parser is of
 * no use any more.
 */

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

struct buf;
struct err;
struct imap;

#define IMAP_MAX_LINE		(512u << 10)	/* SEARCH is one */
#define IMAP_MAX_LITERAL	(1u << 20)
#define IMAP_MAX_RESPONSE	(2u << 20)
#define IMAP_MAX_DEPTH		16
#define IMAP_MAX_ITEMS		100000

struct imap *imap_new(void);
void	imap_free(struct imap *);
void	imap_feed(struct imap *, const void *, size_t);
/*
 * The next whole response, given.  NULL: more bytes are needed, or, with
 * ERR_PROTOCOL in e, this is not IMAP.
 */
json_t	*imap_next(struct imap *, struct err *);

/* A mailbox' name (UTF-8) as an argument: quoted, in modified UTF-7. */
void	imap_mailbox(struct buf *, const char *name);
/* Text as a quoted string; false, and nothing, if it cannot be one. */
bool	imap_quote(struct buf *, const char *text);

#endif
