/* SPDX-License-Identifier: ISC */

/*
 * The store alone: posts in, as the poller brings them, HTML to text,
 * classified, judged and committed; the same page again; lists and status.
 *
 *	bench_store [POSTS [ACCOUNTS [FILE]]]
 *
 * CPU time of this process; one JSON object a line.  A FILE that exists is
 * not filled again, so that ten million posts need to be made only once.
 */

#include <sys/resource.h>
#include <sys/stat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "store/ingest.h"
#include "store/questions.h"
#include "store/store.h"

#define PAGE	40
#define START	INT64_C(1750000000000)

static const char *const lines[] = {
	"Das Brot von heute morgen war wieder sehr gut. ",
	"Wir waren am Samstag auf dem Markt in Köln und haben Kuchen gekauft. ",
	"Heute Abend spielt der Verein im Stadion, das Wetter wird schön. ",
	"Neue Version der App ist da, mit vielen kleinen Verbesserungen. ",
	"Mein Zug hatte gestern zwanzig Minuten Verspätung, ich lese ein Buch. ",
	"Straßenfest in der Altstadt: Musik, Essen und viele nette Menschen. ",
	"Das Rathaus bekommt ein neues Dach, die Bücherei zieht um. ",
	"Coffee and a long walk along the river, a perfect morning. ",
	"The new release looks great, I have been using it since yesterday. ",
	"Frische Brötchen und ein Kaffee, so beginnt der Tag. ",
};
static const char *const asks[] = {
	"Wann habt ihr am Samstag geöffnet?",
	"Habt ihr das Brot auch ohne Nüsse, und was kostet es?",
	"Could you tell me if the shop is open on Sunday?",
};

struct text {
	char html[420];
};

#define TEXTS	8192
static struct text *texts;
static struct store *store;
static struct classifier *classifier;

static uint64_t
mix(uint64_t x)
{
	x += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static void
make_texts(void)
{
	texts = xcalloc(TEXTS, sizeof(*texts));
	for (uint64_t i = 0; i < TEXTS; i++) {
		char *p = texts[i].html;
		size_t n, size = sizeof(texts[i].html);
		size_t want = 90 + mix(i) % 200;
		uint64_t s = i * 1000003;

		/* One in fifty asks something. */
		n = (size_t)snprintf(p, size, "<p><span class=\"h-card\">"
		    "<a href=\"https://srv/@shop\">@shop</a></span> %s",
		    i % 50 == 0 ? asks[i / 50 % ARRAY_LEN(asks)] : "");
		want += n;
		while (n < want && n < size - 90 && i % 50 != 0) {
			s = mix(s);
			n += (size_t)snprintf(p + n, size - n, "%s",
			    lines[s % ARRAY_LEN(lines)]);
		}
		snprintf(p + n, size - n, "</p>");
	}
}

static double
cpu(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return (double)ts.tv_sec * 1e6 + (double)ts.tv_nsec / 1e3;
}

static void
say(const char *name, double value, const char *unit)
{
	printf("{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}\n", name,
	    value, unit);
	fflush(stdout);
}

static int64_t
order(const char *id)
{
	return strtoll(id, NULL, 10);
}

/* --- one call at a time --- */

static struct err failed;
static size_t n_listed;

static void
on_done(void *arg, const struct err *e)
{
	(void)arg;
	if (e->code != ERR_OK)
		failed = *e;
	loop_stop();
}

static void
on_ingest(void *arg, const struct err *e, const struct store_ingested *sum)
{
	(void)sum;
	on_done(arg, e);
}

static void
on_sync(void *arg, const struct err *e, const struct store_account_state *v,
    size_t n)
{
	(void)v, (void)n;
	on_done(arg, e);
}

static void
on_list(void *arg, const struct err *e, const struct question *v, size_t n)
{
	(void)v;
	n_listed = n;
	on_done(arg, e);
}

static void
on_status(void *arg, const struct err *e, const struct store_status *st)
{
	n_listed = st != NULL ? (size_t)(st->waiting + st->perhaps) : 0;
	on_done(arg, e);
}

static void
wait_for_it(void)
{
	loop_run();
	if (failed.code != ERR_OK)
		fatal("%s", failed.text);
}

/* --- pages --- */

struct page {
	struct hark_post posts[PAGE];
	char ids[PAGE][24], parents[PAGE][24], authors[PAGE][24];
	char urls[PAGE][80], names[PAGE][24];
};

static void
native(char *out, size_t size, uint64_t i)
{
	snprintf(out, size, "%llu", (unsigned long long)(
	    UINT64_C(113000000000000000) + i * 25000 + mix(i) % 20000));
}

static void
make_page(struct page *pg, uint64_t first)
{
	memset(pg, 0, sizeof(*pg));
	for (uint64_t k = 0; k < PAGE; k++) {
		uint64_t i = first + k, who = mix(i) % 200000;
		struct hark_post *p = &pg->posts[k];

		native(pg->ids[k], sizeof(pg->ids[k]), i);
		snprintf(pg->authors[k], sizeof(pg->authors[k]), "%llu",
		    (unsigned long long)who + 109000000000000000);
		snprintf(pg->names[k], sizeof(pg->names[k]), "@user%llu",
		    (unsigned long long)who);
		snprintf(pg->urls[k], sizeof(pg->urls[k]),
		    "https://srv.example/@user%llu/%s",
		    (unsigned long long)who, pg->ids[k]);
		p->id = pg->ids[k];
		p->author = pg->authors[k];
		p->handle = p->name = pg->names[k];
		p->url = pg->urls[k];
		p->lang = "de";
		p->text = texts[mix(i * 3) % TEXTS].html;
		p->format = HARK_HTML;
		/* A third is ours, a third speaks to us. */
		p->kind = mix(i * 7) % 3 == 0 ? HARK_MENTION : HARK_FOUND;
		if (mix(i * 7) % 3 == 1) {
			p->author = "109999999999999999";
			p->kind = HARK_OWN;
		}
		p->visibility = HARK_PUBLIC;
		p->created = START + (int64_t)i * 300;
		/* Two in five answer a post of the same page. */
		if (k % 5 >= 3) {
			native(pg->parents[k], sizeof(pg->parents[k]),
			    first + k - k % 5);
			p->parent = pg->parents[k];
		}
	}
}

static void
ingest(const struct page *pg, const char *account, int64_t now)
{
	struct store_batch b = { .account = account, .op = HARK_POLL,
		.now = now, .feed = "mentions", .cursor = pg->ids[PAGE - 1],
		.complete = true, .self_id = "109999999999999999",
		.posts = pg->posts, .n_posts = PAGE,
		.order = order };

	store_ingest(store, &b, on_ingest, NULL);
	wait_for_it();
}

static int64_t
size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
}

