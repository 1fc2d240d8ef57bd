/* SPDX-License-Identifier: ISC */

/*
 * Mails of one folder, as they come; see mailbox.h.
 *
 *	SELECT, UID SEARCH what is new, UID FETCH some, [taken] UID STORE,
 *	UID FETCH ..., IDLE, [news] UID SEARCH ...
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/buf.h"
#include "base/imap.h"
#include "base/json.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "net/mailbox_int.h"

#define ANSWER_MS	WHEN_MINUTE	/* for what we ask */
#define IDLE_MS		(9 * WHEN_MINUTE)	/* routers forget */
#define LOOK_MS		WHEN_MINUTE	/* where there is no IDLE */
#define PAUSE_FIRST	(10 * WHEN_SECOND)
#define PAUSE_MAX	(15 * WHEN_MINUTE)
#define LOOK_BACK	(3 * WHEN_DAY)	/* after another UIDVALIDITY */

static void
destroy(struct mailbox *m)
{
	stream_close(m->stream);
	imap_free(m->parser);
	timer_free(m->timer);
	mailbox_forget(m);
	free(m->uids);
	secret_free(m->password);
	free(m->url);
	free(m->user);
	free(m->ca_file);
	free(m->folder);
	free(m);
}

/* Whoever is told may close it: it goes when the last has left. */
static void
enter(struct mailbox *m)
{
	m->depth++;
}

static void
leave(struct mailbox *m)
{
	if (--m->depth == 0 && m->closed)
		destroy(m);
}

static void
hang_up(struct mailbox *m)
{
	stream_close(m->stream);
	m->stream = NULL;
	imap_free(m->parser);
	m->parser = NULL;
	mailbox_forget(m);
	m->n = m->at = m->end = 0;
	m->step = PAUSE;
}

static void
take_a_break(struct mailbox *m, bool longest)
{
	int64_t pause = PAUSE_FIRST;

	for (int64_t i = 0; i < m->tries && pause < PAUSE_MAX; i++)
		pause *= 2;
	timer_start(m->timer, longest || pause > PAUSE_MAX ? PAUSE_MAX :
	    pause);
	m->tries++;
}

/* Later again; the stream is gone afterwards. */
static void
fail(struct mailbox *m, enum err_code code, const char *what,
    const char *words)
{
	struct mailbox_event ev = { .what = MAILBOX_FAILED };

	hang_up(m);
	/* Who refuses us now will do so in a minute. */
	take_a_break(m, code == ERR_PERMISSION || code == ERR_CONFIG);
	ev.tries = m->tries;
	if (words != NULL)
		err_set(&ev.err, code, "%s: %s", what, words);
	else
		err_set(&ev.err, code, "%s", what);
	m->fn(m->arg, &ev);
}

/* --- saying --------------------------------------------------------------- */

static void
say(struct mailbox *m, enum step step, const char *what)
{
	struct buf b = BUF_INIT;

	m->step = step;
	buf_addf(&b, "c%d", ++m->n_said);
	memcpy(m->tag, b.data, b.len + 1);
	buf_addf(&b, " %s\r\n", what);
	stream_patience(m->stream, ANSWER_MS);
	stream_send(m->stream, b.data, b.len);
	buf_free(&b);
}

static void
search(struct mailbox *m)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct buf b = BUF_INIT;
	char date[32];
	int month;

	m->n = m->at = m->end = 0;
	m->again = false;
	if (m->validity == m->validity_now) {
		buf_addf(&b, "UID SEARCH UID %" PRId64 ":*", m->last + 1);
	} else {
		when_format(loop_now() - LOOK_BACK, date);
		month = (date[5] - '0') * 10 + date[6] - '0';
		buf_addf(&b, "UID SEARCH SINCE %.2s-%.3s-%.4s", date + 8,
		    months + (month - 1) * 3, date);
	}
	say(m, SEARCH, b.data);
	buf_free(&b);
}

static void
idle(struct mailbox *m)
{
	struct mailbox_event ev = { .what = MAILBOX_WAITS };

	m->tries = 0;
	if (!m->no_idle) {
		m->news = false;
		say(m, IDLE, "IDLE");
		timer_start(m->timer, IDLE_MS);
	} else {
		m->step = NOOP;
		stream_patience(m->stream, 0);
		timer_start(m->timer, LOOK_MS);
	}
	m->fn(m->arg, &ev);
}

/* Something came, or the time is over: the server answers DONE. */
static void
wake(struct mailbox *m)
{
	if (m->news)
		return;
	m->news = true;
	stream_patience(m->stream, ANSWER_MS);
	stream_send(m->stream, "DONE\r\n", 6);
}

