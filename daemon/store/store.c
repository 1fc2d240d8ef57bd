/* SPDX-License-Identifier: ISC */

/*
 * The life of a store, and the order of its work.
 *
 * Calls wait in one queue; a turn of the loop takes them in order.  Polled
 * batches that stand together share a transaction, each in a savepoint of its
 * own, so that one bad batch fails alone; what staff did gets a transaction
 * of its own, durable before its callback.  Nothing is kept in memory that
 * store_forget() cannot read again after a rollback.
 */

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "store/internal.h"

#define GROUP_POSTS	400	/* posts in a transaction of polled batches */
#define GROUP_MS	200
#define TURN_MS		50	/* then let others run */
#define BUSY_MS		250	/* somebody looks at the file with sqlite3 */
#define CHECKPOINT_PAGES 4000

static void turn(void *);

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
	if (store_forget(s, NULL) == -1)
		log_err("%s: cannot read the database after an error",
		    s->opts.client);
}

static int
commit(struct store *s, struct err *e)
{
	if (sql_run(s, e, "COMMIT", "") == -1) {
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
	struct err e = { .code = ERR_OK };
	bool open;

	open = begin(s, false, &e) == 0;
	for (;;) {
		bool changed = s->changed;

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
				store_forget(s, NULL);
				s->changed = changed;
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
	wrote(s, &e);
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
run_one(struct store *s)
{
	struct op *op = take(s);

	switch (op->class) {
	case OP_READ:
		op->run(s, op, &op->err);
		finish(op);
		break;
	case OP_POLLED:
		run_group(s, op);
		break;
	case OP_STAFF:
		run_staff(s, op);
		break;
	}
}

static void
turn(void *arg)
{
	struct store *s = arg;
	int64_t start = loop_mono();

	s->running = true;
	while (s->head != NULL && !s->close_asked) {
		run_one(s);
		if (loop_mono() - start >= TURN_MS)
			break;
	}
	s->running = false;
	if (s->close_asked)
		store_close(s);
	else if (s->head != NULL)
		timer_start(s->turn, 0);
}

int
store_forget(struct store *s, struct err *e)
{
	int64_t last = 0;

	authors_forget(s);
	s->n_touched = 0;
	if (accounts_load(s, e) == -1 || accounts_load_open(s, e) == -1 ||
	    outbox_load(s, e) == -1 || search_load(s, e) == -1)
		return -1;
	if (sql_int(s, e, &last, "SELECT max(id) FROM post", "") == -1)
		return -1;
	s->next_post = meta_int(s, "next_post", 1);
	if (s->next_post <= last)
		s->next_post = last + 1;
	s->deleted_posts = meta_int(s, "deleted_posts", 0);
	return 0;
}

/* --- open and close --- */

static void
opts_free(struct store *s)
{
	free(TAKE(*(char **)(uintptr_t)&s->opts.client));
	free(TAKE(*(char **)(uintptr_t)&s->opts.path));
	free(TAKE(*(char **)(uintptr_t)&s->opts.lang));
	if (s->automatic != NULL)
		for (size_t i = 0; s->automatic[i] != NULL; i++)
			free(s->automatic[i]);
	free(s->automatic);
	s->automatic = NULL;
}

static void
opts_copy(struct store *s, const struct store_opts *o)
{
	size_t n = 0;

	s->opts = *o;
	s->opts.client = xstrdup(o->client != NULL ? o->client : "client");
	s->opts.path = xstrdup_null(o->path);
	s->opts.lang = xstrdup(o->lang != NULL ? o->lang : "de");
	s->opts.automatic = NULL;
	while (o->automatic != NULL && o->automatic[n] != NULL)
		n++;
	s->automatic = xcalloc(n + 1, sizeof(*s->automatic));
	for (size_t i = 0; i < n; i++)
		s->automatic[i] = xstrdup(o->automatic[i]);
}

/* One harkd per file; the lock goes with the process, however it ends. */
static int
lock(struct store *s, struct err *e)
{
	AUTO(free_p) char *path = NULL;

	if (s->opts.path == NULL)
		return 0;
	path = xasprintf("%s.lock", s->opts.path);
	s->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
	    0600);
	if (s->lock_fd == -1)
		return err_set(e, ERR_STORE, "%s: %s", path, strerror(errno));
	if (flock(s->lock_fd, LOCK_EX | LOCK_NB) == -1)
		return err_set(e, ERR_CONFLICT, "%s: another harkd is using "
		    "this database; stop it first", s->opts.path);
	return 0;
}

/* WAL is what makes readers and crashes cheap: insist on it. */
static int
use_wal(struct store *s, struct err *e)
{
	sqlite3_stmt *st = sql(s, e, "PRAGMA journal_mode = WAL", "");
	const char *mode;
	int ok, n;

	if ((n = sql_step(s, e, st)) != 1)
		return n == -1 ? -1 : sql_fail(s, e, "journal_mode");
	mode = (const char *)sqlite3_column_text(st, 0);
	ok = mode != NULL && (strcmp(mode, "wal") == 0 ||
	    (s->opts.path == NULL && strcmp(mode, "memory") == 0));
	sqlite3_reset(st);
	if (!ok)
		return err_set(e, ERR_STORE, "%s: the file system cannot hold "
		    "a write-ahead log; use a local disk", s->opts.path);
	return 0;
}

static int
setup(struct store *s, struct err *e)
{
	char pragma[64];
	int64_t kb = s->opts.cache_kb != 0 ? s->opts.cache_kb : 16 * 1024;

	sqlite3_extended_result_codes(s->db, 1);
	sqlite3_busy_timeout(s->db, BUSY_MS);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	snprintf(pragma, sizeof(pragma), "PRAGMA cache_size = -%lld",
	    (long long)kb);
	if (sql_exec(s, e, pragma) == -1 || use_wal(s, e) == -1)
		return -1;
	s->sync_full = true;
	snprintf(pragma, sizeof(pragma), "PRAGMA wal_autocheckpoint = %d",
	    CHECKPOINT_PAGES);
	return sql_exec(s, e, pragma) == -1 || sql_exec(s, e,
	    "PRAGMA synchronous = FULL;"
	    "PRAGMA secure_delete = ON;"
	    "PRAGMA temp_store = MEMORY;"
	    "PRAGMA trusted_schema = OFF") == -1 ? -1 : 0;
}

/* After a crash the disk may have lied; look before writing more. */
static int
check(struct store *s, struct err *e)
{
	sqlite3_stmt *st;
	int n;

	if (meta_int(s, "clean", 1) == 0) {
		st = sql(s, e, "PRAGMA quick_check(1)", "");
		if ((n = sql_step(s, e, st)) == -1)
			return -1;
		if (n == 1) {
			const char *said =
			    (const char *)sqlite3_column_text(st, 0);

			if (said == NULL || strcmp(said, "ok") != 0) {
				err_set(e, ERR_STORE, "%s is damaged (%s): "
				    "stop harkd, move it away, put the newest "
				    "backup in its place", s->opts.path,
				    said != NULL ? said : "unreadable");
				sqlite3_reset(st);
				return -1;
			}
			sqlite3_reset(st);
		}
	}
	s->seed = (uint64_t)meta_int(s, "seed", 0);
	if (s->seed == 0) {
		sqlite3_randomness(sizeof(s->seed), &s->seed);
		if (meta_set(s, e, "seed", (int64_t)s->seed) == -1)
			return -1;
	}
	return s->opts.path != NULL ? meta_set(s, e, "clean", 0) : 0;
}

static void
release(struct store *s)
{
	authors_forget(s);
	accounts_free(s);
	own_free(s);
	free(s->dirty_authors);
	free(s->authors);
	free(s->touched);
	sql_finalize(s);
	sqlite3_close(s->db);
	if (s->lock_fd != -1)
		close(s->lock_fd);
	timer_free(s->turn);
	arena_free(s->scratch);
	buf_free(&s->text);
	opts_free(s);
	free(s);
}

struct store *
store_open(const struct store_opts *o, struct err *e)
{
	struct store *s = xcalloc(1, sizeof(*s));
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
	    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
	mode_t old;
	int rc;

	s->tail = &s->head;
	s->lock_fd = -1;
	s->turn = timer_new(turn, s);
	s->scratch = arena_new();
	s->text = (struct buf)BUF_INIT;
	opts_copy(s, o);
	if (lock(s, e) == -1)
		goto fail;
	old = umask(077);
	rc = sqlite3_open_v2(s->opts.path != NULL ? s->opts.path : ":memory:",
	    &s->db, flags, NULL);
	umask(old);
	if (rc != SQLITE_OK) {
		err_set(e, ERR_STORE, "%s: %s", s->opts.path,
		    s->db != NULL ? sqlite3_errmsg(s->db) : "cannot open");
		goto fail;
	}
	if (setup(s, e) == -1 || migrate(s, e) == -1 || check(s, e) == -1 ||
	    store_forget(s, e) == -1)
		goto fail;
	s->last_commit = loop_now();
	return s;
fail:
	release(s);
	return NULL;
}

void
store_close(struct store *s)
{
	struct op *op;

	if (s == NULL)
		return;
	if (s->running) {
		/* A callback asked: go when it has returned. */
		s->close_asked = true;
		return;
	}
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
	backup_cancel(s);
	if (s->opts.path != NULL && s->write_err.code == ERR_OK) {
		meta_set(s, NULL, "next_post", s->next_post);
		meta_set(s, NULL, "clean", 1);
	}
	release(s);
}

const char *
store_client(const struct store *s)
{
	return s->opts.client;
}

void
store_reconfigure(struct store *s, const struct store_opts *o)
{
	struct store_opts n = *o;
	AUTO(free_p) char *path = xstrdup_null(s->opts.path);

	n.path = path;
	opts_free(s);
	opts_copy(s, &n);
}

void
store_on_change(struct store *s, store_changed_fn *fn, void *arg)
{
	s->changed_fn = fn;
	s->changed_arg = arg;
}

static int64_t
file_size(const char *path, const char *suffix)
{
	AUTO(free_p) char *name = NULL;
	struct stat st;

	if (path == NULL)
		return 0;
	name = xasprintf("%s%s", path, suffix);
	return stat(name, &st) == 0 ? (int64_t)st.st_size : 0;
}

void
store_health(struct store *s, struct store_health *ret)
{
	memset(ret, 0, sizeof(*ret));
	ret->writable = s->write_err.code == ERR_OK;
	ret->err = s->write_err;
	ret->size = file_size(s->opts.path, "");
	ret->wal_size = file_size(s->opts.path, "-wal");
	for (size_t i = 0; i < s->n_accounts; i++)
		ret->posts += s->accounts[i]->posts;
	ret->posts -= s->deleted_posts;
	ret->unindexed = s->next_post - s->fts.next;
	ret->last_commit = s->last_commit;
	ret->queued = s->queued;
}
