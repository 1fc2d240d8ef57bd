/* SPDX-License-Identifier: ISC */

/*
 * The order of a store's work.
 *
 * Calls wait in one queue; a turn of the loop takes them in order.  Polled
 * batches that stand together share a transaction, each in a savepoint of its
 * own, so that one bad batch fails alone; what staff did gets a transaction
 * of its own, durable before its callback.  Nothing is kept in memory that
 * store_forget() cannot read again after a rollback.
 */

#include "base/log.h"
#include "store/internal.h"

#define GROUP_POSTS	400	/* posts in a transaction of polled batches */
#define GROUP_MS	200
#define TURN_MS		50	/* then let others run */

/* --- calls --- */

void *
op_new(size_t size, enum op_class class, int (*run)(struct store *,
    struct op *, struct err *), void (*answer)(struct op *,
    const struct err *))
{
	struct arena *a = arena_new();
	struct op *op = arena_alloc(a, size);

	op->arena = a;
	op->class = class;
	op->run = run;
	op->answer = answer;
	return op;
}

void
op_queue(struct store *s, struct op *op)
{
	if (s->closing) {
		op->next = s->late;
		s->late = op;
		return;
	}
	*s->tail = op;
	s->tail = &op->next;
	s->queued++;
	if (!s->running && !timer_running(s->turn))
		timer_start(s->turn, 0);
}

static struct op *
take(struct store *s)
{
	struct op *op = s->head;

	s->head = op->next;
	if (s->head == NULL)
		s->tail = &s->head;
	op->next = NULL;
	s->queued--;
	return op;
}

static void
finish(struct op *op)
{
	if (op->answer != NULL)
		op->answer(op, &op->err);
	arena_free(op->arena);
}

/* --- transactions --- */

static int
begin(struct store *s, bool full, struct err *e)
{
	if (s->damaged.code != ERR_OK) {
		*e = s->damaged;
		return -1;
	}
	if (s->sync_full != full) {
		if (sql_exec(s, e, full ? "PRAGMA synchronous = FULL" :
		    "PRAGMA synchronous = NORMAL") == -1)
			return -1;
		s->sync_full = full;
	}
	/*
	 * A batch that brings nothing new must write nothing: it begins as a
	 * reader.  We are the only writer, so it can always become one.
	 */
	return sql_run(s, e, full ? "BEGIN IMMEDIATE" : "BEGIN", "");
}

/* Undo everything that is open. */
static void
undo(struct store *s)
{
	if (!sqlite3_get_autocommit(s->db))
		sql_run(s, NULL, "ROLLBACK", "");
	s->changed = false;
	figures_undo(s, 0);
	if (store_forget(s, NULL) == -1)
		log_err("%s: cannot read the database after an error",
		    s->opts.client);
}

static int
commit(struct store *s, struct err *e)
{
	if (figures_flush(s, e) == -1 || sql_run(s, e, "COMMIT", "") == -1) {
		undo(s);
		return -1;
	}
	return 0;
}

static void
wrote(struct store *s, const struct err *e)
{
	if (e->code == ERR_OK) {
		if (s->write_err.code != ERR_OK)
			log_info("%s: the database can be written again",
			    s->opts.client);
		s->write_err.code = ERR_OK;
		s->write_err.text[0] = '\0';
		s->last_commit = loop_now();
	} else if (e->code == ERR_FULL || e->code == ERR_STORE) {
		if (s->write_err.code == ERR_OK)
			log_err("%s: %s", s->opts.client, e->text);
		s->write_err = *e;
	}
}

static void
tell_changed(struct store *s)
{
	if (!s->changed)
		return;
	s->changed = false;
	if (s->changed_fn != NULL)
		s->changed_fn(s->changed_arg, s);
}

/* Everything from op (already taken) that may share its transaction. */
static void
run_group(struct store *s, struct op *op)
{
	struct op *done = NULL, **tail = &done;
	int64_t start = loop_mono();
	size_t weight = 0;
	struct err e = { .code = ERR_OK }, bad = e;
	bool open;

	open = begin(s, false, &e) == 0;
	for (;;) {
		bool changed = s->changed;
		size_t mark = figures_mark(s);

		*tail = op;
		tail = &op->next;
		weight += op->weight;
		if (!open) {
			op->err = e;
		} else if (sql_run(s, &op->err, "SAVEPOINT batch", "") == -1 ||
		    op->run(s, op, &op->err) == -1) {
			/* A full disk may have undone the whole transaction. */
			if (sqlite3_get_autocommit(s->db) || sql_run(s, NULL,
			    "ROLLBACK TO batch", "") == -1 || sql_run(s, NULL,
			    "RELEASE batch", "") == -1) {
				e = op->err;
				open = false;
				undo(s);
			} else {
				figures_undo(s, mark);
				store_forget(s, NULL);
				s->changed = changed;
				bad = op->err;
			}
		} else if (sql_run(s, &op->err, "RELEASE batch", "") == -1) {
			e = op->err;
			open = false;
			undo(s);
		}
		if (s->head == NULL || s->head->class != OP_POLLED ||
		    weight >= GROUP_POSTS || loop_mono() - start >= GROUP_MS)
			break;
		op = take(s);
	}
	if (open)
		commit(s, &e);
	/* One batch may have failed for reasons that are the disk's. */
	wrote(s, e.code == ERR_OK ? &bad : &e);
	while ((op = done) != NULL) {
		done = op->next;
		/* What was undone with the others has failed too. */
		if (e.code != ERR_OK && op->err.code == ERR_OK)
			op->err = e;
		finish(op);
	}
	tell_changed(s);
}

static void
run_staff(struct store *s, struct op *op)
{
	struct err *e = &op->err;

	if (begin(s, true, e) == -1) {
		wrote(s, e);
	} else if (op->run(s, op, e) == -1) {
		wrote(s, e);
		undo(s);
	} else {
		if (commit(s, e) == -1 && e->code == ERR_OK)
			err_set(e, ERR_STORE, "cannot commit");
		wrote(s, e);
	}
	finish(op);
	tell_changed(s);
}

static void
put_back(struct store *s, struct op *op)
{
	op->next = s->head;
	if (s->head == NULL)
		s->tail = &op->next;
	s->head = op;
	s->queued++;
}

/* False: let the loop turn first. */
static bool
run_one(struct store *s)
{
	struct op *op = take(s);

	switch (op->class) {
	case OP_READ:
		if (op->run(s, op, &op->err) == OP_AGAIN) {
			put_back(s, op);
			return false;
		}
		finish(op);
		break;
	case OP_POLLED:
		run_group(s, op);
		break;
	case OP_STAFF:
		run_staff(s, op);
		break;
	}
	return true;
}

void
queue_turn(void *arg)
{
	struct store *s = arg;
	int64_t start = loop_mono();

	s->running = true;
	while (s->head != NULL && !s->close_asked)
		if (!run_one(s) || loop_mono() - start >= TURN_MS)
			break;
	s->running = false;
	if (s->close_asked)
		store_close(s);
	else if (s->head != NULL)
		timer_start(s->turn, 0);
}

void
queue_drain(struct store *s)
{
	struct op *op;

	/* What was queued until now is done; what callbacks add is not. */
	s->running = s->closing = true;
	while (s->head != NULL)
		run_one(s);
	while ((op = s->late) != NULL) {
		s->late = op->next;
		err_set(&op->err, ERR_UNAVAILABLE, "%s is being closed",
		    s->opts.client);
		finish(op);
	}
}
