/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_COMPOSE_WORDS_H
#define HARK_ALERT_COMPOSE_WORDS_H

/* compose_words.h - the sentences of compose.c; for alert/compose*.c alone. */

#include "alert/compose.h"
#include "alert/letter.h"

/* Appended, one line, safe. */
void	add_name(struct buf *, const char *lang, const struct question *);
/* The same, unless they must not be named here. */
void	add_asker(struct buf *, const struct compose_in *,
	    const struct question *);
/* "32 minutes", "6 hours", "17 days": roughly, and as it follows "seit",
 * "nach" and "binnen". */
void	add_span(struct buf *, const char *lang, int64_t ms);
void	add_when(struct buf *, const struct compose_in *, int64_t t);
void	add_words(struct buf *, const struct compose_in *,
	    const struct question *, size_t max);
/* "Still open: ", or of a collected mail "Still open (2 of 7): "; nothing in a
 * first mail, unless the question had been put off. */
void	add_still_open(struct buf *, const struct compose_in *);
void	add_where(struct buf *, const struct compose_in *,
	    const struct question *);

/* Said, if there is anything to say. */
void	say_link(struct letter *, const struct compose_in *,
	    const struct question *);
void	say_stale(struct letter *, const struct compose_in *,
	    const struct compose_item *);
void	say_who(struct letter *, const struct compose_in *,
	    const struct compose_item *);
void	say_since(struct letter *, const struct compose_in *,
	    const struct compose_item *);
void	say_reasons(struct letter *, const struct compose_in *,
	    const struct compose_item *);
void	say_history(struct letter *, const struct compose_in *,
	    const struct compose_item *);
/* "And 3 more", and where they stand. */
void	say_more(struct letter *, const struct compose_in *, size_t n);
/*
 * What staff tells hark of these, at the end of a mail: once, and only where
 * no links do it (acts.h).  Who has those needs no terminal.
 */
void	say_commands(struct letter *, const struct compose_in *);

/* compose_crowd.c: all of them wait in one conversation. */
bool	compose_is_crowd(const struct compose_in *);
void	say_crowd(struct letter *, const struct compose_in *);

#endif
