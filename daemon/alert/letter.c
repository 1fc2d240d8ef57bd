/* SPDX-License-Identifier: ISC */

/*
 * Plain text and HTML side by side; see letter.h.  Colours: the reader's own
 * for text, so that dark and light both work; buttons bring their background.
 */

#include <string.h>

#include "alert/letter.h"
#include "base/url.h"
#include "base/utf8.h"

#define MUTED	"color:#767676;font-size:14px"

void
letter_cut(struct buf *b, const char *s, size_t max, bool one_line)
{
	struct buf safe = BUF_INIT;
	size_t n;

	utf8_safe(&safe, s, one_line);
	while (safe.len > 0 && (safe.data[safe.len - 1] == '\n' ||
	    safe.data[safe.len - 1] == ' '))
		buf_cut(&safe, safe.len - 1);
	n = max > 0 ? utf8_cut(safe.data, max) : safe.len;
	/* One character may carry any number of marks. */
	if (max > 0 && n > max * 32 + 64)
		n = utf8_floor(safe.data, max * 32 + 64);
	buf_add(b, safe.data, n);
	if (n < safe.len)
		buf_adds(b, "\xe2\x80\xa6");
	buf_free(&safe);
}

bool
letter_url(struct buf *b, const char *url)
{
	struct url u;
	size_t start = b->len;

	if (url == NULL || !url_parse(url, &u) || u.userinfo ||
	    (strcmp(u.scheme, "http") != 0 && strcmp(u.scheme, "https") != 0))
		return false;
	for (; *url != '\0'; url++) {
		unsigned char c = (unsigned char)*url;

		if (c <= ' ' || c >= 0x7f || strchr("\"'<>\\^`{|}", c) != NULL)
			buf_addf(b, "%%%02X", c);
		else
			buf_addc(b, (char)c);
	}
	if (b->len - start > 2000) {
		buf_cut(b, start);
		return false;
	}
	return true;
}

static void
escape(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++)
		switch (*s) {
		case '<':
			buf_adds(b, "&lt;");
			break;
		case '>':
			buf_adds(b, "&gt;");
			break;
		case '&':
			buf_adds(b, "&amp;");
			break;
		case '"':
			buf_adds(b, "&quot;");
			break;
		case '\'':
			buf_adds(b, "&#39;");
			break;
		case '\n':
			buf_adds(b, "<br>\n");
			break;
		default:
			buf_addc(b, *s);
		}
}

void
letter_begin(struct letter *l, const char *lang, const char *title)
{
	static const struct letter fresh = { BUF_INIT, BUF_INIT, false };

	*l = fresh;
	buf_addf(&l->html, "<!DOCTYPE html>\n<html lang=\"%s\"><head>"
	    "<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width,"
	    "initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"supported-color-schemes\" content=\"light dark\">\n"
	    "<style>:root{color-scheme:light dark}"
	    "@media(prefers-color-scheme:dark){.m{color:#a0a0a0!important}}"
	    "</style>\n<title>",
	    strcmp(lang, "de") == 0 ? "de" : "en");
	escape(&l->html, title);
	buf_adds(&l->html, "</title></head>\n"
	    "<body style=\"margin:0;padding:16px;font:16px/1.45 -apple-system,"
	    "'Segoe UI',Roboto,Helvetica,Arial,sans-serif\">\n"
	    "<div style=\"max-width:560px;margin:0 auto;"
	    "overflow-wrap:break-word;word-break:break-word\">\n");
}

/* A paragraph of safe text in both. */
static void
para(struct letter *l, const char *style, const char *s)
{
	buf_adds(&l->text, s);
	buf_addc(&l->text, '\n');
	buf_addf(&l->html, "<p%s style=\"margin:0 0 12px;%s\">",
	    strcmp(style, MUTED) == 0 ? " class=\"m\"" : "", style);
	escape(&l->html, s);
	buf_adds(&l->html, "</p>\n");
}

static void
safe_para(struct letter *l, const char *style, const char *s)
{
	struct buf b = BUF_INIT;

	letter_cut(&b, s, 0, false);
	para(l, style, b.data);
	buf_free(&b);
}

static bool
is_rtl(unsigned c)
{
	return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) ||
	    (c >= 0xfe70 && c <= 0xfefc) || (c >= 0x10800 && c <= 0x10fff) ||
	    (c >= 0x1e800 && c <= 0x1efff);
}

/*
 * Safe words among ours.  Hebrew or Arabic ones between U+2068 and U+2069, so
 * that what stands beside them keeps its order.
 */
static void
add_isolated(struct buf *b, const char *s)
{
	size_t n = strlen(s), len;
	bool rtl = false;

	for (size_t i = 0; i < n && !rtl; i += len)
		rtl = is_rtl((unsigned)utf8_decode(s + i, n - i, &len));
	buf_addf(b, rtl ? "\xe2\x81\xa8%s\xe2\x81\xa9" : "%s", s);
}

