/* SPDX-License-Identifier: ISC */

/*
 * What a mail is about: its questions as they are now.  Immediately before a
 * mail leaves, their threads are read again, at most once per thread and for
 * ten seconds in all; then the questions are fetched once more.
 */

#include <stdlib.h>
#include <string.h>

#include "alert/lane.h"
#include "base/arena.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/when.h"

#define REREAD_MS	(10 * WHEN_SECOND)
/* Read so recently that asking again would be idle. */
#define FRESH_MS	(15 * WHEN_SECOND)
#define POSTS_MAX	60		/* of a thread, kept for a mail */
/* A mail of more questions than this quotes the beginning of each. */
#define WHOLE_MAX	12
#define BRIEF		(4 * COMPOSE_TEXT)

/* A callback's place. */
struct ref {
	struct job *job;
	size_t i;
};

static struct ref *
ref_new(struct job *j, size_t i)
{
	struct ref *r = arena_alloc(j->arena, sizeof(*r));

	r->job = j;
	r->i = i;
	j->waiting++;
	return r;
}

static struct job *
ref_take(struct ref *r, size_t *i)
{
	struct job *j = r->job;

	*i = r->i;
	j->waiting--;
	return j;
}

static const char *
brief(struct arena *a, const char *text)
{
	size_t n = text != NULL ? strlen(text) : 0;

	return n <= BRIEF ? arena_strdup(a, text) :
	    arena_strndup(a, text, utf8_floor(text, BRIEF));
}

static struct question *
copy_question(struct arena *a, const struct question *q, bool whole)
{
	struct question *c = arena_alloc(a, sizeof(*c));
	const char **s[] = { &c->client, &c->account, &c->network, &c->native,
		&c->asker_name, &c->asker_handle, &c->url, &c->answered_by,
		&c->lang, &c->mail_root, &c->q.assignee };
	const char **texts[] = { &c->text, &c->last_text, &c->root_text,
		&c->answer_text };
	struct question_told *told = arena_alloc(a, (q->n_told + 1) *
	    sizeof(*told));

	*c = *q;
	c->told = told;
	for (size_t i = 0; i < q->n_told; i++) {
		told[i] = q->told[i];
		told[i].channel = arena_strdup(a, told[i].channel);
		told[i].address = arena_strdup(a, told[i].address);
		told[i].root = arena_strdup(a, told[i].root);
	}
	for (size_t i = 0; i < ARRAY_LEN(s); i++)
		*s[i] = arena_strdup(a, *s[i]);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		*texts[i] = whole ? arena_strdup(a, *texts[i]) :
		    brief(a, *texts[i]);
	return c;
}

/* As a digest counts people who wait. */
static bool
waits(const struct question *q)
{
	return q->q.state == Q_WAITING && !q->q.liked && !q->history &&
	    q->q.quiet_until <= loop_now();
}

/* whole: with the verdict and the thread, which a mail of many never shows. */
static void
copy_item(struct arena *a, const struct question_detail *d, bool whole,
    struct compose_item *it)
{
	size_t n = d->n_posts;
	struct question_post *posts;
	struct verdict *v;

	memset(it, 0, sizeof(*it));
	it->question = copy_question(a, &d->question, whole);
	for (size_t i = 0; i < d->n_others; i++)
		it->n_others += waits(&d->others[i]);
	for (size_t i = 0; i < n; i++)
		it->missing |= d->posts[i].is_opener && d->posts[i].missing;
	if (!whole)
		return;
	for (size_t i = 0; i < n; i++)
		if (d->posts[i].is_opener) {
			v = arena_alloc(a, sizeof(*v));
			*v = d->posts[i].verdict;
			it->verdict = v;
		}
	/* The first and the newest of a long thread. */
	posts = arena_alloc(a, (n + 1) * sizeof(*posts));
	for (size_t i = 0; i < n; i++) {
		struct question_post *p = &posts[it->n_posts];

		if (n > POSTS_MAX && i > 0 && i < n - POSTS_MAX + 1)
			continue;
		*p = d->posts[i];
		p->opaque = p->url = p->thread = p->author_id = NULL;
		p->id = arena_strdup(a, p->id);
		p->parent = arena_strdup(a, p->parent);
		p->author = arena_strdup(a, p->author);
		p->handle = arena_strdup(a, p->handle);
		p->text = arena_strdup(a, p->text);
		it->n_posts++;
	}
	it->posts = posts;
}

