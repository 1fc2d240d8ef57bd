/* SPDX-License-Identifier: ISC */

/*
 * From a page of JSON to judged questions in a database: the plugin's step()
 * over the pruned document, HTML to text, the classifier, the clock.  The
 * floor is what anybody must do who parses with jansson and keeps what it
 * read: json_loadb() of the same page, and a row a post into one table whose
 * only index is UNIQUE(key64, source_id); its texts it gets for nothing.
 * Both commit ten pages at a time.  Search indexing is left out: harkd leaves
 * it to quiet moments.
 *
 *	bench_ingest [PAGES]			rounds of this many pages
 *	bench_ingest count hark|floor PAGES	one pass, for callgrind
 */

#include <sys/stat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "bench/gen.h"
#include "config/plugin.h"
#include "poll/effects.h"
#include "store/ingest.h"
#include "text/html.h"

#define MODEL	"conf/hark.model"
#define SHOPS	50
#define ROUNDS	9
#define TOGETHER 10		/* pages in a commit */
#define ENOUGH	200000		/* posts, before the size means anything */
#define COUNTED	60		/* pages of a run under callgrind */

extern const struct hark_plugin hark_plugin_mastodon;
static const struct hark_plugin *const plugin = &hark_plugin_mastodon;

struct page {
	struct buf json;
	struct gen_post posts[GEN_PAGE];
	char *texts[GEN_PAGE];
	enum gen_feed feed;
	char min_id[24];
};

static struct store *store;
static struct classifier *ear;
static void *options;
static sqlite3 *raw;
static sqlite3_stmt *raw_insert;
static int64_t n_fresh, n_opened;

/* --- pages, made before the clock runs --- */

static void
page_make(struct page *pg, uint64_t n)
{
	struct buf b = BUF_INIT;

	pg->json = (struct buf)BUF_INIT;
	pg->feed = gen_page(&pg->json, n, SHOPS, pg->posts);
	for (int k = 0; k < GEN_PAGE; k++) {
		struct buf html = BUF_INIT;

		gen_html(&html, &pg->posts[k]);
		buf_reset(&b);
		html_to_text(&b, html.data, html.len);
		pg->texts[k] = xstrdup(b.data);
		buf_free(&html);
	}
	snprintf(pg->min_id, sizeof(pg->min_id), "%llu",
	    (unsigned long long)gen_id(n * GEN_PAGE) - (UINT64_C(1) << 16));
	buf_free(&b);
}

static struct page *
pages_make(uint64_t first, size_t n)
{
	struct page *v = xcalloc(n, sizeof(*v));

	for (size_t i = 0; i < n; i++)
		page_make(&v[i], first + i);
	return v;
}

static void
pages_free(struct page *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_free(&v[i].json);
		for (int k = 0; k < GEN_PAGE; k++)
			free(v[i].texts[k]);
	}
	free(v);
}

/* --- harkd's way --- */

struct flight {
	struct run run;
	struct store_batch batch;
	struct hark_post *posts;
	char name[16], me[24];
};

static const char *
kept(void *arg, const char *name)
{
	return strcmp(name, "id") == 0 ? ((struct flight *)arg)->me : "4.3.1";
}

static void
on_ingested(void *arg, const struct err *e, const struct store_ingested *sum)
{
	struct flight *f = arg;

	n_fresh += sum->fresh;
	n_opened += sum->opened;
	run_clear(&f->run);
	free(f->posts);
	free(f);
	bench_done(e);
}

