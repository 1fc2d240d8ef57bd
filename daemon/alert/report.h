/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_REPORT_H
#define HARK_ALERT_REPORT_H

/*
 * report.h - the weekly and the monthly mail, and the warning that an account
 * advertises more than it talks.  For alert/ alone.
 *
 *	report.c	when one is due; figures gathered; rows
 *	report_week.c	what the weekly mail says: pure, from the row's JSON
 *	report_month.c	the same for the monthly one
 *
 * A report is a row before it is a mail, and its key names the week or month
 * and the recipient: it comes once.  It is due at the first opening of the
 * week or month after 7:30; late is better than never, until the next one is.
 * The row's body holds the figures as JSON, so that the mail is the same if it
 * is sent again.
 */

#include "alert/compose.h"
#include "alert/lane.h"
#include "alert/letter.h"

/* A lane looked around: is a report due?  Goes on beside the lane. */
void	report_look(struct lane *);
void	report_free(struct lane *);
/* --- pure --- */

/* "Week 47: 12 questions, 1 waiting"; given. */
char	*report_week_subject(const char *lang, const json_t *body);
char	*report_month_subject(const char *lang, const json_t *body);
/* in->words is the row's body. */
void	report_week(struct letter *, const struct compose_in *);
void	report_month(struct letter *, const struct compose_in *);

/*
 * The monthly body from questions of that month: groups with public examples.
 * from, to: days.
 */
json_t	*report_month_body(const struct question *, size_t n, int64_t from,
	    int64_t to);

#endif
