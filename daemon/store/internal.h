/* SPDX-License-Identifier: ISC */
#ifndef HARK_STORE_INTERNAL_H
#define HARK_STORE_INTERNAL_H

/*
 * internal.h - what the files of store/ share; nobody else includes it.
 *
 *	store.c		opening, closing, health
 *	knew.c		a look into files that are not open
 *	queue.c		the queue of calls, transactions
 *	sql.c		statements: prepare once, bind, step, errors
 *	migrate.c	schema versions
 *	accounts.c	accounts and their tallies		(in memory too)
 *	own.c		who is ours
 *	sync.c feeds.c	what is configured, and where polling stands
 *	author.c	people					(cached)
 *	ingest.c	batches
 *	post.c		identity, new posts
 *	change.c	known posts that look different
 *	thread.c	which conversation; merging
 *	flood.c		many comments at once under one post
 *	lead.c		our own name at the start of a text
 *	derive.c	what follows from a post's text and place
 *	snapshot.c	thread as the clock sees it
 *	judge.c		clock -> rows of question
 *	load.c		rows of question -> struct question
 *	list.c show.c act.c search.c status.c
 *	command.c	what staff says by mail
 *	talk.c		how accounts talk			(in memory)
 *	teach.c unflagged.c			what the ear should learn
 *	ring.c outbox.c reply.c audit.c
 *	figures*.c numbers.c	answer rates, response times: figures.h
 *	digest.c digest_mark.c
 *	reread.c idle.c retain.c backup.c
 *
 * A call becomes a struct op.  Its run() works inside a transaction that
 * queue.c opened and returns -1 with an error if it is to be undone; whatever
 * a run() changed in memory must be repaired by store_forget().
 */

#include <sqlite3.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/loop.h"
#include "base/mem.h"
#include "store/figures.h"
#include "store/ingest.h"
#include "store/outbox.h"
#include "store/questions.h"
#include "store/teach.h"
#include "store/store.h"
#include "triage/broadcast.h"
#include "text/lessons.h"

enum op_class {
	OP_READ,
	OP_POLLED,	/* may share a transaction, synchronous=NORMAL */
	OP_STAFF,	/* a transaction of its own, synchronous=FULL */
};

struct op {
	struct op *next;
	struct arena *arena;	/* holds the op, copies and results */
	enum op_class class;
	size_t weight;		/* posts */
	struct err err;
	/*
	 * The work; results stay in the op.  A reader may return OP_AGAIN: it
	 * is called again, before all others, once the loop has turned.
	 */
	int (*run)(struct store *, struct op *, struct err *);
	/* The callback; err->code is ERR_OK or says why there is no result. */
	void (*answer)(struct op *, const struct err *);
};

#define OP_AGAIN	1

/* Bits of post.flags that are nobody else's business. */
#define POST_TAUGHT	(1u << 15)	/* staff set its label: in lesson */
#define POST_PARTIAL	(1u << 25)	/* text was cut by the network */
#define POST_BEHALF	(1u << 26)	/* the network says: ours */
#define POST_EXPIRED	(1u << 27)	/* its network lets us keep no text */
#define POST_REPLY	(1u << 28)	/* answers somebody else's post */
#define POST_MISSING	(1u << 29)	/* a row in missing */
#define POST_COPY	(1u << 30)	/* the same post of another source */

/* question.bits; 0 and 3 stand in the schema. */
#define QBIT_RINGS	(1u << 0)
#define QBIT_URGENT	(1u << 1)
#define QBIT_PRIVATE	(1u << 2)
#define QBIT_LIKED	(1u << 3)
#define QBIT_LOOK	(1u << 4)
#define QBIT_TO_US	(1u << 5)
#define QBIT_BASELINE	(1u << 6)
#define QBIT_AGAIN	(1u << 7)
#define QBIT_LESS	(1u << 8)
#define QBIT_TO_ALL	(1u << 9)
#define QBIT_BLIND	(1u << 10)

