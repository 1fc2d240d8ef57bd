/* SPDX-License-Identifier: ISC */

/* A database of many posts; see big.h. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "bench/big.h"
#include "bench/gen.h"
#include "store/ingest.h"
#include "text/html.h"
#include "triage/clock.h"
#include "triage/thread.h"

#define TEXTS		(100 * GEN_PAGES * GEN_PAGE)
#define TRANSACTION	100000
#define AUTHORS		1000001	/* numbers gen.c gives */

struct big {
	sqlite3 *db;
	sqlite3_stmt *post, *author, *question, *original;
	uint64_t n, asked, opened;	/* posts; questions so far */
	unsigned char *seen;		/* authors, by number */
	char **texts;
	struct {
		int64_t last, posts, own, asked, answered;
	} acc[BIG_ACCOUNTS];
};

int64_t
big_now(uint64_t n)
{
	return GEN_START + (int64_t)n * GEN_STEP + 60000;
}

static void
run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fatal("%s: %s", sql, sqlite3_errmsg(db));
}

static sqlite3_stmt *
prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		fatal("%s: %s", sql, sqlite3_errmsg(db));
	return st;
}

/* As types of store's sql(): i int64, z the same with 0 as NULL, s text. */
static void
put(sqlite3_stmt *st, const char *types, const int64_t *v,
    const char *const *text)
{
	for (int i = 1; *types != '\0'; types++, i++)
		if (*types == 's')
			sqlite3_bind_text(st, i, *text++, -1, SQLITE_STATIC);
		else if (*types == 'z' && *v == 0)
			sqlite3_bind_null(st, i), v++;
		else
			sqlite3_bind_int64(st, i, *v++);
	if (sqlite3_step(st) != SQLITE_DONE)
		fatal("%s", sqlite3_errmsg(sqlite3_db_handle(st)));
	sqlite3_reset(st);
}

/* --- accounts, by the store itself --- */

static void
on_synced(void *arg, const struct err *e, const struct store_account_state *v,
    size_t n)
{
	(void)arg, (void)v, (void)n;
	bench_done(e);
}

static void
make_file(const char *path, size_t accounts, const struct classifier *ear)
{
	struct store_opts o = { .client = "bench", .path = path,
	    .classifier = ear };
	struct store_account *acc = xcalloc(BIG_ACCOUNTS, sizeof(*acc));
	char (*names)[32] = xcalloc(BIG_ACCOUNTS, sizeof(*names));
	char (*realms)[40] = xcalloc(BIG_ACCOUNTS, sizeof(*realms));
	struct err e = { 0 };
	struct store *s;

	bench_unlink(path);
	if ((s = store_open(&o, &e)) == NULL)
		fatal("%s", e.text);
	for (size_t i = 0; i < accounts; i++) {
		snprintf(names[i], sizeof(names[i]), "shop%05zu", i);
		snprintf(realms[i], sizeof(realms[i]), "https://m%zu.example",
		    i % BIG_SERVERS);
		acc[i].name = names[i];
		acc[i].plugin = "mastodon";
		acc[i].realm = realms[i];
		acc[i].sees_answers = true;
	}
	if (accounts > 0) {
		store_sync_accounts(s, acc, accounts, on_synced, NULL);
		bench_wait(1);
	}
	store_close(s);
	free(acc);
	free(names);
	free(realms);
}

/* --- rows --- */

static bool
is_question(const struct big *g, const struct gen_post *p)
{
	if (p->feed == GEN_OWN || p->feed == GEN_TAG)
		return false;
	/* Few posts: everything that can ask does. */
	return g->n < 2000000 || p->asks || (p->feed == GEN_MENTIONS &&
	    p->i % 8 == 1);
}

/* Of the conversation; ids of rows are numbers of posts, from 1. */
static int64_t
root_of(const struct gen_post *p)
{
	struct gen_post up = *p;

	while (up.parent < up.i)
		gen_post(&up, up.parent, BIG_ACCOUNTS);
	return (int64_t)up.i + 1;
}

static void
add_author(struct big *g, const struct gen_post *p, int64_t row, int source)
{
	int64_t v[] = { row, source, p->feed == GEN_OWN, p->created,
	    p->created, 1, (int64_t)p->i + 1 };
	char native[24], handle[48], name[24];
	const char *text[] = { native, handle, name };

	snprintf(native, sizeof(native), "%llu", (unsigned long long)p->author);
	snprintf(handle, sizeof(handle), "@user%lld@social.example.de",
	    (long long)row);
	snprintf(name, sizeof(name), "Sabine %lld", (long long)(row % 900));
	put(g->author, "iisssiiiii", v, text);
	g->seen[row] = 1;
}

