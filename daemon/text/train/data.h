/* SPDX-License-Identifier: ISC */
#ifndef HARK_TEXT_TRAIN_DATA_H
#define HARK_TEXT_TRAIN_DATA_H

/*
 * data.h - labelled texts: files of label<TAB>lang<TAB>source<TAB>text lines.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/classify.h"
#include "text/features.h"
#include "text/ngrams.h"
#include "text/senses.h"

struct err;

struct example {
	char *text;
	size_t len;
	enum label label;
	enum text_side side;
	int lang;		/* 0 de, 1 en: as labelled */
	char *source;		/* file/column, for the figures */
	char *file;
	bool clean;		/* may be used by those who ask for licences */
	bool train;		/* not only for measuring */
	bool copy;		/* of the one before, without its first
				 * mentions: to learn from, not to measure */
	uint64_t group;		/* what must not be on both sides */
	int fold;
	/* What the network would tell, as far as its source or text does. */
	enum tri mention, page, reply;

	/* What the classifier reads from it, context unknown. */
	struct features f;
	uint32_t *hash;
	int n_hash, *end, n_sentences;
	uint32_t *sense;
	int n_sense, *sense_end;
};

struct data {
	struct example *e;
	size_t n, size;
};

/*
 * Add all *.tsv below path (a file or a folder).  -1 and err if it cannot be
 * read or a line is not understood.
 */
int	data_read(struct data *, const char *path, struct err *);
/*
 * Drop repeated texts, give folds, add the copies; then compute features and
 * n-grams.
 */
void	data_prepare(struct data *, int folds, uint32_t seed);
void	data_free(struct data *);

/* An example as the classifier takes it; context as its source tells. */
struct text_in data_text_in(const struct example *, bool context);
/* Its n-grams and senses, as they would be read. */
void	data_ngrams(const struct example *, struct ngrams *);
void	data_senses(const struct example *, struct senses *);

#endif
