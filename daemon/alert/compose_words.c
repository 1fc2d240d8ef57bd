/* SPDX-License-Identifier: ISC */

/*
 * The sentences a mail about a question is made of: who, when, where, why and
 * what was said so far.  compose.c puts them in order.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alert/compose_words.h"
#include "alert/ids.h"
#include "base/tr.h"
#include "base/when.h"

#define HISTORY_MAX	6	/* posts shown */
#define REASONS_MAX	3
#define REASON_MIN	0.2f
#define REVIEW_BAD	3	/* stars; with more its words decide */

void
add_name(struct buf *b, const char *lang, const struct question *q)
{
	size_t before = b->len;
	const char *s = q->asker_name != NULL ? q->asker_name : q->asker_handle;

	if (s != NULL)
		letter_cut(b, s, 40, true);
	if (b->len == before)
		buf_adds(b, tr(lang, "somebody"));
}

void
add_asker(struct buf *b, const struct compose_in *in, const struct question *q)
{
	if (compose_may_name(in->client, q, in->channel))
		add_name(b, in->lang, q);
	else
		buf_adds(b, tr(in->lang, "somebody"));
}

void
add_span(struct buf *b, const char *lang, int64_t ms)
{
	long long m = ms / WHEN_MINUTE, h = ms / WHEN_HOUR, d = ms / WHEN_DAY;

	if (h < 1)
		buf_addf(b, trn(lang, "%lld minute", "%lld minutes", m), m);
	else if (d < 2)
		buf_addf(b, trn(lang, "%lld hour", "%lld hours", h), h);
	else
		buf_addf(b, trn(lang, "%lld day", "%lld days", d), d);
}

/* "Freitag 14:05"; once that is no longer plain, "12. Mai, 14:05". */
void
add_when(struct buf *b, const struct compose_in *in, int64_t t)
{
	char day[64], clock[32];

	if (in->client->hours == NULL) {
		when_format(t, day);
		buf_adds(b, day);
		return;
	}
	if (t > in->now - 6 * WHEN_DAY) {
		hours_format(in->client->hours, t, in->lang, "day", day,
		    sizeof(day));
		buf_adds(b, day);
		return;
	}
	hours_format(in->client->hours, t, in->lang, "date", day, sizeof(day));
	hours_format(in->client->hours, t, in->lang, "time", clock,
	    sizeof(clock));
	buf_addf(b, "%s, %s", day, clock);
}

static void
add_date(struct buf *b, const struct compose_in *in, int64_t t)
{
	char day[64];

	if (in->client->hours == NULL)
		when_format(t, day);
	else
		hours_format(in->client->hours, t, in->lang, "date", day,
		    sizeof(day));
	buf_adds(b, day);
}

void
add_still_open(struct buf *b, const struct compose_in *in)
{
	char kind;
	size_t all = id_root_count(in->root, &kind);

	if (in->step == 0 && !in->awake)
		return;
	if (kind == 'q' || all <= in->n_items)
		buf_adds(b, tr(in->lang, "Still open: "));
	else
		buf_addf(b, tr(in->lang, "Still open (%zu of %zu): "),
		    in->n_items, all);
}

static bool
last_waits(const struct question *q)
{
	return q->last_text != NULL && q->q.parts > 1 &&
	    q->q.asked_at == q->q.last_at;
}

/* Of several parts the one that waits: an older one may be answered. */
static const char *
waiting_words(const struct question *q)
{
	return last_waits(q) ? q->last_text + q->last_lead :
	    q->text != NULL ? q->text + q->lead : NULL;
}

/* The words of the question, or what stands for them. */
void
add_words(struct buf *b, const struct compose_in *in, const struct question *q,
    size_t max)
{
	size_t before = b->len;
	const char *text = waiting_words(q);
	struct buf name = BUF_INIT;

	if (!compose_may_quote(in->client, q)) {
		add_asker(&name, in, q);
		buf_addf(b, tr(in->lang, "Private message from %s"), name.data);
		buf_free(&name);
		return;
	}
	if (q->q.private_ && max > COMPOSE_EXCERPT)
		max = COMPOSE_EXCERPT;
	if (text != NULL)
		letter_cut(b, text, max, true);
	if (b->len == before)
		buf_adds(b, q->q.please_look ?
		    tr(in->lang, "A picture or voice message without words") :
		    q->rating > 0 ? tr(in->lang, "A review without words") :
		    tr(in->lang, "A post without words"));
}

