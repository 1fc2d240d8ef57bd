/* SPDX-License-Identifier: ISC */

/*
 * Does a reply of ours promise to come back, and by when?  A verb of coming
 * back in the first person, or a deed for the other person together with a
 * day.  What asks them to come back, what is past and what is denied promises
 * nothing.
 */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/phrase.h"
#include "text/promise.h"

/* Promises whether a day is named or not. */
static const char *const comes_back_list[] = {
	"melde|meld mich", "melden uns", "melde|meld ich mich",
	"melden wir uns", "werde|werden mich|uns .. melden",
	"werde ich mich .. melden", "werden wir uns .. melden",
	"gebe|geb .. bescheid", "wir geben .. bescheid",
	"geben wir .. bescheid", "sage|sag ihnen|dir|euch .. bescheid",
	"sage|sag ich .. bescheid", "sagen wir .. bescheid",
	"wir sagen .. bescheid", "gebe .. rueckmeldung",
	"wir geben .. rueckmeldung",
	"kuemmere mich", "kuemmer mich", "kuemmern uns", "kuemmere ich mich",
	"kuemmern wir uns",
	"ich klaere|klaer", "klaere ich", "klaere das|es|dies", "wir klaeren",
	"klaeren wir",
	"ich pruefe", "pruefe ich", "pruefe das|es|dies", "wir pruefen",
	"pruefen wir",
	"ich schaue|schau|gucke|guck|sehe|seh .. nach",
	"schaue|schau|gucke|guck|sehe|seh ich .. nach",
	"schaue|gucke|sehe .. nach",
	"wir schauen|gucken|sehen .. nach", "schauen|gucken|sehen wir .. nach",
	"schaue|schau|sehe|seh mir .. an", "wir schauen|sehen uns .. an",
	"schauen|sehen wir uns .. an",
	"ich frage|frag .. nach", "frage|frag ich .. nach", "frage .. nach",
	"wir fragen .. nach", "fragen wir .. nach",
	"ich hake|hak .. nach", "hake .. nach", "wir haken .. nach",
	"haken wir .. nach",
	"rufe .. an|zurueck", "wir rufen .. an|zurueck",
	"rufen wir .. an|zurueck", "ruf ich .. an|zurueck",
	"ruf dich|sie|euch .. an|zurueck", "ich ruf .. an|zurueck",
	"leite .. weiter", "wir leiten .. weiter", "leiten wir .. weiter",
	"gebe|geb .. weiter", "wir geben .. weiter", "geben wir .. weiter",
	"erkundige mich", "erkundige ich mich", "erkundigen uns",
	"erkundigen wir uns", "mache|mach mich .. schlau",
	"machen uns .. schlau",
	"komme .. auf sie|dich|euch zu", "kommen .. auf sie|dich|euch zu",
	"bin dran", "sind dran", "bin|sind an der sache dran",
	"ich werde .. klaeren|pruefen|nachfragen|nachsehen|nachschauen|"
	    "nachhaken|anrufen|zurueckrufen|weiterleiten|weitergeben|"
	    "antworten|bescheid",
	"werde ich .. klaeren|pruefen|nachfragen|nachsehen|nachschauen|"
	    "nachhaken|anrufen|zurueckrufen|weiterleiten|weitergeben|"
	    "antworten|bescheid",
	"wir werden .. klaeren|pruefen|nachfragen|nachsehen|nachschauen|"
	    "nachhaken|anrufen|zurueckrufen|weiterleiten|weitergeben|"
	    "antworten|bescheid",
	"werden wir .. klaeren|pruefen|nachfragen|nachsehen|nachschauen|"
	    "nachhaken|anrufen|zurueckrufen|weiterleiten|weitergeben|"
	    "antworten|bescheid",
	"sie bekommen|erhalten .. antwort|bescheid|rueckmeldung|nachricht",
	"bekommen|erhalten sie .. antwort|bescheid|rueckmeldung|nachricht",
	"du bekommst|kriegst .. antwort|bescheid|rueckmeldung|nachricht",
	"bekommst|kriegst du .. antwort|bescheid|rueckmeldung|nachricht",
	"antwort|rueckmeldung|bescheid kommt|folgt",
	/* English */
	"get|come back to you", "getting back to you",
	"be in touch", "~ill|~well let you know", "will let you know",
	"let you know .. when|as|once|if|by|tomorrow|today",
	"~ill|~well|~im|~were .. check|checking|ask|asking|chase|chasing|"
	    "investigate|investigating",
	"i will .. check|ask|chase|investigate|call|ring|email",
	"we will .. check|ask|chase|investigate|call|ring|email",
	"~ill|~well call|ring|email|message|dm|update you",
	"i|we will update you", "~ill|~well follow up",
	"call|ring you back", "let me check|ask|find|look", "let me see if|what|whether",
	"~ill|~well find out", "~ill|~well take a look",
	"~ill|~well .. look into", "~were|~im looking into",
	"we|i will look into", "we are looking into", "looking into it|this",
	"i am looking into", "~were|~im on it", "~ill|~well pass .. on",
	"~ill|~well forward", "~ill|~well have a word",
	"~ill|~well see what", "~im|~were on the case",
	"~youll hear .. from", "you will hear .. from",
	"~youll have .. answer|reply",
	NULL
};

