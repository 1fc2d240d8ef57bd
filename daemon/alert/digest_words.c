/* SPDX-License-Identifier: ISC */

/*
 * The sentences a digest is made of; digest_compose.c puts them in order.
 * They are a friend's: short, nothing twice, nobody is told off.
 */

#include <stdio.h>
#include <string.h>

#include "alert/acts.h"
#include "alert/bell.h"
#include "alert/digest_words.h"
#include "base/tr.h"
#include "base/when.h"

#define WORDS_MAX	160	/* of a question in full */
#define BRIEF_MAX	100
#define TALK_SAID	2	/* sentences about one account */

/* --- people who wait --- */

void
digest_say_marks(struct letter *l, const struct compose_in *in,
    const struct question *q, bool put_off)
{
	const char *lang = in->lang;
	struct buf b = BUF_INIT;

	if (put_off)
		buf_adds(&b, tr(lang, "There was no time for this one last "
		    "time."));
	if (route_kinds(in->client, q) & OUTSIDE_URGENT)
		buf_addf(&b, "%s%s", b.len > 0 ? " " : "",
		    tr(lang, "Sounds urgent."));
	if (q->q.nudges > 0) {
		buf_adds(&b, b.len > 0 ? " " : "");
		if (q->q.nudges == 1)
			buf_adds(&b, tr(lang, "Has asked again."));
		else
			buf_addf(&b, tr(lang, "Has asked again %lld times."),
			    (long long)q->q.nudges);
	}
	if (q->asker_vip && compose_may_name(in->client, q, in->channel)) {
		buf_adds(&b, b.len > 0 ? " " : "");
		buf_adds(&b, tr(lang, "Marked as important by you."));
	}
	if (q->asker_threads >= 2 && q->asker_known && compose_may_name(in->client, q,
	    in->channel)) {
		buf_adds(&b, b.len > 0 ? " " : "");
		buf_addf(&b, tr(lang, "Knows you: conversation no. %lld."),
		    (long long)q->asker_threads);
	}
	if (q->q.assignee != NULL && q->q.assignee[0] != '\0') {
		buf_adds(&b, b.len > 0 ? " " : "");
		buf_adds(&b, tr(lang, "Taken by "));
		letter_cut(&b, q->q.assignee, 40, true);
		buf_addc(&b, '.');
	}
	if (b.len > 0)
		letter_note(l, b.data);
	buf_free(&b);
}

void
digest_say_question(struct letter *l, const struct compose_in *in,
    const struct digest_item *item, size_t number)
{
	const struct question *q = item->question;
	struct compose_item it = { .question = q, .stale = item->stale };
	long long more = (long long)item->more;
	struct buf prefix = BUF_INIT, words = BUF_INIT, where = BUF_INIT;

	buf_addf(&prefix, "%zu. ", number);
	add_words(&words, in, q, WORDS_MAX);
	if (more > 0)
		buf_addf(&words, trn(in->lang, " (and %lld more)",
		    " (and %lld more)", more), more);
	letter_lead(l, prefix.data, words.data, 0);
	if (compose_may_quote(in->client, q)) {
		add_asker(&where, in, q);
		buf_adds(&where, ", ");
	}
	add_where(&where, in, q);
	letter_line(l, where.data);
	digest_say_marks(l, in, q, item->put_off);
	say_link(l, in, q);
	if (more > 0) {
		letter_line(l, tr(in->lang, "All of them are in one "
		    "conversation: one post to everybody there may be "
		    "enough."));
		acts_say_all(l, in, q);
	} else {
		acts_say(l, in, q);
	}
	say_stale(l, in, &it);
	buf_free(&prefix);
	buf_free(&words);
	buf_free(&where);
}

static void
say_point(struct letter *l, const struct compose_in *in,
    const struct question *q, const char *before, const char *after)
{
	struct buf words = BUF_INIT, b = BUF_INIT;

	add_words(&words, in, q, BRIEF_MAX);
	if (compose_may_quote(in->client, q)) {
		buf_adds(&b, "\xe2\x80\x93 ");
		add_asker(&b, in, q);
	}
	if (after != NULL)
		buf_addf(&b, "%s%s", b.len > 0 ? " " : "", after);
	letter_point(l, before, words.data, 0, b.data, q->url);
	buf_free(&words);
	buf_free(&b);
}

void
digest_say_brief(struct letter *l, const struct compose_in *in,
    const struct question *q, const char *before, const char *after)
{
	say_point(l, in, q, before, after);
	acts_say(l, in, q);
}

/* --- small change --- */

