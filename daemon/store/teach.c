/* SPDX-License-Identifier: ISC */

/*
 * What staff teaches.  A lesson has two sides: the verdict on its own post
 * (a pin, or a question ended by an action, as if staff had closed it), and
 * the hashes from which the client's layer is learned anew, each time from
 * all lessons.  Taking one back undoes both.
 */

#include <stdlib.h>
#include <string.h>

#include "store/internal.h"

/* A post as a lesson needs it. */
struct pupil {
	int64_t id, thread, account;
	enum label was;
	struct derive d;
	int64_t question;		/* the row it opened, or 0 */
	enum qstate state;
	int64_t pub;
};

static bool
wants(enum label l)
{
	return l == LABEL_QUESTION || l == LABEL_REQUEST;
}

/* --- the layer -------------------------------------------------------------- */

int
teach_load(struct store *s, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT label, lesson "
	    "FROM (SELECT id, label, lesson FROM lesson "
	    "WHERE lesson IS NOT NULL ORDER BY id DESC LIMIT ?) ORDER BY id",
	    "d", LESSONS_MAX);
	struct lessons *l = lessons_new(s->opts.classifier);
	int n;

	lessons_free(TAKE(s->lessons));
	while ((n = sql_step(s, e, st)) == 1)
		/* Of another version: it teaches nothing any more. */
		(void)lessons_add(l, (enum label)sqlite3_column_int(st, 0),
		    sqlite3_column_blob(st, 1),
		    (size_t)sqlite3_column_bytes(st, 1));
	lessons_learn(l);
	if (lessons_empty(l))
		lessons_free(TAKE(l));
	s->lessons = l;
	return n;
}

int
teach_label(struct store *s, int64_t post, unsigned flags, enum label *ret,
    struct err *e)
{
	int64_t label = LABEL_NONE;

	if (flags & POST_TAUGHT && sql_int(s, e, &label, "SELECT label "
	    "FROM lesson WHERE post_id = ? AND pinned = 1", "i", post) == -1)
		return -1;
	*ret = (enum label)label;
	return 0;
}

int
teach_forget(struct store *s, int64_t post, struct err *e)
{
	if (sql_run(s, e, "DELETE FROM lesson WHERE post_id = ?", "i", post)
	    == -1)
		return -1;
	return sqlite3_changes(s->db) > 0 ? teach_load(s, e) : 0;
}

/* --- posts ------------------------------------------------------------------ */

/* The question this post opened. */
static int
find_question(struct store *s, struct pupil *p, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT id, state, pub "
	    "FROM question WHERE thread_id = (SELECT thread_id FROM post "
	    "WHERE id = ?1) AND opener_id = ?1 AND alias_of IS NULL", "i",
	    p->id);
	int n = sql_step(s, e, st);

	p->question = p->pub = 0;
	p->state = 0;
	if (n != 1)
		return n;
	p->question = sqlite3_column_int64(st, 0);
	p->state = (enum qstate)sqlite3_column_int(st, 1);
	p->pub = sqlite3_column_int64(st, 2);
	return 0;
}

/* ERR_NOT_FOUND if the post is gone. */
static int
load(struct store *s, struct arena *a, int64_t id, struct pupil *p,
    struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT thread_id, "
	    "account_id, label FROM post WHERE id = ?", "i", id);
	int n = sql_step(s, e, st);

	memset(p, 0, sizeof(*p));
	p->id = id;
	if (n == 1 && derive_load(s, id, a, &p->d, e) == 1) {
		p->thread = sqlite3_column_int64(st, 0);
		p->account = sqlite3_column_int64(st, 1);
		p->was = (enum label)sqlite3_column_int(st, 2);
		return find_question(s, p, e);
	}
	return n == 0 ? err_set(e, ERR_NOT_FOUND, "no such post") : -1;
}

/* "p-4711" or a question's id to a post. */
static int
resolve(struct store *s, const char *name, int64_t *post, struct err *e)
{
	char *end;
	int64_t row;

	if (strncmp(name, "p-", 2) == 0) {
		*post = strtoll(name + 2, &end, 10);
		if (name[2] < '0' || name[2] > '9' || *end != '\0')
			return err_set(e, ERR_NOT_FOUND, "no post %.40s",
			    name);
		return 0;
	}
	*post = 0;
	return qid_resolve(s, name, &row, e) == -1 ? -1 : sql_int(s, e, post,
	    "SELECT opener_id FROM question WHERE id = ?", "i", row);
}

