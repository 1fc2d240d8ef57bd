/* SPDX-License-Identifier: ISC */

/* Mails that a server found and sent; see mailbox_int.h. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/when.h"
#include "net/mailbox_int.h"

#define MAX_FOUND	100000

void
mailbox_forget(struct mailbox *m)
{
	for (size_t i = 0; i < MAILBOX_BATCH; i++) {
		free(m->texts[i]);
		m->texts[i] = NULL;
		m->mails[i] = (struct mailbox_mail){ 0 };
	}
}

bool
mailbox_found(struct mailbox *m, const json_t *r)
{
	for (size_t i = 2; i < json_array_size(r); i++) {
		int64_t uid = hark_imap_number(hark_imap_str(r, i));

		/* "9:*" always brings the last one, however old. */
		if (uid <= 0 || (m->validity == m->validity_now &&
		    uid <= m->last))
			continue;
		if (m->n == MAX_FOUND)
			return false;
		if (m->n == m->size) {
			m->size = m->size * 2 + 64;
			m->uids = xreallocarray(m->uids, m->size,
			    sizeof(*m->uids));
		}
		m->uids[m->n++] = uid;
	}
	return true;
}

static int
by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

void
mailbox_sort(struct mailbox *m)
{
	size_t k = 0;

	if (m->n > 0)
		qsort(m->uids, m->n, sizeof(*m->uids), by_number);
	for (size_t i = 0; i < m->n; i++)
		if (i == 0 || m->uids[i] != m->uids[i - 1])
			m->uids[k++] = m->uids[i];
	m->n = k;
}

void
mailbox_fetched(struct mailbox *m, const json_t *r)
{
	struct hark_imap_mail f = hark_imap_mail(r);

	/* Changed flags are told unasked. */
	if (!json_is_string(f.body))
		return;
	for (size_t i = m->at; i < m->end; i++) {
		struct mailbox_mail *ml = &m->mails[i - m->at];
		char **text = &m->texts[i - m->at];

		if (m->uids[i] != f.uid || *text != NULL)
			continue;
		ml->len = json_string_length(f.body);
		*text = xmalloc(ml->len + 1);
		memcpy(*text, json_string_value(f.body), ml->len);
		(*text)[ml->len] = '\0';
		ml->text = *text;
		ml->cut = ml->len >= MAILBOX_PIECE;
		ml->received = when_parse(f.received);
	}
}
