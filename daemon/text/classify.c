/* SPDX-License-Identifier: ISC */
/*
 * classify.c - from a text to a verdict.
 *
 *	text -> tokens -> named features --+--> sums -> probabilities -> label
 *	          |                        |
 *	          +-> n-grams (model only)-+
 *
 * The scratch memory belongs to the classifier, so that a text costs no
 * allocation; one classifier therefore serves one thread.
 */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "text/classify.h"
#include "text/features.h"
#include "text/reasons.h"
#include "text/rules.h"
#include "text/tokens.h"

#define N_LANGS	3

struct classifier {
	struct tokens tokens;
	struct features features;
	struct classify_limits limits[N_LANGS];
	char version[80];
};

static const char *const label_names[LABEL_MAX] = { "none", "question",
    "request", "thanks", "other", "broadcast", "information", "dialogue" };

const char *
label_name(enum label l)
{
	return l >= 0 && l < LABEL_MAX ? label_names[l] : "none";
}

enum label
label_parse(const char *s)
{
	for (int i = 0; i < LABEL_MAX; i++)
		if (strcmp(s, label_names[i]) == 0)
			return (enum label)i;
	return LABEL_NONE;
}

struct classifier *
classify_load(const char *path, struct err *e)
{
	static const struct classify_limits defaults[N_LANGS] = {
		{ "de", 0.75f, 0.25f }, { "en", 0.75f, 0.25f },
		{ "xx", 0.75f, 0.30f },
	};
	struct classifier *c;

	if (path != NULL) {
		err_set(e, ERR_CONFIG, "%s: not a model of this version", path);
		return NULL;
	}
	features_init();
	rules_init();
	c = xcalloc(1, sizeof(*c));
	memcpy(c->limits, defaults, sizeof(defaults));
	snprintf(c->version, sizeof(c->version), "rules 1");
	return c;
}

void
classify_free(struct classifier *c)
{
	free(c);
}

void
classify_set_limits(struct classifier *c, const struct classify_limits *l)
{
	for (int i = 0; i < N_LANGS; i++)
		if (strcmp(c->limits[i].lang, l->lang) == 0)
			c->limits[i] = *l;
}

const char *
classify_version(const struct classifier *c)
{
	return c->version;
}

static float
sigmoid(float z)
{
	return 1.0f / (1.0f + expf(-z));
}

static float
head_sum(enum head h, const struct features *f)
{
	const float *w = rule_weights[h];
	float z = w[FEATURE_MAX];

	for (int i = 0; i < FEATURE_MAX; i++)
		z += w[i] * f->v[i];
	return z;
}

/* A language we do not read: marks, links and who is spoken to. */
static void
judge_in(const struct classifier *c, const struct text_in *in,
    struct verdict *v)
{
	const struct features *f = &c->features;
	const struct classify_limits *l = c->limits;
	float request, thanks;
	bool spoken_to;

	v->answer = sigmoid(head_sum(HEAD_ANSWER, f));
	request = sigmoid(head_sum(HEAD_REQUEST, f));
	thanks = sigmoid(head_sum(HEAD_THANKS, f));
	v->p[LABEL_QUESTION] = v->answer * (1.0f - request);
	v->p[LABEL_REQUEST] = v->answer * request;
	v->p[LABEL_THANKS] = (1.0f - v->answer) * thanks;
	v->p[LABEL_OTHER] = (1.0f - v->answer) * (1.0f - thanks);
	if (v->answer >= 0.5f)
		v->label = request >= 0.5f ? LABEL_REQUEST : LABEL_QUESTION;
	else
		v->label = thanks >= 0.5f ? LABEL_THANKS : LABEL_OTHER;

	while (l < c->limits + N_LANGS - 1 && strcmp(l->lang, v->lang) != 0)
		l++;
	spoken_to = in->addressed == TRI_YES || in->mention == TRI_YES ||
	    in->private_ == TRI_YES || in->reply_to_us == TRI_YES;
	v->rings = v->answer >= l->ring &&
	    (strcmp(v->lang, "xx") != 0 || spoken_to);
	v->perhaps = v->answer >= l->digest;
	v->settles = v->label == LABEL_THANKS || (v->answer < 0.5f &&
	    f->v[F_SETTLED] > 0.0f && f->v[F_HAS_ASK] == 0.0f);
}

static void
judge_own(const struct classifier *c, struct verdict *v)
{
	const struct features *f = &c->features;
	float dialogue, broadcast;

	dialogue = sigmoid(head_sum(HEAD_DIALOGUE, f));
	broadcast = sigmoid(head_sum(HEAD_BROADCAST, f));
	v->p[LABEL_DIALOGUE] = dialogue;
	v->p[LABEL_BROADCAST] = (1.0f - dialogue) * broadcast;
	v->p[LABEL_INFORMATION] = (1.0f - dialogue) * (1.0f - broadcast);
	if (dialogue >= 0.5f)
		v->label = LABEL_DIALOGUE;
	else
		v->label = broadcast >= 0.5f ? LABEL_BROADCAST :
		    LABEL_INFORMATION;
	v->holding = f->holding && v->label == LABEL_DIALOGUE;
}

/* Nothing but emojis, links or mentions: no words to judge. */
static void
judge_empty(const struct classifier *c, const struct text_in *in,
    struct verdict *v)
{
	v->empty = true;
	if (c->tokens.n == 0)
		return;
	if (in->side == TEXT_IN)
		v->label = LABEL_OTHER;
	else
		v->label = in->reply == TRI_YES || (in->reply != TRI_NO &&
		    c->tokens.token[0].kind == TOKEN_MENTION) ?
		    LABEL_DIALOGUE : LABEL_BROADCAST;
	v->p[v->label] = 1.0f;
}

void
classify(const struct classifier *classifier, const struct text_in *in,
    bool want_reasons, const char *ui_lang, struct verdict *v)
{
	/* Scratch: see above. */
	struct classifier *c = (struct classifier *)(uintptr_t)classifier;

	memset(v, 0, sizeof(*v));
	tokens_read(&c->tokens, in->text, in->len);
	features_read(&c->features, &c->tokens, in);
	strcpy(v->lang, c->features.lang);
	if (c->features.empty) {
		judge_empty(c, in, v);
		return;
	}
	v->urgent = c->features.urgent;
	if (in->side == TEXT_IN) {
		v->nudge = c->features.nudge;
		judge_in(c, in, v);
	} else
		judge_own(c, v);
	if (want_reasons) {
		struct reasons r;

		reasons_init(&r, &c->tokens, &c->features, ui_lang);
		if (in->side == TEXT_IN)
			reasons_add_named(&r, rule_weights[HEAD_ANSWER], 1.0f);
		else
			reasons_add_own(&r, rule_weights[HEAD_DIALOGUE],
			    rule_weights[HEAD_BROADCAST], v->label);
		reasons_finish(&r, v);
	}
}
