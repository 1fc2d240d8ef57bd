/* SPDX-License-Identifier: ISC */
/*
 * lang.c - German, English or something else, by the small words.
 *
 * Swiss and Austrian German and bits of dialect count as German.  Words that
 * two languages share ("in", "so", "war") are in no list.  Where the words
 * say nothing, spelling does; where that says nothing, what the author
 * declared; and then German, as most who run this write it.
 */

#include <string.h>

#include "base/mem.h"
#include "text/features.h"

enum lang { XX, DE, EN };

static const char *const words[3] = {
	[DE] = "der das den dem des ein eine einen einem einer und oder aber "
	    "nicht ich du er sie es wir ihr mir mich dir dich uns euch sich "
	    "ist sind bin bist seid waren wird werden wurde wuerde haben "
	    "habe hast habt hatte haette kann kannst koennen koennt koennte "
	    "muss muessen soll sollte moechte mit von vom zum zur bei beim "
	    "fuer auf aus nach ueber unter zwischen wenn weil dass daß ob "
	    "wie wer wo wann warum wieso welche welcher welches wieviel "
	    "auch noch schon mal nur sehr immer heute morgen gestern jetzt "
	    "hier dort da doch denn ja nein kein keine keinen mehr viel "
	    "alle alles etwas nichts jemand bitte danke hallo moin servus "
	    "euer eure unser unsere meine mein dein seine ihre ihrem ihren "
	    "gut gibt gibts geht macht machen hab gern gerne leider eigentlich "
	    "vielen dank gruess gruezi zu um als dann wieder seit bis gegen "
	    "ned nix ois oba net koa koan i's dia isch nid noed hend hoi "
	    "merci gsi het au eich mia sama hobts habts is's wos woas ka "
	    "jo na passt dat wat ick ik dit nich et op uff un isses "
	    "uhr euro termin preis frage hilfe wochen woche tage monate "
	    "lieferung bestellung rechnung team laden oeffnungszeiten super "
	    "schoen schoene toll lecker bahn zug strasse kinder essen bier "
	    "ach oh mann frau herr liebe lieber wurst kaese echt ganz einfach "
	    "zurueck weg neu neue neuen geld teuer billig weiss kommt kommen "
	    "einmal genau klar stimmt naja halt eben quatsch gell",
	[EN] = "the and you your yours to of is it its that this these those "
	    "was were are be been being have has had do does did doing not "
	    "no yes i'm im ive ill id i've my me we our us he she they them "
	    "their his her for with from at by on or but if because can "
	    "cant could couldnt would wouldnt should will wont shall may "
	    "might must what when where who whom why how which there here "
	    "then than as about into out up down over again just only very "
	    "too also still yet now today tomorrow yesterday never always "
	    "some any anyone anybody someone everyone all every much many "
	    "more most please thanks thank hello hey guys get got getting "
	    "go going went need want know think see look like love make made "
	    "lol dont doesnt didnt isnt arent wasnt hasnt havent u ur r "
	    "good great nice work working worked app account phone update "
	    "help time day days week weeks month months year back new one "
	    "really thing things way people shop open order ordered booking "
	    "sorry morning price cost available day's ye yous cheers lovely "
	    "sure right okay yeah ah aye wee brilliant fix fixed issue "
	    "store song music playlist playing trying try tried thought "
	    "gonna wanna cause since after before while oh omg wtf tell let "
	    "he's she's whats thats lets hows dm hi off first",
	[XX] = "le la les des une et est que qui dans pour pas sur avec vous "
	    "nous mais ou je tu il elle ce cette bonjour merci c'est cest "
	    "el los las una por para con como pero muy hola gracias que "
	    "esta este esto cuando donde porque tengo tiene yo si del "
	    "il lo gli che di non sono per una questo questa ciao grazie "
	    "della nel alla molto anche perche quando come "
	    "het een en van niet dat voor zijn ik jij je wij jullie maar "
	    "ook naar heb hebben kan hoe waarom dank bedankt goed aan "
	    "nao uma voce obrigado muito com para isso mais quanto ola "
	    "ve bir bu icin cok ne var mi merhaba degil ben "
	    "nie jest sie to na czy jak dziekuje prosze tak ale dzien dobry "
	    "jeg det og til av som har ikke med deg hei hej och att inte "
	    "tack jag och ar pa",
};

#define SLOTS	2048

static struct {
	uint32_t hash;
	int8_t votes[3];
} table[SLOTS];
static bool ready;

static uint32_t
slot_of(uint32_t hash)
{
	uint32_t i = (hash ^ hash >> 15) & (SLOTS - 1);

	while (table[i].hash != 0 && table[i].hash != hash)
		i = (i + 1) & (SLOTS - 1);
	return i;
}

