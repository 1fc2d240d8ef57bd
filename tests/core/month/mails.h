/* SPDX-License-Identifier: ISC */
#ifndef MONTH_MAILS_H
#define MONTH_MAILS_H

/*
 * mails.h - what came of the month: the mails that left, decoded, with their
 * rows, and the questions with the rows of the clock that applied.
 */

#include "core/month/world.h"

#include "base/buf.h"
#include "store/client.h"
#include "store/outbox.h"

struct mail {
	int64_t at;
	const char *to, *text;		/* the whole */
	char *subject, *body;		/* decoded */
	char id[160];			/* Message-ID */
	const struct sent *row;
};
struct sent {
	enum outbox_kind kind;
	enum outbox_state state;
	char recipient[32], id[160];
	char *questions;		/* " abc123 def456 " */
	size_t n;
	int64_t step, attempts, left_at;
	bool any_hour;
};
struct asked {
	char id[QID_LEN + 1], native[12], link[64];
	struct tquestion q;
	int64_t seen_at;
};

extern const char *lang;
extern struct client client;
extern struct mail mails[2000];		/* accepted ones, by time */
extern struct asked asked[POSTS_MAX];
extern size_t n_mails, n_asked, n_pending;	/* rows not sent */
extern struct buf why;			/* `hark why' of each, for people */

#define N_ROWS	(ROW_UNSURE + 1)
extern const char *const row_names[N_ROWS];

/* All that left so far; again: from the beginning. */
void	collect(void);
/* One header field, unfolded, encoded words undone; "" if it is not there. */
char	*field(const char *mail, const char *name);
/* Its text/plain, decoded. */
char	*body_of(const char *mail);
/* Questions and what `hark why' says of each. */
void	ask_why(void);
/* native NULL: at any post. */
bool	was_shown(const char *native, enum row);
enum row row_named(const char *name);
void	forget(void);

#endif
