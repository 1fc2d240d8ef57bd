/* SPDX-License-Identifier: ISC */

/*
 * The life of a store: the file, its lock, what is read into memory, and the
 * end.  The order of its work stands in queue.c.
 */

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/when.h"
#include "store/forget.h"
#include "store/known.h"
#include "triage/hours.h"
#include "triage/zone.h"

#define BUSY_MS		250	/* somebody looks at the file with sqlite3 */
#define CHECKPOINT_PAGES 4000
#define CHECK_MAX	(64 << 20)	/* bytes that are read in a moment */

int
store_forget(struct store *s, struct err *e)
{
	int64_t last = 0;

	authors_forget(s);
	floods_forget(s);
	s->n_touched = 0;
	s->frozen_own = s->frozen_questions = -1;
	s->figures_done = false;
	s->due_next = 0;
	if (accounts_load(s, e) == -1 || accounts_load_open(s, e) == -1 ||
	    outbox_retry(s, e) == -1 || outbox_load(s, e) == -1 || search_load(s, e) == -1 ||
	    teach_load(s, e) == -1 || husk_load(s, e) == -1)
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
	/* The configuration has checked the name. */
	s->zone = o->zone != NULL ? zone_get(o->zone, NULL) : NULL;
	s->opts.zone = NULL;
	s->hours = o->hours;
	s->due_ms = o->due_ms != 0 ? o->due_ms : o->hours != NULL ?
	    hours_day(o->hours) : WHEN_DAY;
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
	int64_t kb = s->opts.cache_kb != 0 ? s->opts.cache_kb : 8 * 1024;

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

static int
quick_check(struct store *s, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "PRAGMA quick_check(1)", "");
	const char *said;
	int n;

	if ((n = sql_step(s, e, st)) == -1 &&
	    ((n = sqlite3_errcode(s->db) & 0xff) == SQLITE_BUSY ||
	    n == SQLITE_LOCKED || n == SQLITE_CANTOPEN))
		e->code = ERR_UNAVAILABLE;
	if (e->code != ERR_OK)
		return -1;
	said = (const char *)sqlite3_column_text(st, 0);
	if (said != NULL && strcmp(said, "ok") == 0)
		return 0;
	/* Behind a line that only names the database. */
	if (said != NULL && strncmp(said, "***", 3) == 0 &&
	    strchr(said, '\n') != NULL)
		said = strchr(said, '\n') + 1;
	return err_set(e, ERR_STORE, "%s is damaged (%.60s): stop harkd, move "
	    "it away, put the newest backup in its place", s->opts.path,
	    said != NULL ? said : "unreadable");
}

/* After a crash the disk may have lied; look before writing more. */
static int
check(struct store *s, struct err *e)
{
	if (meta_int(s, "clean", 1) == 0) {
		if (file_size(s->opts.path, "") > CHECK_MAX)
			s->unverified = true;
		else if (quick_check(s, e) == -1)
			return -1;
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
	floods_forget(s);
	accounts_free(s);
	husk_free(s);
	known_free(s);
	own_free(s);
	figures_free(s);
	lessons_free(s->lessons);
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
	s->turn = timer_new(queue_turn, s);
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
	if (setup(s, e) == -1 || talk_functions(s, e) == -1 ||
	    migrate(s, e) == -1 || check(s, e) == -1 ||
	    command_load(s, e) == -1 || talk_watch(s, e) == -1 ||
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
	if (s == NULL)
		return;
	if (s->running) {
		/* A callback asked: go when it has returned. */
		s->close_asked = true;
		return;
	}
	queue_drain(s);
	backup_cancel(s);
	if (s->opts.path != NULL && s->write_err.code == ERR_OK) {
		meta_set(s, NULL, "next_post", s->next_post);
		if (!s->unverified)
			meta_set(s, NULL, "clean", 1);
	}
	release(s);
}

bool
store_unverified(const struct store *s)
{
	return s->unverified;
}

void
store_verified(struct store *s, const struct err *e)
{
	if (e->code == ERR_OK) {
		s->unverified = false;
		return;
	}
	log_err("%s: %s", s->opts.client, e->text);
	s->damaged = s->write_err = *e;
}

int
store_check_file(const char *path, struct err *e)
{
	struct store s = { .opts.path = path };
	int rc;

	if (sqlite3_open_v2(path, &s.db, SQLITE_OPEN_READONLY |
	    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, NULL) != SQLITE_OK)
		rc = err_set(e, ERR_IO, "%s: %s", path, s.db != NULL ?
		    sqlite3_errmsg(s.db) : "cannot open");
	else
		rc = quick_check(&s, e);
	sql_finalize(&s);
	sqlite3_close(s.db);
	return rc;
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
