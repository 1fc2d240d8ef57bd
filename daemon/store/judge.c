/* SPDX-License-Identifier: ISC */

/*
 * From threads that changed to rows of question: take a snapshot, ask the
 * clock, and write only what is different.  The clock knows questions by
 * their opener; people and mails know them by their public id, so a row finds
 * its judgement by opener, else by asker, and a question that was swallowed
 * by another stays behind as an alias of it.
 */

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/when.h"
#include "store/internal.h"

#define REREAD_MIN	(2 * WHEN_MINUTE)
#define REREAD_MAX	(6 * WHEN_HOUR)
#define FRESH_MS	(24 * WHEN_HOUR)	/* of the first run: rings */

void
touch(struct store *s, int64_t thread, bool strong)
{
	size_t from = s->n_touched > 64 ? s->n_touched - 64 : 0;

	for (size_t i = from; i < s->n_touched; i++) {
		if (s->touched[i].thread == thread) {
			s->touched[i].strong |= strong;
			return;
		}
	}
	if (s->n_touched == s->touched_size) {
		s->touched_size = s->touched_size != 0 ? s->touched_size * 2 :
		    64;
		s->touched = xreallocarray(s->touched, s->touched_size,
		    sizeof(*s->touched));
	}
	s->touched[s->n_touched++] = (struct touched){ thread, strong };
}

int64_t
reread_interval(int64_t age, int64_t n)
{
	int64_t ms = age / 10;

	if (n > 0 && ms < REREAD_MIN << (n < 8 ? n : 8))
		ms = REREAD_MIN << (n < 8 ? n : 8);
	return ms < REREAD_MIN ? REREAD_MIN : ms > REREAD_MAX ? REREAD_MAX : ms;
}

/* --- rows --- */

struct qrow {
	int64_t id, opener, asker, account, asked_at, last_at;
	int64_t rung_at, ring_at, quiet_until, seen_at;
	int64_t figures;
	uint64_t hash;
	enum qstate state;
	unsigned bits;
	const struct tquestion *judged;
};

static int
load_rows(struct store *s, struct arena *a, int64_t thread, struct qrow **ret,
    size_t *n, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT id, opener_id, "
	    "asker, account_id, asked_at, last_at, rung_at, ring_at, "
	    "quiet_until, hash, state, bits, figures, seen_at FROM question "
	    "WHERE thread_id = ? AND alias_of IS NULL ORDER BY id", "i",
	    thread);
	struct qrow *v = NULL;
	size_t size = 0;
	int rc;

	*n = 0;
	while ((rc = sql_step(s, e, st)) == 1) {
		struct qrow *r;

		if (*n == size) {
			size = size != 0 ? size * 2 : 4;
			r = arena_alloc(a, size * sizeof(*r));
			if (*n > 0)
				memcpy(r, v, *n * sizeof(*r));
			v = r;
		}
		r = &v[(*n)++];
		r->id = sqlite3_column_int64(st, 0);
		r->opener = sqlite3_column_int64(st, 1);
		r->asker = sqlite3_column_int64(st, 2);
		r->account = sqlite3_column_int64(st, 3);
		r->asked_at = sqlite3_column_int64(st, 4);
		r->last_at = sqlite3_column_int64(st, 5);
		r->rung_at = sqlite3_column_int64(st, 6);
		r->ring_at = sqlite3_column_int64(st, 7);
		r->quiet_until = sqlite3_column_int64(st, 8);
		r->hash = (uint64_t)sqlite3_column_int64(st, 9);
		r->state = (enum qstate)sqlite3_column_int(st, 10);
		r->bits = (unsigned)sqlite3_column_int(st, 11);
		r->figures = sqlite3_column_int64(st, 12);
		r->seen_at = sqlite3_column_int64(st, 13);
		r->judged = NULL;
	}
	*ret = v;
	return rc;
}

static unsigned
bits_of(const struct tquestion *q)
{
	return (q->rings ? QBIT_RINGS : 0) | (q->urgent ? QBIT_URGENT : 0) |
	    (q->private_ ? QBIT_PRIVATE : 0) | (q->liked ? QBIT_LIKED : 0) |
	    (q->please_look ? QBIT_LOOK : 0) | (q->to_us ? QBIT_TO_US : 0) |
	    (q->baseline ? QBIT_BASELINE : 0) | (q->again ? QBIT_AGAIN : 0) |
	    (q->less_urgent ? QBIT_LESS : 0) |
	    (q->perhaps_answered ? QBIT_TO_ALL : 0) |
	    (q->blind ? QBIT_BLIND : 0);
}

