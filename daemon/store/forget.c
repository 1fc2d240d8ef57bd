/* SPDX-License-Identifier: ISC */

/*
 * A person goes: posts, questions, what staff noted, our answers to them, and
 * their name wherever it stands.  Figures stay, they are of nobody.  All of it
 * is one transaction; then the freed bytes are made unreadable.
 */

#include <string.h>
#include <unistd.h>

#include "base/when.h"
#include "store/forget.h"

#define SENT_MAX	1000

struct forget_op {
	struct op op;
	bool dry;
	int64_t now;
	struct trail *trail;
	struct store *store;
	struct forgotten sum;
	store_forgotten_fn *fn;
	void *arg;
};

/* --- where else they stand --- */

/* Mails that left about the questions q of `from'; ?2: not before. */
#define SENT(from, where) "SELECT DISTINCT b.id, b.channel, b.recipient, " \
	"b.address, b.sent_at FROM " from " JOIN outbox_question o " \
	"ON o.question_id = q.id JOIN outbox b ON b.id = o.outbox_id " \
	"WHERE " where " AND (b.state = 2 OR b.in_doubt <> 0) " \
	"AND (b.sent_at >= ?2 OR b.sent_at = 0) ORDER BY b.id"

struct sent {
	struct forgotten_mail *v;
	int64_t *ids;			/* each is listed once */
	size_t n;
};

static bool
is_listed(const struct sent *t, int64_t id)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->ids[i] == id)
			return true;
	return false;
}

static int
add_sent(struct store *s, struct arena *a, struct sent *t, const char *text,
    int64_t id, int64_t since, bool perhaps, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, text, "ii", id, since);
	int rc = 0;

	while (t->n < SENT_MAX && (rc = sql_step(s, e, st)) == 1) {
		struct forgotten_mail *m = &t->v[t->n];

		if (is_listed(t, sqlite3_column_int64(st, 0)))
			continue;
		m->channel = sql_str(a, st, 1);
		m->recipient = sql_str(a, st, 2);
		m->address = sql_str(a, st, 3);
		m->sent_at = sqlite3_column_int64(st, 4);
		m->perhaps = perhaps;
		t->ids[t->n++] = sqlite3_column_int64(st, 0);
	}
	return rc == -1 ? -1 : 0;
}

/*
 * About their own questions; then about those of others who name them, or who
 * were in one conversation with them: such a mail may quote them.
 */
static int
load_sent(struct store *s, struct arena *a, const struct trail *w,
    struct forgotten *f, struct err *e)
{
	struct sent t = { .v = arena_alloc(a, SENT_MAX * sizeof(*t.v)),
		.ids = arena_alloc(a, SENT_MAX * sizeof(*t.ids)) };

	for (size_t i = 0; i < w->group.n; i++)
		if (add_sent(s, a, &t, SENT("question q", "q.asker = ?1"),
		    w->group.v[i], 0, false, e) == -1)
			return -1;
	for (size_t i = 0; i < w->n_named; i++)
		if (add_sent(s, a, &t, SENT("post p JOIN question q "
		    "ON q.thread_id = p.thread_id", "p.id = ?1 "
		    "AND p.id IN (q.opener_id, q.last_id)"), w->named[i], 0,
		    true, e) == -1)
			return -1;
	for (size_t i = 0; i < w->n_threads; i++)
		if (add_sent(s, a, &t, SENT("question q", "q.thread_id = ?1"),
		    w->threads[i], w->person.first_at, true, e) == -1)
			return -1;
	f->sent = t.v;
	f->n_sent = t.n;
	return 0;
}

static struct forgotten_copy *
one_more(struct arena *a, struct forgotten *f)
{
	struct forgotten_copy *v = arena_alloc(a, (f->n_copies + 1) *
	    sizeof(*v));

	if (f->n_copies > 0)
		memcpy(v, f->copies, f->n_copies * sizeof(*v));
	f->copies = v;
	return &v[f->n_copies++];
}

