/* SPDX-License-Identifier: ISC */

/*
 * Whom not to bother for a while.  A server that is down is asked by one mail
 * at a time, ever more rarely; what waits for it meanwhile is untouched, so
 * that it can be collected into one mail afterwards.  In memory only: after a
 * restart everything due is tried once.
 */

#include <stdlib.h>
#include <string.h>

#include "alert/lane.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"

#define FIRST	WHEN_MINUTE
#define LONGEST	WHEN_HOUR

/* "mail" alone is the server. */
static char *
name_of(const char *channel, const char *address)
{
	return address != NULL ? xasprintf("%s %s", channel, address) :
	    xstrdup(channel);
}

static struct hold *
find(const struct alert *a, const char *channel, const char *address)
{
	AUTO(free_p) char *who = name_of(channel, address);

	for (size_t i = 0; i < a->n_holds; i++)
		if (strcmp(a->holds[i].who, who) == 0)
			return &a->holds[i];
	return NULL;
}

static struct hold *
make(struct alert *a, const char *channel, const char *address)
{
	struct hold *h = find(a, channel, address);

	if (h != NULL)
		return h;
	a->holds = xreallocarray(a->holds, a->n_holds + 1, sizeof(*a->holds));
	h = &a->holds[a->n_holds++];
	memset(h, 0, sizeof(*h));
	h->who = name_of(channel, address);
	return h;
}

static int64_t
back_off(int64_t failures)
{
	int64_t ms = FIRST;

	while (failures-- > 1 && ms < LONGEST)
		ms *= 2;
	return ms < LONGEST ? ms : LONGEST;
}

int64_t
hold_until(const struct alert *a, const struct outbox_row *row)
{
	const struct hold *server = find(a, row->channel, NULL);
	const struct hold *one = find(a, row->channel, row->address);
	int64_t now = loop_mono(), until = 0;
	const struct lane *l;
	const struct job *j;

	if (server != NULL && server->until > until)
		until = server->until;
	if (one != NULL && one->until > until)
		until = one->until;
	if (until > now)
		return loop_now() + (until - now);
	if (server == NULL || server->failures == 0)
		return 0;
	/* Its time is over: one mail asks how the server is. */
	TAILQ_FOREACH(l, &a->lanes, link) {
		TAILQ_FOREACH(j, &l->todo, link)
			if (strcmp(j->row.channel, row->channel) == 0)
				return loop_now() + FIRST;
		TAILQ_FOREACH(j, &l->sending, link)
			if ((j->call != NULL || j->leaving != NULL) &&
			    strcmp(j->row.channel, row->channel) == 0)
				return loop_now() + FIRST;
	}
	return 0;
}

int64_t
hold_failed(struct alert *a, const char *channel, const char *address,
    bool all, int64_t attempts)
{
	struct hold *h = make(a, channel, all ? NULL : address);
	int64_t ms;

	h->failures++;
	ms = back_off(all || attempts < h->failures ? h->failures : attempts);
	h->until = loop_mono() + ms;
	return ms;
}

bool
hold_cleared(struct alert *a, const char *channel, const char *address)
{
	struct hold *h[] = { find(a, channel, NULL), find(a, channel, address) };
	bool failed = false;

	for (size_t i = 0; i < ARRAY_LEN(h); i++)
		if (h[i] != NULL) {
			failed |= h[i]->failures > 0;
			h[i]->failures = 0;
			h[i]->until = 0;
		}
	return failed;
}

bool
hold_refused(struct alert *a, const char *channel, const char *address)
{
	struct hold *h = make(a, channel, address);
	bool knew = h->refused;

	h->refused = true;
	return !knew;
}

void
hold_free(struct alert *a)
{
	for (size_t i = 0; i < a->n_holds; i++)
		free(a->holds[i].who);
	free(a->holds);
	a->holds = NULL;
	a->n_holds = 0;
}
