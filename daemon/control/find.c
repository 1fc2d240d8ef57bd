/* SPDX-License-Identifier: ISC */

/*
 * From the few characters a person types to one question, over all clients.
 * Two clients may have made the same id: then "client:id" tells them apart.
 */

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "control/request.h"

struct find {
	struct req *req;
	req_found_fn *found;
	char *id;
	size_t left, hits;
	struct client *client;		/* the first hit */
	struct err err;			/* the worst failure */
	struct buf names;		/* "client:id" of all hits */
};

/* One store's turn. */
struct turn {
	struct find *find;
	struct client *client;
};

static void
find_free(struct find *f)
{
	buf_free(&f->names);
	free(f->id);
	free(f);
}

static void
on_chosen(void *arg, const struct err *e, const struct question_detail *d)
{
	struct find *f = arg;

	if (e->code != ERR_OK)
		req_fail(f->req, e);
	else
		f->found(f->req, f->client, d);
	find_free(f);
}

static void
decide(struct find *f)
{
	if (f->hits == 1 && f->err.code != ERR_CONFLICT) {
		store_show(f->client->store, f->id, on_chosen, f);
		return;
	}
	if (f->hits > 1)
		req_fail_at(f->req, ERR_CONFLICT, "\"%s\" is more than one "
		    "question: %s", f->id, f->names.data);
	else if (f->err.code != ERR_OK)
		req_fail(f->req, &f->err);
	else
		req_fail_at(f->req, ERR_NOT_FOUND, "no question \"%s\"", f->id);
	find_free(f);
}

static void
on_turn(void *arg, const struct err *e, const struct question_detail *d)
{
	struct turn *t = arg;
	struct find *f = t->find;

	if (e->code == ERR_OK) {
		if (f->hits++ == 0)
			f->client = t->client;
		buf_addf(&f->names, "%s%s:%s", f->hits > 1 ? ", " : "",
		    t->client->conf->name, d->question.id);
	} else if (f->err.code == ERR_OK || f->err.code == ERR_NOT_FOUND) {
		f->err = *e;
	}
	free(t);
	if (--f->left == 0)
		decide(f);
}

void
req_find(struct req *r, const char *id, req_found_fn *found)
{
	struct control *ct = r->control;
	struct find *f = xcalloc(1, sizeof(*f));
	const char *colon = strchr(id, ':');
	size_t n = colon != NULL ? (size_t)(colon - id) : 0;

	f->req = r;
	f->found = found;
	f->names = (struct buf)BUF_INIT;
	f->id = xstrdup(colon != NULL ? colon + 1 : id);
	f->left = 1;
	for (size_t i = 0; i < ct->n_clients; i++) {
		struct client *c = &ct->clients[i];
		struct turn *t;

		if (c->store == NULL || (colon != NULL &&
		    (strlen(c->conf->name) != n ||
		    strncmp(c->conf->name, id, n) != 0)))
			continue;
		t = xcalloc(1, sizeof(*t));
		t->find = f;
		t->client = c;
		f->left++;
		store_show(c->store, f->id, on_turn, t);
	}
	if (--f->left == 0)
		decide(f);
}
