/* SPDX-License-Identifier: ISC */
#ifndef MAILBOX_LIST_H
#define MAILBOX_LIST_H

/* list.h - private to box.c and list.c: what a server lists. */

#include "mailbox/mailbox.h"

/* Of a response: the i-th as a string, or NULL; is it this word? */
const char *mb_str(const json_t *array, size_t i);
bool	mb_word(const json_t *array, size_t i, const char *w);
/* A whole number up to 2^32 - 1, or -1. */
int64_t	mb_number(const char *s);

/* A mailbox: the one for sent mails is kept in ->raw. */
void	mb_listed(struct hark_task *, struct mb_box *b, const json_t *r);
/* Mails that a search found go to ->uids. */
void	mb_found_mails(struct hark_task *, struct mb_box *b, const json_t *r);
/* Ascending, whatever the order on the wire, and none twice. */
void	mb_sort(int64_t *v, size_t *count);

#endif
