/* SPDX-License-Identifier: ISC */

/* What a digest and its sisters say, and in which order; see
 * digest_compose.h. */

#include <stdio.h>

#include "alert/acts.h"
#include "alert/digest_compose.h"
#include "alert/digest_words.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"

#define WAVE_FULL	5	/* of a wave, with a link of their own */
#define WAVE_MAX	20

bool
digest_composes(const struct compose_in *in)
{
	return in->digest != NULL || in->kind == OUTBOX_WAVE;
}

/* --- subjects --- */

/* A crowd is many. */
static long long
people(const struct digest *d)
{
	long long n = 0;

	for (size_t i = 0; i < d->n_items; i++)
		n += 1 + d->items[i].more;
	return n;
}

static void
add_waiting(struct buf *b, const struct compose_in *in)
{
	const struct digest *d = in->digest;

	if (d->waiting == 0)
		buf_adds(b, tr(in->lang, "nobody is waiting"));
	else
		buf_addf(b, trn(in->lang, "%lld waiting", "%lld waiting",
		    (long long)d->waiting), (long long)d->waiting);
}

static void
add_wave_network(struct buf *b, const struct compose_in *in)
{
	char name[32];

	compose_network(in->lang, in->n_items > 0 ? in->items[0].question->network :
	    NULL, name);
	letter_cut(b, name, 16, true);
}

char *
digest_subject(const struct compose_in *in)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	struct buf b = BUF_INIT, x = BUF_INIT;
	char date[64];

	if (in->kind == OUTBOX_WAVE) {
		add_wave_network(&x, in);
		buf_addf(&b, tr(lang, "Many complaints on %s"), x.data);
	} else if (in->kind == OUTBOX_CLOSING) {
		buf_addf(&b, trn(lang, "Before closing: %lld cannot wait",
		    "Before closing: %lld cannot wait", people(d)), people(d));
	} else if (in->kind == OUTBOX_CLOSURE) {
		hours_format(in->client->hours, in->opens, lang, "date", date,
		    sizeof(date));
		add_waiting(&x, in);
		buf_addf(&b, tr(lang, "Open again on %s: %s"), date, x.data);
	} else {
		buf_adds(&b, in->kind == OUTBOX_RETURN ?
		    tr(lang, "Welcome back: ") : tr(lang, "Today: "));
		add_waiting(&b, in);
		if (d->n_deaf > 0)
			buf_addf(&b, trn(lang, ", %lld account silent",
			    ", %lld accounts silent", (long long)d->n_deaf),
			    (long long)d->n_deaf);
		else if (d->waiting > 0)
			buf_addf(&b, trn(lang, ", about %lld minute",
			    ", about %lld minutes", (long long)d->minutes),
			    (long long)d->minutes);
	}
	buf_free(&x);
	return buf_detach(&b);
}

/* --- the first line --- */

/* "3 people wait, about 8 minutes." */
static void
add_people(struct buf *b, const struct compose_in *in, bool minutes)
{
	const struct digest *d = in->digest;

	if (d->waiting == 0) {
		buf_adds(b, tr(in->lang, "Nobody is waiting."));
		return;
	}
	buf_addf(b, trn(in->lang, "%lld person is waiting", "%lld people are "
	    "waiting",
	    (long long)d->waiting), (long long)d->waiting);
	if (minutes)
		buf_addf(b, trn(in->lang, ", about %lld minute",
		    ", about %lld minutes", (long long)d->minutes),
		    (long long)d->minutes);
	buf_addc(b, '.');
}

static void
say_lead(struct letter *l, const struct compose_in *in)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	struct buf b = BUF_INIT, day = BUF_INIT;

	if (in->kind == OUTBOX_CLOSING) {
		digest_add_opening(&day, in);
		buf_addf(&b, trn(lang, "%lld question cannot wait until %s.",
		    "%lld questions cannot wait until %s.", people(d)),
		    people(d), day.data);
	} else if (in->kind == OUTBOX_CLOSURE) {
		digest_add_date(&day, in, in->opens);
		buf_addf(&b, tr(lang, "Open again on %s. "), day.data);
		add_people(&b, in, d->n_items > 0);
	} else {
		if (in->kind == OUTBOX_RETURN)
			buf_adds(&b, tr(lang, "Welcome back. "));
		/* The subject tells the minutes, if all is heard. */
		add_people(&b, in, d->n_deaf > 0);
		digest_add_deaf(&b, in);
	}
	letter_lead(l, NULL, b.data, 0);
	buf_free(&b);
	buf_free(&day);
}

/* --- the body --- */