void
letter_lead(struct letter *l, const char *prefix, const char *s, size_t max)
{
	struct buf b = BUF_INIT, words = BUF_INIT;

	if (prefix != NULL)
		buf_adds(&b, prefix);
	/* One line: a stranger's second one could pass for our link. */
	letter_cut(&words, s, max, true);
	add_isolated(&b, words.data);
	para(l, "font-size:20px;line-height:1.3;font-weight:600", b.data);
	buf_free(&b);
	buf_free(&words);
}

void
letter_line(struct letter *l, const char *s)
{
	safe_para(l, "", s);
}

void
letter_note(struct letter *l, const char *s)
{
	safe_para(l, MUTED, s);
}

void
letter_warn(struct letter *l, const char *s)
{
	safe_para(l, "border-left:4px solid #c77700;padding-left:10px", s);
}

void
letter_code(struct letter *l, const char *s)
{
	struct buf b = BUF_INIT;

	letter_cut(&b, s, 0, true);
	buf_addf(&l->text, "%s\n", b.data);
	buf_adds(&l->html, "<p style=\"margin:0 0 12px\"><code "
	    "style=\"font:15px/1.6 ui-monospace,Menlo,Consolas,monospace;"
	    "background:rgba(127,127,127,0.18);border-radius:4px;"
	    "padding:4px 8px\">");
	escape(&l->html, b.data);
	buf_adds(&l->html, "</code></p>\n");
	buf_free(&b);
}

bool
letter_link(struct letter *l, const char *label, const char *url)
{
	struct buf b = BUF_INIT;
	bool ok = letter_url(&b, url);

	if (ok) {
		buf_addf(&l->text, "%s: %s\n", label, b.data);
		buf_adds(&l->html, "<p style=\"margin:0 0 16px\"><a href=\"");
		escape(&l->html, b.data);
		buf_adds(&l->html, "\" style=\"display:inline-block;"
		    "padding:10px 20px;border-radius:8px;background:#1f5fbf;"
		    "color:#ffffff;text-decoration:none;font-weight:600\">");
		escape(&l->html, label);
		buf_adds(&l->html, "</a></p>\n");
	}
	buf_free(&b);
	return ok;
}

/* Broad enough for a thumb. */
void
letter_acts(struct letter *l, const struct letter_act *a, size_t n)
{
	l->acts = true;
	buf_adds(&l->html, "<p style=\"margin:0 0 12px;font-size:15px;"
	    "line-height:2.4\">");
	for (size_t i = 0; i < n; i++) {
		buf_addf(&l->text, "%s: <%s>\n", a[i].label, a[i].url);
		/* Between, not within them, a line may end. */
		if (i > 0)
			buf_adds(&l->html, " &middot;\n");
		buf_adds(&l->html, "<a style=\"white-space:nowrap;"
		    "padding:6px 2px\" href=\"");
		escape(&l->html, a[i].url);
		buf_adds(&l->html, "\">");
		escape(&l->html, a[i].label);
		buf_adds(&l->html, "</a>");
	}
	buf_adds(&l->html, "</p>\n");
}

/* One empty line, never two. */
static void
blank(struct letter *l)
{
	const struct buf *b = &l->text;

	if (b->len > 1 && strcmp(b->data + b->len - 2, "\n\n") != 0)
		buf_addc(&l->text, '\n');
}

void
letter_head(struct letter *l, const char *s)
{
	blank(l);
	buf_addf(&l->text, "%s\n", s);
	buf_adds(&l->html, "<p style=\"margin:16px 0 4px;font-weight:600;"
	    "font-size:14px\">");
	escape(&l->html, s);
	buf_adds(&l->html, "</p>\n");
}

void
letter_post(struct letter *l, const char *who, const char *when,
    const char *words, size_t max)
{
	struct buf b = BUF_INIT, name = BUF_INIT, cut = BUF_INIT;

	letter_cut(&cut, who, 40, true);
	add_isolated(&name, cut.data);
	buf_reset(&cut);
	letter_cut(&cut, words, max, true);
	add_isolated(&b, cut.data);
	buf_free(&cut);
	buf_addf(&l->text, "  %s, %s: %s\n", name.data, when, b.data);
	buf_adds(&l->html, "<p style=\"margin:0 0 6px;font-size:14px\"><b>");
	escape(&l->html, name.data);
	buf_adds(&l->html, "</b>, ");
	escape(&l->html, when);
	buf_adds(&l->html, ": ");
	escape(&l->html, b.data);
	buf_adds(&l->html, "</p>\n");
	buf_free(&b);
	buf_free(&name);
}

#define BAR_COLUMNS	10
#define BAR_COLOUR	"#1f5fbf"

