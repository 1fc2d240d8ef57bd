/* SPDX-License-Identifier: ISC */

/*
 * Which accounts are configured, and who they turn out to be.
 *
 * Accounts that left the configuration stay, inactive: their history counts,
 * their bells do not.  One that comes back under another name is recognised
 * when its plugin reports the same id at the same source.
 */

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/log.h"
#include "store/internal.h"

struct sync_op {
	struct op op;
	const struct store_account *want;	/* lent */
	size_t n;
	struct store_account_state *states;
	store_accounts_fn *fn;
	void *arg;
};

static int
get_source(struct store *s, const struct store_account *w, int64_t *ret,
    struct err *e)
{
	const char *realm = w->realm != NULL ? w->realm : "";

	*ret = 0;
	if (sql_int(s, e, ret, "SELECT id FROM source WHERE plugin = ? "
	    "AND realm = ?", "ss", w->plugin, realm) == -1)
		return -1;
	if (*ret != 0)
		return 0;
	if (sql_run(s, e, "INSERT INTO source(plugin, realm) VALUES(?, ?)",
	    "ss", w->plugin, realm) == -1)
		return -1;
	*ret = sqlite3_last_insert_rowid(s->db);
	return 0;
}

static int
mute(struct store *s, int64_t id, bool active, struct err *e)
{
	const struct account *a = account_by_id(s, id);
	bool leaves = !active && a != NULL && (a->terms & HARK_DELETE_ON_LEAVE);

	s->changed = true;
	if (leaves)
		log_warn("%s: account %s is not configured any more, and the "
		    "terms of its network want its texts gone: in a day, unless "
		    "it comes back", s->opts.client, a->name);
	return sql_run(s, e, "UPDATE account SET active = ?2, left_at = ?3 "
	    "WHERE id = ?1", "idi", id, (int)active,
	    leaves ? loop_now() : (int64_t)0) == -1 || sql_run(s, e,
	    "DELETE FROM meta WHERE key = 'leave_' || ?", "i", id) == -1 || sql_run(s, e, "UPDATE question "
	    "SET active = ?2 WHERE account_id = ?1 AND state <= 2", "id", id,
	    (int)active) == -1 ? -1 : 0;
}

static int
put_account(struct store *s, const struct store_account *w, struct err *e)
{
	const struct account *a = account_find(s, w->name);
	int64_t source, ttl = w->text_ttl_ms;
	unsigned terms = w->terms;

	if (get_source(s, w, &source, e) == -1)
		return -1;
	if (a == NULL)
		return sql_run(s, e, "INSERT INTO account(name, source_id, "
		    "active, sees_answers, terms, text_ttl) "
		    "VALUES(?, ?, 1, ?, ?, ?)", "sidii", w->name, source,
		    (int)w->sees_answers, (int64_t)w->terms, w->text_ttl_ms);
	if (!a->active && mute(s, a->id, true, e) == -1)
		return -1;
	/* A plugin that is missing today does not change its network's terms. */
	if (w->silent) {
		terms = a->terms;
		ttl = a->text_ttl;
	}
	if (a->source == source && a->sees_answers == w->sees_answers &&
	    a->terms == terms && a->text_ttl == ttl)
		return 0;
	/* Another server: its cursors and its self mean nothing there. */
	if (a->source != source && (sql_run(s, e, "DELETE FROM feed "
	    "WHERE account_id = ?", "i", a->id) == -1 || sql_run(s, e,
	    "DELETE FROM kept WHERE account_id = ?", "i", a->id) == -1 ||
	    sql_run(s, e, "UPDATE account SET self_id = NULL, "
	    "self_handle = NULL, self_url = NULL WHERE id = ?", "i",
	    a->id) == -1))
		return -1;
	return sql_run(s, e, "UPDATE account SET source_id = ?2, "
	    "sees_answers = ?3, terms = ?4, text_ttl = ?5 WHERE id = ?1",
	    "iidii", a->id, source, (int)w->sees_answers, (int64_t)terms,
	    ttl);
}

