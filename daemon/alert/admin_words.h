/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_ADMIN_WORDS_H
#define HARK_ALERT_ADMIN_WORDS_H

/*
 * admin_words.h - what the administrator is told: what happened, to which
 * account, what to do.  Pure.  Each gives the subject and appends the text,
 * whose first line says it all.
 */

#include "base/buf.h"
#include "config/config.h"
#include "poll/poll.h"
#include "store/outbox.h"

char	*admin_words_account(const struct conf_client *,
	    const struct account_health *, int64_t now, struct buf *body);
/* It ends, or the network shows less, in about so many days, 1 at least.  Of
 * the title a phone shows 40 characters. */
char	*admin_words_consent(const struct conf_client *,
	    const struct account_health *, int days, struct buf *body);
char	*admin_words_down(const struct conf_client *, bool down, int64_t since,
	    int64_t now, struct buf *body);
char	*admin_words_refused(const struct conf_client *,
	    const struct outbox_row *, const char *error, struct buf *body);
char	*admin_words_accepted(const struct conf_client *, const char *address,
	    struct buf *body);
/* e NULL: it works again. */
char	*admin_words_commands(const struct conf_client *, const struct err *,
	    int64_t since, struct buf *body);
char	*admin_words_store(const struct conf_client *, const struct err *,
	    struct buf *body);

#endif
