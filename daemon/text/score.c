/* SPDX-License-Identifier: ISC */
/*
 * score.c - a text's sums under a model: the hot loop.
 *
 * The trainer scores its held-back folds with this very code, tables and
 * quantisation included, so that its figures are those of the daemon.
 */

#include <math.h>
#include <string.h>

#include "text/model.h"

/* What was learned from no text, since files do not know it. */
#define OFFSET_OTHERS		-0.9f	/* names somebody who is not us */
#define OFFSET_PERSON		-0.8f	/* and speaks to them */
#define OFFSET_REPLY		3.0f	/* an own reply is dialogue */
#define OFFSET_NO_REPLY		-0.3f

#define SENSE_SCALE	4.0f

float
model_norm(int n)
{
	return n > 0 ? 3.0f / sqrtf((float)n) : 0.0f;
}

float
model_sense_norm(int n)
{
	return n > 0 ? SENSE_SCALE / sqrtf((float)n) : 0.0f;
}

static float
sigmoid(float z)
{
	return 1.0f / (1.0f + expf(-z));
}

/* The features that are there: a dozen of a hundred. */
struct present {
	int n;
	uint8_t feature[FEATURE_MAX];
};

static void
find_present(struct present *p, const struct features *f)
{
	p->n = 0;
	for (int i = 0; i < FEATURE_MAX; i++)
		if (f->v[i] != 0.0f)
			p->feature[p->n++] = (uint8_t)i;
}

static float
named_sum(const struct model_head *h, const struct features *f,
    const struct present *p)
{
	float z = h->named[FEATURE_MAX];

	for (int i = 0; i < p->n; i++)
		z += h->named[p->feature[i]] * f->v[p->feature[i]];
	return z;
}

/* A head's or expert's sum of all its parts, norms included. */
static float
head_sum(const struct model_head *h, const struct features *f,
    const struct present *p, float grams, float senses)
{
	return named_sum(h, f, p) + h->scale * grams + h->sense_scale * senses;
}

/* What small trees say to it, all together. */
static float
trees_sum(const struct model_tree *tree, const float *in)
{
	float z = 0.0f;

	for (const struct model_tree *t = tree; t < tree + MODEL_TREES; t++) {
		unsigned i = 1 + (in[t->input[0]] > t->at[0]);

		i = 2 * i + 1 + (in[t->input[i]] > t->at[i]);
		i = 2 * i + 1 + (in[t->input[i]] > t->at[i]);
		z += t->leaf[i - TREE_NODES];
	}
	return z;
}

float
model_second_step(const struct model_lang *l, const float *in)
{
	float z = 0.0f;

	for (int i = 0; i < STEP_MAX; i++)
		z += l->step[i] * in[i];
	return z + trees_sum(l->tree, in);
}

/* Its sentences' sums, and which of them asks most. */
struct sentences {
	float first, best, second, last, sum;
	int n, pick;
};

static void
sentence_counts(struct sentences *s, float sum, int i)
{
	if (s->n == 0)
		s->first = s->best = s->second = sum;
	else if (sum > s->best) {
		s->second = s->best;
		s->best = sum;
		s->pick = i;
	} else if (sum > s->second || s->n == 1)
		s->second = sum;
	if (s->n == 0)
		s->pick = i;
	s->last = sum;
	s->sum += sum;
	s->n++;
}

static void
step_inputs(struct scores *s, const struct sentences *y, int n_sentences,
    const struct features *f)
{
	float ask = f->v[F_HAS_ASK], *in = s->in;

	in[STEP_BIAS] = 1.0f;
	in[STEP_TEXT] = s->sum[HEAD_ANSWER];
	in[STEP_BEST] = y->best;
	in[STEP_LAST] = y->last;
	in[STEP_MENTION] = f->v[F_CTX_MENTION];
	in[STEP_MENTION_ASK] = f->v[F_CTX_MENTION] * ask;
	in[STEP_PAGE] = f->v[F_CTX_ADDRESSED];
	in[STEP_PAGE_ASK] = f->v[F_CTX_ADDRESSED] * ask;
	in[STEP_AWAY] = f->v[F_CTX_NOT_ADDRESSED];
	in[STEP_AWAY_ASK] = f->v[F_CTX_NOT_ADDRESSED] * ask;
	in[INPUT_REQUEST] = s->sum[HEAD_REQUEST];
	in[INPUT_THANKS] = s->sum[HEAD_THANKS];
	in[INPUT_FIRST] = y->first;
	in[INPUT_SECOND] = y->second;
	in[INPUT_MEAN] = y->sum / (float)y->n;
	in[INPUT_PLACE] = (float)y->pick / (float)(n_sentences + 1);
	in[INPUT_BEST_WORDS] = f->words[y->pick];
	in[INPUT_BEST_ASKS] = f->asks[y->pick];
	for (int i = 0; i < SHAPE_MAX; i++)
		in[INPUT_SHAPE + i] = f->shape[i];
	for (int i = 0; i < FEATURE_MAX; i++)
		in[INPUT_NAMED + i] = f->v[i] + (f->asked[i] ? 1.0f : 0.0f);
}

