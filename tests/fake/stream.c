/* SPDX-License-Identifier: ISC */

/*
 * Mailbox servers played by the test; see net/stream.h and fake.h.  As with
 * the real ones, nothing happens before stream_open() has returned.
 */

#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "base/buf.h"
#include "base/loop.h"
#include "base/mem.h"
#include "fake/fake.h"
#include "fake/parts.h"

struct stream {
	struct stream_server v;		/* strings are ours */
	char *url, *user;
	struct secret *password, *token;
	stream_fn *fn;
	void *arg;
	struct timer *timer;
	struct buf out, in;		/* said, and to be heard */
	bool came, ending, closed, busy;
	struct err err;
	TAILQ_ENTRY(stream) link;
};

static TAILQ_HEAD(, stream) streams = TAILQ_HEAD_INITIALIZER(streams);
static fake_stream_fn *player;
static void *player_arg;
static int64_t patience = -1;

static void
destroy(struct stream *s)
{
	timer_free(s->timer);
	buf_free(&s->out);
	buf_free(&s->in);
	secret_free(s->password);
	secret_free(s->token);
	free(s->url);
	free(s->user);
	free(s);
}

/* False: it was closed meanwhile. */
static bool
tell(struct stream *s, const struct stream_event *ev)
{
	s->busy = true;
	s->fn(s->arg, s, ev);
	s->busy = false;
	if (!s->closed)
		return true;
	destroy(s);
	return false;
}

static void
on_turn(void *arg)
{
	struct stream *s = arg;
	struct stream_event ev = { .what = STREAM_OPEN };

	if (!s->came) {
		if (player != NULL)
			player(player_arg, s, &s->v, "");
		s->came = true;
		if (s->err.code == ERR_OK && !tell(s, &ev))
			return;
	}
	if (s->out.len > 0 && !s->ending && player != NULL) {
		AUTO(free_p) char *said = buf_detach(&s->out);

		player(player_arg, s, &s->v, said);
	}
	if (s->in.len > 0) {
		AUTO(free_p) char *heard = NULL;

		ev.what = STREAM_BYTES;
		ev.len = s->in.len;
		ev.data = heard = buf_detach(&s->in);
		if (!tell(s, &ev))
			return;
	}
	if (s->ending) {
		ev.what = s->err.code != ERR_OK ? STREAM_FAILED : STREAM_CLOSED;
		ev.err = s->err;
		tell(s, &ev);
	} else if (s->out.len > 0) {
		timer_start(s->timer, 0);
	}
}

struct stream *
stream_open(const struct stream_server *v, stream_fn *fn, void *arg)
{
	struct stream *s = xcalloc(1, sizeof(*s));

	s->v = *v;
	s->v.url = s->url = xstrdup(v->url);
	s->v.user = s->user = xstrdup_null(v->user);
	s->v.password = s->password = v->password != NULL ?
	    secret_copy(v->password) : NULL;
	s->v.token = s->token = v->token != NULL ? secret_copy(v->token) : NULL;
	s->out = s->in = (struct buf)BUF_INIT;
	s->fn = fn;
	s->arg = arg;
	s->timer = timer_new(on_turn, s);
	timer_start(s->timer, 0);
	patience = -1;
	TAILQ_INSERT_TAIL(&streams, s, link);
	return s;
}

void
stream_send(struct stream *s, const void *p, size_t n)
{
	buf_add(&s->out, p, n);
	timer_start(s->timer, 0);
}

void
stream_patience(struct stream *s, int64_t ms)
{
	(void)s;
	patience = ms;
}

void
stream_close(struct stream *s)
{
	if (s == NULL)
		return;
	TAILQ_REMOVE(&streams, s, link);
	if (s->busy) {
		s->closed = true;
		timer_stop(s->timer);
	} else {
		destroy(s);
	}
}

void
stream_free(void)
{
	struct stream *s;

	while ((s = TAILQ_FIRST(&streams)) != NULL)
		stream_close(s);
}

void
fake_stream(fake_stream_fn *fn, void *arg)
{
	player = fn;
	player_arg = arg;
}

void
fake_stream_say(struct stream *s, const char *text)
{
	buf_adds(&s->in, text);
	timer_start(s->timer, 0);
}

void
fake_stream_end(struct stream *s, enum err_code code, const char *why)
{
	if (code != ERR_OK)
		err_set(&s->err, code, "%s", why);
	s->ending = true;
	timer_start(s->timer, 0);
}

size_t
fake_stream_count(void)
{
	struct stream *s;
	size_t n = 0;

	TAILQ_FOREACH(s, &streams, link)
		n++;
	return n;
}

int64_t
fake_stream_patience(void)
{
	return patience;
}

void
fake_stream_free(void)
{
	stream_free();
	fake_stream(NULL, NULL);
}
