/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_HTML_H
#define HARK_TEXT_HTML_H

/*
 * html.h - the HTML of posts to plain text.
 *
 * Paragraphs become blank lines, <br> newlines, entities characters.  A link
 * shortened by the network (Mastodon's "invisible" and "ellipsis" spans)
 * appears with its whole address; mentions and hashtags as their text;
 * script, style and quote-inline paragraphs vanish.  Any byte sequence is
 * accepted; the result is valid UTF-8 without control characters except \n.
 */

#include <stddef.h>

struct buf;

/* Append the text of html to out. */
void	html_to_text(struct buf *out, const char *html, size_t len);

/* The same for plain text from a network: repair UTF-8, drop controls. */
void	plain_to_text(struct buf *out, const char *text, size_t len);

#endif
