/* SPDX-License-Identifier: ISC */
/*
 * test_text_senses.c - what words are about, and what is made of it.
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
#include "text/lexicon.h"
#include "text/ngrams.h"
#include "text/senses.h"

enum { DE, EN };

static struct tokens t;
static struct senses s, other;

static enum sense
sense_of(int lang, const char *word)
{
	bool itself;

	tokens_read(&t, word, strlen(word));
	assert_int_equal(t.n, 1);
	return lexicon_find(lang, &t, &t.token[0], &itself);
}

static void
test_words(void **state)
{
	static const struct {
		int lang;
		const char *word;
		enum sense want;
	} cases[] = {
		/* as listed, inflected, umlauts come and go */
		{ DE, "Aufzug", SENSE_FACILITY },
		{ DE, "Aufzüge", SENSE_FACILITY },
		{ DE, "AUFZÜGEN", SENSE_FACILITY },
		{ DE, "aufzuege", SENSE_FACILITY },
		{ DE, "Bahnhöfe", SENSE_STOP },
		{ DE, "kaputtes", SENSE_BROKEN },
		{ DE, "funktioniert", SENSE_BROKEN },
		{ DE, "Mitarbeiterinnen", SENSE_STAFF },
		{ DE, "#verspätung", SENSE_LATE },
		{ EN, "elevators", SENSE_FACILITY },
		{ EN, "Delayed", SENSE_LATE },
		{ EN, "refunding", SENSE_REFUND },
		/* the end of a longer word says what it is */
		{ DE, "Glasaufzug", SENSE_FACILITY },
		{ DE, "Zugverspätungen", SENSE_LATE },
		{ DE, "Fahrkartenschalter", SENSE_STAFF },
		{ DE, "Güterzug", SENSE_VEHICLE },
		{ DE, "Geburtstagstorte", SENSE_FOOD },
		/* but not of any word that ends by chance like another */
		{ DE, "politisch", SENSE_NONE },
		{ DE, "Zustand", SENSE_NONE },
		{ DE, "aus", SENSE_NONE },
		/* a language has its own words */
		{ DE, "elevator", SENSE_NONE },
		{ EN, "Aufzug", SENSE_NONE },
		{ DE, "xyzzy", SENSE_NONE },
		{ EN, "xyzzy", SENSE_NONE },
		{ DE, "e", SENSE_NONE },
	};
	static const char tail[] = "aufzug";
	char longest[600];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (sense_of(cases[i].lang, cases[i].word) != cases[i].want)
			fail_msg("%s: %s, not %s", cases[i].word,
			    sense_name(sense_of(cases[i].lang,
			    cases[i].word)), sense_name(cases[i].want));
	for (size_t i = 0; i < sizeof(longest); i++)
		longest[i] = "mn"[i % 2];
	memcpy(longest + sizeof(longest) - sizeof(tail), tail, sizeof(tail));
	assert_int_equal(sense_of(DE, longest), SENSE_FACILITY);
}

static void
test_itself(void **state)
{
	bool itself;

	(void)state;
	tokens_read(&t, "nicht", 5);
	assert_int_equal(lexicon_find(DE, &t, &t.token[0], &itself),
	    SENSE_NEGATE);
	assert_true(itself);
	tokens_read(&t, "kaputt", 6);
	lexicon_find(DE, &t, &t.token[0], &itself);
	assert_false(itself);
}

/* A word that two lists hold would be in the second for nothing. */
static void
lists_check(const struct lexicon_list *list, int n)
{
	static uint32_t seen[8192];
	int words = 0;

	for (int i = 0; i < n; i++) {
		const char *p = list[i].words, *end;

		if (list[i].sense == SENSE_ITSELF)
			continue;
		assert_true(list[i].sense > SENSE_NONE &&
		    list[i].sense < SENSE_MAX);
		for (; *p != '\0'; p = *end == ' ' ? end + 1 : end) {
			size_t len = strcspn(p, " ");

			end = p + len;
			if (*p == '=' || *p == '*')
				p++, len--;
			if (p[len - 1] == '.')
				len--;
			tokens_read(&t, p, len);
			assert_true(words < (int)ARRAY_LEN(seen));
			for (int k = 0; k < words; k++)
				if (seen[k] == t.token[0].hash)
					fail_msg("\"%.*s\" in %s is there "
					    "already", (int)len, p,
					    sense_name(list[i].sense));
			seen[words++] = t.token[0].hash;
		}
	}
	assert_true(words > 1000);
}

