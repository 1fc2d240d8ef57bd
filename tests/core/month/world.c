/* SPDX-License-Identifier: ISC */

/* What the networks serve; see world.h. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/month/world.h"

#include "base/buf.h"
#include "base/mem.h"

static struct { char name[12], how[12]; } trouble[8];
static struct buf served = BUF_INIT;

static const char *
how_is(const char *net)
{
	for (size_t i = 0; i < ARRAY_LEN(trouble); i++)
		if (strcmp(trouble[i].name, net) == 0)
			return trouble[i].how;
	return "works";
}

void
make(const char *net, const char *how)
{
	size_t i = 0;

	while (trouble[i].name[0] != '\0' && strcmp(trouble[i].name, net) != 0)
		i++;
	assert_true(i < ARRAY_LEN(trouble));
	snprintf(trouble[i].name, sizeof(trouble[i].name), "%s", net);
	snprintf(trouble[i].how, sizeof(trouble[i].how), "%s", how);
}

static void
set_string(json_t *o, const char *k, const char *v)
{
	if (v != NULL && v[0] != '\0')
		json_object_set_new(o, k, json_string(v));
}

static json_t *
post_json(const struct mpost *p, size_t seq)
{
	json_t *o = json_object();
	char url[96], number[24], name[40];
	bool us = strcmp(p->who, "us") == 0;

	snprintf(url, sizeof(url), "https://%s.example/%s/%s", p->net,
	    p->thread, p->id);
	snprintf(number, sizeof(number), "%zu", seq);
	snprintf(name, sizeof(name), "%s", us ? "Bäckerei Becker" : p->who);
	for (char *c = name; *c != '\0'; c++)
		*c = *c == '_' ? ' ' : *c;
	set_string(o, "id", p->id);
	set_string(o, "seq", number);
	set_string(o, "parent", p->parent);
	set_string(o, "thread", p->thread);
	set_string(o, "who", us ? "becker" : p->who);
	set_string(o, "name", name);
	set_string(o, "text", p->text);
	set_string(o, "to", p->to);
	set_string(o, "url", url);
	json_object_set_new(o, "at", json_integer(p->at));
	json_object_set_new(o, "edited", json_integer(p->edited));
	json_object_set_new(o, "rating", json_integer(p->rating));
	json_object_set_new(o, "kind", json_integer(p->kind));
	json_object_set_new(o, "visibility", json_integer(p->visibility));
	json_object_set_new(o, "flags", json_integer(p->flags));
	return o;
}

/* What one request gets; NULL: there is no such post. */
static json_t *
list_posts(const char *net, const char *url)
{
	const char *after = strstr(url, "after="), *id = strstr(url, "id=");
	size_t from = after != NULL ? (size_t)atol(after + 6) : 0;
	const struct mpost *asked = id != NULL ? post_named(id + 3) : NULL;
	json_t *list;

	if (asked != NULL && asked->gone)
		return NULL;
	list = json_array();
	for (size_t i = 0; i < n_arrived; i++) {
		const struct mpost *p = arrived[i];

		if (strcmp(p->net, net) != 0 || p->gone ||
		    (asked == NULL && i < from) || (asked != NULL &&
		    strcmp(p->thread, asked->thread) != 0))
			continue;
		json_array_append_new(list, post_json(p, i + 1));
	}
	return list;
}

bool
serve(void *arg, const struct http_request *q, struct http_response *r)
{
	char net[12], *dump;
	const char *how;
	json_t *list;

	(void)arg;
	sscanf(q->url, "https://%11[^.]", net);
	r->type = "application/json";
	r->url = q->url;
	r->headers = "";
	r->retry_after_ms = -1;
	r->body = "";
	how = how_is(net);
	if (strcmp(how, "fails") == 0) {
		err_set(&r->err, ERR_NET, "no answer from %s", net);
		return true;
	}
	if (strcmp(how, "token") == 0) {
		r->status = 401;
		return true;
	}
	list = list_posts(net, q->url);
	r->status = list != NULL ? 200 : 404;
	if (list != NULL) {
		dump = json_dumps(list, JSON_COMPACT);
		buf_reset(&served);
		buf_adds(&served, dump);
		free(dump);
		json_decref(list);
		r->body = served.data;
		r->len = served.len;
	}
	return true;
}

void
forget_networks(void)
{
	memset(trouble, 0, sizeof(trouble));
	buf_free(&served);
}
