/* SPDX-License-Identifier: ISC */

/* Groups of questions by what they are about; see topics.h. */

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/tr.h"
#include "text/tokens.h"
#include "text/topics.h"

#define WORDS_MAX	24	/* content words of one question */
#define SUBJECTS	ARRAY_LEN(subjects)

/*
 * Beginnings of folded words ("geöffnet" is "geoeffnet"); a '.' at the end
 * means the whole word.  Of several subjects the one with most words wins,
 * the earlier one if they are equal.
 */
static const struct subject {
	const char *name, *advice;
	const char *words;
} subjects[] = {
	{ N_("Ingredients and allergies"),
	    N_("A list of ingredients and allergens, with a date, where "
	    "everybody can find it."),
	    "allerg vegan vegetar gluten lactos laktos nuesse nuss zutat "
	    "ingredient nuts peanut hafermilch zuckerfrei" },
	{ N_("Delivery"),
	    N_("Where you deliver, what it costs and how long it takes, in one "
	    "short table."),
	    "liefer geliefert versand versend verschick paket sendung ship. "
	    "shipping shipped deliver parcel tracking" },
	{ N_("Ordering and appointments"),
	    N_("How to order or book, and how far in advance."),
	    "bestell vorbestell reserv termin. termine. buchen gebucht buchung "
	    "order. orders. ordering preorder book. booking appointment" },
	{ N_("Prices"),
	    N_("Prices of what people ask for most."),
	    "preis kostet kosten. teuer guenstig rabatt price cost. costs. "
	    "discount cheap expensive" },
	{ N_("In stock or not"),
	    N_("A word on what there is this week and when the rest comes "
	    "back."),
	    "vorraetig vorrat verfueg lager. ausverkauft erhaeltlich "
	    "stock. availab restock sold." },
	{ N_("Returns and complaints"),
	    N_("How to return or complain about something, and whom to ask."),
	    "umtausch rueckgabe zurueckgeb rueckgeb reklam erstatt kaputt "
	    "defekt beschaedig return. returns. refund broken damaged "
	    "exchange complain" },
	{ N_("Paying"),
	    N_("Which cards and ways of paying you take, invoices included."),
	    "bezahl zahlung kartenz eckarte kreditkart paypal rechnung pay. "
	    "payment invoice card. cards. giropay" },
	{ N_("Finding you and parking"),
	    N_("A map, the nearest stop and where to park."),
	    "parkpl parken parkhaus anfahrt adresse wegbeschr haltestelle "
	    "parking address directions barrierefrei rollstuhl wheelchair" },
	{ N_("Vouchers"),
	    N_("Where to get a voucher, in which amounts, and for how long it "
	    "holds."),
	    "gutschein voucher giftcard geschenkgutsch" },
	{ N_("Jobs"),
	    N_("Whether you are looking for people, and how to apply."),
	    "ausbildung praktikum bewerb stelle. stellen. aushilfe minijob "
	    "job. jobs. apprentic vacanc internship hiring" },
	/* Last: a Sunday is named in questions about other things, too. */
	{ N_("Opening hours"),
	    N_("Today's opening hours at the top of the page, holidays "
	    "included."),
	    "oeffn geoeffn offen. feiertag sonntag samstag oeffnungsz open. "
	    "opening closed hours. holiday sunday saturday geschlossen "
	    "mittagspause" },
};

/* Words that ask or link and are about nothing. */
static const char stop[] = " aber alle alles als also am an auch auf aus bei "
    "beim bin bis bitte bist da damit danke dann das dass dein dem den denn "
    "der des dich die dies diese diesem diesen dieser dieses dir doch dort "
    "dran du durch ein eine einem einen einer eines er es etwas euch euer "
    "eure eurem euren eurer fuer gab geben gegen gehen geht gern gerne gibt "
    "gleich gut guten hab habe haben habt hallo hat hatte haette hi hier "
    "ich ihm ihn ihnen ihr ihre ihrem ihren im immer in ins ist ja jede jeden "
    "jemand jetzt kann kannst kein keine kommen kommt koennen koennt koennte "
    "koenntet liebe lieben machen macht mal man mehr mein meine meinem meinen "
    "meiner mich mir mit moechte moechten morgen muss nach naechste naechsten "
    "nicht nichts noch nochmal nun nur ob oder ohne schon sehr sein seid seit "
    "sich sie sind so soll sollte tag tage uhr um und uns unser unsere unter "
    "viel viele vom von vor wann war waren warum was weiss weiter welche "
    "welchen welcher welches wenn wer werden werdet wie wieder wieso will wir "
    "wird wirklich wo wohl wollte wollen woran worden wurde wuerde wuerden "
    "zu zum zur zwei heute gestern bekommen bekommt eigentlich vielleicht "
    "geben sagen sagt wissen frage fragen antwort moin servus gruss gruesse "
    "about after again all also am an and any anyone are as at be been "
    "before but by can can't could day days did do does don't dont for from "
    "get got had has have hello help hey hi how i if im in is it its just "
    "know let like long make many me more much my need new next no not now of "
    "on one or other our out please possible re really same should so some "
    "still tell than thank thanks that thats the their them then there "
    "these they this time to today tomorrow too until up us very want was "
    "way we week were what whats when where which while who why will with "
    "work would yes yet you your youre possible question ";

