/* SPDX-License-Identifier: ISC */
/*
 * test_text_lessons.c - what corrections teach: the same kind of text, later,
 * and nothing else.
 *
 * regress_kinds.tsv (which no model learned from) holds two kinds the shipped
 * model mostly judges wrongly: offers by agencies, put as questions, which
 * the shop wants no bell for; and orders without a verb, which want a
 * reaction.  Fifty of each are taught, the others must come out right.
 */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "text/lessons.h"

#define MODEL	"conf/hark.model"
#define CORPUS	"tests/corpus/"
#define TAUGHT	50

struct line {
	enum label label;
	bool english;
	char source[16];
	char *text;
};

static struct classifier *model, *rules;
static struct line *kinds, *corpus, *regress;
static size_t n_kinds, n_corpus, n_regress;

static bool
wants(enum label l)
{
	return l == LABEL_QUESTION || l == LABEL_REQUEST;
}

static size_t
read_lines(const char *name, struct line **v, size_t n)
{
	AUTO(free_p) char *path = xasprintf(CORPUS "%s", name);
	AUTO(free_p) char *s = NULL;
	FILE *f = fopen(path, "r");
	size_t size = 0;
	ssize_t len;

	assert_non_null(f);
	while ((len = getline(&s, &size, f)) > 1) {
		char *column[4], *p = s;

		s[len - 1] = '\0';
		for (int i = 0; i < 4; i++)
			column[i] = strsep(&p, "\t");
		assert_non_null(column[3]);
		*v = xreallocarray(*v, n + 1, sizeof(**v));
		(*v)[n].label = label_parse(column[0]);
		(*v)[n].english = column[1][0] == 'e';
		snprintf((*v)[n].source, sizeof((*v)[n].source), "%s",
		    column[2]);
		(*v)[n++].text = xstrdup(column[3]);
	}
	fclose(f);
	return n;
}

static void
free_lines(struct line *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(v[i].text);
	free(v);
}

static struct text_in
text_in(const struct line *x)
{
	return (struct text_in){ .text = x->text, .len = strlen(x->text),
	    .side = x->label >= LABEL_BROADCAST ? TEXT_OWN : TEXT_IN,
	    .reply = TRI_UNKNOWN, .reply_to_us = TRI_UNKNOWN,
	    .mention = TRI_UNKNOWN, .addressed = TRI_UNKNOWN,
	    .private_ = TRI_UNKNOWN, .known = TRI_UNKNOWN,
	    .others = TRI_UNKNOWN };
}

static enum label
judge(const struct lessons *l, const struct line *x)
{
	struct text_in in = text_in(x);
	struct verdict v;

	classify_taught(model, l, &in, false, NULL, &v);
	return v.label;
}

static void
teach(struct lessons *l, const struct classifier *c, const struct line *x,
    enum label label)
{
	struct text_in in = text_in(x);
	struct buf b = BUF_INIT;

	lesson_make(c, &in, &b);
	assert_true(lessons_add(l, label, b.data, b.len));
	buf_free(&b);
}

/* The first n of a kind ("pitch", "order"), as they are labelled. */
static void
teach_kind(struct lessons *l, const char *kind, int n)
{
	for (size_t i = 0; i < n_kinds && n > 0; i++)
		if (strcmp(kinds[i].source, kind) == 0) {
			teach(l, model, &kinds[i], kinds[i].label);
			n--;
		}
}

/* The share right of those that were not taught. */
static double
right(const struct lessons *l, const char *kind)
{
	int seen = 0, n = 0, good = 0;

	for (size_t i = 0; i < n_kinds; i++) {
		if (strcmp(kinds[i].source, kind) != 0 || seen++ < TAUGHT)
			continue;
		n++;
		good += wants(judge(l, &kinds[i])) == wants(kinds[i].label);
	}
	assert_true(n >= 15);
	return (double)good / n;
}

/* F1 of "needs an answer" over the whole corpus, one language. */
static double
f1(const struct lessons *l, bool english)
{
	int tp = 0, wrong = 0;

	for (size_t i = 0; i < n_corpus; i++) {
		const struct line *x = &corpus[i];
		bool want = wants(x->label), got;

		if (x->english != english || x->label >= LABEL_BROADCAST)
			continue;
		got = wants(judge(l, x));
		tp += want && got;
		wrong += want != got;
	}
	return 2.0 * tp / (2.0 * tp + wrong);
}

