/* SPDX-License-Identifier: ISC */

/* The exec notifier; see exec.h. */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/wait.h>
#include <unistd.h>

#include <event2/event.h>

#include "alert/exec.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/utf8.h"

#define NOT_FOUND	127	/* of the child that could not execve() */
#define SAID_MAX	2000	/* of its standard error, the end */

struct exec_call {
	pid_t pid;			/* -1: could not be started */
	int in, err;			/* our ends of its pipes, or -1 */
	struct event *writable, *readable;
	struct timer *limit;
	struct buf input, said;
	size_t written;
	bool late;
	char *program;
	struct err failed;
	exec_fn *fn;
	void *arg;
	TAILQ_ENTRY(exec_call) entry;
};

static TAILQ_HEAD(, exec_call) calls = TAILQ_HEAD_INITIALIZER(calls);
static struct event *sigchld;		/* while there are calls */

static void
close_in(struct exec_call *c)
{
	if (c->writable != NULL)
		event_free(c->writable);
	c->writable = NULL;
	if (c->in != -1)
		close(c->in);
	c->in = -1;
}

static void
call_free(struct exec_call *c)
{
	TAILQ_REMOVE(&calls, c, entry);
	close_in(c);
	if (c->readable != NULL)
		event_free(c->readable);
	if (c->err != -1)
		close(c->err);
	timer_free(c->limit);
	buf_free(&c->input);
	buf_free(&c->said);
	free(c->program);
	free(c);
	if (TAILQ_EMPTY(&calls)) {
		event_free(sigchld);
		sigchld = NULL;
	}
}

static void
on_writable(evutil_socket_t fd, short what, void *arg)
{
	struct exec_call *c = arg;
	ssize_t n;

	(void)what;
	n = write(fd, c->input.data + c->written, c->input.len - c->written);
	if (n > 0)
		c->written += (size_t)n;
	/* A program need not read all of it. */
	if (c->written == c->input.len ||
	    (n == -1 && errno != EAGAIN && errno != EINTR))
		close_in(c);
}

/* False at the end. */
static bool
read_said(struct exec_call *c)
{
	char chunk[1024];
	ssize_t n;

	while ((n = read(c->err, chunk, sizeof(chunk))) > 0) {
		buf_add(&c->said, chunk, (size_t)n);
		if (c->said.len > 2 * SAID_MAX) {
			memmove(c->said.data, c->said.data + c->said.len -
			    SAID_MAX, SAID_MAX);
			buf_cut(&c->said, SAID_MAX);
		}
	}
	return n == -1 && (errno == EAGAIN || errno == EINTR);
}

static void
on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct exec_call *c = arg;

	(void)fd, (void)what;
	if (!read_said(c))
		event_del(c->readable);
}

/* The last line of what it said, for the error. */
static const char *
last_line(struct exec_call *c)
{
	char *s;

	while (c->said.len > 0 && strchr("\n\r ",
	    c->said.data[c->said.len - 1]) != NULL)
		buf_cut(&c->said, c->said.len - 1);
	s = strrchr(c->said.data, '\n');
	return s != NULL ? s + 1 : c->said.data;
}

static void
finish(struct exec_call *c, int status)
{
	struct err e = { 0 };
	char line[200];

	read_said(c);
	utf8_visible(line, sizeof(line), last_line(c));
	if (c->late)
		err_set(&e, ERR_NET, "%s: took too long and was ended",
		    c->program);
	else if (WIFSIGNALED(status))
		err_set(&e, ERR_NET, "%s: ended by signal %d", c->program,
		    WTERMSIG(status));
	else if (WEXITSTATUS(status) == NOT_FOUND && c->said.len == 0)
		err_set(&e, ERR_CONFIG, "%s: cannot be run; is it there, and "
		    "may harkd execute it?", c->program);
	else if (WEXITSTATUS(status) != 0)
		err_set(&e, ERR_NET, "%s: exit status %d%s%s", c->program,
		    WEXITSTATUS(status), line[0] != '\0' ? ": " : "", line);
	c->fn(c->arg, &e);
	call_free(c);
}

