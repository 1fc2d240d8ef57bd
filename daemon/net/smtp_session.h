/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_SMTP_SESSION_H
#define HARK_NET_SMTP_SESSION_H

/*
 * smtp_session.h - one connection to a mail server: made, encrypted and logged
 * in, then lines out and answers in.  For smtp.c alone.
 */

#include <curl/curl.h>

#include "base/buf.h"
#include "net/multi.h"
#include "net/smtp.h"

struct session;

enum session_event {
	SESSION_READY,		/* connected and logged in */
	SESSION_ANSWER,		/* .code and .text of a whole answer */
	SESSION_FAILED,		/* .result says why; close it */
};

typedef void session_fn(void *arg, struct session *, enum session_event);

struct session {
	session_fn *fn;
	void *arg;
	int code;
	char text[256];			/* last line of an answer */
	struct smtp_result result;
	bool eight_bit, utf8;		/* 8BITMIME, SMTPUTF8 offered */

	/* Below: smtp_session.c's. */
	struct smtp_server server;	/* strings are ours */
	struct multi *multi;
	CURL *easy;
	int fd;
	bool connected, greeted, plain;
	struct event *readable, *writable;
	struct timer *timer;
	struct buf in, out;
	size_t sent;
	char detail[CURL_ERROR_SIZE];
};

/* May we speak to this server as asked?  Else why not. */
int	session_check(const struct smtp_server *, struct smtp_result *);
/* Starts to connect; events come later, from the loop. */
struct session *session_new(struct multi *, const struct smtp_server *,
	    session_fn *, void *arg);
/* Never blocks.  Says QUIT if connected. */
void	session_free(struct session *);
/* Would it serve for this server as well? */
bool	session_is_for(const struct session *, const struct smtp_server *);
/* Send, and fail unless something is answered within ms. */
void	session_send(struct session *, const char *, size_t, int64_t ms);
/* Has the server not yet taken all that was sent? */
bool	session_is_sending(const struct session *);
/* Fail when ms have passed, or when the server speaks or hangs up. */
void	session_wait(struct session *, int64_t ms);

/* Between smtp_session.c and smtp_connect.c. */
void	session_connect(struct session *, multi_fn *);
void	session_connect_failed(struct session *, CURLcode);
void	session_fail(struct session *, enum smtp_outcome, enum err_code,
	    const char *, ...) __attribute__((format(printf, 4, 5)));
/* What we hear ends here; what we say still goes out. */
void	session_stop_listening(struct session *);

#endif
