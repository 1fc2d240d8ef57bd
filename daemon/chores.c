/* SPDX-License-Identifier: ISC */

/*
 * What the daemon does when it is quiet: index, forget, tell systemd how it
 * is, and prove that it lives.
 */

#include <stdlib.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/notify.h"
#include "base/when.h"
#include "service_int.h"
#include "store/questions.h"

#define IDLE_EVERY	(2 * WHEN_SECOND)
#define RETAIN_EVERY	WHEN_HOUR
#define RETAIN_CHUNK	1000
#define STATUS_EVERY	(30 * WHEN_SECOND)

void
chore_idle(void *arg)
{
	struct service *s = arg;
	bool more = false;

	for (size_t i = 0; i < s->n_clients; i++)
		if (s->clients[i].store != NULL)
			more |= store_idle(s->clients[i].store, loop_now());
	timer_start(s->idle, more ? 20 : IDLE_EVERY);
}

struct retain {
	struct service *service;
	struct client *client;
	int64_t sum;
};

static void retain(struct service *, struct client *, int64_t sum);

static void
on_retained(void *arg, const struct err *e, int64_t n)
{
	struct retain *r = arg;

	r->sum += n;
	if (e->code != ERR_OK && e->code != ERR_UNAVAILABLE)
		log_warn("%s: forgetting old posts: %s", r->client->conf->name,
		    e->text);
	else if (n > 0 && !r->service->stopping)
		retain(r->service, r->client, r->sum);
	else if (r->sum > 0)
		log_info("%s: %lld rows past their time forgotten",
		    r->client->conf->name, (long long)r->sum);
	free(r);
}

static void
retain(struct service *s, struct client *c, int64_t sum)
{
	struct retain *r = xcalloc(1, sizeof(*r));
	const struct conf_client *cf = c->conf;
	struct store_retention keep = {
		.other_ms = cf->keep_other_ms,
		.baseline_ms = cf->keep_baseline_ms,
		.question_ms = cf->keep_question_ms,
		.person_ms = cf->keep_person_ms,
		.audit_ms = cf->keep_audit_ms,
	};

	r->service = s;
	r->client = c;
	r->sum = sum;
	store_retain(c->store, &keep, loop_now(), RETAIN_CHUNK, on_retained, r);
}

void
chore_retain(void *arg)
{
	struct service *s = arg;

	for (size_t i = 0; i < s->n_clients; i++)
		if (s->clients[i].store != NULL)
			retain(s, &s->clients[i], 0);
	timer_start(s->retain, RETAIN_EVERY);
}

struct tally {
	int64_t waiting, oldest;
	size_t left;
};

static void
on_status(void *arg, const struct err *e, const struct store_status *st)
{
	struct tally *t = arg;
	char span[32];

	if (e->code == ERR_OK) {
		t->waiting += st->waiting;
		if (st->oldest_at != 0 &&
		    (t->oldest == 0 || st->oldest_at < t->oldest))
			t->oldest = st->oldest_at;
	}
	if (--t->left > 0)
		return;
	if (t->waiting == 0) {
		notify_status("nobody is waiting");
	} else {
		span_human(loop_now() - t->oldest, "en", span);
		notify_status("%lld waiting, oldest %s", (long long)t->waiting,
		    span);
	}
	free(t);
}

void
chore_status(void *arg)
{
	struct service *s = arg;
	struct tally *t = xcalloc(1, sizeof(*t));

	t->left = 1;
	for (size_t i = 0; i < s->n_clients; i++)
		if (s->clients[i].store != NULL) {
			t->left++;
			store_status_part(s->clients[i].store, loop_now(),
			    false, NULL, 0, on_status, t);
		}
	on_status(t, &(struct err){ .code = ERR_UNAVAILABLE }, NULL);
	timer_start(s->status, STATUS_EVERY);
}

/*
 * systemd hears from us only while the loop turns and every store answers: a
 * database that hangs is as deaf as a loop that does.  One that is full still
 * answers, and is reported instead.
 */
static void
on_alive(void *arg, const struct err *e, const struct store_status *st)
{
	struct service *s = arg;

	(void)e, (void)st;
	if (--s->unanswered == 0)
		notify_watchdog();
}

void
chore_watchdog(void *arg)
{
	struct service *s = arg;

	timer_start(s->watchdog, s->watchdog_ms);
	if (s->unanswered > 0)
		return;
	s->unanswered = 1;
	for (size_t i = 0; i < s->n_clients; i++)
		if (s->clients[i].store != NULL) {
			s->unanswered++;
			store_status_part(s->clients[i].store, loop_now(),
			    false, NULL, 0, on_alive, s);
		}
	on_alive(s, NULL, NULL);
}
