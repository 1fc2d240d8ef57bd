/* SPDX-License-Identifier: ISC */
#ifndef MONTH_WORLD_H
#define MONTH_WORLD_H

/*
 * world.h - the month's script as posts and events (script.c), and the
 * networks that serve them (world.c); see december.txt for the language.
 * Without cmocka.h, which makes fail a macro, first come what plugins include.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hark.h"

#include <cmocka.h>

#include "fake/fake.h"
#include "triage/hours.h"

#define POSTS_MAX	1000
#define EVENTS_MAX	1200

struct mpost {
	char net[12], id[12], who[32], parent[12], thread[12], to[32], rows[64];
	char *text;
	int64_t at, edited;
	int rating;
	enum hark_kind kind;
	enum hark_visibility visibility;
	unsigned flags;
	bool gone;
};

enum event_kind { EV_SAY, EV_EDIT, EV_DELETE, EV_LIKE, EV_ACT, EV_SEND, EV_VIP,
	EV_NET, EV_MAIL, EV_RESTART, EV_BEGIN, EV_END };

struct event {
	int64_t at;
	size_t order;
	enum event_kind kind;
	struct mpost *post;	/* SAY; of others .id is in a */
	char a[32], b[32];	/* words */
	int64_t until;		/* ACT, SEND */
	char *text;		/* EDIT; ACT: argument; SEND: by whom */
};

/* A row of the clock that must show at a post. */
struct expected {
	char id[12], row[24];
	int line;
};

extern struct mpost *arrived[POSTS_MAX];	/* in the order served */
extern struct event events[EVENTS_MAX];		/* by time */
extern struct expected expected[POSTS_MAX];
extern size_t n_arrived, n_events, n_expected;
extern struct hours *wall;	/* of the calendar on the wall */

/* --- script.c --- */

void	read_script(const char *name);
void	forget_script(void);
struct mpost *post_named(const char *id);
/* "12-05", "17:30" in Berlin; January is next year's. */
int64_t	time_of(const char *day, const char *clock);
/* Of a file beside the script; lent until the next call. */
const char *month_path(const char *name);

/* --- world.c --- */

/* What the networks say; for fake_http(). */
bool	serve(void *arg, const struct http_request *, struct http_response *);
/* "works", "fails", "token" */
void	make(const char *net, const char *how);
void	forget_networks(void);

#endif
