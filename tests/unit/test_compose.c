/* SPDX-License-Identifier: ISC */

/* What a mail says, as a person sees it; and what it must never say. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "alert/compose.h"
#include "alert/ids.h"
#include "alert/mime.h"
#include "base/mem.h"
#include "base/token.h"
#include "base/tr.h"
#include "base/when.h"

#define ASKED	INT64_C(1779451500000)	/* Friday 2026-05-22 14:05 CEST */
#define SECRET	"my order 4711 never came"

static struct conf_client client = { .lang = NULL };
static char name[] = "acme", de[] = "de";

static struct question
question(void)
{
	struct question q = {
		.id = "k3f9qz", .client = "acme", .account = "shop",
		.network = "mastodon", .account_active = true,
		.asker_name = "Anna K.", .asker_handle = "@anna@example.social",
		.asker_since = ASKED - 400 * WHEN_DAY, .asker_threads = 4,
		.text = "Habt ihr am Pfingstmontag offen?",
		.url = "https://example.social/@anna/1",
		.root_text = "Unser neues Roggenbrot ist da",
		.root_own = true, .root_at = ASKED - 10 * WHEN_DAY,
		.seen_at = ASKED + WHEN_MINUTE, .read_at = ASKED + WHEN_MINUTE,
		.q = { .asked_at = ASKED, .state = Q_WAITING, .rings = true,
		    .to_us = true, .parts = 1 },
	};

	return q;
}

static struct compose_in
letter(const char *lang, const struct compose_item *it, size_t n)
{
	struct compose_in in = {
		.kind = OUTBOX_QUESTION, .client = &client, .lang = lang,
		.now = ASKED + 2 * WHEN_HOUR, .items = it, .n_items = n,
	};

	client.private_ = PRIVATE_LINK;
	return in;
}

static int
setup(void **state)
{
	struct err e;

	(void)state;
	memset(&client, 0, sizeof(client));
	client.name = name;
	client.lang = de;
	client.hours = hours_new("Europe/Berlin", &e);
	return client.hours != NULL ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	hours_free(client.hours);
	return 0;
}

static void
starts(const char *s, const char *with)
{
	if (strncmp(s, with, strlen(with)) != 0)
		fail_msg("expected: %s\ngot: %.300s", with, s);
}

static void
has(const char *s, const char *part)
{
	if (strstr(s, part) == NULL)
		fail_msg("expected: %s\nin: %s", part, s);
}

static void
hasnt(const char *s, const char *part)
{
	if (strstr(s, part) != NULL)
		fail_msg("found: %s\nin: %s", part, s);
}

static void
test_three_lines(void **state)
{
	struct question q = question();
	struct verdict v = { .n_reasons = 4, .reasons = {
		{ "endet mit ?", 1.4f }, { "\"habt ihr\"", 1.2f },
		{ "Link", -0.5f }, { "vierter", 0.1f } } };
	struct question_post posts[] = {
		{ .text = "Unser neues Roggenbrot ist da", .at = q.root_at,
		    .flags = TPOST_OWN, .visibility = HARK_PUBLIC },
		{ .text = q.text, .at = ASKED, .author = "Anna K.",
		    .visibility = HARK_PUBLIC, .is_opener = true },
	};
	struct compose_item it = { &q, &v, posts, 2, 1, false, false };
	struct compose_in in = letter("de", &it, 1);
	struct composed c;

	(void)state;
	compose(&in, &c);
	assert_string_equal(c.subject, "Frage von Anna K. auf Mastodon");
	starts(c.text, "Habt ihr am Pfingstmontag offen?\n"
	    "Freitag 14:05, unter Ihrem Beitrag vom 12. Mai\n"
	    "Antworten: https://example.social/@anna/1\n\n"
	    "Anna K. (@anna@example.social): bekannt seit 13 Monaten, "
	    "4. Gespr\xc3\xa4" "ch.\n");
	/* What speaks against it is no reason. */
	has(c.text, "endet mit ? +1.4 \xc2\xb7 \"habt ihr\" +1.2\n");
	hasnt(c.text, "Link");
	hasnt(c.text, "vierter");
	has(c.text, "\nBisher\n  Sie, 12. Mai, 14:05: Unser neues Roggenbrot "
	    "ist da\n  Anna K., Freitag 14:05: Habt ihr");
	has(c.text, "wartet noch 1 Person");
	/* The command once, as the last line. */
	has(c.text, "\n\nGesehen: hark ack k3f9qz\n\n-- \n");
	assert_ptr_equal(strstr(c.text, "hark ack"), strstr(strstr(c.text,
	    "Gesehen: ") + 1, "hark ack"));
	hasnt(c.text, "hark why");
	has(c.html, "href=\"https://example.social/@anna/1\"");
	has(c.html, "color-scheme");
	hasnt(c.html, "<img");
	hasnt(c.html, "src=");
	composed_free(&c);
}

