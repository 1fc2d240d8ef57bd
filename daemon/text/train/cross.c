/* SPDX-License-Identifier: ISC */
/*
 * cross.c - grouped folds, the second step and the thresholds.
 *
 * Each fold is judged by a first step that never saw its groups, and by a
 * second step fitted on the other folds' held-back sums.  Trees are too sure
 * of what they learned from, so the calibration and the thresholds come from
 * what each fold's second step says of that fold; for a fold, from the
 * others'.  The final model takes its second step from all held-back sums.
 */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "text/train/blob.h"
#include "text/train/boost.h"
#include "text/train/cross.h"
#include "text/train/first.h"
#include "text/train/fit.h"

#define RING_PRECISION	0.90
#define DIGEST_RECALL	0.95
#define THANKS_PRECISION 0.935

const struct train_options train_defaults = {
	.folds = 10,
	.cost = { 0.3, 0.5, 1.0, 1.0, 1.0, 0.03 },
	.in_bits = 15, .own_bits = 16, .sense_bits = 16,
	.seed = NGRAMS_SEED,
	.share = 1.0,
};

/* --- the second step ---------------------------------------------------------------- */

/*
 * Which held-back sums the second step and the thresholds learn from.  What is
 * advertising and what information shops draw otherwise than corporations.
 */
static bool
counts(const struct example *x, const struct train_options *o, int lang,
    enum text_side side, int without)
{
	return x->lang == lang && x->side == side && x->fold != without &&
	    x->train && !x->copy &&
	    (x->clean || (!o->clean && side == TEXT_IN)) &&
	    strncmp(x->file, "human_", 6) != 0;
}

/* The answer head: linear first, the trees upon that. */
static void
answer_step(struct model_lang *l, const struct data *d,
    const struct train_options *o, const struct result *r, int lang,
    int without)
{
	struct boost_row *row = xcalloc(2 * d->n + 1, sizeof(*row));
	struct fit *f = fit_new(STEP_MAX);
	double w[STEP_MAX];
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++) {
		if (!counts(&d->e[i], o, lang, TEXT_IN, without))
			continue;
		for (int k = 0; k < 2; k++) {
			const float *in = k ? r[i].known.in : r[i].unknown.in;

			row[n].in = in;
			row[n].y = (uint8_t)first_target(HEAD_ANSWER,
			    d->e[i].label);
			fit_row(f, row[n++].y);
			for (int c = 0; c < STEP_MAX; c++)
				fit_value(f, c, (double)in[c]);
		}
	}
	fit_train(f, 1.0, STEP_BIAS, w);
	for (int c = 0; c < STEP_MAX; c++)
		l->step[c] = (float)w[c];
	fit_free(f);
	for (size_t i = 0; i < n; i++)
		for (int c = 0; c < STEP_MAX; c++)
			row[i].start += l->step[c] * row[i].in[c];
	boost_train(row, n, o->seed, l->tree);
	free(row);
}

static void
second_step(struct model_lang *l, const struct data *d,
    const struct train_options *o, const struct result *r, int lang,
    int without)
{
	struct fit *f;
	double w[2];

	answer_step(l, d, o, r, lang, without);
	for (int h = HEAD_REQUEST; h < HEAD_SENTENCE; h++) {
		f = fit_new(2);
		for (size_t i = 0; i < d->n; i++) {
			int y = first_target((enum head)h, d->e[i].label);

			if (y < 0 || !counts(&d->e[i], o, lang,
			    first_side((enum head)h), without))
				continue;
			fit_row(f, y);
			fit_value(f, 0, (double)r[i].unknown.sum[h]);
			fit_value(f, 1, 1.0);
		}
		if (fit_rows(f) > 0)
			fit_train(f, 10.0, 1, w);
		else
			w[0] = 1.0, w[1] = 0.0;
		l->calibrate[h][0] = (float)w[0];
		l->calibrate[h][1] = (float)w[1];
		fit_free(f);
	}
}

/* --- thresholds ----------------------------------------------------------------------- */

struct point {
	float p;
	int y;
};

static int
falling(const void *a, const void *b)
{
	const struct point *x = a, *y = b;

	if (x->p != y->p)
		return x->p < y->p ? 1 : -1;
	return x->y - y->y;
}

