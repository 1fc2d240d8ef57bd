/* SPDX-License-Identifier: ISC */
/*
 * reasons.c - the features that moved a verdict, in words.
 *
 * A phrase of the text says more than a rule's name: it is shown in the
 * quotation marks of the reader's language.  What stands at the same place
 * counts once, with the sum of its weights.
 */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "text/model.h"
#include "text/reasons.h"

#define WORTH_SAYING	0.1f

void
reasons_init(struct reasons *r, const struct tokens *t,
    const struct features *f, const char *ui_lang)
{
	r->t = t;
	r->f = f;
	r->ui_lang = ui_lang != NULL ? ui_lang : "de";
	r->n = 0;
}

static void
add(struct reasons *r, int feature, size_t at, size_t len, float weight)
{
	if (fabsf(weight) < 0.01f)
		return;
	/* The same phrase under two names, or a word of it: one reason. */
	for (int i = 0; i < r->n; i++) {
		if (len == 0 || r->item[i].len == 0)
			continue;
		if (r->item[i].at <= at &&
		    at + len <= (size_t)(r->item[i].at + r->item[i].len)) {
			r->item[i].weight += weight;
			return;
		}
	}
	if (r->n == REASONS_MAX)
		return;
	r->item[r->n].feature = feature;
	r->item[r->n].at = (uint16_t)at;
	r->item[r->n].len = (uint16_t)len;
	r->item[r->n++].weight = weight;
}

static void
add_feature(struct reasons *r, int i, float weight)
{
	const char *say = feature_reason((enum feature)i, r->ui_lang);

	if (say == NULL || r->f->v[i] == 0.0f)
		return;
	if (*say == '\0')
		add(r, i, r->f->at[i], r->f->len[i], weight);
	else
		add(r, i, 0, 0, weight);
}

void
reasons_add_named(struct reasons *r, const float *weights, float scale)
{
	for (int i = 0; i < FEATURE_MAX; i++)
		add_feature(r, i, weights[i] * r->f->v[i] * scale);
}

void
reasons_add_context(struct reasons *r, const float *step)
{
	float ask = r->f->v[F_HAS_ASK];

	add_feature(r, F_CTX_MENTION, step[STEP_MENTION] +
	    ask * step[STEP_MENTION_ASK]);
	add_feature(r, F_CTX_ADDRESSED, step[STEP_PAGE] +
	    ask * step[STEP_PAGE_ASK]);
	add_feature(r, F_CTX_NOT_ADDRESSED, step[STEP_AWAY] +
	    ask * step[STEP_AWAY_ASK]);
}

void
reasons_add_own(struct reasons *r, const float *dialogue,
    const float *broadcast, enum label label)
{
	for (int i = 0; i < FEATURE_MAX; i++) {
		float w = dialogue[i];

		if (label == LABEL_BROADCAST)
			w = -w * 0.5f + broadcast[i];
		else if (label == LABEL_INFORMATION)
			w = -w * 0.5f - broadcast[i];
		add_feature(r, i, w * r->f->v[i]);
	}
}

void
reasons_add_phrase(struct reasons *r, size_t at, size_t len, float weight)
{
	add(r, -1, at, len, weight);
}

void
reasons_add_taught(struct reasons *r, float weight)
{
	add(r, FEATURE_MAX, 0, 0, weight);
}

/* The phrase as one line, in quotation marks, not cut inside a character. */
static void
quote_phrase(char *dst, size_t size, const char *p, size_t n, bool english)
{
	char safe[64];
	size_t k = 0, used;

	for (size_t i = 0; i < n; i += used) {
		uint32_t c = utf8_decode(p + i, n - i, &used);

		if (k + 4 >= sizeof(safe))
			break;
		if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 ||
		    c == 0x2029)
			c = ' ';
		if (c == 0x200e || c == 0x200f || c == 0x61c ||
		    (c >= 0x202a && c <= 0x202e) ||
		    (c >= 0x2066 && c <= 0x2069))
			continue;
		k += utf8_encode(c, safe + k);
	}
	safe[k] = '\0';
	snprintf(dst, size, english ? "“%s”" : "„%s“", safe);
}

static void
say(const struct reasons *r, int i, struct reason *out)
{
	bool english = strncmp(r->ui_lang, "en", 2) == 0;
	char phrase[80];
	int f = r->item[i].feature;

	out->weight = r->item[i].weight;
	if (f == FEATURE_MAX) {
		snprintf(out->text, sizeof(out->text), "%s", english ?
		    "as you taught" : "von Ihnen gelernt");
		return;
	}
	if (r->item[i].len == 0) {
		snprintf(out->text, sizeof(out->text), "%s",
		    feature_reason((enum feature)f, r->ui_lang));
		return;
	}
	quote_phrase(phrase, sizeof(phrase), r->t->text + r->item[i].at,
	    r->item[i].len, english);
	if (f == F_LINK_PERCENT)
		snprintf(out->text, sizeof(out->text),
		    english ? "link and %s" : "Link und %s", phrase);
	else
		snprintf(out->text, sizeof(out->text), "%s", phrase);
}

void
reasons_finish(struct reasons *r, struct verdict *v)
{
	v->n_reasons = 0;
	while (v->n_reasons < VERDICT_REASONS) {
		int best = -1;

		for (int i = 0; i < r->n; i++)
			if (best < 0 || fabsf(r->item[i].weight) >
			    fabsf(r->item[best].weight))
				best = i;
		if (best < 0 || fabsf(r->item[best].weight) < WORTH_SAYING)
			break;
		say(r, best, &v->reasons[v->n_reasons++]);
		r->item[best].weight = 0.0f;
	}
}
