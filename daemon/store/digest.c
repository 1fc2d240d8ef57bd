/* SPDX-License-Identifier: ISC */

/*
 * What a digest is made of: one read, all of it from partial indexes, the
 * newest posts and what is kept in memory.
 */

#include <string.h>

#include "base/when.h"
#include "store/digest.h"
#include "store/internal.h"

#define OLDEST_MAX	500
#define NEWEST_MAX	200
#define URGENT_MAX	100
#define PERHAPS_MAX	100
#define LIKED_MAX	50
#define PROMISES_MAX	100
#define THANKS_MAX	6
#define TALKS_MAX	20
#define POSTS_BACK	20000	/* newest posts looked at */
#define LOOK_BACK	(7 * WHEN_DAY)
#define PERHAPS_BACK	(14 * WHEN_DAY)
#define PROMISE_BACK	(60 * WHEN_DAY)
#define RANG		10
#define SILENT_MAX	5
#define SILENT_AFTER	(90 * WHEN_DAY)
/* Who takes a question back within minutes has not given up. */
#define PATIENCE	(10 * WHEN_MINUTE)

#define HEARD	"q.active = 1 AND q.quiet_until <= ?1 AND "
#define PLAIN	HEARD "NOT " IS_HISTORY("q.") " "
#define WAITS	"WHERE q.state <= 2 AND " HEARD IS_WAITING("q.")

struct digest_op {
	struct op op;
	const char *recipient;
	int64_t now, last_row, since;
	bool silent;
	struct digest_facts facts;
	store_digest_fn *fn;
	void *arg;
};

/* --- questions --- */

/* In how many of this recipient's digests did it stand? */
static int
count_shown(struct store *s, const struct digest_op *op, int64_t row,
    enum digest_part part, struct digest_question *ret, struct err *e)
{
	int64_t last = 0;

	if (sql_int(s, e, &ret->shown, "SELECT count(*) FROM outbox_question q "
	    "JOIN outbox o ON o.id = q.outbox_id WHERE q.question_id = ? "
	    "AND q.part = ? AND o.recipient = ? AND o.state = 2", "ids", row,
	    (int)part, op->recipient) == -1 ||
	    sql_int(s, e, &last, "SELECT 1 FROM outbox_question "
	    "WHERE outbox_id = ? AND question_id = ? AND part > 0", "ii",
	    op->last_row, row) == -1)
		return -1;
	ret->last = last != 0;
	return 0;
}

static bool
has_row(const struct question_list *l, size_t before, int64_t row)
{
	for (size_t i = 0; i < before; i++)
		if (l->rows[i] == row)
			return true;
	return false;
}

/* The list with what is known of each; only_new: without those shown. */
static int
keep(struct store *s, struct digest_op *op, const struct question_list *l,
    enum digest_part part, bool only_new, const struct digest_question **ret,
    size_t *n, struct err *e)
{
	struct digest_question *v = arena_alloc(op->op.arena,
	    (l->n + 1) * sizeof(*v));

	*n = 0;
	for (size_t i = 0; i < l->n; i++) {
		struct digest_question *q = &v[*n];

		if (has_row(l, i, l->rows[i]))
			continue;
		q->question = l->v[i];
		if (count_shown(s, op, l->rows[i], part, q, e) == -1)
			return -1;
		*n += !only_new || q->shown == 0;
	}
	*ret = v;
	return 0;
}

static int
by_asked(const void *a, const void *b)
{
	const struct question *x = &((const struct digest_question *)a)->question;
	const struct question *y = &((const struct digest_question *)b)->question;

	if (x->q.asked_at != y->q.asked_at)
		return x->q.asked_at < y->q.asked_at ? -1 : 1;
	return strcmp(x->id, y->id);
}

