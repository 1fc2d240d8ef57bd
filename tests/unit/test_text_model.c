/* SPDX-License-Identifier: ISC */
/*
 * test_text_model.c - the shipped model: refused when damaged, and as good
 * on the corpus as it was when it was made.
 *
 * The model has seen the corpus, so that its figures here are no measure of
 * quality (make eval CROSS=1 is): they fall when a feature, a hash or the
 * file no longer means what it meant.  regress.tsv is not learned from: every
 * line there was judged wrongly once.
 */

#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "text/classify.h"
#include "text/model.h"

#define MODEL	"conf/hark.model"
#define CORPUS	"tests/corpus/"

static struct classifier *rules, *model;

/* --- damage -------------------------------------------------------------------- */

static char *
read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *p;

	assert_non_null(f);
	fseek(f, 0, SEEK_END);
	*n = (size_t)ftell(f);
	rewind(f);
	p = xmalloc(*n + 16);
	assert_int_equal(fread(p, 1, *n, f), *n);
	fclose(f);
	return p;
}

static void
test_damage(void **state)
{
	struct model m;
	struct err e;
	size_t n, step;
	char *p = read_file(MODEL, &n);

	(void)state;
	assert_true(n <= 2u << 20);
	assert_int_equal(model_check(&m, p, n, &e), 0);
	assert_int_equal(model_check(&m, p, 0, &e), -1);
	assert_int_equal(model_check(&m, p, sizeof(struct model_header) - 1,
	    &e), -1);
	assert_int_equal(model_check(&m, p, n - 1, &e), -1);
	memset(p + n, 0, 16);
	assert_int_equal(model_check(&m, p, n + 16, &e), -1);
	/* One bit anywhere. */
	step = n / 97;
	for (size_t i = 0; i < n; i += i < 64 ? 1 : step) {
		p[i] ^= 0x10;
		assert_int_equal(model_check(&m, p, n, &e), -1);
		p[i] ^= 0x10;
	}
	assert_int_equal(model_check(&m, p, n, &e), 0);
	free(p);
}

/* Mended checksums do not help trees that read past their inputs. */
static void
test_trees(void **state)
{
	struct model m;
	struct err e = { 0 };
	size_t n;
	char *p = read_file(MODEL, &n);
	struct model_header *h = (void *)p;
	struct model_tree *tree = &h->lang[1].tree[MODEL_TREES - 1];
	float leaf = tree->leaf[TREE_LEAVES - 1];

	(void)state;
	tree->input[TREE_NODES - 1] = INPUT_MAX;
	h->checksum = model_checksum(p, n);
	assert_int_equal(model_check(&m, p, n, &e), -1);
	assert_non_null(strstr(e.text, "no weight"));
	tree->input[TREE_NODES - 1] = INPUT_MAX - 1;
	tree->leaf[TREE_LEAVES - 1] = leaf / 0.0f;
	h->checksum = model_checksum(p, n);
	assert_int_equal(model_check(&m, p, n, &e), -1);
	tree->leaf[TREE_LEAVES - 1] = leaf;
	h->checksum = model_checksum(p, n);
	assert_int_equal(model_check(&m, p, n, &e), 0);
	free(p);
}

static void
test_file(void **state)
{
	char path[] = "/tmp/hark-model-XXXXXX";
	int fd = mkstemp(path);
	struct err e = { 0 };
	size_t n;
	char *p = read_file(MODEL, &n);

	(void)state;
	assert_true(fd >= 0);
	assert_null(classify_load(path, &e));		/* empty */
	assert_non_null(strstr(e.text, path));
	p[n / 2] ^= 1;
	assert_int_equal(write(fd, p, n), n);
	assert_null(classify_load(path, &e));
	assert_non_null(strstr(e.text, "damaged"));
	assert_null(classify_load("/", &e));
	close(fd);
	unlink(path);
	free(p);
	assert_non_null(strstr(classify_version(model), "model "));
}

/* --- figures -------------------------------------------------------------------- */

struct tally {
	int n, tp, fp, fn, right, dialogue;
};

static bool
wants(enum label l)
{
	return l == LABEL_QUESTION || l == LABEL_REQUEST;
}

/* Judge a corpus file; tally[lang][side]. */
static void
judge_file(const struct classifier *c, const char *path,
    struct tally tally[2][2], bool loud)
{
	AUTO(free_p) char *line = NULL;
	FILE *f = fopen(path, "r");
	size_t size = 0;

	assert_non_null(f);
	while (getline(&line, &size, f) > 0) {
		char *p = line, *column[4];
		struct text_in in = { .reply = TRI_UNKNOWN,
		    .reply_to_us = TRI_UNKNOWN, .mention = TRI_UNKNOWN,
		    .addressed = TRI_UNKNOWN, .private_ = TRI_UNKNOWN,
		    .known = TRI_UNKNOWN, .others = TRI_UNKNOWN };
		struct verdict v;
		struct tally *t;
		enum label want;

		if (line[0] == '#')
			continue;
		for (int i = 0; i < 4; i++)
			column[i] = strsep(&p, i < 3 ? "\t" : "\n");
		assert_non_null(column[3]);
		want = label_parse(column[0]);
		assert_int_not_equal(want, LABEL_NONE);
		in.text = column[3];
		in.len = strlen(in.text);
		in.side = want >= LABEL_BROADCAST ? TEXT_OWN : TEXT_IN;
		classify(c, &in, false, NULL, &v);
		t = &tally[column[1][0] == 'e'][in.side];
		t->n++;
		t->tp += wants(want) && wants(v.label);
		t->fp += !wants(want) && wants(v.label);
		t->fn += wants(want) && !wants(v.label);
		t->right += v.label == want;
		t->dialogue += (v.label == LABEL_DIALOGUE) ==
		    (want == LABEL_DIALOGUE);
		if (loud && (in.side == TEXT_IN ? wants(want) !=
		    wants(v.label) : v.label != want))
			print_error("%s: %s, not %s (%.2f)\n", in.text,
			    label_name(v.label), column[0],
			    (double)v.answer);
	}
	fclose(f);
}

