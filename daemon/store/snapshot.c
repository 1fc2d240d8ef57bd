/* SPDX-License-Identifier: ISC */

/*
 * A thread as the clock wants to see it: posts by time, people as numbers,
 * what staff did.  Read fresh each time; nothing is remembered.
 */

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "store/internal.h"

#define MAX_POSTS	20000	/* of one thread; beyond it the newest wait */

struct rows {
	struct tpost *v;
	struct snapshot_more *more;
	size_t n, size;
	bool private_, named;
	bool root;
};

static void
grow(struct arena *a, struct rows *r)
{
	size_t size = r->size != 0 ? r->size * 2 : 8;
	struct tpost *v = arena_alloc(a, size * sizeof(*v));
	struct snapshot_more *more = arena_alloc(a, size * sizeof(*more));

	if (r->n > 0) {
		memcpy(v, r->v, r->n * sizeof(*v));
		memcpy(more, r->more, r->n * sizeof(*more));
	}
	r->v = v;
	r->more = more;
	r->size = size;
}

static void
add_row(struct arena *a, struct rows *r, sqlite3_stmt *st, int64_t thread)
{
	unsigned flags = (unsigned)sqlite3_column_int64(st, 5);
	struct tpost *p;
	struct snapshot_more *m;

	if (flags & POST_COPY)
		return;
	if (r->n == r->size)
		grow(a, r);
	p = &r->v[r->n];
	m = &r->more[r->n++];
	p->id = sqlite3_column_int64(st, 0);
	p->parent = sqlite3_column_int64(st, 1);
	p->author = sqlite3_column_int64(st, 2);
	p->at = sqlite3_column_int64(st, 3);
	p->told = sqlite3_column_int64(st, 17);
	p->edited = sqlite3_column_int64(st, 4);
	p->gone_at = sqlite3_column_int64(st, 16);
	p->flags = flags & 0x01ffffff;
	p->label = (enum label)sqlite3_column_int(st, 6);
	p->answer = (float)sqlite3_column_int(st, 7) / 1000.0f;
	p->visibility = (enum hark_visibility)sqlite3_column_int(st, 8);
	p->rating = sqlite3_column_int(st, 9);
	p->text = sql_str(a, st, 10);
	m->addressed = sql_str(a, st, 11);
	m->account = sqlite3_column_int64(st, 13);
	m->source = sqlite3_column_int64(st, 14);
	m->post = (int64_t)(r->n - 1);
	if (p->visibility <= HARK_PRIVATE ||
	    sqlite3_column_int(st, 12) == HARK_MESSAGE)
		r->private_ = true;
	if (m->addressed != NULL)
		r->named = true;
	if (p->id == thread && p->parent == 0 &&
	    sqlite3_column_type(st, 15) == SQLITE_NULL)
		r->root = true;
}

#define POST_COLUMNS							\
	"id, parent_id, author_id, at, edited, flags, label, answer, "	\
	"visibility, rating, text, addressed, kind, account_id, "	\
	"source_id, parent, gone_at, created "

static int
load_posts(struct store *s, struct arena *a, int64_t thread, struct rows *r,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e,
	    "SELECT " POST_COLUMNS "FROM post WHERE id = ?1 AND thread_id = ?1 "
	    "UNION ALL SELECT " POST_COLUMNS
	    "FROM post WHERE thread_id = ?1 AND thread_id <> id LIMIT ?2", "id",
	    thread, MAX_POSTS);
	int n;

	while ((n = sql_step(s, e, st)) == 1)
		add_row(a, r, st, thread);
	return n;
}

/* --- whom posts speak to --- */

struct person {
	int64_t id;
	const char *native, *handle;
};

static int
load_people(struct store *s, struct arena *a, const struct rows *r,
    struct person **ret, size_t *n, struct err *e)
{
	struct person *v = NULL;
	size_t size = 0;

	*n = 0;
	for (size_t i = 0; i < r->n; i++) {
		AUTO(stmt_p) sqlite3_stmt *st = NULL;
		int64_t id = r->v[i].author;
		size_t k = 0;
		int rc;

		while (k < *n && v[k].id != id)
			k++;
		if (id == 0 || k < *n)
			continue;
		st = sql(s, e, "SELECT native, handle FROM author "
		    "WHERE id = ?1", "i", id);
		while ((rc = sql_step(s, e, st)) == 1) {
			if (*n == size) {
				struct person *w;

				size = size != 0 ? size * 2 : 8;
				w = arena_alloc(a, size * sizeof(*w));
				if (*n > 0)
					memcpy(w, v, *n * sizeof(*w));
				v = w;
			}
			v[*n].id = id;
			v[*n].native = sql_str(a, st, 0);
			v[(*n)++].handle = sql_str(a, st, 1);
		}
		if (rc == -1)
			return -1;
	}
	*ret = v;
	return 0;
}

static int64_t
person_id(const struct person *v, size_t n, const char *name)
{
	const char *bare = *name == '@' ? name + 1 : name;

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].native, name) == 0)
			return v[i].id;
	for (size_t i = 0; i < n; i++)
		if (v[i].handle != NULL && strcasecmp(v[i].handle[0] == '@' ?
		    v[i].handle + 1 : v[i].handle, bare) == 0)
			return v[i].id;
	return 0;
}