void
digest_add_date(struct buf *b, const struct compose_in *in, int64_t t)
{
	char day[64], date[64];

	hours_format(in->client->hours, t, in->lang, "day", day, sizeof(day));
	hours_format(in->client->hours, t, in->lang, "date", date,
	    sizeof(date));
	day[strcspn(day, " ")] = '\0';
	buf_addf(b, "%s, %s", day, date);
}

void
digest_add_opening(struct buf *b, const struct compose_in *in)
{
	char day[64];

	if (in->opens > in->now + 6 * WHEN_DAY) {
		digest_add_date(b, in, in->opens);
		return;
	}
	hours_format(in->client->hours, in->opens, in->lang, "day", day,
	    sizeof(day));
	day[strcspn(day, " ")] = '\0';
	buf_adds(b, day);
}

/* "Dienstag", once that is no longer plain "12. Mai". */
static void
add_day(struct buf *b, const struct compose_in *in, int64_t t)
{
	char day[64];
	bool near = t > in->now - 6 * WHEN_DAY;

	hours_format(in->client->hours, t, in->lang, near ? "day" : "date",
	    day, sizeof(day));
	if (near)
		day[strcspn(day, " ")] = '\0';
	buf_adds(b, day);
}

static void
add_account(struct buf *b, const char *lang, const char *network,
    const char *account, bool ambiguous)
{
	char name[32];

	compose_network(lang, network, name);
	letter_cut(b, name, 30, true);
	if (ambiguous) {
		buf_adds(b, " (");
		letter_cut(b, account, 30, true);
		buf_addc(b, ')');
	}
}

/* --- what cannot be heard --- */

/* One that is heard, but did not answer when its threads were read again. */
static const char *
unread_network(const struct digest *d)
{
	for (size_t i = 0; i < d->n_items; i++)
		if (d->items[i].stale)
			return d->items[i].question->network;
	return NULL;
}

void
digest_add_deaf(struct buf *b, const struct compose_in *in)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	struct buf names = BUF_INIT, day = BUF_INIT;
	const char *unread;
	char today[32] = "";

	if (d->n_deaf == 0 && (unread = unread_network(d)) != NULL) {
		add_account(&names, lang, unread, NULL, false);
		buf_addf(b, tr(lang, " But I could not read %s just now."),
		    names.data);
		buf_free(&names);
		return;
	}
	if (d->n_deaf == 0) {
		if (d->n_heard > 0)
			buf_adds(b, tr(lang, " I hear everything."));
		return;
	}
	if (d->n_deaf > 2) {
		buf_addf(b, tr(lang, " But I cannot hear %zu accounts."),
		    d->n_deaf);
		return;
	}
	for (size_t i = 0; i < d->n_deaf; i++) {
		if (i > 0)
			buf_adds(&names, tr(lang, " and "));
		add_account(&names, lang, d->deaf[i].network, d->deaf[i].account,
		    false);
	}
	if (d->n_deaf == 1 && d->deaf[0].since != 0) {
		/* "Since Monday", on a Monday, would be a week. */
		if (hours_date(in->client->hours, d->deaf[0].since) ==
		    hours_date(in->client->hours, in->now))
			hours_format(in->client->hours, d->deaf[0].since, lang,
			    "time", today, sizeof(today));
		buf_adds(&day, today);
		if (day.len == 0)
			add_day(&day, in, d->deaf[0].since);
		buf_addf(b, tr(lang, " But I have not heard %s since %s."),
		    names.data, day.data);
	} else {
		buf_addf(b, tr(lang, " But I cannot hear %s."), names.data);
	}
	buf_free(&names);
	buf_free(&day);
}

static const char *
why_deaf(const char *lang, enum account_state s)
{
	switch (s) {
	case ACCOUNT_AUTH:
		return tr(lang, "the login is no longer valid");
	case ACCOUNT_NO_PLUGIN:
		return tr(lang, "its module is missing");
	case ACCOUNT_BUDGET:
		return tr(lang, "its budget is used up");
	case ACCOUNT_HIDDEN:
		return tr(lang, "it does not show us everything");
	case ACCOUNT_FAILING:
		return tr(lang, "it does not answer");
	case ACCOUNT_STALE:
	case ACCOUNT_OK:
	case ACCOUNT_NEW:
		break;
	}
	return tr(lang, "nothing arrives from there");
}

