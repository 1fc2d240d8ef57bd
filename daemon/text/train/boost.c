/* SPDX-License-Identifier: ISC */
/*
 * boost.c - gradient boosting (Friedman 2001) with Newton steps on binned
 * inputs.  Each tree sees some of the rows and some of the inputs, so that no
 * one input decides them all.
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/train/boost.h"

#define BINS		48
#define RATE		0.07
#define ROWS		0.7	/* the share a tree sees */
#define INPUTS		0.3	/* of the inputs, likewise */
#define LEAF_MIN	30	/* rows */
#define ROWS_MIN	400
#define SHRINK		1.0	/* as if a leaf had this much more weight */
#define LEFT		1e5f	/* nothing is greater: all go left */

struct boost {
	const struct boost_row *row;
	size_t n;
	uint8_t *bin;			/* [input * n + row] */
	float (*cut)[BINS];		/* [input]: bin k is <= cut[k] */
	int *bins;			/* [input] */
	double *z;			/* log odds so far */
	float *g, *h;			/* gradient, its slope */
	uint8_t *node;
	bool *seen;
	uint64_t rng;
};

/* splitmix64, 0..1. */
static double
draw(uint64_t *s)
{
	uint64_t x = *s += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return (double)((x ^ x >> 31) >> 11) * 0x1p-53;
}

static int
rising(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

/* Cuts between values that occur, about as many rows in each bin. */
static void
bin_input(struct boost *b, int c, float *v)
{
	size_t n = b->n;
	int bins = 0;

	for (size_t i = 0; i < n; i++)
		v[i] = b->row[i].in[c];
	qsort(v, n, sizeof(*v), rising);
	for (int k = 1; k < BINS; k++) {
		size_t at = n * (size_t)k / BINS;
		float x;

		while (at < n && v[at] == v[at - 1])
			at++;
		if (at >= n)
			break;
		x = v[at - 1] + (v[at] - v[at - 1]) * 0.5f;
		if (x >= v[at])		/* too close for a float between */
			x = v[at - 1];
		if (bins == 0 || x > b->cut[c][bins - 1])
			b->cut[c][bins++] = x;
	}
	b->bins[c] = bins + 1;
	for (size_t i = 0; i < n; i++) {
		float x = b->row[i].in[c];
		int lo = 0, hi = bins;

		while (lo < hi) {
			int mid = (lo + hi) / 2;

			if (x <= b->cut[c][mid])
				hi = mid;
			else
				lo = mid + 1;
		}
		b->bin[(size_t)c * n + i] = (uint8_t)lo;
	}
}

struct sums {
	double g, h;
	int rows;
};

static double
worth(const struct sums *s)
{
	return s->g * s->g / (s->h + SHRINK);
}

struct split {
	double gain;
	int input, bin;
};

/* The best question to ask in each of the nodes of one depth. */
static void
find_splits(struct boost *b, int first, int count, const bool *use,
    struct split *best)
{
	static struct sums table[4][BINS];

	for (int k = 0; k < count; k++)
		best[k] = (struct split){ .gain = 1e-6, .input = -1 };
	for (int c = 0; c < INPUT_MAX; c++) {
		if (!use[c] || b->bins[c] < 2)
			continue;
		memset(table, 0, sizeof(table));
		for (size_t i = 0; i < b->n; i++) {
			struct sums *s;

			if (!b->seen[i])
				continue;
			s = &table[b->node[i] - first]
			    [b->bin[(size_t)c * b->n + i]];
			s->g += (double)b->g[i];
			s->h += (double)b->h[i];
			s->rows++;
		}
		for (int k = 0; k < count; k++) {
			struct sums all = { 0 }, left = { 0 }, right;

			for (int i = 0; i < b->bins[c]; i++) {
				all.g += table[k][i].g;
				all.h += table[k][i].h;
				all.rows += table[k][i].rows;
			}
			for (int i = 0; i + 1 < b->bins[c]; i++) {
				double gain;

				left.g += table[k][i].g;
				left.h += table[k][i].h;
				left.rows += table[k][i].rows;
				right = (struct sums){ all.g - left.g,
				    all.h - left.h, all.rows - left.rows };
				if (left.rows < LEAF_MIN ||
				    right.rows < LEAF_MIN)
					continue;
				gain = worth(&left) + worth(&right) -
				    worth(&all);
				if (gain > best[k].gain)
					best[k] = (struct split){ gain, c,
					    i };
			}
		}
	}
}

static void
grow(struct boost *b, struct model_tree *t)
{
	struct sums leaf[TREE_LEAVES] = { 0 };
	struct split best[4];
	bool use[INPUT_MAX];

	for (int c = 0; c < INPUT_MAX; c++)
		use[c] = draw(&b->rng) < INPUTS;
	for (size_t i = 0; i < b->n; i++) {
		double p = 1.0 / (1.0 + exp(-b->z[i]));

		b->g[i] = (float)((double)b->row[i].y - p);
		b->h[i] = (float)(p * (1.0 - p));
		b->node[i] = 0;
		b->seen[i] = draw(&b->rng) < ROWS;
	}
	for (int first = 0, count = 1; first < TREE_NODES;
	    first += count, count *= 2) {
		find_splits(b, first, count, use, best);
		for (int k = 0; k < count; k++) {
			t->input[first + k] = (uint8_t)(best[k].input < 0 ? 0 :
			    best[k].input);
			t->at[first + k] = best[k].input < 0 ? LEFT :
			    b->cut[best[k].input][best[k].bin];
		}
		for (size_t i = 0; i < b->n; i++) {
			int node = b->node[i];

			b->node[i] = (uint8_t)(2 * node + 1 +
			    (b->row[i].in[t->input[node]] > t->at[node]));
		}
	}
	for (size_t i = 0; i < b->n; i++)
		if (b->seen[i]) {
			leaf[b->node[i] - TREE_NODES].g += (double)b->g[i];
			leaf[b->node[i] - TREE_NODES].h += (double)b->h[i];
		}
	for (int i = 0; i < TREE_LEAVES; i++)
		t->leaf[i] = (float)(RATE * leaf[i].g / (leaf[i].h + SHRINK));
	for (size_t i = 0; i < b->n; i++)
		b->z[i] += (double)t->leaf[b->node[i] - TREE_NODES];
}

void
boost_train(const struct boost_row *row, size_t n, uint32_t seed,
    struct model_tree tree[MODEL_TREES])
{
	struct boost b = { .row = row, .n = n, .rng = seed };
	float *v;

	memset(tree, 0, MODEL_TREES * sizeof(*tree));
	if (n < ROWS_MIN)
		return;
	v = xcalloc(n, sizeof(*v));
	b.bin = xcalloc(n * INPUT_MAX, 1);
	b.cut = xcalloc(INPUT_MAX, sizeof(*b.cut));
	b.bins = xcalloc(INPUT_MAX, sizeof(*b.bins));
	b.z = xcalloc(n, sizeof(*b.z));
	b.g = xcalloc(n, sizeof(*b.g));
	b.h = xcalloc(n, sizeof(*b.h));
	b.node = xcalloc(n, sizeof(*b.node));
	b.seen = xcalloc(n, sizeof(*b.seen));
	for (int c = 0; c < INPUT_MAX; c++)
		bin_input(&b, c, v);
	for (size_t i = 0; i < n; i++)
		b.z[i] = (double)row[i].start;
	for (int k = 0; k < MODEL_TREES; k++)
		grow(&b, &tree[k]);
	free(v);
	free(b.bin);
	free(b.cut);
	free(b.bins);
	free(b.z);
	free(b.g);
	free(b.h);
	free(b.node);
	free(b.seen);
}
