/* SPDX-License-Identifier: ISC */

/* Programs of the administrator's; see exec.h. */

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

#include "base/buf.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "net/exec.h"
#include "net/hide.h"

#define NOT_FOUND	127	/* of the child that could not execve() */
#define SAID_MAX	2000	/* of its standard error, the end */

struct exec_call {
	pid_t pid;			/* -1: could not be started */
	int in, out, err;		/* our ends of its pipes, or -1 */
	struct event *writable, *readable, *output;
	struct timer *limit;
	struct buf input, said;
	size_t written, out_len, out_max;
	bool late, too_much;
	bool busy, cancelled;		/* within out_fn */
	char *program;
	struct err failed;
	exec_fn *fn;
	exec_out_fn *out_fn;
	void *arg;
	TAILQ_ENTRY(exec_call) entry;
};

static TAILQ_HEAD(, exec_call) calls = TAILQ_HEAD_INITIALIZER(calls);
static struct event *sigchld;		/* while there are calls */
static char **hidden;			/* NULL: nothing is */

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
	if (c->output != NULL)
		event_free(c->output);
	if (c->out != -1)
		close(c->out);
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

/* All that is there now; false at the end, or if it says too much. */
static bool
read_out(struct exec_call *c)
{
	char chunk[16384];
	ssize_t n = 0;

	while (!c->too_much && (n = read(c->out, chunk, sizeof(chunk))) > 0) {
		c->out_len += (size_t)n;
		if (c->out_len > c->out_max) {
			c->too_much = true;
			if (c->pid != -1)
				kill(-c->pid, SIGKILL);
			return false;
		}
		c->busy = true;
		c->out_fn(c->arg, chunk, (size_t)n);
		c->busy = false;
		if (c->cancelled)
			return false;
	}
	return !c->too_much && n == -1 && (errno == EAGAIN || errno == EINTR);
}

static void
on_output(evutil_socket_t fd, short what, void *arg)
{
	struct exec_call *c = arg;

	(void)fd, (void)what;
	if (read_out(c))
		return;
	if (c->cancelled)
		call_free(c);
	else
		event_del(c->output);
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
	if (c->out != -1)
		read_out(c);
	if (c->cancelled) {
		call_free(c);
		return;
	}
	utf8_visible(line, sizeof(line), last_line(c));
	if (c->late)
		err_set(&e, ERR_LIMIT, "%s: took too long and was ended",
		    c->program);
	else if (c->too_much)
		err_set(&e, ERR_NET, "%s: said more than %zu bytes and was "
		    "ended", c->program, c->out_max);
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
child(const char *program, int in, int out, int err, int hide)
{
	static char path[] = "PATH=/usr/local/bin:/usr/bin:/bin",
	    lang[] = "LANG=C.UTF-8";
	char *env[] = { path, lang, NULL };
	char *argv[] = { NULL, NULL };
	struct sigaction dfl = { .sa_handler = SIG_DFL };
	sigset_t none;

	if (out == -1)
		out = open("/dev/null", O_WRONLY);

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	sigaction(SIGPIPE, &dfl, NULL);
	setpgid(0, 0);
	/* Our ends are above 2: 0 to 2 are always open in a daemon. */
	if (out == -1 || dup2(in, 0) == -1 || dup2(out, 1) == -1 ||
	    dup2(err, 2) == -1 || chdir("/") == -1 ||
	    (hide != -1 && hide_apply(hide) == -1))
		_exit(NOT_FOUND);
	close_range(3, ~0U, 0);
	argv[0] = strdup(program);
	execve(program, argv, env);
	_exit(NOT_FOUND);
}

static void
close_pair(int fds[2])
{
	for (int i = 0; i < 2; i++)
		if (fds[i] != -1)
			close(fds[i]);
}

static int
spawn(struct exec_call *c)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, err[2] = { -1, -1 };
	int hide = -1;

	if (pipe2(in, O_CLOEXEC) == -1 || pipe2(err, O_CLOEXEC) == -1 ||
	    (c->out_fn != NULL && pipe2(out, O_CLOEXEC) == -1))
		goto failed;
	if (hidden != NULL) {
		static bool told;

		hide = hide_open((const char *const *)hidden);
		if (hide == -1 && !told) {
			told = true;
			log_warn("%s may read what harkd may: this kernel or "
			    "sandbox has no Landlock (%s)", c->program,
			    strerror(errno));
		}
	}
	c->pid = fork();
	if (c->pid == -1)
		goto failed;
	if (c->pid == 0)
		child(c->program, in[0], out[1], err[1], hide);
	setpgid(c->pid, c->pid);
	close(in[0]);
	close(err[1]);
	if (out[1] != -1)
		close(out[1]);
	if (hide != -1)
		close(hide);
	c->in = in[1];
	c->out = out[0];
	c->err = err[0];
	return 0;

failed:
	err_set(&c->failed, ERR_NET, "%s: cannot be started: %s", c->program,
	    strerror(errno));
	if (hide != -1)
		close(hide);
	close_pair(in);
	close_pair(out);
	close_pair(err);
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
exec_start(const struct exec_opts *o, exec_fn *fn, void *arg)
{
	struct exec_call *c = xcalloc(1, sizeof(*c));

	if (sigchld == NULL) {
		sigchld = evsignal_new(loop_base(), SIGCHLD, on_child, NULL);
		if (sigchld == NULL || evsignal_add(sigchld, NULL) == -1)
			fatal("cannot listen to SIGCHLD");
	}
	c->pid = c->in = c->out = c->err = -1;
	c->program = xstrdup(o->program);
	c->said = (struct buf)BUF_INIT;
	c->input = (struct buf)BUF_INIT;
	buf_add(&c->input, o->input, o->len);
	c->out_fn = o->out;
	c->out_max = o->out_max;
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
	if (c->out != -1)
		c->output = listen_to(c->out, EV_READ, on_output, c);
	timer_start(c->limit, o->limit_ms);
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
		c->pid = -1;
	}
	if (c->busy)
		c->cancelled = true;
	else
		call_free(c);
}

void
exec_hide(const char *const *paths)
{
	size_t n = 0;

	if (hidden != NULL) {
		for (size_t i = 0; hidden[i] != NULL; i++)
			free(hidden[i]);
		free(hidden);
		hidden = NULL;
	}
	while (paths != NULL && paths[n] != NULL)
		n++;
	if (n == 0)
		return;
	hidden = xcalloc(n + 1, sizeof(*hidden));
	for (size_t i = 0; i < n; i++)
		hidden[i] = xstrdup(paths[i]);
}
