/* SPDX-License-Identifier: ISC */

/*
 * Which conversation a post belongs to.
 *
 * A thread is named by the id of the oldest post known in its trunk; when the
 * real root or a missing link arrives later, threads merge and questions move
 * along.  A private conversation is its set of participants.  The same post
 * of two sources (equal global ids) is one post: the second row is a copy
 * that stands for the first and is never judged.
 */

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "store/internal.h"

/* What waits for a post: compared in full, so any hash will do. */
static int64_t
wait_key(int64_t source, const char *native)
{
	return (int64_t)hash_bytes((uint64_t)source, native, strlen(native));
}

/* --- private conversations --- */

static uint64_t
name_key(struct store *s, const char *name)
{
	return hash_bytes(s->seed, name, strlen(name));
}

/* Networks that address people by handle need another key than those by id. */
static int64_t
conv_key(struct store *s, const struct post_ctx *ctx,
    const struct hark_post *p, bool own, bool by_handle)
{
	const struct account *a = ctx->account;
	const char *us = by_handle ? a->self_handle : a->self_id;
	const char *author = by_handle && p->handle != NULL ? p->handle :
	    p->author;
	uint64_t sum = (uint64_t)ctx->source->id * UINT64_C(0x9e3779b97f4a7c15);
	uint64_t seen[64];
	size_t n = 0;

	/* A set: order and repetition must not matter. */
#define ADD(x) do {							\
	uint64_t k_ = (x);						\
	size_t i_ = 0;							\
	while (i_ < n && seen[i_] != k_)				\
		i_++;							\
	if (i_ == n && n < ARRAY_LEN(seen)) {				\
		seen[n++] = k_;						\
		sum += k_;						\
	}								\
} while (0)
	/* Whatever names us is one participant: this account. */
	ADD(us != NULL ? name_key(s, us) : (uint64_t)a->id);
	if (!own && author != NULL)
		ADD(name_key(s, *author == '@' ? author + 1 : author));
	for (size_t i = 0; p->addressed != NULL && p->addressed[i] != NULL;
	    i++) {
		const char *name = p->addressed[i];

		if (own_address(s, a->source, name) ||
		    (p->handle != NULL && strcmp(name, p->handle) == 0) ||
		    (p->author != NULL && strcmp(name, p->author) == 0))
			continue;
		ADD(name_key(s, *name == '@' ? name + 1 : name));
	}
#undef ADD
	return (int64_t)(sum != 0 ? sum : 1);
}

/* Who does not say whom a message is for says which conversation it is in. */
static int64_t
talk_key(struct store *s, const struct post_ctx *ctx, const char *thread)
{
	uint64_t h = hash_bytes((uint64_t)ctx->source->id, thread,
	    strlen(thread)) ^ s->seed;

	return (int64_t)(h != 0 ? h : 1);
}

static int
find_conv(struct store *s, int64_t key, int64_t *thread, struct err *e)
{
	return sql_int(s, e, thread, "SELECT thread_id FROM post "
	    "WHERE conv_key = ? LIMIT 1", "i", key);
}

static int
place_private(struct store *s, struct post_ctx *ctx,
    const struct hark_post *p, bool own, struct place *w, struct err *e)
{
	bool named = p->addressed != NULL && p->addressed[0] != NULL;
	int64_t talk = p->thread != NULL ? talk_key(s, ctx, p->thread) : 0;
	int64_t people = conv_key(s, ctx, p, own, false);

	w->conv_key = people;
	if (!named && talk != 0) {
		w->conv_key = talk;
		/* For an answer, which has to name it. */
		w->root_key = wait_key(ctx->source->id, p->thread);
		w->wait_root = p->thread;
	}
	if (find_conv(s, w->conv_key, &w->thread, e) == -1)
		return -1;
	/* Our own to nobody in particular would be in any. */
	if (w->thread == 0 && (named || !own || talk == 0) &&
	    (find_conv(s, people, &w->thread, e) == -1 ||
	    (w->thread == 0 && find_conv(s, conv_key(s, ctx, p, own, true),
	    &w->thread, e) == -1)))
		return -1;
	if (w->thread == 0 && talk != 0 &&
	    find_conv(s, talk, &w->thread, e) == -1)
		return -1;
	if (w->thread == 0 && w->up.id != 0 &&
	    w->up.visibility <= HARK_PRIVATE)
		w->thread = w->up.thread;
	return 0;
}

