/* SPDX-License-Identifier: ISC */

/* What is left of people forgotten: keyed hashes; see forget.h. */

#include <stdlib.h>
#include <string.h>

#include "base/siphash.h"
#include "store/forget.h"

#define HUSK_LEN	(1 + 2 * SIPHASH_SIZE)

static int
load_key(struct store *s, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int n;

	if (s->husk_key_known)
		return 0;
	st = sql(s, e, "SELECT value FROM meta WHERE key = 'forget_key'", "");
	if ((n = sql_step(s, e, st)) == -1)
		return -1;
	if (n == 1 && sqlite3_column_bytes(st, 0) == SIPHASH_KEY) {
		memcpy(s->husk_key, sqlite3_column_blob(st, 0), SIPHASH_KEY);
	} else {
		sqlite3_randomness(SIPHASH_KEY, s->husk_key);
		if (sql_run(s, e, "INSERT OR REPLACE INTO meta(key, value) "
		    "VALUES('forget_key', ?)", "b", s->husk_key,
		    SIPHASH_KEY) == -1)
			return -1;
	}
	s->husk_key_known = true;
	return 0;
}

static void
make(const struct store *s, const char *kind, const char *name,
    char out[HUSK_LEN + 1])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char h[SIPHASH_SIZE];
	struct buf b = BUF_INIT;

	buf_add(&b, kind, strlen(kind) + 1);
	buf_adds(&b, name);
	siphash(s->husk_key, b.data, b.len, h);
	buf_free(&b);
	out[0] = '~';
	for (int i = 0; i < SIPHASH_SIZE; i++) {
		out[1 + 2 * i] = hex[h[i] >> 4];
		out[2 + 2 * i] = hex[h[i] & 15];
	}
	out[HUSK_LEN] = '\0';
}

/* Row numbers of sources are the file's own; their names are not. */
static void
make_id(struct store *s, int64_t source, const char *native,
    char out[HUSK_LEN + 1])
{
	const struct source *src = source_by_id(s, source);
	struct buf kind = BUF_INIT;

	buf_addf(&kind, "%s %s", src != NULL ? src->plugin : "",
	    src != NULL ? src->realm : "");
	make(s, kind.data, native, out);
	buf_free(&kind);
}

/* --- those there are --- */

static int
cmp(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void
husk_free(struct store *s)
{
	for (size_t i = 0; i < s->n_husks; i++)
		free(s->husks[i]);
	free(s->husks);
	s->husks = NULL;
	s->n_husks = 0;
}

int
husk_load(struct store *s, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	size_t size = 0;
	int n;

	husk_free(s);
	s->husk_key_known = false;
	st = sql(s, e, "SELECT native FROM author WHERE blocked <> 0 "
	    "AND blocked = 3", "");
	while ((n = sql_step(s, e, st)) == 1) {
		if (s->n_husks == size) {
			size = size != 0 ? size * 2 : 8;
			s->husks = xreallocarray(s->husks, size,
			    sizeof(char *));
		}
		s->husks[s->n_husks++] = xstrdup((const char *)
		    sqlite3_column_text(st, 0));
	}
	if (s->n_husks > 1)
		qsort(s->husks, s->n_husks, sizeof(char *), cmp);
	return n;
}

static bool
is_husk(const struct store *s, const char *husk)
{
	return bsearch(&husk, s->husks, s->n_husks, sizeof(char *), cmp) !=
	    NULL;
}

static int
forgotten_at(struct store *s, const char *husk, int64_t *at, struct err *e)
{
	if (!is_husk(s, husk))
		return 0;
	return sql_int(s, e, at, "SELECT max(last_at) FROM author "
	    "WHERE blocked <> 0 AND blocked = 3 AND native = ?", "s", husk);
}

int
husk_blocks(struct store *s, int64_t source, const char *native,
    const char *handle, int64_t created, bool *blocks, struct err *e)
{
	char husk[HUSK_LEN + 1];
	int64_t at = 0;

	*blocks = false;
	if (s->n_husks == 0 || native == NULL)
		return 0;
	if (load_key(s, e) == -1)
		return -1;
	make_id(s, source, native, husk);
	if (forgotten_at(s, husk, &at, e) == -1)
		return -1;
	if (at == 0 && handle != NULL && person_global(handle)) {
		arena_reset(s->scratch);
		make(s, "handle", person_plain(s->scratch, handle), husk);
		if (forgotten_at(s, husk, &at, e) == -1)
			return -1;
	}
	*blocks = at != 0 && created <= at;
	return 0;
}

/* --- one more --- */

int
husk_make(struct store *s, int64_t row, int64_t now, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	char husk[HUSK_LEN + 1], by_handle[HUSK_LEN + 1] = "";
	int64_t source;
	int n;

	if (load_key(s, e) == -1)
		return -1;
	st = sql(s, e, "SELECT source_id, native, handle FROM author "
	    "WHERE id = ?", "i", row);
	if ((n = sql_step(s, e, st)) != 1)
		return n;
	source = sqlite3_column_int64(st, 0);
	make_id(s, source, (const char *)sqlite3_column_text(st, 1), husk);
	if (sqlite3_column_type(st, 2) != SQLITE_NULL) {
		const char *handle = (const char *)sqlite3_column_text(st, 2);

		arena_reset(s->scratch);
		if (person_global(handle))
			make(s, "handle", person_plain(s->scratch, handle),
			    by_handle);
	}
	sqlite3_reset(st);
	/* Forgotten before, and came back: the later moment counts. */
	if (sql_run(s, e, "DELETE FROM author WHERE blocked <> 0 "
	    "AND blocked = 3 AND native IN (?, ?)", "ss", husk, by_handle)
	    == -1 || sql_run(s, e, "UPDATE author SET native = ?2, "
	    "handle = NULL, name = NULL, own = 0, blocked = 3, first_at = 0, "
	    "last_at = ?3, threads = 0, first_post = 0, same_as = NULL, "
	    "vip = 0, customer = 0, looked_at = 0, merged = NULL "
	    "WHERE id = ?1", "isi", row, husk, now) == -1)
		return -1;
	/* The same person as another server shows them. */
	return by_handle[0] == '\0' ? 0 : sql_run(s, e, "INSERT INTO author("
	    "source_id, native, own, blocked, first_at, last_at, threads, "
	    "first_post) VALUES(0, ?, 0, 3, 0, ?, 0, 0)", "si", by_handle,
	    now);
}
