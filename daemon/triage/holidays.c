/* SPDX-License-Identifier: ISC */

/*
 * Public holidays as a table of rules; see holidays.h.
 *
 * Sources:
 *  Germany: the holiday laws of the Länder (FTG Bayern, FTG Baden-Württemberg,
 *	SonntFeiertG Berlin with its single days of 2020, 2025 and 2028, FTG
 *	Brandenburg, ...), the Unification Treaty for 3 October, and the laws
 *	of 2018, 2019 (Berlin, Thuringia) and 2023 (Mecklenburg-Vorpommern).
 *  Austria: Arbeitsruhegesetz § 7; the Länder's days after their own laws.
 *  Switzerland: Federal Office of Justice, "Gesetzliche Feiertage und Tage,
 *	die in der Schweiz wie gesetzliche Feiertage behandelt werden".  Easter
 *	and Whit Monday and St Stephen's are listed where they are only treated
 *	like holidays, 2 January only where it is one, half days not at all.
 *  Easter: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms,
 *	ch. 8).
 */

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "triage/holidays.h"

enum when {
	ON,			/* month a, day b */
	EASTER,			/* a days after Easter Sunday */
	REPENTANCE,		/* the Wednesday before 23 November */
	NAEFELS,		/* first Thursday of April, not in Holy Week */
	SEPTEMBER_SUNDAY,	/* b days after the a-th Sunday of September */
	ON_MONDAY,		/* month a, day b, if a Monday */
	ON_APART,		/* ... if neither Tuesday nor Saturday */
};

struct rule {
	const char *where;	/* regions, separated by blanks; "" is all */
	enum when when;
	int a, b;
	int from, to;		/* years, or 0 */
	const char *de, *en;
};

struct country {
	const struct rule *rules;
	size_t n;
};

struct holiday_region {
	const char *name;
	const struct country *country;
	const char *part;	/* "-by-kath", or "" */
};

#define NEW_YEAR	"Neujahr", "New Year's Day"
#define BERCHTOLD	"Berchtoldstag", "2 January"
#define EPIPHANY	"Heilige Drei Könige", "Epiphany"
#define JOSEPH		"Josefstag", "St Joseph's Day"
#define GOOD_FRIDAY	"Karfreitag", "Good Friday"
#define EASTER_SUNDAY	"Ostersonntag", "Easter Sunday"
#define EASTER_MONDAY	"Ostermontag", "Easter Monday"
#define LABOUR_DAY	"Tag der Arbeit", "Labour Day"
#define ASCENSION	"Christi Himmelfahrt", "Ascension Day"
#define WHIT_SUNDAY	"Pfingstsonntag", "Whit Sunday"
#define WHIT_MONDAY	"Pfingstmontag", "Whit Monday"
#define CORPUS_CHRISTI	"Fronleichnam", "Corpus Christi"
#define ASSUMPTION	"Mariä Himmelfahrt", "Assumption Day"
#define REFORMATION	"Reformationstag", "Reformation Day"
#define ALL_SAINTS	"Allerheiligen", "All Saints' Day"
#define IMMACULATE	"Mariä Empfängnis", "Immaculate Conception"
#define CHRISTMAS	"Weihnachten", "Christmas Day"
#define STEPHEN		"Stephanstag", "St Stephen's Day"

