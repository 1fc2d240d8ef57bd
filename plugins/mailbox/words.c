/* SPDX-License-Identifier: ISC */

/*
 * What the writer of a mail wrote: without the mail that is answered, which
 * most programs copy below or between it, and without the signature.  There is
 * no rule how a quote looks; these are the ways of the programs people here
 * use.  Where nothing would be left of a mail that answers none, all is kept.
 */

#include <string.h>

#include "mailbox/mailbox.h"

#define MAX_WORDS	15000
#define MAX_LINES	4000
#define MAX_FLOWED	(64u << 10)

struct line {
	const char *s;
	size_t n;
};

/* --- small things --------------------------------------------------------- */

static bool
begins(const struct line *l, const char *word)
{
	size_t n = strlen(word);

	return l->n >= n && strncasecmp(l->s, word, n) == 0;
}

static bool
ends(const struct line *l, const char *word)
{
	size_t n = strlen(word);

	return l->n >= n && strncasecmp(l->s + l->n - n, word, n) == 0;
}

static bool
holds(const struct line *l, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= l->n; i++)
		if (strncasecmp(l->s + i, word, n) == 0)
			return true;
	return false;
}

static bool
any(const struct line *l, bool (*how)(const struct line *, const char *),
    const char *const *words)
{
	for (; *words != NULL; words++)
		if (how(l, *words))
			return true;
	return false;
}

/* Blanks at both ends do not count; nor do no-break spaces. */
static void
trim(struct line *l)
{
	for (;;) {
		if (l->n > 0 && (*l->s == ' ' || *l->s == '\t')) {
			l->s++;
			l->n--;
		} else if (l->n > 1 && memcmp(l->s, "\xc2\xa0", 2) == 0) {
			l->s += 2;
			l->n -= 2;
		} else {
			break;
		}
	}
	while (l->n > 0 && strchr(" \t\r", l->s[l->n - 1]) != NULL)
		l->n--;
}

static struct line *
split(struct hark_task *t, const char *s, size_t *count)
{
	struct line *lines;
	size_t n = 1;

	for (const char *p = s; (p = strchr(p, '\n')) != NULL; p++)
		n++;
	if (n > MAX_LINES)
		n = MAX_LINES;
	lines = hark_alloc(t, n * sizeof(*lines));
	*count = n;
	for (size_t i = 0; i < n; i++) {
		lines[i].s = s;
		lines[i].n = strcspn(s, "\n");
		s += lines[i].n + (s[lines[i].n] != '\0');
		trim(&lines[i]);
	}
	return lines;
}

/* --- quotes --------------------------------------------------------------- */

static bool
is_quote(const struct line *l)
{
	return l->n > 0 && *l->s == '>';
}

/* "Von: ...", and more of its kind soon after. */
static bool
is_header_block(const struct line *l, size_t left)
{
	static const char *const names[] = { "Von:", "From:", "Gesendet:",
	    "Sent:", "Datum:", "Date:", "An:", "To:", "Betreff:", "Subject:",
	    "*Von:*", "*From:*", "*Gesendet:*", "*Sent:*", "*An:*", "*To:*",
	    "*Betreff:*", "*Subject:*", NULL };
	size_t n = 0;

	if (!any(l, begins, names))
		return false;
	for (size_t i = 0; i < left && i < 8; i++)
		n += any(&l[i], begins, names);
	return n >= 3;
}

static bool
is_divider(const struct line *l)
{
	static const char *const words[] = { "Urspr\xc3\xbcngliche Nachricht",
	    "Urspruengliche Nachricht", "Original Message",
	    "Original-Nachricht", "Weitergeleitete Nachricht",
	    "Forwarded message", "Originalnachricht", NULL };

	return l->n > 8 && strncmp(l->s, "--", 2) == 0 && any(l, holds, words);
}

/* "Am 3. Nov. schrieb Laden <a@b>:", on up to three lines: how many; or 0. */
static size_t
attribution(const struct line *l, size_t left)
{
	static const char *const first[] = { "Am ", "On ", "Le ", "Il ", "El ",
	    "Op ", NULL };
	static const char *const verbs[] = { "schrieb", "wrote", "geschrieben",
	    "a \xc3\xa9" "crit", "ha scritto", "escribi\xc3\xb3", "schreef",
	    NULL };
	bool verb = false;

	if (!any(l, begins, first)) {
		/* "Laden <a@b> schrieb am 3. Nov.:" */
		return holds(l, "@") && any(l, holds, verbs) && ends(l, ":");
	}
	for (size_t i = 0; i < left && i < 4 && l[i].n > 0; i++) {
		verb |= any(&l[i], holds, verbs);
		if (verb && ends(&l[i], ":"))
			return i + 1;
	}
	return 0;
}

/* What telephones and programs say of themselves. */
static bool
is_advertisement(const struct line *l)
{
	static const char *const words[] = { "Von meinem iPhone gesendet",
	    "Von meinem iPad gesendet", "Von meinem Samsung",
	    "Sent from my ", "Sent from Outlook", "Get Outlook for",
	    "Gesendet von Outlook", "Gesendet von meinem",
	    "Gesendet mit der", "Gesendet von Mail f", "Diese Nachricht wurde von meinem",
	    "Holen Sie sich Outlook", "Outlook f\xc3\xbcr ", "Sent with ",
	    "Sent via ", NULL };

	return l->n < 120 && any(l, begins, words);
}

/* Words of parting, alone on a line: a signature follows. */
static bool
is_parting(const struct line *l)
{
	static const char *const words[] = { "Mit freundlichen Gr",
	    "Mit freundlichem Gru", "Freundliche Gr", "Mit besten Gr",
	    "Viele Gr", "Liebe Gr", "Beste Gr", "Herzliche Gr", "Sch\xc3\xb6ne Gr",
	    "Mit herzlichen Gr", "MfG", "Best regards", "Kind regards",
	    "Regards", "Best wishes", "Yours sincerely", "Sincerely",
	    "Many thanks and best", NULL };

	return l->n < 60 && any(l, begins, words) && !holds(l, "?");
}

