/* SPDX-License-Identifier: ISC */

/*
 * The socket: who connects, what line they send, who may do what.  A peer
 * that sends too much or never reads is cut off, and harms nobody else.
 */

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>

#include "base/json.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "control/request.h"

#define MAX_CONNS	64
#define MAX_OUTPUT	(16u << 20)	/* unread bytes before a peer is cut */

struct conn {
	struct control *control;
	struct bufferevent *bev;
	struct req *current;		/* being answered, or NULL */
	struct req *watching;
	uid_t uid;
	gid_t gid;
	char who[80];
	bool may_change, closing;
	struct conn *prev, *next;
};

static void next_line(struct conn *);

/* --- requests ---------------------------------------------------------------- */

static void
req_free(struct req *r)
{
	if (r->data_free != NULL)
		r->data_free(r->data);
	json_decref(r->args);
	free(r);
}

static void
conn_free(struct conn *c)
{
	struct control *ct = c->control;

	if (c->current != NULL)
		c->current->conn = NULL;
	if (c->watching != NULL)
		req_free(c->watching);
	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		ct->conns = c->next;
	if (c->next != NULL)
		c->next->prev = c->prev;
	ct->n_conns--;
	bufferevent_free(c->bev);
	free(c);
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

static void
go_on(void *arg)
{
	struct control *ct = arg;

	for (struct conn *c = ct->conns, *next; c != NULL; c = next) {
		next = c->next;
		if (c->closing)
			conn_free(c);
		else if (c->current == NULL)
			next_line(c);
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
		loop_defer(go_on, c->control);
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

bool
req_wants(const struct req *r, const struct client *c)
{
	const char *client = req_str(r, "client");

	return c->store != NULL &&
	    (client == NULL || strcmp(client, c->conf->name) == 0);
}

void
req_audit(const struct req *r, struct client *c, const char *target,
    const char *detail)
{
	if (c->store == NULL)
		return;
	store_audit(c->store, &(struct audit_row){ .at = loop_now(),
	    .uid = (int64_t)r->uid, .who = r->who, .verb = req_str(r, "verb"),
	    .target = target, .detail = detail });
}

/* --- one line ------------------------------------------------------------------ */

static const struct verb_def *
find_verb(const char *name)
{
	const struct verb_def *tables[] = { look_verbs, work_verbs };

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
	const char *verb;
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
	v->run(r);
}

static void
next_line(struct conn *c)
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
			loop_defer(go_on, c->control);
		}
		return;
	}
	handle_line(c, line, n);
	free(line);
}

static void
on_read(struct bufferevent *bev, void *arg)
{
	(void)bev;
	next_line(arg);
}

static void
on_event(struct bufferevent *bev, short what, void *arg)
{
	struct conn *c = arg;

	(void)bev;
	if (what & (BEV_EVENT_EOF | BEV_EVENT_ERROR | BEV_EVENT_TIMEOUT))
		conn_free(c);
}

struct req *
conn_watching(struct conn *c)
{
	return c->watching;
}

/* The request stays for as long as the peer; further lines are still read. */
void
conn_set_watching(struct conn *c, struct req *r)
{
	if (c->watching != NULL)
		req_free(c->watching);
	c->watching = r;
	c->current = NULL;
	loop_defer(go_on, c->control);
}

struct conn *
conn_next(struct control *ct, struct conn *c)
{
	return c == NULL ? ct->conns : c->next;
}

/* --- peers ------------------------------------------------------------------------ */

static bool
in_group(uid_t uid, gid_t gid, gid_t want)
{
	struct passwd *pw;
	gid_t groups[128];
	int n = ARRAY_LEN(groups);

	if (gid == want)
		return true;
	pw = getpwuid(uid);
	if (pw == NULL || getgrouplist(pw->pw_name, gid, groups, &n) == -1)
		return false;
	for (int i = 0; i < n; i++)
		if (groups[i] == want)
			return true;
	return false;
}

