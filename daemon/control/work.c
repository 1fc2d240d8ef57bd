/* SPDX-License-Identifier: ISC */

/* Verbs that change something; each leaves a row in the audit table. */

#include <stdlib.h>
#include <string.h>

#include "alert/bell.h"
#include "base/json.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "control/request.h"
#include "control/show.h"
#include "control/until.h"
#include "triage/hours.h"

#define ACK_SPAN	(4 * WHEN_HOUR)

/* --- ack, snooze, close, ... ------------------------------------------------------ */

struct act {
	struct client *client;
	enum verb verb;
	int64_t until;
	char id[QID_LEN + 1];
	json_t *row;			/* the answer, while somebody is told */
};

static void
acted(struct req *r)
{
	struct act *a = r->data;

	if (a->row != NULL)
		req_row(r, TAKE(a->row));
	req_done(r, NULL);
}

static void
on_told(void *arg, const struct err *e)
{
	struct req *r = arg;

	if (e->code != ERR_OK)
		req_fail(r, e);
	else
		acted(r);
}

/* A question is given to a recipient: then that person is told. */
static const struct conf_recipient *
assignee(const struct req *r, const struct act *a)
{
	const struct conf_client *c = a->client->conf;
	const char *name = req_str(r, "arg");

	for (size_t i = 0; a->verb == VERB_ASSIGN && name != NULL &&
	    i < c->n_recipients; i++)
		if (strcmp(c->recipients[i].name, name) == 0)
			return &c->recipients[i];
	return NULL;
}

/* Who hears of it for him in his next open hour: he, or a deputy; NULL: nobody
 * is there. */
static const struct conf_recipient *
hears(const struct act *a, const struct conf_recipient *to)
{
	int64_t now = loop_now();

	return bell_stand_in(a->client->conf, to, to->hours != NULL ?
	    hours_next_open(to->hours, now) : now);
}

static void
on_acted(void *arg, const struct err *e, const struct question *q, size_t n)
{
	struct req *r = arg;
	struct act *a = r->data;
	const struct conf_recipient *to = assignee(r, a);
	const struct conf_recipient *told = to != NULL ? hears(a, to) : NULL;

	if (e->code != ERR_OK) {
		req_fail(r, e);
		return;
	}
	req_audit(r, a->client, a->id, req_str(r, "arg"));
	if (n > 0) {
		a->row = show_question(a->client->conf, &q[0],
		    loop_now());
		json_object_set_new(a->row, "told", told != NULL ?
		    json_string(told->name) : json_null());
	}
	if (n > 0 && to != NULL && alert_assigned(r->control->alert, a->client,
	    to, &q[0], on_told, r))
		return;
	acted(r);
}

static void
act_free(void *arg)
{
	struct act *a = arg;

	json_decref(a->row);
	free(a);
}

static void
act_on(struct req *r, struct client *c, const struct question_detail *d)
{
	struct act *a = r->data;
	const char *until = req_str(r, "until");
	const struct conf_recipient *to;
	int64_t now = loop_now();

	a->client = c;
	memcpy(a->id, d->question.id, sizeof(a->id));
	if (until != NULL) {
		if (!until_parse(c->conf->hours, until, now, &a->until)) {
			req_fail_at(r, ERR_USAGE, "\"%s\" is no time to come "
			    "within a year; try 2h, tomorrow, 2026-12-24 or "
			    "\"2026-12-24 9:00\"", until);
			return;
		}
	} else if (a->verb == VERB_ACK || a->verb == VERB_CLAIM ||
	    a->verb == VERB_ASSIGN) {
		/* Seen: silent until the next opening and four hours. */
		a->until = c->conf->hours != NULL ?
		    hours_add(c->conf->hours, now, ACK_SPAN) : now + ACK_SPAN;
	} else if (a->verb == VERB_SNOOZE) {
		req_fail_at(r, ERR_USAGE, "until when? (2h, tomorrow, a date)");
		return;
	}
	if (!qstate_is_open(d->question.q.state) && a->verb != VERB_REOPEN &&
	    a->verb != VERB_NOTE && a->verb != VERB_IS_QUESTION &&
	    a->verb != VERB_NOT_QUESTION) {
		req_fail_at(r, ERR_CONFLICT, "%s is %s already", d->question.id,
		    show_state(&d->question, now));
		return;
	}
	/* All others would be silent, and nobody told. */
	to = assignee(r, a);
	if (to != NULL && hears(a, to) == NULL) {
		req_fail_at(r, ERR_CONFLICT, "%s is absent, and nobody stands "
		    "in; give it to somebody who is there", to->name);
		return;
	}
	store_act(c->store, &(struct store_act){ .id = a->id, .verb = a->verb,
	    .now = now, .until = a->until, .who = r->who,
	    .arg = req_str(r, "arg") }, on_acted, r);
}

