/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_MODEL_H
#define HARK_TEXT_MODEL_H

/*
 * model.h - the trained weights: a file, mapped read-only.
 *
 * The file is this header, then for each language and side a table of one
 * entry per bucket, then the figures as text.  Little-endian, as it lies in
 * memory; a machine of the other order refuses it by its magic.
 *
 * A verdict takes two steps.  The first sums weights: named features as they
 * are, n-grams over the whole text, and over each sentence with weights
 * learned from those that make a text need an answer.  The second weighs
 * the text's sum, its best sentence, its last one and what the network says,
 * and is calibrated: the answer head's probability can be believed.
 */

#include <stddef.h>
#include <stdint.h>

#include "text/ngrams.h"
#include "text/rules.h"

struct err;

#define MODEL_MAGIC	0x314c444d4b524148ull	/* "HARKMDL1" */
#define MODEL_VERSION	2
#define MODEL_LANGS	2			/* de, en */

/* The second step's inputs. */
enum {
	STEP_BIAS,
	STEP_TEXT,		/* the first step's sum */
	STEP_BEST,		/* the sentence that asks most: its sum */
	STEP_LAST,		/* that of the last sentence */
	STEP_MENTION,		/* named, or written to us privately */
	STEP_MENTION_ASK,	/* and it asks */
	STEP_PAGE,		/* on our page */
	STEP_PAGE_ASK,
	STEP_AWAY,		/* known not to be addressed to us */
	STEP_AWAY_ASK,
	STEP_MAX
};

struct model_head {
	float named[FEATURE_MAX + 1];	/* the last is the bias */
	float scale;			/* a table's unit */
};

struct model_lang {
	struct model_head head[HEAD_MAX];
	float step[STEP_MAX];
	float calibrate[HEAD_MAX][2];	/* p = sigmoid(a * sum + b) */
	float decide[HEAD_MAX];		/* p from which the label says yes */
	float ring, digest;		/* of p(needs an answer) */
};

struct in_weight {
	int16_t answer, sentence;
	int8_t request, thanks;
	uint8_t common;		/* 255 * root of the share of texts with it */
	uint8_t pad;
};

struct own_weight {
	int16_t dialogue, broadcast;
};

struct model_header {
	uint64_t magic;
	uint32_t version, size;		/* bytes of the whole file */
	uint64_t checksum;		/* of all that follows this member */
	uint32_t features;		/* features_version() */
	uint32_t n_features;
	uint32_t seed;			/* of the n-gram hashes */
	uint16_t in_bits, own_bits;	/* log2 of the tables' entries */
	uint32_t figures;		/* bytes of text at the end */
	char date[16], name[16];	/* "2026-11-25", "clean" */
	struct model_lang lang[MODEL_LANGS];
};

struct model {
	const struct model_header *h;
	const struct in_weight *in[MODEL_LANGS];
	const struct own_weight *own[MODEL_LANGS];
	const char *figures;		/* h->figures bytes, not terminated */
	size_t size;
};

/* 0, or -1 and why the file is refused. */
int	model_open(struct model *, const char *path, struct err *);
void	model_close(struct model *);
/* The same for bytes in memory, which must stay; for tests. */
int	model_check(struct model *, const void *data, size_t size,
	    struct err *);
uint64_t model_checksum(const void *data, size_t size);
size_t	model_size(const struct model_header *);

/* --- scoring --------------------------------------------------------------- */

struct scores {
	float sum[HEAD_MAX];	/* the first step, the side's heads */
	float step[STEP_MAX];	/* the second step's inputs, inbound only */
	float p[HEAD_MAX];	/* calibrated */
};

/* n-grams are weighed by 1/sqrt(n), so that all texts count alike. */
float	model_norm(int n);
void	model_score_in(const struct model *, int lang, const struct ngrams *,
	    const struct features *, struct scores *);
void	model_score_own(const struct model *, int lang, const struct ngrams *,
	    const struct features *, struct scores *);
/* What one n-gram adds to a head's sum, norm and scale included. */
float	model_gram_weight(const struct model *, int lang, enum head,
	    uint32_t hash, int n);

#endif
