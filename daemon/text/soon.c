/* SPDX-License-Identifier: ISC */

/*
 * How soon an answer is needed.  A word like "heute" alone says nothing: it
 * counts where somebody asks or plans, not where somebody tells.
 */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/phrase.h"
#include "text/soon.h"

/* Takes all of it back. */
static const char *const no_hurry_list[] = {
	"nicht|net so|sehr|ganz|wirklich dringend|eilig",
	"nicht|net dringend|eilig", "eilt nicht|net", "eilt .. nicht",
	"keine|ohne eile|hektik|stress", "hat .. zeit", "not urgent",
	"isnt urgent", "nothing urgent", "no rush|hurry|urgency", "no rush",
	"kein notfall", "not an emergency", "not .. emergency", NULL
};

static const char *const now_list[] = {
	"dringend|dringendst|dringende|dringender|dringendes|duerngend",
	"eilt", "es|ist|sehr|echt|wirklich eilig", "eilmeldung",
	"notfall|notfaelle", "pressiert",
	"bitte|koennen|koennt|kann|kannst .. so schnell wie moeglich",
	"so schnell wie moeglich .. antwort*|rueck*|meld*|zurueck*|helfen|"
	    "jemand*|hilfe|termin",
	"so schnell es geht", "schnellstmoeglich|schnellstens|asap",
	"brauche|brauch|brauchen .. sofort", "bitte .. sofort|umgehend",
	"sofort|umgehend .. bitte|hilfe|rueckmeldung|antwort|melden",
	"steh|stehe|stehen .. vor der|verschlossener|eurer|ihrer tuer",
	"steh|stehe|stehen .. vor dem|eurem laden|geschaeft|eingang|tor",
	"steh|stehe|stehen gerade|jetzt .. vor|bei|am|im",
	"bin|sind .. ausgesperrt", "haben uns|habe|hab mich|uns ausgesperrt",
	"habe|hab mich ausgesperrt", "riecht|stinkt .. gas",
	"sitze|sitzen|stecke|stecken .. fest", "liegengeblieben",
	"liegen geblieben", "warte|warten hier .. seit",
	"es brennt", "es riecht nach gas", "wasser laeuft", "laeuft .. aus",
	"rohrbruch", "wird gleich|jetzt .. abgeschaltet|gesperrt",
	"urgent|urgently", "an|real|is|its emergency", "time sensitive", "as soon as possible",
	"a s a p", "need|needs .. right now", "right now please",
	"please .. immediately", "immediately please", "straight away please",
	"need|needs .. immediately", "locked out",
	"stuck outside|inside", "standing|stood outside|here", "smoking .. what", "waiting outside",
	"outside .. right now", "im|we are|were at .. door", "broken down on",
	"water .. pouring|flooding|leaking", "is|are flooding", NULL
};

/* A day soon, whatever the sentence is. */
static const char *const today_always_list[] = {
	"heute noch|abend|nachmittag|mittag .. noch", "noch heute",
	"bis heute abend|nachmittag|mittag|#|um", "spaetestens heute",
	"noch bis heute", "by tonight", "by the end of today",
	"before .. closing today", "by close today", "later today",
	"in|innerhalb|binnen|within # minuten|minutes|min",
	"in|innerhalb|binnen|within an|einer|# stunde|stunden|hour|hours",
	"in|innerhalb einer|der halben|naechsten stunde", "in half an hour",
	"heute um|gegen|ab #", "today at|by|before #", "tonight at|by #", NULL
};
/* ... if somebody asks or plans. */
static const char *const today_asked_list[] = {
	"heute|heut|tonight|today", "jetzt .. offen|auf|geoeffnet|erreichbar",
	"open right now", "are .. open now", "still open now", "this afternoon|evening", "this morning",
	"gleich .. vorbeikommen|abholen|kommen|holen|vorbei", NULL
};
static const char *const not_today_list[] = {
	"heute|heut morgen|frueh|vormittag", "von heute",
	"heute mal .. anderes", "warte|warten .. heute", "seit heute", "heute vor|nacht",
	"heute|heut schon|auch|eigentlich", "nicht gehabt heute",
	"free tonight", "today years", "until today", "to this day", "as of today",
	"earlier today", NULL
};

static const char *const tomorrow_always_list[] = {
	"bis|spaetestens morgen", "by|before tomorrow", "by tomorrow",
	"first thing tomorrow", "fuer morgen .. brauch*|bestell*|noch|einen|"
	    "eine|zwei|drei|vier|#|tisch|platz|termin", NULL
};
static const char *const tomorrow_asked_list[] = {
	"morgen|tomorrow", NULL
};
static const char *const not_tomorrow_list[] = {
	"guten|guden|gueten|schoenen|moin|gemorje|heute|heut|gestern|jeden|"
	    "jeder|am|eines|vom|zum|samstag|sonntag|montag|dienstag|mittwoch|"
	    "donnerstag|freitag morgen", "uebermorgen",
	"morgen zusammen|allerseits|leute|ihr|liebe|lieber|liebes|moin",
	"morgen fliegen die", "alle die morgen", "no need .. tomorrow",
	"day after tomorrow", "like .. no tomorrow", "no tomorrow",
	"von morgen", "of tomorrow", "tomorrow never|people|world", NULL
};

