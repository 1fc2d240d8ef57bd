/* SPDX-License-Identifier: ISC */

/*
 * Sums by scope and period.
 *
 * What is added during a transaction is a list of (account, day, figure, how
 * many); before the commit it is put in order, and each account's day, its
 * month, the same of its network and of everything are one row each: pairs of
 * varints, the step to the next figure and the sum, zigzag.  A year of the
 * whole client is thus at most twelve months and sixty days to read.
 */

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "store/internal.h"
#include "triage/civil.h"
#include "triage/zone.h"

#define MONTHS	INT64_C(1000000)

struct figure_delta {
	int64_t scope, period;
	int figure;
	int64_t n;
};

/* --- days --- */

int64_t
figure_day(const struct store *s, int64_t t)
{
	return civil_floor(t + (s->zone != NULL ?
	    zone_offset(s->zone, t, NULL) : 0), WHEN_DAY);
}

int64_t
figure_day_begins(const struct store *s, int64_t day)
{
	int64_t t = day * WHEN_DAY;

	if (s->zone == NULL)
		return t;
	/* The offset at about that time, then the one that holds there. */
	t -= zone_offset(s->zone, t, NULL);
	return day * WHEN_DAY - zone_offset(s->zone, t, NULL);
}

int64_t
figure_month(int64_t day)
{
	struct date d = civil_date(day);

	return MONTHS + (int64_t)d.y * 12 + d.m - 1;
}

int64_t
figure_network(const struct store *s, int64_t account)
{
	const struct account *a = account_by_id(s, account);
	int64_t first = 0;

	for (size_t i = 0; a != NULL && i < s->n_sources; i++)
		if (strcmp(s->sources[i].plugin, a->plugin) == 0 &&
		    (first == 0 || s->sources[i].id < first))
			first = s->sources[i].id;
	return -first;
}

/* --- what was added --- */

void
figure_add(struct store *s, int64_t account, int64_t day, int figure,
    int64_t n)
{
	if (s->n_deltas == s->deltas_size) {
		s->deltas_size = s->deltas_size != 0 ? s->deltas_size * 2 : 64;
		s->deltas = xreallocarray(s->deltas, s->deltas_size,
		    sizeof(*s->deltas));
	}
	s->deltas[s->n_deltas++] = (struct figure_delta){ account, day, figure,
	    n };
}

size_t
figures_mark(const struct store *s)
{
	return s->n_deltas;
}

void
figures_undo(struct store *s, size_t mark)
{
	if (mark < s->n_deltas)
		s->n_deltas = mark;
}

void
figures_free(struct store *s)
{
	free(s->deltas);
	s->deltas = NULL;
	s->n_deltas = s->deltas_size = 0;
}

static int
cmp(const void *a, const void *b)
{
	const struct figure_delta *x = a, *y = b;

	if (x->scope != y->scope)
		return x->scope < y->scope ? -1 : 1;
	if (x->period != y->period)
		return x->period < y->period ? -1 : 1;
	return x->figure - y->figure;
}

/* In order, one of each; how many are left. */
static size_t
condense(struct figure_delta *v, size_t n)
{
	size_t m = 0;

	if (n > 1)
		qsort(v, n, sizeof(*v), cmp);
	for (size_t i = 0; i < n; i++) {
		if (m > 0 && cmp(&v[m - 1], &v[i]) == 0)
			v[m - 1].n += v[i].n;
		else
			v[m++] = v[i];
	}
	for (size_t i = n = 0; i < m; i++)
		if (v[i].n != 0)
			v[n++] = v[i];
	return n;
}

/* --- rows --- */

static void
put(struct buf *b, uint64_t v)
{
	for (; v > 127; v >>= 7)
		buf_addc(b, (char)(v | 128));
	buf_addc(b, (char)v);
}

static bool
get(const unsigned char **p, const unsigned char *end, uint64_t *ret)
{
	int shift = 0;

	for (*ret = 0; *p < end && shift < 64; shift += 7) {
		unsigned char c = *(*p)++;

		*ret |= (uint64_t)(c & 127) << shift;
		if (c < 128)
			return true;
	}
	return false;
}

