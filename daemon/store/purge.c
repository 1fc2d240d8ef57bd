/* SPDX-License-Identifier: ISC */

/*
 * Freed bytes made unreadable.  Deleted words stay in the search index's
 * segments until they are merged; the database's pages may keep what moved to
 * another page, whatever secure_delete overwrites; and the log holds old
 * pages.  So: merge, VACUUM, empty the log.  A VACUUM stops everything else
 * and needs the file's size in memory, so a large file is left to the
 * administrator (harkd(8) says how).
 */

#include "store/forget.h"

#define PURGE_MS	10000
#define VACUUM_MAX	(INT64_C(64) << 20)

struct purge {
	struct op op;
	struct store *store;
	int64_t end;
	bool more, clean;
	purge_fn *fn;
	void *arg;
};

static struct purge *purge_new(struct store *, purge_fn *, void *, int64_t);

static int64_t
db_size(struct store *s)
{
	int64_t pages = 0, size = 0;

	sql_int(s, NULL, &pages, "PRAGMA page_count", "");
	sql_int(s, NULL, &size, "PRAGMA page_size", "");
	return pages * size;
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct purge *p = (struct purge *)base;

	(void)e;
	if (s->write_err.code != ERR_OK)
		return 0;
	if (search_purge(s)) {
		p->more = loop_mono() < p->end;
		return 0;
	}
	p->clean = s->backup == NULL && db_size(s) <= VACUUM_MAX &&
	    sql_exec(s, NULL, "VACUUM") == 0;
	sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
	    NULL);
	return 0;
}

static void
answer(struct op *base, const struct err *e)
{
	struct purge *p = (struct purge *)base;

	if (e->code == ERR_OK && p->more)
		op_queue(p->store, &purge_new(p->store, p->fn, p->arg,
		    p->end)->op);
	else
		p->fn(p->arg, e->code == ERR_OK && p->clean);
}

static struct purge *
purge_new(struct store *s, purge_fn *fn, void *arg, int64_t end)
{
	struct purge *p = op_new(sizeof(*p), OP_READ, run, answer);

	p->store = s;
	p->fn = fn;
	p->arg = arg;
	p->end = end;
	return p;
}

void
purge_start(struct store *s, purge_fn *fn, void *arg)
{
	op_queue(s, &purge_new(s, fn, arg, loop_mono() + PURGE_MS)->op);
}
