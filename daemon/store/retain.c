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

#include "base/hash.h"
#include "base/log.h"
#include "base/when.h"
#include "store/internal.h"

#define SLICE_MS	50
#define CHUNK		256	/* posts looked at together */
#define REPORT_DAYS	40	/* rows of weekly and monthly mails */
#define AGES		100	/* different lengths of time */

struct retain_op {
	struct op op;
	struct store_retention keep;
	int64_t now, max, n, start;
	store_count_fn *fn;
	void *arg;
};

/* Which posts a walk is after. */
enum rule { RULE_OTHER, RULE_OLD, RULE_TTL, RULE_QUESTION };

struct seen_post {
	int64_t id, account;
	unsigned flags;
	bool held;		/* by a question */
	int64_t seen;
};

/* How long an account's posts or questions are kept: its own time, or all's. */
static int64_t
age_of(const struct store *s, const struct retain_op *op, int64_t account,
    enum rule rule)
{
	const struct account *a = account_by_id(s, account);
	int64_t other = a != NULL && a->keep_other != 0 ? a->keep_other :
	    op->keep.other_ms, old;

	switch (rule) {
	case RULE_OTHER:
		return other;
	case RULE_OLD:
		old = a != NULL && a->keep_baseline != 0 ? a->keep_baseline :
		    op->keep.baseline_ms;
		return old > other ? old : other;
	case RULE_QUESTION:
		return a != NULL && a->keep_question != 0 ? a->keep_question :
		    op->keep.question_ms;
	case RULE_TTL:
		break;
	}
	return a != NULL && a->text_ttl != 0 ? a->text_ttl :
	    op->keep.text_ttl_ms;
}

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
apply(struct store *s, struct retain_op *op, enum rule rule, int64_t age,
    const struct seen_post *p, struct err *e)
{
	bool old = p->flags & (TPOST_BASELINE | TPOST_OWN);

	/* Each length of time has a walk of its own. */
	if (age_of(s, op, p->account, rule) != age)
		return 0;
	if (rule == RULE_TTL) {
		if (p->flags & POST_EXPIRED)
			return 0;
		op->n++;
		return expire_text(s, p->id, e);
	}
	if (p->held || old != (rule == RULE_OLD))
		return 0;
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

/*
 * A network's limit is the latest moment, and we look once an hour; what is
 * ours to decide is kept as long as was said.
 */
static int64_t
cutoff(const struct retain_op *op, enum rule rule, int64_t age)
{
	if (rule == RULE_TTL)
		age -= age > 4 * WHEN_HOUR ? 2 * WHEN_HOUR : age / 2;
	return op->now - age;
}

static int
walk(struct store *s, struct retain_op *op, enum rule rule, int64_t age,
    struct err *e)
{
	static const char *const names[] = { "other", "old", "ttl" };
	struct seen_post v[CHUNK];
	int64_t from, last;
	char name[64];
	size_t n, i;

	if (age <= 0)
		return 0;
	snprintf(name, sizeof(name), "retain_%s_%lld", names[rule],
	    (long long)age);
	from = last = meta_int(s, name, 0);
	while (!enough(op)) {
		if (chunk(s, last, cutoff(op, rule, age), v, &n, e) == -1)
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

/* Once for every length of time that some account has. */
static int
walk_all(struct store *s, struct retain_op *op, enum rule rule, struct err *e)
{
	int64_t ages[AGES];
	size_t n = 0;

	for (size_t i = 0; i <= s->n_accounts && n < AGES; i++) {
		int64_t age = age_of(s, op, i < s->n_accounts ?
		    s->accounts[i]->id : 0, rule);
		size_t k = 0;

		while (k < n && ages[k] != age)
			k++;
		if (k < n)
			continue;
		ages[n++] = age;
		if (walk(s, op, rule, age, e) == -1)
			return -1;
	}
	return 0;
}

/* Other times than before: what was passed over is looked at again. */
static int
begin_anew(struct store *s, const struct retain_op *op, struct err *e)
{
	int64_t hash = 1;

	for (size_t i = 0; i <= s->n_accounts; i++)
		for (int rule = 0; rule < RULE_QUESTION; rule++) {
			int64_t v[3] = { hash, i < s->n_accounts ?
			    s->accounts[i]->id : 0, 0 };

			v[2] = age_of(s, op, v[1], (enum rule)rule);
			hash = (int64_t)hash_bytes(1, v, sizeof(v));
		}
	if (meta_int(s, "retain_times", 0) == hash)
		return 0;
	return sql_run(s, e, "DELETE FROM meta WHERE key LIKE 'retain_ttl%' "
	    "OR key LIKE 'retain_other%' OR key LIKE 'retain_old%'", "") == -1 ?
	    -1 : meta_set(s, e, "retain_times", hash);
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

struct old_question {
	int64_t id, thread, age;
};

/* The oldest whose time is over; longer kept ones are passed over. */
static int
old_questions(struct store *s, const struct retain_op *op, int64_t min,
    struct old_question *v, size_t *n, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT id, thread_id, "
	    "account_id, ended_at FROM question WHERE state > 2 "
	    "AND ended_at < ? ORDER BY ended_at", "i", op->now - min);
	int rc;

	*n = 0;
	while (*n < CHUNK && (rc = sql_step(s, e, st)) == 1) {
		int64_t age = age_of(s, op, sqlite3_column_int64(st, 2),
		    RULE_QUESTION);

		if (age <= 0 || sqlite3_column_int64(st, 3) >= op->now - age)
			continue;
		v[*n].id = sqlite3_column_int64(st, 0);
		v[*n].thread = sqlite3_column_int64(st, 1);
		v[(*n)++].age = age;
	}
	return *n < CHUNK && rc == -1 ? -1 : 0;
}

static int
walk_questions(struct store *s, struct retain_op *op, struct err *e)
{
	int64_t min = op->keep.question_ms;
	struct old_question v[CHUNK];
	size_t n;

	for (size_t i = 0; i < s->n_accounts; i++) {
		int64_t age = s->accounts[i]->keep_question;

		if (age > 0 && (min <= 0 || age < min))
			min = age;
	}
	while (min > 0 && !enough(op)) {
		if (old_questions(s, op, min, v, &n, e) == -1)
			return -1;
		if (n == 0)
			break;
		for (size_t i = 0; i < n && !enough(op); i++) {
			int64_t before = op->now - v[i].age;

			if (figures_freeze(s, "question", before, e) == -1 ||
			    figures_freeze(s, "own", before, e) == -1 ||
			    delete_question(s, op, v[i].id, v[i].thread, e)
			    == -1)
				return -1;
		}
	}
	return 0;
}

/* --- networks that want their texts back --- */

/*
 * An account has left the configuration, and its network's terms want what it
 * brought gone.  A day of grace: a typing error is no farewell.
 */
static int
leave(struct store *s, struct retain_op *op, const struct account *a,
    struct err *e)
{
	char name[48];
	int64_t id;

	snprintf(name, sizeof(name), "leave_%lld", (long long)a->id);
	id = meta_int(s, name, a->last_post);
	while (id > 0 && !enough(op)) {
		int64_t flags = 0, prev = 0;

		if (sql_int(s, e, &flags, "SELECT flags FROM post "
		    "WHERE id = ?", "i", id) == -1 || sql_int(s, e, &prev,
		    "SELECT prev_id FROM post WHERE id = ?", "i", id) == -1)
			return -1;
		if (!(flags & POST_EXPIRED)) {
			op->n++;
			if (expire_text(s, id, e) == -1)
				return -1;
		}
		id = prev;
	}
	if (meta_set(s, e, name, id > 0 ? id : -1) == -1 || id > 0)
		return id > 0 ? 0 : -1;
	op->n++;
	return sql_run(s, e, "DELETE FROM reply WHERE question_id IN "
	    "(SELECT id FROM question WHERE account_id = ?)", "i", a->id)
	    == -1 || sql_run(s, e, "UPDATE account SET left_at = -1 "
	    "WHERE id = ?", "i", a->id) == -1 ? -1 : 0;
}

static int
walk_left(struct store *s, struct retain_op *op, struct err *e)
{
	for (size_t i = 0; i < s->n_accounts; i++) {
		struct account *a = s->accounts[i];

		if (a->active || a->left_at <= 0 ||
		    op->now - a->left_at < WHEN_DAY || enough(op))
			continue;
		if (leave(s, op, a, e) == -1)
			return -1;
		sql_int(s, NULL, &a->left_at, "SELECT left_at FROM account "
		    "WHERE id = ?", "i", a->id);
		if (a->left_at < 0)
			log_info("%s: account %s left, and the texts of its "
			    "network with it", s->opts.client, a->name);
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
	/* What a mail said is in the mail. */
	if (sql_run(s, e, "UPDATE outbox SET subject = NULL, body = NULL "
	    "WHERE state <> 1 AND created_at < ? AND (subject IS NOT NULL "
	    "OR body IS NOT NULL)", "i", op->now - RETAIN_MAIL_MS) == -1)
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
		    RETAIN_COPY_MS)
			unlink(path);
	}
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct retain_op *op = (struct retain_op *)base;
	int64_t before = s->deleted_posts;

	op->start = loop_mono();
	if (begin_anew(s, op, e) == -1 || walk_left(s, op, e) == -1 ||
	    walk_all(s, op, RULE_TTL, e) == -1 ||
	    walk_all(s, op, RULE_OTHER, e) == -1 ||
	    walk_all(s, op, RULE_OLD, e) == -1 || walk_questions(s, op, e) == -1 || walk_people(s, op, e) == -1 ||
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
