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
#include "text/train/boost.h"
#include "text/train/cross.h"
#include "text/train/fit.h"

#define RING_PRECISION	0.90
#define DIGEST_RECALL	0.95
#define THANKS_PRECISION 0.935
#define WORLD_COST	0.3

const struct train_options train_defaults = {
	.folds = 10,
	.cost = { 1.0, 0.5, 1.0, 1.0, 1.0, 0.1 },
	.in_bits = 15, .own_bits = 16,
	.seed = NGRAMS_SEED,
	.share = 1.0,
};

/* --- a model in memory ---------------------------------------------------------- */

struct model *
blob_new(const struct train_options *o)
{
	struct model_header h = { .magic = MODEL_MAGIC,
	    .version = MODEL_VERSION, .features = features_version(),
	    .n_features = FEATURE_MAX, .seed = o->seed,
	    .in_bits = (uint16_t)o->in_bits,
	    .own_bits = (uint16_t)o->own_bits };
	struct model *m = xcalloc(1, sizeof(*m));
	size_t size = model_size(&h);
	char *p = xcalloc(1, size);

	h.size = (uint32_t)size;
	memcpy(p, &h, sizeof(h));
	((struct model_header *)(void *)p)->checksum =
	    model_checksum(p, size);
	if (model_check(m, p, size, NULL) != 0)
		abort();
	return m;
}

void
blob_free(struct model *m)
{
	free((void *)(uintptr_t)m->h);
	free(m);
}

static struct model_lang *
blob_lang(struct model *m, int lang)
{
	return (struct model_lang *)(uintptr_t)&m->h->lang[lang];
}

/* --- the first step --------------------------------------------------------------- */

/* Whether a head learns from this label, and what. */
static int
target(enum head h, enum label l)
{
	switch (h) {
	case HEAD_ANSWER:
		return l == LABEL_QUESTION || l == LABEL_REQUEST;
	case HEAD_REQUEST:
		return l == LABEL_REQUEST ? 1 : l == LABEL_QUESTION ? 0 : -1;
	case HEAD_THANKS:
		return l == LABEL_THANKS ? 1 : l == LABEL_OTHER ? 0 : -1;
	case HEAD_DIALOGUE:
		return l == LABEL_DIALOGUE;
	case HEAD_BROADCAST:
		return l == LABEL_BROADCAST ? 1 : l == LABEL_INFORMATION ? 0 :
		    -1;
	case HEAD_SENTENCE:
		return l == LABEL_QUESTION || l == LABEL_REQUEST;
	case HEAD_MAX:
		break;
	}
	return -1;
}

static enum text_side
side_of(enum head h)
{
	return h == HEAD_DIALOGUE || h == HEAD_BROADCAST ? TEXT_OWN :
	    TEXT_IN;
}

static bool
learns(const struct example *x, const struct train_options *o, int lang,
    enum text_side side, int without)
{
	if (x->lang != lang || x->side != side || !x->train ||
	    x->fold == without || (o->clean && !x->clean))
		return false;
	/* The curve leaves out a share of the lines, never of the rest. */
	return o->share >= 1.0 ||
	    (double)((x->group >> 20) % 1000) < o->share * 1000.0;
}

static void
row_add(struct fit *f, const struct example *x, int y, int bits)
{
	double v = (double)model_norm(x->n_hash);

	fit_row(f, y);
	for (int i = 0; i < FEATURE_MAX; i++)
		fit_value(f, i, (double)x->f.v[i]);
	fit_value(f, FEATURE_MAX, 1.0);
	for (int i = 0; i < x->n_hash; i++)
		fit_value(f, FEATURE_MAX + 1 +
		    (int)ngrams_bucket(x->hash[i], bits), v);
}

/*
 * Lines written for the shops hark is for are outnumbered by other worlds',
 * most of all by corporations' announcements: they count this many times.
 */
static int
repeats(const struct example *x)
{
	if (!x->clean)
		return 1;
	return x->side == TEXT_OWN ? 12 : 2;
}

/* The named weights, and the unit in which the others fit. */
static double
head_scale(struct model_head *head, const double *w, int bits, int limit)
{
	double max = 1e-6;
	size_t n = (size_t)1 << bits;

	for (int i = 0; i <= FEATURE_MAX; i++)
		head->named[i] = (float)w[i];
	w += FEATURE_MAX + 1;
	for (size_t i = 0; i < n; i++)
		max = fmax(max, fabs(w[i]));
	head->scale = (float)(max / limit);
	return limit / max;
}

