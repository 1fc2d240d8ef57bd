/* SPDX-License-Identifier: ISC */
/*
 * bench_text.c - what reading and judging texts costs.
 *
 * Prints one JSON object a line.  Instructions are counted by callgrind, as
 * the slope between two runs of this program, so that start-up does not
 * count.  fastText, if installed, learns the same corpus and predicts the
 * same texts in the same run; its figure is the floor.
 *
 *	bench_text			all of it
 *	bench_text count in|own|html N	judge N texts and end (for callgrind)
 */

#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "text/classify.h"
#include "text/html.h"

#define MODEL	"conf/hark.model"
#define CORPUS	"tests/corpus"
#define ROUNDS	8

static char **texts;
static size_t n_texts, n_bytes;

static void
read_corpus(void)
{
	DIR *dir = opendir(CORPUS);
	struct dirent *d;
	AUTO(free_p) char *line = NULL;
	size_t size = 0, n;
	ssize_t len;

	while (dir != NULL && (d = readdir(dir)) != NULL) {
		AUTO(free_p) char *path = xasprintf("%s/%s", CORPUS, d->d_name);
		FILE *f;

		n = strlen(path);
		if (n < 4 || strcmp(path + n - 4, ".tsv") != 0 ||
		    (f = fopen(path, "r")) == NULL)
			continue;
		while ((len = getline(&line, &size, f)) > 0) {
			char *text = strrchr(line, '\t');

			line[len - 1] = '\0';
			if (text == NULL)
				continue;
			if (n_texts % 1024 == 0)
				texts = xreallocarray(texts, n_texts + 1024,
				    sizeof(*texts));
			texts[n_texts++] = xstrdup(text + 1);
			n_bytes += strlen(text + 1);
		}
		fclose(f);
	}
	if (dir != NULL)
		closedir(dir);
}

static double
cpu(int who)
{
	struct rusage ru;

	getrusage(who, &ru);
	return (double)(ru.ru_utime.tv_sec + ru.ru_stime.tv_sec) +
	    (double)(ru.ru_utime.tv_usec + ru.ru_stime.tv_usec) / 1e6;
}

static void
say(const char *name, double value, const char *unit, double floor)
{
	printf("{\"name\":\"%s\",\"value\":%.6g,\"unit\":\"%s\"", name, value,
	    unit);
	if (floor > 0)
		printf(",\"floor\":%.6g,\"ratio\":%.4g", floor, value / floor);
	printf("}\n");
	fflush(stdout);
}

static int sink;

static void
judge(const struct classifier *c, enum text_side side, size_t n, bool reasons)
{
	struct verdict v;

	for (size_t i = 0; i < n; i++) {
		const char *s = texts[i % n_texts];
		struct text_in in = { .text = s, .len = strlen(s),
		    .side = side, .reply = TRI_UNKNOWN,
		    .reply_to_us = TRI_UNKNOWN, .mention = TRI_UNKNOWN,
		    .addressed = TRI_UNKNOWN, .private_ = TRI_UNKNOWN,
		    .known = TRI_UNKNOWN, .others = TRI_UNKNOWN };

		classify(c, &in, reasons, "de", &v);
		sink += v.label;
	}
}

static const char post[] = "<p><span class=\"h-card\"><a href=\""
    "https://social.example/@cafe\" class=\"u-url mention\">@<span>cafe"
    "</span></a></span> Habt ihr am Samstag noch einen Tisch f&uuml;r vier "
    "Personen? Gern auch drau\xc3\x9f" "en, wir kommen mit Hund.</p><p>Die "
    "Karte haben wir gesehen: <a href=\"https://www.example.com/karte/2026/"
    "herbst\"><span class=\"invisible\">https://www.</span><span class=\""
    "ellipsis\">example.com/karte/</span><span class=\"invisible\">2026/"
    "herbst</span></a></p>";

static void
strip(size_t n)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		buf_reset(&b);
		html_to_text(&b, post, sizeof(post) - 1);
		sink += (int)b.len;
	}
	buf_free(&b);
}

static int
count_main(const char *what, size_t n)
{
	struct classifier *c = classify_load(MODEL, NULL);

	read_corpus();
	if (c == NULL || n_texts == 0)
		return 1;
	if (strcmp(what, "html") == 0)
		strip(n);
	else
		judge(c, strcmp(what, "own") == 0 ? TEXT_OWN : TEXT_IN, n,
		    false);
	classify_free(c);
	return 0;
}

