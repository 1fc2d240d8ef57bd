/* SPDX-License-Identifier: ISC */

/* What a digest and its sisters say, as a person reads it on a phone. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "alert/compose.h"
#include "alert/digest_plan.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/token.h"
#include "base/utf8.h"
#include "base/when.h"

/* Tuesday 2026-05-19 08:30 CEST */
#define NOW	INT64_C(1779172200000)
#define H	WHEN_HOUR

static char name[] = "acme", de[] = "de";
static struct conf_client client;
static struct question q[8];
static struct digest_item items[8];
static struct digest digest;
static struct compose_in in;
static struct composed mail;

static void
init(struct question *x, const char *id, const char *who, const char *text,
    int64_t hours)
{
	memset(x, 0, sizeof(*x));
	snprintf(x->id, sizeof(x->id), "%.6s", id);
	x->client = name;
	x->account = "shop";
	x->network = "facebook";
	x->account_active = true;
	x->asker_name = who;
	x->asker_threads = 1;
	x->text = text;
	x->url = "https://example.social/1";
	x->root_own = true;
	x->root_at = NOW - 7 * WHEN_DAY;
	x->read_at = NOW;
	x->q.state = Q_WAITING;
	x->q.asked_at = NOW - hours * H;
	x->q.label = LABEL_QUESTION;
	x->q.p = 0.62f;
	x->q.rings = x->q.to_us = true;
}

static int
setup(void **state)
{
	struct err e = { 0 };

	(void)state;
	memset(&client, 0, sizeof(client));
	memset(&digest, 0, sizeof(digest));
	memset(items, 0, sizeof(items));
	client.name = name;
	client.lang = de;
	client.hours = hours_new("Europe/Berlin", &e);
	init(&q[0], "k3f9qz", "Anna K.", "Habt ihr am Pfingstmontag offen?",
	    18);
	init(&q[1], "m2x7ab", "Bernd Maier", "Ist in der Nusstorte Erdnuss? "
	    "Mein Sohn ist allergisch.", 2);
	init(&q[2], "p9w4cd", "Cem", "Kann man bei euch auch Gutscheine "
	    "verlängern lassen, wenn sie schon abgelaufen sind?", 90);
	q[0].asker_known = true;
	q[0].asker_threads = 5;
	q[1].q.urgent = true;
	q[2].q.nudges = 2;
	for (int i = 0; i < 3; i++)
		items[i].question = &q[i];
	digest.items = items;
	digest.day = hours_date(client.hours, NOW);
	digest.n_heard = 2;
	in = (struct compose_in){ .kind = OUTBOX_DIGEST, .client = &client,
		.lang = "de", .now = NOW, .digest = &digest };
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	composed_free(&mail);
	hours_free(client.hours);
	return 0;
}

