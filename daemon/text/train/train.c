/* SPDX-License-Identifier: ISC */
/*
 * train.c - hark-train: makes and measures the classifier's model.
 *
 *	hark-train train [-c] [-d DATE] [-n NAME] -o FILE DATA...
 *	hark-train cross [-cj] [-k FOLDS] [-s SHARE] DATA...
 *	hark-train eval [-j] [-m FILE] DATA...
 *
 * train learns from all DATA (files or folders of *.tsv) and writes a model;
 * cross says how good such a model is, on grouped folds; eval measures a
 * model file (or, without -m, the built-in rules) on texts it should not have
 * seen.  -c: learn from freely licensed texts only; -j: JSON; -s: learn from
 * a share of the texts, for learning curves.  The same data, options and date
 * give the same file, byte for byte.
 */

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "text/train/blob.h"
#include "text/train/cross.h"
#include "text/train/report.h"

static int
usage(void)
{
	fprintf(stderr, "usage: hark-train train [-c] [-d DATE] [-n NAME] "
	    "-o FILE DATA...\n"
	    "       hark-train cross [-cj] [-k FOLDS] [-s SHARE] DATA...\n"
	    "       hark-train eval [-j] [-m MODEL] DATA...\n");
	return EX_USAGE;
}

struct args {
	struct train_options o;
	bool json;
	const char *model, *out, *name;
	char date[16];
};

static int
print_report(const struct judged *v, size_t n, bool json)
{
	json_t *r = report_make(v, n, true);

	if (json) {
		json_dumpf(r, stdout, JSON_INDENT(1) | JSON_REAL_PRECISION(4));
		putchar('\n');
	} else
		report_print(r, stdout);
	json_decref(r);
	return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

static struct judged *
judged_from(const struct data *d, const struct result *r, size_t *n)
{
	struct judged *v = xcalloc(d->n + 1, sizeof(*v));

	*n = 0;
	for (size_t i = 0; i < d->n; i++)
		if (!d->e[i].copy)
			v[(*n)++] = (struct judged){ .x = &d->e[i],
			    .got = r[i].label, .got_known = r[i].label_known,
			    .answer = r[i].answer, .rings = r[i].rings,
			    .perhaps = r[i].perhaps };
	return v;
}

/* --- train ------------------------------------------------------------------------ */

/* The figures a model carries: what it is, and how it did on the folds. */
static char *
figures(const struct data *d, const struct args *a, const struct result *r)
{
	size_t learned = 0, n;
	AUTO(free_p) struct judged *v = judged_from(d, r, &n);
	json_t *o = report_make(v, n, false);
	char *s;

	for (size_t i = 0; i < d->n; i++)
		learned += !d->e[i].copy && d->e[i].train && (!a->o.clean || d->e[i].clean);
	json_object_set_new(o, "learned_from", json_integer(
	    (json_int_t)learned));
	json_object_set_new(o, "clean", json_boolean(a->o.clean));
	json_object_set_new(o, "folds", json_integer(a->o.folds));
	s = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(4));
	json_decref(o);
	return s;
}

static int
write_model(struct model *m, const struct args *a, const char *text,
    struct err *e)
{
	size_t tables = m->size, size = tables + strlen(text);
	char *p = xmalloc(size);
	struct model_header *h = (struct model_header *)(void *)p;
	struct model check;
	FILE *f;
	int rc = 0;

	memcpy(p, m->h, tables);
	memcpy(p + tables, text, strlen(text));
	h->size = (uint32_t)size;
	h->figures = (uint32_t)strlen(text);
	snprintf(h->date, sizeof(h->date), "%s", a->date);
	snprintf(h->name, sizeof(h->name), "%s", a->name);
	h->checksum = model_checksum(p, size);
	if (model_check(&check, p, size, e) != 0)
		rc = err_prefix(e, "the model just made");
	else if ((f = fopen(a->out, "w")) == NULL)
		rc = err_set(e, ERR_IO, "%s: %s", a->out, strerror(errno));
	else {
		if (fwrite(p, 1, size, f) != size)
			rc = err_set(e, ERR_IO, "%s: %s", a->out,
			    strerror(errno));
		if (fclose(f) != 0 && rc == 0)
			rc = err_set(e, ERR_IO, "%s: %s", a->out,
			    strerror(errno));
	}
	free(p);
	return rc;
}

