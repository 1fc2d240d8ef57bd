/* SPDX-License-Identifier: ISC */
/*
 * lessons.c - corrections become weights.
 *
 * A logistic regression upon the verdict as it was, with a price for every
 * weight (an L1 penalty, so that few remain) that grows with how many other
 * texts it would move; the model knows how common an n-gram is.  Only those
 * are tried at all that the lessons have much more often than others.
 */

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "text/classify_int.h"
#include "text/lessons.h"
#include "text/model.h"

#define LESSON_VERSION	1
#define GRAMS_MAX	2048	/* kept of one text: its beginning and end */
#define ROUNDS		30
#define MARGIN		1.5f	/* log odds on the right side */
#define PRICE		0.7f	/* of a unit of weight; a lesson that is wrong
				 * pays nearly 1 for each it lacks */
#define PRICE_OTHERS	90.0f	/* more, if every text had the n-gram */
#define COMMON_MAX	0.03f	/* of what every thirtieth text has: none */
#define LIFT		8.0f	/* times as often as elsewhere */
#define WEIGHT_MAX	4.0f
#define STRIDE	2.0f
#define CARRY_MAX	512	/* n-grams of a side's layer */

/* As it is stored, followed by n hashes, rising. */
struct kept {
	uint8_t version, side, lang, pad;
	uint32_t n;
	float base[HEAD_MAX];
};

struct lesson {
	enum label label;
	struct kept k;
	uint32_t *hash;
};

struct carrier {
	uint32_t hash;
	float w[3];		/* by place in heads[side] */
};

struct layer {
	struct carrier *v;	/* by hash */
	int n;
	uint16_t *slot;		/* open addressing, place + 1 */
	uint32_t mask;
};

struct lessons {
	const struct classifier *classifier;
	struct lesson *v;
	size_t n, size;
	struct layer layer[2];
};

static const enum head heads[2][3] = {
	[TEXT_IN] = { HEAD_ANSWER, HEAD_REQUEST, HEAD_THANKS },
	[TEXT_OWN] = { HEAD_DIALOGUE, HEAD_BROADCAST, HEAD_MAX },
};

/* --- one lesson ------------------------------------------------------------- */

static int
by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

void
lesson_make(const struct classifier *c, const struct text_in *in,
    struct buf *ret)
{
	struct kept k = { .version = LESSON_VERSION,
	    .side = (uint8_t)in->side };
	const struct ngrams *g = classify_sums(c, in, k.base);
	uint32_t hash[GRAMS_MAX];
	int n = g->n <= GRAMS_MAX ? g->n : GRAMS_MAX, half = GRAMS_MAX / 2;

	for (int i = 0; i < n; i++)
		hash[i] = g->hash[n < GRAMS_MAX || i < half ? i :
		    g->n - n + i];
	qsort(hash, (size_t)n, sizeof(*hash), by_value);
	for (int i = 0; i < n; i++)
		if (i == 0 || hash[i] != hash[i - 1])
			hash[k.n++] = hash[i];
	k.lang = (uint8_t)classify_lang(c);
	buf_add(ret, &k, sizeof(k));
	buf_add(ret, hash, k.n * sizeof(*hash));
}

static bool
understood(const struct kept *k, enum label label, size_t len)
{
	if (k->version != LESSON_VERSION || k->side > TEXT_OWN ||
	    k->n > GRAMS_MAX || len != sizeof(*k) + k->n * sizeof(uint32_t) ||
	    label <= LABEL_NONE || label >= LABEL_MAX ||
	    (label >= LABEL_BROADCAST) != (k->side == TEXT_OWN))
		return false;
	for (int h = 0; h < HEAD_MAX; h++)
		if (!isfinite(k->base[h]) || fabsf(k->base[h]) > 1e3f)
			return false;
	return true;
}

struct lessons *
lessons_new(const struct classifier *c)
{
	struct lessons *l = xcalloc(1, sizeof(*l));

	l->classifier = c;
	return l;
}

static void
forget(struct lessons *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->v[i].hash);
	free(l->v);
	l->v = NULL;
	l->n = l->size = 0;
}

void
lessons_free(struct lessons *l)
{
	if (l == NULL)
		return;
	forget(l);
	for (int i = 0; i < 2; i++) {
		free(l->layer[i].v);
		free(l->layer[i].slot);
	}
	free(l);
}

bool
lessons_empty(const struct lessons *l)
{
	return l == NULL || lessons_size(l) == 0;
}