/* The best F1, the lowest p of a precision, the highest of a recall. */
static void
sweep(struct point *v, size_t n, double precision, double recall,
    float *best_f1, float *at_precision, float *at_recall)
{
	size_t yes = 0, tp = 0;
	double best = -1;
	bool reached = false;

	qsort(v, n, sizeof(*v), falling);
	for (size_t i = 0; i < n; i++)
		yes += (size_t)v[i].y;
	*best_f1 = 0.5f;
	*at_precision = 0.99f;
	*at_recall = 0.01f;
	for (size_t i = 0; i < n; i++) {
		double p, r, f1;

		tp += (size_t)v[i].y;
		if (i + 1 < n && v[i + 1].p == v[i].p)
			continue;
		p = (double)tp / (double)(i + 1);
		r = yes ? (double)tp / (double)yes : 0;
		f1 = p + r > 0 ? 2 * p * r / (p + r) : 0;
		if (f1 > best) {
			best = f1;
			*best_f1 = v[i].p;
		}
		if (p >= precision && i > 20)
			*at_precision = v[i].p;
		if (!reached && r >= recall) {
			reached = true;
			*at_recall = v[i].p;
		}
	}
}

static float
sigmoid(float z)
{
	return 1.0f / (1.0f + expf(-z));
}

/* One head's probability under l; of the answer head see result.z. */
static float
final_p(const struct model_lang *l, const struct scores *s, int h)
{
	float z = l->calibrate[h][0] * s->sum[h] + l->calibrate[h][1];

	return sigmoid(h == HEAD_DIALOGUE ? z + s->offset : z);
}

/*
 * What the folds' own second steps said, made believable, and l with it.
 */
static void
calibrate_answer(struct model_lang *l, const struct data *d,
    const struct train_options *o, const struct result *r, int lang,
    int without)
{
	struct fit *f = fit_new(2);
	double w[2];
	float a, b;

	for (size_t i = 0; i < d->n; i++)
		if (counts(&d->e[i], o, lang, TEXT_IN, without)) {
			fit_row(f, first_target(HEAD_ANSWER, d->e[i].label));
			fit_value(f, 0, (double)r[i].z);
			fit_value(f, 1, 1.0);
		}
	fit_train(f, 10.0, 1, w);
	fit_free(f);
	a = (float)w[0];
	b = (float)w[1];
	l->calibrate[HEAD_ANSWER][0] = a;
	l->calibrate[HEAD_ANSWER][1] = b;
	for (int c = 0; c < STEP_MAX; c++)
		l->step[c] *= a;
	l->step[STEP_BIAS] += b;
	for (int k = 0; k < MODEL_TREES; k++)
		for (int i = 0; i < TREE_LEAVES; i++)
			l->tree[k].leaf[i] *= a;
}

/* p(needs an answer) of z, as the folds' own second steps gave it. */
static float
answer_p(const struct model_lang *l, float z, const struct scores *s)
{
	return sigmoid(l->calibrate[HEAD_ANSWER][0] * z +
	    l->calibrate[HEAD_ANSWER][1] + s->offset);
}

static void
thresholds(struct model_lang *l, const struct data *d,
    const struct train_options *o, const struct result *r, int lang,
    int without)
{
	struct point *v = xcalloc(d->n + 1, sizeof(*v));
	float f1, precise, recalls;

	for (int h = 0; h < HEAD_SENTENCE; h++) {
		size_t n = 0;

		for (size_t i = 0; i < d->n; i++) {
			int y = first_target((enum head)h, d->e[i].label);

			if (y < 0 || !counts(&d->e[i], o, lang,
			    first_side((enum head)h), without))
				continue;
			v[n].p = h == HEAD_ANSWER ?
			    answer_p(l, r[i].z, &r[i].unknown) :
			    final_p(l, &r[i].unknown, h);
			v[n++].y = y;
		}
		sweep(v, n, h == HEAD_ANSWER ? RING_PRECISION :
		    THANKS_PRECISION, DIGEST_RECALL, &f1, &precise, &recalls);
		l->decide[h] = h == HEAD_ANSWER ? f1 : 0.5f;
		if (h == HEAD_ANSWER) {
			l->ring = precise;
			l->digest = recalls;
		} else if (h == HEAD_THANKS)
			l->decide[h] = precise > 0.5f ? precise : 0.5f;
	}
	free(v);
}

/* --- all of it -------------------------------------------------------------------------- */