static uint64_t
hash_of(const struct tquestion *q, int64_t last)
{
	int64_t v[] = { q->opener, q->asker, q->asked_at, q->last_at, q->state,
	    q->ended_at, q->answer, q->first_response_at, q->quiet_until,
	    q->promise_at, q->last_verb, q->parts, q->nudges, q->community,
	    q->label, (int64_t)(q->p * 1000.0f + 0.5f), bits_of(q),
	    q->ended_at != 0 ? q->ended_by : 0, last };
	uint64_t h = hash_bytes(1, v, sizeof(v));

	if (q->assignee != NULL)
		h = hash_bytes(h, q->assignee, strlen(q->assignee));
	/* Half of it takes half the room. */
	return (uint64_t)(int64_t)(int32_t)h;
}

/* Their newest post in it: what the mail shows. */
static int64_t
last_post(const struct snapshot *t, const struct tquestion *q)
{
	const struct tpost *opener = snapshot_post(t, q->opener);
	int64_t last = q->opener;

	for (size_t i = 0; i < t->thread.n_posts; i++) {
		const struct tpost *p = &t->thread.posts[i];

		if (p->at > q->last_at)
			break;
		if (opener != NULL && p->author == opener->author &&
		    p->author != 0 && p->at >= opener->at)
			last = p->id;
	}
	return last;
}

/* --- tallies --- */

static bool
is_counted(enum qstate st)
{
	return st != Q_PERHAPS && st != Q_NOT_QUESTION && st != Q_GONE;
}

enum standing
question_standing(enum qstate state, unsigned bits, int64_t asked_at,
    int64_t seen_at)
{
	if (state == Q_PERHAPS)
		return STANDS_PERHAPS;
	if (state != Q_WAITING)
		return STANDS_NOT;
	if (bits & QBIT_LIKED)
		return STANDS_LIKED;
	return (bits & QBIT_BASELINE) && asked_at < seen_at - FRESH_MS ?
	    STANDS_HISTORY : STANDS_WAITS;
}

/* A question as it was, or is from now on; state 0: there is none. */
struct tallied {
	enum qstate state;
	unsigned bits;
	int64_t asked_at, seen_at;
};

static struct tallied
tallied_of(const struct qrow *r)
{
	return (struct tallied){ r->state, r->bits, r->asked_at, r->seen_at };
}

static void
tally(struct store *s, int64_t account, struct tallied before,
    struct tallied now)
{
	struct account *a = account_by_id(s, account);
	enum standing was = question_standing(before.state, before.bits,
	    before.asked_at, before.seen_at);
	enum standing is = question_standing(now.state, now.bits, now.asked_at,
	    now.seen_at);

	s->changed = true;
	if (a == NULL)
		return;
	account_dirty(s, a);
	a->questions += (now.state != 0 && is_counted(now.state)) -
	    (before.state != 0 && is_counted(before.state));
	a->answered += (now.state == Q_ANSWERED) -
	    (before.state == Q_ANSWERED);
	a->stands[was]--;
	a->stands[is]++;
	if (was == STANDS_WAITS && (is != STANDS_WAITS ||
	    before.asked_at != now.asked_at) && a->oldest_at == before.asked_at)
		a->oldest_at = a->stands[STANDS_WAITS] > 0 ? -1 : 0;
	else if (is == STANDS_WAITS && a->oldest_at != -1 &&
	    (a->oldest_at == 0 || now.asked_at < a->oldest_at))
		a->oldest_at = now.asked_at;
	s->n_opened += qstate_is_open(now.state) &&
	    !qstate_is_open(before.state);
	s->n_ended += qstate_is_open(before.state) &&
	    !qstate_is_open(now.state);
}

/* What the question adds to the figures from now on. */
static int64_t
figures_of(struct store *s, const struct snapshot *t,
    const struct tquestion *q, int64_t account, int64_t before, int64_t now,
    int64_t *due)
{
	const struct tpost *opener = snapshot_post(t, q->opener);
	struct figure_question f = { .account = account, .asker = q->asker,
		.asked_at = q->asked_at, .ended_at = q->ended_at,
		.first_response_at = q->first_response_at,
		.opener_at = opener != NULL ? opener->at : q->asked_at,
		.state = q->state, .again = q->again, .blind = q->blind };
	int64_t after = figure_of_question(s, &f, before, now, due);

	figure_question(s, account, before, after);
	return after;
}

