/* SPDX-License-Identifier: ISC */

/* Structs as JSON with stable keys; see show.h. */

#include <string.h>

#include "alert/bell.h"
#include "base/when.h"
#include "control/show.h"

static const char *
talk_level(enum talk_level l)
{
	switch (l) {
	case TALK_QUIET:
		return "quiet";
	case TALK_OK:
		return "ok";
	case TALK_WARN:
		return "warn";
	case TALK_CRITICAL:
		return "critical";
	}
	return "quiet";
}

static const char *
visibility(enum hark_visibility v)
{
	switch (v) {
	case HARK_UNKNOWN:
		return "unknown";
	case HARK_PRIVATE:
		return "private";
	case HARK_FOLLOWERS:
		return "followers";
	case HARK_UNLISTED:
		return "unlisted";
	case HARK_PUBLIC:
		return "public";
	}
	return "unknown";
}

json_t *
show_time(int64_t t)
{
	char s[32];

	if (t == 0)
		return json_null();
	when_format(t, s);
	return json_string(s);
}

/* NULL-safe; what is not UTF-8 would be NULL too, and becomes null. */
static json_t *
text(const char *s)
{
	json_t *j = s != NULL ? json_string(s) : NULL;

	return j != NULL ? j : json_null();
}

static void
set(json_t *o, const char *key, json_t *value)
{
	json_object_set_new(o, key, value);
}

static json_t *
ratio(double d)
{
	return d < 0 ? json_null() : json_real(d);
}

const char *
show_state(const struct question *question, int64_t now)
{
	const struct tquestion *q = &question->q;

	if (q->state == Q_WAITING && q->quiet_until > now)
		return q->last_verb == VERB_SNOOZE ? "snoozed" : "acked";
	if (q->state == Q_WAITING && q->liked)
		return "liked";
	return question->history ? "history" : qstate_name(q->state);
}

/* Without our own name at its start. */
static const char *
words(const char *s, size_t lead)
{
	return s != NULL ? s + lead : NULL;
}

json_t *
show_question(const struct conf_client *c, const struct question *q,
    int64_t now)
{
	const struct tquestion *t = &q->q;
	json_t *o = json_object();
	int64_t until = qstate_is_open(t->state) ? now : t->ended_at;

	set(o, "id", json_string(q->id));
	set(o, "client", text(q->client));
	set(o, "account", text(q->account));
	set(o, "network", text(q->network));
	set(o, "state", json_string(show_state(q, now)));
	set(o, "asker", text(q->asker_name != NULL ? q->asker_name :
	    q->asker_handle));
	set(o, "handle", text(q->asker_handle));
	set(o, "text", text(q->text));
	set(o, "words", text(words(q->text, q->lead)));
	set(o, "url", text(q->url));
	set(o, "asked_at", show_time(t->asked_at));
	set(o, "waiting_seconds", json_integer(until > t->asked_at ?
	    (until - t->asked_at) / 1000 : 0));
	set(o, "nudges", json_integer(t->nudges));
	set(o, "parts", json_integer(t->parts));
	set(o, "answered_at", show_time(t->state == Q_ANSWERED ? t->ended_at :
	    0));
	set(o, "answered_by", text(t->state == Q_ANSWERED ? q->answered_by :
	    NULL));
	set(o, "response_seconds", t->first_response_at != 0 ?
	    json_integer((t->first_response_at - t->asked_at) / 1000) :
	    json_null());
	set(o, "private", json_boolean(t->private_));
	set(o, "urgent", json_boolean(c != NULL ? route_kinds(c, q) &
	    OUTSIDE_URGENT : t->urgent));
	set(o, "label", json_string(label_name(t->label)));
	set(o, "p", json_real((double)t->p));
	set(o, "rings", json_boolean(t->rings));
	set(o, "community_answers", json_integer(t->community));
	set(o, "assignee", text(t->assignee));
	set(o, "quiet_until", show_time(t->quiet_until > now ? t->quiet_until :
	    0));
	set(o, "next_mail_at", show_time(qstate_is_open(t->state) ? q->ring_at :
	    0));
	set(o, "last_mail_at", show_time(q->rung_at));
	set(o, "mails", json_integer(q->ring_step));
	set(o, "known_since", show_time(q->asker_since));
	set(o, "conversations", json_integer(q->asker_threads));
	set(o, "known", json_boolean(q->asker_known));
	set(o, "vip", json_boolean(q->asker_vip));
	set(o, "account_active", json_boolean(q->account_active));
	return o;
}