int
lessons_size(const struct lessons *l)
{
	return l->layer[TEXT_IN].n + l->layer[TEXT_OWN].n;
}

bool
lessons_add(struct lessons *l, enum label label, const void *data, size_t len)
{
	struct lesson *x;
	struct kept k;

	if (len < sizeof(k))
		return false;
	memcpy(&k, data, sizeof(k));
	if (!understood(&k, label, len))
		return false;
	if (l->n == l->size) {
		l->size = l->size != 0 ? l->size * 2 : 64;
		l->v = xreallocarray(l->v, l->size, sizeof(*l->v));
	}
	x = &l->v[l->n++];
	x->label = label;
	x->k = k;
	x->hash = xreallocarray(NULL, (size_t)k.n + 1, sizeof(*x->hash));
	memcpy(x->hash, (const char *)data + sizeof(k),
	    k.n * sizeof(*x->hash));
	return true;
}

/* --- learning ---------------------------------------------------------------- */

/* What a decision should have said: 1, -1, or 0 where it was not asked. */
static float
wanted(enum head h, enum label l)
{
	switch (h) {
	case HEAD_ANSWER:
		return l == LABEL_QUESTION || l == LABEL_REQUEST ? 1 : -1;
	case HEAD_REQUEST:
		return l == LABEL_REQUEST ? 1 : l == LABEL_QUESTION ? -1 : 0;
	case HEAD_THANKS:
		return l == LABEL_THANKS ? 1 : l == LABEL_OTHER ? -1 : 0;
	case HEAD_DIALOGUE:
		return l == LABEL_DIALOGUE ? 1 : -1;
	case HEAD_BROADCAST:
		return l == LABEL_BROADCAST ? 1 : l == LABEL_INFORMATION ?
		    -1 : 0;
	case HEAD_SENTENCE:
	case HEAD_MAX:
		break;
	}
	return 0;
}

/* An n-gram of a lesson. */
struct use {
	uint32_t hash;
	uint32_t lesson;
};

static int
by_hash(const void *a, const void *b)
{
	const struct use *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->lesson < y->lesson ? -1 : x->lesson > y->lesson;
}

struct candidate {
	struct carrier c;
	const struct use *from, *to;
	float price;
};

struct school {
	const struct lesson *v;		/* those that count */
	size_t n, n_side;
	struct use *use;
	size_t n_use;
	struct candidate *cand;
	size_t n_cand;
	float *sum;			/* of each lesson, one decision */
};

static void
find_uses(struct school *s, enum text_side side)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += s->v[i].k.n;
	s->use = xreallocarray(NULL, n + 1, sizeof(*s->use));
	for (size_t i = 0; i < s->n; i++) {
		const struct lesson *x = &s->v[i];

		/* Of other languages nobody knows what is common. */
		if (x->k.side != side || x->k.lang >= MODEL_LANGS)
			continue;
		s->n_side++;
		for (uint32_t k = 0; k < x->k.n; k++)
			s->use[s->n_use++] = (struct use){ x->hash[k],
			    (uint32_t)i };
	}
	qsort(s->use, s->n_use, sizeof(*s->use), by_hash);
}

/* What lessons share, and others seldom have. */
static void
find_candidates(struct school *s, const struct classifier *c)
{
	size_t size = 0;

	for (size_t i = 0, k; i < s->n_use; i = k) {
		uint32_t hash = s->use[i].hash;
		float common, often;

		for (k = i; k < s->n_use && s->use[k].hash == hash; )
			k++;
		if (k - i < 2)
			continue;
		common = classify_common(c, hash);
		often = (float)(k - i - 1) / (float)s->n_side;
		if (common > COMMON_MAX || often < LIFT * common)
			continue;
		if (s->n_cand == size) {
			size = size != 0 ? size * 2 : 256;
			s->cand = xreallocarray(s->cand, size,
			    sizeof(*s->cand));
		}
		s->cand[s->n_cand++] = (struct candidate){
		    .c = { .hash = hash }, .from = s->use + i,
		    .to = s->use + k,
		    .price = PRICE + PRICE_OTHERS * common };
	}
}

