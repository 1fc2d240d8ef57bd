/* SPDX-License-Identifier: ISC */

/*
 * What staff types becomes a person, and rows that are one person find each
 * other.  A person's id is their row number, shuffled with the database's
 * seed, so that it costs no index and tells nobody how many there are.
 */

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "store/person.h"

#define ROUNDS		4
#define HALF_BITS	15		/* twice that is a public id */
#define HALF_MASK	0x7fffu
#define CANDIDATES	8

static uint32_t
mix(const struct store *s, int round, uint32_t half)
{
	uint32_t v[2] = { (uint32_t)round, half };

	return (uint32_t)hash_bytes(s->seed, v, sizeof(v)) & HALF_MASK;
}

/* A Feistel network: a permutation whatever mix() is. */
static int64_t
shuffle(const struct store *s, int64_t row)
{
	uint32_t l = (uint32_t)(row >> HALF_BITS) & HALF_MASK;
	uint32_t r = (uint32_t)row & HALF_MASK, old;

	for (int i = 0; i < ROUNDS; i++) {
		old = r;
		r = l ^ mix(s, i, r);
		l = old;
	}
	return (int64_t)l << HALF_BITS | r;
}

void
pid_format(const struct store *s, int64_t row, char out[PID_LEN + 1])
{
	out[0] = 'p';
	qid_format(shuffle(s, row), out + 1);
}

char *
person_plain(struct arena *a, const char *name)
{
	char *p = arena_strdup(a, *name == '@' ? name + 1 : name);

	for (char *c = p; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	return p;
}

bool
person_global(const char *handle)
{
	const char *at;

	if (*handle == '@')
		handle++;
	at = strchr(handle, '@');
	if (at != NULL)
		return at > handle && strchr(at, '.') != NULL;
	/* Names of domains, as Bluesky has them. */
	return strchr(handle, '.') != NULL && strpbrk(handle, "/ ") == NULL;
}

/* --- one row --- */

void
person_row(struct store *s, struct arena *a, sqlite3_stmt *st,
    struct person *p)
{
	const struct source *src = source_by_id(s, sqlite3_column_int64(st,
	    1));

	memset(p, 0, sizeof(*p));
	pid_format(s, sqlite3_column_int64(st, 0), p->id);
	p->network = arena_strdup(a, src != NULL ? src->plugin : "");
	p->realm = arena_strdup(a, src != NULL ? src->realm : "");
	p->native = sql_str(a, st, 2);
	p->handle = sql_str(a, st, 3);
	p->name = sql_str(a, st, 4);
	p->first_at = sqlite3_column_int64(st, 5);
	p->last_at = sqlite3_column_int64(st, 6);
	p->threads = sqlite3_column_int64(st, 7);
	p->customer = (unsigned)sqlite3_column_int(st, 8);
	p->vip = sqlite3_column_int(st, 9) != 0;
	p->blocked = (enum person_block)sqlite3_column_int(st, 10);
	p->known = p->customer != 0 || p->threads >= REGULAR_THREADS;
}

int
person_load(struct store *s, struct arena *a, int64_t row, struct person *p,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT " PERSON_COLUMNS
	    "FROM author u WHERE u.id = ?", "i", row);
	int n;

	if ((n = sql_step(s, e, st)) == 1)
		person_row(s, a, st, p);
	return n;
}

int
person_group(struct store *s, struct arena *a, int64_t row, struct group *g,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT id FROM author "
	    "WHERE id = ?1 OR merged = ?1 OR same_as = ?1 OR same_as IN "
	    "(SELECT id FROM author WHERE merged = ?1) "
	    "ORDER BY id <> ?1, id", "i", row);
	size_t size = 0;
	int n;

	g->v = NULL;
	g->n = 0;
	while ((n = sql_step(s, e, st)) == 1) {
		if (g->n == size) {
			int64_t *v;

			size = size != 0 ? size * 2 : 4;
			v = arena_alloc(a, size * sizeof(*v));
			if (g->n > 0)
				memcpy(v, g->v, g->n * sizeof(*v));
			g->v = v;
		}
		g->v[g->n++] = sqlite3_column_int64(st, 0);
	}
	return n;
}