/* "Freitag 14:05, unter Ihrem Beitrag vom 12. Mai" */
void
add_where(struct buf *b, const struct compose_in *in, const struct question *q)
{
	struct buf date = BUF_INIT;

	add_when(b, in, q->q.asked_at);
	buf_adds(b, ", ");
	add_date(&date, in, q->root_at);
	if (q->q.private_) {
		buf_reset(&date);
		add_span(&date, in->lang, in->now - q->q.asked_at);
		buf_addf(b, tr(in->lang, "waiting for %s"), date.data);
	} else if (q->rating > 0) {
		buf_addf(b, trn(in->lang, "a review with %d star",
		    "a review with %d stars", q->rating), q->rating);
	} else if (q->root_at != 0 && q->root_own) {
		buf_addf(b, tr(in->lang, "below your post of %s"), date.data);
	} else if (q->root_at != 0) {
		buf_addf(b, tr(in->lang, "in a conversation of %s"),
		    date.data);
	} else if (q->q.to_us) {
		buf_adds(b, tr(in->lang, "addressed to you"));
	} else {
		buf_adds(b, tr(in->lang, "found by your search"));
	}
	buf_free(&date);
}

void
say_link(struct letter *l, const struct compose_in *in,
    const struct question *q)
{
	struct buf b = BUF_INIT;
	char network[32];

	if (letter_link(l, tr(in->lang, "Answer"), q->url))
		return;
	if (compose_is_mail(q->network)) {
		buf_addf(&b, tr(in->lang, "To answer, open your mailbox (%s)"),
		    q->account);
		letter_line(l, b.data);
	} else {
		compose_network(in->lang, q->network, network);
		buf_addf(&b, tr(in->lang, "To answer, open %s (%s): the network "
		    "gave no link"), network, q->account);
		letter_line(l, b.data);
	}
	buf_free(&b);
}

void
say_stale(struct letter *l, const struct compose_in *in,
    const struct compose_item *it)
{
	struct buf when = BUF_INIT, b = BUF_INIT;
	char network[32];

	if (it->question->q.blind) {
		letter_line(l, tr(in->lang, "hark cannot see there whether it "
		    "has been answered."));
		return;
	}
	if (!it->stale)
		return;
	compose_network(in->lang, it->question->network, network);
	add_when(&when, in, it->question->read_at);
	buf_addf(&b, tr(in->lang, "%s could not be read just now; this is as of "
	    "%s. It may have been answered already."), network, when.data);
	letter_warn(l, b.data);
	buf_free(&when);
	buf_free(&b);
}

/* What the asker wrote there before this question, the newest; or NULL. */
static const struct question_post *
wrote_before(const struct compose_item *it)
{
	const struct question_post *last = NULL;

	for (size_t i = 0; i < it->n_posts && !it->posts[i].is_opener; i++)
		if (it->posts[i].by_asker && (it->posts[i].flags &
		    (TPOST_GONE | TPOST_REMOVED)) == 0)
			last = &it->posts[i];
	return last;
}

void
say_who(struct letter *l, const struct compose_in *in,
    const struct compose_item *it)
{
	const struct question *q = it->question;
	const struct question_post *before = wrote_before(it);
	struct buf when = BUF_INIT;
	const char *lang = in->lang;
	struct buf b = BUF_INIT;
	char span[32];

	/* The lead has named them already. */
	if (q->q.private_ && in->client->private_ == PRIVATE_LINK)
		return;
	add_name(&b, lang, q);
	if (q->asker_handle != NULL && q->asker_name != NULL &&
	    strcmp(q->asker_handle, q->asker_name) != 0) {
		buf_adds(&b, " (");
		letter_cut(&b, q->asker_handle, 80, true);
		buf_addc(&b, ')');
	}
	if (q->asker_threads <= 1 || q->asker_since == 0 ||
	    q->asker_since >= q->q.asked_at) {
		if (before != NULL) {
			add_when(&when, in, before->at);
			buf_addf(&b, tr(lang, " has written here before, last "
			    "on %s."), when.data);
		} else {
			buf_adds(&b, q->q.again ?
			    tr(lang, " has asked here before.") :
			    tr(lang, " is writing to you for the first "
			    "time."));
		}
	} else {
		int64_t known = in->now - q->asker_since;

		if (known >= 60 * WHEN_DAY)
			snprintf(span, sizeof(span), trn(lang, "%lld month",
			    "%lld months", (long long)(known / (30 * WHEN_DAY))),
			    (long long)(known / (30 * WHEN_DAY)));
		else
			snprintf(span, sizeof(span), trn(lang, "%lld day",
			    "%lld days", (long long)(known / WHEN_DAY)),
			    (long long)(known / WHEN_DAY));
		buf_addf(&b, tr(lang, ": known for %s, conversation no. %lld."),
		    span, (long long)q->asker_threads);
	}
	if (q->asker_vip) {
		buf_addc(&b, ' ');
		buf_adds(&b, tr(lang, "Marked as important by you."));
	}
	letter_line(l, b.data);
	buf_free(&b);
	buf_free(&when);
}

