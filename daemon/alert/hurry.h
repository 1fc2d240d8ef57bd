/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_HURRY_H
#define HARK_ALERT_HURRY_H

/* hurry.h - what would be too late after the next opening.  Pure. */

#include "config/config.h"
#include "store/questions.h"
#include "text/soon.h"

/* How soon its words want an answer: the first and the last of them. */
enum soon hurry_of(const struct question *);
bool	hurry_is_urgent(const struct conf_client *, const struct question *);
/*
 * Can it not wait from now until `opens', the next opening?  It is about
 * today, tomorrow or a day before that opening, or it is urgent or falls due
 * before people are at work again, unless it was due before today.
 */
bool	hurry_before(const struct conf_client *, const struct question *,
	    int64_t now, int64_t opens);

#endif
