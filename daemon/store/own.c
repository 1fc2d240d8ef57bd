/* SPDX-License-Identifier: ISC */

/*
 * Who is ours: the accounts of the client on a source, and their staff.
 *
 * Decided from ids, never from what a post claims.  A staff list may name
 * people by handle; an account is recognised as an author by its id only,
 * since handles can be taken over, but its handle is an address of ours.
 */

#include <ctype.h>
#include <string.h>

#include "base/hash.h"
#include "store/internal.h"

static char *
plain_name(const char *name)
{
	char *s;

	if (*name == '@')
		name++;
	s = xstrdup(name);
	for (char *p = s; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return s;
}

static uint64_t
name_hash(int64_t source, const char *name)
{
	uint64_t h = (uint64_t)source * UINT64_C(0x9e3779b97f4a7c15);
	char part[64];
	size_t n = 0;

	if (*name == '@')
		name++;
	for (; *name != '\0'; name++) {
		part[n++] = (char)tolower((unsigned char)*name);
		if (n == sizeof(part)) {
			h = hash_bytes(h, part, n);
			n = 0;
		}
	}
	return hash_bytes(h, part, n);
}

static bool
same_name(const char *stored, const char *name)
{
	return strcasecmp(stored, *name == '@' ? name + 1 : name) == 0;
}

static struct own_id *
find(const struct store *s, int64_t source, const char *name)
{
	uint64_t h = name_hash(source, name);

	for (uint64_t i = h; s->own_size > 0; i++) {
		struct own_id *o = &s->own[i & (s->own_size - 1)];

		if (o->name == NULL)
			break;
		if (o->hash == h && o->source == source &&
		    same_name(o->name, name))
			return o;
	}
	return NULL;
}

static void
add(struct store *s, int64_t source, const char *name, bool writes)
{
	struct own_id *o;
	uint64_t h, i;

	if (name == NULL || *name == '\0')
		return;
	if ((o = find(s, source, name)) != NULL) {
		o->writes |= writes;
		o->account |= !writes;
		return;
	}
	h = i = name_hash(source, name);
	while (s->own[i & (s->own_size - 1)].name != NULL)
		i++;
	o = &s->own[i & (s->own_size - 1)];
	o->hash = h;
	o->source = source;
	o->name = plain_name(name);
	o->writes = writes;
	o->account = !writes;
	s->n_own++;
}

void
own_free(struct store *s)
{
	for (size_t i = 0; i < s->own_size; i++)
		free(s->own[i].name);
	free(s->own);
	s->own = NULL;
	s->n_own = s->own_size = 0;
}

void
own_add(struct store *s, int64_t source, const char *name, bool writes)
{
	if ((s->n_own + 1) * 2 > s->own_size)
		own_build(s);
	else
		add(s, source, name, writes);
}

void
own_build(struct store *s)
{
	size_t n = 8;

	own_free(s);
	for (size_t i = 0; i < s->n_accounts; i++) {
		n += 2;
		for (char **p = s->accounts[i]->staff; p != NULL && *p != NULL;
		    p++)
			n++;
	}
	for (s->own_size = 16; s->own_size < n * 2; s->own_size *= 2)
		;
	s->own = xcalloc(s->own_size, sizeof(*s->own));
	for (size_t i = 0; i < s->n_accounts; i++) {
		const struct account *a = s->accounts[i];

		add(s, a->source, a->self_id, true);
		add(s, a->source, a->self_handle, false);
		for (char **p = a->staff; p != NULL && *p != NULL; p++)
			add(s, a->source, *p, true);
	}
}

bool
own_writes(const struct store *s, int64_t source, const char *native,
    const char *handle)
{
	const struct own_id *o = find(s, source, native);

	if (o != NULL && o->writes)
		return true;
	if (handle == NULL)
		return false;
	o = find(s, source, handle);
	return o != NULL && o->writes;
}

bool
own_address(const struct store *s, int64_t source, const char *name)
{
	return find(s, source, name) != NULL;
}

bool
own_account(const struct store *s, int64_t source, const char *name)
{
	const struct own_id *o = find(s, source, name);

	return o != NULL && o->account;
}

/* --- learned late --- */

/*
 * The author changed sides: their posts, and what answers them, mean
 * something else now.  Rare, so a walk over the posts will do.
 */
static int
mend_posts(struct store *s, int64_t author, int64_t first, bool own,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int n;

	if (sql_run(s, e, "UPDATE post SET flags = CASE WHEN ?2 "
	    "THEN flags | 1 ELSE flags & ~1 END "
	    "WHERE id >= ?3 AND author_id = ?1", "idi", author, (int)own,
	    first) == -1)
		return -1;
	st = sql(s, e, "SELECT id FROM post WHERE id >= ?2 AND (author_id = ?1 "
	    "OR parent_id IN (SELECT id FROM post WHERE id >= ?2 "
	    "AND author_id = ?1))", "ii", author, first);
	while ((n = sql_step(s, e, st)) == 1)
		if (derive_again(s, sqlite3_column_int64(st, 0), e) == -1)
			return -1;
	return n;
}

static int
turn_author(struct store *s, int64_t author, int64_t first, bool own,
    struct err *e)
{
	if (sql_run(s, e, "UPDATE author SET own = ?2 WHERE id = ?1", "id",
	    author, (int)own) == -1 ||
	    mend_posts(s, author, first, own, e) == -1)
		return -1;
	authors_forget(s);
	return 0;
}

int
own_refresh_author(struct store *s, int64_t source, const char *native,
    int64_t now, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int64_t id, first;
	int n;

	if (authors_flush(s, e) == -1)
		return -1;
	st = sql(s, e, "SELECT id, first_post FROM author "
	    "WHERE source_id = ? AND native = ? AND own = 0", "is", source,
	    native);
	if ((n = sql_step(s, e, st)) != 1)
		return n;
	id = sqlite3_column_int64(st, 0);
	first = sqlite3_column_int64(st, 1);
	sqlite3_reset(st);
	return turn_author(s, id, first, true, e) == -1 ? -1 :
	    judge_touched(s, now, e);
}

int
own_refresh(struct store *s, int64_t now, struct err *e)
{
	struct flip {
		int64_t id, first;
		bool own;
	} *flips;
	AUTO(free_p) void *mem = NULL;
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	size_t count = 0, size = 0;
	int n;

	flips = NULL;
	if (authors_flush(s, e) == -1)
		return -1;
	st = sql(s, e, "SELECT id, source_id, native, handle, own, first_post "
	    "FROM author", "");
	while ((n = sql_step(s, e, st)) == 1) {
		bool own = own_writes(s, sqlite3_column_int64(st, 1),
		    (const char *)sqlite3_column_text(st, 2),
		    (const char *)sqlite3_column_text(st, 3));

		if (own == (sqlite3_column_int(st, 4) != 0))
			continue;
		if (count == size) {
			size = size != 0 ? size * 2 : 16;
			mem = flips = xreallocarray(flips, size,
			    sizeof(*flips));
		}
		flips[count++] = (struct flip){ sqlite3_column_int64(st, 0),
		    sqlite3_column_int64(st, 5), own };
	}
	if (n == -1)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (turn_author(s, flips[i].id, flips[i].first, flips[i].own,
		    e) == -1)
			return -1;
	return judge_touched(s, now, e);
}
