/* SPDX-License-Identifier: ISC */

/*
 * Accounts in memory: they are few, and every post needs one.  Their tallies
 * are counted here and written once per batch; the figures of open questions
 * come from the partial index, once, and are then carried along.
 */

#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "store/internal.h"

static int
by_name(const void *a, const void *b)
{
	const struct account *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

struct account *
account_find(const struct store *s, const char *name)
{
	size_t lo = 0, hi = s->n_accounts;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int c = strcmp(name, s->accounts[mid]->name);

		if (c == 0)
			return s->accounts[mid];
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

struct account *
account_by_id(const struct store *s, int64_t id)
{
	if (id <= 0 || (size_t)id >= s->n_account_ids)
		return NULL;
	return s->account_by_id[id];
}

const struct source *
source_by_id(const struct store *s, int64_t id)
{
	size_t lo = 0, hi = s->n_sources;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (s->sources[mid].id == id)
			return &s->sources[mid];
		if (s->sources[mid].id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static void
staff_free(char **staff)
{
	if (staff != NULL)
		for (size_t i = 0; staff[i] != NULL; i++)
			free(staff[i]);
	free(staff);
}

static void
account_free(struct account *a)
{
	if (a == NULL)
		return;
	free(a->name);
	free(a->self_id);
	free(a->self_handle);
	free(a->self_url);
	staff_free(a->staff);
	free(a);
}

static void
sources_free(struct store *s)
{
	for (size_t i = 0; i < s->n_sources; i++) {
		free(s->sources[i].plugin);
		free(s->sources[i].realm);
	}
	free(s->sources);
	s->sources = NULL;
	s->n_sources = 0;
}

void
accounts_free(struct store *s)
{
	for (size_t i = 0; i < s->n_accounts; i++)
		account_free(s->accounts[i]);
	free(s->accounts);
	free(s->account_by_id);
	free(s->dirty);
	s->accounts = s->account_by_id = s->dirty = NULL;
	s->n_accounts = s->n_account_ids = s->n_dirty = 0;
	sources_free(s);
}

static int
load_sources(struct store *s, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	size_t size = 0;
	int n;

	sources_free(s);
	st = sql(s, e, "SELECT id, plugin, realm, (SELECT count(*) > 1 "
	    "FROM (SELECT 1 FROM source o WHERE o.plugin = s.plugin LIMIT 2)) "
	    "FROM source s ORDER BY id", "");
	while ((n = sql_step(s, e, st)) == 1) {
		struct source *src;

		if (s->n_sources == size) {
			size = size != 0 ? size * 2 : 16;
			s->sources = xreallocarray(s->sources, size,
			    sizeof(*s->sources));
		}
		src = &s->sources[s->n_sources++];
		src->id = sqlite3_column_int64(st, 0);
		src->plugin = xstrdup((const char *)
		    sqlite3_column_text(st, 1));
		src->realm = xstrdup((const char *)sqlite3_column_text(st, 2));
		src->shared = sqlite3_column_int(st, 3) != 0;
	}
	return n;
}

static void
load_account(struct store *s, sqlite3_stmt *st, struct account *a)
{
	const struct source *src;

	a->id = sqlite3_column_int64(st, 0);
	a->name = xstrdup((const char *)sqlite3_column_text(st, 1));
	a->source = sqlite3_column_int64(st, 2);
	a->active = sqlite3_column_int(st, 3) != 0;
	a->sees_answers = sqlite3_column_int(st, 4) != 0;
	a->terms = (unsigned)sqlite3_column_int64(st, 5);
	a->text_ttl = sqlite3_column_int64(st, 6);
	a->self_id = xstrdup_null((const char *)sqlite3_column_text(st, 7));
	a->self_handle = xstrdup_null((const char *)
	    sqlite3_column_text(st, 8));
	a->self_url = xstrdup_null((const char *)sqlite3_column_text(st, 9));
	a->posts = sqlite3_column_int64(st, 10);
	a->own_posts = sqlite3_column_int64(st, 11);
	a->questions = sqlite3_column_int64(st, 12);
	a->answered = sqlite3_column_int64(st, 13);
	a->last_post = sqlite3_column_int64(st, 14);
	a->others_day = sqlite3_column_int64(st, 15);
	if (sqlite3_column_bytes(st, 16) == sizeof(a->others))
		memcpy(a->others, sqlite3_column_blob(st, 16),
		    sizeof(a->others));
	a->left_at = sqlite3_column_int64(st, 17);
	src = source_by_id(s, a->source);
	a->plugin = src != NULL ? src->plugin : "";
	a->realm = src != NULL ? src->realm : "";
}

/*
 * Carried along: staff lists, which are the configuration's, not the
 * database's, and figures of own posts, which no undone change makes wrong.
 */
int
accounts_load(struct store *s, struct err *e)
{
	struct account **old = s->account_by_id;
	size_t n_old = s->n_account_ids, size = 0;
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int n;

	if (load_sources(s, e) == -1)
		return -1;
	free(s->accounts);
	s->accounts = s->account_by_id = NULL;
	s->n_accounts = s->n_account_ids = s->n_dirty = 0;
	st = sql(s, e, "SELECT id, name, source_id, active, sees_answers, "
	    "terms, text_ttl, self_id, self_handle, self_url, posts, "
	    "own_posts, questions, answered, last_post, others_day, others, "
	    "left_at FROM account ORDER BY id", "");
	while ((n = sql_step(s, e, st)) == 1) {
		struct account *a = xcalloc(1, sizeof(*a));

		load_account(s, st, a);
		if ((size_t)a->id < n_old && old[a->id] != NULL) {
			a->keep_other = old[a->id]->keep_other;
			a->keep_baseline = old[a->id]->keep_baseline;
			a->keep_question = old[a->id]->keep_question;
			a->staff = TAKE(old[a->id]->staff);
			a->talk = old[a->id]->talk;
			a->talk_known = old[a->id]->talk_known;
		}
		if (s->n_accounts == size) {
			size = size != 0 ? size * 2 : 16;
			s->accounts = xreallocarray(s->accounts, size,
			    sizeof(struct account *));
		}
		s->accounts[s->n_accounts++] = a;
		s->n_account_ids = (size_t)a->id + 1;
	}
	s->account_by_id = xcalloc(s->n_account_ids, sizeof(struct account *));
	for (size_t i = 0; i < s->n_accounts; i++)
		s->account_by_id[s->accounts[i]->id] = s->accounts[i];
	if (s->n_accounts > 1)
		qsort(s->accounts, s->n_accounts, sizeof(struct account *),
		    by_name);
	for (size_t i = 0; i < n_old; i++)
		account_free(old[i]);
	free(old);
	own_build(s);
	return n;
}

int
accounts_load_open(struct store *s, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int n;

	for (size_t i = 0; i < s->n_accounts; i++) {
		struct account *a = s->accounts[i];

		memset(a->stands, 0, sizeof(a->stands));
		a->oldest_at = 0;
	}
	/* enum standing */
	st = sql(s, e, "SELECT account_id, CASE WHEN state = 2 THEN 2 "
	    "WHEN bits & 8 THEN 3 WHEN " IS_HISTORY("") " THEN 4 ELSE 1 END, "
	    "count(*), min(asked_at) FROM question "
	    "WHERE state <= 2 AND alias_of IS NULL GROUP BY 1, 2", "");
	while ((n = sql_step(s, e, st)) == 1) {
		struct account *a = account_by_id(s,
		    sqlite3_column_int64(st, 0));

		int stands = sqlite3_column_int(st, 1);

		if (a == NULL)
			continue;
		a->stands[stands] = sqlite3_column_int64(st, 2);
		if (stands == STANDS_WAITS)
			a->oldest_at = sqlite3_column_int64(st, 3);
	}
	return n;
}

int64_t
account_oldest(struct store *s, struct account *a)
{
	if (a->oldest_at == -1) {
		a->oldest_at = 0;
		sql_int(s, NULL, &a->oldest_at, "SELECT asked_at FROM question "
		    "WHERE account_id = ? AND " IS_WAITING("")
		    "ORDER BY asked_at LIMIT 1", "i", a->id);
	}
	return a->oldest_at;
}

void
account_dirty(struct store *s, struct account *a)
{
	if (a->dirty)
		return;
	if (s->n_dirty == s->dirty_size) {
		s->dirty_size = s->dirty_size != 0 ? s->dirty_size * 2 : 8;
		s->dirty = xreallocarray(s->dirty, s->dirty_size,
		    sizeof(struct account *));
	}
	s->dirty[s->n_dirty++] = a;
	a->dirty = true;
}

int
accounts_flush(struct store *s, struct err *e)
{
	while (s->n_dirty > 0) {
		struct account *a = s->dirty[s->n_dirty - 1];
		sqlite3_stmt *st = sql(s, e, "UPDATE account SET posts = ?1, "
		    "own_posts = ?2, questions = ?3, answered = ?4, "
		    "last_post = ?5, others_day = ?6, others = ?8 "
		    "WHERE id = ?7", "iiiiiiib", a->posts, a->own_posts,
		    a->questions, a->answered, a->last_post, a->others_day,
		    a->id, a->others, (int)sizeof(a->others));

		if (sql_step(s, e, st) == -1)
			return -1;
		a->dirty = false;
		s->n_dirty--;
	}
	return 0;
}

/* --- what others wrote, by day --- */

static void
others_shift(struct account *a, int64_t day)
{
	int64_t by = day - a->others_day;

	if (by <= 0)
		return;
	if (by >= OTHERS_DAYS) {
		memset(a->others, 0, sizeof(a->others));
	} else {
		memmove(a->others + by, a->others,
		    (size_t)(OTHERS_DAYS - by) * sizeof(a->others[0]));
		memset(a->others, 0, (size_t)by * sizeof(a->others[0]));
	}
	a->others_day = day;
}

void
account_others_add(struct account *a, int64_t at, int64_t now)
{
	int64_t back;

	others_shift(a, now / WHEN_DAY);
	back = a->others_day - at / WHEN_DAY;
	if (back >= 0 && back < OTHERS_DAYS && a->others[back] < UINT16_MAX)
		a->others[back]++;
}

int64_t
account_others(const struct account *a, int64_t since)
{
	int64_t n = 0, first = since / WHEN_DAY;

	for (int64_t i = 0; i < OTHERS_DAYS; i++)
		if (a->others_day - i >= first)
			n += a->others[i];
	return n;
}
