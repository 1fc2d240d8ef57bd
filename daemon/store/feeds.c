/* SPDX-License-Identifier: ISC */

/*
 * When feeds were polled and will be: written every few minutes, not per
 * poll.  Cursors are not written here; they commit with their posts.
 */

#include "store/internal.h"

struct feeds_op {
	struct op op;
	struct store_feed_update *v;
	size_t n;
	store_done_fn *fn;
	void *arg;
};

static int
run(struct store *s, struct op *base, struct err *e)
{
	struct feeds_op *op = (struct feeds_op *)base;

	for (size_t i = 0; i < op->n; i++) {
		const struct store_feed *f = &op->v[i].feed;
		const struct account *a = account_find(s, op->v[i].account);

		if (a == NULL)
			continue;
		if (sql_run(s, e, "INSERT INTO feed(account_id, name, next_at, "
		    "tried_at, ok_at, failures, error) "
		    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) "
		    "ON CONFLICT DO UPDATE SET next_at = ?3, tried_at = ?4, "
		    "ok_at = ?5, failures = ?6, error = ?7", "isiiiis", a->id,
		    f->name, f->next_at, f->tried_at, f->ok_at, f->failures,
		    f->error) == -1)
			return -1;
	}
	return 0;
}

static void
answer(struct op *base, const struct err *e)
{
	struct feeds_op *op = (struct feeds_op *)base;

	if (op->fn != NULL)
		op->fn(op->arg, e);
}

void
store_save_feeds(struct store *s, const struct store_feed_update *v, size_t n,
    store_done_fn *fn, void *arg)
{
	struct feeds_op *op = op_new(sizeof(*op), OP_POLLED, run, answer);
	struct arena *a = op->op.arena;

	op->v = arena_alloc(a, (n + 1) * sizeof(*op->v));
	op->n = n;
	op->fn = fn;
	op->arg = arg;
	for (size_t i = 0; i < n; i++) {
		op->v[i].account = arena_strdup(a, v[i].account);
		op->v[i].feed = v[i].feed;
		op->v[i].feed.name = arena_strdup(a, v[i].feed.name);
		op->v[i].feed.error = arena_strdup(a, v[i].feed.error);
	}
	op_queue(s, &op->op);
}
