/* SPDX-License-Identifier: ISC */
#ifndef STORE_RIG_H
#define STORE_RIG_H

/*
 * store_rig.h - a store with two accounts on one server, and calls that run
 * until they are answered, so that a test reads like a story.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "fake/fake.h"
#include "store/ingest.h"
#include "store/outbox.h"
#include "store/questions.h"
#include "store/store.h"

#define NOW	INT64_C(1750000000000)
#define ASK	"Wann habt ihr am Samstag geöffnet?"
#define ASK2	"Habt ihr das auch ohne Nüsse?"
#define REPLY	"Wir haben am Samstag bis 14 Uhr geöffnet."

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"

static struct classifier *rig_classifier;
static struct store *rig;
static char rig_dir[64], rig_path[96];
static struct err rig_err;		/* of the last call */
static int64_t rig_order_calls;

/* What the last callback said, flattened. */
static struct rig_q {
	char id[QID_LEN + 1];
	char account[32], text[256], last[256], asker[64], url[64], root[256];
	char answer[256], answered_by[64], native[64], mail_root[64];
	struct tquestion q;
	int64_t ring_at, ring_step, rung_at, seen_at, read_at, threads;
	bool active, root_own;
	enum hark_visibility visibility;
} rig_qs[64];
static size_t rig_n;
static int64_t rig_next;
static int rig_answers;
static struct store_ingested rig_sum;

static int64_t
rig_order(const char *id)
{
	int64_t n = 0;

	rig_order_calls++;
	for (; *id >= '0' && *id <= '9'; id++)
		n = n * 10 + (*id - '0');
	return n;
}

static void
rig_copy(char *dst, size_t size, const char *src)
{
	snprintf(dst, size, "%s", src != NULL ? src : "");
}
#define RIG_COPY(dst, src)	rig_copy((dst), sizeof(dst), (src))

static void
rig_questions(void *arg, const struct err *e, const struct question *v,
    size_t n)
{
	(void)arg;
	rig_answers++;
	rig_err = *e;
	rig_n = n;
	memset(rig_qs, 0, sizeof(rig_qs));
	for (size_t i = 0; i < n && i < ARRAY_LEN(rig_qs); i++) {
		struct rig_q *q = &rig_qs[i];

		RIG_COPY(q->id, v[i].id);
		RIG_COPY(q->account, v[i].account);
		RIG_COPY(q->text, v[i].text);
		RIG_COPY(q->last, v[i].last_text);
		RIG_COPY(q->asker, v[i].asker_name);
		RIG_COPY(q->url, v[i].url);
		RIG_COPY(q->root, v[i].root_text);
		RIG_COPY(q->answer, v[i].answer_text);
		RIG_COPY(q->answered_by, v[i].answered_by);
		RIG_COPY(q->native, v[i].native);
		RIG_COPY(q->mail_root, v[i].mail_root);
		q->q = v[i].q;
		q->ring_at = v[i].ring_at;
		q->ring_step = v[i].ring_step;
		q->rung_at = v[i].rung_at;
		q->seen_at = v[i].seen_at;
		q->read_at = v[i].read_at;
		q->threads = v[i].asker_threads;
		q->active = v[i].account_active;
		q->root_own = v[i].root_own;
		q->visibility = v[i].visibility;
	}
}

static void
rig_rings(void *arg, const struct err *e, const struct question *v, size_t n,
    int64_t next)
{
	rig_questions(arg, e, v, n);
	rig_next = next;
}

static void
rig_done(void *arg, const struct err *e)
{
	(void)arg;
	rig_answers++;
	rig_err = *e;
}

static void
rig_ingested(void *arg, const struct err *e, const struct store_ingested *sum)
{
	(void)arg;
	rig_answers++;
	rig_err = *e;
	rig_sum = *sum;
}

static char rig_cursor[64];
static size_t rig_feeds;
static int64_t rig_baseline_at;

static void
rig_synced(void *arg, const struct err *e, const struct store_account_state *v,
    size_t n)
{
	(void)arg;
	rig_answers++;
	rig_err = *e;
	rig_cursor[0] = '\0';
	rig_feeds = 0;
	rig_baseline_at = 0;
	for (size_t i = 0; i < n && i < 1; i++) {
		rig_feeds = v[i].n_feeds;
		if (v[i].n_feeds > 0) {
			RIG_COPY(rig_cursor, v[i].feeds[0].cursor);
			rig_baseline_at = v[i].feeds[0].baseline_at;
		}
	}
}

