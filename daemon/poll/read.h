/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_READ_H
#define HARK_POLL_READ_H

/*
 * read.h - documents a plugin has read for it: JSON, XML, mails, IMAP answers
 * and lines, all as jansson values that live until the step is over.  See the
 * functions of the same names in hark.h.  NULL: the run has failed.
 */

#include "poll/effects.h"

json_t	*read_json(struct hark_task *, const char *, size_t);
/* The same, whatever the plugin reads. */
json_t	*read_whole(struct hark_task *, const char *, size_t);
json_t	*read_xml(struct hark_task *, const char *, size_t);
json_t	*read_mail(struct hark_task *, const char *, size_t);
json_t	*read_imap(struct hark_task *, int tag, const void *, size_t);
json_t	*read_lines(struct hark_task *, int tag, const char *, size_t);
/* The stream is closed: what was not whole never will be. */
void	read_forget(struct run *, int tag);

#endif