json_t *
show_verdict(const struct verdict *v)
{
	json_t *o = json_object(), *reasons = json_array();

	set(o, "label", json_string(label_name(v->label)));
	set(o, "answer", json_real((double)v->answer));
	set(o, "lang", text(v->lang));
	for (int i = 0; i < v->n_reasons; i++)
		json_array_append_new(reasons, json_pack("{s:s, s:f}", "text",
		    v->reasons[i].text, "weight",
		    (double)v->reasons[i].weight));
	set(o, "reasons", reasons);
	return o;
}

static json_t *
show_post(const struct question_post *p)
{
	json_t *o = json_object();

	set(o, "author", text(p->author != NULL ? p->author : p->handle));
	set(o, "handle", text(p->handle));
	set(o, "text", text(p->text));
	set(o, "words", text(words(p->text, p->lead)));
	set(o, "url", text(p->url));
	set(o, "at", show_time(p->at));
	set(o, "edited_at", show_time(p->edited));
	set(o, "own", json_boolean(p->flags & TPOST_OWN));
	set(o, "gone", json_boolean(p->flags & (TPOST_GONE | TPOST_REMOVED)));
	set(o, "by_asker", json_boolean(p->by_asker));
	set(o, "is_question", json_boolean(p->is_opener));
	set(o, "is_answer", json_boolean(p->is_answer));
	set(o, "depth", json_integer((json_int_t)p->depth));
	set(o, "visibility", json_string(visibility(p->visibility)));
	set(o, "verdict", show_verdict(&p->verdict));
	return o;
}

json_t *
show_detail(const struct conf_client *c, const struct question_detail *d,
    const char *lang, int64_t now)
{
	json_t *o = show_question(c, &d->question, now);
	json_t *posts = json_array(), *why = json_array(), *acts = json_array(),
	    *others = json_array();

	set(o, "native_id", text(d->question.native));
	set(o, "visibility", json_string(visibility(d->question.visibility)));
	set(o, "seen_at", show_time(d->question.seen_at));
	set(o, "thread_read_at", show_time(d->question.read_at));
	set(o, "under", text(d->question.root_text));
	for (size_t i = 0; i < d->n_posts; i++)
		json_array_append_new(posts, show_post(&d->posts[i]));
	for (size_t i = 0; i < d->n_steps; i++) {
		const struct clock_step *s = &d->steps[i];
		bool has = s->post > 0 && (size_t)s->post <= d->n_posts;

		json_array_append_new(why, json_pack("{s:o, s:s, s:o, s:o}",
		    "at", show_time(s->at), "row", row_text(s->row, lang),
		    "post", has ? json_integer(s->post - 1) : json_null(),
		    "text", has ? text(words(d->posts[s->post - 1].text,
		    d->posts[s->post - 1].lead)) : json_null()));
	}
	for (size_t i = 0; i < d->n_actions; i++) {
		const struct taction *a = &d->actions[i];

		json_array_append_new(acts, json_pack("{s:o, s:s, s:o, s:o, s:o}",
		    "at", show_time(a->at), "verb", verb_name(a->verb), "who",
		    text(a->who), "until", show_time(a->until), "arg",
		    text(a->arg)));
	}
	for (size_t i = 0; i < d->n_others; i++)
		json_array_append_new(others, show_question(c, &d->others[i],
		    now));
	set(o, "posts", posts);
	set(o, "why", why);
	set(o, "actions", acts);
	set(o, "others", others);
	return o;
}

json_t *
show_hit(const struct post_hit *h)
{
	json_t *o = json_object();

	set(o, "account", text(h->account));
	set(o, "author", text(h->author));
	set(o, "text", text(h->text));
	set(o, "snippet", text(h->snippet));
	set(o, "url", text(h->url));
	set(o, "at", show_time(h->at));
	set(o, "own", json_boolean(h->own));
	set(o, "question", text(h->question));
	return o;
}