/* Where the links of a mail lead, and that nothing else changes. */
static void
test_acts(void **state)
{
	static const unsigned char key[TOKEN_KEY] = "a key of a test";
	static const struct compose_acts acts = { "hark+x%1@example.org", key,
		"team", "team@example.org" };
	struct question q = question(), r = question();
	struct compose_item it[2] = { { .question = &q }, { .question = &r } };
	struct compose_in in = letter("de", it, 1);
	char word[TOKEN_LEN + 1];
	struct composed c;
	struct token t;
	char *p;
	int n = 0;

	(void)state;
	in.acts = &acts;
	compose(&in, &c);
	has(c.text, "Antworten: https://example.social/@anna/1\n"
	    "Erledigt: <mailto:hark%2Bx%251@example.org?subject=Erledigt%20hkd"
	    "k3f9qz");
	has(c.text, "&body=Einfach%20absenden.>\nAngerufen: <mailto:");
	has(c.text, "Keine Frage: <mailto:hark%2Bx%251@example.org?"
	    "subject=Keine%20Frage%20hknk3f9qz");
	has(c.html, ">Erledigt</a> &middot;\n<a ");
	has(c.html, "&amp;body=Einfach");
	/* Staff needs no terminal; the number is for the telephone. */
	has(c.text, "Frage k3f9qz");
	hasnt(c.text, "hark ack");
	for (p = c.text; (p = strstr(p, "%20hk")) != NULL; p += 5, n++) {
		snprintf(word, sizeof(word), "%s", p + 3);
		assert_true(token_is(key, word, "team", "team@example.org"));
		assert_true(token_read(word, &t));
		/* Whatever is in the mail was there by then. */
		assert_true(t.issued >= in.now && t.issued < in.now + 1000);
	}
	assert_int_equal(n, 4);
	composed_free(&c);
	/* Two in one conversation: one link for both. */
	memcpy(r.id, "m3m3m3", sizeof(r.id));
	in.n_items = 2;
	compose(&in, &c);
	hasnt(c.text, "Alle erledigt");
	composed_free(&c);
	q.thread = r.thread = 7;
	compose(&in, &c);
	has(c.text, "Alle erledigt: <mailto:hark%2Bx%251@example.org?subject="
	    "Alle%20erledigt%20hkak3f9qz");
	has(c.text, "hkdm3m3m3");
	composed_free(&c);
	/* What has ended needs no links, and no word about them. */
	in.n_items = 1;
	in.kind = OUTBOX_ANSWERED;
	q.q.state = Q_ANSWERED;
	compose(&in, &c);
	hasnt(c.text, "mailto:");
	hasnt(c.text, "Links");
	composed_free(&c);
}

static void
test_english_reminder(void **state)
{
	struct question q = question();
	struct compose_item it = { .question = &q };
	struct compose_in in = letter("en", &it, 1);
	struct composed c;

	(void)state;
	in.step = 1;
	q.q.nudges = 2;
	q.q.last_at = ASKED + WHEN_HOUR;
	compose(&in, &c);
	/* The subject stays, so that mails of one conversation stay together. */
	assert_string_equal(c.subject, "Question from Anna K. on Mastodon");
	starts(c.text, "Still open: Habt ihr am Pfingstmontag offen?\n"
	    "Friday 14:05, below your post of ");
	has(c.text, "Asked again 2 times, last on Friday 15:05.\n");
	composed_free(&c);
}

