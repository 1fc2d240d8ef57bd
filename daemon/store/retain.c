/* SPDX-License-Identifier: ISC */

/*
 * Forgetting what is old.
 *
 * Posts are numbered as they arrive, so each rule walks them once, from where
 * it stopped last time (in meta) up to the first that is too young; a post
 * that a question holds is passed over and goes with its question.
 */

#include <sys/stat.h>

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/when.h"
#include "store/internal.h"

#define SLICE_MS	50
#define CHUNK		256	/* posts looked at together */
#define REPORT_DAYS	40	/* rows of weekly and monthly mails */
#define COPY_DAYS	30	/* of a file before migration */

struct retain_op {
	struct op op;
	struct store_retention keep;
	int64_t now, max, n, start;
	store_count_fn *fn;
	void *arg;
};

/* Which posts a walk is after. */
enum rule { RULE_OTHER, RULE_OLD, RULE_TTL };

struct seen_post {
	int64_t id, account;
	unsigned flags;
	bool held;		/* by a question */
	int64_t seen;
};

static bool
enough(const struct retain_op *op)
{
	return op->n >= op->max || loop_mono() - op->start >= SLICE_MS;
}

static int
expire_text(struct store *s, int64_t id, struct err *e)
{
	return search_drop(s, id, e) == -1 ||
	    sql_run(s, e, "UPDATE post SET text = '', opaque = NULL, "
	    "flags = flags | ?2 WHERE id = ?1", "ii", id,
	    (int64_t)POST_EXPIRED) == -1 ? -1 : 0;
}

static int
apply(struct store *s, struct retain_op *op, enum rule rule, int64_t ttl,
    const struct seen_post *p, struct err *e)
{
	bool old = p->flags & (TPOST_BASELINE | TPOST_OWN);
	const struct account *a;

	switch (rule) {
	case RULE_OTHER:
		if (p->held || old)
			return 0;
		break;
	case RULE_OLD:
		if (p->held || !old)
			return 0;
		break;
	case RULE_TTL:
		a = account_by_id(s, p->account);
		if ((p->flags & POST_EXPIRED) || (op->keep.text_ttl_ms != ttl &&
		    (a == NULL || a->text_ttl != ttl)))
			return 0;
		op->n++;
		return expire_text(s, p->id, e);
	}
	op->n++;
	if ((p->flags & POST_FIGURE) && figures_freeze(s, "own",
	    p->seen, e) == -1)
		return -1;
	return post_delete(s, p->id, e);
}

/* Read a chunk first: rows vanish under a statement that walks them. */
static int
chunk(struct store *s, int64_t from, int64_t cutoff, struct seen_post *v,
    size_t *n, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT p.id, p.account_id, "
	    "p.flags, EXISTS(SELECT 1 FROM question q "
	    "WHERE q.thread_id = p.thread_id), p.seen FROM post p "
	    "WHERE p.id > ? ORDER BY p.id LIMIT ?", "id", from, CHUNK);
	int rc;

	*n = 0;
	while ((rc = sql_step(s, e, st)) == 1) {
		if (sqlite3_column_int64(st, 4) >= cutoff)
			return 0;
		v[*n].id = sqlite3_column_int64(st, 0);
		v[*n].account = sqlite3_column_int64(st, 1);
		v[*n].flags = (unsigned)sqlite3_column_int64(st, 2);
		v[*n].seen = sqlite3_column_int64(st, 4);
		v[(*n)++].held = sqlite3_column_int(st, 3) != 0;
	}
	return rc;
}

static int
walk(struct store *s, struct retain_op *op, enum rule rule, int64_t age,
    const char *name, struct err *e)
{
	struct seen_post v[CHUNK];
	int64_t from, last;
	size_t n, i;

	if (age <= 0)
		return 0;
	from = last = meta_int(s, name, 0);
	while (!enough(op)) {
		if (chunk(s, last, op->now - age, v, &n, e) == -1)
			return -1;
		if (n == 0)
			break;
		for (i = 0; i < n && !enough(op); i++) {
			if (apply(s, op, rule, age, &v[i], e) == -1)
				return -1;
			last = v[i].id;
		}
	}
	return last != from ? meta_set(s, e, name, last) : 0;
}

