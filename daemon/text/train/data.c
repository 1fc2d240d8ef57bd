/* SPDX-License-Identifier: ISC */
/*
 * data.c - reading labelled texts, and parting them so that figures are
 * honest: the same text, and texts to the same account or from the same
 * company, stand in one fold.
 */

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/hash.h"
#include "base/mem.h"
#include "text/train/data.h"

/* Sets whose licence lets everybody use and pass on what is learned. */
static const char *const free_sources[] = { "ge18", "tac", "plakidis" };
static const char *const free_files[] = { "sme_", "in_" };

/*
 * How the texts of a source reached their reader: named the account (M),
 * stood on its page (P), neither (N).
 */
static const struct {
	const char *prefix;
	char how;
} ways[] = {
	{ "twcs", 'M' }, { "omp", 'P' }, { "ge21", 'P' }, { "youtube", 'P' },
	{ "nps", 'N' }, { "tac", 'N' }, { "ge18", 'N' }, { "plakidis", 'N' },
	{ "rail", 'M' }, { "brand", 'M' }, { "city", 'P' }, { "press", 'P' },
	{ "shop", 'P' }, { "plain", 'P' }, { "in", 'P' }, { "chat", 'N' },
};

static bool
starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* Accounts of the firms that the transport texts are to or about. */
static const char *const firms[] = { "@DB_", "@SBahn", "@VVS", "@RMV", "@BVG",
    "@OEBB", "@FlixBus" };

/*
 * Some were written to the firm, most about it, to anybody: those that name
 * its account tell.  A comment ("Re:") may stand on any page.
 */
static void
set_way(struct example *x)
{
	const char *p = x->text + (*x->text == '.' || *x->text == '"');

	x->mention = TRI_NO;
	for (size_t i = 0; i < ARRAY_LEN(firms) && !starts(p, "RT "); i++)
		if (strcasestr(p, firms[i]) != NULL)
			x->mention = TRI_YES;
	x->page = x->mention == TRI_NO && starts(p, "Re: ") ? TRI_UNKNOWN :
	    x->mention;
}

/*
 * Whether an own post answers somebody the files do not say.  Those that
 * speak to somebody and begin with whom are taken for replies, no others.
 */
static enum tri
is_reply(const struct example *x)
{
	return x->label == LABEL_DIALOGUE &&
	    (strstr(x->file, "_reply") != NULL ||
	    strstr(x->source, "twcs") != NULL || *x->text == '@' ||
	    x->f.v[F_NAME_START] != 0.0f) ? TRI_YES : TRI_NO;
}

static void
set_source(struct example *x, const char *base, const char *column)
{
	char file[64];

	snprintf(file, sizeof(file), "%.*s", (int)strcspn(base, "."), base);
	x->file = xstrdup(file);
	x->source = xasprintf("%s/%s", file, column);
	x->mention = x->page = x->reply = TRI_UNKNOWN;
	if (starts(column, "ge17"))
		set_way(x);
	for (size_t i = 0; i < ARRAY_LEN(ways); i++)
		if (starts(column, ways[i].prefix)) {
			x->mention = ways[i].how == 'M' ? TRI_YES : TRI_NO;
			x->page = ways[i].how == 'N' ? TRI_NO : TRI_YES;
			break;
		}
	for (size_t i = 0; i < ARRAY_LEN(free_sources); i++)
		x->clean |= starts(column, free_sources[i]);
	for (size_t i = 0; i < ARRAY_LEN(free_files); i++)
		x->clean |= starts(file, free_files[i]);
	x->clean |= strcmp(column, "own") == 0;
	/* Labels by a rule, and lines kept for the tests. */
	x->train = !starts(file, "noisy_") && !starts(file, "regress");
	x->clean &= x->train;
}

static uint64_t
text_key(const char *p, size_t n)
{
	uint64_t h = 7;
	char c;

	/* Letters only: spacing, marks and links do not make a new text. */
	for (size_t i = 0; i < n; i++) {
		if (n - i > 7 && strncmp(p + i, "http", 4) == 0)
			while (i < n && p[i] != ' ')
				i++;
		if (i < n && p[i] == '@')
			while (i < n && p[i] != ' ')
				i++;
		if (i >= n)
			break;
		c = p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] | 0x20) : p[i];
		if ((c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80)
			h = (h ^ (unsigned char)c) * UINT64_C(0x100000001b3);
	}
	return h;
}