/* The weight that suits best while all others stay, and the sums after it. */
static void
improve(struct school *s, struct candidate *c, enum head h, float *w)
{
	float slope = 0.0f, bend = 1e-3f, best, step;

	for (const struct use *u = c->from; u < c->to; u++) {
		float y = wanted(h, s->v[u->lesson].label);
		float p = 1.0f / (1.0f + expf(y * s->sum[u->lesson] -
		    MARGIN));

		if (y == 0.0f)
			continue;
		slope += y * p;
		bend += fmaxf(p * (1.0f - p), 0.05f);
	}
	best = *w + slope / bend;
	best = copysignf(fmaxf(fabsf(best) - c->price / bend, 0.0f), best);
	best = fminf(fmaxf(best, -WEIGHT_MAX), WEIGHT_MAX);
	step = fminf(fmaxf(best - *w, -STRIDE), STRIDE);
	if (step == 0.0f)
		return;
	*w += step;
	for (const struct use *u = c->from; u < c->to; u++)
		s->sum[u->lesson] += step;
}

static int
by_weight(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	float v = 0.0f, w = 0.0f;

	for (int k = 0; k < 3; k++) {
		v = fmaxf(v, fabsf(x->c.w[k]));
		w = fmaxf(w, fabsf(y->c.w[k]));
	}
	if (v != w)
		return v > w ? -1 : 1;
	return x->c.hash < y->c.hash ? -1 : x->c.hash > y->c.hash;
}

/* Those that carry weight, to be found by their hash. */
static void
make_layer(struct layer *l, struct school *s)
{
	uint32_t size = 64;

	qsort(s->cand, s->n_cand, sizeof(*s->cand), by_weight);
	l->n = 0;
	for (size_t i = 0; i < s->n_cand && i < CARRY_MAX; i++)
		if (s->cand[i].c.w[0] != 0.0f || s->cand[i].c.w[1] != 0.0f ||
		    s->cand[i].c.w[2] != 0.0f)
			l->n++;
	if (l->n == 0)
		return;
	while (size < 4 * (uint32_t)l->n)
		size *= 2;
	l->mask = size - 1;
	l->v = xreallocarray(NULL, (size_t)l->n, sizeof(*l->v));
	l->slot = xcalloc(size, sizeof(*l->slot));
	for (int i = 0; i < l->n; i++) {
		uint32_t at = s->cand[i].c.hash & l->mask;

		while (l->slot[at] != 0)
			at = (at + 1) & l->mask;
		l->slot[at] = (uint16_t)(i + 1);
		l->v[i] = s->cand[i].c;
	}
}

static void
learn(struct lessons *l, enum text_side side)
{
	size_t from = l->n > LESSONS_MAX ? l->n - LESSONS_MAX : 0;
	struct school s = { .v = l->v + from, .n = l->n - from };

	find_uses(&s, side);
	if (s.n_use > 0)
		find_candidates(&s, l->classifier);
	s.sum = xcalloc(s.n + 1, sizeof(*s.sum));
	for (int k = 0; k < 3 && heads[side][k] != HEAD_MAX; k++) {
		enum head h = heads[side][k];

		for (size_t i = 0; i < s.n; i++)
			s.sum[i] = s.v[i].k.base[h];
		for (int round = 0; round < ROUNDS; round++)
			for (size_t i = 0; i < s.n_cand; i++)
				improve(&s, &s.cand[i], h, &s.cand[i].c.w[k]);
	}
	if (s.n_cand > 0)
		make_layer(&l->layer[side], &s);
	free(s.sum);
	free(s.cand);
	free(s.use);
}

void
lessons_learn(struct lessons *l)
{
	learn(l, TEXT_IN);
	learn(l, TEXT_OWN);
	forget(l);
}

/* --- using it ------------------------------------------------------------------ */

void
lessons_shift(const struct lessons *l, enum text_side side,
    const struct ngrams *g, float shift[HEAD_MAX])
{
	const struct layer *y = &l->layer[side];
	bool seen[CARRY_MAX] = { false };	/* each counts once */

	for (int h = 0; h < HEAD_MAX; h++)
		shift[h] = 0.0f;
	for (int i = 0; y->n > 0 && i < g->n; i++) {
		uint32_t at = g->hash[i] & y->mask;
		int found;

		while ((found = y->slot[at]) != 0 &&
		    y->v[found - 1].hash != g->hash[i])
			at = (at + 1) & y->mask;
		if (found == 0 || seen[found - 1])
			continue;
		seen[found - 1] = true;
		for (int k = 0; k < 3 && heads[side][k] != HEAD_MAX; k++)
			shift[heads[side][k]] += y->v[found - 1].w[k];
	}
	for (int h = 0; h < HEAD_MAX; h++)
		shift[h] = fminf(fmaxf(shift[h], -LESSONS_REACH),
		    LESSONS_REACH);
}
