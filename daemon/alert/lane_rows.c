/* SPDX-License-Identifier: ISC */

/*
 * The second half of a lane's round: rows that are due are held back by
 * gates, joined where several wait for one address, or become jobs.  See
 * lane.h.
 */

#include <stdlib.h>
#include <string.h>

#include "alert/gate.h"
#include "alert/lane.h"
#include "alert/plan.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"

static bool
is_subset(const struct outbox_row *a, const struct outbox_row *of)
{
	for (const char *const *q = a->questions; *q != NULL; q++) {
		const char *const *o = of->questions;

		while (*o != NULL && strcmp(*o, *q) != 0)
			o++;
		if (*o == NULL)
			return false;
	}
	return true;
}

static bool
joins(const struct lane *l, const struct outbox_row *a,
    const struct outbox_row *b)
{
	return a->kind == OUTBOX_QUESTION && b->kind == OUTBOX_QUESTION &&
	    a->questions != NULL && b->questions != NULL &&
	    strcmp(a->channel, b->channel) == 0 &&
	    strcmp(a->address, b->address) == 0 &&
	    strcmp(a->recipient, b->recipient) == 0 &&
	    !a->in_doubt && !b->in_doubt &&
	    /* One of these may leave while its question is silent. */
	    !plan_is_assigned(a) && !plan_is_assigned(b) &&
	    /* What still waits for others goes with them, if it may. */
	    (b->next_at <= loop_now() || (a->wait_ms >= 0 &&
	    b->wait_ms > 0 && b->attempts == 0 && b->error == NULL)) &&
	    !deliver_has(l, b->id);
}

static void
on_merged(void *arg, const struct err *e)
{
	struct lane *l = arg;

	if (e->code != ERR_OK)
		lane_trouble(l, e);
	else
		lane_wrote(l);
}

/*
 * Several rows wait for one address: if one of them says it all the others
 * are dropped, otherwise a new one is made that does.  True if nothing of this
 * address may leave in this round.
 */
static bool
merge(struct lane *l, const struct outbox_row *rows, size_t n, size_t first)
{
	struct outbox_row *group = xcalloc(n, sizeof(*group)), merged;
	const struct outbox_row *all = NULL;
	struct plan_in in = { .client = lane_conf(l),
		.host = alert_host(l->alert), .now = loop_now() };
	struct arena *a = arena_new();
	size_t count = 0;

	for (size_t i = first; i < n; i++)
		if (joins(l, &rows[first], &rows[i]))
			group[count++] = rows[i];
	for (size_t i = 0; i < count && all == NULL; i++) {
		/* One that still waits must not keep what is due. */
		all = group[i].next_at <= loop_now() ? &group[i] : NULL;
		for (size_t k = 0; k < count && all != NULL; k++)
			if (!is_subset(&group[k], &group[i]))
				all = NULL;
	}
	if (count > 1 && all != NULL) {
		for (size_t i = 0; i < count; i++)
			if (&group[i] != all)
				store_outbox_done(lane_store(l), group[i].id,
				    OUTBOX_DROPPED, "in a collected mail", 0,
				    loop_now(), on_merged, l);
	} else if (count > 1) {
		plan_merge(&in, group, count, a, &merged);
		store_ring_commit(lane_store(l), &merged, 1, NULL, 0,
		    loop_now(), on_merged, l);
	}
	if (count > 1)
		l->again = true;
	arena_free(a);
	free(group);
	return count > 1;
}

static bool
seen_before(const struct outbox_row *rows, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(rows[k].address, rows[i].address) == 0 &&
		    strcmp(rows[k].channel, rows[i].channel) == 0)
			return true;
	return false;
}

/* --- gates --- */

static void
commit_rows(struct lane *l, const struct outbox_row *rows, size_t n)
{
	store_ring_commit(lane_store(l), rows, n, NULL, 0, loop_now(),
	    on_merged, l);
	l->again = true;
}