/* What happened since: nudges, parts, others' answers, staff. */
void
say_since(struct letter *l, const struct compose_in *in,
    const struct compose_item *it)
{
	const struct question *q = it->question;
	const char *lang = in->lang;
	struct buf b = BUF_INIT, when = BUF_INIT;

	if (q->q.nudges > 0) {
		add_when(&when, in, q->q.last_at);
		if (q->q.nudges == 1)
			buf_addf(&b, tr(lang, "Asked again on %s."), when.data);
		else
			buf_addf(&b, tr(lang, "Asked again %lld times, last on "
			    "%s."), (long long)q->q.nudges, when.data);
		letter_line(l, b.data);
		buf_free(&when);
		buf_reset(&b);
	}
	if (q->q.parts > 1 && q->last_text != NULL && !last_waits(q) &&
	    compose_may_quote(in->client, q)) {
		buf_adds(&b, tr(lang, "Their newest: "));
		letter_cut(&b, q->last_text + q->last_lead, 200, true);
		letter_line(l, b.data);
		buf_reset(&b);
	}
	if (q->q.promise_at != 0) {
		buf_adds(&b, tr(lang, "You promised to come back, "));
		add_when(&b, in, q->q.promise_at);
		letter_line(l, b.data);
		buf_reset(&b);
	}
	if (q->q.community > 0)
		letter_line(l, trn(lang, "Somebody else has replied.",
		    "Others have replied.", q->q.community));
	if (q->q.assignee != NULL && q->q.assignee[0] != '\0') {
		buf_adds(&b, q->q.quiet_until > in->now ?
		    tr(lang, "Taken by ") : tr(lang, "Was taken by "));
		letter_cut(&b, q->q.assignee, 40, true);
		letter_line(l, b.data);
		buf_reset(&b);
	}
	if (it->n_others > 0) {
		buf_addf(&b, trn(lang, "%lld other is waiting in this "
		    "conversation.",
		    "%lld others are waiting in this conversation.",
		    (long long)it->n_others), (long long)it->n_others);
		letter_line(l, b.data);
	}
	buf_free(&b);
}

void
say_reasons(struct letter *l, const struct compose_in *in,
    const struct compose_item *it)
{
	const struct verdict *v = it->verdict;
	struct buf b = BUF_INIT;
	int n = 0;

	/* Reasons quote the text. */
	if (v == NULL || v->n_reasons == 0 ||
	    !compose_may_quote(in->client, it->question))
		return;
	/* That is why, whatever its words are. */
	if (it->question->rating > 0 && it->question->rating <= REVIEW_BAD) {
		buf_addf(&b, trn(in->lang, "Why it rings: a review with %d "
		    "star", "Why it rings: a review with %d stars",
		    it->question->rating), it->question->rating);
		letter_note(l, b.data);
		buf_free(&b);
		return;
	}
	buf_adds(&b, tr(in->lang, "Why it rings: "));
	/* Those for it: what speaks against it, `hark show' tells. */
	for (int i = 0; i < v->n_reasons && n < REASONS_MAX; i++) {
		if (v->reasons[i].weight < REASON_MIN)
			continue;
		if (n++ > 0)
			buf_adds(&b, " \xc2\xb7 ");
		letter_cut(&b, v->reasons[i].text, 60, true);
		buf_addf(&b, " +%.1f", (double)v->reasons[i].weight);
	}
	if (n > 0)
		letter_note(l, b.data);
	buf_free(&b);
}