bool
group_has(const struct group *g, int64_t row)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->v[i] == row)
			return true;
	return false;
}

/* --- what people type --- */

struct hits {
	int64_t exact, row[CANDIDATES];
	size_t n;
	struct buf names;
};

static bool
begins(const char *name, const char *who, size_t n)
{
	if (name == NULL)
		return false;
	if (*name == '@')
		name++;
	return strncasecmp(name, who, n) == 0;
}

static void
consider(struct store *s, struct hits *h, sqlite3_stmt *st, const char *who)
{
	const char *bare = *who == '@' ? who + 1 : who;
	const char *native = (const char *)sqlite3_column_text(st, 1);
	const char *handle = (const char *)sqlite3_column_text(st, 2);
	const char *name = (const char *)sqlite3_column_text(st, 3);
	int64_t row = sqlite3_column_int64(st, 0), lead;
	size_t n = strlen(bare);
	char id[PID_LEN + 1], shown[120];

	lead = sqlite3_column_int64(st, 4);
	pid_format(s, row, id);
	if (n == 0 || (strncasecmp(id, who, strlen(who)) != 0 &&
	    !begins(handle, bare, n) && !begins(name, who, strlen(who)) &&
	    strcmp(native, who) != 0))
		return;
	for (size_t i = 0; i < h->n; i++)
		if (h->row[i] == lead)
			return;
	/* Whole names win over beginnings, and ids over names. */
	if (strcasecmp(id, who) == 0 || (h->exact == 0 &&
	    (strcmp(native, who) == 0 || (handle != NULL &&
	    begins(handle, bare, n) && strlen(handle) ==
	    n + (*handle == '@')))))
		h->exact = lead;
	if (h->n == CANDIDATES)
		return;
	h->row[h->n++] = lead;
	utf8_visible(shown, sizeof(shown), handle != NULL ? handle :
	    name != NULL ? name : native);
	buf_addf(&h->names, "%s%s (%s)", h->n > 1 ? ", " : "", id, shown);
}

/* The asker of a question, if that is what was typed. */
static int
by_question(struct store *s, const char *who, int64_t *row)
{
	struct err none = { 0 };
	int64_t q = 0, asker = 0;

	if (qid_resolve(s, who, &q, &none) == -1 || sql_int(s, &none, &asker,
	    "SELECT coalesce(u.merged, u.id) FROM question q "
	    "JOIN author u ON u.id = q.asker WHERE q.id = ?", "i", q) == -1 ||
	    asker == 0)
		return 0;
	*row = asker;
	return 1;
}

int
person_resolve(struct store *s, const char *who, int64_t *row, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	struct hits h = { .names = BUF_INIT };
	int n, r = 0;

	if (strlen(who) > 200)
		return err_set(e, ERR_NOT_FOUND, "nobody is called that");
	if (strlen(who) == QID_LEN && by_question(s, who, row))
		return 0;
	st = sql(s, e, "SELECT id, native, handle, name, coalesce(merged, "
	    "(SELECT w.merged FROM author w WHERE w.id = u.same_as), same_as, "
	    "id) FROM author u WHERE own = 0 AND blocked <> 3 "
	    "ORDER BY last_at DESC, id DESC", "");
	while ((n = sql_step(s, e, st)) == 1)
		consider(s, &h, st, who);
	if (n == -1)
		r = -1;
	else if (h.exact != 0)
		*row = h.exact;
	else if (h.n == 1)
		*row = h.row[0];
	else if (h.n == 0)
		r = by_question(s, who, row) ? 0 : err_set(e, ERR_NOT_FOUND,
		    "nobody \"%s\": give an id, the beginning of a handle or "
		    "name, or the id of a question of theirs", who);
	else
		r = err_set(e, ERR_CONFLICT, "\"%s\" could be %s%s: give more "
		    "of it, or the id", who, h.names.data,
		    h.n == CANDIDATES ? ", ..." : "");
	buf_free(&h.names);
	return r;
}