/* Copies made since they were first seen: hark's own, and migrations'. */
static int
load_copies(struct store *s, struct arena *a, const struct person *p,
    struct forgotten *f, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT path, at FROM copy "
	    "WHERE at >= ? ORDER BY at", "i", p->first_at);
	struct forgotten_copy *c;
	int n;

	while ((n = sql_step(s, e, st)) == 1) {
		c = one_more(a, f);
		c->path = sql_str(a, st, 0);
		c->at = sqlite3_column_int64(st, 1);
		c->there = access(c->path, F_OK) == 0;
	}
	for (int v = 1; n == 0 && s->opts.path != NULL && v < SCHEMA_VERSION;
	    v++) {
		char *path = arena_printf(a, "%s.v%d", s->opts.path, v);

		if (access(path, F_OK) == -1)
			continue;
		c = one_more(a, f);
		c->path = path;
		c->at = 0;
		c->there = true;
	}
	return n;
}

static int
count(struct store *s, struct forget_op *op, struct err *e)
{
	struct arena *a = op->op.arena;
	const struct trail *w = op->trail;
	struct forgotten *f = &op->sum;

	f->person = w->person;
	f->posts = (int64_t)w->n_posts;
	f->named = (int64_t)w->n_named;
	for (size_t i = 0; i < w->group.n; i++) {
		int64_t n = 0;

		if (sql_int(s, e, &n, "SELECT count(*) FROM question "
		    "WHERE asker = ?", "i", w->group.v[i]) == -1)
			return -1;
		f->questions += n;
	}
	return load_sent(s, a, w, f, e) == -1 ? -1 :
	    load_copies(s, a, &w->person, f, e);
}

/* --- going --- */

/* A reply on its way must be heard of before its question can go. */
static int
none_under_way(struct store *s, const struct trail *w, struct err *e)
{
	for (size_t i = 0; i < w->group.n; i++) {
		int64_t there = 0;

		if (sql_int(s, e, &there, "SELECT 1 FROM question q "
		    "JOIN reply r ON r.question_id = q.id WHERE q.asker = ? "
		    "AND r.state IN (1, 2) LIMIT 1", "i", w->group.v[i]) == -1)
			return -1;
		if (there != 0)
			return err_set(e, ERR_CONFLICT, "a reply to them is on "
			    "its way; try again in a minute");
	}
	return 0;
}

static int
drop_deeds(struct store *s, const struct trail *w, struct err *e)
{
	for (size_t i = 0; i < w->group.n; i++) {
		int64_t row = w->group.v[i];

		if (sql_run(s, e, "DELETE FROM action WHERE question_id IN "
		    "(SELECT id FROM question WHERE asker = ?)", "i", row)
		    == -1 || sql_run(s, e, "DELETE FROM reply "
		    "WHERE question_id IN (SELECT id FROM question "
		    "WHERE asker = ?)", "i", row) == -1 ||
		    sql_run(s, e, "UPDATE question SET assignee = NULL, "
		    "mail_root = NULL, noted = 1, ring_at = 0 "
		    "WHERE asker = ?", "i", row) == -1)
			return -1;
	}
	return 0;
}

/* The chain of the account's posts goes on past the one that goes. */
static int
unchain(struct store *s, int64_t id, struct err *e)
{
	int64_t prev = 0;

	if (sql_int(s, e, &prev, "SELECT prev_id FROM post WHERE id = ?", "i",
	    id) == -1)
		return -1;
	for (size_t i = 0; i < s->n_accounts; i++)
		if (s->accounts[i]->last_post == id) {
			s->accounts[i]->last_post = prev;
			account_dirty(s, s->accounts[i]);
			return 0;
		}
	return sql_run(s, e, "UPDATE post SET prev_id = ?2 WHERE id = "
	    "(SELECT id FROM post WHERE id > ?1 AND prev_id = ?1 "
	    "ORDER BY id LIMIT 1)", "ii", id, prev);
}

