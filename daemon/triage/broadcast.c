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
#define RUN_WAITING	3
#define RUN_LONG	10

struct count {
	int64_t originals, replies, broadcasts;
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
count_post(struct count *c, const struct own_post *p)
{
	if (p->reply) {
		c->replies++;
		return;
	}
	c->originals++;
	if (p->label == LABEL_BROADCAST)
		c->broadcasts++;
}

static void
judge(struct count *c)
{
	int64_t all = c->replies + c->originals;

	c->reply_share = all == 0 ? -1 : (double)c->replies / (double)all;
	c->promo = c->originals == 0 ? -1 :
	    (double)c->broadcasts / (double)c->originals;
	c->level = TALK_OK;
	/* Whole numbers: 2 of 10 is 20 %, whatever a double makes of it. */
	if (all > 0 && c->replies * 100 < all * 20) {
		c->why |= TALK_SHARE;
		c->level = TALK_WARN;
	}
	if (c->broadcasts * 100 > c->originals * 20) {
		c->why |= TALK_PROMO;
		c->level = TALK_WARN;
	}
	if ((all > 0 && c->replies * 100 < all * 8) ||
	    c->broadcasts * 100 > c->originals * 50)
		c->level = TALK_CRITICAL;
}

void
talk_judge(const struct own_post *posts, size_t n, int64_t now, int64_t others,
    int64_t waiting, struct talk *ret)
{
	AUTO(free_p) bool *repeats = mark_repeats(posts, n);
	struct count days = { .why = 0 }, last = { .why = 0 }, *worse;
	int64_t run = 0, counted = 0;
	bool running = true;

	for (size_t i = 0; i < n; i++) {
		const struct own_post *p = &posts[i];

		if (repeats[i])
			continue;
		if (p->at > now - WINDOW && p->at <= now)
			count_post(&days, p);
		if (counted++ < LAST)
			count_post(&last, p);
		if (p->reply)
			running = false;
		else if (running)
			run++;
	}
	judge(&days);
	judge(&last);
	worse = last.level > days.level ? &last : &days;

	memset(ret, 0, sizeof(*ret));
	ret->originals = worse->originals;
	ret->replies = worse->replies;
	ret->broadcasts = worse->broadcasts;
	ret->reply_share = worse->reply_share;
	ret->promo = worse->promo;
	ret->last20 = worse == &last;
	ret->run = run;
	ret->others = others;
	ret->waiting = waiting;
	if (others < ENOUGH_OTHERS) {
		ret->level = TALK_QUIET;
		return;
	}
	ret->level = worse->level;
	ret->why = worse->why;
	if (run >= RUN_LONG)
		ret->why |= TALK_RUN;
	if (run >= RUN_WAITING && waiting > 0)
		ret->why |= TALK_RUN_WAITING;
	if (ret->why != 0 && ret->level < TALK_WARN)
		ret->level = TALK_WARN;
}
