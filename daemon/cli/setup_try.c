/* SPDX-License-Identifier: ISC */

/* harkd tries the draft; see setup.h. */

#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"
#include "cli/setup.h"

#define START_LIMIT	30000		/* ms until it serves its socket */

/* The reason, without the names of what setup made up, and of harkd's plans. */
static char *
reason_in(const struct setup *s, char *line)
{
	AUTO(free_p) char *account = xasprintf("%s/%s: ", s->client, s->client);
	size_t n = strlen(account);
	char *cut = strstr(line, "; failure ");

	/* "... (credentials refused; failure 1), trying again in 1 s" */
	while (cut != NULL && cut > line && *cut != '(')
		cut--;
	if (cut != NULL && cut > line)
		cut[-1] = '\0';
	if (strncmp(line, account, n) == 0)
		line += n;
	return xstrdup(line);
}

/* What it logged last that is a reason, or at all. */
static char *
last_words(const struct setup *s)
{
	AUTO(free_p) char *path = xasprintf("%s/log", s->tmp);
	AUTO(free_p) char *line = NULL;
	char *last = NULL, *reason = NULL;
	size_t size = 0;
	FILE *f = fopen(path, "re");

	while (f != NULL && getline(&line, &size, f) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "warning: ", 9) == 0 ||
		    strncmp(line, "error: ", 7) == 0) {
			free(reason);
			reason = reason_in(s, strchr(line, ' ') + 1);
		} else if (*line != '\0') {
			free(last);
			last = xstrdup(line);
		}
	}
	if (f != NULL)
		fclose(f);
	if (reason != NULL) {
		free(last);
		return reason;
	}
	return last != NULL ? last : xstrdup(t(s->opts, "harkd did not start"));
}

/*
 * Start it on the draft, its words in a file.  alive: a pipe's end that is
 * closed when it ends, or -1.
 */
static pid_t
spawn(struct setup *s, const char *const *more, const char *notify, int alive)
{
	AUTO(free_p) char *harkd = find_harkd();
	AUTO(free_p) char *conf = xasprintf("%s/harkd.conf", s->tmp);
	AUTO(free_p) char *log = xasprintf("%s/log", s->tmp);
	const char *argv[12] = { "harkd", "-c", conf };
	size_t n = 3;
	pid_t pid;

	for (; *more != NULL; more++)
		argv[n++] = *more;
	if (harkd == NULL) {
		exec_failed(s->opts);
		return -1;
	}
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		int fd = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND,
		    0600), null = open("/dev/null", O_RDWR);

		/* Ctrl-C is for us; we end it. */
		setpgid(0, 0);
		dup2(null, STDIN_FILENO);
		dup2(fd, STDOUT_FILENO);
		dup2(fd, STDERR_FILENO);
		unsetenv("CREDENTIALS_DIRECTORY");
		unsetenv("STATE_DIRECTORY");
		if (alive != -1)
			fcntl(alive, F_SETFD, 0);
		if (notify != NULL)
			setenv("NOTIFY_SOCKET", notify, 1);
		else
			unsetenv("NOTIFY_SOCKET");
		execv(harkd, (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	return pid;
}

/* Until it ends, or we are interrupted; its exit status. */
static int
await(struct setup *s)
{
	int status = 0;

	while (waitpid(s->child, &status, 0) == -1) {
		if (errno != EINTR)
			break;
		ask_check(s);
	}
	s->child = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

void
try_stop(struct setup *s)
{
	if (s->child <= 0)
		return;
	kill(s->child, SIGTERM);
	while (waitpid(s->child, NULL, 0) == -1 && errno == EINTR)
		;
	s->child = 0;
}

char *
try_draft(struct setup *s, bool secrets)
{
	const char *const test[] = { secrets ? "-t" : "-T", NULL };

	conf_draft(s);
	s->child = spawn(s, test, NULL, -1);
	return s->child == -1 || await(s) != 0 ? last_words(s) : NULL;
}

bool
try_auth(struct setup *s)
{
	AUTO(free_p) char *harkd = find_harkd();
	AUTO(free_p) char *conf = xasprintf("%s/harkd.conf", s->tmp);

	conf_draft(s);
	fflush(NULL);
	s->child = harkd != NULL ? fork() : -1;
	if (s->child == 0) {
		/* On this terminal, in our group: Ctrl-C is for both. */
		unsetenv("CREDENTIALS_DIRECTORY");
		execl(harkd, "harkd", "-c", conf, "--lang", s->opts->lang,
		    "--draft", "--auth", s->client, (char *)NULL);
		_exit(127);
	}
	if (s->child == -1) {
		s->child = 0;
		exec_failed(s->opts);
		return false;
	}
	return await(s) == 0;
}

/* Start it to serve its socket; NULL, or why not. */
static char *
start(struct setup *s, const char *const *more)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	AUTO(free_p) char *path = xasprintf("%s/notify", s->tmp);
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), alive[2];
	struct pollfd p[2] = { { .fd = fd, .events = POLLIN },
		{ .events = POLLIN } };
	bool ready = false;
	char note[512];
	ssize_t n;

	conf_draft(s);
	unlink(path);
	snprintf(sun.sun_path, sizeof(sun.sun_path), "%s", path);
	if (fd == -1 || bind(fd, (struct sockaddr *)&sun, sizeof(sun)) == -1 ||
	    pipe2(alive, O_CLOEXEC) == -1)
		return xstrdup(strerror(errno));
	s->child = spawn(s, more, path, alive[1]);
	close(alive[1]);
	p[1].fd = alive[0];
	while (s->child != -1 && !ready) {
		int got = poll(p, 2, START_LIMIT);

		ask_check(s);
		if (got == 0 || (got > 0 && p[0].revents == 0))
			break;
		if (got > 0 && (n = recv(fd, note, sizeof(note) - 1, 0)) > 0) {
			note[n] = '\0';
			ready = strstr(note, "READY=1") != NULL;
		}
	}
	close(alive[0]);
	close(fd);
	if (ready)
		return NULL;
	try_stop(s);
	return last_words(s);
}