static void
read_page(const struct page *pg)
{
	static const char *const names[] = { [GEN_MENTIONS] = "mentions",
	    [GEN_OWN] = "own", [GEN_FOLLOW] = "mentions", [GEN_TAG] = "tag" };
	const struct hark_feed *feed = plugin->feeds;
	struct flight *f = xcalloc(1, sizeof(*f));
	struct store_batch *b = &f->batch;
	struct hark_event ev = { .type = HARK_START };
	int64_t now = pg->posts[GEN_PAGE - 1].created + 1000;

	while (strcmp(feed->name, names[pg->feed]) != 0)
		feed++;
	snprintf(f->me, sizeof(f->me), "%llu", (unsigned long long)GEN_SELF +
	    (unsigned)pg->posts[0].business);
	snprintf(f->name, sizeof(f->name), "shop%d", pg->posts[0].business);
	run_init(&f->run, plugin, options);
	f->run.kept = kept;
	f->run.kept_arg = f;
	ev.now = now;
	ev.start.op = HARK_POLL;
	ev.start.feed = feed;
	ev.start.argument = pg->feed == GEN_TAG ? "brot" : NULL;
	ev.start.cursor = pg->min_id;
	run_step(&f->run, &ev, NULL);
	if (f->run.first == NULL || f->run.first->type != EFFECT_REQUEST)
		fatal("the plugin does not ask: %s", f->run.why);

	ev = (struct hark_event){ .type = HARK_RESPONSE, .now = now,
	    .tag = f->run.first->request->tag };
	ev.response = (struct hark_response){ .status = 200,
	    .type = "application/json", .url = f->run.first->request->url,
	    .body = pg->json.data, .len = pg->json.len };
	run_step(&f->run, &ev, "X-RateLimit-Remaining: 290\r\n"
	    "X-RateLimit-Reset: 2026-11-25T01:05:00.000Z\r\n");
	f->posts = xcalloc(GEN_PAGE, sizeof(*f->posts));
	*b = (struct store_batch){ .account = f->name, .op = HARK_POLL,
	    .now = now, .feed = feed->name, .posts = f->posts,
	    .order = plugin->order };
	for (struct effect *e = f->run.first; e != NULL && b->cursor == NULL;
	    e = e->next) {
		if (e->type == EFFECT_POST && b->n_posts < GEN_PAGE)
			f->posts[b->n_posts++] = *e->post;
		if (e->type == EFFECT_CURSOR)
			b->cursor = e->a;
	}
	if (b->n_posts != GEN_PAGE)
		fatal("%zu posts of %d: %s", b->n_posts, GEN_PAGE, f->run.why);
	store_ingest(store, b, on_ingested, f);
}

static void
our_pages(const struct page *v, size_t n, size_t together)
{
	for (size_t i = 0; i < n; i += together) {
		size_t m = n - i < together ? n - i : together;

		for (size_t j = 0; j < m; j++)
			read_page(&v[i + j]);
		bench_wait((int)m);
	}
}

static void
on_synced(void *arg, const struct err *e, const struct store_account_state *v,
    size_t n)
{
	(void)arg, (void)v, (void)n;
	bench_done(e);
}

static void
on_greeted(void *arg, const struct err *e, const struct store_ingested *sum)
{
	(void)arg, (void)sum;
	bench_done(e);
}

static void
our_open(const char *path)
{
	struct store_account acc[SHOPS];
	char names[SHOPS][16], ids[SHOPS][24];
	struct store_batch b[SHOPS];
	struct store_opts o = { .client = "bench", .path = path,
	    .classifier = ear, .lang = "de" };
	struct err e = { 0 };

	bench_unlink(path);
	if ((store = store_open(&o, &e)) == NULL)
		fatal("%s", e.text);
	for (int i = 0; i < SHOPS; i++) {
		snprintf(names[i], sizeof(names[i]), "shop%d", i);
		acc[i] = (struct store_account){ .name = names[i],
		    .plugin = "mastodon", .realm = "https://mastodon.example",
		    .sees_answers = true };
	}
	store_sync_accounts(store, acc, SHOPS, on_synced, NULL);
	bench_wait(1);
	for (int i = 0; i < SHOPS; i++) {
		snprintf(ids[i], sizeof(ids[i]), "%llu",
		    (unsigned long long)GEN_SELF + (unsigned)i);
		b[i] = (struct store_batch){ .account = names[i],
		    .op = HARK_POLL, .now = GEN_START - 1000,
		    .self_id = ids[i] };
		store_ingest(store, &b[i], on_greeted, NULL);
	}
	bench_wait(SHOPS);
}

/* --- the floor --- */