/* The next pair; false at the end. */
static bool
next(const unsigned char **p, const unsigned char *end, int *figure,
    int64_t *n)
{
	uint64_t step, z;

	if (*p >= end || !get(p, end, &step) || !get(p, end, &z) ||
	    step > FIG_MAX || *figure + (int)step >= FIG_MAX)
		return false;
	*figure += (int)step;
	*n = (int64_t)(z >> 1) ^ -(int64_t)(z & 1);
	return true;
}

static void
put_pair(struct buf *b, int *last, int figure, int64_t n)
{
	if (n == 0)
		return;
	put(b, (uint64_t)(figure - *last));
	put(b, (uint64_t)n << 1 ^ (uint64_t)(n >> 63));
	*last = figure;
}

/* A row and n deltas of it, merged. */
static void
merge(struct buf *out, const unsigned char *p, size_t len,
    const struct figure_delta *d, size_t n)
{
	const unsigned char *end = p + len;
	int figure = 0, last = 0;
	int64_t have;
	bool more = next(&p, end, &figure, &have);

	while (more || n > 0) {
		if (more && (n == 0 || figure < d->figure)) {
			put_pair(out, &last, figure, have);
			more = next(&p, end, &figure, &have);
			continue;
		}
		if (more && figure == d->figure) {
			put_pair(out, &last, figure, have + d->n);
			more = next(&p, end, &figure, &have);
		} else {
			put_pair(out, &last, d->figure, d->n);
		}
		d++, n--;
	}
}

static int
write_row(struct store *s, const struct figure_delta *d, size_t n,
    struct buf *b, struct err *e)
{
	sqlite3_stmt *st = sql(s, e, "SELECT data FROM figure WHERE scope = ? "
	    "AND period = ?", "ii", d->scope, d->period);
	int rc = sql_step(s, e, st);

	if (rc == -1)
		return -1;
	buf_reset(b);
	merge(b, rc == 1 ? sqlite3_column_blob(st, 0) : NULL, rc == 1 ?
	    (size_t)sqlite3_column_bytes(st, 0) : 0, d, n);
	sqlite3_reset(st);
	if (b->len == 0)
		return rc == 0 ? 0 : sql_run(s, e, "DELETE FROM figure "
		    "WHERE scope = ? AND period = ?", "ii", d->scope,
		    d->period);
	if (rc == 1)
		return sql_run(s, e, "UPDATE figure SET data = ?3 "
		    "WHERE scope = ?1 AND period = ?2", "iib", d->scope,
		    d->period, b->data, (int)b->len);
	return sql_run(s, e, "INSERT INTO figure(scope, period, data) "
	    "VALUES(?, ?, ?)", "iib", d->scope, d->period, b->data,
	    (int)b->len);
}

static int
write_rows(struct store *s, const struct figure_delta *v, size_t n,
    struct err *e)
{
	AUTO(buf_free) struct buf b = BUF_INIT;
	size_t i, k;

	for (i = 0; i < n; i = k) {
		for (k = i + 1; k < n && v[k].scope == v[i].scope &&
		    v[k].period == v[i].period; k++)
			;
		if (write_row(s, &v[i], k - i, &b, e) == -1)
			return -1;
	}
	return 0;
}

int
figures_flush(struct store *s, struct err *e)
{
	struct figure_delta *v = s->deltas;
	size_t n = s->n_deltas, m = 0;
	int64_t network = 0;
	AUTO(free_p) struct figure_delta *w = NULL;

	s->n_deltas = 0;
	if (n == 0 || (n = condense(v, n)) == 0)
		return 0;
	w = xcalloc(n * 3, sizeof(*w));
	memcpy(w, v, n * sizeof(*w));
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || v[i].scope != v[i - 1].scope)
			network = figure_network(s, v[i].scope);
		w[n + i] = w[2 * n + i] = v[i];
		w[n + i].scope = network;
		w[n + i].n = network != 0 ? v[i].n : 0;
		w[2 * n + i].scope = 0;
	}
	m = condense(w, 3 * n);
	if (write_rows(s, w, m, e) == -1)
		return -1;
	for (size_t i = 0; i < m; i++)
		w[i].period = figure_month(w[i].period);
	return write_rows(s, w, condense(w, m), e);
}

