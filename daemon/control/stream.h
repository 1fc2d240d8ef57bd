/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONTROL_STREAM_H
#define HARK_CONTROL_STREAM_H

/*
 * stream.h - answers that grow with the number of accounts, for control/ alone:
 * made in pieces, no faster than the peer reads, so that neither ten thousand
 * accounts nor a peer that never reads cost more than one piece.
 */

#include "base/buf.h"
#include "control/request.h"

enum stream_next {
	STREAM_MORE,
	STREAM_WAIT,		/* until stream_go() */
	STREAM_END,		/* after this piece the end line */
};
/*
 * Append the next piece of lines to the buffer.  Is not called any more once
 * the peer has gone.
 */
typedef enum stream_next stream_fn(struct req *, void *arg, struct buf *);
/* Answer r in pieces; arg_free(arg) with the request.  Instead of req_done(). */
void	stream_start(struct req *, stream_fn *, void *arg,
	    void (*arg_free)(void *));
/* What WAIT waited for has come.  May free the request and its arg. */
void	stream_go(struct req *);

/* A row's line around pieces of one JSON document. */
void	stream_row_open(const struct req *, struct buf *);
void	stream_row_close(struct buf *);
/* As the inside of a JSON string. */
void	stream_text(struct buf *, const char *);

/*
 * The accounts of all clients a request wants, some at a time.  Clients are
 * remembered by name: a reload may come between two pieces.
 */
struct walk {
	struct req *req;
	char **names;
	size_t n, at;
	char *after;			/* the last account that came */
};
void	walk_init(struct walk *, struct req *);
void	walk_free(struct walk *);
/* From the beginning. */
void	walk_rewind(struct walk *);
/* The client it stands at, or NULL: gone, or the end. */
struct client *walk_client(const struct walk *);
/*
 * Ask for the next accounts of a store (max 0: for its sums alone); false: that
 * was the last.  The callback calls walk_came() and, in the end, stream_go().
 */
bool	walk_ask(struct walk *, bool talk, size_t max, store_status_fn *,
	    void *arg);
void	walk_came(struct walk *, const struct store_status *, size_t max);

#endif
