/* SPDX-License-Identifier: ISC */

/* Opening, closing, crashing, full disks, copies and forgetting. */

#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>

#include <sqlite3.h>

#include "core/store_rig.h"

static struct store *
try_open(const char *path, struct err *e)
{
	struct store_opts o = { .client = "other", .path = path,
		.classifier = rig_classifier };

	memset(e, 0, sizeof(*e));
	return store_open(&o, e);
}

static void
poll_cursor(const char *cursor, const struct hark_post *p, size_t n)
{
	struct store_batch b = rig_batch(p, n);

	b.feed = "mentions";
	b.cursor = cursor;
	rig_run(&b);
}

static void
test_second_opener_is_refused(void **state)
{
	struct err e;

	(void)state;
	assert_null(try_open(rig_path, &e));
	assert_int_equal(e.code, ERR_CONFLICT);
	assert_non_null(strstr(e.text, "another harkd"));
	store_close(rig);
	rig = try_open(rig_path, &e);
	assert_non_null(rig);
}

static void
test_mode_is_private(void **state)
{
	struct stat st;

	(void)state;
	assert_int_equal(stat(rig_path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void
exec_sql(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void
test_newer_and_foreign_files_are_refused(void **state)
{
	char other[128];
	struct err e;

	(void)state;
	store_close(rig);
	exec_sql(rig_path, "PRAGMA user_version = 99");
	rig = try_open(rig_path, &e);
	assert_null(rig);
	assert_int_equal(e.code, ERR_CONFIG);
	assert_non_null(strstr(e.text, "newer"));
	snprintf(other, sizeof(other), "%s/foreign.db", rig_dir);
	exec_sql(other, "CREATE TABLE bookmarks(x)");
	assert_null(try_open(other, &e));
	assert_int_equal(e.code, ERR_STORE);
	assert_non_null(strstr(e.text, "another program"));
}

static void
test_damaged_file_is_refused_others_work(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	char other[128];
	struct err e;
	int fd;

	(void)state;
	snprintf(other, sizeof(other), "%s/bad.db", rig_dir);
	fd = open(other, O_WRONLY | O_CREAT, 0600);
	assert_int_equal(write(fd, "this is not a database, but it is long "
	    "enough to look like one from afar", 72), 72);
	for (int i = 0; i < 100; i++)
		assert_int_equal(write(fd, "rubbish", 7), 7);
	close(fd);
	assert_null(try_open(other, &e));
	assert_int_equal(e.code, ERR_STORE);
	assert_non_null(strstr(e.text, "backup"));
	rig_ingest(&p, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
}

static void
test_files_know_their_networks(void **state)
{
	char odd[160];

	(void)state;
	/* Open, or not: nothing is touched. */
	exec_sql(rig_path, "PRAGMA wal_checkpoint(FULL)");
	assert_true(store_knew(rig_dir, "mastodon"));
	assert_false(store_knew(rig_dir, "frobnitz"));
	store_close(rig);
	rig = NULL;
	assert_true(store_knew(rig_dir, "mastodon"));
	assert_false(store_knew("/nonexistent", "mastodon"));
	/* A file that a URI would misread. */
	snprintf(odd, sizeof(odd), "%s/a?b#c%%20.db", rig_dir);
	assert_int_equal(rename(rig_path, odd), 0);
	assert_true(store_knew(rig_dir, "mastodon"));
}

static void
test_damage_is_found_after_an_unclean_end(void **state)
{
	struct hark_post p[200];
	char ids[200][16], junk[4096];
	struct stat st;
	struct err e;
	int fd;

	(void)state;
	for (int i = 0; i < 200; i++) {
		snprintf(ids[i], sizeof(ids[i]), "%d", 1000 + i);
		p[i] = rig_mention(ids[i], ASK);
	}
	rig_ingest(p, 200);
	store_close(rig);
	rig = NULL;
	exec_sql(rig_path, "UPDATE meta SET value = 0 WHERE key = 'clean'");
	memset(junk, 0x5a, sizeof(junk));
	assert_int_equal(stat(rig_path, &st), 0);
	fd = open(rig_path, O_WRONLY);
	for (off_t at = 4096 * 20; at < st.st_size; at += 8192)
		assert_int_equal(pwrite(fd, junk, sizeof(junk), at),
		    sizeof(junk));
	close(fd);
	assert_null(try_open(rig_path, &e));
	assert_int_equal(e.code, ERR_STORE);
	assert_non_null(strstr(e.text, "damaged"));
}

static void
test_cursor_and_posts_survive_together(void **state)
{
	struct hark_post p = rig_mention("100", ASK);

	(void)state;
	poll_cursor("100", &p, 1);
	rig_reopen();
	assert_int_equal(rig_feeds, 1);
	assert_string_equal(rig_cursor, "100");
	assert_int_equal(rig_baseline_at, NOW);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
}

/* The child dies without closing, in the middle of things. */
static void
crash_after(int batches)
{
	pid_t pid = fork();
	int st;

	assert_true(pid >= 0);
	if (pid == 0) {
		rig_open(rig_path);
		rig_sync();
		for (int i = 0; i < batches; i++) {
			char id[16], cursor[16];
			struct hark_post p;

			snprintf(id, sizeof(id), "%d", 500 + i);
			snprintf(cursor, sizeof(cursor), "%d", 500 + i);
			p = rig_mention(id, ASK);
			p.author = id;
			poll_cursor(cursor, &p, 1);
		}
		/* One more is queued and never done. */
		struct hark_post p = rig_mention("999", ASK);
		struct store_batch b = rig_batch(&p, 1);

		b.feed = "mentions";
		b.cursor = "999";
		store_ingest(rig, &b, NULL, NULL);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &st, 0), pid);
	assert_int_equal(st, 0);
}

static void
test_crash_loses_nothing_committed(void **state)
{
	(void)state;
	store_close(rig);
	crash_after(7);
	rig_open(rig_path);
	rig_sync();
	assert_string_equal(rig_cursor, "506");
	rig_list(true, false, false);
	assert_int_equal(rig_n, 7);
}

static int order[8], n_order;

static void
note_ingest(void *arg, const struct err *e, const struct store_ingested *sum)
{
	(void)e, (void)sum;
	order[n_order++] = *(int *)arg;
}

static void
note_done(void *arg, const struct err *e)
{
	(void)e;
	order[n_order++] = *(int *)arg;
}

static void
note_list(void *arg, const struct err *e, const struct question *v, size_t n)
{
	(void)e, (void)v;
	order[n_order++] = *(int *)arg * 10 + (int)n;
}

static void
test_calls_are_answered_in_order(void **state)
{
	int one = 1, two = 2, three = 3, four = 4;
	struct hark_post p = rig_mention("100", ASK);
	struct hark_post q = rig_mention("101", ASK2);
	struct store_batch a = rig_batch(&p, 1), b = rig_batch(&q, 1);
	struct question_filter f = { 0 };

	(void)state;
	q.author = "b1";
	n_order = 0;
	store_ingest(rig, &a, note_ingest, &one);
	store_list(rig, &f, note_list, &two);
	store_ingest(rig, &b, note_ingest, &three);
	store_save_feeds(rig, NULL, 0, note_done, &four);
	assert_int_equal(n_order, 0);
	fake_settle();
	assert_int_equal(n_order, 4);
	assert_int_equal(order[0], 1);
	assert_int_equal(order[1], 21);
	assert_int_equal(order[2], 3);
	assert_int_equal(order[3], 4);
}

static int late_code = -1;

static void
late_done(void *arg, const struct err *e)
{
	(void)arg;
	late_code = (int)e->code;
}

static void
asks_again(void *arg, const struct err *e, const struct store_ingested *sum)
{
	(void)arg, (void)sum;
	assert_int_equal(e->code, ERR_OK);
	store_save_feeds(rig, NULL, 0, late_done, NULL);
}

static void
test_close_finishes_what_is_queued(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	struct store_batch b = rig_batch(&p, 1);

	(void)state;
	b.feed = "mentions";
	b.cursor = "100";
	store_ingest(rig, &b, asks_again, NULL);
	store_close(rig);
	assert_int_equal(late_code, ERR_UNAVAILABLE);
	rig_open(rig_path);
	rig_sync();
	assert_string_equal(rig_cursor, "100");
}

static void
closes(void *arg, const struct err *e)
{
	(void)arg, (void)e;
	store_close(rig);
}

static void
test_close_from_a_callback(void **state)
{
	(void)state;
	store_save_feeds(rig, NULL, 0, closes, NULL);
	fake_settle();
	rig_open(rig_path);
}

static void
test_in_memory(void **state)
{
	struct hark_post p = rig_mention("100", ASK);

	(void)state;
	store_close(rig);
	rig_open(NULL);
	rig_sync();
	rig_ingest(&p, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
}

/* --- full disks --- */

static void
test_full_disk(void **state)
{
	static char big[3000];
	struct hark_post p = rig_mention("100", ASK), q;
	struct store_health h;
	char path[128], filler[128];
	int fd;

	(void)state;
	store_close(rig);
	rig = NULL;
	if (mount("none", rig_dir, "tmpfs", 0, "size=4m") == -1) {
		rig_open(rig_path);
		skip();
	}
	snprintf(path, sizeof(path), "%s/full.db", rig_dir);
	snprintf(filler, sizeof(filler), "%s/filler", rig_dir);
	rig_open(path);
	rig_sync();
	poll_cursor("100", &p, 1);
	fd = open(filler, O_WRONLY | O_CREAT, 0600);
	memset(big, 'x', sizeof(big) - 1);
	while (write(fd, big, sizeof(big)) > 0)
		;
	assert_int_equal(errno, ENOSPC);
	for (int i = 0; i < 50 && rig_err.code == ERR_OK; i++) {
		char id[16];

		snprintf(id, sizeof(id), "%d", 200 + i);
		q = rig_mention(id, big);
		poll_cursor(id, &q, 1);
	}
	assert_int_equal(rig_err.code, ERR_FULL);
	store_health(rig, &h);
	assert_false(h.writable);
	assert_int_equal(h.err.code, ERR_FULL);
	assert_false(store_idle(rig, loop_now()));
	/* Reads go on; what staff does is refused, not half done. */
	rig_list(true, false, false);
	rig_act(rig_qs[0].id, VERB_CLOSE, 0);
	assert_int_equal(rig_err.code, ERR_FULL);
	rig_list(true, false, false);
	assert_int_equal(rig_qs[0].q.state, Q_WAITING);
	assert_int_equal(ftruncate(fd, 0), 0);
	close(fd);
	q = rig_mention("900", ASK2);
	q.author = "b1";
	poll_cursor("900", &q, 1);
	assert_int_equal(rig_err.code, ERR_OK);
	store_health(rig, &h);
	assert_true(h.writable);
	assert_int_equal(h.err.code, ERR_OK);
	store_close(rig);
	rig_open(path);
	rig_sync();
	assert_string_equal(rig_cursor, "900");
	store_close(rig);
	assert_int_equal(umount2(rig_dir, MNT_DETACH), 0);
	rig_open(rig_path);
}

/* --- backup --- */

static void
test_backup(void **state)
{
	struct hark_post p = rig_mention("100", ASK);
	struct stat st;
	char copy[128];
	struct err e;

	(void)state;
	rig_ingest(&p, 1);
	snprintf(copy, sizeof(copy), "%s/copy.db", rig_dir);
	rig_answers = 0;
	store_backup(rig, copy, rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_answers, 1);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_int_equal(stat(copy, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	store_backup(rig, copy, rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_CONFLICT);
	store_backup(rig, "/nonexistent/x.db", rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_IO);
	store_close(rig);
	rig = try_open(copy, &e);
	assert_non_null(rig);
	rig_sync();
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].text, ASK);
}

/* --- forgetting --- */

static const struct store_retention keep = {
	.other_ms = 30 * WHEN_DAY, .baseline_ms = 90 * WHEN_DAY,
	.question_ms = 180 * WHEN_DAY, .person_ms = 365 * WHEN_DAY,
	.audit_ms = 90 * WHEN_DAY,
};
static int64_t n_gone;

static void
on_count(void *arg, const struct err *e, int64_t n)
{
	(void)arg;
	rig_err = *e;
	n_gone += n;
	if (n > 0)
		store_retain(rig, &keep, loop_now(), 3, on_count, NULL);
}

static int64_t
retain(void)
{
	n_gone = 0;
	store_retain(rig, &keep, loop_now(), 3, on_count, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
	return n_gone;
}

static int64_t
posts(void)
{
	struct store_health h;

	store_health(rig, &h);
	return h.posts;
}

static void
test_retention(void **state)
{
	struct hark_post p, base;
	struct store_batch b;
	struct audit_row a = { .at = NOW, .verb = "ack" };
	char id[16];

	(void)state;
	store_audit(rig, &a);
	for (int i = 0; i < 10; i++) {
		snprintf(id, sizeof(id), "%d", 100 + i);
		p = rig_mention(id, "Das Brot war sehr gut.");
		p.kind = HARK_FOUND;
		rig_ingest(&p, 1);
	}
	base = rig_mention("300", "Das Brot von damals war gut.");
	base.kind = HARK_FOUND;
	b = rig_batch(&base, 1);
	b.baseline = true;
	rig_run(&b);
	p = rig_mention("200", ASK);
	p.author = "b1";
	rig_ingest(&p, 1);
	assert_int_equal(posts(), 12);
	assert_int_equal(retain(), 0);

	fake_advance(31 * WHEN_DAY);
	assert_int_equal(retain(), 10);
	assert_int_equal(posts(), 2);
	assert_int_equal(retain(), 0);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);

	fake_advance(60 * WHEN_DAY);
	/* The baseline post, and the audit row. */
	assert_int_equal(retain(), 2);
	assert_int_equal(posts(), 1);

	/* Open, however old: stays.  Then half a year after its end. */
	fake_advance(300 * WHEN_DAY);
	retain();
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	rig_act(rig_qs[0].id, VERB_CLOSE, 0);
	fake_advance(179 * WHEN_DAY);
	retain();
	assert_int_equal(posts(), 1);
	fake_advance(2 * WHEN_DAY);
	assert_true(retain() >= 2);
	assert_int_equal(posts(), 0);
	rig_list(true, true, true);
	assert_int_equal(rig_n, 0);
	/* New posts go on with new ids. */
	p = rig_mention("201", ASK);
	rig_ingest(&p, 1);
	rig_reopen();
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
}

static bool
file_has(const char *suffix, const char *word)
{
	char path[160], *data;
	struct stat st;
	bool found;
	int fd;

	snprintf(path, sizeof(path), "%s%s", rig_path, suffix);
	fd = open(path, O_RDONLY);
	if (fd == -1)
		return false;
	assert_int_equal(fstat(fd, &st), 0);
	data = xmalloc((size_t)st.st_size + 1);
	assert_int_equal(read(fd, data, (size_t)st.st_size), st.st_size);
	close(fd);
	found = memmem(data, (size_t)st.st_size, word, strlen(word)) != NULL;
	free(data);
	return found;
}

static void
idle(void)
{
	for (int i = 0; i < 10000 && store_idle(rig, loop_now()); i++)
		;
	assert_false(store_idle(rig, loop_now()));
}

static void
test_deleted_words_leave_the_file(void **state)
{
	struct hark_post p, del = { .id = "150", .flags = HARK_POST_DELETED };
	struct store_health h;
	char id[16];

	(void)state;
	for (int i = 0; i < 300; i++) {
		snprintf(id, sizeof(id), "%d", 100 + i);
		p = rig_mention(id, i == 50 ?
		    "Mein Geheimnis heißt Xylophonkonzert" :
		    "Das Brot war sehr gut.");
		p.kind = HARK_FOUND;
		rig_ingest(&p, 1);
		if (i % 30 == 0)
			idle();
	}
	idle();
	store_health(rig, &h);
	assert_int_equal(h.unindexed, 0);
	assert_true(file_has("", "ylophonkonzert") ||
	    file_has("-wal", "ylophonkonzert"));
	rig_ingest(&del, 1);
	idle();
	assert_false(file_has("", "ylophonkonzert"));
	assert_false(file_has("-wal", "ylophonkonzert"));
}

static void
test_network_limits_text(void **state)
{
	const struct store_account acc[] = {
		{ .name = "one", .plugin = "mastodon", .realm = "srv",
		  .sees_answers = true, .text_ttl_ms = WHEN_DAY },
	};
	struct hark_post p = rig_mention("100", ASK);

	(void)state;
	store_sync_accounts(rig, acc, 1, rig_synced, NULL);
	fake_settle();
	rig_ingest(&p, 1);
	fake_advance(2 * WHEN_DAY);
	assert_int_equal(retain(), 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].text, "");
	/* Still seen, still the same, still without its text. */
	rig_ingest(&p, 1);
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].text, "");
	assert_int_equal(retain(), 0);
}

/* --- accounts --- */

static void
test_renamed_account_is_found(void **state)
{
	const struct store_account acc[] = {
		{ .name = "bakery", .plugin = "mastodon", .realm = "srv",
		  .sees_answers = true },
	};
	struct hark_post p = rig_mention("100", ASK);
	struct store_batch b;

	(void)state;
	rig_ingest(&p, 1);
	store_sync_accounts(rig, acc, 1, rig_synced, NULL);
	fake_settle();
	store_ring_due(rig, loop_now(), 0, rig_rings, NULL);
	fake_settle();
	assert_int_equal(rig_n, 0);
	b = rig_batch(NULL, 0);
	b.account = "bakery";
	b.feed = "mentions";
	b.cursor = "7";
	b.self_id = "us";
	rig_run(&b);
	assert_int_equal(rig_err.code, ERR_OK);
	store_ring_due(rig, loop_now(), 0, rig_rings, NULL);
	fake_settle();
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].account, "bakery");
	/* Known under the new name from now on. */
	store_close(rig);
	rig_open(rig_path);
	store_sync_accounts(rig, acc, 1, rig_synced, NULL);
	fake_settle();
	assert_string_equal(rig_cursor, "7");
}