static void
add_question(struct big *g, const struct gen_post *p, int64_t thread,
    int64_t author, uint64_t total)
{
	uint64_t r = gen_mix(p->i * 7 + 1);
	int64_t id = (int64_t)++g->asked, at = p->created;
	/* Exactly BIG_OPEN of them, evenly spread. */
	bool open = (uint64_t)id * BIG_OPEN / total > g->opened;
	int64_t state = !open ? Q_ANSWERED : r % 10 < 7 ? Q_WAITING : Q_PERHAPS;
	int64_t end = open ? 0 : at + (int64_t)(r % 40) * 600000;
	int64_t v[] = { id, id, thread, (int64_t)p->i + 1, (int64_t)p->i + 1,
	    open ? 0 : (int64_t)p->i + 1 + GEN_PAGE, author, p->business + 1, 1,
	    state, 1 | 32, at, at, end, open ? 0 : ROW_ANSWERED, end,
	    r % 100 == 0 && open ? big_now(g->n) + 3600000 : 0, 0, 0, 1, 0, 0,
	    LABEL_QUESTION, 870, (int32_t)r, at + 30000, at + 30000,
	    open ? at + (int64_t)(r % 20000000) : 0, 0,
	    open ? at + (int64_t)(r % 9000000) : 0, 1, open ? 0 : end };

	g->opened += open;
	/* The numbers of public ids are all different and in no order. */
	v[1] = (int64_t)(((uint64_t)id * UINT64_C(0x2545f491)) & 0x3fffffff);
	put(g->question, "iiiiiziiiiiiiiiiiiiiiiiiiiiiiiii", v, NULL);
	g->acc[p->business].asked++;
	g->acc[p->business].answered += !open;
}

static void
add_post(struct big *g, uint64_t i, uint64_t total)
{
	struct gen_post p;
	int64_t row, thread, parent = 0, parent_key = 0;
	int source;
	bool stranger, own, asks;
	char up[24], url[96];
	const char *text[5];

	gen_post(&p, i, BIG_ACCOUNTS);
	own = p.feed == GEN_OWN;
	asks = is_question(g, &p);
	source = p.business % BIG_SERVERS + 1;
	row = own ? AUTHORS + p.business : (int64_t)(p.author - GEN_AUTHOR) + 1;
	if (!g->seen[row])
		add_author(g, &p, row, source);
	thread = root_of(&p);
	stranger = p.parent != GEN_NONE && p.parent > i;
	if (p.parent < i)
		parent = (int64_t)p.parent + 1;
	if (stranger) {
		parent_key = (int64_t)gen_mix(p.parent);
		snprintf(up, sizeof(up), "%llu",
		    (unsigned long long)gen_id(p.parent));
	}
	/* As the store shortens them. */
	snprintf(url, sizeof(url), "https://social.example.de/@user%lld/\1",
	    (long long)row);
	text[0] = "";
	text[1] = stranger ? up : NULL;
	text[2] = p.german ? "de" : "en";
	text[3] = url;
	text[4] = g->texts[i % TEXTS];
	put(g->post, "iiiiiiziiiiiiiiizsssss", (const int64_t[]){
	    (int64_t)i + 1, (int64_t)gen_id(i), source, p.business + 1,
	    g->acc[p.business].last, thread, parent, row, p.created,
	    p.created + 30000,
	    own ? TPOST_OWN | (parent != 0 ? 1u << 28 : 0) :
	    p.feed == GEN_TAG ? TPOST_FOUND : TPOST_TO_US | TPOST_MENTION |
	    (asks ? TPOST_RINGS : 0),
	    own ? HARK_OWN : p.feed == GEN_TAG ? HARK_FOUND : HARK_MENTION,
	    HARK_PUBLIC, own ? (parent != 0 ? LABEL_DIALOGUE :
	    LABEL_BROADCAST) : asks ? LABEL_QUESTION : LABEL_OTHER,
	    asks ? 870 : 40, (int32_t)gen_mix(i ^ 5), parent_key }, text);
	if (own && parent == 0)
		put(g->original, "iiii", (const int64_t[]){
		    (int64_t)hash_bytes(0, text[4], strlen(text[4])),
		    p.created, (int64_t)i + 1, p.business + 1 }, NULL);
	g->acc[p.business].last = (int64_t)i + 1;
	g->acc[p.business].posts++;
	g->acc[p.business].own += own;
	if (asks)
		add_question(g, &p, thread, row, total);
}

