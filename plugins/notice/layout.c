/* SPDX-License-Identifier: ISC */

/* What the words and links of a mail are; see notice.h. */

#include "notice/notice.h"

#define MAX_TEXT	8000

/* --- links ---------------------------------------------------------------- */

const char *
nt_clean_link(struct hark_task *t, const char *profile, const char *s)
{
	const char *host, *end;
	size_t n;

	if (s == NULL || strncasecmp(s, "https://", 8) != 0)
		return NULL;
	host = s + 8;
	n = strcspn(host, "/?#: \t\r\n\"'<>()");
	end = host + strcspn(host, "?# \t\r\n\"'<>()");
	if (host[n] == ':' || !nt_one_of(profile, "link",
	    hark_format(t, "%.*s", (int)n, host)))
		return NULL;
	return hark_format(t, "%.*s", (int)(end - s), s);
}

const char *
nt_first_link(struct hark_task *t, const char *profile, const json_t *mail)
{
	const json_t *part;
	const char *s, *url;
	size_t i, tried = 0;

	json_array_foreach(json_object_get(mail, "parts"), i, part) {
		s = json_string_value(json_object_get(part, "html"));
		if (s == NULL)
			s = json_string_value(json_object_get(part, "text"));
		for (; s != NULL && (s = strcasestr(s, "https://")) != NULL &&
		    tried < 200; s++, tried++)
			if ((url = nt_clean_link(t, profile, s)) != NULL &&
			    strlen(url) < 1000)
				return url;
	}
	return NULL;
}

const char *
nt_page(struct hark_task *t, const char *profile)
{
	struct entry e;

	return nt_head(profile, "page", &e) ?
	    hark_format(t, "%.*s", (int)e.len, e.value) : NULL;
}

/* --- layouts -------------------------------------------------------------- */

static void
take(struct hark_task *t, const struct mb_found *f, struct reading *r)
{
	const char *s;

	if ((s = mb_got(t, f, "author")) != NULL)
		r->author = mb_cut(t, s, 200);
	if ((s = mb_got(t, f, "text")) != NULL)
		r->text = mb_cut(t, s, MAX_TEXT);
	if ((s = mb_got(t, f, "link")) != NULL)
		r->link = s;
	if ((s = mb_got(t, f, "rating")) != NULL && *s >= '1' && *s <= '5' &&
	    (s[1] == '\0' || strchr(" ,./", s[1]) != NULL))
		r->rating = *s - '0';
}

/* The section at *p: does it fit?  *p moves on to the next. */
static bool
fits(struct hark_task *t, const char **p, const char *subject,
    const char *text, struct reading *r)
{
	static const char *const kinds[] = { "review", "comment", "mention",
	    "message" };
	static const enum hark_kind kind[] = { HARK_REVIEW, HARK_COMMENT,
	    HARK_MENTION, HARK_MESSAGE };
	struct mb_found f;
	const char *back;
	struct entry e;
	bool good = true, any = false;

	*r = (struct reading){ .kind = HARK_MESSAGE,
	    .visibility = HARK_PRIVATE };
	for (back = *p; nt_next_entry(p, &e) && !e.section; back = *p) {
		if (nt_is_key(&e, "kind")) {
			for (size_t i = 0; i < 4; i++)
				if (nt_is_value(&e, kinds[i]))
					r->kind = kind[i];
		} else if (nt_is_key(&e, "visibility")) {
			r->visibility = nt_is_value(&e, "public") ? HARK_PUBLIC :
			    HARK_PRIVATE;
		} else if (nt_is_key(&e, "subject") || nt_is_key(&e, "body")) {
			bool whole = nt_is_key(&e, "subject");

			any = true;
			if (!mb_match(e.value, e.len, whole ? subject : text,
			    whole, &f))
				good = false;
			else
				take(t, &f, r);
		}
	}
	if (e.section)
		*p = back;
	return good && any && (r->text != NULL || r->rating != 0);
}

bool
nt_read_layout(struct hark_task *t, const char *profile, const char *subject,
    const char *text, struct reading *r)
{
	const char *p = profile + strcspn(profile, "\n");
	struct entry e;

	if (!nt_head(profile, "proved", &e) || !nt_is_value(&e, "yes"))
		return false;
	while (nt_next_entry(&p, &e))
		if (e.section && fits(t, &p, subject, text, r))
			return true;
	return false;
}

bool
nt_is_ignored(const char *profile, const char *subject)
{
	const char *p = profile + strcspn(profile, "\n");
	struct mb_found f;
	struct entry e;

	while (nt_next_entry(&p, &e) && !e.section)
		if (nt_is_key(&e, "ignore") &&
		    mb_match(e.value, e.len, subject, true, &f))
			return true;
	return false;
}