/*
 * An entry's weights, in the order of struct in_weight: the wide ones four at
 * a time; the narrow ones, made positive, two in a word of two lanes, which
 * hold the sums of GRAMS_MAX entries.
 */
typedef int16_t four_short __attribute__((vector_size(8)));
typedef int32_t four_int __attribute__((vector_size(16)));

enum { ANSWER, SENTENCE, BUSINESS, PUBLIC };	/* of the wide ones */
enum { REQUEST, THANKS, WORLD };		/* of the narrow ones */

#define GRAMS_MAX	256
#define LANES		UINT32_C(0x00ff00ff)

struct sums {
	four_int wide;
	int32_t narrow[3];
};

static void
add_grams(struct sums *s, const struct in_weight *tab, int bits,
    const uint32_t *hash, int n)
{
	four_int wide = s->wide;
	uint32_t even = 0, odd = 0;

	for (int k = 0; k < n; k++) {
		const struct in_weight *w = &tab[ngrams_bucket(hash[k], bits)];
		four_short a;
		uint32_t b;

		memcpy(&a, &w->answer, sizeof(a));
		memcpy(&b, &w->request, sizeof(b));
		wide += __builtin_convertvector(a, four_int);
		b ^= UINT32_C(0x80808080);
		even += b & LANES;
		odd += b >> 8 & LANES;
	}
	s->wide = wide;
	s->narrow[REQUEST] += (int32_t)(even & 0xffff) - 128 * n;
	s->narrow[WORLD] += (int32_t)(even >> 16) - 128 * n;
	s->narrow[THANKS] += (int32_t)(odd & 0xffff) - 128 * n;
}

/* A sense's four weights likewise, in the order of struct sense_weight. */
struct sense_sums {
	int32_t v[4];
};

static void
add_senses(struct sense_sums *s, const struct sense_weight *tab, int bits,
    const uint32_t *hash, int n)
{
	uint32_t even = 0, odd = 0;

	for (int k = 0; k < n; k++) {
		uint32_t b;

		memcpy(&b, &tab[ngrams_bucket(hash[k], bits)], sizeof(b));
		b ^= UINT32_C(0x80808080);
		even += b & LANES;
		odd += b >> 8 & LANES;
	}
	s->v[ANSWER] += (int32_t)(even & 0xffff) - 128 * n;
	s->v[SENTENCE] += (int32_t)(odd & 0xffff) - 128 * n;
	s->v[BUSINESS] += (int32_t)(even >> 16) - 128 * n;
	s->v[PUBLIC] += (int32_t)(odd >> 16) - 128 * n;
}

/* A sentence's n-grams and senses, and how far they move its sum. */
struct reading {
	const struct model *m;
	int lang;
	struct sums grams;
	struct sense_sums senses;
};

static float
read_grams(struct reading *r, const struct ngrams *g, int from, int to)
{
	const struct model_head *h = &r->m->h->lang[r->lang].head[HEAD_SENTENCE];
	int32_t before = r->grams.wide[SENTENCE];

	for (int k = from; k < to; k += GRAMS_MAX)
		add_grams(&r->grams, r->m->in[r->lang], r->m->h->in_bits,
		    &g->hash[k], to - k < GRAMS_MAX ? to - k : GRAMS_MAX);
	return (float)(r->grams.wide[SENTENCE] - before) * h->scale *
	    model_norm(to - from);
}

static float
read_senses(struct reading *r, const struct senses *y, int from, int to)
{
	const struct model_head *h = &r->m->h->lang[r->lang].head[HEAD_SENTENCE];
	int32_t before = r->senses.v[SENTENCE];

	for (int k = from; k < to; k += GRAMS_MAX)
		add_senses(&r->senses, r->m->sense[r->lang],
		    r->m->h->sense_bits, &y->hash[k],
		    to - k < GRAMS_MAX ? to - k : GRAMS_MAX);
	return (float)(r->senses.v[SENTENCE] - before) * h->sense_scale *
	    model_sense_norm(to - from);
}

static void
read_sentences(struct reading *r, const struct ngrams *g,
    const struct senses *y, struct sentences *ret)
{
	float bias = r->m->h->lang[r->lang].head[HEAD_SENTENCE]
	    .named[FEATURE_MAX], z;
	int from = 0, sense = 0;

	for (int i = 0; i < g->n_sentences; i++) {
		z = read_grams(r, g, from, g->end[i]) +
		    read_senses(r, y, sense, y->end[i]);
		if (g->end[i] > from)
			sentence_counts(ret, bias + z, i);
		from = g->end[i];
		sense = y->end[i];
	}
	/* Pairs of features, of no sentence. */
	read_grams(r, g, from, g->n);
	if (ret->n == 0)
		sentence_counts(ret, bias, 0);
}

