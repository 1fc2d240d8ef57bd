/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_LANE_H
#define HARK_ALERT_LANE_H

/*
 * lane.h - the inside of alert/: one lane per client, a job per outbox row on
 * its way.  For alert/ alone.
 *
 *	lane.c		a round: bells due -> rows -> rows due -> jobs
 *	lane_rows.c	rows due: held back, merged, sent on their way
 *	gather.c	a job's questions, their threads read again
 *	deliver.c	compose, send, record
 *	hold.c		whom not to bother for a while
 *	digest.c	digests and their sisters: when due, a row
 *	digest_job.c	... their facts, threads read again, the mail
 *	digest_show.c	`hark digest'
 *	flood.c		many comments at once
 *	admin.c		alerts to the administrator
 *	consent.c	... of consents that end
 *
 * A lane looks once at a time, and prepares one job at a time, so that a
 * thread asked for by several mails is read once.  Sending goes on beside it,
 * one mail per address.  Lanes live until alert_free(): a removed client's
 * store may still call back.
 */

#include <sys/queue.h>

#include "alert/alert.h"
#include "alert/channel.h"
#include "alert/compose.h"

struct arena;
struct job;
struct admin_event;
struct test_run;
struct direct;
struct report;
struct digest_show;
TAILQ_HEAD(job_list, job);

/* A digest of today, or a mail before closing: its row is there. */
struct digest_made {
	char *key;
	int64_t day;
	bool back;			/* a "return" ... */
	bool pending;			/* ... that has not left */
	char *recipient;
};
struct digest_state {
	struct digest_made *made;
	size_t n_made;
	int64_t begun;			/* 0: not asked yet */
	int64_t looked_at, look_at;	/* wall: nothing to do between */
	int64_t waves_at;		/* loop_mono(): next look */
	void *round;			/* of digest.c */
};

struct lane {
	struct alert *alert;
	struct client *client;		/* NULL: removed */
	struct timer *timer;
	bool looking, again;
	bool more;			/* a batch was full */
	bool broken;			/* the store fails; said once */
	bool replanned;			/* bells as this configuration has them */
	struct outbox_sent *sent;	/* of late, for caps; copied */
	size_t n_sent;
	int64_t next_at;		/* wall; when to look again, or 0 */
	int64_t looked_at;		/* loop_mono(); the last look began */
	int64_t rest_until;		/* loop_mono(); the store failed */
	struct job_list todo;		/* to be prepared, first one running */
	struct job_list sending;	/* sent, or to be recorded */
	STAILQ_HEAD(, admin_event) events;	/* first one is being handled */
	struct digest_state digests;
	uint64_t *told;			/* --dry-run: rows already logged */
	size_t n_told;
	struct report *report;		/* report.c */
	TAILQ_ENTRY(lane) link;
};

struct hold {
	char *who;
	int64_t until;			/* loop_mono() */
	int64_t failures;
	bool refused;			/* the administrator was told */
};

struct alert {
	const struct config *config;
	struct poll *poll;
	bool dry_run, hurry;
	TAILQ_HEAD(, lane) lanes;
	struct hold *holds;
	size_t n_holds;
	STAILQ_HEAD(, test_run) tests;
	LIST_HEAD(, digest_show) shows;
	bool started;
	/* admin.c */
	bool down;			/* every network */
	int64_t down_at;
	struct timer *down_timer;
	struct timer *consents;		/* consent.c */
	TAILQ_HEAD(, direct) directs;	/* mails without a row, under way */
};

/* --- lane.c --- */

#define LANE_BATCH	500		/* bells or rows looked at in one go */

/* The lane's store, or NULL: then nothing may be asked of it. */
struct store *lane_store(const struct lane *);
const struct conf_client *lane_conf(const struct lane *);
/* Look again at t (wall), or as soon as may be. */
void	lane_at(struct lane *, int64_t t);
void	lane_kick(struct lane *);
/* In a round: false if the call went well; else the round is over. */
bool	lane_failed(struct lane *, const struct err *);
/* Beside a round: the store failed, or took what was written. */
void	lane_trouble(struct lane *, const struct err *);
void	lane_wrote(struct lane *);
/* --dry-run: say a thing once. */
void	lane_tell(struct lane *, const struct outbox_row *, const char *what);
/* The second half of a round: rows that are due.  lane_rows.c */
void	lane_ask_rows(struct lane *);
void	lane_forget_sent(struct lane *);
/* Digests are looked after: on with floods and bells. */
void	lane_bells(struct lane *);
void	lane_due(struct lane *);
/* A round begins, if none is under way; all of its jobs are prepared. */
void	lane_look(struct lane *);
void	lane_looked(struct lane *);

/* --- alert.c --- */

const char *alert_host(const struct alert *);