void
digest_say_deaf(struct letter *l, const struct compose_in *in)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < d->n_deaf && i < 10; i++) {
		const struct digest_deaf *x = &d->deaf[i];

		buf_reset(&b);
		add_account(&b, lang, x->network, x->account, true);
		if (x->since != 0) {
			buf_adds(&b, tr(lang, ": last heard "));
			add_when(&b, in, x->since);
		} else {
			buf_adds(&b, tr(lang, ": not heard yet"));
		}
		buf_addf(&b, ", %s. ", why_deaf(lang, x->state));
		buf_adds(&b, tr(lang, "Please look there yourself today."));
		letter_warn(l, b.data);
	}
	buf_free(&b);
}

/* --- the rest --- */

void
digest_say_perhaps(struct letter *l, const struct compose_in *in, bool answered)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	struct buf b = BUF_INIT, after = BUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < d->n_perhaps; i++) {
		const struct question *q = d->perhaps[i].question;
		long long more = (long long)d->perhaps[i].more;

		if (q->q.perhaps_answered != answered)
			continue;
		if (n++ == 0)
			letter_head(l, answered ? tr(lang, "Answered already?") :
			    tr(lang, "Perhaps a question"));
		buf_reset(&after);
		if (more > 0)
			buf_addf(&after, trn(lang, "and %lld more in this "
			    "conversation", "and %lld more in this "
			    "conversation", more), more);
		if (in->acts == NULL)
			buf_addf(&after, "%s(%s)", more > 0 ? " " : "", q->id);
		say_point(l, in, q, NULL, after.data);
		if (more > 0)
			acts_say_all(l, in, q);
		else
			acts_say(l, in, q);
	}
	/* Those without room were the least likely ones. */
	if (!answered && d->more_perhaps > 0 && in->acts != NULL)
		buf_addf(&b, trn(lang, "And %lld more.", "And %lld more.",
		    (long long)d->more_perhaps), (long long)d->more_perhaps);
	else if (!answered && d->more_perhaps > 0)
		buf_addf(&b, trn(lang, "And %lld more: hark list --all. ",
		    "And %lld more: hark list --all. ",
		    (long long)d->more_perhaps), (long long)d->more_perhaps);
	if (n > 0 && in->acts == NULL)
		buf_adds(&b, answered ? tr(lang, "Yes? hark close ID") :
		    tr(lang, "Not one? hark close ID --not-a-question"));
	if (b.len > 0)
		letter_note(l, b.data);
	buf_free(&b);
	buf_free(&after);
}

void
digest_say_missed(struct letter *l, const struct compose_in *in)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	struct buf b = BUF_INIT;

	if (d->gave_up + d->helped == 0)
		return;
	letter_head(l, tr(lang, "Missed calls"));
	if (d->gave_up > 0)
		buf_addf(&b, trn(lang, "%lld person withdrew the question "
		    "before anybody answered. ", "%lld people withdrew their "
		    "question before anybody answered. ",
		    (long long)d->gave_up), (long long)d->gave_up);
	if (d->helped > 0)
		buf_addf(&b, trn(lang, "%lld person got help elsewhere.",
		    "%lld people got help elsewhere.", (long long)d->helped),
		    (long long)d->helped);
	letter_line(l, b.data);
	buf_free(&b);
}

void
digest_say_likes(struct letter *l, const struct compose_in *in)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	struct buf b = BUF_INIT;

	if (d->n_liked > 0) {
		letter_head(l, tr(lang, "Settled with your like?"));
		for (size_t i = 0; i < d->n_liked; i++) {
			buf_reset(&b);
			if (in->acts == NULL)
				buf_addf(&b, "(%s)", d->liked[i]->id);
			digest_say_brief(l, in, d->liked[i], NULL, b.data);
		}
		if (in->acts == NULL)
			letter_note(l, tr(lang, "Yes? hark close ID"));
	}
	buf_free(&b);
}

void
digest_say_thanks(struct letter *l, const struct compose_in *in)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	struct buf b = BUF_INIT;

	if (d->n_thanks > 0)
		letter_head(l, tr(lang, "Thanks worth a like"));
	for (size_t i = 0; i < d->n_thanks; i++) {
		const struct digest_post *p = &d->thanks[i];

		buf_reset(&b);
		if (p->author != NULL) {
			buf_adds(&b, "\xe2\x80\x93 ");
			letter_cut(&b, p->author, 40, true);
		}
		letter_point(l, NULL, p->text != NULL ? p->text : "", 100,
		    b.data, p->url);
	}
	buf_free(&b);
}

