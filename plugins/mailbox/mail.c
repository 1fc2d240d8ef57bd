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

/* FNV-1a of 128 bits.  Whoever knows a Message-ID can write it anyway. */
struct fnv {
	unsigned __int128 h;
};

static void
fnv_add(struct fnv *f, const char *s)
{
	const unsigned __int128 prime = (unsigned __int128)1 << 88 | 0x13b;

	for (; s != NULL && *s != '\0'; s++)
		f->h = (f->h ^ (unsigned char)*s) * prime;
	f->h = (f->h ^ 0xff) * prime;
}

static struct fnv
fnv_new(void)
{
	struct fnv f = { (unsigned __int128)UINT64_C(0x6c62272e07bb0142) << 64 |
	    UINT64_C(0x62b821756295c58d) };

	return f;
}

static const char *
fnv_text(struct hark_task *t, const struct fnv *f)
{
	return hark_format(t, "%016llx%016llx",
	    (unsigned long long)(f->h >> 64), (unsigned long long)f->h);
}

const char *
mb_hash(struct hark_task *t, const char *message_id)
{
	struct fnv f = fnv_new();

	fnv_add(&f, message_id);
	return fnv_text(t, &f);
}

const char *
mb_id(struct hark_task *t, const json_t *mail)
{
	static const char *const names[] = { "date", "from", "to", "subject" };
	const char *id = json_string_value(json_object_get(mail, "id"));
	struct fnv f = fnv_new();

	if (id != NULL)
		return mb_hash(t, id);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		fnv_add(&f, mb_header(mail, names[i]));
	return fnv_text(t, &f);
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

static bool
begins(const char *s, const char *word)
{
	return s != NULL && strncasecmp(s, word, strlen(word)) == 0;
}

bool
mb_automatic(const json_t *mail)
{
	const char *type = json_string_value(json_object_get(mail, "type"));
	const char *how = mb_header(mail, "precedence");
	const char *by = mb_header(mail, "auto-submitted");
	const char *back = mb_header(mail, "return-path");

	if (by != NULL && !begins(by, "no"))
		return true;
	if (begins(how, "bulk") || begins(how, "list") || begins(how, "junk") ||
	    begins(how, "auto"))
		return true;
	if (mb_header(mail, "list-id") != NULL ||
	    mb_header(mail, "list-unsubscribe") != NULL ||
	    mb_header(mail, "x-autoreply") != NULL ||
	    mb_header(mail, "x-autorespond") != NULL ||
	    mb_header(mail, "x-failed-recipients") != NULL)
		return true;
	/* Reports of delivery and of reading. */
	if (type != NULL && strcmp(type, "multipart/report") == 0)
		return true;
	/* Nobody is to hear of it: only machines send so. */
	return back != NULL && strcmp(back, "<>") == 0;
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

/* Without comments and quoted strings, in which strangers' words may stand. */
static char *
bare(struct hark_task *t, const char *s)
{
	char *out = hark_alloc(t, strlen(s) + 1), *o = out;
	int depth = 0;
	bool quote = false;

	for (; *s != '\0'; s++) {
		if (*s == '\\' && s[1] != '\0' && (quote || depth > 0)) {
			s++;
		} else if (*s == '"' && depth == 0) {
			quote = !quote;
		} else if (quote) {
			continue;
		} else if (*s == '(') {
			depth++;
		} else if (*s == ')' && depth > 0) {
			depth--;
			*o++ = ' ';
		} else if (depth == 0) {
			*o++ = *s == '\t' ? ' ' : *s;
		}
	}
	return out;
}

/* The value of "name=" in one result, as a word of its own; or NULL. */
static const char *
property(struct hark_task *t, const char *s, const char *name)
{
	size_t n = strlen(name);

	while (*s != '\0') {
		s += strspn(s, " ");
		if (strncasecmp(s, name, n) == 0 && s[n] == '=') {
			s += n + 1;
			s += strspn(s, " ");
			return hark_format(t, "%.*s", (int)strcspn(s, " "), s);
		}
		s += strcspn(s, " ");
	}
	return NULL;
}

static bool
of_domain(struct hark_task *t, const char *result, const char *domain)
{
	const char *d = property(t, result, "header.d"), *at;

	if (d == NULL && (d = property(t, result, "header.i")) != NULL &&
	    (at = strrchr(d, '@')) != NULL)
		d = at + 1;
	return d != NULL && mb_within(d, domain);
}

enum mb_verdict
mb_verdict(struct hark_task *t, const json_t *mail, const char *server,
    const char *domain)
{
	const char *s = mb_header(mail, "authentication-results"), *word;
	enum mb_verdict v = MB_NOTHING;
	char *p, *semi;

	if (s == NULL || server == NULL)
		return MB_NOTHING;
	p = bare(t, s);
	p += strspn(p, " ");
	/* "mx.example.org 1; dkim=pass ..." */
	semi = strchr(p, ';');
	if (semi == NULL || strncasecmp(p, server, strlen(server)) != 0 ||
	    strchr(" ;", p[strlen(server)]) == NULL)
		return MB_NOTHING;
	for (p = semi + 1; p != NULL; p = semi) {
		semi = strchr(p, ';');
		if (semi != NULL)
			*semi++ = '\0';
		if (domain != NULL) {
			word = property(t, p, "dkim");
			if (word == NULL || !of_domain(t, p, domain))
				continue;
			if (strcasecmp(word, "pass") == 0)
				return MB_PASS;
			v = MB_FAIL;
			continue;
		}
		word = property(t, p, "dmarc");
		if (word != NULL && strcasecmp(word, "fail") == 0)
			return MB_FAIL;
		if (word != NULL && strcasecmp(word, "pass") == 0)
			v = MB_PASS;
		word = property(t, p, "spf");
		if (v == MB_NOTHING && word != NULL &&
		    strcasecmp(word, "fail") == 0)
			v = MB_FAIL;
	}
	return v;
}
