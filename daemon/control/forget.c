/* SPDX-License-Identifier: ISC */

/*
 * forget and export: what the law wants of a person.  Neither the audit nor
 * the log ever says whom.
 */

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "control/people.h"
#include "control/show.h"

static json_t *
show_forgotten(const struct forgotten *f, const char *client)
{
	json_t *o = show_person(&f->person), *sent = json_array(),
	    *copies = json_array();

	for (size_t i = 0; i < f->n_sent; i++)
		json_array_append_new(sent, json_pack("{s:s?, s:s?, s:s?, s:o, "
		    "s:b}", "channel", f->sent[i].channel, "recipient",
		    f->sent[i].recipient, "address", f->sent[i].address,
		    "sent_at", show_time(f->sent[i].sent_at), "perhaps",
		    f->sent[i].perhaps));
	for (size_t i = 0; i < f->n_copies; i++)
		json_array_append_new(copies, json_pack("{s:s, s:o, s:b}",
		    "path", f->copies[i].path, "made_at",
		    show_time(f->copies[i].at), "there", f->copies[i].there));
	json_object_set_new(o, "client", json_string(client));
	json_object_set_new(o, "posts", json_integer(f->posts));
	json_object_set_new(o, "questions", json_integer(f->questions));
	json_object_set_new(o, "named_in", json_integer(f->named));
	json_object_set_new(o, "mails_emptied", json_integer(f->mails));
	json_object_set_new(o, "mails_sent", sent);
	json_object_set_new(o, "copies", copies);
	json_object_set_new(o, "overwritten", json_boolean(f->clean));
	return o;
}

static void
on_forgotten(void *arg, const struct err *e, const struct forgotten *f)
{
	struct req *r = arg;
	const struct client *c = r->data;

	if (e->code != ERR_OK) {
		req_fail(r, e);
		return;
	}
	req_row(r, show_forgotten(f, c->conf->name));
	req_done(r, NULL);
}

static void
forget_one(struct req *r, struct client *c, const char *id)
{
	bool dry = req_bool(r, "dry");

	r->data = c;
	if (!dry) {
		req_audit(r, c, NULL, "one person");
		log_info("%s: a person is being forgotten", c->conf->name);
	}
	store_forget_person(c->store, id, dry, loop_now(), on_forgotten, r);
}

static void
verb_forget(struct req *r)
{
	req_person(r, req_str(r, "who"), forget_one);
}

static void
on_export_row(void *arg, const char *kind, json_t *row)
{
	req_row(arg, json_pack("{s:s, s:O}", "kind", kind, "row", row));
}

static void
on_exported(void *arg, const struct err *e)
{
	struct req *r = arg;

	if (e->code != ERR_OK)
		req_fail(r, e);
	else
		req_done(r, NULL);
}

static void
export_one(struct req *r, struct client *c, const char *id)
{
	req_audit(r, c, id, NULL);
	store_export_person(c->store, id, on_export_row, on_exported, r);
}

static void
verb_export(struct req *r)
{
	req_person(r, req_str(r, "who"), export_one);
}

const struct verb_def forget_verbs[] = {
	{ "forget", verb_forget, "who:s! client:s dry:b", true },
	{ "export", verb_export, "who:s! client:s", true },
	{ NULL, NULL, NULL, false },
};
