/* SPDX-License-Identifier: ISC */

/* Small things for plugins, said once; see help.h. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/when.h"
#include "config/plugin.h"
#include "poll/effects.h"
#include "poll/help.h"

#define MAX_COUNTS	3900		/* bytes of a cursor */

static struct arena *
arena_of(struct hark_task *t)
{
	return ((struct run *)t)->arena;
}

json_t *
help_at(struct hark_task *t, const json_t *j, const char *path)
{
	char name[64];
	size_t n;

	(void)t;
	for (;;) {
		n = strcspn(path, "/");
		if (n >= sizeof(name))
			return NULL;
		memcpy(name, path, n);
		name[n] = '\0';
		j = !json_is_array(j) ? json_object_get(j, name) :
		    isdigit((unsigned char)name[0]) ?
		    json_array_get(j, strtoul(name, NULL, 10)) : NULL;
		if (j == NULL || path[n] == '\0')
			return (json_t *)(uintptr_t)j;
		path += n + 1;
	}
}

const char *
help_str(struct hark_task *t, const json_t *j, const char *path)
{
	const char *s;

	j = path != NULL ? help_at(t, j, path) : NULL;
	if (json_is_integer(j))
		return arena_printf(arena_of(t), "%lld",
		    (long long)json_integer_value(j));
	s = json_string_value(j);
	return s != NULL && s[0] != '\0' ? s : NULL;
}

const char *
help_option(const struct hark_task *t, const char *name, size_t n)
{
	const struct run *r = (const struct run *)t;
	const struct hark_option *o = plugin_option(r->plugin, name, n);

	if (o == NULL || (o->type != HARK_STRING && o->type != HARK_URL))
		return NULL;
	return *(const char *const *)(const void *)
	    ((const char *)t->config + o->offset);
}

char *
help_copy(struct hark_task *t, const char *s)
{
	return arena_strdup(arena_of(t), s);
}

char *
help_html(struct hark_task *t, const char *s)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	for (; *s != '\0'; s++) {
		if (*s == '<')
			buf_adds(&b, "&lt;");
		else if (*s == '>')
			buf_adds(&b, "&gt;");
		else if (*s == '&')
			buf_adds(&b, "&amp;");
		else
			buf_addc(&b, *s);
	}
	return arena_strdup(arena_of(t), b.data);
}

char *
help_encode(struct hark_task *t, const char *s)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	url_encode(&b, s);
	return arena_strdup(arena_of(t), b.data);
}

/* FNV-1a of 128 bits.  Whoever knows the texts can write them anyway. */
char *
help_hash(struct hark_task *t, size_t n, const char *const *texts)
{
	const unsigned __int128 prime = (unsigned __int128)1 << 88 | 0x13b;
	unsigned __int128 h = (unsigned __int128)
	    UINT64_C(0x6c62272e07bb0142) << 64 | UINT64_C(0x62b821756295c58d);

	for (size_t i = 0; i < n; i++) {
		for (const char *s = texts[i]; s != NULL && *s != '\0'; s++)
			h = (h ^ (unsigned char)*s) * prime;
		h = (h ^ 0xff) * prime;
	}
	return arena_printf(arena_of(t), "%016llx%016llx",
	    (unsigned long long)(h >> 64), (unsigned long long)h);
}

char *
help_join(struct hark_task *t, const char *base, const char *ref)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	if (ref == NULL || base == NULL)
		return arena_strdup(arena_of(t), ref);
	url_join(&b, base, ref);
	return arena_strdup(arena_of(t), b.data);
}

char *
help_quote(struct hark_task *t, const char *s)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	if (s == NULL)
		return arena_strdup(arena_of(t), "null");
	buf_addc(&b, '"');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c < 0x20) {
			buf_addf(&b, "\\u%04x", c);
			continue;
		}
		if (c == '"' || c == '\\')
			buf_addc(&b, '\\');
		buf_addc(&b, (char)c);
	}
	buf_addc(&b, '"');
	return arena_strdup(arena_of(t), b.data);
}

bool
help_wordless(struct hark_task *t, const char *s)
{
	bool name = false;

	(void)t;
	for (; s != NULL && *s != '\0'; s++) {
		if (*s == '<') {
			s += strcspn(s, ">");
			if (*s == '\0')
				break;
		} else if (*s == ' ' || *s == '\n')
			name = false;
		else if (*s == '@')
			name = true;
		else if (!name)
			return false;
	}
	return true;
}

/* "@anna@example" is not named by "@anna@example.org". */
static bool
names(const char *s, const char *who)
{
	for (; (s = strcasestr(s, who)) != NULL; s++) {
		const char *end = s + strlen(who);

		end += *end == '.';
		if (!isalnum((unsigned char)*end) && (*end == '\0' ||
		    strchr("-_@", *end) == NULL))
			return true;
	}
	return false;
}

const char *
help_named(struct hark_task *t, const char *text, const char *who)
{
	if (who == NULL || *who == '\0' || names(text, who))
		return text;
	return arena_printf(arena_of(t), "%s %s", who, text);
}

bool
help_changed(struct hark_task *t, const char *id, int64_t n)
{
	struct run *r = (struct run *)t;
	const char *now, *was = r->counts != NULL ? r->counts : ",";
	uint32_t h = 2166136261u;

	for (const char *p = id; *p != '\0'; p++)
		h = (h ^ (unsigned char)*p) * 16777619u;
	now = arena_printf(r->arena, ",%08x.%lld,", (unsigned)h, (long long)n);
	if (strlen(was) + strlen(now) < MAX_COUNTS)
		r->counts = arena_printf(r->arena, "%s%s", was, now + 1);
	return r->start.cursor == NULL || strstr(r->start.cursor, now) == NULL;
}

void
help_counted(struct hark_task *t)
{
	const struct run *r = (struct run *)t;
	const char *now = r->counts != NULL ? r->counts : ",";

	/* An unchanged poll must not write. */
	if (!hark_is(now, r->start.cursor))
		hark_cursor(t, now);
}

/* The end of the period is a time, or so many seconds ahead. */
static int64_t
reset_of(struct hark_task *t, const char *s)
{
	int64_t at = when_parse(s);

	return at > 0 && at < 365 * WHEN_DAY ? t->now + at : at;
}

void
help_quota(struct hark_task *t)
{
	static const char *const names[][2] = {
		{ "X-RateLimit-Remaining", "X-RateLimit-Reset" },
		{ "RateLimit-Remaining", "RateLimit-Reset" },
		{ "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset" },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *left = hark_header(t, names[i][0]);
		int64_t reset = reset_of(t, hark_header(t, names[i][1]));

		if (left == NULL || !isdigit((unsigned char)left[0]) ||
		    reset == 0)
			continue;
		hark_quota(t, strtoll(left, NULL, 10), reset);
		return;
	}
}
