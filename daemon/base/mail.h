/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_MAIL_H
#define HARK_BASE_MAIL_H

/*
 * mail.h - a mail (RFC 5322, MIME) as a JSON object; gmime inside.
 *
 *	{ "id": "a@b",					of Message-ID
 *	  "in-reply-to": ["c@d"], "references": ["e@f", "c@d"],
 *	  "from": [{"name": "Anna K.", "address": "anna@example.org"}],
 *	  "reply-to": [], "to": [], "cc": [],
 *	  "headers": {"subject": ["Frage"], "received": ["...", "..."]},
 *	  "type": "multipart/report", "report": "delivery-status",
 *	  "automatic": true,		by a machine, or to many (RFC 3834)
 *	  "verdict": {"server": "mx.example.org", "results":
 *		      [{"method": "dkim", "result": "pass",
 *			"domain": "example.org"}]},	of the topmost
 *							Authentication-Results
 *	  "parts": [{"type": "text/plain", "text": "Hallo ...", "flowed": true},
 *		    {"type": "text/html", "html": "<p>Hallo ..."},
 *		    {"type": "image/png", "attached": true, "name": "x.png"}] }
 *
 * Names of headers, types and addresses are in lower case; what there is not is
 * absent.  Headers keep their order, topmost first, unfolded and decoded.
 * "parts" are the leaves of the tree, at most MAIL_MAX_PARTS; a mail within the
 * mail is one of them and not opened.  All strings are repaired UTF-8.
 *
 * The library is loaded when the first mail comes: it brings megabytes that an
 * installation without mailboxes need not carry.
 */

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

struct err;

#define MAIL_MAX_PARTS	100
#define MAIL_MAX_DEPTH	20
#define MAIL_MAX_HEADERS 300
#define MAIL_MAX_VALUE	(8u << 10)
#define MAIL_MAX_TEXT	(256u << 10)

/* NULL and e: ERR_UNAVAILABLE without the library, ERR_PROTOCOL: no mail. */
json_t	*mail_read(const char *p, size_t n, struct err *);

/* The first of a header's values, its name in small letters; or NULL. */
const char *mail_header(const json_t *mail, const char *name);
/* Add "automatic" and "verdict", as mail_read() does. */
void	mail_origin(json_t *mail);
/*
 * Does this server say that it comes from that domain?  By DMARC, or by DKIM
 * or SPF for the domain or one below it.
 */
bool	mail_vouched(const json_t *mail, const char *server,
	    const char *domain);

#endif