struct word {
	uint32_t stem;
	uint16_t subject;	/* 1 + index, or 0 */
	const char *shown;	/* as written */
};

struct doc {
	struct word words[WORDS_MAX];
	size_t n, len;		/* len: bytes of the text */
	size_t subject;		/* 1 + index, or 0 */
	bool taken;
};

/* A content word of all questions. */
struct count {
	uint32_t stem;
	size_t docs;
	const char *shown;
};

/* --- words ----------------------------------------------------------------- */

static bool
in_list(const char *list, const char *word, size_t n)
{
	const char *p = list;

	while ((p = memmem(p, strlen(p), word, n)) != NULL) {
		if (p > list && p[-1] == ' ' && p[n] == ' ')
			return true;
		p++;
	}
	return false;
}

/* The endings that German and English nouns and verbs take, off. */
static size_t
stem_len(const char *w, size_t n)
{
	static const char *const ends[] = { "ungen", "ern", "en", "er", "es",
		"em", "e", "n", "s" };

	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		size_t k = strlen(ends[i]);

		if (n >= k + 4 && memcmp(w + n - k, ends[i], k) == 0)
			return n - k;
	}
	return n;
}

static uint16_t
subject_of(const char *w, size_t n)
{
	for (size_t i = 0; i < SUBJECTS; i++) {
		const char *p = subjects[i].words;

		while (*p != '\0') {
			size_t k = strcspn(p, " ");
			bool whole = p[k - 1] == '.';
			size_t len = whole ? k - 1 : k;

			if (n >= len && memcmp(w, p, len) == 0 &&
			    (!whole || n == len))
				return (uint16_t)(i + 1);
			p += k + (p[k] == ' ');
		}
	}
	return 0;
}

static void
read_doc(struct doc *d, const char *text, struct tokens *t, struct arena *a)
{
	size_t hits[SUBJECTS + 1] = { 0 }, best = 0;

	d->len = strlen(text);
	tokens_read(t, text, d->len);
	for (int i = 0; i < t->n && d->n < WORDS_MAX; i++) {
		const struct token *k = &t->token[i];
		const char *w = t->folded + k->fold;
		size_t n = k->fold_len, m;
		struct word *x = &d->words[d->n];

		if ((k->kind != TOKEN_WORD && k->kind != TOKEN_TAG) || n < 3 ||
		    in_list(stop, w, n))
			continue;
		x->subject = subject_of(w, n);
		hits[x->subject]++;
		x->stem = tokens_hash(w, stem_len(w, n));
		for (m = 0; m < d->n && d->words[m].stem != x->stem; m++)
			;
		if (m < d->n)
			continue;
		x->shown = arena_strndup(a, t->text + k->at, k->len);
		d->n++;
	}
	for (size_t i = 1; i <= SUBJECTS; i++)
		if (hits[i] > hits[best] || best == 0)
			best = hits[i] > 0 ? i : best;
	d->subject = best;
}

/* --- counting --------------------------------------------------------------- */

static int
by_stem(const void *a, const void *b)
{
	const struct count *x = a, *y = b;

	return x->stem < y->stem ? -1 : x->stem > y->stem;
}

/* In how many of the docs each word stands; those taken do not count. */
static size_t
count_words(const struct doc *docs, size_t n, struct count *v)
{
	size_t k = 0, m = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; !docs[i].taken && j < docs[i].n; j++)
			v[k++] = (struct count){ docs[i].words[j].stem, 1,
			    docs[i].words[j].shown };
	if (k > 1)
		qsort(v, k, sizeof(*v), by_stem);
	for (size_t i = 0; i < k; i++) {
		if (m > 0 && v[m - 1].stem == v[i].stem)
			v[m - 1].docs++;
		else
			v[m++] = v[i];
	}
	return m;
}

static const struct count *
find(const struct count *v, size_t n, uint32_t stem)
{
	struct count key = { .stem = stem };

	return bsearch(&key, v, n, sizeof(*v), by_stem);
}

