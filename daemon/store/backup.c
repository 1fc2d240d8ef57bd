/* SPDX-License-Identifier: ISC */

/*
 * A consistent copy while work goes on: a few hundred pages in each turn.
 * What is written through our own connection meanwhile goes into the copy as
 * well.  It is made under another name and put in place when it is whole.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/internal.h"

#define STEP_PAGES	256

struct backup {
	struct timer *timer;
	sqlite3 *db;
	sqlite3_backup *job;
	char *path, *part;
	store_done_fn *fn;
	void *arg;
};

struct backup_op {
	struct op op;
	const char *path;
	store_done_fn *fn;
	void *arg;
};

static void
end(struct store *s, const struct err *e)
{
	struct backup *b = TAKE(s->backup);

	if (b->job != NULL)
		sqlite3_backup_finish(b->job);
	sqlite3_close(b->db);
	if (e->code != ERR_OK && b->part != NULL)
		unlink(b->part);
	timer_free(b->timer);
	if (b->fn != NULL)
		b->fn(b->arg, e);
	free(b->path);
	free(b->part);
	free(b);
}

static int
sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), r;

	if (fd == -1)
		return -1;
	r = fsync(fd);
	close(fd);
	return r;
}

/* Whoever is forgotten one day is told that this copy holds them. */
struct copied_op {
	struct op op;
	const char *path;
	int64_t at;
};

static int
run_copied(struct store *s, struct op *base, struct err *e)
{
	struct copied_op *op = (struct copied_op *)base;

	return sql_run(s, e, "INSERT OR REPLACE INTO copy(path, at) "
	    "VALUES(?, ?)", "si", op->path, op->at);
}

static void
note_copy(struct store *s, const char *path)
{
	struct copied_op *op = op_new(sizeof(*op), OP_STAFF, run_copied, NULL);

	op->path = arena_strdup(op->op.arena, path);
	op->at = loop_now();
	op_queue(s, &op->op);
}

static void
put_in_place(struct store *s)
{
	struct backup *b = s->backup;
	struct err e = { .code = ERR_OK };
	int rc = sqlite3_backup_finish(TAKE(b->job));

	if (rc != SQLITE_OK)
		err_set(&e, ERR_STORE, "%s: %s", b->path, sqlite3_errstr(rc));
	else if (sync_file(b->part) == -1 || link(b->part, b->path) == -1)
		err_set(&e, errno == EEXIST ? ERR_CONFLICT : ERR_IO, "%s: %s",
		    b->path, strerror(errno));
	unlink(b->part);
	if (e.code == ERR_OK)
		note_copy(s, b->path);
	end(s, &e);
}

static void
turn(void *arg)
{
	struct store *s = arg;
	struct backup *b = s->backup;
	struct err e = { .code = ERR_OK };
	int rc = sqlite3_backup_step(b->job, STEP_PAGES);

	switch (rc & 0xff) {
	case SQLITE_DONE:
		put_in_place(s);
		return;
	case SQLITE_OK:
		timer_start(b->timer, 0);
		return;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		timer_start(b->timer, 50);
		return;
	case SQLITE_FULL:
		err_set(&e, ERR_FULL, "%s: the disk is full", b->path);
		break;
	default:
		err_set(&e, ERR_STORE, "%s: %s", b->path, sqlite3_errstr(rc));
	}
	end(s, &e);
}

/* A file that only we may read, and that was not there before. */
static int
create(const char *path, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd == -1)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	close(fd);
	return 0;
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct backup_op *op = (struct backup_op *)base;
	struct backup *b;

	if (s->backup != NULL)
		return err_set(e, ERR_CONFLICT, "a backup is running already");
	if (access(op->path, F_OK) == 0)
		return err_set(e, ERR_CONFLICT, "%s exists; choose another "
		    "name", op->path);
	b = xcalloc(1, sizeof(*b));
	b->path = xstrdup(op->path);
	b->part = xasprintf("%s.part", op->path);
	unlink(b->part);
	if (create(b->part, e) == -1 || sqlite3_open_v2(b->part, &b->db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
	    (b->job = sqlite3_backup_init(b->db, "main", s->db, "main"))
	    == NULL) {
		if (e->code == ERR_OK)
			err_set(e, ERR_STORE, "%s: %s", op->path,
			    sqlite3_errmsg(b->db));
		sqlite3_close(b->db);
		unlink(b->part);
		free(b->path);
		free(b->part);
		free(b);
		return -1;
	}
	b->fn = op->fn;
	b->arg = op->arg;
	b->timer = timer_new(turn, s);
	timer_start(b->timer, 0);
	s->backup = b;
	return 0;
}

/* Only a failure is told here; success comes when it is whole. */
static void
answer(struct op *base, const struct err *e)
{
	struct backup_op *op = (struct backup_op *)base;

	if (e->code != ERR_OK && op->fn != NULL)
		op->fn(op->arg, e);
}

void
backup_cancel(struct store *s)
{
	struct err e = { .code = ERR_OK };

	if (s->backup == NULL)
		return;
	err_set(&e, ERR_UNAVAILABLE, "%s is being closed", s->opts.client);
	end(s, &e);
}

void
store_backup(struct store *s, const char *path, store_done_fn *fn, void *arg)
{
	struct backup_op *op = op_new(sizeof(*op), OP_READ, run, answer);

	op->path = arena_strdup(op->op.arena, path);
	op->fn = fn;
	op->arg = arg;
	op_queue(s, &op->op);
}