static int
load_waiting(struct store *s, struct digest_op *op, struct err *e)
{
	struct digest_facts *f = &op->facts;
	struct question_list l = { .n = 0 };
	struct arena *a = op->op.arena;
	int64_t total = 0;

	if (load_all(s, a, sql(s, e, LOAD_QUESTION WAITS
	    "ORDER BY q.asked_at LIMIT ?2", "id", op->now, OLDEST_MAX), &l, e)
	    == -1)
		return -1;
	if (l.n == OLDEST_MAX) {
		if (load_all(s, a, sql(s, e, LOAD_QUESTION WAITS
		    "ORDER BY q.asked_at DESC LIMIT ?2", "id", op->now,
		    NEWEST_MAX), &l, e) == -1 ||
		    load_all(s, a, sql(s, e, LOAD_QUESTION WAITS
		    "AND q.bits & 2 ORDER BY q.asked_at DESC LIMIT ?2", "id",
		    op->now, URGENT_MAX), &l, e) == -1)
			return -1;
		for (size_t i = 0; i < s->n_accounts; i++)
			total += s->accounts[i]->active ?
			    s->accounts[i]->stands[STANDS_WAITS] : 0;
	}
	if (keep(s, op, &l, DIGEST_WAITING, false, &f->waiting, &f->n_waiting,
	    e) == -1)
		return -1;
	qsort((void *)(uintptr_t)f->waiting, f->n_waiting, sizeof(*f->waiting),
	    by_asked);
	if (sql_int(s, e, &f->quiet, "SELECT count(*) FROM question "
	    "WHERE state <= 2 AND quiet_until > 0 AND quiet_until > ? "
	    "AND alias_of IS NULL AND active = 1 AND " IS_WAITING(""), "i",
	    op->now) == -1)
		return -1;
	total -= f->quiet + (int64_t)f->n_waiting;
	f->more_waiting = total > 0 ? total : 0;
	return 0;
}

static int
load_others(struct store *s, struct digest_op *op, struct err *e)
{
	struct digest_facts *f = &op->facts;
	struct question_list p = { .n = 0 }, k = { .n = 0 }, h = { .n = 0 };
	struct arena *a = op->op.arena;

	if (load_all(s, a, sql(s, e, LOAD_QUESTION "WHERE q.state <= 2 "
	    "AND q.state = 2 AND " PLAIN "AND q.asked_at > ?2 "
	    "ORDER BY q.asked_at DESC LIMIT ?3", "iid", op->now,
	    op->now - PERHAPS_BACK, PERHAPS_MAX), &p, e) == -1 ||
	    load_all(s, a, sql(s, e, LOAD_QUESTION "WHERE q.state = 1 "
	    "AND q.bits & 8 AND " PLAIN "ORDER BY q.asked_at DESC LIMIT ?2",
	    "id", op->now, LIKED_MAX), &k, e) == -1 ||
	    load_all(s, a, sql(s, e, LOAD_QUESTION "WHERE q.promise_at > 0 "
	    "AND q.promise_at > ?1 AND q.active = 1 AND q.bits & 64 = 0 "
	    "ORDER BY q.promise_at DESC LIMIT ?2", "id",
	    op->now - PROMISE_BACK, PROMISES_MAX), &h, e) == -1)
		return -1;
	return keep(s, op, &p, DIGEST_PERHAPS, true, &f->perhaps,
	    &f->n_perhaps, e) == -1 ||
	    keep(s, op, &k, DIGEST_LIKED, true, &f->liked, &f->n_liked, e)
	    == -1 ||
	    keep(s, op, &h, DIGEST_PROMISE, false, &f->promises,
	    &f->n_promises, e) == -1 ? -1 : 0;
}

/* --- what happened since --- */

static int
load_ended(struct store *s, struct digest_op *op, struct err *e)
{
	struct digest_facts *f = &op->facts;

	/* Helped: we liked a neighbour's answer, or they say that it
	 * has settled itself. */
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT "
	    "sum(state = 7 AND first_response_at = 0 "
	    "AND ended_at - asked_at > ?2), "
	    "sum(state = 4 AND first_response_at = 0 AND ended_by IN (?3, ?4)),"
	    "sum(state = 3) FROM (SELECT * FROM question WHERE state > 2 "
	    "AND ended_at > ?1 AND alias_of IS NULL AND bits & 64 = 0 "
	    "LIMIT 20000)", "iidd", op->since, PATIENCE,
	    (int)ROW_LIKE_COMMUNITY, (int)ROW_THANKS);
	int n = sql_step(s, e, st);

	if (n == 1) {
		f->gave_up = sqlite3_column_int64(st, 0);
		f->helped = sqlite3_column_int64(st, 1);
		f->answered = sqlite3_column_int64(st, 2);
	}
	return n == -1 ? -1 : 0;
}

