/* SPDX-License-Identifier: ISC */
/*
 * report.c - counting right and wrong.
 *
 * Inbound figures are about "needs an answer" (question or request); "known"
 * is the same with what the network would tell about the source (own posts:
 * whether it is a reply).  Strangers'
 * texts are printed for a person at a terminal: as one visible line.
 */

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/train/report.h"

#define WORST	10

struct tally {
	int n, yes;
	int tp, fp, fn;			/* the label says so */
	int known_tp, known_fp, known_fn;
	int ring_tp, ring_fp, digest_tp;
	int own_right, own_dialogue;	/* all three; dialogue or not */
	int own_known;			/* the same with the reply flag */
};

static bool
wants(enum label l)
{
	return l == LABEL_QUESTION || l == LABEL_REQUEST;
}

static void
count(struct tally *t, const struct judged *j)
{
	enum label want = j->x->label;

	t->n++;
	if (j->x->side == TEXT_OWN) {
		t->own_right += j->got == want;
		t->own_dialogue += (j->got == LABEL_DIALOGUE) ==
		    (want == LABEL_DIALOGUE);
		t->own_known += (j->got_known == LABEL_DIALOGUE) ==
		    (want == LABEL_DIALOGUE);
		return;
	}
	t->yes += wants(want);
	t->tp += wants(want) && wants(j->got);
	t->fp += !wants(want) && wants(j->got);
	t->fn += wants(want) && !wants(j->got);
	t->known_tp += wants(want) && wants(j->got_known);
	t->known_fp += !wants(want) && wants(j->got_known);
	t->known_fn += wants(want) && !wants(j->got_known);
	t->ring_tp += wants(want) && j->rings;
	t->ring_fp += !wants(want) && j->rings;
	t->digest_tp += wants(want) && j->perhaps;
}

static double
ratio(int a, int b)
{
	return b > 0 ? (double)a / b : 0.0;
}

static void
set(json_t *o, const char *key, double v)
{
	json_object_set_new(o, key, json_real(round(v * 10000) / 10000));
}

static json_t *
tally_json(const struct tally *t, enum text_side side)
{
	json_t *o = json_object();

	json_object_set_new(o, "n", json_integer(t->n));
	if (side == TEXT_OWN) {
		set(o, "three", ratio(t->own_right, t->n));
		set(o, "dialogue", ratio(t->own_dialogue, t->n));
		set(o, "dialogue_known", ratio(t->own_known, t->n));
		return o;
	}
	json_object_set_new(o, "answers", json_integer(t->yes));
	set(o, "precision", ratio(t->tp, t->tp + t->fp));
	set(o, "recall", ratio(t->tp, t->yes));
	set(o, "f1", ratio(2 * t->tp, 2 * t->tp + t->fp + t->fn));
	set(o, "f1_known", ratio(2 * t->known_tp, 2 * t->known_tp +
	    t->known_fp + t->known_fn));
	set(o, "ring_precision", ratio(t->ring_tp, t->ring_tp + t->ring_fp));
	set(o, "ring_recall", ratio(t->ring_tp, t->yes));
	set(o, "digest_recall", ratio(t->digest_tp, t->yes));
	return o;
}

/* --- groups ---------------------------------------------------------------------- */

struct group {
	char name[96];
	enum text_side side;
	struct tally t;
};

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct group *)a)->name,
	    ((const struct group *)b)->name);
}

/* "de read_de", "de read_de/ge17": one group for each file and source. */
static json_t *
groups(const struct judged *v, size_t n)
{
	struct group *g = NULL;
	size_t n_groups = 0;
	json_t *o = json_object();

	for (size_t i = 0; i < n; i++)
		for (int k = 0; k < 2; k++) {
			const struct example *x = v[i].x;
			char name[96];
			size_t at = 0;

			snprintf(name, sizeof(name), "%s %s", x->lang ? "en" :
			    "de", k ? x->source : x->file);
			while (at < n_groups && strcmp(g[at].name, name) != 0)
				at++;
			if (at == n_groups) {
				g = xreallocarray(g, ++n_groups, sizeof(*g));
				memset(&g[at], 0, sizeof(*g));
				strcpy(g[at].name, name);
				g[at].side = x->side;
			}
			count(&g[at].t, &v[i]);
		}
	if (n_groups > 0)
		qsort(g, n_groups, sizeof(*g), by_name);
	for (size_t i = 0; i < n_groups; i++)
		json_object_set_new(o, g[i].name, tally_json(&g[i].t,
		    g[i].side));
	free(g);
	return o;
}