/* --- reading --- */

static int
sum_rows(struct store *s, int64_t scope, int64_t from, int64_t to,
    struct figure_sums *ret, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int rc;

	if (to < from)
		return 0;
	st = sql(s, e, "SELECT data FROM figure WHERE scope = ? "
	    "AND period BETWEEN ? AND ?", "iii", scope, from, to);
	while ((rc = sql_step(s, e, st)) == 1) {
		const unsigned char *p = sqlite3_column_blob(st, 0), *end;
		int figure = 0;
		int64_t n;

		end = p + sqlite3_column_bytes(st, 0);
		while (p != NULL && next(&p, end, &figure, &n))
			ret->v[figure] += n;
	}
	return rc;
}

/* The first day of a month of figure_month(). */
static int64_t
month_begins(int64_t month)
{
	month -= MONTHS;
	return civil_day((int)(month / 12), (int)(month % 12) + 1, 1);
}

int
figures_sum(struct store *s, int64_t scope, int64_t from, int64_t to,
    struct figure_sums *ret, struct err *e)
{
	int64_t first = figure_month(from), last = figure_month(to + 1) - 1;

	if (to < from)
		return 0;
	if (month_begins(first) < from)
		first++;
	if (last < first)
		return sum_rows(s, scope, from, to, ret, e);
	return sum_rows(s, scope, from, month_begins(first) - 1, ret, e) == -1 ||
	    sum_rows(s, scope, first, last, ret, e) == -1 ||
	    sum_rows(s, scope, month_begins(last + 1), to, ret, e) == -1 ?
	    -1 : 0;
}

/* --- rare --- */

int
figures_rename(struct store *s, int64_t from, int64_t into, struct err *e)
{
	struct figure_delta *v = NULL;
	size_t n = 0, size = 0;
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	AUTO(free_p) void *mem = NULL;
	int rc;

	for (size_t i = 0; i < s->n_deltas; i++)
		if (s->deltas[i].scope == from)
			s->deltas[i].scope = into;
	st = sql(s, e, "SELECT period, data FROM figure WHERE scope = ?", "i",
	    from);
	while ((rc = sql_step(s, e, st)) == 1) {
		const unsigned char *p = sqlite3_column_blob(st, 1), *end;
		int figure = 0;
		int64_t have;

		end = p + sqlite3_column_bytes(st, 1);
		while (p != NULL && next(&p, end, &figure, &have)) {
			if (n == size) {
				size = size != 0 ? size * 2 : 64;
				mem = v = xreallocarray(v, size, sizeof(*v));
			}
			v[n++] = (struct figure_delta){ into,
			    sqlite3_column_int64(st, 0), figure, have };
		}
	}
	if (rc == -1 || sql_run(s, e, "DELETE FROM figure WHERE scope = ?", "i",
	    from) == -1)
		return -1;
	return n == 0 ? 0 : write_rows(s, v, condense(v, n), e);
}

static const char *
frozen_key(const char *what, char out[32])
{
	snprintf(out, 32, "figures_frozen_%s", what);
	return out;
}

int
figures_freeze(struct store *s, const char *what, int64_t before,
    struct err *e)
{
	char key[32];
	int64_t *have = *what == 'o' ? &s->frozen_own : &s->frozen_questions;

	if (before <= *have)
		return 0;
	*have = before;
	return meta_set(s, e, frozen_key(what, key), before);
}

bool
figures_frozen(struct store *s, const char *what, int64_t at)
{
	char key[32];
	int64_t *have = *what == 'o' ? &s->frozen_own : &s->frozen_questions;

	if (*have == -1)
		*have = meta_int(s, frozen_key(what, key), 0);
	return at < *have;
}
