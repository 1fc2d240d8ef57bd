/* SPDX-License-Identifier: ISC */

/*
 * Reports from the sums.  Two things are looked up beside them: questions
 * that have fallen due a moment ago, and how old those are that still wait.
 * Of very many waiting ones the day they asked says how old they are.
 */

#include <string.h>

#include "base/when.h"
#include "store/internal.h"
#include "store/numbers.h"
#include "triage/civil.h"
#include "triage/hours.h"

#define EXACT_MAX	5000	/* waiting questions looked at one by one */
#define DUE_MAX		20000

struct numbers_op {
	struct op op;
	struct numbers_ask ask;
	struct numbers_answer ret;
	store_numbers_fn *fn;
	void *arg;
	/* Questions due by now that are not in the sums yet. */
	struct late {
		int64_t account, day;
		bool in_time;
	} *late;
	size_t n_late;
	struct figure_sums sum, day;	/* for one row */
};

static bool
in_scope(const struct store *s, int64_t scope, int64_t account)
{
	return scope == 0 || scope == account ||
	    (scope < 0 && figure_network(s, account) == scope);
}

/* --- just fallen due --- */

static int
load_late(struct store *s, struct numbers_op *op, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT account_id, due_at, "
	    "figures, state FROM question WHERE due_at > 0 AND due_at <= ? LIMIT ?",
	    "id", op->ask.now, DUE_MAX);
	size_t size = 0;
	int n;

	while ((n = sql_step(s, e, st)) == 1) {
		struct late *l;

		if (op->n_late == size) {
			size = size != 0 ? size * 2 : 64;
			l = arena_alloc(op->op.arena, size * sizeof(*l));
			if (op->n_late > 0)
				memcpy(l, op->late, op->n_late * sizeof(*l));
			op->late = l;
		}
		l = &op->late[op->n_late++];
		l->account = sqlite3_column_int64(st, 0);
		l->day = figure_day(s, sqlite3_column_int64(st, 1));
		l->in_time = sqlite3_column_int(st, 3) == Q_ANSWERED &&
		    !(sqlite3_column_int64(st, 2) & FIGURE_LATE);
	}
	return n;
}

/* --- waiting --- */

static void
add_age(const struct store *s, struct numbers *r, struct figure_sums *sum,
    int64_t asked, int64_t now, bool again, int64_t n)
{
	static const int64_t ages[] = { WHEN_DAY, 3 * WHEN_DAY, 7 * WHEN_DAY };
	int64_t wall = now > asked ? now - asked : 0;
	int64_t business = s->hours != NULL ?
	    hours_between(s->hours, asked, asked + wall) : wall;
	int series = again ? NEXT_BUSINESS : FIRST_BUSINESS;
	size_t i = 0;

	while (i < ARRAY_LEN(ages) && wall >= ages[i])
		i++;
	r->waiting_age[i] += n;
	sum->v[FIG_TIMES + series * FIG_BINS + figure_bin(business)] += n;
	sum->v[FIG_TIMES + (series + 1) * FIG_BINS + figure_bin(wall)] += n;
}

static int
ages_by_row(struct store *s, const struct numbers_op *op, int64_t scope,
    struct numbers *r, struct figure_sums *sum, struct err *e)
{
	int64_t from = figure_day_begins(s, r->from);
	int64_t to = figure_day_begins(s, r->to + 1);
	AUTO(stmt_p) sqlite3_stmt *st = scope > 0 ?
	    sql(s, e, "SELECT asked_at, bits, account_id FROM question "
	    "WHERE state <= 2 AND account_id = ?3 AND asked_at >= ?1 "
	    "AND asked_at < ?2 AND figures <> 0", "iii", from, to, scope) :
	    sql(s, e, "SELECT asked_at, bits, account_id FROM question "
	    "WHERE state <= 2 AND asked_at >= ?1 AND asked_at < ?2 "
	    "AND figures <> 0", "ii", from, to);
	int n;

	while ((n = sql_step(s, e, st)) == 1) {
		int64_t bits = sqlite3_column_int64(st, 1);

		if (!(bits & QBIT_BLIND) &&
		    in_scope(s, scope, sqlite3_column_int64(st, 2)))
			add_age(s, r, sum, sqlite3_column_int64(st, 0),
			    op->ask.now, bits & QBIT_AGAIN, 1);
	}
	return n;
}

static int
ages_by_day(struct store *s, struct numbers_op *op, int64_t scope,
    struct numbers *r, struct figure_sums *sum, struct err *e)
{
	struct figure_sums *day = &op->day;

	for (int64_t d = r->from; d <= r->to; d++) {
		int64_t again, n, noon = figure_day_begins(s, d) + WHEN_DAY / 2;

		memset(day, 0, sizeof(*day));
		if (figures_sum(s, scope, d, d, day, e) == -1)
			return -1;
		again = day->v[FIG_WAITING_AGAIN];
		n = day->v[FIG_WAITING] - again;
		if (n > 0)
			add_age(s, r, sum, noon, op->ask.now, false, n);
		if (again > 0)
			add_age(s, r, sum, noon, op->ask.now, true, again);
	}
	return 0;
}

