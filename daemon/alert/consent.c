/* SPDX-License-Identifier: ISC */

/*
 * The calendar of consents: 14, 7 and 1 days before one ends the administrator
 * is told, once each.  What was told is the outbox, so a restart repeats
 * nothing; a consent given anew has another end, and is another story.
 */

#include <stdio.h>

#include "alert/admin_words.h"
#include "alert/lane.h"
#include "base/buf.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"

#define LOOK	(6 * WHEN_HOUR)

/* Whoever was away for days is told what is true now, not what was missed. */
static void
look_at(struct alert *a, const struct account_health *h)
{
	static const int days[] = { 1, 7, 14 };
	int64_t left = h->consent.at - loop_now();
	struct lane *l = admin_lane(a, h->client);
	AUTO(free_p) char *subject = NULL;
	struct buf body = BUF_INIT;
	char kind[16], when[32], *title;
	size_t i = 0;
	int about;

	if (h->consent.at == 0 || left <= 0 || l == NULL)
		return;
	while (i < ARRAY_LEN(days) && left > days[i] * WHEN_DAY)
		i++;
	if (i == ARRAY_LEN(days))
		return;
	when_format(h->consent.at, when);
	subject = xasprintf("consent %s %s", h->account, when);
	snprintf(kind, sizeof(kind), "ends-%d", days[i]);
	about = (int)((left + WHEN_DAY / 2) / WHEN_DAY);
	title = admin_words_consent(lane_conf(l), h, about > 0 ? about : 1,
	    &body);
	admin_tell(l, kind, subject, h->consent.at, title,
	    buf_detach(&body));
}

static void
look(void *arg)
{
	struct alert *a = arg;
	const struct account_health *h;
	size_t n = poll_health(a->poll, &h);

	for (size_t i = 0; i < n; i++)
		look_at(a, &h[i]);
	timer_start(a->consents, LOOK);
}

void
consent_start(struct alert *a)
{
	if (a->consents == NULL)
		a->consents = timer_new(look, a);
	look(a);
}
