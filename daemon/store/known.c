/* SPDX-License-Identifier: ISC */

/*
 * Who is a customer: by the client's list, held in memory as keys, and by the
 * look-up.  Only exact handles and addresses count, never a name, and none at
 * all where the network's terms forbid it.  A new list is compared with all
 * authors once, in slices; newcomers are compared as they come.
 */

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/url.h"
#include "store/known.h"

#define SLICE		5000	/* authors in one call */

struct known_key {
	uint64_t hash;
	char *network, *name;
};

void
known_free(struct store *s)
{
	for (size_t i = 0; i < s->known_size; i++) {
		free(s->known[i].network);
		free(s->known[i].name);
	}
	free(s->known);
	s->known = NULL;
	s->known_size = s->n_known = 0;
}

static uint64_t
key_hash(const char *network, const char *name)
{
	return hash_bytes(hash_bytes(7, network, strlen(network) + 1), name,
	    strlen(name));
}

static bool
is_key(const struct store *s, const char *network, const char *name)
{
	uint64_t h = key_hash(network, name);

	for (uint64_t i = h;; i++) {
		const struct known_key *k =
		    &s->known[i & (s->known_size - 1)];

		if (k->name == NULL)
			return false;
		if (k->hash == h && strcmp(k->name, name) == 0 &&
		    strcmp(k->network, network) == 0)
			return true;
	}
}

static void
add(struct store *s, const char *network, const char *name)
{
	uint64_t h = key_hash(network, name), i = h;
	struct known_key *k;

	if (is_key(s, network, name))
		return;
	while (s->known[i & (s->known_size - 1)].name != NULL)
		i++;
	k = &s->known[i & (s->known_size - 1)];
	k->hash = h;
	k->network = xstrdup(network);
	k->name = xstrdup(name);
	s->n_known++;
}

static bool
may_match(const struct store *s, int64_t source)
{
	for (size_t i = 0; i < s->n_accounts; i++)
		if (s->accounts[i]->source == source &&
		    (s->accounts[i]->terms & HARK_NO_MATCH))
			return false;
	return true;
}

bool
known_customer(struct store *s, int64_t source, const char *native,
    const char *handle)
{
	const struct source *src = source_by_id(s, source);
	struct arena *a;
	const char *name;
	struct url u;
	bool yes;

	if (s->n_known == 0 || src == NULL || !may_match(s, source))
		return false;
	a = arena_new();
	name = person_plain(a, native);
	yes = (person_global(name) && is_key(s, "", name)) ||
	    is_key(s, src->plugin, name);
	if (!yes && handle != NULL) {
		name = person_plain(a, handle);
		yes = (person_global(name) && is_key(s, "", name)) ||
		    is_key(s, src->plugin, name);
		/* A server may call its own people by less. */
		if (!yes && strchr(name, '@') == NULL &&
		    url_parse(src->realm, &u))
			yes = is_key(s, "", arena_printf(a, "%s@%s", name,
			    u.host));
	}
	arena_free(a);
	return yes;
}

/* --- a new list --- */

struct known_op {
	struct op op;
	struct store *store;
	int64_t from, last;
	uint64_t hash;
	store_done_fn *fn;
	void *arg;
};

static struct known_op *next_slice(struct store *, int64_t from, uint64_t,
    store_done_fn *, void *);

/* Are customers marked where they should be, and nobody else? */
static int
compare(struct store *s, sqlite3_stmt *st, struct err *e)
{
	int64_t row = sqlite3_column_int64(st, 0);
	unsigned before = (unsigned)sqlite3_column_int(st, 4), now;

	now = (before & ~CUSTOMER_LIST) | (known_customer(s,
	    sqlite3_column_int64(st, 1),
	    (const char *)sqlite3_column_text(st, 2),
	    (const char *)sqlite3_column_text(st, 3)) ? CUSTOMER_LIST : 0);
	if (now == before)
		return 0;
	s->changed = true;
	return sql_run(s, e, "UPDATE author SET customer = ?2 WHERE id = ?1",
	    "id", row, (int)now);
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct known_op *op = (struct known_op *)base;
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int n;

	if ((uint64_t)meta_int(s, "customers", 0) == op->hash ||
	    op->hash != s->known_hash)
		return 0;
	if (sql_int(s, e, &op->last, "SELECT max(id) FROM author", "") == -1)
		return -1;
	st = sql(s, e, "SELECT id, source_id, native, handle, customer "
	    "FROM author WHERE id > ? AND id <= ? AND blocked <> 3", "ii",
	    op->from, op->from + SLICE);
	while ((n = sql_step(s, e, st)) == 1)
		if (compare(s, st, e) == -1)
			return -1;
	if (n == 0 && op->from + SLICE >= op->last)
		return meta_set(s, e, "customers", (int64_t)op->hash);
	return n;
}

static void
answer(struct op *base, const struct err *e)
{
	struct known_op *op = (struct known_op *)base;

	if (e->code == ERR_OK && op->from + SLICE < op->last)
		op_queue(op->store, &next_slice(op->store, op->from + SLICE,
		    op->hash, op->fn, op->arg)->op);
	else if (op->fn != NULL)
		op->fn(op->arg, e);
}

static struct known_op *
next_slice(struct store *s, int64_t from, uint64_t hash, store_done_fn *fn,
    void *arg)
{
	struct known_op *op = op_new(sizeof(*op), OP_STAFF, run, answer);

	op->store = s;
	op->from = from;
	op->hash = hash;
	op->fn = fn;
	op->arg = arg;
	return op;
}

void
store_customers(struct store *s, const char *const *keys, size_t n,
    store_done_fn *fn, void *arg)
{
	uint64_t hash = 1;

	known_free(s);
	for (s->known_size = 16; s->known_size < 2 * n; s->known_size *= 2)
		;
	s->known = xcalloc(s->known_size, sizeof(*s->known));
	for (size_t i = 0; i < n; i++) {
		add(s, keys[2 * i], keys[2 * i + 1]);
		hash = hash_bytes(hash, keys[2 * i], strlen(keys[2 * i]) + 1);
		hash = hash_bytes(hash, keys[2 * i + 1],
		    strlen(keys[2 * i + 1]) + 1);
	}
	/* What networks allow decides too. */
	for (size_t i = 0; i < s->n_accounts; i++)
		if (s->accounts[i]->terms & HARK_NO_MATCH)
			hash = hash_bytes(hash, &s->accounts[i]->source,
			    sizeof(s->accounts[i]->source));
	s->known_hash = hash;
	op_queue(s, &next_slice(s, 0, hash, fn, arg)->op);
}
