/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_PEOPLE_H
#define HARK_STORE_PEOPLE_H

/*
 * people.h - who writes: history, marks, and what the law wants.
 *
 *	people.c	lists, one person's history, suggestions
 *	person.c	what people type becomes a person; who belongs together
 *	mark.c		VIP, block, spam, merge: by staff, reversible
 *	known.c		the customer list and the look-up
 *	trail.c		all posts of a person, in slices
 *	export.c	all that is kept of them
 *	forget.c	none of it
 *
 * A person is one author of one source (a plugin and its realm), together
 * with those that staff merged with it.  Their public id is 'p' and six signs
 * (see questions.h), the same as long as they are known.  Wherever a person is
 * named, a prefix of the id, of the handle or of the name will do, or the id
 * of a question they asked; ERR_CONFLICT names the candidates.
 *
 * Days, not times, are kept of people: first_at and last_at are midnight UTC.
 */

#include <jansson.h>

#include "store/questions.h"

#define PID_LEN	7

/* Stored: never renumber.  3 is a person forgotten. */
enum person_block { PERSON_FREE = 0, PERSON_BLOCKED = 1, PERSON_SPAM = 2 };

#define CUSTOMER_LIST	(1u << 0)	/* on the client's list */
#define CUSTOMER_LOOKUP	(1u << 1)	/* the look-up said so */

struct person {
	char id[PID_LEN + 1];
	const char *network, *realm;	/* the source's */
	const char *native;		/* id at the network */
	const char *handle, *name;	/* or NULL */
	int64_t first_at, last_at;	/* days */
	int64_t threads;		/* conversations with us */
	int64_t waiting;		/* open questions; only in a detail */
	unsigned customer;		/* CUSTOMER_ */
	bool known;			/* customer, or three conversations */
	bool vip;
	enum person_block blocked;
};

enum people_which {
	PEOPLE_ALL,		/* who spoke with us */
	PEOPLE_REGULARS,	/* three or more conversations */
	PEOPLE_NEW,		/* first seen in the last 30 days */
	PEOPLE_DORMANT,		/* regulars not seen for 90 days */
	PEOPLE_KNOWN,		/* customers, regulars, VIP */
	PEOPLE_BLOCKED,
};

typedef void store_people_fn(void *arg, const struct err *,
	    const struct person *, size_t n);
/* Lately seen first; max 0: 100.  Own people are not among them. */
void	store_people(struct store *, enum people_which, int64_t now, size_t max,
	    store_people_fn *, void *arg);

struct person_detail {
	struct person person;
	const struct person *same;	/* merged with it, each by itself */
	size_t n_same;
	const struct person *perhaps;	/* strong evidence: the same handle or
					 * address, or one line of the list */
	size_t n_perhaps;
	const struct question *questions;	/* newest first, at most 100 */
	size_t n_questions;
};
typedef void store_person_fn(void *arg, const struct err *,
	    const struct person_detail *);
/* who: copied. */
void	store_person(struct store *, const char *who, store_person_fn *,
	    void *arg);

/* Calls back with the person afterwards.  Strings are copied. */
enum person_mark { MARK_VIP, MARK_BLOCK, MARK_SPAM };
void	store_mark(struct store *, const char *who, enum person_mark, bool undo,
	    int64_t now, store_people_fn *, void *arg);
/* The second becomes part of the first; undo: is itself again (first NULL). */
void	store_merge(struct store *, const char *first, const char *second,
	    bool undo, store_people_fn *, void *arg);

/*
 * The client's list of customers: n pairs of a network ("": anywhere) and a
 * name, as config/customers.h makes them; copied.  Known authors are compared
 * in slices, then it calls back.  A list that is not given again is none.
 */
void	store_customers(struct store *, const char *const *keys, size_t n,
	    store_done_fn *, void *arg);

/* People with open questions whom the look-up was not asked about for a week,
 * where their networks allow it. */
void	store_lookup_due(struct store *, int64_t now, size_t max,
	    store_people_fn *, void *arg);
/* What it said.  id: copied. */
void	store_lookup_done(struct store *, const char *id, bool customer,
	    int64_t now, store_done_fn *, void *arg);

/* A mail that left hark and that nobody can call back. */
struct forgotten_mail {
	const char *channel, *recipient, *address;
	int64_t sent_at;
	bool perhaps;			/* about somebody else's question: it may
					 * quote or name them */
};
/* A file hark made. */
struct forgotten_copy {
	const char *path;
	int64_t at;			/* 0: before a migration */
	bool there;			/* else moved or deleted by somebody */
};
struct forgotten {
	struct person person;		/* as they were */
	int64_t posts, questions;	/* gone */
	int64_t named;			/* posts of others that named them, and
					 * our answers to them: scrubbed */
	int64_t mails;			/* rows of the outbox emptied */
	const struct forgotten_mail *sent;	/* that still hold them */
	size_t n_sent;
	const struct forgotten_copy *copies;
	size_t n_copies;
	bool clean;			/* their bytes are gone from the file,
					 * too; else see purge.c */
};
/*
 * Nothing of the person stays but a keyed hash of their id, and of a handle
 * that means one person everywhere, so that posts from before do not come
 * back.  dry: only tell what would go.  who: copied.
 */
typedef void store_forgotten_fn(void *arg, const struct err *,
	    const struct forgotten *);
void	store_forget_person(struct store *, const char *who, bool dry,
	    int64_t now, store_forgotten_fn *, void *arg);

/*
 * All that is kept of a person, row by row: kind is "person", "post",
 * "question", "action", "reply", "mail", "audit", "omitted"; keys are the
 * columns', times are RFC 3339.  The row is lent.  Ends with the callback.
 */
typedef void store_export_fn(void *arg, const char *kind, json_t *row);
void	store_export_person(struct store *, const char *who, store_export_fn *,
	    store_done_fn *, void *arg);

#endif
