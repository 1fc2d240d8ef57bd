/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_ACTS_H
#define HARK_ALERT_ACTS_H

/*
 * acts.h - links in a mail by which staff says what became of a question: each
 * opens a mail to the command mailbox that only needs sending.  Its subject
 * holds all that is needed: words for people, and a token (base/token.h).
 * Without in->acts nothing is said.
 */

#include "alert/compose.h"
#include "alert/letter.h"

/* Erledigt, Angerufen, Morgen, Keine Frage. */
void	acts_say(struct letter *, const struct compose_in *,
	    const struct question *);
/* For all that wait in q's conversation. */
void	acts_say_all(struct letter *, const struct compose_in *,
	    const struct question *q);
/* In a test mail: a link that only shows that it works. */
void	acts_say_test(struct letter *, const struct compose_in *);
/* What such links do, if there were any. */
void	acts_say_end(struct letter *, const struct compose_in *);

#endif
