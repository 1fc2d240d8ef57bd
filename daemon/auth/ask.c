/* SPDX-License-Identifier: ISC */

/*
 * What a person pastes, and what a browser brings.  Secrets do not appear on
 * the terminal, nor stay in its history; the terminal is as it was however
 * this ends.
 */

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "auth/auth_int.h"
#include "base/mem.h"
#include "base/loop.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "net/loopback.h"
#include "net/pkce.h"

#define MAX_LINE	(16 << 10)
#define MAX_WAIT	(30 * WHEN_MINUTE)
#define MAX_TRIES	5
#define COLUMNS		78

void
auth_say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	fflush(stdout);
}

void
auth_tell(const char *text)
{
	size_t used = 0;

	while (*text != '\0') {
		size_t n = strcspn(text, " ");
		AUTO(free_p) char *word = xstrndup(text, n);
		size_t width = utf8_width(word);

		if (used > 0 && used + 1 + width > COLUMNS) {
			putchar('\n');
			used = 0;
		}
		printf("%s%s", used > 0 ? " " : "", word);
		used += width + (used > 0);
		text += n;
		text += strspn(text, " ");
	}
	putchar('\n');
	fflush(stdout);
}

/* --- a terminal that shows nothing ------------------------------------------ */

static struct termios was;
static volatile sig_atomic_t hidden;

static void
show_again(void)
{
	if (hidden)
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
	hidden = 0;
}

static void
on_signal(int sig)
{
	show_again();
	signal(sig, SIG_DFL);
	raise(sig);
}

static void
hide(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	struct sigaction sa = { .sa_handler = on_signal };
	struct termios t;

	if (tcgetattr(STDIN_FILENO, &was) == -1)
		return;
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		sigaction(signals[i], &sa, NULL);
	t = was;
	t.c_lflag &= ~(tcflag_t)ECHO;
	hidden = 1;
	/* No TCSAFLUSH: what was pasted early is not lost. */
	tcsetattr(STDIN_FILENO, TCSANOW, &t);
}

/* --- lines --------------------------------------------------------------------- */

/*
 * The next line of standard input, unbuffered, so that nothing of it stays
 * behind.  0: an end; -1: too long, or nothing comes.
 */
static int
read_line(struct buf *b)
{
	char c;

	for (;;) {
		ssize_t n = read(STDIN_FILENO, &c, 1);

		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return b->len > 0 ? 1 : 0;
		if (c == '\n')
			return 1;
		if (b->len >= MAX_LINE)
			return -1;
		buf_addc(b, c);
	}
}

static void
wipe(struct buf *b)
{
	explicit_bzero(b->data, b->len);
	buf_free(b);
}

/* NULL: nothing, or more than a key. */
static struct secret *
trimmed(const struct buf *b)
{
	size_t from = strspn(b->data, " \t\r"), n = b->len;

	while (n > from && strchr(" \t\r", b->data[n - 1]) != NULL)
		n--;
	for (size_t i = from; i < n; i++)
		if ((unsigned char)b->data[i] < 0x20 || b->data[i] == 0x7f)
			return NULL;
	return n > from ? secret_new(b->data + from, n - from) : NULL;
}

static void
prompt_for(const char *prompt)
{
	printf("%s ", prompt);
	fflush(stdout);
}

struct secret *
auth_ask_secret(const struct auth *a, const char *prompt, struct err *e)
{
	struct secret *s = NULL;

	for (int i = 0; s == NULL && i < MAX_TRIES; i++) {
		struct buf b = BUF_INIT;
		int rc;

		hide();
		prompt_for(prompt);
		rc = read_line(&b);
		putchar('\n');
		show_again();
		s = rc == 1 ? trimmed(&b) : NULL;
		wipe(&b);
		if (rc == 0)
			break;
		if (s == NULL)
			auth_say("%s", tr(a->lang, "That was no line with a "
			    "key in it; once more."));
	}
	if (s == NULL)
		err_set(e, ERR_USAGE, "%s", tr(a->lang, "nothing was pasted"));
	return s;
}

