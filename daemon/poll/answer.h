/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_ANSWER_H
#define HARK_POLL_ANSWER_H

/*
 * answer.h - private to poll/: answers that are none, and what they mean, as
 * the plugin's tables say; each is a member of struct hark_core, see hark.h.
 */

#include "hark.h"

const char *answer_reason(struct hark_task *, const struct hark_response *,
	    const char *why);
json_t	*answer_json(struct hark_task *, const struct hark_response *,
	    const char *why);
const char *answer_code(struct hark_task *, const struct hark_response *);
bool	answer_refused(struct hark_task *, const struct hark_response *,
	    const struct hark_refusal *);
/* Of a login; read whole, whatever the plugin reads. */
json_t	*answer_login(struct hark_task *, const struct hark_response *,
	    const struct hark_login *);
bool	answer_absent(struct hark_task *, const struct hark_response *);

#endif