static void
fill(uint64_t posts, size_t accounts)
{
	struct page *pg = xcalloc(1, sizeof(*pg));
	double making = 0, total = 0, t;
	char name[24];

	for (uint64_t i = 0; i + PAGE <= posts; i += PAGE) {
		t = cpu();
		make_page(pg, i);
		snprintf(name, sizeof(name), "a%llu",
		    (unsigned long long)(mix(i) % accounts));
		making += cpu() - t;
		t = cpu();
		ingest(pg, name, START + (int64_t)(i + PAGE) * 300);
		total += cpu() - t;
	}
	say("store_ingest_us", total / (double)posts, "us/post");
	say("generator_us", making / (double)posts, "us/post");
	t = cpu();
	for (int i = 0; i < 1000; i++)
		ingest(pg, name, START + (int64_t)posts * 300);
	say("store_known_page_us", (cpu() - t) / 1000, "us/page");
	free(pg);
}

static void
read_back(uint64_t posts)
{
	struct question_filter f = { .max = 20 };
	double t;

	t = cpu();
	store_list(store, &f, on_list, NULL);
	wait_for_it();
	say("oldest_first_ms", (cpu() - t) / 1000, "ms");
	f.account = "a7";
	t = cpu();
	store_list(store, &f, on_list, NULL);
	wait_for_it();
	say("oldest_of_account_ms", (cpu() - t) / 1000, "ms");
	for (int i = 0; i < 2; i++) {
		t = cpu();
		store_status(store, START + (int64_t)posts * 300, false,
		    on_status, NULL);
		wait_for_it();
		say(i == 0 ? "status_first_ms" : "status_ms",
		    (cpu() - t) / 1000, "ms");
	}
	say("open", (double)n_listed, "questions");
}

int
main(int argc, char **argv)
{
	uint64_t posts = argc > 1 ? strtoull(argv[1], NULL, 10) : 200000;
	size_t accounts = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000;
	AUTO(free_p) char *path = argc > 3 ? xstrdup(argv[3]) :
	    xasprintf("/dev/shm/bench_store.%d.db", (int)getpid());
	AUTO(free_p) char *lock = xasprintf("%s.lock", path);
	bool there = access(path, F_OK) == 0;
	struct store_account *acc = xcalloc(accounts, sizeof(*acc));
	struct store_health h;
	struct store_opts o = { .client = "bench", .path = path };
	struct rusage ru;
	double t;

	loop_init();
	make_texts();
	classifier = classify_load(NULL, &failed);
	if (classifier == NULL)
		fatal("%s", failed.text);
	o.classifier = classifier;
	t = cpu();
	store = store_open(&o, &failed);
	if (store == NULL)
		fatal("%s", failed.text);
	say("open_ms", (cpu() - t) / 1000, "ms");
	for (size_t i = 0; i < accounts; i++) {
		acc[i].name = xasprintf("a%zu", i);
		acc[i].plugin = "mastodon";
		acc[i].realm = "srv.example";
		acc[i].sees_answers = true;
	}
	store_sync_accounts(store, acc, accounts, on_sync, NULL);
	wait_for_it();
	if (!there)
		fill(posts, accounts);
	read_back(posts);
	store_health(store, &h);
	say("bytes_per_post", (double)(h.size + h.wal_size) /
	    (double)h.posts, "bytes");
	if (!there && posts <= 1000000 && getenv("INDEX") != NULL) {
		store_health(store, &h);
		t = cpu();
		while (store_idle(store, START))
			;
		say("index_us", (cpu() - t) / (double)posts, "us/post");
	}
	getrusage(RUSAGE_SELF, &ru);
	say("rss_mb", (double)ru.ru_maxrss / 1024, "MB");
	store_health(store, &h);
	store_close(store);
	say("file_bytes_per_post", (double)size_of(path) / (double)h.posts,
	    "bytes, index of words included if filled");
	for (size_t i = 0; i < accounts; i++)
		free(*(char **)(uintptr_t)&acc[i].name);
	free(acc);
	free(texts);
	classify_free(classifier);
	if (argc <= 3)
		unlink(path);
	unlink(lock);
	loop_free();
	return 0;
}
