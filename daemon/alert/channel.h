/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_CHANNEL_H
#define HARK_ALERT_CHANNEL_H

/*
 * channel.h - hand one alert to a mail server, a webhook or a program, and
 * say in one way how that went.
 *
 * Webhook: POST of one JSON object (payload.h) with "Authorization: Bearer
 * TOKEN" and "Idempotency-Key: MESSAGE-ID".  2xx is delivered; 400, 405, 410,
 * 413, 415, 422 are permanent; 401, 403, 404 need a person and are tried again,
 * as is everything else.
 */

#include "config/config.h"
#include "net/smtp.h"

struct channel_target {
	enum conf_channel channel;
	const char *address;
	const struct secret *token;	/* webhook, or NULL */
	const char *id;			/* Message-ID */
};

struct channel_call;
/* all: a failure that is the server's, not this recipient's. */
typedef void channel_fn(void *arg, enum smtp_outcome, bool all,
	    const struct err *);

/* body: the message, or JSON; copied, as is the target.  fn runs exactly once,
 * from the loop, unless cancelled. */
struct channel_call *channel_send(const struct config *,
	    const struct channel_target *, const char *body, size_t len,
	    channel_fn *, void *arg);
void	channel_cancel(struct channel_call *);

#endif