static int
read_line(struct data *d, const char *base, char *line, int number,
    struct err *e)
{
	char *column[4], *p = line;
	struct example *x;

	for (int i = 0; i < 3; i++) {
		column[i] = p;
		p = strchr(p, '\t');
		if (p == NULL)
			return err_set(e, ERR_CONFIG, "%s:%d: not "
			    "label<TAB>lang<TAB>source<TAB>text", base,
			    number);
		*p++ = '\0';
	}
	column[3] = p;
	if (d->n == d->size) {
		d->size = d->size ? 2 * d->size : 4096;
		d->e = xreallocarray(d->e, d->size, sizeof(*d->e));
	}
	x = &d->e[d->n];
	memset(x, 0, sizeof(*x));
	x->label = label_parse(column[0]);
	if (x->label == LABEL_NONE)
		return err_set(e, ERR_CONFIG, "%s:%d: no such label: %s",
		    base, number, column[0]);
	x->side = x->label >= LABEL_BROADCAST ? TEXT_OWN : TEXT_IN;
	if (strcmp(column[1], "de") != 0 && strcmp(column[1], "en") != 0)
		return 0;		/* other languages have no model */
	x->lang = column[1][0] == 'e';
	x->text = xstrdup(column[3]);
	x->len = strlen(x->text);
	set_source(x, base, column[2]);
	x->group = text_key(x->text, x->len);
	if (starts(column[2], "corp-"))
		x->group = hash_bytes(3, column[2], strlen(column[2]));
	d->n++;
	return 0;
}

static int
read_file(struct data *d, const char *path, struct err *e)
{
	FILE *f = fopen(path, "r");
	const char *base = strrchr(path, '/');
	AUTO(free_p) char *line = NULL;
	size_t size = 0;
	ssize_t n;
	int number = 0, rc = 0;

	if (f == NULL)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	base = base == NULL ? path : base + 1;
	while (rc == 0 && (n = getline(&line, &size, f)) >= 0) {
		number++;
		while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
			line[--n] = '\0';
		if (n > 0 && line[0] != '#')
			rc = read_line(d, base, line, number, e);
	}
	fclose(f);
	return rc;
}

static int
is_tsv(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 4 && strcmp(d->d_name + n - 4, ".tsv") == 0;
}

int
data_read(struct data *d, const char *path, struct err *e)
{
	struct dirent **list;
	struct stat st;
	int n, rc = 0;

	if (stat(path, &st) != 0)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	if (!S_ISDIR(st.st_mode))
		return read_file(d, path, e);
	n = scandir(path, &list, is_tsv, alphasort);
	if (n < 0)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	for (int i = 0; i < n; i++) {
		AUTO(free_p) char *file = xasprintf("%s/%s", path,
		    list[i]->d_name);

		if (rc == 0)
			rc = read_file(d, file, e);
		free(list[i]);
	}
	free(list);
	return rc;
}

/* Read by a person, or written for the purpose, before a data set's own. */
static int
trust(const struct example *x)
{
	return starts(x->file, "noisy_") ? 0 : starts(x->file, "human_") ? 1 :
	    2;
}

static int
by_group(const void *a, const void *b)
{
	const struct example *x = a, *y = b;
	int c;

	if (x->side != y->side)
		return x->side < y->side ? -1 : 1;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (trust(x) != trust(y))
		return trust(y) - trust(x);
	c = strcmp(x->file, y->file);
	return c != 0 ? c : strcmp(x->text, y->text);
}

struct text_in
data_text_in(const struct example *x, bool context)
{
	return (struct text_in){ .text = x->text, .len = x->len,
	    .side = x->side, .reply = context ? x->reply : TRI_UNKNOWN,
	    .reply_to_us = TRI_UNKNOWN,
	    .mention = context ? x->mention : TRI_UNKNOWN,
	    .addressed = context ? x->page : TRI_UNKNOWN,
	    .private_ = TRI_UNKNOWN, .known = TRI_UNKNOWN,
	    .others = TRI_UNKNOWN };
}