/* It is for somebody who is absent: for the deputy, or the administrator. */
static void
forward(struct lane *l, const struct plan_in *in, const struct outbox_row *r,
    const struct conf_recipient *to)
{
	struct arena *a = arena_new();
	struct outbox_row *rows = arena_alloc(a, (plan_admins(in) + 1) *
	    sizeof(*rows));
	size_t n = 1;

	if (to != NULL)
		plan_forward(in, r, to, a, &rows[0]);
	else
		n = plan_nobody(in, r->questions, r->key, a, rows);
	commit_rows(l, rows, n);
	/* Should only the first be done, it is the same row again. */
	store_outbox_done(lane_store(l), r->id, OUTBOX_DROPPED,
	    to != NULL ? "absent: to the deputy instead" :
	    "absent: to the administrator instead", 0, loop_now(), on_merged,
	    l);
	log_info("%s is absent: to %s instead", r->recipient,
	    to != NULL ? to->name : "the administrator");
	arena_free(a);
}

/* True if this row does not leave in this round. */
static bool
held_back(struct lane *l, const struct outbox_row *r)
{
	struct gate_in gi = { .client = lane_conf(l),
		.to = find_recipient(lane_conf(l), r->recipient),
		.sent = l->sent, .n_sent = l->n_sent, .now = loop_now(),
		.hurry = l->alert->hurry };
	struct plan_in in = { .client = gi.client,
		.host = alert_host(l->alert), .now = gi.now,
		.admin = l->alert->config->admin };
	struct gate_out out;
	struct outbox_row notice;
	struct arena *a;

	switch (gate(&gi, r, &out)) {
	case GATE_GO:
		return false;
	case GATE_FORWARD:
		/* Rather the one who is absent than nobody. */
		if (out.to == NULL && plan_admins(&in) == 0)
			return false;
		forward(l, &in, r, out.to);
		return true;
	case GATE_WAIT:
		break;
	}
	if (out.tell) {
		a = arena_new();
		gate_notice(&in, gi.to, r, &out, a, &notice);
		commit_rows(l, &notice, 1);
		arena_free(a);
	}
	store_outbox_postpone(lane_store(l), r->id, out.until, on_merged, l);
	lane_at(l, out.until);
	return true;
}

static void
on_rows(void *arg, const struct err *e, const struct outbox_row *rows,
    size_t n, int64_t next)
{
	struct lane *l = arg;
	int64_t until;

	if (lane_failed(l, e))
		return;
	lane_at(l, next);
	for (size_t i = 0; i < n; i++) {
		const struct outbox_row *r = &rows[i];

		if (r->next_at > loop_now())
			break;
		if (l->alert->dry_run) {
			lane_tell(l, r, "would send");
			continue;
		}
		if (deliver_has(l, r->id) || held_back(l, r))
			continue;
		until = hold_until(l->alert, r);
		if (until != 0) {
			lane_at(l, until);
			continue;
		}
		/* One address, one mail at a time: the next follows. */
		if (seen_before(rows, i) ||
		    deliver_to(l->alert, r->address) || merge(l, rows, n, i))
			continue;
		job_new(l, r);
	}
	deliver_next(l);
}

static void
ask_due(struct lane *l)
{
	store_outbox_due(lane_store(l), loop_now(), LANE_BATCH, on_rows, l);
}

/* --- what caps are counted from --- */

void
lane_forget_sent(struct lane *l)
{
	for (size_t i = 0; i < l->n_sent; i++)
		free((char *)(uintptr_t)l->sent[i].recipient);
	free(l->sent);
	l->sent = NULL;
	l->n_sent = 0;
}

static void
on_sent_lately(void *arg, const struct err *e, const struct outbox_sent *v,
    size_t n)
{
	struct lane *l = arg;

	if (lane_failed(l, e))
		return;
	l->sent = xcalloc(n + 1, sizeof(*l->sent));
	for (; l->n_sent < n; l->n_sent++)
		l->sent[l->n_sent] = (struct outbox_sent){
			.recipient = xstrdup(v[l->n_sent].recipient != NULL ?
			v[l->n_sent].recipient : ""),
			.at = v[l->n_sent].at };
	ask_due(l);
}

void
lane_ask_rows(struct lane *l)
{
	int64_t since = gate_since(lane_conf(l), loop_now());

	lane_forget_sent(l);
	if (since == 0)
		ask_due(l);
	else
		store_outbox_sent(lane_store(l), since, on_sent_lately, l);
}