static int
drop_posts(struct store *s, const struct trail *w, struct err *e)
{
	for (size_t i = 0; i < w->n_threads; i++)
		touch(s, w->threads[i], true);
	for (size_t i = 0; i < w->n_posts; i++)
		if (unchain(s, w->posts[i], e) == -1 ||
		    post_delete(s, w->posts[i], e) == -1 ||
		    sql_run(s, e, "DELETE FROM lesson WHERE post_id = ?", "i",
		    w->posts[i]) == -1)
			return -1;
	return meta_set(s, e, "deleted_posts", s->deleted_posts) == -1 ? -1 :
	    meta_set(s, e, "next_post", s->next_post);
}

/* What is left of their questions must not be told of as answered. */
static int
close_rest(struct store *s, const struct trail *w, struct err *e)
{
	for (size_t i = 0; i < w->group.n; i++)
		if (sql_run(s, e, "UPDATE question SET noted = 1, hash = 0 "
		    "WHERE asker = ?", "i", w->group.v[i]) == -1)
			return -1;
	return 0;
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct forget_op *op = (struct forget_op *)base;
	struct trail *w = op->trail;

	s->n_touched = 0;
	if (trail_tail(s, w, e) == -1 || trail_threads(s, w, e) == -1)
		return -1;
	if (op->dry)
		return count(s, op, e);
	if (none_under_way(s, w, e) == -1 || count(s, op, e) == -1)
		return -1;
	op->sum.named = 0;
	if (scrub_posts(s, w, &op->sum.named, e) == -1 ||
	    scrub_rest(s, w, &op->sum.mails, e) == -1 ||
	    drop_deeds(s, w, e) == -1 || drop_posts(s, w, e) == -1 ||
	    judge_touched(s, op->now, e) == -1 ||
	    close_rest(s, w, e) == -1 || authors_flush(s, e) == -1)
		return -1;
	authors_forget(s);
	for (size_t i = 0; i < w->group.n; i++)
		if (husk_make(s, w->group.v[i], op->now, e) == -1)
			return -1;
	s->changed = true;
	return husk_load(s, e) == -1 || teach_load(s, e) == -1 || accounts_flush(s, e) == -1 ? -1 :
	    accounts_load_open(s, e);
}

/* --- answers --- */

static void
tell(struct forget_op *op, const struct err *e)
{
	op->fn(op->arg, e, e->code == ERR_OK ? &op->sum : NULL);
	trail_free(op->trail);
}

static void
on_purged(void *arg, bool clean)
{
	struct forget_op *op = arg;
	struct err ok = { .code = ERR_OK };

	op->sum.clean = clean;
	tell(op, &ok);
	arena_free(op->op.arena);
}

/* The answer waits for the purge: what it is about moves to another op. */
static void
answer(struct op *base, const struct err *e)
{
	struct forget_op *op = (struct forget_op *)base, *later;
	struct arena *own = base->arena;

	if (e->code != ERR_OK || op->dry) {
		tell(op, e);
		return;
	}
	later = arena_alloc(own, sizeof(*later));
	*later = *op;
	/* finish() frees an arena: let it be an empty one. */
	base->arena = arena_new();
	purge_start(op->store, on_purged, later);
}

static void
on_trail(struct store *s, void *arg, const struct err *e, struct trail *w)
{
	struct forget_op *op = arg;

	op->trail = w;
	if (e->code == ERR_OK) {
		op_queue(s, &op->op);
		return;
	}
	tell(op, e);
	arena_free(op->op.arena);
}

void
store_forget_person(struct store *s, const char *who, bool dry, int64_t now,
    store_forgotten_fn *fn, void *arg)
{
	struct forget_op *op = op_new(sizeof(*op), dry ? OP_READ : OP_STAFF,
	    run, answer);

	op->dry = dry;
	op->now = now;
	op->store = s;
	op->fn = fn;
	op->arg = arg;
	trail_person(s, who, true, on_trail, op);
}
