/* SPDX-License-Identifier: ISC */

/* Made-up posts; see gen.h. */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"
#include "bench/gen.h"

#define SEED	UINT64_C(20251124)
#define AUTHORS	1000000
#define STRANGERS	(UINT64_C(1) << 24)	/* ids of posts never shown */

static const char *const ask_de[] = {
	"Habt ihr am Samstag auch nachmittags geöffnet?",
	"Kann ich die Torte bis Freitag noch bestellen?",
	"Sind in dem Nussbrot auch Spuren von Sesam?",
	"Was kostet die Reparatur von so einem Lampenschirm ungefähr?",
	"Wann kommt denn die Lieferung, auf die ich seit Montag warte?",
	"Gibt es die Jacke auch in Größe 46, und darf man sie anprobieren?",
	"Nehmt ihr noch neue Patienten an, oder gibt es eine Warteliste?",
	"Wie lange hat die Werkstatt über die Feiertage geschlossen?",
};
static const char *const ask_en[] = {
	"Do you ship to Austria, and how long does it usually take?",
	"Is the terrace open in the evening, or only for lunch?",
	"Could somebody tell me whether my order has left the shop?",
	"What time does the last tour start on Sundays?",
	"Are dogs allowed in the rooms on the ground floor?",
	"How do I change the address on an order I have already paid?",
};
/* Before a question, and behind it. */
static const char *const lead_de[] = {
	"Hallo zusammen, nur eine kurze Frage:",
	"Guten Morgen, vielleicht könnt ihr mir helfen.",
	"Ich war vorhin bei euch, aber es war schon zu.",
	"Auf eurer Seite habe ich dazu leider nichts gefunden.",
	"Eine Freundin hat mir euren Laden empfohlen.",
	"Wir sind eine Gruppe von acht Leuten und kommen aus Siegburg.",
};
static const char *const lead_en[] = {
	"Hello there, just a quick one:",
	"Good morning, perhaps you can help me.",
	"I tried to call, but nobody picked up.",
	"I could not find anything about it on your website.",
	"We are visiting with my parents next week.",
};
static const char *const after_de[] = {
	"Danke schon mal!", "Viele Grüße aus Bonn", "Liebe Grüße, Jutta",
	"Ich komme von etwas weiter her und möchte nicht umsonst fahren.",
	"Gern auch per Nachricht, dann schicke ich die Bestellnummer.",
	"Am Telefon war leider die ganze Zeit besetzt.",
};
static const char *const after_en[] = {
	"Thanks in advance!", "Many thanks, Ruth", "Kind regards from Leeds",
	"We would come by train, so it would be good to know before Friday.",
	"I can send the order number if that helps.",
};
/* To the business, and nothing to answer. */
static const char *const say_de[] = {
	("Gestern zum ersten Mal bei euch gewesen und gleich zwei Stunden "
	"geblieben. Der Apfelkuchen war ein Gedicht, und so nett bedient wurde "
	"ich lange nicht mehr."),
	("Der Kuchen kam pünktlich und war der Hit auf der Feier, alle wollten "
	"das Rezept haben. Meine Oma hat sogar noch ein Stück mitgenommen."),
	("Heute Morgen stand die Schlange ja wieder bis um die Ecke. Hat sich "
	"aber gelohnt, die Brötchen waren noch warm, als ich daheim war."),
	("Euer neues Schaufenster sieht toll aus, vor allem abends mit dem "
	"Licht. Wir sind extra noch mal umgedreht, um es uns anzusehen."),
	("Ich finde es schön, dass es so einen Laden im Viertel noch gibt. "
	"Früher gab es hier drei davon, jetzt seid ihr die letzten."),
	("Die Stühle stehen jetzt in der Küche und passen perfekt. Mein Mann "
	"war erst dagegen, inzwischen sitzt er auf keinem anderen mehr."),
	("Das Konzert war wunderbar, wir haben auf dem ganzen Heimweg gesungen. "
	"Im nächsten Jahr sind wir wieder dabei, dann mit den Kindern."),
	("Mein Rad fährt wie neu. Ich war skeptisch wegen des Preises, aber es "
	"war jeden Euro wert."),
	("Bei dem Wetter gestern war es ja kein Wunder, dass wenig los war. "
	"Uns hat es gefallen, endlich einmal Platz am Fenster."),
	("Genau so haben wir es in Erinnerung, da war ich als Kind mit meinem "
	"Vater. Schön, dass ihr das Foto gefunden habt."),
};
static const char *const say_en[] = {
	("We walked past your window last night and the lights looked lovely. "
	"My daughter wanted to stay there until bedtime."),
	("My neighbour recommended you and she was right as always. The bread "
	"lasted exactly one breakfast, with six of us at the table."),
	("Had the best afternoon at yours on Sunday. The staff even found my "
	"umbrella, which I had not missed yet."),
	("The new menu is shorter than the old one, which I rather like. The "
	"soup alone is worth the trip."),
	("The lamp is back on my desk and looks better than it did when it was "
	"new. I told everybody at work about it."),
	("There was a long queue this morning but nobody seemed to mind. I met "
	"two people I had not seen since school."),
	("The workshop taught me more than a year of videos. My first bowl is a "
	"bit lopsided and I love it."),
	("Great to see you at the market again, it was not the same without "
	"you. See you next Saturday."),
};
static const char *const more_de[] = {
	("Ich habe schon zwei Kolleginnen davon erzählt, die wollen nächste "
	"Woche auch vorbeischauen."),
	("Wir wohnen ja nur drei Straßen weiter und ärgern uns, dass wir nicht "
	"schon viel früher da waren."),
	"Macht weiter so, und grüßt mir die Frau an der Theke.",
	("So etwas findet man in der Innenstadt inzwischen gar nicht mehr, da "
	"gibt es nur noch Ketten."),
	("Das wollte ich nur einmal gesagt haben, gemeckert wird im Netz ja "
	"schon genug."),
	"Bis zum nächsten Mal!",
};
static const char *const more_en[] = {
	("I have told two people at work about it and they want to come along "
	"next week."),
	("We only live three streets away and keep wondering why it took us so "
	"long to find you."),
	"Keep it up, and say hello to the lady at the counter from me.",
	("You do not find that in the middle of town any more, it is all chains "
	"there."),
	("Just wanted to say so, since people mostly write when they have "
	"something to moan about."),
	"Until next time!",
};
/* With a hashtag, to everybody and nobody. */
static const char *const tag_de[] = {
	("Heute wieder Brot gebacken, diesmal mit mehr Wasser im Teig. Die "
	"Kruste ist endlich so geworden, wie ich sie haben wollte."),
	("Schöne Radtour an der Ahr gemacht, sechzig Kilometer und nur zweimal "
	"nass geworden. Auf dem Rückweg gab es Pflaumenkuchen."),
	("Die Ausstellung im Stadtmuseum ist noch bis zum Sonntag zu sehen. Ich "
	"war fast allein dort und habe mir viel Zeit gelassen."),
	("Neu im Blog: wie aus einem alten Türblatt ein Schreibtisch wurde, mit "
	"Fotos von jedem Schritt und einer Liste der Fehler."),
	("Der Wasserkocher läuft wieder. Ein Kabel war durchgescheuert, zehn "
	"Minuten Arbeit und ein Euro für das Ersatzteil."),
	("Am Bahnhof wird wieder gebaut, die Linie 3 fährt bis Ende des Monats "
	"nur bis zum Rathaus. Plant lieber zehn Minuten mehr ein."),
	("Schon wieder schließt ein Betrieb, weil niemand ihn übernehmen will. "
	"Der Meister hat vierzig Jahre lang Geigen gebaut."),
	("Erster Schnee im Garten. Die Katze hat kurz geschaut und ist wieder "
	"ins Bett gegangen, und ich finde, sie hat recht."),
	("Unsere Auszubildende hat den zweiten Platz beim Landeswettbewerb "
	"gemacht. Wir sind stolz wie Bolle."),
	("Zwanzig Prozent auf alle Winterreifen, nur noch bis Samstag. Termine "
	"gibt es online und am Telefon."),
	("Lesetipp fürs Wochenende: ein Roman über eine Buchhändlerin an der "
	"Küste, in zwei Abenden gelesen und dreimal geweint."),
	("Der Verein sammelt am Samstag ab zehn Uhr Altpapier ein. Bitte "
	"gebündelt an die Straße stellen, Helfer bekommen Suppe."),
};
static const char *const tag_en[] = {
	("Lovely ride along the canal this morning, mist on the water and not a "
	"soul about. Coffee at the lock and home before the rain."),
	("Finally fixed my grandfather's radio. It was a single dry joint, and "
	"now it plays as if it were 1962."),
	("New episode is out: two bakers talk about rye, patience and why their "
	"first shop failed. Links to everything in the notes."),
	("The museum has put its posters online, all four thousand of them. "
	"There goes my weekend."),
	("Council meeting tonight was mostly about parking again. The library "
	"keeps its hours, which is the good news."),
	("Second attempt at sourdough and this one actually rose. The kitchen "
	"looks like a flour mill exploded."),
	("Record of the week is a live set from a tiny club in Leeds. You can "
	"hear the glasses, and it only makes it better."),
	("We are hiring a joiner for the new workshop, details are on our site. "
	"Applications close at the end of the month."),
	("Road works on the ring road start on Monday and will last about six "
	"weeks. The cycle path stays open."),
	("Finished the book on lighthouses. Slow start, wonderful second half, "
	"and now I want to move to an island."),
};
static const char *const tail_de[] = {
	("Fotos folgen, sobald ich dazu komme, sie vom Telefon zu holen, also "
	"vermutlich irgendwann im Frühjahr."),
	"Das war nach dieser Woche dringend nötig.",
	("Mehr dazu steht im Newsletter, der am Freitag kommt, zusammen mit den "
	"Terminen für den nächsten Monat."),
	("Und jetzt sitze ich mit einer Kanne Tee auf dem Sofa und stehe heute "
	"nicht mehr auf."),
	"Davon erzähle ich noch meinen Enkeln.",
};
static const char *const tail_en[] = {
	("Photos will follow as soon as I get them off my phone, so some time "
	"next spring, knowing me."),
	"I really needed that after the week we had.",
	("More in the newsletter on Friday, together with the dates for next "
	"month and a map."),
	("Now I am on the sofa with a pot of tea and have no plans to get up "
	"again today."),
	"One for the grandchildren, that.",
};
static const char *const tag_ask_de[] = {
	("Weiß jemand, wo man in Köln gutes Sauerteigbrot bekommt? Ich bin neu "
	"in der Stadt und kenne mich noch nicht aus."),
	("Wer kennt einen Laden, der Lastenräder repariert? Meine Werkstatt hat "
	"leider im Sommer zugemacht."),
	("Suche für meine Mutter jemanden, der alte Uhren richtet. Gern auch "
	"etwas weiter weg, Hauptsache zuverlässig. Tipps?"),
};
static const char *const tag_ask_en[] = {
	("Does anybody know a good place for sourdough in Leeds? The one by the "
	"station has closed."),
	("Looking for a cobbler near York who can fix hiking boots. Any "
	"recommendations?"),
};
static const char *const thank_de[] = {
	"Danke, das hat mir sehr geholfen!", "Vielen Dank für die schnelle Antwort.",
};
static const char *const thank_en[] = {
	"Thanks, that is exactly what I wanted to know!", "Great, thank you.",
};
static const char *const answer_de[] = {
	"Ja, das geht: Kommen Sie einfach vorbei oder rufen Sie kurz an.",
	"Am Samstag sind wir von acht bis vierzehn Uhr für Sie da.",
	"Wir haben nachgesehen, Ihre Bestellung ist heute unterwegs.",
	"Leider ist das zurzeit nicht möglich, wir melden uns, sobald es geht.",
};
static const char *const answer_en[] = {
	"Yes, we do, it usually takes three working days.",
	"We have looked it up: your parcel left this morning.",
	"Unfortunately not at the moment, but we keep you posted.",
};
static const char *const rest_de[] = {
	("Wenn noch etwas unklar ist, rufen Sie gern an, wir sind bis achtzehn "
	"Uhr im Laden, und danach hört ein Band mit."),
	("Viele Grüße aus der Backstube und einen schönen Sonntag, Ihr Team von "
	"der Ecke"),
	("Am besten bringen Sie den Zettel mit, der im Paket lag, dann finden "
	"wir alles schneller wieder."),
	("Bis bald, wir freuen uns auf Ihren Besuch und halten Ihnen gern etwas "
	"zurück."),
};
static const char *const rest_en[] = {
	("If anything is still unclear just give us a ring, we are in the shop "
	"until six and there is a machine after that."),
	"Best wishes from all of us here, and have a lovely Sunday",
	("It helps if you bring the slip that came with the parcel, then we "
	"find everything at once."),
	("See you soon, we are looking forward to it and keep something aside "
	"for you."),
};
static const char *const advert_de[] = {
	("Nur diese Woche: zwanzig Prozent auf alle Wintersachen, solange der "
	"Vorrat reicht!"),
	"Ab heute gibt es wieder unseren Stollen, frisch aus dem Ofen.",
	"Jetzt Plätze für den Kurs im Januar sichern, der Link steht im Profil.",
	"Unser Team sucht Verstärkung, bewirb dich noch bis Ende des Monats.",
};
static const char *const advert_en[] = {
	"This week only: buy two, get one free on everything in the shop!",
	"Our new opening hours start on the first of the month.",
	"Tickets for the winter concert are on sale now, link in bio.",
};
static const char *const tags[] = {
	"Brot", "Handwerk", "Museum", "Reparatur", "Fahrrad", "Winter",
	"coffee", "books", "music", "localnews",
};
static const char *const hosts[] = {
	"mastodon.example", "social.example.de", "fedi.example.org",
	"chaos.example.social", "town.example.net",
};
static const char *const names[] = {
	"Anna", "Jörg", "Mehmet", "Sabine", "Luca", "Zoë", "Peter", "Ines",
	"Karim", "Olga",
};

