/* SPDX-License-Identifier: ISC */
/*
 * fit.c - logistic regression by liblinear (L2R_LR: deterministic).
 */

#include <string.h>

#include <linear.h>

#include "base/mem.h"
#include "text/train/fit.h"

struct fit {
	int columns;
	struct feature_node *node;
	size_t n_nodes, size_nodes;
	size_t *start;			/* of each row, in node[] */
	double *y;
	size_t rows, size_rows;
};

struct fit *
fit_new(int columns)
{
	struct fit *f = xcalloc(1, sizeof(*f));

	f->columns = columns;
	return f;
}

void
fit_free(struct fit *f)
{
	free(f->node);
	free(f->start);
	free(f->y);
	free(f);
}

size_t
fit_rows(const struct fit *f)
{
	return f->rows;
}

static void
node_add(struct fit *f, int index, double value)
{
	if (f->n_nodes == f->size_nodes) {
		f->size_nodes = f->size_nodes ? f->size_nodes * 3 / 2 : 65536;
		f->node = xreallocarray(f->node, f->size_nodes,
		    sizeof(*f->node));
	}
	f->node[f->n_nodes].index = index;
	f->node[f->n_nodes++].value = value;
}

static void
row_end(struct fit *f)
{
	if (f->rows > 0)
		node_add(f, -1, 0.0);
}

void
fit_row(struct fit *f, double y)
{
	row_end(f);
	if (f->rows == f->size_rows) {
		f->size_rows = f->size_rows ? f->size_rows * 2 : 1024;
		f->start = xreallocarray(f->start, f->size_rows,
		    sizeof(*f->start));
		f->y = xreallocarray(f->y, f->size_rows, sizeof(*f->y));
	}
	f->start[f->rows] = f->n_nodes;
	f->y[f->rows++] = y > 0.5 ? 1.0 : -1.0;
}

void
fit_value(struct fit *f, int column, double value)
{
	if (value != 0.0)
		node_add(f, column + 1, value);
}

static void
quiet(const char *s)
{
	(void)s;
}

void
fit_train(struct fit *f, double cost, int bias, double *w)
{
	struct parameter p = { .solver_type = L2R_LR, .C = cost,
	    .eps = 0.001 };
	struct problem prob = { .l = (int)f->rows, .n = f->columns,
	    .y = f->y, .bias = -1 };
	struct model *m;
	size_t yes = 0;

	memset(w, 0, (size_t)f->columns * sizeof(*w));
	for (size_t i = 0; i < f->rows; i++)
		yes += f->y[i] > 0;
	if (yes == 0 || yes == f->rows) {
		w[bias] = yes ? 4.0 : -4.0;
		return;
	}
	row_end(f);
	prob.x = xreallocarray(NULL, f->rows, sizeof(*prob.x));
	for (size_t i = 0; i < f->rows; i++)
		prob.x[i] = f->node + f->start[i];
	set_print_string_function(quiet);
	m = train(&prob, &p);
	/* liblinear's first class is the first row's. */
	for (int i = 0; i < f->columns; i++)
		w[i] = m->label[0] == 1 ? m->w[i] : -m->w[i];
	free_and_destroy_model(&m);
	free(prob.x);
	f->n_nodes--;		/* further rows may follow */
}
