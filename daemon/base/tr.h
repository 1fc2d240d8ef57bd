/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_TR_H
#define HARK_BASE_TR_H

/*
 * tr.h - words for people, in German or English, chosen per call.
 *
 * Not gettext's run time: one daemon writes German mails for one business and
 * English ones for another, and a minimal Debian has no locales.  The
 * catalogue (base/de.po) is in gettext's format all the same, so that its
 * tools work on it; scripts/po2c turns it into a sorted table.  The msgid is
 * the English text.  tests/check-messages sees that nothing is missing.
 */

/* lang: "de", "de_AT.UTF-8", ...; anything else, or NULL, is English.  A text
 * that has no German is given back as it is. */
const char *tr(const char *lang, const char *msgid)
	    __attribute__((format_arg(2)));
/* one for n == 1, else many; n itself is printed by the text ("%lld"). */
const char *trn(const char *lang, const char *one, const char *many,
	    long long n)
	    __attribute__((format_arg(2), format_arg(3)));

/* Marks a text in a table, to be given to tr() later. */
#define N_(s)	s

#endif
