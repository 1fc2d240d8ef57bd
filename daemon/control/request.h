/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONTROL_REQUEST_H
#define HARK_CONTROL_REQUEST_H

/*
 * request.h - private to control/: a peer, its current request, and how a verb
 * answers.
 *
 * A verb's function gets a request and answers it exactly once with
 * req_done() or req_fail(), now or from a later callback; both free it.  The
 * peer may be gone by then: rows vanish, the work is still done.
 */

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <jansson.h>

#include "control/control.h"
#include "control/protocol.h"
#include "store/questions.h"

struct conn;
struct stream;

struct control {
	const struct config *config;
	struct client *clients;
	size_t n_clients;
	struct poll *poll;
	struct alert *alert;
	const struct command *command;	/* or NULL */
	const struct classifier *classifier;
	struct control_hooks hooks;
	struct event *listener;
	int fd;
	bool made;			/* the socket file is ours to remove */
	struct conn *conns;
	size_t n_conns;
	int64_t started_at;
};

struct req {
	struct control *control;
	struct conn *conn;		/* NULL: hung up */
	json_t *args;			/* the whole request */
	json_int_t id;
	uid_t uid;
	char who[80];			/* "uid 1000 (anna)" */
	void *data;			/* the verb's own; freed with the request */
	void (*data_free)(void *);
	struct stream *stream;		/* answered in pieces, or NULL */
};

/* Rows are taken. */
void	req_row(struct req *, json_t *row);
/* facts: members added to the end line, taken; or NULL. */
void	req_done(struct req *, json_t *facts);
void	req_fail(struct req *, const struct err *);
void	req_fail_at(struct req *, enum err_code, const char *, ...)
	    __attribute__((format(printf, 3, 4)));

/* Arguments; NULL, def if absent.  A wrong type was refused before. */
const char *req_str(const struct req *, const char *name);
int64_t	req_int(const struct req *, const char *name, int64_t def);
bool	req_bool(const struct req *, const char *name);
/* The configuration of the client of that name, or NULL. */
const struct conf_client *conf_named(const struct control *, const char *client);
/* Is this client meant?  (argument "client", and it has a store) */
bool	req_wants(const struct req *, const struct client *);
/* Write who did what to the client's audit table. */
void	req_audit(const struct req *, struct client *, const char *target,
	    const char *detail);

/* ... under another name than the request's. */
void	req_audit_as(const struct req *, struct client *, const char *verb,
	    const char *target, const char *detail);

/*
 * Find the one question an id means, over all clients ("client:id", or a
 * unique prefix).  On failure the request is answered.  The detail is lent.
 */
typedef void req_found_fn(struct req *, struct client *,
	    const struct question_detail *);
void	req_find(struct req *, const char *id, req_found_fn *);

struct verb_def {
	const char *name;
	void (*run)(struct req *);
	const char *args;		/* "id:s! max:i" type s i b, ! required */
	bool changes;			/* needs permission */
};
extern const struct verb_def look_verbs[], work_verbs[], people_verbs[];
extern const struct verb_def forget_verbs[], teach_verbs[];

/* reply.c */
void	verb_reply(struct req *);
/* push.c */
void	verb_push(struct req *);
/* status.c */
void	verb_status(struct req *);
void	verb_accounts(struct req *);
/* cost.c */
void	verb_cost(struct req *);
/* work.c */
void	verb_preview(struct req *);
/* metrics.c */
void	verb_metrics(struct req *);
/* report.c */
void	verb_report(struct req *);
void	verb_broadcasts(struct req *);
/* watch.c */
void	verb_watch(struct req *);
void	watch_changed(struct control *, struct client *);

/* control.c, for watch: the request a connection keeps open, or NULL. */
struct req *conn_watching(struct conn *);
void	conn_set_watching(struct conn *, struct req *);
struct conn *conn_next(struct control *, struct conn *);

#endif
