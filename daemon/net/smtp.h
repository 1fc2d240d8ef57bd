/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_SMTP_H
#define HARK_NET_SMTP_H

/*
 * smtp.h - hand one mail for one recipient to a mail server.
 *
 * One transaction per recipient, so that one refused address is one
 * recipient's failure; connections are kept for half a minute.  libcurl
 * connects, encrypts and logs in; the transaction is ours, because libcurl
 * would block the loop until the server has made up its mind about the text.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/secret.h"
#include "base/tls.h"

struct smtp_server {
	const char *url;		/* smtp(s)://host:port */
	const char *hello;		/* our name for EHLO */
	enum smtp_tls tls;
	const char *user;		/* NULL: no AUTH */
	const struct secret *password;
	const char *ca_file;		/* NULL: the system's store */
	int64_t timeout_ms;		/* for each answer; 0: 1 min, and 5 min
					 * after the text (RFC 5321 4.5.3.2) */
};

enum smtp_outcome {
	SMTP_ACCEPTED,		/* the server said 250 after the text */
	SMTP_TEMPORARY,		/* 4xx, no connection: try again later */
	SMTP_PERMANENT,		/* 5xx for this recipient or mail */
	SMTP_CONFIG,		/* login refused, no TLS, bad certificate,
				 * 5xx for our name or the sender */
	SMTP_IN_DOUBT,		/* the text was sent, no answer came: later */
};

struct smtp_result {
	enum smtp_outcome outcome;
	int code;			/* the server's, or 0 */
	struct err err;			/* words for whoever mends it */
};

typedef void smtp_fn(void *arg, const struct smtp_result *);
struct smtp_call;

/*
 * message: RFC 5322 with CRLF lines, headers and all; copied.  fn runs exactly
 * once, from the loop, unless cancelled.  from and to are bare addresses (from
 * may be empty): line breaks, blanks and angle brackets in them are refused
 * (SMTP_PERMANENT).  A connection that breaks after the text was sent is
 * SMTP_IN_DOUBT: sent again, the mail may arrive twice, but never not at all.
 */
struct smtp_call *smtp_send(const struct smtp_server *, const char *from,
	    const char *to, const char *message, size_t len, smtp_fn *,
	    void *arg);
void	smtp_cancel(struct smtp_call *);
/* Close kept connections; cancels what is left. */
void	smtp_free(void);

#endif
