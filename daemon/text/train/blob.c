/* SPDX-License-Identifier: ISC */
/*
 * blob.c - a model in memory: its tables, and the units they are kept in.
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/train/blob.h"

struct model *
blob_new(const struct train_options *o)
{
	struct model_header h = { .magic = MODEL_MAGIC,
	    .version = MODEL_VERSION, .features = features_version(),
	    .n_features = FEATURE_MAX, .seed = o->seed,
	    .in_bits = (uint16_t)o->in_bits,
	    .own_bits = (uint16_t)o->own_bits,
	    .sense_bits = (uint16_t)o->sense_bits };
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

struct model_lang *
blob_lang(struct model *m, int lang)
{
	return (struct model_lang *)(uintptr_t)&m->h->lang[lang];
}

struct columns
blob_columns(const struct train_options *o, enum text_side side, bool senses)
{
	struct columns c = {
	    .bits = side == TEXT_OWN ? o->own_bits : o->in_bits,
	    .sense_bits = senses ? o->sense_bits : 0 };

	c.sense = COLUMN_GRAMS + (1 << c.bits);
	c.n = c.sense + (c.sense_bits > 0 ? 1 << c.sense_bits : 0);
	return c;
}

/* The unit in which the greatest of n weights is limit. */
static double
unit_of(const double *w, int n, int limit)
{
	double max = 1e-6;

	for (int i = 0; i < n; i++)
		max = fmax(max, fabs(w[i]));
	return max / limit;
}

static struct in_weight *
in_table(struct model *m, int lang)
{
	return (struct in_weight *)(uintptr_t)m->in[lang];
}

static struct own_weight *
own_table(struct model *m, int lang)
{
	return (struct own_weight *)(uintptr_t)m->own[lang];
}

static void
in_weight_set(struct in_weight *w, enum head h, int v)
{
	if (h == HEAD_ANSWER)
		w->answer = (int16_t)v;
	else if (h == HEAD_SENTENCE)
		w->sentence = (int16_t)v;
	else if (h == HEAD_REQUEST)
		w->request = (int8_t)v;
	else
		w->thanks = (int8_t)v;
}

static void
sense_weight_set(struct sense_weight *w, enum head h, int v)
{
	if (h == HEAD_ANSWER)
		w->answer = (int8_t)v;
	else
		w->sentence = (int8_t)v;
}

/* The named weights, and the units in which the tables' fit. */
static void
head_set(struct model_head *head, const double *w, const struct columns *c,
    int limit)
{
	for (int i = 0; i <= FEATURE_MAX; i++)
		head->named[i] = (float)w[i];
	head->scale = (float)unit_of(w + COLUMN_GRAMS, c->sense - COLUMN_GRAMS,
	    limit);
	head->sense_scale = (float)unit_of(w + c->sense, c->n - c->sense,
	    127);
}

static int
in_units(double w, float unit)
{
	return (int)lrint(w / (double)unit);
}

void
blob_set_head(struct model *m, int lang, enum head h, const double *w,
    const struct columns *c)
{
	struct model_head *head = &blob_lang(m, lang)->head[h];
	struct sense_weight *sense =
	    (struct sense_weight *)(uintptr_t)m->sense[lang];

	head_set(head, w, c, h == HEAD_REQUEST || h == HEAD_THANKS ? 127 :
	    32767);
	for (int i = 0; i < c->sense - COLUMN_GRAMS; i++) {
		int v = in_units(w[COLUMN_GRAMS + i], head->scale);

		if (h == HEAD_DIALOGUE)
			own_table(m, lang)[i].dialogue = (int16_t)v;
		else if (h == HEAD_BROADCAST)
			own_table(m, lang)[i].broadcast = (int16_t)v;
		else
			in_weight_set(&in_table(m, lang)[i], h, v);
	}
	for (int i = 0; i < c->n - c->sense; i++)
		sense_weight_set(&sense[i], h, in_units(w[c->sense + i],
		    head->sense_scale));
}

void
blob_set_expert(struct model *m, int lang, enum expert x, const double *w,
    const struct columns *c)
{
	struct model_head *head = &blob_lang(m, lang)->expert[x];
	struct in_weight *in = in_table(m, lang);
	struct sense_weight *sense =
	    (struct sense_weight *)(uintptr_t)m->sense[lang];

	head_set(head, w, c, x == EXPERT_WORLD ? 127 : 32767);
	for (int i = 0; i < c->sense - COLUMN_GRAMS; i++) {
		int v = in_units(w[COLUMN_GRAMS + i], head->scale);

		if (x == EXPERT_BUSINESS)
			in[i].business = (int16_t)v;
		else if (x == EXPERT_PUBLIC)
			in[i].public_ = (int16_t)v;
		else
			in[i].world = (int8_t)v;
	}
	for (int i = 0; i < c->n - c->sense; i++) {
		int v = in_units(w[c->sense + i], head->sense_scale);

		if (x == EXPERT_BUSINESS)
			sense[i].business = (int8_t)v;
		else
			sense[i].public_ = (int8_t)v;
	}
}
