/* SPDX-License-Identifier: ISC */

/* Streams that a task has open, and waiting for news on them. */

#include <stdlib.h>

#include "base/mem.h"
#include "base/when.h"
#include "poll/task_int.h"

#define ANSWER_TIME	WHEN_MINUTE	/* once it is spoken to */

static void
pipe_free(struct pipe *p)
{
	struct pipe **q = &p->task->pipes;

	while (*q != p)
		q = &(*q)->next;
	*q = p->next;
	wire_close(p->wire);
	free(p);
}

static void
on_wire(void *arg, const struct wire_event *w)
{
	struct pipe *p = arg;
	struct task *t = p->task;
	struct hark_event ev = { .type = HARK_BYTES, .tag = p->tag,
	    .now = loop_now() };

	task_forget_effects(t);
	switch (w->what) {
	case WIRE_BYTES:
		t->bytes += w->len;
		if (t->bytes > TASK_BYTES) {
			run_fail(&t->run, HARK_E_PROTOCOL,
			    "more than %u MiB of answers in one run",
			    TASK_BYTES >> 20);
			break;
		}
		/* The server is there: it is heard. */
		if (t->lingers && t->feed != NULL && t->ingesting == 0)
			t->feed->ok_at = ev.now;
		ev.bytes.data = w->data;
		ev.bytes.len = w->len;
		run_step(&t->run, &ev, NULL);
		break;
	case WIRE_CLOSED:
		pipe_free(p);
		ev.type = HARK_CLOSED;
		run_step(&t->run, &ev, NULL);
		break;
	case WIRE_REFUSED:
		run_fail(&t->run, HARK_E_CONFIG, "%s", w->why);
		break;
	case WIRE_AUTH:
		/* The wire has tried another token itself. */
		t->renewed = true;
		run_fail(&t->run, HARK_E_AUTH, "%s", w->why);
		break;
	case WIRE_LATER:
		t->unreachable = w->transport;
		t->not_before = w->not_before;
		run_fail(&t->run, HARK_E_LATER, "%s", w->why);
		break;
	}
	task_perform(t);
}

void
task_stream(struct task *t, const struct effect *e)
{
	struct pipe *p = t->pipes;

	while (p != NULL && p->tag != (int)e->m)
		p = p->next;
	if (e->type == EFFECT_OPEN && p == NULL) {
		p = xcalloc(1, sizeof(*p));
		p->task = t;
		p->tag = (int)e->m;
		p->wire = wire_open(t->acct, e->a, e->b, on_wire, p);
		p->next = t->pipes;
		t->pipes = p;
	} else if (e->type == EFFECT_SEND && p != NULL) {
		if (t->lingers)
			wire_patience(p->wire, ANSWER_TIME);
		wire_send(p->wire, e->a, (size_t)e->n);
	} else if (e->type == EFFECT_CLOSE && p != NULL) {
		pipe_free(p);
	}
}

void
task_linger(struct task *t)
{
	for (struct pipe *p = t->pipes; p != NULL; p = p->next)
		wire_patience(p->wire, 0);
	if (!t->lingers) {
		t->lingers = true;
		t->since = loop_mono();
		timer_start(t->deadline, t->patience + WHEN_MINUTE);
		poll_task_lingers(t->acct->poll, t->acct);
	}
	task_commit(t, NULL, true);
}
