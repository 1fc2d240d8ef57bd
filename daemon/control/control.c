/* SPDX-License-Identifier: ISC */

/*
 * The socket: who connects, and what they may do.
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

#include <event2/bufferevent.h>
#include <event2/event.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "control/request.h"

#include "control/conn.h"

#define MAX_CONNS	64

void
conn_free(struct conn *c)
{
	struct control *ct = c->control;

	if (c->current != NULL) {
		c->current->conn = NULL;
		if (c->current->stream != NULL)
			stream_gone(c->current);
	}
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
on_read(struct bufferevent *bev, void *arg)
{
	(void)bev;
	conn_next_line(arg);
}

static void
on_write(struct bufferevent *bev, void *arg)
{
	struct conn *c = arg;

	(void)bev;
	if (c->current != NULL && c->current->stream != NULL)
		stream_pump(c->current);
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
	loop_defer(conn_go_on, c->control);
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
	bufferevent_setcb(c->bev, on_read, on_write, on_event, c);
	bufferevent_setwatermark(c->bev, EV_READ, 0, PROTOCOL_MAX_LINE);
	bufferevent_setwatermark(c->bev, EV_WRITE, STREAM_AHEAD / 2, 0);
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
	struct stat st;
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
		else if ((stat(cf->socket, &st) == -1 ||
		    st.st_gid != gr->gr_gid) &&
		    chown(cf->socket, (uid_t)-1, gr->gr_gid) == -1)
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
    struct poll *p, struct alert *a, const struct command *cm,
    const struct classifier *ear, const struct control_hooks *hooks, int fd,
    struct err *e)
{
	struct control *ct = xcalloc(1, sizeof(*ct));

	ct->config = cf;
	ct->clients = clients;
	ct->n_clients = n;
	ct->poll = p;
	ct->alert = a;
	ct->command = cm;
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
