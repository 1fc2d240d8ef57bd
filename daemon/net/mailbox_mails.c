/* SPDX-License-Identifier: ISC */

/* Mails that a server found and sent; see mailbox_int.h. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/when.h"
#include "net/mailbox_int.h"

#define MAX_FOUND	100000

const char *
mailbox_str(const json_t *array, size_t i)
{
	return json_string_value(json_array_get(array, i));
}

bool
mailbox_word(const json_t *array, size_t i, const char *w)
{
	const char *s = mailbox_str(array, i);

	return s != NULL && strcasecmp(s, w) == 0;
}

int64_t
mailbox_number(const char *s)
{
	int64_t n = 0;

	if (s == NULL || *s == '\0')
		return -1;
	for (; *s >= '0' && *s <= '9' && n < INT64_C(1) << 32; s++)
		n = n * 10 + (*s - '0');
	return *s == '\0' && n < INT64_C(1) << 32 ? n : -1;
}

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
		int64_t uid = mailbox_number(mailbox_str(r, i));

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

/* ["*", "3", "FETCH", ["UID", "7", "BODY[]<0>", "..."]] */
void
mailbox_fetched(struct mailbox *m, const json_t *r)
{
	const json_t *l = json_array_get(r, 3), *body = NULL;
	int64_t uid = -1, received = 0;

	for (size_t i = 0; i + 1 < json_array_size(l); i += 2) {
		if (mailbox_word(l, i, "UID"))
			uid = mailbox_number(mailbox_str(l, i + 1));
		else if (mailbox_word(l, i, "INTERNALDATE"))
			received = when_parse(mailbox_str(l, i + 1));
		else if (mailbox_str(l, i) != NULL &&
		    strncasecmp(mailbox_str(l, i), "BODY[]", 6) == 0)
			body = json_array_get(l, i + 1);
	}
	/* Changed flags are told unasked. */
	if (!json_is_string(body))
		return;
	for (size_t i = m->at; i < m->end; i++) {
		struct mailbox_mail *ml = &m->mails[i - m->at];
		char **text = &m->texts[i - m->at];

		if (m->uids[i] != uid || *text != NULL)
			continue;
		ml->len = json_string_length(body);
		*text = xmalloc(ml->len + 1);
		memcpy(*text, json_string_value(body), ml->len);
		(*text)[ml->len] = '\0';
		ml->text = *text;
		ml->cut = ml->len >= MAILBOX_PIECE;
		ml->received = received;
	}
}