/* --- one row --- */

static int64_t
percentile(const int64_t *bins, int64_t n, int64_t percent)
{
	int64_t want = (n * percent + 99) / 100, sum = 0;

	for (int i = 0; i < FIG_BINS; i++)
		if ((sum += bins[i]) >= want && sum > 0)
			return figure_bin_ms(i);
	return 0;
}

static void
take_times(const struct figure_sums *sum, int series, int64_t unanswered,
    struct numbers_times *ret)
{
	const int64_t *bins = &sum->v[FIG_TIMES + series * FIG_BINS];

	ret->n = 0;
	for (int i = 0; i < FIG_BINS; i++)
		ret->n += bins[i];
	ret->unanswered = unanswered;
	ret->median_ms = percentile(bins, ret->n, 50);
	ret->p90_ms = percentile(bins, ret->n, 90);
}

static int
fill(struct store *s, struct numbers_op *op, int64_t scope, struct numbers *r,
    struct err *e)
{
	struct figure_sums *sum = &op->sum;
	int64_t *v = sum->v, again, lost;

	memset(sum, 0, sizeof(*sum));
	if (figures_sum(s, scope, r->from, r->to, sum, e) == -1)
		return -1;
	for (size_t i = 0; i < op->n_late; i++) {
		const struct late *l = &op->late[i];

		if (l->day >= r->from && l->day <= r->to &&
		    in_scope(s, scope, l->account)) {
			v[FIG_DUE]++;
			v[FIG_IN_TIME] += l->in_time;
		}
	}
	r->asked = v[FIG_ASKED];
	r->again = v[FIG_AGAIN];
	r->newcomers = v[FIG_NEW];
	r->returning = v[FIG_RETURNING];
	r->answered = v[FIG_ANSWERED];
	r->due = v[FIG_DUE];
	r->in_time = v[FIG_IN_TIME];
	r->waiting = v[FIG_WAITING];
	r->removed = v[FIG_REMOVED];
	r->settled = v[FIG_SETTLED];
	r->closed = v[FIG_CLOSED];
	r->unknown = v[FIG_UNKNOWN];
	r->originals = v[FIG_ORIGINALS];
	r->replies = v[FIG_REPLIES];
	r->broadcasts = v[FIG_BROADCASTS];
	r->open_days = r->active_days = -1;
	if (r->waiting > 0 && (r->waiting <= EXACT_MAX ?
	    ages_by_row(s, op, scope, r, sum, e) :
	    ages_by_day(s, op, scope, r, sum, e)) == -1)
		return -1;
	again = v[FIG_WAITING_AGAIN];
	lost = v[FIG_LOST_AGAIN];
	for (int clock = 0; clock < 2; clock++) {
		take_times(sum, FIRST_BUSINESS + clock, r->waiting - again +
		    v[FIG_LOST] - lost, &r->first[clock]);
		take_times(sum, NEXT_BUSINESS + clock, again + lost,
		    &r->next[clock]);
	}
	return 0;
}

/* Days of one scope: when was the last question, on how many did we reply? */
static int
fill_days(struct store *s, int64_t scope, struct numbers *r, bool regular,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT period FROM figure "
	    "WHERE scope = ?1 AND period BETWEEN ?2 AND ?3 "
	    "ORDER BY period DESC", "iii", scope, r->from, r->to);
	int64_t active = 0, open = 0;
	int n;

	while ((n = sql_step(s, e, st)) == 1) {
		int64_t day = sqlite3_column_int64(st, 0);
		struct figure_sums sum = { .v = { 0 } };

		if (figures_sum(s, scope, day, day, &sum, e) == -1)
			return -1;
		if (sum.v[FIG_ASKED] > 0 && r->last_asked == 0)
			r->last_asked = day;
		active += sum.v[FIG_REPLIES] > 0;
		if (!regular && r->last_asked != 0)
			return 0;
	}
	if (n == -1 || !regular)
		return n;
	for (int64_t d = r->from; d <= r->to; d++)
		open += s->hours == NULL || hours_next_open(s->hours,
		    figure_day_begins(s, d)) < figure_day_begins(s, d + 1);
	r->open_days = open;
	r->active_days = active;
	return 0;
}

/* --- rows --- */

static struct numbers *
add_rows(struct numbers_op *op, size_t max)
{
	struct numbers *v = arena_alloc(op->op.arena, (max + 1) * sizeof(*v));

	op->ret.rows = v;
	return v;
}

