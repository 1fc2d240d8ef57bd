/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_MIME_H
#define HARK_ALERT_MIME_H

/*
 * mime.h - one mail as bytes: RFC 5322 with MIME parts.  Pure.
 *
 * Own code rather than libcurl's: the bytes then depend on nothing but the
 * row, can be tested without a server, and are the same when repeated.
 */

#include <stddef.h>
#include <stdint.h>

struct mime_mail {
	const char *from, *from_name;	/* name: or NULL */
	const char *to;
	const char *subject;		/* UTF-8 */
	const char *message_id, *in_reply_to;	/* "<...>"; latter or NULL */
	const char *list;		/* the client's name */
	const char *host;		/* of List-Id */
	int64_t date;			/* ms */
	const char *text, *html;	/* UTF-8, LF; text is flowed: flow.h */
};

/*
 * The message, lines end in CRLF, none longer than 78 (address and id lines:
 * 998).  Whatever the fields hold, it has these headers and no others.  Given.
 */
char	*mime_build(const struct mime_mail *, size_t *len);

#endif
