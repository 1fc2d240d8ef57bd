/* SPDX-License-Identifier: ISC */

/* Who wrote a mail, when, and whether it was a person; see mailbox.h. */

#include <string.h>

#include "mailbox/mailbox.h"

#define DAY	(INT64_C(24) * 3600 * 1000)

const char *
mb_header(const json_t *mail, const char *name)
{
	return json_string_value(json_array_get(json_object_get(
	    json_object_get(mail, "headers"), name), 0));
}

const char *
mb_address(const json_t *mail, const char *list, size_t i)
{
	return json_string_value(json_object_get(json_array_get(
	    json_object_get(mail, list), i), "address"));
}

const char *
mb_id(struct hark_task *t, const json_t *mail)
{
	const char *id = json_string_value(json_object_get(mail, "id"));

	return id != NULL ? hark_hash(t, id) : hark_hash(t,
	    mb_header(mail, "date"), mb_header(mail, "from"),
	    mb_header(mail, "to"), mb_header(mail, "subject"));
}

/* Of the mail, where that is near the time it came: clocks are often wrong. */
int64_t
mb_time(struct hark_task *t, const json_t *mail, int64_t received)
{
	int64_t written = hark_time(t, mb_header(mail, "date"));

	if (received == 0)
		return written;
	if (written > received + 5 * 60 * 1000 || written < received - 7 * DAY)
		return received;
	return written;
}

bool
mb_no_reply(const char *address)
{
	static const char *const words[] = { "no-reply", "noreply", "no_reply",
	    "donotreply", "do-not-reply", "nicht-antworten", "keine-antwort",
	    "keineantwort", "mailer-daemon", "postmaster@" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (address != NULL && strcasestr(address, words[i]) != NULL)
			return true;
	return false;
}

bool
mb_automatic(const json_t *mail)
{
	return json_is_true(json_object_get(mail, "automatic"));
}

bool
mb_attached(const json_t *mail)
{
	const json_t *p;
	size_t i;

	json_array_foreach(json_object_get(mail, "parts"), i, p)
		if (json_is_true(json_object_get(p, "attached")))
			return true;
	return false;
}

/* --- the receiving server's verdict ---------------------------------------- */

bool
mb_within(const char *host, const char *domain)
{
	size_t n = host != NULL ? strlen(host) : 0, m = strlen(domain);

	return n >= m && m > 0 && strcasecmp(host + n - m, domain) == 0 &&
	    (n == m || host[n - m - 1] == '.');
}

static const char *
word(const json_t *j, const char *name)
{
	const char *s = json_string_value(json_object_get(j, name));

	return s != NULL ? s : "";
}

static bool
is(const json_t *j, const char *name, const char *value)
{
	return strcasecmp(word(j, name), value) == 0;
}

enum mb_verdict
mb_verdict(const json_t *mail, const char *server, const char *domain)
{
	const json_t *said = json_object_get(mail, "verdict"), *r;
	enum mb_verdict v = MB_NOTHING;
	size_t i;

	if (server == NULL || !is(said, "server", server))
		return MB_NOTHING;
	json_array_foreach(json_object_get(said, "results"), i, r) {
		if (domain != NULL) {
			if (!is(r, "method", "dkim") ||
			    !mb_within(word(r, "domain"), domain))
				continue;
			if (is(r, "result", "pass"))
				return MB_PASS;
			v = MB_FAIL;
		} else if (is(r, "method", "dmarc")) {
			if (is(r, "result", "fail"))
				return MB_FAIL;
			if (is(r, "result", "pass"))
				v = MB_PASS;
		} else if (v == MB_NOTHING && is(r, "method", "spf") &&
		    is(r, "result", "fail")) {
			v = MB_FAIL;
		}
	}
	return v;
}
