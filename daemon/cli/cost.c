/* SPDX-License-Identifier: ISC */

/* What asking the networks costs, and what may still be spent. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cli/cli.h"

#define NARROW	40	/* letters of what it went for, on a terminal */

static const char *
number(const json_t *j, char out[32])
{
	snprintf(out, 32, "%.10g", json_number_value(j));
	return json_is_null(j) ? "" : out;
}

static int
by_spent(const void *a, const void *b)
{
	json_t *const *x = a, *const *y = b;
	double s = json_number_value(json_object_get(*x, "spent"));
	double r = json_number_value(json_object_get(*y, "spent"));

	return (s < r) - (s > r);
}

/* "mentions 2.1, own 0.4": the dearest first. */
static void
purposes(const struct opts *o, const json_t *row, struct buf *b)
{
	const json_t *list = json_object_get(row, "what");
	size_t n = json_array_size(list);
	AUTO(free_p) json_t **v = xcalloc(n + 1, sizeof(*v));
	char s[32];

	for (size_t i = 0; i < n; i++)
		v[i] = json_array_get(list, i);
	qsort(v, n, sizeof(*v), by_spent);
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "%s%s %s", i > 0 ? ", " : "",
		    safe(t(o, json_str(v[i], "what")), NARROW),
		    number(json_object_get(v[i], "spent"), s));
}

int
run_cost(const struct opts *o)
{
	static const struct column cols[] = {
		{ N_("ACCOUNT"), 0, false, false }, { N_("SINCE"), 0, false, false },
		{ N_("SPENT"), 0, true, false }, { N_("OF"), 0, true, false },
		{ N_("UNIT"), 0, false, false }, { N_("UNTIL"), 0, false, false },
		{ N_("SLOWED UNTIL"), 0, false, false },
		{ N_("FOR"), 0.4, false, true },
	};
	json_t *args = talk_args(o), *rows, *r;
	struct table *tb;
	size_t i;
	int rc;

	json_object_set_new(args, "all", json_boolean(o->all));
	rows = talk_rows(o, "cost", args, &rc);
	if (rows == NULL)
		return rc;
	if (o->json)
		print_json_rows(rows);
	else if (json_array_size(rows) == 0)
		say("%s", t(o, "No network that is asked here counts what it "
		    "costs."));
	if (o->json || json_array_size(rows) == 0) {
		json_decref(rows);
		return rc;
	}
	tb = table_new(o, cols, ARRAY_LEN(cols));
	json_array_foreach(rows, i, r) {
		double most = json_number_value(json_object_get(r, "ceiling"));
		double sum = json_number_value(json_object_get(r, "spent"));
		AUTO(buf_free) struct buf what = BUF_INIT;
		AUTO(free_p) char *name = xasprintf("%s/%s",
		    safe(json_str(r, "client"), 24),
		    safe(json_str(r, "account"), 24));
		char s[32], c[32];

		purposes(o, r, &what);
		table_row(tb, (const char *const[]){ name,
		    short_time(o, json_str(r, "begin")),
		    number(json_object_get(r, "spent"), s),
		    number(json_object_get(r, "ceiling"), c),
		    safe(json_str(r, "unit"), 16),
		    short_time(o, json_str(r, "end")),
		    short_time(o, json_str(r, "next_poll")), what.data },
		    most > 0 && sum >= most * 0.9 ? "red" : NULL);
	}
	table_end(tb);
	json_decref(rows);
	return rc;
}
