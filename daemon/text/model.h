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
 * are, n-grams and senses over the whole text, and over each sentence with
 * weights learned from those that make a text need an answer.  What is asked
 * of a shop looks different from what is asked in public talk: two experts
 * that learned from one world each sum the text too, and a third says which
 * of the two it comes from.  The second step weighs the text's sum, its best
 * sentence, its last one and what the network says, adds what small trees say
 * to all sums, counts and features together, and is calibrated: the answer
 * head's probability can be believed.
 */

#include <stddef.h>
#include <stdint.h>

#include "text/ngrams.h"
#include "text/rules.h"
#include "text/senses.h"

struct err;

#define MODEL_MAGIC	0x314c444d4b524148ull	/* "HARKMDL1" */
#define MODEL_VERSION	4
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

/* Inbound sums beside the heads'. */
enum expert {
	EXPERT_BUSINESS,	/* needs an answer; learned from the lines
				 * written for small businesses */
	EXPERT_PUBLIC,		/* the same, from everything else */
	EXPERT_WORLD,		/* which of the two it is */
	EXPERT_MAX
};

/* The trees' inputs: the second step's, then these. */
enum {
	INPUT_REQUEST = STEP_MAX,	/* the heads' sums */
	INPUT_THANKS,
	INPUT_EXPERT,			/* EXPERT_MAX of them */
	INPUT_FIRST = INPUT_EXPERT + EXPERT_MAX,
	INPUT_SECOND,			/* sums of the first sentence, of the
					 * second best, and on average */
	INPUT_MEAN,
	INPUT_PLACE,			/* of the best sentence, 0..1 */
	INPUT_BEST_WORDS,		/* its words */
	INPUT_BEST_ASKS,		/* it ends with '?' */
	INPUT_SHAPE,			/* SHAPE_MAX of them */
	INPUT_NAMED = INPUT_SHAPE + SHAPE_MAX,	/* 2: in a question */
	INPUT_MAX = INPUT_NAMED + FEATURE_MAX
};

#define MODEL_TREES	150
#define TREE_NODES	7	/* three questions deep */
#define TREE_LEAVES	8

/* Node i: input[i] <= at[i] goes to node 2i + 1, else to 2i + 2. */
struct model_tree {
	float at[TREE_NODES], leaf[TREE_LEAVES];
	uint8_t input[TREE_LEAVES];	/* the last is unused */
};

struct model_head {
	float named[FEATURE_MAX + 1];	/* the last is the bias */
	float scale;			/* a table's unit */
	float sense_scale;		/* the same for senses */
};

struct model_lang {
	struct model_head head[HEAD_MAX], expert[EXPERT_MAX];
	float step[STEP_MAX];
	float calibrate[HEAD_MAX][2];	/* p = sigmoid(a * sum + b) */
	float decide[HEAD_MAX];		/* p from which the label says yes */
	float ring, digest;		/* of p(needs an answer) */
	struct model_tree tree[MODEL_TREES];
};

struct in_weight {
	int16_t answer, sentence, business, public_;
	int8_t request, thanks, world;
	uint8_t common;		/* 255 * root of the share of texts with it */
};

/* Whether an answer is needed is all that senses are asked. */
struct sense_weight {
	int8_t answer, sentence, business, public_;
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
	uint16_t sense_bits, unused;
	uint32_t figures;		/* bytes of text at the end */
	char date[16], name[16];	/* "2026-11-25", "clean" */
	struct model_lang lang[MODEL_LANGS];
};

struct model {
	const struct model_header *h;
	const struct in_weight *in[MODEL_LANGS];
	const struct sense_weight *sense[MODEL_LANGS];
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
	/* Inbound only: what the second step and the trees read. */
	float in[INPUT_MAX];
	float offset;		/* of what no text tells, on the side's first */
	float p[HEAD_MAX];	/* calibrated */
};

/* n-grams are weighed by 1/sqrt(n), so that all texts count alike. */
float	model_norm(int n);
/* The same for senses, which are fewer and say more. */
float	model_sense_norm(int n);
void	model_score_in(const struct model *, int lang, const struct ngrams *,
	    const struct senses *, const struct features *, struct scores *);
void	model_score_own(const struct model *, int lang, const struct ngrams *,
	    const struct features *, struct scores *);
/* The answer head's log odds of in[INPUT_MAX], offset not included. */
float	model_second_step(const struct model_lang *, const float *in);
/* What one n-gram adds to a head's sum, norm and scale included. */
float	model_gram_weight(const struct model *, int lang, enum head,
	    uint32_t hash, int n);
/* And one hash of senses. */
float	model_sense_weight(const struct model *, int lang, enum head,
	    uint32_t hash, int n);

#endif