/* Instructions of a run of this program, or 0 without valgrind. */
static double
callgrind(const char *self, const char *what, size_t n)
{
	AUTO(free_p) char *cmd = xasprintf("valgrind --tool=callgrind "
	    "--callgrind-out-file=/dev/null '%s' count %s %zu 2>&1", self,
	    what, n);
	FILE *f = popen(cmd, "r");
	char line[256], *p;
	double v = 0;

	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if ((p = strstr(line, "Collected : ")) != NULL)
			v = atof(p + 12);
	if (f != NULL)
		pclose(f);
	return v;
}

static void
instructions(const char *self, const char *what, const char *name, size_t n)
{
	double a = callgrind(self, what, 0), b = callgrind(self, what, n);

	if (a > 0 && b > a)
		say(name, (b - a) / (double)n, "instructions", 0);
	else
		fprintf(stderr, "%s: SKIPPED, needs valgrind\n", name);
}

/* Texts a second of fastText, or 0. */
static double
fasttext(void)
{
	char dir[] = "/tmp/hark-bench-XXXXXX";
	AUTO(free_p) char *cmd = NULL;
	double begin, took = 0;
	FILE *f;

	if (mkdtemp(dir) == NULL)
		return 0;
	cmd = xasprintf("cd %s && cat > t && { command -v fasttext && "
	    "fasttext supervised -input t -output m -dim 50 -wordNgrams 2 "
	    "-epoch 5 -thread 1 -bucket 200000; } >/dev/null 2>&1", dir);
	f = popen(cmd, "w");
	for (size_t i = 0; f != NULL && i < n_texts; i++)
		fprintf(f, "__label__%s %s\n", strchr(texts[i], '?') != NULL ?
		    "a" : "b", texts[i]);
	if (f != NULL && pclose(f) == 0) {
		free(cmd);
		cmd = xasprintf("cd %s && for i in 1 2 3 4 5 6 7 8; do "
		    "cat t; done > u && fasttext predict m.bin t > /dev/null",
		    dir);
		if (system(cmd) == 0) {
			double start;

			free(cmd);
			cmd = xasprintf("cd %s && fasttext predict m.bin t "
			    "> /dev/null", dir);
			begin = cpu(RUSAGE_CHILDREN);
			if (system(cmd) != 0)
				n_texts = 0;
			start = cpu(RUSAGE_CHILDREN) - begin;
			free(cmd);
			cmd = xasprintf("cd %s && fasttext predict m.bin u "
			    "> /dev/null", dir);
			begin = cpu(RUSAGE_CHILDREN);
			if (system(cmd) == 0)
				took = cpu(RUSAGE_CHILDREN) - begin - start;
		}
	}
	free(cmd);
	cmd = xasprintf("rm -r %s", dir);
	if (system(cmd) != 0)
		fprintf(stderr, "%s: left behind\n", dir);
	return took > 0 ? 7.0 * (double)n_texts / took : 0;
}

int
main(int argc, char **argv)
{
	struct classifier *c;
	struct err e;
	double begin, rate, took;

	if (argc == 4 && strcmp(argv[1], "count") == 0)
		return count_main(argv[2], (size_t)atol(argv[3]));
	c = classify_load(MODEL, &e);
	if (c == NULL) {
		fprintf(stderr, "%s\n", e.text);
		return 1;
	}
	read_corpus();
	if (n_texts == 0) {
		fprintf(stderr, "%s: no texts\n", CORPUS);
		return 1;
	}
	judge(c, TEXT_IN, n_texts, false);
	begin = cpu(RUSAGE_SELF);
	judge(c, TEXT_IN, ROUNDS * n_texts, false);
	took = cpu(RUSAGE_SELF) - begin;
	rate = ROUNDS * (double)n_texts / took;
	say("classify_texts_s", rate, "texts/s", fasttext());
	say("classify_us", 1e6 / rate, "us", 0);
	begin = cpu(RUSAGE_SELF);
	judge(c, TEXT_IN, n_texts, true);
	say("classify_reasons_us", 1e6 * (cpu(RUSAGE_SELF) - begin) /
	    (double)n_texts, "us", 0);
	begin = cpu(RUSAGE_SELF);
	judge(c, TEXT_OWN, ROUNDS * n_texts, false);
	say("classify_own_us", 1e6 * (cpu(RUSAGE_SELF) - begin) / ROUNDS /
	    (double)n_texts, "us", 0);
	say("classify_mean_bytes", (double)n_bytes / (double)n_texts, "bytes",
	    0);
	instructions(argv[0], "in", "classify_instructions", n_texts);
	begin = cpu(RUSAGE_SELF);
	strip(200000);
	say("html_us", 1e6 * (cpu(RUSAGE_SELF) - begin) / 200000, "us", 0);
	instructions(argv[0], "html", "html_instructions", 10000);
	classify_free(c);
	return sink == 0;
}