/*
 * How a question counts.  Waits: hark rings for it, mails count it.  Has our
 * like: no answer, but no bell either.  History: the silent first run found
 * it, and it was older than a day then.
 */
enum standing { STANDS_NOT, STANDS_WAITS, STANDS_PERHAPS, STANDS_LIKED,
	STANDS_HISTORY, STANDS_MAX };
/* The same of a question q ("" or "q."), the last as the index question_waits
 * puts it. */
#define IS_HISTORY(q)	"(" q "bits & 64 AND " q "asked_at < " q		\
			"seen_at - 86400000)"
#define IS_WAITING(q)	q "state = 1 AND " q "bits & 8 = 0 AND NOT "	\
			IS_HISTORY(q) " "
enum standing question_standing(enum qstate, unsigned bits, int64_t asked_at,
	    int64_t seen_at);

#define OTHERS_DAYS	32

struct account {
	int64_t id, source;
	char *name;
	const char *plugin, *realm;	/* the source's */
	char *self_id, *self_handle, *self_url;
	char **staff;			/* NULL-terminated */
	bool active, sees_answers;
	unsigned terms;
	int64_t text_ttl;
	int64_t left_at;		/* its terms want its texts gone; -1:
					 * they are */
	/* Of the configuration; 0: as the client. */
	int64_t keep_other, keep_baseline, keep_question;
	/* As in the row, and ahead of it while dirty. */
	int64_t posts, own_posts, questions, answered, last_post;
	int64_t others_day;		/* of others[0], days since the epoch */
	uint16_t others[OTHERS_DAYS];	/* newest first */
	bool dirty;
	/* From the index of open questions. */
	int64_t stands[STANDS_MAX];	/* how many; STANDS_NOT means nothing */
	int64_t oldest_at;		/* -1: look again */
	struct talk_figures talk;	/* talk.c */
	bool talk_known;
};

struct source {
	int64_t id;
	char *plugin, *realm;
	bool shared;			/* its plugin has further sources */
};

struct author {
	int64_t id;			/* same_as, where it is set */
	int64_t row;
	int64_t source;
	char *native;
	int64_t first_at, last_at, threads;
	uint64_t look;			/* hash of handle and name */
	bool own, blocked, dirty;
};

struct own_id {
	uint64_t hash;
	int64_t source;
	char *name;			/* lower case, without '@' */
	bool writes;			/* else only an address of ours */
	bool account;			/* an account's handle, no staff's */
};

struct fts_state {
	int64_t next;			/* first post not yet indexed */
	bool dirty;			/* deleted words may still be readable */
	bool merging;
};

struct touched {
	int64_t thread;
	bool strong;			/* may open or move a question */
};

struct store {
	struct store_opts opts;		/* strings are ours */
	char **automatic;
	sqlite3 *db;
	int lock_fd;
	struct timer *turn;
	struct op *head, **tail;
	struct op *late;		/* came while closing */
	int64_t queued;
	bool running, closing, close_asked;
	bool sync_full;			/* current PRAGMA synchronous */

	store_changed_fn *changed_fn;
	void *changed_arg;
	bool changed;			/* questions, in this transaction */

	struct err write_err;
	int64_t last_commit;

	struct sql_slot *slots;		/* sql.c */
	size_t n_slots;

	struct source *sources;
	size_t n_sources;
	struct account **accounts;	/* by name */
	size_t n_accounts;
	struct account **account_by_id;
	size_t n_account_ids;
	struct account **dirty;		/* tallies to be written */
	size_t n_dirty, dirty_size;
	struct own_id *own;		/* open addressing */
	size_t n_own, own_size;

	unsigned char command_key[16];	/* command.c */
	unsigned char husk_key[16];	/* husk.c */
	bool husk_key_known;
	struct known_key *known;	/* known.c: open addressing */
	size_t known_size, n_known;
	uint64_t known_hash;
	char **husks;			/* sorted */
	size_t n_husks;

	struct floods *floods;		/* flood.c, or NULL */
	struct author **authors;	/* author.c */
	struct author **dirty_authors;
	size_t n_dirty_authors, dirty_authors_size;

