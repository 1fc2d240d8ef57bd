/* SPDX-License-Identifier: ISC */

/* Every post of a person, in slices; see trail.h. */

#include <stdlib.h>
#include <string.h>

#include "store/trail.h"

#define SLICE_MS	20
#define NEEDLE_MIN	4	/* bytes: "@al" stands in too many words */
#define NAME_MIN	3

struct trail_op {
	struct op op;
	struct trail *walk;
	const char *who;		/* of the first slice */
	bool more;
	trail_fn *fn;
	void *arg;
	struct store *store;
};

void
trail_free(struct trail *w)
{
	if (w == NULL)
		return;
	free(w->posts);
	free(w->named);
	free(w->threads);
	arena_free(w->arena);
}

static void
add(int64_t **v, size_t *n, size_t *size, int64_t id)
{
	if (*n == *size) {
		*size = *size != 0 ? *size * 2 : 64;
		*v = xreallocarray(*v, *size, sizeof(**v));
	}
	(*v)[(*n)++] = id;
}

bool
trail_finds(const char *const *words, size_t n, const char *text)
{
	for (size_t i = 0; text != NULL && i < n; i++)
		if (strcasestr(text, words[i]) != NULL)
			return true;
	return false;
}

bool
trail_has(const struct trail *w, int64_t post)
{
	size_t lo = 0, hi = w->n_posts;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (w->posts[mid] < post)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < w->n_posts && w->posts[lo] == post;
}

/* --- what they are called --- */

static void
add_word(struct trail *w, const char ***v, size_t *n, const char *word,
    size_t min)
{
	const char **grown;

	if (word == NULL || strlen(word) < min)
		return;
	for (size_t i = 0; i < *n; i++)
		if (strcasecmp((*v)[i], word) == 0)
			return;
	grown = arena_alloc(w->arena, (*n + 1) * sizeof(*grown));
	if (*n > 0)
		memcpy(grown, *v, *n * sizeof(*grown));
	grown[(*n)++] = word;
	*v = grown;
}

static int
load_names(struct store *s, struct trail *w, struct err *e)
{
	for (size_t i = 0; i < w->group.n; i++) {
		AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT native, "
		    "handle, name FROM author WHERE id = ?", "i",
		    w->group.v[i]);
		char *native, *handle, *at;
		int n = sql_step(s, e, st);

		if (n == -1)
			return -1;
		if (n == 0)
			continue;
		native = sql_str(w->arena, st, 0);
		handle = sql_str(w->arena, st, 1);
		/* Short numbers stand in everything. */
		add_word(w, &w->needles, &w->n_needles, native, 8);
		add_word(w, &w->names, &w->n_names, sql_str(w->arena, st, 2),
		    NAME_MIN);
		add_word(w, &w->natives, &w->n_natives, native, 1);
		if (handle == NULL)
			continue;
		add_word(w, &w->natives, &w->n_natives, handle, 1);
		add_word(w, &w->natives, &w->n_natives,
		    handle + (*handle == '@'), 1);
		if (person_global(handle))
			add_word(w, &w->needles, &w->n_needles,
			    handle + (*handle == '@'), NEEDLE_MIN);
		handle = arena_printf(w->arena, "@%s",
		    handle + (*handle == '@'));
		add_word(w, &w->names, &w->n_names, handle, NEEDLE_MIN);
		/* On their own server people are called without it. */
		at = strchr(handle + 1, '@');
		if (at != NULL)
			add_word(w, &w->names, &w->n_names,
			    arena_strndup(w->arena, handle,
			    (size_t)(at - handle)), NEEDLE_MIN);
	}
	return 0;
}

/* --- slices --- */

static int
slice(struct store *s, struct trail *w, int64_t limit_ms, bool *more,
    struct err *e)
{
	int64_t start = loop_mono();
	AUTO(stmt_p) sqlite3_stmt *st = w->mentions ?
	    sql(s, e, "SELECT id, author_id, text, addressed, opaque, parent, "
	    "root, url FROM post WHERE id > ? ORDER BY id", "i", w->at) :
	    sql(s, e, "SELECT id, author_id FROM post WHERE id > ? "
	    "ORDER BY id", "i", w->at);
	int n, seen = 0;