/* It is over. */
static const char *const past_list[] = {
	"war|waren|warst|wart|hatte|hatten|wurde|wurden|kam|kamen|bekam|gab|"
	    "was|were|had|got|went|gestern|yesterday|bought|ordered|came|"
	    "told|said|wollte|wollten|sorted|took|swapped|fixed|done|saved|"
	    "finished|goes|ging|gings|dauerte",
	"hab|habe|haben|hat .. gekauft|bestellt|gesehen|gehoert|gegessen|"
	    "bekommen|erhalten|gelesen|gemacht|geschrieben|angerufen|"
	    "abgeholt|probiert|getrunken|gefunden|gewartet|geschafft|besucht|"
	    "verbracht|gelernt|entdeckt",
	"bin|sind|ist .. angekommen|gekommen|gefahren|gewesen|gelandet|"
	    "vorbeigekommen", NULL
};
/* Somebody plans or wants. */
static const char *const plans_list[] = {
	"brauche|brauch|brauchen|braeuchte|braeuchten|benoetige|benoetigen|"
	    "muss|muessen|moechte|moechten|wuerde|wuerden|will|wollen|hole|"
	    "holen|abholen|komme|kommen|vorbeikommen|reise|reisen|fahre|fahren|"
	    "fliege|fliegen|heirate|heiraten|feiern|suche|suchen|bitte|"
	    "need|needs|want|would|must|pick|collect|coming|arrive|arriving|"
	    "leaving|flying|travelling|getting|please|hoping|looking", NULL
};

static const char *const idioms_list[] = {
	"feuer und flamme", "blut geleckt", "blut und wasser", "feuer gefangen",
	"feuer frei", "im fieber", "schnee von", "herz blutet", "blutet .. herz",
	"fire away", "on fire", "under fire", "smoke signals", "in my blood",
	"im blut", "feuer im", "blut spenden|spende", "smoke free",
	"spread like .. fire", "fever dream", "hit the brakes",
	"auf die bremse", "ohne unfall|rauch", "fireplace", "fire pit",
	"fire sale", "fired up", "holy smoke", NULL
};

static struct phrases no_hurry = PHRASES(no_hurry_list);
static struct phrases now = PHRASES(now_list);
static struct phrases today_always = PHRASES(today_always_list);
static struct phrases today_asked = PHRASES(today_asked_list);
static struct phrases not_today = PHRASES(not_today_list);
static struct phrases tomorrow_always = PHRASES(tomorrow_always_list);
static struct phrases tomorrow_asked = PHRASES(tomorrow_asked_list);
static struct phrases not_tomorrow = PHRASES(not_tomorrow_list);
static struct phrases past = PHRASES(past_list);
static struct phrases plans = PHRASES(plans_list);

static bool
has(const struct words *w, struct phrases *list)
{
	return phrases_find(list, w, NULL, NULL);
}

/* "Morgen zusammen", "Morgen," at the start of a text is a greeting. */
static bool
is_greeting(const struct words *w, int sentence)
{
	int next;

	if (sentence > 0 || w->n == 0 || !words_is(w, 0, "morgen"))
		return false;
	next = w->token[0] + 1;
	return w->n == 1 || (next < w->t->n &&
	    w->t->token[next].kind != TOKEN_WORD);
}

/* "Emergency! ..." */
static bool
is_cry(const struct words *w)
{
	return w->n == 1 && words_is(w, 0, "emergency|hilfe|notfall|sos");
}

static enum soon
of_sentence(const struct words *w, int sentence)
{
	bool told = has(w, &past);
	bool meant = !told && (w->asks || has(w, &plans));

	if (has(w, &now) || is_cry(w))
		return SOON_NOW;
	if (!has(w, &not_today) && ((!told && has(w, &today_always)) ||
	    (meant && has(w, &today_asked))))
		return SOON_TODAY;
	if (!has(w, &not_tomorrow) && !is_greeting(w, sentence) &&
	    ((!told && has(w, &tomorrow_always)) ||
	    (meant && has(w, &tomorrow_asked))))
		return SOON_TOMORROW;
	return SOON_NO;
}

enum soon
soon_of(const struct tokens *t)
{
	enum soon ret = SOON_NO, s;
	struct words w;

	for (int i = 0; i < t->n_sentences; i++) {
		words_read(&w, t, i);
		if (has(&w, &no_hurry))
			return SOON_NO;
		s = of_sentence(&w, i);
		if (s > ret)
			ret = s;
	}
	return ret;
}

bool
soon_is_now(const struct tokens *t)
{
	struct words w;

	for (int i = 0; i < t->n_sentences; i++) {
		words_read(&w, t, i);
		if (has(&w, &now) || is_cry(&w))
			return soon_of(t) == SOON_NOW;
	}
	return false;
}

enum soon
soon_read(const char *text, size_t len)
{
	struct tokens *t = xcalloc(1, sizeof(*t));
	enum soon ret;

	tokens_read(t, text, len);
	ret = soon_of(t);
	free(t);
	return ret;
}

bool
soon_danger(const struct tokens *t, size_t at, size_t len)
{
	struct words w;
	int first, n;

	for (int i = 0; i < t->n_sentences; i++) {
		words_read(&w, t, i);
		for (int k = 0; k < w.n; k++) {
			const struct token *from, *to;

			n = 0;
			for (int p = 0; n == 0 && idioms_list[p] != NULL; p++)
				n = phrase_at(&w, k, idioms_list[p]);
			if (n == 0)
				continue;
			first = w.token[k];
			from = &t->token[first];
			to = &t->token[w.token[k + n - 1]];
			if (at < (size_t)to->at + to->len && at + len > from->at)
				return false;
		}
	}
	return true;
}
