/* SPDX-License-Identifier: ISC */

/*
 * One question in full: its thread, the rows of the clock that applied, and
 * why each text was taken for what it is.  Verdicts are computed anew.
 */

#include <string.h>

#include "store/internal.h"

struct show_op {
	struct op op;
	const char *id;
	struct question_detail d;
	struct question_list list;
	store_detail_fn *fn;
	void *arg;
};

static size_t
depth(const struct thread *t, const struct tpost *p)
{
	size_t n = 0;

	/* The thread's own size bounds a ring of parents. */
	while (p->parent != 0 && n < t->n_posts) {
		const struct tpost *up = NULL;

		for (size_t i = 0; i < t->n_posts && up == NULL; i++)
			if (t->posts[i].id == p->parent)
				up = &t->posts[i];
		if (up == NULL)
			break;
		p = up;
		n++;
	}
	return n;
}

static int
load_post(struct store *s, struct arena *a, const struct thread *t,
    const struct tpost *p, const struct question *q, struct question_post *ret,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT p.native, "
	    "coalesce(nullif(u.name, ''), u.handle), u.handle, p.url, "
	    "p.opaque, p.lang, p.kind, p.flags, p.parent_id, p.parent, "
	    "q.flags, u.threads, coalesce(p.root, r.root, r.native), "
	    "coalesce(p.parent, q.native), u.native FROM post p "
	    "LEFT JOIN post q ON q.id = p.parent_id "
	    "LEFT JOIN post r ON r.id = p.thread_id "
	    "LEFT JOIN author u ON u.id = p.author_id WHERE p.id = ?", "i",
	    p->id);
	struct derive d = { 0 };
	int n = sql_step(s, e, st);

	if (n != 1)
		return n;
	ret->id = sql_str(a, st, 0);
	/* What is gone is without text and without person. */
	if ((p->flags & (TPOST_GONE | TPOST_REMOVED)) == 0) {
		ret->author = sql_str(a, st, 1);
		ret->handle = sql_str(a, st, 2);
	}
	ret->url = sql_str(a, st, 3);
	ret->opaque = sql_str(a, st, 4);
	ret->thread = sql_str(a, st, 12);
	ret->parent = sql_str(a, st, 13);
	ret->author_id = sql_str(a, st, 14);
	ret->text = p->text;
	ret->lead = own_lead(s, account_find(s, q->account), p->text);
	ret->at = p->at;
	ret->edited = p->edited;
	ret->flags = p->flags;
	ret->label = p->label;
	ret->answer = p->answer;
	ret->visibility = p->visibility;
	ret->depth = depth(t, p);
	ret->by_asker = p->author != 0 ? p->author == q->q.asker :
	    p->id == q->q.opener;
	ret->is_opener = p->id == q->q.opener;
	ret->is_answer = p->id == q->q.answer;
	ret->missing = (sqlite3_column_int64(st, 7) & POST_MISSING) != 0;
	d.text = p->text;
	d.len = strlen(p->text);
	d.lang = (const char *)sqlite3_column_text(st, 5);
	d.kind = sqlite3_column_int(st, 6);
	d.flags = (unsigned)sqlite3_column_int64(st, 7);
	d.visibility = (int)p->visibility;
	d.own = p->flags & TPOST_OWN;
	d.parent_known = sqlite3_column_type(st, 8) != SQLITE_NULL;
	d.has_parent = d.parent_known ||
	    sqlite3_column_type(st, 9) != SQLITE_NULL;
	d.parent_own = ((unsigned)sqlite3_column_int64(st, 10) & TPOST_OWN) !=
	    0;
	d.known = sqlite3_column_int64(st, 11) > 1;
	if (teach_label(s, p->id, d.flags, &d.taught, e) == -1)
		return -1;
	derive(s, &d, &ret->verdict, true);
	return 0;
}

/* Row numbers of posts become places in the list, which mean something. */
static int64_t
place(const struct thread *t, int64_t post)
{
	for (size_t i = 0; i < t->n_posts; i++)
		if (t->posts[i].id == post)
			return (int64_t)i + 1;
	return 0;
}

