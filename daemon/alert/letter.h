/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_LETTER_H
#define HARK_ALERT_LETTER_H

/*
 * letter.h - one letter written twice at once: as plain text and as HTML for
 * a phone.  Narrow, dark and light, nothing fetched from anywhere.
 *
 * Strings are strangers': they are made safe, escaped and cut here, at whole
 * characters as people see them.  Lengths are such characters, 0: no limit.
 * Where they stand among our words, right-to-left ones are isolated.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct letter {
	struct buf text, html;
	bool acts;			/* letter_acts() was called */
};

void	letter_begin(struct letter *, const char *lang, const char *title);
/* The first line: what a lock screen shows.  prefix may be NULL. */
void	letter_lead(struct letter *, const char *prefix, const char *s,
	    size_t max);
void	letter_line(struct letter *, const char *);
/* Less loud. */
void	letter_note(struct letter *, const char *);
/* What needs attention. */
void	letter_warn(struct letter *, const char *);
/* A command to be copied, alone in its line. */
void	letter_code(struct letter *, const char *);
/* "label: url" and a button; a url that is none is left out. */
bool	letter_link(struct letter *, const char *label, const char *url);
struct letter_act {
	const char *label, *url;
};
/* A line of small links below a question; ours: not cut, any scheme. */
void	letter_acts(struct letter *, const struct letter_act *, size_t n);
void	letter_head(struct letter *, const char *);
/* One post of a history: "who, when: words". */
void	letter_post(struct letter *, const char *who, const char *when,
	    const char *words, size_t max);
struct letter_bar {
	const char *label, *value;
	int permille;		/* length, 0..1000 */
};
/*
 * Bars one below the other: in HTML cells of a table with a background, which
 * every mail program draws; in text blocks of characters.  Ours: not cut.
 */
void	letter_bars(struct letter *, const struct letter_bar *, size_t n);
/* A line of small columns, and what they are. */
void	letter_spark(struct letter *, const int64_t *, size_t n,
	    const char *words);
/* One of a list: "- words", and the link behind it, if it is one.  before and
 * after may be NULL and stand outside the cut. */
void	letter_point(struct letter *, const char *before, const char *words,
	    size_t max, const char *after, const char *url);
/* A rule between questions. */
void	letter_rule(struct letter *);
/* An empty line in the text, never two; HTML keeps its own distances. */
void	letter_gap(struct letter *);
void	letter_end(struct letter *);
void	letter_free(struct letter *);

/* s safe, on one line if asked for, cut to max with "..."; appended. */
void	letter_cut(struct buf *, const char *s, size_t max, bool one_line);
/* http and https only, nothing that could end an attribute or a line. */
bool	letter_url(struct buf *, const char *url);

#endif