static int
cmp_name(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

static int
mute_others(struct store *s, const struct sync_op *op, struct err *e)
{
	const char **names = arena_alloc(op->op.arena,
	    (op->n + 1) * sizeof(*names));

	for (size_t i = 0; i < op->n; i++)
		names[i] = op->want[i].name;
	qsort(names, op->n, sizeof(*names), cmp_name);
	for (size_t i = 0; i < s->n_accounts; i++) {
		const struct account *a = s->accounts[i];
		const char *key = a->name;

		if (a->active && bsearch(&key, names, op->n, sizeof(*names),
		    cmp_name) == NULL && mute(s, a->id, false, e) == -1)
			return -1;
	}
	return 0;
}

/* What only the configuration knows, into memory; of the staff lists
 * a hash says whether they are the same. */
static uint64_t
take_staff(struct store *s, const struct sync_op *op)
{
	uint64_t h = 1;

	for (size_t i = 0; i < op->n; i++) {
		struct account *a = account_find(s, op->want[i].name);
		const char *const *staff = op->want[i].staff;
		size_t n = 0;

		if (a == NULL)
			continue;
		a->keep_other = op->want[i].keep_other_ms;
		a->keep_baseline = op->want[i].keep_baseline_ms;
		a->keep_question = op->want[i].keep_question_ms;
		for (char **p = a->staff; p != NULL && *p != NULL; p++)
			free(*p);
		free(a->staff);
		while (staff != NULL && staff[n] != NULL)
			n++;
		a->staff = xcalloc(n + 1, sizeof(char *));
		h = hash_bytes(h, &a->source, sizeof(a->source));
		for (size_t k = 0; k < n; k++) {
			a->staff[k] = xstrdup(staff[k]);
			h = hash_bytes(h, staff[k], strlen(staff[k]) + 1);
		}
	}
	return h;
}

static int
load_feeds(struct store *s, struct arena *a, const struct account *acc,
    struct store_account_state *ret, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT name, cursor, etag, "
	    "last_modified, next_at, tried_at, ok_at, baseline_at, failures, "
	    "error FROM feed WHERE account_id = ?", "i", acc->id);
	struct store_feed *v = NULL;
	size_t n = 0, size = 0;
	int rc;

	while ((rc = sql_step(s, e, st)) == 1) {
		struct store_feed *f;

		if (n == size) {
			size = size != 0 ? size * 2 : 4;
			f = arena_alloc(a, size * sizeof(*f));
			if (n > 0)
				memcpy(f, v, n * sizeof(*f));
			v = f;
		}
		f = &v[n++];
		f->name = sql_str(a, st, 0);
		f->cursor = sql_str(a, st, 1);
		f->etag = sql_str(a, st, 2);
		f->last_modified = sql_str(a, st, 3);
		f->next_at = sqlite3_column_int64(st, 4);
		f->tried_at = sqlite3_column_int64(st, 5);
		f->ok_at = sqlite3_column_int64(st, 6);
		f->baseline_at = sqlite3_column_int64(st, 7);
		f->failures = sqlite3_column_int64(st, 8);
		f->error = sql_str(a, st, 9);
	}
	ret->feeds = v;
	ret->n_feeds = n;
	return rc;
}

static int
load_kept(struct store *s, struct arena *a, const struct account *acc,
    struct store_account_state *ret, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	const char **v;
	int64_t n = 0;
	size_t i = 0;
	int rc;

	if (sql_int(s, e, &n, "SELECT count(*) FROM kept WHERE account_id = ? "
	    "AND value IS NOT NULL", "i", acc->id) == -1)
		return -1;
	v = arena_alloc(a, ((size_t)n * 2 + 1) * sizeof(*v));
	st = sql(s, e, "SELECT name, value FROM kept WHERE account_id = ? "
	    "AND value IS NOT NULL", "i", acc->id);
	while ((rc = sql_step(s, e, st)) == 1) {
		v[i++] = sql_str(a, st, 0);
		v[i++] = sql_str(a, st, 1);
	}
	ret->kept = v;
	return rc;
}

static int
load_states(struct store *s, struct sync_op *op, struct err *e)
{
	struct arena *a = op->op.arena;

	op->states = arena_alloc(a, (op->n + 1) * sizeof(*op->states));
	for (size_t i = 0; i < op->n; i++) {
		struct store_account_state *st = &op->states[i];
		const struct account *acc = account_find(s, op->want[i].name);

		st->name = op->want[i].name;
		if (acc == NULL)
			continue;
		st->self_id = arena_strdup(a, acc->self_id);
		st->self_handle = arena_strdup(a, acc->self_handle);
		st->self_url = arena_strdup(a, acc->self_url);
		if (load_feeds(s, a, acc, st, e) == -1 ||
		    load_kept(s, a, acc, st, e) == -1)
			return -1;
	}
	return 0;
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct sync_op *op = (struct sync_op *)base;
	uint64_t staff;

	s->n_touched = 0;
	for (size_t i = 0; i < op->n; i++)
		if (put_account(s, &op->want[i], e) == -1)
			return -1;
	if (mute_others(s, op, e) == -1 || accounts_flush(s, e) == -1 ||
	    accounts_load(s, e) == -1 || accounts_load_open(s, e) == -1)
		return -1;
	staff = take_staff(s, op);
	own_build(s);
	if ((uint64_t)meta_int(s, "staff", 0) != staff) {
		if (own_refresh(s, loop_now(), e) == -1 ||
		    accounts_flush(s, e) == -1 ||
		    meta_set(s, e, "staff", (int64_t)staff) == -1)
			return -1;
	}
	return load_states(s, op, e);
}

