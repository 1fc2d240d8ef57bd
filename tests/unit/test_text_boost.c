/* SPDX-License-Identifier: ISC */
/*
 * test_text_boost.c - trees learn what no sum of weights can say, and always
 * the same.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "text/train/boost.h"

#define N	4000
#define A	(INPUT_NAMED + 3)
#define B	INPUT_SHAPE

static float in[N][INPUT_MAX];
static struct boost_row row[N];
static struct model_lang lang;

/* y is A or B but not both; every tenth label is wrong, the rest is noise. */
static void
fill(void)
{
	uint32_t r = 1;

	for (int i = 0; i < N; i++) {
		bool a, b;

		for (int c = 0; c < INPUT_MAX; c++) {
			r = r * 1664525u + 1013904223u;
			in[i][c] = (float)(r >> 8) / 16777216.0f;
		}
		a = in[i][A] > 0.5f;
		b = in[i][B] > 0.3f;
		row[i] = (struct boost_row){ .in = in[i],
		    .y = (a != b) != (i % 10 == 0) };
	}
}

static void
test_either(void **state)
{
	int right = 0;

	(void)state;
	fill();
	boost_train(row, N, 1, lang.tree);
	for (int i = 0; i < N; i++) {
		bool a = in[i][A] > 0.5f, b = in[i][B] > 0.3f;

		right += (model_second_step(&lang, in[i]) > 0.0f) ==
		    (a != b);
	}
	assert_in_range(right, N * 97 / 100, N);
}

/* What the linear step knows already is not learned again. */
static void
test_start(void **state)
{
	float most = 0.0f;

	(void)state;
	fill();
	for (int i = 0; i < N; i++) {
		row[i].y = in[i][A] > 0.5f;
		row[i].start = row[i].y ? 9.0f : -9.0f;
	}
	boost_train(row, N, 1, lang.tree);
	for (int k = 0; k < MODEL_TREES; k++)
		for (int i = 0; i < TREE_LEAVES; i++)
			if (lang.tree[k].leaf[i] > most)
				most = lang.tree[k].leaf[i];
	assert_true(most < 0.05f);
}

static void
test_same(void **state)
{
	static struct model_tree again[MODEL_TREES];

	(void)state;
	fill();
	boost_train(row, N, 7, lang.tree);
	boost_train(row, N, 7, again);
	assert_memory_equal(again, lang.tree, sizeof(again));
	boost_train(row, N, 8, again);
	assert_memory_not_equal(again, lang.tree, sizeof(again));
}

/* Too little to learn from, and all of one kind: they say nothing, or yes. */
static void
test_little(void **state)
{
	(void)state;
	fill();
	memset(&lang, 0, sizeof(lang));
	boost_train(row, 30, 1, lang.tree);
	assert_true(model_second_step(&lang, in[0]) == 0.0f);
	for (int i = 0; i < N; i++)
		row[i].y = 1;
	boost_train(row, N, 1, lang.tree);
	assert_true(model_second_step(&lang, in[0]) > 1.0f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_either),
		cmocka_unit_test(test_start),
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_little),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