static int
load_thanks(struct store *s, struct digest_op *op, struct err *e)
{
	struct arena *a = op->op.arena;
	struct digest_post *v = arena_alloc(a, THANKS_MAX * sizeof(*v));
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int n;

	st = sql(s, e, "SELECT p.account_id, p.at, p.text, p.url, u.name, "
	    "u.handle FROM post p LEFT JOIN author u ON u.id = p.author_id "
	    "WHERE p.id > ?1 AND p.seen > ?2 AND p.label = 3 "
	    "AND p.flags & ?3 = 0 AND p.flags & ?4 AND p.visibility > ?5 "
	    "ORDER BY p.id DESC LIMIT ?6", "iiiidd",
	    s->next_post - POSTS_BACK, op->since, (int64_t)(TPOST_OWN |
	    TPOST_GONE | TPOST_REMOVED | TPOST_REPOST | TPOST_LIKED |
	    TPOST_BASELINE | TPOST_SPAM | POST_COPY), (int64_t)TPOST_TO_US,
	    (int)HARK_PRIVATE, THANKS_MAX);
	while ((n = sql_step(s, e, st)) == 1) {
		struct digest_post *p = &v[op->facts.n_thanks++];
		const struct account *acc = account_by_id(s,
		    sqlite3_column_int64(st, 0));

		p->account = arena_strdup(a, acc != NULL ? acc->name : "");
		p->network = arena_strdup(a, acc != NULL ? acc->plugin : "");
		p->at = sqlite3_column_int64(st, 1);
		p->text = sql_str(a, st, 2);
		if (p->text != NULL)
			p->text += own_lead(s, acc, p->text);
		p->url = sql_str(a, st, 3);
		p->author = sql_str(a, st, 4);
		if (p->author == NULL || *p->author == '\0')
			p->author = sql_str(a, st, 5);
	}
	op->facts.thanks = v;
	return n;
}

static int
load_talks(struct store *s, struct digest_op *op, struct err *e)
{
	struct arena *a = op->op.arena;
	struct digest_talk *v = arena_alloc(a, TALKS_MAX * sizeof(*v));
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT DISTINCT account_id "
	    "FROM post WHERE id > ? AND at > ? AND flags & ? = 1 "
	    "ORDER BY account_id LIMIT ?", "iiid", s->next_post - POSTS_BACK,
	    op->since, (int64_t)(TPOST_OWN | TPOST_GONE | TPOST_REMOVED |
	    TPOST_BASELINE), TALKS_MAX);
	int n;

	op->facts.talks = v;
	while ((n = sql_step(s, e, st)) == 1) {
		struct account *acc = account_by_id(s,
		    sqlite3_column_int64(st, 0));
		struct digest_talk *t = &v[op->facts.n_talks];

		if (acc == NULL || !acc->active)
			continue;
		t->account = arena_strdup(a, acc->name);
		t->network = arena_strdup(a, acc->plugin);
		if (!talk_is_known(acc, op->now) &&
		    talk_learn(s, acc, op->now, e) == -1)
			return -1;
		talk_of(acc, op->now, &t->talk);
		op->facts.n_talks++;
	}
	return n;
}

static int
load_rang(struct store *s, struct digest_op *op, struct err *e)
{
	struct digest_facts *f = &op->facts;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT q.state = 6 "
	    "AND q.last_verb = ?1, q.ended_at, o.lang FROM question q "
	    "JOIN post o ON o.id = q.opener_id WHERE q.rung_at > 0 "
	    "ORDER BY q.rung_at DESC LIMIT ?2", "dd", (int)VERB_NOT_QUESTION,
	    RANG);
	int german = 0, n;

	while ((n = sql_step(s, e, st)) == 1) {
		const char *lang = (const char *)sqlite3_column_text(st, 2);

		f->rang++;
		if (sqlite3_column_int(st, 0) == 0)
			continue;
		f->wrong++;
		f->wrong_is_new |= sqlite3_column_int64(st, 1) > f->last_at;
		german += lang == NULL || strncmp(lang, "en", 2) != 0 ? 1 : -1;
	}
	memcpy(f->wrong_lang, german >= 0 ? "de" : "en", 3);
	return n;
}