static void
answer(struct op *base, const struct err *e)
{
	struct sync_op *op = (struct sync_op *)base;
	bool ok = e->code == ERR_OK;

	if (op->fn != NULL)
		op->fn(op->arg, e, ok ? op->states : NULL, ok ? op->n : 0);
}

void
store_sync_accounts(struct store *s, const struct store_account *want,
    size_t n, store_accounts_fn *fn, void *arg)
{
	struct sync_op *op = op_new(sizeof(*op), OP_STAFF, run, answer);

	op->want = want;
	op->n = n;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}

/* --- who an account is --- */

static bool
told(const char *now, const char *before)
{
	return now != NULL && (before == NULL || strcmp(now, before) != 0);
}

/* The same id at the same source under a name that is configured no more. */
static struct account *
former(const struct store *s, const struct account *a, const char *id)
{
	for (size_t i = 0; i < s->n_accounts; i++) {
		struct account *o = s->accounts[i];

		if (o != a && !o->active && o->source == a->source &&
		    o->self_id != NULL && strcmp(o->self_id, id) == 0)
			return o;
	}
	return NULL;
}

/* Give the old account the new name; what the new one has moves over. */
static int
rename_account(struct store *s, struct account **acc, struct account *old,
    struct err *e)
{
	AUTO(free_p) char *name = xstrdup((*acc)->name);
	int64_t from = (*acc)->id, into = old->id;
	int64_t posts = (*acc)->posts;

	if (accounts_flush(s, e) == -1 ||
	    figures_rename(s, from, into, e) == -1 ||
	    sql_run(s, e, "DELETE FROM feed WHERE account_id = ?", "i", into)
	    == -1 || sql_run(s, e, "UPDATE feed SET account_id = ?2 "
	    "WHERE account_id = ?1", "ii", from, into) == -1 ||
	    sql_run(s, e, "UPDATE OR REPLACE kept SET account_id = ?2 "
	    "WHERE account_id = ?1", "ii", from, into) == -1 ||
	    sql_run(s, e, "UPDATE OR REPLACE spent SET account_id = ?2 "
	    "WHERE account_id = ?1", "ii", from, into) == -1 ||
	    sql_run(s, e, "DELETE FROM account WHERE id = ?", "i", from) == -1
	    || sql_run(s, e, "UPDATE account SET name = ?2, active = 1 "
	    "WHERE id = ?1", "is", into, name) == -1 ||
	    mute(s, into, true, e) == -1)
		return -1;
	if (posts > 0 && (sql_run(s, e, "UPDATE post SET account_id = ?2 "
	    "WHERE account_id = ?1", "ii", from, into) == -1 ||
	    sql_run(s, e, "UPDATE question SET account_id = ?2 "
	    "WHERE account_id = ?1", "ii", from, into) == -1))
		return -1;
	/* Memory follows: the staff of the new name, under the old id. */
	for (char **p = old->staff; p != NULL && *p != NULL; p++)
		free(*p);
	free(old->staff);
	old->staff = TAKE((*acc)->staff);
	if (accounts_load(s, e) == -1 || accounts_load_open(s, e) == -1)
		return -1;
	*acc = account_by_id(s, into);
	return 0;
}

int
account_set_self(struct store *s, struct account **acc, const char *id,
    const char *handle, const char *url, int64_t now, struct err *e)
{
	struct account *a = *acc, *old;
	bool new_id = told(id, a->self_id);

	if (!new_id && !told(handle, a->self_handle) &&
	    !told(url, a->self_url))
		return 0;
	if (new_id && (old = former(s, a, id)) != NULL) {
		if (rename_account(s, acc, old, e) == -1)
			return -1;
		a = *acc;
	}
	if (sql_run(s, e, "UPDATE account SET self_id = coalesce(?2, self_id), "
	    "self_handle = coalesce(?3, self_handle), "
	    "self_url = coalesce(?4, self_url) WHERE id = ?1", "isss", a->id,
	    id, handle, url) == -1)
		return -1;
	if (told(id, a->self_id)) {
		free(a->self_id);
		a->self_id = xstrdup(id);
	}
	if (told(handle, a->self_handle)) {
		free(a->self_handle);
		a->self_handle = xstrdup(handle);
	}
	if (told(url, a->self_url)) {
		free(a->self_url);
		a->self_url = xstrdup(url);
	}
	own_add(s, a->source, a->self_id, true);
	own_add(s, a->source, a->self_handle, false);
	/* They may have written before we knew that they are us. */
	return new_id ? own_refresh_author(s, a->source, id, now, e) : 0;
}