static void
prepare_all(struct big *g)
{
	g->post = prepare(g->db, "INSERT INTO post(id, key64, source_id, "
	    "account_id, prev_id, thread_id, parent_id, author_id, at, seen, "
	    "flags, kind, visibility, label, answer, raw_hash, parent_key, "
	    "native_short, parent, lang, url_short, text) VALUES(?, ?, ?, ?, ?, ?, ?, ?, "
	    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	g->original = prepare(g->db, "INSERT INTO original(hash, at, post_id, "
	    "account_id) VALUES(?, ?, ?, ?)");
	g->author = prepare(g->db, "INSERT INTO author(id, source_id, native, "
	    "handle, name, own, first_at, last_at, threads, first_post) "
	    "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	g->question = prepare(g->db, "INSERT INTO question(id, pub, thread_id, "
	    "opener_id, last_id, answer_id, asker, account_id, active, state, "
	    "bits, asked_at, last_at, ended_at, ended_by, first_response_at, "
	    "quiet_until, promise_at, last_verb, parts, nudges, community, "
	    "label, p, hash, seen_at, read_at, reread_at, reread_n, ring_at, "
	    "ring_step, rung_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
	    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
}

static void
make_texts(struct big *g)
{
	struct buf html = BUF_INIT, text = BUF_INIT;
	struct gen_post p;

	g->texts = xcalloc(TEXTS, sizeof(*g->texts));
	for (uint64_t i = 0; i < TEXTS; i++) {
		gen_post(&p, i, BIG_ACCOUNTS);
		buf_reset(&html);
		buf_reset(&text);
		gen_html(&html, &p);
		html_to_text(&text, html.data, html.len);
		g->texts[i] = xstrdup(text.data);
	}
	buf_free(&html);
	buf_free(&text);
}

static void
finish(struct big *g)
{
	sqlite3_stmt *st = prepare(g->db, "UPDATE account SET last_post = ?1, "
	    "posts = ?2, own_posts = ?3, questions = ?4, answered = ?5 "
	    "WHERE id = ?6");

	for (int i = 0; i < BIG_ACCOUNTS; i++)
		put(st, "iiiiii", (const int64_t[]){ g->acc[i].last,
		    g->acc[i].posts, g->acc[i].own, g->acc[i].asked,
		    g->acc[i].answered, i + 1 }, NULL);
	sqlite3_finalize(st);
	sqlite3_finalize(g->post);
	sqlite3_finalize(g->author);
	sqlite3_finalize(g->original);
	sqlite3_finalize(g->question);
}

static void
fill(const char *path, uint64_t n)
{
	struct big *g = xcalloc(1, sizeof(*g));
	struct gen_post p;
	uint64_t total = 0;

	g->n = n;
	g->seen = xcalloc(AUTHORS + BIG_ACCOUNTS + 1, 1);
	make_texts(g);
	for (uint64_t i = 0; i < n; i++) {
		gen_post(&p, i, BIG_ACCOUNTS);
		total += is_question(g, &p);
	}
	if (sqlite3_open(path, &g->db) != SQLITE_OK)
		fatal("%s", sqlite3_errmsg(g->db));
	run(g->db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -1048576; "
	    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF");
	prepare_all(g);
	for (uint64_t i = 0; i < n; i++) {
		if (i % TRANSACTION == 0)
			run(g->db, "BEGIN");
		add_post(g, i, total);
		if (i % TRANSACTION == TRANSACTION - 1 || i + 1 == n)
			run(g->db, "COMMIT");
		if (i % 1000000 == 0 && i > 0)
			fprintf(stderr, "made %llu of %llu million posts\n",
			    (unsigned long long)i / 1000000,
			    (unsigned long long)n / 1000000);
	}
	run(g->db, "BEGIN");
	finish(g);
	run(g->db, "COMMIT; PRAGMA optimize; PRAGMA journal_mode = WAL");
	sqlite3_close(g->db);
	for (uint64_t i = 0; i < TEXTS; i++)
		free(g->texts[i]);
	free(g->texts);
	free(g->seen);
	free(g);
}

/* What the tables and indexes look like, as one text. */
static char *
schema_of(const char *path)
{
	sqlite3 *db;
	sqlite3_stmt *st;
	char *s = NULL;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK) {
		st = prepare(db, "SELECT group_concat(sql) FROM (SELECT sql "
		    "FROM sqlite_schema ORDER BY name)");
		if (sqlite3_step(st) == SQLITE_ROW)
			s = xstrdup_null((const char *)
			    sqlite3_column_text(st, 0));
		sqlite3_finalize(st);
	}
	sqlite3_close(db);
	return s;
}

char *
big_make(uint64_t n, const struct classifier *ear)
{
	AUTO(free_p) char *name = xasprintf("posts-%llum.db",
	    (unsigned long long)n / 1000000);
	AUTO(free_p) char *building = bench_path("building.db");
	AUTO(free_p) char *today = NULL, *there = NULL;
	char *path = bench_path(name);
	double start = bench_wall();

	make_file(building, 0, ear);
	today = schema_of(building);
	there = access(path, R_OK) == 0 ? schema_of(path) : NULL;
	if (there == NULL || strcmp(today, there) != 0) {
		bench_unlink(path);
		make_file(building, BIG_ACCOUNTS, ear);
		fill(building, n);
		if (rename(building, path) == -1)
			fatal("%s: cannot rename", building);
		fprintf(stderr, "%s made in %.0f s; it is kept\n", path,
		    (bench_wall() - start) / 1e6);
	}
	bench_unlink(building);
	return path;
}
