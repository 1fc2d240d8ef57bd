/* SPDX-License-Identifier: ISC */
#ifndef MONTH_CHECKS_H
#define MONTH_CHECKS_H

/*
 * checks.h - the account of every mail of the month: when, to whom, how many,
 * about whom, and who was forgotten.
 */

#include "core/month/mails.h"

/* --- what holds on every day --- */

void	check_people(void);
void	check_bells(void);
void	check_caps(void);
void	check_crowd(void);
void	check_digests(void);
void	check_put_off(void);
void	check_told(void);
void	check_words(void);
void	check_dates(void);
void	check_rows(void);
void	check_shape(void);
void	check_links(void);
void	check_merged(void);
void	check_repeats(void);
void	check_kinds(void);

/* --- days.c --- */

void	check_days(void);

/* --- small change --- */

/* "bell", "digest" */
const char *words_of(const struct mail *);
/* NULL: he is not staff. */
const struct conf_recipient *recipient_of(const struct mail *);
/* For a failure: which mail; lent until the next call. */
const char *name_of(const struct mail *);
/* Is it about that question? */
bool	mail_has(const struct mail *, const struct asked *);

#endif
