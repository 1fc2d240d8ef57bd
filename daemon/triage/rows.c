/* SPDX-License-Identifier: ISC */

/*
 * Names of states and verbs, which are stored and typed, and the rows of the
 * clock as a shopkeeper reads them in `hark why'.
 */

#include <string.h>

#include "base/mem.h"
#include "triage/clock.h"

static const char *const states[] = {
	[Q_WAITING] = "waiting",
	[Q_PERHAPS] = "perhaps",
	[Q_ANSWERED] = "answered",
	[Q_SETTLED] = "settled",
	[Q_CLOSED] = "closed",
	[Q_NOT_QUESTION] = "not-question",
	[Q_GONE] = "gone",
	[Q_REMOVED] = "removed",
	[Q_UNKNOWN] = "unknown",
};

static const char *const verbs[] = {
	[VERB_ACK] = "ack",
	[VERB_CLAIM] = "claim",
	[VERB_ASSIGN] = "assign",
	[VERB_SNOOZE] = "snooze",
	[VERB_CLOSE] = "close",
	[VERB_REOPEN] = "reopen",
	[VERB_NOT_QUESTION] = "not-question",
	[VERB_IS_QUESTION] = "is-question",
	[VERB_NOTE] = "note",
	[VERB_LAPSE] = "lapse",
};

static const struct row_words {
	const char *de, *en;
} rows[] = {
	[ROW_OPENS] = {
	    "Frage gestellt: die Uhr läuft",
	    "Asked something: the clock starts" },
	[ROW_NUDGE] = {
	    "Fragt noch einmal nach: wird dringender",
	    "Asks after it: more pressing now" },
	[ROW_PART] = {
	    "Fragt noch etwas dazu",
	    "Asks something more" },
	[ROW_ANSWERED] = {
	    "Eigene Antwort: beantwortet",
	    "Your reply: answered" },
	[ROW_ANSWERS_OTHER] = {
	    "Eigene Antwort an jemand anderen: diese Frage wartet weiter",
	    "Your reply went to somebody else: this one still waits" },
	[ROW_TO_ALL] = {
	    "Eigener Beitrag an alle: vielleicht damit beantwortet",
	    "You wrote to everybody: perhaps that answered it" },
	[ROW_AUTOMATIC] = {
	    "Automatische Antwort: zählt nicht als Antwort",
	    "Automatic reply: does not count as an answer" },
	[ROW_HOLDING] = {
	    "Zwischenbescheid: erste Antwort, ein Versprechen bleibt offen",
	    "You said you would get back: a first reply, a promise is open" },
	[ROW_COMMUNITY] = {
	    "Jemand anderes hat geantwortet: wartet weiter auf Sie",
	    "Somebody else replied: still waiting for you" },
	[ROW_LIKE] = {
	    "Von Ihnen mit „Gefällt mir“ markiert: es läutet nicht mehr",
	    "You liked it: no more ringing" },
	[ROW_LIKE_COMMUNITY] = {
	    "Ihnen gefiel die Antwort eines anderen: erledigt",
	    "You liked somebody else's answer: settled" },
	[ROW_THANKS] = {
	    "Bedankt sich oder hat es geklärt: erledigt",
	    "Says thanks, or that it is settled: done" },
	[ROW_THANKS_NOT] = {
	    "Dank im Voraus oder mit einer Frage: erledigt nichts",
	    "Thanks in advance, or with a question: settles nothing" },
	[ROW_AGAIN] = {
	    "Fragt nach der Antwort wieder: eine neue Frage",
	    "Asks again after the answer: a new question" },
	[ROW_GUESTS] = {
	    "Spricht mit anderen Gästen, nicht mit Ihnen",
	    "Talks to other guests, not to you" },
	[ROW_MEDIA] = {
	    "Nur ein Bild oder eine Sprachnachricht: bitte ansehen",
	    "Only a picture or a voice message: please look" },
	[ROW_EMPTY] = {
	    "Nur Smileys oder ein Link: keine Frage",
	    "Only emojis or a link: no question" },
	[ROW_REVIEW] = {
	    "Bewertung: es zählen Sterne und Text",
	    "A review: its stars and its words count" },
	[ROW_GONE] = {
	    "Vom Verfasser gelöscht: die Uhr steht",
	    "Deleted by its author: the clock stops" },
	[ROW_REMOVED] = {
	    "Von Ihnen entfernt, während sie wartete: bleibt unbeantwortet",
	    "Removed by you while it waited: counts as unanswered" },
	[ROW_EDITED] = {
	    "Vom Verfasser geändert: neu gelesen",
	    "Edited by its author: read again" },
	[ROW_NO_ANSWERS_SEEN] = {
	    "Dieses Netz zeigt keine Antworten: hark kann es nicht wissen",
	    "This network never shows answers: hark cannot know" },
	[ROW_STAFF] = {
	    "Von Ihrem Team bearbeitet",
	    "Handled by your staff" },
	[ROW_BASELINE] = {
	    "Aus der Zeit vor hark: es läutet nicht",
	    "From before hark listened: it does not ring" },
	[ROW_OTHER] = {
	    "Keine Frage",
	    "Not a question" },
	[ROW_UNSURE] = {
	    "Vielleicht eine Frage: steht nur in der Übersicht",
	    "Perhaps a question: in the digest only" },
};

const char *
qstate_name(enum qstate s)
{
	if ((size_t)s >= ARRAY_LEN(states) || states[s] == NULL)
		return "unknown";
	return states[s];
}

bool
qstate_is_open(enum qstate s)
{
	return s == Q_WAITING || s == Q_PERHAPS;
}

const char *
row_text(enum row r, const char *lang)
{
	if ((size_t)r >= ARRAY_LEN(rows))
		return "";
	return lang != NULL && strncmp(lang, "de", 2) == 0 ? rows[r].de :
	    rows[r].en;
}

const char *
verb_name(enum verb v)
{
	if ((size_t)v >= ARRAY_LEN(verbs) || verbs[v] == NULL)
		return "";
	return verbs[v];
}

enum verb
verb_parse(const char *s)
{
	for (size_t v = 1; v < ARRAY_LEN(verbs); v++)
		if (strcmp(verbs[v], s) == 0)
			return (enum verb)v;
	return 0;
}