static const char *const rig_staff[] = { "@petra", NULL };

static void
rig_sync(void)
{
	const struct store_account a[] = {
		{ .name = "one", .plugin = "mastodon", .realm = "srv",
		  .sees_answers = true, .staff = rig_staff },
		{ .name = "two", .plugin = "mastodon", .realm = "srv",
		  .sees_answers = true },
	};

	store_sync_accounts(rig, a, 2, rig_synced, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
rig_open(const char *path)
{
	static const char *const automatic[] = { "Wir melden uns automatisch",
	    NULL };
	struct store_opts o = { .client = "shop", .path = path,
		.classifier = rig_classifier, .lang = "de",
		.automatic = automatic };
	struct err e = { 0 };

	rig = store_open(&o, &e);
	if (rig == NULL)
		fail_msg("%s", e.text);
}

/* Posts as a batch of account `one', feed "mentions". */
static struct store_batch
rig_batch(const struct hark_post *p, size_t n)
{
	return (struct store_batch){ .account = "one", .op = HARK_POLL,
		.now = loop_now(), .posts = p, .n_posts = n,
		.order = rig_order, .complete = true };
}

static void
rig_run(const struct store_batch *b)
{
	int before = rig_answers;

	rig_err.code = ERR_OK;
	store_ingest(rig, b, rig_ingested, NULL);
	assert_int_equal(rig_answers, before);
	fake_settle();
	assert_int_equal(rig_answers, before + 1);
}

static void
rig_ingest(const struct hark_post *p, size_t n)
{
	struct store_batch b = rig_batch(p, n);

	rig_run(&b);
	if (rig_err.code != ERR_OK)
		fail_msg("%s", rig_err.text);
}

static void
rig_list(bool open, bool perhaps, bool ended)
{
	struct question_filter f = { .open = open, .perhaps = perhaps,
		.ended = ended };

	store_list(rig, &f, rig_questions, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
rig_act(const char *id, enum verb verb, int64_t until)
{
	struct store_act a = { .id = id, .verb = verb, .now = loop_now(),
		.until = until, .who = "uid 0 (test)" };

	store_act(rig, &a, rig_questions, NULL);
	fake_settle();
}

/* Anna asks us; the shape most tests begin with. */
static struct hark_post
rig_mention(const char *id, const char *text)
{
	return (struct hark_post){ .id = id, .author = "a1",
		.handle = "@anna", .name = "Anna K.", .text = text,
		.url = "https://srv/@anna/1", .created = loop_now(),
		.kind = HARK_MENTION, .visibility = HARK_PUBLIC };
}

static struct hark_post
rig_own(const char *id, const char *parent, const char *text)
{
	return (struct hark_post){ .id = id, .author = "us",
		.handle = "@shop", .name = "Bäckerei", .parent = parent,
		.text = text, .created = loop_now(), .kind = HARK_OWN,
		.visibility = HARK_PUBLIC };
}

static int
rig_setup(void **state)
{
	struct err e = { 0 };
	struct store_batch b;

	(void)state;
	fake_clock(NOW);
	rig_answers = 0;
	snprintf(rig_dir, sizeof(rig_dir), "/tmp/hark-store-XXXXXX");
	assert_non_null(mkdtemp(rig_dir));
	snprintf(rig_path, sizeof(rig_path), "%s/shop.db", rig_dir);
	rig_classifier = classify_load(NULL, &e);
	assert_non_null(rig_classifier);
	rig_open(rig_path);
	rig_sync();
	b = rig_batch(NULL, 0);
	b.feed = "mentions";
	b.cursor = "0";
	b.self_id = "us";
	b.self_handle = "@shop";
	rig_run(&b);
	assert_int_equal(rig_err.code, ERR_OK);
	return 0;
}

static int
rig_teardown(void **state)
{
	char cmd[192];

	(void)state;
	store_close(rig);
	rig = NULL;
	classify_free(rig_classifier);
	snprintf(cmd, sizeof(cmd), "umount -l %s 2>/dev/null; rm -rf %s",
	    rig_dir, rig_dir);
	assert_int_equal(system(cmd), 0);
	fake_free();
	return 0;
}

static void
rig_reopen(void)
{
	store_close(rig);
	rig_open(rig_path);
	rig_sync();
}

#pragma GCC diagnostic pop

#endif