static void
text_bar(struct buf *b, int permille)
{
	int full = (permille * BAR_COLUMNS + 500) / 1000;

	for (int i = 0; i < BAR_COLUMNS; i++)
		buf_adds(b, i < full ? "\xe2\x96\x88" : "\xe2\x96\x91");
}

static void
html_bar(struct buf *b, int permille)
{
	static const char cell[] = "height:14px;line-height:14px;"
	    "font-size:1px";
	int percent = (permille + 5) / 10;

	buf_adds(b, "<table role=\"presentation\" width=\"100%\" "
	    "cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>");
	if (percent > 0)
		buf_addf(b, "<td width=\"%d%%\" bgcolor=\"" BAR_COLOUR
		    "\" style=\"background:" BAR_COLOUR ";%s\">&nbsp;</td>",
		    percent, cell);
	if (percent < 100)
		buf_addf(b, "<td style=\"border-bottom:1px solid #999999;%s\">"
		    "&nbsp;</td>", cell);
	buf_adds(b, "</tr></table>");
}

void
letter_bars(struct letter *l, const struct letter_bar *bars, size_t n)
{
	buf_adds(&l->html, "<table role=\"presentation\" width=\"100%\" "
	    "cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
	    "style=\"margin:0 0 12px;font-size:14px\">\n");
	for (size_t i = 0; i < n; i++) {
		int permille = bars[i].permille < 0 ? 0 :
		    bars[i].permille > 1000 ? 1000 : bars[i].permille;
		size_t width = utf8_width(bars[i].label);

		buf_addf(&l->text, "%s%*s", bars[i].label, width < 6 ?
		    (int)(6 - width) : 1, "");
		text_bar(&l->text, permille);
		buf_addf(&l->text, "  %s\n", bars[i].value);
		buf_adds(&l->html, "<tr><td style=\"padding:2px 8px 2px 0;"
		    "white-space:nowrap\">");
		escape(&l->html, bars[i].label);
		buf_adds(&l->html, "</td><td width=\"50%\" "
		    "style=\"padding:2px 0\">");
		html_bar(&l->html, permille);
		buf_adds(&l->html, "</td><td style=\"padding:2px 0 2px 8px;"
		    "white-space:nowrap\">");
		escape(&l->html, bars[i].value);
		buf_adds(&l->html, "</td></tr>\n");
	}
	buf_adds(&l->html, "</table>\n");
}

void
letter_spark(struct letter *l, const int64_t *v, size_t n, const char *words)
{
	int64_t top = 1;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		if (v[i] > top)
			top = v[i];
	/* U+2581 .. U+2588: an eighth of a block to a whole one. */
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "\xe2\x96%c", (char)(0x81 +
		    (v[i] > 0 ? v[i] * 7 / top : 0)));
	buf_addf(&l->text, "%s  %s\n", b.data, words);
	buf_addf(&l->html, "<p style=\"margin:0 0 12px;font-size:14px\">"
	    "<span style=\"font-size:20px;color:" BAR_COLOUR "\">%s</span> ",
	    b.data);
	escape(&l->html, words);
	buf_adds(&l->html, "</p>\n");
	buf_free(&b);
}

void
letter_point(struct letter *l, const char *before, const char *words,
    size_t max, const char *after, const char *url)
{
	struct buf b = BUF_INIT, link = BUF_INIT, cut = BUF_INIT;

	if (before != NULL)
		buf_adds(&b, before);
	letter_cut(&cut, words, max, true);
	add_isolated(&b, cut.data);
	buf_free(&cut);
	if (after != NULL && *after != '\0') {
		buf_addc(&b, ' ');
		letter_cut(&b, after, 0, true);
	}
	buf_addf(&l->text, "- %s\n", b.data);
	buf_adds(&l->html, "<p style=\"margin:0 0 10px 18px;text-indent:-14px\">"
	    "&bull;&nbsp;");
	if (letter_url(&link, url)) {
		buf_addf(&l->text, "  %s\n", link.data);
		buf_adds(&l->html, "<a href=\"");
		escape(&l->html, link.data);
		buf_adds(&l->html, "\">");
		escape(&l->html, b.data);
		buf_adds(&l->html, "</a>");
	} else {
		escape(&l->html, b.data);
	}
	buf_adds(&l->html, "</p>\n");
	buf_free(&b);
	buf_free(&link);
}

void
letter_rule(struct letter *l)
{
	blank(l);
	buf_adds(&l->html, "<hr style=\"border:0;border-top:1px solid #999999;"
	    "margin:20px 0\">\n");
}

void
letter_gap(struct letter *l)
{
	blank(l);
}

void
letter_end(struct letter *l)
{
	buf_adds(&l->html, "</div></body></html>\n");
}

void
letter_free(struct letter *l)
{
	buf_free(&l->text);
	buf_free(&l->html);
}