static void
test_private_says_little(void **state)
{
	static const enum conf_private kinds[] = { PRIVATE_LINK, PRIVATE_NAME,
		PRIVATE_EXCERPT };
	struct question q = question();
	struct verdict v = { .n_reasons = 1, .reasons = { { SECRET, 1.0f } } };
	struct question_post posts[] = {
		{ .text = SECRET " one", .visibility = HARK_PRIVATE },
		{ .text = SECRET " two", .visibility = HARK_UNKNOWN },
		{ .text = "public", .visibility = HARK_PUBLIC },
		{ .text = "public", .visibility = HARK_PUBLIC },
	};
	struct compose_item it = { &q, &v, posts, 4, 0, false, false };
	struct compose_in in = letter("de", &it, 1);
	struct composed c;

	(void)state;
	q.q.private_ = true;
	q.text = q.last_text = q.root_text = q.answer_text = SECRET;
	q.q.parts = 2;
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		for (int kind = OUTBOX_QUESTION; kind <= OUTBOX_ANSWERED;
		    kind++) {
			client.private_ = kinds[i];
			in.kind = (enum outbox_kind)kind;
			q.q.state = kind == OUTBOX_ANSWERED ? Q_ANSWERED :
			    Q_WAITING;
			compose(&in, &c);
			assert_string_equal(c.subject,
			    "Private Nachricht auf Mastodon");
			has(c.text, "https://example.social/@anna/1");
			if (kinds[i] == PRIVATE_EXCERPT) {
				has(c.text, SECRET);
			} else {
				hasnt(c.text, SECRET);
				hasnt(c.html, SECRET);
				has(c.text, "Private Nachricht von Anna K.\n");
				if (kind == OUTBOX_QUESTION)
					has(c.text, "wartet seit 2 Stunden");
			}
			if (kinds[i] == PRIVATE_LINK)
				hasnt(c.text, "@anna@example.social");
			composed_free(&c);
		}
}

static void
test_private_posts_in_a_public_thread(void **state)
{
	struct question q = question();
	struct question_post posts[] = {
		{ .text = "root", .visibility = HARK_PUBLIC },
		{ .text = SECRET, .visibility = HARK_PRIVATE },
		{ .text = "gone" SECRET, .flags = TPOST_GONE,
		    .visibility = HARK_PUBLIC },
		{ .text = "reply", .visibility = HARK_PUBLIC },
	};
	struct compose_item it = { &q, NULL, posts, 4, 0, false, false };
	struct compose_in in = letter("en", &it, 1);
	struct composed c;

	(void)state;
	compose(&in, &c);
	has(c.text, "reply");
	hasnt(c.text, SECRET);
	composed_free(&c);
}

/* The first part is answered, the second waits: that one leads. */
static void
test_parts(void **state)
{
	struct question q = question();
	struct compose_item it = { .question = &q };
	struct compose_in in = letter("de", &it, 1);
	struct composed c;

	(void)state;
	q.last_text = "@shop Und am Dienstag?";
	q.last_lead = 6;
	q.q.parts = 2;
	q.q.asked_at = q.q.last_at = ASKED + WHEN_HOUR;
	compose(&in, &c);
	starts(c.text, "Und am Dienstag?\nFreitag 15:05, ");
	hasnt(c.text, "Zuletzt: ");
	composed_free(&c);
	/* Both wait. */
	q.q.asked_at = ASKED;
	compose(&in, &c);
	starts(c.text, "Habt ihr am Pfingstmontag offen?\nFreitag 14:05, ");
	has(c.text, "\nZuletzt: Und am Dienstag?\n");
	composed_free(&c);
}

static void
test_review(void **state)
{
	struct question q = question();
	struct compose_item it = { .question = &q };
	struct compose_in in = letter("de", &it, 1);
	struct composed c;

	(void)state;
	q.root_at = 0;
	q.rating = 2;
	q.text = "Lange gewartet.";
	compose(&in, &c);
	starts(c.text, "Lange gewartet.\nFreitag 14:05, Bewertung mit 2 "
	    "Sternen\n");
	composed_free(&c);
	q.rating = 1;
	q.text = "";
	compose(&in, &c);
	starts(c.text, "Eine Bewertung ohne Worte\nFreitag 14:05, Bewertung "
	    "mit 1 Stern\n");
	composed_free(&c);
}