/* Every limit that some account's network sets. */
static int
walk_ttls(struct store *s, struct retain_op *op, struct err *e)
{
	char name[48];

	for (size_t i = 0; i <= s->n_accounts; i++) {
		int64_t ttl = i == s->n_accounts ? op->keep.text_ttl_ms :
		    s->accounts[i]->text_ttl;
		size_t k = 0;

		while (k < i && s->accounts[k]->text_ttl != ttl)
			k++;
		if (ttl <= 0 || k < i)
			continue;
		snprintf(name, sizeof(name), "retain_ttl_%lld",
		    (long long)ttl);
		if (walk(s, op, RULE_TTL, ttl, name, e) == -1)
			return -1;
	}
	return 0;
}

/* --- questions --- */

static int
delete_thread(struct store *s, struct retain_op *op, int64_t thread,
    struct err *e)
{
	int64_t age = op->keep.other_ms > 0 ? op->keep.other_ms :
	    op->keep.question_ms;
	int64_t ids[CHUNK];

	for (;;) {
		sqlite3_stmt *st = sql(s, e, "SELECT id FROM post "
		    "WHERE id = ?1 AND thread_id = ?1 AND seen < ?2 "
		    "UNION ALL SELECT id FROM post WHERE thread_id = ?1 "
		    "AND thread_id <> id AND seen < ?2 LIMIT ?3", "iid",
		    thread, op->now - age, CHUNK);
		int n = 0, rc;

		while ((rc = sql_step(s, e, st)) == 1)
			ids[n++] = sqlite3_column_int64(st, 0);
		if (rc == -1)
			return -1;
		if (n == 0)
			return 0;
		for (int i = 0; i < n; i++)
			if (post_delete(s, ids[i], e) == -1)
				return -1;
		op->n += n;
	}
}

static int
delete_question(struct store *s, struct retain_op *op, int64_t id,
    int64_t thread, struct err *e)
{
	int64_t others = 0;

	if (sql_run(s, e, "DELETE FROM action WHERE question_id = ?", "i", id)
	    == -1 || sql_run(s, e, "DELETE FROM outbox_question "
	    "WHERE question_id = ?", "i", id) == -1 ||
	    sql_run(s, e, "DELETE FROM reply WHERE question_id = ?", "i", id)
	    == -1 || sql_run(s, e, "DELETE FROM question WHERE id = ?1 "
	    "OR (thread_id = ?2 AND alias_of = ?1)", "ii", id, thread) == -1)
		return -1;
	op->n++;
	if (sql_int(s, e, &others, "SELECT 1 FROM question "
	    "WHERE thread_id = ? LIMIT 1", "i", thread) == -1)
		return -1;
	return others != 0 ? 0 : delete_thread(s, op, thread, e);
}

static int
walk_questions(struct store *s, struct retain_op *op, struct err *e)
{
	int64_t age = op->keep.question_ms;

	while (age > 0 && !enough(op)) {
		sqlite3_stmt *st = sql(s, e, "SELECT id, thread_id "
		    "FROM question WHERE state > 2 AND ended_at < ? "
		    "ORDER BY ended_at LIMIT 1", "i", op->now - age);
		int64_t id, thread;
		int n = sql_step(s, e, st);

		if (n != 1)
			return n;
		id = sqlite3_column_int64(st, 0);
		thread = sqlite3_column_int64(st, 1);
		sqlite3_reset(st);
		if (figures_freeze(s, "question", op->now - age, e) == -1 ||
		    figures_freeze(s, "own", op->now - age, e) == -1 ||
		    delete_question(s, op, id, thread, e) == -1)
			return -1;
	}
	return 0;
}

/* --- people, staff's deeds, mails --- */

static int
walk_people(struct store *s, struct retain_op *op, struct err *e)
{
	int64_t from = meta_int(s, "retain_author", 0), last = 0, n;

	if (op->keep.person_ms <= 0 || enough(op))
		return 0;
	if (sql_int(s, e, &last, "SELECT max(id) FROM author", "") == -1 ||
	    sql_run(s, e, "DELETE FROM author WHERE id > ?1 AND id <= ?2 "
	    "AND last_at < ?3 AND own = 0 AND blocked = 0", "iii", from,
	    from + op->max * 8, op->now - op->keep.person_ms) == -1)
		return -1;
	n = sqlite3_changes(s->db);
	if (n > 0) {
		if (authors_flush(s, e) == -1)
			return -1;
		authors_forget(s);
	}
	op->n += n;
	from = from + op->max * 8 >= last ? 0 : from + op->max * 8;
	if (from == meta_int(s, "retain_author", 0))
		return 0;
	return meta_set(s, e, "retain_author", from);
}

