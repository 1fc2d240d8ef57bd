/* SPDX-License-Identifier: ISC */

/*
 * How an account talks: figures of its own posts, kept in memory.
 *
 * An account's figures stay until one of its own posts changes, a newer copy
 * of one appears on another account or goes, or a post grows older than the
 * window; then they are counted anew, from the partial index of own posts,
 * when somebody asks.  What changes posts need not know of this: triggers of
 * the connection see every row that comes, changes or goes, keep the table
 * `original' (own originals by a hash of their words) and mark whose figures
 * are stale.  A mark outlives a rollback; it only costs a count.
 */

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/when.h"
#include "store/internal.h"

#define WINDOW_MS	(30 * WHEN_DAY)
#define LAST_OWN	20
#define MAX_OWN		2000	/* own posts looked at, of one account */

/* No original of ours, for what it is or what became of it. */
#define NOT_ORIGINAL	(TPOST_GONE | TPOST_REMOVED | TPOST_REPOST | POST_REPLY)

/* --- what the triggers call --- */

static int64_t
words_hash(const void *text, int n)
{
	return n > 0 ? (int64_t)hash_bytes(0, text, (size_t)n) : 0;
}

/* hark_words(text): its hash, NULL where there are no words. */
static void
fn_words(sqlite3_context *ctx, int n, sqlite3_value **v)
{
	const void *text = sqlite3_value_text(v[0]);
	int64_t h = words_hash(text, sqlite3_value_bytes(v[0]));

	(void)n;
	if (h != 0)
		sqlite3_result_int64(ctx, h);
	else
		sqlite3_result_null(ctx);
}

/* hark_talks(account): its own posts are not what they were. */
static void
fn_talks(sqlite3_context *ctx, int n, sqlite3_value **v)
{
	struct store *s = sqlite3_user_data(ctx);
	struct account *a = account_by_id(s, sqlite3_value_int64(v[0]));

	(void)n;
	if (a != NULL)
		a->talk_known = false;
}

int
talk_functions(struct store *s, struct err *e)
{
	int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS;

	if (sqlite3_create_function(s->db, "hark_words", 1, flags |
	    SQLITE_DETERMINISTIC, s, fn_words, NULL, NULL) != SQLITE_OK ||
	    sqlite3_create_function(s->db, "hark_talks", 1, flags, s, fn_talks,
	    NULL, NULL) != SQLITE_OK)
		return sql_fail(s, e, "create function");
	return 0;
}

/*
 * Where the newest of equal originals stands decides which of the others are
 * repeats: whose it was and whose it is are marked.  (In a subquery: a SELECT
 * whose rows go nowhere may forget its order.)
 */
#define NEWEST(which, nth)						\
	"SELECT hark_talks((SELECT account_id FROM original "		\
	"WHERE hash = hark_words(" which ".text) "			\
	"ORDER BY at DESC, post_id DESC LIMIT 1 OFFSET " nth ")) "	\
	"WHERE " which ".flags & %1$u = 1;"
#define ADD								\
	"INSERT INTO original(hash, at, post_id, account_id) "		\
	"SELECT hark_words(new.text), new.at, new.id, new.account_id "	\
	"WHERE new.flags & %1$u = 1 AND hark_words(new.text) "		\
	"IS NOT NULL;"							\
	NEWEST("new", "0") NEWEST("new", "1")				\
	"SELECT hark_talks(new.account_id);"
#define TAKE_OUT							\
	"DELETE FROM original WHERE hash = hark_words(old.text) "	\
	"AND at = old.at AND post_id = old.id;"				\
	NEWEST("old", "0")						\
	"SELECT hark_talks(old.account_id);"

int
talk_watch(struct store *s, struct err *e)
{
	char text[4096];

	snprintf(text, sizeof(text),
	    "CREATE TEMP TRIGGER talk_insert AFTER INSERT ON main.post "
	    "WHEN new.flags & 1 BEGIN " ADD " END;"
	    "CREATE TEMP TRIGGER talk_delete AFTER DELETE ON main.post "
	    "WHEN old.flags & 1 BEGIN " TAKE_OUT " END;"
	    "CREATE TEMP TRIGGER talk_update AFTER UPDATE OF "
	    "flags, label, text, at, account_id ON main.post "
	    "WHEN (old.flags | new.flags) & 1 BEGIN " TAKE_OUT ADD " END",
	    NOT_ORIGINAL | TPOST_OWN);
	return sql_exec(s, e, text);
}

/* --- counting --- */

struct own_list {
	struct own_post *v;
	size_t n, size, counted;
};

static struct own_post *
more(struct arena *a, struct own_list *l)
{
	if (l->n == l->size) {
		size_t size = l->size != 0 ? l->size * 2 : 64;
		struct own_post *v = arena_alloc(a, size * sizeof(*v));

		if (l->n > 0)
			memcpy(v, l->v, l->n * sizeof(*v));
		l->v = v;
		l->size = size;
	}
	return &l->v[l->n++];
}

/* Own posts newest first: the window, and the last ones before it. */
static int
load_own(struct store *s, const struct account *acc, int64_t now,
    struct own_list *l, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT at, label, flags, "
	    "CASE WHEN flags & ?2 = 0 THEN (SELECT account_id FROM original "
	    "WHERE hash = hark_words(text) "
	    "ORDER BY at DESC, post_id DESC LIMIT 1) END "
	    "FROM post WHERE flags & 1 AND account_id = ?1 "
	    "ORDER BY at DESC, id DESC LIMIT ?3", "iid", acc->id,
	    (int64_t)NOT_ORIGINAL, MAX_OWN);
	int rc;

	while ((rc = sql_step(s, e, st)) == 1) {
		int64_t at = sqlite3_column_int64(st, 0);
		unsigned flags = (unsigned)sqlite3_column_int64(st, 2);
		struct own_post *p;

		if (at <= now - WINDOW_MS && l->counted >= LAST_OWN)
			return 0;
		if (flags & (TPOST_GONE | TPOST_REMOVED | TPOST_REPOST))
			continue;
		p = more(s->scratch, l);
		p->at = at;
		p->account = acc->id;
		p->label = (enum label)sqlite3_column_int(st, 1);
		p->reply = flags & POST_REPLY;
		p->text_hash = 0;
		p->repeat = sqlite3_column_type(st, 3) != SQLITE_NULL &&
		    sqlite3_column_int64(st, 3) != acc->id;
		l->counted += !p->repeat;
	}
	return rc;
}

bool
talk_is_known(const struct account *a, int64_t now)
{
	return a->talk_known && now >= a->talk.at && now < a->talk.until;
}

int
talk_learn(struct store *s, struct account *a, int64_t now, struct err *e)
{
	struct own_list l = { .n = 0 };

	arena_reset(s->scratch);
	if (load_own(s, a, now, &l, e) == -1)
		return -1;
	talk_count(l.v, l.n, now, &a->talk);
	a->talk_known = true;
	return 0;
}

void
talk_of(const struct account *a, int64_t now, struct talk *ret)
{
	talk_from(&a->talk, account_others(a, now - WINDOW_MS),
	    a->stands[STANDS_WAITS], ret);
}
