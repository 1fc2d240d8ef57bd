/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_WEEKDAY_H
#define HARK_TEXT_WEEKDAY_H

/*
 * weekday.h - which days of the week does somebody ask about?  Pure; German
 * and English together.
 *
 * "Habt ihr am Sonntag offen?" does; "war letzten Sonntag bei euch" does not,
 * nor does "jeden Sonntag".
 */

#include <stddef.h>

/* Bit 0 is Monday.  Only of sentences that ask. */
unsigned weekdays_asked(const char *text, size_t len);

#endif