static int
walk_audit(struct store *s, struct retain_op *op, struct err *e)
{
	int64_t cutoff = op->now - op->keep.audit_ms;

	if (op->keep.audit_ms <= 0 || enough(op))
		return 0;
	if (sql_run(s, e, "DELETE FROM audit WHERE id IN (SELECT id FROM audit "
	    "WHERE at < ? ORDER BY id LIMIT ?)", "ii", cutoff, op->max) == -1)
		return -1;
	op->n += sqlite3_changes(s->db);
	/* A report comes once, also where its row might be gone by then. */
	if (sql_run(s, e, "UPDATE outbox SET body = NULL WHERE created_at < ? "
	    "AND kind IN (11, 12) AND state <> 1 AND body IS NOT NULL", "i",
	    cutoff) == -1)
		return -1;
	/* That something was done stays; who did it does not. */
	if (sql_run(s, e, "UPDATE action SET who = NULL WHERE at < ? "
	    "AND who IS NOT NULL", "i", cutoff) == -1 ||
	    sql_run(s, e, "DELETE FROM outbox_question WHERE outbox_id IN "
	    "(SELECT id FROM outbox WHERE created_at < ?1 AND state <> 1 "
	    "AND (kind NOT IN (11, 12) OR created_at < ?3) "
	    "ORDER BY id LIMIT ?2)", "iii", cutoff, op->max,
	    op->now - REPORT_DAYS * WHEN_DAY) == -1 ||
	    sql_run(s, e, "DELETE FROM outbox WHERE id IN "
	    "(SELECT id FROM outbox WHERE created_at < ?1 AND state <> 1 "
	    "AND (kind NOT IN (11, 12) OR created_at < ?3) "
	    "ORDER BY id LIMIT ?2)", "iii", cutoff, op->max,
	    op->now - REPORT_DAYS * WHEN_DAY) == -1)
		return -1;
	if (sqlite3_changes(s->db) == 0)
		return 0;
	op->n += sqlite3_changes(s->db);
	return outbox_load(s, e);
}

/* Copies that migrations left. */
static void
drop_copies(const struct store *s, int64_t now)
{
	struct stat st;

	for (int v = 1; s->opts.path != NULL && v < SCHEMA_VERSION; v++) {
		AUTO(free_p) char *path = xasprintf("%s.v%d", s->opts.path, v);

		if (stat(path, &st) == 0 && now - (int64_t)st.st_mtime * 1000 >
		    COPY_DAYS * WHEN_DAY)
			unlink(path);
	}
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct retain_op *op = (struct retain_op *)base;
	const struct store_retention *k = &op->keep;
	int64_t before = s->deleted_posts;

	op->start = loop_mono();
	if (walk_ttls(s, op, e) == -1 ||
	    walk(s, op, RULE_OTHER, k->other_ms, "retain_other", e) == -1 ||
	    walk(s, op, RULE_OLD, k->baseline_ms > k->other_ms ?
	    k->baseline_ms : k->other_ms, "retain_old", e) == -1 ||
	    walk_questions(s, op, e) == -1 || walk_people(s, op, e) == -1 ||
	    walk_audit(s, op, e) == -1)
		return -1;
	if (s->deleted_posts != before &&
	    (meta_set(s, e, "deleted_posts", s->deleted_posts) == -1 ||
	    meta_set(s, e, "next_post", s->next_post) == -1))
		return -1;
	drop_copies(s, op->now);
	/* Out of time with nothing found yet: there is more to look at. */
	if (op->n == 0 && loop_mono() - op->start >= SLICE_MS)
		op->n = 1;
	return 0;
}

static void
answer(struct op *base, const struct err *e)
{
	struct retain_op *op = (struct retain_op *)base;

	if (op->fn != NULL)
		op->fn(op->arg, e, e->code == ERR_OK ? op->n : 0);
}

void
store_retain(struct store *s, const struct store_retention *keep, int64_t now,
    int64_t max, store_count_fn *fn, void *arg)
{
	struct retain_op *op = op_new(sizeof(*op), OP_POLLED, run, answer);

	op->keep = *keep;
	op->now = now;
	op->max = max > 0 ? max : 1000;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