static bool
is_shown(const struct compose_in *in, const struct question_post *p)
{
	bool hidden = p->visibility == HARK_PRIVATE ||
	    p->visibility == HARK_UNKNOWN;

	return (!hidden || in->client->private_ == PRIVATE_EXCERPT) &&
	    (p->flags & (TPOST_GONE | TPOST_REMOVED)) == 0 && p->text != NULL;
}

static bool
same_id(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/*
 * Below a post many talk about many things.  What belongs to this question:
 * the root, what the asker wrote, what that answers and what answers it, and
 * what we said to everybody.
 */
static bool
is_related(const struct compose_item *it, const struct question_post *p)
{
	const struct tquestion *q = &it->question->q;
	bool to_all = p->depth <= 1 && (p->flags & TPOST_OWN) &&
	    !(p->flags & TPOST_TO_OTHERS);

	if (p->depth == 0 || p->by_asker || to_all || p->is_answer ||
	    ((p->flags & TPOST_OWN) && p->at == q->first_response_at))
		return true;
	for (size_t i = 0; i < it->n_posts; i++) {
		const struct question_post *x = &it->posts[i];

		if (x->by_asker && (same_id(x->parent, p->id) ||
		    same_id(p->parent, x->id)))
			return true;
	}
	return false;
}

void
say_history(struct letter *l, const struct compose_in *in,
    const struct compose_item *it)
{
	struct buf when = BUF_INIT, b = BUF_INIT;
	size_t shown = 0, skip;

	for (size_t i = 0; i < it->n_posts; i++)
		shown += is_shown(in, &it->posts[i]) &&
		    is_related(it, &it->posts[i]);
	if (shown < 2 || !compose_may_quote(in->client, it->question))
		return;
	letter_head(l, tr(in->lang, "So far"));
	/* The first one, then the newest. */
	skip = shown > HISTORY_MAX ? shown - HISTORY_MAX : 0;
	shown = 0;
	for (size_t i = 0; i < it->n_posts; i++) {
		const struct question_post *p = &it->posts[i];

		if (!is_shown(in, p) || !is_related(it, p) ||
		    (shown++ > 0 && shown <= skip + 1))
			continue;
		if (skip > 0 && shown == skip + 2) {
			buf_addf(&b, trn(in->lang, "  ... %lld more ...",
			    "  ... %lld more ...", (long long)skip),
			    (long long)skip);
			letter_note(l, b.data);
		}
		buf_reset(&when);
		add_when(&when, in, p->at);
		if (p->edited > p->at) {
			buf_adds(&when, tr(in->lang, ", changed "));
			add_when(&when, in, p->edited);
		}
		letter_post(l, p->flags & TPOST_OWN ? tr(in->lang, "You") :
		    p->author != NULL ? p->author : p->handle != NULL ?
		    p->handle : tr(in->lang, "somebody"), when.data,
		    p->text[p->lead] != '\0' ? p->text + p->lead :
		    tr(in->lang, "A picture or voice message without words"),
		    140);
	}
	buf_free(&when);
	buf_free(&b);
}

void
say_more(struct letter *l, const struct compose_in *in, size_t n)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, in->acts != NULL ? trn(in->lang, "And %lld more.",
	    "And %lld more.", (long long)n) :
	    trn(in->lang, "And %lld more: hark list",
	    "And %lld more: hark list", (long long)n), (long long)n);
	letter_note(l, b.data);
	buf_free(&b);
}

void
say_commands(struct letter *l, const struct compose_in *in)
{
	struct buf b = BUF_INIT;

	if (in->acts != NULL || in->n_items == 0 ||
	    (in->kind != OUTBOX_QUESTION && in->kind != OUTBOX_SUMMARY))
		return;
	if (in->n_items == 1)
		buf_addf(&b, tr(in->lang, "Seen: hark ack %s"),
		    in->items[0].question->id);
	else
		buf_adds(&b, tr(in->lang, "Seen: hark list, then hark ack "
		    "ID"));
	letter_gap(l);
	letter_note(l, b.data);
	buf_free(&b);
}