/* --- writing --- */

static int
new_pub(struct store *s, int64_t *ret, struct err *e)
{
	for (;;) {
		uint32_t r;
		int64_t there = 0;

		sqlite3_randomness(sizeof(r), &r);
		*ret = r & 0x3fffffff;
		if (sql_int(s, e, &there, "SELECT 1 FROM question "
		    "WHERE pub = ?", "i", *ret) == -1)
			return -1;
		if (there == 0)
			return 0;
	}
}

/* When the first bell may ring: at once, unless it is old history. */
static int64_t
first_bell(const struct tquestion *q, int64_t now)
{
	/* What is unsure, too: some recipients want to hear of it. */
	if (!qstate_is_open(q->state))
		return 0;
	if (q->baseline && q->asked_at < now - FRESH_MS)
		return 0;
	return now;
}

static int
insert(struct store *s, int64_t thread, const struct snapshot *t,
    const struct tquestion *q, int64_t now, struct err *e)
{
	const struct snapshot_more *m = snapshot_more(t, q->opener);
	int64_t account = m != NULL ? m->account : 0;
	const struct account *a = account_by_id(s, account);
	int64_t pub, last = last_post(t, q), figures, due;
	bool open = qstate_is_open(q->state);

	if (new_pub(s, &pub, e) == -1)
		return -1;
	tally(s, account, (struct tallied){ 0 }, (struct tallied){ q->state,
	    bits_of(q), q->asked_at, now });
	figures = figures_of(s, t, q, account, 0, now, &due);
	/*
	 * Who asks again in a conversation is heard in its mail thread; that
	 * of a collected mail is that mail's alone (alert/ids.h).
	 */
	return sql_run(s, e, "INSERT INTO question(pub, thread_id, opener_id, "
	    "last_id, answer_id, asker, account_id, active, state, bits, "
	    "asked_at, last_at, ended_at, first_response_at, quiet_until, "
	    "promise_at, last_verb, parts, nudges, community, label, p, "
	    "assignee, hash, seen_at, read_at, reread_at, ring_at, ended_by, "
	    "figures, due_at, mail_root) "
	    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
	    "?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, "
	    "?27, ?28, ?29, ?30, ?31, (SELECT mail_root FROM question "
	    "WHERE thread_id = ?2 AND +asker = ?6 AND ?6 > 0 "
	    "AND mail_root GLOB '<q.*' ORDER BY id DESC LIMIT 1))",
	    "iiiiziiddiiiiiiidiiidisiiiiidii",
	    pub, thread, q->opener, last, q->answer, q->asker, account,
	    (int)(a != NULL && a->active), (int)q->state,
	    (int64_t)bits_of(q), q->asked_at, q->last_at, q->ended_at,
	    q->first_response_at, q->quiet_until, q->promise_at,
	    (int)q->last_verb, q->parts, q->nudges, q->community,
	    (int)q->label, (int64_t)(q->p * 1000.0f + 0.5f), q->assignee,
	    (int64_t)hash_of(q, last), now, now,
	    open ? now + reread_interval(now - q->asked_at, 0) : (int64_t)0,
	    first_bell(q, now), (int)(q->ended_at != 0 ? q->ended_by : 0),
	    figures, due);
}