static void
fetch(struct mailbox *m)
{
	struct buf b = BUF_INIT;

	if (m->at == m->n && m->again) {
		search(m);
		return;
	}
	if (m->at == m->n) {
		idle(m);
		return;
	}
	if (m->uids[m->at] > m->stuck)
		m->stuck = m->stuck_at = 0;
	m->end = m->stuck != 0 ? m->at + 1 :
	    m->n - m->at > MAILBOX_BATCH ? m->at + MAILBOX_BATCH : m->n;
	buf_adds(&b, "UID FETCH ");
	for (size_t i = m->at; i < m->end; i++)
		buf_addf(&b, "%s%" PRId64, i > m->at ? "," : "", m->uids[i]);
	buf_addf(&b, " (UID INTERNALDATE BODY.PEEK[]<0.%d>)", MAILBOX_PIECE);
	say(m, FETCH, b.data);
	buf_free(&b);
}

static void
searched(struct mailbox *m)
{
	mailbox_sort(m);
	if (m->validity != m->validity_now) {
		m->validity = m->validity_now;
		m->last = 0;
	}
	fetch(m);
}

static void
hand_over(struct mailbox *m, size_t n)
{
	struct mailbox_event ev = { .what = MAILBOX_MAILS, .mails = m->mails,
		.n = n };
	AUTO(free_p) char *cursor = xasprintf("%" PRId64 ":%" PRId64,
	    m->validity, n > 0 ? m->uids[m->end - 1] : m->last);

	ev.cursor = cursor;
	m->step = TAKEN;
	/* Our side takes its time. */
	stream_patience(m->stream, 0);
	m->fn(m->arg, &ev);
}

void
mailbox_taken(struct mailbox *m, const bool *read)
{
	struct buf b = BUF_INIT;
	size_t marked = 0;

	if (m->stream == NULL || m->step != TAKEN)
		return;
	enter(m);
	if (m->end == m->at) {
		/* The very first time: only the cursor was kept. */
		fetch(m);
		leave(m);
		return;
	}
	m->last = m->uids[m->end - 1];
	buf_adds(&b, "UID STORE ");
	for (size_t i = m->at; i < m->end; i++)
		if (read != NULL && read[i - m->at])
			buf_addf(&b, "%s%" PRId64, marked++ > 0 ? "," : "",
			    m->uids[i]);
	m->at = m->end;
	mailbox_forget(m);
	buf_adds(&b, " +FLAGS.SILENT (\\Seen)");
	if (marked > 0)
		say(m, STORE, b.data);
	else
		fetch(m);
	buf_free(&b);
	leave(m);
}

void
mailbox_retry(struct mailbox *m)
{
	if (m->step != TAKEN)
		return;
	/* Not now: we may be at work on the stream. */
	m->step = PAUSE;
	take_a_break(m, false);
}

/* --- hearing -------------------------------------------------------------- */

static void
code(struct mailbox *m, const json_t *c)
{
	int64_t n = hark_imap_number(hark_imap_str(c, 1));

	if (n > 0 && hark_imap_is(c, 0, "UIDVALIDITY"))
		m->validity_now = n;
	else if (n > 0 && hark_imap_is(c, 0, "UIDNEXT"))
		m->next_now = n;
}

static void
untagged(struct mailbox *m, const json_t *r)
{
	if (hark_imap_is(r, 1, "OK")) {
		code(m, json_array_get(r, 2));
	} else if (hark_imap_is(r, 1, "BYE")) {
		fail(m, ERR_NET, "the mail server hangs up",
		    hark_imap_str(r, 3));
	} else if (m->step == SEARCH && hark_imap_is(r, 1, "SEARCH")) {
		if (!mailbox_found(m, r))
			fail(m, ERR_PROTOCOL, "too many mails at once", NULL);
	} else if (m->step == FETCH && hark_imap_is(r, 2, "FETCH")) {
		mailbox_fetched(m, r);
	} else if (m->step == IDLE && hark_imap_is(r, 2, "EXISTS")) {
		wake(m);
	} else if (m->step != SELECT && hark_imap_is(r, 2, "EXISTS")) {
		m->again = true;
	}
}

static void
selected(struct mailbox *m)
{
	if (m->validity_now == 0 || m->next_now == 0) {
		fail(m, ERR_PROTOCOL, "the server tells no UIDVALIDITY or "
		    "UIDNEXT", NULL);
		return;
	}
	if (m->validity != 0) {
		search(m);
		return;
	}
	m->validity = m->validity_now;
	m->last = m->next_now - 1;
	hand_over(m, 0);
}

/*
 * Mails that were found are refused.  One that was deleted meanwhile is no
 * reason to stop; others come when the server can read them again, and what it
 * cannot read for an hour is passed over.
 */
static void
unfetched(struct mailbox *m, const json_t *r)
{
	if (hark_imap_is(json_array_get(r, 2), 0, "EXPUNGEISSUED")) {
		hand_over(m, m->end - m->at);
		return;
	}
	if (m->stuck == 0) {
		m->stuck = m->uids[m->end - 1];
		m->stuck_at = loop_mono();
	}
	if (m->end - m->at > 1) {
		mailbox_forget(m);
		fetch(m);
	} else if (loop_mono() - m->stuck_at < WHEN_HOUR)
		fail(m, ERR_NET, "the mail server does not show a mail",
		    hark_imap_str(r, 3));
	else
		hand_over(m, m->end - m->at);
}