static void
quantise(struct model *m, int lang, enum head h, const double *w, int bits)
{
	struct in_weight *in =
	    (struct in_weight *)(uintptr_t)m->in[lang];
	struct own_weight *own =
	    (struct own_weight *)(uintptr_t)m->own[lang];
	double unit = head_scale(&blob_lang(m, lang)->head[h], w, bits,
	    h == HEAD_REQUEST || h == HEAD_THANKS ? 127 : 32767);
	size_t n = (size_t)1 << bits;

	w += FEATURE_MAX + 1;
	for (size_t i = 0; i < n; i++) {
		int v = (int)lrint(w[i] * unit);

		switch (h) {
		case HEAD_ANSWER:
			in[i].answer = (int16_t)v;
			break;
		case HEAD_REQUEST:
			in[i].request = (int8_t)v;
			break;
		case HEAD_THANKS:
			in[i].thanks = (int8_t)v;
			break;
		case HEAD_DIALOGUE:
			own[i].dialogue = (int16_t)v;
			break;
		case HEAD_BROADCAST:
			own[i].broadcast = (int16_t)v;
			break;
		case HEAD_SENTENCE:
			in[i].sentence = (int16_t)v;
			break;
		case HEAD_MAX:
			break;
		}
	}
}

static void
quantise_expert(struct model *m, int lang, enum expert x, const double *w,
    int bits)
{
	struct in_weight *in =
	    (struct in_weight *)(uintptr_t)m->in[lang];
	double unit = head_scale(&blob_lang(m, lang)->expert[x], w, bits,
	    x == EXPERT_WORLD ? 127 : 32767);
	size_t n = (size_t)1 << bits;

	w += FEATURE_MAX + 1;
	for (size_t i = 0; i < n; i++) {
		int v = (int)lrint(w[i] * unit);

		if (x == EXPERT_BUSINESS)
			in[i].business = (int16_t)v;
		else if (x == EXPERT_PUBLIC)
			in[i].public_ = (int16_t)v;
		else
			in[i].world = (int8_t)v;
	}
}

/* The sentence whose n-grams weigh most, by w; -1 if there is none. */
static int
best_sentence(const struct example *x, const double *w, int bits)
{
	double best = 0;
	int from = 0, pick = -1;

	for (int i = 0; i < x->n_sentences; from = x->end[i++]) {
		double z = 0;

		if (x->end[i] == from)
			continue;
		for (int k = from; k < x->end[i]; k++)
			z += w[FEATURE_MAX + 1 +
			    ngrams_bucket(x->hash[k], bits)];
		z *= (double)model_norm(x->end[i] - from);
		if (pick < 0 || z > best) {
			best = z;
			pick = i;
		}
	}
	return pick;
}

static void
sentence_add(struct fit *f, const struct example *x, int i, int y, int bits)
{
	int from = i > 0 ? x->end[i - 1] : 0;
	double v = (double)model_norm(x->end[i] - from);

	fit_row(f, y);
	fit_value(f, FEATURE_MAX, 1.0);
	for (int k = from; k < x->end[i]; k++)
		fit_value(f, FEATURE_MAX + 1 +
		    (int)ngrams_bucket(x->hash[k], bits), v);
}

/*
 * Which sentence makes a text need an answer nobody has labelled: take the
 * one that looks most like it, learn, and look again.  Of other texts no
 * sentence does.  w comes in with the whole texts' weights.
 */
static void
sentence_head(struct model *m, const struct data *d,
    const struct train_options *o, int lang, int without, double *w)
{
	int bits = o->in_bits, columns = FEATURE_MAX + 1 + (1 << bits);

	for (int round = 0; round < 2; round++) {
		struct fit *f = fit_new(columns);

		for (size_t i = 0; i < d->n; i++) {
			const struct example *x = &d->e[i];
			int y = target(HEAD_SENTENCE, x->label), pick;

			if (!learns(x, o, lang, TEXT_IN, without))
				continue;
			pick = y ? best_sentence(x, w, bits) : -1;
			for (int k = 0; k < x->n_sentences; k++)
				if ((!y || k == pick) && x->end[k] >
				    (k > 0 ? x->end[k - 1] : 0))
					sentence_add(f, x, k, y, bits);
		}
		if (fit_rows(f) > 0)
			fit_train(f, o->cost[HEAD_SENTENCE], FEATURE_MAX, w);
		fit_free(f);
	}
	quantise(m, lang, HEAD_SENTENCE, w, bits);
}

/* What nearly all texts have, lessons leave alone. */
static void
common_ngrams(struct model *m, const struct data *d,
    const struct train_options *o, int lang)
{
	struct in_weight *in = (struct in_weight *)(uintptr_t)m->in[lang];
	size_t buckets = (size_t)1 << o->in_bits;
	AUTO(free_p) int *texts = xcalloc(buckets, sizeof(*texts));
	AUTO(free_p) int *last = xcalloc(buckets, sizeof(*last));
	int n = 0;

	for (size_t i = 0; i < d->n; i++) {
		const struct example *x = &d->e[i];

		if (x->copy || (!learns(x, o, lang, TEXT_IN, -1) &&
		    !learns(x, o, lang, TEXT_OWN, -1)))
			continue;
		n++;
		for (int k = 0; k < x->n_hash; k++) {
			uint32_t b = ngrams_bucket(x->hash[k], o->in_bits);

			texts[b] += last[b] != n;
			last[b] = n;
		}
	}
	for (size_t b = 0; b < buckets && n > 0; b++)
		in[b].common = (uint8_t)lrint(255.0 *
		    sqrt((double)texts[b] / n));
}