static const struct rule germany[] = {
	{ "", ON, 1, 1, 0, 0, NEW_YEAR },
	{ "bw by by-kath by-augsburg st", ON, 1, 6, 0, 0, EPIPHANY },
	{ "be", ON, 3, 8, 2019, 0, "Internationaler Frauentag",
	    "International Women's Day" },
	{ "mv", ON, 3, 8, 2023, 0, "Internationaler Frauentag",
	    "International Women's Day" },
	{ "", EASTER, -2, 0, 0, 0, GOOD_FRIDAY },
	{ "bb", EASTER, 0, 0, 0, 0, EASTER_SUNDAY },
	{ "", EASTER, 1, 0, 0, 0, EASTER_MONDAY },
	{ "", ON, 5, 1, 0, 0, LABOUR_DAY },
	{ "be", ON, 5, 8, 2020, 2020, "Tag der Befreiung", "Liberation Day" },
	{ "be", ON, 5, 8, 2025, 2025, "Tag der Befreiung", "Liberation Day" },
	{ "", EASTER, 39, 0, 0, 0, ASCENSION },
	{ "bb", EASTER, 49, 0, 0, 0, WHIT_SUNDAY },
	{ "", EASTER, 50, 0, 0, 0, WHIT_MONDAY },
	{ "bw by by-kath by-augsburg he nw rp sl sn-kath th-kath", EASTER, 60,
	    0, 0, 0, CORPUS_CHRISTI },
	{ "be", ON, 6, 17, 2028, 2028, "Jahrestag des Volksaufstands 1953",
	    "75 years after the uprising of 1953" },
	{ "by-augsburg", ON, 8, 8, 0, 0, "Augsburger Friedensfest",
	    "Augsburg Peace Festival" },
	{ "sl by-kath by-augsburg", ON, 8, 15, 0, 0, ASSUMPTION },
	{ "th th-kath", ON, 9, 20, 2019, 0, "Weltkindertag",
	    "World Children's Day" },
	{ "", ON, 10, 3, 1990, 0, "Tag der Deutschen Einheit",
	    "Day of German Unity" },
	{ "bb mv sn sn-kath st th th-kath", ON, 10, 31, 0, 0, REFORMATION },
	{ "hb hh ni sh", ON, 10, 31, 2018, 0, REFORMATION },
	{ "", ON, 10, 31, 2017, 2017, REFORMATION },
	{ "bw by by-kath by-augsburg nw rp sl", ON, 11, 1, 0, 0, ALL_SAINTS },
	{ "sn sn-kath", REPENTANCE, 0, 0, 0, 0, "Buß- und Bettag",
	    "Day of Repentance and Prayer" },
	{ "", ON, 12, 25, 0, 0, "1. Weihnachtstag", "Christmas Day" },
	{ "", ON, 12, 26, 0, 0, "2. Weihnachtstag", "Boxing Day" },
};

static const struct rule austria[] = {
	{ "", ON, 1, 1, 0, 0, NEW_YEAR },
	{ "", ON, 1, 6, 0, 0, EPIPHANY },
	{ "2 6 7 8", ON, 3, 19, 0, 0, "Hl. Josef (Landesfeiertag)",
	    "St Joseph (day of the Land)" },
	{ "", EASTER, 1, 0, 0, 0, EASTER_MONDAY },
	{ "", ON, 5, 1, 0, 0, "Staatsfeiertag", "Labour Day" },
	{ "4", ON, 5, 4, 0, 0, "Hl. Florian (Landesfeiertag)",
	    "St Florian (day of the Land)" },
	{ "", EASTER, 39, 0, 0, 0, ASCENSION },
	{ "", EASTER, 50, 0, 0, 0, WHIT_MONDAY },
	{ "", EASTER, 60, 0, 0, 0, CORPUS_CHRISTI },
	{ "", ON, 8, 15, 0, 0, ASSUMPTION },
	{ "5", ON, 9, 24, 0, 0, "Hl. Rupert (Landesfeiertag)",
	    "St Rupert (day of the Land)" },
	{ "2", ON, 10, 10, 0, 0, "Tag der Volksabstimmung (Landesfeiertag)",
	    "Plebiscite Day (day of the Land)" },
	{ "", ON, 10, 26, 0, 0, "Nationalfeiertag", "National Day" },
	{ "", ON, 11, 1, 0, 0, ALL_SAINTS },
	{ "1", ON, 11, 11, 0, 0, "Hl. Martin (Landesfeiertag)",
	    "St Martin (day of the Land)" },
	{ "3 9", ON, 11, 15, 0, 0, "Hl. Leopold (Landesfeiertag)",
	    "St Leopold (day of the Land)" },
	{ "", ON, 12, 8, 0, 0, IMMACULATE },
	{ "", ON, 12, 25, 0, 0, "Christtag", "Christmas Day" },
	{ "", ON, 12, 26, 0, 0, "Stefanitag", "St Stephen's Day" },
};