/* Endings: which language they speak for, and how loudly. */
static const struct suffix {
	char s[6];
	uint8_t n;
	int8_t lang;
	float vote;
} suffixes[] = {
	{ "ung", 3, DE, 0.5f }, { "ungen", 5, DE, 0.5f },
	{ "keit", 4, DE, 0.5f }, { "lich", 4, DE, 0.5f },
	{ "isch", 4, DE, 0.5f }, { "chen", 4, DE, 0.5f },
	{ "tz", 2, DE, 0.5f }, { "ich", 3, DE, 0.5f },
	{ "icht", 4, DE, 0.5f }, { "lein", 4, DE, 0.5f },
	{ "mann", 4, DE, 0.5f }, { "zeit", 4, DE, 0.5f },
	{ "ssen", 4, DE, 0.5f }, { "eien", 4, DE, 0.5f },
	{ "ieren", 5, DE, 0.5f }, { "iert", 4, DE, 0.5f },
	{ "ing", 3, EN, 0.4f }, { "tion", 4, EN, 0.4f },
	{ "ly", 2, EN, 0.4f }, { "ght", 3, EN, 0.4f },
	{ "ness", 4, EN, 0.4f }, { "ck", 2, EN, 0.4f },
	{ "ould", 4, EN, 0.4f }, { "ough", 4, EN, 0.4f },
	{ "ay", 2, EN, 0.4f }, { "ous", 3, EN, 0.4f },
	{ "ed", 2, EN, 0.4f }, { "ful", 3, EN, 0.4f },
	{ "ey", 2, EN, 0.4f }, { "oo", 2, EN, 0.4f },
};
static uint32_t suffixes_by_last[26];	/* a bit for each suffix */

static void
suffixes_init(void)
{
	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++)
		suffixes_by_last[suffixes[i].s[suffixes[i].n - 1] - 'a'] |=
		    1u << i;
}

void
lang_init(void)
{
	if (ready)
		return;
	suffixes_init();
	for (int lang = XX; lang <= EN; lang++) {
		const char *p = words[lang], *end;

		for (; *p != '\0'; p = *end == ' ' ? end + 1 : end) {
			uint32_t i, h;

			end = strchrnul(p, ' ');
			h = tokens_hash(p, (size_t)(end - p));
			i = slot_of(h);
			table[i].hash = h;
			table[i].votes[lang] = 1;
		}
	}
	ready = true;
}

/* What the spelling of one unknown word says. */
static void
spelling(const struct tokens *t, const struct token *k, float score[3])
{
	const char *w = t->folded + k->fold;
	size_t n = k->fold_len;
	uint32_t bits = 0;

	if (n > 2 && w[n - 1] >= 'a' && w[n - 1] <= 'z')
		bits = suffixes_by_last[w[n - 1] - 'a'];
	for (; bits != 0; bits &= bits - 1) {
		const struct suffix *x = &suffixes[__builtin_ctz(bits)];

		if (n > (size_t)x->n + 1 &&
		    memcmp(w + n - x->n, x->s, x->n) == 0)
			score[x->lang] += x->vote;
	}
	for (size_t i = 0; i + 2 < n; i++)
		if (w[i] == 's' && w[i + 1] == 'c' && w[i + 2] == 'h') {
			score[DE] += 0.6f;
			break;
		}
	if (n > 14)
		score[DE] += 0.5f;
	if (n > 2 && ((w[0] == 't' && w[1] == 'h') ||
	    (w[0] == 'w' && w[1] == 'h')))
		score[EN] += 0.4f;
	if ((k->flags & TOKEN_CAPITAL) && (k->flags & TOKEN_SPACED))
		score[DE] += 0.1f;
}

/* Ä, ö, ü, ß as such; other languages' letters count against both. */
static void
letters(const struct tokens *t, float score[3])
{
	const unsigned char *p = (const unsigned char *)t->text;

	for (size_t i = 0; i + 1 < t->len; i++) {
		if (p[i] < 0xc3 || p[i] > 0xc5)
			continue;
		if (p[i] == 0xc3 && (p[i + 1] == 0xa4 || p[i + 1] == 0xb6 ||
		    p[i + 1] == 0xbc || p[i + 1] == 0x9f || p[i + 1] == 0x84 ||
		    p[i + 1] == 0x96 || p[i + 1] == 0x9c))
			score[DE] += 1.0f;
		else if (p[i] != 0xc3 || (p[i + 1] != 0xa9 && p[i + 1] >= 0xa0))
			score[XX] += 0.6f;
		i++;
	}
}

const char *
lang_guess(const struct tokens *t, const char *declared)
{
	float score[3] = { 0 };
	int known = 0;

	if (t->foreign_script)
		return "xx";
	for (int i = 0; i < t->n; i++) {
		const struct token *k = &t->token[i];
		uint32_t s;

		if (k->kind != TOKEN_WORD)
			continue;
		s = slot_of(k->hash);
		if (table[s].hash == 0) {
			spelling(t, k, score);
			continue;
		}
		known++;
		for (int lang = XX; lang <= EN; lang++)
			score[lang] += (float)table[s].votes[lang];
	}
	letters(t, score);
	if (declared != NULL) {
		float prior = known > 4 ? 0.5f : 1.2f;

		if (strncmp(declared, "de", 2) == 0 ||
		    strncmp(declared, "gsw", 3) == 0)
			score[DE] += prior;
		else if (strncmp(declared, "en", 2) == 0)
			score[EN] += prior;
		else if (declared[0] != '\0')
			score[XX] += prior;
	}
	/* Foreign words must win clearly: quotes and names are everywhere. */
	if (score[XX] > 1.5f && score[XX] > 1.2f * score[DE] &&
	    score[XX] > 1.2f * score[EN])
		return "xx";
	return score[EN] > score[DE] ? "en" : "de";
}
