/* SPDX-License-Identifier: ISC */

/* Answers to a task's requests, and what they have cost. */

#include <stdlib.h>

#include "base/amount.h"
#include "base/mem.h"
#include "poll/task_int.h"

const char *
task_purpose(const struct task *t)
{
	static const char *const names[] = { "login", "poll", "thread", "check",
		"reply", "scan" };

	return t->feed != NULL ? t->feed->key : names[t->op];
}

/* Settle what was set aside, by what the plugin says about the answer. */
static void
pay(struct task *t, const struct hark_request *rq, int status, int64_t cost)
{
	struct acct *a = t->acct;
	struct budget *b;
	int64_t now = loop_now(), sum = 0;
	bool told = false;

	if (rq->budget < 0 || (size_t)rq->budget >= a->n_budgets)
		return;
	b = &a->budgets[rq->budget];
	if (cost > 0) {
		budget_release(b, cost);
		t->pays |= 1u << rq->budget;
	}
	for (const struct effect *e = t->run.first; e != NULL; e = e->next) {
		if (e->type != EFFECT_SPENT)
			continue;
		told = true;
		if (e->n == HARK_ALL)
			budget_empty(b, now);
		else if (e->n > 0 && e->n <= AMOUNT_MAX)
			sum += e->a == NULL ? e->n :
			    budget_item(b, e->a, e->n, now);
	}
	if (!told && (status / 100 == 2 || !b->def->failures_free))
		sum = cost;
	acct_spend(a, b, task_purpose(t), sum);
}

void
task_on_fetched(void *arg, const struct hark_request *rq,
    const struct fetch_result *res)
{
	struct request *q = arg, **p;
	struct task *t = q->task;
	const struct http_response *r = res->response;
	struct hark_event ev = { .type = HARK_RESPONSE, .tag = q->tag };

	for (p = &t->running; *p != q; p = &(*p)->next)
		;
	*p = q->next;
	q->fetch = NULL;
	task_request_free(q);

	task_forget_effects(t);
	switch (res->outcome) {
	case FETCH_ANSWER:
		t->bytes += r->len;
		if (t->bytes > TASK_BYTES) {
			run_fail(&t->run, HARK_E_PROTOCOL,
			    "more than %u MiB of answers in one run",
			    TASK_BYTES >> 20);
			break;
		}
		if (rq->flags & HARK_CONDITIONAL && r->status == 200) {
			free(t->etag);
			free(t->last_modified);
			t->etag = xstrdup_null(r->etag);
			t->last_modified = xstrdup_null(r->last_modified);
		}
		ev.now = loop_now();
		ev.response.status = r->status;
		ev.response.type = r->type;
		ev.response.url = res->url;
		ev.response.body = r->body;
		ev.response.len = r->len;
		run_step(&t->run, &ev, r->headers);
		pay(t, rq, r->status, res->cost);
		t->answer = r;
		t->answerer = res->host;
		break;
	case FETCH_AUTH:
		t->renewed = true;
		run_fail(&t->run, HARK_E_AUTH, "%s", res->why);
		break;
	case FETCH_REFUSED:
		run_fail(&t->run, HARK_E_PROTOCOL, "%s", res->why);
		break;
	case FETCH_LATER:
		t->broke |= res->budget;
		t->not_before = res->not_before;
		run_fail(&t->run, HARK_E_LATER, "%s", res->why);
		break;
	case FETCH_UNREACHABLE:
		t->unreachable = res->transport;
		t->unknown = t->op == HARK_REPLY;
		run_fail(&t->run, HARK_E_LATER, "%s", res->why);
		break;
	}
	task_perform(t);
}