static char kept_value[32], self_id[32], self_handle[32];
static size_t n_kept;

static void
on_state(void *arg, const struct err *e, const struct store_account_state *v,
    size_t n)
{
	(void)arg;
	rig_err = *e;
	assert_int_equal(n, 1);
	RIG_COPY(self_id, v[0].self_id);
	RIG_COPY(self_handle, v[0].self_handle);
	for (n_kept = 0; v[0].kept[n_kept * 2] != NULL; n_kept++)
		RIG_COPY(kept_value, v[0].kept[n_kept * 2 + 1]);
}

static void
test_small_facts_are_kept(void **state)
{
	static const char *const first[] = { "version", "4.2", "limit", "500",
	    NULL };
	static const char *const then[] = { "version", "4.3", "limit", NULL,
	    NULL };
	const struct store_account one = { .name = "one",
		.plugin = "mastodon", .realm = "srv", .sees_answers = true };
	struct store_health before, after;
	struct store_batch b = rig_batch(NULL, 0);

	(void)state;
	b.kept = first;
	rig_run(&b);
	b.kept = then;
	rig_run(&b);
	store_health(rig, &before);
	rig_run(&b);
	store_health(rig, &after);
	assert_int_equal(before.wal_size, after.wal_size);
	store_close(rig);
	rig_open(rig_path);
	store_sync_accounts(rig, &one, 1, on_state, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
	assert_int_equal(n_kept, 1);
	assert_string_equal(kept_value, "4.3");
	assert_string_equal(self_id, "us");
	assert_string_equal(self_handle, "@shop");
}

static void
test_schedule_is_saved(void **state)
{
	struct store_feed_update u = { .account = "one", .feed = {
		.name = "mentions", .next_at = NOW + 5, .tried_at = NOW,
		.ok_at = NOW, .failures = 3, .error = "503", .cursor = "no" } };

	(void)state;
	store_save_feeds(rig, &u, 1, rig_done, NULL);
	memset(&u, 0, sizeof(u));
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
	rig_reopen();
	assert_int_equal(rig_feeds, 1);
	assert_string_equal(rig_cursor, "0");
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, rig_setup, rig_teardown)
	const struct CMUnitTest tests[] = {
		T(test_second_opener_is_refused),
		T(test_mode_is_private),
		T(test_newer_and_foreign_files_are_refused),
		T(test_damaged_file_is_refused_others_work),
		T(test_files_know_their_networks),
		T(test_damage_is_found_after_an_unclean_end),
		T(test_cursor_and_posts_survive_together),
		T(test_crash_loses_nothing_committed),
		T(test_calls_are_answered_in_order),
		T(test_close_finishes_what_is_queued),
		T(test_close_from_a_callback),
		T(test_in_memory),
		T(test_full_disk),
		T(test_backup),
		T(test_retention),
		T(test_deleted_words_leave_the_file),
		T(test_network_limits_text),
		T(test_renamed_account_is_found),
		T(test_small_facts_are_kept),
		T(test_schedule_is_saved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
