/* SPDX-License-Identifier: ISC */
/*
 * classify.c - from a text to a verdict.
 *
 *	text -> tokens -> named features --+--> sums -> probabilities -> label
 *	          |                        |
 *	          +-> n-grams, senses -----+	(a model only)
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
#include "text/classify_int.h"
#include "text/features.h"
#include "text/lessons.h"
#include "text/model.h"
#include "text/ngrams.h"
#include "text/promise.h"
#include "text/reasons.h"
#include "text/rules.h"
#include "text/senses.h"
#include "text/soon.h"
#include "text/tokens.h"

#define N_LANGS	3

#define DECIDE_RULES	0.5f	/* p from which the rules say yes */
#define NUDGE_ANSWER	0.6f	/* "???" has no words to judge: at least this */
/*
 * Of what a search finds perhaps one post in thirty asks, of what is written
 * to a business one in three: the same p is wrong more often there.  By so
 * much the odds must be better to ring as rightly; a little, to be shown.
 */
#define FOUND_RING	9.0f
#define FOUND_DIGEST	2.0f

struct classifier {
	struct tokens tokens;
	struct features features;
	struct ngrams ngrams;
	struct senses senses;		/* of an inbound text */
	float by_token[TOKENS_MAX];	/* to explain it */
	struct reasons reasons;
	struct model model;		/* .h is NULL: rules only */
	const struct lessons *lessons;	/* for this text, or NULL */
	float taught;			/* how far they moved the verdict */
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

	features_init();
	rules_init();
	c = xcalloc(1, sizeof(*c));
	memcpy(c->limits, defaults, sizeof(defaults));
	snprintf(c->version, sizeof(c->version), "rules 1");
	if (path == NULL)
		return c;
	if (model_open(&c->model, path, e) != 0) {
		free(c);
		return NULL;
	}
	for (int i = 0; i < MODEL_LANGS; i++) {
		c->limits[i].ring = c->model.h->lang[i].ring;
		c->limits[i].digest = c->model.h->lang[i].digest;
	}
	snprintf(c->version, sizeof(c->version), "model %s %s",
	    c->model.h->name, c->model.h->date);
	return c;
}