static int
update(struct store *s, const struct snapshot *t, const struct qrow *r,
    const struct tquestion *q, int64_t now, struct err *e)
{
	int64_t last = last_post(t, q), ring = r->ring_at, figures, due;
	uint64_t hash = hash_of(q, last);
	bool was_open = qstate_is_open(r->state);
	bool rang_before = r->state == Q_WAITING && (r->bits & QBIT_RINGS);
	bool again = qstate_is_open(q->state) && !was_open;
	int64_t seen = r->seen_at;
	const struct account *a = account_by_id(s, r->account);

	if (hash == r->hash)
		return 0;
	/* Asked anew, in an old post: that we know since now.  It is no history
	 * for having been found late. */
	if (again && q->asked_at > r->asked_at)
		seen = !q->baseline || q->asked_at > now - FRESH_MS ? now :
		    q->asked_at + FRESH_MS;
	/* It opened anew, or became sure only now: the bell is planned. */
	if (again || (q->state == Q_WAITING && q->rings && !rang_before &&
	    r->rung_at == 0))
		ring = first_bell(q, now);
	/* It may be urgent now, or less so: the next bell is looked for. */
	else if (qstate_is_open(q->state) && ring > now)
		ring = now;
	tally(s, r->account, tallied_of(r), (struct tallied){ q->state,
	    bits_of(q), q->asked_at, seen });
	figures = figures_of(s, t, q, r->account, r->figures, now, &due);
	return sql_run(s, e, "UPDATE question SET opener_id = ?2, "
	    "last_id = ?3, answer_id = ?4, asker = ?5, state = ?6, bits = ?7, "
	    "asked_at = ?8, last_at = ?9, ended_at = ?10, "
	    "first_response_at = ?11, quiet_until = ?12, promise_at = ?13, "
	    "last_verb = ?14, parts = ?15, nudges = ?16, community = ?17, "
	    "label = ?18, p = ?19, assignee = ?20, hash = ?21, ring_at = ?22, "
	    "ring_step = CASE WHEN ?23 THEN 0 ELSE ring_step END, "
	    "reread_at = CASE WHEN ?23 THEN ?24 ELSE reread_at END, "
	    "active = ?25, ended_by = ?26, figures = ?27, due_at = ?28, "
	    "seen_at = ?29 "
	    "WHERE id = ?1", "iiizidiiiiiiidiiidisiididdiii", r->id, q->opener,
	    last, q->answer, q->asker, (int)q->state, (int64_t)bits_of(q),
	    q->asked_at, q->last_at, q->ended_at, q->first_response_at,
	    q->quiet_until, q->promise_at, (int)q->last_verb, q->parts,
	    q->nudges, q->community, (int)q->label,
	    (int64_t)(q->p * 1000.0f + 0.5f), q->assignee, (int64_t)hash,
	    ring, (int)again, now + REREAD_MIN,
	    (int)(a != NULL && a->active),
	    (int)(q->ended_at != 0 ? q->ended_by : 0), figures, due, seen);
}

/* --- rows without a judgement --- */

/* Another question of the same person that now contains this one. */
static const struct qrow *
swallower(const struct snapshot *t, const struct qrow *rows, size_t n,
    const struct qrow *r)
{
	const struct tpost *opener = snapshot_post(t, r->opener);

	if (opener == NULL || (opener->flags & (TPOST_GONE | TPOST_REMOVED)) ||
	    !qstate_is_open(r->state))
		return NULL;
	for (size_t i = 0; i < n; i++) {
		const struct tquestion *q = rows[i].judged;

		if (q != NULL && q->asker == r->asker &&
		    q->asked_at <= opener->at && q->last_at >= opener->at)
			return &rows[i];
	}
	return NULL;
}

static int
retire(struct store *s, const struct snapshot *t, const struct qrow *rows,
    size_t n, const struct qrow *r, int64_t now, struct err *e)
{
	const struct tpost *opener = snapshot_post(t, r->opener);
	const struct qrow *by = swallower(t, rows, n, r);
	enum qstate state = Q_NOT_QUESTION;
	struct tquestion end = { .opener = r->opener, .asker = r->asker,
		.asked_at = r->asked_at, .ended_at = now,
		.again = r->bits & QBIT_AGAIN, .blind = r->bits & QBIT_BLIND };
	int64_t figures, due;

	if (by != NULL) {
		figure_question(s, r->account, r->figures, 0);
		tally(s, r->account, tallied_of(r), (struct tallied){ 0 });
		return sql_run(s, e, "UPDATE question SET alias_of = ?2, "
		    "state = ?3, ended_at = ?4, noted = 1, hash = 0, "
		    "figures = 0, due_at = 0 "
		    "WHERE id = ?1", "iidi", r->id, by->id,
		    (int)Q_NOT_QUESTION, now) == -1 ||
		    sql_run(s, e, "UPDATE action SET question_id = ?2 "
		    "WHERE question_id = ?1", "ii", r->id, by->id) == -1 ||
		    sql_run(s, e, "UPDATE question SET alias_of = ?2 "
		    "WHERE thread_id = (SELECT thread_id FROM question "
		    "WHERE id = ?1) AND alias_of = ?1", "ii", r->id,
		    by->id) == -1 ? -1 : 0;
	}
	if (opener == NULL || (opener->flags & TPOST_GONE))
		state = Q_GONE;
	else if (opener->flags & TPOST_REMOVED)
		state = Q_REMOVED;
	if (r->state == state || !qstate_is_open(r->state))
		return 0;
	tally(s, r->account, tallied_of(r), (struct tallied){ state, r->bits,
	    r->asked_at, r->seen_at });
	end.state = state;
	figures = figures_of(s, t, &end, r->account, r->figures, now, &due);
	return sql_run(s, e, "UPDATE question SET state = ?2, ended_at = ?3, "
	    "hash = 0, figures = ?4, due_at = ?5 WHERE id = ?1", "idiii",
	    r->id, (int)state, now, figures, due);
}

