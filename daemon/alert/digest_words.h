/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_DIGEST_WORDS_H
#define HARK_ALERT_DIGEST_WORDS_H

/* digest_words.h - the sentences of digest_compose.c; for alert/compose*.c and
 * it alone. */

#include "alert/compose_words.h"
#include "alert/digest_plan.h"

/*
 * One person who waits, numbered from 1: words, who and where, the link.  The
 * one place where a digest speaks about a question in full.
 */
void	digest_say_question(struct letter *, const struct compose_in *,
	    const struct digest_item *, size_t number);
/* "Sounds urgent. Has asked again twice.": what makes it differ, if anything
 * does.  Mails about several say it, too. */
void	digest_say_marks(struct letter *, const struct compose_in *,
	    const struct question *, bool put_off);
/* The same in a line. */
void	digest_say_brief(struct letter *, const struct compose_in *,
	    const struct question *, const char *before, const char *after);

/* Appended: "Dienstag, 7. April". */
/* "Wednesday", or with the date once that is no longer plain: the opening. */
void	digest_add_opening(struct buf *, const struct compose_in *);
void	digest_add_date(struct buf *, const struct compose_in *, int64_t t);
/* Appended: " Aber Facebook höre ich seit Dienstag nicht.", or that all is
 * heard. */
void	digest_add_deaf(struct buf *, const struct compose_in *);

/* Parts with their headings, if there is anything to say. */
void	digest_say_deaf(struct letter *, const struct compose_in *);
/* answered: those that one post to everybody may have answered; else those
 * that only perhaps are a question. */
void	digest_say_perhaps(struct letter *, const struct compose_in *,
	    bool answered);
void	digest_say_missed(struct letter *, const struct compose_in *);
void	digest_say_likes(struct letter *, const struct compose_in *);
void	digest_say_talks(struct letter *, const struct compose_in *);
void	digest_say_thanks(struct letter *, const struct compose_in *);
void	digest_say_promises(struct letter *, const struct compose_in *);
void	digest_say_silent(struct letter *, const struct compose_in *);
void	digest_say_end(struct letter *, const struct compose_in *);

#endif