	uint64_t seed;			/* of hashes that strangers must not
					 * foresee */
	int64_t next_post;		/* the id the next post gets */
	int64_t deleted_posts;		/* as in meta */
	int64_t mails_pending, mails_failed, mails_sent;
	struct fts_state fts;
	struct lessons *lessons;	/* or NULL: none */

	struct touched *touched;	/* by the batch that runs */
	size_t n_touched, touched_size;
	int64_t n_opened, n_ended;

	const struct zone *zone;	/* NULL: UTC */
	const struct hours *hours;	/* lent; NULL: always open */
	int64_t due_ms;			/* business time */
	struct figure_delta *deltas;	/* figures_keep.c */
	size_t n_deltas, deltas_size;
	int64_t frozen_own, frozen_questions;	/* -1: look in meta */
	int64_t due_next;		/* of question.due_at; 0: look */
	bool figures_done;

	struct arena *scratch;		/* for one thread or one post */
	struct buf text;
	struct backup *backup;		/* running, or NULL */
	int64_t last_checkpoint;
	bool unverified;		/* store_unverified() */
	struct err damaged;		/* ERR_OK, or why nothing is written */
};

/* --- queue.c --- */

void	*op_new(size_t size, enum op_class, int (*run)(struct store *,
	    struct op *, struct err *), void (*answer)(struct op *,
	    const struct err *));
void	op_queue(struct store *, struct op *);
/* A timer_fn: do what waits, for a while. */
void	queue_turn(void *store);
/* Do all that waits; what comes meanwhile is refused. */
void	queue_drain(struct store *);

/* --- store.c --- */

/* After a rollback: read again whatever memory held. */
int	store_forget(struct store *, struct err *);

/* --- sql.c --- */

struct sql_slot {
	const char *text;
	sqlite3_stmt *stmt;
};

/*
 * The statement for a string literal, bound to values: i int64_t, d int,
 * s const char * (NULL is NULL; must live until the step), z int64_t of which
 * 0 becomes NULL, b const void * and int.  NULL and e if it cannot be prepared.
 */
sqlite3_stmt *sql(struct store *, struct err *, const char *literal,
	    const char *types, ...);
/* 1: a row; 0: no more; -1: failed.  Resets unless it returns 1. */
int	sql_step(struct store *, struct err *, sqlite3_stmt *);
/* Prepare, bind and run to the end. */
int	sql_run(struct store *, struct err *, const char *literal,
	    const char *types, ...);
/* The first column of the first row into *ret, unchanged if there is none. */
int	sql_int(struct store *, struct err *, int64_t *ret, const char *literal,
	    const char *types, ...);
/* Any text; not kept. */
int	sql_exec(struct store *, struct err *, const char *text);
/* Put what SQLite says into e; -1. */
int	sql_fail(struct store *, struct err *, const char *what);
void	sql_finalize(struct store *);

static inline void
stmt_p(sqlite3_stmt **st)
{
	if (*st != NULL)
		sqlite3_reset(*st);
}

/* A text column as a copy, NULL if NULL. */
char	*sql_str(struct arena *, sqlite3_stmt *, int col);

int64_t	meta_int(struct store *, const char *key, int64_t def);
int	meta_set(struct store *, struct err *, const char *key, int64_t);

/* --- migrate.c --- */

#define SCHEMA_VERSION	16
#define SCHEMA_APPLICATION	0x6861726b	/* "hark" */

int	migrate(struct store *, struct err *);

/* --- accounts.c --- */

int	accounts_load(struct store *, struct err *);
void	accounts_free(struct store *);
struct account *account_find(const struct store *, const char *name);
struct account *account_by_id(const struct store *, int64_t id);
const struct source *source_by_id(const struct store *, int64_t id);
/* Its tallies are about to change. */
void	account_dirty(struct store *, struct account *);
/* Write the tallies that changed. */
int	accounts_flush(struct store *, struct err *);
/* Read the counts of open questions. */
int	accounts_load_open(struct store *, struct err *);
/* The oldest waiting question of an account, or 0. */
int64_t	account_oldest(struct store *, struct account *);
void	account_others_add(struct account *, int64_t at, int64_t now);
int64_t	account_others(const struct account *, int64_t since);

