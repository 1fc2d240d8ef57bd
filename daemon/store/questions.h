/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_QUESTIONS_H
#define HARK_STORE_QUESTIONS_H

/*
 * questions.h - who waits, and what staff does about it.
 *
 * A question's public id is six characters of 0-9 a-z without i l o u, made
 * once and kept for ever, also when threads merge.  Wherever an id is taken a
 * prefix will do if it is unique (open questions win over ended ones);
 * ERR_CONFLICT names the candidates, ERR_NOT_FOUND says so.
 */

#include "store/store.h"
#include "triage/broadcast.h"
#include "triage/clock.h"

#define QID_LEN 6

/* A mail about a question, to one address. */
struct question_told {
	const char *channel, *address;
	const char *root;		/* the mail thread it is in, or NULL */
	int64_t bell_at;		/* the last bell it stands for; 0: it
					 * had another reason */
	int64_t made_at;		/* when it was planned */
	int64_t left_at;		/* when the server took it; until then,
					 * not before which it leaves */
};

struct question {
	char id[QID_LEN + 1];
	const char *client, *account, *network;	/* network: plugin */
	struct tquestion q;		/* q.opener, .asker, .answer: opaque */
	bool account_active;		/* false: no longer configured */
	const char *native;		/* the opener's id at the network */
	const char *asker_name;		/* display name, or handle, or NULL */
	const char *asker_handle;
	int64_t asker_since;		/* first seen here, or 0 */
	int64_t asker_threads;		/* conversations with us so far */
	bool asker_known;		/* a customer, or three conversations */
	bool asker_vip;			/* marked so by staff */
	const char *text;		/* the opener's text */
	size_t lead;			/* bytes at the start of text that
					 * only call us by our name */
	const char *last_text;		/* of their newest post in it */
	size_t last_lead;		/* of that, likewise */
	const char *url;		/* where to answer */
	const char *root_text;		/* what it stands under, or NULL */
	bool root_own;
	int64_t root_at;
	const char *answered_by;	/* name of the own author, or NULL */
	const char *answer_text;
	const char *lang;
	enum hark_visibility visibility;
	int rating;			/* a review: 1..5 stars, else 0 */
	int64_t seen_at;		/* when we first knew */
	bool history;			/* from before hark listened: never rung
					 * for */
	int64_t read_at;		/* when its thread was last read */
	int64_t ring_at;		/* next bell planned, or 0 */
	int64_t ring_step;		/* bells so far */
	int64_t rung_at;		/* last mail accepted, or 0 */
	const char *mail_root;		/* Message-ID its mails refer to */
	const char *const *rung;	/* recipients who got a mail about it,
					 * NULL-terminated; only where "answered"
					 * notes are due, else NULL */
	const struct question_told *told;	/* mails that rang and left, or
					 * are to, the newest first; only where
					 * bells are due and from store_show() */
	size_t n_told;
	int64_t thread;			/* opaque, the same for all questions of
					 * one conversation; 0: not told */
	int64_t thread_waiting;		/* open in it, this one too; only where
					 * bells are due, else 0 */
	int64_t asker_waiting;		/* of its asker, anywhere; so, too, and
					 * seven at most */
};

struct question_filter {
	const char *account;		/* NULL: all */
	const char *text;		/* search words (FTS5), or NULL */
	bool open, perhaps, ended;	/* which states; all false: open */
	bool waits;			/* of the open ones only those that
					 * mails count: not liked, no history */
	int64_t since;			/* asked at or after, or 0 */
	size_t max;			/* 0: 1000 */
	bool newest_first;		/* else oldest first */
};

typedef void store_questions_fn(void *arg, const struct err *,
	    const struct question *, size_t n);
/* The filter is copied. */
void	store_list(struct store *, const struct question_filter *,
	    store_questions_fn *, void *arg);

struct question_post {
	const char *id;			/* native */
	const char *author, *handle, *text, *url;
	const char *opaque;
	/* Native: of the root and of what is replied to, as far as they are
	 * known; of who wrote it. */
	const char *thread, *parent, *author_id;
	size_t lead;			/* of text, as a question's */
	int64_t at, edited;
	unsigned flags;			/* TPOST_ */
	enum label label;
	float answer;
	enum hark_visibility visibility;
	size_t depth;			/* below the root */
	bool by_asker, is_opener, is_answer;
	bool missing;			/* the network says that it is gone;
					 * asked again an hour later */
	struct verdict verdict;		/* with reasons, computed anew */
};

