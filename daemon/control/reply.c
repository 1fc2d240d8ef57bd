/* SPDX-License-Identifier: ISC */

/*
 * `hark reply': a person's words, sent once.
 *
 *	read the thread again -> has a colleague answered meanwhile?
 *	-> store key and text -> one attempt
 *	   posted:   done
 *	   refused:  failed, with the network's reason
 *	   unknown:  read the thread back; found = posted, else uncertain,
 *	             and a person decides.  Never sent a second time.
 */

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "control/request.h"
#include "control/show.h"

#define REREAD_WAIT	(10 * WHEN_SECOND)

struct reply {
	struct arena *arena;
	struct client *client;
	const char *id;			/* of the question */
	const char *full;		/* client:id */
	const char *account, *text, *key;
	struct hark_post parent;
	int64_t created;
	bool stale;			/* the re-read failed */
	struct err err;			/* the attempt's */
};

static void
reply_free(void *arg)
{
	struct reply *p = arg;

	arena_free(p->arena);
	free(p);
}

/* Whitespace and the mention a network wants in front do not count. */
static bool
same_words(const char *posted, const char *text)
{
	return posted != NULL && strstr(posted, text) != NULL;
}

static void
on_final(void *arg, const struct err *e)
{
	struct req *r = arg;
	struct reply *p = r->data;

	if (e->code != ERR_OK) {
		log_err("reply %s: its outcome could not be kept: %s", p->key,
		    e->text);
		req_fail(r, e);
		return;
	}
	if (p->err.code == ERR_NET)
		req_fail_at(r, ERR_UNAVAILABLE, "uncertain: %s. It was not found "
		    "in the thread either; look there before you write again "
		    "(hark show %s)", p->err.text, p->id);
	else if (p->err.code != ERR_OK)
		req_fail(r, &p->err);
	else
		req_done(r, json_pack("{s:s, s:b}", "state", "posted",
		    "knowledge_stale", p->stale));
}

static void
finish(struct req *r, enum reply_state state, const char *native)
{
	struct reply *p = r->data;

	req_audit(r, p->client, p->id, state == REPLY_POSTED ? "posted" :
	    state == REPLY_UNCERTAIN ? "uncertain" : "failed");
	store_reply_state(p->client->store, p->key, state, native,
	    p->err.code != ERR_OK ? p->err.text : NULL, on_final, r);
}

/* After an unknown outcome: is it there? */
static void
on_read_back(void *arg, const struct err *e, const struct question_detail *d)
{
	struct req *r = arg;
	struct reply *p = r->data;

	for (size_t i = 0; e->code == ERR_OK && i < d->n_posts; i++) {
		const struct question_post *q = &d->posts[i];

		if (q->flags & TPOST_OWN && q->at >= p->created - WHEN_MINUTE &&
		    same_words(q->text, p->text)) {
			p->err.code = ERR_OK;
			finish(r, REPLY_POSTED, q->id);
			return;
		}
	}
	finish(r, REPLY_UNCERTAIN, NULL);
}

static void
on_reread_back(void *arg, const struct err *e)
{
	struct req *r = arg;
	struct reply *p = r->data;

	(void)e;
	store_show(p->client->store, p->id, on_read_back, r);
}

static void
on_replied(void *arg, const struct err *e, const struct hark_post *posted)
{
	struct req *r = arg;
	struct reply *p = r->data;

	p->err = *e;
	if (e->code == ERR_NET)
		poll_reread(r->control->poll, p->client->conf->name, p->account,
		    p->parent.id, 3 * REREAD_WAIT, on_reread_back, r);
	else if (e->code != ERR_OK)
		finish(r, REPLY_FAILED, NULL);
	else
		finish(r, REPLY_POSTED, posted != NULL ? posted->id : NULL);
}

static void
on_sending(void *arg, const struct err *e)
{
	struct req *r = arg;
	struct reply *p = r->data;

	if (e->code != ERR_OK) {
		req_fail(r, e);
		return;
	}
	poll_reply(r->control->poll, &(struct poll_reply){
	    .client = p->client->conf->name, .account = p->account,
	    .parent = &p->parent, .text = p->text, .key = p->key,
	    .created = p->created, .visibility = p->parent.visibility },
	    on_replied, r);
}