/* Of all that is said below a post, what belongs to this question. */
static void
test_history(void **state)
{
	struct question q = question();
	struct question_post posts[] = {
		{ .id = "r", .text = "Unser Roggenbrot", .at = q.root_at,
		    .flags = TPOST_OWN },
		{ .id = "1", .parent = "r", .text = "Mit Hefe?", .depth = 1,
		    .at = ASKED, .by_asker = true, .is_opener = true },
		{ .id = "2", .parent = "r", .text = "Und kalt?", .depth = 1,
		    .at = ASKED, .author = "Carl" },
		{ .id = "3", .parent = "1", .text = "Glaube schon", .depth = 2,
		    .at = ASKED, .author = "Dora", .edited = ASKED +
		    WHEN_HOUR },
		{ .id = "4", .parent = "1", .text = "Ohne Hefe", .depth = 2,
		    .at = ASKED, .flags = TPOST_OWN },
		{ .id = "5", .parent = "2", .text = "Ab acht", .depth = 2,
		    .at = ASKED, .flags = TPOST_OWN },
		{ .id = "6", .parent = "r", .text = "@Carl gern", .depth = 1,
		    .at = ASKED, .flags = TPOST_OWN | TPOST_TO_OTHERS },
		{ .id = "7", .parent = "r", .text = "An alle", .depth = 1,
		    .at = ASKED, .flags = TPOST_OWN },
		{ .id = "8", .parent = "r", .text = "@Anna stimmt", .depth = 1,
		    .at = ASKED, .flags = TPOST_OWN | TPOST_TO_OTHERS,
		    .is_answer = true },
	};
	struct compose_item it = { .question = &q, .posts = posts,
		.n_posts = ARRAY_LEN(posts) };
	struct compose_in in = letter("en", &it, 1);
	struct composed c;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(posts); i++)
		posts[i].visibility = HARK_PUBLIC;
	compose(&in, &c);
	has(c.text, ": Unser Roggenbrot\n");
	has(c.text, ": Mit Hefe?\n");
	has(c.text, "  Dora, Friday 14:05, changed Friday 15:05: Glaube schon");
	has(c.text, "  You, Friday 14:05: Ohne Hefe\n");
	has(c.text, ": An alle\n");
	has(c.text, ": @Anna stimmt\n");
	hasnt(c.text, "Und kalt?");
	hasnt(c.text, "Ab acht");
	hasnt(c.text, "@Carl");
	composed_free(&c);
}

/* Whose words stand above already does not write for the first time. */
static void
test_who_wrote_before(void **state)
{
	struct question q = question();
	struct question_post posts[] = {
		{ .text = "Lecker.", .at = ASKED - WHEN_DAY, .by_asker = true,
		    .visibility = HARK_PUBLIC },
		{ .text = q.text, .at = ASKED, .by_asker = true,
		    .is_opener = true, .visibility = HARK_PUBLIC },
	};
	struct compose_item it = { .question = &q, .posts = posts,
		.n_posts = 2 };
	struct compose_in in = letter("de", &it, 1);
	struct composed c;

	(void)state;
	q.asker_threads = 1;
	compose(&in, &c);
	has(c.text, "hat hier schon geschrieben, zuletzt Donnerstag 14:05.\n");
	hasnt(c.text, "zum ersten Mal");
	composed_free(&c);
	it.posts = &posts[1];
	it.n_posts = 1;
	compose(&in, &c);
	has(c.text, "schreibt Ihnen zum ersten Mal.\n");
	composed_free(&c);
	/* A review that was changed after our reply. */
	q.q.again = true;
	compose(&in, &c);
	has(c.text, "hat hier schon einmal gefragt.\n");
	composed_free(&c);
}

