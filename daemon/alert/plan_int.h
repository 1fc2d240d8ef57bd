/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_PLAN_INT_H
#define HARK_ALERT_PLAN_INT_H

/* plan_int.h - what plan.c and plan_rows.c share; for them alone. */

#include "alert/plan.h"

/* One question that rings at one address now. */
struct due {
	const struct question *q;
	const struct bell *bell;	/* NULL: for another reason */
	int64_t nth;			/* of its bells there */
};

/* What the row of these is called: the bells themselves, so that planned again
 * they give the same. */
const char *plan_key(struct arena *, const char *what, const char *recipient,
	    const struct due *, size_t n);
/* A row that tells r of these; in the arena. */
void	plan_row(const struct plan_in *, struct arena *, struct outbox_row *,
	    const struct conf_recipient *r, const struct due *, size_t n,
	    bool summary);

#endif
