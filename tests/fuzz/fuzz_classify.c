/* SPDX-License-Identifier: ISC */
/*
 * fuzz_classify.c - any bytes are tokens, have a language and get a verdict,
 * by the rules and by the shipped model.
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/classify.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const struct classifier *c, const struct text_in *in, const char *ui)
{
	struct verdict v, again;
	float sum = 0.0f;

	classify(c, in, true, ui, &v);
	for (int l = 0; l < LABEL_MAX; l++) {
		if (!(v.p[l] >= 0.0f && v.p[l] <= 1.0f))
			abort();
		sum += v.p[l];
	}
	if (v.label == LABEL_NONE ? !v.empty : fabsf(sum - 1.0f) > 0.001f)
		abort();
	if (v.label != LABEL_NONE &&
	    (v.label >= LABEL_BROADCAST) != (in->side == TEXT_OWN))
		abort();
	if (v.n_reasons < 0 || v.n_reasons > VERDICT_REASONS)
		abort();
	for (int i = 0; i < v.n_reasons; i++)
		if (!utf8_valid(v.reasons[i].text,
		    strlen(v.reasons[i].text)) ||
		    strpbrk(v.reasons[i].text, "\n\r\x1b") != NULL)
			abort();
	classify(c, in, false, ui, &again);
	if (again.label != v.label || again.answer != v.answer)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct classifier *rules, *model;
	struct text_in in = { 0 };

	if (rules == NULL) {
		rules = classify_load(NULL, NULL);
		model = classify_load("conf/hark.model", NULL);
	}
	if (size < 2)
		return 0;
	in.side = data[0] & 1 ? TEXT_OWN : TEXT_IN;
	in.lang = data[0] & 2 ? data[0] & 4 ? "de-AT" : "en" : NULL;
	in.reply = (enum tri)((data[0] >> 3) % 3 - 1);
	in.mention = (enum tri)(data[1] % 3 - 1);
	in.addressed = (enum tri)(data[1] / 3 % 3 - 1);
	in.others = (enum tri)(data[1] / 9 % 3 - 1);
	in.private_ = (enum tri)(data[1] / 27 % 3 - 1);
	in.text = (const char *)data + 2;
	in.len = size - 2;
	check(rules, &in, data[0] & 64 ? "en" : "de");
	if (model != NULL)
		check(model, &in, data[0] & 64 ? "en" : "de");
	return 0;
}