static void
run_act(struct req *r, enum verb verb)
{
	struct act *a = xcalloc(1, sizeof(*a));

	a->verb = verb;
	r->data = a;
	r->data_free = act_free;
	req_find(r, req_str(r, "which"), act_on);
}

static void
verb_act(struct req *r)
{
	const char *name = req_str(r, "verb"), *label = req_str(r, "label");

	if (strcmp(name, "ack") == 0)
		run_act(r, VERB_ACK);
	else if (strcmp(name, "claim") == 0)
		run_act(r, VERB_CLAIM);
	else if (strcmp(name, "assign") == 0)
		run_act(r, VERB_ASSIGN);
	else if (strcmp(name, "snooze") == 0)
		run_act(r, VERB_SNOOZE);
	else if (strcmp(name, "reopen") == 0)
		run_act(r, VERB_REOPEN);
	else if (strcmp(name, "note") == 0)
		run_act(r, VERB_NOTE);
	else if (label != NULL && strcmp(label, "not-a-question") == 0)
		run_act(r, VERB_NOT_QUESTION);
	else
		run_act(r, VERB_CLOSE);
}

/* --- poll, reload, testmail, backup ------------------------------------------------ */

static void
verb_poll(struct req *r)
{
	struct control *ct = r->control;
	const char *client = req_str(r, "client"), *name = req_str(r, "account");
	const struct account_health *h;
	size_t n = poll_health(ct->poll, &h), hits = 0;

	for (size_t i = 0; i < n; i++)
		hits += (client == NULL || strcmp(client, h[i].client) == 0) &&
		    (name == NULL || strcmp(name, h[i].account) == 0);
	if (hits == 0) {
		req_fail_at(r, ERR_NOT_FOUND, "no account \"%s\"",
		    name != NULL ? name : "");
		return;
	}
	poll_now(ct->poll, client, name);
	for (size_t i = 0; i < ct->n_clients; i++)
		if (req_wants(r, &ct->clients[i]))
			req_audit(r, &ct->clients[i], name, NULL);
	req_done(r, json_pack("{s:I}", "accounts", (json_int_t)hits));
}

static void
verb_reload(struct req *r)
{
	struct control *ct = r->control;
	struct err e = { 0 };

	if (ct->hooks.reload(ct->hooks.arg, &e) == -1) {
		req_fail_at(r, ERR_CONFIG, "%s", e.text);
		return;
	}
	for (size_t i = 0; i < ct->n_clients; i++)
		req_audit(r, &ct->clients[i], NULL, NULL);
	req_done(r, NULL);
}

struct testmail {
	size_t failed;
	struct err first;
};

static void
on_test(void *arg, const char *recipient, const struct err *e, bool last)
{
	struct req *r = arg;
	struct testmail *t = r->data;

	if (recipient != NULL)
		req_row(r, json_pack("{s:s, s:b, s:s?}", "recipient", recipient,
		    "ok", e->code == ERR_OK, "error", e->code != ERR_OK ?
		    e->text : NULL));
	t->failed += e->code != ERR_OK;
	if (!last)
		return;
	if (recipient == NULL)
		req_fail(r, e);
	else if (t->failed > 0)
		req_fail_at(r, ERR_REFUSED, "%zu not delivered", t->failed);
	else
		req_done(r, NULL);
}

