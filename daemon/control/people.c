/* SPDX-License-Identifier: ISC */

/*
 * Verbs about people: lists, one with their history, marks, merging.  What
 * stands in the audit is the person's id, never a name.
 */

#include <stdlib.h>
#include <string.h>

#include "base/loop.h"
#include "base/mem.h"
#include "control/people.h"
#include "control/show.h"

json_t *
show_person(const struct person *p)
{
	static const char *const blocked[] = { NULL, "blocked", "spam" };
	json_t *o = json_pack("{s:s, s:s, s:s?, s:s?, s:s?, s:s?}", "id", p->id,
	    "network", p->network, "realm", p->realm[0] != '\0' ? p->realm :
	    NULL, "native_id", p->native, "handle", p->handle, "name", p->name);

	if (o == NULL)
		o = json_pack("{s:s}", "id", p->id);
	json_object_set_new(o, "first_at", show_time(p->first_at));
	json_object_set_new(o, "last_at", show_time(p->last_at));
	json_object_set_new(o, "conversations", json_integer(p->threads));
	json_object_set_new(o, "customer", json_boolean(p->customer != 0));
	json_object_set_new(o, "known", json_boolean(p->known));
	json_object_set_new(o, "vip", json_boolean(p->vip));
	json_object_set_new(o, "blocked", p->blocked < ARRAY_LEN(blocked) &&
	    blocked[p->blocked] != NULL ? json_string(blocked[p->blocked]) :
	    json_null());
	return o;
}

/* --- lists -------------------------------------------------------------------- */

static const char *const which_names[] = { "all", "regulars", "new", "dormant",
	"known", "blocked" };

struct list {
	struct req *req;
	size_t left;
	struct err err;
};

struct list_turn {
	struct list *list;
	struct client *client;
};

static void
list_done(struct list *l, const struct err *e)
{
	if (e != NULL && e->code != ERR_OK && l->err.code == ERR_OK)
		l->err = *e;
	if (--l->left > 0)
		return;
	if (l->err.code != ERR_OK)
		req_fail(l->req, &l->err);
	else
		req_done(l->req, NULL);
	free(l);
}

static void
on_people(void *arg, const struct err *e, const struct person *v, size_t n)
{
	struct list_turn *t = arg;

	for (size_t i = 0; i < n; i++) {
		json_t *row = show_person(&v[i]);

		json_object_set_new(row, "client",
		    json_string(t->client->conf->name));
		req_row(t->list->req, row);
	}
	list_done(t->list, e);
	free(t);
}

/* Whom to ask back is not a list to write advertising to. */
static bool
may_list(const struct req *r, enum people_which which, struct err *e)
{
	for (size_t i = 0; i < r->control->n_clients; i++) {
		const struct client *c = &r->control->clients[i];

		if (which != PEOPLE_DORMANT || !req_wants(r, c) ||
		    c->conf->dormant_lists)
			continue;
		err_set(e, ERR_PERMISSION, "lists of people who fell silent are "
		    "off: in Germany nobody may be written to for advertising "
		    "without having agreed, by direct message as little as by "
		    "mail (UWG, section 7). Who needs the list for something "
		    "else sets dormant-lists = yes in client \"%s\"",
		    c->conf->name);
		return false;
	}
	return true;
}

static void
verb_people(struct req *r)
{
	const char *name = req_str(r, "which");
	size_t which = 0;
	struct err e = { 0 };
	struct list *l;

	while (name != NULL && which < ARRAY_LEN(which_names) &&
	    strcmp(name, which_names[which]) != 0)
		which++;
	if (which == ARRAY_LEN(which_names)) {
		req_fail_at(r, ERR_USAGE, "people: no list \"%.40s\"", name);
		return;
	}
	if (!may_list(r, (enum people_which)which, &e)) {
		req_fail(r, &e);
		return;
	}
	l = xcalloc(1, sizeof(*l));
	l->req = r;
	l->left = 1;
	for (size_t i = 0; i < r->control->n_clients; i++) {
		struct list_turn *t;

		if (!req_wants(r, &r->control->clients[i]))
			continue;
		t = xcalloc(1, sizeof(*t));
		t->list = l;
		t->client = &r->control->clients[i];
		l->left++;
		store_people(t->client->store, (enum people_which)which,
		    loop_now(), (size_t)req_int(r, "max", 0), on_people, t);
	}
	list_done(l, NULL);
}

/* --- finding one over all clients ------------------------------------------------ */

struct find {
	struct req *req;
	req_person_fn *found;
	size_t left, hits;
	struct client *client;
	struct person person;		/* only its id */
	struct err err;
};

struct find_turn {
	struct find *find;
	struct client *client;
};