/* Lines written for small businesses, not found in public. */
static bool
of_business(const struct example *x)
{
	return strncmp(x->file, "sme_", 4) == 0 ||
	    strncmp(x->file, "in_", 3) == 0;
}

/* Whether an expert learns from it, and what. */
static int
expert_target(enum expert e, const struct example *x)
{
	switch (e) {
	case EXPERT_BUSINESS:
		return of_business(x) ? target(HEAD_ANSWER, x->label) : -1;
	case EXPERT_PUBLIC:
		return of_business(x) ? -1 : target(HEAD_ANSWER, x->label);
	case EXPERT_WORLD:
		return of_business(x);
	case EXPERT_MAX:
		break;
	}
	return -1;
}

static void
experts(struct model *m, const struct data *d, const struct train_options *o,
    int lang, int without)
{
	int bits = o->in_bits, columns = FEATURE_MAX + 1 + (1 << bits);
	AUTO(free_p) double *w = xcalloc((size_t)columns, sizeof(*w));

	for (int e = 0; e < EXPERT_MAX; e++) {
		struct fit *f = fit_new(columns);

		for (size_t i = 0; i < d->n; i++) {
			const struct example *x = &d->e[i];
			int y = expert_target((enum expert)e, x);

			if (y >= 0 && learns(x, o, lang, TEXT_IN, without))
				row_add(f, x, y, bits);
		}
		memset(w, 0, (size_t)columns * sizeof(*w));
		if (fit_rows(f) > 0)
			fit_train(f, e == EXPERT_WORLD ? WORLD_COST :
			    o->cost[HEAD_ANSWER], FEATURE_MAX, w);
		quantise_expert(m, lang, (enum expert)e, w, bits);
		fit_free(f);
	}
}

/* All heads of one language, without one fold (-1: with all). */
static void
first_step(struct model *m, const struct data *d,
    const struct train_options *o, int lang, int without)
{
	for (int h = 0; h < HEAD_SENTENCE; h++) {
		enum text_side side = side_of((enum head)h);
		int bits = side == TEXT_IN ? o->in_bits : o->own_bits;
		int columns = FEATURE_MAX + 1 + (1 << bits);
		struct fit *f = fit_new(columns);
		double *w = xcalloc((size_t)columns, sizeof(*w));

		for (size_t i = 0; i < d->n; i++) {
			const struct example *x = &d->e[i];
			int y = target((enum head)h, x->label);

			if (y < 0 || !learns(x, o, lang, side, without))
				continue;
			for (int k = 0; k < repeats(x); k++)
				row_add(f, x, y, bits);
		}
		if (fit_rows(f) > 0)
			fit_train(f, o->cost[h], FEATURE_MAX, w);
		quantise(m, lang, (enum head)h, w, bits);
		fit_free(f);
		if (h == HEAD_ANSWER)
			sentence_head(m, d, o, lang, without, w);
		free(w);
	}
	experts(m, d, o, lang, without);
}

static void
score(const struct model *m, const struct example *x, int lang, bool context,
    struct scores *s)
{
	static struct tokens t;
	static struct ngrams g;
	struct text_in in = data_text_in(x, context);
	struct features f;

	in.lang = NULL;
	tokens_read(&t, x->text, x->len);
	features_read(&f, &t, &in);
	data_ngrams(x, &g);
	if (x->side == TEXT_IN)
		model_score_in(m, lang, &g, &f, s);
	else
		model_score_own(m, lang, &g, &f, s);
}

/* --- the second step ---------------------------------------------------------------- */

/* Which held-back sums the second step and the thresholds learn from. */
static bool
counts(const struct example *x, const struct train_options *o, int lang,
    enum text_side side, int without)
{
	return x->lang == lang && x->side == side && x->fold != without &&
	    x->train && !x->copy && (!o->clean || x->clean) &&
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
			row[n].y = (uint8_t)target(HEAD_ANSWER,
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
			int y = target((enum head)h, d->e[i].label);

			if (y < 0 || !counts(&d->e[i], o, lang,
			    side_of((enum head)h), without))
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
			fit_row(f, target(HEAD_ANSWER, d->e[i].label));
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
			int y = target((enum head)h, d->e[i].label);

			if (y < 0 || !counts(&d->e[i], o, lang,
			    side_of((enum head)h), without))
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
			score(m, x, lang, false, &r[i].unknown);
			score(m, x, lang, true, &r[i].known);
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
			common_ngrams(final, d, o, lang);
			second_step(all, d, o, r, lang, -1);
			calibrate_answer(all, d, o, r, lang, -1);
			thresholds(all, d, o, r, lang, -1);
		}
	}
	fputs("\r                      \r", stderr);
	free(l);
	blob_free(m);
}