static size_t
characters(const char *s)
{
	size_t n = 0;

	for (; *s != '\0' && *s != '\n'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

static void
write_mail(void)
{
	const char *dir = getenv("MAILS");
	static int count;

	composed_free(&mail);
	compose(&in, &mail);
	/* What a phone shows of a mail that is not open. */
	if (characters(mail.subject) > 40)
		fail_msg("subject too long: %s", mail.subject);
	if (characters(mail.text) > 100)
		fail_msg("first line too long: %s", mail.text);
	if (dir != NULL) {
		AUTO(free_p) char *path = xasprintf("%s/%02d.html", dir,
		    ++count);
		FILE *f = fopen(path, "w");

		assert_non_null(f);
		fputs(mail.html, f);
		fclose(f);
		printf("\n=== %s\n%s\n", mail.subject, mail.text);
	}
}

static void
has(const char *part)
{
	if (strstr(mail.text, part) == NULL)
		fail_msg("expected: %s\nin: %s", part, mail.text);
}

static void
hasnt(const char *part)
{
	if (strstr(mail.text, part) != NULL)
		fail_msg("found: %s\nin: %s", part, mail.text);
}

static void
begins(const char *subject, const char *line)
{
	assert_string_equal(mail.subject, subject);
	if (strncmp(mail.text, line, strlen(line)) != 0)
		fail_msg("expected: %s\ngot: %.300s", line, mail.text);
}

static void
test_nobody(void **state)
{
	(void)state;
	write_mail();
	begins("Heute: niemand wartet", "Niemand wartet. Ich höre alles.\n");
	in.lang = "en";
	write_mail();
	begins("Today: nobody is waiting", "Nobody is waiting. I hear "
	    "everything.\n");
}

static void
test_deaf(void **state)
{
	struct digest_deaf deaf[3] = {
		{ .account = "seite", .network = "facebook",
		    .since = NOW - 70 * H, .state = ACCOUNT_AUTH },
		{ .account = "laden", .network = "mastodon",
		    .state = ACCOUNT_NO_PLUGIN },
		{ .account = "karte", .network = "google-business",
		    .since = NOW - 40 * WHEN_DAY, .state = ACCOUNT_FAILING },
	};

	(void)state;
	digest.deaf = deaf;
	digest.n_deaf = 1;
	write_mail();
	begins("Heute: niemand wartet, 1 Konto stumm",
	    "Niemand wartet. Aber Facebook höre ich seit Samstag nicht.\n");
	has("Facebook (seite): zuletzt gehört Samstag 10:30, die Anmeldung "
	    "gilt nicht mehr. Bitte sehen Sie heute dort selbst nach.");
	digest.n_deaf = 2;
	digest.waiting = 12;
	digest.minutes = 10;
	write_mail();
	begins("Heute: 12 warten, 2 Konten stumm", "12 Menschen warten, etwa "
	    "10 Minuten. Aber Facebook und Mastodon höre ich nicht.\n");
	has("Mastodon (laden): noch nie gehört, das Modul dafür fehlt.");
	digest.n_deaf = 3;
	write_mail();
	begins("Heute: 12 warten, 3 Konten stumm", "12 Menschen warten, etwa "
	    "10 Minuten. Aber 3 Konten höre ich nicht.\n");
	has("zuletzt gehört 9. April, 08:30, es antwortet nicht.");
	in.lang = "en";
	digest.n_deaf = 1;
	write_mail();
	begins("Today: 12 waiting, 1 account silent", "12 people are waiting, "
	    "about 10 minutes. But I have not heard Facebook since Saturday.\n");
}

static void
fill_all(void)
{
	static struct digest_promise promises[3];
	static const struct question *liked[1];
	static struct digest_perhaps perhaps[2];
	static struct digest_post thanks[1];
	static struct digest_talk talks[1];

	items[2].put_off = true;
	digest.n_items = 3;
	digest.waiting = 7;
	digest.left = 4;
	digest.minutes = 8;
	digest.quiet = 2;
	digest.streak = 5;
	digest.gave_up = 2;
	digest.helped = 1;
	init(&q[3], "r5t6ef", "Dora", "Schade, dass es die nicht mehr gibt",
	    20);
	init(&q[4], "s7v8gh", "Emil", "Wann kommt ihr mal wieder nach Fürth",
	    20);
	q[4].q.perhaps_answered = true;
	init(&q[5], "t1y2jk", "Fritz", "Kann man das einfrieren?", 30);
	init(&q[6], "v3z4mn", "Gerda", "Wann ist die Jacke fertig?", 50);
	q[6].answer_text = "Ich frage nach und melde mich bis Dienstag.";
	perhaps[0] = (struct digest_perhaps){ &q[3], 0 };
	perhaps[1] = (struct digest_perhaps){ &q[4], 11 };
	liked[0] = &q[5];
	promises[0] = (struct digest_promise){ &q[6], NOW + 8 * H, true };
	promises[1] = (struct digest_promise){ &q[6], NOW - 30 * H, true };
	promises[2] = (struct digest_promise){ &q[6], NOW - 30 * H, false };
	thanks[0] = (struct digest_post){ .account = "shop",
		.network = "facebook", .author = "Hanna", .text =
		"Das Brot war wunderbar, danke!", .url =
		"https://example.social/9", .at = NOW - 15 * H };
	talks[0] = (struct digest_talk){ .account = "shop",
		.network = "mastodon", .talk = { .originals = 12,
		.replies = 1, .broadcasts = 9, .reply_share = 0.07,
		.promo = 0.75, .run = 4, .others = 20, .waiting = 3,
		.why = TALK_SHARE | TALK_PROMO | TALK_RUN_WAITING,
		.level = TALK_CRITICAL } };
	digest.perhaps = perhaps;
	digest.n_perhaps = 2;
	digest.more_perhaps = 3;
	digest.liked = liked;
	digest.n_liked = 1;
	digest.promises = promises;
	digest.n_promises = 3;
	digest.thanks = thanks;
	digest.n_thanks = 1;
	digest.talks = talks;
	digest.n_talks = 1;
	digest.stricter = true;
	digest.ring = 0.7f;
	digest.ring_new = 0.75f;
	digest.wrong = 3;
	digest.rang = 10;
	memcpy(digest.ear, "de", 3);
}

static void
test_a_full_one(void **state)
{
	const char *order[] = { "Pfingstmontag", "Nusstorte", "Gutscheine",
		"4 weitere haben bis zum nächsten Mal Zeit",
		"Vielleicht eine Frage", "Verpasste Anrufe",
		"Mit Ihrem Like erledigt?", "Gespräch oder Plakat",
		"Versprochen",
		"Ein Dank, der ein Like verdient", "Strenger hinhören?",
		"Seit 5 Öffnungstagen hat niemand zu lange gewartet.", NULL };
	const char *at;

	(void)state;
	fill_all();
	write_mail();
	begins("Heute: 7 warten, etwa 8 Minuten",
	    "7 Menschen warten. Ich höre alles.\n");
	at = mail.text;
	for (int i = 0; order[i] != NULL; i++) {
		at = strstr(at, order[i]);
		if (at == NULL)
			fail_msg("%s is missing or too early in:\n%s",
			    order[i], mail.text);
	}
	has("1. Habt ihr am Pfingstmontag offen?\n"
	    "Anna K., Montag 14:30, unter Ihrem Beitrag vom 12. Mai\n"
	    "Kennt Sie: Gespräch Nr. 5.\n"
	    "Antworten: https://example.social/1\n");
	has("Klingt eilig.");
	has("Dafür war letztes Mal keine Zeit. Hat 2-mal nachgehakt.");
	has("- Schade, dass es die nicht mehr gibt – Dora (r5t6ef)\n"
	    "  https://example.social/1\n");
	has("Schon beantwortet?\n- Wann kommt ihr mal wieder nach Fürth – "
	    "Emil und 11 weitere in diesem Gespräch (s7v8gh)");
	has("Und 3 weitere: hark list --all. Keine? hark close KENNUNG "
	    "--not-a-question");
	has("2 Menschen haben ihre Frage zurückgezogen, bevor jemand "
	    "antwortete. 1 Mensch hat anderswo Hilfe gefunden.");
	has("- Kann man das einfrieren? – Fritz (t1y2jk)");
	has("\nJa? hark close KENNUNG\n");
	has("- Das Brot war wunderbar, danke! – Hanna");
	has("- für heute: Ich frage nach und melde mich bis Dienstag. – bei "
	    "Gerda");
	has("- war für Montag: Ich frage nach");
	has("- noch offen: Ich frage nach");
	has("3 der letzten 10 Meldungen waren keine Frage. hark kann strenger "
	    "sein: Dann klingelt es seltener");
	has("in harkd.conf bei ear \"de\" ring = 0.75 (jetzt 0.70).");
	has("2 Fragen sind gesehen oder zurückgestellt.");
	in.lang = "en";
	write_mail();
	begins("Today: 7 waiting, about 8 minutes",
	    "7 people are waiting. I hear everything.\n");
	has("Knows you: conversation no. 5.");
	has("There was no time for this one last time. Has asked again 2 "
	    "times.");
	has("- for today: Ich frage nach");
	has("- was for Monday: ");
	has("For 5 opening days now, nobody has had to wait too long.");
}

static void
test_put_off_again_in_short(void **state)
{
	(void)state;
	items[1].put_off = items[1].brief = true;
	items[2].put_off = items[2].brief = true;
	digest.n_items = digest.waiting = 3;
	digest.minutes = 12;
	write_mail();
	has("Mehr als geplant, aber für diese war letztes Mal kein Platz:\n"
	    "- 2. Ist in der Nusstorte");
	has("– Cem\n  https://example.social/1\n");
}

static void
test_closing(void **state)
{
	(void)state;
	in.kind = OUTBOX_CLOSING;
	in.now = NOW + 8 * H;
	in.opens = NOW + 23 * H;
	digest.n_items = 1;
	digest.items = &items[1];
	digest.waiting = 4;
	digest.left = 3;
	write_mail();
	begins("Vor Ladenschluss: 1 kann nicht warten",
	    "1 Frage kann nicht bis Mittwoch warten.\n");
	has("3 weitere können warten.");
	hasnt("Ich höre alles");
	in.lang = "en";
	digest.n_items = 2;
	digest.items = items;
	write_mail();
	begins("Before closing: 2 cannot wait",
	    "2 questions cannot wait until Wednesday.\n");
}

static void
test_closure(void **state)
{
	(void)state;
	in.kind = OUTBOX_CLOSURE;
	in.opens = NOW + 20 * WHEN_DAY;
	digest.n_items = digest.waiting = 3;
	digest.minutes = 5;
	write_mail();
	begins("Wieder offen am 8. Juni: 3 warten",
	    "Wieder offen am Montag, 8. Juni. 3 Menschen warten, etwa 5 "
	    "Minuten.\n");
	has("Bis dahin hört hark weiter zu");
	digest.n_items = digest.waiting = 0;
	write_mail();
	begins("Wieder offen am 8. Juni: niemand wartet",
	    "Wieder offen am Montag, 8. Juni. Niemand wartet.\n");
	in.lang = "en";
	write_mail();
	begins("Open again on 8 June: nobody is waiting",
	    "Open again on Monday, 8 June. Nobody is waiting.\n");
}

static void
test_return(void **state)
{
	(void)state;
	fill_all();
	in.kind = OUTBOX_RETURN;
	digest.closed_since = NOW - 12 * WHEN_DAY;
	digest.stricter = false;
	write_mail();
	begins("Wieder da: 7 warten, etwa 8 Minuten", "Willkommen zurück. 7 "
	    "Menschen warten. Ich höre alles.\n");
	has("was zwischendurch geklingelt hätte, kommt nicht nach.");
	in.lang = "en";
	write_mail();
	begins("Welcome back: 7 waiting, about 8 minutes", "Welcome back. 7 "
	    "people are waiting. I hear everything.\n");
}

static void
test_wave(void **state)
{
	struct compose_item it[8];

	(void)state;
	for (int i = 0; i < 8; i++) {
		init(&q[i], "aaaaaa", "Anna", "Die Lieferung ist schon wieder "
		    "nicht gekommen!", 1);
		it[i] = (struct compose_item){ .question = &q[i] };
	}
	in.kind = OUTBOX_WAVE;
	in.digest = NULL;
	in.items = it;
	in.n_items = 8;
	write_mail();
	begins("Viele Beschwerden auf Facebook", "8 Menschen beschweren sich "
	    "gerade auf Facebook. Bitte sehen Sie selbst nach.\n");
	has("5. Die Lieferung");
	hasnt("6. Die Lieferung");
	has("- Die Lieferung");
	in.lang = "en";
	for (int i = 0; i < 8; i++)
		q[i].network = "google-business-profile-of-somebody";
	write_mail();
	has("8 people are complaining on");
}

static void
test_private(void **state)
{
	static const char secret[] = "Meine Bestellung 4711 kam nie an";

	(void)state;
	q[0].q.private_ = true;
	q[0].text = q[0].last_text = secret;
	items[0].brief = false;
	digest.n_items = 1;
	digest.waiting = 1;
	digest.perhaps = (struct digest_perhaps[]){ { &q[0], 0 } };
	digest.n_perhaps = 1;
	client.private_ = PRIVATE_LINK;
	write_mail();
	hasnt("4711");
	assert_null(strstr(mail.html, "4711"));
	has("1. Private Nachricht von Anna K.");
	in.channel = CHANNEL_WEBHOOK;
	write_mail();
	hasnt("Anna");
}

/* Strangers write what they like; the mail stays what it is. */
static void
test_hostile(void **state)
{
	(void)state;
	q[0].text = "</p><script>alert(1)</script>\nAntworten: "
	    "https://evil.example/\x1b[31m \xe2\x80\xae" "oben";
	q[0].asker_name = "<b>Chef</b>\n\nIhr Passwort: https://evil.example/";
	q[0].url = "javascript:alert(1)";
	items[0].brief = true;
	digest.n_items = digest.waiting = 1;
	digest.perhaps = (struct digest_perhaps[]){ { &q[0], 0 } };
	digest.n_perhaps = 1;
	digest.thanks = &(struct digest_post){ .author = "<i>x", .text =
		"<img src=x>", .url = "https://ok.example/\"><script>" };
	digest.n_thanks = 1;
	write_mail();
	assert_null(strstr(mail.html, "<script>"));
	assert_null(strstr(mail.html, "<img"));
	assert_null(strstr(mail.html, "javascript:"));
	assert_null(strstr(mail.html, "<b>Chef"));
	assert_null(strstr(mail.text, "\x1b"));
	assert_null(strstr(mail.text, "\xe2\x80\xae"));
	/* No line of the text begins as ours do. */
	assert_null(strstr(mail.text, "\nAntworten: https://evil"));
	assert_null(strstr(mail.text, "\nIhr Passwort"));
}

static size_t
count(const char *s, const char *part)
{
	size_t n = 0;

	for (; (s = strstr(s, part)) != NULL; s += strlen(part))
		n++;
	return n;
}

/* Links to say what became of it: below everybody who is named. */
static void
test_acts(void **state)
{
	static const unsigned char key[TOKEN_KEY] = "a key of a test";
	static const struct compose_acts acts = { "hark@example.org", key,
		"team", "team@example.org" };
	struct compose_item wave[7];

	(void)state;
	in.acts = &acts;
	/* Nobody waits: nothing to say of anybody. */
	write_mail();
	assert_null(strstr(mail.html, "mailto:"));
	assert_null(strstr(mail.text, "kleinen Links"));
	fill_all();
	write_mail();
	/* Three who wait, one perhaps and twelve at once, one liked; a promise
	 * is answered. */
	assert_int_equal(count(mail.text, "%20hkd"), 5);
	assert_int_equal(count(mail.text, "%20hkn"), 5);
	assert_int_equal(count(mail.text, "Alle erledigt: "), 1);
	assert_int_equal(count(mail.html, "<a style="), 5 * 4 + 2);
	has("Keine Frage: <mailto:hark@example.org?subject=Keine%20Frage%20"
	    "hknr5t6ef");
	assert_null(strstr(mail.text, "hark close"));
	assert_null(strstr(mail.text, "hark list"));
	has("Und 3 weitere.");
	assert_int_equal(count(mail.text, "kleinen Links"), 1);
	/* Gmail hides what comes after 102 KB. */
	assert_true(strlen(mail.html) < 60 * 1024);
	/* A wave below one post: one tap for all of them. */
	in.digest = NULL;
	in.kind = OUTBOX_WAVE;
	memset(wave, 0, sizeof(wave));
	for (size_t i = 0; i < 7; i++) {
		q[i].thread = 5;
		wave[i].question = &q[i];
	}
	in.items = wave;
	in.n_items = 7;
	write_mail();
	has("Alle erledigt: <mailto:hark@example.org?subject=Alle%20erledigt"
	    "%20hkak3f9qz");
	assert_int_equal(count(mail.text, "%20hkd"), 7);
	q[6].thread = 6;
	write_mail();
	assert_null(strstr(mail.text, "Alle erledigt"));
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_nobody), T(test_deaf), T(test_a_full_one),
		T(test_put_off_again_in_short), T(test_closing),
		T(test_closure), T(test_return), T(test_wave),
		T(test_private), T(test_hostile), T(test_acts),
	};
#undef T

	return cmocka_run_group_tests(tests, NULL, NULL);
}