static int
load_silent(struct store *s, struct digest_op *op, struct err *e)
{
	struct arena *a = op->op.arena;
	struct digest_silent *v = arena_alloc(a, SILENT_MAX * sizeof(*v));
	AUTO(stmt_p) sqlite3_stmt *st = NULL;
	int n;

	op->facts.silent = v;
	if (!op->silent)
		return 0;
	st = sql(s, e, "SELECT u.name, u.handle, c.plugin, u.last_at, "
	    "(SELECT q.state IN (1, 8) FROM question q WHERE q.asker = u.id "
	    "ORDER BY q.asked_at DESC LIMIT 1) FROM author u "
	    "JOIN source c ON c.id = u.source_id WHERE u.threads >= 3 "
	    "AND u.last_at > ?1 AND u.last_at <= ?2 AND u.own = 0 "
	    "AND u.blocked = 0 AND u.same_as IS NULL AND u.merged IS NULL "
	    "ORDER BY u.last_at DESC, u.id LIMIT ?3", "iid",
	    op->now - SILENT_AFTER - LOOK_BACK, op->now - SILENT_AFTER,
	    SILENT_MAX);
	while ((n = sql_step(s, e, st)) == 1) {
		struct digest_silent *p = &v[op->facts.n_silent];

		p->name = sql_str(a, st, 0);
		if (p->name == NULL || *p->name == '\0')
			p->name = sql_str(a, st, 1);
		if (p->name == NULL)
			continue;
		p->network = sql_str(a, st, 2);
		p->last_at = sqlite3_column_int64(st, 3);
		p->unanswered = sqlite3_column_int(st, 4) != 0;
		op->facts.n_silent++;
	}
	return n;
}

/* This recipient's last digest that left. */
static int
load_last(struct store *s, struct digest_op *op, struct err *e)
{
	struct arena *a = op->op.arena;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT id, sent_at "
	    "FROM outbox WHERE key > ? AND key < ? AND state = 2 "
	    "ORDER BY key DESC LIMIT 1", "ss",
	    arena_printf(a, "digest/%s/", op->recipient),
	    arena_printf(a, "digest/%s0", op->recipient));
	int n = sql_step(s, e, st);

	if (n == 1) {
		op->last_row = sqlite3_column_int64(st, 0);
		op->facts.last_at = sqlite3_column_int64(st, 1);
	}
	op->since = op->facts.last_at;
	if (op->since < op->now - LOOK_BACK)
		op->since = op->now - (op->since == 0 ? WHEN_DAY : LOOK_BACK);
	return n == -1 ? -1 : 0;
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct digest_op *op = (struct digest_op *)base;

	if (load_last(s, op, e) == -1 || load_waiting(s, op, e) == -1 ||
	    load_others(s, op, e) == -1 || load_ended(s, op, e) == -1 ||
	    load_thanks(s, op, e) == -1 || load_talks(s, op, e) == -1 ||
	    load_rang(s, op, e) == -1 || load_silent(s, op, e) == -1)
		return -1;
	op->facts.streak = meta_int(s, "digest_streak", 0);
	op->facts.streak_day = meta_int(s, "digest_streak_day", 0);
	return 0;
}

static void
answer(struct op *base, const struct err *e)
{
	struct digest_op *op = (struct digest_op *)base;

	op->fn(op->arg, e, e->code == ERR_OK ? &op->facts : NULL);
}

void
store_digest(struct store *s, const char *recipient, int64_t now, bool silent,
    store_digest_fn *fn, void *arg)
{
	struct digest_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->recipient = arena_strdup(op->op.arena, recipient);
	op->now = now;
	op->silent = silent;
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
