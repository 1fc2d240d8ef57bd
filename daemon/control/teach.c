/* SPDX-License-Identifier: ISC */

/* Teaching the ear: train, untrain, lessons, and what to check (unflagged). */

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/loop.h"
#include "base/mem.h"
#include "control/request.h"
#include "control/show.h"
#include "store/teach.h"

/* --- rows ------------------------------------------------------------------------- */

static json_t *
text(const char *s)
{
	return s != NULL ? json_string(s) : json_null();
}

static json_t *
show_lesson(const struct client *c, const struct store_lesson *l)
{
	return json_pack("{s:s, s:s, s:o, s:s, s:s, s:b, s:o, s:o, s:o, s:o}",
	    "id", l->name, "client", c->conf->name, "account",
	    text(l->account), "label", label_name(l->label), "was",
	    label_name(l->was), "learns", l->learns, "at", show_time(l->at),
	    "text", text(l->text), "question",
	    text(l->question[0] != '\0' ? l->question : NULL), "state",
	    text(l->question[0] != '\0' ? qstate_name(l->state) : NULL));
}

static json_t *
show_unflagged(const struct client *c, const struct store_unflagged *u)
{
	return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:s, s:f, s:f}",
	    "id", u->name, "client", c->conf->name, "account",
	    text(u->account), "author", text(u->author), "text",
	    text(u->text), "url", text(u->url), "at", show_time(u->at),
	    "label", label_name(u->label), "p", (double)u->p, "short_of",
	    (double)u->short_of);
}

/* --- lessons, unflagged: asked of every client --------------------------------- */

struct every {
	struct req *req;
	json_t *rows;
	const char *key;		/* by which they are merged */
	bool falling;
	size_t left;
	struct err err;
};

struct one {
	struct every *every;
	struct client *client;
};

/* The stores gave each client's in order: take the best head each time. */
static int
by_key(const struct every *v, const json_t *a, const json_t *b)
{
	const json_t *x = json_object_get(a, v->key);
	const json_t *y = json_object_get(b, v->key);
	int c;

	if (json_is_string(x) && json_is_string(y))
		c = strcmp(json_string_value(x), json_string_value(y));
	else
		c = json_number_value(x) < json_number_value(y) ? -1 :
		    json_number_value(x) > json_number_value(y);
	return v->falling ? -c : c;
}

static void
every_end(struct every *v)
{
	int64_t max = req_int(v->req, "max", 20);

	if (v->err.code != ERR_OK && json_array_size(v->rows) == 0) {
		req_fail(v->req, &v->err);
	} else {
		while (max-- > 0 && json_array_size(v->rows) > 0) {
			size_t best = 0;

			for (size_t i = 1; i < json_array_size(v->rows); i++)
				if (by_key(v, json_array_get(v->rows, i),
				    json_array_get(v->rows, best)) < 0)
					best = i;
			req_row(v->req, json_incref(json_array_get(v->rows,
			    best)));
			json_array_remove(v->rows, best);
		}
		req_done(v->req, NULL);
	}
	json_decref(v->rows);
	free(v);
}

static void
every_done(struct every *v, const struct err *e)
{
	if (e != NULL && e->code != ERR_OK && v->err.code == ERR_OK)
		v->err = *e;
	if (--v->left == 0)
		every_end(v);
}

static void
on_lessons(void *arg, const struct err *e, const struct store_lesson *l,
    size_t n)
{
	struct one *o = arg;

	for (size_t i = 0; i < n; i++)
		json_array_append_new(o->every->rows, show_lesson(o->client,
		    &l[i]));
	every_done(o->every, e);
	free(o);
}

static void
on_unflagged(void *arg, const struct err *e, const struct store_unflagged *u,
    size_t n)
{
	struct one *o = arg;

	for (size_t i = 0; i < n; i++)
		json_array_append_new(o->every->rows, show_unflagged(o->client,
		    &u[i]));
	every_done(o->every, e);
	free(o);
}