static void
say_brief(struct letter *l, const struct compose_in *in,
    const struct digest_item *it, const char *number)
{
	long long more = (long long)it->more;
	struct buf b = BUF_INIT;

	if (more > 0)
		buf_addf(&b, trn(in->lang, "and %lld more in this "
		    "conversation", "and %lld more in this conversation",
		    more), more);
	digest_say_brief(l, in, it->question, number,
	    b.len > 0 ? b.data : NULL);
	buf_free(&b);
}

static void
say_items(struct letter *l, const struct compose_in *in)
{
	const struct digest *d = in->digest;
	const char *lang = in->lang;
	struct buf b = BUF_INIT;
	size_t i = 0;

	for (; i < d->n_items && !d->items[i].brief; i++) {
		letter_rule(l);
		digest_say_question(l, in, &d->items[i], i + 1);
	}
	if (i < d->n_items) {
		letter_rule(l);
		letter_line(l, in->kind == OUTBOX_DIGEST ||
		    in->kind == OUTBOX_RETURN ?
		    tr(lang, "More than planned, but for these there was "
		    "no room last time:") : tr(lang, "In short:"));
	}
	for (; i < d->n_items; i++) {
		buf_reset(&b);
		buf_addf(&b, "%zu. ", i + 1);
		say_brief(l, in, &d->items[i], b.data);
	}
	buf_reset(&b);
	if (d->left > 0 && d->n_items > 0) {
		buf_addf(&b, trn(lang, "%lld more can wait until the next "
		    "time and comes first then.", "%lld more can wait until "
		    "the next time and come first then.", (long long)d->left),
		    (long long)d->left);
		if (in->kind == OUTBOX_CLOSING) {
			buf_reset(&b);
			buf_addf(&b, trn(lang, "%lld more can wait.",
			    "%lld more can wait.", (long long)d->left),
			    (long long)d->left);
		}
		letter_gap(l);
		letter_note(l, b.data);
	}
	buf_free(&b);
}

static void
say_wave(struct letter *l, const struct compose_in *in)
{
	const char *lang = in->lang;
	struct buf b = BUF_INIT, name = BUF_INIT;
	size_t same = 0;

	add_wave_network(&name, in);
	buf_addf(&b, trn(lang, "%lld person is complaining on %s just now.",
	    "%lld people are complaining on %s just now.", (long long)in->n_items),
	    (long long)in->n_items, name.data);
	buf_adds(&b, tr(lang, " Please have a look yourself."));
	letter_lead(l, NULL, b.data, 0);
	letter_line(l, tr(lang, "That is far more than usual. One post that "
	    "everybody sees often helps more than many answers."));
	for (size_t i = 0; i < in->n_items; i++)
		same += in->items[i].question->thread != 0 &&
		    in->items[i].question->thread ==
		    in->items[0].question->thread;
	if (same > 1 && same == in->n_items)
		acts_say_all(l, in, in->items[0].question);
	for (size_t i = 0; i < in->n_items && i < WAVE_MAX; i++) {
		const struct question *q = in->items[i].question;

		if (i < WAVE_FULL) {
			letter_rule(l);
			digest_say_question(l, in, &(struct digest_item){
			    .question = q, .stale = in->items[i].stale },
			    i + 1);
			continue;
		}
		if (i == WAVE_FULL)
			letter_rule(l);
		digest_say_brief(l, in, q, NULL, NULL);
	}
	if (in->n_items > WAVE_MAX)
		say_more(l, in, in->n_items - WAVE_MAX);
	buf_free(&b);
	buf_free(&name);
}

void
digest_say(struct letter *l, const struct compose_in *in)
{
	if (in->kind == OUTBOX_WAVE) {
		say_wave(l, in);
		return;
	}
	say_lead(l, in);
	if (in->kind == OUTBOX_CLOSURE) {
		letter_line(l, tr(in->lang, "Until then hark goes on "
		    "listening, without mails. Do your readers know already "
		    "that you are closed?"));
	} else if (in->kind == OUTBOX_RETURN) {
		letter_line(l, in->digest->n_items > 0 ?
		    tr(in->lang, "These people are waiting now; what would "
		    "have rung in the meantime does not follow.") :
		    tr(in->lang, "What would have rung in the meantime does "
		    "not follow."));
	}
	digest_say_deaf(l, in);
	say_items(l, in);
	if (in->kind == OUTBOX_DIGEST || in->kind == OUTBOX_RETURN) {
		digest_say_perhaps(l, in, true);
		digest_say_perhaps(l, in, false);
		digest_say_missed(l, in);
		digest_say_likes(l, in);
		digest_say_talks(l, in);
		digest_say_promises(l, in);
		digest_say_thanks(l, in);
		digest_say_silent(l, in);
		digest_say_end(l, in);
	}
}