/* --- gather.c, deliver.c --- */

struct job {
	struct lane *lane;
	struct arena *arena;		/* row, items */
	struct outbox_row row;
	size_t n;			/* questions of the row */
	struct compose_item *items;	/* n; .question NULL: gone */
	bool *stale;			/* n; its thread could not be read */
	bool again;			/* second look, after the re-read */
	int waiting;			/* callbacks */
	char *leaving;			/* the mail, while the store notes that
					 * it is about to leave */
	size_t leaving_len;
	struct channel_target target;
	struct channel_call *call;
	struct timer *record;		/* the store would not take it: again */
	enum outbox_state state;	/* what became of it */
	char *error;
	int64_t next_at;
	struct job_list *list;		/* where it stands */
	TAILQ_ENTRY(job) link;
};

struct job *job_new(struct lane *, const struct outbox_row *);
void	job_free(struct job *);
/* Fetch the questions, read their threads again, then job_ready(). */
void	job_gather(struct job *);
/* Everything is known: compose and send, or drop. */
void	job_ready(struct job *);
/* Nothing left to do but write down what became of it. */
void	job_record(struct job *, enum outbox_state, const char *error,
	    int64_t next_at);
/* Prepare the first of the lane's jobs. */
void	deliver_next(struct lane *);
bool	deliver_has(const struct lane *, int64_t row);
bool	deliver_to(const struct alert *, const char *address);
const struct conf_recipient *find_recipient(const struct conf_client *,
	    const char *name);
/* The message or JSON for a channel; given. */
char	*deliver_body(const struct alert *, const struct conf_recipient *,
	    const struct outbox_row *, const struct compose_in *, size_t *len);

/* The links of a mail to this recipient; false: it has none. */
bool	deliver_acts(const struct lane *, const struct conf_recipient *,
	    struct compose_acts *);
/* Compose and send; what it says is copied. */
void	job_send(struct job *, const struct conf_recipient *,
	    const struct compose_in *);
/* The recipient this row is for, as configured now; NULL: no longer. */
const struct conf_recipient *job_recipient(const struct job *);

/* --- digest.c --- */

/* Make rows of what is due, then lane_bells(). */
void	digest_look(struct lane *);
/* Which of these bells does a mail on return say anyway?  True: no row. */
bool	digest_absorbs(const struct lane *, const struct outbox_row *,
	    const struct question *, size_t n);
void	digest_forget(struct lane *);
/* Look again, whatever is remembered of the times. */
void	digest_reset(struct lane *);
/* The row of a digest; strings in the arena. */
void	digest_row(const struct lane *, const struct conf_recipient *,
	    enum outbox_kind, const char *key, struct arena *,
	    struct outbox_row *);
char	*digest_key(struct arena *, const char *recipient, int64_t day);

/* --- digest_job.c --- */

bool	digest_is(enum outbox_kind);
void	digest_gather(struct job *);
bool	digest_wants_silent(const struct conf_client *,
	    const struct conf_recipient *);
/* The server took it, and that is durable. */
void	digest_left(struct job *);

/* --- digest_show.c --- */

void	digest_show_free(struct alert *);

/* --- flood.c --- */

/* Make rows of floods, then lane_due(). */
void	flood_look(struct lane *);

/* --- hold.c --- */

/* Until when (wall) this address must wait; 0: now is fine. */
int64_t	hold_until(const struct alert *, const struct outbox_row *);
/* A failure: who waits (a server for all of its mails), how long. */
int64_t	hold_failed(struct alert *, const char *channel, const char *address,
	    bool all, int64_t attempts);
/* True if there had been failures. */
bool	hold_cleared(struct alert *, const char *channel, const char *address);
/* Remember that the administrator knows; false if he knew. */
bool	hold_refused(struct alert *, const char *channel, const char *address);
void	hold_free(struct alert *);

/* --- admin.c --- */

void	admin_refused(struct lane *, const struct outbox_row *,
	    const char *error);
void	admin_accepted(struct lane *, const char *channel, const char *address);
/* The store: mails without a row. */
void	admin_store(struct lane *, const struct err *);
void	admin_free_events(struct lane *);
/*
 * Tell the administrator, unless this kind is the newest told of the subject.
 * stamp: what makes it another incident.  Takes title and body.
 */
void	admin_tell(struct lane *, const char *kind, const char *subject,
	    int64_t stamp, char *title, char *body);
/* The client's lane, or NULL: any; NULL: it has no store. */
struct lane *admin_lane(const struct alert *, const char *client);
/* Once, from the loop: what was wrong before anybody listened. */
void	admin_start(struct alert *);
/* Consents that end soon, from now on. */
void	consent_start(struct alert *);
void	admin_free(struct alert *);

/* --- testmail.c --- */

void	test_free(struct alert *);

#endif