/* Hebrew words keep to themselves, and what stands beside them its order. */
static void
test_right_to_left(void **state)
{
	struct question q = question();
	struct question_post posts[] = {
		{ .text = "Guten Tag", .visibility = HARK_PUBLIC,
		    .flags = TPOST_OWN, .at = ASKED },
		{ .text = "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d?", .at = ASKED,
		    .author = "\xd7\x9e\xd7\xa9\xd7\x94", .by_asker = true,
		    .visibility = HARK_PUBLIC, .is_opener = true },
	};
	struct compose_item it = { .question = &q, .posts = posts,
		.n_posts = 2 };
	struct compose_in in = letter("de", &it, 1);
	struct composed c;

	(void)state;
	q.text = posts[1].text;
	in.step = 1;
	compose(&in, &c);
	starts(c.text, "Noch offen: \xe2\x81\xa8\xd7\xa9\xd7\x9c\xd7\x95"
	    "\xd7\x9d?\xe2\x81\xa9\n");
	has(c.text, "\n  \xe2\x81\xa8\xd7\x9e\xd7\xa9\xd7\x94\xe2\x81\xa9, "
	    "Freitag 14:05: \xe2\x81\xa8\xd7\xa9");
	has(c.html, "Noch offen: \xe2\x81\xa8\xd7\xa9");
	has(c.text, "  Sie, Freitag 14:05: Guten Tag\n");
	composed_free(&c);
}

/* Put off, and back: nobody takes it for a new one. */
static void
test_awake(void **state)
{
	struct question q = question();
	struct compose_item it = { .question = &q };
	struct compose_in in = letter("en", &it, 1);
	struct composed c;

	(void)state;
	in.awake = true;
	in.why = "put off until now";
	compose(&in, &c);
	starts(c.text, "Still open: Habt ihr am Pfingstmontag offen?\n");
	composed_free(&c);
}

static void
test_collected(void **state)
{
	static const unsigned char key[TOKEN_KEY] = "a key of a test";
	static const struct compose_acts acts = { "hark@example.org", key,
		"team", "team@example.org" };
	struct question q[50];
	struct compose_item it[50] = { 0 };
	struct compose_in in = letter("en", it, 3);
	struct composed c;
	char text[50][40];

	(void)state;
	for (int i = 0; i < 50; i++) {
		q[i] = question();
		snprintf(text[i], sizeof(text[i]), "Question number %d?",
		    i + 1);
		q[i].text = text[i];
		q[i].asker_known = true;
		it[i].question = &q[i];
	}
	in.root = "<c3.0123.acme@example.org>";
	compose(&in, &c);
	assert_string_equal(c.subject, "3 questions");
	starts(c.text, "1. Question number 1?\nAnna K., Friday 14:05, below "
	    "your post of 12 May\nKnows you: conversation no. 4.\nAnswer: ");
	has(c.text, "\n2. Question number 2?\n");
	has(c.text, "\n3. Question number 3?\n");
	composed_free(&c);

	/* Still the thread of three, though only two are left. */
	in.n_items = 2;
	in.n_settled = 1;
	in.step = 1;
	compose(&in, &c);
	assert_string_equal(c.subject, "3 questions");
	starts(c.text, "Still open (2 of 3): 1. Question number 1?");
	has(c.text, "1 more has been settled meanwhile.");
	composed_free(&c);

	/* Fifty in one conversation: bounded, and one action for all. */
	in.n_items = 50;
	in.root = "<c50.0123.acme@example.org>";
	in.step = 0;
	for (int i = 0; i < 50; i++)
		q[i].thread = 7;
	q[20].text = q[30].text = q[40].text;
	compose(&in, &c);
	assert_string_equal(c.subject, "50 questions");
	/* What most ask comes first. */
	starts(c.text, "Question number 41? (and 49 more)\nFriday 14:05, ");
	has(c.text, "All of them are in one conversation");
	has(c.text, "- 3\xc3\x97 Question number 41?\n");
	has(c.text, "- Question number 1? \xe2\x80\x93 Anna K.\n");
	hasnt(c.text, "number 12?");
	hasnt(c.text, "In all, ");
	has(c.text, "And 36 more: hark list");
	in.step = 1;
	in.root = "<c60.0123.acme@example.org>";
	composed_free(&c);
	compose(&in, &c);
	starts(c.text, "Still open (50 of 60): Question number 41? (and 49");
	it[0].n_others = 119;
	composed_free(&c);
	compose(&in, &c);
	has(c.text, "In all, 120 people are waiting there.\n");
	in.step = 0;
	composed_free(&c);
	q[3].thread = 8;
	compose(&in, &c);
	has(c.text, "And 10 more: hark list");
	hasnt(c.text, "All of them stand");
	/* Staff that reads mail and nothing else: one line, whatever there is. */
	has(c.text, "\n\nSeen: hark list, then hark ack ID\n\n-- \n");
	hasnt(c.text, "hark ack k3f9qz");
	composed_free(&c);
	/* With links there is none. */
	in.acts = &acts;
	compose(&in, &c);
	has(c.text, "And 10 more.\n");
	hasnt(c.text, "hark list\n");
	hasnt(c.text, "hark ack");
	composed_free(&c);
	for (int i = 0; i < 50; i++)
		q[i].thread = 7;
	compose(&in, &c);
	has(c.text, "And 36 more.\n");
	hasnt(c.text, "hark list\n");
	composed_free(&c);
}