void
model_score_in(const struct model *m, int lang, const struct ngrams *g,
    const struct senses *y, const struct features *f, struct scores *s)
{
	const struct model_lang *l = &m->h->lang[lang];
	struct reading r = { .m = m, .lang = lang };
	struct sentences best = { 0 };
	struct present present;
	float norm = model_norm(g->n), sense_norm = model_sense_norm(y->n);

	find_present(&present, f);
	read_sentences(&r, g, y, &best);
	s->sum[HEAD_ANSWER] = head_sum(&l->head[HEAD_ANSWER], f, &present,
	    norm * (float)r.grams.wide[ANSWER],
	    sense_norm * (float)r.senses.v[ANSWER]);
	s->sum[HEAD_REQUEST] = head_sum(&l->head[HEAD_REQUEST], f, &present,
	    norm * (float)r.grams.narrow[REQUEST], 0.0f);
	s->sum[HEAD_THANKS] = head_sum(&l->head[HEAD_THANKS], f, &present,
	    norm * (float)r.grams.narrow[THANKS], 0.0f);
	s->in[INPUT_EXPERT + EXPERT_BUSINESS] = head_sum(
	    &l->expert[EXPERT_BUSINESS], f, &present,
	    norm * (float)r.grams.wide[BUSINESS],
	    sense_norm * (float)r.senses.v[BUSINESS]);
	s->in[INPUT_EXPERT + EXPERT_PUBLIC] = head_sum(
	    &l->expert[EXPERT_PUBLIC], f, &present,
	    norm * (float)r.grams.wide[PUBLIC],
	    sense_norm * (float)r.senses.v[PUBLIC]);
	s->in[INPUT_EXPERT + EXPERT_WORLD] = head_sum(
	    &l->expert[EXPERT_WORLD], f, &present,
	    norm * (float)r.grams.narrow[WORLD], 0.0f);

	step_inputs(s, &best, g->n_sentences, f);
	s->offset = OFFSET_OTHERS * f->v[F_CTX_OTHERS] +
	    OFFSET_PERSON * f->v[F_MENTION_PERSON];
	s->p[HEAD_ANSWER] = sigmoid(model_second_step(l, s->in) + s->offset);
	for (int h = HEAD_REQUEST; h <= HEAD_THANKS; h++)
		s->p[h] = sigmoid(l->calibrate[h][0] * s->sum[h] +
		    l->calibrate[h][1]);
}

void
model_score_own(const struct model *m, int lang, const struct ngrams *g,
    const struct features *f, struct scores *s)
{
	const struct model_lang *l = &m->h->lang[lang];
	const struct own_weight *tab = m->own[lang];
	int bits = m->h->own_bits;
	int32_t dialogue = 0, broadcast = 0;
	struct present present;
	float norm = model_norm(g->n), z;

	find_present(&present, f);
	for (int k = 0; k < g->n; k++) {
		const struct own_weight *w =
		    &tab[ngrams_bucket(g->hash[k], bits)];

		dialogue += w->dialogue;
		broadcast += w->broadcast;
	}
	s->sum[HEAD_DIALOGUE] = named_sum(&l->head[HEAD_DIALOGUE], f, &present) +
	    norm * l->head[HEAD_DIALOGUE].scale * (float)dialogue;
	s->sum[HEAD_BROADCAST] = named_sum(&l->head[HEAD_BROADCAST], f, &present) +
	    norm * l->head[HEAD_BROADCAST].scale * (float)broadcast;
	s->offset = OFFSET_REPLY * f->v[F_CTX_REPLY] +
	    OFFSET_NO_REPLY * f->v[F_CTX_NO_REPLY];
	for (int h = HEAD_DIALOGUE; h <= HEAD_BROADCAST; h++) {
		z = l->calibrate[h][0] * s->sum[h] + l->calibrate[h][1];
		if (h == HEAD_DIALOGUE)
			z += s->offset;
		s->p[h] = sigmoid(z);
	}
}

float
model_gram_weight(const struct model *m, int lang, enum head h, uint32_t hash,
    int n)
{
	const struct in_weight *in =
	    &m->in[lang][ngrams_bucket(hash, m->h->in_bits)];
	const struct own_weight *own =
	    &m->own[lang][ngrams_bucket(hash, m->h->own_bits)];
	float unit = model_norm(n) * m->h->lang[lang].head[h].scale;

	switch (h) {
	case HEAD_ANSWER:
		return unit * (float)in->answer;
	case HEAD_REQUEST:
		return unit * (float)in->request;
	case HEAD_THANKS:
		return unit * (float)in->thanks;
	case HEAD_DIALOGUE:
		return unit * (float)own->dialogue;
	case HEAD_BROADCAST:
		return unit * (float)own->broadcast;
	case HEAD_SENTENCE:
		return unit * (float)in->sentence;
	case HEAD_MAX:
		break;
	}
	return 0.0f;
}

float
model_sense_weight(const struct model *m, int lang, enum head h, uint32_t hash,
    int n)
{
	const struct sense_weight *w =
	    &m->sense[lang][ngrams_bucket(hash, m->h->sense_bits)];
	float unit = model_sense_norm(n) *
	    m->h->lang[lang].head[h].sense_scale;

	return h == HEAD_ANSWER ? unit * (float)w->answer :
	    h == HEAD_SENTENCE ? unit * (float)w->sentence : 0.0f;
}
