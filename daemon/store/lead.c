/* SPDX-License-Identifier: ISC */

/*
 * How much of a post's beginning only calls us: "@becker habt ihr auf?".  The
 * first line of a mail is the question, not our own name; what is kept and
 * what programs get stays as it was written.
 *
 * Networks show a mention in different ways: the whole handle with its server
 * (@becker@social.example), the same without the server (Mastodon to people of
 * any server), a domain (@becker.bsky.social).  All are read here.  Names of
 * staff and of others stay: they say who is asked.
 */

#include <string.h>

#include "store/internal.h"

#define NAME_LEN	200		/* of a handle that is looked at */
#define LEAD_MAX	500		/* bytes */

/* Blanks, no-break ones too. */
static size_t
blanks(const char *s)
{
	size_t n = 0;

	for (;;) {
		if (s[n] == ' ' || s[n] == '\t' || s[n] == '\n')
			n++;
		else if (strncmp(s + n, "\xc2\xa0", 2) == 0)
			n += 2;
		else
			return n;
	}
}

/* Letters of handles; of further scripts all count, but no dashes and quotes
 * (U+2000 and what follows it). */
static bool
in_name(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '.' ||
	    ((unsigned char)c >= 0x80 && (unsigned char)c != 0xe2);
}

static size_t
name_length(const char *s)
{
	size_t n = 0;

	while (in_name(s[n]) && blanks(s + n) == 0)
		n++;
	/* The end of a sentence is no part of it. */
	while (n > 0 && s[n - 1] == '.')
		n--;
	return n;
}

/* Its server, or NULL: "becker@social.example". */
static const char *
host_of(const char *handle)
{
	const char *at;

	if (handle == NULL)
		return NULL;
	at = strchr(handle + (*handle == '@'), '@');
	return at != NULL ? at + 1 : NULL;
}

static bool
names_us(const struct store *s, const struct account *a, const char *name,
    size_t n)
{
	const char *host = host_of(a->self_handle);
	char whole[2 * NAME_LEN + 2];
	char *at;

	memcpy(whole, name, n);
	whole[n] = '\0';
	if (own_account(s, a->source, whole))
		return true;
	at = strchr(whole, '@');
	if (at == NULL) {
		if (host == NULL || strlen(host) > NAME_LEN)
			return false;
		whole[n] = '@';
		memcpy(whole + n + 1, host, strlen(host) + 1);
		return own_account(s, a->source, whole);
	}
	/* With our server, where our own handle goes without. */
	if (host != NULL || strlen(at + 1) >= strlen(a->realm) ||
	    strcasecmp(a->realm + strlen(a->realm) - strlen(at + 1),
	    at + 1) != 0)
		return false;
	*at = '\0';
	return own_account(s, a->source, whole);
}

size_t
own_lead(const struct store *s, const struct account *a, const char *text)
{
	size_t lead = 0;

	if (a == NULL || text == NULL)
		return 0;
	while (lead < LEAD_MAX) {
		const char *p = text + lead + blanks(text + lead);
		size_t n, end, gap;

		if (*p++ != '@')
			break;
		n = end = name_length(p);
		if (n > 0 && p[n] == '@') {
			end = name_length(p + n + 1);
			end = end > 0 ? n + 1 + end : n;
		}
		if (n == 0 || end > NAME_LEN || !names_us(s, a, p, end))
			break;
		p += end;
		p += strspn(p, ",:;.!");
		gap = blanks(p);
		/* "@becker's" is about us; "@becker" alone is all there is. */
		if (gap == 0 || p[gap] == '\0')
			break;
		lead = (size_t)(p + gap - text);
	}
	return lead;
}
