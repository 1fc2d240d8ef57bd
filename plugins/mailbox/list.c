/* SPDX-License-Identifier: ISC */

/* Mailboxes and mails that a server lists; see mailbox.h. */

#include <string.h>

#include "mailbox/mailbox.h"

#define MAX_FOUND	200000

/* Names for sent mail where the server does not mark it. */
static bool
is_sent_name(const char *name, const char *delimiter)
{
	static const char *const names[] = { "Sent", "Sent Items",
	    "Sent Messages", "Sent Mail", "Gesendet", "Gesendete Objekte",
	    "Gesendete Elemente", "Gesendete Nachrichten" };
	const char *last = name, *p;

	if (delimiter != NULL && *delimiter != '\0')
		while ((p = strstr(last, delimiter)) != NULL)
			last = p + strlen(delimiter);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcasecmp(last, names[i]) == 0)
			return true;
	return false;
}

/* ["*", "LIST", ["\\Sent"], "/", "Sent"] */
void
mb_listed(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	const json_t *flags = json_array_get(r, 2);
	const char *name = hark_imap_str(r, 4);
	bool marked = false, none = false;

	if (name == NULL)
		return;
	for (size_t i = 0; i < json_array_size(flags); i++) {
		marked |= hark_imap_is(flags, i, "\\Sent");
		none |= hark_imap_is(flags, i, "\\Noselect") ||
		    hark_imap_is(flags, i, "\\NonExistent");
	}
	/* The mark is the server's word; a name is only a guess. */
	if (!none && (marked || (b->raw == NULL &&
	    is_sent_name(name, hark_imap_str(r, 3)))))
		b->raw = hark_copy(t, name);
}

void
mb_sort(int64_t *v, size_t *count)
{
	size_t n = *count, k = 0;

	for (size_t gap = n / 2; gap > 0; gap /= 2)
		for (size_t i = gap; i < n; i++) {
			int64_t x = v[i];
			size_t j = i;

			for (; j >= gap && v[j - gap] > x; j -= gap)
				v[j] = v[j - gap];
			v[j] = x;
		}
	for (size_t i = 0; i < n; i++)
		if (i == 0 || v[i] != v[i - 1])
			v[k++] = v[i];
	*count = k;
}

void
mb_found_mails(struct hark_task *t, struct mb_box *b, const json_t *r)
{
	size_t n = json_array_size(r);
	int64_t *all;

	if (b->n + n > MAX_FOUND) {
		hark_fail(t, HARK_E_PROTOCOL, "more than %d mails found",
		    MAX_FOUND);
		return;
	}
	if (b->n + n > b->size) {
		b->size = (b->n + n) * 2;
		all = hark_alloc(t, b->size * sizeof(*all));
		if (b->n > 0)
			memcpy(all, b->uids, b->n * sizeof(*all));
		b->uids = all;
	}
	for (size_t i = 2; i < n; i++) {
		int64_t uid = hark_imap_number(hark_imap_str(r, i));

		/* "9:*" always brings the last one, however old. */
		if (uid > b->last)
			b->uids[b->n++] = uid;
	}
}