static double
f1(const struct tally *t)
{
	return 2.0 * t->tp / (2.0 * t->tp + t->fp + t->fn);
}

static void
judge_sme(const struct classifier *c, struct tally t[2][2])
{
	memset(t, 0, 4 * sizeof(t[0][0]));
	judge_file(c, CORPUS "sme_in.tsv", t, false);
	judge_file(c, CORPUS "sme_own.tsv", t, false);
	for (int lang = 0; lang < 2; lang++)
		print_message("# %s: F1 %.3f, own %.3f, dialogue %.3f\n",
		    lang ? "en" : "de", f1(&t[lang][TEXT_IN]),
		    1.0 * t[lang][TEXT_OWN].right / t[lang][TEXT_OWN].n,
		    1.0 * t[lang][TEXT_OWN].dialogue / t[lang][TEXT_OWN].n);
}

static void
test_rules_corpus(void **state)
{
	struct tally t[2][2];

	(void)state;
	judge_sme(rules, t);
	assert_true(f1(&t[0][TEXT_IN]) >= 0.68);
	assert_true(f1(&t[1][TEXT_IN]) >= 0.65);
	assert_true(t[0][TEXT_OWN].dialogue >= 0.86 * t[0][TEXT_OWN].n);
	assert_true(t[1][TEXT_OWN].dialogue >= 0.82 * t[1][TEXT_OWN].n);
}

static void
test_model_corpus(void **state)
{
	struct tally t[2][2];

	(void)state;
	judge_sme(model, t);
	for (int lang = 0; lang < 2; lang++) {
		assert_true(f1(&t[lang][TEXT_IN]) >= 0.92);
		assert_true(t[lang][TEXT_OWN].right >=
		    0.92 * t[lang][TEXT_OWN].n);
		assert_true(t[lang][TEXT_OWN].dialogue >=
		    0.95 * t[lang][TEXT_OWN].n);
	}
}

/* Lines judged wrongly once: each must be right now. */
static void
test_regress(void **state)
{
	struct tally t[2][2] = { 0 };

	(void)state;
	judge_file(model, CORPUS "regress.tsv", t, true);
	for (int lang = 0; lang < 2; lang++) {
		assert_true(t[lang][TEXT_IN].n > 5);
		assert_int_equal(t[lang][TEXT_IN].fp +
		    t[lang][TEXT_IN].fn, 0);
		assert_int_equal(t[lang][TEXT_OWN].right,
		    t[lang][TEXT_OWN].n);
	}
}

/* What the network says moves the model's verdict the right way, too. */
static void
test_context(void **state)
{
	struct text_in in = { .text = "Kommst du morgen auch?", .len = 22,
	    .reply = TRI_UNKNOWN, .reply_to_us = TRI_UNKNOWN,
	    .mention = TRI_YES, .addressed = TRI_UNKNOWN,
	    .private_ = TRI_UNKNOWN, .known = TRI_UNKNOWN,
	    .others = TRI_UNKNOWN };
	struct verdict ours, theirs, own;

	(void)state;
	classify(model, &in, true, "de", &ours);
	in.mention = TRI_NO;
	in.addressed = TRI_NO;
	in.others = TRI_YES;
	classify(model, &in, true, "de", &theirs);
	assert_true(ours.answer > theirs.answer + 0.1f);
	assert_false(theirs.rings);
	in.side = TEXT_OWN;
	in.text = "Die neue Kollektion ist da, jetzt im Shop.";
	in.len = strlen(in.text);
	in.reply = TRI_NO;
	classify(model, &in, true, "de", &own);
	assert_int_equal(own.label, LABEL_BROADCAST);
	in.text = "Gern, bis Dienstag dann.";
	in.len = strlen(in.text);
	in.reply = TRI_YES;
	classify(model, &in, true, "de", &own);
	assert_int_equal(own.label, LABEL_DIALOGUE);
	assert_true(own.n_reasons > 0);
}

/* The daemon judges millions: a text must not cost memory. */
static void
test_no_allocation(void **state)
{
	static const char text[] = "Wei\xc3\x9f jemand, wann ihr \xc3\xb6"
	    "ffnet? https://x.de \xf0\x9f\x98\x80 Danke!";
	struct text_in in = { .text = text, .len = sizeof(text) - 1 };
	struct mallinfo2 before, after;
	struct verdict v;

	(void)state;
	classify(model, &in, true, "de", &v);
	before = mallinfo2();
	for (int i = 0; i < 1000; i++) {
		in.side = i & 1 ? TEXT_OWN : TEXT_IN;
		classify(model, &in, true, i & 2 ? "en" : "de", &v);
	}
	after = mallinfo2();
	assert_int_equal(before.uordblks, after.uordblks);
	assert_int_equal(before.arena, after.arena);
}

static int
setup(void **state)
{
	struct err e;

	(void)state;
	rules = classify_load(NULL, NULL);
	model = classify_load(MODEL, &e);
	if (model == NULL)
		print_error("%s\n", e.text);
	return model == NULL ? -1 : 0;
}

static int
teardown(void **state)
{
	(void)state;
	classify_free(rules);
	classify_free(model);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_trees),
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_rules_corpus),
		cmocka_unit_test(test_model_corpus),
		cmocka_unit_test(test_regress),
		cmocka_unit_test(test_context),
		cmocka_unit_test(test_no_allocation),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