/* Deeds that are promises when a day stands beside them. */
static const char *const deeds_list[] = {
	"ich schicke|schick|sende|maile|bringe|liefere|stelle|lege|leg|hole|"
	    "reiche|repariere|suche|bestelle|ersetze|ueberweise|erstatte|"
	    "mache|backe|trage|poste|lade",
	"schicke|sende|maile|bringe|liefere|stelle|lege|hole|reiche|repariere|"
	    "suche|bestelle|ersetze|ueberweise|erstatte|mache|backe ich",
	"schicke|sende|maile|ueberweise|erstatte|lege ihnen|dir|euch",
	"wir schicken|senden|mailen|bringen|liefern|stellen|legen|holen|"
	    "reichen|reparieren|suchen|bestellen|ersetzen|ueberweisen|"
	    "erstatten|backen",
	"schicken|senden|mailen|bringen|liefern|stellen|legen|holen|reichen|"
	    "reparieren|suchen|bestellen|ersetzen|ueberweisen|erstatten|"
	    "backen wir",
	"ich verspreche", "wir versprechen", "versprechen wir",
	"~ill|~well send|post|email|bring|deliver|replace|refund|fix|sort|"
	    "have|get",
	"i|we will send|post|email|bring|deliver|replace|refund|fix|sort|"
	    "have|get",
	"will be with you",
	NULL
};
/* For whom a deed is done. */
static const char *const for_you_list[] = {
	"ihnen|dir|euch|sie|dich|ihr|ihre|ihren|dein|deine|deinen|euer|eure|"
	    "euren|es|das|you|your|yours|it|this|that", NULL
};
static const char *const denied_list[] = {
	"nicht|nie|niemals|kein|keine|keinen|niemand|not|never|nobody|"
	    "dont|didnt|cant|wont|cannot|couldnt|havent", NULL
};

static struct phrases comes_back = PHRASES(comes_back_list);
static struct phrases deeds = PHRASES(deeds_list);
static struct phrases for_you = PHRASES(for_you_list);
static struct phrases denied = PHRASES(denied_list);

/* --- by when --- */

static const char *const weekdays[7] = { "montag*|monday", "dienstag*|tuesday",
    "mittwoch*|wednesday", "donnerstag*|thursday", "freitag*|friday",
    "samstag*|sonnabend*|saturday", "sonntag*|sunday" };
static const char *const months[12] = { "januar|jaenner|january|jan",
    "februar|february|feb", "maerz|march", "april", "mai|may", "juni|june",
    "juli|july", "august|aug", "september|sept", "oktober|october|okt|oct",
    "november|nov", "dezember|december|dez|dec" };

struct time_phrase {
	const char *pattern;
	enum promise_kind kind;
	int n;			/* -1: the number in the pattern */
};
static const struct time_phrase times[] = {
	{ "uebermorgen", PROMISE_DAYS, 2 },
	{ "day after tomorrow", PROMISE_DAYS, 2 },
	{ "in|innerhalb|binnen|within .. # minuten|minute|minutes",
	    PROMISE_HOURS, 1 },
	{ "in|innerhalb|binnen|within .. # stunden|stunde|hours|hour",
	    PROMISE_HOURS, -1 },
	{ "in|innerhalb|binnen|within .. # tagen|tage|tag|days|day|"
	    "werktagen|arbeitstagen", PROMISE_DAYS, -1 },
	{ "in|innerhalb|binnen|within .. # wochen|woche|weeks|week",
	    PROMISE_WEEK, 1 },
	{ "heute morgen|frueh", PROMISE_NONE, 0 },
	{ "heute|tonight|today|eod", PROMISE_DAYS, 0 },
	{ "this afternoon|evening|morning", PROMISE_DAYS, 0 },
	{ "end of day|play", PROMISE_DAYS, 0 },
	{ "end of the day", PROMISE_DAYS, 0 },
	{ "guten morgen", PROMISE_NONE, 0 },
	{ "am morgen", PROMISE_NONE, 0 },
	{ "morgen|tomorrow", PROMISE_DAYS, 1 },
	{ "ende der|dieser woche", PROMISE_WEEK, 0 },
	{ "end of the|this week", PROMISE_WEEK, 0 },
	{ "end of next week", PROMISE_WEEK, 1 },
	{ "diese|dieser|this woche|week", PROMISE_WEEK, 0 },
	{ "naechste|naechster|kommende|kommender|next woche|week",
	    PROMISE_WEEK, 1 },
	{ "am|at|this|on .. wochenende|weekend", PROMISE_WEEKDAY, 5 },
	{ "gleich|sofort|umgehend|straight|shortly", PROMISE_HOURS, 1 },
};

