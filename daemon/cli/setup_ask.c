/* SPDX-License-Identifier: ISC */

/* Questions on a terminal; see setup.h. */

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/setup.h"

static volatile sig_atomic_t stopped;
static struct termios before;
static volatile sig_atomic_t silent;	/* `before' must come back */

static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

/* It may come just before something begins to wait: then again. */
static void
on_signal(int sig)
{
	(void)sig;
	stopped = 1;
	alarm(1);
}

static void
echo(bool on)
{
	struct termios t;

	if (on && silent) {
		tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
		silent = 0;
	} else if (!on && tcgetattr(STDIN_FILENO, &before) == 0) {
		t = before;
		t.c_lflag &= ~(tcflag_t)ECHO;
		t.c_lflag |= ECHONL;
		silent = 1;
		tcsetattr(STDIN_FILENO, TCSADRAIN, &t);
	}
}

void
ask_begin(struct setup *s)
{
	struct sigaction sa = { .sa_handler = on_signal };

	(void)s;
	/* No SA_RESTART: reading ends. */
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		sigaction(signals[i], &sa, NULL);
	sigaction(SIGALRM, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
}

void
ask_hold(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		sigaddset(&set, signals[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

void
ask_release(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigprocmask(SIG_SETMASK, &set, NULL);
}

void
setup_leave(struct setup *s, int rc)
{
	echo(true);
	try_stop(s);
	conf_forget(s);
	if (stopped || rc != EXIT_HARK_OK)
		fprintf(stderr, "\n%s\n", t(s->opts, "Nothing was written; "
		    "everything is as it was."));
	exit(stopped ? EXIT_HARK_ERROR : rc);
}

void
ask_check(struct setup *s)
{
	if (stopped)
		setup_leave(s, EXIT_HARK_ERROR);
}

/* NULL: signals or the end of input. */
static char *
line(struct setup *s)
{
	char *text = NULL, *p;
	size_t size = 0, n;

	fflush(stdout);
	ask_check(s);
	if (getline(&text, &size, stdin) == -1) {
		if (text != NULL)
			explicit_bzero(text, size);
		free(text);
		stopped = 1;
		setup_leave(s, EXIT_HARK_ERROR);
	}
	ask_check(s);
	p = text + strspn(text, " \t\r\n");
	for (n = strlen(p); n > 0 && strchr(" \t\r\n", p[n - 1]) != NULL; n--)
		;
	memmove(text, p, n);
	text[n] = '\0';
	return text;
}

/* Does a terminal, or a file, hold such a line? */
static bool
decent(const struct setup *s, const char *text)
{
	bool ok = utf8_valid(text, strlen(text));

	for (const char *p = text; *p != '\0'; p++)
		ok &= (unsigned char)*p >= 0x20 && *p != 0x7f;
	if (!ok || strlen(text) > 1000) {
		ask_again("%s", t(s->opts, "This has characters that cannot "
		    "be meant; please type it again."));
		return false;
	}
	return true;
}

char *
ask(struct setup *s, const char *prompt, const char *def)
{
	for (;;) {
		char *text;

		if (def != NULL && *def != '\0')
			printf("  %s [%s]: ", prompt, def);
		else
			printf("  %s: ", prompt);
		text = line(s);
		if (*text == '\0' && def != NULL) {
			free(text);
			return xstrdup(def);
		}
		if (*text != '\0' && decent(s, text))
			return text;
		free(text);
	}
}

char *
ask_secret(struct setup *s, const char *prompt)
{
	char *text;

	do {
		/* What is typed ahead is not shown either. */
		echo(false);
		printf("  %s: ", prompt);
		text = line(s);
		echo(true);
	} while (!decent(s, text));
	return text;
}

bool
ask_yes(struct setup *s, const char *prompt, bool def)
{
	const char *yes = t(s->opts, "y"), *no = t(s->opts, "n");

	for (;;) {
		AUTO(free_p) char *text = ask(s, prompt, def ? yes : no);

		if (strncasecmp(text, yes, 1) == 0 || *text == 'y' ||
		    *text == 'Y')
			return true;
		if (strncasecmp(text, no, 1) == 0)
			return false;
	}
}

void
ask_again(const char *fmt, ...)
{
	va_list ap;

	fputs("    ", stdout);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
}