/* Drop what others wrote; what is left is in front.  Returns how much. */
static size_t
without_quotes(struct line *l, size_t n)
{
	size_t k = 0, a;

	for (size_t i = 0; i < n; i++) {
		if (is_quote(&l[i]))
			continue;
		if (is_divider(&l[i]) || is_header_block(&l[i], n - i))
			break;
		/* A line of dashes or underscores above such a block. */
		if (l[i].n >= 5 && strspn(l[i].s, "_-") >= l[i].n &&
		    i + 1 < n && (is_header_block(&l[i + 1], n - i - 1) ||
		    (l[i + 1].n == 0 && i + 2 < n &&
		    is_header_block(&l[i + 2], n - i - 2))))
			break;
		if ((a = attribution(&l[i], n - i)) > 0) {
			size_t next = i + a;

			while (next < n && l[next].n == 0)
				next++;
			/* Not marked as quoted: then all below it is. */
			if (next == n || !is_quote(&l[next]))
				break;
			i += a - 1;
			continue;
		}
		if (!is_advertisement(&l[i]))
			l[k++] = l[i];
	}
	return k;
}

static size_t
without_signature(const struct line *l, size_t n)
{
	bool text = false;

	for (size_t i = 0; i < n; i++) {
		if (l[i].n == 2 && memcmp(l[i].s, "--", 2) == 0)
			return i;
		/* A question below it is not one of a signature. */
		if (text && is_parting(&l[i])) {
			bool asks = false;

			for (size_t k = i + 1; k < n; k++)
				asks |= holds(&l[k], "?") &&
				    !holds(&l[k], "://");
			if (!asks)
				return i;
		}
		text |= l[i].n > 0;
	}
	return n;
}

static const char *
join(struct hark_task *t, const struct line *l, size_t n)
{
	size_t size = 1;
	char *out, *o;
	bool gap = false;

	for (size_t i = 0; i < n; i++)
		size += l[i].n + 2;
	out = o = hark_alloc(t, size);
	for (size_t i = 0; i < n; i++) {
		if (l[i].n == 0) {
			gap = o != out;
			continue;
		}
		if ((size_t)(o - out) + l[i].n > MAX_WORDS)
			break;
		if (o != out)
			*o++ = '\n';
		if (gap)
			*o++ = '\n';
		gap = false;
		memcpy(o, l[i].s, l[i].n);
		o += l[i].n;
	}
	*o = '\0';
	return out;
}

const char *
mb_words(struct hark_task *t, const char *text)
{
	size_t n;
	struct line *l = split(t, text, &n);

	n = without_quotes(l, n);
	return join(t, l, without_signature(l, n));
}

/* --- the whole ------------------------------------------------------------ */

/* Lines that were broken only to be short (RFC 3676). */
static const char *
unflow(struct hark_task *t, const char *s)
{
	size_t all = strnlen(s, MAX_FLOWED);
	const char *end = s + all;
	char *out = hark_alloc(t, all + 2), *o = out;

	while (s < end) {
		size_t n = strcspn(s, "\n"), m;

		if (n > (size_t)(end - s))
			n = (size_t)(end - s);
		m = n;

		while (m > 0 && s[m - 1] == '\r')
			m--;
		/* Stuffed, so that it is no quote. */
		if (m > 0 && *s == ' ') {
			s++;
			n--;
			m--;
		}
		memcpy(o, s, m);
		o += m;
		if (m == 0 || s[m - 1] != ' ' || *s == '>' ||
		    (m == 3 && memcmp(s, "-- ", 3) == 0))
			*o++ = '\n';
		s += n + (s + n < end);
	}
	*o = '\0';
	return out;
}

static bool
is_blank(const char *s)
{
	return s == NULL || s[strspn(s, " \t\r\n")] == '\0';
}

const char *
mb_text(struct hark_task *t, const json_t *mail)
{
	const json_t *parts = json_object_get(mail, "parts"), *p;
	const char *html = NULL, *s;
	size_t i;

	json_array_foreach(parts, i, p) {
		s = json_string_value(json_object_get(p, "text"));
		if (is_blank(s))
			continue;
		if (json_object_get(p, "html") != NULL) {
			if (html == NULL)
				html = s;
			continue;
		}
		return json_is_true(json_object_get(p, "flowed")) ?
		    unflow(t, s) : s;
	}
	return html != NULL ? html : "";
}

const char *
mb_cut(struct hark_task *t, const char *s, size_t max)
{
	if (s == NULL || strnlen(s, max + 1) <= max)
		return s;
	while (max > 0 && ((unsigned char)s[max] & 0xc0) == 0x80)
		max--;
	return hark_format(t, "%.*s", (int)max, s);
}

const char *
mb_subject(const char *s, bool *reply)
{
	static const char *const words[] = { "re", "aw", "antwort", "sv",
	    "antw", "wg", "fw", "fwd" };
	bool again = true;

	*reply = false;
	while (s != NULL && again) {
		again = false;
		s += strspn(s, " ");
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			size_t n = strlen(words[i]);

			if (strncasecmp(s, words[i], n) != 0)
				continue;
			/* "Re[2]: " */
			if (s[n] == '[' && strchr(s + n, ']') != NULL)
				n += strcspn(s + n, "]") + 1;
			if (s[n] != ':')
				continue;
			/* What is passed on is not answered. */
			*reply |= i < 5;
			s += n + 1;
			again = true;
			break;
		}
	}
	return s;
}
