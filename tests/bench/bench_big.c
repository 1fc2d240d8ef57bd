/* SPDX-License-Identifier: ISC */

/*
 * What staff sees, from databases of one and ten million posts with as many
 * open questions: figures of 10,000 accounts, and who waits longest.  Through
 * the store's own calls; CPU time.
 *
 *	bench_big [MILLIONS...]		default: 1 10
 */

#include <sys/stat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "bench/big.h"
#include "store/figures.h"
#include "store/numbers.h"
#include "store/questions.h"

#define MODEL	"conf/hark.model"
#define TIMES	21

static struct store *store;
static int64_t seen;		/* questions in the last answer */
static int64_t now;

static void
on_status(void *arg, const struct err *e, const struct store_status *st)
{
	(void)arg;
	seen = st != NULL ? st->waiting + st->perhaps : 0;
	bench_done(e);
}

static void
on_list(void *arg, const struct err *e, const struct question *v, size_t n)
{
	(void)arg;
	for (size_t i = 1; i < n; i++)
		if (v[i].q.asked_at < v[i - 1].q.asked_at)
			fatal("not oldest first");
	seen = (int64_t)n;
	bench_done(e);
}

static void
status(void)
{
	store_status(store, now, false, on_status, NULL);
	bench_wait(1);
	if (seen != BIG_OPEN)
		fatal("%lld open, not %d", (long long)seen, BIG_OPEN);
}

/* As `hark status' asks: with what the accounts advertise. */
static void
status_talk(void)
{
	store_status(store, now, true, on_status, NULL);
	bench_wait(1);
}

static void
oldest(void)
{
	struct question_filter f = { .open = true, .max = 20 };

	store_list(store, &f, on_list, NULL);
	bench_wait(1);
	if (seen != 20)
		fatal("%lld of 20 questions", (long long)seen);
}

static void
oldest_of_account(void)
{
	struct question_filter f = { .open = true, .max = 20,
	    .account = "shop04711" };

	store_list(store, &f, on_list, NULL);
	bench_wait(1);
	if (seen == 0)
		fatal("no question of shop04711");
}

static void
on_numbers(void *arg, const struct err *e, const struct numbers_answer *a)
{
	(void)arg;
	seen = a != NULL && a->complete ? a->total.asked : 0;
	bench_done(e);
}

/* `hark report' over a year: everything, and each network. */
static void
report_year(void)
{
	struct numbers_ask ask = { .by = NUMBERS_NETWORK, .now = now };

	ask.to = store_day(store, now);
	ask.from = ask.to - 364;
	store_numbers(store, &ask, on_numbers, NULL);
	bench_wait(1);
	if (seen == 0)
		fatal("a year without questions");
}

/* Rows written straight by SQL are counted as those of an older hark are. */
static void
count_figures(uint64_t millions)
{
	AUTO(free_p) char *name = xasprintf("count_figures_%llum_s",
	    (unsigned long long)millions);
	struct err e = { 0 };
	double t = bench_cpu();
	int more, slices = 0;

	while ((more = figures_idle(store, now, &e)) == 1)
		slices++;
	if (more == -1)
		fatal("%s", e.text);
	if (slices > 0)
		bench_say(name, (bench_cpu() - t) / 1e6, "s", 0);
}

static void
measure(const char *what, uint64_t millions, void (*fn)(void), bool first)
{
	AUTO(free_p) char *name = xasprintf("%s_%llum_ms", what,
	    (unsigned long long)millions);
	AUTO(free_p) char *cold = xasprintf("%s_first_%llum_ms", what,
	    (unsigned long long)millions);
	double v[TIMES], t;

	for (int i = -1; i < TIMES; i++) {
		t = bench_cpu();
		fn();
		t = (bench_cpu() - t) / 1000;
		if (i >= 0)
			v[i] = t;
		else if (first)
			bench_say(cold, t, "ms", 0);
	}
	bench_say(name, bench_median(v, TIMES), "ms", 0);
}

static void
one(uint64_t millions, const struct classifier *ear)
{
	AUTO(free_p) char *path = big_make(millions * 1000000, ear);
	AUTO(free_p) char *name = xasprintf("open_%llum_ms",
	    (unsigned long long)millions);
	struct store_opts o = { .client = "bench", .path = path,
	    .classifier = ear };
	struct store_health h;
	struct err e = { 0 };
	double t = bench_cpu();

	now = big_now(millions * 1000000);
	if ((store = store_open(&o, &e)) == NULL)
		fatal("%s", e.text);
	bench_say(name, (bench_cpu() - t) / 1000, "ms", 0);
	store_health(store, &h);
	measure("oldest", millions, oldest, true);
	measure("oldest_account", millions, oldest_of_account, false);
	measure("status", millions, status, false);
	measure("status_talk", millions, status_talk, true);
	count_figures(millions);
	measure("report_year", millions, report_year, true);
	store_close(store);
	if (millions == 10)
		bench_say("bytes_per_post", (double)h.size / (double)h.posts,
		    "bytes", 0);
}

int
main(int argc, char **argv)
{
	struct classifier *ear;
	struct err e = { 0 };

	loop_init();
	log_set_level(LOG_L_ERR);
	if ((ear = classify_load(MODEL, &e)) == NULL)
		fatal("%s", e.text);
	for (int i = 1; i < argc; i++)
		one((uint64_t)atol(argv[i]), ear);
	if (argc == 1) {
		one(1, ear);
		one(10, ear);
	}
	classify_free(ear);
	loop_free();
	return 0;
}