static int
by_account(struct store *s, struct numbers_op *op, struct err *e)
{
	struct numbers *v = add_rows(op, s->n_accounts);

	for (size_t i = 0; i < s->n_accounts; i++) {
		const struct account *a = s->accounts[i];
		struct numbers *r = &v[op->ret.n_rows];

		if (op->ask.account != NULL &&
		    strcmp(a->name, op->ask.account) != 0)
			continue;
		r->name = arena_strdup(op->op.arena, a->name);
		r->network = arena_strdup(op->op.arena, a->plugin);
		r->from = op->ret.total.from;
		r->to = op->ret.total.to;
		if (fill(s, op, a->id, r, e) == -1)
			return -1;
		if (a->active || r->asked + r->originals + r->replies > 0)
			op->ret.n_rows++;
	}
	return 0;
}

static int
by_network(struct store *s, struct numbers_op *op, struct err *e)
{
	struct numbers *v = add_rows(op, s->n_sources);
	int64_t scope;

	for (size_t i = 0; i < s->n_accounts; i++) {
		const struct account *a = s->accounts[i];
		struct numbers *r = &v[op->ret.n_rows];
		size_t k = 0;

		while (k < op->ret.n_rows &&
		    strcmp(v[k].name, a->plugin) != 0)
			k++;
		if (k < op->ret.n_rows || !a->active)
			continue;
		scope = figure_network(s, a->id);
		r->name = arena_strdup(op->op.arena, a->plugin);
		r->from = op->ret.total.from;
		r->to = op->ret.total.to;
		if (fill(s, op, scope, r, e) == -1 ||
		    fill_days(s, scope, r, false, e) == -1)
			return -1;
		op->ret.n_rows++;
	}
	return 0;
}

/* Weeks begin on Mondays; the first and last may be cut. */
static int
by_days(struct store *s, struct numbers_op *op, int64_t scope, int step,
    struct err *e)
{
	const struct numbers *t = &op->ret.total;
	struct numbers *v;
	int64_t from = t->from, end;

	if (t->to < t->from)
		return 0;
	v = add_rows(op, (size_t)((t->to - t->from) / step + 2));
	for (; from <= t->to; from = end) {
		struct numbers *r = &v[op->ret.n_rows++];

		end = from + (step == 7 ? 7 - civil_weekday(from) : step);
		r->from = from;
		r->to = end - 1 < t->to ? end - 1 : t->to;
		if (fill(s, op, scope, r, e) == -1 ||
		    (step == 7 && fill_days(s, scope, r, true, e) == -1))
			return -1;
	}
	return 0;
}

static int
first_day(struct store *s, int64_t scope, int64_t *ret, struct err *e)
{
	*ret = 0;
	return sql_int(s, e, ret, "SELECT min(period) FROM figure "
	    "WHERE scope = ? AND period < 1000000", "i", scope);
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct numbers_op *op = (struct numbers_op *)base;
	struct numbers *t = &op->ret.total;
	const struct account *a = NULL;
	int64_t scope = 0;

	if (op->ask.account != NULL) {
		a = account_find(s, op->ask.account);
		if (a == NULL)
			return err_set(e, ERR_NOT_FOUND, "no account named "
			    "%.60s", op->ask.account);
		scope = a->id;
		t->name = arena_strdup(base->arena, a->name);
		t->network = arena_strdup(base->arena, a->plugin);
	}
	op->ret.today = figure_day(s, op->ask.now);
	op->ret.complete = figures_complete(s);
	if (first_day(s, scope, &op->ret.first_day, e) == -1 ||
	    load_late(s, op, e) == -1)
		return -1;
	t->from = op->ask.from;
	t->to = op->ask.to < op->ret.today ? op->ask.to : op->ret.today;
	/* Nothing is older: then there is less to walk over. */
	if (t->from < op->ret.first_day)
		t->from = op->ret.first_day;
	if (op->ret.first_day == 0)
		t->from = t->to;
	/* Before hark, or after today: nothing, of the days that were meant. */
	if (t->from > t->to) {
		t->from = op->ask.from;
		t->to = op->ask.to;
		return 0;
	}
	if (fill(s, op, scope, t, e) == -1 ||
	    fill_days(s, scope, t, true, e) == -1)
		return -1;
	switch (op->ask.by) {
	case NUMBERS_TOTAL:
		return 0;
	case NUMBERS_ACCOUNT:
		return by_account(s, op, e);
	case NUMBERS_NETWORK:
		return a != NULL ? 0 : by_network(s, op, e);
	case NUMBERS_WEEK:
		return by_days(s, op, scope, 7, e);
	case NUMBERS_DAY:
		return by_days(s, op, scope, 1, e);
	}
	return 0;
}

static void
answer(struct op *base, const struct err *e)
{
	struct numbers_op *op = (struct numbers_op *)base;

	op->fn(op->arg, e, e->code == ERR_OK ? &op->ret : NULL);
}

void
store_numbers(struct store *s, const struct numbers_ask *ask,
    store_numbers_fn *fn, void *arg)
{
	struct numbers_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->ask = *ask;
	op->ask.account = arena_strdup(op->op.arena, ask->account);
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

int64_t
store_day(const struct store *s, int64_t t)
{
	return figure_day(s, t);
}