static void
assert_unharmed(const struct lessons *l)
{
	for (int english = 0; english < 2; english++) {
		double before = f1(NULL, english), after = f1(l, english);

		if (after < before - 0.01)
			fail_msg("%s corpus fell from %.3f to %.3f", english ?
			    "English" : "German", before, after);
	}
	for (size_t i = 0; i < n_regress; i++)
		if (judge(l, &regress[i]) != judge(NULL, &regress[i]))
			fail_msg("now another verdict: %s", regress[i].text);
}

static void
test_kind(const char *kind)
{
	struct lessons *l = lessons_new(model);
	double before = right(NULL, kind), after;

	teach_kind(l, kind, TAUGHT);
	lessons_learn(l);
	after = right(l, kind);
	print_message("# %s: %.2f right before, %.2f after, %d n-grams\n",
	    kind, before, after, lessons_size(l));
	assert_true(before <= 0.6);
	assert_true(after >= 0.8);
	assert_unharmed(l);
	lessons_free(l);
}

static void
test_pitches(void **state)
{
	(void)state;
	test_kind("pitch");
}

static void
test_orders(void **state)
{
	(void)state;
	test_kind("order");
}

/* Two kinds do not drown each other. */
static void
test_both(void **state)
{
	struct lessons *l = lessons_new(model);

	(void)state;
	teach_kind(l, "pitch", TAUGHT);
	teach_kind(l, "order", TAUGHT);
	lessons_learn(l);
	assert_true(right(l, "pitch") >= 0.8);
	assert_true(right(l, "order") >= 0.8);
	assert_unharmed(l);
	lessons_free(l);
}

/* Corrections that have nothing in common, or contradict: no great harm. */
static void
test_no_kind(void **state)
{
	struct lessons *l = lessons_new(model);

	(void)state;
	for (size_t i = 0, n = 0; i < n_corpus && n < 200; i += 17)
		if (wants(corpus[i].label)) {
			teach(l, model, &corpus[i], LABEL_OTHER);
			n++;
		}
	lessons_learn(l);
	assert_unharmed(l);
	lessons_free(l);

	l = lessons_new(model);
	for (size_t i = 0; i < n_kinds; i++)
		teach(l, model, &kinds[i], i % 2 ? LABEL_OTHER :
		    LABEL_QUESTION);
	lessons_learn(l);
	assert_unharmed(l);
	lessons_free(l);
}

/* However many say so: what hark is sure of stays. */
static void
test_reach(void **state)
{
	struct line sure = { .label = LABEL_QUESTION, .text = (char *)(uintptr_t)
	    "Hallo, was kostet bei euch ein Ölwechsel?" };
	struct text_in in = text_in(&sure);
	struct lessons *l = lessons_new(model);
	struct verdict before, after;

	(void)state;
	classify(model, &in, false, NULL, &before);
	for (int i = 0; i < 300; i++)
		teach(l, model, &sure, LABEL_OTHER);
	lessons_learn(l);
	classify_taught(model, l, &in, true, "en", &after);
	assert_true(after.answer < before.answer);
	assert_true(logf(before.answer / (1 - before.answer)) -
	    logf(after.answer / (1 - after.answer)) < LESSONS_REACH + 0.1f);
	/* And says so. */
	for (int i = 0; ; i++) {
		assert_true(i < after.n_reasons);
		if (strcmp(after.reasons[i].text, "as you taught") == 0)
			break;
	}
	lessons_free(l);
}

