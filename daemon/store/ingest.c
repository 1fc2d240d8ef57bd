/* SPDX-License-Identifier: ISC */

/*
 * Batches: posts first, then the clock once per thread they touched, then the
 * cursor.  A batch that brings nothing new writes nothing; when its feed was
 * last polled well is the scheduler's to remember and flush.
 */

#include <string.h>

#include "base/when.h"
#include "store/internal.h"

struct ingest_op {
	struct op op;
	const struct store_batch *batch;	/* lent */
	struct store_ingested sum;
	store_ingest_fn *fn;
	void *arg;
};

static bool
same(const char *a, const char *b)
{
	return a == NULL || (b != NULL && strcmp(a, b) == 0);
}

static int
save_kept(struct store *s, const struct account *a, const char *const *kept,
    struct err *e)
{
	for (; kept != NULL && kept[0] != NULL; kept += 2) {
		AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT value "
		    "FROM kept WHERE account_id = ? AND name = ?", "is", a->id,
		    kept[0]);
		int n = sql_step(s, e, st);
		const char *old = n == 1 ?
		    (const char *)sqlite3_column_text(st, 0) : NULL;

		if (n == -1)
			return -1;
		if (kept[1] == NULL ? old == NULL : old != NULL &&
		    strcmp(kept[1], old) == 0)
			continue;
		sqlite3_reset(st);
		if (sql_run(s, e, "INSERT OR REPLACE INTO kept(account_id, "
		    "name, value) VALUES(?, ?, ?)", "iss", a->id, kept[0],
		    kept[1]) == -1)
			return -1;
	}
	return 0;
}

/* Is there anything about the feed that must be durable now? */
static int
feed_changes(struct store *s, const struct account *a,
    const struct store_batch *b, bool *changes, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT cursor, etag, "
	    "last_modified, baseline_at FROM feed "
	    "WHERE account_id = ? AND name = ?", "is", a->id, b->feed);
	int n = sql_step(s, e, st);

	if (n == -1)
		return -1;
	*changes = n == 0 ||
	    !same(b->cursor, (const char *)sqlite3_column_text(st, 0)) ||
	    !same(b->etag, (const char *)sqlite3_column_text(st, 1)) ||
	    !same(b->last_modified,
	    (const char *)sqlite3_column_text(st, 2)) ||
	    (b->complete && sqlite3_column_int64(st, 3) == 0);
	return 0;
}

static int
save_feed(struct store *s, const struct account *a,
    const struct store_batch *b, bool wrote, struct err *e)
{
	bool changes;

	if (b->feed == NULL)
		return 0;
	if (!wrote && feed_changes(s, a, b, &changes, e) == -1)
		return -1;
	if (!wrote && !changes)
		return 0;
	return sql_run(s, e, "INSERT INTO feed(account_id, name, cursor, etag, "
	    "last_modified, tried_at, ok_at, baseline_at, failures) "
	    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 0) "
	    "ON CONFLICT DO UPDATE SET cursor = coalesce(?3, cursor), "
	    "etag = coalesce(?4, etag), "
	    "last_modified = coalesce(?5, last_modified), tried_at = ?6, "
	    "ok_at = max(ok_at, ?7), baseline_at = "
	    "CASE WHEN baseline_at = 0 THEN ?7 ELSE baseline_at END, "
	    "failures = CASE WHEN ?7 > 0 THEN 0 ELSE failures END, "
	    "error = CASE WHEN ?7 > 0 THEN NULL ELSE error END",
	    "issssii", a->id, b->feed, b->cursor, b->etag, b->last_modified,
	    b->now, b->complete ? b->now : (int64_t)0);
}

/* The thread around this post was read: its questions know it. */
static int
anchor(struct store *s, struct post_ctx *ctx, bool *wrote, struct err *e)
{
	const struct store_batch *b = ctx->batch;
	struct post_ref ref;
	int64_t key;

	if (b->anchor == NULL)
		return 0;
	switch (post_find(s, ctx->source->id, b->anchor, b->order, &ref, &key,
	    e)) {
	case -1:
		return -1;
	case 0:
		return 0;
	}
	*wrote = true;
	return sql_run(s, e, "UPDATE question SET read_at = ?2, "
	    "reread_n = 0, reread_at = ?2 + max(?3, min(?4, "
	    "(?2 - asked_at) / 10)) WHERE thread_id = ?1 AND state <= 2",
	    "iiii", ref.thread, b->now, reread_interval(0, 0),
	    reread_interval(INT64_MAX / 2, 0));
}

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct ingest_op *op = (struct ingest_op *)base;
	const struct store_batch *b = op->batch;
	struct post_ctx ctx = { .batch = b, .sum = &op->sum };
	bool wrote;

	memset(&op->sum, 0, sizeof(op->sum));
	s->n_touched = 0;
	s->n_opened = s->n_ended = 0;
	ctx.account = account_find(s, b->account);
	if (ctx.account == NULL)
		return err_set(e, ERR_NOT_FOUND, "no account named %s",
		    b->account);
	if (account_set_self(s, &ctx.account, b->self_id, b->self_handle,
	    b->self_url, b->now, e) == -1 ||
	    save_kept(s, ctx.account, b->kept, e) == -1)
		return -1;
	/* Only now: an account that turns out to be renamed is loaded anew. */
	ctx.source = source_by_id(s, ctx.account->source);
	for (size_t i = 0; i < b->n_posts; i++)
		if (post_ingest(s, &ctx, &b->posts[i], e) == -1)
			return -1;
	for (const char *const *p = b->missing; p != NULL && *p != NULL; p++)
		if (post_missing(s, &ctx, *p, e) == -1)
			return -1;
	wrote = op->sum.fresh > 0 || op->sum.changed > 0 || s->n_touched > 0;
	if (judge_touched(s, b->now, e) == -1 ||
	    anchor(s, &ctx, &wrote, e) == -1 ||
	    save_feed(s, ctx.account, b, wrote, e) == -1 ||
	    floods_flush(s, e) == -1 || authors_flush(s, e) == -1 || accounts_flush(s, e) == -1)
		return -1;
	op->sum.opened = s->n_opened;
	op->sum.ended = s->n_ended;
	return 0;
}

static void
answer(struct op *base, const struct err *e)
{
	struct ingest_op *op = (struct ingest_op *)base;

	if (e->code != ERR_OK)
		memset(&op->sum, 0, sizeof(op->sum));
	if (op->fn != NULL)
		op->fn(op->arg, e, &op->sum);
}

void
store_ingest(struct store *s, const struct store_batch *b, store_ingest_fn *fn,
    void *arg)
{
	struct ingest_op *op = op_new(sizeof(*op), OP_POLLED, run, answer);

	op->batch = b;
	op->fn = fn;
	op->arg = arg;
	op->op.weight = b->n_posts;
	op_queue(s, &op->op);
}
