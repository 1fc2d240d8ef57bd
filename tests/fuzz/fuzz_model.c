/* SPDX-License-Identifier: ISC */
/*
 * fuzz_model.c - a model file is refused or harmless.
 *
 * The checksum would stop nearly every input, so that a patch is laid over a
 * small valid model and the checksum mended; the bare bytes are tried too.
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/model.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
use(const struct model *m)
{
	static const char text[] = "Habt ihr offen? Danke! https://x.de";
	static struct tokens t;
	static struct ngrams g;
	static struct senses y;
	struct text_in in = { .text = text, .len = sizeof(text) - 1 };
	struct features f;
	struct scores s;

	tokens_read(&t, text, sizeof(text) - 1);
	features_read(&f, &t, &in);
	ngrams_read(&g, &t, &f, m->h->seed);
	senses_read(&y, &t, &f, m->h->seed);
	for (int lang = 0; lang < MODEL_LANGS; lang++) {
		model_score_in(m, lang, &g, &y, &f, &s);
		if (isnan(s.p[HEAD_ANSWER]))
			abort();
		model_score_own(m, lang, &g, &f, &s);
		if (isnan(s.p[HEAD_DIALOGUE]))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct model_header h = { .magic = MODEL_MAGIC,
	    .version = MODEL_VERSION, .n_features = FEATURE_MAX,
	    .in_bits = 4, .own_bits = 4, .sense_bits = 4 };
	struct model m;
	size_t n = model_size(&h), at;
	char *p;

	features_init();
	h.features = features_version();
	h.size = (uint32_t)n;
	p = xcalloc(1, n);
	memcpy(p, data, size < n ? size : n);
	if (model_check(&m, p, size < n ? size : n, NULL) == 0)
		use(&m);
	memset(p, 0, n);
	memcpy(p, &h, sizeof(h));
	if (size > 2) {
		at = ((size_t)data[0] << 8 | data[1]) % n;
		for (size_t i = 2; i < size && at < n; i++, at++)
			p[at] ^= (char)data[i];
	}
	((struct model_header *)(void *)p)->checksum = model_checksum(p, n);
	if (model_check(&m, p, n, NULL) == 0)
		use(&m);
	free(p);
	return 0;
}