void
digest_say_talks(struct letter *l, const struct compose_in *in)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	struct buf b = BUF_INIT;

	if (d->n_talks > 0)
		letter_head(l, tr(lang, "Talking or advertising"));
	for (size_t i = 0; i < d->n_talks; i++) {
		struct talk_warning w[TALK_WARNINGS];
		size_t n = talk_warnings(&d->talks[i].talk, lang, w);

		buf_reset(&b);
		add_account(&b, lang, d->talks[i].network, d->talks[i].account,
		    true);
		for (size_t k = 0; k < n && k < TALK_SAID; k++)
			buf_addf(&b, "%s %s", k == 0 ? ":" : "", w[k].text);
		letter_line(l, b.data);
	}
	buf_free(&b);
}

void
digest_say_promises(struct letter *l, const struct compose_in *in)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	int64_t today = hours_at(in->client->hours, in->now, 0, 0);
	int64_t over = hours_at(in->client->hours, in->now, 1, 0);
	struct buf b = BUF_INIT, name = BUF_INIT, day = BUF_INIT;

	if (d->n_promises == 0)
		return;
	letter_head(l, tr(lang, "Promised"));
	for (size_t i = 0; i < d->n_promises; i++) {
		const struct digest_promise *p = &d->promises[i];
		const struct question *q = p->question;
		const char *said = q->answer_text;

		buf_reset(&b);
		buf_reset(&name);
		buf_reset(&day);
		add_day(&day, in, p->due);
		if (!p->dated)
			buf_adds(&b, tr(lang, "still open: "));
		else if (p->due < today)
			buf_addf(&b, tr(lang, "was for %s: "), day.data);
		else if (p->due < over)
			buf_adds(&b, tr(lang, "for today: "));
		else
			buf_addf(&b, tr(lang, "for %s: "), day.data);
		if (said == NULL || !compose_may_quote(in->client, q))
			said = tr(lang, "you will come back to this");
		add_asker(&name, in, q);
		buf_reset(&day);
		buf_adds(&day, "\xe2\x80\x93 ");
		buf_addf(&day, tr(lang, "to %s"), name.data);
		letter_point(l, b.data, said, 100, day.data, q->url);
	}
	buf_free(&b);
	buf_free(&name);
	buf_free(&day);
}

void
digest_say_silent(struct letter *l, const struct compose_in *in)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	struct buf day = BUF_INIT, b = BUF_INIT;
	char network[32];

	if (d->n_silent == 0)
		return;
	letter_head(l, tr(lang, "Silent for a while"));
	for (size_t i = 0; i < d->n_silent; i++) {
		const struct digest_silent *p = &d->silent[i];

		buf_reset(&day);
		buf_reset(&b);
		add_day(&day, in, p->last_at);
		compose_network(lang, p->network, network);
		buf_addf(&b, tr(lang, "(%s, last seen %s"), network, day.data);
		buf_adds(&b, p->unanswered ?
		    tr(lang, "; the last question stayed open)") : ")");
		letter_point(l, NULL, p->name, 40, b.data, NULL);
	}
	letter_note(l, tr(lang, "A kind word where they write themselves; no "
	    "advertising by message."));
	buf_free(&day);
	buf_free(&b);
}

void
digest_say_end(struct letter *l, const struct compose_in *in)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	struct buf b = BUF_INIT;

	if (d->stricter) {
		letter_head(l, tr(lang, "Listen more strictly?"));
		buf_addf(&b, tr(lang, "%lld of the last %lld that rang were "
		    "not questions. hark can be stricter: then it rings less "
		    "often, and more is listed here under “Perhaps a "
		    "question”."),
		    (long long)d->wrong, (long long)d->rang);
		letter_line(l, b.data);
		buf_reset(&b);
		if (d->ring > 0)
			buf_addf(&b, tr(lang, "For the person who set up "
			    "hark: in harkd.conf, ear \"%s\", ring = %.2f (now %.2f)."),
			    d->ear, (double)d->ring_new, (double)d->ring);
		else
			buf_addf(&b, tr(lang, "For the person who set up "
			    "hark: ring in ear \"%s\" of harkd.conf."),
			    d->ear);
		letter_note(l, b.data);
		buf_reset(&b);
	}
	if (d->quiet > 0)
		buf_addf(&b, trn(lang, "%lld question has been seen or put "
		    "aside. ", "%lld questions have been seen or put aside. ", (long long)d->quiet),
		    (long long)d->quiet);
	if (d->streak >= 2)
		buf_addf(&b, tr(lang, "For %lld opening days now, nobody has "
		    "had to wait too long. "), (long long)d->streak);
	if (b.len > 0) {
		letter_gap(l);
		letter_note(l, b.data);
	}
	buf_free(&b);
}