	*more = false;
	while ((n = sql_step(s, e, st)) == 1) {
		w->at = sqlite3_column_int64(st, 0);
		if (group_has(&w->group, sqlite3_column_int64(st, 1)))
			add(&w->posts, &w->n_posts, &w->posts_size, w->at);
		else
			for (int i = 2; w->mentions && i < 8; i++)
				if (trail_finds(w->needles, w->n_needles,
				    (const char *)sqlite3_column_text(st,
				    i))) {
					add(&w->named, &w->n_named,
					    &w->named_size, w->at);
					break;
				}
		if (limit_ms > 0 && ++seen % 64 == 0 &&
		    loop_mono() - start >= limit_ms) {
			*more = true;
			return 0;
		}
	}
	return n;
}

int
trail_tail(struct store *s, struct trail *w, struct err *e)
{
	bool more;

	return slice(s, w, 0, &more, e);
}

static int
cmp_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int
trail_threads(struct store *s, struct trail *w, struct err *e)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n_posts; i++) {
		int64_t thread = 0;

		if (sql_int(s, e, &thread, "SELECT thread_id FROM post "
		    "WHERE id = ?", "i", w->posts[i]) == -1)
			return -1;
		add(&w->threads, &w->n_threads, &w->threads_size, thread);
	}
	if (w->n_threads > 1)
		qsort(w->threads, w->n_threads, sizeof(*w->threads), cmp_id);
	for (size_t i = 0; i < w->n_threads; i++)
		if (i == 0 || w->threads[i] != w->threads[n - 1])
			w->threads[n++] = w->threads[i];
	w->n_threads = n;
	return 0;
}

static int
begin(struct store *s, struct trail *w, const char *who, struct err *e)
{
	int n;

	if (person_resolve(s, who, &w->lead, e) == -1 ||
	    person_group(s, w->arena, w->lead, &w->group, e) == -1 ||
	    (n = person_load(s, w->arena, w->lead, &w->person, e)) == -1)
		return -1;
	if (n == 0)
		return err_set(e, ERR_NOT_FOUND, "nobody \"%s\"", who);
	for (size_t i = 0; !w->mentions && i < w->group.n; i++) {
		int64_t first = 1;

		if (sql_int(s, e, &first, "SELECT first_post FROM author "
		    "WHERE id = ?", "i", w->group.v[i]) == -1)
			return -1;
		if (i == 0 || first - 1 < w->at)
			w->at = first - 1;
	}
	return load_names(s, w, e);
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct trail_op *op = (struct trail_op *)base;

	if (op->who != NULL && begin(s, op->walk, op->who, e) == -1)
		return -1;
	return slice(s, op->walk, SLICE_MS, &op->more, e);
}

static void
answer(struct op *base, const struct err *e)
{
	struct trail_op *op = (struct trail_op *)base, *next;

	if (e->code != ERR_OK) {
		trail_free(op->walk);
		op->fn(op->store, op->arg, e, NULL);
		return;
	}
	if (!op->more) {
		op->fn(op->store, op->arg, e, op->walk);
		return;
	}
	next = op_new(sizeof(*next), OP_READ, run, answer);
	next->walk = op->walk;
	next->fn = op->fn;
	next->arg = op->arg;
	next->store = op->store;
	op_queue(op->store, &next->op);
}

void
trail_person(struct store *s, const char *who, bool mentions, trail_fn *fn,
    void *arg)
{
	struct trail_op *op = op_new(sizeof(*op), OP_READ, run, answer);
	struct arena *a = arena_new();

	op->walk = arena_alloc(a, sizeof(*op->walk));
	op->walk->arena = a;
	op->walk->mentions = mentions;
	op->who = arena_strdup(op->op.arena, who);
	op->fn = fn;
	op->arg = arg;
	op->store = s;
	op_queue(s, &op->op);
}