static void
load_steps(struct arena *a, const struct thread *t,
    const struct clock_result *res, struct question_detail *d)
{
	struct clock_step *v = arena_alloc(a,
	    (res->n_steps + 1) * sizeof(*v));

	for (size_t i = 0; i < res->n_steps; i++) {
		v[i] = res->steps[i];
		v[i].post = place(t, v[i].post);
		v[i].opener = place(t, v[i].opener);
	}
	d->steps = v;
	d->n_steps = res->n_steps;
}

static void
load_actions(struct arena *a, const struct thread *t, int64_t opener,
    struct question_detail *d)
{
	struct taction *v = arena_alloc(a, (t->n_actions + 1) * sizeof(*v));
	size_t n = 0;

	for (size_t i = 0; i < t->n_actions; i++)
		if (t->actions[i].opener == opener)
			v[n++] = t->actions[i];
	d->actions = v;
	d->n_actions = n;
}

#define MAILS_MAX 32

static int
load_mails(struct store *s, struct arena *a, int64_t row,
    struct question_detail *d, struct err *e)
{
	struct question_mail *v = arena_alloc(a, MAILS_MAX * sizeof(*v));
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT o.recipient, "
	    "o.error, o.next_at FROM outbox_question l "
	    "JOIN outbox o ON o.id = l.outbox_id WHERE l.question_id = ? "
	    "AND o.state = 1 AND o.kind IN (1, 3) ORDER BY o.next_at LIMIT 32",
	    "i", row);
	int n;

	d->mails = v;
	while ((n = sql_step(s, e, st)) == 1) {
		v[d->n_mails].recipient = sql_str(a, st, 0);
		v[d->n_mails].error = sql_str(a, st, 1);
		v[d->n_mails++].next_at = sqlite3_column_int64(st, 2);
	}
	return n;
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct show_op *op = (struct show_op *)base;
	struct arena *a = base->arena;
	struct question_detail *d = &op->d;
	struct clock_result res = { 0 };
	struct question_post *posts;
	struct snapshot t;
	int64_t row, thread;

	if (qid_resolve(s, op->id, &row, e) == -1 ||
	    load_one(s, a, row, &op->list, e) == -1)
		return -1;
	if (op->list.n == 0)
		return err_set(e, ERR_NOT_FOUND, "no question %s", op->id);
	thread = op->list.threads[0];
	if (snapshot_load(s, thread, a, &t, e) == -1 ||
	    load_all(s, a, sql(s, e, LOAD_QUESTION "WHERE q.thread_id = ? "
	    "AND q.state <= 2 AND q.id <> ? ORDER BY q.asked_at", "ii", thread,
	    row), &op->list, e) == -1)
		return -1;
	d->question = op->list.v[0];
	d->others = op->list.v + 1;
	d->n_others = op->list.n - 1;
	clock_judge(&t.thread, a, true, &res);
	posts = arena_alloc(a, (t.thread.n_posts + 1) * sizeof(*posts));
	for (size_t i = 0; i < t.thread.n_posts; i++)
		if (load_post(s, a, &t.thread, &t.thread.posts[i],
		    &d->question, &posts[i], e) == -1)
			return -1;
	d->posts = posts;
	d->n_posts = t.thread.n_posts;
	load_steps(a, &t.thread, &res, d);
	load_actions(a, &t.thread, d->question.q.opener, d);
	return load_told(s, a, row, &d->question, e) == -1 ? -1 :
	    load_mails(s, a, row, d, e);
}

static void
answer(struct op *base, const struct err *e)
{
	struct show_op *op = (struct show_op *)base;

	op->fn(op->arg, e, e->code == ERR_OK ? &op->d : NULL);
}

void
store_show(struct store *s, const char *id, store_detail_fn *fn, void *arg)
{
	struct show_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->id = arena_strdup(op->op.arena, id);
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
