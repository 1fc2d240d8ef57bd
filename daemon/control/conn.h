/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONTROL_CONN_H
#define HARK_CONTROL_CONN_H

/*
 * conn.h - private to control.c and request.c: a peer.
 */

#include <stdbool.h>
#include <sys/types.h>

struct bufferevent;

struct conn {
	struct control *control;
	struct bufferevent *bev;
	struct req *current;		/* being answered, or NULL */
	struct req *watching;
	uid_t uid;
	gid_t gid;
	char who[80];
	bool may_change;
	bool closing;			/* freed by the next conn_go_on() */
	struct conn *prev, *next;
};

/* Take the next line, if no request is under way. */
void	conn_next_line(struct conn *);
/* From the loop: free who is closing, go on with the others. */
void	conn_go_on(void *control);
void	conn_free(struct conn *);
void	req_free(struct req *);

/* stream.c: the peer has read; the peer has gone. */
void	stream_pump(struct req *);
void	stream_gone(struct req *);
/* Pieces are made until so many bytes wait for the peer. */
#define STREAM_AHEAD	(64 * 1024)

#endif