/* One lesson is no rule; the order does not matter; nothing is as before. */
static void
test_sums(void **state)
{
	struct lessons *a = lessons_new(model), *b = lessons_new(model);
	struct verdict v, w;

	(void)state;
	assert_true(lessons_empty(NULL));
	lessons_learn(a);
	assert_true(lessons_empty(a));
	teach_kind(a, "pitch", 1);
	lessons_learn(a);
	assert_true(lessons_empty(a));
	lessons_free(a);

	a = lessons_new(model);
	for (int i = 0; i < TAUGHT; i++) {
		teach(a, model, &kinds[i], kinds[i].label);
		teach(b, model, &kinds[TAUGHT - 1 - i],
		    kinds[TAUGHT - 1 - i].label);
	}
	lessons_learn(a);
	lessons_learn(b);
	for (size_t i = 0; i < n_kinds; i++) {
		struct text_in in = text_in(&kinds[i]);

		classify_taught(model, a, &in, false, NULL, &v);
		classify_taught(model, b, &in, false, NULL, &w);
		assert_true(fabsf(v.answer - w.answer) < 0.02f);
		classify(model, &in, false, NULL, &v);
		classify_taught(model, NULL, &in, false, NULL, &w);
		assert_memory_equal(&v, &w, sizeof(v));
	}
	lessons_free(a);
	lessons_free(b);

	/* Rules do not know what is common: they learn nothing. */
	a = lessons_new(rules);
	for (int i = 0; i < TAUGHT; i++)
		teach(a, rules, &kinds[i], kinds[i].label);
	lessons_learn(a);
	assert_true(lessons_empty(a));
	lessons_free(a);
}

/* Any bytes: refused, or harmless. */
static void
test_damage(void **state)
{
	struct lessons *l = lessons_new(model);
	struct text_in in = text_in(&kinds[0]);
	struct buf b = BUF_INIT;
	uint32_t r = 1;

	(void)state;
	lesson_make(model, &in, &b);
	for (size_t n = 0; n < b.len; n++)
		assert_false(lessons_add(l, LABEL_OTHER, b.data, n));
	assert_false(lessons_add(l, LABEL_DIALOGUE, b.data, b.len));
	assert_false(lessons_add(l, LABEL_NONE, b.data, b.len));
	assert_false(lessons_add(l, (enum label)99, b.data, b.len));
	for (int i = 0; i < 2000; i++) {
		char *p = xmalloc(b.len);

		memcpy(p, b.data, b.len);
		for (int k = 0; k < 4; k++) {
			r = r * 1664525u + 1013904223u;
			p[(r >> 8) % b.len] ^= (char)(1u << (r >> 29));
		}
		(void)lessons_add(l, LABEL_OTHER, p, b.len);
		free(p);
	}
	lessons_learn(l);
	for (size_t i = 0; i < n_regress; i++)
		assert_true(judge(l, &regress[i]) != LABEL_NONE);
	lessons_free(l);
	buf_free(&b);
}

static void
test_any_text(void **state)
{
	static char huge[70000];
	struct line x = { .label = LABEL_OTHER, .text = huge };
	struct lessons *l = lessons_new(model);

	(void)state;
	teach(l, model, &x, LABEL_QUESTION);	/* empty */
	for (size_t i = 0; i + 1 < sizeof(huge); i++)
		huge[i] = (char)(i * 7 % 251 + 1);
	teach(l, model, &x, LABEL_QUESTION);
	teach(l, model, &x, LABEL_QUESTION);
	lessons_learn(l);
	assert_true(judge(l, &x) != LABEL_NONE);
	lessons_free(l);
}

static int
setup(void **state)
{
	static const char *const files[] = { "in_de_brand.tsv",
	    "in_de_city.tsv", "in_de_plain.tsv", "in_de_press.tsv",
	    "in_de_rail.tsv", "in_de_shop.tsv", "in_de_traps.tsv",
	    "in_en_brand.tsv", "in_en_chat.tsv", "in_en_plain.tsv",
	    "in_en_press.tsv", "in_en_shop.tsv", "in_en_traps.tsv",
	    "sme_in.tsv" };
	struct err e = { 0 };

	(void)state;
	model = classify_load(MODEL, &e);
	rules = classify_load(NULL, &e);
	assert_non_null(model);
	n_kinds = read_lines("regress_kinds.tsv", &kinds, 0);
	n_regress = read_lines("regress.tsv", &regress, 0);
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		n_corpus = read_lines(files[i], &corpus, n_corpus);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	classify_free(model);
	classify_free(rules);
	free_lines(kinds, n_kinds);
	free_lines(corpus, n_corpus);
	free_lines(regress, n_regress);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pitches),
		cmocka_unit_test(test_orders),
		cmocka_unit_test(test_both),
		cmocka_unit_test(test_no_kind),
		cmocka_unit_test(test_reach),
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_any_text),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
