/* SPDX-License-Identifier: ISC */

/* Headers, encoded words and quoted-printable; see mime.h. */

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "alert/flow.h"
#include "alert/mime.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"

#define WORD_MAX	75	/* of an encoded word, RFC 2047 */
#define LINE_MAX_	76	/* of quoted-printable, RFC 2045 */
#define ADDRESS_MAX	320
#define SUBJECT_MAX	400	/* bytes of UTF-8 */

static bool
is_plain(unsigned char c)
{
	return c >= ' ' && c < 0x7f;
}

/* May stand unencoded in a "Q" word anywhere, also in a display name. */
static bool
is_word_safe(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || strchr("!*+-/", c) != NULL;
}

/*
 * s as encoded words, split between characters and folded.  used: columns of
 * the line before it.
 */
static void
add_words(struct buf *b, const char *s, size_t used)
{
	static const char start[] = "=?UTF-8?Q?", end[] = "?=";
	size_t n = strlen(s), len, col = used + strlen(start);

	buf_adds(b, start);
	for (size_t i = 0; i < n; i += len) {
		char out[16];
		size_t w = 0;

		utf8_decode(s + i, n - i, &len);
		for (size_t k = 0; k < len; k++) {
			unsigned char c = (unsigned char)s[i + k];

			if (c == ' ')
				out[w++] = '_';
			else if (c != '\0' && is_word_safe(c))
				out[w++] = (char)c;
			else
				w += (size_t)snprintf(out + w, 4, "=%02X", c);
		}
		if (col + w + strlen(end) > WORD_MAX) {
			buf_addf(b, "%s\r\n %s", end, start);
			col = 1 + strlen(start);
		}
		buf_add(b, out, w);
		col += w;
	}
	buf_adds(b, end);
}

/* Text of a header: as it is if short and plain, else encoded. */
static void
add_text(struct buf *b, const char *name, const char *value)
{
	struct buf safe = BUF_INIT;
	bool plain = true;

	utf8_safe(&safe, value, true);
	buf_cut(&safe, utf8_floor(safe.data, safe.len < SUBJECT_MAX ?
	    safe.len : SUBJECT_MAX));
	for (size_t i = 0; i < safe.len; i++)
		plain = plain && is_plain((unsigned char)safe.data[i]);
	plain = plain && strstr(safe.data, "=?") == NULL &&
	    strlen(name) + 2 + safe.len <= LINE_MAX_;
	buf_addf(b, "%s: ", name);
	if (plain)
		buf_adds(b, safe.data);
	else
		add_words(b, safe.data, strlen(name) + 2);
	buf_adds(b, "\r\n");
	buf_free(&safe);
}

/* What cannot be part of an address or id vanishes. */
static void
add_token(struct buf *b, const char *s)
{
	size_t n = 0;

	for (; *s != '\0' && n < ADDRESS_MAX; s++)
		if (is_plain((unsigned char)*s) && *s != ' ' &&
		    strchr("<>,;\"\\()", *s) == NULL) {
			buf_addc(b, *s);
			n++;
		}
}

static void
add_address(struct buf *b, const char *name, const char *display,
    const char *address)
{
	struct buf safe = BUF_INIT;
	size_t used = strlen(name) + 2;
	bool plain = true;

	buf_addf(b, "%s: ", name);
	if (display != NULL)
		utf8_safe(&safe, display, true);
	buf_cut(&safe, utf8_floor(safe.data, safe.len < 120 ? safe.len : 120));
	for (size_t i = 0; i < safe.len; i++)
		plain = plain && (is_word_safe((unsigned char)safe.data[i]) ||
		    safe.data[i] == ' ' || safe.data[i] == '.');
	if (safe.len > 0 && plain && used + safe.len < 60)
		buf_addf(b, "\"%s\"\r\n ", safe.data);
	else if (safe.len > 0) {
		add_words(b, safe.data, used);
		buf_adds(b, "\r\n ");
	}
	buf_addc(b, '<');
	add_token(b, address);
	buf_adds(b, ">\r\n");
	buf_free(&safe);
}

