/* SPDX-License-Identifier: ISC */
/*
 * first.c - the first step of a model in memory: named features and hashed
 * n-grams and senses, a linear fit for each head and each expert; see first.h.
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/train/blob.h"
#include "text/train/first.h"
#include "text/train/fit.h"

#define WORLD_COST	0.3

/* Whether a head learns from this label, and what. */
int
first_target(enum head h, enum label l)
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

enum text_side
first_side(enum head h)
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
grams_add(struct fit *f, const struct example *x, int from, int to, double v,
    const struct columns *c)
{
	for (int i = from; i < to; i++)
		fit_value(f, COLUMN_GRAMS +
		    (int)ngrams_bucket(x->hash[i], c->bits), v);
}

static void
senses_add(struct fit *f, const struct example *x, int from, int to, double v,
    const struct columns *c)
{
	for (int i = from; i < to && c->sense_bits > 0; i++)
		fit_value(f, c->sense +
		    (int)ngrams_bucket(x->sense[i], c->sense_bits), v);
}

static void
row_add(struct fit *f, const struct example *x, int y, const struct columns *c)
{
	fit_row(f, y);
	for (int i = 0; i < FEATURE_MAX; i++)
		fit_value(f, i, (double)x->f.v[i]);
	fit_value(f, FEATURE_MAX, 1.0);
	grams_add(f, x, 0, x->n_hash, (double)model_norm(x->n_hash), c);
	senses_add(f, x, 0, x->n_sense, (double)model_sense_norm(x->n_sense),
	    c);
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

static int
starts(const int *end, int sentence)
{
	return sentence > 0 ? end[sentence - 1] : 0;
}

static double
sentence_sum(const struct example *x, int i, const double *w,
    const struct columns *c)
{
	int from = starts(x->end, i), sense = starts(x->sense_end, i);
	double z = 0, y = 0;

	for (int k = from; k < x->end[i]; k++)
		z += w[COLUMN_GRAMS + (int)ngrams_bucket(x->hash[k], c->bits)];
	for (int k = sense; k < x->sense_end[i]; k++)
		y += w[c->sense + (int)ngrams_bucket(x->sense[k],
		    c->sense_bits)];
	return z * (double)model_norm(x->end[i] - from) +
	    y * (double)model_sense_norm(x->sense_end[i] - sense);
}

/* The sentence that weighs most, by w; -1 if there is none. */
static int
best_sentence(const struct example *x, const double *w,
    const struct columns *c)
{
	double best = 0, z;
	int pick = -1;

	for (int i = 0; i < x->n_sentences; i++) {
		if (x->end[i] == starts(x->end, i))
			continue;
		z = sentence_sum(x, i, w, c);
		if (pick < 0 || z > best) {
			best = z;
			pick = i;
		}
	}
	return pick;
}

static void
sentence_add(struct fit *f, const struct example *x, int i, int y,
    const struct columns *c)
{
	int from = starts(x->end, i), sense = starts(x->sense_end, i);

	fit_row(f, y);
	fit_value(f, FEATURE_MAX, 1.0);
	grams_add(f, x, from, x->end[i],
	    (double)model_norm(x->end[i] - from), c);
	senses_add(f, x, sense, x->sense_end[i],
	    (double)model_sense_norm(x->sense_end[i] - sense), c);
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
	struct columns c = blob_columns(o, TEXT_IN, true);

	for (int round = 0; round < 2; round++) {
		struct fit *f = fit_new(c.n);

		for (size_t i = 0; i < d->n; i++) {
			const struct example *x = &d->e[i];
			int y = first_target(HEAD_SENTENCE, x->label), pick;

			if (!learns(x, o, lang, TEXT_IN, without))
				continue;
			pick = y ? best_sentence(x, w, &c) : -1;
			for (int k = 0; k < x->n_sentences; k++)
				if ((!y || k == pick) &&
				    x->end[k] > starts(x->end, k))
					sentence_add(f, x, k, y, &c);
		}
		if (fit_rows(f) > 0)
			fit_train(f, o->cost[HEAD_SENTENCE], FEATURE_MAX, w);
		fit_free(f);
	}
	blob_set_head(m, lang, HEAD_SENTENCE, w, &c);
}

/* What nearly all texts have, lessons leave alone. */
void
first_common(struct model *m, const struct data *d,
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
		return of_business(x) ? first_target(HEAD_ANSWER, x->label) : -1;
	case EXPERT_PUBLIC:
		return of_business(x) ? -1 : first_target(HEAD_ANSWER, x->label);
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
	for (int e = 0; e < EXPERT_MAX; e++) {
		struct columns c = blob_columns(o, TEXT_IN, e != EXPERT_WORLD);
		AUTO(free_p) double *w = xcalloc((size_t)c.n, sizeof(*w));
		struct fit *f = fit_new(c.n);

		for (size_t i = 0; i < d->n; i++) {
			const struct example *x = &d->e[i];
			int y = expert_target((enum expert)e, x);

			if (y >= 0 && learns(x, o, lang, TEXT_IN, without))
				row_add(f, x, y, &c);
		}
		if (fit_rows(f) > 0)
			fit_train(f, e == EXPERT_WORLD ? WORLD_COST :
			    o->cost[HEAD_ANSWER], FEATURE_MAX, w);
		blob_set_expert(m, lang, (enum expert)e, w, &c);
		fit_free(f);
	}
}

/* All heads of one language, without one fold (-1: with all). */
void
first_step(struct model *m, const struct data *d,
    const struct train_options *o, int lang, int without)
{
	for (int h = 0; h < HEAD_SENTENCE; h++) {
		enum text_side side = first_side((enum head)h);
		struct columns c = blob_columns(o, side,
		    h == HEAD_ANSWER);
		struct fit *f = fit_new(c.n);
		double *w = xcalloc((size_t)c.n, sizeof(*w));

		for (size_t i = 0; i < d->n; i++) {
			const struct example *x = &d->e[i];
			int y = first_target((enum head)h, x->label);

			if (y < 0 || !learns(x, o, lang, side, without))
				continue;
			for (int k = 0; k < repeats(x); k++)
				row_add(f, x, y, &c);
		}
		if (fit_rows(f) > 0)
			fit_train(f, o->cost[h], FEATURE_MAX, w);
		blob_set_head(m, lang, (enum head)h, w, &c);
		fit_free(f);
		if (h == HEAD_ANSWER)
			sentence_head(m, d, o, lang, without, w);
		free(w);
	}
	experts(m, d, o, lang, without);
}

void
first_score(const struct model *m, const struct example *x, int lang,
    bool context, struct scores *s)
{
	static struct tokens t;
	static struct ngrams g;
	static struct senses y;
	struct text_in in = data_text_in(x, context);
	struct features f;

	in.lang = NULL;
	tokens_read(&t, x->text, x->len);
	features_read(&f, &t, &in);
	data_ngrams(x, &g);
	data_senses(x, &y);
	if (x->side == TEXT_IN)
		model_score_in(m, lang, &g, &y, &f, s);
	else
		model_score_own(m, lang, &g, &f, s);
}
