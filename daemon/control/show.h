/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONTROL_SHOW_H
#define HARK_CONTROL_SHOW_H

/*
 * show.h - structs as JSON with stable keys; hark(1) documents them.
 *
 * Times are RFC 3339 or null, spans are seconds.  Results are given.
 */

#include <jansson.h>

#include "poll/poll.h"
#include "store/client.h"
#include "store/outbox.h"

json_t	*show_time(int64_t);
/* "waiting", "liked", "history", "perhaps", "acked", "snoozed", "answered",
 * "settled", ... */
const char *show_state(const struct question *, int64_t now);
/* With the client's words for what is urgent; NULL: it has none. */
json_t	*show_question(const struct conf_client *, const struct question *,
	    int64_t now);
/* The question with its thread, the rows of the clock, staff's actions. */
json_t	*show_detail(const struct conf_client *,
	    const struct question_detail *, const char *lang, int64_t now);
/* The next mail of an open question: {at, to[], why}; at null: none. */
json_t	*show_next(const struct conf_client *, const struct question_detail *,
	    const char *lang, int64_t now);
json_t	*show_hit(const struct post_hit *);
json_t	*show_outbox(const struct outbox_row *);
json_t	*show_reply(const struct store_reply *);
json_t	*show_account(const struct account_health *);
json_t	*show_talk(const struct talk *);
json_t	*show_own(const struct own_text *);
json_t	*show_verdict(const struct verdict *);

#endif