static void
on_child(evutil_socket_t sig, short what, void *arg)
{
	struct exec_call *c, *next;
	int status;

	(void)sig, (void)what, (void)arg;
	for (c = TAILQ_FIRST(&calls); c != NULL; c = next) {
		next = TAILQ_NEXT(c, entry);
		if (c->pid == -1 || waitpid(c->pid, &status, WNOHANG) <= 0)
			continue;
		c->pid = -1;
		finish(c, status);
		/* What fn did may have changed the list. */
		next = TAILQ_FIRST(&calls);
	}
}

static void
on_limit(void *arg)
{
	struct exec_call *c = arg;

	if (c->pid == -1) {
		c->fn(c->arg, &c->failed);
		call_free(c);
		return;
	}
	c->late = true;
	kill(-c->pid, SIGKILL);
	/* Reaped when SIGCHLD comes. */
}

static void __attribute__((noreturn))
child(const char *program, int in, int err)
{
	static char path[] = "PATH=/usr/local/bin:/usr/bin:/bin",
	    lang[] = "LANG=C.UTF-8";
	char *env[] = { path, lang, NULL };
	char *argv[] = { NULL, NULL };
	struct sigaction dfl = { .sa_handler = SIG_DFL };
	sigset_t none;
	int null = open("/dev/null", O_WRONLY);

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	sigaction(SIGPIPE, &dfl, NULL);
	setpgid(0, 0);
	/* Our ends are above 2: 0 to 2 are always open in a daemon. */
	if (null == -1 || dup2(in, 0) == -1 || dup2(null, 1) == -1 ||
	    dup2(err, 2) == -1 || chdir("/") == -1)
		_exit(NOT_FOUND);
	close_range(3, ~0U, 0);
	argv[0] = strdup(program);
	execve(program, argv, env);
	_exit(NOT_FOUND);
}

static int
spawn(struct exec_call *c)
{
	int in[2] = { -1, -1 }, err[2] = { -1, -1 };

	if (pipe2(in, O_CLOEXEC) == -1 || pipe2(err, O_CLOEXEC) == -1)
		goto failed;
	c->pid = fork();
	if (c->pid == -1)
		goto failed;
	if (c->pid == 0)
		child(c->program, in[0], err[1]);
	setpgid(c->pid, c->pid);
	close(in[0]);
	close(err[1]);
	c->in = in[1];
	c->err = err[0];
	return 0;

failed:
	err_set(&c->failed, ERR_NET, "%s: cannot be started: %s", c->program,
	    strerror(errno));
	for (int i = 0; i < 2; i++) {
		if (in[i] != -1)
			close(in[i]);
		if (err[i] != -1)
			close(err[i]);
	}
	return -1;
}

static struct event *
listen_to(int fd, short what, event_callback_fn fn, void *arg)
{
	struct event *ev;

	fcntl(fd, F_SETFL, O_NONBLOCK);
	ev = event_new(loop_base(), fd, what | EV_PERSIST, fn, arg);
	if (ev == NULL || event_add(ev, NULL) == -1)
		fatal("event_new failed");
	return ev;
}

struct exec_call *
exec_start(const char *program, const char *input, size_t len, int64_t limit,
    exec_fn *fn, void *arg)
{
	struct exec_call *c = xcalloc(1, sizeof(*c));

	if (sigchld == NULL) {
		sigchld = evsignal_new(loop_base(), SIGCHLD, on_child, NULL);
		if (sigchld == NULL || evsignal_add(sigchld, NULL) == -1)
			fatal("cannot listen to SIGCHLD");
	}
	c->pid = c->in = c->err = -1;
	c->program = xstrdup(program);
	c->said = (struct buf)BUF_INIT;
	c->input = (struct buf)BUF_INIT;
	buf_add(&c->input, input, len);
	c->fn = fn;
	c->arg = arg;
	c->limit = timer_new(on_limit, c);
	TAILQ_INSERT_TAIL(&calls, c, entry);
	if (spawn(c) == -1) {
		timer_start(c->limit, 0);
		return c;
	}
	c->writable = listen_to(c->in, EV_WRITE, on_writable, c);
	c->readable = listen_to(c->err, EV_READ, on_readable, c);
	timer_start(c->limit, limit);
	return c;
}

void
exec_cancel(struct exec_call *c)
{
	if (c == NULL)
		return;
	if (c->pid != -1) {
		kill(-c->pid, SIGKILL);
		while (waitpid(c->pid, NULL, 0) == -1 && errno == EINTR)
			;
	}
	call_free(c);
}
