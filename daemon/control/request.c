/* SPDX-License-Identifier: ISC */

/*
 * A line becomes a request, is checked against the verb's arguments and the
 * peer's rights, and is answered by rows and one end.
 */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>

#include "base/json.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "control/request.h"

#include "control/conn.h"

#define MAX_OUTPUT	(16u << 20)	/* unread bytes before a peer is cut */

void
req_free(struct req *r)
{
	if (r->data_free != NULL)
		r->data_free(r->data);
	json_decref(r->args);
	free(r->stream);
	free(r);
}

static void
send_json(struct conn *c, json_t *j)
{
	char *line = json_line(j);

	json_decref(j);
	bufferevent_write(c->bev, line, strlen(line));
	bufferevent_write(c->bev, "\n", 1);
	free(line);
	if (evbuffer_get_length(bufferevent_get_output(c->bev)) > MAX_OUTPUT &&
	    !c->closing) {
		log_warn("control: %s does not read; cut off", c->who);
		c->closing = true;
		bufferevent_disable(c->bev, EV_READ | EV_WRITE);
		evbuffer_drain(bufferevent_get_output(c->bev), SIZE_MAX);
		loop_defer(conn_go_on, c->control);
	}
}

void
req_row(struct req *r, json_t *row)
{
	if (r->conn == NULL || r->conn->closing) {
		json_decref(row);
		return;
	}
	send_json(r->conn, json_pack("{s:I, s:o}", "id", r->id, "row", row));
}

void
conn_go_on(void *arg)
{
	struct control *ct = arg;

	for (struct conn *c = ct->conns, *next; c != NULL; c = next) {
		next = c->next;
		if (c->closing)
			conn_free(c);
		else if (c->current == NULL)
			conn_next_line(c);
	}
}

static void
end(struct req *r, json_t *line)
{
	struct conn *c = r->conn;

	if (c == NULL) {
		json_decref(line);
	} else {
		if (!c->closing)
			send_json(c, line);
		else
			json_decref(line);
		c->current = NULL;
		loop_defer(conn_go_on, c->control);
	}
	req_free(r);
}

void
req_done(struct req *r, json_t *facts)
{
	json_t *line = json_pack("{s:I, s:b, s:b}", "id", r->id, "end", 1, "ok",
	    1);

	if (facts != NULL)
		json_object_update(line, facts);
	json_decref(facts);
	end(r, line);
}

static const char *
code_name(enum err_code code, int *exit_code)
{
	*exit_code = EXIT_HARK_ERROR;
	switch (code) {
	case ERR_OK:
		*exit_code = EXIT_HARK_OK;
		return "ok";
	case ERR_USAGE:
		*exit_code = EXIT_HARK_USAGE;
		return "usage";
	case ERR_CONFIG:
		*exit_code = EXIT_HARK_CONFIG;
		return "config";
	case ERR_NOT_FOUND:
		return "not_found";
	case ERR_PERMISSION:
		*exit_code = EXIT_HARK_PERMISSION;
		return "permission";
	case ERR_CONFLICT:
		*exit_code = EXIT_HARK_CONFLICT;
		return "conflict";
	case ERR_STORE:
		return "store";
	case ERR_FULL:
		return "full";
	case ERR_IO:
		return "io";
	case ERR_NET:
		return "net";
	case ERR_REFUSED:
		return "refused";
	case ERR_PROTOCOL:
		return "protocol";
	case ERR_LIMIT:
		return "limit";
	case ERR_UNAVAILABLE:
		return "unavailable";
	}
	return "error";
}

void
req_fail(struct req *r, const struct err *e)
{
	int exit_code;
	const char *code = code_name(e->code, &exit_code);

	end(r, json_pack("{s:I, s:b, s:b, s:s, s:s, s:i}", "id", r->id, "end", 1,
	    "ok", 0, "code", code, "error", e->text, "exit", exit_code));
}

void
req_fail_at(struct req *r, enum err_code code, const char *fmt, ...)
{
	struct err e = { .code = code };
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(e.text, sizeof(e.text), fmt, ap);
	va_end(ap);
	req_fail(r, &e);
}

const char *
req_str(const struct req *r, const char *name)
{
	return json_str(r->args, name);
}

int64_t
req_int(const struct req *r, const char *name, int64_t def)
{
	const json_t *j = json_object_get(r->args, name);

	return json_is_integer(j) ? json_integer_value(j) : def;
}

bool
req_bool(const struct req *r, const char *name)
{
	return json_is_true(json_object_get(r->args, name));
}

const struct conf_client *
conf_named(const struct control *ct, const char *client)
{
	for (size_t i = 0; i < ct->n_clients; i++)
		if (strcmp(ct->clients[i].conf->name, client) == 0)
			return ct->clients[i].conf;
	return NULL;
}

bool
req_wants(const struct req *r, const struct client *c)
{
	const char *client = req_str(r, "client");

	return c->store != NULL &&
	    (client == NULL || strcmp(client, c->conf->name) == 0);
}

void
req_audit_as(const struct req *r, struct client *c, const char *verb,
    const char *target, const char *detail)
{
	if (c->store == NULL)
		return;
	store_audit(c->store, &(struct audit_row){ .at = loop_now(),
	    .uid = (int64_t)r->uid, .who = r->who, .verb = verb,
	    .target = target, .detail = detail });
}

