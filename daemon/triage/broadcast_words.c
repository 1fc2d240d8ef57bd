/* SPDX-License-Identifier: ISC */

/*
 * A friend's words about an account that tells more than it talks.  Small
 * numbers of people are written out: "three people", not "3 items".
 */

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "triage/broadcast.h"

#define SHARE_CRITICAL	8	/* percent, as in broadcast.c */
#define PROMO_CRITICAL	50

static struct talk_warning *
add(struct talk_warning *v, size_t *n, unsigned why, bool critical)
{
	struct talk_warning *w = &v[(*n)++];

	w->why = why;
	w->critical = critical;
	w->text[0] = '\0';
	return w;
}

static void
say_waiting(struct talk_warning *w, int64_t waiting, const char *lang)
{
	static const char *const few[] = {
		N_("Before the next post: one person is still waiting."),
		N_("Before the next post: two people are still waiting."),
		N_("Before the next post: three people are still waiting."),
		N_("Before the next post: four people are still waiting."),
		N_("Before the next post: five people are still waiting."),
	};

	if (waiting >= 1 && waiting <= (int64_t)ARRAY_LEN(few))
		snprintf(w->text, sizeof(w->text), "%s",
		    tr(lang, few[waiting - 1]));
	else
		snprintf(w->text, sizeof(w->text), tr(lang,
		    "Before the next post: %lld people are still waiting."),
		    (long long)waiting);
}

static void
say_share(struct talk_warning *w, const struct talk *t, const char *lang)
{
	snprintf(w->text, sizeof(w->text), t->last20 ?
	    trn(lang, "%lld of your last %lld posts answers somebody. "
	    "People come back for a conversation.",
	    "%lld of your last %lld posts answer somebody. People "
	    "come back for a conversation.", t->replies) :
	    trn(lang, "%lld of your %lld posts of the last 30 days answers "
	    "somebody. People come back for a conversation.",
	    "%lld of your %lld posts of the last 30 days answer somebody. "
	    "People come back for a conversation.", t->replies),
	    (long long)t->replies,
	    (long long)(t->replies + t->originals));
}

static void
say_promo(struct talk_warning *w, const struct talk *t, const char *lang)
{
	snprintf(w->text, sizeof(w->text), t->last20 ?
	    trn(lang, "%lld of the last %lld posts only advertises. One that "
	    "asks something would be a change.",
	    "%lld of the last %lld posts only advertise. One that "
	    "asks something would be a change.", t->broadcasts) :
	    trn(lang, "%lld of %lld posts of the last 30 days only "
	    "advertises. One that asks something would be a change.",
	    "%lld of %lld posts of the last 30 days only advertise. One "
	    "that asks something would be a change.", t->broadcasts),
	    (long long)t->broadcasts, (long long)t->originals);
}

size_t
talk_warnings(const struct talk *t, const char *lang,
    struct talk_warning ret[TALK_WARNINGS])
{
	int64_t all = t->replies + t->originals;
	size_t n = 0;

	if (t->level != TALK_WARN && t->level != TALK_CRITICAL)
		return 0;
	if (t->why & TALK_RUN_WAITING)
		say_waiting(add(ret, &n, TALK_RUN_WAITING, false), t->waiting,
		    lang);
	if (t->why & TALK_RUN)
		snprintf(add(ret, &n, TALK_RUN, false)->text,
		    sizeof(ret[0].text), tr(lang, "%lld posts in a row, and "
		    "not one reply between them."), (long long)t->run);
	if (t->why & TALK_SHARE)
		say_share(add(ret, &n, TALK_SHARE,
		    t->replies * 100 < all * SHARE_CRITICAL), t, lang);
	if (t->why & TALK_PROMO)
		say_promo(add(ret, &n, TALK_PROMO,
		    t->broadcasts * 100 > t->originals * PROMO_CRITICAL), t,
		    lang);
	return n;
}

const char *
talk_quiet(const char *lang)
{
	return tr(lang, "Hardly anybody wrote.");
}