static bool
has(const struct doc *d, uint32_t stem)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->words[i].stem == stem)
			return true;
	return false;
}

/* --- groups ----------------------------------------------------------------- */

struct ranked {
	size_t doc;
	double weight;
};

static int
by_weight(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->doc < y->doc ? -1 : x->doc > y->doc;
}

/*
 * The most typical first: who shares most words with the others of the group,
 * of long and short texts the shorter.
 */
static const size_t *
rank(const struct doc *docs, struct ranked *r, size_t n, struct count *mem,
    struct arena *a)
{
	struct doc *own = xcalloc(n, sizeof(*own));
	size_t *ret = arena_alloc(a, (n + 1) * sizeof(*ret)), m;

	for (size_t i = 0; i < n; i++) {
		own[i] = docs[r[i].doc];
		own[i].taken = false;
	}
	m = count_words(own, n, mem);
	for (size_t i = 0; i < n; i++) {
		double sum = 0;

		for (size_t j = 0; j < own[i].n; j++) {
			const struct count *c = find(mem, m,
			    own[i].words[j].stem);

			sum += c != NULL ? (double)c->docs - 1 : 0;
		}
		r[i].weight = sum / (double)(own[i].n + 2) /
		    (1 + (double)own[i].len / 150);
	}
	free(own);
	qsort(r, n, sizeof(*r), by_weight);
	for (size_t i = 0; i < n; i++)
		ret[i] = r[i].doc;
	return ret;
}

static int
by_size(const void *a, const void *b)
{
	const struct topic *x = a, *y = b;

	return x->n > y->n ? -1 : x->n < y->n;
}

/* The word that gathers most of what is left; NULL: none does. */
static const struct count *
best_word(const struct count *v, size_t m, size_t all)
{
	const struct count *best = NULL;

	for (size_t i = 0; i < m; i++)
		if (v[i].docs >= TOPIC_MIN &&
		    (v[i].docs * 2 <= all || all < 6) &&
		    (best == NULL || v[i].docs > best->docs ||
		    (v[i].docs == best->docs &&
		    strlen(v[i].shown) > strlen(best->shown))))
			best = &v[i];
	return best;
}

static void
take(struct topic *t, struct doc *docs, struct ranked *r, size_t k,
    struct count *mem, struct arena *a)
{
	for (size_t i = 0; i < k; i++)
		docs[r[i].doc].taken = true;
	t->n = k;
	t->members = rank(docs, r, k, mem, a);
}

size_t
topics_find(const char *const *texts, size_t n, struct arena *a,
    struct topic ret[TOPICS_MAX])
{
	struct doc *docs = xcalloc(n + 1, sizeof(*docs));
	struct count *mem = xcalloc(n * WORDS_MAX + 1, sizeof(*mem));
	struct ranked *r = xcalloc(n + 1, sizeof(*r));
	struct topic *all = xcalloc(SUBJECTS + TOPICS_MAX + 1, sizeof(*all));
	struct tokens *t = xmalloc(sizeof(*t));
	size_t n_all = 0, m, k;

	for (size_t i = 0; i < n; i++)
		read_doc(&docs[i], texts[i], t, a);
	for (size_t s = 1; s <= SUBJECTS; s++) {
		for (size_t i = k = 0; i < n; i++)
			if (docs[i].subject == s)
				r[k++].doc = i;
		if (k < TOPIC_MIN)
			continue;
		all[n_all].name = subjects[s - 1].name;
		all[n_all].advice = subjects[s - 1].advice;
		take(&all[n_all++], docs, r, k, mem, a);
	}
	for (size_t round = 0; round < TOPICS_MAX; round++) {
		const struct count *w;
		uint32_t stem;

		m = count_words(docs, n, mem);
		if ((w = best_word(mem, m, n)) == NULL)
			break;
		stem = w->stem;
		all[n_all].name = arena_strdup(a, w->shown);
		all[n_all].is_word = true;
		all[n_all].advice = N_("A sentence about it on the page would "
		    "save these people the question.");
		for (size_t i = k = 0; i < n; i++)
			if (!docs[i].taken && has(&docs[i], stem))
				r[k++].doc = i;
		take(&all[n_all++], docs, r, k, mem, a);
	}
	qsort(all, n_all, sizeof(*all), by_size);
	if (n_all > TOPICS_MAX)
		n_all = TOPICS_MAX;
	memcpy(ret, all, n_all * sizeof(*ret));
	free(docs);
	free(mem);
	free(r);
	free(all);
	free(t);
	return n_all;
}