/* --- sync.c --- */

/* The plugin told who this account is; it may turn out to be an old one. */
int	account_set_self(struct store *, struct account **, const char *id,
	    const char *handle, const char *url, int64_t now, struct err *);

/* --- own.c --- */

void	own_build(struct store *);
/* One more, already noted in its account. */
void	own_add(struct store *, int64_t source, const char *name, bool writes);
void	own_free(struct store *);
bool	own_writes(const struct store *, int64_t source, const char *native,
	    const char *handle);
bool	own_address(const struct store *, int64_t source, const char *name);
/* Is it the handle of an account, with or without '@'? */
bool	own_account(const struct store *, int64_t source, const char *name);
/* Authors became ours or stopped: mend their posts and judge again. */
int	own_refresh(struct store *, int64_t now, struct err *);
int	own_refresh_author(struct store *, int64_t source, const char *native,
	    int64_t now, struct err *);

/* --- flood.c --- */

/* A comment of somebody else, written at that time, below a thread's root. */
void	flood_comment(struct store *, int64_t account, int64_t thread,
	    int64_t at);
/* Write what the batch made a flood. */
int	floods_flush(struct store *, struct err *);
/* What was counted may have been undone. */
void	floods_forget(struct store *);

/* --- lead.c --- */

/*
 * Bytes at the start of a text that only name an account of ours, seen from
 * one of them (or NULL); something follows them.
 */
size_t	own_lead(const struct store *, const struct account *,
	    const char *text);

/* --- author.c --- */

/*
 * The author, known or new (at: of the first post); lent until the next call.
 * NULL: failed.
 */
struct author *author_get(struct store *, int64_t source, const char *native,
	    const char *handle, const char *name, int64_t at, int64_t now,
	    struct err *);
/* Without making one: NULL if unknown (e->code stays ERR_OK) or failed. */
struct author *author_find(struct store *, int64_t source, const char *native,
	    struct err *);
void	author_touch(struct store *, struct author *);
int	authors_flush(struct store *, struct err *);
void	authors_forget(struct store *);

/* --- post.c --- */

struct post_ref {
	int64_t id;			/* 0: not known */
	int64_t account, thread, author;
	int64_t stands_for;		/* id, or of what it is a copy of */
	uint64_t raw_hash;
	unsigned flags;
	int kind, visibility;
};

struct post_ctx {
	const struct store_batch *batch;
	struct account *account;
	const struct source *source;
	struct store_ingested *sum;
};

/*
 * Where the post of this native id stands: 1 found, 0 not known, and *key is
 * where it would go.
 */
int	post_find(struct store *, int64_t source, const char *native,
	    int64_t (*order)(const char *), struct post_ref *, int64_t *key,
	    struct err *);
/* New, changed or known. */
int	post_ingest(struct store *, struct post_ctx *, const struct hark_post *,
	    struct err *);
/* The network says 404. */
int	post_missing(struct store *, struct post_ctx *, const char *native,
	    struct err *);
/* An address as url_short keeps it (short.sql); in s->scratch, or as given. */
const char *post_short_url(struct store *, const char *url,
	    const char *native);
/* The row and what hangs on it, but not what answers it. */
int	post_delete(struct store *, int64_t id, struct err *);
/* Words and people out of a row, flags in; the tombstone stays. */
int	post_wipe(struct store *, int64_t id, unsigned flags, int64_t now,
	    struct err *);

/* --- change.c --- */

uint64_t post_raw_hash(const struct hark_post *);
/* The flags that follow from what the network sent. */
unsigned post_network_flags(const struct hark_post *);
/* The text as it is kept, in s->text. */
void	post_text(struct store *, const struct hark_post *);
/* A known post looks different now, or is seen in a better light. */
int	post_change(struct store *, struct post_ctx *, const struct hark_post *,
	    const struct post_ref *, uint64_t raw, bool better, struct err *);