static bool
has_words(const struct derive *d)
{
	return *d->text != '\0' && !(d->flags & (TPOST_GONE | TPOST_REMOVED |
	    POST_EXPIRED | TPOST_REPOST));
}

/* --- writing ---------------------------------------------------------------- */

static int
pin(struct store *s, const struct pupil *p, bool yes, struct err *e)
{
	return sql_run(s, e, yes ? "UPDATE post SET flags = flags | ?2 "
	    "WHERE id = ?1" : "UPDATE post SET flags = flags & ~?2 "
	    "WHERE id = ?1", "ii", p->id, (int64_t)POST_TAUGHT) == -1 ? -1 :
	    derive_again(s, p->id, e);
}

static int
act(struct store *s, int64_t question, enum verb verb, const char *who,
    int64_t now, struct err *e)
{
	return sql_run(s, e, "INSERT INTO action(question_id, at, until, verb, "
	    "who) VALUES(?, ?, 0, ?, ?)", "iids", question, now, (int)verb,
	    who);
}

static int
write_lesson(struct store *s, struct pupil *p, const char *name,
    enum label label, bool pinned, enum verb acted, int64_t now,
    struct err *e)
{
	const struct account *a = account_by_id(s, p->account);
	struct buf lesson = BUF_INIT;
	struct text_in in;
	int rc;

	if (a == NULL || !(a->terms & HARK_NO_TRAIN)) {
		derive_input(s, &p->d, &in);
		lesson_make(s->opts.classifier, &in, &lesson);
	}
	rc = sql_run(s, e, "INSERT OR REPLACE INTO lesson(at, post_id, name, "
	    "label, was, pinned, acted, lesson) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
	    "iisddddb", now, p->id, name, (int)label, (int)p->was, (int)pinned,
	    (int)acted, lesson.len > 0 ? lesson.data : NULL, (int)lesson.len);
	buf_free(&lesson);
	return rc == -1 || pin(s, p, pinned, e) == -1 ||
	    teach_load(s, e) == -1 ? -1 : 0;
}

int
teach_ended(struct store *s, int64_t row, enum verb verb, int64_t now,
    struct err *e)
{
	struct arena *a;
	struct pupil p;
	char name[QID_LEN + 1];
	int64_t post = 0, pub = 0;
	int rc;

	if (verb != VERB_NOT_QUESTION && verb != VERB_REOPEN &&
	    verb != VERB_IS_QUESTION)
		return 0;
	if (sql_int(s, e, &post, "SELECT opener_id FROM question WHERE id = ?",
	    "i", row) == -1 || sql_int(s, e, &pub,
	    "SELECT pub FROM question WHERE id = ?", "i", row) == -1)
		return -1;
	if (verb != VERB_NOT_QUESTION) {
		/* It was one after all: what that taught was wrong. */
		if (sql_run(s, e, "DELETE FROM lesson WHERE post_id = ? "
		    "AND pinned = 0", "i", post) == -1)
			return -1;
		return sqlite3_changes(s->db) > 0 ? teach_load(s, e) : 0;
	}
	qid_format(pub, name);
	a = arena_new();
	rc = load(s, a, post, &p, e);
	if (rc == 0 && has_words(&p.d))
		rc = write_lesson(s, &p, name, LABEL_OTHER, false, verb, now,
		    e);
	else if (rc == -1 && e->code == ERR_NOT_FOUND) {
		*e = (struct err){ 0 };
		rc = 0;
	}
	arena_free(a);
	return rc;
}

/* --- answers ---------------------------------------------------------------- */

struct teach_op {
	struct op op;
	const char *name, *who;
	enum label label;
	int64_t now, max;
	struct store_lesson *v;
	size_t n;
	store_lessons_fn *fn;
	void *arg;
};