static void
resolve(struct arena *a, struct tpost *p, char *names,
    const struct person *v, size_t n_people, int64_t *nobody)
{
	size_t n = 1, i = 0;
	int64_t *ids;
	char *save = NULL;

	for (const char *c = names; *c != '\0'; c++)
		n += *c == '\n';
	ids = arena_alloc(a, n * sizeof(*ids));
	for (char *name = strtok_r(names, "\n", &save); name != NULL;
	    name = strtok_r(NULL, "\n", &save)) {
		ids[i] = person_id(v, n_people, name);
		/* Somebody who wrote nothing here is still somebody. */
		if (ids[i] == 0)
			ids[i] = ++*nobody;
		i++;
	}
	p->addressed = ids;
	p->n_addressed = i;
}

static int
load_addressed(struct store *s, struct arena *a, struct rows *r, struct err *e)
{
	int64_t nobody = INT64_MAX / 2;
	struct person *people;
	size_t n;

	if (!r->named)
		return 0;
	if (load_people(s, a, r, &people, &n, e) == -1)
		return -1;
	for (size_t i = 0; i < r->n; i++)
		if (r->more[i].addressed != NULL)
			resolve(a, &r->v[i], r->more[i].addressed, people, n,
			    &nobody);
	return 0;
}

/* --- what staff did --- */

static int
load_actions(struct store *s, struct arena *a, int64_t thread,
    struct snapshot *ret, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT q.opener_id, a.at, "
	    "a.until, a.verb, a.who, a.arg, q.id FROM question q "
	    "JOIN action a ON a.question_id = q.id WHERE q.thread_id = ? "
	    "ORDER BY a.at, a.id", "i", thread);
	struct taction *v = NULL;
	size_t n = 0, size = 0;
	int rc;

	while ((rc = sql_step(s, e, st)) == 1) {
		if (n == size) {
			struct taction *w;

			size = size != 0 ? size * 2 : 4;
			w = arena_alloc(a, size * sizeof(*w));
			if (n > 0)
				memcpy(w, v, n * sizeof(*w));
			v = w;
		}
		v[n].opener = sqlite3_column_int64(st, 0);
		v[n].at = sqlite3_column_int64(st, 1);
		v[n].until = sqlite3_column_int64(st, 2);
		v[n].verb = (enum verb)sqlite3_column_int(st, 3);
		v[n].who = sql_str(a, st, 4);
		v[n++].arg = sql_str(a, st, 5);
	}
	ret->thread.actions = v;
	ret->thread.n_actions = n;
	return rc;
}

static int
by_time(const void *a, const void *b)
{
	const struct tpost *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->told != y->told)
		return x->told < y->told ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* The number of a post's id, if its network numbers them; else 0. */
static int
load_number(struct store *s, struct tpost *p, int64_t *source, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT key64, source_id, "
	    "native FROM post WHERE id = ?", "i", p->id);
	int n = sql_step(s, e, st);
	int64_t key, from;

	if (n != 1)
		return n;
	key = sqlite3_column_int64(st, 0);
	from = sqlite3_column_int64(st, 1);
	/* See post_find(). */
	if (key != (int64_t)hash_bytes((uint64_t)from,
	    sqlite3_column_blob(st, 2),
	    (size_t)sqlite3_column_bytes(st, 2)) &&
	    (*source == 0 || *source == from))
		p->order = key;
	*source = from;
	return 0;
}

/* Posts of ours and others' at one time: their numbers may tell more. */
static int
load_numbers(struct store *s, struct rows *r, struct err *e)
{
	for (size_t i = 0, end; i < r->n; i = end) {
		bool own = false, others = false;
		int64_t source = 0;

		for (end = i; end < r->n && r->v[end].at == r->v[i].at &&
		    r->v[end].told == r->v[i].told; end++) {
			own |= r->v[end].flags & TPOST_OWN;
			others |= !(r->v[end].flags & TPOST_OWN);
		}
		for (size_t k = i; own && others && k < end; k++)
			if (load_number(s, &r->v[k], &source, e) == -1)
				return -1;
	}
	return 0;
}

int
snapshot_load(struct store *s, int64_t thread, struct arena *a,
    struct snapshot *ret, struct err *e)
{
	struct rows r = { 0 };
	const struct account *account;

	memset(ret, 0, sizeof(*ret));
	if (load_posts(s, a, thread, &r, e) == -1 ||
	    load_addressed(s, a, &r, e) == -1)
		return -1;
	if (r.n == 0)
		return 0;
	/* Rows keep company by id, so that posts alone can be sorted. */
	for (size_t i = 0; i < r.n; i++)
		r.more[i].post = r.v[i].id;
	qsort(r.v, r.n, sizeof(*r.v), by_time);
	if (load_numbers(s, &r, e) == -1)
		return -1;
	ret->more = r.more;
	ret->thread.posts = r.v;
	ret->thread.n_posts = r.n;
	ret->thread.root = r.root ? thread : 0;
	ret->thread.private_ = r.private_;
	account = account_by_id(s, r.more[0].account);
	ret->thread.sees_answers = account == NULL || account->sees_answers;
	return load_actions(s, a, thread, ret, e);
}

const struct snapshot_more *
snapshot_more(const struct snapshot *t, int64_t post)
{
	for (size_t i = 0; i < t->thread.n_posts; i++)
		if (t->more[i].post == post)
			return &t->more[i];
	return NULL;
}

const struct tpost *
snapshot_post(const struct snapshot *t, int64_t post)
{
	for (size_t i = 0; i < t->thread.n_posts; i++)
		if (t->thread.posts[i].id == post)
			return &t->thread.posts[i];
	return NULL;
}
