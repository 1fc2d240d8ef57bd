/* SPDX-License-Identifier: ISC */

/*
 * Large databases whose last end was unclean are looked through while harkd
 * already works: by a child, `harkd --check-file', one after the other, which
 * for ten million posts takes minutes.  One that turns out to be damaged
 * refuses writes from then on; it is reported, and the others go on.
 */

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include <event2/event.h>

#include "alert/alert.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "service_int.h"

#define SAID_MAX	1000

struct verify {
	struct service *service;
	struct store *store;
	char *path;
	pid_t pid;			/* 0: waits for its turn */
	int fd;				/* what the child says */
	struct event *readable;
	struct buf said;
	struct verify *next;
};

static void next(struct service *);

static void
verify_free(struct verify *v)
{
	struct verify **p = &v->service->verifying;

	while (*p != v)
		p = &(*p)->next;
	*p = v->next;
	if (v->readable != NULL)
		event_free(v->readable);
	if (v->fd != -1)
		close(v->fd);
	buf_free(&v->said);
	free(v->path);
	free(v);
}

static struct client *
client_of(const struct verify *v)
{
	for (size_t i = 0; i < v->service->n_clients; i++)
		if (v->service->clients[i].store == v->store)
			return &v->service->clients[i];
	return NULL;
}

static void
ended(struct verify *v, int status)
{
	struct service *s = v->service;
	struct client *c = client_of(v);
	struct err e = { .code = ERR_OK };
	char line[sizeof(e.text)];

	utf8_visible(line, sizeof(line), v->said.data);
	if (WIFEXITED(status) && WEXITSTATUS(status) == EX_OK) {
		log_info("client %s: the database is sound",
		    c != NULL ? c->conf->name : "?");
		store_verified(v->store, &e);
	} else if (WIFEXITED(status) && WEXITSTATUS(status) == EX_DATAERR) {
		err_set(&e, ERR_STORE, "%s", line);
		store_verified(v->store, &e);
		if (c != NULL)
			alert_broken(s->alert, c, &e);
	} else {
		/* Not looked through: the next start tries again. */
		log_warn("client %s: the database could not be looked "
		    "through: %s", c != NULL ? c->conf->name : "?",
		    line[0] != '\0' ? line : "the check was ended");
	}
	verify_free(v);
	next(s);
}

static void
on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct verify *v = arg;
	char chunk[256];
	int status = 0;
	ssize_t n;

	(void)what;
	while ((n = read(fd, chunk, sizeof(chunk))) > 0)
		if (v->said.len < SAID_MAX)
			buf_add(&v->said, chunk, (size_t)n);
	if (n == -1 && (errno == EAGAIN || errno == EINTR))
		return;
	/* It closes its output by ending. */
	while (waitpid(v->pid, &status, 0) == -1 && errno == EINTR)
		;
	v->pid = 0;
	ended(v, status);
}

static void __attribute__((noreturn))
child(const char *path, int out, pid_t parent)
{
	static char self[] = "/proc/self/exe", name[] = "harkd",
	    option[] = "--check-file";
	char *argv[] = { name, option, NULL, NULL }, *env[] = { NULL };
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setpriority(PRIO_PROCESS, 0, 10);
	argv[2] = strdup(path);
	if (getppid() == parent && argv[2] != NULL && dup2(out, 1) != -1 &&
	    dup2(out, 2) != -1) {
		close_range(3, ~0U, 0);
		execve(self, argv, env);
	}
	_exit(EX_OSERR);
}

static int
spawn(struct verify *v)
{
	pid_t me = getpid();
	int fds[2];

	if (pipe2(fds, O_CLOEXEC) == -1)
		return -1;
	v->pid = fork();
	if (v->pid == 0)
		child(v->path, fds[1], me);
	close(fds[1]);
	if (v->pid == -1) {
		v->pid = 0;
		close(fds[0]);
		return -1;
	}
	v->fd = fds[0];
	fcntl(v->fd, F_SETFL, O_NONBLOCK);
	v->readable = event_new(loop_base(), v->fd, EV_READ | EV_PERSIST,
	    on_readable, v);
	if (v->readable == NULL || event_add(v->readable, NULL) == -1)
		fatal("event_new failed");
	return 0;
}

static void
next(struct service *s)
{
	struct verify *v;

	while ((v = s->verifying) != NULL && v->pid == 0) {
		if (spawn(v) == 0)
			return;
		log_warn("%s cannot be looked through: %s", v->path,
		    strerror(errno));
		verify_free(v);
	}
}

void
verify_start(struct service *s, struct store *st, const char *path)
{
	struct verify *v = xcalloc(1, sizeof(*v)), **p = &s->verifying;

	while (*p != NULL)
		p = &(*p)->next;
	*p = v;
	v->service = s;
	v->store = st;
	v->path = xstrdup(path);
	v->fd = -1;
	v->said = (struct buf)BUF_INIT;
	log_info("%s: harkd did not end cleanly; its database is looked "
	    "through meanwhile", store_client(st));
	next(s);
}

void
verify_stop(struct service *s, const struct store *st)
{
	for (struct verify *v = s->verifying; v != NULL; v = v->next) {
		if (v->store != st)
			continue;
		if (v->pid != 0) {
			kill(v->pid, SIGKILL);
			while (waitpid(v->pid, NULL, 0) == -1 &&
			    errno == EINTR)
				;
		}
		verify_free(v);
		next(s);
		return;
	}
}
