/* SPDX-License-Identifier: ISC */

/*
 * Patterns of notification mails; see mailbox.h.  They are written by people
 * who look at a mail, not by programmers: hence no regular expressions.  The
 * text is a stranger's, so that the work is bounded.
 */

#include <string.h>

#include "mailbox/mailbox.h"

#define MAX_STEPS	400000

struct match {
	const char *end;		/* of the pattern */
	bool whole;
	size_t steps;
	struct mb_found *found;
};

static bool
is_space(const char *s)
{
	return *s == ' ' || *s == '\t' || *s == '\r' || *s == '\n';
}

static const char *
skip_space(const char *s)
{
	while (is_space(s))
		s++;
	return s;
}

static char
fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool here(struct match *, const char *p, const char *s);

/* {name}: as little as possible, then the rest. */
static bool
capture(struct match *m, const char *p, const char *s)
{
	const char *close = memchr(p, '}', (size_t)(m->end - p));
	size_t k = m->found->n;

	if (close == NULL || (close > p + 1 && k == MB_CAPTURES))
		return false;
	if (close > p + 1)
		m->found->n++;
	for (const char *e = s; ; e++) {
		if (close > p + 1) {
			m->found->at[k].name = p + 1;
			m->found->at[k].name_len = (size_t)(close - p - 1);
			m->found->at[k].s = s;
			m->found->at[k].len = (size_t)(e - s);
		}
		if (here(m, close + 1, e))
			return true;
		if (*e == '\0' || ++m->steps > MAX_STEPS)
			break;
	}
	m->found->n = k;
	return false;
}

static bool
here(struct match *m, const char *p, const char *s)
{
	for (; p < m->end; p++) {
		if (++m->steps > MAX_STEPS)
			return false;
		if (*p == '{')
			return capture(m, p, s);
		if (*p == '\\' && p + 1 < m->end && p[1] == 'n') {
			bool line = false;

			for (; is_space(s); s++)
				line |= *s == '\n';
			if (!line && *s != '\0')
				return false;
			p++;
		} else if (*p == ' ') {
			if (!is_space(s) && *s != '\0')
				return false;
			s = skip_space(s);
		} else {
			if (fold(*s) != fold(*p))
				return false;
			s++;
		}
	}
	return !m->whole || *skip_space(s) == '\0';
}

bool
mb_match(const char *pattern, size_t n, const char *text, bool whole,
    struct mb_found *found)
{
	struct match m = { .end = pattern + n, .whole = whole,
	    .found = found };

	if (whole) {
		found->n = 0;
		return here(&m, pattern, skip_space(text));
	}
	for (; m.steps <= MAX_STEPS; text++) {
		found->n = 0;
		if (here(&m, pattern, text))
			return true;
		if (*text == '\0')
			break;
	}
	found->n = 0;
	return false;
}

const char *
mb_got(struct hark_task *t, const struct mb_found *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++) {
		const char *s = f->at[i].s;
		size_t n = f->at[i].len;

		if (f->at[i].name_len != strlen(name) ||
		    memcmp(f->at[i].name, name, f->at[i].name_len) != 0)
			continue;
		while (n > 0 && is_space(s)) {
			s++;
			n--;
		}
		while (n > 0 && is_space(s + n - 1))
			n--;
		return n > 0 ? hark_format(t, "%.*s", (int)n, s) : NULL;
	}
	return NULL;
}
