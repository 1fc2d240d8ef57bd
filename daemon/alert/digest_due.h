/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_DIGEST_DUE_H
#define HARK_ALERT_DIGEST_DUE_H

/* digest_due.h - when what a reply of ours promised is due.  Pure. */

#include "config/config.h"
#include "store/questions.h"
#include "text/promise.h"

/*
 * The end of the day we named in the holding reply of an answered question,
 * counted from when it was written; without a day, one business day later.
 */
int64_t	digest_promise_due(const struct conf_client *, const struct question *,
	    bool *dated);
/* The same for a promise that was read at `at'; 0: it names no time. */
int64_t	digest_promise_at(const struct hours *, const struct promise *,
	    int64_t at);

#endif