static void
raw_exec(const char *sql)
{
	if (sqlite3_exec(raw, sql, NULL, NULL, NULL) != SQLITE_OK)
		fatal("floor: %s", sqlite3_errmsg(raw));
}

static void
raw_open(const char *path)
{
	bench_unlink(path);
	if (sqlite3_open(path, &raw) != SQLITE_OK)
		fatal("floor: %s", sqlite3_errmsg(raw));
	raw_exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
	    "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000; "
	    "CREATE TABLE post(id INTEGER PRIMARY KEY, "
	    "key64 INTEGER NOT NULL, source_id INTEGER NOT NULL, "
	    "at INTEGER NOT NULL, author INTEGER NOT NULL, parent INTEGER, "
	    "native TEXT NOT NULL, text TEXT NOT NULL, "
	    "UNIQUE(key64, source_id))");
	if (sqlite3_prepare_v2(raw, "INSERT INTO post(key64, source_id, at, "
	    "author, parent, native, text) VALUES(?, ?, ?, ?, ?, ?, ?)", -1,
	    &raw_insert, NULL) != SQLITE_OK)
		fatal("floor: %s", sqlite3_errmsg(raw));
}

static void
raw_page(const struct page *pg)
{
	json_error_t je;
	json_t *j = json_loadb(pg->json.data, pg->json.len, 0, &je);
	char native[24];

	if (j == NULL)
		fatal("floor: %s", je.text);
	for (int k = 0; k < GEN_PAGE; k++) {
		const struct gen_post *p = &pg->posts[k];
		uint64_t id = gen_id(p->i);

		snprintf(native, sizeof(native), "%llu", (unsigned long long)id);
		sqlite3_bind_int64(raw_insert, 1, (int64_t)id);
		sqlite3_bind_int64(raw_insert, 2, 1);
		sqlite3_bind_int64(raw_insert, 3, p->created);
		sqlite3_bind_int64(raw_insert, 4, (int64_t)p->author);
		sqlite3_bind_int64(raw_insert, 5, (int64_t)p->parent);
		sqlite3_bind_text(raw_insert, 6, native, -1, SQLITE_STATIC);
		sqlite3_bind_text(raw_insert, 7, pg->texts[k], -1,
		    SQLITE_STATIC);
		if (sqlite3_step(raw_insert) != SQLITE_DONE)
			fatal("floor: %s", sqlite3_errmsg(raw));
		sqlite3_reset(raw_insert);
	}
	json_decref(j);
}

static void
raw_pages(const struct page *v, size_t n, size_t together)
{
	for (size_t i = 0; i < n; i++) {
		if (i % together == 0)
			raw_exec("BEGIN");
		raw_page(&v[i]);
		if (i % together == together - 1 || i + 1 == n)
			raw_exec("COMMIT");
	}
}

static void
raw_close(void)
{
	sqlite3_finalize(raw_insert);
	sqlite3_close(raw);
}

/* --- --- */

static void
start(void)
{
	struct err e = { 0 };

	loop_init();
	log_set_level(LOG_L_ERR);
	if ((ear = classify_load(MODEL, &e)) == NULL)
		fatal("%s", e.text);
	options = plugin_scan_options(plugin, "https://mastodon.example/@shop");
	/* Only its presence is asked for. */
	for (const struct hark_option *o = plugin->options; o->name != NULL; o++)
		if (strcmp(o->name, "token") == 0)
			*(const char **)(void *)((char *)options + o->offset) =
			    "token";
}

/* The same work before the counted pages, however many those are. */
static int
count_main(const char *what, size_t n)
{
	AUTO(free_p) char *path = bench_path("count.db");
	struct page *v;

	if (n > COUNTED)
		fatal("at most %d pages", COUNTED);
	v = pages_make(0, COUNTED);
	if (strcmp(what, "hark") == 0) {
		our_open(path);
		our_pages(v, n, TOGETHER);
		store_close(store);
	} else {
		raw_open(path);
		raw_pages(v, n, TOGETHER);
		raw_close();
	}
	pages_free(v, COUNTED);
	bench_unlink(path);
	return 0;
}