static void
on_begun(void *arg, const struct err *e)
{
	struct req *r = arg;
	struct reply *p = r->data;

	if (e->code == ERR_CONFLICT) {
		req_fail_at(r, ERR_CONFLICT, "this reply was given to harkd "
		    "before; see `hark queue' for what became of it");
		return;
	}
	if (e->code != ERR_OK) {
		req_fail(r, e);
		return;
	}
	store_reply_state(p->client->store, p->key, REPLY_SENDING, NULL, NULL,
	    on_sending, r);
}

static void
on_fresh(struct req *r, struct client *c, const struct question_detail *d)
{
	struct reply *p = r->data;
	const struct question_post *to = NULL;
	int64_t seen = req_int(r, "seen", 0);

	(void)c;
	for (size_t i = 0; i < d->n_posts; i++) {
		const struct question_post *q = &d->posts[i];

		if (q->flags & (TPOST_GONE | TPOST_REMOVED))
			continue;
		/* The newest of theirs: that is where the talk goes on. */
		if (q->by_asker)
			to = q;
		if (!req_bool(r, "force") && q->flags & TPOST_OWN &&
		    seen != 0 && q->at > seen) {
			req_fail_at(r, ERR_CONFLICT, "%s has just answered: "
			    "\"%.200s\". Send yours too with --force",
			    q->author != NULL ? q->author : "a colleague",
			    q->text);
			return;
		}
	}
	if (to == NULL) {
		req_fail_at(r, ERR_NOT_FOUND, "the person's post is gone");
		return;
	}
	p->parent = (struct hark_post){
		.id = arena_strdup(p->arena, to->id),
		.thread = arena_strdup(p->arena, to->thread),
		.parent = arena_strdup(p->arena, to->parent),
		.author = arena_strdup(p->arena, to->author_id),
		.handle = arena_strdup(p->arena, to->handle),
		.name = arena_strdup(p->arena, to->author),
		.url = arena_strdup(p->arena, to->url),
		.text = arena_strdup(p->arena, to->text),
		.opaque = arena_strdup(p->arena, to->opaque),
		.visibility = to->visibility,
		.lang = arena_strdup(p->arena, d->question.lang),
	};
	p->created = loop_now();
	store_reply_begin(p->client->store, &(struct store_reply){
	    .key = p->key, .question = p->id, .text = p->text, .who = r->who,
	    .visibility = to->visibility, .state = REPLY_STORED,
	    .created_at = p->created }, on_begun, r);
}

static void
on_reread(void *arg, const struct err *e)
{
	struct req *r = arg;
	struct reply *p = r->data;

	p->stale = e->code != ERR_OK;
	req_find(r, p->full, on_fresh);
}

static void
on_found(struct req *r, struct client *c, const struct question_detail *d)
{
	struct reply *p = r->data;

	if (!poll_can_reply(r->control->poll, c->conf->name,
	    d->question.account)) {
		req_fail_at(r, ERR_UNAVAILABLE, "%s takes no replies through "
		    "hark: answer at %s", d->question.network,
		    d->question.url != NULL ? d->question.url : "the network");
		return;
	}
	p->client = c;
	p->id = arena_strdup(p->arena, d->question.id);
	p->full = arena_printf(p->arena, "%s:%s", c->conf->name, p->id);
	p->account = arena_strdup(p->arena, d->question.account);
	poll_reread(r->control->poll, c->conf->name, p->account,
	    d->question.native, REREAD_WAIT, on_reread, r);
}

void
verb_reply(struct req *r)
{
	struct reply *p = xcalloc(1, sizeof(*p));
	const char *text = req_str(r, "text");

	p->arena = arena_new();
	r->data = p;
	r->data_free = reply_free;
	p->text = arena_strdup(p->arena, text);
	p->key = arena_strdup(p->arena, req_str(r, "key"));
	if (text[strspn(text, " \t\r\n")] == '\0') {
		req_fail_at(r, ERR_USAGE, "the reply is empty");
		return;
	}
	if (strlen(p->key) < 8 || strlen(p->key) > 64) {
		req_fail_at(r, ERR_USAGE, "key: 8 to 64 characters, made once "
		    "for each reply");
		return;
	}
	req_find(r, req_str(r, "which"), on_found);
}