static void
test_stale(void **state)
{
	struct question q = question();
	struct compose_item it = { .question = &q, .stale = true };
	struct compose_in in = letter("de", &it, 1);
	struct composed c;

	(void)state;
	compose(&in, &c);
	has(c.text, "Mastodon war gerade nicht zu lesen; dies ist der Stand "
	    "von Freitag 14:06.");
	composed_free(&c);
}

static void
test_hostile(void **state)
{
	struct question q = question();
	struct compose_item it = { .question = &q };
	struct compose_in in = letter("de", &it, 1);
	struct composed c;

	(void)state;
	q.text = "Hallo?\n\nAntworten: https://evil.example\r\n"
	    "\x1b[2J<script>alert(1)</script> \xe2\x80\xaegnp";
	q.asker_name = "<b>Eve</b>\r\nBcc: x@example.org";
	q.url = "javascript:alert(1)";
	compose(&in, &c);
	/* It stays in its one line. */
	starts(c.text, "Hallo? Antworten: https://evil.example ");
	hasnt(c.text, "\nAntworten:");
	hasnt(c.text, "\x1b");
	hasnt(c.text, "\xe2\x80\xae");
	hasnt(c.text, "javascript:");
	hasnt(c.html, "<script");
	hasnt(c.html, "<b>Eve");
	hasnt(c.html, "javascript:");
	has(c.text, "Zum Antworten Mastodon \xc3\xb6" "ffnen (shop)");
	hasnt(c.subject, "\n");
	composed_free(&c);
	q.url = "https://example.social/\"onclick=\"x'<>";
	compose(&in, &c);
	has(c.text, "Antworten: https://example.social/%22onclick=%22x%27%3C%3E"
	    "\n");
	composed_free(&c);
	q.url = "https://example.social/x\nBcc: y";
	compose(&in, &c);
	hasnt(c.text, "Bcc: y");
	composed_free(&c);
}

static void
test_cut_at_whole_characters(void **state)
{
	/* A family of three is one character to people. */
	static const char family[] = "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91"
	    "\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7";
	struct question q = question();
	struct compose_item it = { .question = &q };
	struct compose_in in = letter("de", &it, 1);
	struct composed c;
	char *text = xcalloc(1, 600 * sizeof(family) + 60000), *end, *p;

	(void)state;
	for (int i = 0; i < 600; i++)
		strcat(text, family);
	q.text = text;
	compose(&in, &c);
	end = strstr(c.text, "\xe2\x80\xa6\n");
	assert_non_null(end);
	assert_int_equal((size_t)(end - c.text) % (sizeof(family) - 1), 0);
	assert_int_equal((size_t)(end - c.text) / (sizeof(family) - 1),
	    COMPOSE_TEXT);
	composed_free(&c);

	/* One letter under 20000 marks is no way around the limit. */
	strcpy(text, "Z");
	for (p = text + 1; p < text + 40000; p += 2)
		memcpy(p, "\xcc\x81", 3);
	compose(&in, &c);
	assert_in_range(strlen(c.text), 100, 17000);
	composed_free(&c);
	free(text);
}