/* --- the same post elsewhere --- */

static int
place_copy(struct store *s, struct post_ctx *ctx, const struct hark_post *p,
    struct place *w, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int64_t author;
	int n;

	w->uri_key = (int64_t)hash_bytes(s->seed, p->uri, strlen(p->uri));
	st = sql(s, e, "SELECT id, thread_id, author_id FROM post "
	    "WHERE uri_key = ? AND source_id <> ? AND flags & ? = 0 LIMIT 1",
	    "iii", w->uri_key, ctx->source->id, (int64_t)POST_COPY);
	if ((n = sql_step(s, e, st)) != 1)
		return n;
	w->copy_of = sqlite3_column_int64(st, 0);
	w->thread = sqlite3_column_int64(st, 1);
	author = sqlite3_column_int64(st, 2);
	if (author == 0 || p->author == NULL)
		return 0;
	/* One post, so one person: what they write there is theirs here. */
	if (sql_run(s, e, "UPDATE author SET same_as = ?1 WHERE source_id = ?2 "
	    "AND native = ?3 AND id <> ?1 AND same_as IS NULL", "iis", author,
	    ctx->source->id, p->author) == -1)
		return -1;
	if (sqlite3_changes(s->db) > 0) {
		if (authors_flush(s, e) == -1)
			return -1;
		authors_forget(s);
	}
	return 0;
}

/* --- by parent and root --- */

static int
place_by_root(struct store *s, struct post_ctx *ctx,
    const struct hark_post *p, struct place *w, struct err *e)
{
	struct post_ref root;
	int64_t key;

	if (p->thread == NULL || strcmp(p->thread, p->id) == 0)
		return 0;
	switch (post_find(s, ctx->source->id, p->thread, ctx->batch->order,
	    &root, &key, e)) {
	case -1:
		return -1;
	case 1:
		w->thread = root.thread;
		return 0;
	}
	w->root_key = wait_key(ctx->source->id, p->thread);
	w->wait_root = p->thread;
	return sql_int(s, e, &w->thread, "SELECT thread_id FROM post "
	    "WHERE root_key = ? AND source_id = ? AND root = ? LIMIT 1",
	    "iis", w->root_key, ctx->source->id, p->thread);
}

int
thread_place(struct store *s, struct post_ctx *ctx, const struct hark_post *p,
    bool own, struct place *w, struct err *e)
{
	bool private_ = p->visibility == HARK_PRIVATE ||
	    p->kind == HARK_MESSAGE;
	int64_t key;

	memset(w, 0, sizeof(*w));
	if (p->parent != NULL && *p->parent != '\0' &&
	    strcmp(p->parent, p->id) != 0) {
		if (post_find(s, ctx->source->id, p->parent, ctx->batch->order,
		    &w->up, &key, e) == -1)
			return -1;
		if (w->up.id != 0) {
			w->parent = w->up.stands_for;
		} else {
			w->parent_key = wait_key(ctx->source->id, p->parent);
			w->wait_parent = p->parent;
		}
	}
	if (ctx->source->shared && p->uri != NULL &&
	    place_copy(s, ctx, p, w, e) == -1)
		return -1;
	if (w->copy_of != 0) {
		w->parent = w->copy_of;
		w->parent_key = 0;
		w->wait_parent = NULL;
		return 0;
	}
	if (private_)
		return place_private(s, ctx, p, own, w, e);
	if (w->up.id != 0) {
		w->thread = w->up.thread;
		return 0;
	}
	return place_by_root(s, ctx, p, w, e);
}