static enum label
label_in(const struct model_lang *l, float answer, const struct scores *s)
{
	if (answer >= l->decide[HEAD_ANSWER])
		return final_p(l, s, HEAD_REQUEST) >=
		    l->decide[HEAD_REQUEST] ? LABEL_REQUEST : LABEL_QUESTION;
	return final_p(l, s, HEAD_THANKS) >= l->decide[HEAD_THANKS] ?
	    LABEL_THANKS : LABEL_OTHER;
}

static enum label
label_own(const struct model_lang *l, const struct scores *s)
{
	if (final_p(l, s, HEAD_DIALOGUE) >= l->decide[HEAD_DIALOGUE])
		return LABEL_DIALOGUE;
	return final_p(l, s, HEAD_BROADCAST) >= l->decide[HEAD_BROADCAST] ?
	    LABEL_BROADCAST : LABEL_INFORMATION;
}

static void
judge(const struct model_lang *l, const struct example *x, struct result *r)
{
	float a, b;

	r->lang = x->f.lang;
	if (x->side == TEXT_OWN) {
		a = final_p(l, &r->unknown, HEAD_DIALOGUE);
		b = final_p(l, &r->unknown, HEAD_BROADCAST);
		r->p[LABEL_DIALOGUE] = a;
		r->p[LABEL_BROADCAST] = (1 - a) * b;
		r->p[LABEL_INFORMATION] = (1 - a) * (1 - b);
		r->label = label_own(l, &r->unknown);
		r->label_known = label_own(l, &r->known);
		return;
	}
	r->answer = answer_p(l, r->z, &r->unknown);
	r->answer_known = answer_p(l, r->z_known, &r->known);
	r->label = label_in(l, r->answer, &r->unknown);
	r->label_known = label_in(l, r->answer_known, &r->known);
	a = final_p(l, &r->unknown, HEAD_REQUEST);
	b = final_p(l, &r->unknown, HEAD_THANKS);
	r->p[LABEL_QUESTION] = r->answer * (1 - a);
	r->p[LABEL_REQUEST] = r->answer * a;
	r->p[LABEL_THANKS] = (1 - r->answer) * b;
	r->p[LABEL_OTHER] = (1 - r->answer) * (1 - b);
	r->rings = r->answer >= l->ring;
	r->perhaps = r->answer >= l->digest;
}

/* The sums of each text by a first step that did not see its fold. */
static void
held_back_sums(struct model *m, const struct data *d,
    const struct train_options *o, struct result *r, int lang)
{
	for (int k = 0; k < o->folds; k++) {
		first_step(m, d, o, lang, k);
		for (size_t i = 0; i < d->n; i++) {
			const struct example *x = &d->e[i];

			if (x->lang != lang || x->fold != k)
				continue;
			first_score(m, x, lang, false, &r[i].unknown);
			first_score(m, x, lang, true, &r[i].known);
		}
		fprintf(stderr, "\r%s: fold %d of %d ",
		    lang ? "en" : "de", k + 1, o->folds);
	}
}

void
cross_run(const struct data *d, const struct train_options *o,
    struct result *r, struct model *final)
{
	struct model *m = blob_new(o);
	struct model_lang *l = xcalloc((size_t)o->folds, sizeof(*l)), *all;

	memset(r, 0, d->n * sizeof(*r));
	for (int lang = 0; lang < MODEL_LANGS; lang++) {
		held_back_sums(m, d, o, r, lang);
		for (int k = 0; k < o->folds; k++) {
			second_step(&l[k], d, o, r, lang, k);
			for (size_t i = 0; i < d->n; i++)
				if (d->e[i].lang == lang && d->e[i].fold == k &&
				    d->e[i].side == TEXT_IN) {
					r[i].z = model_second_step(&l[k],
					    r[i].unknown.in);
					r[i].z_known = model_second_step(&l[k],
					    r[i].known.in);
				}
		}
		for (int k = 0; k < o->folds; k++) {
			calibrate_answer(&l[k], d, o, r, lang, k);
			thresholds(&l[k], d, o, r, lang, k);
			for (size_t i = 0; i < d->n; i++)
				if (d->e[i].lang == lang && d->e[i].fold == k)
					judge(&l[k], &d->e[i], &r[i]);
		}
		if (final != NULL) {
			all = blob_lang(final, lang);
			first_step(final, d, o, lang, -1);
			first_common(final, d, o, lang);
			second_step(all, d, o, r, lang, -1);
			calibrate_answer(all, d, o, r, lang, -1);
			thresholds(all, d, o, r, lang, -1);
		}
	}
	fputs("\r                      \r", stderr);
	free(l);
	blob_free(m);
}
