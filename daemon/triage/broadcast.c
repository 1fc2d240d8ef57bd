/* SPDX-License-Identifier: ISC */

/* Talking or advertising: shares over two windows; see broadcast.h. */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/when.h"
#include "triage/broadcast.h"

#define WINDOW		(30 * WHEN_DAY)
#define LAST		20
#define ENOUGH_OTHERS	5
#define ENOUGH_OWN	5
#define RUN_WAITING	3
#define RUN_LONG	10

struct judged {
	double reply_share, promo;
	enum talk_level level;
	unsigned why;
};

static int
hash_cmp(const void *a, const void *b)
{
	const struct own_post *x = *(const struct own_post *const *)a;
	const struct own_post *y = *(const struct own_post *const *)b;

	if (x->text_hash != y->text_hash)
		return x->text_hash < y->text_hash ? -1 : 1;
	/* The newest stands first; posts come newest first. */
	return x < y ? -1 : x > y;
}

/* Mark the originals that repeat a newer one of another account. */
static bool *
mark_repeats(const struct own_post *posts, size_t n)
{
	bool *repeats = xcalloc(n + 1, sizeof(*repeats));
	AUTO(free_p) const struct own_post **by_hash =
	    xcalloc(n + 1, sizeof(*by_hash));
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		if (!posts[i].reply && posts[i].text_hash != 0)
			by_hash[m++] = &posts[i];
	qsort(by_hash, m, sizeof(*by_hash), hash_cmp);
	for (size_t first = 0, i = 1; i < m; i++) {
		const struct own_post *a = by_hash[first], *b = by_hash[i];

		if (a->text_hash != b->text_hash)
			first = i;
		else if (a->account != b->account || a->account == 0)
			repeats[b - posts] = true;
	}
	return repeats;
}

static void
count_post(struct talk_count *c, const struct own_post *p)
{
	if (p->reply) {
		c->replies++;
		return;
	}
	c->originals++;
	if (p->label == LABEL_BROADCAST)
		c->broadcasts++;
}

static struct judged
judge(const struct talk_count *c)
{
	struct judged j = { .level = TALK_OK };
	int64_t originals = c->originals, replies = c->replies;
	int64_t broadcasts = c->broadcasts, all = replies + originals;

	j.reply_share = all == 0 ? -1 : (double)replies / (double)all;
	j.promo = originals == 0 ? -1 : (double)broadcasts / (double)originals;
	/* Whole numbers: 2 of 10 is 20 %, whatever a double makes of it. */
	if (all < ENOUGH_OWN)
		return j;
	if (replies * 100 < all * 20) {
		j.why |= TALK_SHARE;
		j.level = TALK_WARN;
	}
	if (originals >= ENOUGH_OWN && broadcasts * 100 > originals * 20) {
		j.why |= TALK_PROMO;
		j.level = TALK_WARN;
	}
	if (replies * 100 < all * 8 || ((j.why & TALK_PROMO) &&
	    broadcasts * 100 > originals * 50))
		j.level = TALK_CRITICAL;
	return j;
}

void
talk_count(const struct own_post *posts, size_t n, int64_t now,
    struct talk_figures *ret)
{
	AUTO(free_p) bool *repeats = mark_repeats(posts, n);
	int64_t counted = 0;
	bool running = true;

	memset(ret, 0, sizeof(*ret));
	ret->at = now;
	ret->until = INT64_MAX;
	for (size_t i = 0; i < n; i++) {
		const struct own_post *p = &posts[i];
		bool in = p->at > now - WINDOW;
		/* It leaves the window, or, from the future, enters it. */
		int64_t change = p->at > now ? p->at : p->at + WINDOW;

		if (in && change < ret->until)
			ret->until = change;
		if (!p->reply && ret->newest == 0 && p->at <= now)
			ret->newest = p->at;
		if (repeats[i] || p->repeat)
			continue;
		if (in && p->at <= now)
			count_post(&ret->days, p);
		if (counted++ < LAST)
			count_post(&ret->last, p);
		if (p->reply)
			running = false;
		else if (running)
			ret->run++;
	}
}

void
talk_from(const struct talk_figures *f, int64_t others, int64_t waiting,
    struct talk *ret)
{
	struct judged days = judge(&f->days), last = judge(&f->last);
	bool last20 = last.level > days.level;
	const struct judged *worse = last20 ? &last : &days;
	const struct talk_count *c = last20 ? &f->last : &f->days;

	memset(ret, 0, sizeof(*ret));
	ret->originals = c->originals;
	ret->replies = c->replies;
	ret->broadcasts = c->broadcasts;
	ret->reply_share = worse->reply_share;
	ret->promo = worse->promo;
	ret->last20 = last20;
	ret->run = f->run;
	ret->others = others;
	ret->waiting = waiting;
	ret->newest = f->newest;
	if (others < ENOUGH_OTHERS) {
		ret->level = TALK_QUIET;
		return;
	}
	ret->level = worse->level;
	ret->why = worse->why;
	if (f->run >= RUN_LONG)
		ret->why |= TALK_RUN;
	if (f->run >= RUN_WAITING && waiting > 0)
		ret->why |= TALK_RUN_WAITING;
	if (ret->why != 0 && ret->level < TALK_WARN)
		ret->level = TALK_WARN;
}

void
talk_judge(const struct own_post *posts, size_t n, int64_t now, int64_t others,
    int64_t waiting, struct talk *ret)
{
	struct talk_figures f;

	talk_count(posts, n, now, &f);
	talk_from(&f, others, waiting, ret);
}