static void
test_lists(void **state)
{
	(void)state;
	lists_check(lexicon_de, n_lexicon_de);
	lists_check(lexicon_en, n_lexicon_en);
}

static void
read_text(struct senses *ret, const char *text, size_t len, const char *lang)
{
	struct text_in in = { .text = text, .len = len, .lang = lang };
	static struct features f;

	tokens_read(&t, text, len);
	features_read(&f, &t, &in);
	senses_read(ret, &t, &f, NGRAMS_SEED);
}

static int
in_common(const char *a, const char *b)
{
	int n = 0;

	read_text(&s, a, strlen(a), "de");
	read_text(&other, b, strlen(b), "de");
	for (int i = 0; i < s.n; i++)
		for (int k = 0; k < other.n; k++)
			n += s.hash[i] == other.hash[k];
	return n;
}

static void
test_alike(void **state)
{
	const char *lift = "Der Aufzug ist seit gestern wieder kaputt.";

	(void)state;
	/* No noun in common, and most of what is said. */
	assert_true(in_common(lift, "Die Heizung ist seit heute ständig "
	    "defekt.") * 2 > in_common(lift, lift));
	assert_true(in_common(lift, "Der Kuchen schmeckt mir am besten.") * 4 <
	    in_common(lift, lift));
}

static void
test_order(void **state)
{
	static const char text[] = "Hallo! Wann kommt der Bus? Ich warte, und "
	    "die Anzeige am Bahnhof ist aus. #bahn";
	int from = 0;

	(void)state;
	read_text(&s, text, sizeof(text) - 1, "de");
	assert_int_equal(s.n_sentences, t.n_sentences);
	assert_int_equal(s.end[s.n_sentences - 1], s.n);
	for (int i = 0; i < s.n_sentences; i++) {
		const struct sentence *y = &t.sentence[i];

		for (int k = from; k < s.end[i]; k++) {
			assert_in_range(s.token[k], y->first,
			    y->first + y->n - 1);
			assert_true(k == 0 || s.token[k] >= s.token[k - 1]);
		}
		assert_true(s.end[i] > from);
		from = s.end[i];
	}
	/* Where nobody understands a word nothing is claimed. */
	read_text(&s, "¿Cuándo llega el próximo tren a la estación?", 46,
	    "es");
	assert_int_equal(s.n, 0);
	read_text(&s, "", 0, NULL);
	assert_int_equal(s.n, 0);
}

/* As many different senses as fit, in one sentence and in many. */
static void
test_full(void **state)
{
	size_t size = TOKENS_TEXT_HEAD + TOKENS_TEXT_TAIL, n = 0;
	char *p = xcalloc(1, 2 * size);

	(void)state;
	for (int stop = 0; stop < 2; stop++) {
		for (int i = 0; n < size; i++) {
			static const char *const w[] = { "bus ", "rad ",
			    "brot ", "hose ", "kind ", "arzt ", "bier ",
			    "hund ", "haus ", "film ", "geld ", "wlan ",
			    "rot ", "laut ", "dieb ", "amt ", "berg ",
			    "gut ", "lob ", "regen " };
			const char *x = w[i % (int)ARRAY_LEN(w)];

			memcpy(p + n, x, strlen(x));
			n += strlen(x);
			if (stop && i % 40 == 39)
				p[n - 1] = '\n';
		}
		read_text(&s, p, n, "de");
		assert_true(s.n > 1000 && s.n <= SENSES_MAX);
		assert_int_equal(s.end[s.n_sentences - 1], s.n);
		n = 0;
	}
	free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_itself),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_alike),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_full),
	};

	features_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
