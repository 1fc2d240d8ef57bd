/* SPDX-License-Identifier: ISC */

/*
 * Many people who wait in one conversation, below a competition or a new
 * price: one mail that shows what they ask, how many ask it, and where one
 * post answers them all.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "alert/acts.h"
#include "alert/bell.h"
#include "alert/compose_words.h"
#include "base/mem.h"
#include "base/tr.h"

#define KINDS_MAX	12	/* different questions shown */
#define WORDS_MAX	120

/* One question, and who else asks the same. */
struct kind {
	char *words;
	size_t first, n;
};

bool
compose_is_crowd(const struct compose_in *in)
{
	if (in->n_items <= BELL_CROWD)
		return false;
	for (size_t i = 0; i < in->n_items; i++)
		if (in->items[i].question->thread == 0 ||
		    in->items[i].question->q.private_ ||
		    in->items[i].question->thread !=
		    in->items[0].question->thread)
			return false;
	return true;
}

/* What most ask comes first; then as they asked. */
static size_t
sort_out(const struct compose_in *in, struct kind *v)
{
	size_t n = 0, k;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < in->n_items; i++) {
		buf_reset(&b);
		add_words(&b, in, in->items[i].question, WORDS_MAX);
		for (k = 0; k < n; k++)
			if (strcasecmp(v[k].words, b.data) == 0)
				break;
		if (k == n)
			v[n++] = (struct kind){ xstrdup(b.data), i, 0 };
		v[k].n++;
	}
	for (size_t i = 1; i < n; i++) {
		struct kind x = v[i];

		for (k = i; k > 0 && v[k - 1].n < x.n; k--)
			v[k] = v[k - 1];
		v[k] = x;
	}
	buf_free(&b);
	return n;
}

static void
say_kinds(struct letter *l, const struct compose_in *in, const struct kind *v,
    size_t n)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	size_t shown = 0;

	letter_head(l, tr(in->lang, "What they ask"));
	for (size_t i = 0; i < n && i < KINDS_MAX; i++) {
		const struct question *q = in->items[v[i].first].question;

		buf_reset(&before);
		buf_reset(&after);
		if (v[i].n > 1) {
			buf_addf(&before, "%zu\xc3\x97 ", v[i].n);
		} else {
			buf_adds(&after, "\xe2\x80\x93 ");
			add_asker(&after, in, q);
		}
		letter_point(l, before.len > 0 ? before.data : NULL,
		    v[i].words, 0, after.data, NULL);
		shown += v[i].n;
	}
	if (shown < in->n_items)
		say_more(l, in, in->n_items - shown);
	buf_free(&before);
	buf_free(&after);
}

/* These are the ones of this mail; others were in one before. */
static void
say_total(struct letter *l, const struct compose_in *in)
{
	long long all = (long long)in->items[0].n_others + 1;
	struct buf b = BUF_INIT;

	if (all <= (long long)in->n_items)
		return;
	buf_addf(&b, trn(in->lang, "In all, %lld person is waiting there.",
	    "In all, %lld people are waiting there.", all), all);
	letter_line(l, b.data);
	buf_free(&b);
}

void
say_crowd(struct letter *l, const struct compose_in *in)
{
	const struct question *q;
	struct kind *v = xcalloc(in->n_items, sizeof(*v));
	size_t n = sort_out(in, v), others = in->n_items - 1;
	struct buf b = BUF_INIT, lead = BUF_INIT;

	q = in->items[v[0].first].question;
	add_still_open(&lead, in);
	buf_adds(&b, v[0].words);
	buf_addf(&b, trn(in->lang, " (and %lld more)", " (and %lld more)",
	    (long long)others), (long long)others);
	letter_lead(l, lead.len > 0 ? lead.data : NULL, b.data, 0);
	buf_reset(&b);
	add_where(&b, in, q);
	letter_line(l, b.data);
	say_link(l, in, q);
	for (size_t i = 0; i < in->n_items; i++)
		if (in->items[i].stale) {
			say_stale(l, in, &in->items[i]);
			break;
		}
	letter_line(l, tr(in->lang, "All of them are in one conversation: "
	    "one post to everybody there may be enough."));
	say_total(l, in);
	acts_say_all(l, in, q);
	say_kinds(l, in, v, n);
	for (size_t i = 0; i < n; i++)
		free(v[i].words);
	free(v);
	buf_free(&b);
	buf_free(&lead);
}