/* Options that lead to the draft's harkd. */
static struct opts
inside(const struct setup *s, char **path)
{
	struct opts o = *s->opts;

	*path = xasprintf("%s/socket", s->tmp);
	o.socket = *path;
	o.client = o.account = NULL;
	o.all = o.silent = true;
	return o;
}

struct sent {
	char *why;
	size_t n;
};

static bool
on_sent(void *arg, json_t *row)
{
	struct sent *w = arg;

	w->n++;
	if (!json_bool(row, "ok") && w->why == NULL)
		w->why = xasprintf("%s: %s", safe(json_str(row, "recipient"),
		    100), safe(json_str(row, "error"), 400));
	return true;
}

char *
try_mail(struct setup *s)
{
	static const char *const none[] = { NULL };
	AUTO(free_p) char *path = NULL;
	struct sent w = { 0 };
	struct opts o = inside(s, &path);
	int rc;

	if ((w.why = start(s, none)) != NULL)
		return w.why;
	rc = talk(&o, "testmail", NULL, on_sent, &w, NULL);
	ask_check(s);
	try_stop(s);
	if (w.why == NULL && (rc != EXIT_HARK_OK || w.n == 0))
		w.why = last_words(s);
	return w.why;
}

char *
try_poll(struct setup *s, json_t **account, json_t **waiting)
{
	static const char *const once[] = { "--once", "--dry-run", NULL };
	static const char *const quiet[] = { "--dry-run", NULL };
	AUTO(free_p) char *path = NULL, *why = NULL;
	struct opts o = inside(s, &path);
	json_t *status;
	int heard, rc;

	*account = *waiting = NULL;
	/* Refused once, it would not be asked again for an hour. */
	conf_anew(s);
	conf_draft(s);
	s->child = spawn(s, once, NULL, -1);
	heard = s->child != -1 ? await(s) : 255;
	if (heard != 0)
		return last_words(s);
	/* What it stored is told by one that serves the socket. */
	if ((why = start(s, quiet)) != NULL)
		return xstrdup(why);
	status = talk_rows(&o, "status", NULL, &rc);
	*account = json_incref(json_array_get(json_object_get(
	    json_array_get(status, 0), "accounts"), 0));
	*waiting = talk_rows(&o, "list", NULL, &rc);
	json_decref(status);
	ask_check(s);
	try_stop(s);
	return *account == NULL || *waiting == NULL ? last_words(s) : NULL;
}