void
req_audit(const struct req *r, struct client *c, const char *target,
    const char *detail)
{
	req_audit_as(r, c, req_str(r, "verb"), target, detail);
}

/* --- one line ------------------------------------------------------------------ */

static const struct verb_def *
find_verb(const char *name)
{
	const struct verb_def *tables[] = { look_verbs, work_verbs,
	    people_verbs, forget_verbs, teach_verbs };

	for (size_t t = 0; t < ARRAY_LEN(tables); t++)
		for (const struct verb_def *v = tables[t]; v->name != NULL; v++)
			if (strcmp(v->name, name) == 0)
				return v;
	return NULL;
}

/* Is `name' of this JSON type in the verb's list?  -1 unknown, 0 wrong type. */
static int
check_arg(const char *list, const char *name, const json_t *value)
{
	size_t n = strlen(name);

	for (const char *p = list; p != NULL && *p != '\0'; ) {
		size_t len = strcspn(p, " ");

		if (len > n && strncmp(p, name, n) == 0 && p[n] == ':') {
			if (json_is_null(value))
				return 1;
			switch (p[n + 1]) {
			case 's':
				return json_is_string(value);
			case 'i':
				return json_is_integer(value);
			default:
				return json_is_boolean(value);
			}
		}
		p += len + strspn(p + len, " ");
	}
	return -1;
}

static int
check_args(const struct verb_def *v, json_t *args, struct err *e)
{
	const char *name;
	json_t *value;

	json_object_foreach(args, name, value) {
		int ok;

		if (strcmp(name, "v") == 0 || strcmp(name, "id") == 0 ||
		    strcmp(name, "verb") == 0 || strcmp(name, "lang") == 0)
			continue;
		ok = check_arg(v->args, name, value);
		if (ok == -1)
			return err_set(e, ERR_USAGE, "%s: unknown argument "
			    "\"%s\"", v->name, name);
		if (ok == 0)
			return err_set(e, ERR_USAGE, "%s: argument \"%s\" has "
			    "the wrong type", v->name, name);
	}
	for (const char *p = v->args; p != NULL && *p != '\0'; ) {
		size_t len = strcspn(p, " "), n = strcspn(p, ":");
		char want[32];

		snprintf(want, sizeof(want), "%.*s", (int)n, p);
		value = json_object_get(args, want);
		if (p[len - 1] == '!' && (value == NULL || json_is_null(value)))
			return err_set(e, ERR_USAGE, "%s: argument \"%s\" is "
			    "missing", v->name, want);
		p += len + strspn(p + len, " ");
	}
	return 0;
}

static void
handle_line(struct conn *c, const char *line, size_t n)
{
	struct req *r = xcalloc(1, sizeof(*r));
	const struct verb_def *v = NULL;
	const char *verb, *client;
	struct err e = { 0 };

	c->current = r;
	r->control = c->control;
	r->conn = c;
	r->uid = c->uid;
	snprintf(r->who, sizeof(r->who), "%s", c->who);
	r->args = json_read(line, n, NULL, &e);
	if (!json_is_object(r->args)) {
		req_fail_at(r, ERR_PROTOCOL, "not a JSON object: %s",
		    e.code != ERR_OK ? e.text : "an object is wanted");
		return;
	}
	r->id = json_int(r->args, "id");
	verb = json_str(r->args, "verb");
	if (json_int(r->args, "v") > PROTOCOL_VERSION) {
		req_fail_at(r, ERR_PROTOCOL, "this harkd speaks version %d of "
		    "the protocol; hark is newer", PROTOCOL_VERSION);
		return;
	}
	if (verb == NULL || (v = find_verb(verb)) == NULL) {
		req_fail_at(r, ERR_USAGE, "unknown verb \"%s\"",
		    verb != NULL ? verb : "");
		return;
	}
	if (check_args(v, r->args, &e) == -1) {
		req_fail(r, &e);
		return;
	}
	if (v->changes && !c->may_change) {
		for (size_t i = 0; i < c->control->n_clients; i++)
			req_audit(r, &c->control->clients[i], NULL, "refused");
		req_fail_at(r, ERR_PERMISSION, "%s: only root and members of the "
		    "socket's group may do that", verb);
		return;
	}
	/* "Nobody waits" of a client that is not there would be a lie. */
	client = req_str(r, "client");
	if (client != NULL && conf_named(c->control, client) == NULL) {
		req_fail_at(r, ERR_NOT_FOUND, "no client \"%.60s\"", client);
		return;
	}
	v->run(r);
}

void
conn_next_line(struct conn *c)
{
	struct evbuffer *in = bufferevent_get_input(c->bev);
	size_t n;
	char *line;

	if (c->current != NULL || c->closing)
		return;
	line = evbuffer_readln(in, &n, EVBUFFER_EOL_LF);
	if (line == NULL) {
		if (evbuffer_get_length(in) >= PROTOCOL_MAX_LINE) {
			log_warn("control: %s sent a line without end; cut off",
			    c->who);
			c->closing = true;
			loop_defer(conn_go_on, c->control);
		}
		return;
	}
	handle_line(c, line, n);
	free(line);
}