static void
example_free(struct example *x)
{
	free(x->text);
	free(x->source);
	free(x->file);
	free(x->hash);
	free(x->end);
	free(x->sense);
	free(x->sense_end);
}

/*
 * Most texts to companies begin with "@company", and nearly all replies of
 * theirs with "@customer": a habit of one network.  Each is learned from a
 * second time without.
 */
static void
add_copies(struct data *d)
{
	size_t n = d->n;

	d->e = xreallocarray(d->e, 2 * n + 1, sizeof(*d->e));
	d->size = 2 * n + 1;
	for (size_t i = 0; i < n; i++) {
		const struct example *x = &d->e[i];
		const char *p = x->text;
		struct example *y;

		while (*p == '@' || *p == '.' || *p == ' ') {
			if (*p == '@')
				p += strcspn(p, " ");
			else
				p++;
		}
		if (!x->train || p == x->text || strlen(p) < 10)
			continue;
		y = &d->e[d->n++];
		*y = *x;
		y->copy = true;
		y->text = xstrdup(p);
		y->len = strlen(p);
		y->source = xstrdup(x->source);
		y->file = xstrdup(x->file);
	}
}

static void *
copy(const void *p, int n, size_t size)
{
	void *q = xreallocarray(NULL, (size_t)n + 1, size);

	memcpy(q, p, (size_t)n * size);
	return q;
}

static void
keep_hashes(struct example *x, const struct ngrams *g, const struct senses *s)
{
	x->n_hash = g->n;
	x->hash = copy(g->hash, g->n, sizeof(*x->hash));
	x->n_sentences = g->n_sentences;
	x->end = copy(g->end, g->n_sentences, sizeof(*x->end));
	x->n_sense = s->n;
	x->sense = copy(s->hash, s->n, sizeof(*x->sense));
	x->sense_end = copy(s->end, s->n_sentences, sizeof(*x->sense_end));
}

void
data_prepare(struct data *d, int folds, uint32_t seed)
{
	static struct tokens t;
	static struct ngrams g;
	static struct senses y;
	size_t kept = 0;

	qsort(d->e, d->n, sizeof(*d->e), by_group);
	for (size_t i = 0; i < d->n; i++) {
		struct example *x = &d->e[i], *last;

		/* The same words again, unless a company's: drop. */
		last = kept > 0 ? &d->e[kept - 1] : NULL;
		if (last != NULL && last->side == x->side && text_key(last->text,
		    last->len) == text_key(x->text, x->len)) {
			example_free(x);
			continue;
		}
		d->e[kept++] = *x;
	}
	d->n = kept;
	add_copies(d);
	for (size_t i = 0; i < d->n; i++) {
		struct example *x = &d->e[i];
		struct text_in in = data_text_in(x, false);

		x->fold = (int)(hash_bytes(11, &x->group, sizeof(x->group)) %
		    (uint64_t)folds);
		in.lang = x->lang ? "en" : "de";
		tokens_read(&t, x->text, x->len);
		features_read(&x->f, &t, &in);
		if (x->side == TEXT_OWN)
			x->reply = is_reply(x);
		ngrams_read(&g, &t, &x->f, seed);
		senses_read(&y, &t, &x->f, seed);
		keep_hashes(x, &g, &y);
	}
}

void
data_ngrams(const struct example *x, struct ngrams *g)
{
	g->n = x->n_hash;
	memcpy(g->hash, x->hash, (size_t)x->n_hash * sizeof(*x->hash));
	g->n_sentences = x->n_sentences;
	memcpy(g->end, x->end, (size_t)x->n_sentences * sizeof(*x->end));
}

void
data_senses(const struct example *x, struct senses *s)
{
	s->n = x->n_sense;
	memcpy(s->hash, x->sense, (size_t)x->n_sense * sizeof(*x->sense));
	s->n_sentences = x->n_sentences;
	memcpy(s->end, x->sense_end, (size_t)x->n_sentences *
	    sizeof(*x->sense_end));
}

void
data_free(struct data *d)
{
	for (size_t i = 0; i < d->n; i++)
		example_free(&d->e[i]);
	free(d->e);
	memset(d, 0, sizeof(*d));
}
