/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_PERSON_H
#define HARK_STORE_PERSON_H

/*
 * person.h - private to store/: authors as persons.
 */

#include "store/internal.h"
#include "store/people.h"

/* Rows of author that are one person, the leading one first. */
struct group {
	int64_t *v;
	size_t n;
};

#define AUTHOR_FORGOTTEN	3	/* of author.blocked */

/* What staff types to the leading row. */
int	person_resolve(struct store *, const char *who, int64_t *row,
	    struct err *);
/* All rows of the person of this leading row; in the arena. */
int	person_group(struct store *, struct arena *, int64_t row,
	    struct group *, struct err *);
bool	group_has(const struct group *, int64_t row);
/* One person as they are now; false if there is no such row. */
int	person_load(struct store *, struct arena *, int64_t row,
	    struct person *, struct err *);
void	pid_format(const struct store *, int64_t row, char out[PID_LEN + 1]);

/* Columns of a person, of author u, for person_row(). */
#define PERSON_COLUMNS							\
	"u.id, u.source_id, u.native, u.handle, u.name, u.first_at, "	\
	"max(u.last_at, coalesce((SELECT max(x.last_at) FROM author x "	\
	"WHERE x.merged = u.id), 0)) AS seen_at, "			\
	"u.threads + coalesce((SELECT sum(x.threads) FROM author x "	\
	"WHERE x.merged = u.id), 0) AS talks, "				\
	"u.customer | coalesce((SELECT max(x.customer) FROM author x "	\
	"WHERE x.merged = u.id), 0) AS listed, "			\
	"u.vip | coalesce((SELECT max(x.vip) FROM author x "		\
	"WHERE x.merged = u.id), 0) AS marked, u.blocked "
void	person_row(struct store *, struct arena *, sqlite3_stmt *,
	    struct person *);

/* A name as keys are compared: without '@', in small letters; in the arena. */
char	*person_plain(struct arena *, const char *);
/* Does this handle mean one person wherever it is seen?  "@a@srv", "a.b.c". */
bool	person_global(const char *handle);

#endif
