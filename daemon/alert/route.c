/* SPDX-License-Identifier: ISC */

/*
 * Which questions a recipient wants to hear of, and which of them are in a
 * hurry; see bell.h.
 */

#include <string.h>

#include "alert/bell.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"

/* Words as they are compared: lower case, one space between them. */
static void
fold_text(struct buf *b, const char *s)
{
	size_t n = strlen(s), used;

	buf_addc(b, ' ');
	for (size_t i = 0; i < n; i += used) {
		unsigned char c = (unsigned char)s[i];
		struct fold f;

		used = 1;
		if (c < 0x80) {
			if (c >= 'A' && c <= 'Z')
				buf_addc(b, (char)(c - 'A' + 'a'));
			else if ((c >= 'a' && c <= 'z') ||
			    (c >= '0' && c <= '9') || c == '-' || c == '%')
				buf_addc(b, (char)c);
			else if (b->data[b->len - 1] != ' ')
				buf_addc(b, ' ');
			continue;
		}
		memset(&f, 0, sizeof(f));
		fold_char(utf8_decode(s + i, n - i, &used), &f);
		if (f.class_ == FOLD_LETTER || f.class_ == FOLD_DIGIT)
			buf_add(b, f.out, (size_t)f.n);
		else if (f.class_ != FOLD_NOTHING &&
		    b->data[b->len - 1] != ' ')
			buf_addc(b, ' ');
	}
}

bool
route_has_word(const char *text, const char *word)
{
	AUTO(buf_free) struct buf t = BUF_INIT, w = BUF_INIT;
	bool inside = word[0] == '*';

	if (text == NULL)
		return false;
	fold_text(&t, text);
	fold_text(&w, word + inside);
	while (w.len > 1 && w.data[w.len - 1] == ' ')
		w.data[--w.len] = '\0';
	if (w.len <= 1)
		return false;
	return strstr(t.data, w.data + inside) != NULL;
}

static bool
has_any(char *const *words, const struct question *q)
{
	for (; *words != NULL; words++)
		if (route_has_word(q->text, *words) ||
		    route_has_word(q->last_text, *words))
			return true;
	return false;
}

static bool
is_one_of(char *const *list, const char *s)
{
	for (; *list != NULL; list++)
		if (s != NULL && strcmp(*list, s) == 0)
			return true;
	return false;
}

/* "de" is also "de-AT". */
static bool
is_language(char *const *list, const char *lang)
{
	size_t n = lang != NULL ? strcspn(lang, "-_") : 0;

	for (; *list != NULL; list++)
		if (n > 0 && strlen(*list) == n && strncmp(*list, lang, n) == 0)
			return true;
	return false;
}

bool
route_wants(const struct conf_recipient *r, const struct question *q)
{
	if ((!q->q.rings || q->q.state == Q_PERHAPS) && !r->perhaps)
		return false;
	if (r->accounts != NULL && !is_one_of(r->accounts, q->account))
		return false;
	if (r->networks != NULL && !is_one_of(r->networks, q->network))
		return false;
	if (r->languages != NULL && !is_language(r->languages, q->lang))
		return false;
	return r->words == NULL || has_any(r->words, q);
}

unsigned
route_kinds(const struct conf_client *c, const struct question *q)
{
	unsigned kinds = 0;

	if (q->q.urgent || (c->urgent_words != NULL &&
	    has_any(c->urgent_words, q)))
		kinds |= OUTSIDE_URGENT;
	if (q->q.private_)
		kinds |= OUTSIDE_PRIVATE;
	if (q->asker_vip)
		kinds |= OUTSIDE_VIP;
	return kinds;
}
