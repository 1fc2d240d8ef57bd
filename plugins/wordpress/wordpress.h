/* SPDX-License-Identifier: ISC */
#ifndef WORDPRESS_H
#define WORDPRESS_H

/* wordpress.h - what the parts of this plugin know of each other. */

#include "hark.h"

#define HEAD_POSTS	10
#define HEAD_COMMENTS	50
#define PAGE		100
#define STRIDE		90
#define MAX_PAGES	150
#define OVERLAP		INT64_C(7200000)
#define MAX_LIST	1000		/* bytes */

struct config {
	const char *site;
	const char *user;
	const char *password;
};

/* What a response answers. */
enum tag {
	PROBE, PROBE_PLAIN, HEAD, WALK, ANCHOR, ROOT, ROOT_PAGE, BELOW, CHECKED,
	TARGET, REPLIED, TWIN
};

struct state {
	const char *base;		/* address of the site */
	const char *api;		/* what comes before "/wp/v2" */
	const char *feed;
	const char *me;			/* our user's number, or NULL */
	const char *authors;		/* of the blog's posts: ",1,7," */
	const char *closed;		/* not public posts: likewise */
	bool edit;			/* with a password */
	unsigned ask;			/* HARK_ANON in a scan */
	int64_t now;			/* when it began */
	int64_t cursor, top;		/* 0: none */
	int64_t after;			/* of the walk */
	int64_t offset, pages;

	const char *id;			/* of a CHECK */
	bool page;			/* it may be one; no post is it */
	const char *post;		/* the number of a thread's post */
};

/* What one page showed. */
struct page {
	size_t n;
	int64_t total;			/* -1: not told */
	int64_t oldest, newest;
};

/* --- ask.c ----------------------------------------------------------------- */

/* A positive number as text, or NULL. */
const char *wp_num(struct hark_task *, const json_t *o, const char *key);
int64_t	wp_order(const char *id);
/* The number in "post/88", or NULL. */
const char *wp_post_of(const char *id);
/* Broken sites print warnings before the JSON. */
const char *wp_json_start(const char *s);
/* The JSON in the answer; NULL if there is none. */
json_t *wp_document(struct hark_task *, const struct hark_response *r);
/* WordPress itself says that there is no such thing, not some proxy. */
bool	wp_gone(struct hark_task *, const struct hark_response *r);
/* As hark_refused(). */
bool	wp_refused(struct hark_task *, const struct hark_response *r,
	    const struct hark_refusal *rows);
/* The JSON of a good answer; NULL, and the task has failed, if it is none. */
json_t *wp_parse(struct hark_task *, const struct hark_response *r);
void	wp_ask(struct hark_task *, enum tag tag, const char *url);
const char *wp_where(struct hark_task *, const char *path);
void	wp_ask_comment(struct hark_task *, const char *id, enum tag tag);
void	wp_ask_post(struct hark_task *, const char *type, const char *n,
	    enum tag tag);
/* A page of comments: of one post or parent, or since a time, or the newest. */
void	wp_ask_comments(struct hark_task *, enum tag tag, const char *post,
	    bool newest);
void	wp_ask_page(struct hark_task *, enum tag tag);

/* --- comment.c ------------------------------------------------------------- */

enum hark_visibility	wp_visibility(const char *status);
/* Report a comment; ret is its id, or NULL if it is none. */
const char *wp_comment(struct hark_task *, const json_t *o, enum hark_kind
	    kind);
/* Report a post of the blog. */
const char *wp_own(struct hark_task *, const json_t *o);

/* --- feed.c ---------------------------------------------------------------- */

/* Report what stands on a page; false: it is none, and the task has failed. */
bool	wp_read_page(struct hark_task *, const struct hark_response *r,
	    bool posts, struct page *pg);
/* Is there another page after this one? */
bool	wp_more(struct hark_task *, const struct page *pg);
void	wp_walk_start(struct hark_task *);
void	wp_head(struct hark_task *, const struct hark_response *r);
void	wp_walk(struct hark_task *, const struct hark_response *r);

/* --- thread.c -------------------------------------------------------------- */

void	wp_ask_root(struct hark_task *, const char *post);
void	wp_anchor(struct hark_task *, const struct hark_response *r);
/* What is no post may be a page, or of a kind we do not know. */
void	wp_root(struct hark_task *, const struct hark_response *r);
void	wp_root_page(struct hark_task *, const struct hark_response *r);
void	wp_below(struct hark_task *, const struct hark_response *r);
void	wp_ask_next(struct hark_task *);
void	wp_checked(struct hark_task *, const struct hark_response *r);

/* --- reply.c --------------------------------------------------------------- */

/* Is what shall be answered still there, and where? */
void	wp_reply(struct hark_task *);
void	wp_target(struct hark_task *, const struct hark_response *r);
void	wp_replied(struct hark_task *, const struct hark_response *r);
void	wp_twin(struct hark_task *, const struct hark_response *r);

#endif
