/* SPDX-License-Identifier: ISC */

/* Posts, and what commits beside them, on their way to the store. */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/when.h"
#include "poll/task_int.h"

/* Posts on their way to the store, with what commits beside them. */
struct flight {
	struct task *task;
	struct store_batch batch;
	char *cursor, *etag, *last_modified;
};

void
task_push(const char ***list, size_t *n, const char *s)
{
	*list = xreallocarray(*list, *n + 2, sizeof(**list));
	(*list)[(*n)++] = s;
	(*list)[*n] = NULL;
}

static void
on_ingested(void *arg, const struct err *e, const struct store_ingested *got)
{
	struct flight *fl = arg;
	struct task *t = fl->task;
	struct feed *f = t->feed;

	(void)got;
	t->ingesting--;
	if (e->code != ERR_OK) {
		if (t->store_err.code == ERR_OK)
			t->store_err = *e;
	} else if (f != NULL && !t->cancelled) {
		/* Only what is durable counts as seen. */
		if (fl->cursor != NULL) {
			free(f->cursor);
			f->cursor = xstrdup(fl->cursor);
		}
		if (fl->etag != NULL || fl->last_modified != NULL) {
			free(f->etag);
			free(f->last_modified);
			f->etag = xstrdup_null(fl->etag);
			f->last_modified = xstrdup_null(fl->last_modified);
		}
		if (fl->batch.complete && f->baseline_at == 0)
			f->baseline_at = fl->batch.now;
		if (fl->batch.complete && t->lingers)
			feed_heard(f);
	}
	free((void *)(uintptr_t)fl->batch.posts);
	free((void *)(uintptr_t)fl->batch.kept);
	free((void *)(uintptr_t)fl->batch.missing);
	free(fl->cursor);
	free(fl->etag);
	free(fl->last_modified);
	free(fl);
	if (t->cancelled) {
		if (t->ingesting == 0)
			task_destroy(t);
		return;
	}
	task_go_on(t);
}

/* Nothing of today in it: somebody brings what has been. */
static bool
is_history(const struct task *t)
{
	for (size_t i = 0; i < t->n_posts; i++)
		if (t->posts[i].created > loop_now() - WHEN_DAY)
			return false;
	return true;
}

/*
 * Since when the account is listened to: threads show what was asked long
 * before that, and nobody is to be woken for it.
 */
static int64_t
listens_since(const struct acct *a)
{
	int64_t since = loop_now();

	for (size_t i = 0; i < a->n_feeds; i++)
		if (a->feeds[i].baseline_at != 0 &&
		    a->feeds[i].baseline_at < since)
			since = a->feeds[i].baseline_at;
	return since;
}

/* Threads that are owed are as durable as the cursor that is past them. */
static void
keep_owed(struct task *t, bool complete)
{
	struct acct *a = t->acct;
	const char *owed, *was = acct_kept(a, WANTED_OWED);

	if (t->feed == NULL && t->op != HARK_THREAD)
		return;
	owed = wanted_owed(a, t->op == HARK_THREAD && complete ? a->current :
	    NULL, t->run.arena);
	if (owed == NULL ? was == NULL : was != NULL && strcmp(owed, was) == 0)
		return;
	task_push(&t->kept, &t->n_kept, WANTED_OWED);
	task_push(&t->kept, &t->n_kept, owed);
	acct_keep(a, WANTED_OWED, owed);
}

void
task_commit(struct task *t, const char *cursor, bool complete)
{
	struct flight *fl = xcalloc(1, sizeof(*fl));
	struct store_batch *b = &fl->batch;
	struct feed *f = t->feed;

	keep_owed(t, complete);
	fl->task = t;
	fl->cursor = xstrdup_null(cursor);
	if (complete || cursor != NULL) {
		fl->etag = TAKE(t->etag);
		fl->last_modified = TAKE(t->last_modified);
	}
	b->account = t->acct->conf->name;
	b->op = t->op;
	b->now = loop_now();
	b->feed = f != NULL ? f->key : NULL;
	b->cursor = fl->cursor;
	b->etag = fl->etag;
	b->last_modified = fl->last_modified;
	b->complete = complete;
	b->baseline = f != NULL ? f->baseline_at == 0 :
	    t->op == HARK_PUSH && is_history(t);
	if (t->op == HARK_THREAD || t->op == HARK_CHECK)
		b->history = listens_since(t->acct);
	b->anchor = complete ? t->anchor : NULL;
	b->self_id = t->self_id;
	b->self_handle = t->self_handle;
	b->self_url = t->self_url;
	b->posts = TAKE(t->posts);
	b->n_posts = t->n_posts;
	b->kept = TAKE(t->kept);
	b->missing = TAKE(t->missing);
	b->order = t->acct->conf->plugin->order;
	if (f != NULL && f->baseline_at != 0 && f->ok_at > OVERLAP)
		b->floor = f->ok_at - OVERLAP;
	t->total += (int64_t)t->n_posts;
	t->n_posts = t->size_posts = t->n_kept = t->n_missing = 0;
	t->self_id = t->self_handle = t->self_url = NULL;
	t->ingesting++;
	store_ingest(t->acct->client->store, b, on_ingested, fl);
}

bool
task_has_news(const struct task *t)
{
	if (t->n_posts > 0 || t->n_kept > 0 || t->n_missing > 0 ||
	    t->self_id != NULL || t->etag != NULL || t->last_modified != NULL)
		return true;
	if (t->run.error == 0 && t->anchor != NULL)
		return true;
	return t->run.error == 0 && t->feed != NULL && t->feed->baseline_at == 0;
}

void
task_add_post(struct task *t, const struct hark_post *p)
{
	if (t->n_posts == t->size_posts) {
		t->size_posts = t->size_posts != 0 ? t->size_posts * 2 : 64;
		t->posts = xreallocarray(t->posts, t->size_posts,
		    sizeof(*t->posts));
	}
	t->posts[t->n_posts++] = *p;
}
