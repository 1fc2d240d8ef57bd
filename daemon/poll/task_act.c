/* SPDX-License-Identifier: ISC */

/* Acting on what a plugin asked for. */

#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "poll/task_int.h"

static void
on_task_timer(void *arg)
{
	struct request *q = arg, **p;
	struct task *t = q->task;
	struct hark_event ev = { .type = HARK_TIMER, .tag = q->tag };

	for (p = &t->running; *p != q; p = &(*p)->next)
		;
	*p = q->next;
	task_request_free(q);
	ev.now = loop_now();
	run_step(&t->run, &ev, NULL);
	task_perform(t);
}

static void
add_request(struct task *t, const struct effect *e)
{
	struct request *q = xcalloc(1, sizeof(*q)), **p;

	q->task = t;
	q->tag = (int)e->m;
	if (e->type == EFFECT_REQUEST) {
		q->rq = e->request;
		q->tag = e->request->tag;
	} else if (e->type == EFFECT_TIMER) {
		q->timer = timer_new(on_task_timer, q);
		timer_start(q->timer, e->n);
	} else {
		q->stream = e;
	}
	for (p = &t->waiting; *p != NULL; p = &(*p)->next)
		;
	*p = q;
}

static void
take_token(struct task *t, const struct effect *e)
{
	struct err err = { 0 };

	if (t->op != HARK_LOGIN || t->acct->login == NULL || t->answer == NULL)
		run_fail(&t->run, HARK_E_CONFIG, "a token outside of a login");
	else if (login_take(t->acct->login, t->answer->body, t->answer->len,
	    e->a, e->b, e->n, &err) == -1) {
		/* Whatever step() thought of it: there is none. */
		t->run.over = false;
		run_fail(&t->run, HARK_E_PROTOCOL, "%s", err.text);
	}
}

void
task_perform(struct task *t)
{
	struct acct *a = t->acct;
	struct host *h;

	for (struct effect *e = t->run.first; e != NULL; e = e->next) {
		switch (e->type) {
		case EFFECT_POST:
			task_add_post(t, e->post);
			break;
		case EFFECT_POSTED:
			task_add_post(t, e->post);
			t->posted = e->post;
			break;
		case EFFECT_CURSOR:
			if (t->feed != NULL)
				task_commit(t, e->a, false);
			break;
		case EFFECT_REQUEST:
		case EFFECT_TIMER:
		case EFFECT_OPEN:
		case EFFECT_SEND:
		case EFFECT_CLOSE:
			add_request(t, e);
			break;
		case EFFECT_SELF:
			if (a->self_id != NULL && strcmp(a->self_id, e->a) == 0)
				break;
			t->self_id = e->a;
			t->self_handle = e->b;
			t->self_url = e->c;
			acct_set_self(a, e->a, e->b, e->c);
			break;
		case EFFECT_KEEP:
			if (acct_kept(a, e->a) != NULL && e->b != NULL &&
			    strcmp(acct_kept(a, e->a), e->b) == 0)
				break;
			task_push(&t->kept, &t->n_kept, e->a);
			task_push(&t->kept, &t->n_kept, e->b);
			acct_keep(a, e->a, e->b);
			break;
		case EFFECT_ODD:
			a->odd++;
			t->odd++;
			log_info("%s/%s: odd item: %s", a->client->conf->name,
			    a->conf->name, e->a);
			break;
		case EFFECT_WANT:
			if (e->n == HARK_THREAD)
				poll_want_more(a, e->a, t->op == HARK_THREAD);
			break;
		case EFFECT_QUOTA:
			h = t->answerer != NULL ? t->answerer : a->host;
			if (h != NULL)
				limit_quota(h->limit, e->n,
				    e->m - loop_now() + loop_mono(),
				    loop_mono());
			break;
		case EFFECT_MISSING:
			task_push(&t->missing, &t->n_missing, e->a);
			break;
		case EFFECT_BLIND:
			task_push(&t->blind, &t->n_blind, e->a);
			break;
		case EFFECT_DEBUG:
			log_debug("%s/%s: %s", a->client->conf->name,
			    a->conf->name, e->a);
			break;
		case EFFECT_TOKEN:
			take_token(t, e);
			break;
		case EFFECT_LINGER:
			if (t->feed != NULL && t->patience > 0)
				task_linger(t);
			break;
		case EFFECT_SPENT:
		case EFFECT_DONE:
		case EFFECT_FAIL:
			break;
		}
	}
	task_forget_effects(t);
	t->answer = NULL;
	t->answerer = NULL;
	task_go_on(t);
}