/* "24.12.", "24. Dezember", "zum 24." at word i. */
static bool
read_date(const struct words *w, int i, struct promise *p)
{
	const struct token *k = &w->t->token[w->token[i]];
	const char *s = w->t->text + k->at, *end = s + k->len;
	int day, month = 0;

	if (k->kind != TOKEN_NUMBER)
		return false;
	day = words_number(w, i);
	if (day < 1 || day > 31)
		return false;
	s += strspn(s, "0123456789");
	if (s < end && *s == '.')
		month = atoi(s + 1);
	for (int m = 0; month == 0 && m < 12; m++)
		if (words_is(w, i + 1, months[m]) || words_is(w, i - 1,
		    months[m]))
			month = m + 1;
	/* A bare number is a clock or a price, but for "zum 24.". */
	if (month == 0 && !(words_is(w, i - 1, "zum|dem|the") &&
	    !words_is(w, i + 1, "uhr|prozent|euro")))
		return false;
	if (month > 12)
		return false;
	p->kind = PROMISE_DATE;
	p->n = day;
	p->month = month;
	return true;
}

static bool
read_time(const struct words *w, struct promise *p)
{
	for (int i = 0; i < w->n; i++) {
		/* What begins then is news, no deed for somebody. */
		if (words_is(w, i - 1, "ab|seit|from|since"))
			continue;
		for (size_t k = 0; k < ARRAY_LEN(times); k++) {
			const struct time_phrase *x = &times[k];
			int n = phrase_at(w, i, x->pattern), number = -1;

			if (n == 0)
				continue;
			for (int m = i; m < i + n && number < 0; m++)
				number = words_number(w, m);
			if (x->kind == PROMISE_NONE) {
				i += n - 1;
				break;
			}
			p->kind = x->kind;
			p->n = x->n >= 0 ? x->n : number;
			return true;
		}
		for (int day = 0; i < w->n && day < 7; day++)
			if (words_is(w, i, weekdays[day])) {
				p->kind = PROMISE_WEEKDAY;
				p->n = day;
				return true;
			}
		if (i < w->n && read_date(w, i, p))
			return true;
	}
	return false;
}

/* --- the sentence --- */

static bool
is_denied(const struct words *w, int at, int n)
{
	struct words part = *w;
	int from = at > 4 ? at - 4 : 0;

	n += at + n < w->n;
	part.n = at + n - from;
	memcpy(part.token, w->token + from, (size_t)part.n *
	    sizeof(part.token[0]));
	return phrases_find(&denied, &part, NULL, NULL);
}

void
promise_of(const struct tokens *t, struct promise *ret)
{
	struct words w;
	struct promise when;
	int at, n;

	memset(ret, 0, sizeof(*ret));
	for (int i = 0; i < t->n_sentences; i++) {
		bool back, deed = false;

		words_read(&w, t, i);
		if (w.n == 0 || w.asks)
			continue;
		memset(&when, 0, sizeof(when));
		back = phrases_find(&comes_back, &w, &at, &n);
		if (!back)
			deed = phrases_find(&deeds, &w, &at, &n) &&
			    phrases_find(&for_you, &w, NULL, NULL);
		if ((!back && !deed) || is_denied(&w, at, n))
			continue;
		if (!read_time(&w, &when)) {
			if (!back)
				continue;
			when.kind = PROMISE_OPEN;
			/* "Wir melden uns. Spätestens Freitag." */
			if (i + 1 < t->n_sentences) {
				words_read(&w, t, i + 1);
				if (!w.asks && w.n > 0 && words_is(&w, 0,
				    "spaetestens|bis|by|latest|heute|morgen"))
					read_time(&w, &when);
			}
		}
		/* The first one with a day is the one people wait for. */
		if (ret->kind == PROMISE_NONE ||
		    (ret->kind == PROMISE_OPEN && when.kind != PROMISE_OPEN))
			*ret = when;
	}
}

void
promise_read(const char *text, size_t len, struct promise *ret)
{
	struct tokens *t = xcalloc(1, sizeof(*t));

	tokens_read(t, text, len);
	promise_of(t, ret);
	free(t);
}