/* --- classes, confusion, calibration ------------------------------------------------ */

static json_t *
classes(const struct judged *v, size_t n)
{
	json_t *o = json_object();

	for (int l = LABEL_QUESTION; l < LABEL_MAX; l++) {
		int tp = 0, fp = 0, fn = 0;
		json_t *c;

		for (size_t i = 0; i < n; i++) {
			tp += (int)v[i].x->label == l && (int)v[i].got == l;
			fp += (int)v[i].x->label != l && (int)v[i].got == l;
			fn += (int)v[i].x->label == l && (int)v[i].got != l;
		}
		if (tp + fn == 0)
			continue;
		c = json_object();
		json_object_set_new(c, "n", json_integer(tp + fn));
		set(c, "precision", ratio(tp, tp + fp));
		set(c, "recall", ratio(tp, tp + fn));
		set(c, "f1", ratio(2 * tp, 2 * tp + fp + fn));
		json_object_set_new(o, label_name((enum label)l), c);
	}
	return o;
}

static json_t *
confusion(const struct judged *v, size_t n)
{
	int m[LABEL_MAX][LABEL_MAX] = { 0 };
	json_t *o = json_object();

	for (size_t i = 0; i < n; i++)
		m[v[i].x->label][v[i].got]++;
	for (int a = 1; a < LABEL_MAX; a++) {
		json_t *row = json_object();

		for (int b = 0; b < LABEL_MAX; b++)
			if (m[a][b] > 0)
				json_object_set_new(row, label_name(
				    (enum label)b), json_integer(m[a][b]));
		if (json_object_size(row) > 0)
			json_object_set(o, label_name((enum label)a), row);
		json_decref(row);
	}
	return o;
}

/*
 * The mean gap between what was said and what came, over ten bins; without
 * the files that only the first step learns from (human_*): neither their
 * labels nor how they were picked are like the rest.
 */
static json_t *
calibration(const struct judged *v, size_t n)
{
	json_t *o = json_object();

	for (int lang = 0; lang < 2; lang++) {
		double said[10] = { 0 }, came[10] = { 0 }, gap = 0;
		int in[10] = { 0 }, all = 0;

		for (size_t i = 0; i < n; i++) {
			int bin = (int)(v[i].answer * 10.0f);

			if (v[i].x->side != TEXT_IN ||
			    v[i].x->lang != lang ||
			    strncmp(v[i].x->file, "human_", 6) == 0)
				continue;
			bin = bin < 0 ? 0 : bin > 9 ? 9 : bin;
			said[bin] += (double)v[i].answer;
			came[bin] += wants(v[i].x->label);
			in[bin]++;
			all++;
		}
		for (int b = 0; b < 10; b++)
			gap += fabs(said[b] - came[b]);
		if (all > 0)
			set(o, lang ? "en" : "de", gap / all);
	}
	return o;
}

/* --- mistakes ------------------------------------------------------------------------- */

/* Sure that it needs an answer, and it does not (missed: the other way). */
static json_t *
worst(const struct judged *v, size_t n, int lang, bool missed)
{
	json_t *list = json_array();
	float bound = 2.0f;
	char line[400];

	while (json_array_size(list) < WORST) {
		const struct judged *pick = NULL;
		float pick_error = -1.0f;

		for (size_t i = 0; i < n; i++) {
			float error = missed ? 1.0f - v[i].answer :
			    v[i].answer;

			if (v[i].x->side != TEXT_IN || v[i].x->lang != lang ||
			    wants(v[i].x->label) != missed || error >= bound)
				continue;
			if (error > pick_error) {
				pick = &v[i];
				pick_error = error;
			}
		}
		if (pick == NULL)
			break;
		bound = pick_error;
		utf8_visible(line, sizeof(line), pick->x->text);
		json_array_append_new(list, json_pack("{s:f,s:s,s:s,s:s}",
		    "answer", (double)pick->answer, "label",
		    label_name(pick->x->label), "source", pick->x->source,
		    "text", line));
	}
	return list;
}

