/* SPDX-License-Identifier: ISC */

/*
 * People.  A random key in a large table costs more than storing a post, so
 * those seen lately are held in memory: two places per hash, the older one
 * gives way.  Changes are written once per batch, before its savepoint ends.
 */

#include <string.h>

#include "base/hash.h"
#include "base/when.h"
#include "store/known.h"

#define SLOTS	8192		/* a power of two; two authors each */

static uint64_t
slot_of(int64_t source, const char *native)
{
	uint64_t h = hash_bytes((uint64_t)source, native, strlen(native));

	return (h >> 8) % SLOTS * 2;
}

static uint64_t
look_of(const char *handle, const char *name)
{
	uint64_t h = 1;

	if (handle != NULL)
		h = hash_bytes(h, handle, strlen(handle));
	if (name != NULL)
		h = hash_bytes(h + 1, name, strlen(name));
	return h;
}

static void
author_free(struct author *a)
{
	if (a != NULL)
		free(a->native);
	free(a);
}

void
authors_forget(struct store *s)
{
	s->n_dirty_authors = 0;
	if (s->authors == NULL)
		return;
	for (size_t i = 0; i < SLOTS * 2; i++) {
		author_free(s->authors[i]);
		s->authors[i] = NULL;
	}
}

static int
write_author(struct store *s, struct author *a, struct err *e)
{
	a->dirty = false;
	return sql_run(s, e, "UPDATE author SET last_at = ?, threads = ? "
	    "WHERE id = ?", "iii", a->last_at, a->threads, a->row);
}

int
authors_flush(struct store *s, struct err *e)
{
	while (s->n_dirty_authors > 0)
		if (write_author(s, s->dirty_authors[--s->n_dirty_authors],
		    e) == -1)
			return -1;
	return 0;
}

void
author_touch(struct store *s, struct author *a)
{
	if (a->dirty)
		return;
	if (s->n_dirty_authors == s->dirty_authors_size) {
		s->dirty_authors_size = s->dirty_authors_size != 0 ?
		    s->dirty_authors_size * 2 : 64;
		s->dirty_authors = xreallocarray(s->dirty_authors,
		    s->dirty_authors_size, sizeof(struct author *));
	}
	s->dirty_authors[s->n_dirty_authors++] = a;
	a->dirty = true;
}

/* Make room at the front of the author's two places. */
static int
put(struct store *s, struct author *a, struct err *e)
{
	struct author **slot;

	if (s->authors == NULL)
		s->authors = xcalloc(SLOTS * 2, sizeof(struct author *));
	slot = &s->authors[slot_of(a->source, a->native)];
	if (slot[1] != NULL && slot[1]->dirty && authors_flush(s, e) == -1) {
		author_free(a);
		return -1;
	}
	author_free(slot[1]);
	slot[1] = slot[0];
	slot[0] = a;
	return 0;
}

static struct author *
cached(struct store *s, int64_t source, const char *native)
{
	struct author **slot, *a;

	if (s->authors == NULL)
		return NULL;
	slot = &s->authors[slot_of(source, native)];
	for (int i = 0; i < 2; i++) {
		a = slot[i];
		if (a == NULL || a->source != source ||
		    strcmp(a->native, native) != 0)
			continue;
		if (i == 1) {
			slot[1] = slot[0];
			slot[0] = a;
		}
		return a;
	}
	return NULL;
}

struct author *
author_find(struct store *s, int64_t source, const char *native,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	struct author *a = cached(s, source, native);

	if (a != NULL)
		return a;
	st = sql(s, e, "SELECT id, own, blocked, last_at, threads, handle, "
	    "name, same_as, first_at FROM author WHERE source_id = ? AND native = ?",
	    "is", source, native);
	if (sql_step(s, e, st) != 1)
		return NULL;
	a = xcalloc(1, sizeof(*a));
	a->row = a->id = sqlite3_column_int64(st, 0);
	if (sqlite3_column_int64(st, 7) != 0)
		a->id = sqlite3_column_int64(st, 7);
	a->source = source;
	a->native = xstrdup(native);
	a->own = sqlite3_column_int(st, 1) != 0;
	a->blocked = sqlite3_column_int(st, 2) != 0;
	a->last_at = sqlite3_column_int64(st, 3);
	a->threads = sqlite3_column_int64(st, 4);
	a->first_at = sqlite3_column_int64(st, 8);
	a->look = look_of((const char *)sqlite3_column_text(st, 5),
	    (const char *)sqlite3_column_text(st, 6));
	return put(s, a, e) == -1 ? NULL : a;
}

static struct author *
make(struct store *s, int64_t source, const char *native, const char *handle,
    const char *name, int64_t at, int64_t now, struct err *e)
{
	struct author *a = xcalloc(1, sizeof(*a));
	int64_t day = now - now % WHEN_DAY;

	a->source = source;
	a->native = xstrdup(native);
	a->own = own_writes(s, source, native, handle);
	a->first_at = at - at % WHEN_DAY;
	a->last_at = day;
	a->look = look_of(handle, name);
	if (sql_run(s, e, "INSERT INTO author(source_id, native, handle, name, "
	    "own, first_at, last_at, threads, first_post, customer) "
	    "VALUES(?, ?, ?, ?, ?, ?, ?, 0, ?, ?)", "isssdiiid", source,
	    native, handle, name, (int)a->own, a->first_at, day,
	    s->next_post, known_customer(s, source, native, handle) ?
	    (int)CUSTOMER_LIST : 0) == -1) {
		author_free(a);
		return NULL;
	}
	a->row = a->id = sqlite3_last_insert_rowid(s->db);
	return put(s, a, e) == -1 ? NULL : a;
}

struct author *
author_get(struct store *s, int64_t source, const char *native,
    const char *handle, const char *name, int64_t at, int64_t now,
    struct err *e)
{
	struct err failed = { .code = ERR_OK };
	struct author *a = author_find(s, source, native, &failed);
	int64_t day = now - now % WHEN_DAY;

	if (failed.code != ERR_OK) {
		*e = failed;
		return NULL;
	}
	if (a == NULL)
		return make(s, source, native, handle, name, at, now, e);
	/* A post fetched for context may lack what others told. */
	if ((handle != NULL || name != NULL) &&
	    look_of(handle, name) != a->look) {
		if (sql_run(s, e, "UPDATE author SET "
		    "handle = coalesce(?1, handle), name = coalesce(?2, name), "
		    "customer = CASE WHEN ?1 IS NULL THEN customer "
		    "ELSE (customer & ~1) | ?4 END WHERE id = ?3", "ssid",
		    handle, name, a->row, known_customer(s, source, native,
		    handle) ? (int)CUSTOMER_LIST : 0) == -1)
			return NULL;
		a->look = look_of(handle, name);
	}
	/* History is often read from its end. */
	if (at < a->first_at) {
		a->first_at = at - at % WHEN_DAY;
		if (sql_run(s, e, "UPDATE author SET first_at = ?2 "
		    "WHERE id = ?1", "ii", a->row, a->first_at) == -1)
			return NULL;
	}
	if (day > a->last_at) {
		a->last_at = day;
		author_touch(s, a);
	}
	return a;
}