static void
tagged(struct mailbox *m, const json_t *r)
{
	bool good = hark_imap_is(r, 1, "OK");

	switch (m->step) {
	case SELECT:
		if (good)
			selected(m);
		else
			fail(m, ERR_CONFIG, "the folder cannot be opened",
			    hark_imap_str(r, 3));
		return;
	case SEARCH:
		if (good)
			searched(m);
		else
			fail(m, ERR_NET, "the mail server refuses",
			    hark_imap_str(r, 3));
		return;
	case FETCH:
		if (good)
			hand_over(m, m->end - m->at);
		else if (hark_imap_is(r, 1, "NO"))
			unfetched(m, r);
		else
			fail(m, ERR_NET, "the mail server refuses",
			    hark_imap_str(r, 3));
		return;
	case STORE:
		/* Where we may not mark, nothing is marked. */
		fetch(m);
		return;
	case IDLE:
		if (!good && !m->news) {
			m->no_idle = true;
			idle(m);
			return;
		}
		search(m);
		return;
	case NOOP:
		search(m);
		return;
	case TAKEN:
	case PAUSE:
		return;
	}
}

static void
hear(struct mailbox *m, const void *data, size_t len)
{
	const struct stream *s = m->stream;
	struct err e = { 0 };

	imap_feed(m->parser, data, len);
	for (;;) {
		AUTO(json_p) json_t *r = imap_next(m->parser, &e);
		const char *tag = hark_imap_str(r, 0);

		if (r == NULL)
			break;
		if (tag == NULL)
			;
		else if (strcmp(tag, "*") == 0)
			untagged(m, r);
		else if (strcmp(tag, "+") == 0 && m->step == IDLE)
			stream_patience(m->stream, 0);
		else if (strcmp(tag, m->tag) == 0)
			tagged(m, r);
		if (m->stream != s)
			return;
	}
	if (e.code != ERR_OK)
		fail(m, ERR_PROTOCOL, "not understood", e.text);
}

static void
on_stream(void *arg, struct stream *s, const struct stream_event *ev)
{
	struct mailbox *m = arg;
	struct buf b = BUF_INIT;

	(void)s;
	enter(m);
	switch (ev->what) {
	case STREAM_OPEN:
		buf_adds(&b, "SELECT ");
		imap_mailbox(&b, m->folder);
		m->validity_now = m->next_now = 0;
		say(m, SELECT, b.data);
		buf_free(&b);
		break;
	case STREAM_BYTES:
		hear(m, ev->data, ev->len);
		break;
	case STREAM_CLOSED:
		fail(m, ERR_NET, "the mail server hangs up", NULL);
		break;
	case STREAM_FAILED:
		fail(m, ev->err.code, ev->err.text, NULL);
		break;
	}
	leave(m);
}

static void
connect_now(void *arg)
{
	struct mailbox *m = arg;

	if (m->step == PAUSE) {
		hang_up(m);
		m->parser = imap_new();
		m->stream = stream_open(&m->server, on_stream, m);
	} else if (m->step == IDLE) {
		wake(m);
	} else if (m->step == NOOP) {
		say(m, NOOP, "NOOP");
	}
}

/* --- life ----------------------------------------------------------------- */

struct mailbox *
mailbox_open(const struct mailbox_opts *o, mailbox_fn *fn, void *arg)
{
	struct mailbox *m = xcalloc(1, sizeof(*m));
	AUTO(free_p) char *cursor = xstrdup_null(o->cursor);
	char *colon = cursor != NULL ? strchr(cursor, ':') : NULL;

	m->server.url = m->url = xstrdup(o->server);
	m->server.user = m->user = xstrdup(o->user);
	m->server.ca_file = m->ca_file = xstrdup_null(o->ca_file);
	m->server.password = m->password = o->password != NULL ?
	    secret_copy(o->password) : NULL;
	m->folder = xstrdup(o->folder);
	m->fn = fn;
	m->arg = arg;
	m->step = PAUSE;
	if (colon != NULL) {
		*colon = '\0';
		m->validity = hark_imap_number(cursor);
		m->last = hark_imap_number(colon + 1);
	}
	if (m->validity <= 0 || m->last < 0)
		m->validity = m->last = 0;
	m->timer = timer_new(connect_now, m);
	timer_start(m->timer, 0);
	return m;
}

void
mailbox_close(struct mailbox *m)
{
	if (m == NULL)
		return;
	hang_up(m);
	timer_stop(m->timer);
	m->closed = true;
	if (m->depth == 0)
		destroy(m);
}
