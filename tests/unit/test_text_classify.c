/* SPDX-License-Identifier: ISC */
/*
 * test_text_classify.c - the built-in rules: every kind of text that
 * product.md's "What a post is" names, the context, the reasons.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/classify.h"
#include "text/classify_lines.h"

static struct classifier *rules;

#define UNKNOWN	.reply = TRI_UNKNOWN, .reply_to_us = TRI_UNKNOWN,	\
	.mention = TRI_UNKNOWN, .addressed = TRI_UNKNOWN,		\
	.private_ = TRI_UNKNOWN, .known = TRI_UNKNOWN,			\
	.others = TRI_UNKNOWN

static struct verdict
judge(enum text_side side, const char *text)
{
	struct text_in in = { .text = text, .len = strlen(text),
	    .side = side, UNKNOWN };
	struct verdict v;

	classify(rules, &in, true, "de", &v);
	return v;
}

struct row {
	const char *text;
	enum label want;
};

static void
expect_all(enum text_side side, const struct row *rows, size_t n)
{
	size_t wrong = 0;

	for (size_t i = 0; i < n; i++) {
		struct verdict v = judge(side, rows[i].text);
		float sum = 0.0f;

		for (int k = 0; k < LABEL_MAX; k++)
			sum += v.p[k];
		assert_true(sum > 0.999f && sum < 1.001f);
		if (v.label != rows[i].want) {
			print_error("%s: %s, not %s\n", rows[i].text,
			    label_name(v.label), label_name(rows[i].want));
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

static void
test_inbound(void **state)
{
	static const struct row rows[] = {
		/* questions, with and without '?' */
		{ "Habt ihr am Samstag offen?", LABEL_QUESTION },
		{ "weiß jemand ob die noch liefern", LABEL_QUESTION },
		{ "Wollte mal fragen ob noch Plätze frei sind",
		    LABEL_QUESTION },
		{ "was kostet n Haarschnitt für Kinder", LABEL_QUESTION },
		{ "Hend ihr au vegani Sache?", LABEL_QUESTION },
		{ "Koennt ihr auch Ruecklichter reparieren?",
		    LABEL_QUESTION },
		{ "Ich bräuchte morgen früh 40 Brötchen, geht das?",
		    LABEL_QUESTION },
		{ "does anyone know when they open", LABEL_QUESTION },
		{ "I was wondering if you do gluten free pizza",
		    LABEL_QUESTION },
		{ "do ye do food after 9", LABEL_QUESTION },
		{ "Is the 18:20 running today?", LABEL_QUESTION },
		/* thanks in advance, and a question after thanks */
		{ "Gibt es noch Karten? Vielen Dank im Voraus!",
		    LABEL_QUESTION },
		{ "Danke für gestern! Habt ihr die Jacke gefunden?",
		    LABEL_QUESTION },
		{ "Where can I park? Thanks in advance", LABEL_QUESTION },
		/* a real question buried in a rant */
		{ "So ein Chaos heute. Alles steht. Wann fährt denn der "
		    "nächste Zug nach Bonn? Ich glaub es nicht.",
		    LABEL_QUESTION },
		/* requests without '?' */
		{ "mein paket ist immer noch nicht da", LABEL_REQUEST },
		{ "Bitte um Rückruf, die Heizung ist schon wieder defekt.",
		    LABEL_REQUEST },
		{ "Ich warte seit drei Wochen auf meine Erstattung!",
		    LABEL_REQUEST },
		{ "Please cancel my order, it has still not arrived",
		    LABEL_REQUEST },
		{ "My card was charged twice. Fix this please.",
		    LABEL_REQUEST },
		/* thanks, settled */
		{ "Vielen Dank, hat super geklappt!", LABEL_THANKS },
		{ "Hat sich erledigt, danke", LABEL_THANKS },
		{ "hat sich erledigt", LABEL_THANKS },
		{ "Thanks so much, all sorted now", LABEL_THANKS },
		/* asks nobody */
		{ "Wer braucht schon Urlaub?", LABEL_OTHER },
		{ "Schönes Wetter heute, oder?", LABEL_OTHER },
		{ "Is des net schee, gell?", LABEL_OTHER },
		{ "Who cares about the weather anyway?", LABEL_OTHER },
		{ "Lovely evening, isn't it?", LABEL_OTHER },
		{ "Lust auf Urlaub? Jetzt 20 % sichern: https://x.shop/1",
		    LABEL_OTHER },
		{ "@Petra kommst du mit?", LABEL_OTHER },
		{ "RT @zeitung: Wird die Bahn teurer? https://z.de/1",
		    LABEL_OTHER },
		{ "😂😂😂", LABEL_OTHER },
		{ "https://example.com", LABEL_OTHER },
		{ "Die Rouladen gestern waren ein Traum", LABEL_OTHER },
	};

	(void)state;
	expect_all(TEXT_IN, rows, ARRAY_LEN(rows));
}

