/* SPDX-License-Identifier: ISC */

/* People: who is known, VIP, the same, blocked; what is kept of them. */

#include <sqlite3.h>

#include "core/store_rig.h"

static bool known, vip;
static int64_t threads;

static void
on_person(void *arg, const struct err *e, const struct question *v, size_t n)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	assert_true(n > 0);
	known = v[n - 1].asker_known;
	vip = v[n - 1].asker_vip;
	threads = v[n - 1].asker_threads;
}

/* What the newest open question says of its asker. */
static void
look(void)
{
	struct question_filter f = { .open = true };

	store_list(rig, &f, on_person, NULL);
	fake_settle();
}

static void
ask(const char *id, const char *author, const char *handle)
{
	struct hark_post p = rig_mention(id, ASK);

	p.author = author;
	p.handle = handle;
	rig_ingest(&p, 1);
	fake_advance(60000);
}

static void
exec_sql(const char *path, const char *text)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", text, sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void
test_third_conversation_makes_known(void **state)
{
	(void)state;
	ask("100", "a1", "@anna");
	look();
	assert_false(known);
	assert_int_equal(threads, 1);
	ask("101", "a1", "@anna");
	look();
	assert_false(known);
	ask("102", "a1", "@anna");
	look();
	assert_true(known);
	assert_false(vip);
	assert_int_equal(threads, 3);
	/* Somebody else is not. */
	ask("103", "a2", "@ben");
	look();
	assert_false(known);
}

static char *
slurp(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = xcalloc(1, 1 << 20);

	if (f == NULL)
		fail_msg("%s: not there; run from the top of the tree", path);
	assert_true(fread(text, 1, (1 << 20) - 1, f) > 0);
	fclose(f);
	return text;
}

static void
test_first_schema_is_brought_forward(void **state)
{
	AUTO(free_p) char *path = xasprintf("%s/old.db", rig_dir);
	AUTO(free_p) char *copy = xasprintf("%s.v1", path);
	AUTO(free_p) char *schema = slurp("daemon/store/schema.sql");
	struct store_opts o = { .client = "old", .path = path,
		.classifier = rig_classifier };
	struct err e = { 0 };
	struct store *s;

	(void)state;
	exec_sql(path, schema);
	exec_sql(path, "PRAGMA user_version = 1; "
	    "PRAGMA application_id = 1751216747; "
	    "INSERT INTO source VALUES(1, 'mastodon', 'srv'); "
	    "INSERT INTO author(source_id, native, own, first_at, last_at, "
	    "threads, first_post) VALUES(1, 'a1', 0, 0, 0, 5, 1)");
	s = store_open(&o, &e);
	if (s == NULL)
		fail_msg("%s", e.text);
	store_close(s);
	assert_int_equal(access(copy, F_OK), 0);
	exec_sql(path, "UPDATE author SET vip = 1 WHERE threads = 5");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, rig_setup, rig_teardown)
		T(test_third_conversation_makes_known),
		T(test_first_schema_is_brought_forward),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