/* About a question, written and not sent yet. */
struct question_mail {
	const char *recipient, *error;	/* error: of the last attempt, or NULL */
	int64_t next_at;
};

struct question_detail {
	struct question question;
	const struct question_post *posts;	/* the whole thread, by time */
	size_t n_posts;
	const struct clock_step *steps;	/* the rows that applied; .post is an
					 * index into posts + 1, or 0 */
	size_t n_steps;
	const struct taction *actions;
	size_t n_actions;
	const struct question *others;	/* who else waits in the thread */
	size_t n_others;
	const struct question_mail *mails;
	size_t n_mails;
};
typedef void store_detail_fn(void *arg, const struct err *,
	    const struct question_detail *);
/* id: copied; a question's, unique prefix allowed. */
void	store_show(struct store *, const char *id, store_detail_fn *, void *arg);

/* A staff action.  Strings are copied; calls back with the question after. */
struct store_act {
	const char *id;			/* prefix allowed */
	enum verb verb;
	int64_t now, until;
	const char *who;		/* "uid 1000 (anna)" */
	const char *arg;
};
void	store_act(struct store *, const struct store_act *, store_questions_fn *,
	    void *arg);

struct post_hit {
	const char *account, *author, *text, *url;
	const char *snippet;		/* matches between \x01 and \x02 */
	const char *question;		/* public id, or NULL */
	int64_t at;
	bool own;
};
typedef void store_hits_fn(void *arg, const struct err *,
	    const struct post_hit *, size_t n);
/* words: copied; FTS5 syntax errors are ERR_USAGE with words for people. */
void	store_search(struct store *, const char *words, size_t max,
	    store_hits_fn *, void *arg);

struct store_account_status {
	const char *name, *network;
	bool active;
	int64_t waiting, perhaps, oldest_at;
	int64_t posts, own_posts, questions, answered;	/* since the start */
	struct talk talk;
};
struct store_status {
	/* Those hark rings for, as mails count them; the oldest of them. */
	int64_t waiting, oldest_at;
	int64_t snoozed;		/* of those, silent for now */
	int64_t perhaps;
	int64_t liked;			/* open, with our like, which stops the
					 * bell */
	int64_t history;		/* open, from before hark and never
					 * rung for */
	int64_t posts, questions, answered;
	int64_t mails_pending, mails_failed, mails_sent;
	int64_t commands[16];		/* mails of staff by what came of them:
					 * enum command_result of command.h */
	const struct store_account_status *accounts;
	size_t n_accounts;
};
typedef void store_status_fn(void *arg, const struct err *,
	    const struct store_status *);
/* From kept counters and partial indexes; talk only if asked for. */
void	store_status(struct store *, int64_t now, bool talk, store_status_fn *,
	    void *arg);
/*
 * Many accounts in pieces: at most max of those whose name stands behind
 * `after' (copied), in the order of their names; n_accounts < max: those were
 * the last.  From the first with after NULL; only then with the sums, which
 * are of all.
 */
void	store_status_part(struct store *, int64_t now, bool talk,
	    const char *after, size_t max, store_status_fn *, void *arg);

/* Asked in [from, to), and perhaps answered by a post of ours to everybody: they
 * count in no rate. */
typedef void store_count_fn(void *arg, const struct err *, int64_t n);
void	store_count_to_all(struct store *, int64_t from, int64_t to,
	    store_count_fn *, void *arg);

/* Own originals that only advertise, newest first, for scan and broadcasts. */
struct own_text {
	const char *account, *text, *url;
	int64_t at;
	enum label label;
	float p;
	bool reply;
	struct verdict verdict;		/* with reasons */
	int64_t waiting;		/* people on this account when it was
					 * published; up to about a thousand */
};
typedef void store_own_fn(void *arg, const struct err *,
	    const struct own_text *, size_t n);
void	store_own_posts(struct store *, const char *account, int64_t since,
	    size_t max, store_own_fn *, void *arg);

#endif