static void
verb_testmail(struct req *r)
{
	r->data = xcalloc(1, sizeof(struct testmail));
	r->data_free = free;
	for (size_t i = 0; i < r->control->n_clients; i++)
		if (req_wants(r, &r->control->clients[i]))
			req_audit(r, &r->control->clients[i],
			    req_str(r, "recipient"), NULL);
	alert_test(r->control->alert, req_str(r, "client"),
	    req_str(r, "recipient"), on_test, r);
}

/* --- digest ------------------------------------------------------------------ */

static void
on_digest(void *arg, const struct err *e, const char *client,
    const char *recipient, const char *subject, const char *text, bool last)
{
	struct req *r = arg;
	struct testmail *t = r->data;

	if (e->code != ERR_OK && t->first.code == ERR_OK)
		t->first = *e;
	if (recipient != NULL)
		req_row(r, json_pack("{s:s?, s:s, s:b, s:s?, s:s?, s:s?}",
		    "client", client, "recipient", recipient, "ok",
		    e->code == ERR_OK, "error", e->code != ERR_OK ? e->text :
		    NULL, "subject", subject, "text", text));
	if (!last)
		return;
	if (t->first.code != ERR_OK)
		req_fail(r, &t->first);
	else
		req_done(r, NULL);
}

static void
run_digest(struct req *r, bool send)
{
	r->data = xcalloc(1, sizeof(struct testmail));
	r->data_free = free;
	for (size_t i = 0; send && i < r->control->n_clients; i++)
		if (req_wants(r, &r->control->clients[i]))
			req_audit(r, &r->control->clients[i],
			    req_str(r, "recipient"), NULL);
	alert_digest(r->control->alert, req_str(r, "client"),
	    req_str(r, "recipient"), send, on_digest, r);
}

static void
verb_digest(struct req *r)
{
	run_digest(r, true);
}

void
verb_preview(struct req *r)
{
	run_digest(r, false);
}

static void
on_backup(void *arg, const struct err *e)
{
	struct req *r = arg;

	if (e->code != ERR_OK)
		req_fail(r, e);
	else
		req_done(r, NULL);
}

static void
verb_backup(struct req *r)
{
	struct client *only = NULL;
	const char *path = req_str(r, "path");
	size_t n = 0;

	for (size_t i = 0; i < r->control->n_clients; i++)
		if (req_wants(r, &r->control->clients[i])) {
			only = &r->control->clients[i];
			n++;
		}
	if (path[0] != '/') {
		req_fail_at(r, ERR_USAGE, "backup needs an absolute path");
		return;
	}
	if (n != 1) {
		req_fail_at(r, n == 0 ? ERR_NOT_FOUND : ERR_USAGE, n == 0 ?
		    "no such client" : "several clients: say which, with "
		    "--client");
		return;
	}
	req_audit(r, only, path, NULL);
	store_backup(only->store, path, on_backup, r);
}

const struct verb_def work_verbs[] = {
	{ "ack", verb_act, "which:s! until:s arg:s", true },
	{ "claim", verb_act, "which:s! until:s arg:s!", true },
	{ "assign", verb_act, "which:s! until:s arg:s!", true },
	{ "snooze", verb_act, "which:s! until:s! arg:s", true },
	{ "close", verb_act, "which:s! label:s arg:s", true },
	{ "reopen", verb_act, "which:s! arg:s", true },
	{ "note", verb_act, "which:s! arg:s!", true },
	{ "reply", verb_reply, "which:s! text:s! key:s! seen:i force:b", true },
	{ "poll", verb_poll, "client:s account:s", true },
	{ "push", verb_push, "lines:s! account:s! client:s", true },
	{ "testmail", verb_testmail, "client:s recipient:s", true },
	{ "digest", verb_digest, "client:s recipient:s", true },
	{ "reload", verb_reload, "", true },
	{ "backup", verb_backup, "path:s! client:s", true },
	{ NULL, NULL, NULL, false },
};