static bool
same_thread(const struct question *a, const struct question *b)
{
	return a->thread != 0 && a->thread == b->thread &&
	    strcmp(a->account, b->account) == 0;
}

/* Does this question's thread have to be read again for a mail that rings? */
static bool
needs_reread(const struct job *j, const struct question *q)
{
	return q != NULL && j->row.kind != OUTBOX_ANSWERED &&
	    qstate_is_open(q->q.state) && q->account_active &&
	    q->native != NULL && q->read_at < loop_now() - FRESH_MS;
}

static void show_all(struct job *);

static void
on_reread(void *arg, const struct err *e)
{
	size_t at;
	struct job *j = ref_take(arg, &at);
	const struct question *read = j->items[at].question;

	for (size_t i = 0; e->code != ERR_OK && i < j->n; i++) {
		const struct question *q = j->items[i].question;

		if (i == at || (q != NULL && same_thread(q, read)))
			j->stale[i] = true;
	}
	if (j->waiting > 0)
		return;
	if (lane_store(j->lane) == NULL) {
		j->lane->looking = false;
		job_free(j);
		return;
	}
	show_all(j);
}

/* All are here: read their threads, or go on. */
static void
shown(struct job *j)
{
	const struct question *q;
	size_t k, asked = 0;

	if (j->again) {
		for (size_t i = 0; i < j->n; i++)
			j->items[i].stale = j->stale[i];
		job_ready(j);
		return;
	}
	j->again = true;
	j->waiting++;			/* until all have been asked for */
	for (size_t i = 0; i < j->n; i++) {
		q = j->items[i].question;
		if (!needs_reread(j, q))
			continue;
		for (k = 0; k < i; k++)
			if (needs_reread(j, j->items[k].question) &&
			    same_thread(j->items[k].question, q))
				break;
		if (k < i)
			continue;
		asked++;
		poll_reread(j->lane->alert->poll, lane_conf(j->lane)->name,
		    q->account, q->native, REREAD_MS, on_reread,
		    ref_new(j, i));
	}
	j->waiting--;
	if (asked == 0)
		job_ready(j);
	else if (j->waiting == 0)
		show_all(j);
}

static void
on_shown(void *arg, const struct err *e, const struct question_detail *d)
{
	size_t i;
	struct job *j = ref_take(arg, &i);

	if (e->code == ERR_OK)
		copy_item(j->arena, d, j->n <= WHOLE_MAX, &j->items[i]);
	else if (e->code != ERR_NOT_FOUND && j->error == NULL)
		j->error = xstrdup(e->text);
	if (j->waiting > 0)
		return;
	if (lane_store(j->lane) == NULL || e->code == ERR_UNAVAILABLE) {
		j->lane->looking = false;
		job_free(j);
		return;
	}
	if (j->error != NULL) {
		struct lane *l = j->lane;
		struct err failed = { .code = ERR_STORE };

		err_set(&failed, ERR_STORE, "%s", j->error);
		job_free(j);
		lane_failed(l, &failed);
		return;
	}
	shown(j);
}

static void
show_all(struct job *j)
{
	struct store *st = lane_store(j->lane);

	for (size_t i = 0; i < j->n; i++) {
		memset(&j->items[i], 0, sizeof(j->items[i]));
		store_show(st, j->row.questions[i], on_shown, ref_new(j, i));
	}
}

void
job_gather(struct job *j)
{
	if (digest_is(j->row.kind)) {
		digest_gather(j);
		return;
	}
	while (j->row.questions != NULL && j->row.questions[j->n] != NULL)
		j->n++;
	j->items = arena_alloc(j->arena, (j->n + 1) * sizeof(*j->items));
	j->stale = arena_alloc(j->arena, (j->n + 1) * sizeof(*j->stale));
	if (j->n == 0)
		job_ready(j);
	else
		show_all(j);
}