static const char *
outbox_state(enum outbox_state s)
{
	switch (s) {
	case OUTBOX_PENDING:
		return "pending";
	case OUTBOX_SENT:
		return "sent";
	case OUTBOX_FAILED:
		return "failed";
	case OUTBOX_DROPPED:
		return "dropped";
	case OUTBOX_IN_DOUBT:
		break;
	}
	return "unknown";
}

json_t *
show_outbox(const struct outbox_row *r)
{
	json_t *o = json_object(), *ids = json_array();

	for (size_t i = 0; r->questions != NULL && r->questions[i] != NULL; i++)
		json_array_append_new(ids, json_string(r->questions[i]));
	set(o, "kind", json_string(outbox_kind_name(r->kind)));
	set(o, "state", json_string(outbox_state(r->state)));
	set(o, "channel", text(r->channel));
	set(o, "recipient", text(r->recipient));
	set(o, "address", text(r->address));
	set(o, "questions", ids);
	set(o, "message_id", text(r->message_id));
	set(o, "step", json_integer(r->step));
	set(o, "created_at", show_time(r->created_at));
	set(o, "next_at", show_time(r->state == OUTBOX_PENDING ? r->next_at :
	    0));
	set(o, "sent_at", show_time(r->sent_at));
	set(o, "attempts", json_integer(r->attempts));
	set(o, "error", text(r->error));
	set(o, "in_doubt", json_boolean(r->in_doubt));
	return o;
}

json_t *
show_reply(const struct store_reply *r)
{
	static const char *const states[] = { "", "stored", "sending", "posted",
		"uncertain", "failed" };
	json_t *o = json_object();

	set(o, "kind", json_string("reply"));
	set(o, "state", json_string(states[r->state <= REPLY_FAILED ?
	    r->state : 0]));
	set(o, "question", text(r->question));
	set(o, "key", text(r->key));
	set(o, "text", text(r->text));
	set(o, "who", text(r->who));
	set(o, "created_at", show_time(r->created_at));
	set(o, "error", text(r->error));
	return o;
}

json_t *
show_account(const struct account_health *h)
{
	json_t *o = json_object();

	set(o, "client", text(h->client));
	set(o, "account", text(h->account));
	set(o, "network", text(h->network));
	set(o, "handle", text(h->handle));
	set(o, "state", json_string(account_state_name(h->state)));
	set(o, "last_success", show_time(h->last_success));
	set(o, "next_poll", show_time(h->next_poll));
	set(o, "consent_ends", show_time(h->consent.less ? 0 :
	    h->consent.at));
	set(o, "shows_less_from", show_time(h->consent.less ? h->consent.at :
	    0));
	set(o, "failures", json_integer(h->failures));
	set(o, "error", text(h->error));
	set(o, "requests", json_integer(h->requests));
	set(o, "odd_items", json_integer(h->odd));
	set(o, "quota_left", h->quota_left >= 0 ? json_integer(h->quota_left) :
	    json_null());
	return o;
}

json_t *
show_talk(const struct talk *t)
{
	json_t *o = json_object();

	set(o, "level", json_string(talk_level(t->level)));
	set(o, "reply_share", ratio(t->reply_share));
	set(o, "promo", ratio(t->promo));
	set(o, "run", json_integer(t->run));
	set(o, "originals", json_integer(t->originals));
	set(o, "replies", json_integer(t->replies));
	set(o, "broadcasts", json_integer(t->broadcasts));
	set(o, "comments_by_others", json_integer(t->others));
	return o;
}

json_t *
show_own(const struct own_text *p)
{
	json_t *o = json_object();

	set(o, "account", text(p->account));
	set(o, "text", text(p->text));
	set(o, "url", text(p->url));
	set(o, "at", show_time(p->at));
	set(o, "reply", json_boolean(p->reply));
	set(o, "verdict", show_verdict(&p->verdict));
	return o;
}
