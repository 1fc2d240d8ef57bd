/* SPDX-License-Identifier: ISC */
/*
 * test_text_tokens.c - folding, tokens, sentences and languages.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "text/features.h"
#include "text/tokens.h"

static struct tokens t;

/* Tokens as "w:wort n:0 u m:name t:tag e ?". */
static const char *
dump(const char *text)
{
	static char out[2048];
	size_t n = 0;

	tokens_read(&t, text, strlen(text));
	out[0] = '\0';
	for (int i = 0; i < t.n; i++) {
		const struct token *k = &t.token[i];

		if (k->kind == TOKEN_MARK)
			n += (size_t)snprintf(out + n, sizeof(out) - n, "%s%c",
			    i > 0 ? " " : "", k->mark == '\n' ? 'N' : k->mark);
		else
			n += (size_t)snprintf(out + n, sizeof(out) - n,
			    "%s%c:%.*s", i > 0 ? " " : "",
			    "wnumte"[k->kind], (int)k->fold_len,
			    t.folded + k->fold);
	}
	return out;
}

static void
test_tokens(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "Für GRÖSSE, größe!", "w:fuer w:groesse , w:groesse !" },
		{ "fu\xcc\x88r", "w:fuer" },
		{ "what's don\u2019t geht's", "w:whats w:dont w:gehts" },
		{ "haaaallooo bitteee", "w:hallo w:bitte" },
		{ "Schifffahrt Kaffee", "w:schifahrt w:kaffee" },
		{ "3x 12.30 Uhr, 1.200,50 €", "n:0x n:0 w:uhr , n:0 $" },
		{ "@db_bahn@m.social hi @x", "m:db_bahn w:hi m:x" },
		{ "#WasFehlt #a", "t:wasfehlt t:a" },
		{ "https://x.de/a?b=1. Und www.x.at", "u: . w:und u:" },
		{ "mail@x.de oder x.com/y?", "u: w:oder u: ?" },
		{ "Was?!?! ... ja…", "w:was ? ~ w:ja ~" },
		{ "gut :-) <3 😀👍🏽", "w:gut e: e: e: e:" },
		{ "„Zitat“ «x»", "\" w:zitat \" \" w:x \"" },
		{ "a\n\n\nb", "w:a N w:b" },
		{ "¿Qué?", "w:que ?" },
		{ "𝗙𝗿𝗲𝗶 ｆｒｅｅ", "w:frei w:free" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(dump(cases[i].text), cases[i].want);
}

static void
test_sentences(void **state)
{
	static const struct {
		const char *text;
		int sentences;
	} cases[] = {
		{ "", 0 },
		{ "Hallo", 1 },
		{ "Eins. Zwei! Drei?", 3 },
		{ "Am 12. Mai um 14.30 Uhr", 1 },
		{ "z.B. am Mo. oder ca. 3 Std. später", 1 },
		{ "Ja klar 😂 Kommst du", 2 },
		{ "ja klar 😂 und sonst", 1 },
		{ "eins\nzwei\n\ndrei", 3 },
		{ "Echt?! Das ist...naja", 3 },
		{ "Er fragte: „Wann?“ Ich ging.", 2 },
		{ "Mr. Smith is in. Ask him.", 2 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		tokens_read(&t, cases[i].text, strlen(cases[i].text));
		if (t.n_sentences != cases[i].sentences)
			print_error("%s: %d\n", cases[i].text, t.n_sentences);
		assert_int_equal(t.n_sentences, cases[i].sentences);
	}
}

static void
test_languages(void **state)
{
	static const struct {
		const char *text, *declared, *want;
	} cases[] = {
		{ "Habt ihr morgen offen?", NULL, "de" },
		{ "Habt ihr morgen offen?", "en", "de" },
		{ "Hend ihr am Samschtig offe?", NULL, "de" },
		{ "habts no an platz frei heid", NULL, "de" },
		{ "Are you open tomorrow?", NULL, "en" },
		{ "wheres my parcel", NULL, "en" },
		{ "Vous êtes ouverts demain? Merci pour votre réponse", NULL,
		    "xx" },
		{ "¿Cuándo abren mañana? Gracias", NULL, "xx" },
		{ "Когда вы открыты?", NULL, "xx" },
		{ "明日は開いていますか", NULL, "xx" },
		{ "Hej, har ni öppet på lördag? Tack", NULL, "xx" },
		{ "Preis?", NULL, "de" },
		{ "Ok", "en", "en" },
		{ "", NULL, "de" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		tokens_read(&t, cases[i].text, strlen(cases[i].text));
		if (strcmp(lang_guess(&t, cases[i].declared),
		    cases[i].want) != 0)
			print_error("%s\n", cases[i].text);
		assert_string_equal(lang_guess(&t, cases[i].declared),
		    cases[i].want);
	}
}

/* Longer than what is read: beginning and end count, nothing overflows. */
static void
test_long(void **state)
{
	size_t n = 200000;
	char *p = xmalloc(n);

	(void)state;
	memset(p, '?', n);
	tokens_read(&t, p, n);
	assert_true(t.cut);
	for (size_t i = 0; i < n; i++)
		p[i] = i % 2 ? '.' : 'a';
	tokens_read(&t, p, n);
	assert_true(t.n <= TOKENS_MAX && t.n_sentences <= SENTENCES_MAX);
	for (size_t i = 0; i < n; i++)
		p[i] = i % 2 ? ' ' : ',';
	memcpy(p + n - 8, "Wann da?", 8);
	tokens_read(&t, p, n);
	assert_true(t.n == TOKENS_MAX);
	for (size_t i = 0; i < n; i += 2)
		memcpy(p + i, "\xc3\x9f", 2);
	tokens_read(&t, p, n);
	assert_true(t.folded_len <= sizeof(t.folded));
	free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_long),
	};

	features_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