json_t *
report_make(const struct judged *v, size_t n, bool with_texts)
{
	json_t *o = json_object(), *w;

	json_object_set_new(o, "groups", groups(v, n));
	json_object_set_new(o, "classes", classes(v, n));
	json_object_set_new(o, "confusion", confusion(v, n));
	json_object_set_new(o, "calibration_error", calibration(v, n));
	if (!with_texts)
		return o;
	w = json_object();
	json_object_set_new(w, "missed_de", worst(v, n, 0, true));
	json_object_set_new(w, "missed_en", worst(v, n, 1, true));
	json_object_set_new(w, "false_de", worst(v, n, 0, false));
	json_object_set_new(w, "false_en", worst(v, n, 1, false));
	json_object_set_new(o, "worst", w);
	return o;
}

/* --- for people --------------------------------------------------------------------------- */

static double
get(const json_t *o, const char *key)
{
	return json_number_value(json_object_get(o, key));
}

void
report_print(const json_t *o, FILE *f)
{
	const char *key, *name;
	json_t *v, *x;
	size_t i;

	fprintf(f, "%-34s %6s %6s %6s %6s %6s %9s %6s %7s\n", "needs an answer",
	    "n", "prec.", "recall", "F1", "known", "ring pr.", "rec.",
	    "digest");
	json_object_foreach(json_object_get(o, "groups"), key, v) {
		if (json_object_get(v, "three") != NULL)
			continue;
		fprintf(f, "%-34s %6d %6.2f %6.2f %6.3f %6.3f %9.2f %6.2f "
		    "%7.2f\n", key, (int)get(v, "n"), get(v, "precision"),
		    get(v, "recall"), get(v, "f1"), get(v, "f1_known"),
		    get(v, "ring_precision"), get(v, "ring_recall"),
		    get(v, "digest_recall"));
	}
	fprintf(f, "\n%-34s %6s %6s %9s %9s\n", "own posts", "n", "three",
	    "dialogue", "known");
	json_object_foreach(json_object_get(o, "groups"), key, v)
		if (json_object_get(v, "three") != NULL)
			fprintf(f, "%-34s %6d %6.3f %9.3f %9.3f\n", key,
			    (int)get(v, "n"), get(v, "three"),
			    get(v, "dialogue"), get(v, "dialogue_known"));
	fprintf(f, "\n%-34s %6s %6s %6s %6s\n", "class", "n", "prec.",
	    "recall", "F1");
	json_object_foreach(json_object_get(o, "classes"), key, v)
		fprintf(f, "%-34s %6d %6.2f %6.2f %6.3f\n", key,
		    (int)get(v, "n"), get(v, "precision"), get(v, "recall"),
		    get(v, "f1"));
	fprintf(f, "\nlabelled, and what it was taken for\n");
	json_object_foreach(json_object_get(o, "confusion"), key, v) {
		fprintf(f, "%-12s", key);
		json_object_foreach(v, name, x)
			fprintf(f, "  %s %d", name,
			    (int)json_integer_value(x));
		fputc('\n', f);
	}
	fprintf(f, "\ncalibration error");
	json_object_foreach(json_object_get(o, "calibration_error"), key, v)
		fprintf(f, "  %s %.3f", key, json_real_value(v));
	fputc('\n', f);
	json_object_foreach(json_object_get(o, "worst"), key, v) {
		fprintf(f, "\n%s\n", key);
		json_array_foreach(v, i, x)
			fprintf(f, "  %.2f %-8s %s\n", get(x, "answer"),
			    json_string_value(json_object_get(x, "label")),
			    json_string_value(json_object_get(x, "text")));
	}
}