void
classify_free(struct classifier *c)
{
	if (c != NULL)
		model_close(&c->model);
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
rule_p(enum head h, const struct features *f)
{
	const float *w = rule_weights[h];
	float z = w[FEATURE_MAX];

	for (int i = 0; i < FEATURE_MAX; i++)
		z += w[i] * f->v[i];
	return sigmoid(z);
}

static float
better_odds(float limit, float by)
{
	return limit * by / (1.0f - limit + limit * by);
}

/* The model's language, or -1: no model, or one it does not know. */
static int
model_lang(const struct classifier *c)
{
	if (c->model.h == NULL || c->features.lang[0] == 'x')
		return -1;
	return c->features.lang[0] == 'e';
}

static float
odds(float p)
{
	p = fminf(fmaxf(p, 1e-6f), 1.0f - 1e-6f);
	return logf(p / (1.0f - p));
}

/* The n-grams as lessons know them; the model's are the same by default. */
static void
read_ngrams(struct classifier *c, int lang)
{
	if (lang < 0 || c->model.h->seed != NGRAMS_SEED)
		ngrams_read(&c->ngrams, &c->tokens, &c->features,
		    NGRAMS_SEED);
}

static void
apply_lessons(struct classifier *c, enum text_side side, int lang,
    float p[HEAD_MAX])
{
	float shift[HEAD_MAX];

	read_ngrams(c, lang);
	lessons_shift(c->lessons, side, &c->ngrams, shift);
	for (int h = 0; h < HEAD_MAX; h++)
		if (shift[h] != 0.0f)
			p[h] = sigmoid(odds(p[h]) + shift[h]);
	c->taught = shift[side == TEXT_IN ? HEAD_ANSWER : HEAD_DIALOGUE];
}

/* The decisions' probabilities, and from where each says yes. */
static void
decide_untaught(struct classifier *c, enum text_side side, float p[HEAD_MAX],
    float from[HEAD_MAX])
{
	int lang = model_lang(c);
	struct scores s;

	if (lang < 0) {
		for (int h = 0; h < HEAD_MAX; h++) {
			p[h] = rule_p((enum head)h, &c->features);
			from[h] = DECIDE_RULES;
		}
		return;
	}
	ngrams_read(&c->ngrams, &c->tokens, &c->features,
	    c->model.h->seed);
	if (side == TEXT_IN) {
		senses_read(&c->senses, &c->tokens, &c->features,
		    c->model.h->seed);
		model_score_in(&c->model, lang, &c->ngrams, &c->senses,
		    &c->features, &s);
	} else
		model_score_own(&c->model, lang, &c->ngrams, &c->features,
		    &s);
	memcpy(p, s.p, sizeof(s.p));
	memcpy(from, c->model.h->lang[lang].decide, sizeof(s.p));
}

static void
decide(struct classifier *c, enum text_side side, float p[HEAD_MAX],
    float from[HEAD_MAX])
{
	decide_untaught(c, side, p, from);
	c->taught = 0.0f;
	if (c->lessons != NULL)
		apply_lessons(c, side, model_lang(c), p);
}

static void
judge_in(struct classifier *c, const struct text_in *in, struct verdict *v)
{
	const struct features *f = &c->features;
	const struct classify_limits *l = c->limits;
	float p[HEAD_MAX] = { 0 }, from[HEAD_MAX] = { 0 };
	bool spoken_to, found, wants;

	decide(c, TEXT_IN, p, from);
	if (v->nudge) {
		p[HEAD_ANSWER] = fmaxf(p[HEAD_ANSWER], NUDGE_ANSWER);
		p[HEAD_REQUEST] = fminf(p[HEAD_REQUEST], 0.4f);
	}
	v->answer = p[HEAD_ANSWER];
	v->p[LABEL_QUESTION] = v->answer * (1.0f - p[HEAD_REQUEST]);
	v->p[LABEL_REQUEST] = v->answer * p[HEAD_REQUEST];
	v->p[LABEL_THANKS] = (1.0f - v->answer) * p[HEAD_THANKS];
	v->p[LABEL_OTHER] = (1.0f - v->answer) * (1.0f - p[HEAD_THANKS]);
	wants = v->answer >= from[HEAD_ANSWER];
	if (wants)
		v->label = p[HEAD_REQUEST] >= from[HEAD_REQUEST] ?
		    LABEL_REQUEST : LABEL_QUESTION;
	else
		v->label = p[HEAD_THANKS] >= from[HEAD_THANKS] ?
		    LABEL_THANKS : LABEL_OTHER;

	while (l < c->limits + N_LANGS - 1 && strcmp(l->lang, v->lang) != 0)
		l++;
	/* A language we do not read rings only if written to us. */
	spoken_to = in->addressed == TRI_YES || in->mention == TRI_YES ||
	    in->private_ == TRI_YES || in->reply_to_us == TRI_YES;
	found = in->found == TRI_YES && !spoken_to;
	v->rings = v->answer >= (found ? better_odds(l->ring, FOUND_RING) :
	    l->ring) && (strcmp(v->lang, "xx") != 0 || spoken_to);
	v->perhaps = v->answer >= (found ? better_odds(l->digest,
	    FOUND_DIGEST) : l->digest);
	/* Thanks in advance settle nothing. */
	v->settles = (v->label == LABEL_THANKS &&
	    !(f->v[F_THANKS_AHEAD] > 0.0f)) || (!wants &&
	    f->v[F_SETTLED] > 0.0f && f->v[F_HAS_ASK] == 0.0f);
}

static void
judge_own(struct classifier *c, struct verdict *v)
{
	float p[HEAD_MAX] = { 0 }, from[HEAD_MAX] = { 0 };
	struct promise promise;

	decide(c, TEXT_OWN, p, from);
	v->p[LABEL_DIALOGUE] = p[HEAD_DIALOGUE];
	v->p[LABEL_BROADCAST] = (1.0f - p[HEAD_DIALOGUE]) * p[HEAD_BROADCAST];
	v->p[LABEL_INFORMATION] = (1.0f - p[HEAD_DIALOGUE]) *
	    (1.0f - p[HEAD_BROADCAST]);
	if (p[HEAD_DIALOGUE] >= from[HEAD_DIALOGUE])
		v->label = LABEL_DIALOGUE;
	else
		v->label = p[HEAD_BROADCAST] >= from[HEAD_BROADCAST] ?
		    LABEL_BROADCAST : LABEL_INFORMATION;
	promise_of(&c->tokens, &promise);
	v->holding = promise.kind != PROMISE_NONE &&
	    v->label == LABEL_DIALOGUE;
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

/* How far the heads' n-grams and senses moved the sum, word by word. */
static void
explain_words(struct classifier *c, enum text_side side, int lang,
    const float by_head[HEAD_MAX])
{
	const struct ngrams *g = &c->ngrams;
	const struct senses *y = &c->senses;
	const struct model *m = &c->model;

	memset(c->by_token, 0, (size_t)c->tokens.n * sizeof(*c->by_token));
	for (int h = 0; h < HEAD_MAX; h++) {
		if (by_head[h] == 0.0f)
			continue;
		/* Pairs of features are of no word. */
		for (int i = 0; i < g->n && g->token[i] < c->tokens.n; i++)
			c->by_token[g->token[i]] += by_head[h] *
			    model_gram_weight(m, lang, (enum head)h,
			    g->hash[i], g->n);
		for (int i = 0; side == TEXT_IN && i < y->n; i++)
			c->by_token[y->token[i]] += by_head[h] *
			    model_sense_weight(m, lang, (enum head)h,
			    y->hash[i], y->n);
	}
	for (int i = 0; i < c->tokens.n; i++) {
		const struct token *k = &c->tokens.token[i];

		if (c->by_token[i] != 0.0f && (k->kind == TOKEN_WORD ||
		    k->kind == TOKEN_TAG))
			reasons_add_phrase(&c->reasons, k->at, k->len,
			    c->by_token[i]);
	}
}

static void
explain(struct classifier *c, enum text_side side, const char *ui_lang,
    struct verdict *v)
{
	struct reasons *r = &c->reasons;
	int lang = model_lang(c);
	const struct model_lang *l;
	float by_head[HEAD_MAX] = { 0 };

	reasons_init(r, &c->tokens, &c->features, ui_lang);
	reasons_add_taught(r, side == TEXT_IN || v->label == LABEL_DIALOGUE ?
	    c->taught : -c->taught);
	if (lang < 0) {
		if (side == TEXT_IN)
			reasons_add_named(r, rule_weights[HEAD_ANSWER], 1.0f);
		else
			reasons_add_own(r, rule_weights[HEAD_DIALOGUE],
			    rule_weights[HEAD_BROADCAST], v->label);
		reasons_finish(r, v);
		return;
	}
	l = &c->model.h->lang[lang];
	if (side == TEXT_IN) {
		by_head[HEAD_ANSWER] = l->step[STEP_TEXT];
		reasons_add_named(r, l->head[HEAD_ANSWER].named,
		    l->step[STEP_TEXT]);
		reasons_add_context(r, l->step);
	} else {
		reasons_add_own(r, l->head[HEAD_DIALOGUE].named,
		    l->head[HEAD_BROADCAST].named, v->label);
		by_head[HEAD_DIALOGUE] = v->label == LABEL_DIALOGUE ? 1.0f :
		    -0.5f;
		by_head[HEAD_BROADCAST] = v->label == LABEL_BROADCAST ? 1.0f :
		    v->label == LABEL_INFORMATION ? -1.0f : 0.0f;
	}
	explain_words(c, side, lang, by_head);
	reasons_finish(r, v);
}

/* Health, allergy, danger; or it cannot wait. */
static bool
is_urgent(const struct classifier *c)
{
	const struct features *f = &c->features;

	if (f->v[F_SAFETY] > 0.0f && soon_danger(&c->tokens, f->at[F_SAFETY],
	    f->len[F_SAFETY]))
		return true;
	return soon_is_now(&c->tokens);
}

void
verdict_set(struct verdict *v, enum label label, const char *ui_lang)
{
	bool wants = label == LABEL_QUESTION || label == LABEL_REQUEST;

	memset(v->p, 0, sizeof(v->p));
	v->label = label;
	v->p[label] = 1.0f;
	v->answer = wants ? 1.0f : 0.0f;
	v->rings = v->perhaps = wants;
	v->settles = label == LABEL_THANKS;
	v->nudge = v->empty = false;
	v->holding &= label == LABEL_DIALOGUE;
	if (v->n_reasons == 0)
		return;
	v->n_reasons = 1;
	v->reasons[0].weight = wants || label >= LABEL_BROADCAST ?
	    LESSONS_REACH : -LESSONS_REACH;
	snprintf(v->reasons[0].text, sizeof(v->reasons[0].text), "%s",
	    ui_lang != NULL && strncmp(ui_lang, "en", 2) == 0 ?
	    "you said so" : "so von Ihnen eingestuft");
}

void
classify_limits_of(const struct classifier *c, const char *lang,
    struct classify_limits *ret)
{
	*ret = c->limits[N_LANGS - 1];
	for (int i = 0; i < N_LANGS; i++)
		if (strcmp(c->limits[i].lang, lang) == 0)
			*ret = c->limits[i];
}

/* The scratch memory inside: see above. */
static struct classifier *
scratch(const struct classifier *c)
{
	return (struct classifier *)(uintptr_t)c;
}

void
classify(const struct classifier *classifier, const struct text_in *in,
    bool want_reasons, const char *ui_lang, struct verdict *v)
{
	classify_taught(classifier, NULL, in, want_reasons, ui_lang, v);
}

void
classify_taught(const struct classifier *classifier,
    const struct lessons *lessons, const struct text_in *in,
    bool want_reasons, const char *ui_lang, struct verdict *v)
{
	struct classifier *c = scratch(classifier);

	memset(v, 0, sizeof(*v));
	c->lessons = lessons_empty(lessons) ? NULL : lessons;
	tokens_read(&c->tokens, in->text, in->len);
	features_read(&c->features, &c->tokens, in);
	strcpy(v->lang, c->features.lang);
	if (c->features.empty) {
		judge_empty(c, in, v);
		return;
	}
	v->urgent = in->side == TEXT_IN && is_urgent(c);
	if (in->side == TEXT_IN) {
		v->nudge = c->features.nudge;
		judge_in(c, in, v);
	} else
		judge_own(c, v);
	if (want_reasons)
		explain(c, in->side, ui_lang, v);
}

/* --- for lessons.c -------------------------------------------------------- */

const struct ngrams *
classify_sums(const struct classifier *classifier, const struct text_in *in,
    float sum[HEAD_MAX])
{
	struct classifier *c = scratch(classifier);
	float from[HEAD_MAX] = { 0 };

	memset(sum, 0, HEAD_MAX * sizeof(*sum));
	tokens_read(&c->tokens, in->text, in->len);
	features_read(&c->features, &c->tokens, in);
	decide_untaught(c, in->side, sum, from);
	for (int h = 0; h < HEAD_MAX; h++)
		sum[h] = odds(sum[h]);
	read_ngrams(c, model_lang(c));
	return &c->ngrams;
}

int
classify_lang(const struct classifier *c)
{
	return c->features.lang[0] == 'd' ? 0 : c->features.lang[0] == 'e' ?
	    1 : 2;
}

float
classify_common(const struct classifier *c, uint32_t hash)
{
	float root = 0.0f;

	if (c->model.h == NULL)
		return 1.0f;
	for (int i = 0; i < MODEL_LANGS; i++)
		root = fmaxf(root, (float)c->model.in[i][ngrams_bucket(hash,
		    c->model.h->in_bits)].common / 255.0f);
	return root * root;
}