static int
train_main(struct data *d, const struct args *a, struct err *e)
{
	AUTO(free_p) struct result *r = xcalloc(d->n + 1, sizeof(*r));
	struct model *m = blob_new(&a->o);
	AUTO(free_p) char *text = NULL;
	int rc;

	cross_run(d, &a->o, r, m);
	text = figures(d, a, r);
	rc = write_model(m, a, text, e);
	if (rc == 0)
		fprintf(stderr, "%s: %zu texts, de ring %.2f digest %.2f, "
		    "en ring %.2f digest %.2f\n", a->out, d->n,
		    (double)m->h->lang[0].ring, (double)m->h->lang[0].digest,
		    (double)m->h->lang[1].ring, (double)m->h->lang[1].digest);
	blob_free(m);
	return rc;
}

/* --- cross, eval --------------------------------------------------------------------- */

static int
cross_main(struct data *d, const struct args *a)
{
	AUTO(free_p) struct result *r = xcalloc(d->n + 1, sizeof(*r));
	AUTO(free_p) struct judged *v = NULL;
	size_t n;

	cross_run(d, &a->o, r, NULL);
	v = judged_from(d, r, &n);
	return print_report(v, n, a->json);
}

static int
eval_main(struct data *d, const struct args *a, struct err *e)
{
	struct classifier *c = classify_load(a->model, e);
	AUTO(free_p) struct judged *v = NULL;
	size_t n = 0;
	int rc;

	if (c == NULL)
		return -1;
	v = xcalloc(d->n + 1, sizeof(*v));
	for (size_t i = 0; i < d->n; i++) {
		struct text_in in = data_text_in(&d->e[i], false);
		struct verdict u, k;

		if (d->e[i].copy)
			continue;
		classify(c, &in, false, NULL, &u);
		in = data_text_in(&d->e[i], true);
		classify(c, &in, false, NULL, &k);
		v[n++] = (struct judged){ .x = &d->e[i], .got = u.label,
		    .got_known = k.label, .answer = u.answer,
		    .rings = u.rings, .perhaps = u.perhaps };
	}
	classify_free(c);
	rc = print_report(v, n, a->json);
	return rc == EX_OK ? 0 : err_set(e, ERR_IO, "writing: %s",
	    strerror(errno));
}

static void
today(char date[16])
{
	time_t now = time(NULL);
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	struct tm tm;

	if (epoch != NULL)
		now = (time_t)strtoll(epoch, NULL, 10);
	gmtime_r(&now, &tm);
	strftime(date, 16, "%Y-%m-%d", &tm);
}

int
main(int argc, char **argv)
{
	struct args a = { .o = train_defaults };
	struct data d = { 0 };
	struct err e = { 0 };
	const char *verb = argc > 1 ? argv[1] : "";
	int ch, rc = 0;

	today(a.date);
	optind = 2;
	while ((ch = getopt(argc, argv, "cd:jk:m:n:o:s:")) != -1) {
		switch (ch) {
		case 'c':
			a.o.clean = true;
			break;
		case 'd':
			snprintf(a.date, sizeof(a.date), "%s", optarg);
			break;
		case 'j':
			a.json = true;
			break;
		case 'k':
			a.o.folds = atoi(optarg);
			break;
		case 'm':
			a.model = optarg;
			break;
		case 'n':
			a.name = optarg;
			break;
		case 'o':
			a.out = optarg;
			break;
		case 's':
			a.o.share = atof(optarg);
			break;
		default:
			return usage();
		}
	}
	if (optind >= argc || a.o.folds < 2 || a.o.folds > 100)
		return usage();
	if (a.name == NULL)
		a.name = a.o.clean ? "clean" : "all";
	features_init();
	for (int i = optind; i < argc && rc == 0; i++)
		rc = data_read(&d, argv[i], &e);
	if (rc == 0) {
		data_prepare(&d, a.o.folds, a.o.seed);
		if (strcmp(verb, "train") == 0 && a.out != NULL)
			rc = train_main(&d, &a, &e);
		else if (strcmp(verb, "cross") == 0)
			rc = cross_main(&d, &a);
		else if (strcmp(verb, "eval") == 0)
			rc = eval_main(&d, &a, &e);
		else
			return usage();
	}
	data_free(&d);
	if (rc != 0 && e.code != ERR_OK)
		fprintf(stderr, "hark-train: %s\n", e.text);
	return rc == 0 ? EX_OK : EX_DATAERR;
}