static void
find_done(struct find *f)
{
	if (--f->left > 0)
		return;
	if (f->hits > 1)
		req_fail_at(f->req, ERR_CONFLICT, "several clients know "
		    "somebody like that: say which, with --client");
	else if (f->hits == 0 && f->err.code != ERR_OK)
		req_fail(f->req, &f->err);
	else if (f->hits == 0)
		req_fail_at(f->req, ERR_NOT_FOUND, "no such client");
	else
		f->found(f->req, f->client, f->person.id);
	free(f);
}

static void
on_one(void *arg, const struct err *e, const struct person_detail *d)
{
	struct find_turn *t = arg;
	struct find *f = t->find;

	if (e->code == ERR_OK) {
		f->hits++;
		f->client = t->client;
		memcpy(f->person.id, d->person.id, sizeof(f->person.id));
	} else if (f->err.code == ERR_OK || f->err.code == ERR_NOT_FOUND) {
		f->err = *e;
	}
	free(t);
	find_done(f);
}

void
req_person(struct req *r, const char *who, req_person_fn *found)
{
	struct find *f = xcalloc(1, sizeof(*f));

	f->req = r;
	f->found = found;
	f->left = 1;
	for (size_t i = 0; i < r->control->n_clients; i++) {
		struct find_turn *t;

		if (!req_wants(r, &r->control->clients[i]))
			continue;
		t = xcalloc(1, sizeof(*t));
		t->find = f;
		t->client = &r->control->clients[i];
		f->left++;
		store_person(t->client->store, who, on_one, t);
	}
	find_done(f);
}

/* --- one ------------------------------------------------------------------------- */

static void
on_detail(void *arg, const struct err *e, const struct person_detail *d)
{
	struct req *r = arg;
	const struct client *c = r->data;
	json_t *row, *same = json_array(), *perhaps = json_array(),
	    *questions = json_array();
	int64_t now = loop_now();

	if (e->code != ERR_OK) {
		json_decref(same);
		json_decref(perhaps);
		json_decref(questions);
		req_fail(r, e);
		return;
	}
	for (size_t i = 0; i < d->n_same; i++)
		json_array_append_new(same, show_person(&d->same[i]));
	for (size_t i = 0; i < d->n_perhaps; i++)
		json_array_append_new(perhaps, show_person(&d->perhaps[i]));
	for (size_t i = 0; i < d->n_questions; i++)
		json_array_append_new(questions, show_question(
		    c->conf, &d->questions[i], now));
	row = show_person(&d->person);
	json_object_set_new(row, "client", json_string(c->conf->name));
	json_object_set_new(row, "waiting", json_integer(d->person.waiting));
	json_object_set_new(row, "merged", same);
	json_object_set_new(row, "perhaps_same", perhaps);
	json_object_set_new(row, "questions", questions);
	req_row(r, row);
	req_done(r, NULL);
}

static void
show_one(struct req *r, struct client *c, const char *id)
{
	r->data = c;
	store_person(c->store, id, on_detail, r);
}

static void
verb_person(struct req *r)
{
	req_person(r, req_str(r, "who"), show_one);
}

/* --- marks ----------------------------------------------------------------------- */

static void
on_marked(void *arg, const struct err *e, const struct person *p, size_t n)
{
	struct req *r = arg;

	if (e->code != ERR_OK) {
		req_fail(r, e);
		return;
	}
	if (n > 0)
		req_row(r, show_person(p));
	req_done(r, NULL);
}

static void
mark_one(struct req *r, struct client *c, const char *id)
{
	static const char *const marks[] = { "vip", "block", "spam" };
	const char *name = req_str(r, "mark");
	bool undo = req_bool(r, "undo");
	size_t i = 0;

	while (i < ARRAY_LEN(marks) && strcmp(name, marks[i]) != 0)
		i++;
	if (i == ARRAY_LEN(marks)) {
		req_fail_at(r, ERR_USAGE, "no mark \"%.40s\"", name);
		return;
	}
	req_audit_as(r, c, marks[i], id, undo ? "undone" : NULL);
	store_mark(c->store, id, (enum person_mark)i, undo, loop_now(),
	    on_marked, r);
}

static void
verb_mark(struct req *r)
{
	req_person(r, req_str(r, "who"), mark_one);
}

static void
merge_second(struct req *r, struct client *c, const char *id)
{
	const char *first = req_str(r, "first"), *second = req_str(r, "second");

	req_audit(r, c, id, first == NULL ? "undone" : NULL);
	store_merge(c->store, first != NULL ? id : NULL, second,
	    first == NULL, on_marked, r);
}

static void
verb_merge(struct req *r)
{
	const char *first = req_str(r, "first");

	req_person(r, first != NULL ? first : req_str(r, "second"),
	    merge_second);
}

const struct verb_def people_verbs[] = {
	{ "people", verb_people, "client:s which:s max:i", false },
	{ "person", verb_person, "who:s! client:s", false },
	{ "mark", verb_mark, "who:s! mark:s! undo:b client:s", true },
	{ "merge", verb_merge, "first:s second:s! client:s", true },
	{ NULL, NULL, NULL, false },
};