/* --- thread.c --- */

struct place {
	int64_t thread;			/* 0: one of its own */
	int64_t parent;			/* post, or 0 */
	struct post_ref up;		/* the parent; .id 0 if not known */
	int64_t copy_of;
	int64_t parent_key, root_key, uri_key, conv_key;
	const char *wait_parent, *wait_root;
};
/* Where a fresh post belongs. */
int	thread_place(struct store *, struct post_ctx *,
	    const struct hark_post *, bool own, struct place *, struct err *);
int	thread_merge(struct store *, int64_t from, int64_t into, struct err *);
/* Posts that waited for this one find their place. */
int	thread_adopt(struct store *, int64_t source, const char *native,
	    int64_t id, int64_t thread, struct err *);
/* A post turns out to have a parent. */
int	thread_attach(struct store *, struct post_ctx *, int64_t id,
	    int64_t thread, const char *parent, struct err *);

/* --- derive.c --- */

/* What flags and verdict follow from; see derive(). */
struct derive {
	const char *text;
	size_t len;
	const char *lang;
	int kind, visibility;
	bool own, known;
	bool has_parent, parent_known, parent_own;
	unsigned flags;			/* in: those of the network; out: all */
	enum label taught;		/* in: what staff said, or LABEL_NONE */
	enum label label;
	int answer;
};
void	derive(const struct store *, struct derive *, struct verdict *,
	    bool reasons);
/* What the classifier is asked; sets the flags of the post's place. */
void	derive_input(const struct store *, struct derive *, struct text_in *);
/* A stored post, strings in the arena: 1, 0 not there, -1 failed. */
int	derive_load(struct store *, int64_t id, struct arena *, struct derive *,
	    struct err *);
/* Derive a stored post anew, because something around it changed. */
int	derive_again(struct store *, int64_t id, struct err *);
/* May this post open, move or end a question?  Else it is just kept. */
bool	derive_matters(unsigned flags, enum label);

/* --- teach.c --- */

/* Read the lessons, and learn them. */
int	teach_load(struct store *, struct err *);
/* What staff said of a post with these flags, else LABEL_NONE. */
int	teach_label(struct store *, int64_t post, unsigned flags, enum label *,
	    struct err *);
/* A question was ended as none (or is one after all, row: question.id). */
int	teach_ended(struct store *, int64_t row, enum verb, int64_t now,
	    struct err *);
/* The author took the words back: what was learned from them goes too. */
int	teach_forget(struct store *, int64_t post, struct err *);

/* --- judge.c --- */

void	touch(struct store *, int64_t thread, bool strong);
/* Judge all that was touched. */
int	judge_touched(struct store *, int64_t now, struct err *);
int	judge_thread(struct store *, int64_t thread, int64_t now, struct err *);
int64_t	reread_interval(int64_t age, int64_t n);

/* --- snapshot.c --- */

/* What the clock need not know about a post. */
struct snapshot_more {
	int64_t post, account, source;
	char *addressed;
};
struct snapshot {
	struct thread thread;			/* ids are row numbers */
	const struct snapshot_more *more;	/* in any order */
};
/* In the arena.  No posts: there is no such thread. */
int	snapshot_load(struct store *, int64_t thread, struct arena *,
	    struct snapshot *, struct err *);
const struct snapshot_more *snapshot_more(const struct snapshot *,
	    int64_t post);
const struct tpost *snapshot_post(const struct snapshot *, int64_t post);

/* --- retain.c --- */

/* What no setting changes; conf/Datenschutz.md says the same. */
#define RETAIN_MAIL_MS	(2 * WHEN_DAY)	/* words of a mail that has left */
#define RETAIN_COPY_MS	(30 * WHEN_DAY)	/* a file from before a migration */

/* --- load.c --- */