static void
answer(struct op *base, const struct err *e)
{
	struct teach_op *op = (struct teach_op *)base;

	op->fn(op->arg, e, op->v, e->code == ERR_OK ? op->n : 0);
}

static struct teach_op *
teach_op(enum op_class class, int (*run)(struct store *, struct op *,
    struct err *), store_lessons_fn *fn, void *arg)
{
	struct teach_op *op = op_new(sizeof(*op), class, run, answer);

	op->fn = fn;
	op->arg = arg;
	return op;
}

#define LESSON								\
	"SELECT l.at, l.name, l.label, l.was, l.lesson IS NOT NULL, "	\
	"a.name, p.text, l.post_id, l.pinned, l.acted FROM lesson l "	\
	"LEFT JOIN post p ON p.id = l.post_id "				\
	"LEFT JOIN account a ON a.id = p.account_id "

static void
read_lesson(struct arena *a, sqlite3_stmt *st, struct store_lesson *ret)
{
	memset(ret, 0, sizeof(*ret));
	ret->at = sqlite3_column_int64(st, 0);
	ret->name = sql_str(a, st, 1);
	ret->label = (enum label)sqlite3_column_int(st, 2);
	ret->was = (enum label)sqlite3_column_int(st, 3);
	ret->learns = sqlite3_column_int(st, 4) != 0;
	ret->account = sql_str(a, st, 5);
	ret->text = sql_str(a, st, 6);
	if (ret->text != NULL && *ret->text == '\0')
		ret->text = NULL;
}

/* After everything: where its question stands. */
static int
conclude(struct store *s, struct pupil *p, int64_t now,
    struct store_lesson *ret, struct err *e)
{
	if (sql_int(s, e, &p->thread, "SELECT thread_id FROM post "
	    "WHERE id = ?", "i", p->id) == -1 ||
	    judge_thread(s, p->thread, now, e) == -1 ||
	    accounts_flush(s, e) == -1 || find_question(s, p, e) == -1)
		return -1;
	if (p->question != 0) {
		qid_format(p->pub, ret->question);
		ret->state = p->state;
	}
	s->changed = true;
	return 0;
}

/* --- teach ------------------------------------------------------------------ */

static int
check(const struct pupil *p, const char *name, enum label label,
    struct err *e)
{
	if ((label >= LABEL_BROADCAST) != p->d.own)
		return err_set(e, ERR_USAGE, p->d.own ? "%s is a post of "
		    "yours: broadcast, information or dialogue" : "%s was "
		    "written to you: question, request, thanks or other",
		    name);
	if (!has_words(&p->d))
		return err_set(e, ERR_CONFLICT, "the words of %s are no longer "
		    "kept: nothing can be learned from it", name);
	return 0;
}

static int
run_teach(struct store *s, struct op *base, struct err *e)
{
	struct teach_op *op = (struct teach_op *)base;
	enum verb acted = 0;
	struct pupil p;
	bool pinned = true;
	int64_t post;

	s->n_touched = 0;
	if (resolve(s, op->name, &post, e) == -1 ||
	    load(s, base->arena, post, &p, e) == -1 ||
	    check(&p, op->name, op->label, e) == -1)
		return -1;
	if (p.question != 0 && !p.d.own) {
		char *id = arena_alloc(base->arena, QID_LEN + 1);

		qid_format(p.pub, id);
		op->name = id;
		/* A question in whole is none: ended, with all its parts. */
		pinned = wants(op->label);
		acted = !pinned ? VERB_NOT_QUESTION :
		    p.state == Q_NOT_QUESTION ? VERB_IS_QUESTION : 0;
	}
	if (write_lesson(s, &p, op->name, op->label, pinned, acted, op->now,
	    e) == -1 || (acted != 0 && act(s, p.question, acted, op->who,
	    op->now, e) == -1))
		return -1;
	op->n = 1;
	op->v = arena_alloc(base->arena, sizeof(*op->v));
	{
		AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, LESSON
		    "WHERE l.post_id = ?", "i", p.id);

		if (sql_step(s, e, st) != 1)
			return -1;
		read_lesson(base->arena, st, op->v);
	}
	return conclude(s, &p, op->now, op->v, e);
}