static void
on_accept(evutil_socket_t fd, short what, void *arg)
{
	struct control *ct = arg;
	struct ucred cred;
	socklen_t len = sizeof(cred);
	static const struct timeval write_limit = { 60, 0 };
	struct passwd *pw;
	struct conn *c;
	struct stat st;
	int peer;

	(void)what;
	peer = accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (peer == -1)
		return;
	if (ct->n_conns >= MAX_CONNS ||
	    getsockopt(peer, SOL_SOCKET, SO_PEERCRED, &cred, &len) == -1) {
		static const char busy[] = "{\"id\":0,\"end\":true,\"ok\":false,"
		    "\"code\":\"limit\",\"error\":\"too many connections\","
		    "\"exit\":1}\n";

		(void)!write(peer, busy, sizeof(busy) - 1);
		close(peer);
		return;
	}
	c = xcalloc(1, sizeof(*c));
	c->control = ct;
	c->uid = cred.uid;
	c->gid = cred.gid;
	pw = getpwuid(cred.uid);
	snprintf(c->who, sizeof(c->who), "uid %u (%s)", cred.uid,
	    pw != NULL ? pw->pw_name : "?");
	c->may_change = cred.uid == 0 || cred.uid == geteuid() ||
	    (stat(ct->config->socket, &st) == 0 &&
	    in_group(cred.uid, cred.gid, st.st_gid));
	c->bev = bufferevent_socket_new(loop_base(), peer,
	    BEV_OPT_CLOSE_ON_FREE);
	if (c->bev == NULL)
		fatal("bufferevent_socket_new failed");
	bufferevent_setcb(c->bev, on_read, NULL, on_event, c);
	bufferevent_setwatermark(c->bev, EV_READ, 0, PROTOCOL_MAX_LINE);
	bufferevent_set_timeouts(c->bev, NULL, &write_limit);
	bufferevent_enable(c->bev, EV_READ | EV_WRITE);
	c->next = ct->conns;
	if (ct->conns != NULL)
		ct->conns->prev = c;
	ct->conns = c;
	ct->n_conns++;
}

/* --- life -------------------------------------------------------------------------- */

static int
make_socket(const struct config *cf, struct err *e)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	struct group *gr;
	mode_t mask;
	int fd, probe;

	if (strlen(cf->socket) >= sizeof(sun.sun_path))
		return err_set(e, ERR_CONFIG, "socket: %s is longer than the %zu "
		    "bytes a socket's path may have", cf->socket,
		    sizeof(sun.sun_path) - 1);
	strcpy(sun.sun_path, cf->socket);
	probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (probe != -1 &&
	    connect(probe, (struct sockaddr *)&sun, sizeof(sun)) == 0) {
		close(probe);
		return err_set(e, ERR_CONFLICT, "another harkd answers at %s",
		    cf->socket);
	}
	if (probe != -1)
		close(probe);
	if (errno == ECONNREFUSED)
		unlink(cf->socket);

	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return err_set(e, ERR_IO, "socket: %s", strerror(errno));
	mask = umask(0117);
	if (bind(fd, (struct sockaddr *)&sun, sizeof(sun)) == -1) {
		umask(mask);
		err_set(e, ERR_IO, "%s: %s; the folder must exist and belong to "
		    "harkd's user", cf->socket, strerror(errno));
		close(fd);
		return -1;
	}
	umask(mask);
	if (cf->socket_group != NULL && cf->socket_group[0] != '\0') {
		gr = getgrnam(cf->socket_group);
		if (gr == NULL)
			log_warn("no group \"%s\" here: only %s's user and root "
			    "can use the socket", cf->socket_group, cf->socket);
		else if (chown(cf->socket, (uid_t)-1, gr->gr_gid) == -1)
			log_warn("%s cannot be given to group %s: %s",
			    cf->socket, cf->socket_group, strerror(errno));
	}
	if (listen(fd, 32) == -1) {
		err_set(e, ERR_IO, "%s: %s", cf->socket, strerror(errno));
		close(fd);
		return -1;
	}
	return fd;
}

struct control *
control_new(const struct config *cf, struct client *clients, size_t n,
    struct poll *p, struct alert *a, const struct classifier *ear,
    const struct control_hooks *hooks, int fd, struct err *e)
{
	struct control *ct = xcalloc(1, sizeof(*ct));

	ct->config = cf;
	ct->clients = clients;
	ct->n_clients = n;
	ct->poll = p;
	ct->alert = a;
	ct->classifier = ear;
	ct->hooks = *hooks;
	ct->started_at = loop_now();
	ct->made = fd == -1;
	ct->fd = fd != -1 ? fd : make_socket(cf, e);
	if (ct->fd == -1) {
		free(ct);
		return NULL;
	}
	evutil_make_socket_nonblocking(ct->fd);
	ct->listener = event_new(loop_base(), ct->fd, EV_READ | EV_PERSIST,
	    on_accept, ct);
	if (ct->listener == NULL || event_add(ct->listener, NULL) == -1)
		fatal("cannot listen on %s", cf->socket);
	return ct;
}

void
control_reconfigure(struct control *ct, const struct config *cf,
    struct client *clients, size_t n)
{
	ct->config = cf;
	ct->clients = clients;
	ct->n_clients = n;
}

void
control_changed(struct control *ct, struct client *c)
{
	watch_changed(ct, c);
}

void
control_free(struct control *ct)
{
	if (ct == NULL)
		return;
	while (ct->conns != NULL)
		conn_free(ct->conns);
	event_free(ct->listener);
	close(ct->fd);
	if (ct->made)
		unlink(ct->config->socket);
	free(ct);
}
