/* SPDX-License-Identifier: ISC */

/* What the mails of a network look like, as its file says; see notice.h. */

#include "notice/notice.h"

bool
nt_next_entry(const char **p, struct entry *e)
{
	const char *s, *end, *eq;

	for (s = *p; *s != '\0'; s = *p) {
		end = s + strcspn(s, "\n");
		*p = end + (*end != '\0');
		while (end > s && strchr(" \t\r", end[-1]) != NULL)
			end--;
		s += strspn(s, " \t");
		if (s >= end || *s == '#')
			continue;
		*e = (struct entry){ .key = s };
		if (*s == '[') {
			e->section = true;
			e->key_len = (size_t)(end - s);
			return true;
		}
		eq = memchr(s, '=', (size_t)(end - s));
		if (eq == NULL) {
			e->key_len = (size_t)(end - s);
			return true;
		}
		e->value = eq + 1;
		while (eq > s && strchr(" \t", eq[-1]) != NULL)
			eq--;
		e->key_len = (size_t)(eq - s);
		while (e->value < end && strchr(" \t", *e->value) != NULL)
			e->value++;
		e->len = (size_t)(end - e->value);
		return true;
	}
	return false;
}

bool
nt_is_key(const struct entry *e, const char *key)
{
	return !e->section && e->key_len == strlen(key) &&
	    memcmp(e->key, key, e->key_len) == 0;
}

bool
nt_is_value(const struct entry *e, const char *value)
{
	return e->len == strlen(value) && memcmp(e->value, value, e->len) == 0;
}

bool
nt_head(const char *profile, const char *key, struct entry *e)
{
	const char *p = profile + strcspn(profile, "\n");

	while (nt_next_entry(&p, e) && !e->section)
		if (nt_is_key(e, key))
			return true;
	return false;
}

bool
nt_one_of(const char *profile, const char *key, const char *address)
{
	const char *at = address != NULL ? strrchr(address, '@') : NULL;
	char word[256];
	struct entry e;
	size_t n;

	if (!nt_head(profile, key, &e))
		return false;
	for (const char *p = e.value, *end = p + e.len; p < end; p += n + 1) {
		n = strcspn(p, " \n\r");
		if (p + n > end)
			n = (size_t)(end - p);
		if (n == 0 || n >= sizeof(word))
			continue;
		memcpy(word, p, n);
		word[n] = '\0';
		if (strchr(word, '@') != NULL ? address != NULL &&
		    strcasecmp(word, address) == 0 :
		    mb_within(at != NULL ? at + 1 : address, word))
			return true;
	}
	return false;
}

const char *
nt_profile_of(const struct config *cf, const char *address)
{
	for (const char *const *p = cf->notices; p != NULL && *p != NULL; p++)
		if (nt_one_of(*p, "from", address))
			return *p;
	return NULL;
}

const char *
nt_wrong(const char *profile)
{
	static const char *const keys[] = { "name", "from", "dkim", "proved",
	    "link", "page", "ignore", "kind", "visibility", "subject", "body" };
	static const char *const kinds[] = { "review", "comment", "mention",
	    "message" };
	const char *p = profile + strcspn(profile, "\n");
	struct entry e;

	while (nt_next_entry(&p, &e)) {
		size_t i = 0;

		while (i < sizeof(keys) / sizeof(keys[0]) &&
		    !nt_is_key(&e, keys[i]))
			i++;
		if (!e.section && i == sizeof(keys) / sizeof(keys[0]))
			return "there is a line with an unknown word; known "
			    "are name, from, dkim, proved, link, page, ignore, "
			    "kind, visibility, subject and body";
		if (!e.section && (e.value == NULL || e.len == 0))
			return "a word has no value";
		if (nt_is_key(&e, "kind")) {
			for (i = 0; i < 4 && !nt_is_value(&e, kinds[i]); i++)
				;
			if (i == 4)
				return "kind is review, comment, mention or "
				    "message";
		}
	}
	if (!nt_head(profile, "name", &e) || !nt_head(profile, "from", &e) ||
	    !nt_head(profile, "dkim", &e))
		return "name, from and dkim are needed";
	if (!nt_head(profile, "proved", &e) || (!nt_is_value(&e, "yes") &&
	    !nt_is_value(&e, "no")))
		return "proved is yes or no";
	return NULL;
}