#define PICK(list, r)	((list)[(r) % ARRAY_LEN(list)])

/* splitmix64 */
uint64_t
gen_mix(uint64_t x)
{
	x += SEED + UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

/* The nth random number of a post. */
static uint64_t
draw(const struct gen_post *p, unsigned n)
{
	return gen_mix(p->i * 64 + n);
}

static bool
chance(const struct gen_post *p, unsigned n, unsigned percent)
{
	return draw(p, n) % 100 < percent;
}

static bool
has_tag(const struct gen_post *p)
{
	return p->feed == GEN_TAG || chance(p, 15, 15);
}

enum gen_feed
gen_feed(uint64_t page)
{
	static const enum gen_feed feeds[GEN_PAGES] = { GEN_MENTIONS, GEN_OWN,
	    GEN_FOLLOW, GEN_TAG, GEN_TAG };

	return feeds[page % GEN_PAGES];
}

uint64_t
gen_id(uint64_t i)
{
	return ((uint64_t)(GEN_START + (int64_t)i * GEN_STEP) << 16) |
	    (gen_mix(i) & 0xffff);
}

/* A few write often, most write once: the logarithm is evenly spread. */
static uint64_t
author_of(uint64_t r)
{
	return (uint64_t)exp((double)(r >> 11) / (double)(1ull << 53) *
	    log(AUTHORS));
}

void
gen_post(struct gen_post *p, uint64_t i, int businesses)
{
	uint64_t group = i / GEN_PAGE / GEN_PAGES, k = i % GEN_PAGE;
	uint64_t first = group * GEN_PAGES * GEN_PAGE;
	uint64_t round = (uint64_t)businesses * GEN_PAGES * GEN_PAGE;
	struct gen_post asked;

	*p = (struct gen_post){
		.i = i,
		.feed = gen_feed(i / GEN_PAGE),
		.business = (int)(group % (uint64_t)businesses),
		.created = GEN_START + (int64_t)i * GEN_STEP,
		.parent = GEN_NONE,
	};
	p->german = chance(p, 1, 65);
	p->author = GEN_AUTHOR + author_of(draw(p, 2));
	switch (p->feed) {
	case GEN_MENTIONS:
		p->private_ = chance(p, 3, 10);
		p->asks = k % 2 == 0 && chance(p, 4, 80);
		break;
	case GEN_OWN:
		p->author = GEN_SELF + (uint64_t)p->business;
		if (k % 2 == 0 && k % 20 != 0)
			p->parent = first + k;
		else if (k % 4 == 1 && k % 20 != 1 && first >= round)
			p->parent = first - round + 2 * GEN_PAGE + k;
		break;
	case GEN_FOLLOW:
		p->asks = k % 4 == 1 && chance(p, 4, 90);
		if (k % 2 == 1)
			break;
		/* Who answers the answer is the one who asked. */
		gen_post(&asked, first + k, businesses);
		p->parent = first + GEN_PAGE + k;
		p->author = asked.author;
		break;
	case GEN_TAG:
		if (chance(p, 4, 30))
			p->parent = STRANGERS | draw(p, 5) % 1000000;
		else
			p->asks = chance(p, 7, 5);
		break;
	}
}

/* --- words --- */

#define WORDS(p, what, r)						\
	((p)->german ? PICK(what##_de, r) : PICK(what##_en, r))

static void
sentence(struct buf *b, const char *words)
{
	if (b->len > 0 && b->data[b->len - 1] != '>' &&
	    b->data[b->len - 1] != ' ')
		buf_addc(b, ' ');
	buf_adds(b, words);
}

/* Whole posts, as somebody might write them. */
static void
words(struct buf *b, const struct gen_post *p)
{
	uint64_t r = draw(p, 10);

	switch (p->feed) {
	case GEN_OWN:
		sentence(b, p->parent != GEN_NONE ? WORDS(p, answer, r) :
		    WORDS(p, advert, r));
		sentence(b, p->parent != GEN_NONE ?
		    WORDS(p, rest, draw(p, 12)) :
		    WORDS(p, advert, draw(p, 12)));
		break;
	case GEN_MENTIONS:
	case GEN_FOLLOW:
		if (p->asks) {
			sentence(b, WORDS(p, lead, draw(p, 12)));
			sentence(b, WORDS(p, ask, r));
			if (chance(p, 13, 95))
				sentence(b, WORDS(p, after, draw(p, 14)));
		} else if (p->parent != GEN_NONE && chance(p, 11, 70)) {
			sentence(b, WORDS(p, thank, r));
			sentence(b, WORDS(p, more, draw(p, 12)));
		} else {
			sentence(b, WORDS(p, say, r));
			if (chance(p, 13, 95))
				sentence(b, WORDS(p, more, draw(p, 14)));
		}
		break;
	case GEN_TAG:
		sentence(b, p->asks ? WORDS(p, tag_ask, r) : WORDS(p, tag, r));
		if (!p->asks && chance(p, 11, 85))
			sentence(b, WORDS(p, tail, draw(p, 12)));
		break;
	}
}

void
gen_html(struct buf *b, const struct gen_post *p)
{
	const char *host = PICK(hosts, draw(p, 6));

	buf_adds(b, "<p>");
	if (p->feed != GEN_TAG && (p->feed != GEN_OWN || p->parent != GEN_NONE))
		buf_addf(b, "<span class=\"h-card\" translate=\"no\"><a href="
		    "\"https://%s/@shop%d\" class=\"u-url mention\">@<span>"
		    "shop%d</span></a></span> ", host, p->business, p->business);
	words(b, p);
	buf_adds(b, "</p>");
	if (has_tag(p)) {
		const char *tag = PICK(tags, draw(p, 16));

		buf_addf(b, "<p><a href=\"https://%s/tags/%s\" "
		    "class=\"mention hashtag\" rel=\"tag\">#<span>%s</span></a>"
		    "</p>", host, tag, tag);
	}
	if (chance(p, 18, 15))
		buf_addf(b, "<p><a href=\"https://www.example.com/%llu\" "
		    "target=\"_blank\" rel=\"nofollow noopener\" translate="
		    "\"no\"><span class=\"invisible\">https://www.</span><span "
		    "class=\"\">example.com/%llu</span></a></p>",
		    (unsigned long long)(draw(p, 19) % 100000),
		    (unsigned long long)(draw(p, 19) % 100000));
}

/* --- JSON --- */

static void
quote(struct buf *b, const char *s)
{
	buf_addc(b, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			buf_addc(b, '\\');
		buf_addc(b, *s);
	}
	buf_addc(b, '"');
}

static void
date(struct buf *b, int64_t ms)
{
	char out[32];

	when_format(ms, out);
	quote(b, out);
}

static void
file(struct buf *b, const char *key, const char *host, const char *kind,
    uint64_t id, uint64_t hash, const char *end)
{
	buf_addf(b, ",\"%s\":\"https://files.%s/%s/%03d/%03d/%03d/original/"
	    "%016llx.%s\"", key, host, kind, (int)(id / 1000000 % 1000),
	    (int)(id / 1000 % 1000), (int)(id % 1000),
	    (unsigned long long)hash, end);
}

static void
account(struct buf *b, const struct gen_post *p)
{
	uint64_t a = p->author, r = gen_mix(a);
	bool own = p->feed == GEN_OWN;
	const char *host = own ? hosts[0] : PICK(hosts, r);
	char user[32];

	snprintf(user, sizeof(user), own ? "shop%d" : "user%d",
	    (int)(own ? a - GEN_SELF : a - GEN_AUTHOR));
	buf_addf(b, "{\"id\":\"%llu\",\"username\":\"%s\",\"acct\":\"%s%s%s\","
	    "\"display_name\":\"%s %d\",\"locked\":false,\"bot\":false,"
	    "\"discoverable\":true,\"indexable\":%s,\"group\":false,"
	    "\"created_at\":\"20%02d-0%d-1%dT00:00:00.000Z\",\"note\":",
	    (unsigned long long)a, user, user, own ? "" : "@",
	    own ? "" : host, PICK(names, r >> 8), (int)(r % 900),
	    r & 1 ? "true" : "false", 16 + (int)(r >> 16) % 9,
	    1 + (int)(r >> 20) % 9, (int)(r >> 24) % 10);
	buf_addf(b, "\"<p>%s %s<br />%s</p>\"", PICK(say_de, r >> 28),
	    PICK(say_de, r >> 32), PICK(say_en, r >> 36));
	buf_addf(b, ",\"url\":\"https://%s/@%s\",\"uri\":\"https://%s/users/%s"
	    "\"", host, user, host, user);
	file(b, "avatar", host, "accounts/avatars", a, r, "png");
	file(b, "avatar_static", host, "accounts/avatars", a, r, "png");
	file(b, "header", host, "accounts/headers", a, r * 3, "jpeg");
	file(b, "header_static", host, "accounts/headers", a, r * 3, "jpeg");
	buf_addf(b, ",\"followers_count\":%d,\"following_count\":%d,"
	    "\"statuses_count\":%d,\"last_status_at\":\"2025-11-%02d\","
	    "\"hide_collections\":null,\"noindex\":false,\"emojis\":[],"
	    "\"roles\":[],\"fields\":[", (int)(r >> 12) % 5000,
	    (int)(r >> 18) % 900, (int)(r >> 22) % 40000,
	    1 + (int)(r >> 30) % 24);
	for (int i = 0; i < (int)(r >> 40) % 4; i++)
		buf_addf(b, "%s{\"name\":\"%s\",\"value\":\"<a href=\\\"https:"
		    "//%s.example/\\\" target=\\\"_blank\\\" rel=\\\"nofollow "
		    "noopener me\\\" translate=\\\"no\\\"><span class=\\\""
		    "invisible\\\">https://</span><span class=\\\"\\\">%s."
		    "example</span></a>\",\"verified_at\":null}", i > 0 ? "," :
		    "", i == 0 ? "Web" : "Blog", user, user);
	buf_adds(b, "]}");
}

static void
media(struct buf *b, const struct gen_post *p, const char *host)
{
	uint64_t r = draw(p, 31);

	if (!chance(p, 30, 15))
		return;
	buf_addf(b, "{\"id\":\"%llu\",\"type\":\"image\"",
	    (unsigned long long)(r >> 6));
	file(b, "url", host, "media_attachments/files", r >> 6, r * 5, "jpeg");
	file(b, "preview_url", host, "media_attachments/files", r >> 6, r * 5,
	    "jpeg");
	buf_addf(b, ",\"remote_url\":null,\"preview_remote_url\":null,"
	    "\"text_url\":null,\"meta\":{\"original\":{\"width\":1200,"
	    "\"height\":900,\"size\":\"1200x900\",\"aspect\":"
	    "1.3333333333333333},\"small\":{\"width\":554,\"height\":415,"
	    "\"size\":\"554x415\",\"aspect\":1.3349397590361445}},"
	    "\"description\":\"%s\",\"blurhash\":"
	    "\"UeKUpFxuo~R%%0nW;WCnhF6RjaJt757oJodS$\"}",
	    p->german ? PICK(say_de, r) : PICK(say_en, r));
}

static void
card(struct buf *b, const struct gen_post *p, const char *host)
{
	uint64_t r = draw(p, 33);

	if (!chance(p, 32, 15)) {
		buf_adds(b, "null");
		return;
	}
	buf_addf(b, "{\"url\":\"https://www.example.com/%llu\",\"title\":\"%s\","
	    "\"description\":\"%s %s\",\"language\":\"de\",\"type\":\"link\","
	    "\"author_name\":\"\",\"author_url\":\"\",\"provider_name\":"
	    "\"Example\",\"provider_url\":\"\",\"html\":\"\",\"width\":1200,"
	    "\"height\":630",
	    (unsigned long long)(r % 100000), PICK(say_de, r),
	    PICK(say_de, r >> 8), PICK(say_de, r >> 16));
	file(b, "image", host, "cache/preview_cards/images", r >> 6, r, "png");
	buf_adds(b, ",\"image_description\":\"\",\"embed_url\":\"\","
	    "\"blurhash\":\"UBQ,5%~q00M{WBRjxuof~qofD%j[\",\"published_at\":"
	    "null,\"authors\":[]}");
}

void
gen_status(struct buf *b, const struct gen_post *p)
{
	const char *host = p->feed == GEN_OWN ? hosts[0] :
	    PICK(hosts, gen_mix(p->author));
	unsigned long long id = gen_id(p->i);
	struct buf html = BUF_INIT;
	uint64_t r = draw(p, 34);
	bool own = p->feed == GEN_OWN, to_us = !own && p->feed != GEN_TAG;
	char who[32];

	snprintf(who, sizeof(who), own ? "shop%d" : "user%d",
	    (int)(own ? p->author - GEN_SELF : p->author - GEN_AUTHOR));
	buf_addf(b, "{\"id\":\"%llu\",\"created_at\":", id);
	date(b, p->created);
	if (p->parent != GEN_NONE)
		buf_addf(b, ",\"in_reply_to_id\":\"%llu\","
		    "\"in_reply_to_account_id\":\"%llu\"",
		    (unsigned long long)gen_id(p->parent), to_us ?
		    (unsigned long long)GEN_SELF + (unsigned)p->business :
		    (unsigned long long)GEN_AUTHOR + r % AUTHORS);
	else
		buf_adds(b, ",\"in_reply_to_id\":null,"
		    "\"in_reply_to_account_id\":null");
	buf_addf(b, ",\"sensitive\":false,\"spoiler_text\":\"\",\"visibility\":"
	    "\"%s\",\"language\":\"%s\",\"uri\":\"https://%s/users/%s/statuses/"
	    "%llu\",\"url\":\"https://%s/@%s/%llu\",\"replies_count\":%d,"
	    "\"reblogs_count\":%d,\"favourites_count\":%d,\"quotes_count\":0,"
	    "\"edited_at\":null,\"favourited\":false,\"reblogged\":false,"
	    "\"muted\":false,\"bookmarked\":false,\"pinned\":false,"
	    "\"content\":", p->private_ ? "direct" : r % 4 == 0 ? "unlisted" :
	    "public", p->german ? "de" : "en", host, who, id, host, who, id,
	    (int)(r % 5), (int)(r >> 8) % 40, (int)(r >> 16) % 90);
	gen_html(&html, p);
	quote(b, html.data);
	buf_free(&html);
	buf_adds(b, ",\"filtered\":[],\"reblog\":null,\"account\":");
	account(b, p);
	buf_adds(b, ",\"media_attachments\":[");
	media(b, p, host);
	buf_adds(b, "],\"mentions\":[");
	if (to_us)
		buf_addf(b, "{\"id\":\"%llu\",\"username\":\"shop%d\",\"url\":"
		    "\"https://%s/@shop%d\",\"acct\":\"shop%d\"}",
		    (unsigned long long)GEN_SELF + (unsigned)p->business,
		    p->business, hosts[0], p->business, p->business);
	buf_adds(b, "],\"tags\":[");
	if (has_tag(p))
		buf_addf(b, "{\"name\":\"%s\",\"url\":\"https://%s/tags/%s\"}",
		    PICK(tags, draw(p, 16)), host, PICK(tags, draw(p, 16)));
	buf_adds(b, "],\"emojis\":[],\"quote\":null,\"card\":");
	card(b, p, host);
	buf_adds(b, ",\"poll\":null,\"application\":{\"name\":\"Web\","
	    "\"website\":null},\"quote_approval\":{\"automatic\":[],\"manual\":"
	    "[],\"current_user\":\"denied\"}}");
}

void
gen_notice(struct buf *b, const struct gen_post *p)
{
	buf_addf(b, "{\"id\":\"%llu\",\"type\":\"mention\",\"group_key\":"
	    "\"ungrouped-%llu\",\"created_at\":",
	    (unsigned long long)gen_id(p->i) + 1, (unsigned long long)p->i);
	date(b, p->created);
	buf_adds(b, ",\"account\":");
	account(b, p);
	buf_adds(b, ",\"status\":");
	gen_status(b, p);
	buf_addc(b, '}');
}

enum gen_feed
gen_page(struct buf *b, uint64_t page, int businesses,
    struct gen_post posts[GEN_PAGE])
{
	struct gen_post p;

	buf_addc(b, '[');
	for (uint64_t k = GEN_PAGE; k-- > 0;) {
		gen_post(&p, page * GEN_PAGE + k, businesses);
		if (posts != NULL)
			posts[k] = p;
		if (k + 1 < GEN_PAGE)
			buf_addc(b, ',');
		if (p.feed == GEN_MENTIONS || p.feed == GEN_FOLLOW)
			gen_notice(b, &p);
		else
			gen_status(b, &p);
	}
	buf_addc(b, ']');
	return gen_feed(page);
}
