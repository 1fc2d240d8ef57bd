/* SPDX-License-Identifier: ISC */
/*
 * score.c - a text's sums under a model: the hot loop.
 *
 * The trainer scores its held-back folds with this very code, tables and
 * quantisation included, so that its figures are those of the daemon.
 */

#include <math.h>

#include "text/model.h"

/* What was learned from no text, since files do not know it. */
#define OFFSET_OTHERS		-0.9f	/* names somebody who is not us */
#define OFFSET_PERSON		-0.8f	/* and speaks to them */
#define OFFSET_REPLY		3.0f	/* an own reply is dialogue */
#define OFFSET_NO_REPLY		-0.3f

float
model_norm(int n)
{
	return n > 0 ? 3.0f / sqrtf((float)n) : 0.0f;
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

static void
step_inputs(float step[STEP_MAX], float text, float best, float last,
    const struct features *f)
{
	float ask = f->v[F_HAS_ASK];

	step[STEP_BIAS] = 1.0f;
	step[STEP_TEXT] = text;
	step[STEP_BEST] = best;
	step[STEP_LAST] = last;
	step[STEP_MENTION] = f->v[F_CTX_MENTION];
	step[STEP_MENTION_ASK] = f->v[F_CTX_MENTION] * ask;
	step[STEP_PAGE] = f->v[F_CTX_ADDRESSED];
	step[STEP_PAGE_ASK] = f->v[F_CTX_ADDRESSED] * ask;
	step[STEP_AWAY] = f->v[F_CTX_NOT_ADDRESSED];
	step[STEP_AWAY_ASK] = f->v[F_CTX_NOT_ADDRESSED] * ask;
}

void
model_score_in(const struct model *m, int lang, const struct ngrams *g,
    const struct features *f, struct scores *s)
{
	const struct model_lang *l = &m->h->lang[lang];
	const struct in_weight *tab = m->in[lang];
	int bits = m->h->in_bits, from = 0;
	int32_t answer = 0, request = 0, thanks = 0, sentence;
	float bias = l->head[HEAD_SENTENCE].named[FEATURE_MAX];
	struct present present;
	float best = -1e3f, last = 0.0f, norm = model_norm(g->n), z;

	find_present(&present, f);
	for (int i = 0; i < g->n_sentences; i++) {
		int to = g->end[i];

		sentence = 0;
		for (int k = from; k < to; k++) {
			const struct in_weight *w =
			    &tab[ngrams_bucket(g->hash[k], bits)];

			answer += w->answer;
			sentence += w->sentence;
			request += w->request;
			thanks += w->thanks;
		}
		if (to > from) {
			last = bias + (float)sentence *
			    model_norm(to - from) *
			    l->head[HEAD_SENTENCE].scale;
			best = last > best ? last : best;
		}
		from = to;
	}
	for (int k = from; k < g->n; k++) {
		const struct in_weight *w =
		    &tab[ngrams_bucket(g->hash[k], bits)];

		answer += w->answer;
		request += w->request;
		thanks += w->thanks;
	}
	if (from == 0)
		best = last = bias;
	s->sum[HEAD_ANSWER] = named_sum(&l->head[HEAD_ANSWER], f, &present) +
	    norm * l->head[HEAD_ANSWER].scale * (float)answer;
	s->sum[HEAD_REQUEST] = named_sum(&l->head[HEAD_REQUEST], f, &present) +
	    norm * l->head[HEAD_REQUEST].scale * (float)request;
	s->sum[HEAD_THANKS] = named_sum(&l->head[HEAD_THANKS], f, &present) +
	    norm * l->head[HEAD_THANKS].scale * (float)thanks;

	step_inputs(s->step, s->sum[HEAD_ANSWER], best, last, f);
	z = 0.0f;
	for (int i = 0; i < STEP_MAX; i++)
		z += l->step[i] * s->step[i];
	z += OFFSET_OTHERS * f->v[F_CTX_OTHERS] +
	    OFFSET_PERSON * f->v[F_MENTION_PERSON];
	s->p[HEAD_ANSWER] = sigmoid(z);
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
	for (int h = HEAD_DIALOGUE; h <= HEAD_BROADCAST; h++) {
		z = l->calibrate[h][0] * s->sum[h] + l->calibrate[h][1];
		if (h == HEAD_DIALOGUE)
			z += OFFSET_REPLY * f->v[F_CTX_REPLY] +
			    OFFSET_NO_REPLY * f->v[F_CTX_NO_REPLY];
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