/* --- the match --- */

static struct qrow *
row_for(struct qrow *rows, size_t n, const struct tquestion *q)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].judged == NULL && rows[i].opener == q->opener)
			return &rows[i];
	return NULL;
}

static bool
still_opens(const struct clock_result *res, int64_t opener)
{
	for (size_t i = 0; i < res->n_questions; i++)
		if (res->questions[i].opener == opener)
			return true;
	return false;
}

/* A row whose question begins elsewhere now: an older post came to light. */
static struct qrow *
row_of_asker(const struct clock_result *res, struct qrow *rows, size_t n,
    const struct tquestion *q)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].judged == NULL && rows[i].asker == q->asker &&
		    qstate_is_open(rows[i].state) &&
		    !still_opens(res, rows[i].opener))
			return &rows[i];
	return NULL;
}

static int
write_thread(struct store *s, int64_t thread, const struct snapshot *t,
    const struct clock_result *res, struct qrow *rows, size_t n, bool *moved,
    int64_t now, struct err *e)
{
	/* Openers first: no row may be taken that another question owns. */
	struct qrow **of = arena_alloc(s->scratch,
	    (res->n_questions + 1) * sizeof(struct qrow *));

	for (size_t i = 0; i < res->n_questions; i++)
		if ((of[i] = row_for(rows, n, &res->questions[i])) != NULL)
			of[i]->judged = &res->questions[i];
	for (size_t i = 0; i < res->n_questions; i++) {
		const struct tquestion *q = &res->questions[i];

		if (of[i] == NULL &&
		    (of[i] = row_of_asker(res, rows, n, q)) != NULL) {
			of[i]->judged = q;
			*moved = true;
		}
		if ((of[i] != NULL ? update(s, t, of[i], q, now, e) :
		    insert(s, thread, t, q, now, e)) == -1)
			return -1;
	}
	for (size_t i = 0; i < n; i++)
		if (rows[i].judged == NULL &&
		    retire(s, t, rows, n, &rows[i], now, e) == -1)
			return -1;
	return 0;
}

int
judge_thread(struct store *s, int64_t thread, int64_t now, struct err *e)
{
	/* Twice, if actions must follow a question to another opener. */
	for (int pass = 0; pass < 2; pass++) {
		struct clock_result res = { 0 };
		struct snapshot t;
		struct qrow *rows;
		size_t n;
		bool moved = false;

		arena_reset(s->scratch);
		if (snapshot_load(s, thread, s->scratch, &t, e) == -1 ||
		    load_rows(s, s->scratch, thread, &rows, &n, e) == -1)
			return -1;
		if (t.thread.n_posts == 0 && n == 0)
			return 0;
		if (t.thread.n_posts > 0)
			clock_judge(&t.thread, s->scratch, false, &res);
		if (write_thread(s, thread, &t, &res, rows, n, &moved, now,
		    e) == -1)
			return -1;
		if (!moved || t.thread.n_actions == 0)
			break;
	}
	return 0;
}

static int
by_thread(const void *a, const void *b)
{
	const struct touched *x = a, *y = b;

	if (x->thread != y->thread)
		return x->thread < y->thread ? -1 : 1;
	return y->strong - x->strong;
}

int
judge_touched(struct store *s, int64_t now, struct err *e)
{
	size_t n = s->n_touched;
	int64_t last = 0;

	s->n_touched = 0;
	if (n > 1)
		qsort(s->touched, n, sizeof(*s->touched), by_thread);
	for (size_t i = 0; i < n; i++) {
		const struct touched *t = &s->touched[i];
		int64_t any = 0;

		if (t->thread == last)
			continue;
		last = t->thread;
		/* Own words and small talk move only what is there. */
		if (!t->strong && sql_int(s, e, &any, "SELECT 1 FROM question "
		    "WHERE thread_id = ? LIMIT 1", "i", t->thread) == -1)
			return -1;
		if ((t->strong || any != 0) &&
		    judge_thread(s, t->thread, now, e) == -1)
			return -1;
	}
	return 0;
}