int
auth_ask_which(const struct auth *a, const char *const *labels, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		AUTO(buf_free) struct buf line = BUF_INIT;

		utf8_safe(&line, labels[i], true);
		auth_say("  %zu  %.200s", i + 1, line.data);
	}
	for (int i = 0; i < MAX_TRIES; i++) {
		AUTO(buf_free) struct buf b = BUF_INIT;
		char *end;
		long k;

		prompt_for(tr(a->lang, "Which one? Its number, and Enter:"));
		if (read_line(&b) != 1)
			return -1;
		k = strtol(b.data, &end, 10);
		if (end != b.data && k >= 1 && (size_t)k <= n)
			return (int)k - 1;
	}
	return -1;
}

/* --- what comes back -------------------------------------------------------- */

enum came { GOOD, BAD, OVER };

/* Is it an answer to what we asked? */
static enum came
judge(struct auth *a, const char *text, const char *state, bool pasted,
    struct err *e)
{
	bool shown = strncmp(a->way->redirect, "urn:", 4) == 0;
	enum came v = BAD;
	struct pkce_answer r;

	if (!pkce_answer(text, &r)) {
		if (pasted)
			auth_say("%s", tr(a->lang, "That is neither a code nor "
			    "an address with one; once more."));
		return BAD;
	}
	if (r.state == NULL && !(shown && pasted)) {
		/* Without it, it may be anybody's code. */
		if (pasted)
			auth_say("%s", tr(a->lang, "Paste the whole address, "
			    "from http to its end."));
	} else if (r.state != NULL && strcmp(r.state, state) != 0) {
		auth_say("%s", tr(a->lang, "What came back answers another "
		    "question (its state is wrong): it is not used. Begin "
		    "again from the address above."));
	} else if (r.error != NULL) {
		AUTO(buf_free) struct buf why = BUF_INIT;

		utf8_safe(&why, r.why != NULL ? r.why : r.error, true);
		err_set(e, ERR_REFUSED, tr(a->lang, "the consent was refused: "
		    "%.300s"), why.data);
		v = OVER;
	} else {
		auth_set(a, "code", secret_new(r.code, strlen(r.code)));
		v = GOOD;
	}
	pkce_answer_clear(&r);
	return v;
}

static enum came
from_browser(struct auth *a, const char *state, struct err *e)
{
	enum came v;
	int conn;
	char *target = loopback_take(a->listener, &conn);

	if (target == NULL)
		return BAD;
	/* Browsers ask for /favicon.ico and the like besides. */
	if (strchr(target, '?') == NULL)
		v = BAD;
	else
		v = judge(a, target, state, false, e);
	loopback_answer(conn, v == BAD ? 400 : 200, v == GOOD ? tr(a->lang,
	    "hark has what it needs. You may close this page.") : v == OVER ?
	    tr(a->lang, "The network told hark: no. You may close this page.") :
	    tr(a->lang, "This is not what hark is waiting for."));
	explicit_bzero(target, strlen(target));
	free(target);
	return v;
}

static enum came
from_paste(struct auth *a, const char *state, bool *ended, struct err *e)
{
	struct buf b = BUF_INIT;
	enum came v = BAD;
	int rc = read_line(&b);

	*ended = rc == 0;
	if (hidden)
		putchar('\n');
	if (rc == 1)
		v = judge(a, b.data, state, true, e);
	wipe(&b);
	return v;
}

static int
wait_for(struct auth *a, const char *state, struct err *e)
{
	struct pollfd fds[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = a->listener, .events = POLLIN } };
	int64_t until = loop_mono() + MAX_WAIT;
	enum came v = BAD;
	int pasted = 0;

	while (v == BAD && pasted < MAX_TRIES) {
		int64_t left = until - loop_mono();
		bool ended = false;
		int rc = left > 0 ? poll(fds, 2, (int)left) : 0;

		if (rc == 0)
			return err_set(e, ERR_USAGE, "%s", tr(a->lang,
			    "nothing came back in half an hour"));
		if (rc == -1)
			continue;
		if (fds[1].revents != 0)
			v = from_browser(a, state, e);
		if (v != BAD || fds[0].revents == 0)
			continue;
		v = from_paste(a, state, &ended, e);
		pasted++;
		if (ended)
			fds[0].fd = -1;
		if (ended && a->listener == -1)
			break;
	}
	if (v == BAD)
		err_set(e, ERR_USAGE, "%s", tr(a->lang, "no code came back"));
	return v == GOOD ? 0 : -1;
}

int
auth_ask_code(struct auth *a, const char *state, struct err *e)
{
	int rc;

	hide();
	rc = wait_for(a, state, e);
	show_again();
	return rc;
}