static void
test_own(void **state)
{
	static const struct row rows[] = {
		{ "Jetzt 20 % auf alles sichern! Link in Bio.",
		    LABEL_BROADCAST },
		{ "Lust auf Meer? Entdecke unsere neue Kollektion im Shop!",
		    LABEL_BROADCAST },
		{ "Treat yourself: handmade candles from £9, shop now",
		    LABEL_BROADCAST },
		{ "Am Montag bleibt unsere Praxis wegen des Feiertags "
		    "geschlossen.", LABEL_INFORMATION },
		{ "Please note: we are closed on Monday due to roadworks.",
		    LABEL_INFORMATION },
		{ "@jens Bring es vorbei, wir schauen uns das an.",
		    LABEL_DIALOGUE },
		{ "Liebe Frau Ostermann, das tut uns leid, wir melden uns "
		    "bis Freitag.", LABEL_DIALOGUE },
		{ "Wir überlegen, sonntags zu öffnen. Was meint ihr? "
		    "Erzählt mal!", LABEL_DIALOGUE },
		{ "So sorry about that, we'll look into it today.",
		    LABEL_DIALOGUE },
	};

	(void)state;
	expect_all(TEXT_OWN, rows, ARRAY_LEN(rows));
}

static void
test_flags(void **state)
{
	(void)state;
	assert_true(judge(TEXT_IN, "???").nudge);
	assert_true(judge(TEXT_IN, "Noch jemand da?").nudge);
	assert_true(judge(TEXT_IN, "Hallo??").nudge);
	assert_true(judge(TEXT_IN, "anyone there?").nudge);
	assert_false(judge(TEXT_IN, "Habt ihr noch Karten?").nudge);
	assert_true(judge(TEXT_IN, "Meine Tochter hat eine Nussallergie, "
	    "ist das sicher?").urgent);
	assert_true(judge(TEXT_IN, "We can smell gas in here").urgent);
	assert_false(judge(TEXT_IN, "Schönes Wochenende!").urgent);
	assert_true(judge(TEXT_IN, "Danke, hat sich erledigt").settles);
	assert_false(judge(TEXT_IN, "Danke im Voraus! Wann öffnet ihr?")
	    .settles);
	assert_false(judge(TEXT_IN, "Vielen Dank im Voraus!").settles);
	assert_true(judge(TEXT_OWN, "Oje, wir kümmern uns bis Freitag!")
	    .holding);
	assert_false(judge(TEXT_OWN, "Ja, wir haben offen.").holding);
	assert_true(judge(TEXT_IN, "😍👍").empty);
	assert_true(judge(TEXT_IN, "").empty);
	assert_int_equal(judge(TEXT_IN, "").label, LABEL_NONE);
	assert_string_equal(judge(TEXT_IN, "Are you open?").lang, "en");
}

/* What the network knows moves a verdict the right way. */
static void
test_context(void **state)
{
	static const char text[] = "Kommt ihr morgen?";
	struct text_in in = { .text = text, .len = strlen(text), UNKNOWN };
	struct verdict unknown, ours, theirs;

	(void)state;
	classify(rules, &in, false, "de", &unknown);
	in.addressed = TRI_YES;
	classify(rules, &in, false, "de", &ours);
	in.addressed = TRI_NO;
	in.others = TRI_YES;
	classify(rules, &in, false, "de", &theirs);
	assert_true(theirs.answer < unknown.answer);
	assert_true(unknown.answer < ours.answer);
	assert_int_equal(unknown.n_reasons, 0);

	in.text = "Gracias por todo, ¿cuándo abren mañana?";
	in.len = strlen(in.text);
	in.others = in.addressed = TRI_UNKNOWN;
	classify(rules, &in, false, "de", &unknown);
	assert_string_equal(unknown.lang, "xx");
	assert_false(unknown.rings);
	in.private_ = TRI_YES;
	classify(rules, &in, false, "de", &ours);
	assert_true(ours.rings);
}

static void
test_limits(void **state)
{
	struct classifier *c = classify_load(NULL, NULL);
	struct classify_limits l = { "de", 1.1f, 1.1f };
	struct text_in in = { .text = "Habt ihr offen?", .len = 15, UNKNOWN };
	struct verdict v;

	(void)state;
	classify(c, &in, false, "de", &v);
	assert_true(v.rings && v.perhaps);
	classify_set_limits(c, &l);
	classify(c, &in, false, "de", &v);
	assert_false(v.rings || v.perhaps);
	classify_free(c);
}

