/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_IDS_H
#define HARK_ALERT_IDS_H

/*
 * ids.h - Message-IDs: made from what they stand for and nothing else, so that
 * a mail that is sent again after a crash is the same mail.
 *
 * A conversation's root is an id that no mail carries and all of its mails
 * refer to: every recipient sees one thread, whoever was rung first.
 *	<q.k3f9qz.acme@example.org>	one question's
 *	<c3.0123...ef.acme@example.org>	a collected mail's about three
 *	<s3.0123...ef.acme@example.org>	the first summary's
 */

#include <stddef.h>

/* The domain of the address mails come from, else hello, else "localhost". */
const char *id_host(const char *from, const char *hello);

/* Results are given.  client: its name; key: an outbox row's. */
char	*id_message(const char *client, const char *host, const char *key);
char	*id_root_question(const char *client, const char *host,
	    const char *question);
/* kind: 'c' or 's'; ids: public ids, sorted. */
char	*id_root_many(const char *client, const char *host, char kind,
	    const char *const *ids, size_t n);
/* How many questions a root stands for, and its kind: 'q', 'c' or 's';
 * 1 and 'q' for NULL and strangers' ones. */
size_t	id_root_count(const char *root, char *kind);

#endif
