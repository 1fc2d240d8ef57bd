/* SPDX-License-Identifier: ISC */

/* What questions are about: subjects, words they share, and none at all. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/mem.h"
#include "text/topics.h"

static struct arena *arena;
static struct topic topics[TOPICS_MAX];
static size_t n;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const struct topic *
find(const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(topics[i].name, name) == 0)
			return &topics[i];
	return NULL;
}

static size_t
size_of(const char *name)
{
	const struct topic *t = find(name);

	return t != NULL ? t->n : 0;
}

static void
test_subjects(void **state)
{
	static const char *const texts[] = {
		"Habt ihr am Sonntag auf?",
		"Wie sind eure Öffnungszeiten?",
		"are you open on sunday?",
		"Liefert ihr am Samstag auch nach Spandau?",
		"How much is shipping to Austria?",
		"WANN KOMMT MEIN PAKET??",
		"Sind da Nüsse drin? Meine Tochter ist allergisch.",
		"Habt ihr glutenfreies Brot?",
		"Wie geht es euch so?",
	};

	(void)state;
	n = topics_find(texts, ARRAY_LEN(texts), arena, topics);
	assert_int_equal(n, 3);
	/* On Saturday, but about delivery. */
	assert_int_equal(size_of("Opening hours"), 3);
	assert_int_equal(size_of("Delivery"), 3);
	assert_int_equal(size_of("Ingredients and allergies"), 2);
	assert_int_equal(topics[2].n, 2);
	assert_false(topics[0].is_word);
}

static void
test_shared_words(void **state)
{
	static const char *const texts[] = {
		"Gibt es den Tischkicker noch?",
		"Wie hoch ist der Tischkicker?",
		"Tischkicker in Blau, habt ihr das?",
		"Passt der Tischkicker durch eine Tür?",
		"Welche Farbe hat die Lampe?",
		"Eine Lampe für draußen, geht das?",
		"Welche Musik lief gestern?",
		"Wer hat das Bild gemalt?",
		"Wo lernt man so etwas?",
	};

	(void)state;
	n = topics_find(texts, ARRAY_LEN(texts), arena, topics);
	assert_int_equal(size_of("Tischkicker"), 4);
	assert_int_equal(size_of("Lampe"), 2);
	assert_true(topics[0].is_word);
	for (size_t i = 1; i < n; i++)
		assert_true(topics[i].n <= topics[i - 1].n);
	/* Each question belongs to one group. */
	for (size_t q = 0; q < ARRAY_LEN(texts); q++) {
		int in = 0;

		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k < topics[i].n; k++)
				in += topics[i].members[k] == q;
		assert_in_range(in, 0, 1);
	}
}

static void
test_nothing_in_common(void **state)
{
	static const char *const texts[] = { "Was ist das?", "", "???",
		"Könnt ihr mir bitte helfen?", "\xff\xfe kaputtes UTF-8 \xc3",
		"Wer seid ihr denn?" };
	char *many[300];

	(void)state;
	n = topics_find(texts, ARRAY_LEN(texts), arena, topics);
	assert_int_equal(n, 0);
	assert_int_equal(topics_find(NULL, 0, arena, topics), 0);
	/* What stands in all of them says nothing. */
	for (int i = 0; i < 300; i++)
		many[i] = xasprintf("Bäckerei wort%dx und x%dwort", i, i);
	n = topics_find((const char *const *)many, 300, arena, topics);
	assert_null(find("Bäckerei"));
	for (int i = 0; i < 300; i++)
		free(many[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_subjects, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_shared_words, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_nothing_in_common, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