static const struct rule switzerland[] = {
	{ "", ON, 1, 1, 0, 0, NEW_YEAR },
	{ "ag ag-kath be ju lu tg vd", ON, 1, 2, 0, 0, BERCHTOLD },
	{ "ne", ON_MONDAY, 1, 2, 0, 0, BERCHTOLD },
	{ "sz ti ur", ON, 1, 6, 0, 0, EPIPHANY },
	{ "ne", ON, 3, 1, 0, 0, "Ausrufung der Republik", "Republic Day" },
	{ "nw sz ti ur vs", ON, 3, 19, 0, 0, JOSEPH },
	{ "gl", NAEFELS, 0, 0, 0, 0, "Näfelser Fahrt",
	    "Battle of Näfels" },
	{ "ag ag-kath ai ar be bl bs fr fr-kath ge gl gr ju lu ne nw ow sg sh "
	    "so so-bucheggberg sz tg ur vd zg zh", EASTER, -2, 0, 0, 0,
	    GOOD_FRIDAY },
	{ "ag ag-kath ai ar be bl bs fr fr-kath ge gl gr ju lu nw ow sg sh so "
	    "so-bucheggberg sz tg ti ur vd vs zg zh", EASTER, 1, 0, 0, 0,
	    EASTER_MONDAY },
	{ "bl bs ju ne sh tg ti zh", ON, 5, 1, 0, 0, LABOUR_DAY },
	{ "", EASTER, 39, 0, 0, 0, "Auffahrt", "Ascension Day" },
	{ "ag ag-kath ai ar be bl bs fr fr-kath ge gl gr ju lu nw ow sg sh so "
	    "so-bucheggberg sz tg ti ur vd vs zg zh", EASTER, 50, 0, 0, 0,
	    WHIT_MONDAY },
	{ "ag-kath ai fr-kath ju lu nw ow so sz ti ur vs zg", EASTER, 60, 0, 0,
	    0, CORPUS_CHRISTI },
	{ "ju", ON, 6, 23, 0, 0, "Fest der Unabhängigkeit",
	    "Independence Day of the Jura" },
	{ "ti", ON, 6, 29, 0, 0, "Peter und Paul", "Sts Peter and Paul" },
	{ "", ON, 8, 1, 0, 0, "Bundesfeiertag", "Swiss National Day" },
	{ "ag-kath ai fr-kath ju lu nw ow so sz ti ur vs zg", ON, 8, 15, 0, 0,
	    ASSUMPTION },
	{ "ge", SEPTEMBER_SUNDAY, 1, 4, 0, 0, "Genfer Bettag",
	    "Geneva Fast" },
	{ "vd", SEPTEMBER_SUNDAY, 3, 1, 0, 0, "Bettagsmontag",
	    "Monday after the Federal Fast" },
	{ "ai", ON, 9, 22, 0, 0, "Mauritiustag", "St Maurice's Day" },
	{ "ow", ON, 9, 25, 0, 0, "Bruder Klaus", "St Nicholas of Flüe" },
	{ "ag-kath ai fr-kath gl ju lu nw ow sg so sz ti ur vs zg", ON, 11, 1,
	    0, 0, ALL_SAINTS },
	{ "ag-kath ai fr-kath lu nw ow sz ti ur vs zg", ON, 12, 8, 0, 0,
	    IMMACULATE },
	{ "", ON, 12, 25, 0, 0, CHRISTMAS },
	{ "ag ag-kath be bl bs fr fr-kath gl gr lu nw ow sg sh so "
	    "so-bucheggberg sz tg ti vs zg zh", ON, 12, 26, 0, 0, STEPHEN },
	{ "ai ar ur", ON_APART, 12, 26, 0, 0, STEPHEN },
	{ "ne", ON_MONDAY, 12, 26, 0, 0, STEPHEN },
	{ "ge", ON, 12, 31, 0, 0, "Wiederherstellung der Republik",
	    "Restoration Day" },
};

enum { DE, AT, CH };
static const struct country countries[] = {
	[DE] = { germany, ARRAY_LEN(germany) },
	[AT] = { austria, ARRAY_LEN(austria) },
	[CH] = { switzerland, ARRAY_LEN(switzerland) },
};

#define R(name, country)	{ name, &countries[country], &(name)[2] }

