/* SPDX-License-Identifier: ISC */

/* An alert as JSON; see payload.h. */

#include <stdlib.h>
#include <string.h>

#include "alert/bell.h"
#include "alert/letter.h"
#include "alert/payload.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/when.h"

#define PAYLOAD_QUESTIONS	100

static json_t *
text_of(const char *s, size_t max)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	if (s == NULL)
		return json_null();
	letter_cut(&b, s, max, max == 0);
	return json_stringn(b.data, b.len);
}

static json_t *
time_of(int64_t t)
{
	char s[32];

	if (t == 0)
		return json_null();
	when_format(t, s);
	return json_string(s);
}

static json_t *
question_of(const struct payload_in *in, const struct compose_item *it)
{
	const struct compose_in *c = in->compose;
	const struct question *q = it->question;
	AUTO(buf_free) struct buf url = BUF_INIT;
	bool name = compose_may_name(c->client, q, c->channel);
	bool gone = q->q.state == Q_GONE || q->q.state == Q_REMOVED;
	json_t *j = json_object();

	json_object_set_new(j, "id", json_string(q->id));
	json_object_set_new(j, "account", json_string(q->account));
	json_object_set_new(j, "network", json_string(q->network));
	json_object_set_new(j, "state", json_string(qstate_name(q->q.state)));
	json_object_set_new(j, "asker", name ? text_of(q->asker_name, 0) :
	    json_null());
	json_object_set_new(j, "handle", name ? text_of(q->asker_handle, 0) :
	    json_null());
	json_object_set_new(j, "text", compose_may_quote(c->client, q) && !gone
	    ? text_of(q->text, q->q.private_ ? COMPOSE_EXCERPT :
	    4 * COMPOSE_TEXT) : json_null());
	json_object_set_new(j, "url", letter_url(&url, q->url) ?
	    json_string(url.data) : json_null());
	json_object_set_new(j, "asked_at", time_of(q->q.asked_at));
	json_object_set_new(j, "waiting_seconds", json_integer(
	    ((qstate_is_open(q->q.state) ? c->now : q->q.ended_at) -
	    q->q.asked_at) / 1000));
	json_object_set_new(j, "private", json_boolean(q->q.private_));
	json_object_set_new(j, "label", json_string(label_name(q->q.label)));
	json_object_set_new(j, "p", json_real((double)q->q.p));
	json_object_set_new(j, "urgent", json_boolean(
	    route_kinds(c->client, q) & OUTSIDE_URGENT));
	json_object_set_new(j, "nudges", json_integer(q->q.nudges));
	json_object_set_new(j, "read_at", time_of(q->read_at));
	json_object_set_new(j, "stale", json_boolean(it->stale));
	return j;
}

char *
payload_build(const struct payload_in *in)
{
	const struct compose_in *c = in->compose;
	AUTO(json_p) json_t *j = json_object();
	AUTO(free_p) char *line = NULL;
	json_t *list = json_array();
	struct err e = { 0 };

	json_object_set_new(j, "version", json_integer(1));
	json_object_set_new(j, "kind", json_string(outbox_kind_name(c->kind)));
	json_object_set_new(j, "id", json_string(in->id));
	json_object_set_new(j, "client", json_string(c->client->name));
	json_object_set_new(j, "recipient", json_string(in->recipient));
	json_object_set_new(j, "created_at", time_of(in->created_at));
	json_object_set_new(j, "reminder", json_integer(c->step));
	json_object_set_new(j, "subject", text_of(in->composed->subject, 0));
	json_object_set_new(j, "text", json_string(in->composed->text));
	json_object_set_new(j, "questions", list);
	for (size_t i = 0; i < c->n_items && i < PAYLOAD_QUESTIONS; i++)
		json_array_append_new(list, question_of(in, &c->items[i]));
	if (c->kind == OUTBOX_WEEKLY || c->kind == OUTBOX_MONTHLY)
		json_object_set_new(j, "report", json_read(c->words,
		    strlen(c->words), NULL, &e));
	line = json_line(j);
	return xasprintf("%s\n", line);
}