static void
test_what_a_search_found(void **state)
{
	struct classifier *c = classify_load(NULL, NULL);
	struct classify_limits l = { "de", 0, 0 };
	struct text_in in = { .text = "Weiß jemand, wann ihr öffnet?",
	    .len = 31, UNKNOWN };
	struct verdict v;

	(void)state;
	in.addressed = TRI_NO;
	classify(c, &in, false, "de", &v);
	assert_true(v.answer > 0.3f && v.answer < 0.99f);
	/* Just enough for what is written to us. */
	l.ring = l.digest = v.answer - 0.01f;
	classify_set_limits(c, &l);
	classify(c, &in, false, "de", &v);
	assert_true(v.rings && v.perhaps);
	in.found = TRI_YES;
	classify(c, &in, false, "de", &v);
	assert_false(v.rings || v.perhaps);
	/* Shown where it is twice as likely, rung where it is nine times. */
	l.ring = l.digest = v.answer / 3;
	classify_set_limits(c, &l);
	classify(c, &in, false, "de", &v);
	assert_true(v.perhaps);
	l.ring = l.digest = 0.05f;
	classify_set_limits(c, &l);
	classify(c, &in, false, "de", &v);
	assert_true(v.rings && v.perhaps);
	/* Found, but it names us. */
	l.ring = l.digest = v.answer - 0.01f;
	classify_set_limits(c, &l);
	in.mention = TRI_YES;
	in.addressed = TRI_YES;
	classify(c, &in, false, "de", &v);
	assert_int_equal(v.rings, v.answer >= l.ring);
	classify_free(c);
}

static bool
has_reason(const struct verdict *v, const char *text, bool positive)
{
	for (int i = 0; i < v->n_reasons; i++)
		if (strcmp(v->reasons[i].text, text) == 0)
			return (v->reasons[i].weight > 0) == positive;
	return false;
}

static void
test_reasons(void **state)
{
	struct verdict v;
	struct text_in in = { .text = "Does anyone know the price?",
	    .len = 27, UNKNOWN };

	(void)state;
	v = judge(TEXT_IN, "Weiß jemand, wann ihr öffnet?");
	assert_true(has_reason(&v, "„Weiß jemand“", true));
	assert_true(has_reason(&v, "endet mit „?“", true));
	v = judge(TEXT_IN, "Nur heute 20 % auf alles https://x.de");
	assert_true(has_reason(&v, "Link und „20 %“", false));
	assert_true(has_reason(&v, "spricht niemanden an", false));
	for (int i = 1; i < v.n_reasons; i++)
		assert_true(v.reasons[i].weight * v.reasons[i].weight <=
		    v.reasons[i - 1].weight * v.reasons[i - 1].weight);
	classify(rules, &in, true, "en", &v);
	assert_true(has_reason(&v, "“Does anyone know”", true));
	assert_true(has_reason(&v, "ends with “?”", true));
	/* A phrase cannot move the cursor or turn the line around. */
	v = judge(TEXT_IN, "Wei\xc3\x9f \x1b[2J\xe2\x80\xae jemand was?");
	for (int i = 0; i < v.n_reasons; i++) {
		assert_null(strchr(v.reasons[i].text, '\x1b'));
		assert_null(strstr(v.reasons[i].text, "\xe2\x80\xae"));
		assert_true(utf8_valid(v.reasons[i].text,
		    strlen(v.reasons[i].text)));
	}
}

static void
test_refused(void **state)
{
	struct err e = { 0 };

	(void)state;
	assert_null(classify_load("/nonexistent/hark.model", &e));
	assert_int_not_equal(e.code, ERR_OK);
	assert_non_null(strstr(e.text, "/nonexistent/hark.model"));
}

static void
test_lines(void **state)
{
	static const char in[] = "Habt ihr offen?\n"
	    "{\"text\":\"Jetzt 20 % sichern, Link in Bio\",\"kind\":\"own\"}\n"
	    "{\"text\":\"ok?\",\"lang\":\"en\",\"addressed\":true}\n"
	    "{kein json\n\n\xff\xfe";
	FILE *f = fmemopen((char *)(uintptr_t)in, sizeof(in) - 1, "r"), *out;
	AUTO(free_p) char *got = NULL;
	char *p, *line;
	size_t n, lines = 0;
	struct err e;

	(void)state;
	out = open_memstream(&got, &n);
	assert_int_equal(classify_lines(rules, f, out, "de", &e), 0);
	fclose(f);
	fclose(out);
	for (p = got; (line = strsep(&p, "\n")) != NULL && *line != '\0';
	    lines++) {
		assert_true(strncmp(line, "{\"label\":\"", 10) == 0);
		assert_non_null(strstr(line, "\"p\":{"));
		assert_non_null(strstr(line, "\"reasons\":["));
		if (lines == 0) {
			assert_non_null(strstr(line, "\"question\""));
			assert_non_null(strstr(line, "\"answer\":true"));
			assert_non_null(strstr(line, "\"lang\":\"de\""));
		} else if (lines == 1)
			assert_non_null(strstr(line, "\"broadcast\",\"p\":"
			    "{\"broadcast\":"));
		else if (lines == 2)
			assert_non_null(strstr(line, "\"lang\":\"en\""));
	}
	assert_int_equal(lines, 6);
}

static int
setup(void **state)
{
	(void)state;
	rules = classify_load(NULL, NULL);
	return rules == NULL ? -1 : 0;
}

static int
teardown(void **state)
{
	(void)state;
	classify_free(rules);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_inbound),
		cmocka_unit_test(test_own),
		cmocka_unit_test(test_flags),
		cmocka_unit_test(test_context),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_what_a_search_found),
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_lines),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