static void
ask_every(struct req *r, bool lessons)
{
	struct every *v = xcalloc(1, sizeof(*v));
	size_t max = (size_t)req_int(r, "max", 20);
	size_t n = r->control->n_clients;

	v->req = r;
	v->rows = json_array();
	v->key = lessons ? "at" : "short_of";
	v->falling = lessons;
	v->left = 1;
	for (size_t i = 0; i < n; i++) {
		struct client *c = &r->control->clients[i];
		struct one *o;

		if (!req_wants(r, c))
			continue;
		o = xmalloc(sizeof(*o));
		*o = (struct one){ v, c };
		v->left++;
		if (lessons)
			store_lessons(c->store, max, on_lessons, o);
		else
			store_unflagged(c->store, req_bool(r, "own"), max,
			    on_unflagged, o);
	}
	every_done(v, NULL);
}

static void
verb_lessons(struct req *r)
{
	ask_every(r, true);
}

static void
verb_unflagged(struct req *r)
{
	ask_every(r, false);
}

/* --- train, untrain ------------------------------------------------------------- */

struct teach {
	struct client *client;
	enum label label;
	bool undo;
	char *id;			/* without its client; NULL: the newest */
};

static void
teach_free(void *data)
{
	struct teach *t = data;

	free(t->id);
	free(t);
}

static void
on_taught(void *arg, const struct err *e, const struct store_lesson *l,
    size_t n)
{
	struct req *r = arg;
	struct teach *t = r->data;

	if (e->code != ERR_OK) {
		req_fail(r, e);
		return;
	}
	if (n > 0) {
		req_audit(r, t->client, l[0].name, label_name(l[0].label));
		req_row(r, show_lesson(t->client, &l[0]));
	}
	req_done(r, NULL);
}

static void
teach(struct req *r, struct client *c)
{
	struct teach *t = r->data;

	t->client = c;
	if (t->undo)
		store_unteach(c->store, t->id, r->who, loop_now(), on_taught,
		    r);
	else
		store_teach(c->store, t->id, t->label, r->who, loop_now(),
		    on_taught, r);
}

static void
on_found(struct req *r, struct client *c, const struct question_detail *d)
{
	struct teach *t = r->data;

	free(t->id);
	t->id = xstrdup(d->question.id);
	teach(r, c);
}

/*
 * Whose it is: named before a colon, or there is only one; else a question's
 * id tells.
 */
static void
find(struct req *r, const char *which)
{
	struct control *ct = r->control;
	struct teach *t = r->data;
	const char *colon = which != NULL ? strchr(which, ':') : NULL;
	struct client *only = NULL;
	size_t n = 0;

	for (size_t i = 0; i < ct->n_clients; i++) {
		struct client *c = &ct->clients[i];
		const char *name = c->conf->name;

		if (!req_wants(r, c) || (colon != NULL &&
		    (strlen(name) != (size_t)(colon - which) ||
		    strncmp(name, which, strlen(name)) != 0)))
			continue;
		only = c;
		n++;
	}
	t->id = xstrdup_null(colon != NULL ? colon + 1 : which);
	if (n == 1)
		teach(r, only);
	else if (n == 0)
		req_fail_at(r, ERR_NOT_FOUND, "no such client");
	else if (t->id == NULL || strncmp(t->id, "p-", 2) == 0)
		req_fail_at(r, ERR_USAGE, "several clients: say which, with %s",
		    t->id == NULL ? "--client" : "CLIENT:p-NUMBER");
	else
		req_find(r, which, on_found);
}

static void
verb_train(struct req *r)
{
	struct teach *t = xcalloc(1, sizeof(*t));
	const char *label = req_str(r, "label");

	r->data = t;
	r->data_free = teach_free;
	t->label = strcmp(label, "none") == 0 ? LABEL_NONE :
	    label_parse(label);
	if (t->label == LABEL_NONE) {
		req_fail_at(r, ERR_USAGE, "\"%s\" is no label; there are "
		    "question, request, thanks, other for what people write, "
		    "broadcast, information, dialogue for your own posts",
		    label);
		return;
	}
	find(r, req_str(r, "which"));
}

static void
verb_untrain(struct req *r)
{
	struct teach *t = xcalloc(1, sizeof(*t));

	r->data = t;
	r->data_free = teach_free;
	t->undo = true;
	find(r, req_str(r, "which"));
}

const struct verb_def teach_verbs[] = {
	{ "train", verb_train, "which:s! label:s! client:s", true },
	{ "untrain", verb_untrain, "which:s client:s", true },
	{ "lessons", verb_lessons, "client:s max:i", false },
	{ "unflagged", verb_unflagged, "own:b client:s max:i", false },
	{ NULL, NULL, NULL, false },
};
