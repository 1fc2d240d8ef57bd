/* SPDX-License-Identifier: ISC */

/* Answers in pieces; see stream.h. */

#include <stdlib.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>

#include "base/loop.h"
#include "base/mem.h"
#include "control/conn.h"
#include "control/stream.h"

struct stream {
	stream_fn *fn;
	bool waits;			/* for what fn asked for */
};

void
stream_pump(struct req *r)
{
	struct stream *s = r->stream;
	enum stream_next next = STREAM_MORE;
	struct buf piece = BUF_INIT;

	/* One that is cut off is freed from the loop. */
	while (!s->waits && next != STREAM_END && !r->conn->closing) {
		struct evbuffer *out = bufferevent_get_output(r->conn->bev);

		if (evbuffer_get_length(out) >= STREAM_AHEAD)
			break;
		buf_reset(&piece);
		next = s->fn(r, r->data, &piece);
		s->waits = next == STREAM_WAIT;
		if (piece.len > 0)
			bufferevent_write(r->conn->bev, piece.data, piece.len);
	}
	buf_free(&piece);
	if (next == STREAM_END)
		req_done(r, NULL);
}

void
stream_start(struct req *r, stream_fn *fn, void *arg, void (*arg_free)(void *))
{
	r->data = arg;
	r->data_free = arg_free;
	r->stream = xcalloc(1, sizeof(*r->stream));
	r->stream->fn = fn;
	if (r->conn == NULL)
		req_free(r);
	else
		stream_pump(r);
}

void
stream_go(struct req *r)
{
	r->stream->waits = false;
	if (r->conn == NULL)
		req_free(r);
	else
		stream_pump(r);
}

void
stream_gone(struct req *r)
{
	/* What it asked for still comes. */
	if (!r->stream->waits)
		req_free(r);
}

void
stream_row_open(const struct req *r, struct buf *b)
{
	buf_addf(b, "{\"id\":%lld,\"row\":", (long long)r->id);
}

void
stream_row_close(struct buf *b)
{
	buf_adds(b, "}\n");
}

void
stream_text(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			buf_addf(b, "\\%c", c);
		else if (c == '\n')
			buf_adds(b, "\\n");
		else if (c < 0x20)
			buf_addf(b, "\\u%04x", c);
		else
			buf_addc(b, (char)c);
	}
}

/* --- accounts --- */

void
walk_init(struct walk *w, struct req *r)
{
	struct control *ct = r->control;

	memset(w, 0, sizeof(*w));
	w->req = r;
	w->names = xcalloc(ct->n_clients + 1, sizeof(*w->names));
	for (size_t i = 0; i < ct->n_clients; i++)
		if (req_wants(r, &ct->clients[i]))
			w->names[w->n++] = xstrdup(ct->clients[i].conf->name);
}

void
walk_free(struct walk *w)
{
	for (size_t i = 0; i < w->n; i++)
		free(w->names[i]);
	free(w->names);
	free(w->after);
}

void
walk_rewind(struct walk *w)
{
	w->at = 0;
	free(TAKE(w->after));
}

struct client *
walk_client(const struct walk *w)
{
	struct control *ct = w->req->control;

	for (size_t i = 0; w->at < w->n && i < ct->n_clients; i++)
		if (ct->clients[i].store != NULL &&
		    strcmp(ct->clients[i].conf->name, w->names[w->at]) == 0)
			return &ct->clients[i];
	return NULL;
}

bool
walk_ask(struct walk *w, bool talk, size_t max, store_status_fn *fn, void *arg)
{
	for (; w->at < w->n; w->at++) {
		struct client *c = walk_client(w);

		if (c != NULL) {
			store_status_part(c->store, loop_now(), talk, w->after,
			    max, fn, arg);
			return true;
		}
		free(TAKE(w->after));
	}
	return false;
}

void
walk_came(struct walk *w, const struct store_status *st, size_t max)
{
	free(TAKE(w->after));
	if (st != NULL && max > 0 && st->n_accounts == max)
		w->after = xstrdup(st->accounts[max - 1].name);
	else
		w->at++;
}