static const struct holiday_region regions[] = {
	R("de", DE), R("de-bw", DE), R("de-by", DE), R("de-by-kath", DE),
	R("de-by-augsburg", DE), R("de-be", DE), R("de-bb", DE),
	R("de-hb", DE), R("de-hh", DE), R("de-he", DE), R("de-mv", DE),
	R("de-ni", DE), R("de-nw", DE), R("de-rp", DE), R("de-sl", DE),
	R("de-sn", DE), R("de-sn-kath", DE), R("de-st", DE), R("de-sh", DE),
	R("de-th", DE), R("de-th-kath", DE),
	R("at", AT), R("at-1", AT), R("at-2", AT), R("at-3", AT),
	R("at-4", AT), R("at-5", AT), R("at-6", AT), R("at-7", AT),
	R("at-8", AT), R("at-9", AT),
	R("ch", CH), R("ch-ag", CH), R("ch-ag-kath", CH), R("ch-ai", CH),
	R("ch-ar", CH), R("ch-be", CH), R("ch-bl", CH), R("ch-bs", CH),
	R("ch-fr", CH), R("ch-fr-kath", CH), R("ch-ge", CH), R("ch-gl", CH),
	R("ch-gr", CH), R("ch-ju", CH), R("ch-lu", CH), R("ch-ne", CH),
	R("ch-nw", CH), R("ch-ow", CH), R("ch-sg", CH), R("ch-sh", CH),
	R("ch-so", CH), R("ch-so-bucheggberg", CH), R("ch-sz", CH),
	R("ch-tg", CH), R("ch-ti", CH), R("ch-ur", CH), R("ch-vd", CH),
	R("ch-vs", CH), R("ch-zg", CH), R("ch-zh", CH),
};

const struct holiday_region *
holidays_region(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(regions); i++)
		if (strcasecmp(regions[i].name, name) == 0)
			return &regions[i];
	return NULL;
}

const char *
holidays_region_name(size_t i)
{
	return i < ARRAY_LEN(regions) ? regions[i].name : NULL;
}

static int64_t
easter_day(int y)
{
	int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4;
	int f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;

	return civil_day(y, n / 31, n % 31 + 1);
}

/* The first such weekday (0 is Monday) on or after a date. */
static int64_t
first_weekday(int y, int m, int d, int weekday)
{
	int64_t day = civil_day(y, m, d);

	return day + (weekday - civil_weekday(day) + 7) % 7;
}

static int64_t
rule_day(const struct rule *r, int y)
{
	int64_t day;

	switch (r->when) {
	case ON:
		return civil_day(y, r->a, r->b);
	case EASTER:
		return easter_day(y) + r->a;
	case REPENTANCE:
		return first_weekday(y, 11, 16, 2);
	case NAEFELS:
		day = first_weekday(y, 4, 1, 3);
		return day == easter_day(y) - 3 ? day + 7 : day;
	case SEPTEMBER_SUNDAY:
		return first_weekday(y, 9, 1, 6) + (r->a - 1) * 7 + r->b;
	case ON_MONDAY:
		day = civil_day(y, r->a, r->b);
		return civil_weekday(day) == 0 ? day : INT64_MIN;
	case ON_APART:
		day = civil_day(y, r->a, r->b);
		return civil_weekday(day) == 1 || civil_weekday(day) == 5 ?
		    INT64_MIN : day;
	}
	return INT64_MIN;
}

/* Is the part ("-by-kath") one of the words of a rule? */
static bool
applies(const struct rule *r, const char *part)
{
	const char *s = r->where;
	size_t n;

	if (*s == '\0')
		return true;
	if (*part != '-')
		return false;
	for (n = strlen(++part); *s != '\0'; s += strspn(s, " ")) {
		size_t word = strcspn(s, " ");

		if (word == n && memcmp(s, part, n) == 0)
			return true;
		s += word;
	}
	return false;
}

const char *
holidays_name(const struct holiday_region *region, struct date d,
    const char *lang)
{
	int64_t day = civil_day(d.y, d.m, d.d);

	for (size_t i = 0; i < region->country->n; i++) {
		const struct rule *r = &region->country->rules[i];

		if ((r->when == ON && (r->a != d.m || r->b != d.d)) ||
		    (r->from != 0 && d.y < r->from) ||
		    (r->to != 0 && d.y > r->to) || rule_day(r, d.y) != day ||
		    !applies(r, region->part))
			continue;
		return strncmp(lang, "de", 2) == 0 ? r->de : r->en;
	}
	return NULL;
}