void
store_teach(struct store *s, const char *name, enum label label,
    const char *who, int64_t now, store_lessons_fn *fn, void *arg)
{
	struct teach_op *op = teach_op(OP_STAFF, run_teach, fn, arg);

	op->name = arena_strdup(op->op.arena, name);
	op->who = arena_strdup(op->op.arena, who);
	op->label = label;
	op->now = now;
	op_queue(s, &op->op);
}

/* --- take back -------------------------------------------------------------- */

struct taught {
	int64_t post;
	bool pinned;
	enum verb acted;
};

static int
find_lesson(struct store *s, struct teach_op *op, struct taught *t,
    struct err *e)
{
	sqlite3_stmt *st;
	int64_t post = 0;
	int n;

	if (op->name == NULL) {
		st = sql(s, e, LESSON "ORDER BY l.id DESC LIMIT 1", "");
	} else {
		/* By the name it was given, its question may be gone. */
		if (sql_int(s, e, &post, "SELECT post_id FROM lesson "
		    "WHERE name = ?", "s", op->name) == -1 ||
		    (post == 0 && resolve(s, op->name, &post, e) == -1))
			return -1;
		st = sql(s, e, LESSON "WHERE l.post_id = ?", "i", post);
	}
	if ((n = sql_step(s, e, st)) == -1)
		return -1;
	if (n == 0)
		return op->name == NULL ? err_set(e, ERR_NOT_FOUND, "nothing "
		    "was taught yet") : err_set(e, ERR_NOT_FOUND, "nothing was "
		    "taught about %s", op->name);
	read_lesson(op->op.arena, st, op->v);
	t->post = sqlite3_column_int64(st, 7);
	t->pinned = sqlite3_column_int(st, 8) != 0;
	t->acted = (enum verb)sqlite3_column_int(st, 9);
	sqlite3_reset(st);
	return 0;
}

static int
run_unteach(struct store *s, struct op *base, struct err *e)
{
	struct teach_op *op = (struct teach_op *)base;
	struct taught t = { 0 };
	struct pupil p;

	s->n_touched = 0;
	op->v = arena_alloc(base->arena, sizeof(*op->v));
	op->n = 1;
	if (find_lesson(s, op, &t, e) == -1 || teach_forget(s, t.post, e) == -1)
		return -1;
	if (load(s, base->arena, t.post, &p, e) == -1) {
		if (e->code != ERR_NOT_FOUND)
			return -1;
		*e = (struct err){ 0 };
		return 0;		/* the post went before */
	}
	if (pin(s, &p, false, e) == -1 ||
	    (p.question != 0 && t.acted == VERB_NOT_QUESTION &&
	    act(s, p.question, VERB_REOPEN, op->who, op->now, e) == -1) ||
	    (p.question != 0 && t.acted == VERB_IS_QUESTION &&
	    act(s, p.question, VERB_NOT_QUESTION, op->who, op->now, e) == -1))
		return -1;
	return conclude(s, &p, op->now, op->v, e);
}

void
store_unteach(struct store *s, const char *name, const char *who, int64_t now,
    store_lessons_fn *fn, void *arg)
{
	struct teach_op *op = teach_op(OP_STAFF, run_unteach, fn, arg);

	op->name = arena_strdup(op->op.arena, name);
	op->who = arena_strdup(op->op.arena, who);
	op->now = now;
	op_queue(s, &op->op);
}

/* --- list ------------------------------------------------------------------- */

static int
run_list(struct store *s, struct op *base, struct err *e)
{
	struct teach_op *op = (struct teach_op *)base;
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, LESSON
	    "ORDER BY l.id DESC LIMIT ?", "i", op->max);
	int n;

	op->v = arena_alloc(base->arena,
	    ((size_t)op->max + 1) * sizeof(*op->v));
	while ((n = sql_step(s, e, st)) == 1)
		read_lesson(base->arena, st, &op->v[op->n++]);
	return n;
}

void
store_lessons(struct store *s, size_t max, store_lessons_fn *fn, void *arg)
{
	struct teach_op *op = teach_op(OP_READ, run_list, fn, arg);

	op->max = max != 0 && max < 10000 ? (int64_t)max : 1000;
	op_queue(s, &op->op);
}