int
thread_merge(struct store *s, int64_t from, int64_t into, struct err *e)
{
	if (from == into)
		return 0;
	if (sql_run(s, e, "UPDATE post SET thread_id = ?2 "
	    "WHERE thread_id = ?1 AND thread_id <> id", "ii", from, into) == -1
	    || sql_run(s, e, "UPDATE post SET thread_id = ?2 "
	    "WHERE id = ?1 AND thread_id = ?1", "ii", from, into) == -1 ||
	    sql_run(s, e, "UPDATE question SET thread_id = ?2 "
	    "WHERE thread_id = ?1", "ii", from, into) == -1)
		return -1;
	touch(s, into, true);
	return 0;
}

struct orphan {
	int64_t id, thread;
	bool private_, child;
};

static struct orphan *
orphans(struct store *s, sqlite3_stmt *st, bool child, struct orphan *v,
    size_t *n, struct err *e, int *failed)
{
	int r;

	while ((r = sql_step(s, e, st)) == 1) {
		if ((*n & (*n - 1)) == 0)
			v = xreallocarray(v, *n != 0 ? *n * 2 : 1, sizeof(*v));
		v[(*n)++] = (struct orphan){ sqlite3_column_int64(st, 0),
		    sqlite3_column_int64(st, 1),
		    sqlite3_column_type(st, 2) != SQLITE_NULL, child };
	}
	if (r == -1)
		*failed = 1;
	return v;
}

int
thread_adopt(struct store *s, int64_t source, const char *native, int64_t id,
    int64_t thread, struct err *e)
{
	int64_t key = wait_key(source, native);
	AUTO(free_p) struct orphan *v = NULL;
	size_t n = 0;
	int failed = 0;

	v = orphans(s, sql(s, e, "SELECT id, thread_id, conv_key FROM post "
	    "WHERE parent_key = ? AND source_id = ? AND parent = ?", "iis",
	    key, source, native), true, v, &n, e, &failed);
	v = orphans(s, sql(s, e, "SELECT id, thread_id, conv_key FROM post "
	    "WHERE root_key = ? AND source_id = ? AND root = ?", "iis", key,
	    source, native), false, v, &n, e, &failed);
	if (failed)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (v[i].child && sql_run(s, e, "UPDATE post SET "
		    "parent_id = ?2, parent = NULL, parent_key = NULL "
		    "WHERE id = ?1", "ii", v[i].id, id) == -1)
			return -1;
		if (!v[i].child && sql_run(s, e, "UPDATE post SET "
		    "root = NULL, root_key = NULL WHERE id = ?", "i",
		    v[i].id) == -1)
			return -1;
		if (!v[i].private_ &&
		    thread_merge(s, v[i].thread, thread, e) == -1)
			return -1;
		if (v[i].child && derive_again(s, v[i].id, e) == -1)
			return -1;
	}
	return 0;
}

int
thread_attach(struct store *s, struct post_ctx *ctx, int64_t id,
    int64_t thread, const char *parent, struct err *e)
{
	struct post_ref up;
	int64_t key, private_ = 0;

	if (post_find(s, ctx->source->id, parent, ctx->batch->order, &up, &key,
	    e) == -1)
		return -1;
	if (up.id == 0)
		return sql_run(s, e, "UPDATE post SET parent = ?2, "
		    "parent_key = ?3 WHERE id = ?1", "isi", id, parent,
		    wait_key(ctx->source->id, parent));
	/* A ring of posts answering each other is no thread. */
	if (up.stands_for == id)
		return 0;
	if (sql_run(s, e, "UPDATE post SET parent_id = ?2 WHERE id = ?1", "ii",
	    id, up.stands_for) == -1 ||
	    sql_int(s, e, &private_, "SELECT conv_key IS NOT NULL FROM post "
	    "WHERE id = ?", "i", id) == -1)
		return -1;
	return private_ != 0 ? 0 : thread_merge(s, thread, up.thread, e);
}