static double
slope(const char *self, const char *what)
{
	AUTO(free_p) char *few = xasprintf("count %s %d", what, COUNTED / 3);
	AUTO(free_p) char *many = xasprintf("count %s %d", what, COUNTED);
	double a = bench_instructions(self, few);
	double b = a > 0 ? bench_instructions(self, many) : 0;

	return a > 0 && b > a ? (b - a) / ((COUNTED - COUNTED / 3) * GEN_PAGE) :
	    0;
}

static double
time_of(void (*pages)(const struct page *, size_t, size_t),
    const struct page *v, size_t n, size_t together)
{
	double t = bench_cpu();

	pages(v, n, together);
	return (bench_cpu() - t) / (double)(n * GEN_PAGE);
}

static uint64_t next_page;

static void
rounds(size_t n, size_t together, const char *name, double *bytes)
{
	double ours[ROUNDS], theirs[ROUNDS], ratio[ROUNDS], size = 0;

	for (size_t r = 0; r < ROUNDS; r++) {
		struct page *v = pages_make(next_page, n);

		next_page += n;
		/* Turn about, so that neither always finds a warm machine. */
		if (r % 2 == 0)
			ours[r] = time_of(our_pages, v, n, together);
		theirs[r] = time_of(raw_pages, v, n, together);
		if (r % 2 == 1)
			ours[r] = time_of(our_pages, v, n, together);
		ratio[r] = ours[r] / theirs[r];
		for (size_t i = 0; i < n; i++)
			size += (double)v[i].json.len;
		pages_free(v, n);
	}
	*bytes = size / (double)(ROUNDS * n * GEN_PAGE);
	/* The ratio of the same minute is what counts. */
	bench_say(name, bench_median(ours, ROUNDS), "us/post",
	    bench_median(ours, ROUNDS) / bench_median(ratio, ROUNDS));
}

static void
fill(uint64_t posts)
{
	while (next_page * GEN_PAGE < posts) {
		struct page *v = pages_make(next_page, TOGETHER);

		our_pages(v, TOGETHER, TOGETHER);
		pages_free(v, TOGETHER);
		next_page += TOGETHER;
	}
}

int
main(int argc, char **argv)
{
	AUTO(free_p) char *path = NULL, *raw_path = NULL;
	size_t n = argc > 1 ? (size_t)atol(argv[1]) : 100;
	struct store_health h;
	double bytes, ours, theirs, kept_bytes;
	struct stat st;

	start();
	if (argc == 4 && strcmp(argv[1], "count") == 0)
		return count_main(argv[2], (size_t)atol(argv[3]));
	path = bench_path("ingest.db");
	raw_path = bench_path("ingest-floor.db");
	our_open(path);
	raw_open(raw_path);
	rounds(n, TOGETHER, "ingest_us", &bytes);
	rounds(n / 4, 1, "ingest_page_commit_us", &bytes);
	fill(ENOUGH);
	store_health(store, &h);
	store_close(store);
	raw_close();
	if (n_fresh != h.posts || n_opened < n_fresh / 10)
		fatal("%lld posts kept, %lld questions of %lld",
		    (long long)h.posts, (long long)n_opened,
		    (long long)n_fresh);
	kept_bytes = stat(path, &st) == 0 ? (double)st.st_size : 0;
	bench_say("ingest_bytes_per_post", kept_bytes / (double)h.posts, "bytes", 0);
	bench_say("ingest_json_bytes", bytes, "bytes/post", 0);
	bench_say("ingest_questions", 100 * (double)n_opened /
	    (double)n_fresh, "% of posts", 0);
	ours = slope(argv[0], "hark");
	theirs = ours > 0 ? slope(argv[0], "floor") : 0;
	if (theirs > 0)
		bench_say("ingest_instructions", ours, "instructions/post",
		    theirs);
	else
		bench_skip("ingest_instructions", "needs valgrind");
	bench_unlink(path);
	bench_unlink(raw_path);
	classify_free(ear);
	loop_free();
	return 0;
}