static void
test_answered(void **state)
{
	struct question q = question();
	struct compose_item it = { .question = &q };
	struct compose_in in = letter("de", &it, 1);
	struct composed c;

	(void)state;
	in.kind = OUTBOX_ANSWERED;
	q.q.state = Q_ANSWERED;
	q.q.ended_at = ASKED + WHEN_HOUR;
	q.answered_by = "Ben";
	q.answer_text = "Ja, bis 12 Uhr.";
	compose(&in, &c);
	assert_string_equal(c.subject, "Frage von Anna K. auf Mastodon");
	starts(c.text, "Beantwortet: Habt ihr am Pfingstmontag offen?\n"
	    "Freitag 15:05, nach 1 Stunde");
	has(c.text, ", von Ben\nJa, bis 12 Uhr.\n");
	composed_free(&c);

	/* Deleted: nothing of the text is said any more. */
	q.q.state = Q_GONE;
	compose(&in, &c);
	starts(c.text, "Gel\xc3\xb6scht von: Anna K.\n");
	hasnt(c.text, "Pfingstmontag");
	hasnt(c.text, "bis 12 Uhr");
	composed_free(&c);
}

static void
test_no_words(void **state)
{
	struct question q = question();
	struct compose_item it = { .question = &q };
	struct compose_in in = letter("en", &it, 1);
	struct composed c;

	(void)state;
	q.text = "";
	q.asker_name = q.asker_handle = NULL;
	q.q.please_look = true;
	q.root_at = 0;
	q.root_text = NULL;
	compose(&in, &c);
	assert_string_equal(c.subject, "Question from somebody on Mastodon");
	starts(c.text, "A picture or voice message without words\n"
	    "Friday 14:05, addressed to you\n");
	composed_free(&c);
}

static void
test_tr(void **state)
{
	(void)state;
	assert_string_equal(tr("de", "Answer"), "Antworten");
	assert_string_equal(tr("de_AT.UTF-8", "Answer"), "Antworten");
	assert_string_equal(tr("en", "Answer"), "Answer");
	assert_string_equal(tr(NULL, "Answer"), "Answer");
	assert_string_equal(tr("de", "no such text"), "no such text");
	assert_string_equal(trn("de", "%lld question", "%lld questions", 1),
	    "%lld Frage");
	assert_string_equal(trn("de", "%lld question", "%lld questions", 0),
	    "%lld Fragen");
	assert_string_equal(trn("fr", "%lld question", "%lld questions", 2),
	    "%lld questions");
}

static void
test_roots(void **state)
{
	static const char *const ids[] = { "aaaaaa", "bbbbbb", "cccccc" };
	AUTO(free_p) char *q = id_root_question("acme", "example.org", ids[0]);
	AUTO(free_p) char *c = id_root_many("acme", "example.org", 'c', ids, 3);
	AUTO(free_p) char *c2 = id_root_many("acme", "example.org", 'c', ids,
	    2);
	AUTO(free_p) char *m = id_message("acme", "example.org", "ring/x");
	AUTO(free_p) char *m2 = id_message("acme", "exa mple>\r\n.org",
	    "ring/x");
	char kind;

	(void)state;
	assert_string_equal(q, "<q.aaaaaa.acme@example.org>");
	assert_int_equal(id_root_count(q, &kind), 1);
	assert_int_equal(kind, 'q');
	assert_int_equal(id_root_count(c, &kind), 3);
	assert_int_equal(kind, 'c');
	assert_string_not_equal(c, c2);
	assert_int_equal(strlen(m), strlen("<.acme@example.org>") + 32);
	assert_string_equal(m2 + 33, ".acme@example.org>");
	assert_int_equal(id_root_count("<c99999999999.x@y>", &kind), 1);
	assert_int_equal(id_root_count(NULL, &kind), 1);
	assert_string_equal(id_host("hark@example.org", "h"), "example.org");
	assert_string_equal(id_host(NULL, "h"), "h");
	assert_string_equal(id_host("nonsense", ""), "localhost");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_three_lines),
		cmocka_unit_test(test_acts),
		cmocka_unit_test(test_english_reminder),
		cmocka_unit_test(test_private_says_little),
		cmocka_unit_test(test_private_posts_in_a_public_thread),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_review),
		cmocka_unit_test(test_history),
		cmocka_unit_test(test_who_wrote_before),
		cmocka_unit_test(test_right_to_left),
		cmocka_unit_test(test_awake),
		cmocka_unit_test(test_collected),
		cmocka_unit_test(test_stale),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_cut_at_whole_characters),
		cmocka_unit_test(test_answered),
		cmocka_unit_test(test_no_words),
		cmocka_unit_test(test_tr),
		cmocka_unit_test(test_roots),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