/* Columns of a question for load_row(), to be followed by WHERE. */
#define LOAD_QUESTION							\
	"SELECT q.id, q.pub, q.account_id, q.opener_id, q.asker, "	\
	"q.asked_at, q.last_at, q.state, q.ended_at, q.answer_id, "	\
	"q.first_response_at, q.quiet_until, q.promise_at, q.assignee, "\
	"q.last_verb, q.parts, q.nudges, q.community, q.bits, q.p, "	\
	"q.label, q.seen_at, q.read_at, q.ring_at, q.ring_step, "	\
	"q.rung_at, q.mail_root, q.thread_id, "				\
	"o.native, o.text, o.url, o.lang, o.visibility, "		\
	"l.text, u.name, u.handle, u.first_at, u.threads, "		\
	"r.text, r.flags, r.at, b.text, c.name, c.handle, q.ended_by, "	\
	"u.customer | coalesce(w.customer, 0), "			\
	"u.vip | coalesce(w.vip, 0), (SELECT sum(x.threads) "		\
	"+ (max(x.customer > 0) << 40) + (max(x.vip) << 41) "		\
	"FROM author x WHERE x.merged = coalesce(u.merged, u.id)), "	\
	"w.threads, o.rating "						\
	"FROM question q JOIN post o ON o.id = q.opener_id "		\
	"LEFT JOIN post l ON l.id = q.last_id "				\
	"LEFT JOIN author u ON u.id = o.author_id "			\
	"LEFT JOIN author w ON w.id = u.merged "			\
	"LEFT JOIN post r ON r.id = q.thread_id "			\
	"AND q.thread_id <> q.opener_id "				\
	"LEFT JOIN post b ON b.id = q.answer_id "			\
	"LEFT JOIN author c ON c.id = b.author_id "

#define REGULAR_THREADS	3	/* product.md: three or more conversations */

/* A list that grows in an arena. */
struct question_list {
	struct question *v;
	int64_t *rows, *threads;	/* row numbers beside them */
	size_t n, size;
};
void	load_row(struct store *, struct arena *, sqlite3_stmt *,
	    struct question_list *);
/* The mails about that row: .told. */
int	load_told(struct store *, struct arena *, int64_t row,
	    struct question *, struct err *);
int	load_one(struct store *, struct arena *, int64_t row,
	    struct question_list *, struct err *);
/* Step st to its end. */
int	load_all(struct store *, struct arena *, sqlite3_stmt *,
	    struct question_list *, struct err *);

void	qid_format(int64_t pub, char out[QID_LEN + 1]);
/* A public id or a prefix to its row number. */
int	qid_resolve(struct store *, const char *id, int64_t *row, struct err *);

/* --- act.c --- */

/* What staff did to this row, .id left aside; then accounts_flush(). */
int	act_apply(struct store *, int64_t row, const struct store_act *,
	    struct err *);

/* --- command.c --- */

int	command_load(struct store *, struct err *);

/* --- talk.c --- */

/* What migrations and triggers call. */
int	talk_functions(struct store *, struct err *);
/* Watch the posts from now on; after migrations. */
int	talk_watch(struct store *, struct err *);
bool	talk_is_known(const struct account *, int64_t now);
/* Count an account's own posts. */
int	talk_learn(struct store *, struct account *, int64_t now, struct err *);
/* From what is known. */
void	talk_of(const struct account *, int64_t now, struct talk *ret);

/* --- outbox.c --- */

int	outbox_retry(struct store *, struct err *);
int	outbox_load(struct store *, struct err *);

/* --- search.c --- */

/* Words as people write them as an FTS5 query, in the arena. */
const char *search_query(struct arena *, const char *words);
/* Index up to max posts. */
int	search_index(struct store *, int64_t max, struct err *);
/* The text of an indexed post is about to change or go. */
int	search_drop(struct store *, int64_t id, struct err *);
int	search_add(struct store *, int64_t id, struct err *);
int	search_load(struct store *, struct err *);
/* After a MATCH failed: whose fault it was, in e; -1. */
int	search_error(struct store *, struct err *);
/* A slice of making deleted words unreadable; true: more to do. */
bool	search_purge(struct store *);

/* --- backup.c --- */

void	backup_cancel(struct store *);

#endif
