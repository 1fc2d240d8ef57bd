/* SPDX-License-Identifier: ISC */

/* Measuring; see bench.h. */

#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "bench/bench.h"

#define DIR	"build/bench"

static double
now(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (double)ts.tv_sec * 1e6 + (double)ts.tv_nsec / 1e3;
}

double
bench_cpu(void)
{
	return now(CLOCK_PROCESS_CPUTIME_ID);
}

double
bench_wall(void)
{
	return now(CLOCK_MONOTONIC);
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double
bench_median(double *v, size_t n)
{
	qsort(v, n, sizeof(*v), by_size);
	return n % 2 == 1 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

void
bench_say(const char *name, double value, const char *unit, double floor)
{
	printf("{\"name\":\"%s\",\"value\":%.6g,\"unit\":\"%s\"", name, value,
	    unit);
	if (floor > 0)
		printf(",\"floor\":%.6g,\"ratio\":%.4g", floor, value / floor);
	printf("}\n");
	fflush(stdout);
}

void
bench_skip(const char *name, const char *why)
{
	fprintf(stderr, "SKIPPED %s: %s\n", name, why);
}

double
bench_instructions(const char *self, const char *args)
{
	AUTO(free_p) char *cmd = xasprintf("valgrind --tool=callgrind "
	    "--callgrind-out-file=/dev/null %s %s 2>&1 >/dev/null", self, args);
	FILE *f = popen(cmd, "r");
	char line[256];
	double n = 0;

	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		const char *p = strstr(line, "Collected : ");

		if (p != NULL)
			n = atof(p + strlen("Collected : "));
	}
	return f == NULL || pclose(f) != 0 ? 0 : n;
}

char *
bench_path(const char *name)
{
	if ((mkdir("build", 0777) == -1 && errno != EEXIST) ||
	    (mkdir(DIR, 0777) == -1 && errno != EEXIST))
		fatal("%s: %s", DIR, strerror(errno));
	return name != NULL ? xasprintf(DIR "/%s", name) : xstrdup(DIR);
}

void
bench_unlink(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm", ".lock" };

	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		AUTO(free_p) char *p = xasprintf("%s%s", path, ends[i]);

		unlink(p);
	}
}

void
bench_check(const struct err *e)
{
	if (e->code != ERR_OK)
		fatal("%s", e->text);
}

static int pending;

void
bench_done(const struct err *e)
{
	bench_check(e);
	if (--pending == 0)
		loop_stop();
}

void
bench_wait(int n)
{
	pending += n;
	if (pending > 0)
		loop_run();
}