static void
add_id(struct buf *b, const char *name, const char *id)
{
	if (id == NULL)
		return;
	buf_addf(b, "%s: <", name);
	add_token(b, id);
	buf_adds(b, ">\r\n");
}

static void
add_date(struct buf *b, int64_t ms)
{
	static const char days[][4] = { "Sun", "Mon", "Tue", "Wed", "Thu",
		"Fri", "Sat" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	time_t t = (time_t)(ms / 1000);
	struct tm tm;

	if (ms < 0 || gmtime_r(&t, &tm) == NULL || tm.tm_year > 8000) {
		t = 0;
		gmtime_r(&t, &tm);
	}
	buf_addf(b, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\r\n",
	    days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
	    tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/*
 * Quoted-printable.  Spaces at line ends, a leading dot and "From " are
 * encoded too: mail servers on the way like to touch them.
 */
static void
add_quoted(struct buf *b, const char *s)
{
	struct buf text = BUF_INIT;
	size_t col = 0, n;

	utf8_repair(&text, s, strlen(s));
	n = text.len;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text.data[i];
		char next = text.data[i + 1];
		bool last = i + 1 == n || next == '\n' || next == '\r';
		bool raw = (is_plain(c) || c == '\t') && c != '=';
		size_t w;

		if (c == '\r' || c == '\n') {
			if (c == '\r' && next == '\n')
				i++;
			buf_adds(b, "\r\n");
			col = 0;
			continue;
		}
		if ((c == ' ' || c == '\t') && last)
			raw = false;
		if (col == 0 && (c == '.' ||
		    strncmp(text.data + i, "From ", 5) == 0))
			raw = false;
		w = raw ? 1 : 3;
		/* The last column is for the soft break. */
		if (col + w > LINE_MAX_ - (last ? 0 : 1)) {
			buf_adds(b, "=\r\n");
			col = 0;
			if (c == '.' || c == 'F') {
				raw = false;
				w = 3;
			}
		}
		if (raw)
			buf_addc(b, (char)c);
		else
			buf_addf(b, "=%02X", c);
		col += w;
	}
	if (col > 0)
		buf_adds(b, "\r\n");
	buf_free(&text);
}

static void
add_part(struct buf *b, const char *boundary, const char *type, const char *s)
{
	buf_addf(b, "--%s\r\nContent-Type: %s\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n", boundary,
	    type);
	add_quoted(b, s);
}

char *
mime_build(const struct mime_mail *m, size_t *len)
{
	struct buf b = BUF_INIT, list = BUF_INIT, text = BUF_INIT;
	char boundary[48];

	/* "=_" never stands in quoted-printable. */
	snprintf(boundary, sizeof(boundary), "=_hark_%016" PRIx64,
	    hash_bytes(2, m->message_id, strlen(m->message_id)));
	add_date(&b, m->date);
	add_address(&b, "From", m->from_name, m->from);
	add_address(&b, "To", NULL, m->to);
	add_text(&b, "Subject", m->subject);
	add_id(&b, "Message-ID", m->message_id);
	add_id(&b, "In-Reply-To", m->in_reply_to);
	add_id(&b, "References", m->in_reply_to);
	buf_addf(&list, "%s.hark.%s", m->list, m->host);
	add_id(&b, "List-Id", list.data);
	buf_adds(&b, "Auto-Submitted: auto-generated\r\n"
	    "X-Auto-Response-Suppress: All\r\n"
	    "MIME-Version: 1.0\r\n");
	buf_addf(&b, "Content-Type: multipart/alternative;\r\n"
	    " boundary=\"%s\"\r\n\r\n", boundary);
	flow(&text, m->text);
	add_part(&b, boundary, "text/plain; charset=utf-8; format=flowed",
	    text.data);
	add_part(&b, boundary, "text/html; charset=utf-8", m->html);
	buf_addf(&b, "--%s--\r\n", boundary);
	buf_free(&list);
	buf_free(&text);
	*len = b.len;
	return buf_detach(&b);
}
